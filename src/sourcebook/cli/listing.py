"""``sourcebook list`` and ``sourcebook show``: what a library holds."""

from typing import TYPE_CHECKING, Any

import click

from sourcebook.cli.naming import country_named, record_named, theme_named
from sourcebook.cli.options import as_json, in_library, open_library
from sourcebook.cli.output import plural, print_json, print_rows, shown
from sourcebook.errors import Missing, Refused

if TYPE_CHECKING:
    from sourcebook.library import Library
    from sourcebook.store import Kept

NOUNS = ("entries", "pages", "series", "themes", "styles", "withdrawn")
FILTERS = {
    "entries": ("theme", "country", "aspect", "publisher", "series", "year"),
    "pages": ("theme", "country"),
}


@click.command("list", short_help="List entries, pages, series, themes or styles.")
@click.argument("noun", type=click.Choice(NOUNS), default="entries", required=False)
@click.option("--theme", help="Only what stands on this theme's pages (see: list themes).")
@click.option("--country", help="Only this country: a name or an ISO code.")
@click.option("--aspect", help="Only entries with an excerpt on this aspect.")
@click.option("--publisher", help="Only this publisher's.")
@click.option("--series", help="Only editions of this series.")
@click.option("--year", type=int, help="Only what was issued in this year.")
@in_library
@as_json
def list_(
    noun: str,
    theme: str | None,
    country: str | None,
    aspect: str | None,
    publisher: str | None,
    series: str | None,
    year: int | None,
    json_: bool,
) -> None:
    """List entries (or pages, series, themes, styles, withdrawn)."""
    filters = {
        "theme": theme_named(theme),
        "country": country_named(country),
        "aspect": _aspect(aspect),
        "publisher": publisher,
        "series": series,
        "year": year,
    }
    named = {k: v for k, v in filters.items() if v is not None}
    for name in named:
        if name not in FILTERS.get(noun, ()):
            raise Refused(f"--{name}", f"does not choose among {noun}; leave it out")
    if noun in ("themes", "styles"):
        _list_fixed(noun, json_=json_)
        return
    with open_library() as library:
        if series is not None:
            _series(library, series)
        records = chosen(library, noun, named)
    if json_:
        print_json(records)
        return
    print_rows(row(record) for record in records)
    if not records:
        click.echo("Nothing of that kind is in the library.", err=True)
    else:
        click.echo(plural(len(records), "record") + ".", err=True)


def chosen(library: "Library", noun: str, filters: "dict[str, Any]") -> "list[Kept]":
    """The records of a kind for which all filters hold (``FILTERS`` says which a kind knows)."""
    if noun == "entries":
        return list(library.entries(**filters))
    if noun == "pages":
        theme, country = filters.get("theme"), filters.get("country")
        return [
            page
            for page in library.pages()
            if theme in (None, page.theme) and country in (None, page.subject.country)
        ]
    return list(library.series() if noun == "series" else library.tombstones())


def _aspect(name: str | None) -> str | None:
    from difflib import get_close_matches

    from sourcebook.themes import themes

    codes = {term.code for theme in themes().values() for term in theme.aspects}
    if name is not None and name not in codes:
        near = get_close_matches(name, sorted(codes), n=3, cutoff=0.4)
        more = f"; try {' or '.join(near)}" if near else ""
        raise Missing(name, f"is no aspect{more} (all: sourcebook vocabulary)")
    return name


def _series(library: "Library", name: str) -> None:
    there = {one.id for one in library.series()}
    if name not in there:
        names = f"there are: {', '.join(sorted(there))}" if there else "there is none yet"
        raise Missing(name, f"is no series of the library; {names}")


def _list_fixed(noun: str, *, json_: bool) -> None:
    if noun == "themes":
        from sourcebook.themes import themes

        rows = [(theme.id, theme.title) for theme in themes().values()]
    else:
        from sourcebook.publish.cite import STYLES

        rows = [(name, "") for name in STYLES]  # what they are called in full, only their files say
    if json_:
        print_json([{"id": name, "title": words} for name, words in rows])
    else:
        print_rows((name, words) if words else (name,) for name, words in rows)


def row(record: object) -> tuple[str, ...]:
    """One record as the cells of a line: id, name, and what tells it from its like."""
    from sourcebook.records import Entry, Page, Series, Tombstone
    from sourcebook.values.dates_said import spelled

    if isinstance(record, Entry):
        about = ", ".join(part for part in (record.publisher, spelled(record.issued)) if part)
        return record.id, record.title, about
    if isinstance(record, Page):
        placed = sum(len(section.placements) for section in record.sections)
        return record.id, record.subject.as_written, plural(placed, "entry", "entries")
    if isinstance(record, Tombstone):
        return record.id, record.title, f"withdrawn {record.at[:10]}: {record.why}"
    if isinstance(record, Series):
        return record.id, record.title, record.publisher
    return str(getattr(record, "id", "")), str(getattr(record, "title", "")), ""


@click.command("show", short_help="Show one record, whole.")
@click.argument("record", metavar="ID")
@in_library
@as_json
def show(record: str, json_: bool) -> None:
    """Show one entry, page, series or withdrawn record, whole."""
    from sourcebook.codec import pretty
    from sourcebook.records import Entry

    with open_library() as library:
        found = record_named(library, record)
        checks = library.checks_of(found) if isinstance(found, Entry) and not json_ else {}
    if json_:
        print_json(found)
        return
    from sourcebook.cli.telling import tell

    words = tell(found, checks)
    click.echo(shown(words or pretty(found), lines=True))
