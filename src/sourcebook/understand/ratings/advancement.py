"""The advancement the US Department of Labor finds in its *Findings on the Worst Forms of Child Labor*. Pure.

The levels are those of its reports since 2011: significant, moderate, minimal, no advancement.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from sourcebook.claims import Rating
from sourcebook.understand.prepared import Prepared
from sourcebook.understand.ratings.countries import rated

_STATED = re.compile(
    r"\b(?:made|makes|making|achieved|shows?|showed|assess(?:ed|ment)(?: as)?(?: of)?|received?(?: an? assessment of)?|receiving(?: an? assessment of)?|with|for)"
    r"(?: (?:having|have|only|made|an?|the|overall|assessment|of))* (?P<level>significant|moderate|minimal|no) advancement\b"
)
_MANY = re.compile(r"\b(?:significant|moderate|minimal),(?: or| and)?")
_YEAR = re.compile(r"\b(?:in|during|for) ((?:19|20)\d\d)\b")
# "In 2016, … . It is receiving an assessment of …": the year stands a sentence or two before.
_YEAR_NEAR = re.compile(r"\bin ((?:19|20)\d\d)\b")
_HEADING = re.compile(r"^(SIGNIFICANT|MODERATE|MINIMAL|NO) ADVANCEMENT\b", re.M)
_VALUE = {"no": "none"}


def advancements_in(ready: Prepared) -> Iterator[Rating]:
    """The levels of advancement stated; a heading, repeated on each page, only where nothing else says it."""
    folded = ready.folded
    starts = [s for s, _ in ready.sentences]
    at = folded.find(" advancement")
    past = -1
    stated = False
    while at >= 0:
        found = _STATED.search(folded, max(0, at - 90), at + 12)
        at = folded.find(" advancement", at + 5)
        if found is None or found.start() < past:
            continue
        past = found.end()
        index = bisect_right(starts, found.start()) - 1
        start, _ = ready.sentences[index]
        start = max(start, found.start() - 500)
        if _MANY.search(folded, max(start, found.start() - 60), found.end()) is not None:
            continue
        countries, subject = rated(ready, start, found.start())
        years = list(_YEAR.finditer(folded, start, found.start()))
        begin = min([found.start(), subject, *(m.start() for m in years[-1:])])
        near = years or list(_YEAR_NEAR.finditer(folded, max(0, start - 400), start))
        year = int(near[-1][1]) if near else ready.year
        level = found["level"]
        stated = True
        for country in countries or (None,):
            yield Rating(
                scheme="dol-advancement",
                value=_VALUE.get(level, level),
                year=year,
                country=country,
                start=begin,
                end=found.end(),
                rule="advancement",
                confidence=0.97 if years else 0.9,
            )
    heading = None if stated else _HEADING.search(ready.text)
    if heading is not None:
        after = _YEAR_NEAR.search(folded, heading.end(), heading.end() + 140)
        level = heading[1].lower()
        yield Rating(
            scheme="dol-advancement",
            value=_VALUE.get(level, level),
            year=int(after[1]) if after is not None else ready.year,
            country=ready.home,
            start=heading.start(),
            end=heading.end(),
            rule="heading",
            confidence=0.9,
        )
