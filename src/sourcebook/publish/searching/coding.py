"""Write numbers in few printable letters, as scripts of the search read them. Pure.

Files of the index are scripts of plain ASCII, so that they load from a folder as from a server; JSON's
own numbers would take twice the room. One letter holds 0 to 70, two up to 1,617, three up to 18,178.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

# All of ASCII that can be seen, without what a string in JSON escapes and what an HTML page would end
# a script at.
LETTERS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\<')
_BASE = len(LETTERS)  # 91
_ONE, _TWO, _THREE = (
    71,
    17,
    2,
)  # leading letters of one letter, of two, of three; the last leads five
FROM_TWO = _ONE
FROM_THREE = FROM_TWO + _TWO * _BASE
FROM_FIVE = FROM_THREE + _THREE * _BASE**2
_PLACE = {letter: place for place, letter in enumerate(LETTERS)}
BETWEEN = " "  # stands between rows of numbers; no number has it
LARGEST = FROM_FIVE + _BASE**4 - 1


def _digits(number: int, length: int) -> str:
    made = ""
    for _ in range(length):
        number, rest = divmod(number, _BASE)
        made = LETTERS[rest] + made
    return made


def _written(number: int) -> str:
    if number < FROM_TWO:
        return LETTERS[number]
    if number < FROM_THREE:
        lead, rest = divmod(number - FROM_TWO, _BASE)
        return LETTERS[_ONE + lead] + LETTERS[rest]
    if number < FROM_FIVE:
        lead, rest = divmod(number - FROM_THREE, _BASE**2)
        return LETTERS[_ONE + _TWO + lead] + _digits(rest, 2)
    return LETTERS[-1] + _digits(number - FROM_FIVE, 4)


class _Written(dict[int, str]):
    """The letters of a number; those of small ones are remembered."""

    def __missing__(self, value: int) -> str:
        made = _written(value)
        if value < FROM_FIVE:
            self[value] = made
        return made


WRITTEN = _Written()  # ``number`` for loops that can't afford a call
number = WRITTEN.__getitem__  # one number from 0 to ``LARGEST``


def numbers(values: Iterable[int]) -> str:
    """Several, one behind the other."""
    return "".join(map(number, values))


class _Values(dict[str, int]):
    """The number that letters stand for; small ones are remembered."""

    def __missing__(self, letters: str) -> int:
        rest = 0
        for letter in letters[1:]:
            rest = rest * _BASE + _PLACE[letter]
        lead = _PLACE[letters[0]]
        if len(letters) > 3:
            return FROM_FIVE + rest
        if len(letters) == 3:
            made = FROM_THREE + (lead - _ONE - _TWO) * _BASE**2 + rest
        else:
            made = lead if len(letters) == 1 else FROM_TWO + (lead - _ONE) * _BASE + rest
        self[letters] = made
        return made


_VALUES = _Values()
_ONES, _TWOS = re.escape(LETTERS[:_ONE]), re.escape(LETTERS[_ONE : _ONE + _TWO])
_THREES = re.escape(LETTERS[_ONE + _TWO : -1])
_PARTS = re.compile(f"[{_ONES}]|[{_TWOS}].|[{_THREES}]..|{re.escape(LETTERS[-1])}....")


def read(text: str) -> list[int]:
    """The numbers of a text that ``numbers`` wrote."""
    return [_VALUES[part] for part in _PARTS.findall(text)]


def listed(rows: Iterable[tuple[int, int]], room: int) -> str:
    """Rising numbers, each with a small one below ``room``: what lies between them, times ``room``, and
    the small one."""
    made = []
    last = 0
    for place, small in rows:
        made.append(number((place - last) * room + small))
        last = place
    return "".join(made)


def unlisted(text: str, room: int) -> list[tuple[int, int]]:
    """What ``listed`` wrote."""
    values = read(text)
    places = accumulate(value // room for value in values)
    return [(place, value % room) for place, value in zip(places, values, strict=True)]


def many(text: str) -> int:
    """How many rows ``listed`` wrote."""
    return len(_PARTS.findall(text))


def relisted(
    text: str, room: int, place: int, small: int | None, begins: int = 0
) -> tuple[str, int, bool]:
    """What ``listed`` wrote with one row more or otherwise, or (None) less; where that row stands among
    those from ``begins`` on, and whether there was one. All other rows are taken over as they are
    written."""
    written = _PARTS.findall(text)
    places = list(accumulate(_VALUES[part] // room for part in written))
    at = bisect_left(places, place)
    there = places[at : at + 1] == [place]
    after = at + there
    before = places[at - 1] if at else 0
    fresh = [] if small is None else [number((place - before) * room + small)]
    if after < len(places):  # what follows counts from another one now
        from_ = before if small is None else place
        kept = _VALUES[written[after]] % room
        fresh.append(number((places[after] - from_) * room + kept))
    written[at : after + 1] = fresh
    return "".join(written), at - bisect_left(places, begins), there
