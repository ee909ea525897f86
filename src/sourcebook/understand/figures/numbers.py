"""Find the numbers written in a text, in digits and in words, with their scale, range and bounds. Pure.

What a number counts is not asked here. Numbers joined as a range are one; "more than", "up to" and
"about" before or after one belong to it.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

import ahocorasick_rs

from sourcebook.understand.figures.money import after as money_after
from sourcebook.understand.figures.money import before as money_before
from sourcebook.understand.figures.sources import sources_in
from sourcebook.understand.prepared import Prepared

Form = Literal["number", "range", "bound", "many", "share"]


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


class _Atom(NamedTuple):
    start: int
    end: int
    value: float
    scaled: bool
    worded: bool
    form: Form = "number"


# A four-digit year that no word follows is left out here already: most numbers in reports are years,
# notes and articles of laws (of 25,000 in a megabyte of the DOL's reports some 700 are figures).
_DIGITS = re.compile(
    r"(?!(?:1[6-9]|20)\d\d(?!\d|[.,]\d)(?! ?[a-zа-яёәғқңөұүһі%$€]))"
    r"(?:(\d{1,3}(?:(?:,\d{2,3}){0,4},\d{3}|(?: \d{3}){1,4}|(?:'\d{3}){1,4})(?:\.\d+)?)(?!\d)|(\d{1,12}(?:[.,]\d{1,6}){0,3}))"
    r"(m|bn|k|mln)?(?![\w/@#&=_]|:\d|[.,]\d|-\d{1,9}-)"
)
_RUN = re.compile(r"\d+")
_GLUED = frozenset("._,:/@#&=+%'-\\")
_MONEY_LETTER = re.compile(r"\b(?:[rnkqpld]|rs|rm|le|rs\.)$")
# Notes in brackets: "(1; 2; 14-16)". In parentheses they are longer than this only in lists of sources.
_NOTES = re.compile(r"[(\[]\d{1,3}(?:[,;-] ?\d{1,3}){0,40}[)\]]")
_YEAR_LED = frozenset(
    """in since by during of from until till through between and to for as after before early late mid year fy over around about
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept
    oct nov dec в с за до от к по the""".split()  # noqa: SIM905
)
_PERCENT = re.compile(r"[ -]?(?:%|percent\b(?!age)|per cent\b|pct\b|проц\w{0,8}|пайыз\w{0,8})(?!age)")
_KK_CASE = r"(?:-?(?:тен|тан|ден|дан|нен|нан|ге|ға|ке|қа|дей|дай|тей|тай|і|ы|сы|сі)\b)?"
_JOIN = re.compile(rf"{_KK_CASE}(?: ?- ?(?!\w*[a-zа-я])| ?- ?(?=\w)| (?:to|or|до|или|немесе) | (?=\d)| and | и )")
_TOKEN = re.compile(r"[ -]?(?:and )?([a-zа-яёәғқңөұүһі]+\.?)")
_SCALE = re.compile(r"[ -]?([a-zа-яёәғқңөұүһі]+)\b")
_OF_EVERY = re.compile(r"(?: in| out of| of) (?:every )?(?=\d|[a-z])")
_CHANGED = re.compile(
    r"\b(?:f[ae]ll(?:en|s|ing)?|r[io]s(?:e|en|es|ing)|increas(?:ed?|es|ing)|decreas(?:ed?|es|ing)|declin(?:ed?|es|ing)|"
    r"dropp?(?:ed|s|ing)?|gr[eo]wn?(?:ing)?|reduc(?:ed?|ing)|rais(?:ed?|ing)|went|gone|climbed|jumped|expand(?:ed|ing)|"
    r"extend(?:ed|ing)|cut|down|up|changed|doubled|tripled|lower(?:ed|ing)|снизил\w*|вырос\w*|увелич\w*|сократил\w*)"
    r"\b(?:[^.;:]|\.(?=\d)){0,80}?\b(?:from|с|со) [$€£]?$"
)
_LOW = re.compile(
    r"(?:\bat (?:the very )?least|\bno (?:fewer|less) than|\bnot (?:fewer|less) than|(?<!\bno )(?<!\bnot )\bmore than|\bover|\babove|\bupwards? of|"
    r"\bin excess of|\bexceed(?:s|ed|ing)?|\b(?:a )?minimum of|\bgreater than|\bbeyond|\bне менее(?: чем)?|\bне меньше|\bболее(?: чем)?|\bбольше(?: чем)?|"
    r"\bсвыше|\bминимум|\bпо меньшей мере|\bпо крайней мере|\bкемінде|\bкем дегенде) ?$"
)
_HIGH = re.compile(
    r"(?:\bup to|\bas many as|\bas much as|\bas high as|\bas few as|\bfewer than|\bless than|\bunder|\bbelow|\bat (?:the )?most|\bno more than|"
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
_ABOUT_AFTER = re.compile(rf"(?:{_KK_CASE}(?: or so\b| жуық\b| таяу\b| шамалы\b| шақты\b)|-?(?:дей|дай|тей|тай)\b)")
# The last words of the phrases above, and the first letters of those below: most numbers have none.
_QUALIFYING = frozenset(
    """least than over above of exceed exceeds exceeded exceeding beyond as under below most about approximately approx approx.
    around some roughly nearly almost to estimated circa ca ca. approximate perhaps possibly probably near only just merely
    another well slightly all менее чем меньше более больше свыше минимум мере кемінде дегенде максимум до көбі около примерно
    приблизительно порядка почти ориентировочно шамамен шамасы жобамен всего лишь только еще ещё тек барлығы небәрі""".split()  # noqa: SIM905
)
_TAILS = frozenset("oapисгқкдтнйжкшуа ")
_LEAD = 44  # characters: "an estimated minimum of well over "
_SHARES = {
    "half": 50.0, "third": 100 / 3, "thirds": 100 / 3, "quarter": 25.0, "quarters": 25.0, "fifth": 20.0, "fifths": 20.0,
    "tenth": 10.0, "tenths": 10.0, "половина": 50.0, "половину": 50.0, "половины": 50.0, "треть": 100 / 3, "трети": 100 / 3,
    "четверть": 25.0, "четверти": 25.0, "жартысы": 50.0, "жартысының": 50.0, "ширегі": 25.0,
}  # fmt: skip
_ORDINAL = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_KK_ORDINAL = {"екінші": 2, "үшінші": 3, "төртінші": 4, "бесінші": 5, "оныншы": 10}
_EVERY_TIME = re.compile(r" (?:day|night|week|month|year|time|hour|sunday|monday|friday|saturday|күн|апта|ай|жыл)")
_RATIO = re.compile(
    r"\b(?:кажд(?:ый|ая|ое|ого|ой) (второй|вторая|трет\w{1,3}|четверт\w{2}|пят\w{2}|десят\w{2})|"
    r"(?:один|одна) из (\w+)|(екіден|үштен|төрттен|бестен|оннан) (?:бірі|екісі|үші))\b"
)
_RATIOS = {"втор": 2, "трет": 3, "четв": 4, "пят": 5, "деся": 10, "трёх": 3, "трех": 3, "чет": 4, "деят": 10, "екід": 2, "үште": 3, "төрт": 4, "бест": 5, "онна": 10}  # fmt: skip
_BASES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 200, 500, 1000})


class _Words(NamedTuple):
    value: dict[str, float]
    scale: dict[str, float]
    many: dict[str, float]
    kazakh: frozenset[str]
    gate: ahocorasick_rs.AhoCorasick


@cache
def _words() -> _Words:
    data = tomllib.loads(
        files("sourcebook.understand.figures").joinpath("numbers.toml").read_text("utf-8")
    )
    value = {w: float(n) for n, w in enumerate(data["en"]["ones"].split(), start=1)}
    value |= {w: 10.0 * n for n, w in enumerate(data["en"]["tens"].split(), start=2)}
    value["zero"] = 0.0
    for language in ("ru", "kk"):
        value |= {w: float(n) for n, forms in data[language].items() for w in forms.split()}
    scale = {w: float(n) for n, forms in data["scale"].items() for w in forms.split()}
    many = {w: float(n) for n, forms in data["many"].items() for w in forms.split()}
    gate = sorted({*value, *scale, *many, *_SHARES, "dozen", "кажд", "бірі", "екісі", "один из", "одна из", *(f"every {w}" for w in _ORDINAL), *_KK_ORDINAL})
    return _Words(
        value=value,
        scale=scale,
        many=many,
        kazakh=frozenset(w for forms in data["kk"].values() for w in forms.split()),
        gate=ahocorasick_rs.AhoCorasick(
            gate, matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST
        ),
    )


def numbers_in(ready: Prepared) -> Iterator[Number]:
    """The numbers of a text, in order; none overlaps another."""
    folded = ready.folded
    atoms = sorted([*_in_digits(ready), *_in_words(folded)], key=lambda a: (a.start, -a.end))
    at = past = 0
    while at < len(atoms):
        atom = atoms[at]
        at += 1
        if atom.start < past:
            continue
        number = _number(ready, atom)
        if number is not None:
            past = number.end
            yield number


def _in_digits(ready: Prepared) -> Iterator[_Atom]:
    folded, text = ready.folded, ready.text
    if "(" in folded or "[" in folded:
        folded = _NOTES.sub(lambda m: " " * (m.end() - m.start()), folded)
    sources = iter([*sources_in(folded), (len(folded) + 1, len(folded) + 1)])
    begin, stop = next(sources)
    past = 0
    for run in _RUN.finditer(folded):
        start = run.start()
        if start < past:
            continue
        while start >= stop:
            begin, stop = next(sources)
        if start >= begin:
            continue
        last = folded[start - 1] if start else " "
        if (last in _GLUED or last.isalnum()) and _MONEY_LETTER.search(folded, max(0, start - 4), start) is None:
            continue
        found = _DIGITS.match(folded, start)
        if found is None:
            continue
        if run.end() - start == 4 and found.end() == run.end() and "1500" <= run.group() <= "2100":
            before = folded[max(0, start - 12) : start].split()
            if before and before[-1].strip("(,.") in _YEAR_LED:
                continue
        atom = _digits(folded, text, found)
        if atom is not None:
            past = atom.end
            yield atom


def _digits(folded: str, text: str, found: re.Match[str]) -> _Atom | None:
    start, end = found.span()
    if (grouped := found[1]) is not None:
        if " " in grouped and "\n" in text[start:end]:
            return None
        written = grouped.replace(",", "").replace(" ", "").replace("'", "")
    else:
        written = found[2]
        if "." in written or "," in written:
            written = _decimal(folded, written, end)
            if not written:
                return None
    value = float(written)
    if (short := found[3]) is not None:
        return _Atom(start, end, value * {"m": 1e6, "mln": 1e6, "bn": 1e9, "k": 1e3}[short], True, False)
    end, value, scaled = _scaled(folded, end, value)
    return _Atom(start, end, value, scaled, False)


def _decimal(folded: str, written: str, end: int) -> str:
    """``written`` with a point, "" where it is a numbering (3.2.1) or a list (1,2)."""
    whole, *rest = re.split(r"[.,]", written)
    if len({c for c in written if c in ".,"}) > 1:
        return ""
    if all(len(r) == 3 for r in rest) and len(whole) < 4 and whole != "0":
        follows = _SCALE.match(folded, end)
        if len(rest) == 1 and follows is not None and follows[1] in _words().scale:
            return f"{whole}.{rest[0]}"
        return whole + "".join(rest)
    if len(rest) > 1:
        return ""
    if "," in written:  # a decimal comma: "1,5 млн", "2,5%"; else 14,27 are notes
        after = folded[end : end + 14]
        follows = _SCALE.match(after)
        scaled = follows is not None and follows[1] in _words().scale
        if len(rest[0]) > 2 or not (scaled or re.match(r" ?(?:%|[а-яә])", after)):
            return ""
    return f"{whole}.{rest[0]}"


def _scaled(folded: str, end: int, value: float) -> tuple[int, float, bool]:
    scaled = False
    scale = _words().scale
    while (found := _SCALE.match(folded, end)) is not None and found[1] in scale:
        value *= scale[found[1]]
        end = found.end()
        if found[1] in {"тыс", "млн", "млрд", "mln", "bln"} and folded[end : end + 1] == ".":
            end += 1
        scaled = True
    if scaled and (half := re.compile(r" and a half\b").match(folded, end)) is not None:
        return half.end(), value * 1.5, True
    return end, value, scaled


def _in_words(folded: str) -> Iterator[_Atom]:
    words = _words()
    past = 0
    kazakh: bool | None = None
    for _, start, end in words.gate.find_matches_as_indexes(folded):
        if start < past or (start and (folded[start - 1].isalnum() or folded[start - 1] == "_")):
            continue
        word = folded[start:end]
        if end < len(folded) and folded[end].isalnum() and word != "кажд":
            continue
        if word == "он" or word == "бес":  # "he" and "demon" in Russian
            if kazakh is None:
                kazakh = bool(re.search("[әғқңөұүһі]", folded))
            if not kazakh:
                continue
        atom = _worded(folded, start, end, word, words)
        if atom is not None:
            past = atom.end
            yield atom


def _worded(folded: str, start: int, end: int, word: str, words: _Words) -> _Atom | None:
    if word in _SHARES:
        return _share(folded, start, end, word)
    if word in _KK_ORDINAL or word.startswith("every "):
        return _every(folded, start, end, word)
    if word in {"кажд", "бірі", "екісі", "один из", "одна из"}:
        found = _RATIO.search(folded, max(0, start - 12), end + 20)
        return _ratio(found) if found is not None and found.end() >= end else None
    if word in words.many:
        return _many(folded, start, end, word, words)
    if word in words.scale or word == "dozen":
        return _led(folded, start, end, word, words)
    value = current = words.value[word]
    total = 0.0
    pos = end
    while (found := _TOKEN.match(folded, pos)) is not None:
        step = found[1]
        plain = step if step in words.value or step in words.scale else step.rstrip(".")
        if plain in words.value and folded[pos : pos + 1] in " -":
            more = words.value[plain]
            if current % 100 == 0 and current and more < 100 or (current % 10 == 0 and current % 100 >= 20 and more < 10):  # fmt: skip
                current += more
            elif current == 0 and total:
                current = more
            else:
                break
        elif plain in words.scale and words.scale[plain] >= 100:
            if words.scale[plain] == 100:
                current *= 100
            else:
                total += (current or 1) * words.scale[plain]
                current = 0
        elif plain == "dozen":
            current *= 12
        else:
            break
        pos = found.end() if plain != step.rstrip(".") or step == plain else found.end() - 1
    value = total + current
    shares = re.compile(r"[- ](thirds?|quarters?|fifths?|tenths?|трети|четверти)\b").match(folded, pos)
    if shares is not None and value < 10:
        return _share(folded, start, shares.end(), shares[1], times=value)
    return _Atom(start, pos, value, value >= 100, value <= 12)


def _led(folded: str, start: int, end: int, word: str, words: _Words) -> _Atom | None:
    """A scale word that something like "a", "half a" or "several" leads."""
    found = re.compile(r"\b(half an?|an?|one|several|a few|a couple of|несколько|бірнеше) $").search(
        folded, max(0, start - 14), start
    )
    unit = 12.0 if word == "dozen" else words.scale[word]
    if found is None:
        russian = word in {"тысяча", "тысячи", "тысяч", "миллион", "миллиона", "мың", "миллиард"}
        if not russian:
            return None
        if word == "тысячи":
            return _Atom(start, end, unit, True, False, "many")
        if word not in {"тысяча", "миллион", "миллиард", "мың"}:
            return None
        return _Atom(start, end, unit, True, False)
    lead = found[1]
    if lead in {"several", "a few", "a couple of", "несколько", "бірнеше"}:
        end, unit, _ = _scaled(folded, end, unit)
        return _Atom(found.start(), end, 2 * unit, True, False, "many")
    value = unit / 2 if lead.startswith("half") else unit
    if word == "dozen" and lead.startswith("half"):
        value = 6
    end, value, _ = _scaled(folded, end, value)
    half = re.compile(r" and a half\b").match(folded, end)
    if half is not None:
        end, value = half.end(), value * 1.5
    rest = re.compile(r" (?:and )?([a-z]+)(?:[ -]([a-z]+))?").match(folded, end)
    if unit == 100 and rest is not None and (one := words.value.get(rest[1])) is not None:
        two = words.value.get(rest[2] or "", 0.0) if one >= 20 else 0.0
        end = rest.end(2) if two else rest.end(1)
        value += one + two
        end, value, _ = _scaled(folded, end, value)
    return _Atom(found.start(), end, value, True, False)


def _many(folded: str, start: int, end: int, word: str, words: _Words) -> _Atom | None:
    least = words.many[word]
    if word == "tens" and not folded.startswith(" of thousands", end) and not folded.startswith(" of millions", end):  # fmt: skip
        return None
    of = re.compile(r" (?:of )?(thousands?|millions?|тысяч\w{0,3}|миллион\w{0,3}|мың\w{0,3})\b").match(
        folded, end
    )
    if of is not None:
        least *= 1e6 if of[1].startswith(("million", "миллион")) else 1e3
        end = of.end()
    return _Atom(start, end, least, True, False, "many")


def _share(folded: str, start: int, end: int, word: str, times: float = 1) -> _Atom | None:
    """Half, a third of: of something that is named, never the third of May or the first half of a year."""
    value = _SHARES[word] * times
    before = folded[max(0, start - 14) : start]
    if times == 1 and word.isascii():
        if word == "half":
            if not re.match(r" of\b| the\b| a million| all\b", folded[end : end + 11]):
                return None
        else:
            lead = re.search(r"\b(?:a|one)[ -]$", before)
            if lead is None or (before[lead.start()] == "a" and not folded.startswith(" of ", end)):
                return None  # "a third consecutive year"
            start -= len(before) - lead.start()
    if word == "half" and folded.startswith(" a million", end):
        return None
    if re.search(r"\b(?:first|second|latter|last|other|early|1st|2nd|первая|вторая|первой|второй) $", before):
        return None
    if re.match(r"(?: -)?[ -](?:majority|centur|of (?:19|20)\d\d|of an? |of the (?:year|month|century|decade))", folded[end : end + 22]):  # fmt: skip
        return None
    return _Atom(start, end, round(value, 2), True, False, "share")


def _every(folded: str, start: int, end: int, word: str) -> _Atom | None:
    """Every fifth child: a fifth of them; every second day is none."""
    base = _KK_ORDINAL.get(word) or _ORDINAL[word.removeprefix("every ")]
    if word in _KK_ORDINAL:
        lead = re.search(r"\bәр(?:бір)? $", folded[max(0, start - 6) : start])
        if lead is None:
            return None
        start = max(0, start - 6) + lead.start()
    if _EVERY_TIME.match(folded, end) is not None:
        return None
    return _Atom(start, end, round(100 / base, 2), True, False, "share")


def _ratio(found: re.Match[str]) -> _Atom | None:
    word = found[1] or found[2] or found[3]
    base = next((n for head, n in _RATIOS.items() if word.startswith(head)), None)
    if base is None:
        return None
    return _Atom(found.start(), found.end(), round(100 / base, 2), True, False, "share")


def _number(ready: Prepared, atom: _Atom) -> Number | None:
    folded = ready.folded
    start, end = atom.start, atom.end
    low: float | None = None
    high: float | None = None
    value: float | None = atom.value
    form: Form = atom.form
    mark, core = money_before(ready, start)
    percent = _PERCENT.match(folded, end) if form == "number" else None
    second = None
    if form == "number":
        joined = _JOIN.match(folded, percent.end() if percent is not None else end)
        second = _second(ready, joined, atom) if joined is not None else None
    if second is not None:
        low, high, value, form = _first(atom, second), second.value, None, "range"
        end = second.end
        percent = _PERCENT.match(folded, end) or percent
    elif form == "number" and (base := _base(ready, atom)) is not None:
        value, end, form = round(100 * atom.value / base.value, 2), base.end, "share"
    unit = mark
    if percent is not None:
        unit, end = "percent", max(end, percent.end())
    elif form == "share":
        unit = "percent"
    else:
        name, past = money_after(ready, end)
        if name:
            unit, end = name, past
    estimate = form == "many"
    if form == "many":
        value, low = None, atom.value
    start = core
    window = folded[max(0, core - _LEAD) : core]
    while window and (window[-1] in "~≈" or window.rstrip().rpartition(" ")[2].lstrip("(") in _QUALIFYING):
        if (found := _LOW.search(window)) is not None:
            if form in {"number", "share"}:
                low, value, form = value, None, "bound"
        elif (found := _HIGH.search(window)) is not None:
            if form in {"number", "share"}:
                high, value, form = value, None, "bound"
        elif (found := _ABOUT.search(window)) is not None:
            estimate = True
        elif (found := _PLAIN.search(window)) is None:
            break
        window = window[: found.start()]
        start = max(0, core - _LEAD) + found.start()
    if folded[end : end + 1] not in {" ", "+", "-"} or folded[end + 1 : end + 2] not in _TAILS:
        pass
    elif (tail := _LOW_AFTER.match(folded, end)) is not None:
        if form == "number":
            low, value, form = value, None, "bound"
        end = tail.end()
    elif (tail := _ABOUT_AFTER.match(folded, end)) is not None:
        estimate, end = True, tail.end()
    elif (tail := _HIGH_AFTER.match(folded, end)) is not None:
        if form == "number":
            high, value, form = value, None, "bound"
        end = tail.end()
    if form == "range" and re.search(r"\b(?:between|from|от|с) $", folded[max(0, start - 8) : start]):
        start = folded.rfind(" ", 0, start - 1) + 1
    return Number(start, core, end, value, low, high, unit, estimate, atom.worded, form)


def _second(ready: Prepared, joined: re.Match[str], first: _Atom) -> _Atom | None:
    """The other end of a range, where what follows is one."""
    folded = ready.folded
    by = joined.group().strip()
    before = folded[max(0, first.start - 110) : first.start]
    if by in {"and", "и"} and not re.search(r"\b(?:between|между) (?:[a-z]{1,14} ){0,2}[$€£]?$", before):
        return None
    if by in {"", "-"} and "-" not in joined.group() and not re.search(r"(?:тен|тан|ден|дан|нен|нан)", joined.group()):
        return None
    if by == "до" and not re.search(r"\b(?:от|с) (?:\w+ )?$", before):
        return None
    if by == "to" and _CHANGED.search(before) is not None:
        return None
    at = joined.end()
    mark = re.compile(r"(?:us ?)?[$€£¥₸₽]|[a-z]{3} (?=\d)").match(folded, at)
    at = mark.end() if mark is not None else at
    second = _atom_at(ready, at)
    if second is None or (_yearly(folded, first) and not _yearly(folded, second)):
        return None
    if second.value <= first.value and _first(first, second) >= second.value:
        return None
    if by in {"or", "или", "немесе"} and second.value > max(20, 2 * first.value):
        return None
    return second


def _yearly(folded: str, atom: _Atom) -> bool:
    return atom.end - atom.start == 4 and 1500 <= atom.value <= 2100 and folded[atom.start : atom.end].isdigit()


def _atom_at(ready: Prepared, at: int) -> _Atom | None:
    folded = ready.folded
    found = _RANGED.match(folded, at)
    if found is not None:
        plain = _DIGITS.match(" " + found.group() + folded[found.end() : found.end() + 24], 1)
        if plain is None:
            return None
        atom = _digits(" " + folded[at : at + 60], " " + ready.text[at : at + 60], plain)
        return atom._replace(start=at, end=at + atom.end - 1) if atom is not None else None
    words = _words()
    token = _SCALE.match(folded, at)
    if token is None or token[1] not in words.value or token.start(1) != at:
        return None
    return _worded(folded, at, token.end(), token[1], words)


_RANGED = re.compile(r"\d[\d,.' ]{0,20}")


def _first(first: _Atom, second: _Atom) -> float:
    """The lower end, in the second's scale where only that one has it: 8 to 10 million."""
    if second.scaled and not first.scaled and first.value < 1000:
        for scale in (1e9, 1e6, 1e5, 1e3, 1e2):
            if second.value >= scale and second.value % (scale / 1000) == 0 and first.value * scale <= second.value * 1.0001:
                return first.value * scale
    return first.value


def _base(ready: Prepared, atom: _Atom) -> _Atom | None:
    """The second number of "one in five"."""
    found = _OF_EVERY.match(ready.folded, atom.end)
    if found is None:
        return None
    if found.group().startswith(" of") and "every" not in found.group():
        return None
    base = _atom_at(ready, found.end())
    if base is None or base.value not in _BASES or base.value <= atom.value:
        return None
    return base if re.match(r" [a-z]", ready.folded[base.end : base.end + 2]) else None
