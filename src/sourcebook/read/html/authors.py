"""Who wrote a page: by its head, its JSON-LD, or a byline near the headline. Pure."""

import re
from typing import Any

from sourcebook.read.html.source import Page, Piece
from sourcebook.read.html.things import fold, name_of, type_of

_AUTHORS = (
    "citation_author", "dc.creator", "dcterms.creator", "author", "article:author", "parsely-author",
    "sailthru.author", "byl", "dc.contributor", "creator", "og:article:author", "article:author_name",
    "authors", "cxenseparse:author", "dcsext.author", "article.author", "twitter:data1",
)  # fmt: skip
_BY = re.compile(
    r"^(?:veröffentlicht von|view all posts by|zeige alle beiträge von|ein artikel von|ein text von|interview(?: von)?|texte? (?:by|par)|autorin(?: und autor)?|foto und text|text und fotos?|geschrieben von|erstellt von|ein beitrag von|beitrag von|verfasst von|publi[ée] par|publicado por|escrito por|a post by|by|von|par|por|di|door|av|автор|written by|text(?: von)?|autor(?:in)?|texte|posted by|story by|reported by|author)\s*:?\s+",
    re.I,
)
_BYLINE = re.compile(
    r"author|byline|autor|verfasser|contributor|auteur|writer|journalist|redakteur", re.I
)
_NO_NAME = re.compile(
    r"https?:|www\.|@|\d{3,}|^(?:admin|administrator|author|autor|unknown|"
    r"anonymous|root|user|webmaster|press release|share|follow|more|posts?|home|guest|none|null)$",
    re.I,
)


def authors(
    page: Page,
    metas: dict[str, list[str]],
    article: dict[str, Any],
    data: list[dict[str, Any]],
    headline: int,
    kept: list[bool],
    site: str,
) -> tuple[str, ...]:
    for key in ("author", "creator"):
        value = article.get(key)
        some = value if isinstance(value, list) else [value]
        people = [
            each for each in some if not (isinstance(each, dict) and "Organ" in type_of(each))
        ]
        names = _names([name_of(each) for each in people], site)
        if names:
            return names
    for key in _AUTHORS:
        names = _names([part for value in metas.get(key, ()) for part in _parted(value)], site)
        if names:
            return names
    for thing in data:
        if (
            "Person" in type_of(thing)
            and len([one for one in data if "Person" in type_of(one)]) == 1
        ):
            names = _names([name_of(thing)], site)
            if names:
                return names
    return _byline(page, headline, kept, site) or _names(
        [name_of(each) for each in _listed(article.get("author"))], ""
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _parted(value: str) -> list[str]:
    value = _BY.sub("", value.strip())
    return [
        part
        for part in re.split(
            r"\s*[;|/]\s*|\s+(?:and|und|et|y|&|и|e)\s+|,\s+(?=[^\s,]+\s+[^\s,]+)", value
        )
        if part
    ]


def _names(some: list[str], site: str) -> tuple[str, ...]:
    made: list[str] = []
    for name in some:
        bare = _BY.sub("", name.strip(" ,;|–-·•")).strip()
        bare = re.sub(r"\s*[(,|–-].{0,60}$", "", bare) if len(bare.split()) > 3 else bare
        if not bare or len(bare) > 60 or len(bare.split()) > 6 or _NO_NAME.search(bare):
            continue
        if fold(bare) == fold(site) or not any(map(str.isalpha, bare)):
            continue
        if bare not in made:
            made.append(bare)
    return tuple(made[:20])


def _byline(page: Page, headline: int, kept: list[bool], site: str) -> tuple[str, ...]:
    """Names in blocks that are called author or byline, or that begin with "By", near the headline."""
    first = next((place for place, keep in enumerate(kept) if keep), 0)
    centre = headline if headline >= 0 else first
    marked = _marked(page, centre, first, site)
    if marked:
        return marked
    ranked: list[tuple[int, int, tuple[str, ...]]] = []
    for place, piece in enumerate(page.pieces):
        text = piece.text
        if len(text) > 140:
            continue
        called = _called(page, piece.element)
        by = _BY.match(text)
        if not (called or by):
            continue
        bare = _WHEN.split(_BY.sub("", text))[0]
        names = _names(_parted(bare), site)
        if not _tight(page, piece):
            names = tuple(name for name in names if _looks_named(name))
        if names:
            far = min(abs(place - centre), abs(place - first))
            rank = (12 if by else 0) + (10 if called else 0) - min(far, 30)
            if by and not called and far > 6:
                continue
            ranked.append((rank, -place, names))
    if not ranked:
        return ()
    best = max(ranked)
    return best[2] if best[0] > -8 else ()


_WHEN = re.compile(
    r"\s[|·•–—]\s|\s*\d|\n|,\s+(?=[a-zA-Z]+day\b)|\s+(?:on|am|at|le|el|in|um|vom|posted|published)\s",
    re.I,
)


def _tight(page: Page, piece: Piece) -> bool:
    """Whether the block's own element is called author, and holds little else."""
    return (
        piece.element >= 0
        and len(piece.text) < 40
        and re.search(
            r"\b(?:author|autor|byline|fn|vcard|by-?author)\b|author[-_]?name",
            page.elements[piece.element].names,
            re.I,
        )
        is not None
    )


def _marked(page: Page, centre: int, first: int, site: str) -> tuple[str, ...]:
    """The names in elements marked as an author's, those nearest to the headline."""
    ranked: list[tuple[int, int, tuple[str, ...]]] = []
    for place, words, sure in page.authors[:80]:
        names = _names(_parted(_WHEN.split(_BY.sub("", words))[0]), site)
        if sure < 2:
            names = tuple(name for name in names if _looks_named(name))
        if names:
            ranked.append(
                (6 * sure - min(abs(place - centre), abs(place - first), 30), place, names)
            )
    if not ranked:
        return ()
    best = max(ranked, key=lambda each: (each[0], -each[1]))
    if best[0] < -8:
        return ()
    near = [each for each in ranked if abs(each[1] - best[1]) <= 1 and each[0] > best[0] - 5]
    return tuple(dict.fromkeys(name for each in near for name in each[2]))[:20]


def _called(page: Page, place: int) -> bool:
    for _ in range(3):
        if place < 0:
            return False
        if _BYLINE.search(page.elements[place].names):
            return True
        place = page.elements[place].parent
    return False


def _looks_named(name: str) -> bool:
    words = name.split()
    return 2 <= len(words) <= 5 and words[0][:1].isupper() and words[-1][:1].isupper()
