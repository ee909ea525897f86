"""How well what is asked for is found: Cranfield, through the index and its ranking as they are."""

import math
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sourcebook.library import Library
from sourcebook.records import Entry, Excerpt

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("_quick")]

# Measured 2026-11: nDCG@10 0.398 (graded), 0.419 (binary), MAP 0.334, recall at 100 0.783, at 10 0.445.
# BM25 alone in this index: 0.383, 0.399, 0.305, 0.745, 0.424.
FLOORS = {"ndcg": 0.385, "ndcg_binary": 0.405, "map": 0.32, "recall100": 0.765, "recall10": 0.435}


def _documents(folder: Path) -> Iterator[Entry]:
    for part in folder.joinpath("cran.all.1400").read_text("utf-8").split(".I ")[1:]:
        number, _, rest = part.partition("\n")
        found = dict(re.findall(r"\.([TABW])\n(.*?)(?=\n\.[TABW]\n|\Z)", rest, re.S))
        fields = {key: " ".join(value.split()) for key, value in found.items()}
        words = fields.get("W", "")
        yield Entry(
            id=f"c{number.strip()}",
            title=fields.get("T") or "untitled",
            byline=fields.get("A", ""),
            excerpts=(Excerpt(id="x", paragraphs=(words,)),) if words else (),
        )


def _queries(folder: Path) -> list[str]:
    parts = folder.joinpath("cran.qry").read_text("utf-8").split(".I ")[1:]
    return [" ".join(part.partition(".W")[2].split()) for part in parts]


def _judged(folder: Path) -> dict[int, dict[str, int]]:
    """How relevant documents are to each query, by its place in the file: 4 (it answers) to 1; the
    file has 1 for the best and -1 for none (Cleverdon's scale, and its README)."""
    found: dict[int, dict[str, int]] = {}
    for row in folder.joinpath("cranqrel").read_text("utf-8").splitlines():
        parts = row.split()
        if len(parts) == 3:
            grade = int(parts[2])
            found.setdefault(int(parts[0]), {})[f"c{parts[1]}"] = 5 - grade if grade > 0 else 0
    return found


def _ndcg(ranked: list[str], grades: dict[str, int], depth: int = 10) -> float:
    gained = sum(grades.get(id, 0) / math.log2(n + 2) for n, id in enumerate(ranked[:depth]))
    best = sorted(grades.values(), reverse=True)[:depth]
    ideal = sum(grade / math.log2(n + 2) for n, grade in enumerate(best))
    return gained / ideal if ideal else 0.0


def _precision(ranked: list[str], relevant: set[str]) -> float:
    hits = [n for n, id in enumerate(ranked, start=1) if id in relevant]
    return sum(found / n for found, n in enumerate(hits, start=1)) / len(relevant)


def test_cranfield_is_ranked_no_worse_than_measured(shared: Path, tmp_path: Path) -> None:
    folder = shared / "data" / "suites" / "cranfield"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    judged = _judged(folder)
    sums = dict.fromkeys(FLOORS, 0.0)
    with Library.create(tmp_path / "lib", title="Cranfield") as library:
        library.put(_documents(folder), who="a tester")
        for number, query in enumerate(_queries(folder), start=1):
            grades = judged[number]
            relevant = {id for id, grade in grades.items() if grade}
            ranked = [hit.id for hit in library.find(query, limit=100).hits]
            sums["ndcg"] += _ndcg(ranked, grades)
            sums["ndcg_binary"] += _ndcg(ranked, dict.fromkeys(relevant, 1))
            sums["map"] += _precision(ranked, relevant)
            sums["recall100"] += len(relevant.intersection(ranked)) / len(relevant)
            sums["recall10"] += len(relevant.intersection(ranked[:10])) / len(relevant)
    scores = {name: total / len(judged) for name, total in sums.items()}
    below = {name: scores[name] for name, floor in FLOORS.items() if scores[name] < floor}
    print(scores)
    assert not below, f"{below} of {scores}"
