"""What citations, tags and exports a page carries: the one place where shapes meet ``cite``. Pure
but for the first use of a style, which reads its file."""

from collections.abc import Sequence
from functools import cache

from sourcebook.publish import cite, metadata
from sourcebook.publish.cite.chorus import Chorus
from sourcebook.publish.shape.safe import clean
from sourcebook.publish.views import Cited
from sourcebook.records import Entry, Page

NAMES = {"apa": "APA", "mla": "MLA", "chicago": "Chicago", "harvard": "Harvard", "gost": "GOST"}


@cache
def style_name(style: str) -> str:
    """What a style is called on a page."""
    return NAMES.get(style.lower(), style.rpartition("/")[2].removesuffix(".csl"))


def cited(entry: Entry, style: str, language: str) -> tuple[Cited, ...]:
    """An entry's citations: in the library's own style first, then in the others that come with it."""
    names, chorus = _chorus(style, language)
    lines = chorus.cite(entry)
    every = "".join(lines)
    if clean(every) != every:
        lines = list(map(clean, lines))
    return tuple(
        [Cited(style=name, html=html, text="") for name, html in zip(names, lines, strict=True)]
    )


@cache
def _chorus(style: str, language: str) -> tuple[tuple[str, ...], Chorus]:
    styles = (style, *(other for other in cite.STYLES if other != style))
    return tuple(map(style_name, styles)), Chorus([cite.citer(one, language) for one in styles])


def page_citations(
    page: Page, *, url: str, curator: str, site: str, style: str, language: str
) -> tuple[Cited, ...]:
    """How a page is cited: the line such pages always carried, then in the library's style."""
    made = []
    for name in ("", style):
        html = cite.page(
            page, url=url, author=curator, site=site, style=name, language=language, format="html"
        )
        made.append(Cited(style=style_name(name) if name else "", html=clean(html), text=""))
    return tuple(made)


def entry_tags(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The Highwire tags of an entry's own page."""
    tags = metadata.highwire(entry)
    every = "".join([value for _, value in tags])
    if clean(every) == every:  # one look at a dozen values
        return tuple(tags)
    return tuple((name, clean(value)) for name, value in tags)


def entry_jsonld(entry: Entry, *, url: str, site: str, language: str) -> str:
    """An entry's own page for search engines."""
    return metadata.jsonld_entry(entry, url, site=site, language=language)


def page_jsonld(page: Page, entries: Sequence[Entry], *, url: str, site: str, language: str) -> str:
    """A curated page for search engines."""
    return metadata.jsonld_page(page, entries, url, site=site, language=language)


def coins(entry: Entry) -> str:
    """What lets Zotero save an entry from a page of many."""
    return clean(metadata.coins(entry))
