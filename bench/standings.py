"""Check the links of a library over the test web, in rounds over the years: the confusion matrix.

python bench/standings.py [--hosts 2000] [--addresses 10000] [--seed 1] [--faults N]
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from sourcebook.library import Library
from sourcebook.records import Check
from testweb.days import date_of
from testweb.library import library_of
from testweb.report import Confusion, Fault, confusion
from testweb.rounds import APART, ROUNDS, checked
from testweb.world import World

PATIENCE = 1.5  # seconds of silence that the checker bears; what stalls does so for longer


class Played:
    """The test web in a process of its own."""

    def __init__(self, seed: int, hosts: int, addresses: int, patience: float = PATIENCE) -> None:
        command = [sys.executable, "-m", "testweb.server", "--seed", str(seed), "--hosts", str(hosts),
                   "--addresses", str(addresses), "--patience", str(patience)]  # fmt: skip
        path = str(Path(__file__).parent.parent / "tests")
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path}
        )
        assert self._process.stdout is not None
        said = self._process.stdout.readline().split()
        self.port, self._control = int(said[1]), int(said[3])
        self.day = 0
        self.patience = patience
        self.world = World.make(seed, hosts=hosts, addresses=addresses, port=self.port)

    def set(self, day: int) -> None:
        """Make it that day."""
        self.day = day
        urlopen(f"http://127.0.0.1:{self._control}/day?d={day}").read()

    def stop(self) -> None:
        """End it."""
        urlopen(f"http://127.0.0.1:{self._control}/stop").read()
        self._process.wait(20)


def check(library: Library, web: Played, day: int, *, every: bool) -> tuple[list[Check], float]:
    """One round: its checks, and the seconds it took."""
    web.set(day)
    began = time.perf_counter()
    made = checked(library, web.world, day, every=every, silence=web.patience)
    return made, time.perf_counter() - began


def shown(faults: tuple[Fault, ...], most: int) -> str:
    """Faults by what they are, and the first of each."""
    kinds = Counter((f.told.state, f.told.burden, f.said) for f in faults)
    lines = []
    for kind, count in kinds.most_common():
        lines.append(f"{count} x {kind}")
        of = [f for f in faults if (f.told.state, f.told.burden, f.said) == kind]
        lines += [
            f"    {date_of(f.day)} {f.url} {f.told.acceptable} | {f.why[:160]}" for f in of[:most]
        ]
    return "\n".join(lines)


def figures(found: Confusion) -> str:
    """The sentence under a matrix."""
    said = []
    for standing in ("gone", "soft gone", "moved", "changed"):
        often, good = found.said(standing)
        if often:
            said.append(f"{standing} {good / often:.2%} of {often:,}")
    living = sum(f.said == "gone" for f in found.violations)
    soft = len(found.violations) - living
    return (
        f"Of {found.count:,} addresses {living} living ones were called gone, {soft} soft gone; "
        f"{len(found.wrong)} more standings were wrong. Said rightly: {', '.join(said)}.\n"
    )


def main() -> int:
    parser = argparse.ArgumentParser()
    for name, default in (("seed", 1), ("hosts", 2000), ("addresses", 10_000), ("faults", 0)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--rounds", type=int, default=len(ROUNDS), help="the last so many")
    parser.add_argument("--patience", type=float, default=PATIENCE, help="seconds of silence borne")
    chosen = parser.parse_args()
    web = Played(chosen.seed, chosen.hosts, chosen.addresses, chosen.patience)
    try:
        with tempfile.TemporaryDirectory() as folder:
            work(Path(folder), web, chosen)
    finally:
        web.stop()
    return 0


def work(folder: Path, web: Played, chosen: argparse.Namespace) -> None:
    world = web.world
    rounds = ROUNDS[-chosen.rounds :]
    print(f"## The test web\n\n{len(world.hosts):,} hosts, {chosen.addresses:,} addresses, from "
          f"{date_of(rounds[0])} to {date_of(rounds[-1])}; the truth is kept from the checker.\n")  # fmt: skip
    newest: dict[str, Check] = {}
    every: list[Check] = []
    seconds = 0.0
    with Library.create(folder / "library", title="The test web", curator="bench") as library:
        library.put(library_of(world, rounds[0]), who="bench")
        before = -APART
        for day in rounds:
            checks, took = check(library, web, day, every=day - before >= APART)
            before = day
            print(f"{date_of(day)}: {len(checks):,} addresses in {took:.0f} s", file=sys.stderr)
            seconds += took
            newest.update({one.url: one for one in checks})
            every += checks
        found = confusion(newest.values(), world)
        print(f"### Standings\n\nThe last of up to {len(rounds)} checks of each address.\n\n{found.table()}\n\n{figures(found)}")  # fmt: skip
        overall = confusion(every, world)
        print(
            f"All {len(every):,} checks of all rounds ({len(every) / seconds:.0f} a second). {figures(overall)}"
        )
        if chosen.faults:
            print(shown(overall.violations, chosen.faults), file=sys.stderr)
            print(shown(overall.wrong, chosen.faults), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
