"""What the demo's curator states of its entries, as claims that are accepted. I/O: reads ``claims.toml``."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from sourcebook.claims import AspectSaid, Claim, Rating, Role, Route, Said
from sourcebook.errors import Unreadable
from sourcebook.records import Entry, Excerpt
from sourcebook.understand.claiming import stated

FILE = Path(__file__).with_name("claims.toml")
WHO, WHEN = "the demo’s curator", "2026-11-01T00:00:00+00:00"
BY_HAND = "stated by hand"  # the rule of what no program proposed


def claims(entries: Mapping[str, Entry]) -> tuple[Claim, ...]:
    """The claims that are stated by hand, accepted. Raises Unreadable where the words of one don't
    stand in its excerpt."""
    made = {}
    for fields in tomllib.loads(FILE.read_text("utf-8"))["claim"]:
        claim = _claim(fields, entries)
        made[claim.id] = claim
    return tuple(made.values())


def agreed(found: Iterable[Claim], entries: Mapping[str, Entry]) -> list[Claim]:
    """Of what a program proposed, what the demo's curator accepts: aspects under which the excerpt is
    filed by hand anyway, and what rests on words that the file names."""
    named = tomllib.loads(FILE.read_text("utf-8"))["accept"]
    words = {(one["entry"], one["words"]) for one in named}
    filed = {
        (entry.id, excerpt.id): {*excerpt.aspects, *excerpt.ages}
        for entry in entries.values()
        for excerpt in entry.excerpts
    }
    return [
        claim
        for claim in found
        if (
            claim.aspect is not None
            and claim.aspect.code in filed.get((claim.entry, claim.excerpt), ())
        )
        or any(entry == claim.entry and said in claim.words for entry, said in words)
    ]


def _claim(fields: dict[str, Any], entries: Mapping[str, Entry]) -> Claim:
    where = f"claims.toml, {fields['entry']}"
    entry = entries.get(fields["entry"])
    if entry is None:
        raise Unreadable(where, "is of an entry that is not there")
    for excerpt in entry.excerpts:
        if excerpt.id == fields.get("excerpt", excerpt.id):
            at = "\n\n".join(excerpt.paragraphs).find(fields["words"])
            if at >= 0:
                one = _said(fields, at, where)
                made = stated(entry, excerpt, one, countries=_countries(entry, excerpt))
                return replace(made, decision="accepted", decided_by=WHO, decided_at=WHEN)
    raise Unreadable(where, f"rests on words that don't stand there: {fields['words']}")


def _countries(entry: Entry, excerpt: Excerpt) -> tuple[str, ...]:
    return excerpt.countries or entry.countries


def _said(fields: dict[str, Any], at: int, where: str) -> Said:
    span: dict[str, Any] = {
        "start": at, "end": at + len(fields["words"]), "rule": BY_HAND, "confidence": 1.0,
    }  # fmt: skip
    how: dict[str, Any] = {
        "purposes": tuple(fields.get("purposes", ())),
        "people": tuple(fields.get("people", ())),
        "negated": fields.get("negated", False),
        "hearsay": fields.get("hearsay", False),
    }
    if "role" in fields:
        role, country = fields["role"].split()
        return Role(country=country, role=role, **how, **span)
    if "route" in fields:
        origin, *transit, destination = fields["route"].split()
        return Route(origin=origin, transit=tuple(transit), destination=destination, **how, **span)
    if "rating" in fields:
        scheme, value, country, year = fields["rating"].split()
        return Rating(scheme=scheme, value=value, country=country, year=int(year), **span)
    if "aspect" in fields:
        kind, code = fields["aspect"].split()
        return AspectSaid(kind=kind, code=code, **span)
    raise Unreadable(where, "states no role, route, rating or aspect")
