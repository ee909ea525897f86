"""Find the numbers written in a text, with their range, bounds and currency. Pure.

What a number counts is not asked here. Numbers joined as a range are one; "more than", "up to" and
"about" before or after one belong to it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sourcebook.understand.figures.atoms import Atom, Form, atom_at, atoms_in
from sourcebook.understand.figures.money import after as money_after
from sourcebook.understand.figures.money import before as money_before
from sourcebook.understand.prepared import Prepared


class Number(NamedTuple):
    """A number as written: ``start`` with its qualifiers, ``core`` without, ``end`` after its scale,
    percent sign and currency. ``unit`` is "percent", an ISO 4217 code or "". ``worded`` says that it is
    a small one in words ("two"), which as often points at something as it counts."""

    start: int
    core: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    unit: str
    estimate: bool
    worded: bool
    form: Form


_PERCENT = re.compile(
    r"[ -]?(?:%|percent\b(?!age)|per cent\b|pct\b|проц\w{0,8}|пайыз\w{0,8})(?!age)"
)
_KK_CASE = r"(?:-?(?:тен|тан|ден|дан|нен|нан|ге|ға|ке|қа|дей|дай|тей|тай|і|ы|сы|сі)\b)?"
_JOIN = re.compile(
    rf"{_KK_CASE}(?: ?- ?(?!\w*[a-zа-я])| ?- ?(?=\w)| (?:to|or|до|или|немесе) | (?=\d)| and | и )"
)
# How neither a percent sign nor another number's link begins: "40 children".
_ENDS = frozenset(f" {letter}" for letter in "bcdefghjklmnqrsuvwxyz")
_OF_EVERY = re.compile(r"(?: in| out of| of) (?:every )?(?=\d|[a-z])")
_CHANGED = re.compile(
    r"\b(?:f[ae]ll(?:en|s|ing)?|r[io]s(?:e|en|es|ing)|increas(?:ed?|es|ing)|decreas(?:ed?|es|ing)|declin(?:ed?|es|ing)|"
    r"dropp?(?:ed|s|ing)?|gr[eo]wn?(?:ing)?|reduc(?:ed?|ing)|rais(?:ed?|ing)|went|gone|climbed|jumped|expand(?:ed|ing)|"
    r"extend(?:ed|ing)|cut|down|up|changed|doubled|tripled|lower(?:ed|ing)|снизил\w*|вырос\w*|увелич\w*|сократил\w*)"
    r"\b(?:[^.;:]|\.(?=\d)){0,80}?\b(?:from|с|со) [$€£]?$"
)
_LOW = re.compile(
    r"(?:\bat (?:the very )?least|\bas (?:little|few) as|\bno (?:fewer|less) than|\bnot (?:fewer|less) than|(?<!\bno )(?<!\bnot )\bmore than|\bover|\babove|\bupwards? of|"
    r"\bin excess of|\bexceed(?:s|ed|ing)?|\b(?:a )?minimum of|\bgreater than|\bbeyond|\bне менее(?: чем)?|\bне меньше|\bболее(?: чем)?|\bбольше(?: чем)?|"
    r"\bсвыше|\bминимум|\bпо меньшей мере|\bпо крайней мере|\bкемінде|\bкем дегенде) ?$"
)
_HIGH = re.compile(
    r"(?:\bup to|\bas many as|\bas much as|\bas high as|\bfewer than|\bless than|\bunder|\bbelow|\bat (?:the )?most|\bno more than|"
    r"\bnot more than|\b(?:a )?maximum of|\bне более(?: чем)?|\bне больше|\bменее(?: чем)?|\bменьше|\bмаксимум|\bне свыше|(?<!от)(?<!с) ?\bдо|\bең көбі) ?$"
)
_ABOUT = re.compile(
    r"(?:\babout|\bapproximately|\bapprox\.?|\baround|\bsome|\broughly|\bnearly|\balmost|\bclose to|\b(?:an )?estimated|\bcirca|"
    r"\bca\.?|~|≈|\b(?:an )?approximate|\bperhaps|\bpossibly|\bprobably|\bnear|\bоколо|\bпримерно|\bприблизительно|\bпорядка|\bпочти|"
    r"\bориентировочно|\bшамамен|\bшамасы|\bжобамен) ?$"
)
_PLAIN = re.compile(
    r"(?:\bonly|\bjust|\bmerely|\b(?:a )?total of|\banother|\bwell|\bslightly|\ball|\bвсего|\bлишь|\bтолько|\bеще|\bещё|\bтек|\bбарлығы|\bнебәрі) ?$"
)
_LOW_AFTER = re.compile(
    rf"{_KK_CASE}(?: or more\b| and (?:more|above|over)\b| и более\b| и больше\b| с лишним\b| астам\b| көп\b| аса\b|\+| plus\b)"
)
_HIGH_AFTER = re.compile(rf"{_KK_CASE}(?: or (?:fewer|less)\b| и менее\b| дейін\b)")
_ABOUT_AFTER = re.compile(
    rf"(?:{_KK_CASE}(?: or so\b| жуық\b| таяу\b| шамалы\b| шақты\b)|-?(?:дей|дай|тей|тай)\b)"
)
# The last words of the phrases above; most numbers have none before them.
_LAST_WORDS = (
    (
        _LOW,
        "least as than over above of exceed exceeds exceeded exceeding beyond "
        "менее чем меньше более больше свыше минимум мере кемінде дегенде",
    ),
    (
        _HIGH,
        "to as than under below most of более чем больше менее меньше максимум свыше до көбі",
    ),
    (
        _ABOUT,
        "about approximately approx approx. around some roughly nearly almost to estimated circa ca ca. ~ ≈ approximate "
        "perhaps possibly probably near около примерно приблизительно порядка почти ориентировочно шамамен шамасы жобамен",
    ),
    (
        _PLAIN,
        "only just merely of another well slightly all всего лишь только еще ещё тек барлығы небәрі",
    ),
)
_QUALIFYING = {
    last: tuple(phrase for phrase, words in _LAST_WORDS if last in words.split())
    for _, several in _LAST_WORDS
    for last in several.split()
}
_LONGEST_PHRASE = 20  # characters
# With these as their last word they have two.
_SECOND = frozenset({"to", "of", "as"})
_PAIRS = (
    "up to", "close to", "upward of", "upwards of", "excess of", "minimum of", "maximum of", "total of",
    "little as", "few as", "many as", "much as", "high as",
)  # fmt: skip
_TAILS = frozenset("oapисгқкдтнйжкшуа ")
_CHANGES_TO = re.compile(r"\b(?:с|со) \d[\d ]{0,12}(?: [а-я]+)? до ?$")  # "выросло с 20 до 48"
_BETWEEN = re.compile(r"\b(?:between|from|от|с) $")
_ONE: frozenset[Form] = frozenset({"number", "share"})  # what may be one end only
_LEAD = 44  # characters: "an estimated minimum of well over "
_BASES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 200, 500, 1000})


def numbers_in(ready: Prepared) -> Iterator[Number]:
    """The numbers of a text, in order; none overlaps another."""
    past = 0
    for atom in atoms_in(ready):
        if atom.start >= past:
            number = _qualified(ready.folded, _number(ready, atom))
            past = number.end
            yield number


def _number(ready: Prepared, atom: Atom) -> Number:
    """A number with its other end, its percent sign and its currency."""
    folded, end = ready.folded, atom.end
    low: float | None = None
    high: float | None = None
    value: float | None = atom.value
    form: Form = atom.form
    unit, core = money_before(ready, atom.start)
    goes_on = form == "number" and folded[end : end + 2] not in _ENDS
    percent = _PERCENT.match(folded, end) if goes_on else None
    second = None
    if goes_on:
        joined = _JOIN.match(folded, percent.end() if percent is not None else end)
        second = _second(ready, joined, atom) if joined is not None else None
    if second is not None:
        low, high, value, form = _first(atom, second), second.value, None, "range"
        end = second.end
        percent = _PERCENT.match(folded, end) or percent
    elif goes_on and (base := _base(ready, atom)) is not None:
        value, end, form = round(100 * atom.value / base.value, 2), base.end, "share"
    elif form == "many":
        value, low = None, atom.value
    if percent is not None:
        unit, end = "percent", max(end, percent.end())
    elif form == "share":
        unit = "percent"
    else:
        name, past = money_after(ready, end)
        if name:
            unit, end = name, past
    return Number(core, core, end, value, low, high, unit, form == "many", atom.worded, form)


def _qualified(folded: str, number: Number) -> Number:
    """A number with the words before and after it that bound it or call it an estimate."""
    floor = max(0, number.core - _LEAD)
    window = folded[floor : number.core]
    start, end, form = number.start, number.end, number.form
    value, low, high, estimate = number.value, number.low, number.high, number.estimate
    while window:
        words = window.rstrip()
        last = words.rpartition(" ")[2].lstrip("(")
        if last in _SECOND and not words.endswith(_PAIRS):
            break
        hopeful = _QUALIFYING.get("~" if window[-1] in "~≈" else last, ())
        for pattern in hopeful:
            found = pattern.search(window, max(0, len(window) - _LONGEST_PHRASE))
            if found is not None and not (pattern is _HIGH and _CHANGES_TO.search(window)):
                break
        else:
            break
        if pattern is _ABOUT:
            estimate = True
        elif form in _ONE and pattern is _LOW:
            value, low, form = None, value, "bound"  # "more than 300"
        elif form in _ONE and pattern is _HIGH:
            value, high, form = None, value, "bound"
        window = window[: found.start()]
        start = floor + found.start()
    if folded[end : end + 1] in {" ", "+", "-"} and folded[end + 1 : end + 2] in _TAILS:
        if (tail := _LOW_AFTER.match(folded, end)) is not None:
            if form in _ONE:
                value, low, form = None, value, "bound"
            end = tail.end()
        elif (tail := _ABOUT_AFTER.match(folded, end)) is not None:
            estimate, end = True, tail.end()
        elif (tail := _HIGH_AFTER.match(folded, end)) is not None:
            if form in _ONE:
                value, high, form = None, value, "bound"
            end = tail.end()
    if form == "range" and _BETWEEN.search(folded[max(0, start - 8) : start]) is not None:
        start = folded.rfind(" ", 0, start - 1) + 1
    if (
        start == number.start
        and end == number.end
        and form == number.form
        and estimate == number.estimate
    ):
        return number
    return Number(
        start, number.core, end, value, low, high, number.unit, estimate, number.worded, form
    )


def _second(ready: Prepared, joined: re.Match[str], first: Atom) -> Atom | None:
    """The other end of a range, where what follows is one."""
    folded = ready.folded
    by = joined.group().strip()
    before = folded[max(0, first.start - 110) : first.start]
    if by in {"and", "и"} and not re.search(
        r"\b(?:between|между) (?:[a-z]{1,14} ){0,2}[$€£]?$", before
    ):
        return None
    if (
        by in {"", "-"}
        and "-" not in joined.group()
        and not re.search(r"(?:тен|тан|ден|дан|нен|нан)", joined.group())
    ):
        return None
    if by == "до" and not re.search(r"\b(?:от|с) (?:\w+ )?$", before):
        return None
    if by in {"to", "до"} and _CHANGED.search(before) is not None:
        return None
    at = joined.end()
    mark = re.compile(r"(?:us ?)?[$€£¥₸₽]|[a-z]{3} (?=\d)").match(folded, at)
    at = mark.end() if mark is not None else at
    second = atom_at(ready, at)
    if second is None or (_yearly(folded, first) and not _yearly(folded, second)):
        return None
    if second.value <= first.value and _first(first, second) >= second.value:
        return None
    if by in {"or", "или", "немесе"} and second.value > max(20, 2 * first.value):
        return None
    return second


def _yearly(folded: str, atom: Atom) -> bool:
    return (
        atom.end - atom.start == 4
        and 1500 <= atom.value <= 2100
        and folded[atom.start : atom.end].isdigit()
    )


def _first(first: Atom, second: Atom) -> float:
    """The lower end, in the second's scale where only that one has it: 8 to 10 million."""
    if second.scaled and not first.scaled and first.value < 1000:
        for scale in (1e9, 1e6, 1e5, 1e3, 1e2):
            if (
                second.value >= scale
                and second.value % (scale / 1000) == 0
                and first.value * scale <= second.value * 1.0001
            ):
                return first.value * scale
    return first.value


def _base(ready: Prepared, atom: Atom) -> Atom | None:
    """The second number of "one in five"."""
    found = _OF_EVERY.match(ready.folded, atom.end)
    if found is None:
        return None
    if found.group().startswith(" of") and "every" not in found.group():
        return None
    base = atom_at(ready, found.end())
    if base is None or base.value not in _BASES or base.value <= atom.value:
        return None
    return base if re.match(r" [a-z]", ready.folded[base.end : base.end + 2]) else None
