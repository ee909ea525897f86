"""A chunk: some signs put together, and how signs stand to each other. Pure."""

from collections.abc import Sequence

from msgspec import Struct

from sourcebook.understand.roles.signs import Sign

JOINS = frozenset({"and", "comma", "hearsay"})
NAMED = frozenset({"place", "region"})
GENERAL = frozenset({"abroad"})


class Chunk(Struct, gc=False):
    """``kind`` is ``people``, ``way``, ``country`` (countries that no "in" or "to" leads to), ``role``, or what a
    sign's is. ``nations`` are of people, ``countries`` of ways and countries; ``abroad`` also stands for
    regions, ``home`` and ``town`` for "within the country" and unnamed parts of one; ``inner`` places are led to by "within"; ``maybe`` are those of the countries or roles
    that are only possibly meant ("X and possibly Y"). ``ways`` are the words that
    lead to the places: from, to, in, via. ``values`` are the sign's, or the roles or the groups of people."""

    kind: str
    start: int
    end: int
    gap: int
    values: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    nations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    foreign: bool = False
    own: bool = False
    migrant: bool = False
    victim: bool = False
    abroad: bool = False
    home: bool = False
    town: bool = False
    inner: bool = False
    of: bool = False
    part: bool = False
    serves: tuple[str, ...] = ()
    hearsay: bool = False
    many: bool = False
    maybe: tuple[str, ...] = ()
    ways: frozenset[str] = frozenset()


def past_joins(signs: Sequence[Sign], at: int) -> int:
    """Past what joins things in a list, if no word is between."""
    while at < len(signs) and signs[at].gap == 0 and signs[at].kind in JOINS:
        at += 1
    return at


def adjoins(signs: Sequence[Sign], at: int, kinds: frozenset[str]) -> bool:
    return at < len(signs) and signs[at].gap == 0 and signs[at].kind in kinds
