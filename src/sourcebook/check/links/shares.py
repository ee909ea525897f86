"""Decide how many processes a run takes, and which hosts each of them has. Pure.

One process asks and judges some 2,000 addresses a second. Where politeness lets fewer through, more
processes would only wait; where there are few addresses, they take longer to begin than to ask.
"""

import heapq
from collections.abc import Sequence

FEW = 1_000  # addresses that one process has done by the time that others have begun
BUSY = 500.0  # requests a second that leave a process little to wait for
MOST = 8  # the one that keeps has then no time left


def processes(addresses: int, hosts: int, *, delay: float, at_once: int, cores: int) -> int:
    """How many processes a run takes. ``delay`` is in seconds between two requests to a host,
    ``at_once`` how many hosts are asked at the same time."""
    many = min(at_once, hosts)
    if addresses < FEW or (delay and many / delay < BUSY):
        return 1
    return max(1, min(MOST, cores, many))


def shares(hosts: Sequence[str], count: int) -> list[list[int]]:
    """The addresses of each of ``count`` processes, by their numbers in ``hosts``, in their order. A
    host is in one of them only, and the busiest are dealt out first."""
    sizes: dict[str, int] = {}
    for host in hosts:
        sizes[host] = sizes.get(host, 0) + 1
    loads = [(0, number) for number in range(count)]
    of: dict[str, int] = {}
    for host in sorted(sizes, key=lambda host: -sizes[host]):
        load, number = heapq.heappop(loads)
        of[host] = number
        heapq.heappush(loads, (load + sizes[host], number))
    made: list[list[int]] = [[] for _ in range(count)]
    for item, host in enumerate(hosts):
        made[of[host]].append(item)
    return [share for share in made if share]


def part(whole: int, number: int, count: int) -> int:
    """How much the one with this number has of a whole that ``count`` share; at least one."""
    return max(1, whole // count + (number < whole % count))
