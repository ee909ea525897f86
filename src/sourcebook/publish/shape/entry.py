"""Shape an entry: as a card on a page, as a line of a list, as its own page. Pure."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sourcebook.publish.pasts import Past
from sourcebook.publish.paths import entry_path, fragment, proof_path
from sourcebook.publish.shape import address as addresses
from sourcebook.publish.shape import words
from sourcebook.publish.shape.address import iso
from sourcebook.publish.shape.links import Links
from sourcebook.publish.shape.safe import clean, own_file, web_href
from sourcebook.publish.views import AddressView, Cited, EntryView, ExcerptView, Link
from sourcebook.records import Entry, Excerpt
from sourcebook.search.words import language_guess
from sourcebook.values.dates_said import spelled, year_of
from sourcebook.values.languages import direction

# How Unicode's names of letters begin, and the BCP 47 tag of what is written with them.
_SCRIPTS = {
    "ARABIC": "und-Arab", "ARMENIAN": "hy", "BENGALI": "bn", "CJK": "zh", "DEVANAGARI": "und-Deva",
    "GEORGIAN": "ka", "GREEK": "el", "HANGUL": "ko", "HEBREW": "he", "HIRAGANA": "ja", "KATAKANA": "ja",
    "KHMER": "km", "LAO": "lo", "MYANMAR": "my", "SINHALA": "si", "TAMIL": "ta", "THAI": "th",
}  # fmt: skip
_TRIM = " \t\n,;.:–—-·("

# What reference managers keep of the copies on their user's machine: kept, never published.
_ATTACHED = frozenset(["x-file", "x-files", "x-file-attachments", "x-attachments"])
_NOTE = re.compile(r"^Note\s*:{2,}\s*")  # a curator's "Note::" reads as a slip on the page


def text_direction(text: str, language: str = "") -> str:
    """ "rtl" where a text's language, or else its first strong letter, runs so; else ""."""
    if language:
        return "rtl" if direction(language) == "rtl" else ""
    if text.isascii():
        return ""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return ""
    return ""


def tongue(entry: Entry, own: str) -> str:
    """The language of an entry's words where that isn't the site's ``own``, else "": as its record says,
    or as its letters do, so that a voice that reads the page aloud can change to it (WCAG 3.1.2)."""
    language = entry.language
    if not language and not entry.title.isascii():
        language = language_guess(entry.title)
        if language == "und":
            language = _by_script(entry.title)
        elif language.endswith("-Latn"):
            language = ""  # which of them, a few words don't say for sure
    return "" if language == own else language


def _by_script(title: str) -> str:
    """The language that alone uses a title's letters, or the script's own tag; "" for any other."""
    letter = next(filter(str.isalpha, title), "")
    return _SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0], "") if letter else ""


def byline(entry: Entry) -> tuple[str, str]:
    """Who published an entry, and the day in words: the byline as written, without the date where
    that could be read (it is said beside it), else made of authors and publisher."""
    issued = spelled(entry.issued)
    text = entry.byline
    written = entry.issued.as_written if entry.issued else ""
    told = next((words for words in (written, issued) if words and words in text), "")
    if told:
        if entry.issued and entry.issued.edtf is None:
            return clean(text), ""
        before, _, after = text.rpartition(told)
        before, after = before.rstrip(_TRIM), after.lstrip(" ,;.)–—-·")
        text = f"{before}, {after}" if before and after else before or after
    if not text:
        who = (*entry.authors, entry.container or entry.publisher)
        text = ", ".join(dict.fromkeys(filter(None, who)))
    return clean(text), clean(issued)


def excerpt_view(
    excerpt: Excerpt,
    links: Links,
    themes: Sequence[str],
    *,
    proof: str = "",
    captured: bool = False,
) -> ExcerptView:
    """An excerpt; its aspects lead to the pages of the entry's themes. ``proof`` is the path of the
    page that shows it beside its source, ``captured`` whether its entry was captured at all."""
    mark, word = words.EXCERPT[excerpt.standing]
    if excerpt.standing == "unchecked" and captured:
        word = words.CAPTURED
    page = excerpt.anchor.page if excerpt.anchor else None
    if page and excerpt.standing == "verified":
        word = f"{word}, p. {clean(page)}"
    return ExcerptView(
        anchor=excerpt.id,
        heading=clean(excerpt.heading),
        locator=clean(words.locator(excerpt.locator)),
        paragraphs=tuple(map(clean, excerpt.paragraphs)),
        quoted=excerpt.voice == "quote",
        standing=excerpt.standing,
        mark=mark,
        word=word,
        proof=links.root + proof if proof else "",
        aspects=tuple(links.aspect(code, themes) for code in excerpt.aspects),
        countries=tuple(links.country(code) for code in excerpt.countries),
    )


def _identifiers(entry: Entry) -> tuple[tuple[str, str, str], ...]:
    made = []
    for scheme, values in sorted(entry.identifiers.items()):
        label, lead = words.IDENTIFIERS.get(scheme.lower(), (scheme, ""))
        for value in filter(None, (v.strip() for v in values.split(", "))):
            bare = value.removeprefix("https://doi.org/")
            href = web_href(lead + bare) if lead else ""
            made.append((clean(label), clean(bare), href.replace(" ", "%20")))
    return tuple(made)


def _details(entry: Entry) -> tuple[tuple[str, str], ...]:
    made = [("In", entry.container)] if entry.container and entry.byline else []
    made += [
        (words.field(name), value)
        for name, value in sorted(entry.details.items())
        if value and not own_file(value) and (name not in _ATTACHED or web_href(value))
    ]
    if entry.authors and entry.byline:
        made.insert(0, ("By", "; ".join(entry.authors)))
    return tuple((clean(name), clean(value)) for name, value in made)


def _face(entry: Entry, links: Links) -> dict[str, Any]:
    """What all its views show."""
    said_by, issued = byline(entry)
    return {
        "id": fragment(entry.id),
        "href": links.root + entry_path(entry.id),
        "title": clean(entry.title),
        "lang": tongue(entry, links.language),
        "dir": text_direction(entry.title, entry.language),
        "byline": said_by,
        "issued": issued,
        "issued_iso": iso(entry.issued),
        "year": year_of(entry.issued),
    }


class Shape:
    """An entry's views for pages one folder deep, each part made when first asked for.

    ``themes`` are those it stands in: its aspects lead to their pages. ``pasts`` are what checks found
    of its addresses, by key.
    """

    def __init__(
        self,
        entry: Entry,
        links: Links,
        themes: Sequence[str] = (),
        pasts: Mapping[str, Past] | None = None,
    ) -> None:
        self.entry = entry
        self.links = links
        self.themes = tuple(themes)
        self.pasts = pasts or {}
        self._captured = bool(entry.every_capture)
        self._face = _face(entry, links)
        self._seen: tuple[AddressView, ...] | None = None
        self._known: dict[str, Any] = {}  # what its card and its own page show alike
        self._excerpts: dict[str, ExcerptView] = {}
        self._aspects: dict[tuple[str, ...], tuple[Link, ...]] = {}  # by the excerpts they are of

    @property
    def _addresses(self) -> tuple[AddressView, ...]:
        if self._seen is None:
            self._seen = addresses.views(self.entry, self.pasts, self.links.root)
        return self._seen

    def _chosen(self, ids: Collection[str] | None) -> tuple[Excerpt, ...]:
        every = self.entry.excerpts
        return every if ids is None else tuple(x for x in every if x.id in ids)

    def _shown(self, ids: Collection[str] | None) -> tuple[ExcerptView, ...]:
        return tuple(map(self._excerpt, self._chosen(ids)))

    def _excerpt(self, excerpt: Excerpt) -> ExcerptView:
        view = self._excerpts.get(excerpt.id)
        if view is None:
            proven = self._captured and excerpt.standing != "unchecked"
            view = self._excerpts[excerpt.id] = excerpt_view(
                excerpt,
                self.links,
                self.themes,
                proof=proof_path(self.entry.id, excerpt.id) if proven else "",
                captured=self._captured,
            )
        return view

    def aspects(self, ids: Collection[str] | None = None) -> tuple[Link, ...]:
        """Links to the aspects of the excerpts ``ids``, or of all, each once."""
        chosen = self._chosen(ids)
        key = tuple(excerpt.id for excerpt in chosen)
        found = self._aspects.get(key)
        if found is None:
            codes = dict.fromkeys(code for excerpt in chosen for code in excerpt.aspects)
            found = tuple(self.links.aspect(code, self.themes) for code in codes)
            self._aspects[key] = found
        return found

    def _full(self, ids: Collection[str] | None) -> dict[str, Any]:
        if not self._known:
            entry = self.entry
            self._known = {
                **self._face,
                "kind": words.kind(entry.kind),
                "publisher": self.links.publisher(clean(entry.publisher)),
                "edition": clean(entry.edition),
                "lost": entry.lost,
                "found": addresses.recovered(self._addresses) if entry.lost else "",
                "best": addresses.best(self._addresses),
                "kept": bool(entry.captures),
                "addresses": self._addresses,
                "notes": tuple(_NOTE.sub("Note: ", clean(note)) for note in entry.notes),
            }
        return {**self._known, "excerpts": self._shown(ids), "aspects": self.aspects(ids)}

    def card(
        self,
        excerpts: Collection[str],
        *,
        newer: Link | None = None,
        citations: tuple[Cited, ...] = (),
        coins: str = "",
    ) -> EntryView:
        """The entry on a curated page, with the excerpts (ids) chosen there."""
        return EntryView(**self._full(excerpts), newer=newer, citations=citations, coins=coins)

    def row(self, *, coins: str = "") -> EntryView:
        """The entry as a line of a list."""
        return EntryView(**self._face, aspects=self.aspects(), coins=coins)

    def passage(self, excerpts: Collection[str]) -> EntryView:
        """What an aspect's page shows of the entry: the excerpts (ids) that speak of it."""
        return EntryView(**self._face, excerpts=self._shown(excerpts))

    def parts(self) -> EntryView:
        """All excerpts and addresses: what looks the same wherever the entry is shown."""
        return EntryView(**self._face, addresses=self._addresses, excerpts=self._shown(None))

    def whole(
        self,
        *,
        series: str = "",
        newer: Link | None = None,
        editions: tuple[Link, ...] = (),
        citations: tuple[Cited, ...] = (),
        coins: str = "",
        placed: tuple[Link, ...] = (),
    ) -> EntryView:
        """The entry on its own page, with all that is known of it."""
        entry = self.entry
        about = (*entry.countries, *(code for x in entry.excerpts for code in x.countries))
        made = self._full(None)
        if self.pasts:
            made["addresses"] = addresses.told(self._addresses, entry, self.pasts)
            made["told"] = True
        return EntryView(
            **made,
            series=series,
            newer=newer,
            editions=editions,
            countries=tuple(self.links.country(code) for code in dict.fromkeys(about)),
            identifiers=_identifiers(entry),
            details=_details(entry),
            citations=citations,
            coins=coins,
            placed=placed,
        )
