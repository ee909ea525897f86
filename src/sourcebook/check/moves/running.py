"""A run of finding: look for what is gone, keep suggestions entry by entry, apply decisions. I/O.

Each suggestion is in the database before the next search's is; a run that is stopped at any moment
keeps those, and what was looked for already is not looked for again for some time.
"""

import queue
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

from msgspec import Struct

from sourcebook.check.links.letters import letters
from sourcebook.check.moves import choosing, deciding
from sourcebook.check.moves.choosing import Wanted
from sourcebook.check.moves.finding import Finder, Outcome, signs_of
from sourcebook.check.moves.seeing import READABLE, Head, Read
from sourcebook.check.moves.sources import Case, Elsewhere
from sourcebook.check.moves.spelling import place, where
from sourcebook.check.moves.teaching import own_hosts, publishers, rules_for, rules_of
from sourcebook.check.moves.trying import note_tried, tried
from sourcebook.check.moves.web import Web
from sourcebook.collect.web.visiting import Visitor
from sourcebook.errors import SourcebookError
from sourcebook.preserve.attaching import page_key
from sourcebook.progress import Tell
from sourcebook.records import Capture, Entry, Suggestion
from sourcebook.store import Store
from sourcebook.store.keys import fold
from sourcebook.store.writing import now as this_moment

HOSTS = 6  # sites asked at the same time; each by one request at a time
COPIES = 3_000_000  # bytes of a capture that is looked into

Payload = Callable[[Capture], bytes]


class Looked(Struct, frozen=True, kw_only=True):
    """What came of looking for one address: the suggestion that was kept, or why there is none."""

    wanted: Wanted
    suggestion: Suggestion | None = None
    known: bool = False  # it was suggested before
    stands: bool = False  # it stands where it stood
    tried: tuple[tuple[str, str], ...] = ()
    fetched: int = 0
    fault: str = ""


class Moves:
    """Finding for one library. ``payload`` gives a capture's bytes, ``read`` a body's text; ``folder``
    is the library's. ``now`` is when the run begins."""

    def __init__(
        self,
        store: Store,
        folder: Path,
        *,
        visitor: Visitor,
        payload: Payload,
        read: Read,
        elsewhere: Elsewhere,
        own: Iterable[str] = (),
        now: datetime | None = None,
    ) -> None:
        self.store = store
        self.folder = folder
        self._visitor = visitor
        self._payload = payload
        self._read = read
        self._elsewhere = elsewhere
        self.now = now or datetime.now(UTC)
        self._own = frozenset(own) | own_hosts(store)
        self._by_publisher = publishers(store)
        self.rules = rules_of(store)

    def wanted(self, entries: Iterable[Entry] | None = None) -> list[Wanted]:
        """What to look for: of the entries named, or all that is gone and wasn't looked for lately."""
        named = entries is not None
        checks = self.store.last_checks()
        some = self.store.stream(Entry) if entries is None else entries
        return choosing.wanted(some, checks, now=self.now, named=named, tried=tried(self.folder))

    def run(
        self,
        some: Sequence[Wanted],
        *,
        who: str,
        why: str = "",
        dry: bool = False,
        tell: Tell | None = None,
    ) -> Generator[Looked, None, None]:
        """Look for each; each outcome is committed when it is given, unless ``dry``."""
        known = self._known()
        fresh = [one for one in some if not known.get(one.key)]
        for one in some:
            for before in known.get(one.key, ()):
                yield Looked(wanted=one, suggestion=before, known=True)
        by_key = {one.key: one for one in fresh}
        for number, (key, outcome, fault) in enumerate(self._through(fresh)):
            one = by_key[key]
            if tell:
                tell(one.entry.id, number + 1, len(fresh))
            if outcome is None:
                yield Looked(wanted=one, fault=fault)
                continue
            suggestion = self.suggestion(outcome)
            if not dry:
                if suggestion is not None:
                    what = f"suggest a new address for {one.entry.id}"
                    self.store.put([suggestion], who=who, what=what, why=why)
                note_tried(self.folder, key, self.now)
            yield Looked(
                wanted=one,
                suggestion=suggestion,
                stands=outcome.stands,
                tried=outcome.tried,
                fetched=outcome.fetched,
            )

    def suggestion(self, outcome: Outcome) -> Suggestion | None:
        """What an outcome proposes."""
        found, case = outcome.found, outcome.case
        if found is None:
            return None
        return Suggestion(
            id=deciding.id_of(case.entry.id, case.url, found.target),
            kind="move",
            entry=case.entry.id,
            url=case.url,
            target=found.target,
            how=found.candidate.how,
            says=f"{found.candidate.says}; {found.judgement.says}",
            signs=signs_of(found, case),
            exact=found.judgement.exact,
            at=this_moment(),
        )

    # --- what is known beforehand --------------------------------------------------------------
    def _known(self) -> dict[str, list[Suggestion]]:
        """The open suggestions of moves, by what they were looked for."""
        found: defaultdict[str, list[Suggestion]] = defaultdict(list)
        for one in self.store.suggestions(decision="open"):
            if one.kind == "move":
                found[f"{one.entry} {page_key(one.url) or ''}".strip()].append(one)
        return found

    def case(self, one: Wanted) -> Case:
        """All that a search is told."""
        entry = one.entry
        decided = self.store.suggestions(entry=entry.id, decision="declined")
        captures = list(self.store.many(Capture, entry.every_capture).values())
        good = [it for it in captures if 200 <= it.status < 300 and it.length]
        elsewhere = [address for address in entry.addresses if address.url != one.url]
        refused = {place(it.target) for it in decided if it.kind == "move"}
        refused |= {place(it.url) for it in elsewhere if it.url and it.standing in _DEAD}
        return Case(
            entry=entry,
            url=one.url.partition("#")[0],
            digests=frozenset(it.digest for it in good),
            named=self._named(one.url, good),
            refused=frozenset(refused),
            own=self._own,
            changed=one.why == "changed",
            shallow=one.why == "says nothing of it",
            sites=tuple(self._by_publisher.get(fold(entry.publisher), ()))
            if entry.publisher
            else (),
        )

    def _named(self, url: str, captures: Sequence[Capture]) -> tuple[str, ...]:
        """What the newest capture of an address calls its own address."""
        key = page_key(url)
        of = [it for it in captures if page_key(it.url) == key and "html" in it.media_type]
        for capture in sorted(of, key=lambda it: it.at, reverse=True)[:1]:
            if capture.length > COPIES:
                continue
            try:
                page = letters(self._payload(capture)[:READABLE])
            except SourcebookError:
                return ()  # its loss is told by checking fixity
            head = Head(page, capture.redirects[-1] if capture.redirects else url)
            return tuple(it for it in dict.fromkeys(head.own) if place(it) != place(url))
        return ()

    # --- searching, one site a thread ----------------------------------------------------------
    def _through(self, some: Sequence[Wanted]) -> Iterator[tuple[str, Outcome | None, str]]:
        """What came of each search, as it comes: its key, and the outcome or what went wrong."""
        by_host: defaultdict[str, list[Wanted]] = defaultdict(list)
        for one in some:
            found = where(one.url) if one.url else None
            by_host[found.host if found else ""].append(one)
        waiting: queue.SimpleQueue[list[Wanted]] = queue.SimpleQueue()
        for group in by_host.values():
            waiting.put(group)
        done: queue.Queue[tuple[str, Outcome | None, str] | None] = queue.Queue()
        cases: queue.Queue[tuple[Wanted, queue.SimpleQueue[Case]]] = queue.Queue()
        over = Event()
        threads = [
            Thread(target=self._work, args=(waiting, cases, done, over), daemon=True)
            for _ in range(min(HOSTS, len(by_host)))
        ]
        for thread in threads:
            thread.start()
        left = len(threads)
        try:
            while left:
                # the store is this thread's alone: cases are made here when a worker asks for one
                while not cases.empty():
                    one, back = cases.get()
                    back.put(self.case(one))
                try:
                    got = done.get(timeout=0.02)
                except queue.Empty:
                    continue
                if got is None:
                    left -= 1
                else:
                    yield got
        finally:
            over.set()

    def _work(
        self,
        waiting: "queue.SimpleQueue[list[Wanted]]",
        cases: "queue.Queue[tuple[Wanted, queue.SimpleQueue[Case]]]",
        done: "queue.Queue[tuple[str, Outcome | None, str] | None]",
        over: Event,
    ) -> None:
        web = Web(self._visitor, read=self._read)
        back: queue.SimpleQueue[Case] = queue.SimpleQueue()
        try:
            while not over.is_set():
                try:
                    group = waiting.get_nowait()
                except queue.Empty:
                    return
                rules = rules_for(self.rules, group[0].url)
                finder = Finder(web, rules, self._elsewhere)
                for one in group:
                    if over.is_set():
                        return
                    cases.put((one, back))
                    case = _patiently(back, over)
                    if case is None:
                        return
                    try:
                        done.put((one.key, finder.find(case), ""))
                    except Exception as fault:  # one page's fault is that page's
                        done.put((one.key, None, f"{type(fault).__name__}: {fault}"))
                web.forget()
        finally:
            done.put(None)


_DEAD = ("gone", "soft gone")


def _patiently(back: "queue.SimpleQueue[Case]", over: Event) -> Case | None:
    while not over.is_set():
        try:
            return back.get(timeout=0.2)
        except queue.Empty:
            continue
    return None
