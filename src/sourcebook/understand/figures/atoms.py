"""Find each number written in a text by itself, in digits and in words, with its scale. Pure.

English, Russian, Kazakh; the words are in ``numbers.toml``. Lists of sources, notes in brackets and years
led by a preposition are passed over here already: most numbers in reports are these (of 25,000 in a
megabyte of the DOL's reports some 700 are figures).
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

import ahocorasick_rs

from sourcebook.understand.figures.sources import sources_in
from sourcebook.understand.prepared import Prepared

Form = Literal["number", "range", "bound", "many", "share"]


class Atom(NamedTuple):
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
_PLAIN_RUN = re.compile(r"[0-9][0-9]*")  # the same where there are no others, at half the cost
_GLUED = frozenset("._,:/@#&=+%'-\\")
_MONEY_LETTER = re.compile(r"\b(?:[rnkqpld]|rs|rm|le|rs\.)$")
# Notes in brackets: "(1; 2; 14-16)". In parentheses they are longer than this only in lists of sources.
_NOTES = re.compile(r"[(\[]\d{1,3}(?:[,;-] ?\d{1,3}){0,40}[)\]]")
_YEAR_LED = frozenset(
    """in since by during of from until till through between and to for as after before early late mid year fy over around about
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept
    oct nov dec в с за до от к по the""".split()  # noqa: SIM905
)
_TOKEN = re.compile(r"[ -]?(?:and )?([a-zа-яёәғқңөұүһі]+\.?)")
_SCALE = re.compile(r"[ -]?([a-zа-яёәғқңөұүһі]+)\b")
_SHARES = {
    "half": 50.0, "third": 100 / 3, "thirds": 100 / 3, "quarter": 25.0, "quarters": 25.0, "fifth": 20.0, "fifths": 20.0,
    "tenth": 10.0, "tenths": 10.0, "половина": 50.0, "половину": 50.0, "половины": 50.0, "треть": 100 / 3, "трети": 100 / 3,
    "четверть": 25.0, "четверти": 25.0, "жартысы": 50.0, "жартысының": 50.0, "ширегі": 25.0,
}  # fmt: skip
_ORDINAL = {
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_KK_ORDINAL = {"екінші": 2, "үшінші": 3, "төртінші": 4, "бесінші": 5, "оныншы": 10}
_EVERY_TIME = re.compile(
    r" (?:day|night|week|month|year|time|hour|sunday|monday|friday|saturday|күн|апта|ай|жыл)"
)
_RATIO = re.compile(
    r"\b(?:кажд(?:ый|ая|ое|ого|ой) (второй|вторая|трет\w{1,3}|четверт\w{2}|пят\w{2}|десят\w{2})|"
    r"(?:один|одна) из (\w+)|(екіден|үштен|төрттен|бестен|оннан) (?:бірі|екісі|үші))\b"
)
_RATIOS = {"втор": 2, "трет": 3, "четв": 4, "пят": 5, "деся": 10, "трёх": 3, "трех": 3, "чет": 4, "деят": 10, "екід": 2, "үште": 3, "төрт": 4, "бест": 5, "онна": 10}  # fmt: skip


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
    gate = sorted(
        {
            *value,
            *scale,
            *many,
            *_SHARES,
            "dozen",
            "кажд",
            "бірі",
            "екісі",
            "один из",
            "одна из",
            *(f"every {w}" for w in _ORDINAL),
            *_KK_ORDINAL,
        }
    )
    return _Words(
        value=value,
        scale=scale,
        many=many,
        kazakh=frozenset(w for forms in data["kk"].values() for w in forms.split()),
        gate=ahocorasick_rs.AhoCorasick(gate, matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST),
    )


def atoms_in(ready: Prepared) -> list[Atom]:
    """The numbers of a text by themselves, in order; where two begin together the longer comes first."""
    return sorted(
        [*_in_digits(ready), *_in_words(ready.folded)], key=lambda atom: (atom.start, -atom.end)
    )


def _in_digits(ready: Prepared) -> Iterator[Atom]:
    folded, text = ready.folded, ready.text
    if "(" in folded or "[" in folded:
        folded = _NOTES.sub(lambda m: " " * (m.end() - m.start()), folded)
    sources = iter([*sources_in(folded, text), (len(folded) + 1, len(folded) + 1)])
    begin, stop = next(sources)
    past = 0
    for run in (_PLAIN_RUN if folded.isascii() else _RUN).finditer(folded):
        start = run.start()
        if start < past:
            continue
        while start >= stop:
            begin, stop = next(sources)
        if start >= begin:
            continue
        last = folded[start - 1] if start else " "
        if (last in _GLUED or last.isalnum()) and _MONEY_LETTER.search(
            folded, max(0, start - 4), start
        ) is None:
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


def _digits(folded: str, text: str, found: re.Match[str]) -> Atom | None:
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
        return Atom(
            start, end, value * {"m": 1e6, "mln": 1e6, "bn": 1e9, "k": 1e3}[short], True, False
        )
    end, value, scaled = _scaled(folded, end, value)
    return Atom(start, end, value, scaled, False)


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


def _in_words(folded: str) -> Iterator[Atom]:
    words = _words()
    past = 0
    kazakh: bool | None = None
    for _, start, end in words.gate.find_matches_as_indexes(folded):
        if start < past or (start and (folded[start - 1].isalnum() or folded[start - 1] == "_")):
            continue
        word = folded[start:end]
        if end < len(folded) and folded[end].isalnum() and word != "кажд":
            continue
        if word in {"он", "бес"}:  # "he" and "demon" in Russian
            if kazakh is None:
                kazakh = bool(re.search("[әғқңөұүһі]", folded))
            if not kazakh:
                continue
        atom = _worded(folded, start, end, word, words)
        if atom is not None:
            past = atom.end
            yield atom


def _worded(folded: str, start: int, end: int, word: str, words: _Words) -> Atom | None:
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
            if (current % 100 == 0 and current and more < 100) or (current % 10 == 0 and current % 100 >= 20 and more < 10):  # fmt: skip
                current += more
            elif more == 100 and 2 <= current <= 9:  # екі жүз
                current *= 100
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
    shares = re.compile(r"[- ](thirds?|quarters?|fifths?|tenths?|трети|четверти)\b").match(
        folded, pos
    )
    if shares is not None and value < 10:
        return _share(folded, start, shares.end(), shares[1], times=value)
    return Atom(start, pos, value, value >= 100, value <= 12)


def _led(folded: str, start: int, end: int, word: str, words: _Words) -> Atom | None:
    """A scale word that something like "a", "half a" or "several" leads."""
    found = re.compile(
        r"\b(half an?|an?|one|several|a few|a couple of|несколько|бірнеше) $"
    ).search(folded, max(0, start - 14), start)
    unit = 12.0 if word == "dozen" else words.scale[word]
    if found is None:
        russian = word in {"тысяча", "тысячи", "тысяч", "миллион", "миллиона", "мың", "миллиард"}
        if word == "мыңнан" and folded.startswith((" астам", " аса", " артық"), end):
            return Atom(start, end, unit, True, False)  # "more than a thousand"
        if not russian:
            return None
        if word == "тысячи":
            return Atom(start, end, unit, True, False, "many")
        if word not in {"тысяча", "миллион", "миллиард", "мың"}:
            return None
        return Atom(start, end, unit, True, False)
    lead = found[1]
    if lead in {"several", "a few", "a couple of", "несколько", "бірнеше"}:
        end, unit, _ = _scaled(folded, end, unit)
        return Atom(found.start(), end, 2 * unit, True, False, "many")
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
    return Atom(found.start(), end, value, True, False)


def _many(folded: str, start: int, end: int, word: str, words: _Words) -> Atom | None:
    least = words.many[word]
    if word == "tens" and not folded.startswith(" of thousands", end) and not folded.startswith(" of millions", end):  # fmt: skip
        return None
    of = re.compile(
        r" (?:of )?(thousands?|millions?|тысяч\w{0,3}|миллион\w{0,3}|мың\w{0,3})\b"
    ).match(folded, end)
    if of is not None:
        least *= 1e6 if of[1].startswith(("million", "миллион")) else 1e3
        end = of.end()
    return Atom(start, end, least, True, False, "many")


def _share(folded: str, start: int, end: int, word: str, times: float = 1) -> Atom | None:
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
    if re.search(
        r"\b(?:first|second|latter|last|other|early|1st|2nd|первая|вторая|первой|второй) $", before
    ):
        return None
    if re.match(r"(?: -)?[ -](?:majority|centur|of (?:19|20)\d\d|of an? |of the (?:year|month|century|decade))", folded[end : end + 22]):  # fmt: skip
        return None
    return Atom(start, end, round(value, 2), True, False, "share")


def _every(folded: str, start: int, end: int, word: str) -> Atom | None:
    """Every fifth child: a fifth of them; every second day is none."""
    base = _KK_ORDINAL.get(word) or _ORDINAL[word.removeprefix("every ")]
    if word in _KK_ORDINAL:
        lead = re.search(r"\bәр(?:бір)? $", folded[max(0, start - 6) : start])
        if lead is None:
            return None
        start = max(0, start - 6) + lead.start()
    if _EVERY_TIME.match(folded, end) is not None:
        return None
    return Atom(start, end, round(100 / base, 2), True, False, "share")


def _ratio(found: re.Match[str]) -> Atom | None:
    word = found[1] or found[2] or found[3]
    base = next((n for head, n in _RATIOS.items() if word.startswith(head)), None)
    if base is None:
        return None
    return Atom(found.start(), found.end(), round(100 / base, 2), True, False, "share")


def atom_at(ready: Prepared, at: int) -> Atom | None:
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
