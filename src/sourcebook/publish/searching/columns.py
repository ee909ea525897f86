"""Hold the words of many things as columns of numbers, and write the lines of all terms from them. Pure.

A million words go by: each costs a look into a dictionary, all else is done to columns. ``gathering`` says
the same of one thing, word by word.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from sourcebook.publish.searching import names
from sourcebook.publish.searching.fields import (
    ABOUT,
    AUTHOR,
    FIELD,
    GAP,
    K1,
    KINDS,
    LEVELS,
    TITLE,
    USUAL,
    B,
    fields,
)
from sourcebook.publish.searching.findable import Findable
from sourcebook.publish.searching.lettering import Numbers, lettered
from sourcebook.publish.searching.vocabulary import IN_TITLE, Pair, Vocabulary
from sourcebook.search.name_terms import LONGEST
from sourcebook.search.names import ALONE, FIRST, SECOND, name_at

_TAKEN = (
    1 << 16
)  # stretches that are looked up before they are turned into columns; these are some 10 MB
_WRITTEN = 1 << 17  # words whose lines are written at once; as much
_LEAD = len(KINDS)  # beside a term of a field that can be asked for stands its weight, from here on
_EXTRA = np.array([kind.weight - 1 for kind in KINDS] + [0.0] * LEVELS)


class Term(NamedTuple):
    """A term with its lines: its postings; the numbers of its things; its places in them, as they are
    ``said`` one behind the other, and where those of each thing end."""

    term: str
    postings: str
    numbers: Numbers
    ends: Numbers
    said: str

    def spots(self, first: int, end: int) -> str:
        """The places in the things from one to before another."""
        begins = self.ends[-1] - len(self.said)
        return self.said[
            (self.ends[first - 1] + 1 if first else begins) - begins : self.ends[end - 1] - begins
        ]


class _Words(NamedTuple):
    """Words of some things, a column each: their terms, the things by their order, where in them they
    stand, and a kind of field or a weight (see ``_LEAD``)."""

    terms: Numbers
    things: Numbers
    spots: Numbers
    kinds: Numbers


class _Waiting:
    """Things whose words were looked up only: their stretches, one behind the other; of each field
    where they end and its kind; of each thing its fields and the countries it is about."""

    def __init__(self) -> None:
        self.stretches: list[int] = []
        self.ends = array("i")
        self.kinds = bytearray()
        self.fields = array("i")
        self.about: list[tuple[str, ...]] = []


class Columns:
    """The words of things, by the order in which they were taken in."""

    def __init__(self) -> None:
        self._known = Vocabulary()
        self._waiting = _Waiting()
        self._words: list[_Words] = []  # things are counted from the first beside it
        self._firsts: list[int] = []
        self._longer: list[Numbers] = []  # of each thing, what its length holds weights back
        self._counts: Numbers = np.zeros(0, dtype=np.int64)  # of each pair, the things that have it
        self._things = 0

    def take(self, found: Findable) -> None:
        """Take in a thing."""
        waiting, known = self._waiting, self._known
        held, ends = waiting.stretches, waiting.ends
        before = len(ends)
        for kind, text, language in fields(found):
            held += known.stretches(text, language)
            ends.append(len(held))
            waiting.kinds.append(kind)
        waiting.fields.append(len(ends) - before)
        waiting.about.append(found.about)
        if len(held) > _TAKEN:
            self._settle()

    def _settle(self) -> None:
        """Turn what waits into columns."""
        waiting, self._waiting = self._waiting, _Waiting()
        if waiting.about:
            self._keep(_Settled(waiting, self._known), len(waiting.about))
        if self._known.full:
            self._known.forget()

    def _keep(self, made: "_Settled", things: int) -> None:
        self._words.append(_Words(*map(_small, made.words())))
        self._firsts.append(self._things)
        self._longer.append(K1 * (1 - B + B * made.lengths / USUAL))
        counts = np.bincount(made.pairs(), minlength=len(self._known.pairs))
        counts[: len(self._counts)] += self._counts
        self._counts = counts
        self._things += things

    # --- what they give -----------------------------------------------------------------------
    def forms(self) -> dict[Pair, int]:
        """Each form with a term it leads to, and how many things have it."""
        self._settle()
        return dict(zip(self._known.pairs, self._counts.tolist(), strict=True))

    def terms(self) -> dict[str, int]:
        """All terms, and how many places they have."""
        self._settle()
        many = np.zeros(len(self._known.terms), dtype=np.int64)
        for words in self._words:
            many += np.bincount(words.terms, minlength=len(many))
        return {term: n for term, n in zip(self._known.terms, many.tolist(), strict=True) if n}

    def lines(
        self, shelves: Sequence[Sequence[str]], places: Sequence[int], sizes: Mapping[str, int]
    ) -> Iterator[list[Term]]:
        """The terms of each shelf with their lines, in the order asked for; once. ``places`` are the numbers of
        the things in the order in which they were taken in, ``sizes`` what ``terms`` gave."""
        ranks = np.zeros(len(self._known.terms), dtype=np.min_scalar_type(len(sizes)))
        ranks[[self._known.term(t) for shelf in shelves for t in shelf]] = np.arange(len(sizes))
        every = self._words
        for n, words in enumerate(every):
            every[n] = words._replace(terms=ranks[words.terms])
        self._words = []  # these are gone, and so is their room
        at = np.array(places, dtype=np.int64)
        longer = np.concatenate(self._longer) if self._longer else np.zeros(0)
        first = 0
        for some in _together(shelves, sizes):
            terms = [term for shelf in some for term in shelf]
            made: Iterator[Term] = iter(())
            if terms:
                own = _of(every, self._firsts, first, len(terms))
                made = _lines(terms, own, at, longer)
            first += len(terms)
            for shelf in some:
                yield [next(made) for _ in shelf]


def _small(numbers: Numbers) -> Numbers:
    """Numbers from 0 on in as little room as they need."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def _of(every: list[_Words], firsts: list[int], first: int, many: int) -> _Words:
    """The words whose terms are among so many from the first on, counted from that."""
    found: list[tuple[Numbers, ...]] = []
    for words, things in zip(every, firsts, strict=True):
        terms = words.terms - words.terms.dtype.type(
            first
        )  # one below the first becomes a large one
        (some,) = np.nonzero(terms < many)
        found.append(
            (
                terms[some],
                words.things[some].astype(np.int64) + things,
                words.spots[some],
                words.kinds[some],
            )
        )
    return _Words(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _together(
    shelves: Sequence[Sequence[str]], sizes: Mapping[str, int]
) -> Iterator[list[Sequence[str]]]:
    """Shelves that are worked on at once."""
    some: list[Sequence[str]] = []
    words = 0
    for shelf in shelves:
        many = sum(sizes[term] for term in shelf)
        if some and words + many > _WRITTEN:
            yield some
            some, words = [], 0
        some.append(shelf)
        words += many
    if some:
        yield some


class _Settled:
    """The words of things that waited, each a number, in columns: first the stretches' own, then what
    is added to them."""

    def __init__(self, waiting: _Waiting, known: Vocabulary) -> None:
        self._known = known
        self._waiting = waiting
        stretches = np.array(waiting.stretches, dtype=np.int32)
        ends = np.array(waiting.ends, dtype=np.int64)
        fields_of = np.array(waiting.fields, dtype=np.int64)
        self._kinds = np.frombuffer(bytes(waiting.kinds), dtype=np.uint8)
        begins = np.array(known.first, dtype=np.int64)
        sizes = np.diff(begins)[stretches]
        firsts = np.concatenate(([0], ends[:-1])) if len(ends) else ends  # stretches of fields
        self._sizes = np.add.reduceat(sizes, firsts) if len(ends) else ends
        many = np.array(known.many, dtype=np.int64)[stretches]
        self._many = np.add.reduceat(many, firsts) if len(ends) else ends
        self._things = np.repeat(np.arange(len(fields_of)), fields_of)  # of each field
        # pairs, word by word
        which = _ranges(begins[stretches], sizes)
        self._pairs = np.array(known.held, dtype=np.int32)[which]
        self._terms = np.array(known.term_of, dtype=np.int32)[self._pairs]
        # where they stand
        widths = (self._sizes + GAP + FIELD - 1) // FIELD * FIELD
        ends = np.concatenate(([0], np.cumsum(widths)))
        last = np.cumsum(fields_of)
        self._ends = ends[last] - ends[last - fields_of]  # of each thing, the place behind all
        self._begins = ends[:-1] - ends[last - fields_of][self._things]
        self._spots = _ranges(self._begins, self._sizes)
        self.lengths = np.bincount(
            self._things, weights=self._sizes, minlength=len(fields_of)
        )  # of each thing, in words
        self._named: list[tuple[int, int]] = []  # things and forms that lead to a country's term

    def pairs(self) -> Numbers:
        """The pairs of all things; those of one thing each once."""
        of = np.repeat(self._things, self._sizes)
        keys = np.concatenate(
            (
                of << 32 | self._pairs,
                np.array([n << 32 | p for n, p in self._named], dtype=np.int64),
            )
        )
        keys.sort()
        return (keys[np.diff(keys, prepend=-1) != 0]) & 0xFFFFFFFF

    def words(self) -> _Words:
        """All words: of the fields, the countries they name, terms of titles and authors, and of
        countries that a thing is about. A term's places in a thing rise."""
        found = [
            _Words(
                self._terms,
                np.repeat(self._things, self._sizes),
                self._spots,
                np.repeat(self._kinds, self._sizes),
            ),
            *self._leads(),
            self._countries(),
        ]
        return _Words(*(np.concatenate(column) for column in zip(*found, strict=True)))

    def _weights(self) -> Numbers:
        """The weight of a term of each field, if that can be asked for."""
        return _LEAD + np.minimum(LEVELS - 1, LEVELS // np.maximum(self._many, 1))

    def _leads(self) -> Iterator[_Words]:
        known, weights = self._known, self._weights()
        for kind in (TITLE, AUTHOR):
            some = np.repeat(self._kinds == kind, self._sizes)
            terms = self._terms[some]
            lead = KINDS[kind].lead
            for term in np.unique(terms).tolist():
                known.led(lead, term)
            fields_ = self._kinds == kind
            sizes = self._sizes[fields_]
            yield _Words(
                np.array(known.leads[lead], dtype=np.int32)[terms],
                np.repeat(self._things[fields_], sizes),
                self._spots[some],
                np.repeat(weights[fields_], sizes),
            )

    def _countries(self) -> _Words:
        known, rows = self._known, []
        weights = self._weights().tolist()
        for code, field, spot, form in self._names():
            country = known.term(names.term(code))
            thing, kind = int(self._things[field]), int(self._kinds[field])
            rows.append((country, thing, spot, kind))
            if KINDS[kind].lead == IN_TITLE:
                rows.append((known.led(IN_TITLE, country), thing, spot, weights[field]))
            if form:
                self._named.append((thing, known.pair(form, names.term(code))))
        for thing, about in enumerate(self._waiting.about):
            end = int(self._ends[thing])
            rows += [(known.term(names.term(code)), thing, end, ABOUT) for code in about]
        made = np.array(rows, dtype=np.int64).reshape(-1, 4)
        return _Words(*made.T)

    def _names(self) -> Iterator[tuple[str, int, int, str]]:
        """The countries that are named: their code, field, place, and the form, if
        that alone names one and isn't among its names."""
        known = self._known
        parts = np.frombuffer(bytes(known.parts), dtype=np.uint8)[self._terms]
        begins = (parts & ALONE) > 0
        begins[:-1] |= ((parts[:-1] & FIRST) > 0) & ((parts[1:] & SECOND) > 0)
        (at,) = np.nonzero(begins)
        ends = np.cumsum(self._sizes)
        fields_ = np.searchsorted(ends, at, side="right")
        over = 0
        for place, field, end in zip(
            at.tolist(), fields_.tolist(), ends[fields_].tolist(), strict=True
        ):
            if place < over:
                continue
            some = self._terms[place : min(end, place + LONGEST)].tolist()
            name = name_at([known.terms[term] for term in some], 0)
            if name is None:
                continue
            code, length = name
            over = place + length
            if code:
                form = known.pairs[self._pairs[place]][0] if length == 1 else ""
                if form in names.names_of(code):
                    form = ""
                yield code, field, int(self._spots[place]), form


def _ranges(begins: Numbers, sizes: Numbers) -> Numbers:
    """The numbers from each beginning on, so many of each, one behind the other."""
    offsets = np.cumsum(sizes) - sizes
    return np.repeat(begins - offsets, sizes) + np.arange(int(sizes.sum()))


def _lines(terms: Sequence[str], words: _Words, places: Numbers, longer: Numbers) -> Iterator[Term]:
    """The lines of these terms; those of ``words`` are places among them."""
    count = len(words.terms)
    within = count.bit_length()
    room = int(places.max()).bit_length()
    # Sorted by term and number; what is last keeps the order of places. Bits suffice: of the terms, the
    # words and the numbers of a million things each has at most twenty.
    keys = words.terms.astype(np.int64) << room | places[words.things]
    keys = keys << within | np.arange(count)
    keys.sort()
    order = keys & ((1 << within) - 1)
    rows = keys >> within
    leads = np.diff(rows, prepend=-1) != 0  # where a thing's places begin
    (firsts,) = np.nonzero(leads)
    rows = rows[firsts]
    spots = words.spots[order].astype(np.int64)
    steps = np.diff(spots, prepend=0)
    steps[firsts] = spots[firsts]
    said, ends = lettered(steps, leads)
    row_ends = np.append(ends[firsts[1:] - 1], len(said))
    numbers = rows & ((1 << room) - 1)
    bounds = np.searchsorted(rows >> room, np.arange(len(terms) + 1))  # of terms, among rows
    before = np.concatenate(([0], numbers[:-1]))
    before[bounds[:-1]] = 0
    weights = _weights(words.kinds[order], firsts, longer[words.things[order[firsts]]])
    postings, posted = lettered((numbers - before) * LEVELS + weights)
    for term, (row, end), (post, posts_end), (spot, spots_end) in zip(
        terms,
        pairwise(bounds.tolist()),
        pairwise(np.append(0, posted)[bounds].tolist()),
        pairwise(np.append(0, row_ends)[bounds].tolist()),
        strict=True,
    ):
        yield Term(
            term=term,
            postings=postings[post:posts_end],
            numbers=numbers[row:end],
            ends=row_ends[row:end],
            said=said[spot + 1 : spots_end],
        )


def _weights(kinds: Numbers, firsts: Numbers, longer: Numbers) -> Numbers:
    """The weight of a term in each thing, whose words begin at ``firsts``."""
    many = np.diff(firsts, append=len(kinds))
    heard = many + np.add.reduceat(_EXTRA[kinds], firsts)
    weights = (LEVELS * heard / (heard + longer)).astype(np.int64)
    own = kinds[firsts].astype(np.int64) - _LEAD
    return np.where(own >= 0, own, weights)
