"""Reads invented sentences with marked words, and scores a reading of them."""

import re
from pathlib import Path

from msgspec import Struct

from sourcebook.claims import AspectSaid
from sourcebook.understand import Prepared
from sourcebook.understand.aspects import aspects_in

TUNED = Path(__file__).with_name("sentences.txt")
HELD_OUT = Path(__file__).with_name("held_out.txt")
PARAPHRASES = Path(__file__).with_name("paraphrases.txt")  # one mark a sentence: for recall alone
_MARK = re.compile(r"([{\[])([\w-]+)\|([^}\]]*)[}\]]")


class Marked(Struct, frozen=True):
    language: str
    text: str
    marks: tuple[tuple[str, int, int], ...]
    welcome: tuple[tuple[str, int, int], ...]


class Score(Struct, frozen=True):
    precision: float
    recall: float
    missed: list[str]
    wrong: list[str]


def sentences(file: Path = TUNED) -> list[Marked]:
    """The sentences of a file, each with (code, start, end) of its marks."""
    lines = file.read_text("utf-8").splitlines()
    return [marked(line) for line in lines if line and not line.startswith("#")]


def marked(line: str) -> Marked:
    """One line."""
    language, _, written = line.partition(" | ")
    text, at = "", 0
    marks: dict[str, list[tuple[str, int, int]]] = {"{": [], "[": []}
    for found in _MARK.finditer(written):
        text += written[at : found.start()]
        marks[found[1]].append((found[2], len(text), len(text) + len(found[3])))
        text += found[3]
        at = found.end()
    text += written[at:]
    return Marked(language, text, tuple(marks["{"]), tuple(marks["["]))


def score(some: list[Marked]) -> Score:
    """Precision and recall of spans; ages are left aside."""
    right = told = found = asked = 0
    missed, wrong = [], []
    for one in some:
        said = [s for s in aspects_in(Prepared(one.text)) if s.kind != "age"]
        told += len(said)
        asked += len(one.marks)
        for span in said:
            if any(_meets(span, mark) for mark in (*one.marks, *one.welcome)):
                right += 1
            else:
                wrong.append(f"{span.code}|{one.text[span.start : span.end]} :: {one.text}")
        for mark in one.marks:
            if any(_meets(span, mark) for span in said):
                found += 1
            else:
                missed.append(f"{mark[0]}|{one.text[mark[1] : mark[2]]} :: {one.text}")
    return Score(right / max(told, 1), found / max(asked, 1), missed, wrong)


def _meets(span: AspectSaid, mark: tuple[str, int, int]) -> bool:
    return span.code == mark[0] and span.start < mark[2] and mark[1] < span.end
