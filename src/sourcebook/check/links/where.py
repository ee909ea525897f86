"""Tell from two addresses what a redirect says: a front page, another site, a page of errors. Pure."""

import re

from sourcebook.check.links.markup import host

_FRONT = re.compile(
    r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?"
    r"(?:(?:index|default|home|main|start|welcome|homepage|portal|frontpage)(?:\.[a-z]{2,5})?/?)?",
    re.I,
)
_ERROR_PATH = re.compile(
    r"(?:^|[/_.=-])(?:404|410|40[34]error|error404|not-?_?found|page-?_?not-?_?found|notfound|pagenotfound"
    r"|file-?not-?found|error-?page|errorpage|page-?missing|fehler|erreur|nicht-gefunden"
    r"|page-?introuvable|nenalezeno|no-?encontrad[oa]|nao-?encontrad[oa])(?:$|[/_.?&-])",
    re.I,
)
_SEARCH_PATH = re.compile(
    r"/(?:search|suche|recherche|buscar|busca|poisk|cerca|zoeken|szukaj|hledat|arama|find)\b"
    r"|[?&](?:s|q|query|search|keyword|text)=",
    re.I,
)
_PATH = re.compile(r"^[a-z]+://[^/?#]*([^?#]*)(\?[^#]*)?", re.I)


def leads_to_front(asked: str, led: str) -> bool:
    """Whether something deeper was asked for, and a front page answered."""
    return asked != led and is_front(led) and not is_front(asked)


def is_front(url: str) -> bool:
    """Whether an address is that of a front page, perhaps of one language."""
    found = _PATH.match(url)
    if not found:
        return False
    path, query = found[1] or "/", found[2] or ""
    return _FRONT.fullmatch(path) is not None and not re.search(
        r"=[^&]*\d|=[^&]{8}|\?[^=]+$", query
    )


def other_site(asked: str, led: str) -> bool:
    """Whether another site answered; a site is its registered domain, as far as that can be told."""
    return _site(asked) != _site(led)


def _site(url: str) -> str:
    name = host(url)
    labels = name.split(".")
    if labels[-1].isdecimal() or len(labels) < 3:
        return name
    second = labels[-2] in (
        "co",
        "com",
        "org",
        "net",
        "gov",
        "gob",
        "gouv",
        "ac",
        "edu",
        "or",
        "go",
    )
    return ".".join(labels[-3 if second and len(labels[-1]) == 2 else -2 :])


def speaks_of_errors(url: str) -> bool:
    """Whether an address reads like that of an error page (/404.html, /page-not-found)."""
    return _ERROR_PATH.search(path_of(url)) is not None


def searches(url: str) -> bool:
    """Whether an address asks a site's search."""
    return _SEARCH_PATH.search(url) is not None


def path_of(url: str) -> str:
    """Path and query of an address."""
    found = _PATH.match(url)
    return f"{found[1]}{found[2] or ''}" if found else ""
