"""Decide where on the site a claim is shown, so that the next build knows what its change touches. Pure.

A claim stands in the lists ``country/<code>`` of the countries it speaks of, and ``aspect/<kind><tab>
<code>``; every shown claim stands in ``any``.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sourcebook.claims import Claim
from sourcebook.publish.shape.compare import region_sheet
from sourcebook.publish.shape.links import Placed
from sourcebook.themes import aspect
from sourcebook.values.places import countries

ANY = "any"


class Stand(NamedTuple):
    """A claim's line in a list. ``sort`` orders it: reviewed ones first, then the newest; ``note`` are
    the countries it speaks of, joined by "+"."""

    list: str
    sort: str
    claim: str
    entry: str
    note: str


def shown(claim: Claim, unreviewed: str) -> bool:
    """Whether the site shows a claim: accepted ones, and open ones where the setting says so."""
    return claim.decision == "accepted" or (claim.decision == "open" and unreviewed == "marked")


def stands(claim: Claim) -> list[Stand]:
    """The lists a shown claim stands in."""
    sort = f"{claim.decision != 'accepted':d}{9999 - (claim.year or 0):04d}"
    note = "+".join(claim.countries)
    lists = [ANY, *(f"country/{code}" for code in dict.fromkeys(claim.countries))]
    if claim.aspect is not None:
        lists.append(f"aspect/{claim.aspect.kind}\t{claim.aspect.code}")
    return [Stand(name, sort, claim.id, claim.entry, note) for name in lists]


def aspect_sheets(lists: Iterable[str], themes: Sequence[str]) -> set[str]:
    """The pages of aspects that these lists are shown on, in the library's themes."""
    made = set()
    for name in lists:
        kind, _, code = name.removeprefix("aspect/").partition("\t")
        if not name.startswith("aspect/"):
            continue
        for theme in themes:
            term = aspect(theme, code)
            if term is not None and kind in (term.kind, "age"):
                made.add(f"aspect/{theme}\t{code}")
    return made


def compared_sheets(codes: Collection[str]) -> set[str]:
    """The sheets that tell what is said of these countries and held on them: their own, and those that
    set them beside others."""
    if not codes:
        return set()
    made = {"pick"}
    for code in codes:
        made |= {f"said/{code}", f"compare/{code}", region_sheet(code)}
    near = (c.code for c in countries().values() if not set(c.neighbours).isdisjoint(codes))
    made.update(f"compare/{code}" for code in near)
    return made - {""}


def known_sheets(came: Collection[str], pages: Mapping[str, Placed]) -> set[str]:
    """The sheets that lead to comparisons which come or go with these countries: of them, of those that
    border on them, and of their regions."""
    near = {c.code for c in countries().values() if not set(c.neighbours).isdisjoint(came)}
    areas = {region_sheet(code) for code in came} - {""}
    there = {c.code for c in countries().values() if region_sheet(c.code) in areas}
    made = compared_sheets({*came, *near}) | country_pages({*came, *near}, pages) if came else set()
    return made | {f"compare/{code}" for code in there}


def country_pages(codes: Collection[str], pages: Mapping[str, Placed]) -> set[str]:
    """The pages of these countries, which tell at a glance what is said of them."""
    made = {f"country/{code}" for code in codes}
    made.update(f"page/{p.id}" for p in pages.values() if p.kind == "country" and p.code in codes)
    return made
