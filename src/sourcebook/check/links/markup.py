"""Read a page's source without making a tree of it: titles, attributes, words, links. Pure.

No search here goes over the same source twice, whatever stands there.
"""

import re
import unicodedata
from html import unescape

import ada_url

_TITLED = 131_072  # characters in which a title is sought
_TITLE = 1_000
_ATTRIBUTE = re.compile(r"""([a-zA-Z][\w:.\-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
_TITLE_TAG = re.compile(r"<title\b[^<>]*>", re.I)
_TITLE_END = re.compile(r"</title|</head|<body|<meta|<link", re.I)
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>?")
# Where something may begin that is never read aloud, or a heading of the first or second rank. Of any
# other tag one or two letters are looked at: alternatives would take four times as long.
_BEGINS = re.compile(r"<[sSnNtT!hH][cCtTvVaAoOeE\-12](?:[rRyYgGvVsSmMlL\-]|(?<=[12]))")
_ENDS = {
    "scr": "</script",
    "sty": "</style",
    "svg": "</svg",
    "nav": "</nav",
    "nos": "</noscript",
    "tem": "</template",
    "sel": "</select",
    "!--": "-->",
}
_UNENDED = ("scr", "sty", "!--")  # swallow the rest of a page where nothing ends them


def title_of(page: str) -> str:
    tag = _TITLE_TAG.search(page, 0, _TITLED)
    if not tag:
        return ""
    source = page[tag.end() : tag.end() + _TITLE]
    end = _TITLE_END.search(source)
    return plain(source[: end.start()] if end else source)


def fields_of(inside: str) -> dict[str, str]:
    """The attributes of a tag, names in small letters."""
    fields: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(inside):
        value = double or single or bare
        fields.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return fields


def without_skipped(page: str) -> tuple[str, list[int]]:
    """A page's source without what is never read aloud; and where there headings of the first and
    second rank may begin."""
    parts: list[str] = []
    heads: list[int] = []
    gone = 0  # characters left out so far
    kept = place = 0
    lower = ""
    missing: set[str] = set()
    while found := _BEGINS.search(page, place):
        place = found.end()
        key = found[0][1:].lower()
        if key.startswith(("h1", "h2")):
            heads.append(found.start() - gone)
            continue
        end = _ENDS.get(key)
        if end is None or key in missing:
            continue
        stop = page.find(end, place)
        if stop < 0:
            lower = lower or page.lower()
            stop = lower.find(end, place) if len(lower) == len(page) else -1
        if stop < 0:
            missing.add(key)
            if key not in _UNENDED:
                continue
            stop = len(page)
        parts.append(page[kept : found.start()])
        kept = place = stop + (3 if key == "!--" else 0)
        gone += kept - found.start() - 1  # a space stands for it
    parts.append(page[kept:])
    return (" ".join(parts) if len(parts) > 1 else page), heads


def plain(source: str) -> str:
    """The words of a little source."""
    return tidy(_TAG.sub(" ", source) if "<" in source else source)


def tidy(text: str) -> str:
    if "&" in text:
        text = unescape(text)
    return " ".join(text.split())


def absolute(base: str, target: str) -> str:
    """A link as an absolute web address, or ""."""
    target = target.strip()
    if not target:
        return ""
    try:
        made = ada_url.join_url(base, target)
    except ValueError:
        return ""
    return str(made) if made.startswith(("http://", "https://")) else ""


_HOST = re.compile(r"^(?:https?:)?//(?:[^/?#@]*@)?(?:www\.)?([^/?#:]*)", re.I)


def host(url: str) -> str:
    """The host of an address as written, without ``www.``; "" where it names none."""
    found = _HOST.match(url)
    return found[1].lower() if found else ""


_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def count_words(text: str) -> int:
    """How many words a text has; of scripts written without spaces, two letters count as one (and
    Ethiopic may divide words by a sign)."""
    unspaced = 0 if text.isascii() else len(_UNSPACED.findall(text))
    return len(text.split()) + text.count("፡") + unspaced // 2


_FOLDED = {
    **dict.fromkeys("‘’‚‛′`´ʼʹʻ‹›", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0640", ""),
    "ё": "е", "…": "...",
}  # fmt: skip
_TO_FOLD = re.compile("[" + "".join(_FOLDED) + "]")


def _as_folded(found: re.Match[str]) -> str:
    return _FOLDED[found[0]]


def fold(text: str) -> str:
    """A text as texts are compared here: small letters, no spaces, one form of quotes and dashes.
    Without spaces, since a tag within a word, or none between two, reads as one or the other."""
    small = text.casefold()
    if not small.isascii():
        small = _TO_FOLD.sub(_as_folded, unicodedata.normalize("NFC", small))
    return "".join(small.split())
