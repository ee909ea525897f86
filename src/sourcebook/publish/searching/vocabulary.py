"""Number the words of a library: terms, forms that lead to them, and what stands between two spaces. Pure.

A word in the browser is folded and looked up: the index says under which terms that form stands. So
stemming is done here, once, for all forms that occur, and none has to be done there.
"""

from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sourcebook.search.names import part_in_names
from sourcebook.search.words import analyse, language_guess, terms_of, words

IN_TITLE, OF_AUTHOR = (
    "t:",
    "a:",
)  # terms of a title and of who wrote or published; no word has a ":"
Pair = tuple[str, str]  # a form of a word, and a term it leads to
_HELD = 200_000  # stretches remembered; some 40 MB
_SHORT = 100  # letters of a text whose language is remembered
_LONGEST = 40  # letters of a stretch that is remembered
_guessed = lru_cache(maxsize=1 << 12)(language_guess)  # names and labels, which recur


class _Stretches(dict[str, int]):
    """The numbers of what stands between two spaces, in one language. Most stretches are one word, many
    occur again and again, and dictionaries are quicker than expressions."""

    def __init__(self, language: str, vocabulary: "Vocabulary") -> None:
        super().__init__()
        self._stems, self._folds = terms_of(language), terms_of("und")
        self._vocabulary = vocabulary

    def __missing__(self, stretch: str) -> int:
        made = self._vocabulary.add(*self._taken_apart(stretch))
        if len(stretch) <= _LONGEST:
            self[stretch] = made
        return made

    def _taken_apart(self, stretch: str) -> tuple[list[Pair], int]:
        """The pairs of a stretch in their order, and how many words it has."""
        found: list[Pair] = []
        written = words(stretch)
        for word in written:
            form, term = self._folds[word], self._stems[word]
            if not form or not term:
                continue
            if " " in form:  # without spaces between words: pairs of letters
                found += [(token.term, token.term) for token in analyse(word, "und")]
            else:
                found.append((form, term))
        return found, len(written)


class Vocabulary:
    """All words that were met. Terms and pairs keep their numbers; those of stretches hold until
    ``forget``: the pairs of stretch n are ``held[first[n]:first[n + 1]]``, its words ``many[n]``.

    ``parts`` says of each term what it may be in a country's name; ``leads`` gives the number of
    a term of a title or an author by that of the term, -1 where it never stood there."""

    def __init__(self) -> None:
        self.terms: list[str] = []
        self.parts = bytearray()  # as ``part_in_names`` has it
        self.leads = {IN_TITLE: array("i"), OF_AUTHOR: array("i")}
        self.pairs: list[Pair] = []
        self.term_of = array("i")  # of each pair
        self._terms: dict[str, int] = {}
        self._pairs: dict[Pair, int] = {}
        self._languages: dict[str, _Stretches] = {}
        self.forget()

    def forget(self) -> None:
        """Number stretches anew."""
        self._stretches: dict[int, _Stretches] = {}
        self._languages.clear()
        self.first, self.held, self.many = array("i", [0]), array("i"), array("i")

    @property
    def full(self) -> bool:
        """Whether more stretches are held than is worth their room."""
        return len(self.many) > _HELD

    def term(self, term: str) -> int:
        """The number of a term."""
        number = self._terms.get(term)
        if number is None:
            number = self._terms[term] = len(self.terms)
            self.terms.append(term)
            self.parts.append(part_in_names(term))
            for led in self.leads.values():
                led.append(-1)
        return number

    def led(self, lead: str, term: int) -> int:
        """The number of the term of a title or an author that belongs to a term."""
        led = self.leads[lead]
        if led[term] < 0:
            number = self.term(lead + self.terms[term])
            self.leads[lead][term] = number
        return led[term]

    def pair(self, form: str, term: str) -> int:
        """The number of a form with a term."""
        number = self._pairs.get((form, term))
        if number is None:
            number = self._pairs[form, term] = len(self.pairs)
            self.pairs.append((form, term))
            self.term_of.append(self.term(term))
        return number

    def add(self, pairs: Sequence[Pair], many: int) -> int:
        """Take in a stretch with its pairs, of so many words; gives its number."""
        self.held.extend(self.pair(form, term) for form, term in pairs)
        self.first.append(len(self.held))
        self.many.append(many)
        return len(self.many) - 1

    def stretches(self, text: str, language: str) -> Iterator[int]:
        """The numbers of a text's stretches, in order; ``language`` as ``search.words`` takes it."""
        if not language:
            language = (_guessed if len(text) < _SHORT else language_guess)(text)
        known = self._languages.get(language) or self._of(language)
        return map(known.__getitem__, text.split(" "))

    def _of(self, language: str) -> _Stretches:
        """What is known of a language; those that are taken apart alike share it."""
        alike = id(terms_of(language))
        known = self._stretches.setdefault(alike, _Stretches(language, self))
        self._languages[language] = known
        return known

    def read(self, stretch: int) -> list[int]:
        """The pairs of a stretch, by number."""
        return self.held[self.first[stretch] : self.first[stretch + 1]].tolist()
