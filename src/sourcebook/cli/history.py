"""``sourcebook log`` and ``sourcebook undo``: what changed, and taking a change back."""

import click

from sourcebook.cli.options import as_json, in_library, on_record, open_library
from sourcebook.cli.output import print_json, shown

LARGEST = 2**63 - 1  # what the database counts up to


@click.command("log", short_help="Show what changed, when, by whom and why.")
@click.argument("record", required=False, metavar="[ID]")
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="How many changes to show.",
)
@in_library
@as_json
def log(record: str | None, limit: int, json_: bool) -> None:
    """Show what changed: number, when, who, what and why; newest first.

    With an ID, only the changes to that entry, page or series.
    """
    with open_library() as library:
        changes = list(library.log(record=record, limit=min(limit, LARGEST)))
    if json_:
        print_json(changes)
        return
    if not changes:
        click.echo(f"No change to {record} is on record." if record else "Nothing has changed yet.")
    for change in changes:
        click.secho(f"{change.number:>5}  ", nl=False, bold=True)
        click.echo(shown(f"{change.at[:16].replace('T', ' ')}  {change.who}  {change.what}"))
        if change.why:
            click.echo(f"       {shown(change.why)}")


@click.command("undo", short_help="Take a change back.")
@click.argument("number", type=click.IntRange(min=1, max=LARGEST), metavar="NUMBER")
@in_library
@on_record
def undo(number: int, who: str | None, why: str) -> None:
    """Take back change NUMBER (see `sourcebook log`).

    Undoing is itself a change: it is on record, and can be undone. Where a later change touched
    the same record, nothing is undone and the later change is named.
    """
    with open_library() as library:
        done = library.undo(number, who=who, why=why)
    click.echo(f"Change {number} is undone, as change {done}.")
