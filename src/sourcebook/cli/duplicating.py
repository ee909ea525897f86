"""``sourcebook duplicates``: passages that come again, earliest first, with what changed."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sourcebook.cli.locating import coloured
from sourcebook.cli.options import as_json, in_library, open_library
from sourcebook.cli.output import plural, print_json, progress, shown
from sourcebook.cli.reading import texts_in
from sourcebook.errors import Refused

if TYPE_CHECKING:
    from sourcebook.understand.duplicates import Group, Member

SHOWN = 20


@click.command("duplicates", short_help="Find passages that come again, and what changed.")
@click.argument("names", nargs=-1, metavar="[ENTRY…|FILE…]")
@click.option(
    "--within",
    type=click.Choice(["country", "series"]),
    help="Compare only entries of the same country or series.",
)
@click.option("--changed", is_flag=True, help="Only passages whose wording changed.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=SHOWN,
    show_default=True,
    help="How many groups to show; --json prints all.",
)
@in_library
@as_json
def duplicates(
    names: tuple[str, ...], within: str | None, changed: bool, limit: int, json_: bool
) -> None:
    """Find passages that stand in more than one entry: reissued from year to year, or syndicated.

    Passages are sentences of eight words or more, alike in at least seven words of ten. Each group is
    told earliest first, with what changed: [-went-] {+came+}. Names of files or folders are read as
    they are, in a library or not; of a library all entries are compared, or those named: one alone
    with all others.
    """
    files = [Path(name) for name in names if Path(name).exists()]
    if files and len(files) < len(names):
        other = next(name for name in names if not Path(name).exists())
        raise Refused(other, "is no file; name files or entries, not both")
    if files and within:
        raise Refused("--within", "is for entries; a file's country and series are not known")
    if files:
        groups = _in_files(files)
    else:
        with open_library() as library, progress("Reading") as tell:
            groups = library.reissues(names, within=within or "", tell=tell)
    if changed:
        groups = tuple(group for group in groups if group.changed)
    if json_:
        print_json([_plain(group) for group in groups])
        return
    for group in groups[:limit]:
        _tell(group)
    more = f" {len(groups) - limit:,} more: --limit." if len(groups) > limit else ""
    click.echo(f"{plural(len(groups), 'passage comes', 'passages come')} again.{more}", err=True)


def _in_files(paths: list[Path]) -> "tuple[Group, ...]":
    """The same, in files and folders."""
    from sourcebook.understand import Prepared
    from sourcebook.understand.duplicates import Passage, passages_in, reissues

    passages: list[Passage] = []
    for file, text in texts_in(paths):
        when = (text.issued.edtf if text.issued else None) or text.edition
        passages += passages_in(Prepared(text.text), source=str(file), when=when)
    return reissues(passages)


def _plain(group: "Group") -> dict[str, Any]:
    return {
        "sources": group.sources,
        "changed": group.changed,
        "members": [
            {
                "source": member.passage.source,
                "excerpt": member.passage.excerpt,
                "when": member.passage.when,
                "start": member.passage.start,
                "end": member.passage.end,
                "text": member.passage.text,
                "likeness": member.likeness,
                "changes": member.changes,
            }
            for member in group.members
        ],
    }


def _tell(group: "Group") -> None:
    first, *rest = group.members
    click.secho(plural(group.sources, "source"), fg="green", nl=False)
    click.echo(shown(f"  {_place(first)}"))
    click.echo(shown(f"    {' '.join(first.passage.text.split())}"))
    for member in rest:
        same = "" if member.changes else "  the same"
        click.echo(shown(f"  {_place(member)}{same}"))
        if member.changes:
            click.echo("    " + _marked(member))


def _place(member: "Member") -> str:
    passage = member.passage
    at = f"characters {passage.start:,}-{passage.end:,}"
    inside = f"excerpt {passage.excerpt}" if passage.excerpt else at
    return ", ".join(part for part in (passage.when, passage.source, inside) if part)


def _marked(member: "Member") -> str:
    from sourcebook.curate.segments import Segment

    return coloured(tuple(Segment(op=one.op, text=one.text) for one in member.changes))
