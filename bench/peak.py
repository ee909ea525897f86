"""Measure a command with all its processes: CPU time, wall time, the most memory at one moment."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

PAUSE = 0.05  # seconds between two looks; each costs a millisecond


class Took(NamedTuple):
    """CPU seconds, wall seconds, MB."""

    cpu: float
    wall: float
    peak: float


def _children(process: int) -> list[int]:
    try:
        said = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return []
    return [int(one) for one in said.split()]


def _memory(process: int) -> int:
    """KB of a process and all below it; what several share is parted among them (Pss)."""
    below = sum(map(_memory, _children(process)))
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return below
    return below + sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def measured(command: list[str], folder: Path) -> Took:
    """Run a command. The system counts the time of processes that it waited for; memory is looked at
    while it runs, and is never less than what its largest process had."""
    began = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, env=environment())
    most = 0
    done = 0
    while not done:
        most = max(most, _memory(child.pid))
        time.sleep(PAUSE)
        done, status, used = os.wait4(child.pid, os.WNOHANG)
    wall = time.perf_counter() - began
    if status:
        raise SystemExit(f"{' '.join(command)} failed with {status}")
    return Took(used.ru_utime + used.ru_stime, wall, max(most, used.ru_maxrss) / 1024)


def environment() -> dict[str, str]:
    """The environment of a machine where programs have run before: Python keeps what it compiled."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


if __name__ == "__main__":
    print(measured(sys.argv[1:], Path.cwd()))
