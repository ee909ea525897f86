"""Fold letters, quotes, dashes and spaces to one form each, and lead every character back to where
it stands in the original. Pure.

Only what a typesetter, a browser or a PDF decides is folded: kinds of spaces, quotes and dashes,
ligatures and full-width forms, composed or decomposed accents, invisible characters. Words, digits
and punctuation stay as they are.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import cache

from msgspec import Struct

_SINGLE = "‘’‚‛′`´ʼʹʻ‹›＇\u02bc\u2032"
_DOUBLE = "“”„‟«»″〝〞＂\u2033"
_DASHES = "‐‑‒–—―⁃−⸺⸻﹘﹣－\u2010\u2011"
_SPACES = "\t\v\r\x1c\x1d\x1e\x1f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINES = "\f\x85\u2028\u2029"
_INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069"
    "\ufeff\u180e\u034f\u0640\u00ad"  # the last are Arabic's stretching stroke and the soft hyphen
)
# Blocks whose letters and digits are other forms of common ones (Unicode 15, "compatibility").
_FORMS = (
    (0x0132, 0x0134), (0x013F, 0x0141), (0x0149, 0x014A), (0x01C4, 0x01CD), (0x01F1, 0x01F4),
    (0x2100, 0x2184), (0x3131, 0x318F), (0xF900, 0xFAFF), (0xFB00, 0xFDFF), (0xFE30, 0xFEFD),
    (0xFF01, 0xFFEF), (0x1D400, 0x1D800),
)  # fmt: skip
_KEPT = ("<super>", "<sub>", "<circle>", "<fraction>", "<square>", "<vertical>")
# PDFium writes U+FFFE or U+0002 for a hyphen at a line's end and drops the line's end.
_PDF_HYPHEN = "\ufffe\x02"
_HYPHENS = frozenset({"\u00ad", *_PDF_HYPHEN})
_LINE_END = re.compile(r"[^\S\n]*\n")
_ACCENTS = ("\u0300", "\u036f")  # accents that join the letter before them
_PLAIN = b"\n" + bytes(range(0x20, 0x7F)).replace(b"`", b"")  # ASCII that stays as it is


class Folded(Struct, frozen=True):
    """``cased`` is the folded text, ``lower`` the same in small letters, character for character;
    ``strange`` has all of the latter's characters that are neither ASCII nor letters, and others;
    ``start`` and ``end`` lead offsets back to the original's."""

    cased: str
    lower: str
    strange: str = ""
    at: tuple[int, ...] = ()  # where each stretch begins in the folded text …
    origin: tuple[int, ...] = ()  # … and in the original
    spans: tuple[int, ...] = ()  # how many original characters it stands for; -1: one for one

    def start(self, offset: int) -> int:
        """Where the character at ``offset`` begins in the original."""
        if not self.at:
            return offset
        n = bisect_right(self.at, offset) - 1
        return self.origin[n] + (offset - self.at[n] if self.spans[n] < 0 else 0)

    def end(self, offset: int) -> int:
        """Where the character before ``offset`` ends in the original."""
        if not self.at or offset <= 0:
            return offset
        n = bisect_right(self.at, offset - 1) - 1
        if self.spans[n] < 0:
            return self.origin[n] + offset - self.at[n]
        return self.origin[n] + self.spans[n]

    def find(self, offset: int) -> int:
        """Where the original's ``offset`` stands in the folded text."""
        if not self.at:
            return offset
        n = max(bisect_right(self.origin, offset) - 1, 0)
        length = (self.at[n + 1] if n + 1 < len(self.at) else len(self.cased)) - self.at[n]
        return self.at[n] + min(offset - self.origin[n], length)


def _uncommon(text: str) -> frozenset[str]:
    """The characters of a text that aren't ASCII letters, digits and signs: few, and taking the others
    out as bytes first took half the time of a set of all."""
    kept = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    return frozenset(kept.decode("utf-8", "surrogatepass"))


@cache
def _table() -> dict[int, str]:
    """What one character becomes, where it becomes one character."""
    table = {ord(c): " " for c in _SPACES}
    table |= {ord(c): "\n" for c in _LINES}
    table |= {ord(c): "'" for c in _SINGLE}
    table |= {ord(c): '"' for c in _DOUBLE}
    table |= {ord(c): "-" for c in _DASHES}
    table |= {code: form for code, form in _forms().items() if len(form) == 1}
    return table


@cache
def _forms() -> dict[int, str]:
    """Ligatures, full-width and presentation forms, and what each stands for."""
    forms = {ord("ß"): "ss", ord("ẞ"): "SS", ord("ſ"): "s"}
    special = {*_SINGLE, *_DOUBLE, *_DASHES, *_SPACES}
    for first, last in _FORMS:
        for code in range(first, last):
            letter = chr(code)
            tag = unicodedata.decomposition(letter)
            if letter in special or tag.startswith(_KEPT):
                continue
            form = unicodedata.normalize("NFKC", letter)
            if form != letter and " " not in form:
                forms[code] = form
    return forms


@cache
def _longer() -> frozenset[str]:
    """Characters that change a text's length when they are folded; accents that join a letter too."""
    longer = {chr(code) for code, form in _forms().items() if len(form) > 1}
    accents = map(chr, range(ord(_ACCENTS[0]), ord(_ACCENTS[1]) + 1))
    selectors = map(chr, range(0xFE00, 0xFE10))
    return frozenset({*longer, *_INVISIBLE, *_PDF_HYPHEN, *accents, *selectors})


@cache
def _special(*, accents: bool) -> re.Pattern[str]:
    """Where they stand; without ``accents`` no letter is looked at twice."""
    single = "".join(c for c in _longer() if not _ACCENTS[0] <= c <= _ACCENTS[1])
    hidden = re.escape(_INVISIBLE)
    combined = f"[^\\W\\d_](?:[{hidden}]*[{_ACCENTS[0]}-{_ACCENTS[1]}])+|" if accents else ""
    return re.compile(f"{combined}[{re.escape(single)}]")


def _becomes(found: re.Match[str], forms: dict[int, str]) -> str:
    special = found[0]
    if len(special) > 1:
        special = "".join(c for c in special if c not in _INVISIBLE)
        return unicodedata.normalize("NFC", forms.get(ord(special[0]), special[0]) + special[1:])
    if special in _HYPHENS and _LINE_END.match(found.string, found.end()):
        return "-"
    if special in _PDF_HYPHEN:
        return "-\n"
    return forms.get(ord(special), "")


def _small(text: str) -> str:
    small = text.lower()
    if len(small) != len(text):  # "İ" has no small letter of one character
        small = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return small.replace("ς", "σ") if "ς" in small else small


def fold(text: str) -> Folded:
    """The folded text, with its way back."""
    held = _uncommon(text)
    forms = _forms()
    strange = _small("".join([forms.get(ord(c), c) for c in held]))
    if held.isdisjoint(_longer()):
        cased = _exchanged(text, held)
        return Folded(cased, _small(cased), strange)
    pieces: list[str] = []
    at: list[int] = []
    origin: list[int] = []
    spans: list[int] = []
    length = done = 0
    special = _special(accents=any(_ACCENTS[0] <= c <= _ACCENTS[1] for c in held))
    for found in special.finditer(text):
        begin, stop = found.span()
        if begin > done:
            at.append(length)
            origin.append(done)
            spans.append(-1)
            pieces.append(text[done:begin])
            length += begin - done
        made = _becomes(found, forms)
        if made:
            at.append(length)
            origin.append(begin)
            spans.append(stop - begin)
            pieces.append(made)
            length += len(made)
        done = stop
    if done < len(text):
        at.append(length)
        origin.append(done)
        spans.append(-1)
        pieces.append(text[done:])
    cased = _exchanged("".join(pieces), held)
    return Folded(cased, _small(cased), strange, tuple(at), tuple(origin), tuple(spans))


def _exchanged(text: str, held: frozenset[str]) -> str:
    """Each character's one form. A text has few kinds: replacing each took a tenth of the time of
    ``str.translate``."""
    table = _table()
    for c in held:
        one = table.get(ord(c))
        if one is not None:
            text = text.replace(c, one)
    return text
