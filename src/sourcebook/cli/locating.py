"""``sourcebook where``: which captures, editions and pages hold a passage, or what comes nearest."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sourcebook.cli.options import as_json, in_library, open_library
from sourcebook.cli.output import plural, print_json, progress, shown
from sourcebook.cli.reading import texts_in
from sourcebook.errors import Refused

if TYPE_CHECKING:
    from sourcebook.curate.segments import Segment
    from sourcebook.curate.where import Hit

SHOWN = 20
SHAPES = {"verified": "✓", "differs": "≠"}


@click.command("where", short_help="Find which captures and pages hold a passage.")
@click.argument("words", metavar='"WORDS"')
@click.argument("files", nargs=-1, metavar="[FILE…]", type=click.Path(path_type=Path))
@click.option(
    "--file",
    "named",
    multiple=True,
    metavar="FILE…",
    type=click.Path(path_type=Path),
    help="Look in these files or folders instead of a library.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=SHOWN,
    show_default=True,
    help="How many to show.",
)
@in_library
@as_json
def where(
    words: str, files: tuple[Path, ...], named: tuple[Path, ...], limit: int, json_: bool
) -> None:
    """Find a passage in the library's captures: entry, edition, page and place; best first.

    Where it stands word for word, it is *verified*; else the nearest wording is shown, with what
    differs: [-stands in the source alone-] {+stands in your words alone+}. Elisions (…) may pass
    words over. "-" reads the words from standard input. With --json, prints an array.

    In files, in a library or not:  sourcebook where "WORDS" --file a.pdf b.html folder
    """
    from sourcebook.curate.quote import of_words

    if words == "-":
        words = sys.stdin.read()
    if not of_words(words).pieces:
        raise Refused("where", "needs words to look for, between quotation marks")
    if files and not named:
        raise Refused(
            str(files[0]),
            'follows the words. Put all words between quotation marks: sourcebook where "WORDS"; '
            "name files with --file",
        )
    if named:
        found = _in_files(words, [*named, *files])
    else:
        with open_library() as library, progress("Reading") as tell:
            found = library.where(words, tell=tell)
            empty = not found and not library.count("captures")
        if empty and not json_:
            click.echo("There are no captures yet; make some with: sourcebook capture", err=True)
    if json_:
        print_json(found[:limit])
        return
    for hit in found[:limit]:
        _tell(hit)
    _count(found, limit)


def _count(found: "list[Hit]", limit: int) -> None:
    verified = sum(hit.standing == "verified" for hit in found)
    if not found:
        click.echo("No passage comes near these words.", err=True)
        return
    rest = len(found) - verified
    said = f"{plural(verified, 'place has', 'places have')} these words"
    if rest:
        said += f"; {plural(rest, 'place comes', 'places come')} near them"
    more = f". {len(found) - limit:,} more: --limit" if len(found) > limit else ""
    click.echo(f"{said}{more}.", err=True)


def _in_files(words: str, paths: list[Path]) -> "list[Hit]":
    """The same, in files."""
    from sourcebook.curate.quote import of_words
    from sourcebook.curate.source import Source
    from sourcebook.curate.where import Origin, hits, ranked

    quote = of_words(words)
    found: list[Hit] = []
    for file, text in texts_in(paths):
        found += hits(quote, Source(text), [Origin(file=str(file))])
    return ranked(found)


def _tell(hit: "Hit") -> None:
    parts = [hit.entry or hit.file or f"capture {hit.capture}"]
    if hit.edition and hit.edition not in parts[0]:
        parts.append(f"edition {hit.edition}")
    if hit.page is not None:
        printed = f" ({hit.page_label})" if hit.page_label not in ("", str(hit.page)) else ""
        parts.append(f"page {hit.page}{printed}")
    parts.append(f"characters {hit.start:,}-{hit.end:,}")
    # what differs in a comma is not 100% alike
    like = "" if hit.standing == "verified" else f" ({min(hit.likeness, 0.99):.0%} alike)"
    colour = "green" if hit.standing == "verified" else "yellow"
    click.secho(f"{SHAPES[hit.standing]} {hit.standing}{like}", fg=colour, nl=False)
    click.echo(shown(f"  {', '.join(parts)}"))
    if hit.diff:
        click.echo("    " + coloured(hit.diff))
    else:
        click.echo(shown(f"    {' '.join(hit.text.split())}"))
    for doubt in hit.doubts:
        click.echo(shown(f"    {doubt}"))


def coloured(diff: "tuple[Segment, ...]") -> str:
    """The difference on one line; its signs stay where there is no colour."""
    from sourcebook.curate.segments import in_words

    out = []
    for one in diff:
        said = shown(in_words([one]) if one.op in {"delete", "insert"} else one.text)
        if one.op == "gap":
            said = " […] "
        colour = {"delete": "red", "insert": "green"}.get(one.op)
        out.append(click.style(said, fg=colour) if colour else said)
    return "".join(out).strip()
