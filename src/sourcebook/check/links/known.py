"""Find in a page what the library knows of it: its title, words quoted from it. Pure."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import unquote

from msgspec import Struct
from rapidfuzz import fuzz

from sourcebook.check.links.denials import body_cue, heading_cue, parts_of
from sourcebook.check.links.looking import Look
from sourcebook.check.links.markup import fold, host
from sourcebook.check.links.nonsense import Nonsense
from sourcebook.check.links.phrases import Found, missing, spoken
from sourcebook.check.links.where import path_of
from sourcebook.records import Check, Excerpt

_PIECE = (32, 160)  # letters of an excerpt's piece: long enough to stand nowhere by chance
_PIECES = 24
_SHORT_TITLE = 12  # letters; a shorter title must be all of a heading
_LIKE = 92.0  # of 100: a title that a site has retouched
_FEW = 80  # words of a page that says only that something isn't there
_TEASERS = 3  # headings of one rank; more of them are what a list of pages has
_STORY = 900  # letters a heading has below it in a page that tells one story, not ten
_STRETCH = 20  # letters of an address that no heading has by chance, with two separators in them
_SEPARATORS = re.compile(r"[-_/.+?=&]")
_NEAR = 400  # letters at a page's beginning
_SEGMENTS = re.compile(r"\s+[|–—·•»«›:~/\\-]+\s+|\s*[|»«·•›]+\s*|\s+::\s+|:\s+(?=\D)")
_NOT_LETTERS = re.compile(r"[\W_]+")
_QUOTES = re.compile(r"[\"'“”‘’„«»‹›\[\]()…]|\.\.\.|[-‐‑‒–—―]|\s\*\s")


class Expected(Struct, frozen=True, kw_only=True):
    """What the library knows of a page: its titles, and pieces of quoted words, folded."""

    titles: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()


class Wanted(Struct, frozen=True, kw_only=True):
    """A quote to look for; ``proven`` where it was verified in a capture of this very address."""

    excerpt: Excerpt
    proven: bool = False


class Known(Struct, frozen=True, kw_only=True):
    """What a library knows of an address before it is checked: what its page should say, the quotes
    that should stand there, the digests of captures in which they do, the checks before (oldest
    first)."""

    expected: Expected
    quotes: tuple[Wanted, ...] = ()
    proven: frozenset[str] = frozenset()
    before: tuple[Check, ...] = ()


def expected_of(titles: Iterable[str], quotes: Iterable[str] = ()) -> Expected:
    """What to look for, of an entry's titles and the paragraphs quoted from it. Quotes are cut where
    typesetters disagree (quotation marks, dashes, omissions)."""
    pieces: list[str] = []
    for quote in quotes:
        for part in _QUOTES.split(quote):
            piece = fold(part)
            if len(piece) >= _PIECE[0]:
                pieces.append(piece[: _PIECE[1]])
        if len(pieces) >= _PIECES:
            break
    known = tuple(dict.fromkeys(" ".join(title.split()) for title in titles if title.strip()))
    return Expected(titles=known, pieces=tuple(pieces[:_PIECES]))


@lru_cache(maxsize=512)
def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", fold(text))


def titled(look: Look, expected: Expected, nonsense: Nonsense | None, *, asked: str = "") -> str:
    """The heading in which an expected title stands, or "". A short title is not enough where the
    page says that something isn't there: it may be the site's name. Nor is a title that only gives
    back the words of the address that was ``asked``, as searches do."""
    beside = (
        {_letters(text) for text in (nonsense.look.title, *nonsense.look.headings)}
        if nonsense
        else set()
    )
    for title in expected.titles:
        wanted = _letters(title)
        if not wanted or wanted in _letters(host(look.url)) or wanted == _letters(look.site):
            continue
        for place in _places(look):
            has = _letters(place)
            if has in beside or not _carries(has, wanted, place, title):
                continue
            if _says_missing(place, title) or echoes(place, asked):
                continue
            if title.lower() != title and title.lower() in place and title not in place:
                continue  # in small letters, as addresses are worded: what a search was asked for
            if len(wanted) < 2 * _SHORT_TITLE and _denied(look, title):
                continue
            return place
        if len(wanted) >= 2 * _SHORT_TITLE and not look.ranked:
            near = _letters(look.own[:3000])
            if wanted in near and not (nonsense and wanted in _letters(nonsense.look.own[:3000])):
                return title
    return ""


def _places(look: Look) -> Iterator[str]:
    """Where a title stands, the likeliest place first."""
    if look.kind == "text":
        yield look.text[:_NEAR]
    if look.title:
        yield look.title
    if look.shared_title:
        yield look.shared_title
    first = [text for rank, text in look.ranked if rank == 1]
    if len(first) <= _TEASERS:
        yield from first
    second = [text for rank, text in look.ranked if rank == 2]
    if len(second) <= _TEASERS or len(look.text) // len(second) > _STORY:
        yield from second[:_TEASERS]


def echoes(place: str, asked: str) -> bool:
    """Whether a heading gives back an address as it is written: a stretch of its path, or the words of
    its folders before those of its last part."""
    path = unquote(path_of(asked)).casefold()
    said = place.casefold()
    if len(_SEPARATORS.findall(said)) > 1:
        for start in range(len(path) - _STRETCH + 1):
            stretch = path[start : start + _STRETCH]
            if stretch in said and len(_SEPARATORS.findall(stretch)) > 1:
                return True
    parts = [letters for part in path.split("/") if (letters := _letters(part))]
    if len(parts) < 2 or len(parts[-1]) < _SHORT_TITLE:
        return False
    return parts[-2] + parts[-1][:_STRETCH] in _letters(place)


def _denied(look: Look, title: str) -> bool:
    """Whether a page that carries a short title has a heading that says that something isn't there,
    and isn't about just that."""
    heads = (heading_cue(text).cue for text in (look.title, *look.headings[:3]))
    cues = [cue for cue in heads if cue]
    if len(_letters(title)) < _SHORT_TITLE and not cues and sum(look.blocks) < _FEW:
        cues = [cue for cue in (body_cue(look.begins),) if cue]
    if not cues:
        return False
    return look.words < _FEW or any(cue.says not in spoken(title) for cue in cues)


def _carries(has: str, wanted: str, place: str, title: str) -> bool:
    if not has:
        return False
    if len(wanted) < _SHORT_TITLE and wanted.isascii():
        return has == wanted or wanted == _letters(parts_of(place)[0])
    if wanted in has:
        return True
    if len(has) >= max(_SHORT_TITLE, 0.6 * len(wanted)) and has in wanted:
        return True
    if len(wanted) >= 20 and len(has) >= 0.6 * len(wanted):
        best = (
            fuzz.partial_ratio(wanted, has) if len(has) >= len(wanted) else fuzz.ratio(wanted, has)
        )
        if best >= _LIKE:
            return True
    parts = [_letters(part) for part in _SEGMENTS.split(title)]
    return len(parts) > 1 and len(parts[0]) >= 18 and parts[0] in has


def _says_missing(place: str, title: str) -> bool:
    """Whether a heading says of the title that it isn't there (“… was not found”)."""
    words, about = spoken(place), spoken(title)
    said = _cue(words.replace(about, "page"))
    if said is not None and said.says not in about:
        return True
    return about != words and words.replace(about, "").replace(" ", "") in missing().bare


@lru_cache(maxsize=512)  # headings that are the title and no more leave the same: "page"
def _cue(words: str) -> Found | None:
    return missing().find(words)


def quoted(look: Look, expected: Expected) -> str:
    """The beginning of a quoted piece that stands there, or ""."""
    if look.kind not in ("html", "text"):
        return ""
    for piece in expected.pieces:
        if piece in look.folded:
            return piece[:80]
    return ""
