"""Check the addresses of a library: what is due, asked, judged and kept. I/O."""

import asyncio
import json
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from sourcebook.check.links.comparing import Wanted, compare
from sourcebook.check.links.due import Order, due, orders
from sourcebook.check.links.knowing import Knowing, in_blocks
from sourcebook.check.links.pacing import Pace
from sourcebook.check.links.recording import Recording
from sourcebook.check.links.running import Compare, Run
from sourcebook.check.links.visits import Visits, host
from sourcebook.collect.web import connecting, looping
from sourcebook.collect.web.asking import Asker, Bounds, Reply
from sourcebook.collect.web.connecting import Failed
from sourcebook.collect.web.names import Resolve
from sourcebook.collect.web.permitting import Permits
from sourcebook.curate import Source
from sourcebook.read import Job, Pool
from sourcebook.records import Check, Entry, Sign
from sourcebook.settings import Settings
from sourcebook.store import Store

Tell = Callable[[str, int, int], None]

UNFINISHED = "check-links.json"  # in the library's folder while a run over all of it isn't done
# A name that is always there (RFC 2606 section 3; IANA keeps it): is this machine connected?
CANARY = "example.com"


class Outcome(Struct, kw_only=True):
    """What came of a run: the checks, the ids of the entries that have each address (by key), which
    addresses were left for another run since their host asked for a rest, the changes made."""

    checks: list[Check]
    entries: dict[str, tuple[str, ...]]
    was: dict[str, str]
    deferred: list[str]
    changes: list[int]
    went_on: str = ""


def chosen(
    store: Store,
    entries: Iterable[Entry] | None,
    *,
    every: bool,
    now: datetime,
    again: timedelta,
    since: datetime | None = None,
) -> list[Order]:
    """The orders of a run: of ``entries`` all addresses, of the whole library (None) those that are
    due or, with ``every``, all that weren't checked ``since`` (a run that was stopped)."""
    wanted = orders(store.stream(Entry) if entries is None else entries)
    if entries is None and not every:
        checks: dict[str, Sequence[Check]] = {}
        newest = store.last_checks(order.key for order in wanted)
        doubtful = [key for key, check in newest.items() if check.standing == "unsure"]
        checks.update({key: (check,) for key, check in newest.items()})
        checks.update(store.checks_of(doubtful))
        wanted = list(due(wanted, checks, now=now, again=again))
    elif since is not None:
        newest = store.last_checks(order.key for order in wanted)
        began = since.isoformat(timespec="seconds")
        wanted = [
            order
            for order in wanted
            if order.key not in newest or not began <= newest[order.key].at <= now.isoformat()
        ]
    return in_blocks(wanted, {order.key: host(order.url) for order in wanted})


def check(
    wanted: Sequence[Order],
    *,
    store: Store,
    settings: Settings,
    who: str,
    why: str = "",
    keep: bool = True,
    delay: float | None = None,
    at_once: int = 0,
    ignore_robots: bool = False,
    bounds: Bounds | None = None,
    resolve: Resolve = connecting.resolve,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    tell: Tell | None = None,
    heard: Callable[[Check], None] | None = None,
) -> Outcome:
    """Check the addresses that are ordered; each is kept soon after it was judged. ``delay``, in
    seconds, overrides the settings'; ``heard`` is told of each check."""
    recording = Recording(store, who=who, why=why)
    made = Outcome(
        checks=[],
        entries={order.key: order.entries for order in wanted},
        was={key: one.standing for key, one in store.last_checks(o.key for o in wanted).items()},
        deferred=[],
        changes=recording.changes,
    )

    def take(one: Check, order: Order) -> None:
        made.checks.append(one)
        if keep:
            recording.take(one, order)
        if heard:
            heard(one)

    pause = settings.capture_delay if delay is None else delay
    limits = bounds or Bounds(loopback=os.environ.get("SOURCEBOOK_LOOPBACK") == "1")

    async def go(pool: Pool) -> None:
        contact = settings.capture_contact or settings.contact

        def stamp() -> float:
            return now().timestamp()

        async with Asker(limits=limits, contact=contact, resolve=resolve, now=stamp) as asker:
            pace = Pace(pause)
            visits = Visits(
                asker,
                Permits(asker).rules,
                pace,
                redirects=limits.redirects,
                ignore_robots=ignore_robots,
            )
            run = Run(
                wanted,
                visits=visits,
                known=Knowing(store, wanted),
                compare=_comparing(pool),
                keep=take,
                delay=pause,
                at_once=at_once or settings.check_at_once,
                online=(lambda: True) if limits.loopback else connected,
                now=now,
                tell=tell,
            )
            try:
                await run.go()
            finally:
                made.deferred = [wanted[item].url for item in run.plan.deferred]

    with Pool() as pool:
        try:
            if wanted:
                looping.run(go(pool))
        finally:
            recording.flush()
    return made


def _comparing(pool: Pool) -> Compare:
    """Looks for quotes in what came, read in a process that a hostile page may end."""

    async def look(reply: Reply, quotes: Sequence[Wanted]) -> tuple[Sign, ...]:
        job = Job(data=reply.body, url=reply.url)
        text = await asyncio.to_thread(pool.read, job)
        return compare(quotes, Source(text), whole=reply.whole and bool(text.text))

    return look


def connected() -> bool:
    """Whether a name that is always there can be looked up. It blocks."""
    try:
        return bool(connecting.resolve(CANARY, 443))
    except Failed:
        return False


class Unfinished:
    """The note that a run over all addresses is under way, kept in the library's folder: where it is
    found again, that run was stopped, and the next goes on with it."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / UNFINISHED

    def began(self) -> datetime | None:
        """When the stopped run began; None where there is none."""
        try:
            said = json.loads(self._file.read_text("utf-8"))
            return datetime.fromisoformat(said["began"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def begin(self, now: datetime) -> None:
        """Note that a run begins; where it can't be noted, a stopped run begins anew."""
        try:
            self._file.write_text(json.dumps({"began": now.isoformat(timespec="seconds")}) + "\n")
        except OSError:
            return

    def end(self) -> None:
        """The run is done."""
        self._file.unlink(missing_ok=True)
