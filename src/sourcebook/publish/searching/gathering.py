"""Take a findable thing apart into terms with their weights and places, and the forms of words that
lead to them. Pure.

A word in the browser is folded and looked up: the index says under which terms that form stands. So
stemming is done here, once, for all forms that occur, and none has to be done there.
"""

from collections.abc import Iterable

from msgspec import Struct

from sourcebook.publish.searching import names
from sourcebook.publish.searching.coding import number
from sourcebook.publish.searching.findable import Findable
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


class Gathered(Struct, frozen=True, array_like=True, gc=False):
    """What the index keeps of one thing. ``terms`` are (term, weight below ``LEVELS``, its places as
    written in files), the weight of a field's term being what share of the field it is; ``forms`` each form of a word, with its terms behind it where they differ,
    parted by tabs; ``facets`` as in Findable; ``issued`` in EDTF."""

    terms: tuple[tuple[str, int, str], ...]
    forms: tuple[str, ...]
    facets: tuple[tuple[str, str], ...]
    issued: str


class _Count:
    """The words of one thing as they are met."""

    def __init__(self) -> None:
        self.heard: dict[str, float] = {}
        self.places: dict[str, list[int]] = {}
        self.forms: dict[str, set[str] | None] = {}
        self.leads: dict[str, int] = {}  # terms of a field, and how many words that has
        self.at = 0
        self.length = 0

    def take(self, text: str, language: str, weight: float, lead: str = "") -> None:
        """Words of a field; ``lead`` marks terms of one that can be asked for by itself."""
        if not text:
            return
        found = words(text)
        stems, folds = terms_of(language or language_guess(text)), terms_of("und")
        forms: list[str] = []
        terms_found: list[str] = []
        heard, places, known, leads = self.heard, self.places, self.forms, self.leads
        at = self.at
        for word in found:
            form, term = folds[word], stems[word]
            if not form or not term:
                continue
            # without spaces between words: pairs of letters
            pairs = [token.term for token in analyse(word, "und")] if " " in form else None
            for one, other in zip(pairs or (form,), pairs or (term,), strict=True):
                forms.append(one)
                terms_found.append(other)
                heard[other] = heard.get(other, 0.0) + weight
                if other in places:
                    places[other].append(at)
                else:
                    places[other] = [at]
                if lead:
                    places.setdefault(lead + other, []).append(at)
                    leads.setdefault(lead + other, len(found))
                at += 1
                if one != other:
                    terms = known.get(one)
                    if terms is None:
                        known[one] = {other} if one not in known else {one, other}
                    else:
                        terms.add(other)
                elif one not in known:
                    known[one] = None
                elif (terms := known[one]) is not None:
                    terms.add(one)
        for code, place, end in names.named(terms_found):
            self.country(code, self.at + place, weight)
            form = forms[place]
            if end - place == 1 and form not in names.names_of(
                code
            ):  # "Казахстана" leads there too
                known[form] = {*(known[form] or {form}), names.term(code)}
            if lead == IN_TITLE:
                name = lead + names.term(code)
                places.setdefault(name, []).append(self.at + place)
                leads.setdefault(name, len(found))
        self.length += at - self.at
        self.at = (at + GAP + FIELD - 1) // FIELD * FIELD

    def country(self, code: str, at: int, weight: float) -> None:
        """A country is named, or it is what the thing is about."""
        term = names.term(code)
        self.heard[term] = self.heard.get(term, 0.0) + weight
        self.places.setdefault(term, []).append(at)


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
    return Gathered(
        terms=(
            *(
                (term, int(LEVELS * heard / (heard + longer)), _written(count.places[term]))
                for term, heard in count.heard.items()
            ),
            *(
                (term, min(LEVELS - 1, LEVELS // words), _written(count.places[term]))
                for term, words in count.leads.items()
            ),
        ),
        forms=tuple(
            form if terms is None else "\t".join((form, *sorted(terms)))
            for form, terms in count.forms.items()
        ),
        facets=found.facets,
        issued=found.issued,
    )


def _written(places: Iterable[int]) -> str:
    made = []
    last = 0
    for place in places:
        made.append(place - last)
        last = place
    return "".join(map(number, made))
