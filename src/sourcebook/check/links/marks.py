"""Tell from a page's source that it is an error page, whatever its language. Pure.

Site software marks what it shows instead of a page: a class, a state for its scripts, a lone 404. Each may
stand on a living page as well (a template's class, a failed call's state): two of them count, on a page
that tells hardly anything.
"""

import re

from sourcebook.check.links.looking import Look
from sourcebook.check.links.pieces import Piece
from sourcebook.check.links.where import is_front, speaks_of_errors

_SPOKEN = (
    "404",
    "ot-found",
    "ot_found",
    "otfound",
    "otFound",
    "oarticletext",
)  # else none stands there
_CLASS = re.compile(
    r"""<(?:body|main|section|article|div|html|h1)\b[^<>]{0,400}?\b(?:class|id)\s*=\s*["']?[^"'<>]{0,400}?(?<![\w-])"""
    r"((?:error|err|page|http|status|is|template|type|page-system|path)[-_]?404(?:[-_]page)?"
    r"|404(?:[-_](?:page|error|content|wrap\w*))?|(?:page|error|file|content)[-_]?not[-_]?found(?:[-_]page)?"
    r"|not[-_]?found(?:[-_](?:page|content|wrap\w*))?|nuxt-error-page)(?![\w-])",
    re.I,
)
_STATE = re.compile(
    r"""["']?status(?:Code)?["']?\s*:\s*["']?404\b|["']page["']\s*:\s*["']/(?:404|_error|_not-found)["']"""
    r"""|["']?(?:isNotFound|notFound|is404)["']?\s*:\s*(?:true|!0)\b""",
)
# Elements of frameworks that show nothing else, and MediaWiki's for a page nobody has written
_CERTAIN = re.compile(
    r"""<(?:app-|ds-)?(?:page-?)?not-?found\b|<ds-pagenotfound\b|\bclass=["']?(?:noarticletext|__nuxt-error-page)\b"""
)
_LONE = re.compile(r"(?:\S+ )?404(?: ?!)?", re.I)
_SCANNED = 65_536


def marks(look: Look, some: list[Piece]) -> tuple[str, ...]:
    """The marks of an error page in its source; ``some`` are its pieces."""
    page = look.page
    found: list[str] = []
    if any(mark in page for mark in _SPOKEN):
        if certain := _CERTAIN.search(page, 0, _SCANNED):
            found += [certain[0].lstrip("<"), ""]
        if kind := _CLASS.search(page, 0, _SCANNED):
            found.append(kind[1])
        if state := _STATE.search(page):
            found.append(state[0])
        if any(_LONE.fullmatch(piece.text) for piece in some if not piece.aside):
            found.append("404")
    if found and look.hidden:
        found.append("noindex")
    leads, here = look.canonical, look.url
    if leads and speaks_of_errors(leads) and not speaks_of_errors(here):
        found.append(leads)
    if found and leads and is_front(leads) and not is_front(here):
        found.append(leads)
    return tuple(found)


def may_have(look: Look) -> bool:
    """Whether it is worth looking for them: the page has few words, and hints of one."""
    return any(mark in look.page for mark in _SPOKEN) or speaks_of_errors(look.canonical)
