"""A text as it looks, for all that looks for something in it, and the way back to the text as it is. Pure.

What can't be seen hides nothing: characters of no width are left out, accents and ligatures are the
letters they look like, full-width letters and digits plain ones, a word that mixes alphabets is in one,
and a word broken at a line's end is whole. A text without any of these is itself, and costs one look.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.claims import PlaceSaid, RegionSaid, Understanding, each
from sourcebook.understand.alphabets import in_one_alphabet, plain_letters
from sourcebook.understand.broken import is_whole

# Unicode's Default_Ignorable_Code_Point, as far as texts have them; the soft hyphen is apart.
HIDDEN = "\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
MARKS = "\u0300-\u036f"
SOFT = "\u00ad"
_LIGATURES = "\ufb00-\ufb06"
_STYLED = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff"
_PLAIN = re.compile(f"[{_STYLED}]")
_OTHER = "\u0370-\u052f"  # Greek and Cyrillic: a text without them mixes no alphabets
_UNUSUAL = re.compile(f"[{SOFT}{HIDDEN}{MARKS}{_OTHER}{_LIGATURES}{_STYLED}]")
_CHANGED = re.compile(rf"[{SOFT}{HIDDEN}{MARKS}]+(?:(?<={SOFT})\r?\n[ \t]{{0,40}})?|[{_LIGATURES}]")
_BROKEN = re.compile(r"[-\u2010\u2011][ \t]{0,3}\r?\n[ \t]{0,40}(?=[^\W\d_])")
_LINE_ENDS = ("-\n", "-\r\n", "- \n", "- \r\n", "\u2010\n", "\u2011\n")
_LETTERS = re.compile(r"[^\W\d_]*")
_LONGEST = 40  # letters to either side that are looked at as one word
_BESIDE_DIGIT = re.compile(rf"\d{SOFT}|{SOFT}\d")

_Change = tuple[int, int, str]  # start, end, what is put there


class Seen(Struct, frozen=True, kw_only=True):
    """``text`` is what is seen. From its offset ``at[n]`` on, up to the next, each character stands for
    one of the text as it is, from ``back[n]`` on; or, where ``wide[n]`` isn't 0, all of them for the
    ``wide[n]`` characters there."""

    text: str
    at: tuple[int, ...] = ()
    back: tuple[int, ...] = ()
    wide: tuple[int, ...] = ()

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where what is seen from ``start`` to ``end`` stands in the text as it is: it begins and ends
        with a character that is seen."""
        first = self._one(start)[0]
        return first, self._one(end - 1)[1] if end > start else first

    def _one(self, place: int) -> tuple[int, int]:
        held = bisect_right(self.at, place) - 1
        if held < 0:
            return place, place + 1
        back = self.back[held]
        if self.wide[held]:
            return back, back + self.wide[held]
        back += place - self.at[held]
        return back, back + 1


def seen(text: str) -> Seen | None:
    """The text as it is seen, or None where it is what it looks like, as nearly all texts are."""
    unusual = None if text.isascii() else _UNUSUAL.search(text)
    broken = any(end in text for end in _LINE_ENDS)
    if unusual is None and not broken:
        return None
    changes = list(_changes(text, unusual=unusual is not None, broken=broken))
    look = _changed(text, changes) if changes else Seen(text=text)
    plain = look.text
    if unusual is not None:
        plain = plain.translate(plain_letters()) if _PLAIN.search(plain) else plain
        plain = in_one_alphabet(plain)
    if plain == text:
        return None
    return replace(look, text=plain)


def as_it_looks(text: str) -> str:
    """What is seen of a text, for who needs no way back."""
    look = seen(text)
    return look.text if look else text


def carried(told: Understanding, look: Seen, text: str) -> Understanding:
    """What was understood of what is seen, at its place in the text as it is."""

    def back(one: Any) -> Any:
        start, end = look.origin(one.start, one.end)
        if isinstance(one, PlaceSaid | RegionSaid):
            return replace(one, name=text[start:end], start=start, end=end)
        return replace(one, start=start, end=end)

    return each(told, back)


def _changes(text: str, *, unusual: bool, broken: bool) -> Iterator[_Change]:
    """What is put instead of which span, in order, none overlapping."""
    found: list[_Change] = []
    if unusual:
        found += (one for one in map(_visible, _CHANGED.finditer(text)) if one is not None)
    if broken:
        found += (one for one in map(_whole, _BROKEN.finditer(text)) if one is not None)
        found.sort()
    last = 0
    for change in found:
        if change[0] >= last:
            yield change
            last = change[1]


def _visible(found: re.Match[str]) -> _Change | None:
    """What is seen of hidden characters, accents or a ligature; None where they stay."""
    text, (start, end) = found.string, found.span()
    if "\ufb00" <= text[start] <= "\ufb06":
        return start, end, unicodedata.normalize("NFKC", text[start])
    if found.group().rstrip(" \t\r\n").strip(SOFT) == "" and _is_hyphen(text, start, end):
        return None
    marks = [c for c in found.group() if "\u0300" <= c <= "\u036f" and c != "\u034f"]
    if not marks or not start or not text[start - 1].isalpha():
        return start, end, ""
    # the letter with its accents; without a stress that no letter has ("и́"), or the tenth accent
    return start - 1, end, unicodedata.normalize("NFC", text[start - 1] + "".join(marks[:3]))[0]


def _is_hyphen(text: str, start: int, end: int) -> bool:
    """Whether a soft hyphen is one that is seen: between letters it shows at a line's end only, but
    some PDF have it for the hyphens of "14-year-old" and "2005-2009"."""
    if not (text[max(0, start - 1) : start].isalpha() and text[end : end + 1].isalpha()):
        return True
    floor, ceiling = max(0, start - _LONGEST), min(len(text), end + _LONGEST)
    first, last = start, end
    while first > floor and (text[first - 1].isalnum() or text[first - 1] == SOFT):
        first -= 1
    while last < ceiling and (text[last].isalnum() or text[last] == SOFT):
        last += 1
    return _BESIDE_DIGIT.search(text, first, last) is not None


def _whole(found: re.Match[str]) -> _Change | None:
    """A word broken at a line's end made whole; None where its parts may be two words."""
    text, (start, end) = found.string, found.span()
    first = start
    while first > max(0, start - _LONGEST) and text[first - 1].isalpha():
        first -= 1
    rest = _LETTERS.match(text, end, end + _LONGEST)
    if first == start or rest is None or not rest.group().islower():
        return None
    return (start, end, "") if is_whole(text[first:start].lower(), rest.group()) else None


def _changed(text: str, changes: list[_Change]) -> Seen:
    parts: list[str] = []
    at: list[int] = []
    back: list[int] = []
    wide: list[int] = []
    last = place = 0
    for start, end, put in changes:
        parts += (text[last:start], put)
        place += start - last
        if put:
            at.append(place)
            back.append(start)
            wide.append(end - start)
            place += len(put)
        at.append(place)
        back.append(end)
        wide.append(0)
        last = end
    parts.append(text[last:])
    return Seen(text="".join(parts), at=tuple(at), back=tuple(back), wide=tuple(wide))
