"""Tell footnote marks in a folded text from numbers that are part of what it says. Pure.

A mark may be left out of a quote; a number may not. So where the two can't be told apart, it is a
number: a curator then sees a difference that is none, and no reader a quote that lost its number.
"""

import re

Span = tuple[int, int]

# Words that a number belongs to even where a space was lost before it: "Article12", "No.5".
_NUMBERED = frozenset(
    [
        "article",
        "articles",
        "art",
        "section",
        "sections",
        "sec",
        "chapter",
        "chapters",
        "paragraph",
        "paragraphs",
        "para",
        "paras",
        "page",
        "pages",
        "resolution",
        "number",
        "numbers",
        "nos",
        "tier",
        "grade",
        "grades",
        "annex",
        "appendix",
        "table",
        "tables",
        "figure",
        "fig",
        "convention",
        "protocol",
        "part",
        "parts",
        "volume",
        "vol",
        "issue",
        "item",
        "items",
        "rule",
        "rules",
        "case",
        "cases",
        "under",
        "over",
        "aged",
        "age",
        "ages",
        "about",
        "approx",
        "nearly",
        "some",
        "least",
        "most",
        "than",
        "only",
        "usd",
        "eur",
        "ksh",
        "kes",
        "tsh",
        "inr",
        "gbp",
        "rubles",
        "tenge",
        "category",
        "class",
        "level",
        "phase",
        "point",
        "points",
        "goal",
        "target",
        "sdg",
        "covid",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
_LIST = r"\d{1,3}(?:\s*[,;-]\s*\d{1,3})*"
_SQUARE = re.compile(rf"\[\s?(?:{_LIST}|[a-z]|[ivx]{{1,4}}|nb \d|note \d{{1,3}})\s?\]", re.I)
# In round brackets only after the end of a sentence: "a girl (14)" states an age.
_ROUND = re.compile(rf"\({_LIST}\)")
_ENDED = re.compile(r"[.!?][\"')]?\s{0,2}$")
_RAISED_SIGNS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
_RAISED = re.compile(f"[{_RAISED_SIGNS}][{_RAISED_SIGNS},\u207b]*")
_UNIT = re.compile(r"(?:\d|\b[kcdm]?m|\bft|\bkm|\bmi)$")  # m², 10⁶: no marks
# The four that follow are tried only where digits or signs stand: looking behind at every character
# took four times as long. The first finds those that no space, hyphen, slash … parts from a word.
_DIGITS = re.compile(r"\d(?<=[^\s/($\d-]\d)")
_GLUED = re.compile(r"(?<=[^\W\dA-Z_]{3})\d{1,3}(?![\w%]|[.,-]\d|-\w)")
_AFTER_STOP = re.compile(
    rf"(?:(?<=[^\W\dA-Z_]{{2}}[.!?])|(?<=[^\W\dA-Z_]{{2}}[.!?][\"')]))"
    rf"{_LIST}(?=\s+[\"'(\[]?[^\W\d_a-z]|\s*$|\s*\n)"
)
_AFTER_COMMA = re.compile(r"(?<=[^\W\dA-Z_]{3}[,;])\d{1,3}(?=\s+[^\W\d_])")
_SIGNS = re.compile(r"[*†‡]{1,3}(?!\w)")
_LOST_SPACE = re.compile(r"[.][A-Z](?<=[^\W\dA-Z_]{2}[.][A-Z])[a-z]")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[.,;]?[\"')]?$")
_RAISED_DIGITS = str.maketrans(f"{_RAISED_SIGNS}\u207b", "0123456789-")


def number_of(mark: str) -> str:
    """What a mark says, however it is set: "[12]", "¹²" and "12" say "12"."""
    return re.sub(r"[\s\[\]()]", "", mark.translate(_RAISED_DIGITS)).replace(";", ",").lower()


def marks(text: str) -> list[Span]:
    """Where footnote marks stand in a folded text, in order."""
    found: list[Span] = []
    if "[" in text:
        found += [m.span() for m in _SQUARE.finditer(text)]
    if "(" in text:
        found += [
            m.span()
            for m in _ROUND.finditer(text)
            if _ENDED.search(text[max(0, m.start() - 4) : m.start()])
        ]
    if not text.isascii() and any(sign in text for sign in _RAISED_SIGNS):
        for raised in _RAISED.finditer(text):
            if not _UNIT.search(text[max(0, raised.start() - 8) : raised.start()]):
                found.append(raised.span())
    if "*" in text or "†" in text or "‡" in text:
        found += [
            m.span() for m in _SIGNS.finditer(text) if m.start() and _touches(text, m.start())
        ]
    found += _digits(text)
    found.sort()
    return found


def _touches(text: str, start: int) -> bool:
    return text[start - 1].isalnum() or text[start - 1] in ".,:;!?\"')"


def _digits(text: str) -> list[Span]:
    """Digits glued to a word or a full stop. After a comma, or in a text that loses spaces after
    full stops, only where a neighbouring number stands glued in the same text too."""
    sure: list[Span] = []
    stops: list[Span] = []
    commas: list[Span] = []
    for digits in _DIGITS.finditer(text):
        start = digits.start()
        for pattern, kept in ((_GLUED, sure), (_AFTER_STOP, stops), (_AFTER_COMMA, commas)):
            found = pattern.match(text, start)
            if found and _may_be(text, start):
                kept.append(found.span())
                break
    if not stops and not commas:
        return sure
    numbers = sorted(_first(text, span) for span in (*sure, *stops, *commas))
    if stops and _LOST_SPACE.search(text):
        stops = [span for span in stops if _fits(_first(text, span), numbers)]
    return sure + stops + [span for span in commas if _fits(_first(text, span), numbers)]


def _first(text: str, span: Span) -> int:
    digits = re.match(r"\d+", text[span[0] : span[1]])
    return int(digits[0]) if digits else 0


def _fits(number: int, numbers: list[int]) -> bool:
    return sum(abs(other - number) <= 3 for other in numbers) > 1


def _may_be(text: str, start: int) -> bool:
    word = _WORD_BEFORE.search(text[max(0, start - 24) : start])
    return word is None or word[1].lower() not in _NUMBERED
