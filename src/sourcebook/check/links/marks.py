"""Tell from a page's source that it is an error page, whatever its language. Pure.

Site software marks what it shows instead of a page: a class, a state for its scripts, a lone 404. Each may
stand on a living page as well (a template's class, a failed call's state): two of them count, on a page
that tells hardly anything.
"""

import re
from collections.abc import Iterator

from sourcebook.check.links.looking import Look
from sourcebook.check.links.where import is_front, speaks_of_errors

# What each mark has in it: a page is searched for these, and what stands around them is looked at.
_SEEDS = ("404", "ot-found", "ot_found", "otfound", "otFound", "oarticletext", "_error")
_SEEN = 20  # of each
_AROUND = 40  # letters
_CLASS = re.compile(
    r"(?<![\w/.-])((?:error|err|page|http|status|is|template|type|page-system|path)[-_]?404(?:[-_]page)?"
    r"|404(?:[-_](?:page|error|content|wrap\w*))|(?:page|error|file|content)[-_]?not[-_]?found(?:[-_]page)?"
    r"|not[-_]?found(?:[-_](?:page|content|wrap\w*))?)(?![\w/.-])",
    re.I,
)
_IN_CLASS = re.compile(
    r"""<[a-z][a-z0-9-]*\s[^<>]*\b(?:class|id)\s*=\s*(?:"[^"<>]*|'[^'<>]*|[^\s"'<>]*)$""", re.I
)
_TAG = 400  # letters of a tag before a class
_STATE = re.compile(
    r"""status(?:Code)?["']?\s*:\s*["']?404\b|["']page["']\s*:\s*["']/(?:404|_error|_not-found)["']"""
    r"""|(?:isNotFound|notFound|is404)["']?\s*:\s*(?:true|!0)\b""",
)
# Elements of frameworks that show nothing else, and MediaWiki's for a page nobody has written
_CERTAIN = re.compile(
    r"""<(?:app-|ds-)?(?:page-?)?not-?found\b|<ds-pagenotfound\b|\bclass=["']?(?:noarticletext|__nuxt-error-page)\b"""
)
_LONE = re.compile(r">\s*(?:[^\s<>]{1,20} )?404(?: ?!)?\s*<")
_SCANNED = 65_536


def marks(look: Look) -> tuple[str, ...]:
    """The marks of an error page in its source, the surest first."""
    sure, kind, state = _in_source(look.page)
    found = [sure, "alone enough"] if sure else []
    found += [mark for mark in (kind, state) if mark]
    if _LONE.search(look.body):
        found.append("404")
    if found and look.hidden:
        found.append("noindex")
    leads, here = look.canonical, look.url
    if leads and speaks_of_errors(leads) and not speaks_of_errors(here):
        found.append(leads)
    if found and leads and is_front(leads) and not is_front(here):
        found.append(leads)
    return tuple(found)


def _in_source(page: str) -> tuple[str, str, str]:
    """The first element or class that only such pages have, the first class, the first state; "" where
    there is none."""
    sure = kind = state = ""
    for place in _places(page):
        around = page[max(0, place - _AROUND) : place + _AROUND]
        if not sure and (found := _CERTAIN.search(around)):
            sure = found[0]
        if not state and (found := _STATE.search(around)):
            state = found[0]
        if not kind and (found := _CLASS.search(around)) and _in_class(page, place, found[0]):
            kind = found[0]
    return sure, kind, state


def _places(page: str) -> Iterator[int]:
    """Where marks may stand in a page's source."""
    for seed in _SEEDS:
        place = page.find(seed, 0, _SCANNED)
        for _ in range(_SEEN):
            if place < 0:
                break
            yield place
            place = page.find(seed, place + len(seed), _SCANNED)


def _in_class(page: str, place: int, says: str) -> bool:
    start = page.rfind("<", max(0, place - _TAG), place)
    return (
        start >= 0
        and _IN_CLASS.match(page[start : page.find(says, max(start, place - len(says)))])
        is not None
    )


def may_have(look: Look) -> bool:
    """Whether it is worth looking for them: the page has few words, and hints of one."""
    return any(seed in look.page for seed in _SEEDS) or speaks_of_errors(look.canonical)
