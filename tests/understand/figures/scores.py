"""Score figures against the labelled sentences."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from sourcebook.claims import Figure
from sourcebook.understand.figures import figures_in
from sourcebook.understand.prepared import Prepared

HERE = Path(__file__).parent
ASPECTS = {"u": "unit", "of": "of", "by": "said_by", "p": "period", "est": "estimate"}


class Labelled(NamedTuple):
    """A sentence and the figures it states; ``held`` out by the digest of its words."""

    language: str
    home: str
    year: int
    text: str
    wanted: tuple[dict[str, str], ...]
    held: bool


def labelled(file: Path = HERE / "labelled.txt") -> Iterator[Labelled]:
    """The labelled sentences, as the head of the file describes them."""
    for line in file.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        language, home, year, text, figures = line.split("|")
        wanted = tuple(
            dict(pair.split("=", 1) for pair in figure.strip().split(";"))
            for figure in figures.split(" & ")
            if figure.strip()
        )
        held = sha256(text.encode()).digest()[0] % 2 == 1
        yield Labelled(language, home, int(year), text, wanted, held)


def number(figure: dict[str, str], name: str) -> float | None:
    return float(figure[name]) if name in figure else None


def agrees(aspect: str, want: dict[str, str], got: Figure) -> bool:
    """Whether ``got`` has what ``want`` says of one aspect."""
    if aspect == "u":
        return "u" not in want or got.unit == want["u"]
    if aspect == "of":
        return "of" not in want or want["of"].lower() in got.of.lower()
    if aspect == "by":
        return got.said_by == want.get("by", "")
    if aspect == "p":
        return want.get("p") == "*" or got.period == want.get("p")
    return got.estimate == (want.get("est") == "1")


def score(cases: Iterable[Labelled]) -> dict[str, float]:
    """Precision and recall of the numbers, and the share of the found that agree in each aspect."""
    right: Counter[str] = Counter()
    wanted = found = hits = 0
    for case in cases:
        ready = Prepared(case.text, home=case.home, language=case.language, year=case.year)
        left = list(figures_in(ready))
        wanted += len(case.wanted)
        found += len(left)
        for want in case.wanted:
            bounds = (number(want, "v"), number(want, "lo"), number(want, "hi"))
            got = next((g for g in left if (g.value, g.low, g.high) == bounds), None)
            if got is None:
                continue
            left.remove(got)
            hits += 1
            right.update(a for a in ASPECTS if agrees(a, want, got))
    shares = {name: right[aspect] / max(1, hits) for aspect, name in ASPECTS.items()}
    return {"precision": hits / max(1, found), "recall": hits / max(1, wanted), **shares}
