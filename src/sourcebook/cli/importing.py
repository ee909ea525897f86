"""``sourcebook import``: bring files in, after showing what would change."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sourcebook.cli.options import as_json, in_library, on_record, open_library
from sourcebook.cli.output import (
    plural,
    print_findings,
    print_json,
    print_json_line,
    progress,
    shown,
)
from sourcebook.errors import Missing, Refused, SourcebookError, Unreadable

SHOWN = 40  # findings; a folder may have thousands
PAGES = 20  # of which a folder's import gives an overview
FURNITURE = frozenset({"furniture"})

if TYPE_CHECKING:
    from sourcebook.collect.draft import Draft
    from sourcebook.collect.rows import Given
    from sourcebook.library import Library
    from sourcebook.records import Finding


@click.command("import", short_help="Bring in pages, bibliographies, spreadsheets, reports.")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="FILE|DIR…",
    type=click.Path(path_type=Path, readable=False),
)
@click.option("--dry-run", is_flag=True, help="Read and report; write nothing (needs no library).")
@click.option("-y", "--yes", is_flag=True, help="Apply changes to what is there without asking.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="For spreadsheets: which column holds what (repeatable; FIELD - leaves it out).",
)
@click.option(
    "--series", default="", metavar="TITLE", help="For rows with texts: what they are editions of."
)
@click.option(
    "--publisher", default="", metavar="NAME", help="For rows with texts: who published them."
)
@click.option(
    "--language",
    default="",
    metavar="TAG",
    help="For rows with texts: their language (en, ru, kk …).",
)
@click.option("--address", default="", help="Where the page was published, if the file can't tell.")
@in_library
@as_json
@on_record
def import_(
    paths: tuple[Path, ...],
    dry_run: bool,
    yes: bool,
    mapping: tuple[str, ...],
    series: str,
    publisher: str,
    language: str,
    address: str,
    json_: bool,
    who: str | None,
    why: str,
) -> None:
    """Bring posting pages, bibliographies, spreadsheets, address lists, reports or texts in.

    Reads saved web pages (.htm, .html), plain text (.txt), BibTeX, RIS, CSL-JSON, EndNote XML,
    CSV, TSV, XLSX, JSON Lines, lists of addresses, and report files (PDF); a folder is read whole. A
    file imported before changes nothing; where it brings a change, the change is shown first.

    A row of a spreadsheet or of JSON Lines (.jsonl, also packed with gzip or xz) may hold a whole
    text. The text is kept word for word as a capture of its entry.

    With --dry-run --json, prints for each file one JSON object: page, entries, findings.
    """
    many = len(paths) > 1 or paths[0].is_dir()
    given = _given(series, publisher, language)
    drafts = read_all(paths, mapping=mapping, address=address, given=given, many=many)
    if dry_run:
        report(drafts, json_=json_, many=many)
        return
    with open_library() as library:
        found = [_named(draft) for draft in drafts] if many else list(drafts)
        bring_in(library, found, yes=yes, json_=json_, who=who, why=why)


def read_all(
    paths: tuple[Path, ...],
    *,
    mapping: tuple[str, ...] = (),
    address: str = "",
    given: "Given | None" = None,
    many: bool,
) -> "Iterator[Draft]":
    """The draft of each file below the paths, in order; one file alone that can't be read raises."""
    from sourcebook.collect.rows import Given
    from sourcebook.collect.sources import fault_of, files_in, read_file

    pairs = dict(_pair(text) for text in mapping)
    files = [file for path in paths for file in files_in(path)]
    if not files:
        raise Missing(", ".join(map(str, paths)), "holds no file, so there is nothing to import")
    with progress("Reading") as tell:
        for number, file in enumerate(files):
            tell(file.name, number, len(files))
            draft = read_file(file, mapping=pairs, address=address, given=given or Given())
            fault = None if many else fault_of(draft) or _mistaken(draft)
            if fault:
                raise fault
            yield draft


def _given(series: str, publisher: str, language: str) -> "Given":
    from sourcebook.collect.rows import Given
    from sourcebook.values.languages import language_tag

    tag = language_tag(language) if language else ""
    if tag is None:
        raise Refused(
            f"--language {language}", "is no language we know, for example: --language ru"
        )
    return Given(
        series=" ".join(series.split()), publisher=" ".join(publisher.split()), language=tag
    )


def _mistaken(draft: "Draft") -> SourcebookError | None:
    """What a person asked for that can't be: better told before anything is written."""
    left = [found for found in draft.findings if found.rule == "file-unread"]
    if left and not draft.entries and draft.page is None:
        return Unreadable(left[0].subject, left[0].says)
    unused = [found for found in draft.findings if found.rule == "map-unused"]
    tables = sum(found.rule == "columns-mapped" for found in draft.findings)
    for found in unused:
        if sum(other.subject == found.subject for other in unused) >= tables:
            return Refused(found.subject, found.says)
    return None


def _named(draft: "Draft") -> "Draft":
    """The draft with its file named in each finding, for where findings of many files meet."""
    from msgspec.structs import replace

    named = [
        finding
        if draft.source in finding.subject
        else replace(finding, subject=f"{draft.source}, {finding.subject}")
        for finding in draft.findings
    ]
    return replace(draft, findings=tuple(named))


def _pair(text: str) -> tuple[str, str]:
    column, sign, field = text.rpartition("=")
    if not sign or not column:
        raise Refused(f"--map {text}", "is not COLUMN=FIELD, for example --map 'Report name=title'")
    return column, field


def report(drafts: "Iterator[Draft]", *, json_: bool, many: bool) -> None:
    """Print what was read: the contract as JSON (a line each where there are many), or in words."""
    from sourcebook.collect.contract import contract

    for draft in drafts:
        if json_ and many:
            print_json_line({"file": draft.source, **contract(draft)})
        elif json_:
            print_json(contract(draft))
        else:
            _tell(draft)


def _tell(draft: "Draft") -> None:
    from sourcebook.cli.arrivals import listing, overview

    click.secho(shown(draft.source), bold=True)
    for line in (*overview(draft), *listing(draft)):
        click.echo(f"  {shown(line)}")
    print_findings(draft.findings)


def bring_in(
    library: "Library",
    drafts: "list[Draft]",
    *,
    yes: bool,
    json_: bool,
    who: str | None,
    why: str,
) -> None:
    """Plan, show, ask where something that is there would change, and apply in one change."""
    plan = library.plan_import(drafts)
    if not json_:
        if not plan.empty:
            arrived(drafts)
        told(plan.findings)
    if plan.empty:
        number = None
        if not json_ and any(draft.entries or draft.page for draft in drafts):
            click.echo("Nothing to change: the library already holds all of it.")
        elif not json_:
            click.echo("Nothing was brought in: there was no entry in what was read.")
    else:
        if plan.alters and not yes:
            ask(library.plan_diff(plan))
        number = library.apply(plan, who=who, why=why)
        if plan.texts:
            sealed = library.seal(who=who)
            if not json_:
                told(sealed)
        if not json_ and not plan.told:
            click.echo("Nothing to change: the library already holds all of it.")
        elif not json_:
            click.echo(
                f"{plan.summary} (change {number}; take it back with: sourcebook undo {number})"
            )
            look_over(drafts)
    if json_:
        print_json({"change": number, "summary": plan.summary, "findings": plan.findings})


def arrived(drafts: "list[Draft]") -> None:
    """Each page that came in, in a few lines; files without a page are counted by the summary."""
    from sourcebook.cli.arrivals import overview

    pages = [draft for draft in drafts if draft.page is not None]
    for draft in pages[:PAGES]:
        click.secho(shown(draft.source), bold=True)
        for line in overview(draft):
            click.echo(f"  {shown(line)}")
    if len(pages) > PAGES:
        click.echo(f"… and {plural(len(pages) - PAGES, 'more page')}")


def look_over(drafts: "list[Draft]") -> None:
    """Where to see what came in, and how much of it is doubtful."""
    from sourcebook.cli.arrivals import to_look_over

    unsure = sum(map(to_look_over, drafts))
    if unsure:
        entries = plural(unsure, "entry has", "entries have")
        click.echo(f"{entries} something to look over; --dry-run says what, entry by entry")
    pages = [draft.page.id for draft in drafts if draft.page is not None]
    if pages:
        click.echo(f"See a page whole with: sourcebook show {shown(pages[0])}")


def told(findings: "Iterable[Finding]") -> None:
    """Show findings, but only count what is known not to belong to the library: menus, labels."""
    aside = [found for found in findings if found.rule in FURNITURE]
    others = [found for found in findings if found.rule not in FURNITURE]
    print_findings(others, limit=SHOWN, how="all of them: --dry-run")
    if aside:
        lines = plural(len(aside), "place")
        click.echo(f"{lines} held only menus, labels and the like (see them: --dry-run)", err=True)


def ask(diff: str) -> None:
    """Show the difference and ask; without a terminal to answer on, refuse and say how."""
    click.echo(shown(diff, lines=True), err=True)
    if not sys.stdin.isatty():
        raise Refused(
            "import",
            "would change what is there, as shown; nothing was written. Add --yes to apply",
        )
    if not click.confirm("Apply these changes?", err=True):
        raise SourcebookError("import", "was not applied; nothing was written")
