"""When a page was published: by its head, its JSON-LD, its address, or a date near the headline. Pure."""

import re
from datetime import date
from typing import Any

from sourcebook.read.days import days_in
from sourcebook.read.html.source import Page
from sourcebook.records import Date

_ISO = re.compile(r"^\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)")
_ISO_MONTH = re.compile(r"^\s*((?:19|20)\d\d)-(\d\d)\s*$")
_IN_URL = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0?[1-9]|1[0-2])(?:[/-]?(0[1-9]|[12]\d|3[01]))?(?=[/._-]|$)|(?<!\d)((?:19|20)\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)"
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
_DATELINE = re.compile(
    r"date|time|publish|posted|meta|datum|byline|info|dachzeile|entry|news|article", re.I
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


def issued(
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
