"""How a library fares, in figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from publish import sample
from sourcebook.publish.health import (
    MONTHS,
    STANDINGS,
    WORK,
    Health,
    health,
    held,
    months,
    news,
)
from sourcebook.publish.pasts import Look, fold
from sourcebook.records import (
    Address,
    AddressStanding,
    Check,
    Entry,
    Excerpt,
    Memento,
    Suggestion,
)


def entry(id: str, *standings: AddressStanding, since: str = "2026-03-01T08:00:00Z") -> Entry:
    addresses = tuple(
        Address(url=f"https://a.example/{id}/{n}", standing=standing, checked=since)
        for n, standing in enumerate(standings)
    )
    return sample.entry(id, addresses=addresses)


def figures(
    *entries: Entry, checks: tuple[Check, ...] = (), found: tuple[Suggestion, ...] = ()
) -> Health:
    return health([(one.id, held(one)) for one in entries], fold(checks), found, captures=0)


def test_what_is_gone_comes_first_and_of_that_what_went_first() -> None:
    made = figures(
        entry("b", "unsure", "moved", "changed"),
        entry("a", "gone", since="2026-05-01"),
        entry("c", "soft gone", "gone", "alive", since="2026-04-01"),
    )
    assert [(task.standing, task.entry) for task in made.tasks] == [
        ("gone", "c"), ("gone", "a"), ("soft gone", "c"), ("changed", "b"), ("moved", "b"), ("unsure", "b"),
    ]  # fmt: skip
    assert made.gone == 3


@given(st.lists(st.lists(st.sampled_from(STANDINGS), max_size=4), max_size=6))
def test_every_address_is_counted_once_and_what_is_not_fine_is_a_task(
    found: list[list[AddressStanding]],
) -> None:
    made = figures(*(entry(f"e{n}", *standings) for n, standings in enumerate(found)))
    every = [standing for standings in found for standing in standings]
    assert made.total == len(every)
    assert {s: every.count(s) for s in STANDINGS} == made.addresses
    assert sorted(task.standing for task in made.tasks) == sorted(s for s in every if s in WORK)


def test_notes_of_addresses_and_paraphrases_are_not_counted() -> None:
    one = sample.entry(
        "a",
        addresses=(Address(as_written="in print only"),),
        excerpts=(
            Excerpt(id="x", voice="paraphrase"),
            Excerpt(id="y", standing="verified"),
            Excerpt(id="z", standing="absent"),
        ),
    )
    made = figures(one)
    assert made.total == 0
    assert made.quotes == {"verified": 1, "differs": 0, "absent": 1, "unchecked": 0}


def test_a_task_says_why_whether_a_copy_is_known_and_what_was_found() -> None:
    one = entry("a", "gone")
    url = one.addresses[0].url or ""
    address = structs.replace(one.addresses[0], mementos=(Memento(url="https://b.example/"),))
    move = Suggestion(
        id="s", kind="move", entry="a", url=url, target="https://c.example/", how="rule"
    )
    made = figures(
        structs.replace(one, addresses=(address,)),
        checks=(sample.check(url, "2026-03-01T08:00:00Z", "gone"),),
        found=(move, structs.replace(move, id="t", entry="other")),
    )
    (task,) = made.tasks
    assert (task.why, task.copy, task.found) == (
        "It was found gone.",
        True,
        ("https://c.example/",),
    )
    assert made.suggestions == {"move": 2}
    assert made.copies == 1


def test_a_check_that_says_otherwise_than_the_entry_gives_no_reason() -> None:
    one = entry("a", "gone")
    check = sample.check(one.addresses[0].url or "", "2026-06-01T08:00:00Z", "alive")
    (task,) = figures(one, checks=(check,)).tasks
    assert task.why == ""


def look(at: str, standing: AddressStanding, until: str = "") -> Look:
    return Look(at=at, until=until or at, times=1, standing=standing, answer="")


def test_a_month_has_what_was_found_by_its_end() -> None:
    made = list(
        months(
            [
                [look("2026-01-05", "alive"), look("2026-03-31T23:59:59Z", "gone")],
                [look("2026-02-01", "unsure", until="2026-04-02")],
            ]
        )
    )
    assert [(month.month, month.counts) for month in made] == [
        ("2026-01", {"alive": 1}),
        ("2026-02", {"alive": 1, "unsure": 1}),
        ("2026-03", {"gone": 1, "unsure": 1}),
        ("2026-04", {"gone": 1, "unsure": 1}),
    ]


def test_two_changes_in_one_month_leave_the_later() -> None:
    (month,) = months([[look("2026-01-05", "unsure"), look("2026-01-09", "gone")]])
    assert month.counts == {"gone": 1}


@pytest.mark.parametrize(
    ("last", "names"),
    [
        ("2026-02-01", ["2026-01", "2026-02"]),
        ("2029-12-01", ["2026-03", "2026-06", "2026-09"]),
        ("2046-06-01", ["2026-12", "2027-12", "2028-12"]),
    ],
)
def test_long_times_are_told_by_the_quarter_and_by_the_year(last: str, names: list[str]) -> None:
    made = [month.month for month in months([[look("2026-01-01", "alive", until=last)]])]
    assert made[: len(names)] == names
    assert made[-1] == last[:7]
    assert len(made) <= MONTHS + 1


def test_times_that_are_none_are_left_out() -> None:
    assert list(months([[look("", "alive"), look("soon", "gone")]])) == []


def test_news_tells_what_fares_otherwise_since_a_day() -> None:
    ways: dict[str, list[tuple[str, AddressStanding]]] = {
        "same": [("2026-01-01", "alive"), ("2026-05-01", "alive")],
        "went": [("2026-01-01", "alive"), ("2026-05-01", "unsure"), ("2026-05-09", "gone")],
        "back": [("2026-01-01", "alive"), ("2026-05-01", "unsure"), ("2026-05-09", "alive")],
        "first": [("2026-05-01", "alive")],
        "before": [("2026-01-01", "alive"), ("2026-02-01", "gone")],
    }
    entries = [entry(id, found[-1][1]) for id, found in ways.items()]
    checks = [
        sample.check(one.addresses[0].url or "", f"{at}T08:00:00Z", standing)
        for one in entries
        for at, standing in ways[one.id]
    ]
    found = news([(one.id, held(one)) for one in entries], fold(checks), "2026-05-01")
    assert [(new.entry, new.was, new.standing, new.at) for new in found] == [
        ("went", "alive", "gone", "2026-05-09"),
        ("first", "unchecked", "alive", "2026-05-01"),
    ]
