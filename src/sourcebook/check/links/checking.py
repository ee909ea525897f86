"""Check the addresses of a library: what is due, asked, judged and kept. I/O."""

import json
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from sourcebook.check.links.calling import Calls, can_call
from sourcebook.check.links.due import Order, due, orders
from sourcebook.check.links.handing import Handing
from sourcebook.check.links.knowing import Knowing, in_blocks
from sourcebook.check.links.pacing import Pace
from sourcebook.check.links.recording import Recording
from sourcebook.check.links.running import Manner, ask_all, collecting_seldom
from sourcebook.check.links.shares import processes as several
from sourcebook.check.links.shares import shares
from sourcebook.check.links.visits import host
from sourcebook.check.links.workers import Workers
from sourcebook.collect.web import connecting, looping
from sourcebook.collect.web.asking import Bounds
from sourcebook.collect.web.connecting import Failed
from sourcebook.collect.web.names import Resolve
from sourcebook.progress import Tell
from sourcebook.records import Check, Entry
from sourcebook.settings import Settings
from sourcebook.store import Store
from sourcebook.values.processors import processors

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
        newest = newest_of(store, wanted)
        doubtful = [key for key, check in newest.items() if check.standing == "unsure"]
        checks.update({key: (check,) for key, check in newest.items()})
        checks.update(store.checks_of(doubtful))
        wanted = list(due(wanted, checks, now=now, again=again))
    elif since is not None:
        newest = newest_of(store, wanted)
        began = since.isoformat(timespec="seconds")
        wanted = [
            order
            for order in wanted
            if order.key not in newest or not began <= newest[order.key].at <= now.isoformat()
        ]
    return in_blocks(wanted, {order.key: host(order.url) for order in wanted})


def newest_of(store: Store, wanted: Iterable[Order]) -> dict[str, Check]:
    """The newest check of each of the addresses, by key. Where most were checked hardly ever, all
    checks are read: to look for each by its key takes longer."""
    keys = {order.key for order in wanted}
    if store.count(Check) > 4 * len(keys):
        return store.last_checks(keys)
    return {key: check for key, check in store.last_checks().items() if key in keys}


def this_moment() -> datetime:
    """The time."""
    return datetime.now(UTC)


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
    now: Callable[[], datetime] = this_moment,
    tell: Tell | None = None,
    processes: int = 0,
    heard: Callable[[Check], None] | None = None,
    calls: Calls | None = None,
) -> Outcome:
    """Check the addresses that are ordered; each is kept soon after it was judged. ``delay``, in
    seconds, overrides the settings'; ``processes`` how many ask (0: as many as are worth it);
    ``heard`` is told of each check; ``calls`` are processes that were called before."""
    recording = Recording(store, who=who, why=why)
    made = Outcome(
        checks=[],
        entries={order.key: order.entries for order in wanted},
        was={key: one.standing for key, one in newest_of(store, wanted).items()},
        deferred=[],
        changes=recording.changes,
    )

    def take(one: Check, order: Order) -> None:
        made.checks.append(one)
        if keep:
            recording.take(one, order)
        if heard:
            heard(one)

    manner = manner_of(
        settings, delay=delay, at_once=at_once, ignore_robots=ignore_robots, bounds=bounds
    )
    handing = Handing(take, online=(lambda: True) if manner.limits.loopback else connected)
    done = 0

    async def give(item: int, one: Check) -> None:
        nonlocal done
        await handing.give(one, wanted[item])
        done += 1
        if tell:
            tell(wanted[item].url, done, len(wanted))

    # what a caller hands in to look names up or to tell the time can't be handed on
    own = resolve is connecting.resolve and now is this_moment
    hosts = [host(order.url) for order in wanted]
    among = shares(hosts, (processes or worth(manner, len(hosts), len(set(hosts)))) if own else 1)

    async def go() -> None:
        if len(among) > 1:
            with calls or Calls() as called:
                workers = Workers(
                    wanted, among, store=store, give=give, manner=manner, calls=called
                )
                deferred = await workers.go()
        else:
            if calls:
                calls.dismiss()
            known, pace = Knowing(store, wanted), Pace(manner.delay)
            deferred = await ask_all(
                wanted, manner, known=known, give=give, pace=pace, resolve=resolve, now=now
            )
        await handing.settle()
        made.deferred = [wanted[item].url for item in deferred]

    try:
        if wanted:
            with collecting_seldom():
                looping.run(go())
    finally:
        recording.flush()
    return made


def manner_of(
    settings: Settings,
    *,
    delay: float | None = None,
    at_once: int = 0,
    ignore_robots: bool = False,
    bounds: Bounds | None = None,
) -> Manner:
    """How a run asks, by a library's settings and what overrides them."""
    return Manner(
        limits=bounds or Bounds(loopback=os.environ.get("SOURCEBOOK_LOOPBACK") == "1"),
        contact=settings.capture_contact or settings.contact,
        delay=settings.capture_delay if delay is None else delay,
        at_once=at_once or settings.check_at_once,
        ignore_robots=ignore_robots,
    )


def worth(manner: Manner, addresses: int, hosts: int) -> int:
    """How many processes are worth it here for so many addresses of so many hosts."""
    if not can_call():
        return 1
    delay, at_once = manner.delay, manner.at_once
    return several(addresses, hosts, delay=delay, at_once=at_once, cores=processors())


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
