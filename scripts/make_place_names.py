"""Write src/sourcebook/understand/places/names.json from values/places.json and place_names.toml. I/O.

.venv/bin/python scripts/make_place_names.py
"""

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sourcebook.understand.prepared import Prepared
from sourcebook.values.places import Country, countries

HERE = Path(__file__).parent
OUT = HERE.parent / "src/sourcebook/understand/places/names.json"
# What may follow a stem in a text, by the name of the set.
ENDINGS: dict[str, list[str]] = {
    "": [""],
    "s": ["", "s"],
    "man": ["", "man", "men", "woman", "women"],
}


def shouted(name: str) -> bool:
    """Whether a name is an abbreviation, which counts in capitals only."""
    letters = re.sub(r"[\W_]", "", name)
    return len(letters) <= 5 and letters.isupper()


def folded(name: str) -> str:
    return Prepared(name).folded.removeprefix("the ").replace("ё", "е").strip()


def plain(name: str) -> str:
    """Without its accents, as many write it; й stays."""
    if re.search("[а-яәғқңөұүһі]", name):
        return name
    parts = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("đ", "d"))
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


def english_endings(word: str) -> str:
    if word.endswith(("ish", "ch", "Manx")) and word != "Czech":
        return "man"
    return "" if word.endswith(("s", "ese")) else "s"


def country_names(country: Country, also: list[str]) -> Iterator[tuple[str, str]]:
    """(language, name) of a country, "" where the language isn't known."""
    yield from country.names.items()
    yield "en", country.official
    for name in [*country.aliases, *also]:
        yield "", name
    yield from country.own


class Names:
    """The rows of names.json, each once; the first that claims a stem keeps it."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], list[str]] = {}

    def add(self, stem: str, code: str, kind: str, endings: str = "") -> None:
        for form in dict.fromkeys((folded(stem), plain(folded(stem)))):
            if len(form) < 2:
                continue
            kept = self.rows.setdefault((form, endings), [form, code, kind, endings])
            if kept[1] != code:
                print(f"{form!r} is {kept[1]} and {code}: taken as {kept[1]}")


def listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def main() -> None:
    by_hand: dict[str, Any] = tomllib.loads((HERE / "place_names.toml").read_text())
    names = Names()
    loud: dict[str, str] = {}
    for sense, forms in by_hand["unsure"].items():
        for form in listed(forms):
            names.add(form, f"?{sense}", "people" if sense.endswith(("n", "ese")) else "country")
    unsure = {row[0] for row in names.rows.values()}
    for code, abbreviations in by_hand["shouted"].items():
        loud |= dict.fromkeys(abbreviations, code[:2])
    for form in listed(by_hand["blocks"]["en"]):
        names.add(form, "", "country", english_endings(form))
    for key, forms in by_hand["regions_of"].items():
        for form in listed(forms):
            names.add(form, key[:2], "region")
    for country in countries().values():
        for _, name in country_names(country, by_hand["also"].get(country.code, [])):
            if shouted(name):
                loud.setdefault(name, country.code)
            elif folded(name) not in unsure:
                names.add(name, country.code, "country")
    for code, forms in by_hand["peoples"]["en"].items():
        for form in listed(forms):
            names.add(form, code, "people", english_endings(form))
    data = {
        "sources": {
            "names": "values/places.json, whose sources it names; scripts/place_names.toml",
            "peoples": "scripts/place_names.toml",
        },
        "endings": ENDINGS,
        "names": sorted(names.rows.values()),
        "shouted": sorted(loud.items()),
    }
    OUT.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n")
    print(f"{OUT}: {len(names.rows)} names, {len(loud)} abbreviations")


if __name__ == "__main__":
    main()
