"""Checks of a whole library over the test web, whose truth is known."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from sourcebook.library import Library
from sourcebook.records import Check, Entry, Page, Stored
from testweb.days import LAST
from testweb.library import library_of
from testweb.report import Confusion, confusion
from testweb.rounds import ROUNDS, played
from testweb.server import Server
from testweb.world import World

DAYS = (LAST - 20, LAST - 16, LAST - 10)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "lib", title="Of the test web", curator="me") as made:
        yield made


def checked(
    library: Library,
    world: World,
    days: tuple[int, ...],
    *,
    patience: float = 2.5,
    quoted: bool = True,
) -> tuple[list[Check], Confusion]:
    """All checks of the rounds, and the matrix of the last of each address."""
    every: list[Check] = []
    with Server(world, day=days[0], patience=patience) as server:
        records = library_of(world, days[0])
        library.put([it if quoted else unquoted(it) for it in records], who="me")

        def set_day(day: int) -> None:
            server.day = day

        for _, checks in played(library, world, set_day, days=days, silence=patience):
            every += checks
    newest = {check.url: check for check in every}
    return every, confusion(newest.values(), world)


def unquoted(record: Stored) -> Stored:
    """An entry without its quotes: they are compared in processes that take a second to begin."""
    if isinstance(record, Entry):
        return replace(record, excerpts=())
    if not isinstance(record, Page):
        return record
    sections = [
        replace(part, placements=tuple(replace(it, excerpts=()) for it in part.placements))
        for part in record.sections
    ]
    return replace(record, sections=tuple(sections))


def told(found: Confusion) -> str:
    return "\n".join(
        f"{fault.day} {fault.url} {fault.told.state}: {fault.said} ({fault.why})"
        for fault in (*found.violations, *found.wrong)
    )


def test_no_living_page_is_called_gone_on_a_small_web(library: Library) -> None:
    world = World.make(49, hosts=12, addresses=26)
    every, found = checked(library, world, DAYS, patience=3.0, quoted=False)
    assert len(every) > found.count >= 26
    assert not confusion(every, world).violations, told(found)
    assert found.said("gone")[0] >= 3
    assert found.said("gone")[0] == found.said("gone")[1], told(found)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 4])
def test_standings_over_years_are_those_of_the_truth(library: Library, seed: int) -> None:
    world = World.make(seed, hosts=60, addresses=300)
    every, found = checked(library, world, ROUNDS[-8:])
    overall = confusion(every, world)
    assert not overall.violations, told(overall)  # never a living page gone, in no round
    for standing in ("gone", "soft gone"):
        often, rightly = overall.said(standing)
        assert often >= 20
        assert rightly >= 0.99 * often, told(overall)
    assert len(found.wrong) <= 0.03 * found.count, told(found)
    for state in ("alive", "gone", "dns", "parked", "soft gone", "walled"):
        if found.total(state) >= 10:
            assert found.best[state] >= 0.8 * found.total(state), found.table()
