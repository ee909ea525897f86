"""What a result shows."""

from sourcebook.publish.searching import findable
from sourcebook.publish.searching.findable import Findable, Passage


def test_a_result_shows_at_most_so_many_letters() -> None:
    long = tuple(Passage("word " * 500, f"x{n}") for n in range(5))
    found = Findable(id="entry/a", href="a", title="A", kind="Report", passages=long)
    passages = findable.face(found)[7]
    assert isinstance(passages, list)
    assert sum(len(row[0]) for row in passages) <= findable.SHOWN + 10
    assert len(passages[0][0]) > len(passages[1][0])
