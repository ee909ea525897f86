"""Decide under which path a site files a page, before and after it is reorganised. Pure."""

import re
import unicodedata
from collections.abc import Callable

from msgspec import Struct

from testweb.days import date_of


class Filed(Struct, frozen=True, kw_only=True):
    """What paths are made of: ``slug`` is the title in ASCII, ``title`` the words of it with their
    capitals, ``id`` a number of the site's own, ``code`` a file name of few letters, ``token`` hex."""

    slug: str
    title: str
    id: int
    code: str
    token: str
    issued: int
    ending: str = "html"
    word: str = "docs"  # the site's own word, in some paths


def _dated(filed: Filed) -> str:
    return f"{date_of(filed.issued):%Y/%m/%d}"


LAYOUTS: dict[str, Callable[[Filed], str]] = {
    "news": lambda f: f"/news/{f.slug}.html",
    "report": lambda f: f"/report-{f.word}/{f.slug}",
    "php": lambda f: f"/index.php?option=article&id={f.id}",
    "asp": lambda f: f"/article.asp?ArticleID={f.id}",
    "month": lambda f: f"/{date_of(f.issued):%Y/%m}/{f.slug}.shtml",
    "id": lambda f: f"/eng/article/{f.id}",
    "files": lambda f: f"/{f.word}/{f.code}.{f.ending if f.ending != 'html' else 'htm'}",
    "camel": lambda f: f"/Articles/{f.title.replace(' ', '_')}.aspx",
    "tree": lambda f: f"/sites/default/files/documents/{f.word}/{f.slug}.{f.ending}",
    "flat": lambda f: f"/{f.slug}/",
    "home": lambda f: f"/~{f.word}/{f.slug}.html",
    # those they are moved to
    "prefix": lambda f: f"/global-voices/{f.slug}",
    "archive": lambda f: f"/archive/{f.word}/{f.slug}.html",
    "bare": lambda f: f"/news/{f.slug}",
    "dated": lambda f: f"/{_dated(f)}/{f.slug}",
    "slug": lambda f: f"/article/{f.slug}",
    "lower": lambda f: f"/articles/{f.title.replace(' ', '-').lower()}",
    "kept id": lambda f: f"/en/news/{f.id}/{f.slug}",
    "department": lambda f: (
        f"/sites/{f.word}/files/{f.word.upper()}/{date_of(f.issued):%Y}/"
        f"{f.title.replace(' ', '')}.{f.ending}"
    ),
    "titled": lambda f: f"/publications/{f.slug}",
    "cms": lambda f: f"/content/{f.token}",
}

# A reorganisation: its name, and which layouts it turns into which; "" keeps the path.
MOVES: dict[str, dict[str, str]] = {
    "prefix": {"report": "prefix", "news": "archive", "home": "archive"},
    "extension": {"news": "bare", "month": "dated"},
    "dated": {"report": "dated", "flat": "dated", "news": "dated"},
    "query": {"php": "slug", "asp": "slug"},
    "case": {"camel": "lower"},
    "id": {"id": "kept id", "php": "kept id"},
    "tree": {"tree": "department"},
    "titles": {"files": "titled", "id": "titled", "php": "titled"},
    "cms": dict.fromkeys(
        ("news", "report", "php", "asp", "month", "id", "files", "camel", "tree", "flat", "home"), "cms"
    ),
    "host": {},
    "www": {},
}  # fmt: skip
OLD = ("news", "report", "php", "asp", "month", "id", "files", "camel", "tree", "flat", "home")


def slug_of(title: str, *, other: str) -> str:
    """The title as ASCII words joined by hyphens, or ``other`` where it has no Latin letters."""
    flat = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", flat.lower())
    return "-".join(words) if len("".join(words)) > len(title) / 2 else other


def words_of(title: str, *, other: str) -> str:
    """The title's ASCII words with their capitals, or ``other``."""
    return " ".join(word.capitalize() for word in slug_of(title, other=other).split("-"))
