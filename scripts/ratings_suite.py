"""Compare the ratings read from texts with lists of them kept by others. I/O.

``python -m scripts.ratings_suite`` prints the counts; ``--wrong`` shows what differs. The texts are the
Factbook's on trafficking (2006–2025) and the DOL's reports, the lists the tiers by country and year
(1999–2014) and the DOL's own levels of advancement (``../shared/data``, or SOURCEBOOK_SHARED); none of it
is kept here. A rating counts as stated where the text gives its year: in words, or as the stamp that
closes its statement.
"""

import argparse
import csv
import json
import lzma
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from sourcebook.claims import Rating
from sourcebook.understand.prepared import Prepared
from sourcebook.understand.ratings import ratings_in
from sourcebook.values.places import find_country

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SOURCEBOOK_SHARED", ROOT.parent / "shared"))
TIERS = {"Tier 1": "1", "Tier 2": "2", "Watchlist": "2-watch-list", "Tier 3": "3"}
# How the list of tiers names what our names of countries leave open.
_NAMED = {"Congo": "CG"}


class Verdict(NamedTuple):
    """One rating read, and what the list has for its country and year."""

    rating: Rating
    listed: str
    words: str

    @property
    def right(self) -> bool:
        return self.rating.value == self.listed


def tiers(shared: Path) -> dict[tuple[str, int], str]:
    """The tier of each country and year."""
    with (shared / "data/tip_tiers/tip_tiers_orig.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = {}
    for row in rows:
        code = find_country(row["countryname"]) or _NAMED.get(row["countryname"])
        if code is not None and row["tier"].strip() in TIERS:
            found[code, int(row["year"])] = TIERS[row["tier"].strip()]
    return found


def factbook(shared: Path) -> Iterator[tuple[dict[str, str], Prepared]]:
    """The Factbook's texts with their fields."""
    path = shared / "data/factbook/factbook_trafficking_1990_2025.jsonl"
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row, Prepared(row["text"] or "", home=row["iso2"], year=row["year"])


def against_list(shared: Path) -> list[Verdict]:
    """Every tier read from the Factbook whose country and year the list has."""
    listed = tiers(shared)
    return [
        Verdict(rating, listed[rating.country or "", rating.year or 0], ready.text[rating.start : rating.end])
        for _, ready in factbook(shared)
        for rating in ratings_in(ready)
        if (rating.country or "", rating.year or 0) in listed
    ]  # fmt: skip


def against_field(shared: Path) -> tuple[int, int]:
    """For how many of the texts with a tier of their own the same tier is read first, and of how many."""
    right = all_of_them = 0
    for row, ready in factbook(shared):
        field = (row["tier"] or "").lower()
        if not field or row["iso2"] is None:
            continue
        all_of_them += 1
        own = [r for r in ratings_in(ready) if r.country == row["iso2"] and r.rule == "tier-label"]
        right += bool(own) and own[0].value == field.removeprefix("tier ").replace(" ", "-")
    return right, all_of_them


def advancement(shared: Path, years: Iterable[int]) -> Counter[str]:
    """How the DOL's levels read from its reports compare with its own table, by edition."""
    counts: Counter[str] = Counter()
    for year in years:
        folder = shared / "data/dol_ilab"
        with lzma.open(folder / f"xml/countries_{year}.xml.xz", "rt", encoding="utf-8") as file:
            levels = dict(_levels(file.read()))
        with lzma.open(folder / f"text/text_{year}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                report = json.loads(line)
                code = find_country(report["country"])
                if code not in levels:
                    continue
                ready = Prepared(report["text"], home=code, year=year)
                own = [
                    r
                    for r in ratings_in(ready)
                    if r.country == code and r.scheme == "dol-advancement"
                ]
                counts[_compared(own, levels[code], year)] += 1
    return counts


def _levels(facts: str) -> Iterator[tuple[str, str]]:
    for country in re.findall(r"<Country>(.*?)</Country>", facts, re.S):
        name = re.search(r"<Name>(.*?)</Name>", country)
        level = re.search(r"<Advancement_Level>(\w+) Advancement", country)
        code = find_country(name[1]) if name is not None else None
        if code is not None and level is not None:
            word = level[1].lower()
            yield code, "none" if word == "no" else word


def _compared(own: list[Rating], level: str, year: int) -> str:
    if not own:
        return "not stated"
    if own[0].year != year:
        return "an older edition"  # some files of a folder hold the report of a year before
    return "right" if own[0].value == level else "wrong"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="show what differs from the list")
    chosen = parser.parse_args()
    right, of = against_field(SHARED)
    print(f"tier beside its own field: {right} of {of}")
    verdicts = against_list(SHARED)
    hits = sum(v.right for v in verdicts)
    print(
        f"tier beside the list of country and year: {hits} of {len(verdicts)} ({hits / len(verdicts):.4f})"
    )
    distinct = {(v.rating.country, v.rating.year): True for v in verdicts}
    for v in verdicts:
        distinct[v.rating.country, v.rating.year] &= v.right
    good = sum(distinct.values())
    print(
        f"  countries and years never read otherwise: {good} of {len(distinct)} ({good / len(distinct):.4f})"
    )
    for rule, total in Counter(v.rating.rule for v in verdicts).most_common():
        print(f"  {rule}: {sum(v.right for v in verdicts if v.rating.rule == rule)} of {total}")
    print("advancement:", dict(advancement(SHARED, (2014, 2016, 2017, 2019, 2020, 2021))))
    if chosen.wrong:
        for v in verdicts:
            if not v.right:
                r = v.rating
                print(
                    f"{r.country} {r.year}: read {r.value}, listed {v.listed}; {v.words[-100:]!r}"
                )


if __name__ == "__main__":
    main()
