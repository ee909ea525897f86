"""Say which aspects a text speaks of, where, and how sure that is. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from sourcebook.claims import AspectSaid
from sourcebook.understand.aspects.ages import ages_in
from sourcebook.understand.aspects.finding import mentions
from sourcebook.understand.aspects.headings import headings
from sourcebook.understand.aspects.negation import AFTER, NEAR, denied, listed
from sourcebook.understand.aspects.signals import signals
from sourcebook.understand.prepared import Prepared

# How often each kind of evidence was right among hits read in reports: 108 of all as they come, 60 that
# need company, 30 that are lacking, 25 ages (docs/decisions/0028).
SURE, ACCOMPANIED, LACKING, NUMBER, LABEL = 0.95, 0.85, 0.9, 0.9, 0.95
_BESIDE = re.compile(r"[ ,(]{0,3}")
_Found = tuple[int, int, str, str, str, float]  # start, end, kind, code, rule, confidence


def aspects_in(ready: Prepared) -> tuple[AspectSaid, ...]:
    """The aspects a text speaks of, in its order; no two spans overlap.

    ``kind`` and ``code`` are a term's of the themes' vocabularies; where several themes have it, those
    under which it stands are ``themes.terms_of(kind, code)``. ``rule`` is ``term``, ``term+COMPANY`` (a
    word that means this beside others), ``age`` (in numbers) or ``label`` (a heading). What a sentence
    says is not so is left out, except a response: ``term, lacking`` ("no shelters") still speaks of it.
    """
    told = signals(ready.folded)
    numbers = list(ages_in(ready.folded, told.ages))
    terms = _with_headings(
        list(_terms(ready, told.denials)), list(headings(ready.folded, ready.sentences))
    )
    found = _with_ages(terms, numbers, ready.folded)
    return tuple(
        AspectSaid(kind=kind, code=code, start=start, end=end, rule=rule, confidence=confidence)
        for start, end, kind, code, rule, confidence in found
    )


def _terms(ready: Prepared, denials: Sequence[int]) -> Iterator[_Found]:
    folded, sentences = ready.folded, ready.sentences
    bounds = [start for start, _ in sentences]
    denied_to = last = -1  # where the last denied words end, and their sentence
    for start, end, meaning in mentions(folded, ready.text, sentences):
        rule = f"term+{meaning.needs}" if meaning.needs else "term"
        confidence = ACCOMPANIED if meaning.needs else SURE
        at = bisect_right(bounds, start) - 1
        if meaning.kind == "age" or at < 0:
            yield start, end, meaning.kind, meaning.code, rule, confidence
            continue
        near = bisect_right(denials, end + AFTER) - 1  # the last word of denial that may reach here
        if near < 0 or denials[near] < start - NEAR:
            yield start, end, meaning.kind, meaning.code, rule, confidence
            continue
        if (at == last and listed(folded, denied_to, start)) or denied(
            folded, sentences[at], start, end
        ):
            last, denied_to = at, end
            if meaning.kind != "response":
                continue
            rule, confidence = f"{rule}, lacking", LACKING
        yield start, end, meaning.kind, meaning.code, rule, confidence


def _with_headings(found: list[_Found], alone: list[tuple[int, int, str, str]]) -> list[_Found]:
    """Labels that stand alone in place of whatever was found inside them."""
    if not alone:
        return found
    bounds = [start for start, *_ in alone]

    def covered(one: _Found) -> bool:
        at = bisect_right(bounds, one[1] - 1) - 1
        return at >= 0 and alone[at][1] > one[0]

    labels = [(*one, "label", LABEL) for one in alone]
    return sorted([*(one for one in found if not covered(one)), *labels])


def _with_ages(found: list[_Found], ages: list[tuple[int, int, str]], folded: str) -> list[_Found]:
    """Ages in numbers among the rest; beside the people they are of ("girls aged 12 to 15") one span."""
    out: list[_Found] = []
    numbers = sorted(ages, reverse=True)
    for one in found:
        while numbers and numbers[-1][0] <= one[0]:
            _add(out, numbers.pop(), folded)
        if out and one[0] < out[-1][1]:
            continue  # words inside an age
        before = out[-1] if out else None
        if (
            before
            and one[2] == "age"
            and before[4] == "age"
            and _BESIDE.fullmatch(folded, before[1], one[0])
        ):
            out[-1] = (before[0], one[1], *before[2:])  # "14-year-old girls"
        else:
            out.append(one)
    while numbers:
        _add(out, numbers.pop(), folded)
    return out


def _add(out: list[_Found], number: tuple[int, int, str], folded: str) -> None:
    start, end, code = number
    if out and out[-1][1] > start:
        if out[-1][2] != "age" or out[-1][0] < start:
            return
        out.pop()
    if out and out[-1][2] == "age" and _BESIDE.fullmatch(folded, out[-1][1], start):
        start = out.pop()[0]
    out.append((start, end, "age", code, "age", NUMBER))
