"""Sum up for a person what was understood of a text: what is said most first, each with its words. Pure."""

from collections import Counter
from collections.abc import Iterable

from sourcebook.claims import AspectSaid, Said, Understanding
from sourcebook.themes import KINDS
from sourcebook.understand.saying import said
from sourcebook.values.places import country_name

MOST = 12  # lines under a heading; a report of 100 pages says hundreds of things
WIDTH = 220  # characters of evidence; a clause has about 150

Line = tuple[str, str]  # what is said, and the words it rests on


def summary(one: Understanding, text: str) -> list[tuple[str, list[Line]]]:
    """Headings, each with its lines. One heading that says so where nothing was understood."""
    told: list[tuple[str, list[Line]]] = []
    if one.places:
        names = Counter(place.country for place in one.places)
        told.append(("Countries named", [(_counted(names.most_common(MOST), len(names)), "")]))
    if one.regions:
        regions = Counter(region.name for region in one.regions)
        words = ", ".join(_times(name, count) for name, count in regions.most_common(MOST))
        told.append(("Regions named", [(words, "")]))
    for heading, some in (
        ("Ratings", one.ratings),
        ("Roles", one.roles),
        ("Routes", one.routes),
        ("Figures", one.figures),
    ):
        if some:
            told.append((heading, _lines(some, text)))
    if one.aspects:
        told.append(("Aspects", _aspects(one.aspects)))
    return told or [("Nothing was understood of this text.", [])]


def _counted(names: list[tuple[str, int]], of: int) -> str:
    words = ", ".join(_times(country_name(code), count) for code, count in names)
    return words + (f" and {of - len(names)} more" if of > len(names) else "")


def _times(name: str, count: int) -> str:
    return f"{name} ×{count}" if count > 1 else name


def _lines(some: Iterable[Said], text: str) -> list[Line]:
    first: dict[str, Said] = {}
    count: Counter[str] = Counter()
    for one in some:
        words = said(one)
        first.setdefault(words, one)
        count[words] += 1
    lines = [
        (_times(words, count[words]), evidence(text, one.start, one.end))
        for words, one in list(first.items())[:MOST]
    ]
    return lines if len(first) <= MOST else [*lines, (f"and {len(first) - MOST} more", "")]


def _aspects(some: Iterable[AspectSaid]) -> list[Line]:
    kinds: dict[str, Counter[str]] = {}
    for one in some:
        kinds.setdefault(one.kind, Counter())[said(one)] += 1
    order = [*KINDS, *sorted(kinds.keys() - KINDS.keys())]
    return [
        (
            f"{_kind(kind)}: " + ", ".join(_times(*pair) for pair in kinds[kind].most_common(MOST)),
            "",
        )
        for kind in order
        if kind in kinds
    ]


def _kind(kind: str) -> str:
    return KINDS[kind]["en"] if kind in KINDS else {"age": "Ages"}.get(kind, kind)


def evidence(text: str, start: int, end: int) -> str:
    """The words of a span on one line, cut in the middle where they are long."""
    words = " ".join(text[start:end].split())
    if len(words) <= WIDTH:
        return words
    return f"{words[: WIDTH - 60].rstrip()} … {words[-50:].lstrip()}"
