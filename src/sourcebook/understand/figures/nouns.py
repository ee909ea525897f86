"""The nouns that are counted, with their units, as ``nouns.toml`` lists them."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

_UNITS = (
    "people", "cases", "households", "count", "hours", "days", "weeks", "months", "years", "kilometres",
    "miles", "hectares", "acres", "kilograms", "tonnes",
)  # fmt: skip
TIMES = frozenset({"hours", "days", "weeks", "months", "years"})


class English(NamedTuple):
    """Units by singular and plural, and the plural words that count nothing."""

    unit: dict[str, str]
    singular: frozenset[str]
    plural: frozenset[str]
    not_counted: frozenset[str]
    compound: frozenset[str]
    pointing: frozenset[str]
    not_people: frozenset[str]
    people_ending: re.Pattern[str]


def _data() -> dict[str, Any]:
    path = files("sourcebook.understand.figures").joinpath("nouns.toml")
    return tomllib.loads(path.read_text("utf-8"))


@cache
def english() -> English:
    """The English nouns."""
    data = _data()
    unit: dict[str, str] = {}
    singular: set[str] = set()
    plural: set[str] = set()
    for name in _UNITS:
        for one in data["en"][name].split():
            single, _, many = one.partition("/")
            many = many or f"{single}s"
            singular.add(single)
            plural.add(many)
            unit.setdefault(single, name)
            unit.setdefault(many, name)
    return English(
        unit=unit,
        singular=frozenset(singular),
        plural=frozenset(plural),
        not_counted=frozenset(data["en"]["not_counted"].split()),
        compound=frozenset(data["en"]["compound"].split()),
        pointing=frozenset(data["en"]["pointing"].split()),
        not_people=frozenset(data["en"]["not_people"].split()),
        people_ending=re.compile(
            r"(?:ans|iens|urs|ese|shis|eks|jiks|akhs|[tdlnrqk]is|lards|nos|nas|ots|iots|ards|landers|rwegians|tes)$"
        ),
    )


@cache
def stems(language: str) -> re.Pattern[str]:
    """One pattern of all Russian or Kazakh beginnings of counted nouns, a group a unit."""
    data = _data()[language]
    # A beginning with its own pattern "(…)?" is a whole word, any other goes on as it likes.
    parts = []
    for name in _UNITS:
        if name not in data:
            continue
        forms = sorted(data[name].split(), key=len, reverse=True)
        inner = "|".join(
            f if f.endswith(")") or f.endswith(")?") else f if f.endswith(".") else rf"{f}\w*"
            for f in forms
        )
        parts.append(rf"(?P<{name}>{inner})")
    return re.compile("(?:" + "|".join(parts) + r")(?!\w)")
