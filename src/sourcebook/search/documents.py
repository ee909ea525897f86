"""What the index holds of an entry and of a passage: fields ready to be looked into. Pure.

Words come as terms joined by spaces (``words``), facets as they are. An entry's document has all its
words, so that what matches are entries, counted exactly; its passages have documents of their own, to
rank by and to show.
"""

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

import msgspec
from msgspec import Struct

from sourcebook.claims import Claim
from sourcebook.records import Date, Entry
from sourcebook.search.letters import fold
from sourcebook.search.names import named_in
from sourcebook.search.passages import Passage, plain
from sourcebook.search.words import language_guess, line, lines, terms_of, words
from sourcebook.values.dates_said import spelled, year_of
from sourcebook.values.places import countries

Document = dict[str, Any]
APART = " \N{PILCROW SIGN} "  # between passages, so that no phrase runs from one to the next
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_ARTICLE = re.compile(r"(?:the|a|an) (?=\w)")
# Letters by which titles are sorted, ten of them in one number: digits, Latin, Cyrillic with Kazakh.
_ORDER = {
    letter: number
    for number, letter in enumerate(
        " 0123456789abcdefghijklmnopqrstuvwxyzаәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя", start=1
    )
}


class Shown(Struct, frozen=True, kw_only=True, omit_defaults=True, array_like=True):
    """What is shown of an entry that was found."""

    id: str
    title: str
    byline: str = ""
    publisher: str = ""
    issued: str = ""
    language: str = ""
    countries: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


class Home(Struct, frozen=True, kw_only=True):
    """A page that an entry stands on, as far as searching cares."""

    id: str
    theme: str
    country: str = ""


def owner(entry: str) -> int:
    """A number for an entry's id, by which its passages are known without being read."""
    return _number(entry)


def _number(text: str) -> int:
    return (
        int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1
    )


def of_passage(
    entry: str, passage: Passage, language: str, home: str | None = None
) -> tuple[Document, str, str]:
    """A passage's document, and its terms and folded words for the entry's; ``home`` is the country that
    the entry is about."""
    text = passage.text
    if passage.heading and passage.heading != text:
        text = f"{passage.heading}\n{text}"
    language = _told(passage.language, text) if passage.kind == "text" else language
    stems, surfaces = lines(text, language)
    document = {
        "entry": entry,
        "owner": owner(entry),
        "same": _number(plain(passage.text)),
        "kind": passage.kind,
        "words": stems,
        "names": " ".join(name.code for name in named_in(text, home)),
        "shown": msgspec.json.encode(msgspec.structs.replace(passage, language=language)),
    }
    return document, stems, surfaces


def of_entry(
    entry: Entry,
    passages: Sequence[Passage],
    *,
    homes: Sequence[Home] = (),
    series: str = "",
    claims: Iterable[Claim] = (),
    pending: bool = False,
) -> tuple[Document, list[Document]]:
    """An entry's document and those of its passages; ``series`` is its series' title."""
    language = _language(entry)
    made: list[Document] = []
    quotes: list[str] = []
    texts: list[str] = []
    folded: list[str] = []
    home = entry.countries[0] if len(entry.countries) == 1 else None
    for passage in passages:
        document, stems, surfaces = of_passage(entry.id, passage, language, home)
        made.append(document)
        (texts if passage.kind == "text" else quotes).append(stems)
        folded.append(surfaces)
    title, title_folded = lines(entry.title, language)
    title_codes = [name.code for name in named_in(entry.title, home)]
    about = " ".join((entry.byline, *entry.authors))
    issuer = " ".join(dict.fromkeys((entry.publisher, entry.container)))
    authors, authors_folded = line(about, "und"), _folded(about)
    publishers, publishers_folded = lines(issuer, language)
    of_series = dict.fromkeys((series, entry.series))  # by its title, and by its id
    in_series, series_folded = lines(APART.join(of_series), language)
    held = {*title_folded.split(), *authors_folded.split(), *publishers_folded.split()}
    held.update(series_folded.split())
    for some in folded:
        held.update(some.split())
    facets = _facets(entry, homes, claims, language)
    found = {
        "id": entry.id,
        "title": title,
        "author": f"{authors} {line(about, language)}" if language != "und" else authors,
        "publishers": publishers,
        "in_series": in_series,
        "quote": APART.join(quotes),
        "text": APART.join(texts),
        "word": " ".join(held),
        "title_names": " ".join(title_codes),
        "names": " ".join(document["names"] for document in made),
        "date": _date(entry.issued),
        "alphabet": alphabet(entry.title),
        "owner": owner(entry.id),
        "pending": ["yes"] if pending else [],
        "shown": msgspec.json.encode(
            Shown(
                id=entry.id, title=entry.title, byline=entry.byline, publisher=entry.publisher,
                issued=spelled(entry.issued), language=language, countries=tuple(facets["country"]),
                pages=tuple(home.id for home in homes),
            )
        ),
        **facets,
    }  # fmt: skip
    return found, made


def _facets(
    entry: Entry, homes: Sequence[Home], claims: Iterable[Claim], language: str
) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}

    def add(facet: str, *values: str) -> None:
        found.setdefault(facet, {}).update((value, None) for value in values if value)

    add("country", *entry.countries, *(home.country for home in homes))
    add("theme", *(home.theme for home in homes))
    add("page", *(home.id for home in homes))
    for excerpt in entry.excerpts:
        add("country", *excerpt.countries)
        add("aspect", *excerpt.aspects)
        add("age", *excerpt.ages)
        add("standing", excerpt.standing)
    for address in entry.addresses:
        if address.url:
            add("address", address.standing)
    for claim in claims:
        _add_claim(add, claim)
    known = countries()
    add("region", *(known[code].region for code in found.get("country", {}) if code in known))
    year = year_of(entry.issued)
    add("year", str(year) if year is not None else "")
    add("publisher", entry.publisher)
    add("series", entry.series)
    add("language", language if language != "und" else "")
    add("kind", entry.kind)
    return {facet: list(found.get(facet, ())) for facet in FACET_FIELDS}


def _add_claim(add: Any, claim: Claim) -> None:
    if claim.decision == "declined":
        return
    if claim.role is not None and not claim.role.negated:
        add("role", claim.role.role)
        add("purpose", *claim.role.purposes)
    if claim.route is not None and not claim.route.negated:
        add("role", "source", "destination", *(["transit"] if claim.route.transit else []))
        add("purpose", *claim.route.purposes)
    if claim.aspect is not None:
        add("age" if claim.aspect.kind == "age" else "aspect", claim.aspect.code)


FACET_FIELDS = (
    "theme", "country", "region", "role", "purpose", "aspect", "publisher", "series", "year", "language",
    "age", "standing", "address", "kind", "page",
)  # fmt: skip


def alphabet(title: str) -> int:
    """A number by which titles sort: their first ten letters, without an article; others last."""
    folded = _ARTICLE.sub("", " ".join(map(terms_of("und").__getitem__, words(title))), count=1)
    letters = [_ORDER.get(letter, 90) for letter in folded[:9]]
    letters += [0] * (9 - len(letters))
    number = 0
    for letter in letters:
        number = number * 100 + letter  # nine letters of two digits: below 2^63
    return number


def _date(date: Date | None) -> int:
    """YYYYMMDD, zeros for what isn't known; 0 without a date."""
    found = _DAY.match(date.edtf) if date is not None and date.edtf else None
    if found is None:
        year = year_of(date)
        return year * 10_000 if year is not None and 0 < year < 10_000 else 0
    year, month, day = (int(part or 0) for part in found.groups())
    return year * 10_000 + (month if month < 13 else 0) * 100 + day


def _language(entry: Entry) -> str:
    sample = " ".join((entry.title, *(p for e in entry.excerpts[:3] for p in e.paragraphs[:2])))
    return _told(entry.language, sample)


def _told(language: str, text: str) -> str:
    base = (language or language_guess(text)).partition("-")[0].lower()
    return base or "und"


def _folded(text: str) -> str:
    return " ".join(fold(word) for word in words(text))
