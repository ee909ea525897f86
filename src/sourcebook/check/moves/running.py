"""A run of finding: look for what is gone, keep suggestions entry by entry, apply decisions. I/O.

Each suggestion is in the database before the next search's is; a run that is stopped at any moment
keeps those, and what was looked for already is not looked for again for some time.
"""

import json
import queue
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

from msgspec import Struct

from sourcebook.check.links.letters import letters
from sourcebook.check.moves import choosing, deciding
from sourcebook.check.moves.choosing import Wanted
from sourcebook.check.moves.finding import Case, Elsewhere, Finder, Outcome, signs_of
from sourcebook.check.moves.learning import from_related, learn
from sourcebook.check.moves.pairs import of_checks, of_entries
from sourcebook.check.moves.rules import Rule, rewrites
from sourcebook.check.moves.seeing import READABLE, Head, Read
from sourcebook.check.moves.spelling import about, place, where
from sourcebook.check.moves.web import Web
from sourcebook.collect.web.visiting import Visitor
from sourcebook.errors import Missing, Refused, SourcebookError
from sourcebook.preserve.attaching import page_key
from sourcebook.records import Capture, Entry, Page, Suggestion
from sourcebook.store import Store
from sourcebook.store.keys import fold
from sourcebook.store.writing import now as this_moment

FILE = Path("index") / "moves.jsonl"  # what was looked for when; may be deleted
HOSTS = 6  # sites asked at the same time; each by one request at a time
COPIES = 3_000_000  # bytes of a capture that is looked into

Payload = Callable[[Capture], bytes]
Tell = Callable[[str, int, int], None]


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
        self._by_publisher = _publishers(store)
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
    ) -> Iterator[Looked]:
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
                finder = Finder(web, self._rules_for(group[0].url), self._elsewhere)
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

    def _rules_for(self, url: str) -> list[Rule]:
        return rules_for(self.rules, url)


_DEAD = ("gone", "soft gone")


def _patiently(back: "queue.SimpleQueue[Case]", over: Event) -> Case | None:
    while not over.is_set():
        try:
            return back.get(timeout=0.2)
        except queue.Empty:
            continue
    return None


def rules_of(store: Store) -> list[Rule]:
    """The rules that a library's own addresses, and what was checked of them, teach."""
    with store.snapshot() as open_:
        entries = [entry for entry in open_.stream(Entry) if len(entry.addresses) > 1]
        checks = open_.last_checks().values()
        ids = open_.by_addresses(check.key for check in checks)
        named = open_.many(Entry, {some[0] for some in ids.values()})
        by_key = {key: named[some[0]] for key, some in ids.items() if some[0] in named}
        return learn([*of_entries(entries), *of_checks(checks, by_key)])


def rules_for(rules: Sequence[Rule], url: str) -> list[Rule]:
    """The rules that say something of an address's host, or were learned on another of its publisher."""
    found = where(url) if url else None
    if found is None:
        return []
    own = [rule for rule in rules if rule.host == found.host]
    return own + from_related(rules, found.host)


def own_hosts(store: Store) -> frozenset[str]:
    """The hosts on which the library's own pages stood: they quote what entries say."""
    hosts = (
        where(f"http://{page.address.partition('://')[2] or page.address}")
        for page in store.stream(Page)
    )
    return frozenset(found.host for found in hosts if found is not None and "." in found.host)


def _publishers(store: Store) -> dict[str, list[str]]:
    """Where each publisher is known to be: origins of addresses that are alive, the newest first."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entry in store.stream(Entry):
        for address in entry.addresses:
            here = where(address.url) if address.url and address.standing == "alive" else None
            if here is not None and entry.publisher:
                found[fold(entry.publisher)][here.origin] = None
    return {publisher: list(origins)[-2:] for publisher, origins in found.items()}


def guesses(
    store: Store, entries: Iterable[Entry] | None = None, *, now: datetime | None = None
) -> list[tuple[str, str, str, Rule]]:
    """What rules alone say of what is gone: entry, old address, new one, rule. Nobody looked there."""
    rules = rules_of(store)
    some = store.stream(Entry) if entries is None else entries
    named = entries is not None
    wanted = choosing.wanted(some, store.last_checks(), now=now or datetime.now(UTC), named=named)
    return [
        (one.entry.id, one.url, target, rule)
        for one in wanted
        if one.url
        for target, rule in rewrites(rules_for(rules, one.url), one.url, about(one.entry), most=3)
    ]


# --- what was looked for ----------------------------------------------------------------------
def tried(folder: Path) -> dict[str, str]:
    """When each was last looked for, by ``Wanted.key``; lines that are broken are passed over."""
    try:
        lines = (folder / FILE).read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    found: dict[str, str] = {}
    for line in lines:
        try:
            told = json.loads(line)
            found[str(told["key"])] = str(told["at"])
        except (ValueError, TypeError, KeyError):
            continue
    return found


def note_tried(folder: Path, key: str, now: datetime) -> None:
    """Remember that it was looked for; where the folder can't be written, it will be again."""
    file = folder / FILE
    try:
        file.parent.mkdir(exist_ok=True)
        with file.open("a", encoding="utf-8") as out:
            out.write(json.dumps({"key": key, "at": now.isoformat(timespec="seconds")}) + "\n")
    except OSError:
        return


# --- decisions --------------------------------------------------------------------------------
def suggestion(store: Store, named: str) -> Suggestion:
    """The suggestion that a person names: by its id, the beginning of one, or its entry's id where that
    has one that is open. Missing and Refused say what to do."""
    found = store.get(Suggestion, named)
    if found is not None:
        return found
    every = store.suggestions()
    some = [one for one in every if one.id.startswith(named) and len(named) > 6]
    if not some:
        some = [one for one in every if one.entry == named and one.decision == "open"]
    if not some:
        raise Missing(named, "is no suggestion; see: sourcebook repair --list")
    if len(some) > 1:
        ids = ", ".join(one.id for one in some[:4])
        raise Refused(named, f"may be any of {len(some)}: {ids}; name one")
    return some[0]


def decide(
    store: Store, one: Suggestion, *, accept: bool, who: str, why: str = "", now: str = ""
) -> int:
    """Accept or decline a suggestion; gives the change's number. Undoing it brings both back. Missing
    where the entry is no longer there, Conflict where it was changed meanwhile."""
    moment = now or this_moment()
    entry = store.get(Entry, one.entry)
    if entry is None and accept:
        raise Missing(one.entry, f"is no longer in the library; decline {one.id}")
    if entry is None or not accept:
        after = deciding.declined(one, who=who, now=moment, why=why)
        proposed = "a new address for" if one.kind == "move" else "a memento of"
        what = f"decline {proposed} {one.entry}"
        return store.commit([(one, after)], who=who, what=what, why=why)
    changed, after = deciding.accepted(entry, one, who=who, now=moment, why=why)
    what = (
        f"repair {entry.id}: {one.target}" if one.kind == "move" else f"add a memento to {entry.id}"
    )
    pairs: list[tuple[Entry | Suggestion, Entry | Suggestion]] = [(one, after)]
    if changed != entry:
        pairs.insert(0, (entry, changed))
    return store.commit(pairs, who=who, what=what, why=why)
