"""``sourcebook cite`` and ``sourcebook export``: citations, and bibliographies for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sourcebook.cli.naming import entries_named, record_named, withdrawn
from sourcebook.cli.options import as_json, in_library, open_library
from sourcebook.cli.output import print_json, shown, write_file
from sourcebook.errors import Refused

if TYPE_CHECKING:
    from sourcebook.library import Library
    from sourcebook.publish.cite.csl.markup import Format as Form


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

    found = record_named(library, record)
    if isinstance(found, Entry):
        return citer(style or library.settings.style, language).cite_one(found, format=form)
    if not isinstance(found, Page):
        raise Refused(
            record, withdrawn(found) or "is a series; only entries and pages can be cited"
        )
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
        entries = entries_named(library, records) if records else library.entries()
        if output is None:
            for piece in written(entries, form):
                click.echo(piece, nl=False)
            return
        write_file(output, written(entries, form))
    click.echo(f"Wrote {output}.")
