"""Tell what stands before or instead of a page: a parked domain, a challenge, a wall. Pure.

Each test gives the words it rests on, or "". Names and phrases are data (``walls.toml``).
"""

import re
from collections import Counter
from functools import cache
from typing import Any

from sourcebook.check.links.looking import Look
from sourcebook.check.links.markup import count_words, host
from sourcebook.check.links.phrases import Pattern, Phrases, read, spaced, spoken

_LITTLE = 150  # words; a wall or a parked page hardly says more
_SOURCE = 24_576  # characters of source that are searched for marks
_URLS = 200
_HARDLY = 30  # words
_PROSE = 45  # words of a paragraph, as in denials.py
_LURES = 3  # different ones
_LURES_IN_PROSE = 5
_AFTER = re.compile(r"(?<=\w):\s+\S+(?:\s+\S+){2,}$")  # as in denials.py
_SEARCH = 4  # words of a search's heading; more tell of a search for somebody
_PASSES = 4  # how often one phrase is looked for
_URL = re.compile(r"(?:/|\\/){2}[^\s\"'<>)(]{4,120}")
_UNUSED = re.compile(r"ww\d{1,3}\.")  # hosts to which parking services lead unused names
_AD_LINK = re.compile(
    r"[?&/](?:click|clk|redir|go|out|aff|fp|caf|query|keyword|kw|search|q|s|term)[=/?]", re.I
)


@cache
def _data() -> dict[str, Any]:
    return read("walls.toml")


def _mark(part: str, name: str, source: str) -> str:
    """The first of the marks that stands in a piece of source, or ""."""
    return next((mark for mark in _data()[part][name] if mark in source), "")


def _urls(source: str) -> str:
    return " ".join(_URL.findall(source)[:_URLS])


@cache
def _phrases(part: str, name: str = "phrases", unspaced: str = "unspaced") -> Phrases:
    data = _data()[part]
    return Phrases(
        [spaced(name, phrase) for phrase in data[name]],
        unspaced=[Pattern(language=name, regex="|".join(data[unspaced]))]
        if unspaced in data
        else (),
    )


def parked(look: Look, *, asked: str, led: str) -> str:
    """What says that the domain is for sale, shows only advertising, or that nothing is set up."""
    data = _data()["parked"]
    where = host(led)
    if where != host(asked) and _ends(where, data["hosts"]):
        return f"leads to {where}, where domains are sold"
    path = _path(led)
    if path != _path(asked) and path.startswith(tuple(data["paths"])) and look.words < _LITTLE:
        return f"leads to {path}"
    if look.refresh and _UNUSED.match(host(look.refresh)):
        return f"leads to {host(look.refresh)}"
    for frame in (*look.frames, look.refresh):
        sold = _mark("parked", "services", frame.casefold()) or _ends(host(frame), data["hosts"])
        if frame and sold and look.words < _LITTLE:
            return f"shows {host(frame)}"
    if look.kind != "html":
        return ""
    if lure := _lures(look, asked=asked):
        return lure
    if look.words > _LITTLE * 2:
        return ""
    words = look.begins
    little = look.words < _LITTLE
    source = look.page[:_SOURCE].casefold()
    urls = _urls(source)
    strong = _mark("parked", "services", urls)
    service = strong or _mark("parked", "weak", urls) or _mark("parked", "marks", source)
    sale = _phrases("parked", "sale", "sale_unspaced").find(words)
    idle = _phrases("parked", "idle", "idle_unspaced").find(words)
    own = spoken(host(led).split(":")[0])
    named = bool(own) and own in spoken(f"{look.title} {' '.join(look.headings)}")
    if not (strong or named) and _headline(look):
        return ""
    if sale and (service or named or (look.words < _LITTLE and _sold(look, words))):
        return f"“{sale.says}”"
    if strong and little:
        return f"shows {strong}"
    if look.words < 20 and look.whole and (mark := _mark("parked", "marks", source)):
        return f"shows {mark}"
    if idle and (service or named or look.words < 60 or (little and farm(look))):
        return f"“{idle.says}”"
    heading = " _ ".join(look.headed)
    default = _phrases("parked", "default", "default_unspaced")
    found_default = default.find(heading) or (default.find(words) if look.words < 30 else None)
    if found_default and _plain_default(found_default.says, look):
        return f"“{found_default.says}”"
    if little and farm(look) and (service or named):
        return "hardly anything but advertising links"
    return ""


def _lures(look: Look, *, asked: str) -> str:
    """What lures to games of chance where the address asked for speaks of none; who writes about them
    writes paragraphs, and praises less."""
    games = _phrases("parked", "games", "games_unspaced")
    if not any(map(games.find, look.headed)) or games.find(spoken(asked.replace("_", " "))):
        return ""
    said = {found.says for found in _phrases("parked", "lures", "lures_unspaced").all(look.begins)}
    enough = _LURES if max(look.blocks, default=0) < _PROSE else _LURES_IN_PROSE
    return f"“{max(said, key=len)}”" if len(said) >= enough else ""


def _sold(look: Look, words: str) -> bool:
    """Whether a heading offers a domain, or two phrases do."""
    phrases = _phrases("parked", "sale", "sale_unspaced")
    return any(map(phrases.find, look.headed)) or len(set(phrases.all(words))) > 1


def _headline(look: Look) -> bool:
    """Whether a heading that has the words of a parked domain goes on about something: “Domain for sale:
    how names became a market”."""
    parts = [("sale", "sale_unspaced"), ("idle", "idle_unspaced")]
    for text in (look.title, *look.headings[:2]):
        after = _AFTER.search(text)
        if after and not any(_phrases("parked", *part).find(spoken(after[0])) for part in parts):
            return any(_phrases("parked", *part).find(spoken(text)) for part in parts)
    return False


def _plain_default(says: str, look: Look) -> bool:
    """ "It works" is a heading that a page may well have: it takes all of the heading, of a page that
    says hardly more."""
    return len(says) > 14 or (look.words < 40 and says in map(spoken, (look.title, *look.headings)))


def farm(look: Look) -> bool:
    """Whether it has few words and many links that lead to one and the same redirector."""
    links = [link for link in look.links if not link.startswith(("#", "javascript:", "mailto:"))]
    if not 4 <= len(links) <= 80 or sum(look.blocks) > 60:
        return False
    beginnings = Counter(re.split(r"[?#]", link)[0] for link in links)
    most = beginnings.most_common(1)[0][1]
    ads = sum(1 for link in links if _AD_LINK.search(link))
    return most >= max(4, len(links) * 0.5) and ads >= len(links) * 0.5


def challenge(look: Look, *, status: int, led: str) -> str:
    """What says that it wants to know first whether a browser or a person asks."""
    if look.kind not in ("html", "text"):
        return ""
    path = _path(led)
    if "captcha" in path or "/cdn-cgi/challenge" in path:
        return f"leads to {path}"
    refused = status in (401, 403, 405, 406, 418, 429, 503)
    if look.words > (2 * _LITTLE if refused else _LITTLE):
        return ""
    source = look.page[:_SOURCE].casefold()
    mark = _mark("challenge", "marks", source)
    phrases = _phrases("challenge")
    said = phrases.find(" _ ".join(look.headed)) or (
        phrases.find(look.begins) if look.words < 40 or refused else None
    )
    if mark and (said or refused or look.words < 40):
        return f"“{said.says}”" if said else mark
    widget = _mark("challenge", "widgets", source)
    if widget and (said or look.words < 25):
        return f"“{said.says}”" if said else widget
    if said and (refused or "<script" in source) and look.words < 100:
        return f"“{said.says}”"
    return ""


def consent(look: Look, *, asked: str, led: str, denied: bool = False) -> str:
    """What says that it shows a consent wall instead of the page. A page that is ``denied`` (it says
    that it isn't there) is no wall, though a banner lies on it."""
    data = _data()["consent"]
    where = host(led)
    if where != host(asked) and where.startswith(tuple(data["hosts"])):
        return f"leads to {where}"
    path = _path(led)
    if path != _path(asked) and path.startswith(tuple(data["paths"])):
        return f"leads to {path}"
    if denied or look.kind != "html" or look.words > _LITTLE:
        return ""
    if "<button" not in look.read and "<form" not in look.read:
        return ""
    phrases = _phrases("consent")  # a banner on a short page has no heading of the page
    if look.words >= _HARDLY and not any(map(phrases.find, look.headed)):
        return ""
    said = {found.says for found in phrases.all(look.begins)}
    return f"“{max(said, key=len)}”" if len(said) > 1 else ""


def login(look: Look, *, asked: str, led: str) -> str:
    """What says that it asks to sign in."""
    data = _data()["login"]
    path, before = _path(led), _path(asked)
    where = host(led)
    if led != asked and not before.startswith(tuple(data["paths"])):
        if any(re.search(rf"{re.escape(one)}(?:[/.?]|$)", path) for one in data["paths"]):
            return f"leads to {path}"
        if where != host(asked) and where.startswith(tuple(data["hosts"])):
            return f"leads to {where}"
    if look.asks_password and sum(look.blocks) < 80:
        return "a form that asks for a password, and little else"
    return ""


def searching(heading: str) -> bool:
    """Whether a ``spoken`` heading is that of a search."""
    if count_words(heading) > _SEARCH:
        return False
    return _phrases("searching", "heads", "heads_unspaced").find(heading) is not None


def finds_nothing(words: str) -> str:
    """What a search says in ``spoken`` words that finds nothing, or ""."""
    found = _phrases("searching").find(words)
    return found.says if found else ""


@cache
def advice() -> Phrases:
    """What a notice says beside its denial: what addresses are called, and ways out."""
    data = _data()["advice"]
    patterns = [spaced("advice", phrase) for phrase in data["phrases"]]
    unspaced = list(data["unspaced"])
    for name, language in read("missing.toml").items():
        if language.get("spaced", True):
            patterns.extend(spaced(name, phrase) for phrase in language["pages"])
        else:
            unspaced.extend(language["pages"])
    return Phrases(patterns, unspaced=[Pattern(language="advice", regex="|".join(unspaced))])


def about(words: str) -> bool:
    """Whether ``spoken`` words of a heading are about errors ("How to fix error 404")."""
    return _phrases("about").find(words) is not None


def lasting(words: str) -> str:
    """``spoken`` words without what they say of the moment (“temporarily unavailable”)."""
    for _ in range(_PASSES):
        said = [found.says for found in _phrases("passing").all(words)]
        if not said:
            break
        for says in said:
            words = words.replace(says, "_")
    return words


def _ends(name: str, hosts: list[str]) -> bool:
    return any(name == one or name.endswith(f".{one}") for one in hosts)


_PATH = re.compile(r"^[a-z]+://[^/?#]*(/[^?#]*)?", re.I)


def _path(url: str) -> str:
    found = _PATH.match(url)
    return (found[1] or "/").lower() if found else ""
