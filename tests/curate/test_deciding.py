"""Deciding about claims: what a person said stays, what nobody proposes any more goes."""

import pytest
from msgspec.structs import replace

from sourcebook.claims import AspectSaid, Claim
from sourcebook.curate.deciding import decided, renewed
from sourcebook.errors import Refused

OPEN = Claim(
    id="e/1", entry="e", kind="aspect", words="poverty",
    aspect=AspectSaid(kind="precursor", code="poverty", start=0, end=7),
)  # fmt: skip
TAKEN = decided(OPEN, "accepted", who="me", now="2026-01-02T03:04:05+00:00", why="it does")


def test_a_decision_says_who_when_and_why() -> None:
    assert (TAKEN.decision, TAKEN.decided_by, TAKEN.why) == ("accepted", "me", "it does")
    assert decided(TAKEN, "open", who="you", now="x") == OPEN
    assert decided(TAKEN, "declined", who="you", now="2026-01-03").decided_by == "you"


def test_deciding_the_same_again_is_refused_with_who_did() -> None:
    with pytest.raises(Refused, match="is accepted already by me on 2026-01-02"):
        decided(TAKEN, "accepted", who="you", now="x")


def test_new_proposals_come_and_old_ones_go() -> None:
    other = replace(OPEN, id="e/2")
    assert renewed({}, [OPEN]) == [(None, OPEN)]
    assert renewed({"e/1": OPEN}, [OPEN]) == []
    assert renewed({"e/1": OPEN}, [other]) == [(None, other), (OPEN, None)]


def test_better_evidence_replaces_that_of_an_open_one_only() -> None:
    better = replace(OPEN, words="Poverty", count=2)
    assert renewed({"e/1": OPEN}, [better]) == [(OPEN, better)]
    assert renewed({"e/1": TAKEN}, [better]) == []


def test_what_was_decided_stays_though_nobody_proposes_it() -> None:
    declined = replace(TAKEN, decision="declined")
    assert renewed({"e/1": TAKEN}, []) == []
    assert renewed({"e/1": declined}, [OPEN]) == []
