"""Ask a site, or an engine, for a title: which addresses ask, and which of the links that come are
worth a look. Pure."""

import re
from html import unescape
from itertools import islice
from urllib.parse import parse_qsl, quote, quote_plus, urlencode

from sourcebook.check.moves.matching import Link
from sourcebook.check.moves.seeing import absolute, attributes
from sourcebook.check.moves.spelling import SMALL, place, words_of
from sourcebook.check.moves.tags import between
from sourcebook.check.moves.titles import titled

WORDS = 12  # of a title that are asked for; engines take few more
_FORM = re.compile(r"<form\b([^<>]{0,2000})>", re.I)
_FORM_END = re.compile(r"</form", re.I)
_INPUT = re.compile(r"<input\b([^<>]{0,2000})>", re.I)
# What fields for searching are called by the systems sites are built with (WordPress s, Drupal keys,
# Joomla searchword, MediaWiki search, Google's q …).
_FIELDS = frozenset(
    """q s query search keys searchword keyword keywords search_query searchterm searchterms term
    search_term search_block_form searchtext search-text querytext text suche suchbegriff buscar recherche
    ricerca cerca szukaj zoek find string words st qt kw""".split()  # noqa: SIM905
)
_URL = re.compile(r"<Url\b([^<>]{0,4000})>", re.I)
# Where sites answer searches that show no form, by the systems they are built with.
COMMON = ("/?s={}", "/search?q={}", "/search/?q={}", "/search/node?keys={}", "/search.php?q={}")
PLACE = "{query}"


def asked(title: str) -> str:
    """What is asked for: the words of the title, not too many."""
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", unescape(title))
    return " ".join(words[:WORDS])


def forms(page: str, base: str) -> list[str]:
    """The searches that a page's forms make, with {query} where the words go."""
    found: dict[str, None] = {}
    for form, inside in islice(between(page, _FORM, _FORM_END, longest=20_000), 20):
        told = attributes(form[1])
        if told.get("method", "get").lower() != "get":
            continue
        action = absolute(told.get("action", "") or base, base)
        fields: list[tuple[str, str]] = []
        field = ""
        for tag in list(_INPUT.finditer(inside))[:30]:
            one = attributes(tag[1])
            name, kind = one.get("name", ""), one.get("type", "text").lower()
            if not name:
                continue
            if kind == "hidden":
                fields.append((name, one.get("value", "")))
            elif kind in ("text", "search", "") and not field and _for_words(one, told):
                field = name
            elif kind == "password":
                field = ""
                break
        if not action or not field:
            continue
        rest = f"&{urlencode(fields[:10])}" if fields else ""
        bare = action.partition("?")[0]
        found[f"{bare}?{quote_plus(field)}={PLACE}{rest}"] = None
    return list(found)


def _for_words(one: dict[str, str], form: dict[str, str]) -> bool:
    name = one.get("name", "").lower()
    about = " ".join(
        (form.get("role", ""), form.get("id", ""), form.get("class", ""), form.get("action", ""))
    )
    return (
        one.get("type", "").lower() == "search"
        or name in _FIELDS
        or name.rpartition("[")[2].rstrip("]") in _FIELDS
        or "search" in about.lower()
    )


def description(data: bytes, base: str) -> list[str]:
    """The searches that an OpenSearch description offers, as a page or a feed (OpenSearch 1.1)."""
    found = []
    for tag in list(_URL.finditer(data[:200_000].decode("utf-8", "replace")))[:20]:
        told = attributes(tag[1])
        kind = told.get("type", "").lower()
        template = told.get("template", "")
        if told.get("rel", "results").lower() != "results" or "{searchTerms}" not in template:
            continue
        if kind and not kind.startswith(
            ("text/html", "application/rss", "application/atom", "application/xhtml")
        ):
            continue
        filled = template.replace("{searchTerms}", "\0")
        filled = re.sub(r"\{(?:startIndex|startPage)\??\}", "1", filled)
        filled = re.sub(r"\{[^{}]*\??\}", "", filled).replace("\0", "SEARCHTERMS")
        url = absolute(filled, base)
        if url:
            found.append(url.replace("SEARCHTERMS", PLACE))
    return list(dict.fromkeys(found))


def common(origin: str) -> list[str]:
    """The searches that sites of common systems answer."""
    return [origin + path.format(PLACE) for path in COMMON]


def filled(search: str, title: str) -> str:
    """The address that asks for a title."""
    words = asked(title)
    before = search.partition(PLACE)[0]
    return search.replace(PLACE, quote_plus(words) if "?" in before else quote(words, safe=""))


def results(links: list[Link], title: str, *, most: int = 5) -> list[Link]:
    """The links that are worth a look, likeliest first: their words are the title, or most of its
    words. An engine may lead to them over an address of its own: what that holds is meant."""
    wanted = set(words_of(title)) - SMALL
    ranked: dict[str, tuple[float, int, Link]] = {}
    for number, link in enumerate(links):
        rank = titled(title, link.words)
        if not rank and wanted:
            said = set(words_of(link.words)) - SMALL
            share = len(wanted & said) / len(wanted)
            rank = 0.8 * share if share >= 0.6 else 0.0
        if not rank:
            continue
        meant = Link(url=inner(link.url), words=link.words)
        key = place(meant.url)
        if key and (key not in ranked or ranked[key][0] < rank):
            ranked[key] = (rank, number, meant)
    best = sorted(ranked.values(), key=lambda it: (-it[0], it[1]))
    return [link for _, _, link in best[:most]]


def inner(url: str) -> str:
    """The address that a link of an engine leads over itself to, else the address itself."""
    query = url.partition("?")[2]
    if "http" not in query or query.count("&") > 50:
        return url
    for _, value in parse_qsl(query):
        if value.startswith(("http://", "https://")):
            return value
    return url
