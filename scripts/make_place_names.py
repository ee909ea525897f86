"""Write src/sourcebook/understand/places/names.json from values/places.json and place_names.toml. I/O.

.venv/bin/python -m scripts.make_place_names [FILE]
"""

import json
import re
import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.declension import declined, kazakh_endings, latin, people

from sourcebook.understand.prepared import Prepared
from sourcebook.values.places import Country, countries

HERE = Path(__file__).parent
OUT = HERE.parent / "src/sourcebook/understand/places/names.json"
CYRILLIC = re.compile("[а-яёәғқңөұүһі]", re.I)
# Letters that only Kazakh has: a name with one is declined by its own suffixes.
KAZAKH = re.compile("[әғқңөұүһі]", re.I)
# Latin names that are words of another meaning once their marks are gone, or too short to be sure.
NOT_PLAIN = frozenset({"male", "nis", "mahe", "lome", "peten", "island"})
# Kazakh names in Latin letters that are English words.
NOT_KAZAKH = frozenset({"chili", "island"})


def shouted(name: str) -> bool:
    """Whether a name is an abbreviation, which counts in capitals only."""
    letters = re.sub(r"[\W_]", "", name)
    return len(letters) <= 5 and letters.isupper()


def folded(name: str) -> str:
    return Prepared(name).folded.replace("ё", "е").strip()


def plain(name: str) -> str:
    """Without its accents, as many write it; Cyrillic letters stay as they are."""
    if CYRILLIC.search(name):
        return name
    for letter, written in (("ø", "o"), ("đ", "d"), ("ł", "l"), ("ı", "i")):
        name = name.replace(letter, written)
    parts = unicodedata.normalize("NFKD", name)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


def english_endings(word: str) -> str:
    if re.search(r"(?:ish|french|dutch|welsh|manx)$", word.lower()):
        return "man"
    return "" if word.endswith(("s", "ese")) else "s"


def listed(text: str) -> list[str]:
    return [part for part in (one.strip() for one in text.split(",")) if part]


class Names:
    """The rows of names.json, each once; the first that claims a stem keeps it."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], list[str]] = {}
        self.endings: dict[str, str] = {
            "": "",
            "s": "s?",
            "man": "(?:wo)?m[ae]n|",
        } | kazakh_endings()
        self.unsure: set[str] = set()

    def add(self, stem: str, code: str, kind: str, endings: str = "") -> None:
        form = folded(stem)
        for written in dict.fromkeys((form, plain(form))):
            if len(written) < 2 or (written != form and written in NOT_PLAIN):
                continue
            if endings.startswith("kk-latin") and written in NOT_KAZAKH:
                continue
            if written in self.unsure and not code.startswith("?"):
                continue
            kept = self.rows.setdefault((written, endings), [written, code, kind, endings])
            if kept[1] != code:
                print(f"{written!r} is {kept[1]} and {code}: taken as {kept[1]}")

    def add_any(self, name: str, code: str, kind: str, *, language: str = "") -> None:
        """A name in whatever language it is, with the forms that language gives it."""
        if language == "kk" or (not language and KAZAKH.search(name)):
            self.add(name, code, kind, "kk")
        elif language == "ru" or (not language and CYRILLIC.search(name)):
            for form in declined(name.replace("—", "-").replace("’", "'")):
                self.add(form, code, kind)
        else:
            self.add(re.sub("^the (?!gulf$|levant$|pacific$)", "", name, flags=re.I), code, kind)
            if name.startswith("Gulf "):  # else "the Gulf" would be seen before it
                self.add("the " + name, code, kind)

    def add_people(self, words: str, code: str) -> None:
        """Russian adjectives and names of peoples."""
        for word in listed(words):
            for stem, endings in people(word):
                self.endings[endings] = endings
                self.add(stem, code, "people", endings)


def country_names(country: Country, also: list[str]) -> Iterator[tuple[str, str]]:
    """(language, name) of a country, "" where the language isn't known."""
    yield from country.names.items()
    yield "en", country.official
    for name in [*country.aliases, *also]:
        yield "", name
    yield from country.own


def add_countries(names: Names, by_hand: dict[str, Any], loud: dict[str, str]) -> None:
    for sense, forms in by_hand["unsure"].items():
        for form in listed(forms):
            kind = "people" if sense.endswith(("n", "ese")) else "country"
            for one in declined(form) if CYRILLIC.search(form) else [form]:
                names.add(one, f"?{sense}", kind, english_endings(form) if kind == "people" else "")
            if CYRILLIC.search(form):
                names.add(form, f"?{sense}", kind, "kk")
    names.unsure = {row[0] for row in names.rows.values()}
    for code, abbreviations in by_hand["shouted"].items():
        loud |= dict.fromkeys(abbreviations, code[:2])
    peoples = {
        folded(form) for forms in by_hand["peoples"]["en"].values() for form in listed(forms)
    }
    for country in countries().values():
        code = country.code
        for language, name in country_names(country, by_hand["also"].get(code, [])):
            if shouted(name):
                loud.setdefault(name, code)
            elif folded(name) not in peoples:  # "Lao", "Czech" and "Nepali" are the people
                known = language if language in {"en", "ru", "kk"} else ""
                names.add_any(name, code, "country", language=known)
        for name in listed(by_hand["also_ru"].get(code, "")):
            if shouted(name):
                loud.setdefault(name, code)
            else:
                names.add_any(name, code, "country", language="ru")
        for name in [country.names["kk"], *listed(by_hand["also_kk"].get(code, ""))]:
            if shouted(name):
                continue
            names.add(name, code, "country", "kk")
            names.add(name, code, "people", "kk-lyq")
            for written in latin(name):
                if len(written) > 4:
                    names.add(written, code, "country", "kk-latin")
                    names.add(written, code, "people", "kk-latin-lyq")
        for name in listed(by_hand["latin_kk"].get(code, "")):
            names.add(name, code, "country", "kk-latin")


def add_peoples(names: Names, by_hand: dict[str, Any]) -> None:
    for code, forms in by_hand["peoples"]["en"].items():
        for form in listed(forms):
            names.add(form, code, "people", english_endings(form))
    for code, forms in by_hand["peoples"]["ru"].items():
        names.add_people(forms, code)
    for code, forms in by_hand["peoples"]["kk"].items():
        for form in listed(forms):
            names.add(form, code, "people", "kk")
            if form[-1] in "қк":  # softened before a vowel: "қазақ", "қазағы"
                names.add(form[:-1] + {"қ": "ғ", "к": "г"}[form[-1]], code, "people", "kk-own")


def add_parts(names: Names, by_hand: dict[str, Any]) -> None:
    """Regions of countries and cities, each "English|Russian|Kazakh"."""
    unsure: dict[str, list[str]] = defaultdict(list)
    for kind, table in (("region", "regions_of"), ("city", "cities")):
        for code, forms in by_hand[table].items():
            for form in listed(forms):
                for language, name in zip(("en", "ru", "kk"), form.split("|"), strict=False):
                    if name:
                        names.add_any(name, code, kind, language=language)
    for code, more in by_hand["cities_more"].items():
        for name in more:
            names.add(name, code, "city")
    for kind, table in (("region", "regions_at_home"), ("city", "cities_at_home")):
        for code, forms in by_hand[table].items():
            for form in listed(forms):
                for language, name in zip(("en", "ru", "kk"), form.split("|"), strict=False):
                    unsure[f"{kind}|{language}|{name}"].append(code)
    for key, codes in unsure.items():
        kind, language, name = key.split("|")
        names.add_any(name, "~" + ",".join(codes), kind, language=language)


def add_world(names: Names, by_hand: dict[str, Any], loud: dict[str, str]) -> dict[str, list[str]]:
    """Parts of the world; returns each one's members."""
    m49 = tomllib.loads((HERE / "places.toml").read_text())["regions"]
    members: dict[str, list[str]] = {}
    for code, told in by_hand["world"].items():
        held = told.get("members", "").split(" ") if "members" in told else []
        for number in told.get("m49", "").split(" ") if "m49" in told else []:
            held += m49[number][1].split(" ")
        members[code] = sorted(held)
        for language in ("en", "ru", "kk"):
            for name in listed(told.get(language, "")):
                names.add_any(name, "@" + code, "region", language=language)
        adjectives = (told.get("adj", "") + ";;").split(";")
        for form in listed(adjectives[0]):
            names.add(form, "@" + code, "region", "s")
        names.add_people(adjectives[1], "@" + code)
        for form in listed(adjectives[2]):
            names.add(form, "@" + code, "region", "kk")
        loud |= dict.fromkeys(listed(told.get("shouted", "")), "@" + code)
    return members


def also_spelt(by_hand: dict[str, Any]) -> dict[str, list[list[str]]]:
    """[language, name] of each country beyond places.json, for search."""
    spelt: dict[str, list[list[str]]] = defaultdict(list)
    for code, forms in by_hand["also"].items():
        spelt[code] += [["en", form] for form in forms]
    for table, language in (("also_ru", "ru"), ("also_kk", "kk"), ("latin_kk", "kk-Latn")):
        for code, forms in by_hand[table].items():
            spelt[code] += [[language, form] for form in listed(forms)]
    for country in countries().values():
        for written in latin(country.names["kk"]):
            form = " ".join(word.capitalize() for word in written.split(" "))
            spelt[country.code].append(["kk-Latn", form])
    return {
        code: [list(x) for x in dict.fromkeys(map(tuple, forms))]
        for code, forms in sorted(spelt.items())
    }


def _lines(data: dict[str, Any]) -> str:
    """JSON with a line for every row, so that a change shows."""
    parts = []
    for key, value in data.items():
        opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
        rows = (
            [
                f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(v, ensure_ascii=False)}"
                for k, v in value.items()
            ]
            if isinstance(value, dict)
            else [json.dumps(row, ensure_ascii=False) for row in value]
        )
        parts.append(f'"{key}": {opening}\n' + ",\n".join(rows) + f"\n{closing}")
    return "{\n" + ",\n".join(parts) + "\n}"


def main(out: Path) -> None:
    by_hand: dict[str, Any] = tomllib.loads((HERE / "place_names.toml").read_text())
    names = Names()
    loud: dict[str, str] = {}
    for form in listed(by_hand["blocks"]["en"]):
        names.add(form, "", "country", english_endings(form))
        if form.startswith(("gulf", "pacific")):  # before "the Gulf" is seen
            names.add("the " + form, "", "country")
    add_countries(names, by_hand, loud)
    add_peoples(names, by_hand)
    members = add_world(names, by_hand, loud)
    add_parts(names, by_hand)
    data = {
        "sources": {
            "names": "values/places.json, whose sources it names; scripts/place_names.toml",
            "peoples": "scripts/place_names.toml; Russian cases by scripts/declension.py",
            "regions": "UN Statistics Division, M49; scripts/place_names.toml where a term is no region of M49",
        },
        "endings": names.endings,
        "members": members,
        "names": sorted(names.rows.values()),
        "shouted": sorted(loud.items()),
        "spellings": also_spelt(by_hand),
    }
    out.write_text(_lines(data) + "\n")
    print(
        f"{out}: {len(names.rows)} names, {len(loud)} abbreviations, {len(members)} parts of the world"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
