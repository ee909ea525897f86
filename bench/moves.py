"""Find moved addresses of the test web again, and count how many of the suggestions are right.

python bench/moves.py [--hosts 400] [--addresses 2000] [--seed 1] [--engine] [--wrong N] [--missed N]

A library is made of the test web, its links are checked over some days, and what is gone is looked for
as ``sourcebook repair`` does; the truth is kept from all that. ``--engine`` sets a search engine.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

from standings import Played, check  # noqa: E402

from sourcebook.collect.web.exchanging import Limits  # noqa: E402
from sourcebook.collect.web.visiting import Visitor  # noqa: E402
from sourcebook.library import Library  # noqa: E402
from sourcebook.records import Suggestion  # noqa: E402
from sourcebook.store.keys import key_of  # noqa: E402
from testweb.days import moment_of  # noqa: E402
from testweb.library import library_of, spot_of  # noqa: E402
from testweb.report import Repair, broken, repair  # noqa: E402
from testweb.rounds import ROUNDS  # noqa: E402
from testweb.server import resolve  # noqa: E402
from testweb.truth import right, truth  # noqa: E402
from testweb.world import ENGINE, RESOLVER  # noqa: E402

PUBLISHED = "Fable (Zhu et al., IMC 2023): 25 % found, 90 % of them right"


def visitor(played: Played) -> Visitor:
    """Who fetches, without politeness: the hosts are all one machine."""
    limits = Limits(largest=60_000_000, patience=2.0, silence=0.8, loopback=True)
    return Visitor(
        limits=limits,
        delay=0.0,
        resolve=lambda host, port: resolve(played.world, host, port, played.day),
    )


def exact(found: list[Suggestion], played: Played) -> tuple[int, int]:
    """How many suggestions are called exact, and how many of those are right."""
    world, good = played.world, 0
    some = [one for one in found if one.exact]
    for one in some:
        spot = world.spot(one.url)
        good += spot is not None and right(world, spot, one.target, played.day)
    return len(some), good


def report(
    found: Repair, some: list[Suggestion], played: Played, seconds: float, fetched: int
) -> str:
    sure, good = exact(some, played)
    lines = [
        "### Moves",
        "",
        f"{found.moved:,} addresses moved away and lead nowhere any more; for {found.found:,} "
        f"({found.share:.1%}) the right new one was suggested. {found.offered:,} suggestions, "
        f"{found.precision:.1%} of them right; {sure:,} called exact, {good / max(1, sure):.1%} right. "
        f"{seconds:.0f} s, {fetched / max(1, found.offered):.1f} fetches a suggestion. {PUBLISHED}.",
        "",
        "| it could be found by | moved | found |",
        "|---|---:|---:|",
    ]
    lines += [f"| {way} | {of} | {hits / of:.0%} |" for way, (hits, of) in found.by_way.items()]
    how = Counter(one.how for one in some)
    lines += ["", f"Found by: {', '.join(f'{name} {count}' for name, count in how.most_common())}."]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser()
    for name, default in (
        ("seed", 1),
        ("hosts", 400),
        ("addresses", 2000),
        ("wrong", 0),
        ("missed", 0),
    ):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--engine", action="store_true")
    chosen = parser.parse_args()
    os.environ["SOURCEBOOK_LOOPBACK"] = "1"
    played = Played(chosen.seed, chosen.hosts, chosen.addresses)
    try:
        with tempfile.TemporaryDirectory() as folder:
            work(Path(folder), played, chosen)
    finally:
        played.stop()
    return 0


def work(folder: Path, played: Played, chosen: argparse.Namespace) -> None:
    world, days = played.world, ROUNDS[-4:]
    at = f"http://{{}}:{played.port}/"
    settings = {
        "doi_resolver": at.format(RESOLVER),
        "handle_resolver": at.format(RESOLVER),
        "search_engine": at.format(ENGINE) + "search?q={query}&format=json"
        if chosen.engine
        else "",
    }
    with Library.create(folder / "l", title="The test web", curator="bench", **settings) as library:
        library.put(library_of(world, days[0]), who="bench")
        for day in days:
            checks, took = check(library, played, day, every=day == days[0])
            print(f"day {day}: {len(checks):,} checked in {took:.0f} s", file=sys.stderr)
        library.visitor = lambda **_: visitor(played)  # type: ignore[method-assign]
        began, fetched = time.perf_counter(), 0
        with library.repairing() as moves:
            moves.now = moment_of(days[-1])
            wanted = moves.wanted()
            print(f"{len(wanted):,} wanted, {len(moves.rules):,} rules", file=sys.stderr)
            looked = []
            for one in moves.run(wanted, who="bench"):
                looked.append(one)
                fetched += one.fetched
        seconds = time.perf_counter() - began
        some = [one.suggestion for one in looked if one.suggestion]
        # an entry with two addresses was repaired by its curator: there is nothing to find
        lone = [entry for entry in library.entries() if len(entry.addresses) == 1]
        spots = [spot_of(world, entry) for entry in lone]
        stood = {one.url: one.standing for entry in lone for one in entry.addresses}
        print(report(repair(some, world, days[-1], spots), some, played, seconds, fetched))
        faults = Counter(one.fault for one in looked if one.fault)
        print(f"faults: {dict(faults)}" if faults else "", file=sys.stderr)
        found = {one.url for one in some}
        for url, target, told in repair(some, world, days[-1], spots).wrong[: chosen.wrong]:
            it = next(one for one in some if one.url == url and one.target == target)
            print(
                f"WRONG {url}\n   said {target} ({it.how}, {it.says})\n   true {told}",
                file=sys.stderr,
            )
        tried = {one.wanted.url: one for one in looked}
        missed = [spot for spot in broken(world, days[-1], spots) if world.url(spot) not in found]
        standings: Counter[tuple[str, bool | str]] = Counter()
        for spot in missed:
            url = world.url(spot)
            standings[truth(world, spot, days[-1]).state, url in tried or stood[url]] += 1
        whys = Counter(
            (stood[url], check_.why[:100])
            for spot in missed
            if (url := world.url(spot)) not in tried
            for check_ in library.store.last_checks([key_of(url) or ""]).values()
        )
        for (standing, why), count in whys.most_common() if chosen.missed else ():
            print(f"not looked for: {count} {standing}: {why}", file=sys.stderr)
        print(f"missed by (state, looked for): {dict(standings)}", file=sys.stderr)
        for spot in [spot for spot in missed if world.url(spot) in tried][: chosen.missed]:
            url = world.url(spot)
            so = truth(world, spot, days[-1])
            print(f"MISSED {url} {so.state} -> {so.now_at} {so.ways}", file=sys.stderr)
            one = tried[url]
            for target, why in one.tried[:8]:
                print(f"      {target}: {why}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
