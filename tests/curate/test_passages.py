"""The index of passages: it proposes the texts that hold a quote, and survives what may befall it."""

from pathlib import Path

import pytest

from curate.invented import report
from sourcebook.curate import Quote, Source
from sourcebook.curate.passages import Passages

SOURCES = {f"{n:064x}.v": Source(report(n, paragraphs=8).text) for n in range(30)}


@pytest.fixture
def index(tmp_path: Path) -> Passages:
    made = Passages.open(tmp_path / "index" / "passages.db")
    made.add(SOURCES.items())
    return made


def test_a_sentence_leads_to_its_report_first(index: Passages) -> None:
    for n in range(30):
        words = max((s for p in report(n, paragraphs=8).paragraphs for s in p), key=len)
        assert index.holding(Quote([words]))[0] == f"{n:064x}"


def test_a_sentence_with_changed_words_leads_there_too(index: Passages) -> None:
    for n in range(30):
        words = max((s for p in report(n, paragraphs=8).paragraphs for s in p), key=len).split()
        words[3::7] = ["xyzzy" for _ in words[3::7]]
        assert f"{n:064x}" in index.holding(Quote([" ".join(words)]))[:10]


def test_two_words_are_found_by_going_through_all_texts(index: Passages) -> None:
    name, source = next(iter(SOURCES.items()))
    rare = next(
        w for w in source.whole.words if sum(w in s.whole.codes for s in SOURCES.values()) == 1
    )
    assert index.holding(Quote([rare])) == [name.partition(".")[0]]


def test_what_was_dropped_is_proposed_no_more(index: Passages) -> None:
    name = f"{3:064x}.v"
    words = report(3, paragraphs=8).paragraphs[0][0]
    index.drop([name])
    assert name.partition(".")[0] not in index.holding(Quote([words]))
    assert name not in index.names()


def test_it_is_kept_between_two_uses(tmp_path: Path) -> None:
    file = tmp_path / "passages.db"
    with Passages.open(file) as index:
        index.add(list(SOURCES.items())[:2])
    with Passages.open(file) as index:
        assert len(index.names()) == 2


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "passages.db"
    file.write_bytes(b"this is no database at all, but it is long enough to be taken for one" * 40)
    with Passages.open(file) as index:
        assert index.names() == set()
        index.add(list(SOURCES.items())[:1])
    with Passages.open(file) as index:
        assert len(index.names()) == 1


def test_a_folder_that_can_t_be_written_gives_an_index_in_memory(tmp_path: Path) -> None:
    blocked = tmp_path / "index"
    blocked.write_text("a file where the folder should be")
    with Passages.open(blocked / "passages.db") as index:
        index.add(list(SOURCES.items())[:1])
        assert len(index.names()) == 1
