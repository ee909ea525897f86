"""How the vocabularies' terms stand to each other and to others' classifications (``relations.toml``)."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from sourcebook.themes.vocabularies import Aspect, themes

Degree = Literal["exact", "close", "broad"]


class Scheme(Struct, frozen=True, kw_only=True):
    """A classification of others that terms are mapped to. ``checked`` is False where its own tables
    could not be read, so that the mapping is by concept only."""

    id: str
    title: str
    source: str
    note: str
    checked: bool = True


class Match(Struct, frozen=True, kw_only=True):
    """What a term is in another classification: exactly that, nearly that, or a part of that
    (``broad``). ``name`` is the notation there, or the name where there is none."""

    scheme: str
    degree: Degree
    name: str


class Term(Struct, frozen=True, kw_only=True):
    """A term of a theme with all its relations; others are named ``theme/code``."""

    theme: str
    aspect: Aspect
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()

    @property
    def id(self) -> str:
        """``theme/code``."""
        return f"{self.theme}/{self.aspect.code}"


@cache
def schemes() -> dict[str, Scheme]:
    """The classifications of others, by id."""
    return {
        id: msgspec.convert({"id": id, **held}, type=Scheme) for id, held in _data().schemes.items()
    }


@cache
def vocabulary() -> dict[str, Term]:
    """Every term of every theme by ``theme/code``, in menu order; ages once a theme, as there."""
    data = _data()
    exact, close = _pairs(data.exact), _pairs(data.close)
    by_code: dict[str, list[tuple[str, Aspect]]] = {}
    for theme in themes().values():
        for aspect in (*theme.aspects, *theme.ages):
            by_code.setdefault(aspect.code, []).append((f"{theme.id}/{aspect.code}", aspect))
    for code, some in by_code.items():
        for id, aspect in some:
            for other, twin in some:
                if id != other and aspect.kind == twin.kind:
                    exact.setdefault(id, []).append(other)
                elif id != other and code not in data.apart:
                    close.setdefault(id, []).append(other)
    broader = _pairs(data.broader, both=False)
    narrower = _pairs([(two, one) for one, two in data.broader], both=False)
    related = _pairs(data.related)
    return {
        f"{theme.id}/{aspect.code}": Term(
            theme=theme.id,
            aspect=aspect,
            broader=tuple(broader.get(f"{theme.id}/{aspect.code}", ())),
            narrower=tuple(narrower.get(f"{theme.id}/{aspect.code}", ())),
            related=tuple(related.get(f"{theme.id}/{aspect.code}", ())),
            exact=tuple(exact.get(f"{theme.id}/{aspect.code}", ())),
            close=tuple(close.get(f"{theme.id}/{aspect.code}", ())),
            matches=tuple(_match(one) for one in data.matches.get(f"{theme.id}/{aspect.code}", ())),
        )
        for theme in themes().values()
        for aspect in (*theme.aspects, *theme.ages)
    }


@cache
def terms_of(kind: str, code: str) -> dict[str, str]:
    """Under which term of each theme something of this kind and code stands: theme to code, in menu
    order. That is the term itself, else its exact match, a close one, or the next broader one
    (``abuse-images`` is ``sexual-exploitation`` to the theme of human trafficking); a theme that has
    none of these is left out."""
    own = [t for t in vocabulary().values() if (t.aspect.kind, t.aspect.code) == (kind, code)]
    near: dict[str, tuple[int, str]] = {}
    for term in own:
        for rank, ids in enumerate(((term.id,), term.exact, term.close, term.broader)):
            for id in ids:
                theme, _, other = id.partition("/")
                if theme not in near or near[theme][0] > rank:
                    near[theme] = (rank, other)
    return {theme: near[theme][1] for theme in themes() if theme in near}


class _Relations(Struct, frozen=True, kw_only=True):
    """The file ``relations.toml``."""

    apart: list[str]
    exact: list[tuple[str, str]]
    close: list[tuple[str, str]]
    broader: list[tuple[str, str]]
    related: list[tuple[str, str]]
    schemes: dict[str, dict[str, str | bool]]
    matches: dict[str, list[str]]


@cache
def _data() -> _Relations:
    data = tomllib.loads(Path(__file__).with_name("relations.toml").read_text("utf-8"))
    return msgspec.convert(data, type=_Relations)


def _match(written: str) -> Match:
    scheme, degree, name = written.split(":", 2)
    return msgspec.convert({"scheme": scheme, "degree": degree, "name": name}, type=Match)


def _pairs(pairs: list[tuple[str, str]], *, both: bool = True) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for one, other in pairs:
        out.setdefault(one, []).append(other)
        if both:
            out.setdefault(other, []).append(one)
    return out
