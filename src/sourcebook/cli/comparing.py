"""``sourcebook compare``: what is said of several countries, side by side, with the evidence."""

import sys
from typing import TYPE_CHECKING, Any

import click

from sourcebook.cli.naming import countries_named, theme_named
from sourcebook.cli.options import as_json, in_library, open_library
from sourcebook.cli.output import print_json, shown
from sourcebook.errors import Refused

if TYPE_CHECKING:
    from sourcebook.library import Library
    from sourcebook.publish.comparing import Row, Table

MOST = 6  # marks of a cell on a terminal; a report of 100 pages states dozens of figures
QUOTES = 3  # quotes under a mark with --quotes
COLUMNS = 60  # countries at once; there are 15 in the largest region but two


@click.command("compare", short_help="Set side by side what is said of countries.")
@click.argument("countries", nargs=-1, required=True, metavar="COUNTRY…")
@click.option("--theme", help="Only by entries on this theme's pages (see: list themes).")
@click.option("--differences", is_flag=True, help="Only the rows in which the countries differ.")
@click.option("--quotes", is_flag=True, help="Show the words that each cell rests on.")
@click.option(
    "--unreviewed/--reviewed",
    default=None,
    help="With what nobody decided about yet, marked so (default: as library.toml says).",
)
@click.option("--csv", "csv_", is_flag=True, help="Print CSV for spreadsheets.")
@in_library
@as_json
def compare(
    countries: tuple[str, ...],
    theme: str | None,
    differences: bool,
    quotes: bool,
    unreviewed: bool | None,
    csv_: bool,
    json_: bool,
) -> None:
    """Set side by side what the library's sources say of countries: roles, purposes, people, routes,
    ratings by year, figures, what else is spoken of, and what the library holds.

    \b
        sourcebook compare KZ UZ KG
        sourcebook compare Kazakhstan                  with its neighbours
        sourcebook compare "Central Asia" --differences

    Names, ISO codes and UN regions can be mixed; KZ+UZ+KG works too. Only what a person accepted
    counts (see: sourcebook claims), unless --unreviewed. An empty cell is no evidence of anything.
    """
    if csv_ and json_:
        raise Refused("compare", "prints --csv or --json, one at a time")
    theme_named(theme)
    with open_library() as library:
        codes = chosen(library, countries)
        found = library.compare(codes, theme=theme, unreviewed=unreviewed)
        if json_:
            print_json(as_data(found, differences=differences))
        elif csv_:
            from sourcebook.publish.comparing.table import as_csv

            click.echo(as_csv(found, differences=differences, language="en"), nl=False)
        else:
            _tell(found, differences=differences, quotes=quotes)


def chosen(library: "Library", named: tuple[str, ...]) -> list[str]:
    """The codes of the countries named, each once, in their order: of a region those the library has
    entries on, of one country alone itself and such neighbours."""
    from sourcebook.values.places import countries

    known = set(library.store.tally("country"))
    codes: list[str] = []
    for name in (part for one in named for part in _parts(one)):
        codes += countries_named(name, known)
    codes = list(dict.fromkeys(codes))
    if not codes:
        raise Refused(" ".join(named) or "compare", "names no country; give names or ISO codes")
    if len(codes) == 1:
        codes += [code for code in countries()[codes[0]].neighbours if code in known]
    if len(codes) > COLUMNS:
        raise Refused(f"{len(codes)} countries", f"are too many for a table; at most {COLUMNS}")
    return codes


def _parts(name: str) -> list[str]:
    """KZ+UZ+KG as three; a name with a plus sign there is none."""
    return [part for part in name.split("+") if part.strip()]


# --- for programs --------------------------------------------------------------------------------
def as_data(found: "Table", *, differences: bool) -> dict[str, Any]:
    """The table as plain data: countries, and rows with a cell a country, each mark with its quotes."""
    from sourcebook.publish.comparing.table import chosen as lines

    return {
        "countries": list(found.countries),
        "rows": [
            {
                "row": line.key,
                "section": line.section,
                "title": line.title,
                "differs": line.differs,
                "cells": {
                    code: _marks(cell)
                    for code, cell in zip(found.countries, line.cells, strict=True)
                },
            }
            for line in lines(found, differences=differences)
        ],
        "note": found.note,
    }


def _marks(row: "Row | None") -> list[dict[str, Any]]:
    return [
        {
            "key": mark.key,
            "label": mark.label,
            "note": mark.note,
            "entries": mark.entries,
            "unreviewed": mark.unreviewed,
            "years": list(mark.years) if mark.years else [],
            "denied": mark.denied,
            "hearsay": mark.hearsay,
            "quotes": [
                {
                    "claim": claim.id,
                    "entry": claim.entry,
                    "decision": claim.decision,
                    "voice": claim.voice,
                    "before": claim.before,
                    "words": claim.words,
                    "after": claim.after,
                    "page": claim.page,
                    "year": claim.year,
                }
                for claim in mark.claims
            ],
        }
        for mark in (row.marks if row else ())
    ]


# --- for people ----------------------------------------------------------------------------------
def _tell(found: "Table", *, differences: bool, quotes: bool) -> None:
    from sourcebook.publish.comparing.table import chosen as lines
    from sourcebook.publish.comparing.table import text_of
    from sourcebook.values.places import country_name

    names = [country_name(code) for code in found.countries]
    some = list(lines(found, differences=differences))
    if quotes or not sys.stdout.isatty():
        _in_lines(found, names, differences=differences, quotes=quotes)
    else:
        from rich import box
        from rich.console import Console
        from rich.table import Table as Drawn
        from rich.text import Text

        drawn = Drawn("", *names, box=box.SIMPLE_HEAD, padding=(0, 1))
        section = ""
        for line in some:
            if line.section != section:
                section = line.section
                drawn.add_row(Text(section, style="bold"))
            cells = [Text(shown(text_of(cell, most=MOST))) for cell in line.cells]
            drawn.add_row(Text(("≠ " if line.differs else "  ") + line.title), *cells)
        Console().print(drawn)
    if not some:
        click.echo("Nothing differs." if differences else "The library says nothing of these yet.")
    click.echo(found.note, err=True)


def _in_lines(found: "Table", names: list[str], *, differences: bool, quotes: bool) -> None:
    """Row for row, a line a country: for pipes, and where quotes need the room."""
    from sourcebook.publish.comparing.table import NOTHING, told
    from sourcebook.publish.comparing.table import chosen as lines

    for line in lines(found, differences=differences):
        mark = "≠" if line.differs else "="
        click.secho(f"{mark} {line.section}: {shown(line.title)}", bold=True)
        for name, cell in zip(names, line.cells, strict=True):
            if cell is None:
                click.echo(f"    {name}: {NOTHING}")
                continue
            if not quotes:
                click.echo(shown(f"    {name}: " + "; ".join(map(told, cell.marks))))
                continue
            click.echo(f"    {name}:")
            for one in cell.marks:
                click.echo(shown(f"      {told(one)}"))
                for claim in one.claims[:QUOTES]:
                    words = " ".join(f"{claim.before}[{claim.words}]{claim.after}".split())
                    voice = ", in the curator's words" if claim.voice == "paraphrase" else ""
                    click.echo(shown(f"        “{words}” — {claim.entry}{voice}"))
