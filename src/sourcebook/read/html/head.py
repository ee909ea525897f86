"""What a page says of itself in its head, its JSON-LD and around its headline: title, authors, date."""

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

from sourcebook.read.days import days_in
from sourcebook.read.html.source import Page, Piece
from sourcebook.read.said import Said
from sourcebook.records import Date

_SPLIT = re.compile(r"\s+[|–—·•»:›~]+\s+|\s+[-]{1,2}\s+|\s*\|\s*|\s+::\s+|\s*»\s*")
_WORDS = re.compile(r"\w+")
_ISO = re.compile(r"^\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)")
_ISO_MONTH = re.compile(r"^\s*((?:19|20)\d\d)-(\d\d)\s*$")
_IN_URL = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0?[1-9]|1[0-2])(?:[/-]?(0[1-9]|[12]\d|3[01]))?(?=[/._-]|$)|(?<!\d)((?:19|20)\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)"
)
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
_DATES = (
    "citation_publication_date", "citation_online_date", "citation_date", "article:published_time",
    "article:published", "og:article:published_time", "og:published_time", "datepublished",
    "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "dcterms.created", "dc.date.created",
    "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "parsely-pub-date", "sailthru.date", "article_date_original", "originalpublicationdate",
    "cxenseparse:recs:publishtime", "bt:pubdate", "date.issued", "dateissued", "date_published",
    "last-modified-date", "rbpubdate", "displaydate", "created", "datecreated", "release_date",
    "article.published", "article:post_date", "vr:published_time", "shareaholic:article_published_time",
)  # fmt: skip
_CHANGED = (
    "article:modified_time",
    "og:updated_time",
    "last-modified",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "revised",
    "lastmod",
    "date.updated",
)
_AUTHORS = (
    "citation_author", "dc.creator", "dcterms.creator", "author", "article:author", "parsely-author",
    "sailthru.author", "byl", "dc.contributor", "creator", "og:article:author", "article:author_name",
    "authors", "cxenseparse:author", "dcsext.author", "article.author", "twitter:data1",
)  # fmt: skip
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
_BY = re.compile(
    r"^(?:veröffentlicht von|view all posts by|zeige alle beiträge von|ein artikel von|ein text von|interview(?: von)?|texte? (?:by|par)|autorin(?: und autor)?|foto und text|text und fotos?|geschrieben von|erstellt von|ein beitrag von|beitrag von|verfasst von|publi[ée] par|publicado por|escrito por|a post by|by|von|par|por|di|door|av|автор|written by|text(?: von)?|autor(?:in)?|texte|posted by|story by|reported by|author)\s*:?\s+",
    re.I,
)
_BYLINE = re.compile(
    r"author|byline|autor|verfasser|contributor|auteur|writer|journalist|redakteur", re.I
)
_DATELINE = re.compile(
    r"date|time|publish|posted|meta|datum|byline|info|dachzeile|entry|news|article", re.I
)
_NO_NAME = re.compile(
    r"https?:|www\.|@|\d{3,}|^(?:admin|administrator|author|autor|unknown|"
    r"anonymous|root|user|webmaster|press release|share|follow|more|posts?|home|guest|none|null)$",
    re.I,
)
_PUBLISHED_AT = re.compile(
    r"publish|posted|veröffentlicht|erschienen|publi[ée]|publicado|опубликован|erstellt|created|on|vom|am|,|\|",
    re.I,
)
_UPDATED_AT = re.compile(
    r"updated|modified|aktualisiert|geändert|stand|mis à jour|actualizado|обновлен|last edited|zuletzt",
    re.I,
)
_NEAR = 8  # blocks around the headline in which a date or byline is looked for


def head(page: Page, *, headline: int, kept: list[bool], url: str = "") -> Said:
    """What the page says of itself. ``headline`` is the block of its title (-1: none), ``kept`` which
    blocks are main text."""
    metas = _metas(page)
    data = list(_things(page))
    article = _article(data)
    site = _site(metas, data)
    where = url or _address(page, metas)
    return Said(
        title=_title(page, metas, article, headline, site),
        authors=_authors(page, metas, article, data, headline, kept, site),
        publisher=site,
        issued=_issued(page, metas, data, article, headline, kept, where),
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


def _things(page: Page) -> Iterator[dict[str, Any]]:
    """Every object in the page's JSON-LD, graphs and lists opened."""
    for script in page.data[:20]:
        text = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        text = re.sub(r"^/[*/]\s*<!\[CDATA\[\s*\*?/?|/[*/]\s*\]\]>\s*\*?/?$", "", text)
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        queue = [value]
        count = 0
        while queue and count < 400:
            here = queue.pop(0)
            count += 1
            if isinstance(here, list):
                queue += here
            elif isinstance(here, dict):
                yield here
                queue += [
                    here[key]
                    for key in ("@graph", "mainEntity", "mainEntityOfPage")
                    if isinstance(here.get(key), (list, dict))
                ]


def _type(thing: dict[str, Any]) -> str:
    kind = thing.get("@type", "")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)


def _article(data: list[dict[str, Any]]) -> dict[str, Any]:
    for thing in data:
        if re.search(
            r"Article|Posting|Report|Book|ScholarlyWork|CreativeWork|Recipe|Review|Thesis",
            _type(thing),
        ) and ("headline" in thing or "datePublished" in thing or "author" in thing):
            return thing
    return {}


def _name(value: Any) -> str:
    if isinstance(value, list):
        return next((name for each in value if (name := _name(each))), "")
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or ""
        return _name(value) if not isinstance(value, str) else " ".join(value.split())
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _site(metas: dict[str, list[str]], data: list[dict[str, Any]]) -> str:
    for thing in data:
        name = _name(thing.get("publisher"))
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


# --- title ----------------------------------------------------------------------
def _fold(text: str) -> str:
    return "".join(_WORDS.findall(text.lower()))


def _title(
    page: Page, metas: dict[str, list[str]], article: dict[str, Any], headline: int, site: str
) -> str:
    """The headline where head and page agree; else the head's title without the site's name."""
    shown = " ".join(page.pieces[headline].text.split()) if headline >= 0 else ""
    told = [value for key in _TITLES for value in metas.get(key, ())[:1]]
    called = _name(article.get("headline"))
    candidates = [*told[:2], called, *told[2:], page.title]
    bare = _fold(shown)
    if bare and len(shown) < 250:
        for candidate in candidates:
            folded = _fold(candidate)
            if folded and (bare == folded or (len(bare) > 8 and bare in folded)):
                return shown
    for candidate in candidates:
        if candidate and _fold(candidate) != _fold(site):
            return _without_site(candidate, site)
    return shown or (_without_site(page.title, site) if page.title else "")


def _without_site(title: str, site: str) -> str:
    parts = [part for part in _SPLIT.split(title) if part and part.strip()]
    if len(parts) < 2:
        return title.strip()
    if site:
        folded = _fold(site)
        for end in (-1, 0):
            part = _fold(parts[end])
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
def iso(written: str) -> str | None:
    """The day (or month) of a machine's date, else None: ``2019-03-04T10:00:00Z`` → ``2019-03-04``."""
    found = _ISO.match(written)
    if found and 1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31:
        return f"{found[1]}-{found[2]}-{found[3]}"
    month = _ISO_MONTH.match(written)
    if month and 1 <= int(month[2]) <= 12:
        return f"{month[1]}-{month[2]}"
    return None


def _date(written: str) -> Date | None:
    made = iso(written)
    if made:
        return Date(edtf=made, as_written=written)
    found = next(days_in(written[:120]), None)
    return Date(edtf=found.day, as_written=found.as_written) if found is not None else None


def _issued(
    page: Page,
    metas: dict[str, list[str]],
    data: list[dict[str, Any]],
    article: dict[str, Any],
    headline: int,
    kept: list[bool],
    where: str,
) -> Date | None:
    in_url = _IN_URL.search(where)
    by_url = None
    if in_url:
        parts = [part for part in in_url.groups() if part]
        by_url = Date(
            edtf="-".join(part.zfill(2) for part in parts), as_written=in_url.group().strip("/")
        )
    written = [str(article.get("datePublished", "")), *page.stamps]
    written += [value for key in _DATES for value in metas.get(key, ())[:1]]
    written += [str(article.get("dateCreated", ""))]
    written += [str(thing.get("datePublished", "")) for thing in data]
    for value in written:
        made = _date(value) if value else None
        if made is not None and len(made.edtf or "") >= 7:
            # an address names the day of the place; a stamp may be in another zone's
            if by_url is not None and _next_to(by_url.edtf, made.edtf):
                return by_url
            return made
    if by_url is not None and len(by_url.edtf or "") == 10:
        return by_url
    near = _dated_nearby(page, headline, kept)
    if near is not None:
        return near
    changed = [value for key in _CHANGED for value in metas.get(key, ())[:1]]
    changed += [str(article.get("dateModified", ""))]
    for value in changed:
        made = _date(value) if value else None
        if made is not None:
            return made
    return by_url or _late(page)


def _next_to(one: str | None, two: str | None) -> bool:
    """Whether two days are next to each other, not the same."""
    try:
        return abs((date.fromisoformat(one or "") - date.fromisoformat(two or "")).days) == 1
    except ValueError:
        return False


def _dated_nearby(page: Page, headline: int, kept: list[bool]) -> Date | None:
    """A date in a time element or a short line next to the headline, or at the text's ends."""
    first = next((place for place, keep in enumerate(kept) if keep), 0)
    last = max((place for place, keep in enumerate(kept) if keep), default=0)
    centre = headline if headline >= 0 else first
    best: tuple[int, Date] | None = None
    american = page.language.lower() in ("en-us", "en_us")
    for stamp, place in page.times[:60]:
        made = _date(stamp) if stamp else None
        if made is None and place < len(page.pieces):
            made = _date(page.pieces[place].text[:120])
        if made is not None:
            rank = 40 - min(abs(place - centre), abs(place - first))
            if best is None or rank > best[0]:
                best = (rank, made)
    low = max(0, min(centre, first) - _NEAR)
    high = min(len(page.pieces), max(centre, first) + _NEAR + 1)
    places = [*range(low, high), *range(last, min(len(page.pieces), last + 4))]
    for place in dict.fromkeys(places):
        text = page.pieces[place].text
        if len(text) > 220:
            text = text[:90]
        for found in days_in(text, month_first=american):
            value = found.day
            rank = 30 - 2 * min(abs(place - centre), abs(place - first))
            rank += 8 if len(text) < 60 else 0
            element = (
                page.elements[page.pieces[place].element]
                if page.pieces[place].element >= 0
                else None
            )
            if element is not None and _DATELINE.search(element.names):
                rank += 12 if "date" in element.names.lower() else 6
            before = text[: found.start]
            rank -= 12 if _UPDATED_AT.search(before) else 0
            rank += 6 if _PUBLISHED_AT.search(before) else 0
            if kept[place] and len(text) > 90:
                rank -= 14
            if best is None or rank > best[0]:
                best = (rank, Date(edtf=value, as_written=found.as_written))
    return best[1] if best is not None and best[0] > 0 else None


def _late(page: Page) -> Date | None:
    """The only full date of all short lines, if there is but one."""
    seen: dict[str, Date] = {}
    for piece in page.pieces:
        if len(piece.text) < 100:
            for found in days_in(piece.text):
                seen.setdefault(found.day, Date(edtf=found.day, as_written=found.as_written))
    return next(iter(seen.values())) if len(seen) == 1 else None


# --- authors --------------------------------------------------------------------
def _authors(
    page: Page,
    metas: dict[str, list[str]],
    article: dict[str, Any],
    data: list[dict[str, Any]],
    headline: int,
    kept: list[bool],
    site: str,
) -> tuple[str, ...]:
    for key in ("author", "creator"):
        value = article.get(key)
        some = value if isinstance(value, list) else [value]
        people = [each for each in some if not (isinstance(each, dict) and "Organ" in _type(each))]
        names = _names([_name(each) for each in people], site)
        if names:
            return names
    for key in _AUTHORS:
        names = _names([part for value in metas.get(key, ()) for part in _parted(value)], site)
        if names:
            return names
    for thing in data:
        if "Person" in _type(thing) and len([one for one in data if "Person" in _type(one)]) == 1:
            names = _names([_name(thing)], site)
            if names:
                return names
    return _byline(page, headline, kept, site) or _names(
        [_name(each) for each in _listed(article.get("author"))], ""
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _parted(value: str) -> list[str]:
    value = _BY.sub("", value.strip())
    return [
        part
        for part in re.split(
            r"\s*[;|/]\s*|\s+(?:and|und|et|y|&|и|e)\s+|,\s+(?=[^\s,]+\s+[^\s,]+)", value
        )
        if part
    ]


def _names(some: list[str], site: str) -> tuple[str, ...]:
    made: list[str] = []
    for name in some:
        bare = _BY.sub("", name.strip(" ,;|–-·•")).strip()
        bare = re.sub(r"\s*[(,|–-].{0,60}$", "", bare) if len(bare.split()) > 3 else bare
        if not bare or len(bare) > 60 or len(bare.split()) > 6 or _NO_NAME.search(bare):
            continue
        if _fold(bare) == _fold(site) or not any(map(str.isalpha, bare)):
            continue
        if bare not in made:
            made.append(bare)
    return tuple(made[:20])


def _byline(page: Page, headline: int, kept: list[bool], site: str) -> tuple[str, ...]:
    """Names in blocks that are called author or byline, or that begin with "By", near the headline."""
    first = next((place for place, keep in enumerate(kept) if keep), 0)
    centre = headline if headline >= 0 else first
    marked = _marked(page, centre, first, site)
    if marked:
        return marked
    ranked: list[tuple[int, int, tuple[str, ...]]] = []
    for place, piece in enumerate(page.pieces):
        text = piece.text
        if len(text) > 140:
            continue
        called = _called(page, piece.element)
        by = _BY.match(text)
        if not (called or by):
            continue
        bare = _WHEN.split(_BY.sub("", text))[0]
        names = _names(_parted(bare), site)
        if not _tight(page, piece):
            names = tuple(name for name in names if _looks_named(name))
        if names:
            far = min(abs(place - centre), abs(place - first))
            rank = (12 if by else 0) + (10 if called else 0) - min(far, 30)
            if by and not called and far > 6:
                continue
            ranked.append((rank, -place, names))
    if not ranked:
        return ()
    best = max(ranked)
    return best[2] if best[0] > -8 else ()


_WHEN = re.compile(
    r"\s[|·•–—]\s|\s*\d|\n|,\s+(?=[a-zA-Z]+day\b)|\s+(?:on|am|at|le|el|in|um|vom|posted|published)\s",
    re.I,
)


def _tight(page: Page, piece: Piece) -> bool:
    """Whether the block's own element is called author, and holds little else."""
    return (
        piece.element >= 0
        and len(piece.text) < 40
        and re.search(
            r"\b(?:author|autor|byline|fn|vcard|by-?author)\b|author[-_]?name",
            page.elements[piece.element].names,
            re.I,
        )
        is not None
    )


def _marked(page: Page, centre: int, first: int, site: str) -> tuple[str, ...]:
    """The names in elements marked as an author's, those nearest to the headline."""
    ranked: list[tuple[int, int, tuple[str, ...]]] = []
    for place, words, sure in page.authors[:80]:
        names = _names(_parted(_WHEN.split(_BY.sub("", words))[0]), site)
        if sure < 2:
            names = tuple(name for name in names if _looks_named(name))
        if names:
            ranked.append(
                (6 * sure - min(abs(place - centre), abs(place - first), 30), place, names)
            )
    if not ranked:
        return ()
    best = max(ranked, key=lambda each: (each[0], -each[1]))
    if best[0] < -8:
        return ()
    near = [each for each in ranked if abs(each[1] - best[1]) <= 1 and each[0] > best[0] - 5]
    return tuple(dict.fromkeys(name for each in near for name in each[2]))[:20]


def _called(page: Page, place: int) -> bool:
    for _ in range(3):
        if place < 0:
            return False
        if _BYLINE.search(page.elements[place].names):
            return True
        place = page.elements[place].parent
    return False


def _looks_named(name: str) -> bool:
    words = name.split()
    return 2 <= len(words) <= 5 and words[0][:1].isupper() and words[-1][:1].isupper()


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
