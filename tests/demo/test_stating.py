"""What the demo's curator states stands in the entries' words, and gives comparing something to show."""

from collections import Counter

import pytest

from sourcebook.claims import AspectSaid, Claim
from sourcebook.demo import records
from sourcebook.demo.stating import agreed, claims
from sourcebook.publish.comparing import spoken, table
from sourcebook.records import Entry


@pytest.fixture(scope="module")
def entries() -> dict[str, Entry]:
    return {one.id: one for one in records() if isinstance(one, Entry)}


def test_every_statement_rests_on_words_of_its_entry(entries: dict[str, Entry]) -> None:
    found = claims(entries)
    for claim in found:
        excerpt = next(x for x in entries[claim.entry].excerpts if x.id == claim.excerpt)
        text = "\n\n".join(excerpt.paragraphs)
        assert text[claim.said.start : claim.said.end] == claim.words
        assert (claim.decision, claim.decided_by) == ("accepted", "the demo’s curator")
        assert claim.voice == excerpt.voice
    assert Counter(claim.kind for claim in found)["route"] >= 10
    assert len({claim.id for claim in found}) == len(found)


def test_kazakhstan_and_its_neighbours_can_be_compared(entries: dict[str, Entry]) -> None:
    found = claims(entries)
    made = table([spoken(code, found) for code in ("KZ", "KG", "UZ", "RU", "TM", "CN")])
    full = [line.key for line in made.lines if sum(cell is not None for cell in line.cells) >= 3]
    assert {"roles/source", "roles/destination", "purposes/forced-labour", "routes/to"} <= {*full}
    assert any(line.key.startswith("ratings/") for line in made.lines)


def test_what_is_filed_by_hand_is_accepted_and_nothing_else(entries: dict[str, Entry]) -> None:
    entry = entries["hrw-2010-hellish-work"]
    excerpt = next(one for one in entry.excerpts if one.aspects)

    def proposed(code: str) -> Claim:
        said = AspectSaid(kind="purpose", code=code, start=0, end=3)
        return Claim(
            id=f"{entry.id}/{code}", entry=entry.id, kind="aspect", aspect=said, words="abc",
            excerpt=excerpt.id,
        )  # fmt: skip

    some = [proposed(excerpt.aspects[0]), proposed("organ-removal")]
    assert agreed(some, entries) == some[:1]
