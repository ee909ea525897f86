"""Shape an entry: as a card on a page, as a line of a list, as its own page. Pure."""

import re
import unicodedata
from collections.abc import Collection, Sequence

from sourcebook.publish.paths import entry_path
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
# Marks that would turn the direction of what follows, the address of a card above all.
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ISO = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_TRIM = " \t\n,;.:–—-·("


def clean(text: str) -> str:
    """A text without the characters that HTML has not."""
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
    if not entry.byline:
        who = ", ".join(
            dict.fromkeys(filter(None, (*entry.authors, entry.container or entry.publisher)))
        )
        return clean(who), clean(issued)
    text = entry.byline
    written = entry.issued.as_written if entry.issued else ""
    if written and written in text:
        if entry.issued and entry.issued.edtf is None:
            return clean(text), ""
        before, _, after = text.rpartition(written)
        after = after.lstrip(" ,;.)–—-·")
        text = (
            f"{before.rstrip(_TRIM)}, {after}" if before and after else before.rstrip(_TRIM) + after
        )
    return clean(text), clean(issued)


def excerpt_view(excerpt: Excerpt, links: Links, themes: Sequence[str]) -> ExcerptView:
    """An excerpt; its aspects lead to the pages of the entry's themes."""
    mark, word = words.EXCERPT[excerpt.standing]
    return ExcerptView(
        anchor=excerpt.id,
        heading=clean(excerpt.heading),
        locator=clean(words.locator(excerpt.locator)),
        paragraphs=tuple(map(clean, excerpt.paragraphs)),
        quoted=excerpt.voice == "quote",
        standing=excerpt.standing,
        mark=mark,
        word=word,
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
        shown = re.sub(r"^[a-z]+://(?:www\.)?", "", href, flags=re.I)
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


def entry_view(
    entry: Entry,
    links: Links,
    *,
    themes: Sequence[str] = (),
    excerpts: Collection[str] | None = None,
    whole: bool = False,
    series: str = "",
    newer: Link | None = None,
    editions: tuple[Link, ...] = (),
    citations: tuple[Cited, ...] = (),
    coins: str = "",
    placed: tuple[Link, ...] = (),
) -> EntryView:
    """An entry's view. ``themes`` are those it stands in; ``excerpts`` (ids) which of its excerpts
    are shown, all without; ``whole`` is for its own page, which tells identifiers and details."""
    shown = [x for x in entry.excerpts if excerpts is None or x.id in excerpts]
    said_by, issued = byline(entry)
    language = entry.language if entry.language != links.language else ""
    codes = dict.fromkeys(code for excerpt in shown for code in excerpt.aspects)
    about: tuple[Link, ...] = ()
    if whole:
        every = (*entry.countries, *(code for x in entry.excerpts for code in x.countries))
        about = tuple(links.country(code) for code in dict.fromkeys(every))
    return EntryView(
        id=entry.id.replace("/", "_"),
        href=links.root + entry_path(entry.id),
        title=clean(entry.title),
        lang=language,
        dir=text_direction(entry.title, entry.language),
        byline=said_by,
        kind=words.kind(entry.kind),
        issued=issued,
        issued_iso=iso(entry.issued),
        year=year_of(entry.issued),
        publisher=links.publisher(clean(entry.publisher)),
        series=series,
        edition=clean(entry.edition),
        newer=newer,
        editions=editions,
        lost=entry.lost,
        addresses=tuple(map(address_view, entry.addresses)),
        excerpts=tuple(excerpt_view(x, links, themes) for x in shown),
        notes=tuple(map(clean, entry.notes)),
        aspects=tuple(links.aspect(code, themes) for code in codes),
        countries=about,
        identifiers=_identifiers(entry) if whole else (),
        details=_details(entry) if whole else (),
        citations=citations,
        coins=coins,
        placed=placed,
    )
