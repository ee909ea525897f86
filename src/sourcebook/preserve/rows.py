"""Keep the texts that came with rows as captures of their entries, one in memory at a time. I/O."""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from msgspec.structs import replace

from sourcebook.collect.arriving import TEXT, Arriving, Text
from sourcebook.collect.desk import Change
from sourcebook.errors import SourcebookError, Unreadable
from sourcebook.preserve.archive import Writer
from sourcebook.preserve.attaching import to_entry
from sourcebook.preserve.taking import Held, take_file
from sourcebook.records import Capture, Entry, Record
from sourcebook.store import Store

Pair = tuple[Record | None, Record | None]


def with_texts(
    store: Store,
    writer: Writer,
    held: Held,
    changes: Iterable[Change],
    texts: Iterable[Arriving],
    *,
    now: datetime,
) -> list[Pair]:
    """The changes with a capture for each text, tied to its entry; the texts are in the archive, and
    safe on the disk, when this returns. Unreadable where a file changed since it was read first."""
    taken: dict[str, Capture] = {}
    by_digest: dict[str, list[Capture]] = {}

    def with_digest(digest: str) -> Iterable[Capture]:
        return [*held.with_digest(digest), *by_digest.get(digest, ())]

    here = Held(with_digest=with_digest, taken=lambda id: id in taken or held.taken(id))
    of_entry: dict[str, list[str]] = {}
    for arriving in texts:
        for where, text, data in _again(arriving):
            name = f"{text.entry.rpartition('/')[2]}.txt"
            made = take_file(
                writer, io.BytesIO(data), name, here, now=now, digest=text.digest,
                length=text.length, media_type=TEXT, note=f"{where} of {arriving.name}",
            ).capture  # fmt: skip
            taken[made.id] = made
            by_digest.setdefault(made.digest, []).append(made)
            of_entry.setdefault(text.entry, []).append(made.id)
    writer.sync()
    return _tied(store, changes, taken, of_entry)


def _tied(
    store: Store,
    changes: Iterable[Change],
    taken: dict[str, Capture],
    of_entry: dict[str, list[str]],
) -> list[Pair]:
    pairs: list[Pair] = []
    rest = dict(of_entry)
    for _, before, after in changes:
        if isinstance(after, Entry) and after.id in rest:
            pairs.append((before, to_entry(after, rest.pop(after.id))))
        else:
            pairs.append((before, after))
    for id, entry in store.many(Entry, rest).items():
        pairs.append((entry, to_entry(entry, rest[id])))
    pairs += [(None, capture) for capture in taken.values()]
    return pairs


def _again(arriving: Arriving) -> Iterator[tuple[str, Text, bytes]]:
    left = dict(arriving.wanted)
    for where, data in arriving.read():
        text = left.get(where)
        if text is None:
            continue
        if hashlib.sha256(data).hexdigest() != text.digest:
            raise Unreadable(
                arriving.name, f"{where} changed while it was imported; import it again"
            )
        del left[where]
        yield where, text, data
        if not left:
            return
    if left:
        where = next(iter(left))
        raise Unreadable(arriving.name, f"{where} was gone when its text was to be kept; try again")


SHOWN = 50  # texts of which the difference is shown; of further ones it is said that they differ
_LETTERS = 160  # of the words that differ


def differing(
    texts: Iterable[Arriving], store: Store, payload: Callable[[Capture], bytes]
) -> dict[str, list[str]]:
    """For each entry that gets another text in place of one, the lines that show where they differ:
    from the first letter that does to the last."""
    found: dict[str, list[str]] = {}
    for arriving in texts:
        only = [(where, text) for where, text in arriving.wanted.items() if text.known]
        for _, text, data in _again(replace(arriving, wanted=dict(only[:SHOWN]))):
            earlier = store.get(Capture, text.known[-1])
            if earlier is None:
                continue
            try:
                was = payload(earlier).decode("utf-8", "replace")
            except SourcebookError as fault:  # the new one comes all the same
                found[text.entry] = [f"  (the earlier text can't be read: {fault.why})"]
                continue
            found[text.entry] = list(lines(was, data.decode("utf-8", "replace")))
    return found


def lines(was: str, now: str) -> Iterator[str]:
    """Two texts where they differ, a line each: whole words, from the first that differs to the last."""
    most = min(len(was), len(now))
    head = next((n for n in range(most) if was[n] != now[n]), most)
    tail = next((n for n in range(most - head) if was[-1 - n] != now[-1 - n]), most - head)
    head = max(was.rfind(" ", 0, head), was.rfind("\n", 0, head)) + 1
    ends = [place for sign in " \n" if (place := was.find(sign, len(was) - tail)) >= 0]
    tail = len(was) - min(ends) if ends and tail else 0
    for sign, text in (("-", was), ("+", now)):
        told = " ".join(text[head : len(text) - tail].split())
        yield f"{sign} text: {told if len(told) <= _LETTERS else told[:_LETTERS] + '…'}"
