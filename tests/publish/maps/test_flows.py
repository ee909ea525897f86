from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from publish.maps.claimed import entry, route
from sourcebook.claims import Claim
from sourcebook.publish.maps.flows import Choice, Flow, flows
from sourcebook.records import Entry


def of(claims: list[Claim], *entries: Entry, choice: Choice | None = None) -> tuple[Flow, ...]:
    return flows(claims, {one.id: one for one in entries}, choice)


def test_two_entries_of_one_publisher_are_one_source() -> None:
    claims = [route("a", "UZ", "KZ"), route("b", "UZ", "KZ"), route("c", "UZ", "KZ")]
    (flow,) = of(claims, entry("a", "The Post"), entry("b", "THE POST"), entry("c", "Wire"))
    assert flow.voices == 2
    assert len(flow.sayings) == 3


def test_the_same_words_printed_by_two_are_one_source() -> None:
    claims = [
        route("a", "UZ", "KZ", words="Women are taken to Kazakhstan."),
        route("b", "UZ", "KZ", words="women are  taken to Kazakhstan"),
        route("c", "UZ", "KZ", words="Girls too."),
    ]
    (flow,) = of(claims, entry("a"), entry("b"), entry("c"))
    assert flow.voices == 2


def test_what_is_negated_or_declined_or_without_entry_counts_for_nothing() -> None:
    claims = [
        route("a", "UZ", "KZ", negated=True),
        route("a", "KG", "KZ", decision="declined"),
        route("lost", "TJ", "KZ"),
        route("a", "KZ", "KZ"),
    ]
    assert of(claims, entry("a")) == ()


def test_hearsay_counts_as_a_source_but_is_not_firm() -> None:
    (flow,) = of([route("a", "UZ", "KZ", hearsay=True)], entry("a"))
    assert (flow.voices, flow.firm, flow.hearsay) == (1, 0, True)


def test_the_best_sourced_comes_first() -> None:
    claims = [route("a", "UZ", "KZ"), route("b", "KG", "KZ"), route("a", "KG", "KZ")]
    assert [flow.origin for flow in of(claims, entry("a"), entry("b"))] == ["KG", "UZ"]


def test_of_as_many_sources_those_come_first_that_more_entries_state() -> None:
    claims = [route("a", "AA", "KZ"), route("a", "UZ", "KZ"), route("b", "UZ", "KZ")]
    made = of(claims, entry("a", "The Post"), entry("b", "The Post"))
    assert [(flow.origin, flow.voices) for flow in made] == [("UZ", 1), ("AA", 1)]


def test_choices_keep_what_they_ask_for() -> None:
    claims = [
        route("a", "UZ", "KZ", year=2001, purposes=("forced-labour",), people=("men",)),
        route("b", "UZ", "KZ", year=2011, purposes=("begging",), people=("children",)),
        route("c", "KG", "RU", year=None, transit=("KZ",)),
    ]
    every = [entry("a"), entry("b"), entry("c")]

    def chosen(**choice: Any) -> list[tuple[str, tuple[int, int] | None]]:
        return [(f.origin, f.years) for f in of(claims, *every, choice=Choice(**choice))]

    assert chosen(years=(2010, None)) == [("UZ", (2011, 2011))]
    assert chosen(years=(None, 2005)) == [("UZ", (2001, 2001))]
    assert chosen(purpose="begging") == [("UZ", (2011, 2011))]
    assert chosen(people="men") == [("UZ", (2001, 2001))]
    assert chosen(countries=frozenset({"KZ"})) == [("UZ", (2001, 2011)), ("KG", None)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcdef"), st.sampled_from(["x", "y", "z"]), st.integers(2000, 2003)
        )
    )
)
def test_narrowing_down_never_finds_more_sources(made: list[tuple[str, str, int]]) -> None:
    claims = [route(id, "UZ", "KZ", year=year, words=words) for id, words, year in made]
    entries = [entry(id, f"House {ord(id) // 2}") for id in "abcdef"]
    whole = sum(flow.voices for flow in of(claims, *entries))
    part = sum(flow.voices for flow in of(claims, *entries, choice=Choice(years=(2001, 2002))))
    assert part <= whole <= len({(id, w) for id, w, _ in made})
