"""Make the files of the site's search: all of them, or those that changed things touch. I/O: keeps
what they are made of on the shelf."""

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

import msgspec

from sourcebook.publish.searching import scripts
from sourcebook.publish.searching.coding import read, unlisted
from sourcebook.publish.searching.fields import LEVELS
from sourcebook.publish.searching.findable import Findable, face
from sourcebook.publish.searching.gathering import Gathered, gathered
from sourcebook.publish.searching.lines import Edits, aliases, facet_lines
from sourcebook.publish.searching.numbering import FACES, Room, numbered
from sourcebook.publish.searching.shelf import Shelf
from sourcebook.publish.searching.spots import cut, recut
from sourcebook.publish.searching.vocabulary import Pair, Vocabulary
from sourcebook.search.stop_words import ALL

if TYPE_CHECKING:
    from sourcebook.publish.searching.columns import Columns
    from sourcebook.publish.searching.filing import Filing

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
unpack = msgspec.msgpack.Decoder(Findable).decode
Stand = tuple[int, int]  # a thing's place in the files, and its number on the shelf


class Index:
    """The search's files of one build."""

    def __init__(self, shelf: Shelf, *, language: str, named: Named) -> None:
        self._shelf = shelf
        self._language = language
        self._named = named
        self._taken: dict[str, int] = {}  # things for ``whole``, with their numbers on the shelf
        self._held: tuple[Columns, Filing] | None = None  # what they say
        self._waiting: list[tuple[int, bytes]] = []

    @cached_property
    def _known(self) -> Vocabulary:
        return Vocabulary()

    # --- all ----------------------------------------------------------------------------------
    def take(self, found: Findable, packed: bytes = b"") -> None:
        """Take in a thing for ``whole``; ``packed`` is what ``pack`` makes of it, where that is there
        already."""
        if found.id in self._taken:
            return
        number = self._taken[found.id] = len(self._taken)
        self._sort_in(found)
        self._waiting.append((number, packed or pack(found)))
        if len(self._waiting) >= AT_ONCE:
            self._write()

    def _sort_in(self, found: Findable) -> None:
        self._held = self._held or _nothing()
        for one in self._held:
            one.take(found)

    def _write(self) -> None:
        self._shelf.put(self._waiting)
        self._waiting = []

    def replace(self, things: Mapping[str, Findable | None]) -> None:
        """Take in all things on the shelf for ``whole``, of which these changed; None is gone."""
        shelf = self._shelf
        numbers = {id: number for id, (_, number) in shelf.places().items()}
        after = shelf.last_number() + 1
        for id, found in things.items():
            if found is None:
                shelf.drop(numbers.pop(id, -1))
                continue
            if id not in numbers:
                numbers[id], after = after, after + 1
            shelf.put([(numbers[id], pack(found))])
        for id, number in numbers.items():
            self._taken[id] = number
            self._sort_in(unpack(shelf.packed(number)))

    def whole(self) -> Iterator[tuple[str, bytes]]:
        """All files, of the things that were taken in."""
        stamps: list[tuple[str, int]] = []
        for path, data in self._every():
            stamps.append((path, _stamp(data)))
            yield path, data
        self._shelf.keep_stamps(stamps)
        yield from self._start()

    def _every(self) -> Iterator[tuple[str, bytes]]:
        self._write()
        shelf = self._shelf
        room = Room.for_things(len(self._taken))
        numbered_ = numbered(self._taken, room)
        places = [numbered_[id] for id in self._taken]
        shelf.clear()
        shelf.keep_places((place, id, self._taken[id]) for id, place in numbered_.items())
        self._taken = {}
        columns, filing = self._held or _nothing()
        self._held = None
        forms = columns.forms()
        yield from self._every_term(columns, places, room, forms)
        shelf.keep_all(filing.lines(places))
        yield from self._every_word(forms)
        for number_, rows in _together(shelf.by_place()):
            yield _faces(number_, rows)
        yield from self._facets()

    def _every_term(
        self,
        columns: "Columns",
        places: Sequence[int],
        room: Room,
        forms: dict[Pair, int],
    ) -> Iterator[tuple[str, bytes]]:
        """The files of terms; the names of countries are noted among the forms."""
        terms = columns.terms()
        by_shelf: dict[str, list[str]] = {f"{n:x}": [] for n in range(room.shelves)}
        for term in sorted(terms):
            by_shelf[scripts.term_file(term, room.shelves)].append(term)
        every = columns.lines([*by_shelf.values()], places, terms)
        for name, some in zip(by_shelf, every, strict=True):
            lines: dict[str, list[tuple[str, str]]] = {f"t/{name}": [], f"p/{name}": []}
            for one in some:
                lines[f"t/{name}"].append((one.term, one.postings))
                for file, line in cut(one.term, name, one.numbers, one.spots, room):
                    lines.setdefault(file, []).append((one.term, line))
                for alias in aliases(one.term):
                    key = alias, one.term
                    forms[key] = forms.get(key, 0) + len(one.numbers)
            for file, own in lines.items():
                self._shelf.keep_all((file, *one) for one in own)
                yield scripts.path(file), _of_terms(file, own)

    def _every_word(self, forms: Mapping[Pair, int]) -> Iterator[tuple[str, bytes]]:
        """The files of the dictionary."""
        rows = [(form, term, things) for (form, term), things in sorted(forms.items())]
        borders = [
            form for form in dict.fromkeys(form for form, _, _ in rows) if scripts.is_border(form)
        ]
        self._shelf.keep_forms(rows, borders)
        for border in ("", *borders):
            yield self._dictionary(border)

    # --- what changed -------------------------------------------------------------------------
    def changed(self, things: Mapping[str, Findable | None]) -> Iterator[File] | None:
        """The files that these things touch, None for one that is no longer there. None where all
        files have to be made anew from all things."""
        shelf = self._shelf
        there = {id: place for id in things if (place := shelf.place(id)) is not None}
        fresh = {
            id: found
            for id, found in things.items()
            if (found is None and id in there)
            or (found and (id not in there or shelf.packed(there[id][1]) != pack(found)))
        }
        before = shelf.count()
        now = before + sum((found is not None) - (id in there) for id, found in fresh.items())
        room = Room.for_things(now)
        if room != Room.for_things(before) or len(fresh) > MANY:
            return None
        return self._stamped(self._patched(fresh, room))

    def _stamped(self, files: Iterable[File]) -> Iterator[File]:
        """These files, and what tells their build from others."""
        some = False
        for path, data in files:
            some = True
            self._shelf.restamp(path, None if data is None else _stamp(data))
            yield path, data
        if some:
            yield from self._start()

    def _patched(self, fresh: Mapping[str, Findable | None], room: Room) -> Iterator[File]:
        shelf = self._shelf
        if not fresh:
            return
        edits = Edits()
        faces: set[int] = set()
        for id, was, now in self._stands(fresh, room):
            old = self._gathered(unpack(shelf.packed(was[1]))) if was else None
            new = old
            if id in fresh:
                found = fresh[id]
                new = self._gathered(found) if found else None
                if found and now:
                    shelf.put([(now[1], pack(found))])
                elif was:
                    shelf.drop(was[1])
            left, place = was and was[0], now and now[0]
            faces.update(at // FACES for at in (left, place) if at is not None)
            if left == place:
                edits.change(old, new, left, place)
            else:  # first away, then there: its old place may be another's now
                edits.change(old, None, left, None)
                edits.change(None, new, None, place)
        yield from self._terms(edits, room)
        yield from self._words(edits)
        for number_ in sorted(faces):
            rows = [*shelf.by_place(number_ * FACES, (number_ + 1) * FACES)]
            file, data = _faces(number_, rows)
            yield file, data if rows else None
        for (facet, value), changes in edits.facets.items():
            held = [place for place, _ in unlisted(shelf.line(f"f/{facet}", value), 1)]
            days = read(shelf.line("f/date", value)) if facet == "year" else [0] * len(held)
            kept = {p: day for p, day in zip(held, days, strict=True) if p not in changes}
            kept.update((place, day) for place, day in changes.items() if day is not None)
            shelf.keep(facet_lines(facet, value, sorted(kept.items())))
        yield from self._facets()

    def _gathered(self, found: Findable) -> Gathered:
        return gathered(found, self._known)

    def _stands(
        self, fresh: Mapping[str, Findable | None], room: Room
    ) -> list[tuple[str, Stand | None, Stand | None]]:
        """Where these things stood and stand now, and those that make room for them; all are noted."""
        shelf = self._shelf
        there = {id: shelf.place(id) for id in fresh}
        if all(found and there[id] for id, found in fresh.items()):  # nothing came or went
            return [(id, stand, stand) for id, stand in sorted(there.items())]
        before = shelf.places()
        numbers = {id: number for id, (_, number) in before.items()}
        after = shelf.last_number() + 1
        for id, found in fresh.items():
            if found is None:
                del numbers[id]
            elif id not in numbers:
                numbers[id], after = after, after + 1
        now = {id: (place, numbers[id]) for id, place in numbered(numbers, room).items()}
        shelf.keep_places((place, id, number) for id, (place, number) in now.items())
        touched = fresh.keys() | {id for id, stand in now.items() if before.get(id) != stand}
        return [(id, before.get(id), now.get(id)) for id in sorted(touched)]

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


def _nothing() -> tuple["Columns", "Filing"]:
    """What holds things for ``whole``. A change needs no numpy, which loads for a tenth of a second."""
    from sourcebook.publish.searching.columns import Columns
    from sourcebook.publish.searching.filing import Filing

    return Columns(), Filing()


def _stamp(data: bytes) -> int:
    """A number below 2**48 that tells a file, which says its name, from others; their sum tells a build."""
    return int.from_bytes(hashlib.blake2b(data, digest_size=6).digest())


def _of_terms(file: str, lines: Iterable[tuple[str, str]]) -> bytes:
    """A file of terms; behind a country's stand its names, which are marked where it is found."""
    said: list[tuple[str, str]] = []
    for term, line in lines:
        said.append((term, line))
        if term[0] == "@" and file[0] == "t":
            said.append((f"{term}=", "|".join(aliases(term))))
    return scripts.pairs(file, said)


def _together(rows: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, list[tuple[int, bytes]]]]:
    """What was told of things, by the file that their faces stand in."""
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
    lines = [(place, scripts.face_line(face(unpack(packed)))) for place, packed in rows]
    return scripts.path(file), scripts.faces(file, lines)


def _border(form: str, borders: list[str]) -> str:
    """The last border up to a form."""
    return borders[bisect_right(borders, form) - 1]
