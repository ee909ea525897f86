"""A text with all the names in it, as one looks around in it from a name. Pure."""

from bisect import bisect
from functools import cached_property

from sourcebook.understand.places.matching import Hit

SENTENCE = 160  # characters that are looked at on either side, about one sentence
# How sure a hit is when nothing beside it speaks for or against: on texts we read 99 of 100 countries
# were right and all peoples, but a people is as often a language or a minority elsewhere.
SURE = {"country": 0.98, "people": 0.92, "region": 0.9, "city": 0.9}
# The country a name means and how sure that is; None where it means none.
Sense = tuple[str, float] | None
# Names that don't tell by themselves which of several countries a text speaks of.
VARY = frozenset(
    {
        "georgia",
        "georgian",
        "guinean",
        "virgin islands",
        "macedonia",
        "saint martin",
        "saint-martin",
    }
    | {
        "st. martin",
        "st martin",
        "CAR",
        "ROC",
        "FSM",
        "RSA",
        "PNG",
        "LPDR",
        "C.A.R.",
        "indian",
        "dominican",
        "того",
    }
)


class Around:
    """A text with all its hits, as a sense may look at it."""

    def __init__(self, text: str, folded: str, home: str | None, hits: tuple[Hit, ...]) -> None:
        self.text = text
        self.folded = folded
        self.home = home
        self.hits = hits

    def before(self, hit: Hit, length: int = SENTENCE) -> str:
        """The folded words before a hit."""
        return self.folded[max(0, hit.start - length) : hit.start]

    def after(self, hit: Hit, length: int = SENTENCE) -> str:
        """The folded words after a hit."""
        return self.folded[hit.end : hit.end + length]

    @cached_property
    def _sure(self) -> dict[str, list[int]]:
        at: dict[str, list[int]] = {}
        for hit in self.hits:
            if len(hit.code) == 2 and hit.stem not in VARY:
                at.setdefault(hit.code, []).append(hit.start)
        return at

    def names(self, code: str) -> bool:
        """Whether the text names a country by a name that is only its own."""
        return code in self._sure

    def names_near(self, hit: Hit, code: str, length: int = 2000) -> bool:
        """Whether the text names a country for certain near a hit."""
        return any(
            abs(at - hit.start) <= length for at in _closest(self._sure.get(code, []), hit.start)
        )

    def nearest(self, hit: Hit, codes: tuple[str, ...]) -> str | None:
        """Which of the countries was last named before the hit, else first after it."""
        best: tuple[int, str] | None = None
        for code in codes:
            for at in _closest(self._sure.get(code, []), hit.start):
                distance = hit.start - at if at < hit.start else 2 * (at - hit.start)
                if best is None or distance < best[0]:
                    best = (distance, code)
        return best[1] if best else None

    def oftener(self, codes: tuple[str, ...]) -> str:
        """Which of the countries the text names most often, the first of equals."""
        return max(codes, key=lambda code: len(self._sure.get(code, ())))

    def last_before(self, hit: Hit, codes: tuple[str, ...]) -> str | None:
        """Which of the countries was last named before the hit."""
        at = {
            code: places[place - 1]
            for code in codes
            for places in [self._sure.get(code, [])]
            if (place := bisect(places, hit.start))
        }
        return max(at, key=lambda code: at[code]) if at else None


def _closest(places: list[int], start: int) -> list[int]:
    at = bisect(places, start)
    return places[max(0, at - 1) : at + 1]
