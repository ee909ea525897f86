"""Take the cards out of a list's page that is shown, for those that are as they were. Pure."""

import re
from collections.abc import Collection, Iterable

from sourcebook.publish.paths import fragment

# no text of a record can hold these tags: they are escaped
_ROW = re.compile(rb'<article class="entry brief" id="([^"]*)">.*?</article>', re.S)
_PASSAGE = re.compile(rb'<article class="entry" id="([^"]*)">.*?</article>', re.S)


def fragments_on(page: bytes) -> list[str]:
    """The fragments of the lines of entries on a list's page, in their order."""
    return [row[1].decode() for row in _ROW.finditer(page)]


def rows_on(page: bytes, ids: Iterable[str], fresh: Collection[str]) -> dict[str, bytes]:
    """The lines of the entries of a list's page that stand there, but those of ``fresh`` ones."""
    found = {row[1].decode(): row[0] for row in _ROW.finditer(page)}
    return {id: found[name] for id in ids if id not in fresh and (name := fragment(id)) in found}


def passages_on(page: bytes, ids: list[str], fresh: Collection[str]) -> dict[int, bytes]:
    """The cards of an aspect's page by their places, but those of ``fresh`` entries; none where the
    page has other entries than ``ids``, or has them in another order."""
    found = list(_PASSAGE.finditer(page))
    if len(found) != len(ids):
        return {}
    kept = {}
    for at, (id, card) in enumerate(zip(ids, found, strict=True)):
        told, name = card[1].decode(), fragment(id)
        if told != name and not told.startswith(f"{name}_"):
            return {}
        if id not in fresh:
            kept[at] = card[0]
    return kept
