"""A run of captures: visit what is ordered, write it, tie it to its entries, one by one. I/O.

Each capture is on the disk and in the database before the next is written; a run that is stopped at any
moment leaves those, and the rest is redone.
"""

import queue
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event, Thread
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.collect.web.visiting import Known, Visit, Visitor
from sourcebook.errors import Conflict, SourcebookError
from sourcebook.preserve.archive import Archive, Writer
from sourcebook.preserve.attaching import standing_of, to_addresses
from sourcebook.preserve.dressing import Dressing
from sourcebook.preserve.due import Order
from sourcebook.preserve.seals import sealed_lengths
from sourcebook.preserve.taking import Held, Taken, Unusable, take_shown, take_visit
from sourcebook.records import AddressStanding, Capture, Entry, Finding, Level
from sourcebook.store import Store
from sourcebook.values.addresses import host_of

if TYPE_CHECKING:
    from sourcebook.preserve.browsing import Browser, Shown

HOSTS = 6  # sites visited at the same time; each by one request at a time
WAITING = 8  # visits that wait to be written, so that their bytes stay few
# What a failed visit says of an address; what is not here says nothing of it (robots, refused …).
_UNSURE = frozenset(
    {"dns", "unreachable", "timeout", "broken off", "tls", "certificate", "garbled", "redirects"}
)


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of one order: the capture where there is one, and findings."""

    order: Order
    capture: Capture | None = None
    repeats: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether there is a copy of what a reader would see."""
        return is_copy(self.capture)


def is_copy(capture: Capture | None) -> bool:
    """Whether a capture holds what a reader would see: an error's page isn't it, nor nothing."""
    return capture is not None and 200 <= capture.status < 300 and capture.length > 0


def held_by(store: Store) -> Held:
    """What taking asks of a library, answered by its store."""

    def with_digest(digest: str) -> Iterable[Capture]:
        ids = store.captures_by_digest([digest]).get(digest, ())
        return store.many(Capture, ids).values()

    return Held(with_digest=with_digest, taken=lambda id: store.get(Capture, id) is not None)


@contextmanager
def writing(store: Store, archive: Archive, *, who: str) -> Iterator[Writer]:
    """The archive open for adding; what a stopped run left half-written is cut off, on record."""
    with archive.writing(sealed=sealed_lengths(archive)) as writer:
        for name, at, size in writer.cut:
            store.commit(
                [],
                who=who,
                what=f"cut {size:,} bytes of an unfinished record off captures/{name} at {at:,}",
                why="a run was stopped while it wrote",
            )
        yield writer


def known_of(store: Store, archive: Archive, order: Order) -> tuple[Capture, Known] | None:
    """The newest whole capture of an address, and how to ask its server for news since."""
    ids = store.captures_by_address([order.key]).get(order.key, ())
    for capture in reversed(list(store.many(Capture, ids).values())):
        if capture.how != "fetched" or capture.status != 200 or capture.warc is None:
            continue
        try:
            with archive.open(capture.warc) as record:
                if record.head.kind != "response":
                    continue
                from sourcebook.collect.web.messages import head_of

                head = head_of(next(record.blocks(), b""), capture.id)
        except (SourcebookError, ValueError):
            continue
        known = Known(etag=head.first("etag"), modified=head.first("last-modified"))
        return (capture, known) if known.etag or known.modified else None
    return None


def run(
    orders: Iterable[Order],
    *,
    store: Store,
    archive: Archive,
    visitor: Visitor,
    who: str,
    why: str = "",
    note: str = "",
    afresh: bool = False,
    requisites: bool = False,
    browser: "Browser | None" = None,
) -> Iterator[Outcome]:
    """Capture what is ordered; each outcome is committed when it is given. ``afresh`` asks for all
    of it again, whatever the server says is unchanged; ``requisites`` for the pictures and styles of
    pages too; ``browser`` to run their scripts. Conflict where another run writes."""
    wanted = list(orders)
    known = (
        {}
        if afresh
        else {order.key: found for order in wanted if (found := known_of(store, archive, order))}
    )
    held = held_by(store)
    dressing = Dressing(store, archive, held, visitor, who=who, why=why)
    with writing(store, archive, who=who) as writer:
        if browser is not None:
            browsing = _Browsing(
                browser, dressing, writer, visitor, held, who=who, why=why, note=note
            )
            for order in wanted:
                yield browsing.one(order)
            return
        for order, visit in _visits(wanted, visitor, {k: v[1] for k, v in known.items()}):
            try:
                outcome = _keep(
                    order,
                    visit,
                    writer,
                    store=store,
                    held=held,
                    known=known.get(order.key),
                    largest=visitor.limits.largest,
                    who=who,
                    why=why,
                    note=note,
                )
                if requisites and outcome.kept and outcome.capture is not None:
                    more = tuple(dressing.page(writer, outcome.capture))
                    outcome = replace(outcome, findings=(*outcome.findings, *more))
                yield outcome
            finally:
                visit.close()


def _visits(
    orders: list[Order], visitor: Visitor, known: dict[str, Known]
) -> Iterator[tuple[Order, Visit]]:
    """Visit in threads, a site in one of them; visits are given as they come in."""
    by_host: dict[str, list[Order]] = {}
    for order in orders:
        by_host.setdefault(_host(order.url), []).append(order)
    hosts: queue.SimpleQueue[list[Order]] = queue.SimpleQueue()
    for some in by_host.values():
        hosts.put(some)
    done: queue.Queue[tuple[Order, Visit] | BaseException | None] = queue.Queue(WAITING)
    stop = Event()

    def put(item: tuple[Order, Visit] | BaseException | None) -> None:
        while not stop.is_set():
            try:
                done.put(item, timeout=0.2)
                return
            except queue.Full:
                continue

    def work() -> None:
        try:
            while not stop.is_set():
                try:
                    some = hosts.get_nowait()
                except queue.Empty:
                    break
                for order in some:
                    if stop.is_set():
                        break
                    put((order, visitor.visit(order.url, known.get(order.key))))
        except BaseException as fault:  # raised again where the visits are taken
            put(fault)
        finally:
            put(None)

    workers = min(HOSTS, len(by_host))
    threads = [Thread(target=work, daemon=True) for _ in range(workers)]
    for thread in threads:
        thread.start()
    try:
        left = workers
        while left:
            item = done.get()
            if item is None:
                left -= 1
            elif isinstance(item, BaseException):
                raise item
            else:
                yield item
    finally:
        stop.set()


def _host(url: str) -> str:
    try:
        return host_of(url)
    except ValueError:
        return ""


def _keep(
    order: Order,
    visit: Visit,
    writer: Writer,
    *,
    store: Store,
    held: Held,
    known: tuple[Capture, Known] | None,
    largest: int,
    who: str,
    why: str,
    note: str,
) -> Outcome:
    subject = f"address {order.url}"
    at = datetime.now(UTC).isoformat(timespec="seconds")
    taken: Taken | None = None
    rule, words = visit.rule, visit.why
    if not rule:
        try:
            taken = take_visit(
                writer, visit, held, largest=largest, unchanged=known[0] if known else None,
                note=note,
            )  # fmt: skip
            writer.sync()
        except Unusable as fault:
            rule, words = fault.rule, str(fault)
    if taken is None:
        standing: AddressStanding | None = "unsure" if rule in _UNSURE else None
        if standing:
            commit(store, order, None, standing, at, who=who, why=why, what=f"try {order.url}")
        level: Level = "info" if rule == "robots" else "warning"
        says = f"{words}{_remedy(rule)}"
        finding = Finding(
            rule=f"capture-{rule.replace(' ', '-')}", subject=subject, level=level, says=says
        )
        return Outcome(order=order, findings=(finding,))
    capture = taken.capture
    commit(
        store,
        order,
        capture,
        standing_of(capture.status) if capture.length else "unsure",
        capture.at,
        who=who,
        why=why,
        what=f"capture {order.url}",
    )
    findings = [
        Finding(
            rule=rule,
            subject=subject,
            level="warning",
            says=f"{says}; kept as capture {capture.id}",
        )
        for rule, says in taken.oddities
    ]
    if not capture.length and 200 <= capture.status < 300:
        says = f"answers {capture.status}, with nothing in it; kept as capture {capture.id}"
        findings.append(Finding(rule="capture-empty", subject=subject, level="warning", says=says))
    if not 200 <= capture.status < 300:
        reason = visit.exchanges[-1].head.reason
        findings.append(
            Finding(
                rule="capture-answer",
                subject=subject,
                level="warning",
                says=f"answers {capture.status} {reason}".rstrip()
                + f"; the answer is kept as capture {capture.id}, but it is no copy of the page",
            )
        )
    return Outcome(order=order, capture=capture, repeats=taken.repeats, findings=tuple(findings))


class _Browsing:
    """Captures pages as a browser shows them: what it asked for, and what they became."""

    def __init__(
        self,
        browser: "Browser",
        dressing: Dressing,
        writer: Writer,
        visitor: Visitor,
        held: Held,
        *,
        who: str,
        why: str,
        note: str,
    ) -> None:
        self.browser = browser
        self.dressing = dressing
        self.writer = writer
        self.visitor = visitor
        self.held = held
        self.store = dressing.store
        self.who = who
        self.why = why
        self.note = note

    def one(self, order: Order) -> Outcome:
        """Capture one page."""
        try:
            shown = self.browser.show(order.url)
        except SourcebookError as fault:
            finding = Finding(
                rule="capture-browser",
                subject=f"address {order.url}",
                level="warning",
                says=f"{fault.why}. Without --browser it may be captured as it is sent",
            )
            return Outcome(order=order, findings=(finding,))
        try:
            outcome = _keep(
                order, shown.visits[0], self.writer, store=self.store, held=self.held, known=None,
                largest=self.visitor.limits.largest, who=self.who, why=self.why, note=self.note,
            )  # fmt: skip
            if outcome.capture is None or not shown.html or not outcome.kept:
                return outcome
            for visit in shown.visits[1:]:
                self.dressing.keep(self.writer, visit, outcome.capture.id)
            made = take_shown(
                self.writer, shown.html, outcome.capture, self.held, url=shown.url.partition("#")[0]
            )
            self.writer.sync()
            commit(
                self.store, order, made, None, made.at,
                who=self.who, why=self.why, what=f"capture {order.url} as a browser shows it",
            )  # fmt: skip
            return replace(
                outcome, capture=made, findings=(*outcome.findings, *self._missed(order, shown))
            )
        finally:
            for visit in shown.visits:
                visit.close()

    def _missed(self, order: Order, shown: "Shown") -> Iterator[Finding]:
        if shown.missed:
            told = "; ".join(shown.missed[:3])
            yield Finding(
                rule="requisites-missing",
                subject=f"address {order.url}",
                level="info",
                says=f"{len(shown.missed)} of the page's requests were not made or failed: {told}",
            )


def _remedy(rule: str) -> str:
    return {
        "robots": ". To capture it all the same, on record, add: --ignore-robots --why WORDS",
        "certificate": ". To capture it all the same, on record, add: --any-certificate",
        "too large": ". Raise capture_largest in library.toml where that is meant",
        "timeout": ". Try again later, or raise capture_patience in library.toml",
    }.get(rule, "")


def commit(
    store: Store,
    order: Order,
    capture: Capture | None,
    standing: AddressStanding | None,
    at: str,
    *,
    who: str,
    what: str,
    why: str = "",
) -> None:
    """Keep a capture and what the visit showed of the address, with all entries that have it."""
    good = is_copy(capture)
    for attempt in range(5):
        changes: list[tuple[Capture | Entry | None, Capture | Entry | None]] = []
        if capture is not None:
            changes.append((None, capture))
        for before in store.many(Entry, order.entries).values():
            after = to_addresses(
                before,
                order.key,
                capture=capture.id if capture is not None and good else None,
                standing=standing,
                checked=at,
            )
            if after != before:
                changes.append((before, after))
        if not changes:
            return
        try:
            store.commit(changes, who=who, what=what, why=why)
            return
        except Conflict:
            if attempt == 4:
                raise
