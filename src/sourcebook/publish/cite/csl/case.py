"""Text case as CSL names it; words inside nocase marks and words with capitals of their own stay."""

import re
from functools import lru_cache

from sourcebook.publish.cite.csl.markup import MARKS

# CSL 1.0.2, "Title Case Conversion", and the further words the processor tests expect.
STOP_WORDS = frozenset(
    "a an and as at but by down for from in into nor of on onto or over so the till to up via "  # noqa: SIM905
    "with yet about above across after against along among around before behind below beneath "
    "beside between beyond de del der despite during et except inside le like near off out "
    "outside past per since than through throughout under underneath until upon van versus von "
    "vs without".split()
)
_WORD = re.compile(r"[^\s\-–—/]+")
_FIRST = re.compile(rf"[^\W_{MARKS}]|\d")
_NOCASE = re.compile("(\ue012.*?\ue013)")
_MARKED = re.compile("\ue004.*?\ue005|\ue008.*?\ue009|\ue00a.*?\ue00b|\ue012.*?\ue013")


# What a word's case may hang on: markup, a stop, what joins words, and blanks but the common one.
_JOINING = re.compile(
    rf"[{MARKS}.:?!–—/\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000-]"
)
_JOINING_ASCII = re.compile(r"[.:?!/\t-\r\x1c-\x1f-]")  # in half the time
_AROUND = re.compile(rf"[{MARKS}.,;:!?\"'“”‘’()\[\]]")
_OPENING = re.compile(f"[{MARKS}\"'“‘(\\[]")


@lru_cache(maxsize=4096)  # a title is written in title case by two of our five styles
def cased(text: str, case: str, english: bool) -> str:
    """``text`` in the given CSL text-case; ``title`` only changes English, as the standard says."""
    if case == "title":
        return _title(text) if english else text
    if case in ("lowercase", "uppercase"):
        change = str.lower if case == "lowercase" else str.upper
        parts = _NOCASE.split(text)
        return "".join(p if p.startswith("\ue012") else change(p) for p in parts)
    if case == "capitalize-first":
        return _first_up(text)
    if case == "capitalize-all":
        return re.sub(r"\S+", lambda word: _first_up(word.group()), text)
    if case == "sentence":
        if _shouted(text):
            text = "".join(p if p.startswith("\ue012") else p.lower() for p in _NOCASE.split(text))
        return _first_up(text)
    return text


def _shouted(text: str) -> bool:
    """All in capitals, and more than one word: "UK" alone is no shout."""
    if text.upper() != text or text.lower() == text:
        return False
    return sum(word.lower() != word for word in text.split()) > 1


def _first_up(text: str) -> str:
    found = _FIRST.search(text)
    if not found or text[: found.start()].count("\ue012"):
        return text
    at = found.start()
    return text[:at] + text[at].upper() + text[at + 1 :]


def _title(text: str) -> str:
    words = text.split(" ")
    joining = _JOINING_ASCII if text.isascii() else _JOINING
    if not (words[0] and words[-1]) or joining.search(text) or _shouted(text):
        return _joined_title(text)
    words[1:-1] = map(_inner, words[1:-1])
    words[0], words[-1] = _outer(words[0]), _outer(words[-1])
    return " ".join(words)


@lru_cache(maxsize=8192)  # words recur
def _inner(word: str) -> str:
    return word.lower() if _known(word)[1] else _outer(word)


@lru_cache(maxsize=8192)
def _outer(word: str) -> str:
    return _first_up(word) if _known(word)[0].islower() else word


def _joined_title(text: str) -> str:
    """A title with stops, hyphens or marks, where a word's case hangs on those around it."""
    protected = [found.span() for found in _MARKED.finditer(text)]
    shouted = _shouted(text)
    words = list(_WORD.finditer(text))
    out: list[str] = []
    at = 0
    for n, found in enumerate(words):
        word = found.group()
        out.append(text[at : found.start()])
        at = found.end()
        if protected and any(start <= found.start() < end or found.start() <= start < found.end()
               for start, end in protected):  # fmt: skip
            out.append(word)
            continue
        if shouted:
            word = word.lower()
        bare, stops = _known(word)
        if stops and n not in (0, len(words) - 1) and not _after_stop(text, found.start()):
            hyphened = found.start() and text[found.start() - 1] in "-–—/"
            word = word if hyphened and not bare.islower() else word.lower()
        elif bare.islower() and not (len(bare) == 1 and _hyphened(text, found.span())):
            word = _first_up(word)
        out.append(word)
    out.append(text[at:])
    return "".join(out)


@lru_cache(maxsize=8192)  # words recur
def _known(word: str) -> tuple[str, bool]:
    """A word without its marks, and whether it is one that stays small."""
    bare = _AROUND.sub("", word)
    return bare, bare.lower() in STOP_WORDS and (bare.islower() or bare.istitle())


def _after_stop(text: str, at: int) -> bool:
    before = _OPENING.sub("", text[:at]).rstrip()
    return before.endswith((":", "?", "!", ".")) or before.endswith((" -", " –", " —"))


def _hyphened(text: str, span: tuple[int, int]) -> bool:
    """A letter joined by a hyphen ("β-carotene", "07-x") is no word of its own."""
    start, end = span
    return text[start - 1 : start] == "-" or text[end : end + 1] == "-"
