"""A run that is killed at any moment loses next to nothing, and the next goes on where it was."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from collect.web.server import ok, serving
from sourcebook.check.links.checking import UNFINISHED
from sourcebook.library import Library
from sourcebook.records import Address, Check, Entry

pytestmark = pytest.mark.slow
KILLS = 12


def slowly(_: object, made: object) -> None:
    time.sleep(0.02)
    made.sendall(ok(b"<title>Beds</title>", "Content-Type: text/html"))  # type: ignore[attr-defined]


@pytest.mark.parametrize(("addresses", "hosts"), [(120, 1), (2_400, 40)])  # one process; several
def test_a_run_killed_again_and_again_is_done_in_the_end(
    tmp_path: Path, addresses: int, hosts: int
) -> None:
    folder = tmp_path / "lib"
    dice = random.Random(5)
    with serving({"*": slowly, "/robots.txt": ok(b"")}) as server:
        urls = [f"http://h{n % hosts}.localhost:{server.port}/{n}" for n in range(addresses)]
        with Library.create(folder, title="L", capture_delay=0.0) as library:
            library.put(
                Entry(id=f"e{n}", title="Beds", addresses=(Address(url=url),))
                for n, url in enumerate(urls)
            )
        command = [sys.executable, "-m", "sourcebook", "check", "links", "--all"]
        begun_anew = 1  # runs that did not go on with one before
        for _ in range(KILLS):
            run = subprocess.Popen(
                command, cwd=folder, env={**os.environ, "SOURCEBOOK_LOOPBACK": "1"},
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
            try:
                run.wait(timeout=1.0 + dice.random() * 2)
                begun_anew += 1
                break
            except subprocess.TimeoutExpired:
                os.killpg(run.pid, signal.SIGKILL)
                run.wait()
            begun_anew += not (folder / UNFINISHED).exists()  # killed when all was done
            with Library.open(folder) as library:
                assert library.soundness() == ""
        done = subprocess.run(
            command, cwd=folder, env={**os.environ, "SOURCEBOOK_LOOPBACK": "1"},
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        with Library.open(folder) as library:
            newest = library.store.last_checks()
            assert {check.url for check in newest.values()} == set(urls)
            assert {check.standing for check in newest.values()} == {"alive"}
            for entry in library.entries():
                assert entry.addresses[0].standing == "alive"
            # once in each run that was gone on with to its end
            assert addresses <= library.store.count(Check) <= addresses * begun_anew
