"""Find theme and country of a page in its address, its citation or its file name."""

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from sourcebook.collect.postings import marks
from sourcebook.themes import find_theme
from sourcebook.values.addresses import web_address
from sourcebook.values.places import find_country

_PAGE_PATH = re.compile(r"/[\w%.\-]+\.html?(?:[?#]\S*)?$|/[\w\-]+/[\w\-%]+/?$", re.I)


class Place(Struct, frozen=True, kw_only=True):
    """What is known of a page from its address, its citation and its file name."""

    address: str = ""
    theme: str | None = None
    country: str | None = None
    stem: str = ""


def place(candidates: Iterable[str]) -> Place:
    """Theme and country from the first address (or file name) that tells them."""
    best = Place()
    for written in candidates:
        if not written:
            continue
        path = _path(written)
        parts = [part for part in re.split(r"[/\\]", path) if part]
        if not parts:
            continue
        stem = re.sub(r"\.(?:html?|txt|text|md)$", "", parts[-1], flags=re.I)
        theme = find_theme(parts[-2]) if len(parts) > 1 else None
        country = find_country(stem) or find_country(re.sub(r"[-_]?\d+$", "", stem))
        if theme is None and best.theme is None and len(parts) > 2:
            theme = next((found for part in parts[:-1] if (found := find_theme(part))), None)
        url = web_address(written) if "." in parts[0] or "://" in written else None
        best = Place(
            address=best.address or (url if url and "/" in url[8:] and theme else "") or "",
            theme=best.theme or theme,
            country=best.country or country,
            stem=best.stem or stem,
        )
    return best


def _path(written: str) -> str:
    try:
        path = urlsplit(written if "://" in written else f"//{written}").path
    except ValueError:  # a bracket that a slip left in the host
        path = ""
    return unquote(path or written)


def is_page_address(text: str) -> bool:
    """Whether a header line is the page's own address: a known theme's folder, then a file."""
    if " " in text or "." not in text or "/" not in text:
        return False
    if not marks.url_line(text, before_access=False):
        return False
    parts = [part for part in re.split(r"/+", text) if part]
    return len(parts) > 1 and (
        any(find_theme(part) for part in parts[1:-1]) or _PAGE_PATH.search(text) is not None
    )


def in_theme(address: str) -> bool:
    """Whether an address lies in a theme's folder."""
    return any(find_theme(part) for part in re.split(r"/+", address)[1:-1])
