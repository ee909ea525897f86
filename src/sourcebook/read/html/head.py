"""What a page says of itself in its head, its JSON-LD and around its headline: title, authors, date."""

import re
from typing import Any

from sourcebook.read.html.authors import authors
from sourcebook.read.html.issued import issued
from sourcebook.read.html.source import Page
from sourcebook.read.html.things import fold, name_of, things, type_of
from sourcebook.read.said import Said

_SPLIT = re.compile(r"\s+[|–—·•»:›~]+\s+|\s+[-]{1,2}\s+|\s*\|\s*|\s+::\s+|\s*»\s*")
_TITLES = (
    "citation_title",
    "dc.title",
    "dcterms.title",
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "headline",
    "title",
)
_PUBLISHERS = (
    "citation_publisher",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "article:publisher",
    "og:site_name",
    "application-name",
    "copyright",
)


def head(page: Page, *, headline: int, kept: list[bool], url: str = "") -> Said:
    """What the page says of itself. ``headline`` is the block of its title (-1: none), ``kept`` which
    blocks are main text."""
    metas = _metas(page)
    data = list(things(page))
    article = _article(data)
    site = _site(metas, data)
    where = url or _address(page, metas)
    return Said(
        title=_title(page, metas, article, headline, site),
        authors=authors(page, metas, article, data, headline, kept, site),
        publisher=site,
        issued=issued(page, metas, data, article, headline, kept, where),
        language=page.language
        or metas.get("content-language", [""])[0]
        or metas.get("og:locale", [""])[0],
        identifiers=_identifiers(metas),
    )


def _metas(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in page.metas:
        name = (
            meta.get("property")
            or meta.get("name")
            or meta.get("itemprop")
            or meta.get("http-equiv")
            or ""
        )
        value = " ".join(meta.get("content", "").split())
        if name and value:
            found.setdefault(name.strip().lower(), []).append(value)
    return found


def _article(data: list[dict[str, Any]]) -> dict[str, Any]:
    for thing in data:
        if re.search(
            r"Article|Posting|Report|Book|ScholarlyWork|CreativeWork|Recipe|Review|Thesis",
            type_of(thing),
        ) and ("headline" in thing or "datePublished" in thing or "author" in thing):
            return thing
    return {}


def _site(metas: dict[str, list[str]], data: list[dict[str, Any]]) -> str:
    for thing in data:
        name = name_of(thing.get("publisher"))
        if name and not name.startswith("http"):
            return name
    for key in _PUBLISHERS:
        for value in metas.get(key, ()):
            if (
                not re.search(r"https?:|facebook|^\W*$", value)
                and len(value) < 100
                and not value.isdigit()
            ):
                return value.lstrip("© ").strip()
    return ""


def _address(page: Page, metas: dict[str, list[str]]) -> str:
    for link in page.links:
        if "canonical" in link.get("rel", "").lower() and link.get("href"):
            return link["href"]
    return metas.get("og:url", [""])[0]


def _title(
    page: Page, metas: dict[str, list[str]], article: dict[str, Any], headline: int, site: str
) -> str:
    """The headline where head and page agree; else the head's title without the site's name."""
    shown = " ".join(page.pieces[headline].text.split()) if headline >= 0 else ""
    told = [value for key in _TITLES for value in metas.get(key, ())[:1]]
    called = name_of(article.get("headline"))
    candidates = [*told[:2], called, *told[2:], page.title]
    bare = fold(shown)
    if bare and len(shown) < 250:
        for candidate in candidates:
            folded = fold(candidate)
            if folded and (bare == folded or (len(bare) > 8 and bare in folded)):
                return shown
    for candidate in candidates:
        if candidate and fold(candidate) != fold(site):
            return _without_site(candidate, site)
    return shown or (_without_site(page.title, site) if page.title else "")


def _without_site(title: str, site: str) -> str:
    parts = [part for part in _SPLIT.split(title) if part and part.strip()]
    if len(parts) < 2:
        return title.strip()
    if site:
        folded = fold(site)
        for end in (-1, 0):
            part = fold(parts[end])
            if part and (part in folded or folded in part):
                cut = title.rfind(parts[-1]) if end else title.find(parts[1])
                left = title[:cut] if end else title[cut:]
                left = re.sub(r"[\s|–—·•»:›~-]+$", "", left) if end else left
                return left.strip()
    last = parts[-1]
    if len(last) < 0.6 * len(title) and len(last.split()) <= 5:
        cut = title.rfind(last)
        made = re.sub(r"[\s|–—·•»:›~-]+$", "", title[:cut]).strip()
        return made if len(made) > 8 else title.strip()
    return title.strip()


# --- date -----------------------------------------------------------------------


def _identifiers(metas: dict[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for scheme, keys in (
        ("doi", ("citation_doi", "dc.identifier.doi", "prism.doi", "doi")),
        ("isbn", ("citation_isbn", "book:isbn", "og:isbn")),
        ("issn", ("citation_issn", "prism.issn")),
    ):
        values = [value for key in keys for value in metas.get(key, ())]
        if values:
            found[scheme] = ", ".join(
                dict.fromkeys(
                    re.sub(r"^(?:doi:|https?://(?:dx\.)?doi\.org/)", "", value)
                    for value in values[:4]
                )
            )
    return found
