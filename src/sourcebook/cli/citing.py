"""``sourcebook cite`` and ``sourcebook export``: citations, and bibliographies for other programs."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sourcebook.cli.options import as_json, find_record, in_library, open_library
from sourcebook.cli.output import print_json, shown
from sourcebook.errors import Missing, NoRoom, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sourcebook.library import Library
    from sourcebook.publish.cite.csl.markup import Format as Form
    from sourcebook.records import Entry


@click.command("cite", short_help="Cite entries or pages in a style and language.")
@click.argument("records", nargs=-1, required=True, metavar="ENTRY…")
@click.option(
    "--style",
    help="apa, mla, chicago, harvard, gost, or a CSL file (default: the library's style; a page "
    "is cited as its own last line does).",
)
@click.option("--language", default="en", show_default=True, help="en, ru, kk, or another.")
@click.option(
    "--format", "form", type=click.Choice(["text", "html"]), default="text", show_default=True
)
@in_library
@as_json
def cite(
    records: tuple[str, ...], style: str | None, language: str, form: "Form", json_: bool
) -> None:
    """Cite entries (or pages, by their ids) in a style and language.

    Each citation has the date the address was last seen, and the archived copy where there is one.
    """
    with open_library() as library:
        cited = [
            {"id": record, "citation": _cited(library, record, style, language, form)}
            for record in records
        ]
    if json_:
        print_json(cited)
        return
    for line in cited:
        click.echo(shown(line["citation"], lines=True))


def _cited(library: "Library", record: str, style: str | None, language: str, form: "Form") -> str:
    from sourcebook.publish.cite import citer, page
    from sourcebook.records import Entry, Page

    found = find_record(library, record)
    if isinstance(found, Entry):
        return citer(style or library.settings.style, language).cite_one(found, format=form)
    if not isinstance(found, Page):
        raise Refused(record, _gone(found) or "is a series; only entries and pages can be cited")
    settings = library.settings
    url = f"{settings.base.rstrip('/')}/{found.id}.html" if settings.base else ""
    return page(
        found,
        url=url,
        author=settings.curator,
        site=settings.title,
        style=style or "",
        language=language,
        format=form,
    )


@click.command("export", short_help="Export to BibTeX, RIS, CSL-JSON, WACZ, BagIt.")
@click.argument("records", nargs=-1, metavar="[ENTRY…]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["bibtex", "ris", "csl-json", "wacz", "bagit"]),
    default="bibtex",
    show_default=True,
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file (default: print).")
@in_library
def export(records: tuple[str, ...], form: str, output: Path | None) -> None:
    """Export entries for Zotero, EndNote, LaTeX …; without ids, all of them.

    With --format wacz, their captures in one file that ReplayWeb.page opens; with bagit, the whole
    library, records and captures, as a bag that archives take in. Both need -o.
    """
    if form in ("wacz", "bagit"):
        from sourcebook.cli.capturing import pack

        pack(records, form, output)
        return
    from sourcebook.publish.exports import export as written

    with open_library() as library:
        entries = chosen(library, records) if records else library.entries()
        if output is None:
            for piece in written(entries, form):
                click.echo(piece, nl=False)
            return
        _write(output, written(entries, form))
    click.echo(f"Wrote {output}.")


def _gone(record: object) -> str:
    from sourcebook.records import Tombstone

    return f"was withdrawn {record.at[:10]}: {record.why}" if isinstance(record, Tombstone) else ""


def _write(output: Path, pieces: "Iterable[str]") -> None:
    if output.is_dir():
        raise Refused(output, "is a folder; name a file, for example library.bib")
    aside = output.with_name(output.name + ".partial")
    try:
        with aside.open("w", encoding="utf-8", newline="") as out:
            out.writelines(pieces)
        aside.replace(output)
    except FileNotFoundError as fault:
        raise Missing(output.parent, "there is no such folder; make it first") from fault
    except OSError as fault:
        raise NoRoom(output, f"could not be written ({(fault.strerror or '').lower()})") from fault
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def chosen(library: "Library", records: tuple[str, ...]) -> "list[Entry]":
    """The entries with these ids; a page's id stands for all entries on it."""
    from sourcebook.records import Entry, Page

    entries: list[Entry] = []
    for record in records:
        found = find_record(library, record)
        if isinstance(found, Entry):
            entries.append(found)
        elif isinstance(found, Page):
            entries += [
                library.entry(placement.entry)
                for section in found.sections
                for placement in section.placements
            ]
        else:
            words = "is a series; only entries and pages can be exported"
            raise Refused(record, _gone(found) or words)
    return entries
