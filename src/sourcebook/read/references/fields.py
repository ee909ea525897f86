"""Tell the fields of a written reference apart: who, what, when, in what, published by whom.

A linear-chain conditional random field over its words; ``fields.tsv`` holds the table that
``scripts/train_references.py`` trained (decision 0021). What a word looks like counts for more than
which word it is: the table knows no rare words.
"""

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from msgspec import Struct

LABELS = (
    "author", "title", "date", "container", "publisher", "location", "volume", "pages", "editor",
    "edition", "number", "url", "note",
)  # fmt: skip
_TOKEN = re.compile(r"\S+")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_MONTH = re.compile(
    r"^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|janv|févr|mars|avril|mai|juin|juil|août|"
    r"mär|okt|dez|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)",
    re.I,
)
_INITIAL = re.compile(r"^\W*(?:[A-ZÀ-ÞА-ЯЁ]\.?-?){1,3}\W*$")
_URL = re.compile(r"https?:|www\.|://|\.(?:com|org|net|html?|pdf|gov|edu)\b|^doi|^10\.\d{4}", re.I)
_TESTS: tuple[tuple[str, Callable[[str, str], object]], ...] = (
    ("month", lambda _, bare: _MONTH.match(bare)),
    ("initial", lambda word, _: _INITIAL.match(word)),
    ("url", lambda word, _: _URL.search(word)),
    ("capital", lambda word, _: word[:1].isupper()),
)
_OPEN = '“"«„‘'
_CLOSE = '”"»“’'


class Table(Struct):
    """Weights: of each mark for each label, and of each label after another."""

    states: dict[str, list[tuple[int, float]]]
    steps: list[list[float]]


@cache
def table() -> Table:
    """The trained table."""
    states: dict[str, list[tuple[int, float]]] = {}
    steps = [[0.0] * len(LABELS) for _ in LABELS]
    place = {label: number for number, label in enumerate(LABELS)}
    text = files("sourcebook.read.references").joinpath("fields.tsv").read_text("utf-8")
    for line in text.split("\n"):
        if not line or line.startswith("# "):
            continue
        parts = line.split("\t")
        if parts[0] == "->":
            steps[place[parts[1]]][place[parts[2]]] = float(parts[3])
        else:
            pairs = zip(parts[1::2], parts[2::2], strict=True)
            states[parts[0]] = [(place[label], float(weight)) for label, weight in pairs]
    return Table(states=states, steps=steps)


def shape(word: str) -> str:
    """What a word looks like: ``Xx``, ``X.``, ``dddd``, ``x-x`` …, runs cut to two."""
    made: list[str] = []
    for letter in word[:24]:
        kind = (
            "X"
            if letter.isupper()
            else "x"
            if letter.isalpha()
            else "d"
            if letter.isdigit()
            else letter
        )
        if len(made) < 2 or made[-1] != kind or made[-2] != kind or kind == "d":
            made.append(kind)
    return "".join(made[:8])


def _own(words: list[str]) -> list[list[str]]:
    """What each word says by itself, and which brackets and quotes it stands in."""
    made: list[list[str]] = []
    quoted = False
    depth = 0
    for word in words:
        bare = word.strip(".,;:()[]“”\"'«»‘’–—-").lower()
        marks = ["s:" + shape(word), "w:" + bare, "e:" + word[-1], "b:" + word[0]]
        if len(bare) > 4:
            marks.append("x:" + bare[-3:])
        opens = word[0] in _OPEN or (len(word) > 1 and word[0] in "([" and word[1] in _OPEN)
        closes = any(sign in word[1:] for sign in _CLOSE)
        if opens and not quoted:
            quoted = True
            marks.append("q:begins")
        if quoted:
            marks.append("q:in")
        depth += word.count("(") + word.count("[")
        if depth > 0:
            marks.append("p:in")
        depth = max(0, depth - word.count(")") - word.count("]"))
        if quoted and closes:
            quoted = False
            marks.append("q:ends")
        if _YEAR.search(word) and len(bare) < 12:
            marks.append("year")
        if bare.isdigit():
            marks.append(f"digits{len(bare)}")
        if word.isupper() and len(bare) > 2:
            marks.append("capitals")
        marks += [name for name, test in _TESTS if test(word, bare)]
        made.append(marks)
    return made


def marks_of(words: list[str]) -> list[list[str]]:
    """The marks of every word of a reference."""
    count = len(words)
    own = _own(words)
    seen_year = False
    made: list[list[str]] = []
    for place, marks in enumerate(own):
        whole = list(marks)
        whole.append(f"at{place if place < 4 else 4 + 8 * place // count}")
        if place >= count - 3:
            whole.append(f"end{count - place}")
        if seen_year:
            whole.append("after-year")
        if "year" in marks:
            seen_year = True
        for step in (-2, -1, 1, 2):
            other = place + step
            if 0 <= other < count:
                kept = own[other] if abs(step) == 1 else [m for m in own[other] if m[0] in "esyiu"]
                whole += [f"{step}|{mark}" for mark in kept if mark[:2] not in ("x:", "b:")]
        if place:
            whole.append(f"{own[place - 1][2]}{marks[0]}")
        made.append(whole)
    return made


def labels_of(words: list[str]) -> list[str]:
    """The likeliest label of every word (Viterbi)."""
    known = table()
    count = len(LABELS)
    states, steps = known.states, known.steps
    back: list[list[int]] = []
    best: list[float] = []
    for place, marks in enumerate(marks_of(words)):
        here = [0.0] * count
        for mark in marks:
            for label, weight in states.get(mark, ()):
                here[label] += weight
        if not place:
            best = here
            continue
        came: list[int] = []
        now: list[float] = []
        for label in range(count):
            most, origin = -1e30, 0
            for before in range(count):
                value = best[before] + steps[before][label]
                if value > most:
                    most, origin = value, before
            came.append(origin)
            now.append(most + here[label])
        back.append(came)
        best = now
    if not best:
        return []
    label = max(range(count), key=best.__getitem__)
    path = [label]
    for came in reversed(back):
        label = came[label]
        path.append(label)
    return [LABELS[label] for label in reversed(path)]


def fields(raw: str) -> list[tuple[str, str]]:
    """The fields of a reference in their order: (label, words)."""
    words = _TOKEN.findall(raw)[:120]
    made: list[tuple[str, list[str]]] = []
    for word, label in zip(words, labels_of(words), strict=True):
        if made and made[-1][0] == label:
            made[-1][1].append(word)
        else:
            made.append((label, [word]))
    return [(label, " ".join(parts)) for label, parts in made]
