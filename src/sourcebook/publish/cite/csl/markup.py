"""Formatted text while a citation is made: private-use characters stand for markup until the end.

Pieces of a citation are plain strings, so joining and casing stay fast; ``finish`` settles
punctuation where pieces meet, nests quotation marks and italics, and writes text or HTML.
"""

import re
from typing import Literal

Format = Literal["text", "html"]

ITALIC, BOLD, CAPS, UNDERLINE, SUP, SUB = (
    ("\ue000", "\ue001"), ("\ue002", "\ue003"), ("\ue004", "\ue005"),
    ("\ue006", "\ue007"), ("\ue008", "\ue009"), ("\ue00a", "\ue00b"),
)  # fmt: skip
UPRIGHT, LIGHT, PLAIN, NOCASE, QUOTE = (
    ("\ue00c", "\ue00d"), ("\ue00e", "\ue00f"), ("\ue010", "\ue011"),
    ("\ue012", "\ue013"), ("\ue014", "\ue015"),
)  # fmt: skip
BLOCK, LEFT, RIGHT, INDENT = (
    ("\ue016", "\ue017"), ("\ue018", "\ue019"), ("\ue01a", "\ue01b"), ("\ue01c", "\ue01d"),
)  # fmt: skip
MARKS = "\ue000-\ue01d"

_RESERVED = re.compile("[\ue000-\ue03f]")
_KEPT = dict(zip(".,;:!? ", "\ue020\ue021\ue022\ue023\ue024\ue025\ue026", strict=True))
_GIVEN_BACK = {ord(kept): plain for plain, kept in _KEPT.items()}
_RUN = re.compile(r"[.,;:!?]{2,}")

# What is left where two marks meet; source: the CSL processor tests' table of all 36 pairs.
# Pairs not named here stay as they are.
MEETING = {
    "::": ":", ";:": ";", "!:": "!", "?:": "?",
    ":.": ":", "..": ".", ";.": ";", "!.": "!", "?.": "?",
    ";;": ";",
    ":!": "!", ";!": "!", "!!": "!",
    ":?": "?", ";?": "?", "??": "?",
    ",,": ",",
}  # fmt: skip
_PAIR = re.compile(f"([.,;:!?])([{MARKS}]*)(?=([.,;:!?]))")
_SPACES = re.compile(f" ([{MARKS}]*) +")
_QUOTED_MARK = re.compile(f"(\ue015[{MARKS}]*)([.,!?])")
_TAGS = re.compile(
    r'<(/?)(i|b|sup|sub|sc|span)((?:\s+(?:class="(?:nocase|nodecor)"|style="[^"<>]*"))?)\s*>', re.I
)
_SPLIT = re.compile(f"([{MARKS}])")
_NESTED = re.compile(f"[{MARKS}]|[^{MARKS}]+")


def plain(value: str) -> str:
    """A value that holds no markup: its own punctuation is kept as it stands, inside."""
    if not value.isascii():
        value = _RESERVED.sub("", value)
    if _RUN.search(value):
        value = _keep_runs(value)
    return value


def _keep_runs(value: str) -> str:
    def keep(found: re.Match[str]) -> str:
        run = found.group()
        first = run[0] if found.start() == 0 else _KEPT[run[0]]
        last = run[-1] if found.end() == len(value) else _KEPT[run[-1]]
        return first + "".join(_KEPT[mark] for mark in run[1:-1]) + last

    return _RUN.sub(keep, value)


def _span(attributes: str) -> tuple[str, str] | None:
    if "nocase" in attributes:
        return NOCASE
    if "nodecor" in attributes:
        return UPRIGHT[0] + LIGHT[0] + PLAIN[0], PLAIN[1] + LIGHT[1] + UPRIGHT[1]
    return CAPS if "caps" in attributes else None


_OPENERS = {"i": ITALIC, "b": BOLD, "sup": SUP, "sub": SUB, "sc": CAPS}


def rich(value: str) -> str:
    """A CSL-JSON string with its few HTML-like tags (i, b, sup, sub, small caps, nocase)."""
    value = plain(value)
    if "<" in value:
        value = _tagged(value)
    return value


def _tagged(value: str) -> str:
    stack: list[tuple[str, tuple[str, str] | None]] = []
    out: list[str] = []
    at = 0
    for found in _TAGS.finditer(value):
        closing, name, attributes = found.group(1), found.group(2).lower(), found.group(3)
        if closing:
            if not stack or stack[-1][0] != name:
                continue
            _, pair = stack.pop()
            mark = pair[1] if pair else ""
        else:
            pair = _OPENERS.get(name)
            if name == "span":
                pair = _span(attributes)
                if pair is None:
                    continue
            if f"</{name}" not in value[found.end() :].lower():
                continue
            stack.append((name, pair))
            mark = pair[0] if pair else ""
        out += (value[at : found.start()], mark)
        at = found.end()
    out.append(value[at:])
    out += (pair[1] for _, pair in reversed(stack) if pair)
    return "".join(out)


_STRAIGHT = re.compile("[\"'“”‘’«»„]")


def quotes(value: str) -> str:
    """Quotation marks inside a value as nesting pairs; those without a partner stay as written."""
    if not _STRAIGHT.search(value):
        return value
    partner = {'"': '"', "'": "'", "“": "”", "‘": "’", "«": "»", "„": "“"}
    letters = list(value)
    waiting: list[tuple[str, int]] = []
    for at, letter in enumerate(letters):
        before = value[at - 1] if at else " "
        after = value[at + 1] if at + 1 < len(value) else " "
        opens = letter in partner and (
            before.isspace() or before in "([/—–" or "\ue000" <= before <= "\ue01d"
        )
        closing = waiting and partner[waiting[-1][0]] == letter
        apostrophe = letter in "'’" and before.isalnum() and after.isalnum()
        if apostrophe:
            letters[at] = "’"
        elif closing and not (opens and not after.isspace() and letter in "\"'"):
            opener, start = waiting.pop()
            letters[start], letters[at] = QUOTE
        elif opens and not after.isspace():
            waiting.append((letter, at))
        elif letter == "'":
            letters[at] = "’"
    for opener, start in waiting:
        if opener == "'":
            letters[start] = "’"
    return "".join(letters)


def settle(text: str, *, in_quotes: bool) -> str:
    """Punctuation where pieces meet: no doubled marks or blanks; marks go inside quotes if asked."""
    if in_quotes and "\ue015" in text:
        text = _meet(text)
        while (moved := _QUOTED_MARK.sub(r"\2\1", text)) != text:
            text = moved
    text = _meet(text)
    while (closed := _SPACES.sub(r" \1", text)) != text:
        text = closed
    return text


def _meet(text: str) -> str:
    while found := _next_meeting(text):
        start, between, end, left = found
        text = text[:start] + left + between + text[end:]
    return text


def _next_meeting(text: str) -> tuple[int, str, int, str] | None:
    for found in _PAIR.finditer(text):
        pair = found.group(1) + found.group(3)
        if pair in MEETING:
            return found.start(), found.group(2), found.end() + 1, MEETING[pair]
    return None


_HTML = {
    ITALIC[0]: ("<i>", "</i>"),
    BOLD[0]: ("<b>", "</b>"),
    CAPS[0]: ('<span style="font-variant:small-caps;">', "</span>"),
    UNDERLINE[0]: ('<span style="text-decoration:underline;">', "</span>"),
    SUP[0]: ("<sup>", "</sup>"),
    SUB[0]: ("<sub>", "</sub>"),
    UPRIGHT[0]: ('<span style="font-style:normal;">', "</span>"),
    LIGHT[0]: ('<span style="font-weight:normal;">', "</span>"),
    PLAIN[0]: ('<span style="font-variant:normal;">', "</span>"),
    NOCASE[0]: ("", ""),
    BLOCK[0]: ('<div class="csl-block">', "</div>"),
    LEFT[0]: ('<div class="csl-left-margin">', "</div>"),
    RIGHT[0]: ('<div class="csl-right-inline">', "</div>"),
    INDENT[0]: ('<div class="csl-indent">', "</div>"),
}
_FLIP = {ITALIC[0]: UPRIGHT[0], BOLD[0]: LIGHT[0], CAPS[0]: PLAIN[0]}
_NEEDS = {back: there for there, back in _FLIP.items()}


def escape(text: str) -> str:
    """Text as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def finish(text: str, format: Format, marks: tuple[str, str, str, str], in_quotes: bool) -> str:
    """The citation as text or HTML. ``marks`` are the outer and inner quotation marks."""
    text = settle(text, in_quotes=in_quotes)
    if _SPLIT.search(text):
        text = _written(text, format, marks)
    elif format == "html":
        text = escape(text)
    return text.translate(_GIVEN_BACK) if max(text, default="") >= "\ue020" else text


def _written(text: str, format: Format, marks: tuple[str, str, str, str]) -> str:
    html = format == "html"
    out: list[str] = []
    open_: list[tuple[str, str]] = []  # (the mark that opened it, what closes it)
    depth = 0
    for part in _NESTED.findall(text):
        if not "\ue000" <= part <= "\ue01d":
            out.append(escape(part) if html else part)
        elif part == QUOTE[0]:
            out.append(marks[0] if depth % 2 == 0 else marks[2])
            depth += 1
        elif part == QUOTE[1]:
            depth -= 1
            out.append(marks[1] if depth % 2 == 0 else marks[3])
        elif not html:
            if part in (RIGHT[0], BLOCK[0], INDENT[0]) and out and not out[-1].endswith(" "):
                out.append(" ")
        elif ord(part) % 2 == 0:
            kind = part
            inside = [mark for mark, _ in open_ if mark in (part, _FLIP.get(part))]
            if part in _FLIP and inside and inside[-1] == part:
                kind = _FLIP[part]
            start, end = _HTML[kind]
            if part in _NEEDS:
                outer = [m for m, _ in open_ if m in (part, _NEEDS[part])]
                if not outer or outer[-1] == part:
                    start = end = ""
            out.append(start)
            open_.append((kind, end))
        elif open_:
            out.append(open_.pop()[1])
    return "".join(out)
