"""Write src/sourcebook/values/places.json from CLDR (through Babel), M49, the World Factbook's
land boundaries and scripts/places.toml. I/O.

    .venv/bin/python scripts/make_places.py ../shared/data/factbook/factbook_land_boundaries_2016.jsonl
"""

import json
import re
import sys
import tomllib
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import babel
from babel.core import get_cldr_version
from babel.languages import get_official_languages

from sourcebook.values.places import name_keys

HERE = Path(__file__).parent
OUT = HERE.parent / "src/sourcebook/values/places.json"
NOT_IN_ISO = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "IC", "TA", "EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}
)


def plain_name(name: str, language: str) -> str:
    """CLDR's name with its abbreviations written out."""
    if language == "en":
        name = name.replace("&", "and").replace("St. ", "Saint ").replace("’", "'")
    if language == "ru":
        name = re.sub(r"^о-ва ", "Острова ", name)
        name = re.sub(r"^о-в ", "Остров ", name)
        name = re.sub(r" о-ва$", " острова", name).replace("о-ва", "острова")
        name = name.replace("Св. ", "Святой ")
    return name


def slug(name: str) -> str:
    """The name as a file name: ascii, lower case, hyphens."""
    folded = unicodedata.normalize("NFKD", name.replace("'", ""))
    ascii_only = folded.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


def own_names(code: str, by_hand: dict[str, Any]) -> list[list[str]]:
    """(BCP 47 code, name) in the languages that are official in the whole country."""
    found = [c for c in get_official_languages(code, de_facto=True) if c != "en"]
    first = by_hand["own_first"].get(code, [])
    named: dict[str, str] = {}
    for tag in [*first, *(c for c in found if c not in first)]:
        try:
            name = babel.Locale.parse(tag).territories.get(code)
        except babel.UnknownLocaleError:
            continue
        if name and name not in named.values():
            named[tag.replace("_", "-")] = by_hand["own"].get(code, {}).get(tag, name)
    return [[tag, name] for tag, name in named.items()]


def code_in(keys: dict[str, str | None], name: str) -> str | None:
    """The code of a name as the Factbook has it: "Russia (northeast)", "UAE", "The Gambia"."""
    for form in (name, re.sub(r" ?\(.*\)", "", name)):
        for key in name_keys(form):
            if key in keys:
                return keys[key]
    return None


def borders(path: Path, keys: dict[str, str | None]) -> dict[str, set[str]]:
    """Who borders whom, both ways, read from lines such as "border countries (2): Oman 609 km"."""
    shared: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text().splitlines():
        row = json.loads(line)
        here = row["iso2"] or code_in(keys, row["country"])
        if here is None:
            continue
        parts = row["text"].split("French Guiana - total")[0]
        for listed in re.findall(r"(?:border countries|regional borders?)[^:]*: ([^|]+)", parts):
            plain = re.sub(r"\(of which[^)]*\)|\([^)]*with Alaska\)", "", listed)
            for name in re.findall(r"(?:^|, )([^,\d]+?) [\d.,]+ km", plain):
                there = code_in(keys, name)
                if there is None:
                    print(f"border of {row['country']}: {name} is no country here")
                elif there != here:
                    shared[here].add(there)
                    shared[there].add(here)
    return shared


def main(path: Path) -> None:
    by_hand = tomllib.loads((HERE / "places.toml").read_text())
    locales: dict[str, dict[str, str]] = {
        language: {str(code): name for code, name in babel.Locale(language).territories.items()}
        for language in ("en", "ru", "kk")
    }
    codes = [c for c in locales["en"] if len(c) == 2 and c.isalpha() and c not in NOT_IN_ISO]
    region_of = {
        c: label for label, members in by_hand["regions"].values() for c in members.split()
    }
    made: dict[str, dict[str, Any]] = {}
    for code in codes:
        names = {
            language: by_hand["names"][language].get(code)
            or plain_name(locales[language][code], language)
            for language in ("en", "ru", "kk")
        }
        aliases = list(by_hand["aliases"].get(code, []))
        aliases += [t[code] for t in locales.values() if t[code] not in {*aliases, *names.values()}]
        made[code] = {
            "code": code,
            "slug": slug(names["en"]),
            "names": names,
            "official": by_hand["official"].get(code, names["en"]),
            "own": own_names(code, by_hand),
            "aliases": aliases,
            "region": region_of[code],
        }
    keys: dict[str, str | None] = {}
    holders: dict[str, set[str]] = defaultdict(set)
    for rank in ("main", "other"):
        for code, country in made.items():
            own = [name for _, name in country["own"]]
            main_names = [*country["names"].values(), country["official"]]
            for name in main_names if rank == "main" else [*country["aliases"], *own]:
                for key in name_keys(name):
                    holders[key].add(code)
                    keys.setdefault(key, code)
    unclear = {key for name in by_hand["unclear"]["names"] for key in name_keys(name)}
    for key, codes_there in holders.items():
        if len(codes_there) > 1 and key not in unclear:
            print(f"{key!r} means {sorted(codes_there)}: taken as {keys[key]}")
    for key in unclear:
        keys[key] = None
    beside = borders(path, keys)
    for code, country in made.items():
        country["neighbours"] = sorted(beside.get(code, ()))
    regions = [
        {
            "m49": number,
            "label": label,
            "names": {"en": label}
            | {
                language: by_hand["region_labels"].get(number, {}).get(language)
                or locales[language][number]
                for language in ("ru", "kk")
            },
        }
        for number, (label, _) in by_hand["regions"].items()
    ]
    data = {
        "sources": {
            "names": f"Unicode CLDR {get_cldr_version()}, through Babel {babel.__version__}; "
            "scripts/places.toml where a name is clumsy on a page",
            "official": "scripts/places.toml, after ISO 3166-1 and the countries' own use",
            "regions": "UN Statistics Division, M49; labels in ru and kk from CLDR",
            "neighbours": "The World Factbook, Land boundaries, 2016 edition (public domain)",
        },
        "unclear": by_hand["unclear"]["names"],
        "regions": regions,
        "countries": sorted(made.values(), key=lambda c: slug(c["names"]["en"])),
        "keys": dict(sorted(keys.items())),
    }
    OUT.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    print(f"{OUT}: {len(made)} countries, {len(keys)} keys")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
