"""Decide what a value becomes when a file and a curator may both have changed it. Pure.

``base`` is what the file said at its last import, ``current`` what the library holds, ``draft``
what the file says now.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def value(base: T, current: T, draft: T) -> tuple[T, bool]:
    """The value to keep, and whether both sides changed it (then the library's stays)."""
    if draft in (base, current):
        return current, False
    if current == base:
        return draft, False
    return current, True


def order(
    base: Sequence[K], current: Sequence[K], draft: Sequence[K], *, removing: bool = True
) -> list[K]:
    """The keys to keep, in order. What either side removed since ``base`` goes, what either added
    stays; an added one stands after the one before it in the draft. Without ``removing``, nothing
    goes that the library holds."""
    if not removing:
        kept = set(draft)
        base = [key for key in base if key in kept]
    if list(draft) in (list(base), list(current)):
        return list(current)
    if list(current) == list(base):
        return list(draft)
    known = set(base)
    gone = known - set(draft)
    result = [key for key in current if key not in gone]
    there = set(result)
    for place, key in enumerate(draft):
        if key in known or key in there:
            continue
        result.insert(_spot(result, draft, place, there), key)
        there.add(key)
    return result


def _spot(result: list[K], draft: Sequence[K], place: int, there: set[K]) -> int:
    for before in reversed(draft[:place]):
        if before in there:
            return result.index(before) + 1
    for after in draft[place + 1 :]:
        if after in there:
            return result.index(after)
    return len(result)


def numbered(items: Iterable[T], key: Callable[[T], Hashable]) -> dict[tuple[Hashable, int], T]:
    """The items by (key, how many of that key came before), so that repeated keys stay apart."""
    seen: dict[Hashable, int] = {}
    found = {}
    for item in items:
        named = key(item)
        count = seen.get(named, 0)
        seen[named] = count + 1
        found[named, count] = item
    return found


def items(
    base: Sequence[T],
    current: Sequence[T],
    draft: Sequence[T],
    key: Callable[[T], Hashable],
    *,
    join: Callable[[T | None, T, T], T] | None = None,
    removing: bool = True,
) -> tuple[T, ...]:
    """Lists merged item by item; ``key`` says which are the same, ``join`` merges (base, current,
    draft) of one that both hold (without it, the library's stays)."""
    if draft in (base, current):
        return tuple(current)
    was, now, new = numbered(base, key), numbered(current, key), numbered(draft, key)
    kept = []
    for named in order(list(was), list(now), list(new), removing=removing):
        if named in now and named in new and join is not None:
            kept.append(join(was.get(named), now[named], new[named]))
        else:
            kept.append(now[named] if named in now else new[named])
    return tuple(kept)


def mapping(
    base: Mapping[str, str], current: Mapping[str, str], draft: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """The mapping to keep, and the keys that both sides changed."""
    kept: dict[str, str] = {}
    clashes = []
    for name in [*current, *(name for name in draft if name not in current)]:
        found, clash = value(base.get(name, ""), current.get(name, ""), draft.get(name, ""))
        if clash:
            clashes.append(name)
        if found:
            kept[name] = found
    return kept, clashes
