"""A run over entries: search, propose, accept by rule, keep; each entry is committed by itself. I/O.

A run that is stopped leaves what it found; the next one passes that over and goes on.
"""

import queue
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from datetime import datetime
from itertools import islice
from threading import Event, Thread

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.check.mementos import choosing
from sourcebook.check.mementos.accepting import apply_memento
from sourcebook.check.mementos.choosing import memento_key
from sourcebook.check.mementos.searching import Outcome, Search, Tried
from sourcebook.collect.web.archives import Fetched
from sourcebook.collect.web.mementos import Listed, moment
from sourcebook.errors import Conflict
from sourcebook.preserve.archive import Archive, Writer
from sourcebook.preserve.attaching import page_key, to_addresses
from sourcebook.preserve.capturing import held_by, is_copy, writing
from sourcebook.preserve.mementos import take_memento
from sourcebook.preserve.taking import Unusable
from sourcebook.records import Address, Capture, Entry, Memento, Suggestion
from sourcebook.store import Store

THREADS = 3  # addresses looked for at once: archives are asked one thing at a time all the same
NOTE = "memento "  # how a capture's note begins that was made from one


class Job(Struct, frozen=True, kw_only=True):
    """An address to look for, or (with ``memento``) one whose memento is to be kept as a capture."""

    entry: Entry
    address: Address
    memento: Memento | None = None
    declined: frozenset[str] = frozenset()


Result = tuple[Job, Outcome, Fetched | None]


class Run:
    """What a run may do: ``accept`` takes exact suggestions at once, ``keep`` keeps accepted
    mementos as captures too; with ``dry`` nothing is written."""

    def __init__(
        self,
        store: Store,
        archive: Archive,
        search: Search,
        *,
        who: str,
        why: str = "",
        accept: bool = False,
        keep: bool = False,
        dry: bool = False,
        largest: int = 500_000_000,
    ) -> None:
        self.store = store
        self.archive = archive
        self.search = search
        self.who = who
        self.why = why
        self.accept = accept
        self.keep = keep and not dry
        self.dry = dry
        self.largest = largest

    def jobs(self, entries: Iterable[Entry], *, all_: bool = False) -> Iterator[Job | Suggestion]:
        """What is to be done for these entries: addresses to look for, mementos to keep, and exact
        suggestions that wait and may be accepted now."""
        known: defaultdict[str, list[Suggestion]] = defaultdict(list)
        for one in self.store.suggestions():
            if one.kind == "memento":
                known[one.entry].append(one)
        for entry in entries:
            made = known.get(entry.id, [])
            waiting = {page_key(s.url) for s in made if s.decision == "open"}
            if self.accept and not self.dry:
                yield from (s for s in made if s.decision == "open" and s.exact)
            declined = frozenset(memento_key(s.target) for s in made if s.decision == "declined")
            for address in choosing.addresses(entry, all_=all_):
                if page_key(address.url) not in waiting:
                    yield Job(entry=entry, address=address, declined=declined)
            if self.keep:
                yield from self._unkept(entry)

    def _unkept(self, entry: Entry) -> Iterator[Job]:
        for address in entry.addresses:
            if not address.mementos:
                continue
            held = self.store.many(Capture, address.captures).values()
            notes = {capture.note for capture in held}
            for memento in address.mementos:
                if f"{NOTE}{memento.url}" not in notes:
                    yield Job(entry=entry, address=address, memento=memento)

    def through(self, jobs: Iterable[Job | Suggestion]) -> Iterator[Outcome]:
        """Do them; each outcome is committed when it is given."""
        wanted: list[Job] = []
        for job in jobs:
            if isinstance(job, Suggestion):
                yield self._accepted(job)
            else:
                wanted.append(job)
        opened = writing(self.store, self.archive, who=self.who) if self.keep else nullcontext(None)
        with opened as writer:
            for job, outcome, fetched in _in_threads(wanted, self._do):
                try:
                    yield self._commit(job, outcome, fetched, writer)
                finally:
                    if fetched is not None:
                        fetched.visit.close()

    def _do(self, job: Job) -> Result:
        if job.memento is None:
            outcome, fetched = self.search.one(job.entry, job.address, declined=job.declined)
            return job, outcome, fetched
        written = job.memento.at.as_written or job.memento.at.edtf or "" if job.memento.at else ""
        at = moment(written) or self.search.now
        listed = Listed(url=job.memento.url, at=at, how="timemap")
        fetched = self.search.archives.fetch(listed)
        taken = (fetched.at or at).isoformat(timespec="seconds")
        url = (job.address.url or "").partition("#")[0]
        tried = Tried(
            url=job.memento.url, taken=taken, how="record",
            verdict="failed" if fetched.why else "stands",
            why=fetched.why or "was accepted before",
        )  # fmt: skip
        outcome = Outcome(
            entry=job.entry.id, url=url, wanted=taken, why=tried.why, tried=(tried,),
            chosen=None if fetched.why else tried, accepted=True,
        )  # fmt: skip
        return job, outcome, fetched

    # --- writing ------------------------------------------------------------------------------
    def _accepted(self, suggestion: Suggestion) -> Outcome:
        """Accept a suggestion that waited."""
        tried = Tried(
            url=suggestion.target, taken=suggestion.taken, how=suggestion.how, verdict="stands",
            why=suggestion.says, signs=suggestion.signs,
        )  # fmt: skip
        outcome = Outcome(
            entry=suggestion.entry, url=suggestion.url, wanted="", chosen=tried,
            why="was found before, and waited", suggestion=suggestion,
        )  # fmt: skip
        return self._write(outcome, None)

    def _commit(
        self, job: Job, outcome: Outcome, fetched: Fetched | None, writer: Writer | None
    ) -> Outcome:
        if self.dry or outcome.chosen is None:
            return outcome
        exact = outcome.suggestion is not None and outcome.suggestion.exact
        capture = None
        if writer is not None and (job.memento is not None or (self.accept and exact)):
            capture = self._capture(outcome, fetched, writer)
        return self._write(outcome, capture)

    def _capture(self, outcome: Outcome, fetched: Fetched | None, writer: Writer) -> Capture | None:
        answer = fetched.visit.answer if fetched is not None else None
        chosen = outcome.chosen
        if answer is None or chosen is None:
            return None
        try:
            taken = take_memento(
                writer, answer, held_by(self.store), url=outcome.url,
                at=datetime.fromisoformat(chosen.taken), shown=chosen.url, largest=self.largest,
            )  # fmt: skip
        except Unusable:
            return None
        writer.sync()
        return taken.capture if is_copy(taken.capture) else None

    def _write(self, outcome: Outcome, capture: Capture | None) -> Outcome:
        """Keep the suggestion, and where it is accepted its memento and capture, as one change."""
        suggestion = outcome.suggestion
        accepted = bool(suggestion and suggestion.exact and self.accept)
        if suggestion is not None and accepted:
            now = self.search.now.isoformat(timespec="seconds")
            suggestion = replace(
                suggestion, decision="accepted", decided_by=self.who, decided_at=now,
                why=self.why or "accepted by rule: what is quoted stands there word for word",
            )  # fmt: skip
        for attempt in range(5):
            changes: list[tuple[Entry | Suggestion | Capture | None, Entry | Suggestion | Capture]]
            changes = []
            if suggestion is not None:
                before = self.store.get(Suggestion, suggestion.id)
                if before != suggestion:
                    changes.append((before, suggestion))
            entry = self.store.get(Entry, outcome.entry)
            if entry is None:  # withdrawn meanwhile
                return outcome
            after = apply_memento(entry, suggestion) if suggestion and accepted else entry
            if capture is not None:
                changes.append((None, capture))
                after = to_addresses(after, page_key(outcome.url) or "", capture=capture.id)
            if after != entry:
                changes.append((entry, after))
            if not changes:
                break
            try:
                self.store.commit(
                    changes, who=self.who, what=self._what(outcome, accepted), why=self.why
                )
                break
            except Conflict:
                if attempt == 4:
                    raise
        return replace(
            outcome,
            suggestion=suggestion,
            accepted=accepted or outcome.accepted,
            capture=capture.id if capture else "",
        )

    def _what(self, outcome: Outcome, accepted: bool) -> str:
        if outcome.suggestion is None:
            return f"keep a memento of {outcome.url}"
        return f"{'accept' if accepted else 'suggest'} a memento of {outcome.url}"


def _in_threads(jobs: Iterable[Job], do: Callable[[Job], Result]) -> Iterator[Result]:
    """Do the jobs, a few at once; results come as they are ready, and few wait."""
    todo: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
    done: queue.SimpleQueue[Result | BaseException] = queue.SimpleQueue()
    stop = Event()

    def work() -> None:
        while (job := todo.get()) is not None and not stop.is_set():
            try:
                done.put(do(job))
            except BaseException as fault:  # raised again where results are taken
                done.put(fault)

    rest = iter(jobs)
    out = 0
    for job in islice(rest, 2 * THREADS):
        todo.put(job)
        out += 1
    threads = [Thread(target=work, daemon=True) for _ in range(min(THREADS, out))]
    for thread in threads:
        thread.start()
    try:
        while out:
            found = done.get()
            out -= 1
            if isinstance(found, BaseException):
                raise found
            for job in islice(rest, 1):
                todo.put(job)
                out += 1
            yield found
    finally:
        stop.set()
        for _ in threads:
            todo.put(None)
