"""Pages of long lists stay put."""

import random

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.publish.runs import LONGEST, SHORTEST, runs


@given(st.integers(0, 2_000))
def test_runs_cover_the_list_once_and_are_of_fair_size(count: int) -> None:
    ids = [f"e{n}" for n in range(count)]
    found = runs(ids)
    assert [id for part in found for id in ids[part]] == ids
    sizes = [part.stop - part.start for part in found]
    assert max(sizes) <= LONGEST
    assert all(size >= SHORTEST for size in sizes[:-1])


def test_one_more_entry_changes_few_pages() -> None:
    dice = random.Random(1)
    ids = [f"entry-{n:05}" for n in range(5_000)]
    changed = []
    for _ in range(50):
        at = dice.randrange(len(ids))
        more = [*ids[:at], f"new-{at}", *ids[at:]]
        before = {tuple(ids[part]) for part in runs(ids)}
        after = {tuple(more[part]) for part in runs(more)}
        changed.append(len(after - before))
    assert sum(changed) / len(changed) < 3
