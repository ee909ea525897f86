"""Say by which rules one pair of addresses can be explained, from special to general. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from msgspec import Struct

from sourcebook.check.moves.rules import rewritten, tells_apart
from sourcebook.check.moves.spelling import (
    STYLES,
    About,
    Where,
    place,
    slugs,
    split_ending,
    styled,
    where,
)

_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Pair(Struct, frozen=True, kw_only=True):
    """An address, and where what it led to stood later."""

    old: str
    new: str
    about: About = About()


class Sides(NamedTuple):
    old: str
    new: str


def rules_of(pair: Pair) -> list[Sides]:
    """The two sides of each rule that explains a pair."""
    old, new = where(pair.old), where(pair.new)
    if old is None or new is None or new.front:
        return []
    given = dict.fromkeys((*_whole(old, new), *_folders(old, new), *_parts(old, new, pair.about)))
    if pair.about.year:
        dated = [made for sides in given for made in _yearly(sides, pair.about.year)]
        given |= dict.fromkeys(dated)
    return [
        sides
        for sides in given
        if tells_apart(sides.new)
        and place(rewritten(*sides, pair.old, pair.about) or "") == place(pair.new)
    ]


def _whole(old: Where, new: Where) -> Iterator[Sides]:
    """Another host, or all in small letters; the path is as it was."""
    for style in ("", "lower"):
        kept = styled(old.path, style).strip("/") == new.path.strip("/")
        if kept and (old.host != new.host or style):
            yield Sides(f"{old.host}/{{all}}", f"{new.origin}/{{all{_in(style)}}}")
            return


def _yearly(sides: Sides, year: str) -> Iterator[Sides]:
    """The same with the year of the entry's title where the new address alone has it ("tda2017")."""
    origin, sign, path = sides.new.partition("://")
    if year in path and year not in sides.old:
        yield Sides(sides.old, origin + sign + path.replace(year, "{title-year}"))


def _in(style: str) -> str:
    return f":{style}" if style else ""


class _Tail(NamedTuple):
    """How many last segments are carried over, in which style, and what became of the ending."""

    length: int
    style: str
    was: str
    ending: str


def _tail(old: Sequence[str], new: Sequence[str]) -> _Tail | None:
    """The last segments that both have; the last of all may have lost or changed its ending."""
    if not old or not new:
        return None
    stem, was = split_ending(old[-1])
    other, ending = split_ending(new[-1])
    for style in STYLES:
        if styled(old[-1], style) == new[-1]:
            was = ending = ""
        elif styled(stem, style) != other or len(other) < 2:
            continue
        length = 1
        while (
            length < min(len(old), len(new)) and styled(old[-1 - length], style) == new[-1 - length]
        ):
            length += 1
        return _Tail(length, style, was, ending)
    return None


def _shared(old: Sequence[str], new: Sequence[str], less: int) -> int:
    """How many first segments both have, apart from the last ``less``."""
    pairs = zip(old[: len(old) - less], new[: len(new) - less], strict=False)
    return sum(1 for _ in takewhile(lambda two: two[0] == two[1], pairs))


def _folders(old: Where, new: Where) -> Iterator[Sides]:
    """Folders put in, taken out or renamed; another ending or spelling of the rest."""
    if old.query or new.query:
        return
    tail = _tail(old.segments, new.segments)
    if tail is None:
        return
    lead = _shared(old.segments, new.segments, tail.length)
    end = len(old.segments) - tail.length
    first, before = old.segments[:lead], old.segments[lead:end]
    after = new.segments[lead : len(new.segments) - tail.length]
    rest = f"{{rest}}{tail.was}"
    carried = f"{{rest{_in(tail.style)}}}{tail.ending}" + ("/" if new.slash else "")
    patterns, made = _dates(before, after)
    same = old.host == new.host
    if before:
        yield _sides(old, new, (*first, *before, rest), (*first, *after, carried))
        yield _sides(old, new, ("{lead}", *before, rest), ("{lead}", *after, carried))
        if patterns != before:
            yield _sides(old, new, (*first, *patterns, rest), (*first, *made, carried))
            yield _sides(old, new, ("{lead}", *patterns, rest), ("{lead}", *made, carried))
    elif after:
        yield _sides(old, new, (*first, rest), (*first, *made, carried))
    elif not same or tail.style or tail.was != tail.ending:
        yield _sides(old, new, (*first, rest), (*first, carried))
        yield _sides(old, new, (rest,), (carried,))


def _sides(old: Where, new: Where, before: Sequence[str], after: Sequence[str]) -> Sides:
    left, right = "/".join(before), "/".join(after)
    return Sides(
        f"{old.host}/{left}".replace("{lead}/", "{lead}"),
        f"{new.origin}/{right}".replace("{lead}/", "{lead}"),
    )


def _dates(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Folders with years and numbers as variables, where they are what changes from page to page;
    those that stand in the new address again are carried over."""
    seen: dict[str, str] = {}
    counts: defaultdict[str, int] = defaultdict(int)
    patterns: list[str] = []
    for segment in before:
        kind = _kind(segment)
        if not kind:
            patterns.append(segment)
            continue
        counts[kind] += 1
        name = f"{{{kind}{counts[kind] if counts[kind] > 1 else ''}}}"
        seen.setdefault(segment, name)
        patterns.append(name)
    return tuple(patterns), tuple(seen.get(segment, segment) for segment in after)


def _kind(segment: str) -> str:
    if _YEAR.fullmatch(segment):
        return "year"
    if segment.isdecimal():
        return "two" if len(segment) <= 2 else "number"
    return ""


def factors_of(pair: Pair) -> list[Sides]:
    """What a pair shows besides: that folders were renamed, whatever became of the name after them.
    It need not explain the pair itself."""
    old, new = where(pair.old), where(pair.new)
    if old is None or new is None or old.query or new.query:
        return []
    tail = _tail(old.segments, new.segments)
    if tail is None:
        return []
    plain = not (tail.style or tail.was or tail.ending)
    lead = _shared(old.segments, new.segments, tail.length)
    before = old.segments[lead : len(old.segments) - tail.length]
    after = new.segments[lead : len(new.segments) - tail.length]
    first = old.segments[:lead]
    found = []
    if before and after and not plain:
        found.append(_sides(old, new, (*first, *before, "{rest}"), (*first, *after, "{rest}")))
    if before and len(after) > len(before):
        # folders of the new address may be this page's own: without the last of them
        for cut in range(len(before), len(after)):
            kept = (*first, *after[:cut], "{rest}")
            found.append(_sides(old, new, (*first, *before, "{rest}"), kept))
    return [sides for sides in found if sides.old.partition("/")[2] != sides.new.split("/", 3)[3]]


class _Atom(NamedTuple):
    text: str
    variable: str
    at: int  # which part of the old address it is: -1 the entry's, segments, then the query's values


def _parts(old: Where, new: Where, about: About) -> Iterator[Sides]:
    """The new address made of numbers, names and values of the old one, and of the entry's title."""
    values = _values(old.query)
    atoms = [*_of_segments(old), *_of_query(values, len(old.segments))]
    for titled in (False, True):
        some = atoms
        if titled:
            titles = [_Atom(text, f"{{{name}}}", -1) for name, text in slugs(about.title).items()]
            some = [atom for atom in titles if len(atom.text) > 7] + _issued(about) + atoms
        made, used = _spelled(new.path, some)
        if not used or (titled and not any(atom.at < 0 for atom in used)):
            continue
        wild = titled and any(atom.variable.startswith("{title") for atom in used)
        left = _pattern(old, values, used, wild=wild)
        yield Sides(f"{old.host}/{left}", f"{new.origin}/{made}")


def _of_segments(old: Where) -> Iterator[_Atom]:
    numbers = 0
    for n, segment in enumerate(old.segments):
        last = n == len(old.segments) - 1
        stem, _ = split_ending(segment) if last else (segment, "")
        if last and len(stem) > 2 and not stem.isdecimal():
            for style in STYLES:
                text = styled(stem, style)
                if text != stem or not style:
                    yield _Atom(text, f"{{name{_in(style)}}}", n)
        kind = "" if last else _kind(segment)
        if kind in ("year", "two"):
            yield _Atom(segment, f"{{{kind}}}", n)
            continue
        for found in _DIGITS.finditer(segment):
            if len(found[0]) < 2 and not segment.isdecimal():
                continue
            numbers += 1
            name = f"number{numbers if numbers > 1 else ''}"
            yield _Atom(found[0], f"{{{name}}}", n)
            if found[0].startswith("0"):
                yield _Atom(found[0].lstrip("0") or "0", f"{{{name}:plain}}", n)


def _values(query: str) -> list[tuple[str, str]]:
    pairs = (pair.partition("=") for pair in query.removeprefix("?").split("&") if pair)
    return [(key + sign, value) for key, sign, value in pairs]


def _of_query(values: Sequence[tuple[str, str]], after: int) -> Iterator[_Atom]:
    for n, (_, value) in enumerate(values):
        if value.isdecimal():
            yield _Atom(value, f"{{number{50 + n}}}", after + n)
        elif len(value) > 2:
            for style in ("", "lower", "dashes", "lower+dashes"):
                yield _Atom(styled(value, style), f"{{name{50 + n}{_in(style)}}}", after + n)


def _issued(about: About) -> list[_Atom]:
    year, month, day = (*about.issued.split("-"), "", "")[:3] if about.issued else ("", "", "")
    found = [_Atom(year, "{issued-year}", -1)] if _YEAR.fullmatch(year) else []
    if found and re.fullmatch(r"\d\d", month):
        found.append(_Atom(month, "{issued-month}", -1))
        if re.fullmatch(r"\d\d", day):
            found.append(_Atom(day, "{issued-day}", -1))
    return found


def _spelled(path: str, atoms: Sequence[_Atom]) -> tuple[str, list[_Atom]]:
    """The path with variables in place of atoms, the longest first, and the atoms that were used."""
    spans: list[tuple[int, int, _Atom]] = []
    months = 0
    for atom in sorted(atoms, key=lambda one: -len(one.text)):
        if not atom.text:
            continue
        bound = rf"(?<![^\W_]){re.escape(atom.text)}(?![^\W_])"
        if atom.text.isdecimal():
            bound = rf"(?<!\d){re.escape(atom.text)}(?!\d)"
        for found in re.finditer(bound, path):
            start, end = found.span()
            if any(start < stop and begin < end for begin, stop, _ in spans):
                continue
            if atom.variable in ("{issued-month}", "{issued-day}", "{two}"):
                months += 1
            spans.append((start, end, atom))
            break
    spans.sort(key=lambda span: span[0])
    parts: list[str] = []
    done = 0
    for start, end, atom in spans:
        parts += (path[done:start], atom.variable)
        done = end
    parts.append(path[done:])
    return "".join(parts), [atom for _, _, atom in spans]


def _pattern(
    old: Where, values: Sequence[tuple[str, str]], used: Sequence[_Atom], *, wild: bool
) -> str:
    """The old address with variables where atoms were used. Where the new one is made of the title,
    what else names the page (``wild``) may be anything."""
    by_part: defaultdict[int, list[_Atom]] = defaultdict(list)
    for atom in used:
        by_part[atom.at].append(atom)
    parts = []
    for n, segment in enumerate(old.segments):
        last = n == len(old.segments) - 1
        stem, ending = split_ending(segment) if last else (segment, "")
        if n in by_part:
            parts.append(_segment(segment, stem, ending, by_part[n]))
        elif last and wild and not old.query:
            parts.append("{name}" + ending)
        else:
            parts.append(segment)
    query = []
    for n, (key, value) in enumerate(values):
        at = len(old.segments) + n
        if at in by_part:
            query.append(key + _bare(by_part[at][0].variable))
        elif wild and value.isdecimal():
            query.append(f"{key}{{number{50 + n}}}")
        elif wild and len(values) == 1:
            query.append(f"{key}{{name{50 + n}}}")
        else:
            query.append(key + value)
    return "/".join(parts) + ("?" + "&".join(query) if query else "")


def _bare(variable: str) -> str:
    return variable.partition(":")[0].rstrip("}") + "}"


def _segment(segment: str, stem: str, ending: str, atoms: Sequence[_Atom]) -> str:
    first = atoms[0].variable
    if first.startswith(("{name", "{year", "{two")):
        return _bare(first) + (ending if first.startswith("{name") else "")
    made = stem
    for atom in atoms:
        text = next(
            (m[0] for m in _DIGITS.finditer(segment) if m[0].lstrip("0") == atom.text.lstrip("0")),
            atom.text,
        )
        made = made.replace(text, _bare(atom.variable), 1)
    return made + ending
