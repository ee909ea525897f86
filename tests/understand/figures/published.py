"""Compare the figures found in the DOL's reports with the facts the DOL publishes beside them. I/O."""

import json
import lzma
import re
from collections.abc import Iterable
from pathlib import Path

from sourcebook.understand.figures import figures_in
from sourcebook.understand.prepared import Prepared
from sourcebook.values.places import find_country

NOUNS = {
    "Labor_Inspections": "inspection",
    "Labor_Inspectors": "inspector",
    "Criminal_Investigations": "investigation",
    "Criminal_Prosecutions": "prosecution",
    "Criminal_Convictions": "conviction",
    "Labor_Violations": "violation",
}
FEWEST = 5  # smaller numbers meet by chance


def agreement(folder: Path, years: Iterable[int]) -> tuple[int, int]:
    """How many of the published numbers that a report states in words were found with their noun, and how
    many it states."""
    found = stated = 0
    for year in years:
        with lzma.open(folder / f"xml/countries_{year}.xml.xz", "rt", encoding="utf-8") as file:
            facts = file.read()
        texts: dict[str | None, str] = {}
        with lzma.open(folder / f"text/text_{year}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                report = json.loads(line)
                texts[find_country(report["country"])] = report["text"]
        for country in re.findall(r"<Country>(.*?)</Country>", facts, re.S):
            name = re.search(r"<Name>(.*?)</Name>", country)
            text = texts.get(find_country(name[1]), "") if name else ""
            for noun, value in _published(country) if text else ():
                if _in_words(text, value, noun):
                    stated += 1
                    got = figures_in(Prepared(text, year=year))
                    found += any(
                        value in (f.value, f.low, f.high) and noun in f.of.lower() for f in got
                    )
    return found, stated


def _published(country: str) -> list[tuple[str, float]]:
    out = []
    for field, noun in NOUNS.items():
        held = re.search(rf"<{field}>\s*([\d,]+)\s*</{field}>", country)
        value = float(held[1].replace(",", "")) if held else 0
        if value >= FEWEST:
            out.append((noun, value))
    return out


def _in_words(text: str, value: float, noun: str) -> bool:
    words = re.sub(r"\s+", " ", text)
    after = rf"(?<![\d,.(]){int(value):,} (?:(?!\d)[a-z\- ]){{0,40}}{noun}s"
    return re.search(after, words) is not None
