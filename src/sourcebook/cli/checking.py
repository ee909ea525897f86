"""``sourcebook check``: what is wrong or doubtful; a word after it checks something else than records.

A check of one more kind is one more row in ``KINDS``: its name, and a command that ends in ``report``.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from sourcebook.cli.options import as_json, in_library, open_library
from sourcebook.cli.output import plural, print_findings, print_json, progress
from sourcebook.errors import Failed

if TYPE_CHECKING:
    from sourcebook.records import Finding


def report(findings: "Iterable[Finding]", *, strict: bool, json_: bool, fine: str) -> None:
    """Print findings, or ``fine`` where there is none; Failed (exit code 7) where they are errors, or
    with ``strict`` warnings."""
    found = list(findings)
    if json_:
        print_json(found)
    elif not print_findings(found):
        click.echo(fine)
    bad = {"error", "warning"} if strict else {"error"}
    worst = sum(finding.level in bad for finding in found)
    if worst:
        raise Failed("check", f"{worst} of {len(found)} findings need mending")


strictly = click.option(
    "--strict", is_flag=True, help="Fail (exit code 7) on warnings too, not only errors."
)


@click.group("check", invoke_without_command=True, short_help="Find what is wrong or doubtful.")
@strictly
@in_library
@as_json
@click.pass_context
def check(context: click.Context, strict: bool, json_: bool) -> None:
    """Check the library's records: broken references, unread dates, help never confirmed …

    A word after it checks something else: `sourcebook check fixity` reads every capture again.
    Leaves with exit code 7 where it finds errors, so that scripts can act on it.
    """
    if context.invoked_subcommand is not None:
        return
    with open_library() as library:
        report(library.findings(), strict=strict, json_=json_, fine="Nothing wrong was found.")


@click.command("fixity", short_help="Read every capture again; name what changed.")
@strictly
@in_library
@as_json
def fixity(strict: bool, json_: bool) -> None:
    """Read everything that is preserved again, and name what changed since it was taken.

    From the inside out: each capture's bytes, its record, the WARC files, the manifests of their
    digests, the seals, and their time stamps where there are any.
    """
    with open_library() as library, progress("Reading") as tell:
        findings = list(library.fixity(tell=tell))
        count = library.count("captures")
    told = plural(count, "capture is as it was taken", "captures are as they were taken")
    fine = f"{told}." if count else "There are no captures yet."
    report(findings, strict=strict, json_=json_, fine=fine)


KINDS = (fixity,)
for kind in KINDS:
    check.add_command(kind)
