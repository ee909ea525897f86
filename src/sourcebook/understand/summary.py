"""Sum up for a person what was understood of a text: what is said most first, each with its words. Pure."""

from collections import Counter
from collections.abc import Iterable

from sourcebook.claims import Said, Understanding
from sourcebook.themes import KINDS
from sourcebook.understand.saying import said
from sourcebook.values.places import country_name

MOST = 12  # lines under a heading; a report of 100 pages says hundreds of things
WIDTH = 220  # characters of evidence; a clause has about 150

Line = tuple[str, str]  # what is said, and the words it rests on


def summary(parts: Iterable[tuple[str, Understanding]]) -> list[tuple[str, list[Line]]]:
    """Headings, each with its lines, of a text that comes in pieces, each with what was understood of
    it. One heading that says so where nothing was understood."""
    places: Counter[str] = Counter()
    regions: Counter[str] = Counter()
    said_of = {
        heading: _Lines() for heading in ("Ratings", "Roles", "Routes", "Figures")
    }  # in their order
    kinds: dict[str, Counter[str]] = {}
    for text, one in parts:
        places.update(place.country for place in one.places)
        regions.update(region.name for region in one.regions)
        said_of["Ratings"].add(one.ratings, text)
        said_of["Roles"].add(one.roles, text)
        said_of["Routes"].add(one.routes, text)
        said_of["Figures"].add(one.figures, text)
        for aspect in one.aspects:
            kinds.setdefault(aspect.kind, Counter())[said(aspect)] += 1
    told: list[tuple[str, list[Line]]] = []
    if places:
        told.append(("Countries named", [(_counted(places.most_common(MOST), len(places)), "")]))
    if regions:
        words = ", ".join(_times(name, count) for name, count in regions.most_common(MOST))
        told.append(("Regions named", [(words, "")]))
    told += [(heading, lines.told()) for heading, lines in said_of.items() if lines.count]
    if kinds:
        told.append(("Aspects", _aspects(kinds)))
    return told or [("Nothing was understood of this text.", [])]


def _counted(names: list[tuple[str, int]], of: int) -> str:
    words = ", ".join(_times(country_name(code), count) for code, count in names)
    return words + (f" and {of - len(names)} more" if of > len(names) else "")


def _times(name: str, count: int) -> str:
    return f"{name} ×{count}" if count > 1 else name


class _Lines:
    """What is said under a heading: how often, and the first words of the first few."""

    def __init__(self) -> None:
        self.first: dict[str, str] = {}
        self.count: Counter[str] = Counter()

    def add(self, some: Iterable[Said], text: str) -> None:
        for one in some:
            words = said(one)
            if len(self.first) < MOST and words not in self.first:
                self.first[words] = evidence(text, one.start, one.end)
            self.count[words] += 1

    def told(self) -> list[Line]:
        lines = [(_times(words, self.count[words]), shown) for words, shown in self.first.items()]
        more = len(self.count) - len(lines)
        return [*lines, (f"and {more} more", "")] if more else lines


def _aspects(kinds: dict[str, Counter[str]]) -> list[Line]:
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
