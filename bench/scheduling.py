"""Measure the order of a run: 1,000,000 addresses over 50,000 hosts, played through with a clock of its own.

python bench/scheduling.py [ADDRESSES HOSTS]
"""

import heapq
import random
import resource
import sys
import time

from sourcebook.check.links.plan import Plan, Turn, ideal

DELAY, SERVICE = 2.0, 0.4  # seconds between two requests to a host, and that an answer takes
AT_ONCE = (48, 256, 1024)
SHAPES = (0.5, 0.8)  # how unequal hosts are: exponents of Zipf's law


def sizes(addresses: int, hosts: int, shape: float, dice: random.Random) -> list[int]:
    """How many addresses each host has: few have many, as on real pages."""
    weights = [1 / (n + 1) ** shape for n in range(hosts)]
    total = sum(weights)
    counts = [1 + int((addresses - hosts) * weight / total) for weight in weights]
    for _ in range(addresses - sum(counts)):
        counts[dice.randrange(hosts)] += 1
    return counts


def play(plan: Plan, at_once: int, dice: random.Random) -> tuple[float, float]:
    """When the run ends, and how many seconds its answers took in all."""
    now, worked = 0.0, 0.0
    running: list[tuple[float, int, Turn]] = []
    while True:
        while len(running) < at_once and (turn := plan.take(now)):
            took = SERVICE * dice.expovariate(1.0)
            worked += took
            heapq.heappush(running, (now + took, turn.item, turn))
        wait = plan.wait(now) if len(running) < at_once else None
        if running and (wait is None or running[0][0] <= now + wait):
            now, _, turn = heapq.heappop(running)
            plan.finish(turn, now)
        elif wait is not None:
            now += wait
        else:
            return now, worked


def main(addresses: int, hosts: int) -> None:
    print("## The order of a run\n")
    print(f"{addresses:,} addresses over {hosts:,} hosts, {DELAY:g} s between two requests to one,")
    print(f"answers after {SERVICE:g} s on average.\n")
    print(
        "| busiest host | at once | ends after | soonest possible | longer by | a turn | memory |"
    )
    print("|---|---|---|---|---|---|---|")
    for shape in SHAPES:
        dice = random.Random(11)
        counts = sizes(addresses, hosts, shape, dice)
        of = [n for n, count in enumerate(counts) for _ in range(count)]
        dice.shuffle(of)
        urls = [f"https://host-{n}.example/reports/{k:07}/some-page.html" for k, n in enumerate(of)]
        for at_once in AT_ONCE:
            start = time.process_time()
            plan = Plan((url.split("/", 3)[2] for url in urls), delay=DELAY)
            end, worked = play(plan, at_once, random.Random(3))
            took = time.process_time() - start
            assert plan.done
            assert not plan.deferred
            least = ideal(counts, delay=DELAY, service=worked / addresses, at_once=at_once)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"| {max(counts):,} | {at_once:,} | {end / 3600:.2f} h | {least / 3600:.2f} h "
                f"| {end / least - 1:.1%} | {took / addresses * 1e6:.1f} µs | {peak:.0f} MB |",
                flush=True,
            )


if __name__ == "__main__":
    main(*(map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (1_000_000, 50_000)))
