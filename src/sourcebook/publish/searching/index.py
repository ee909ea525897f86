"""Make the files of the site's search: all of them, or those that changed things touch. I/O: keeps
what they are made of on the shelf."""

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

import msgspec

from sourcebook.publish.searching import scripts
from sourcebook.publish.searching.coding import read, unlisted
from sourcebook.publish.searching.findable import Findable, face
from sourcebook.publish.searching.gathering import LEVELS, Gathered, gathered
from sourcebook.publish.searching.held import Held
from sourcebook.publish.searching.lines import Edits, aliases, facet_lines, filed, pair
from sourcebook.publish.searching.numbering import FACES, Room, numbered
from sourcebook.publish.searching.shelf import Shelf
from sourcebook.publish.searching.spots import cut, recut
from sourcebook.search.stop_words import ALL

File = tuple[str, bytes | None]  # None: there is no such file any more
Named = Callable[[str, Iterable[str]], Mapping[str, str]]  # what a facet's values are called
# Facets in the order in which they are shown, with their names.
FACETS = {
    "theme": "Theme", "country": "Country", "region": "Region", "role": "Role in trafficking", "purpose": "Purpose",
    "aspect": "Aspect", "year": "Year", "publisher": "Publisher", "series": "Series",
    "language": "Language", "age": "Age", "kind": "Kind", "standing": "Quotes", "address": "Addresses",
    "page": "", "date": "",
}  # fmt: skip
MANY = 100  # changed things of which each is put into the lines: more are quicker all at once
# Results of words in a row, and letters of their places, after which a reader is asked before more is
# loaded: a page of results, and some 10 KB for two of the commonest words.
FIRST = (10, 8000)
AT_ONCE = 500  # things written to the shelf at once
_START, _STAMP = "start", "stamp"
FORM = 2  # of the files, as finding.js reads them: raised when that changes
pack = msgspec.msgpack.Encoder().encode  # a thing as bytes


class Index:
    """The search's files of one build."""

    def __init__(self, shelf: Shelf, *, language: str, named: Named) -> None:
        self._shelf = shelf
        self._language = language
        self._named = named
        self._waiting: list[tuple[str, bytes, Gathered, bytes]] = []

    # --- things -------------------------------------------------------------------------------
    def take(self, found: Findable, packed: bytes = b"") -> None:
        """Take in a thing for ``whole``; ``packed`` is what ``pack`` makes of it, where that is there
        already."""
        digest = _digest(packed or pack(found))
        self._waiting.append((found.id, digest, gathered(found), _line(found)))
        if len(self._waiting) >= AT_ONCE:
            self._write()

    def _write(self) -> None:
        self._shelf.put(self._waiting)
        self._waiting = []

    # --- all ----------------------------------------------------------------------------------
    def replace(self, things: Mapping[str, Findable | None]) -> None:
        """Take in changed things for ``whole``; None is gone."""
        for id, found in things.items():
            if found is None:
                self._shelf.drop(id)
            else:
                self.take(found)

    def whole(self) -> Iterator[tuple[str, bytes]]:
        """All files, of the things on the shelf."""
        stamps: list[tuple[str, int]] = []
        for path, data in self._every():
            stamps.append((path, _stamp(data)))
            yield path, data
        self._shelf.keep_stamps(stamps)
        yield from self._start()

    def _every(self) -> Iterator[tuple[str, bytes]]:
        self._write()
        shelf = self._shelf
        ids = shelf.ids()
        room = Room.for_things(len(ids))
        places = numbered(ids, room)
        shelf.clear()
        shelf.keep_places(places.items())
        held = Held()
        facets: dict[tuple[str, str], list[tuple[int, int]]] = {}
        forms: Counter[str] = Counter()
        for place, body in shelf.bodies():
            held.take(place, body)
            forms.update(body.pairs())
            for facet, value, small in filed(body):
                facets.setdefault((facet, value), []).append((place, small))
        terms = held.terms()
        counted = {pair(written): things for written, things in forms.items()}
        for term in terms:
            for name in aliases(term):
                counted[name, term] = counted.get((name, term), 0) + held.many(term)
        shelf.keep_forms(
            ((form, term, things) for (form, term), things in counted.items()),
            sorted({form for form, _ in counted if scripts.is_border(form)}),
        )
        by_file: dict[str, list[str]] = {f"{n:x}": [] for n in range(room.shelves)}
        for term in terms:
            by_file[scripts.term_file(term, room.shelves)].append(term)
        for name, some in by_file.items():
            lines: dict[str, list[tuple[str, str]]] = {f"t/{name}": [], f"p/{name}": []}
            for term in some:
                lines[f"t/{name}"].append((term, held.postings(term)))
                numbers = held.numbers(term) if held.many(term) > room.large else ()
                for file, line in cut(term, name, numbers, held.spots(term), room):
                    lines.setdefault(file, []).append((term, line))
            for file, own in lines.items():
                shelf.keep_all((file, *one) for one in own)
                yield scripts.path(file), _of_terms(file, own)
        shelf.keep_all(
            line
            for (facet, value), rows in facets.items()
            for line in facet_lines(facet, value, rows)
        )
        for border in ("", *shelf.borders()):
            yield self._dictionary(border)
        for number_, rows in _together(shelf.faces()):
            yield _faces(number_, rows)
        yield from self._facets()

    # --- what changed -------------------------------------------------------------------------
    def changed(self, things: Mapping[str, Findable | None]) -> Iterator[File] | None:
        """The files that these things touch, None for one that is no longer there. None where all
        files have to be made anew from all things."""
        shelf = self._shelf
        before = shelf.places()
        fresh = {
            id: found
            for id, found in things.items()
            if (found is not None or id in before)
            and shelf.digest(id) != (_digest(pack(found)) if found else b"")
        }
        ids = (before.keys() | {id for id, found in fresh.items() if found}) - {
            id for id, found in fresh.items() if not found
        }
        room = Room.for_things(len(ids))
        if room != Room.for_things(len(before)) or len(fresh) > MANY:
            return None
        return self._stamped(self._patched(fresh, before, numbered(ids, room), room))

    def _stamped(self, files: Iterable[File]) -> Iterator[File]:
        """These files, and what tells their build from others."""
        some = False
        for path, data in files:
            some = True
            self._shelf.restamp(path, None if data is None else _stamp(data))
            yield path, data
        if some:
            yield from self._start()

    def _patched(
        self,
        fresh: Mapping[str, Findable | None],
        before: Mapping[str, int],
        places: Mapping[str, int],
        room: Room,
    ) -> Iterator[File]:
        shelf = self._shelf
        edits = Edits()
        faces: set[int] = set()
        moved = {id for id, place in places.items() if before.get(id, place) != place}
        for id in sorted(fresh.keys() | moved):
            old = shelf.body(id)
            found = fresh.get(id)
            if id not in fresh:
                new = old
            elif found is None:
                new = None
                shelf.drop(id)
            else:
                new = gathered(found)
                shelf.put([(id, _digest(pack(found)), new, _line(found))])
            was, now = before.get(id), places.get(id)
            faces.update(place // FACES for place in (was, now) if place is not None)
            if id in moved:  # first away, then there: its old place may be another's now
                edits.change(old, None, was, None)
                edits.change(None, new, None, now)
            else:
                edits.change(old, new, was, now)
        if not fresh and not moved:
            return
        shelf.keep_places(places.items())
        yield from self._terms(edits, room)
        yield from self._words(edits)
        for number_ in sorted(faces):
            rows = [*shelf.faces(number_ * FACES, (number_ + 1) * FACES)]
            file, data = _faces(number_, rows)
            yield file, data if rows else None
        for (facet, value), changes in edits.facets.items():
            held = [place for place, _ in unlisted(shelf.line(f"f/{facet}", value), 1)]
            days = read(shelf.line("f/date", value)) if facet == "year" else [0] * len(held)
            kept = {p: day for p, day in zip(held, days, strict=True) if p not in changes}
            kept.update((place, day) for place, day in changes.items() if day is not None)
            shelf.keep(facet_lines(facet, value, sorted(kept.items())))
        yield from self._facets()

    def _terms(self, edits: Edits, room: Room) -> Iterator[File]:
        shelf = self._shelf
        files: set[str] = set()
        for term, rows in edits.terms.items():
            name = scripts.term_file(term, room.shelves)
            file = f"t/{name}"
            postings, spots = recut(
                term, name, room, shelf.line(file, term), rows, partial(shelf.line, key=term)
            )
            shelf.keep([(file, term, postings), *((f, term, line) for f, line in spots.items())])
            files |= {file, *spots}
        for file in sorted(files):
            lines = shelf.lines(file)
            gone = not lines and "-" in file  # a part; shelves have their files in any case
            yield scripts.path(file), None if gone else _of_terms(file, lines)

    def _words(self, edits: Edits) -> Iterator[File]:
        shelf = self._shelf
        touched: set[str] = set()
        gone: set[str] = set()
        for (form, term), by in edits.forms.items():
            if not by:
                continue
            was = shelf.known(form)
            before, now = shelf.recount(form, term, by)
            if before.bit_length() != now.bit_length():
                touched.add(form)
            if was != (there := shelf.known(form)) and scripts.is_border(form):
                shelf.keep_border(form, there=there)
                touched.add(form)
                gone.add(form)
        borders = ["", *shelf.borders()]
        gone.difference_update(borders)
        again = {_border(form, borders) for form in touched}
        again.update(_border(form, [b for b in borders if b < form]) for form in touched if form)
        for border in sorted(again):
            yield self._dictionary(border)
        for border in sorted(gone):
            yield scripts.path(scripts.dictionary_file(border)), None

    # --- single files -------------------------------------------------------------------------
    def _dictionary(self, border: str) -> tuple[str, bytes]:
        borders = self._shelf.borders()
        after = next((other for other in borders if other > border), None)
        file = scripts.dictionary_file(border)
        return scripts.path(file), scripts.dictionary(file, self._shelf.forms(border, after))

    def _facets(self) -> Iterator[tuple[str, bytes]]:
        for facet in FACETS:
            if facet == "region":  # a country's
                continue
            file = f"f/{facet}"
            lines = self._shelf.lines(file)
            if facet == "date":
                yield scripts.path(file), scripts.pairs(file, lines)
                continue
            called = self._named(facet, [value for value, _ in lines])
            said = [
                part for value, rows in lines for part in (value, called.get(value, value), rows)
            ]
            yield scripts.path(file), scripts.script(file, said)

    def _start(self) -> Iterator[tuple[str, bytes]]:
        """What is loaded first, and by itself the stamp that it has too."""
        things = self._shelf.count()
        room = Room.for_things(things)
        stamp = f"{self._shelf.stamp():x}"
        yield scripts.path(_STAMP), scripts.script(_STAMP, stamp)
        yield scripts.path(_START), scripts.script(
            _START,
            {
                "form": FORM,
                "stamp": stamp,
                "things": things,
                "shelves": room.shelves,
                "faces": FACES,
                "levels": LEVELS,
                "part": room.part,
                "large": room.large,
                "first": FIRST,
                "language": self._language,
                "places": self._shelf.last_place() + 1,
                "light": sorted(ALL),
                "words": self._shelf.borders(),
                "facets": [
                    [facet, name]
                    for facet, name in FACETS.items()
                    if name and self._shelf.lines("f/country" if facet == "region" else f"f/{facet}")
                ],
            },
        )  # fmt: skip


def _digest(packed: bytes) -> bytes:
    return hashlib.sha256(packed).digest()[:12]


def _stamp(data: bytes) -> int:
    """A number below 2**48 that tells a file, which says its name, from others; their sum tells a build."""
    return int.from_bytes(hashlib.blake2b(data, digest_size=6).digest())


def _line(found: Findable) -> bytes:
    return scripts.face_line(face(found))


def _of_terms(file: str, lines: Iterable[tuple[str, str]]) -> bytes:
    """A file of terms; behind a country's stand its names, which are marked where it is found."""
    said: list[tuple[str, str]] = []
    for term, line in lines:
        said.append((term, line))
        if term[0] == "@" and file[0] == "t":
            said.append((f"{term}=", "|".join(aliases(term))))
    return scripts.pairs(file, said)


def _together(rows: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, list[tuple[int, bytes]]]]:
    """Faces by the file they stand in."""
    held: list[tuple[int, bytes]] = []
    for row in rows:
        if held and held[0][0] // FACES != row[0] // FACES:
            yield held[0][0] // FACES, held
            held = []
        held.append(row)
    if held:
        yield held[0][0] // FACES, held


def _faces(number_: int, rows: list[tuple[int, bytes]]) -> tuple[str, bytes]:
    file = f"d/{number_:x}"
    return scripts.path(file), scripts.faces(file, rows)


def _border(form: str, borders: list[str]) -> str:
    """The last border up to a form."""
    return borders[bisect_right(borders, form) - 1]
