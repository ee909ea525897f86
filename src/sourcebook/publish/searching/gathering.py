"""Take one findable thing apart into terms with their weights and places, the forms of words that lead to
them, and its facets. Pure.

``columns`` does the same for many things at once, quicker by the piece.
"""

from collections.abc import Mapping
from itertools import pairwise

from msgspec import Struct

from sourcebook.publish.searching import names
from sourcebook.publish.searching.coding import WRITTEN
from sourcebook.publish.searching.fields import (
    ABOUT,
    FIELD,
    GAP,
    K1,
    KINDS,
    LEVELS,
    USUAL,
    B,
    Kind,
    fields,
    lead_weight,
)
from sourcebook.publish.searching.findable import Findable
from sourcebook.publish.searching.vocabulary import IN_TITLE, Pair, Vocabulary


class Gathered(Struct, frozen=True, gc=False):
    """What the index has of one thing: ``rows`` each term with its weight, below ``LEVELS``, and its places
    as written in files; ``pairs`` each form of a word with one of its terms; ``facets`` as in Findable;
    ``issued`` in EDTF."""

    rows: Mapping[str, tuple[int, str]]
    pairs: frozenset[Pair]
    facets: tuple[tuple[str, str], ...]
    issued: str


class _Count:
    """The words of one thing as they are met."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.places: dict[str, list[int]] = {}
        self.more: dict[str, float] = {}  # what terms weigh beyond one for each place
        self.leads: dict[str, tuple[list[int], int]] = {}  # of a field: places, words of the field
        self.pairs: set[Pair] = set()
        self.at = 0
        self.length = 0

    def take(self, text: str, language: str, kind: Kind) -> None:
        """Words of a field."""
        known = self._vocabulary
        stretches = list(known.stretches(text, language))
        pairs = [known.pairs[pair] for stretch in stretches for pair in known.read(stretch)]
        many = sum(known.many[stretch] for stretch in stretches)
        terms = [term for _, term in pairs]
        self.pairs.update(pairs)
        for place, term in enumerate(terms, self.at):
            self._term(term, place, kind.weight)
            if kind.lead:
                self._lead(kind.lead + term, place, many)
        for code, place, end in names.named(terms):
            country = names.term(code)
            self._term(country, self.at + place, kind.weight)
            form = pairs[place][0]
            if end - place == 1 and form not in names.names_of(code):
                self.pairs.add((form, country))  # "Казахстана" leads there too
            if kind.lead == IN_TITLE:
                self._lead(kind.lead + country, self.at + place, many)
        self.length += len(terms)
        self.at = (self.at + len(terms) + GAP + FIELD - 1) // FIELD * FIELD

    def about(self, code: str) -> None:
        """A country that the thing is about."""
        self._term(names.term(code), self.at, KINDS[ABOUT].weight)

    def _term(self, term: str, place: int, weight: float) -> None:
        self.places.setdefault(term, []).append(place)
        self.more[term] = self.more.get(term, 0.0) + weight - 1

    def _lead(self, term: str, place: int, many: int) -> None:
        self.leads.setdefault(term, ([], many))[0].append(place)


def gathered(found: Findable, vocabulary: Vocabulary) -> Gathered:
    """What the index has of a thing."""
    count = _Count(vocabulary)
    for kind, text, language in fields(found):
        count.take(text, language, KINDS[kind])
    for code in found.about:
        count.about(code)
    longer = K1 * (1 - B + B * count.length / USUAL)
    rows: dict[str, tuple[int, str]] = {}
    for term, places in count.places.items():
        heard = len(places) + count.more[term]
        rows[term] = int(LEVELS * heard / (heard + longer)), _written(places)
    for term, (places, many) in count.leads.items():
        rows[term] = lead_weight(many), _written(places)
    return Gathered(rows, frozenset(count.pairs), found.facets, found.issued)


def _written(places: list[int]) -> str:
    steps = (WRITTEN[after - before] for before, after in pairwise(places))
    return WRITTEN[places[0]] + "".join(steps)
