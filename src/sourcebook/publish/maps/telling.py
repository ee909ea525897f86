"""Tell a map in words and as a table, for whoever can't see it or wants the sources. Pure."""

import io
from collections.abc import Mapping, Sequence
from csv import writer

from msgspec import Struct

from sourcebook.publish.maps.flows import Flow
from sourcebook.publish.shape.links import aspect_name
from sourcebook.values.places import country_name

BEST = 3  # routes that the summary names
ABSENCE = "A country without a line is one that no source here speaks of. That is not evidence that nothing happens there."
NOTHING = "No line: no source, which is not evidence of nothing."


def purpose(code: str, language: str = "en") -> str:
    """What a purpose is called within a sentence, as the vocabulary has it."""
    name = aspect_name("human-trafficking", code, language)
    return name[:1].lower() + name[1:]


class Row(Struct, frozen=True, kw_only=True):
    """A flow as a line of a table; every cell in words."""

    origin: str
    destination: str
    via: str
    voices: int
    entries: int
    years: str
    people: str
    purposes: str
    note: str = ""


def summary(flows: Sequence[Flow], *, where: str = "", language: str = "en") -> tuple[str, ...]:
    """The map in sentences; ``where`` is what it shows ("the world", "Kazakhstan")."""
    if not flows:
        of = f" of {where}" if where else ""
        return (
            f"No source of this library states a route{of} yet, or nobody has reviewed what they state. "
            "Curators: sourcebook understand --keep, then sourcebook claims --kind route --ask",
        )
    entries = {saying.entry.id for flow in flows for saying in flow.sayings}
    thin = sum(flow.voices == 1 for flow in flows)
    routes = "1 route is" if len(flows) == 1 else f"{len(flows):,} routes are"
    sources = "1 entry" if len(entries) == 1 else f"{len(entries):,} entries"
    made = [f"{routes} stated in {sources}."]
    best = [flow for flow in flows if flow.voices > 1][:BEST]
    if best:
        named = "; ".join(f"{between(flow, language)} ({count(flow)})" for flow in best)
        made.append(f"Best sourced: {named}.")
    if thin:
        rest = (
            "All rest"
            if thin == len(flows) and thin > 1
            else f"{thin:,} {'rests' if thin == 1 else 'rest'}"
        )
        made.append(
            f"{rest} on a single source and {'is' if thin == 1 else 'are'} drawn thin and dashed."
        )
    waiting = sum(not flow.reviewed for flow in flows)
    if waiting:
        made.append(
            f"{waiting:,} {'was' if waiting == 1 else 'were'} proposed by a program and not reviewed yet: drawn pale."
        )
    return tuple(made)


def map_title(what: str, number: int) -> str:
    """What a map is called for whoever hears it."""
    routes = "1 route" if number == 1 else f"{number:,} routes"
    return f"{what}: {routes}; the table below has them all"


def between(flow: Flow, language: str = "en") -> str:
    """ "Uzbekistan to Kazakhstan"."""
    return f"{country_name(flow.origin, language)} to {country_name(flow.destination, language)}"


def count(flow: Flow) -> str:
    """ "3 independent sources, 2004–2017"."""
    said = "1 source" if flow.voices == 1 else f"{flow.voices} independent sources"
    return f"{said}, {span(flow)}" if flow.years else said


def span(flow: Flow) -> str:
    """The years of its sources: "2004–2017"."""
    if not flow.years:
        return ""
    first, last = flow.years
    return str(first) if first == last else f"{first}–{last}"


def rows(flows: Sequence[Flow], language: str = "en") -> tuple[Row, ...]:
    """Every flow as a line, in their order."""
    return tuple(
        Row(
            origin=country_name(flow.origin, language),
            destination=country_name(flow.destination, language),
            via=", ".join(country_name(code, language) for code in flow.via),
            voices=flow.voices,
            entries=len({saying.entry.id for saying in flow.sayings}),
            years=span(flow),
            people=", ".join(_people(flow.people, language)),
            purposes=", ".join(purpose(code, language) for code in flow.purposes),
            note="; ".join(
                word
                for word, holds in (
                    ("by hearsay", flow.hearsay),
                    ("not reviewed", not flow.reviewed),
                )
                if holds
            ),
        )
        for flow in flows
    )


def _people(people: Mapping[str, int], language: str) -> list[str]:
    return [
        f"nationals of {country_name(code.removeprefix('national:'), language)}"
        if code.startswith("national:")
        else code
        for code in people
    ]


def csv(flows: Sequence[Flow], language: str = "en") -> str:
    """Every flow as a line of CSV (RFC 4180), codes beside names."""
    out = io.StringIO()
    write = writer(out)
    fields = (
        "from",
        "to",
        "from_name",
        "to_name",
        "via",
        "independent_sources",
        "entries",
        "years",
    )
    write.writerow((*fields, "people", "purposes", "note"))
    for flow, row in zip(flows, rows(flows, language), strict=True):
        ends = (flow.origin, flow.destination, row.origin, row.destination, row.via)
        write.writerow(
            (*ends, row.voices, row.entries, row.years, row.people, row.purposes, row.note)
        )
    return out.getvalue()
