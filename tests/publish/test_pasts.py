"""What checks found of an address, folded to changes."""

import itertools

from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack

from publish import sample
from sourcebook.publish.pasts import Past, answer, fold, having, keys_of, reason
from sourcebook.records import Address, Check, Sign

URL = "https://a.example/report"


def checks(*found: str) -> list[Check]:
    return [
        sample.check(URL, f"2026-11-{day:02}T08:00:00Z", standing)  # type: ignore[arg-type]
        for day, standing in enumerate(found, 1)
    ]


def test_checks_that_found_the_same_are_one_look() -> None:
    (past,) = fold(checks("alive", "alive", "gone", "gone", "gone", "alive")).values()
    assert [(look.standing, look.times) for look in past.looks] == [
        ("alive", 2),
        ("gone", 3),
        ("alive", 1),
    ]
    assert (past.looks[1].at, past.looks[1].until) == (
        "2026-11-03T08:00:00Z",
        "2026-11-05T08:00:00Z",
    )
    assert past.last == "2026-11-06T08:00:00Z"


def test_another_answer_is_another_look() -> None:
    first, second = checks("unsure", "unsure")
    later = sample.check(URL, second.at, "unsure", hops=(), fault="timeout")
    (past,) = fold([first, later]).values()
    assert [look.answer for look in past.looks] == ["answers 403", "no answer in time"]


@given(st.lists(st.sampled_from(["alive", "gone", "unsure", "moved"]), min_size=1, max_size=25))
def test_no_check_is_lost_and_no_two_looks_in_a_row_are_the_same(found: list[str]) -> None:
    (past,) = fold(checks(*found)).values()
    assert sum(look.times for look in past.looks) == len(found)
    assert [s for look in past.looks for s in [look.standing] * look.times] == found
    told = [(look.standing, look.answer) for look in past.looks]
    assert all(one != other for one, other in itertools.pairwise(told))
    assert msgpack.decode(msgpack.encode(past), type=Past) == past


def test_a_sign_says_more_than_the_answer() -> None:
    check = sample.check(URL, "2026-11-01T08:00:00Z", "unsure", signs=(Sign(kind="challenge"),))
    assert (answer(check), reason(check)) == ("answers 403", "asks for a bot check")
    assert reason(sample.check(URL, "2026-11-01T08:00:00Z", "gone")) == "answers 404"


def test_an_unknown_fault_is_told_as_it_is_named() -> None:
    check = sample.check(URL, "2026-11-01T08:00:00Z", "unsure", hops=(), fault="a new fault")
    assert answer(check) == "a new fault"
    assert answer(sample.check(URL, "2026-11-01T08:00:00Z", "unsure", hops=())) == "no answer"


def test_where_an_address_led_is_kept() -> None:
    (past,) = fold(checks("moved")).values()
    assert past.led_to == f"{URL}/new"
    (past,) = fold(checks("alive")).values()
    assert past.led_to == ""


def test_keys_leave_fragments_out_and_are_found_again_by_them() -> None:
    entry = sample.entry(
        "a",
        addresses=(Address(url=f"{URL}#1"), Address(url=f"{URL}#2"), Address(as_written="lost")),
    )
    assert keys_of(entry) == ("a.example/report",)
    fragments = ["a.example/report#1", "a.example/reports#1", "a.example/x#y#2"]
    assert having({"a.example/report"}, fragments) == ["a.example/report#1"]
    assert having({"a.example/x#y"}, fragments) == ["a.example/x#y#2"]
