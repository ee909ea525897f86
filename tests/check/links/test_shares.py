"""A run is dealt out to processes: where that is worth it, each host to one of them, evenly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.check.links.shares import part, processes, shares


@given(st.lists(st.sampled_from("abcdefgh"), max_size=60), st.integers(1, 5))
def test_every_address_is_in_one_share_and_every_host_too(hosts: list[str], count: int) -> None:
    dealt = shares(hosts, count)
    assert sorted(item for share in dealt for item in share) == list(range(len(hosts)))
    assert all(share == sorted(share) for share in dealt)
    of = [{hosts[item] for item in share} for share in dealt]
    assert sum(map(len, of)) == len(set(hosts))


def test_shares_are_even_as_far_as_hosts_allow() -> None:
    hosts = [f"h{n % 100}" for n in range(1_000)]
    assert sorted(map(len, shares(hosts, 3))) == [330, 330, 340]
    assert sorted(map(len, shares(["big"] * 50 + hosts, 2))) == [520, 530]


@pytest.mark.parametrize(
    ("addresses", "delay", "at_once", "cores", "many"),
    [
        (999, 0.0, 200, 4, 1),  # over before others have begun
        (1_000, 0.0, 200, 4, 4),
        (100_000, 2.0, 200, 4, 1),  # politeness lets 100 through in a second
        (100_000, 0.1, 200, 4, 4),
        (100_000, 0.0, 200, 64, 8),
        (100_000, 0.0, 2, 64, 2),
        (100_000, 0.0, 200, 1, 1),
    ],
)
def test_more_processes_are_taken_where_they_have_work(
    addresses: int, delay: float, at_once: int, cores: int, many: int
) -> None:
    assert processes(addresses, 500, delay=delay, at_once=at_once, cores=cores) == many


def test_what_is_shared_adds_up() -> None:
    assert [part(10, n, 3) for n in range(3)] == [4, 3, 3]
    assert [part(1, n, 3) for n in range(3)] == [1, 1, 1]
