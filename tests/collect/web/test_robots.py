"""robots.txt of every kind is read without failing, and hosts are asked one at a time."""

import tarfile
import threading
from pathlib import Path

import pytest

from sourcebook.collect.web.robots import SLOWEST, Pace, Rules, parse


@pytest.mark.parametrize(
    ("text", "refused", "delay"),
    [
        (b"User-agent: *\nDisallow: /", True, 0),
        (b"\xef\xbb\xbfuser-agent: SOURCEBOOK\r\ndisallow: /\r\n", True, 0),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: Sourcebook\nAllow: /", False, 0),
        (b"User-agent: *\nDisallow: /*.pdf$", False, 0),
        (b"User-agent: *\nCrawl-delay: 9999", False, SLOWEST),
        (b"User-agent: *\nCrawl-delay: soon", False, 0),
        (b"\x00\xff\xfe" * 90, False, 0),
        (b"", False, 0),
    ],
)
def test_what_rules_say(text: bytes, refused: bool, delay: float) -> None:
    rules = Rules(parsed=parse(text))
    assert bool(rules.refusal("https://a.example/report.html")) == refused
    assert rules.delay == delay


@pytest.mark.slow
def test_real_files_are_read_without_failing(shared: Path) -> None:
    count = 0
    with tarfile.open(shared / "data/suites/robots_protego/robots_test_data.tar.xz") as packed:
        for item in packed:
            file = packed.extractfile(item)
            if file is None:
                continue
            rules = Rules(parsed=parse(file.read()))
            assert isinstance(rules.refusal("https://a.example/x"), str)
            assert 0 <= rules.delay <= SLOWEST
            count += 1
    assert count > 4000


def test_a_host_is_asked_by_one_thread_at_a_time_with_a_pause() -> None:
    now = [100.0]
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    pace = Pace(2.0, clock=lambda: now[0], sleep=sleep)
    inside = most = 0

    def ask() -> None:
        nonlocal inside, most
        with pace.turn("a.example", asked=5.0):
            inside += 1
            most = max(most, inside)
            inside -= 1

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert slept == [5.0] * 4
    with pace.turn("b.example"):
        pass
    assert len(slept) == 4
