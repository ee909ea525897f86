"""Train the tables that tell a page's main text (read/html/weights.tsv), and measure them honestly.

    python -m scripts.train_main_text SUITE TEACHER [--measure]

SUITE is a folder with evaldata.json and the saved pages below ``pages/`` (any depth); TEACHER a JSON
file {address: main text} by another extractor, which labels what the annotators left open. Needs
scikit-learn and scipy, which nothing else here does. ``--measure`` does not write: it judges each
site by tables trained on other sites only, in both steps.
"""

import json
import math
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sourcebook.collect.charsets import decode
from sourcebook.errors import Unreadable
from sourcebook.read.html.main import context
from sourcebook.read.html.marks import Marks, marks_of
from sourcebook.read.html.source import take_apart

TARGET = Path(__file__).parents[1] / "src/sourcebook/read/html/weights.tsv"
SITES = 10  # a mark that fewer sites share is no mark
WORD_SITES = 14  # … and a word of the text
GOLD = 4.0  # weight of a block an annotator marked; the teacher's count up to 1
TEACHER = 0.3
STRENGTH = 0.08  # inverse of the L2 penalty


class Sample:
    """One page: its blocks' marks, sizes, labels (None where unknown) and weights."""

    def __init__(self, url: str, item: dict[str, Any], data: bytes, taught: str | None) -> None:
        self.item = item
        self.host = ".".join(urlsplit(url).netloc.removeprefix("www.").split(".")[-2:])
        try:
            text = decode(data).text
        except Unreadable:
            text = data.decode("utf-8", "replace")
        page = take_apart(text)
        self.texts = [piece.text for piece in page.pieces]
        self.sizes = [len(text) for text in self.texts]
        self.marks: list[Marks] = [
            {**dict.fromkeys((*near, *far), 1.0), **own} for near, far, own in marks_of(page)
        ]
        wanted = [_bare(words) for words in item["with"]]
        others = [_bare(words) for words in [*item["without"], *item.get("comments", [])]]
        known = _bare(taught) if taught else None
        self.labels: list[int | None] = []
        self.weights: list[float] = []
        for words in self.texts:
            bare = _bare(words)
            yes = any(
                each and (each in bare or (len(bare) > 25 and bare in each)) for each in wanted
            )
            no = any(
                each and (each in bare or (len(bare) > 12 and bare in each)) for each in others
            )
            if yes != no:
                self.labels.append(int(yes))
                self.weights.append(GOLD)
            elif known is not None:
                self.labels.append(int(bool(bare) and bare in known))
                self.weights.append(TEACHER * min(3.0, max(0.3, math.sqrt(len(words) / 60))))
            else:
                self.labels.append(None)
                self.weights.append(0.0)


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text)


def samples(suite: Path, teacher: Path) -> list[Sample]:
    items = json.loads((suite / "evaldata.json").read_text("utf-8"))
    taught = json.loads(teacher.read_text("utf-8"))
    pages = {path.name: path for path in suite.rglob("*.html")}
    return [
        Sample(url, item, pages[item["file"]].read_bytes(), taught.get(url))
        for url, item in items.items()
        if item["file"] in pages
    ]


def vocabulary(some: list[Sample]) -> dict[str, int]:
    sites: dict[str, set[str]] = defaultdict(set)
    for sample in some:
        for marks in sample.marks:
            for name in marks:
                sites[name].add(sample.host)
    kept = sorted(
        name
        for name, hosts in sites.items()
        if len(hosts) >= (WORD_SITES if name[:2] in ("w:", "W:") else SITES)
        and not re.search(r"[\t\n]|\d{3}", name)
    )
    return {name: place for place, name in enumerate(kept)}


def matrix(rows: list[Marks], known: dict[str, int]) -> Any:
    from scipy.sparse import csr_matrix

    values, columns, starts = [], [], [0]
    for marks in rows:
        for name, value in marks.items():
            place = known.get(name)
            if place is not None:
                columns.append(place)
                values.append(value)
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(rows), len(known)))


def fit(rows: list[Marks], some: list[Sample], known: dict[str, int]) -> Any:
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    labels = [label for sample in some for label in sample.labels]
    weights = [weight for sample in some for weight in sample.weights]
    keep = [place for place, label in enumerate(labels) if label is not None]
    table = matrix([rows[place] for place in keep], known)
    model = LogisticRegression(C=STRENGTH, max_iter=300, solver="liblinear")
    model.fit(table, np.array([labels[k] for k in keep]), np.array([weights[k] for k in keep]))
    return model


def odds(model: Any, rows: list[Marks], known: dict[str, int]) -> list[float]:
    if not rows:
        return []
    found: list[float] = model.decision_function(matrix(rows, known)).tolist()
    return found


FOLDS = 3


def folds(some: list[Sample], count: int) -> list[list[Sample]]:
    hosts = sorted({sample.host for sample in some})
    place = {host: number % count for number, host in enumerate(hosts)}
    return [[sample for sample in some if place[sample.host] == fold] for fold in range(count)]


def both(some: list[Sample]) -> tuple[dict[str, int], Any, dict[str, int], Any]:
    """Tables of the two steps; the second is trained on what the first says of sites it hasn't seen."""
    known = vocabulary(some)
    unseen: dict[int, list[float]] = {}
    for held in folds(some, 4):
        ids = {id(sample) for sample in held}
        rest = [sample for sample in some if id(sample) not in ids]
        model = fit([marks for sample in rest for marks in sample.marks], rest, known)
        for sample in held:
            unseen[id(sample)] = odds(model, sample.marks, known)
    rows: list[Marks] = []
    for sample in some:
        around = context(unseen[id(sample)], sample.sizes)
        rows += [{**own, **other} for own, other in zip(sample.marks, around, strict=True)]
    wider = dict(known)
    for name in {name for marks in rows[:2000] for name in marks if name.startswith("c:")}:
        wider.setdefault(name, len(wider))
    first = fit([marks for sample in some for marks in sample.marks], some, known)
    return known, first, wider, fit(rows, some, wider)


def measure(some: list[Sample]) -> None:
    judged: list[tuple[Sample, list[float]]] = []
    for number, held in enumerate(folds(some, FOLDS)):
        ids = {id(sample) for sample in held}
        rest = [sample for sample in some if id(sample) not in ids]
        known, first, wider, second = both(rest)
        for sample in held:
            around = context(odds(first, sample.marks, known), sample.sizes)
            rows = [{**own, **other} for own, other in zip(sample.marks, around, strict=True)]
            judged.append((sample, odds(second, rows, wider)))
        print(f"fold {number + 1} done", file=sys.stderr, flush=True)
    for limit in (-0.8, -0.4, -0.2, 0.0, 0.2, 0.4, 0.8):
        hit = missed = wrong = 0
        for sample, values in judged:
            text = "\n\n".join(
                words for words, value in zip(sample.texts, values, strict=True) if value > limit
            )
            hit += sum(words in text for words in sample.item["with"])
            missed += sum(words not in text for words in sample.item["with"])
            wrong += sum(words in text for words in sample.item["without"])
        print(
            f"odds > {limit}: F {2 * hit / (2 * hit + missed + wrong):.4f} "
            f"precision {hit / (hit + wrong):.4f} recall {hit / (hit + missed):.4f}"
        )


def write(some: list[Sample]) -> None:
    known, first, wider, second = both(some)
    lines = [
        "# Written by scripts/train_main_text.py: mark, weight in the first and in the second step."
    ]
    one, two = first.coef_[0], second.coef_[0]
    one_base, two_base = float(first.intercept_[0]), float(second.intercept_[0])
    for name, place in sorted(wider.items()):
        a = float(one[known[name]]) if name in known else 0.0
        b = float(two[place])
        if name == "":
            a, b = a + one_base, b + two_base
        if name == "" or abs(a) >= 0.02 or abs(b) >= 0.02:
            lines.append(f"{name}\t{a:.2f}\t{b:.2f}")
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"wrote {len(lines) - 1} marks", file=sys.stderr)


def main() -> None:
    some = samples(Path(sys.argv[1]), Path(sys.argv[2]))
    if "--measure" in sys.argv:
        measure(some)
    else:
        write(some)


if __name__ == "__main__":
    main()
