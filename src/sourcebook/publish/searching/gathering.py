"""Take a findable thing apart into terms with their weights and places, and the forms of words that
lead to them. Pure.

A word in the browser is folded and looked up: the index says under which terms that form stands. So
stemming is done here, once, for all forms that occur, and none has to be done there.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from msgspec import Struct

from sourcebook.publish.searching import names
from sourcebook.publish.searching.coding import WRITTEN
from sourcebook.publish.searching.findable import Findable
from sourcebook.search.names import Name
from sourcebook.search.words import analyse, language_guess, terms_of, words

LEVELS = 8  # weights of a term in a thing; more than eight change no order a reader would see
TITLE, HEADING, PLAIN, MORE = 4.0, 1.5, 1.0, 0.5
# BM25: how soon a word's repetition counts no more, and how much longer things are held back
# (Robertson and Zaragoza 2009). The usual length is fixed: were it the library's mean, one more entry
# would change every weight.
K1, B, USUAL = 1.2, 0.6, 160
# Places between fields and paragraphs, so that no phrase runs over their border; each begins at a
# multiple, so that one more word in a title doesn't move the places of all words that follow.
GAP, FIELD = 10, 32
IN_TITLE, OF_AUTHOR = (
    "t:",
    "a:",
)  # terms of a title and of who wrote or published; no word has a ":"
_HELD = 50_000  # stretches between spaces remembered for each language; some 10 MB
_SHORT = 100  # letters of a text whose language is remembered
_LONGEST = 40  # letters of a stretch that is remembered
_BETWEEN = "\n"  # no term, form or place has it


class Gathered(Struct, frozen=True, array_like=True, gc=False):
    """What the index keeps of one thing. ``terms`` and ``spots`` are joined by line feeds, for they are
    written and read by the million: each term's places as written in files; ``weights`` are below
    ``LEVELS``, the weight of a field's term being what share of the field it is; ``forms`` each form of
    a word with one of its terms, a tab between them where they differ; ``facets`` as in Findable;
    ``issued`` in EDTF."""

    terms: str
    weights: bytes
    spots: str
    forms: str
    facets: tuple[tuple[str, str], ...]
    issued: str

    def rows(self) -> Iterator[tuple[str, int, str]]:
        """Each term with its weight and places."""
        if not self.terms:
            return iter(())
        return zip(
            self.terms.split(_BETWEEN), self.weights, self.spots.split(_BETWEEN), strict=True
        )

    def pairs(self) -> list[str]:
        """The forms with their terms."""
        return self.forms.split(_BETWEEN) if self.forms else []


class _Stretches(dict[str, str]):
    """What stands between two spaces, taken apart once: the terms (or forms, or both) of its words. Most
    are one word, many occur again and again, and dictionaries are quicker than expressions."""

    def __init__(self, language: str, *, terms: bool, forms: bool) -> None:
        super().__init__()
        self._stems, self._folds = terms_of(language), terms_of("und")
        self._terms, self._forms = terms, forms

    def __missing__(self, stretch: str) -> str:
        made = _BETWEEN.join(map(self._said, self._words(stretch)))
        if len(stretch) <= _LONGEST:
            if len(self) > _HELD:
                self.clear()
            self[stretch] = made
        return made

    def _said(self, word: tuple[str, str]) -> str:
        form, term = word
        if self._forms and self._terms:
            return form if form == term else f"{form}\t{term}"
        return form if self._forms else term

    def _words(self, stretch: str) -> Iterator[tuple[str, str]]:
        for word in words(stretch):
            form, term = self._folds[word], self._stems[word]
            if not form or not term:
                continue
            if " " in form:  # without spaces between words: pairs of letters
                yield from ((token.term, token.term) for token in analyse(word, "und"))
            else:
                yield form, term


class _Language:
    """What is remembered of a language's stretches."""

    def __init__(self, language: str) -> None:
        self.terms = _Stretches(language, terms=True, forms=False)
        self.forms = _Stretches(language, terms=False, forms=True)
        self.pairs = _Stretches(language, terms=True, forms=True)


_guessed = lru_cache(maxsize=1 << 12)(language_guess)  # names and labels, which recur


@cache
def _known(language: str) -> _Language:
    return _Language(language)


def _flat(said: _Stretches, stretches: Sequence[str]) -> list[str]:
    return list(filter(None, _BETWEEN.join(map(said.__getitem__, stretches)).split(_BETWEEN)))


class _Count:
    """The words of one thing as they are met."""

    def __init__(self) -> None:
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        self.more: dict[str, float] = {}  # what terms weigh beyond one for each place
        self.leads: dict[str, tuple[list[int], int]] = {}  # of a field: places, words of the field
        self.stretches: dict[str, set[str]] = {}
        self.named: set[str] = set()  # forms that lead to a country's term
        self.at = 0
        self.length = 0

    def take(self, text: str, language: str, weight: float, lead: str = "") -> None:
        """Words of a field; ``lead`` marks terms of one that can be asked for by itself."""
        if not text:
            return
        language = language or (_guessed if len(text) < _SHORT else language_guess)(text)
        stretches = text.split(" ")
        self.stretches.setdefault(language, set()).update(stretches)
        known = _known(language)
        found = _flat(known.terms, stretches)
        places, at = self.places, self.at
        for place, term in enumerate(found, at):
            places[term].append(place)
        if weight != PLAIN:
            more = self.more
            for term in found:
                more[term] = more.get(term, 0.0) + weight - PLAIN
        if lead:
            many = len(words(text))
            for place, term in enumerate(found, at):
                self._lead(lead + term, place, many)
        if countries := names.named(found):
            self._name(countries, _flat(known.forms, stretches), weight, lead, text)
        self.length += len(found)
        self.at = (at + len(found) + GAP + FIELD - 1) // FIELD * FIELD

    def _name(
        self, found: list[Name], forms: list[str], weight: float, lead: str, text: str
    ) -> None:
        for code, place, end in found:
            self.country(code, self.at + place, weight)
            form = forms[place]
            if end - place == 1 and form not in names.names_of(code):
                self.named.add(f"{form}\t{names.term(code)}")  # "Казахстана" leads there too
            if lead == IN_TITLE:
                self._lead(lead + names.term(code), self.at + place, len(words(text)))

    def _lead(self, term: str, place: int, many: int) -> None:
        self.leads.setdefault(term, ([], many))[0].append(place)

    def country(self, code: str, at: int, weight: float) -> None:
        """A country is named, or it is what the thing is about."""
        term = names.term(code)
        self.more[term] = self.more.get(term, 0.0) + weight - PLAIN
        self.places[term].append(at)

    def forms(self) -> set[str]:
        """All forms with their terms."""
        found = self.named
        for language, stretches in self.stretches.items():
            found.update(map(_known(language).pairs.__getitem__, stretches))
        for several in [pairs for pairs in found if _BETWEEN in pairs]:
            found.remove(several)
            found.update(several.split(_BETWEEN))
        found.discard("")  # of a stretch without words
        return found


def gathered(found: Findable) -> Gathered:
    """What the index keeps of a thing."""
    count = _Count()
    language = found.language
    count.take(found.title, language, TITLE, IN_TITLE)
    for who in dict.fromkeys((found.by, *found.authors)):
        count.take(who, language, PLAIN, OF_AUTHOR)
    for passage in found.passages:
        count.take(passage.heading, language, HEADING)
        for paragraph in passage.text.split("\n"):
            count.take(paragraph, language, MORE if found.light else PLAIN)
    for more in found.more:
        count.take(more, "", MORE)
    for code in found.about:
        count.country(code, count.at, HEADING)
    longer = K1 * (1 - B + B * count.length / USUAL)
    more_of = count.more.get
    heard = [len(places) + more_of(term, 0.0) for term, places in count.places.items()]
    levels = {n: int(LEVELS * n / (n + longer)) for n in set(heard)}
    weights = bytearray(map(levels.__getitem__, heard))
    spots = [
        WRITTEN[places[0]] if len(places) == 1 else _written(places)
        for places in count.places.values()
    ]
    for places, many in count.leads.values():
        weights.append(min(LEVELS - 1, LEVELS // many))
        spots.append(_written(places))
    return Gathered(
        terms=_BETWEEN.join((*count.places, *count.leads)),
        weights=bytes(weights),
        spots=_BETWEEN.join(spots),
        forms=_BETWEEN.join(count.forms()),
        facets=found.facets,
        issued=found.issued,
    )


def _written(places: list[int]) -> str:
    made = WRITTEN[places[0]]
    for before, after in pairwise(places):
        made += WRITTEN[after - before]
    return made
