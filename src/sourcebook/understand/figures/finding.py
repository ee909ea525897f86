"""Find the figures a text states: a number, what it counts, where, when, and who says so. Pure."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from sourcebook.claims import Figure
from sourcebook.understand.figures import counting, cyrillic
from sourcebook.understand.figures.attaching import (
    Where,
    is_people,
    period_of,
    place_of,
    sayer_of,
    where,
)
from sourcebook.understand.figures.counting import Counted
from sourcebook.understand.figures.naming import is_name
from sourcebook.understand.figures.nouns import TIMES
from sourcebook.understand.figures.numbers import Number, numbers_in
from sourcebook.understand.figures.periods import Period, periods_in
from sourcebook.understand.figures.refusing import is_time, is_web, refused
from sourcebook.understand.figures.rows import rows_in
from sourcebook.understand.figures.saying import Sayer, sayers_in
from sourcebook.understand.figures.sums import in_prose, purpose_of
from sourcebook.understand.prepared import Prepared

_span = attrgetter("start", "end")
_KAZAKH = re.compile("[әғқңөұүһ]")
_CYRILLIC = re.compile("[а-яёәғқңөұүһі]")
_FURTHEST = (
    700  # a sentence longer than twice this is a table that lost its lines; it is read in parts
)
_NEGATED = re.compile(r"\b(?:not|never|не|емес)(?: an?)? $")
_NOT = ("not ", "not a ", "not an ", "never ", "never a ", "never an ", "не ", "емес ")
_DENIALS = ("den", "reject", "disput", "refut", "опроверг", "отрица")
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|disput(?:es|ed)|refut(?:es|ed)|опроверг\w*|отрица\w+) [^.;]{0,80}$"
)
_ELLIPTIC = re.compile(
    r" (?:in (?:the )?(?:[a-z]+ )?(?:(?:19|20)\d\d|previous year|year before|preceding year)|of (?:whom|which|them|these|those)|(?:was|were|had been|have been|are|is|went|received|remained|came)\b|(?:during|the) (?:the )?(?:previous|year|preceding))|[.;,)]|$| \((?:about |some )?\d[\d.]{0,4} ?(?:%|per ?cent)"
    r"| (?:в (?:19|20)\d\d|из (?:них|которых))"
)
_OF_N = re.compile(
    r"(?:out )?of (?:the |its |these )?(?:[a-z]+'s )?(?:total |an estimated |more than |over )?\d"
)
_IS_NOUN = re.compile(
    r"(?: of (?:whom|which|them|these|those))?(?: (?:was|were|are|is))? (?=[a-z])"
)
# "(2012) Tier 2 Watch List: …": a year that closes what stood before a label.
_PARTS = re.compile(
    r"[;|(](?:(?<=;) (?=[a-zа-яәғқңөұүһі(])|(?<= \|) |(?<=\()(?:19|20)\d\d\) (?=[a-z][a-z0-9 ]{2,30}:))"
)
_OF_THEM = re.compile(r" of (?:whom|which|them|these|those)\b| (?:из|олардың) (?:них|которых)")
_NONE = re.compile(
    r"\b(?:there (?:were|was|have been|had been) no|(?:made|opened|recorded|obtained|secured|initiated|conducted|achieved) no) ((?:new |known |reported |trafficking |criminal ){0,2}(?:convictions?|prosecutions?|investigations?|arrests?|cases|victims|complaints|inspections|sentences)(?: of [a-z]+ ?[a-z]*)?)(?= in\b| for\b| during\b| under\b| of\b|[.,;]| this\b| last\b)"
    r"|\bno ((?:trafficking |government |public |complicit |alleged )?(?:officials?|offenders?|traffickers?|victims?|suspects?|employers?))"
    r"(?= (?:was|were|has been|have been|had been) (?:ever )?(?:prosecuted|convicted|charged|arrested|punished|sentenced|investigated|identified|assisted|jailed)\b)"
)
_NOT_ONE = re.compile(
    r"\b(?:in|at|on|during|from|by|for|no|any|as|than|this|that|with|one|of|every|such|another) $"
)
# What is meant to be, and isn't counted yet: half as sure.
_MEANT = re.compile(
    r"\b(?:aims?|plans?|planned|intend(?:s|ed)?|hopes?|seeks?|expected|targets?|targeting|goal|will|pledged|commit(?:s|ted)|to serve|to provide|планирует\w*|намерен\w*)\b[^.;,]{0,60}$"
)


def figures_in(ready: Prepared) -> tuple[Figure, ...]:
    """The figures a text states, in its order.

    A number that counts nothing (a year, an article of a law, a note) is none. ``period`` is what the
    sentence says, never the year of publication.
    """
    rows = list(rows_in(ready)) if "(%" in ready.folded else []
    prose = list(_found(ready))
    if rows:
        prose = [f for f in prose if not any(r.start < f.end and f.start < r.end for r in rows)]
    return tuple(sorted([*rows, *prose], key=_span))


def _found(ready: Prepared) -> Iterator[Figure]:
    part_at = _parts(ready)
    for (start, end), numbers in groupby(numbers_in(ready), key=lambda n: part_at(n.core)):
        some: list[Number] = []
        for number in numbers:
            if number.end > end + 1 or refused(ready.folded, number, start, end):
                continue
            if some and number.start - some[0].start > _FURTHEST:
                yield from _in_sentence(ready, start, end, some)
                some = []
            some.append(number)
        if some:
            yield from _in_sentence(ready, start, end, some)
    yield from _none(ready, part_at)


def _parts(ready: Prepared) -> Callable[[int], tuple[int, int]]:
    """Tell the part of a sentence in which a character stands. Sentences part at semicolons and bars: what
    one part says holds for no other."""
    sentences = ready.sentences
    edges: dict[int, list[int]] = {}
    last = (0, 0)

    def part_at(at: int) -> tuple[int, int]:
        nonlocal last
        if last[0] <= at < last[1]:
            return last
        index = max(0, bisect_right(sentences, (at, len(ready.text) + 1)) - 1)
        start, end = sentences[index]
        cuts = edges.get(index)
        if cuts is None:
            cuts = [start, *(c.end() for c in _PARTS.finditer(ready.folded, start, end)), end]
            edges[index] = cuts
        here = min(max(0, bisect_right(cuts, at) - 1), len(cuts) - 2)
        last = cuts[here], cuts[here + 1]
        return last

    return part_at


class _Draft(NamedTuple):
    number: Number
    counted: Counted | None
    unit: str
    rule: str
    confidence: float


class _Told(NamedTuple):
    """What a part of a sentence tells beside its numbers: when, by whom, whether as an estimate, where."""

    sentence: tuple[int, int]
    periods: list[Period]
    sayers: list[Sayer]
    vague: bool
    where: Where


def _told(ready: Prepared, start: int, end: int) -> _Told:
    periods = periods_in(ready.folded, start, end, year=ready.year)
    return _Told(
        (start, end), periods, *sayers_in(ready.folded, start, end), where(ready, (start, end))
    )


def _in_sentence(ready: Prepared, start: int, end: int, numbers: list[Number]) -> Iterator[Figure]:
    folded = ready.folded
    drafts: list[_Draft] = []
    for number in numbers:
        if (
            drafts
            and (said := drafts[-1].counted) is not None
            and said.start <= number.core < said.end
        ):
            continue  # "children between the ages of 5 and 17"
        draft = _draft(ready, start, end, number, drafts)
        if draft is not None and not (
            draft.rule == "counted"
            and draft.counted is not None
            and is_name(ready, number, draft.counted, start, end)
        ):
            drafts.append(draft)
    if not drafts:
        return
    floor = max(start, drafts[0].number.start - _FURTHEST)
    limit = min(end, drafts[-1].number.end + _FURTHEST)
    if is_web(folded[floor:limit]):
        return
    told = _told(ready, floor, limit)
    for at, draft in enumerate(drafts):
        if draft.rule != "share" and any(s.start <= draft.number.core < s.end for s in told.sayers):
            continue  # "two activists said" counts nobody
        before = drafts[at - 1].number.end if at else floor
        after = drafts[at + 1].number.start if at + 1 < len(drafts) else limit
        yield _figure(ready, draft, (before, after), told)


def _draft(
    ready: Prepared, start: int, end: int, number: Number, earlier: list[_Draft]
) -> _Draft | None:
    folded, text = ready.folded, ready.text
    native = (
        _CYRILLIC.search(folded, max(start, number.core - 25), min(end, number.end + 25))
        is not None
    )
    if native:
        kazakh = _KAZAKH.search(folded, start, min(end, start + 400)) is not None
    share = number.unit == "percent"
    money = bool(number.unit) and not share
    counted: Counted | None = None
    rule = "counted"
    if native:
        if share:
            counted = (
                cyrillic.before(folded, start, number.start) if kazakh else None
            ) or cyrillic.after(folded, number.end, end, kazakh=kazakh)
        elif not money:
            counted = cyrillic.after(folded, number.end, end, kazakh=kazakh)
        counted = counted or cyrillic.before(folded, start, number.start)
    elif money:
        counted = purpose_of(text, folded, number, start, end)
        rule = "money"
    else:
        counted = counting.after(
            text,
            folded,
            number.end,
            end,
            single=number.value == 1 and not share,
            share=share,
            ratio=number.form == "share",
        )
        unknown = counted is None or (counted.unit == "count" and not counted.known)
        if unknown and not (share and folded.startswith(" of", number.end)):
            said_of = counting.before(text, folded, start, number.start, share=share)
            # "a population of less than one million hosts …": the verb is no noun after all
            if said_of is not None and (
                counted is None or share or said_of.end == number.start - 4
            ):
                counted, rule = said_of, "said-of"
    if counted is None and not money:
        return _elliptic(text, folded, start, number, end, earlier)
    unit = number.unit or (counted.unit if counted is not None else "")
    if money:
        if counted is None and not in_prose(folded, number, start, end):
            return None
        return _Draft(number, counted, unit, rule, 0.9 if counted is not None else 0.8)
    assert counted is not None
    if share:
        return _Draft(
            number, counted, "percent", "share" if number.form == "share" else "percent", 0.9
        )
    if counted.unit in TIMES:
        if not is_time(folded, number, counted.end, start, end):
            return None
        return _Draft(number, counted, unit, "time", 0.75)
    if (
        number.value is not None
        and number.value % 1
        and number.value < 1000
        and counted.unit in {"people", "cases", "households", "count"}
    ):
        return None  # "sections 270.7 and 271.9": nobody counts in decimals
    if number.worded and not counted.known and number.start == number.core:
        return None
    if number.value == 1 and counted.unit not in {"people", "cases"}:
        return None
    if (
        number.value == 1
        and number.worded
        and rule == "counted"
        and (
            _agent(counted, folded)
            or _NOT_ONE.search(folded, max(start, number.start - 12), number.start)
            or folded.startswith(" of ", number.end)
        )
    ):
        return None
    return _Draft(number, counted, unit, rule, 0.9 if counted.known else 0.75)


def _agent(counted: Counted, folded: str) -> bool:
    """Whether "one official" speaks rather than is counted."""
    return counted.head in {
        "official", "officer", "expert", "observer", "leader", "activist", "report", "journalist", "advocate", "representative",
        "survey", "lawyer", "person", "man", "woman", "resident", "member", "minister", "spokesman", "act", "instance", "case-worker", "specialist", "parent",
    } and folded[counted.end : counted.end + 1] in {" ", ","}  # fmt: skip


def _elliptic(
    text: str,
    folded: str,
    start: int,
    number: Number,
    end: int,
    earlier: list[_Draft],
) -> _Draft | None:
    """A number whose noun was said before: "45 convictions, compared with 31 in 2014"."""
    if _ELLIPTIC.match(folded, number.end, end) is None:
        return None
    of_them = _OF_THEM.match(folded, number.end, end) or _OF_N.match(folded, start)
    if number.form == "share" and of_them is None:
        return None
    is_noun = _IS_NOUN.match(folded, number.end, end)
    if (is_noun is not None and not number.worded) or (of_them is not None and is_noun is not None):
        phrase = counting.after(text, folded, is_noun.end() - 1, end, single=False, share=False)
        if phrase is not None and phrase.known and phrase.unit == "people":
            return _Draft(number, phrase, number.unit or "people", "of-them", 0.7)
    before = next(
        (
            d
            for d in reversed(earlier)
            if d.unit in {"people", "cases", "households", "count"} and d.counted
        ),
        None,
    )
    if before is None or before.counted is None:
        return None
    if number.unit == "percent":
        aside = folded[number.start - 1 : number.start] == "("  # "122 (20 percent) were minors"
        if of_them is None and number.form != "share" and not aside:
            return None
        return _Draft(number, before.counted, "percent", "of-them", 0.75)
    if number.worded and of_them is None:
        return None
    if number.core - before.number.end > 220 or number.unit:
        return None
    return _Draft(number, before.counted, before.unit, "elliptic", 0.6)


def _figure(ready: Prepared, draft: _Draft, between: tuple[int, int], told: _Told) -> Figure:
    folded, text, sentence = ready.folded, ready.text, told.sentence
    number, counted = draft.number, draft.counted
    period = period_of(
        folded, number, between, told.periods, sentence[0], elliptic=draft.rule == "elliptic"
    )
    sayer = sayer_of(number, told.sayers)
    start, end = number.start, number.end
    unit, of = draft.unit, ""
    if counted is not None:
        of = " ".join(text[counted.start : counted.end].split())
        start, end = min(start, counted.start), max(end, counted.end)
        if unit == "count" and not counted.known and is_people(ready, counted):
            unit = "people"
    if period is not None and sentence[0] <= period.start and period.end <= sentence[1]:
        start, end = min(start, period.start), max(end, period.end)
    if sayer is not None:
        start, end = min(start, sayer.outer), max(end, sayer.stop)
    before = folded[max(sentence[0], number.start - 100) : number.start]
    negated = (before.endswith(_NOT) and _NEGATED.search(before) is not None) or (
        any(word in before for word in _DENIALS) and _DENIED.search(before) is not None
    )
    value, low, high = number.value, number.low, number.high
    start, end = _tidy(text, start, end)
    return Figure(
        value=value,
        low=low,
        high=high,
        unit=unit,
        of=of,
        place=place_of(number, told.where),
        period=period.edtf if period is not None else None,
        said_by=" ".join(text[sayer.start : sayer.end].split()) if sayer is not None else "",
        estimate=number.estimate
        or (sayer is not None and sayer.estimate)
        or (told.vague and _near_estimate(before)),
        negated=negated,
        start=start,
        end=end,
        rule=draft.rule,
        confidence=draft.confidence if _MEANT.search(before) is None else draft.confidence / 2,
    )


def _tidy(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return start, end


def _near_estimate(before: str) -> bool:
    return True if len(before) < 100 else "estimat" in before or "believed" in before


def _none(ready: Prepared, part_at: Callable[[int], tuple[int, int]]) -> Iterator[Figure]:
    """No convictions: nought, where the text says so of itself ("there were no convictions in 2014", "no
    official was prosecuted")."""
    at = ready.folded.find(" no ")
    while at >= 0:
        found = _NONE.search(ready.folded, max(0, at - 16), at + 90)
        at = ready.folded.find(" no ", at + 4)
        if found is None or found.start() > at - 1 > 0:
            continue
        start, end = part_at(found.start())
        group = 1 if found[1] else 2
        head = found[group].split(" of ")[0].split()[-1]
        unit, _ = counting.unit_of(head, head)
        number = Number(
            found.start(),
            found.start(),
            found.start(group),
            0.0,
            None,
            None,
            "",
            False,
            False,
            "number",
        )
        counted = Counted(found.start(group), found.end(group), head, unit, True)
        draft = _Draft(number, counted, unit, "none", 0.7)
        yield _figure(ready, draft, (start, end), _told(ready, start, end)._replace(vague=False))
