"""Copying: degrees that tell a copy from a revision, and those from somebody's own words."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from sourcebook.understand.duplicates import copied

SOURCE = (
    "The mill by the river was built in the year of the flood. Its wheel turned day and night, and "
    "the miller's three daughters carried the flour to the market on their backs. When the bridge "
    "fell the market moved to the other bank, and the wheel stood still for nine winters."
)
LIGHT = (
    "The mill by the river was built in the flood year. Its wheel turned all day and night, and the "
    "miller's daughters brought the flour to market on their backs. When the bridge fell down the "
    "market moved to the other bank, and the wheel was still for nine winters."
)
OWN = (
    "Grain used to be ground near the water by a family with several girls. After a disaster trade "
    "went elsewhere, so that nobody needed them, and the building fell silent for almost a decade."
)


def test_a_copy_a_revision_and_own_words_are_told_apart() -> None:
    assert copied(SOURCE, SOURCE).level == "copy"
    assert copied(LIGHT, SOURCE).level == "light revision"
    assert copied(OWN, SOURCE).level == "own words"
    assert copied(SOURCE, SOURCE).degree == 1.0


def test_the_more_is_replaced_the_lower_the_degree() -> None:
    words = SOURCE.split()
    last = 1.0
    for count in (4, 12, 24, 36):
        changed = [("other" if n < count else word) for n, word in enumerate(words)]
        degree = copied(" ".join(changed), SOURCE).degree
        assert degree < last
        last = degree


def test_a_part_is_a_copy_of_the_whole_but_not_the_other_way_round() -> None:
    part = SOURCE.split(".")[0]
    assert copied(part, SOURCE).level == "copy"
    assert copied(SOURCE, part).level != "copy"


@pytest.mark.parametrize("text", ["", "one", "…"])
def test_too_little_is_never_a_copy(text: str) -> None:
    assert copied(text, SOURCE).degree == 0.0
    assert copied(SOURCE, text).degree == 0.0


# --- 95 graded answers (Clough and Stevenson 2011) ----------------------------------------------------
GRADES = {"non": 0, "heavy": 1, "light": 2, "cut": 3}


def cuts(degrees: Sequence[float], grades: Sequence[int], kinds: int) -> list[float]:
    """The cuts that put most degrees among their grades, by dynamic programming over the sorted."""
    rows = sorted(zip(degrees, grades, strict=True))
    best = [[0] * (len(rows) + 1) for _ in range(kinds)]
    back = [[0] * (len(rows) + 1) for _ in range(kinds)]
    right = [[0] * (len(rows) + 1) for _ in range(kinds)]
    for kind in range(kinds):
        for n, (_, grade) in enumerate(rows):
            right[kind][n + 1] = right[kind][n] + (grade == kind)
    best[0] = right[0]
    for kind in range(1, kinds):
        for n in range(len(rows) + 1):
            ways = [best[kind - 1][m] + right[kind][n] - right[kind][m] for m in range(n + 1)]
            best[kind][n] = max(ways)
            back[kind][n] = ways.index(best[kind][n])
    found, n = [], len(rows)
    for kind in range(kinds - 1, 0, -1):
        n = back[kind][n]
        found.append((rows[max(n - 1, 0)][0] + rows[min(n, len(rows) - 1)][0]) / 2)
    return found[::-1]


def accuracy(rows: list[tuple[str, float, int]], kinds: int) -> float:
    """The share graded right, each task by cuts that were set on the other four."""
    right = 0
    for task in "abcde":
        others = [(degree, grade) for other, degree, grade in rows if other != task]
        set_ = cuts([degree for degree, _ in others], [grade for _, grade in others], kinds)
        right += sum(
            sum(degree > cut for cut in set_) == grade
            for other, degree, grade in rows
            if other == task
        )
    return right / len(rows)


@pytest.fixture(scope="module")
def graded(shared: Path) -> list[tuple[str, float, int]]:
    folder = shared / "data" / "suites" / "near_duplicates" / "data"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    rows = []
    with (folder / "file_information.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["Category"] in GRADES:
                text = (folder / row["File"]).read_text("utf-8", errors="replace")
                source = folder / f"orig_task{row['Task']}.txt"
                degree = copied(text, source.read_text("utf-8", errors="replace")).degree
                rows.append((row["Task"], degree, GRADES[row["Category"]]))
    return rows


def test_four_grades_of_copying_are_told_apart(graded: list[tuple[str, float, int]]) -> None:
    assert len(graded) == 95
    assert accuracy(graded, 4) >= 0.74


def test_copied_or_not_is_told_apart(graded: list[tuple[str, float, int]]) -> None:
    assert accuracy([(task, degree, int(grade > 0)) for task, degree, grade in graded], 2) >= 0.94
