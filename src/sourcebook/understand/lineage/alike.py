"""Tell whether two figures count the same thing, and how telling a number is. Pure."""

import re
from functools import lru_cache
from typing import NamedTuple

from sourcebook.claims import Claim, Figure
from sourcebook.records import Entry
from sourcebook.values.dates_said import year_of
from sourcebook.values.places import country_name

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# Words that don't change what is counted.
_IDLE = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "and",
        "or",
        "all",
        "total",
        "new",
        "other",
        "more",
        "such",
        "these",
        "those",
        "additional",
        "its",
        "their",
        "reported",
        "overall",
    ]
)
_SAME = {
    "labour": "labor", "persons": "people", "person": "people", "individuals": "people", "kids": "child", "children": "child", "minors": "child",
    "women": "woman", "men": "man", "percent": "", "aged": "age", "ages": "age", "between": "", "to": "", "yrs": "", "through": "", "households": "family",
    "человека": "человек", "people": "people",
}  # fmt: skip
_CYRILLIC = re.compile("[а-яәғқңөұүһі]")
_STEM = 6  # letters of a Russian or Kazakh word that hold in most of its cases


@lru_cache(maxsize=20_000)
def thing(of: str) -> frozenset[str]:
    """The words that say what is counted, in one form each."""
    return frozenset(w for w in (_one(word) for word in _WORD.findall(of.casefold())) if w)


@lru_cache(maxsize=20_000)
def head(of: str) -> str:
    """The noun that is counted: the last before "of", "ages" or a comma."""
    first = re.split(
        r" of | ages?\b| aged\b| between |,| торговли | насилия ", of.casefold(), maxsplit=1
    )[0]
    words = _WORD.findall(first)
    return _one(words[-1]) if words else ""


def _one(word: str) -> str:
    if word in _IDLE:
        return ""
    if word in _SAME:
        return _SAME[word]
    if _CYRILLIC.search(word) is not None:
        return word[:_STEM]
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def alike(one: Figure, two: Figure) -> float:
    """How much two figures count the same thing, from 0 to 1: the share of words they have in common, 0
    where the nouns differ. One that says more ("working children" beside "children") is 0.5 or less."""
    if head(one.of) != head(two.of):
        return 0.0
    a, b = thing(one.of), thing(two.of)
    return len(a & b) / len(a | b) if a | b else 0.0


def telling(figure: Figure) -> int:
    """How many digits of a number say something: 4 for 2,335, 1 for 70,000, 3 for 35.6."""
    numbers = [n for n in (figure.value, figure.low, figure.high) if n is not None]
    return max((len(_digits(n)) for n in numbers), default=0)


def _digits(number: float) -> str:
    return (
        f"{number:.2f}".rstrip("0").rstrip(".").replace(".", "").strip("0")
        if number % 1
        else str(int(number)).rstrip("0")
    )


def place_of(claim: Claim) -> str:
    """The country a claim's figure is true of, "" where it names none."""
    assert claim.figure is not None
    return claim.figure.place or (claim.countries[0] if len(claim.countries) == 1 else "")


class Dated(NamedTuple):
    """A claim with a figure and the day or year its entry was issued; ``when`` sorts."""

    when: str
    claim: Claim
    entry: Entry

    @property
    def figure(self) -> Figure:
        assert self.claim.figure is not None
        return self.claim.figure

    @property
    def year(self) -> int | None:
        return year_of(self.entry.issued)


def publisher_of(entry: Entry) -> str:
    """Who an entry is by, in words."""
    return entry.publisher or entry.container or entry.byline or entry.title


_UNNAMED = frozenset(
    [
        "report",
        "reports",
        "survey",
        "study",
        "research",
        "data",
        "ministry",
        "department",
        "office",
        "agency",
        "government",
        "police",
        "organization",
        "organisation",
        "national",
        "international",
        "state",
        "united",
        "world",
        "annual",
        "country",
        "officials",
        "authorities",
        "labor",
        "labour",
        "education",
        "health",
        "interior",
        "justice",
        "welfare",
        "affairs",
        "social",
        "statistics",
        "bureau",
        "foreign",
        "internal",
        "committee",
        "commission",
        "council",
        "institute",
        "centre",
        "center",
        "department",
        "general",
        "national-statistics",
        "development",
        "family",
        "women",
        "children",
        "child",
        "youth",
        "human",
        "rights",
        "federal",
        "central",
        "local",
        "research",
        "university",
        "news",
        "press",
        "media",
        "police",
    ]
)


def names(said_by: str, entry: Entry) -> bool:
    """Whether words that say who counted name the publisher, author or series of an entry. "The government"
    names nobody."""
    said = {
        w
        for w in _WORD.findall(said_by.casefold())
        if w not in _IDLE and w not in _UNNAMED and len(w) > 1
    }
    if not said:
        return False
    for by in (entry.publisher, entry.container, entry.byline, *entry.authors, entry.series):
        theirs = {w for w in _WORD.findall(by.casefold()) if w not in _IDLE and w not in _UNNAMED}
        short = "".join(w[0] for w in _WORD.findall(by) if w[0].isupper()).casefold()
        if (theirs and theirs <= said) or (len(short) > 2 and short in said) or (said <= theirs):
            return True
    return False


def number_in_words(figure: Figure) -> str:
    """A figure's number as a reader reads it: "70,000", "5,000 to 7,000", "at least 300"."""
    if figure.value is not None:
        words = _plain(figure.value)
    elif figure.low is not None and figure.high is not None:
        words = f"{_plain(figure.low)} to {_plain(figure.high)}"
    elif figure.low is not None:
        words = f"at least {_plain(figure.low)}"
    elif figure.high is not None:
        words = f"at most {_plain(figure.high)}"
    else:
        words = "a number"
    if figure.unit == "percent":
        return f"{words} percent"
    return f"{figure.unit} {words}" if figure.unit.isupper() else words


def _plain(number: float) -> str:
    return f"{number:,.2f}".rstrip("0").rstrip(".") if number % 1 else f"{int(number):,}"


def where(place: str) -> str:
    """ " in Kazakhstan", "" for no country."""
    return f" in {country_name(place)}" if place else ""
