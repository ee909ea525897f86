"""Build a library's site: what changed since the last build, or all of it. I/O.

``build(library)`` reads one moment of the store, makes the sheets that ``plan`` names, writes what
came out differently into a tree beside the site, and shows that tree when it is whole.
"""

import errno
import gc
import json
import time
from pathlib import Path

from msgspec import Struct

from sourcebook.errors import NoRoom
from sourcebook.progress import Tell
from sourcebook.publish.building.changes import changed, renew
from sourcebook.publish.building.job import Job
from sourcebook.publish.building.whole import anew
from sourcebook.publish.building.writing import Unknown
from sourcebook.publish.drawer import Drawer
from sourcebook.publish.evidence import Evidence, Library
from sourcebook.publish.feeds import feeds
from sourcebook.publish.state import State
from sourcebook.publish.tree import Tree, identity
from sourcebook.records import Entry


class Built(Struct, frozen=True, kw_only=True):
    """What a build did: files written, left as they were, and removed; how many pages of HTML the
    site has; whether all were made anew; how long it took, in seconds."""

    written: int
    unchanged: int
    removed: int
    pages: int
    full: bool
    seconds: float


def build(
    library: Library, *, out: Path | None = None, full: bool = False, progress: Tell | None = None
) -> Built:
    """Build the site of ``library`` in ``out`` (default: ``site`` in its folder).

    ``full`` makes all pages again; files that come out the same are left as they are even then.
    ``progress`` is told (words, done, total). Raises Refused where ``out`` holds other things,
    Conflict while another build runs there, NoRoom where the disk is full or may not be written;
    whatever happens, the site that was there stays whole until the new one is.
    """
    began = time.perf_counter()
    tree = Tree((out or library.folder / "site").absolute())
    tree.claim()
    collecting = gc.isenabled()
    gc.disable()  # millions of short-lived parts, none of them circular: looking costs a tenth
    state = None
    try:
        state = State.open(tree.state)
        with (
            library.store.snapshot() as store,
            Evidence(library) as evidence,
            Drawer(tree.live.parent) as drawer,
        ):
            job = Job(
                library.settings,
                store,
                state,
                tree,
                tell=progress or _silent,
                evidence=evidence,
                drawer=drawer,
                searches=tuple(library.searches()),
                feeds=lambda: feeds(library),
            )
            files, pages = _run(job, full=full)
    except OSError as fault:
        tree.drop()
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            why = "the disk is full; free some space and build again"
        elif fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            why = f"may not be written ({fault.strerror})"
        else:
            raise
        raise NoRoom(tree.live, f"{why}. The site is as it was") from fault
    except BaseException:
        tree.drop()
        raise
    finally:
        if state is not None:
            state.close()
        if collecting:
            gc.enable()
    return Built(
        written=job.writer.written,
        unchanged=files - job.writer.written,
        removed=job.writer.removed,
        pages=pages,
        full=job.writer.full,
        seconds=time.perf_counter() - began,
    )


def _run(job: Job, *, full: bool) -> tuple[int, int]:
    """Build, show, and remember; gives how many files there are, and how many pages."""
    tree, state = job.tree, job.state
    mark = job.store.mark()
    try:
        if full:
            raise Unknown
        if since := changed(job):
            renew(job, since)
        job.put_feeds()
    except Unknown:
        anew(job)
    state.keep_fact("mark", mark)
    state.keep_fact("entries", str(job.store.count(Entry)))
    if tree.begun:
        state.keep_fact("journal", json.dumps(job.writer.touched))
        tree.show()
        state.keep_fact("live", identity(tree.live))
        state.keep_fact("aside", identity(tree.making))
    totals = state.totals()
    state.finish()
    if tree.begun:
        tree.settle()
    return totals


def _silent(words: str, done: int, total: int) -> None:
    del words, done, total
