"""Make up an address that can't exist beside another, and tell whether two answers are alike. Pure.

A server that answers 200 to what can't exist answers 200 to what no longer does, and with the same
page: Bar-Yossef, Broder, Kumar, Tomkins, "Sic transit gloria telae", WWW 2004, section 3.
"""

import re
from hashlib import sha256

import ada_url
from msgspec import Struct
from rapidfuzz.distance import Indel

from sourcebook.check.links.looking import Look
from sourcebook.check.links.phrases import spoken

_LETTERS = 25  # as in the paper: too many to be there by chance
_DIGITS = 10
_COMPARED = 500  # words of each page that are compared
_SCRIPT = re.compile(
    r"\.(?:php\d?|p?html?|aspx?|cfm|jsp|jsf|do|cgi|pl|py|dll|exe|action|nsf|xhtml|shtml)$", re.I
)
_EXTENSION = re.compile(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{0,5}$")
_ID = re.compile(
    r"(?:.*[_-])?(?:id|nr|no|num|key|code|slug|ref|art|article|artid|aid|nid|pid|cid|sid|did|uid|tid|item|itemid|story|doc|document|docid|news|newsid|p|pg|page_id|file|title|name|entry|record|show|view|q)|.*id",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d|[01]?\d|[12]\d|3[01]")
_NUMBER = re.compile(r"\d+")


class Nonsense(Struct, frozen=True, kw_only=True):
    """What came for an address that can't exist: what it says, its HTTP status, where it led."""

    look: Look
    status: int
    led: str


def nonsense_of(url: str) -> str:
    """An address beside ``url`` (same folder, same extension; where only a query tells pages apart,
    with another id) that can't exist; always the same one; "" for a site's root, which has none."""
    try:
        parsed = ada_url.URL(url)
    except ValueError:
        return ""
    if not parsed.host:
        return ""
    path, query = parsed.pathname, parsed.search
    digest = sha256(url.encode("utf-8", "surrogatepass")).digest()
    word = "".join(chr(97 + byte % 26) for byte in digest[:_LETTERS])
    number = "9" + "".join(str(byte % 10) for byte in digest[: _DIGITS - 1])
    root = f"{parsed.protocol}//{parsed.host}"
    if len(query) > 1 and (path.endswith("/") or _SCRIPT.search(path)):
        changed = _other_query(query[1:], word, number)
        if changed:
            return f"{root}{path}?{changed}"
    parts = path.split("/")
    last = len(parts) - 1 if parts[-1] else len(parts) - 2
    if last < 1:
        return ""
    found = _EXTENSION.search(parts[last])
    if (
        last > 1
        and parts[last - 1].isdecimal()
        and not _YEAR.fullmatch(parts[last - 1])
        and not _NUMBER.search(parts[last])
    ):
        parts[last - 1] = number  # …/12345/any-words: it is the number that is looked up
    parts[last] = word + (found[0] if found else "")
    return root + "/".join(parts)


def _other_query(query: str, word: str, number: str) -> str:
    """The query with what tells pages apart changed, or ""."""
    fields = query.split("&")
    best, most = -1, 0
    for place, field in enumerate(fields):
        name, equals, value = field.partition("=")
        if not equals and len(fields) > 1:
            continue
        if name.lower().startswith(("utm_", "fbclid", "gclid", "phpsessid", "sid=", "lang")):
            continue
        weight = 1 + (4 if _ID.fullmatch(name) else 0) + (2 if value.isdecimal() else 0)
        if value and weight > most:
            best, most = place, weight
        elif not equals and len(fields) == 1:
            return number if name.isdecimal() else word
    if best < 0:
        return ""
    name, _, value = fields[best].partition("=")
    fields[best] = f"{name}={number if value.isdecimal() else word}"
    return "&".join(fields)


class Likeness(Struct, frozen=True, kw_only=True):
    """How alike two pages are: ``text`` from 0 to 1; ``title`` and ``heading`` whether they are the
    same (pages without one are); ``more`` the longest run of words only the first has."""

    text: float
    title: bool
    heading: bool
    more: int = 0


def likeness(look: Look, other: Look) -> Likeness:
    """Compare what two pages say, whatever they echo of their own addresses, and whatever numbers,
    dates and nonces stand there."""
    if look.kind != other.kind:
        return Likeness(text=0.0, title=False, heading=False)
    if look.page and look.page == other.page:
        return Likeness(text=1.0, title=True, heading=True)
    echo, echo_other = _echo(look.url), _echo(other.url)
    title = _same(look.title, echo, other.title, echo_other)
    heading = _same(" ".join(look.headings[:1]), echo, " ".join(other.headings[:1]), echo_other)
    words, words_other = _compared(look.text, echo), _compared(other.text, echo_other)
    if not words and not words_other:
        return Likeness(text=1.0 if title else 0.0, title=title, heading=heading)
    text = Indel.normalized_similarity(words, words_other)
    more = 0
    if text >= 0.6:
        for step in Indel.opcodes(words, words_other):
            if step.tag == "delete":
                more = max(more, step.src_end - step.src_start)
    return Likeness(text=text, title=title, heading=heading, more=more)


def _echo(url: str) -> frozenset[str]:
    return frozenset(spoken(re.sub(r"%[0-9A-Fa-f]{2}|_", " ", url)).split()) - {
        "not",
        "found",
        "page",
        "404",
    }


def _compared(text: str, echo: frozenset[str]) -> list[str]:
    words = spoken(text[: _COMPARED * 12]).split()[:_COMPARED]
    return [word for word in words if word not in echo and not any(map(str.isdecimal, word))]


def _same(one: str, echo: frozenset[str], other: str, echo_other: frozenset[str]) -> bool:
    left, right = _compared(one, echo | echo_other), _compared(other, echo | echo_other)
    return left == right


def alike(look: Look, other: Look) -> bool:
    """Whether two answers are the same page."""
    found = likeness(look, other)
    if found.text >= 0.97 and found.more < 12:
        return found.title or found.heading
    return found.title and found.heading and found.text >= 0.8 and found.more < 30
