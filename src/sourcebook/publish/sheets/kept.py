"""Take the cards out of a list's page that is shown, for those that are as they were. Pure."""

import re
from collections.abc import Collection, Iterable

from sourcebook.publish.paths import entry_path, fragment

# no text of a record can hold these tags: they are escaped
_ROW = re.compile(rb'<article class="entry brief" id="([^"]*)">.*?</article>', re.S)
_PASSAGE = re.compile(
    rb'<article class="entry" id="[^"]*">\s*<h3[^>]*><a href="(?:\.\./)*([^"]*)">.*?</article>',
    re.S,
)


def fragments_on(page: bytes) -> list[str]:
    """The fragments of the lines of entries on a list's page, in their order."""
    return [row[1].decode() for row in _ROW.finditer(page)]


def rows_on(page: bytes, ids: Iterable[str], fresh: Collection[str]) -> dict[str, bytes]:
    """The lines of the entries of a list's page that stand there, but those of ``fresh`` ones."""
    found = {row[1].decode(): row[0] for row in _ROW.finditer(page)}
    return {id: found[name] for id in ids if id not in fresh and (name := fragment(id)) in found}


def passages_on(
    page: bytes, ids: list[str], fresh: Collection[str], alone: Collection[str]
) -> dict[int, bytes]:
    """The cards of an aspect's page by the places that their entries have in ``ids``, but those of
    ``fresh`` ones. Where the page has other entries, or has them in another order, only the cards of
    ``alone``, those that stand once in the whole list: an entry may have several, for its groups."""
    found = [(card[1].decode(), card[0]) for card in _PASSAGE.finditer(page)]
    to = list(map(entry_path, ids))
    if [href for href, _ in found] == to:
        return {at: card for at, (_, card) in enumerate(found) if ids[at] not in fresh}
    cards = dict(found)
    return {
        at: cards[href]
        for at, (id, href) in enumerate(zip(ids, to, strict=True))
        if href in cards and id in alone and id not in fresh
    }
