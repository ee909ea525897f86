"""Part words that an extractor glued together where it dropped line ends without a space."""

import re

from msgspec import structs

from sourcebook.collect.postings.lines import Line

_FEWEST = 2  # glued access notes that make a page a glued one
_GLUED = re.compile(r"[^\s\[(\\]\[(?:last )?access(?:ed)?\b", re.I)
_BEFORE_NOTE = re.compile(r"(?<=[^\s\[(\\])(?=\[(?:last )?access(?:ed)?\b)", re.I)
_AFTER_BRACKET = re.compile(r"(?<=\])(?=[^\W_]|[“‘\"\[])")
_BEFORE_ADDRESS = re.compile(
    r"(?<=[^\W_])(?=https?://)|(?<=[A-Za-z\d.)\]])(?=www\d?\.\w)"
    r"|(?:(?<=\b\d{4})|(?<=[\s/\-]\d\d))(?=[a-z][\w\-]{0,40}(?:\.[\w\-]{1,40}){1,4}/)"
)
# A lower-case letter or closing mark and then a capital that begins a word: "SheltersA. Writer".
_IN_HEAD = re.compile(
    r"(?<=[a-z’”?!)\]])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\ball)(?=[A-Z][\w.’'\-]*[\s.,])"
)
_HEAD = 500  # letters before an address or note in which title and byline stand


def opened(lines: list[Line]) -> list[Line]:
    """The lines of a page that was glued, with a space at each seam; others as they are."""
    glued = sum(1 for line in lines if "ccess" in line.text and _GLUED.search(line.text))
    if glued < _FEWEST:
        return lines
    return [
        structs.replace(line, text=_open(line.text)) if "ccess" in line.text or "/" in line.text
        else line
        for line in lines
    ]  # fmt: skip


def _open(text: str) -> str:
    text = _BEFORE_NOTE.sub(" ", text)
    text = _AFTER_BRACKET.sub(" ", text)
    text = _BEFORE_ADDRESS.sub(" ", text)
    first = re.search(r"\s(?:https?://\S|www\.\S|\S+\.\S+/\S|\[(?:last )?access)", text, re.I)
    stop = first.start() if first else 0
    if not 0 < stop <= _HEAD:
        return text
    return _IN_HEAD.sub(" ", text[:stop]) + text[stop:]
