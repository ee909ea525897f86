"""The order of a run: polite to each host, soon done as a whole, and what weary hosts get."""

import heapq
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.check.links.plan import GIVE_UP, LONGEST_WAIT, Plan, Turn, ideal


def simulate(
    hosts: list[str], *, delay: float, service: float, at_once: int
) -> tuple[float, list[tuple[float, float, Turn]]]:
    """Play a run: when it ends, and each turn with its beginning and end."""
    plan = Plan(hosts, delay=delay)
    now = 0.0
    running: list[tuple[float, int, Turn]] = []
    log: list[tuple[float, float, Turn]] = []
    while True:
        while len(running) < at_once and (turn := plan.take(now)):
            heapq.heappush(running, (now + service, turn.item, turn))
            log.append((now, now + service, turn))
        if running:
            wait = plan.wait(now) if len(running) < at_once else None
            until = running[0][0]
            if wait is not None and now + wait < until:
                now += wait
                continue
            now, _, turn = heapq.heappop(running)
            plan.finish(turn, now)
        elif (wait := plan.wait(now)) is not None:
            now += wait
        else:
            assert plan.done
            return now, log


@given(
    st.lists(st.sampled_from("abcdef"), max_size=60),
    st.floats(0, 5),
    st.floats(0.01, 3),
    st.integers(1, 8),
)
def test_each_address_has_one_turn_and_no_host_two_at_a_time(
    hosts: list[str], delay: float, service: float, at_once: int
) -> None:
    end, log = simulate(hosts, delay=delay, service=service, at_once=at_once)
    assert sorted(turn.item for *_, turn in log) == list(range(len(hosts)))
    last: dict[str, float] = {}
    for began, ended, turn in log:
        name = hosts[turn.item]
        if name in last:
            assert began >= last[name] + delay - 1e-9
        last[name] = ended
    counts = [hosts.count(name) for name in set(hosts)]
    least = ideal(counts, delay=delay, service=service, at_once=at_once)
    assert end >= least - 1e-6
    assert end <= 2 * least + service + 1e-6 or at_once > len(counts)


@pytest.mark.parametrize("at_once", [16, 64])
def test_a_long_run_ends_within_a_twentieth_of_the_soonest(at_once: int) -> None:
    dice = random.Random(4)
    counts = [min(400, int(dice.paretovariate(1.1))) for _ in range(800)]
    hosts = [f"h{n}" for n, count in enumerate(counts) for _ in range(count)]
    dice.shuffle(hosts)
    end, _ = simulate(hosts, delay=2.0, service=0.3, at_once=at_once)
    assert end <= 1.05 * ideal(counts, delay=2.0, service=0.3, at_once=at_once)


def test_a_host_that_asks_for_more_time_gets_it() -> None:
    plan = Plan(["a", "a"], delay=1.0)
    turn = plan.take(0.0)
    assert turn is not None
    assert plan.wait(0.0) is None
    plan.finish(turn, 0.5, asked=10.0)
    assert plan.take(10.4) is None
    assert plan.wait(10.0) == pytest.approx(0.5)
    assert plan.take(10.5) == Turn(item=1, host=0)


def test_a_host_that_is_weary_is_slowed_down_and_then_left() -> None:
    plan = Plan(["a"] * 10, delay=1.0)
    now = 0.0
    for _ in range(GIVE_UP):
        turn = plan.take(now)
        assert turn is not None
        plan.slower(turn, now)
        now += 100.0
    assert plan.done
    assert plan.deferred == list(range(GIVE_UP, 10))


def test_a_host_that_asks_for_an_hour_is_left_for_another_run() -> None:
    plan = Plan(["a", "a", "b"], delay=0.0)
    turn = plan.take(0.0)
    assert turn == Turn(item=0, host=0)
    plan.slower(turn, 0.0, retry_after=LONGEST_WAIT + 1)
    assert plan.take(0.0) == Turn(item=2, host=1)
    assert plan.deferred == [1]
    assert plan.done
