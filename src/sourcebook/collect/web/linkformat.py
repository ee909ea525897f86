"""Read and write web links as TimeMaps and ``Link`` fields hold them (RFC 8288, RFC 6690). Pure.

Archives are sloppy: quotes are left out, dates with commas stand unquoted, lines break anywhere, a
last comma dangles. What can be told apart is read, the rest is passed over.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

LONGEST = 1_000_000  # characters without a link's end: garbage, passed over
_TARGET = re.compile(
    r"<([^<>]*+(?:>(?!\s*+(?:[;,]|\Z))[^<>]*+)*)>"
)  # no "*+" of a group: see gh-106052
# An unquoted value goes on over a comma that no next link follows: "Tue, 20 Jun 2000 12:00:00 GMT".
_PARAMETER = re.compile(
    r";\s*([\w!#$&+\-.^`|~*]+)\s*(?:=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^;,\"<]*(?:,(?!\s*<)[^;,\"<]*)*)))?"
)
_RELATION = re.compile(r"[^\s;,=\"<>]+")
_ESCAPED = re.compile(r"\\(.)", re.S)
_TRIED = 50  # places looked at, from the end, for where a link begins


class Link(Struct, frozen=True):
    """A link: its target as written, its relations in lower case, its other attributes by name."""

    target: str
    rels: frozenset[str]
    attributes: dict[str, str]

    def get(self, name: str) -> str:
        """An attribute's value; "" where it isn't there."""
        return self.attributes.get(name, "")


def links(pieces: Iterable[str]) -> Iterator[Link]:
    """The links in a text that comes in pieces; little of it is held at a time."""
    waiting = ""
    for piece in pieces:
        waiting += piece
        cut = _last_cut(waiting)
        if cut:
            yield from _links(waiting[:cut])
            waiting = waiting[cut:]
        elif len(waiting) > LONGEST:
            yield from _links(waiting)
            waiting = ""
    yield from _links(waiting)


def _last_cut(text: str) -> int:
    """Where the last link that has begun begins, if that is no part of a quoted value; else 0."""
    at = len(text)
    for _ in range(_TRIED):
        at = text.rfind("<", 0, at)
        if at <= 0:
            break
        before = at - 1
        while before > 0 and text[before].isspace():
            before -= 1
        if text[before] == "," and text.count('"', 0, before) % 2 == 0:
            return at
    return 0


def _links(text: str) -> Iterator[Link]:
    at = 0
    while found := _TARGET.search(text, at):
        at = found.end()
        attributes: dict[str, str] = {}
        while more := _PARAMETER.match(text, _skip(text, at)):
            at = more.end()
            name, value, plain = more.groups()
            if value is None:
                value = (plain or "").strip(" ,\r\n\t")
            elif "\\" in value:
                value = _ESCAPED.sub(r"\1", value)
            # the first of each counts (RFC 8288 section 3.3)
            attributes.setdefault(name.lower(), " ".join(value.split()))
        rels = frozenset(_RELATION.findall(attributes.pop("rel", "").lower()))
        target = "".join(found[1].split())  # where a line was broken inside the address
        if target:
            yield Link(target, rels, attributes)


def _skip(text: str, at: int) -> int:
    while at < len(text) and (text[at].isspace() or text[at] == '"'):  # a quote too many
        at += 1
    return at


def written(link: Link) -> str:
    """The link in link-format. A target can't hold ``>`` (RFC 3986); a quote in a value becomes an
    apostrophe, since sloppy readers, ours among them, take an escaped one for the end."""
    target = link.target.replace("<", "%3C").replace(">", "%3E").replace('"', "%22")
    parts = [f"<{target}>"]
    if link.rels:
        # "first last memento": the order is that of RFC 7089's own examples
        rels = sorted(link.rels, key=lambda rel: (_ORDER.get(rel, 5), rel))
        parts.append(f'rel="{" ".join(rels)}"')
    for name, value in link.attributes.items():
        quoted = value.replace("\\", "\\\\").replace('"', "'")
        parts.append(f'{name}="{quoted}"')
    return "; ".join(parts)


_ORDER = {"first": 0, "prev": 1, "next": 2, "last": 3, "memento": 9}
