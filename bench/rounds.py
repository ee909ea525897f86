"""Race contenders in turn, each in a process of its own, so that their ratios hold in any weather.

A machine's speed drifts by half within a run. So every contender does a small share of the work, then
the next one the same share, then the first the next share …: a slow minute is slow for all of them.
A ratio is made of each round alone; its median and quartiles say how far it can be trusted. Each has
its own process, so that none reads slower, or faster, for the memory another has used.
"""

import multiprocessing
import resource
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.connection import Connection

Work = Callable[[int], object]  # does the piece of work of that number
SHARES = 10  # of a round


def race(
    contenders: Mapping[str, Work], pieces: int, *, rounds: int, shares: int = SHARES
) -> dict[str, list[float]]:
    """CPU seconds each spends on all ``pieces``, itself and in processes it starts, one for each
    round. A piece is done once before, unmeasured: it loads what is loaded once."""
    fork = multiprocessing.get_context("fork")  # what was made ready is shared, not made anew
    lines: dict[str, Connection] = {}
    made = []
    for name, work in contenders.items():
        ours, theirs = fork.Pipe()
        process = fork.Process(target=_serve, args=(theirs, work), daemon=True)
        process.start()
        theirs.close()
        lines[name] = ours
        made.append(process)
    names = list(contenders)
    bounds = [pieces * n // shares for n in range(shares + 1)]
    spent: dict[str, list[float]] = {name: [] for name in names}
    for line in lines.values():
        _ask(line, range(1))
    for number in range(rounds):
        used = dict.fromkeys(names, 0.0)
        for n in range(shares):
            first = (number + n) % len(names)  # none is always behind the same other one
            for name in names[first:] + names[:first]:
                used[name] += _ask(lines[name], range(bounds[n], bounds[n + 1]))
        for name in names:
            spent[name].append(used[name])
    for line in lines.values():
        line.send(None)
    for process in made:
        process.join()
    return spent


def _ask(line: Connection, pieces: range) -> float:
    line.send(pieces)
    return float(line.recv())


def _serve(line: Connection, work: Work) -> None:
    while (pieces := line.recv()) is not None:
        begun = _used()
        for piece in pieces:
            work(piece)
        line.send(_used() - begun)


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def ratio(ground: Sequence[float], other: Sequence[float]) -> str:
    """How many times as fast the other is: the median of the rounds, and their quartiles."""
    return quartiles([a / b for a, b in zip(ground, other, strict=True)])


def quartiles(each: Sequence[float]) -> str:
    """The median, and the first and third quartile."""
    if len(each) < 2:
        return f"{each[0]:.2f}"
    low, middle, high = statistics.quantiles(each, n=4, method="inclusive")
    return f"{middle:.2f} ({low:.2f}–{high:.2f})"
