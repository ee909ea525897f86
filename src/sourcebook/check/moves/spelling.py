"""Take addresses apart for comparing them, and spell titles the way addresses do. Pure."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

import ada_url
from msgspec import Struct

from sourcebook.records import Entry
from sourcebook.store.keys import fold

# Words that Drupal's Pathauto leaves out of addresses (its default "strings to remove"); WordPress's
# and others' plug-ins leave out most of the same.
SMALL = frozenset(
    """a an as at before but by for from is in into like of off on onto per since than the this that
    to up via with and or""".split()  # noqa: SIM905
)
_SECOND_LEVEL = frozenset("ac co com edu gob gov gouv go mil ne net nic or org".split())  # noqa: SIM905
_INDEX = re.compile(
    r"^(?:index|default|home|main|welcome)(?:\.(?:html?|php\d?|aspx?|jsp|cfm|shtml|xhtml))?$", re.I
)
_ENDING = re.compile(r"^(.+)(\.[A-Za-z][A-Za-z0-9]{0,5})$")
_SEPARATORS = re.compile(r"(?:[-_+ ]|%20)+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Where(Struct, frozen=True, kw_only=True):
    """An address in parts: ``origin`` ("https://example.org:8080"), ``host`` as rules compare it
    (no ``www.``, with its port), the path's segments, and the query with its "?" or ""."""

    origin: str
    host: str
    segments: tuple[str, ...]
    query: str = ""
    slash: bool = False  # whether the path ends with a slash

    @property
    def path(self) -> str:
        """Path and query, without the first slash."""
        end = "/" if self.slash and self.segments else ""
        return "/".join(self.segments) + end + self.query

    @property
    def front(self) -> bool:
        """Whether it is a site's front page: nothing but a host, an index file or a language."""
        if self.query:
            return False
        rest = [one for one in self.segments if not _INDEX.match(one)]
        return not rest or (
            len(rest) == 1 and bool(re.fullmatch(r"[a-z]{2}(?:[-_][A-Za-z]{2})?", rest[0]))
        )


@lru_cache(maxsize=4096)
def where(url: str) -> Where | None:
    """An address in parts, without its fragment; None where it is none of the web's."""
    try:
        parsed = ada_url.URL(url)
    except ValueError:
        return None
    if parsed.protocol not in ("http:", "https:"):
        return None
    path = parsed.pathname
    return Where(
        origin=f"{parsed.protocol}//{parsed.host}",
        host=parsed.host.removeprefix("www."),
        segments=tuple(one for one in path.split("/") if one),
        query=parsed.search.replace("{", "%7B").replace("}", "%7D"),  # as in paths
        slash=path.endswith("/"),
    )


def place(url: str) -> str:
    """What two spellings of one place share: host without ``www.``, path without a last slash or an
    index file, query; "" for what is no address. For comparing, never for asking."""
    found = where(url)
    if found is None:
        return ""
    segments = found.segments
    if segments and _INDEX.match(segments[-1]) and not found.query:
        segments = segments[:-1]
    return unquote("/".join((found.host, *segments)) + found.query, errors="surrogateescape")


def domain(host: str) -> str:
    """The domain that somebody registered, as far as the name shows it: "dol.gov", "bbc.co.uk"."""
    name = host.partition(":")[0] if not host.startswith("[") else host
    if re.fullmatch(r"[\d.]+", name) or name.startswith("["):
        return name
    labels = name.split(".")
    two = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3 if two else -2 :])


def related(one: str, two: str) -> bool:
    """Whether two hosts look like one publisher's: the same domain, or the same name in it under
    another ending ("iwpr.net", "iwpr.org")."""
    first, second = domain(one), domain(two)
    if first == second:
        return True
    name, other = first.partition(".")[0], second.partition(".")[0]
    return len(name) > 3 and not name.isdigit() and name == other


def split_ending(segment: str) -> tuple[str, str]:
    """ "report.pdf" as ("report", ".pdf"); no ending, as ("report", "")."""
    found = _ENDING.match(segment)
    return (found[1], found[2]) if found else (segment, "")


def styled(text: str, style: str) -> str:
    """The text in a style: several are joined by "+" and applied in turn."""
    for one in style.split("+") if style else ():
        text = _STYLES[one](text)
    return text


def _lower(text: str) -> str:
    return text.lower()


def _dashes(text: str) -> str:
    return _SEPARATORS.sub("-", text)


def _underscores(text: str) -> str:
    return _SEPARATORS.sub("_", text)


def _squeezed(text: str) -> str:
    return _SEPARATORS.sub("", text)


def _camel(text: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in _SEPARATORS.split(text))


def _plain(text: str) -> str:
    return str(int(text)) if text.isdecimal() else text


_STYLES = {
    "lower": _lower,
    "dashes": _dashes,
    "underscores": _underscores,
    "squeezed": _squeezed,
    "camel": _camel,
    "plain": _plain,
}
# In the order in which they are tried: the first that explains a pair is the simplest.
STYLES = (
    "", "lower", "dashes", "underscores", "squeezed", "camel", "lower+dashes", "lower+underscores",
    "lower+squeezed",
)  # fmt: skip


class About(Struct, frozen=True, kw_only=True):
    """What an entry says that addresses are made of: its title, the date it came out (EDTF), and the
    year that its title or edition names."""

    title: str = ""
    issued: str = ""
    year: str = ""


def about(entry: Entry) -> About:
    """What rules may use of an entry."""
    named = sorted(years_in(f"{entry.title} {entry.edition}"))
    return About(
        title=entry.title,
        issued=(entry.issued.edtf or "") if entry.issued else "",
        year=named[0] if len(named) == 1 else "",
    )


def words_of(text: str) -> list[str]:
    """The words of a title or an address, folded, in their order."""
    return fold(unquote(text)).split()


def _ascii(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", ""))
    return "".join(c for c in bare if not unicodedata.combining(c))


def slugs(title: str) -> dict[str, str]:
    """Spellings of a title as addresses have them, by the name a rule gives them."""
    spelled = " ".join(re.findall(r"[^\W_]+", _ascii(title)))
    words = spelled.split()
    if not words:
        return {}
    short = [word for word in words if word.lower() not in SMALL] or words
    made: dict[str, str] = {}
    for name, some in (("title", words), ("title-short", short)):
        for sign, style in (("-", "dashes"), ("_", "underscores"), ("", "squeezed")):
            joined = sign.join(some)
            made[f"{name}:{style}+lower"] = joined.lower()
            made[f"{name}:{style}"] = joined
        made[f"{name}:camel"] = _camel(" ".join(some))
    return made


def years_in(text: str) -> frozenset[str]:
    """The years from 1900 to 2099 that a text names."""
    return frozenset(_YEAR.findall(text))
