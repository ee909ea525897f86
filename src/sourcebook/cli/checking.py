"""``sourcebook check``: what is wrong or doubtful in the library's records."""

import click

from sourcebook.cli.options import as_json, in_library, open_library
from sourcebook.cli.output import print_findings, print_json
from sourcebook.errors import Failed


@click.command("check", short_help="Find what is wrong or doubtful in the records.")
@click.option("--strict", is_flag=True, help="Fail (exit code 7) on warnings too, not only errors.")
@in_library
@as_json
def check(strict: bool, json_: bool) -> None:
    """Check the library's records: broken references, unread dates, help never confirmed …

    Leaves with exit code 7 where it finds errors, so that scripts can act on it.
    """
    with open_library() as library:
        findings = list(library.findings())
    if json_:
        print_json(findings)
    elif not print_findings(findings):
        click.echo("Nothing wrong was found.")
    bad = {"error", "warning"} if strict else {"error"}
    worst = sum(finding.level in bad for finding in findings)
    if worst:
        raise Failed("check", f"{worst} of {len(findings)} findings need mending")
