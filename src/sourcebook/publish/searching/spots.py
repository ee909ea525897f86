"""Say in which files the places of a term stand, and change them there. Pure.

A phrase needs the places of its words. Most terms have theirs in one line of their shelf's file; those of a
term that is in very many things are cut into parts by the numbers of the things, a file each, so that a
reader loads some parts and not all of it.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from sourcebook.publish.searching.coding import BETWEEN, many, relisted, unlisted
from sourcebook.publish.searching.fields import LEVELS
from sourcebook.publish.searching.numbering import PARTS, Room, mixed

Row = tuple[int, str]  # a thing's weight and places


def shelf_file(name: str) -> str:
    """The file of the terms on a shelf."""
    return f"p/{name}"


def part_file(term: str, name: str, place: int, room: Room) -> str:
    """The file of a term's part with a number, by the name of its shelf."""
    return f"p/{name}-{mixed(term):x}-{place // room.part:x}"


def cut(
    term: str,
    name: str,
    numbers: Sequence[int],
    spots: Callable[[int, int], str],
    room: Room,
) -> Iterator[tuple[str, str]]:
    """(file, line) of a term's places: ``numbers`` are those of the things that have it, ``spots`` gives
    its places in the things from one to before another."""
    if len(numbers) <= room.large:
        yield shelf_file(name), spots(0, len(numbers))
        return
    for part in range(PARTS):
        begins, ends = (bisect_left(numbers, (part + n) * room.part) for n in (0, 1))
        if begins < ends:
            yield part_file(term, name, part * room.part, room), spots(begins, ends)


def recut(
    term: str, name: str, room: Room, postings: str, rows: Mapping[int, Row | None], line: Callable[[str], str]
) -> tuple[str, dict[str, str]]:  # fmt: skip
    """A term's postings and the lines of its places (by file; "" is none any more) when some things have
    it otherwise, or (None) no longer. ``line`` gives a line that is there."""
    parted = many(postings) > room.large
    held: dict[str, list[str]] = {}

    def there(file: str) -> list[str]:
        if file not in held:
            found = line(file)
            held[file] = found.split(BETWEEN) if found else []
        return held[file]

    for place, row in rows.items():
        file = part_file(term, name, place, room) if parted else shelf_file(name)
        begins = place // room.part * room.part if parted else 0
        weight = None if row is None else row[0]
        postings, at, had = relisted(postings, LEVELS, place, weight, begins)
        there(file)[at : at + had] = [] if row is None else [row[1]]
    if (many(postings) > room.large) != parted:
        files = [part_file(term, name, n * room.part, room) for n in range(PARTS)]
        spots = [one for file in (files if parted else [shelf_file(name)]) for one in there(file)]
        numbers = [place for place, _ in unlisted(postings, LEVELS)]

        def joined(first: int, end: int) -> str:
            return BETWEEN.join(spots[first:end])

        return postings, dict.fromkeys(held, "") | dict(cut(term, name, numbers, joined, room))
    return postings, {file: BETWEEN.join(spots) for file, spots in held.items()}
