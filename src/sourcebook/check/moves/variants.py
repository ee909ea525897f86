"""Other spellings of an address under which servers know the same page. Pure."""

from collections.abc import Iterator
from urllib.parse import quote

import ada_url

from sourcebook.check.moves.spelling import domain, where

MOST = 8


def variants(url: str) -> list[str]:
    """The address with https or http, with or without www., a last slash, an index file, in small
    letters, and without what a sentence left at its end; likeliest first, without the address itself."""
    found = where(url)
    if found is None:
        return []
    here = url.partition("#")[0]
    made: dict[str, None] = {}
    for one in _made(url):
        try:
            clean = str(ada_url.URL(one).href)
        except ValueError:
            continue
        if clean != here:
            made[clean] = None
    return list(made)[:MOST]


def _made(url: str) -> Iterator[str]:
    found = where(url)
    if found is None:
        return
    scheme, _, host = found.origin.partition("://")
    path = "/" + found.path
    bare = path.rstrip(".,;:)]}'\"")
    if bare != path:
        yield found.origin + bare
    name = host.partition(":")[0]
    ported = ":" in host and not host.startswith("[")
    toggled = host.removeprefix("www.")
    if toggled == host and not name.replace(".", "").isdigit() and domain(name) == name:
        toggled = f"www.{host}"
    if not ported:
        yield f"{'http' if scheme == 'https' else 'https'}://{host}{path}"
    if toggled != host:
        yield f"{scheme}://{toggled}{path}"
        if not ported:
            yield f"{'http' if scheme == 'https' else 'https'}://{toggled}{path}"
    if not found.query and found.segments:
        last = found.segments[-1].lower()
        if found.slash:
            yield found.origin + path.rstrip("/")
        elif "." not in last:
            yield found.origin + path + "/"
        if last.startswith(("index.", "default.")):
            yield found.origin + path.rpartition("/")[0] + "/"
    if path.lower() != path and "%" not in path:
        yield found.origin + path.lower()
    if "%25" in path:
        yield found.origin + path.replace("%25", "%")
    if "//" in path:
        yield found.origin + quote(path.replace("//", "/"), safe="/%?&=+:@!$'()*,;~-._")
