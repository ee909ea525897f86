"""Decide which address is asked next, so that no site is hurried and the whole is done soon. Pure: the
time comes in with every question.

Each host is asked by one request at a time, with its delay between two. Of the hosts that may be
asked now, the one with the longest way still to go is next (longest processing time first, Graham
1969): the run ends when the busiest host does, and nobody waits for one begun too late.
"""

import heapq
from array import array
from collections.abc import Iterable, Sequence

from msgspec import Struct

LONGEST_WAIT = 900.0  # seconds a host may ask us to wait within one run (Retry-After)
SLOWER = 2.0  # by how much a host's delay grows each time it says that we are too fast
GIVE_UP = 4  # times a host says so before the rest of it is left for the next run


class Turn(Struct, frozen=True, kw_only=True):
    """One request's turn: ``item`` counts the addresses from 0 as they were given, ``host`` the
    hosts."""

    item: int
    host: int


class Plan:
    """The order of a run. ``hosts`` names each address's host, by its place; ``delay`` is in
    seconds. Times are seconds of any one clock.

    ``take`` gives the next turn that may be had now, and ``finish`` ends it; ``wait`` says how long
    there is none.
    """

    def __init__(self, hosts: Iterable[str], *, delay: float) -> None:
        numbers: dict[str, int] = {}
        of = array("i", (numbers.setdefault(name, len(numbers)) for name in hosts))
        self.size = len(of)
        self.hosts = len(numbers)
        self._numbers = numbers
        starts = array("i", bytes(4 * (self.hosts + 1)))
        for host in of:
            starts[host + 1] += 1
        for host in range(self.hosts):
            starts[host + 1] += starts[host]
        self._next = array("i", starts[:-1])
        self._end = array("i", starts[1:])
        self._items = array("i", bytes(4 * self.size))
        place = array("i", starts[:-1])
        for item, host in enumerate(of):
            self._items[place[host]] = item
            place[host] += 1
        self._delay = array("d", [delay]) * self.hosts
        self._warned = array("b", bytes(self.hosts))
        self._ready: list[tuple[float, int]] = []  # (-seconds still to go, host)
        self._resting: list[tuple[float, int]] = []  # (when it may be asked again, host)
        for host in range(self.hosts):
            self._ready.append((-self._way(host), host))
        heapq.heapify(self._ready)
        self.given = 0
        self.deferred: list[
            int
        ] = []  # addresses left for another run, their host being weary of us

    def _left(self, host: int) -> int:
        return self._end[host] - self._next[host]

    def _way(self, host: int) -> float:
        # without any delay hosts still differ in how many addresses they have
        return self._left(host) * max(self._delay[host], 1e-3)

    @property
    def done(self) -> bool:
        """Whether every address was given out, or deferred."""
        return self.given + len(self.deferred) == self.size

    def take(self, now: float) -> Turn | None:
        """The next turn, or None where no host may be asked at ``now``."""
        resting = self._resting
        while resting and resting[0][0] <= now:
            host = heapq.heappop(resting)[1]
            heapq.heappush(self._ready, (-self._way(host), host))
        if not self._ready:
            return None
        host = heapq.heappop(self._ready)[1]
        item = self._items[self._next[host]]
        self._next[host] += 1
        self.given += 1
        return Turn(item=item, host=host)

    def finish(self, turn: Turn, now: float, *, asked: float = 0.0) -> None:
        """A turn is over: the host rests for its delay, or for the delay it asked for."""
        host = turn.host
        self._delay[host] = max(self._delay[host], asked)
        self._rest(host, now + self._delay[host])

    def slower(self, turn: Turn, now: float, *, retry_after: float = 0.0) -> None:
        """A turn is over, and its host said that we are too fast (429, 503): it rests longer from
        now on; where it asks for too long, or says so too often, the rest of it is deferred."""
        host = turn.host
        self._warned[host] += 1
        self._delay[host] = max(self._delay[host] * SLOWER, 1.0 if self._delay[host] else 0.0)
        if retry_after > LONGEST_WAIT or self._warned[host] >= GIVE_UP:
            self.deferred += self._items[self._next[host] : self._end[host]]
            self._next[host] = self._end[host]
            return
        self._rest(host, now + max(self._delay[host], retry_after))

    def _rest(self, host: int, until: float) -> None:
        if self._left(host):
            heapq.heappush(self._resting, (until, host))

    def wait(self, now: float) -> float | None:
        """Seconds until a host may be asked; 0 where one may be now, None where none is waiting: all
        is given out, or every host left has a turn that isn't over."""
        if self._ready:
            return 0.0
        return max(0.0, self._resting[0][0] - now) if self._resting else None


def ideal(hosts: Sequence[int], *, delay: float, service: float, at_once: int) -> float:
    """The soonest a run can end, in seconds: ``hosts`` are how many addresses each has, ``service``
    how long an answer takes, ``at_once`` how many requests run at the same time. It is the longer of
    the busiest host's way and of all work shared evenly."""
    if not hosts:
        return 0.0
    busiest = max(hosts)
    return max(busiest * service + (busiest - 1) * delay, sum(hosts) * service / at_once)
