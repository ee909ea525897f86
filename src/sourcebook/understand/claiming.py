"""Make claims of what an entry's excerpts and captured texts were understood to say. Pure."""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from sourcebook.claims import (
    AspectSaid,
    Claim,
    ClaimKind,
    Figure,
    Rating,
    Role,
    Route,
    Said,
    Understanding,
)
from sourcebook.records import Entry, Excerpt, Text, TextPage
from sourcebook.store.nouns import LONGEST
from sourcebook.understand.prepared import Prepared
from sourcebook.understand.understanding import understand
from sourcebook.values.dates_said import year_of

AROUND = 200  # characters of a sentence kept on either side of the words: what a reader takes in
LONG = (
    600  # characters of evidence kept, the rest stands after it; nothing holds a finder to a clause
)
ASIDE = frozenset(
    {"furniture", "reference", "caption", "footnote"}
)  # blocks in which a source says nothing
HOMES = 4  # countries an excerpt may be about that what it says is counted for; more is a region's

_KINDS: tuple[tuple[ClaimKind, str], ...] = (
    ("rating", "ratings"),
    ("role", "roles"),
    ("route", "routes"),
    ("figure", "figures"),
    ("aspect", "aspects"),
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OF: dict[ClaimKind, Any] = {
    "rating": Rating,
    "role": Role,
    "route": Route,
    "figure": Figure,
    "aspect": AspectSaid,
}
_encode = msgspec.json.Encoder(order="deterministic").encode


class _Piece(Struct, frozen=True, kw_only=True):
    """One text of an entry. ``rank`` orders evidence: the source's own quoted words, its captured
    text, a curator's account; ``home`` is the one country it is about."""

    text: str
    rank: int
    voice: Literal["quote", "paraphrase"] = "quote"
    excerpt: str = ""
    capture: str = ""
    pages: tuple[TextPage, ...] = ()
    language: str = ""
    countries: tuple[str, ...] = ()

    @property
    def home(self) -> str | None:
        return self.countries[0] if len(self.countries) == 1 else None


def claims_of(
    entry: Entry,
    texts: Iterable[tuple[str, Text]] = (),
    *,
    homes: Mapping[str, tuple[str, ...]] = {},  # only read
) -> tuple[Claim, ...]:
    """The claims of an entry, each statement once with its best evidence, by kind and as they stand.

    ``texts`` are (capture id, text), those to be believed first first. ``homes`` are the countries on
    whose pages an excerpt is placed, by the excerpt's id, for excerpts that name none themselves; ""
    has those of the entry.
    """
    found: dict[tuple[ClaimKind, bytes], _Best] = {}
    seen: set[str] = set()
    for piece in _pieces(entry, texts, homes):
        if piece.capture and piece.text in seen:  # the same bytes, or words, captured again
            continue
        seen.add(piece.text)
        told = understand(
            piece.text, country=piece.home, language=piece.language, year=_covered(entry)
        )
        for kind, one in _said(told):
            key = (kind, statement(one))
            if key in found:
                found[key].add(piece, one)
            else:
                found[key] = _Best(piece, one)
    ready: dict[int, Prepared] = {}
    order = {kind: place for place, (kind, _) in enumerate(_KINDS)}
    return tuple(
        _claim(entry, kind, key, best, ready)
        for (kind, key), best in sorted(found.items(), key=lambda one: order[one[0][0]])
    )


def stated(entry: Entry, excerpt: Excerpt, one: Said, *, countries: tuple[str, ...] = ()) -> Claim:
    """The claim that an excerpt says this: what a person states, where no program proposed it.
    ``one`` counts the characters of its paragraphs, joined by a blank line; ``countries`` are those the
    excerpt is about."""
    kind = next(kind for kind, of in _OF.items() if isinstance(one, of))
    piece = _Piece(
        text="\n\n".join(excerpt.paragraphs),
        rank=0,
        voice=excerpt.voice,
        excerpt=excerpt.id,
        countries=_few(countries),
    )
    return _claim(entry, kind, statement(one), _Best(piece, one), {})


def _pieces(
    entry: Entry, texts: Iterable[tuple[str, Text]], homes: Mapping[str, tuple[str, ...]]
) -> Iterator[_Piece]:
    whole = entry.countries or homes.get("", ())
    for excerpt in entry.excerpts:
        yield _Piece(
            text="\n\n".join(excerpt.paragraphs),
            rank=0 if excerpt.voice == "quote" else 2,
            voice=excerpt.voice,
            excerpt=excerpt.id,
            language=entry.language,
            countries=_few(excerpt.countries or homes.get(excerpt.id, ()) or whole),
        )
    for capture, text in texts:
        yield _Piece(
            text=_main(text),
            rank=1,
            capture=capture,
            pages=text.pages,
            language=text.language,
            countries=_few(whole),
        )


def _few(countries: tuple[str, ...]) -> tuple[str, ...]:
    return countries if len(countries) <= HOMES else ()


def _main(text: Text) -> str:
    """The text with everything blanked in which the source says nothing itself; offsets hold."""
    if all(block.kind not in ASIDE for block in text.blocks):
        return text.text
    parts: list[str] = []
    at = 0
    for block in text.blocks:
        if block.kind in ASIDE and block.start >= at:
            parts += [text.text[at : block.start], " " * (block.end - block.start)]
            at = block.end
    return "".join([*parts, text.text[at:]])


def _said(told: Understanding) -> Iterator[tuple[ClaimKind, Said]]:
    for kind, field in _KINDS:
        for one in getattr(told, field):
            yield kind, one


_NOT_SAID = frozenset({"start", "end", "rule", "confidence"})


def statement(one: Said) -> bytes:
    """What is said, apart from where and how it was found: equal for equal statements, whatever the
    order of people and purposes, the case and the spaces of words."""
    fields: dict[str, Any] = {k: v for k, v in asdict(one).items() if k not in _NOT_SAID}
    for name, value in fields.items():
        if name in ("of", "said_by"):
            fields[name] = " ".join(value.casefold().split())
        elif name in ("people", "purposes"):
            fields[name] = sorted(value)
    return _encode(fields)


class _Best:
    """The best evidence so far of one statement, and how often each text makes it."""

    def __init__(self, piece: _Piece, one: Said) -> None:
        self.piece, self.one = piece, one
        self.counts: dict[str, int] = {piece.capture: 1}

    def add(self, piece: _Piece, one: Said) -> None:
        self.counts[piece.capture] = self.counts.get(piece.capture, 0) + 1
        if (piece.rank, -one.confidence) < (self.piece.rank, -self.one.confidence):
            self.piece, self.one = piece, one


def _claim(
    entry: Entry, kind: ClaimKind, key: bytes, best: _Best, ready: dict[int, Prepared]
) -> Claim:
    piece, one = best.piece, best.one
    at = ready.get(id(piece))
    if at is None:
        at = ready[id(piece)] = Prepared(piece.text)
    start, end = _sentence(at, one.start, one.end)
    digest = hashlib.sha256(kind.encode() + b"\0" + key).hexdigest()[:10]
    said: Any = {kind: one}
    return Claim(
        id=f"{entry.id[: LONGEST - 11].rstrip('-/')}/{digest}",
        entry=entry.id,
        kind=kind,
        words=piece.text[one.start : one.end][:LONG],
        before=_before(piece.text[start : one.start]),
        after=_after(piece.text[min(one.end, one.start + LONG) : end]),
        voice=piece.voice,
        excerpt=piece.excerpt,
        capture=piece.capture,
        page=_page(piece.pages, one.start),
        count=max(best.counts.values()),
        countries=countries_of(one, piece.countries),
        year=_year(one) or year_of(entry.issued),
        **said,
    )


def _sentence(ready: Prepared, start: int, end: int) -> tuple[int, int]:
    """Where the sentences that hold a span start and end."""
    sentences = ready.sentences
    first = max(0, bisect_right(sentences, (start, len(ready.text))) - 1)
    last = max(first, bisect_right(sentences, (max(start, end - 1), len(ready.text))) - 1)
    if not sentences:
        return start, end
    return min(start, sentences[first][0]), max(end, sentences[last][1])


def _before(words: str) -> str:
    """The end of what stands before; "… " where its beginning is left out."""
    if len(words) <= AROUND:
        return words
    kept = words[-AROUND:]
    return f"… {kept.partition(' ')[2] or kept}"


def _after(words: str) -> str:
    """The beginning of what follows; " …" where its end is left out."""
    if len(words) <= AROUND:
        return words
    kept = words[:AROUND]
    return f"{kept.rpartition(' ')[0] or kept} …"


def _page(pages: tuple[TextPage, ...], place: int) -> str:
    """The page on which a character stands, as printed or counted from 1; "" where there are none."""
    if len(pages) < 2:
        return ""
    page = next((page for page in reversed(pages) if place >= page.start), pages[0])
    return page.label or str(page.index + 1)


def countries_of(one: Said, about: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The countries that something speaks of; ``about`` are those of its text, where it names none."""
    if isinstance(one, Role):
        return (one.country,)
    if isinstance(one, Route):
        return tuple(dict.fromkeys((one.origin, *one.transit, one.destination)))
    if isinstance(one, Figure):
        return (one.place,) if one.place else about
    if isinstance(one, Rating):
        return (one.country,) if one.country else about
    return about


def _covered(entry: Entry) -> int | None:
    """The year that a report speaks of where it names none: that of its edition, since "this year" in
    the findings of 2017, which came out in 2018, is 2017; else when it was issued."""
    named = _YEAR.search(entry.edition)
    return int(named.group()) if named else year_of(entry.issued)


def _year(one: Said) -> int | None:
    if isinstance(one, Rating):
        return one.year
    if isinstance(one, Figure) and one.period and one.period[:4].isdigit():
        return int(one.period[:4])
    return None
