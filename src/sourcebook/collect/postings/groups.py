"""Recognise the lines that group a page's postings: countries, GENERAL, "Aspect - Country"."""

import re
from functools import lru_cache

from sourcebook.collect.postings.marks import GENERAL
from sourcebook.themes import find_age, find_aspect, themes
from sourcebook.values.places import find_country

_BETWEEN = re.compile(r"\s+[-–—]+\s+|\s*[,;/&+]\s*|\s+and\s+")
_DASHES = re.compile(r"\s*[-–—:]+\s+|\s+[-–—:]+\s*")
_GENERAL = frozenset(
    {
        "general", "global", "international", "worldwide", "world", "various", "regional", "misc",
        "africa", "asia", "europe", "latin america", "central america", "south america",
        "central asia", "eastern europe", "western europe", "middle east", "west africa",
        "east africa", "southern africa", "south asia", "southeast asia", "caribbean", "balkans",
        "north america", "oceania", "central africa", "north africa", "the balkans", "other",
        "multiple countries", "several countries", "the caribbean", "the middle east",
    }
)  # fmt: skip


@lru_cache(maxsize=2048)
def group_name(text: str, *, country: str | None = None) -> str:
    """The group a line opens, as written without ``#`` marks; "" where it opens none.

    ``country`` is the page's own: its name alone groups nothing on its own page.
    """
    marked = GENERAL.match(text)
    name = marked[1].strip() if marked else text.strip(" :")
    if marked:
        return name
    if len(name) > 160 or not name or name[-1] in ".?!":
        return ""
    if name.lower() in _GENERAL:
        return name
    if _is_places(name):
        code = find_country(name)
        return "" if code is not None and code == country else name
    parts = _DASHES.split(name, maxsplit=1)
    if len(parts) == 2 and parts[0] and parts[1]:
        left, right = parts[0].strip(), parts[1].strip()
        if is_term(left) and (_is_places(right) or right.lower() in _GENERAL):
            return name
        if _is_places(left) and is_term(right):
            return name
    return ""


def _is_places(text: str) -> bool:
    """Whether a text names a country, or several and nothing else."""
    if find_country(text) is not None:
        return True
    parts = [part for part in _BETWEEN.split(text) if part]
    return len(parts) > 1 and all(
        find_country(part) is not None or part.lower() in _GENERAL for part in parts
    )


def is_term(text: str) -> bool:
    """Whether a text names an aspect or an age group of any theme."""
    return any(find_aspect(theme, text) or find_age(theme, text) for theme in themes())


_VERBS = frozenset(
    {
        "acts", "says", "plans", "moves", "urges", "faces", "bans", "seeks", "vows", "attacks",
        "ups", "faults", "passes", "signs", "launches", "has", "is", "must", "fails", "opens",
        "calls", "to", "and", "in", "at", "on", "becomes", "remains", "takes", "makes", "gets",
        "sees", "sets", "begins", "starts", "joins", "rejects", "denies", "wants", "needs", "tries",
        "fights", "battles", "struggles", "tightens", "cracks", "steps", "adopts", "still", "was",
        "arrests", "frees", "finds", "report", "country", "human", "a", "the", "of", "for", "who",
        "where", "also", "under", "against", "should", "will", "can", "may", "does", "tackles",
        "trafficking", "-", "–", "—",
    }
)  # fmt: skip


_ARTICLES = frozenset({"the", "a", "an"})
_UNFINISHED = frozenset({"united", "democratic", "islamic", "socialist", "federal", "federative"})
_OPENERS = frozenset({"The", "A", "An", "Who", "Where", "What"})
_SERIES = re.compile(
    r"Human Rights (?:Overview|Reports?\b)|Country Reports? on\b|Trafficking in Persons Report"
)
_MAY_OPEN = frozenset(
    {"Human", "Country", "Report", "Trafficking", "In", "On", "Still", "For", "Under"}
)


def _opens_title(name: str, following: str, text: str) -> bool:
    """Whether a title begins after a group's name with a word that may also read on: after several
    names or capitals always, after one country's only with "The" or a question."""
    if _SERIES.match(text, len(name) + 1):
        return True
    if following in _OPENERS:
        return following not in {"Who", "Where"} or "?" in text[:160]
    sure = name.isupper() or name[-1] == "#" or len(_BETWEEN.split(name)) > 1
    return sure and following in _MAY_OPEN and not following.isupper()


def prefixed(text: str, *, country: str | None = None) -> tuple[str, str]:
    """The group a flattened title begins with, and the title without it: "Brazil - Spain Promised
    a Stage". ("", text) where there is none or it reads on as a sentence ("India Acts on …")."""
    words = text.split(" ")
    for count in range(min(24, len(words) - 2), 0, -1):
        name = " ".join(words[:count])
        first = words[count].lstrip("‘“'\"«(")
        if (
            ": " in name
            or words[count - 1].lower() in _UNFINISHED
            or not (name[-1].isalpha() or name[-1] in "#)")
            or first[:1].islower()
        ):
            continue
        following = words[count].lower().strip(",.:")
        if words[count][-1] == ":" and find_country(f"{words[count - 1]} {following}"):
            continue  # "CZECH REPUBLIC: …" is a title's own beginning
        if following in _VERBS and words[count - 1].lower() not in _ARTICLES:
            if not group_name(name, country=country):
                continue
            if _opens_title(name, words[count], text):
                return name, " ".join(words[count:])
            return "", text
        if words[count - 1].lower() in _ARTICLES:
            continue
        if group_name(name, country=country):
            return name, " ".join(words[count:])
    return "", text


def trailing_group(text: str) -> str:
    """The group that the last words of a flattened text name after a sentence's end, or ""."""
    words = text.rsplit(" ", 16)
    for count in range(1, len(words)):
        if words[count - 1][-1:] in ".!?…”" and group_name(" ".join(words[count:])):
            return " ".join(words[count:])
    return ""
