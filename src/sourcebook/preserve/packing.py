"""Pack the captures of entries, or of a whole library, for others: a WACZ, a bag. I/O."""

import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from sourcebook.preserve import bags, wacz
from sourcebook.preserve.archive import FOLDER, Archive
from sourcebook.preserve.dressing import with_requisites
from sourcebook.records import Capture, Entry
from sourcebook.settings import Settings
from sourcebook.store import Store

Payload = Callable[[Capture], bytes]


def pack(
    target: Path,
    store: Store,
    archive: Archive,
    entries: Iterable[Entry] | None,
    *,
    payload: Payload,
    title: str,
) -> int:
    """Write the captures of ``entries`` and what they need to be shown, or all captures, as a WACZ;
    gives how many pages it lists."""
    found: dict[str, Capture] = {}
    titles: dict[str, str] = {}
    for entry in store.stream(Entry) if entries is None else entries:
        for id, capture in store.many(Capture, entry.every_capture).items():
            found[id] = capture
            titles.setdefault(id, entry.title)
    if entries is None:
        found |= {capture.id: capture for capture in store.stream(Capture)}
    else:
        for capture in list(found.values()):
            found |= {one.id: one for one in with_requisites(store, capture, payload)}
    return wacz.write(
        target,
        archive,
        _with_originals(store, found),
        store.stream(Capture),
        titles=titles,
        title=title,
        now=datetime.now(UTC),
    )


def _with_originals(store: Store, found: dict[str, Capture]) -> list[Capture]:
    """The captures, and those that hold the bytes which some of them only refer to."""
    digests = {capture.digest for capture in found.values()}
    firsts = [ids[0] for ids in store.captures_by_digest(digests).values()]
    more = store.many(Capture, firsts)
    return [*found.values(), *(capture for id, capture in more.items() if id not in found)]


def bag(target: Path, archive: Archive, settings: Settings, dump: Callable[[Path], None]) -> int:
    """Write a whole library as a bag: its records as ``dump`` writes them to a folder, its WARC files
    and seals. Gives how many files it holds."""

    def fill(folder: Path) -> None:
        dump(folder / "records")
        if archive.folder.is_dir():
            skipped = shutil.ignore_patterns(".lock", "*.partial")
            shutil.copytree(archive.folder, folder / FOLDER, ignore=skipped)

    return bags.write(
        target,
        fill,
        title=settings.title,
        contact=settings.curator,
        description="The records (text) and captures (WARC) of a Sourcebook library",
        now=datetime.now(UTC),
    )
