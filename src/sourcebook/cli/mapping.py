"""``sourcebook map``: who is said to be taken where, as a table or a picture."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sourcebook.cli.naming import countries_named
from sourcebook.cli.options import as_json, in_library, open_library
from sourcebook.cli.output import plural, print_json, print_rows, shown, write_file
from sourcebook.errors import Refused

if TYPE_CHECKING:
    from sourcebook.publish.maps.flows import Choice, Flow

_YEARS = re.compile(r"(\d{4})?\s*(?:-|–|\.\.)\s*(\d{4})?|(\d{4})")


def _span(
    _: click.Context, __: click.Parameter, written: str | None
) -> tuple[int | None, int | None]:
    if not written:
        return None, None
    found = _YEARS.fullmatch(written.strip())
    if not found or not any(found.groups()):
        raise Refused(f"--years {written}", "is no span of years; write 2005-2010, 2005- or 2008")
    first, last, one = (int(part) if part else None for part in found.groups())
    if first and last and first > last:
        raise Refused(f"--years {written}", "ends before it begins")
    return (one, one) if one else (first, last)


def _purpose(_: click.Context, __: click.Parameter, code: str | None) -> str:
    from sourcebook.publish.maps.flows import PURPOSES

    if code and code not in PURPOSES:
        raise Refused(f"--purpose {code}", f"is none we know; there are: {', '.join(PURPOSES)}")
    return code or ""


@click.command("map", short_help="Draw or list the routes that sources state.")
@click.argument("places", nargs=-1, metavar="[COUNTRY|REGION…]")
@click.option(
    "--purpose", callback=_purpose, metavar="CODE",
    help="Only for this purpose: forced-labour, debt-bondage …",
)  # fmt: skip
@click.option(
    "--people",
    type=click.Choice(["women", "girls", "men", "boys", "children"]),
    help="Only of these people.",
)
@click.option(
    "--years",
    callback=_span,
    metavar="FROM-TO",
    help="Only of these years: 2005-2010, 2005-, 2008.",
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.svg",
    help="Write the map as a picture (SVG), with its own colours, light and dark.",
)  # fmt: skip
@click.option(
    "--open",
    "unreviewed",
    is_flag=True,
    help="With what nobody reviewed yet, marked as such (default: as library.toml says).",
)
@in_library
@as_json
def map_(
    places: tuple[str, ...],
    purpose: str,
    people: str | None,
    years: tuple[int | None, int | None],
    out: Path | None,
    unreviewed: bool,
    json_: bool,
) -> None:
    """Tell who is said to be taken where: every route that accepted claims of the library state, best
    sourced first. Entries of one publisher, or in the same words, are one source.

    COUNTRY is a name or an ISO code, REGION a part of the world ("Central Asia"). A route that isn't
    here is one that no source here states: that is not evidence that it doesn't exist.
    """
    from sourcebook.publish.maps.flows import Choice

    if out is not None and out.suffix.lower() != ".svg":
        raise Refused(f"--out {out}", "the map is an SVG picture; name a file that ends in .svg")
    codes = frozenset(code for place in places for code in countries_named(place))
    choice = Choice(years=years, purpose=purpose, people=people or "", countries=codes)
    with open_library() as library:
        flows = library.routes(choice, unreviewed=unreviewed or None)
        language = library.settings.language
        waiting = len(library.routes(choice, unreviewed=True)) - len(flows)
    if out is not None:
        _draw(out, flows, choice, language)
    if json_:
        print_json([_told(flow) for flow in flows])
        return
    if out is None:
        _list(flows, language)
    said = plural(len(flows), "route")
    said += f" {'is' if len(flows) == 1 else 'are'} stated."
    if waiting:
        said += f" {waiting:,} more that nobody reviewed: see them with --open."
    click.echo(said if flows else _none(waiting), err=True)


def _none(waiting: int) -> str:
    if waiting:
        return (
            f"No accepted claim states such a route; {plural(waiting, 'route')} nobody reviewed: "
            "see them with --open, decide with: sourcebook claims --kind route"
        )
    return "No source here states such a route. That is not evidence that it doesn't exist."


def _list(flows: "tuple[Flow, ...]", language: str) -> None:
    from sourcebook.publish.maps.telling import rows

    print_rows(
        (
            f"{row.origin} → {row.destination}",
            plural(row.voices, "source"),
            row.years,
            "; ".join(
                filter(
                    None, (f"via {row.via}" if row.via else "", row.people, row.purposes, row.note)
                )
            ),
        )
        for row in rows(flows, language)
    )


def _draw(target: Path, flows: "tuple[Flow, ...]", choice: "Choice", language: str) -> None:
    from sourcebook.publish.maps.picture import picture

    write_file(target, [picture(flows, choice.countries, language)])
    click.echo(shown(f"The map is in {target}."), err=True)


def _told(flow: "Flow") -> "dict[str, object]":
    return {
        "origin": flow.origin,
        "destination": flow.destination,
        "transit": list(flow.via),
        "sources": flow.voices,
        "years": list(flow.years) if flow.years else None,
        "purposes": flow.purposes,
        "people": flow.people,
        "hearsay": flow.hearsay,
        "reviewed": flow.reviewed,
        "claims": [
            {
                "id": saying.claim.id,
                "entry": saying.entry.id,
                "year": saying.claim.year,
                "words": saying.claim.words,
            }
            for saying in flow.sayings
        ],
    }
