"""Check a library of the test web in rounds, on days of it: some at which all is asked, and some soon after at which only doubts are. I/O."""

from collections.abc import Callable, Iterator

from sourcebook.collect.web.asking import Bounds
from sourcebook.library import Library
from sourcebook.records import Check
from testweb.days import LAST, moment_of
from testweb.server import resolve
from testweb.world import World

# Three times in the last years all is checked, and what was in doubt again some days later.
ROUNDS = (5600, 5602, 5606, 5613, 6500, 6502, 6506, 6513, LAST - 20, LAST - 18, LAST - 14, LAST - 7)
APART = 100  # days after which all is asked again


def played(
    library: Library,
    world: World,
    set_day: Callable[[int], None],
    *,
    days: tuple[int, ...] = ROUNDS,
    silence: float = 0.5,
    at_once: int = 64,
) -> Iterator[tuple[int, list[Check]]]:
    """The rounds one after the other: the day, and the checks made on it. ``set_day`` tells the server;
    ``silence`` is how long the checker bears it, in seconds."""
    before = -APART
    for day in days:
        set_day(day)
        every = day - before >= APART
        yield day, checked(library, world, day, every=every, silence=silence, at_once=at_once)
        before = day


def checked(
    library: Library,
    world: World,
    day: int,
    *,
    every: bool,
    silence: float = 0.5,
    at_once: int = 64,
) -> list[Check]:
    """One round on a day that the server has been told: its checks."""

    async def look_up(host: str, port: int) -> list[str]:
        return resolve(world, host, port, day)

    made = library.check_links(
        every=every,
        delay=0.0,
        at_once=at_once,
        bounds=Bounds(silence=silence, patience=silence * 2, loopback=True),
        resolve=look_up,
        now=lambda: moment_of(day),
        who="testweb",
    )
    return made.checks
