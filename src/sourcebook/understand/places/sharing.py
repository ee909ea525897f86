"""Places whose names share their last word: "South and East Asia", "Северной и Южной Корее". Pure."""

import re
from collections.abc import Iterator

from msgspec import Struct

from sourcebook.understand.places.matching import Hit
from sourcebook.understand.places.names import codes

MOST = 4  # first words that are looked for before the name that stands in full
_FIRST = re.compile(
    r"(?<![\w-])([^\W\d_]{3,12}(?:-[^\W\d_]{4,12})?)(?:,? (?:and|or|и|или|және|мен) |, )$"
)
_HEADS = frozenset(
    """asia asian africa african europe european america american korea korean koreans asians africans
    europeans азия азии азию азией африка африки африке африку африкой европа европы европе европу европой
    америка америки америке америку америкой корея кореи корее корею кореей""".split()  # noqa: SIM905
)


class Shared(Struct, frozen=True, kw_only=True):
    """The first word of a name whose last word comes later; ``code`` as in ``Name``."""

    start: int
    end: int
    code: str


def shared(hit: Hit, text: str, folded: str) -> Iterator[Shared]:
    """What the words before a hit name together with its last word, the nearest first."""
    head = hit.stem.rpartition(" ")[2]
    if head not in _HEADS or hit.stem == head:
        return
    at = hit.start
    for _ in range(MOST):
        found = _FIRST.search(folded, max(0, at - 40), at)
        if found is None or not text[found.start(1)].isupper():
            return
        code = codes().get(f"{found[1]} {head}") or codes().get(f"{found[1]} {head.rstrip('ns')}")
        if not code:
            return
        yield Shared(start=found.start(1), end=found.end(1), code=code)
        at = found.start(1)
