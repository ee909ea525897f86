"""Places on invented sentences in which every place is marked: enough are found, few are wrong."""

import re
from pathlib import Path

import pytest

from sourcebook.understand.prepared import Prepared

LABELLED = Path(__file__).with_name("labelled.txt")
MARK = re.compile(r"\[(@?[\w-]+):([^\]]+)\]")
Span = tuple[str, int, int]


def unmarked(line: str) -> tuple[str, set[Span]]:
    """The sentence without its marks, and what was marked in it."""
    text, spans, last = "", set(), 0
    for mark in MARK.finditer(line):
        text += line[last : mark.start()]
        spans.add((mark[1], len(text), len(text) + len(mark[2])))
        text += mark[2]
        last = mark.end()
    return text + line[last:], spans


def found(text: str, home: str | None) -> set[Span]:
    ready = Prepared(text, home=home)
    places = {(place.country, place.start, place.end) for place in ready.places}
    return places | {("@" + region.code, region.start, region.end) for region in ready.regions}


def cases(language: str) -> list[tuple[str, str | None, set[Span]]]:
    lines = [line for line in LABELLED.read_text("utf-8").splitlines() if not line.startswith("#")]
    parted = [(line.split(": ", 1)[0].split(" "), line.split(": ", 1)[1]) for line in lines]
    return [
        (text, None if home == "-" else home, spans)
        for (tongue, home), line in parted
        if tongue == language
        for text, spans in [unmarked(line)]
    ]


@pytest.mark.parametrize(
    ("language", "least", "precision", "recall"),
    [("en", 140, 0.99, 0.99), ("ru", 75, 0.98, 0.98), ("kk", 50, 0.98, 0.98)],
)
def test_marked_places_are_found_and_no_others(
    language: str, least: int, precision: float, recall: float
) -> None:
    held = cases(language)
    assert len(held) >= least
    right = wrong = missed = 0
    errors = []
    for text, home, spans in held:
        seen = found(text, home)
        right += len(seen & spans)
        wrong += len(seen - spans)
        missed += len(spans - seen)
        if seen != spans:
            errors.append((text, sorted(seen - spans), sorted(spans - seen)))
    assert right / (right + wrong) >= precision, errors
    assert right / (right + missed) >= recall, errors
