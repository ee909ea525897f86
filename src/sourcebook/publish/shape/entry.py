"""Shape an entry: as a card on a page, as a line of a list, as its own page. Pure."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Any

from sourcebook.publish.paths import entry_path, proof_path
from sourcebook.publish.shape import words
from sourcebook.publish.shape.links import Links
from sourcebook.publish.views import (
    Accessed,
    AddressView,
    Cited,
    Copy,
    EntryView,
    ExcerptView,
    Link,
)
from sourcebook.records import Address, Date, Entry, Excerpt
from sourcebook.values.addresses import WEB
from sourcebook.values.dates import spelled, year_of
from sourcebook.values.languages import direction

# C0 and C1 controls are no characters of HTML (WHATWG HTML, 13.1.4); tab and line feed are.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_ASCII_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))
# Marks that would turn the direction of what follows, the address of a card above all.
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ISO = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_SCHEME = re.compile(r"^[a-z]+://(?:www\.)?", re.I)
_TRIM = " \t\n,;.:–—-·("

_NOTE = re.compile(r"^Note\s*:{2,}\s*")  # a curator's "Note::" reads as a slip on the page


def clean(text: str) -> str:
    """A text without the characters that HTML has not."""
    if text.isascii():  # looking letter by letter whether it is printable takes five times as long
        if len(text) == len(text.encode().translate(None, _ASCII_CONTROLS)):
            return text
    elif text.isprintable():
        return text
    return _CONTROL.sub("", text)


def web_href(url: str | None) -> str:
    """An address a page may link to: of the web only, "" for any other (``javascript:`` …)."""
    if not url or not url.lower().startswith(WEB):
        return ""
    return _TURNS.sub("", clean(url))


def iso(date: Date | None) -> str:
    """The date for machines, as ``<time datetime>`` allows it; "" for a range or an unread one."""
    return date.edtf if date and date.edtf and _ISO.fullmatch(date.edtf) else ""


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


def byline(entry: Entry) -> tuple[str, str]:
    """Who published an entry, and the day in words: the byline as written, without the date where
    that could be read (it is said beside it), else made of authors and publisher."""
    issued = spelled(entry.issued)
    text = entry.byline
    written = entry.issued.as_written if entry.issued else ""
    if written and written in text:
        if entry.issued and entry.issued.edtf is None:
            return clean(text), ""
        before, _, after = text.rpartition(written)
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


def accessed_view(date: Date) -> Accessed:
    """An access date in words."""
    if date.edtf is None:
        return Accessed(words=clean(date.as_written), readable=False)
    return Accessed(words=clean(spelled(date)), iso=iso(date))


def address_view(address: Address) -> AddressView:
    """An address with its dates and copies; what isn't of the web is told, not linked."""
    mark, word = words.ADDRESS[address.standing]
    href = web_href(address.url)
    shown = address.url or address.as_written
    if href:
        shown = _SCHEME.sub("", href)
        shown = shown[:-1] if shown.count("/") == 1 and shown.endswith("/") else shown
    return AddressView(
        href=href,
        shown=_TURNS.sub("", clean(shown)),
        standing=address.standing,
        mark=mark,
        word=word,
        accessed=tuple(map(accessed_view, address.accessed)),
        copies=tuple(
            Copy(href=copy, when=clean(spelled(memento.at)))
            for memento in address.mementos
            if (copy := web_href(memento.url))
        ),
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
    made += [(words.field(name), value) for name, value in sorted(entry.details.items()) if value]
    if entry.authors and entry.byline:
        made.insert(0, ("By", "; ".join(entry.authors)))
    return tuple((clean(name), clean(value)) for name, value in made)


class Shape:
    """An entry's views for pages one folder deep, each part made when first asked for.

    ``themes`` are those it stands in: its aspects lead to their pages.
    """

    def __init__(self, entry: Entry, links: Links, themes: Sequence[str] = ()) -> None:
        self.entry = entry
        self.links = links
        self.themes = tuple(themes)
        self._excerpts: dict[str, ExcerptView] = {}
        self._aspects: dict[tuple[str, ...], tuple[Link, ...]] = {}  # by the excerpts they are of

    @cached_property
    def _face(self) -> dict[str, Any]:
        entry = self.entry
        said_by, issued = byline(entry)
        return {
            "id": entry.id.replace("/", "_"),
            "href": self.links.root + entry_path(entry.id),
            "title": clean(entry.title),
            "lang": entry.language if entry.language != self.links.language else "",
            "dir": text_direction(entry.title, entry.language),
            "byline": said_by,
            "issued": issued,
            "issued_iso": iso(entry.issued),
            "year": year_of(entry.issued),
        }

    @cached_property
    def _addresses(self) -> tuple[AddressView, ...]:
        return tuple(map(address_view, self.entry.addresses))

    @cached_property
    def _captured(self) -> bool:
        return bool(self.entry.every_capture)

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
        entry = self.entry
        return {
            **self._face,
            "kind": words.kind(entry.kind),
            "publisher": self.links.publisher(clean(entry.publisher)),
            "edition": clean(entry.edition),
            "lost": entry.lost,
            "kept": self._captured,
            "addresses": self._addresses,
            "excerpts": self._shown(ids),
            "notes": tuple(_NOTE.sub("Note: ", clean(note)) for note in entry.notes),
            "aspects": self.aspects(ids),
        }

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
        return EntryView(
            **self._full(None),
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
