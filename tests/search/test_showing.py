"""What is shown of an entry: its best passages, each once, with where else they stand."""

from collections.abc import Callable

from search.conftest import entry
from search.test_updating import _with_texts
from sourcebook.library import Library
from sourcebook.records import Block, Capture, Series, Text
from sourcebook.search.asking import Leaf
from sourcebook.search.passages import Passage
from sourcebook.search.showing import Candidate, each_once

WORDS = "Lantern makers in the old harbour went unpaid for eleven months, the inspectors wrote in their report."
OTHER = "Nobody else mentioned lantern makers, or said who had promised them their pay for those months."
LEAF = Leaf(written="lantern", fields=("text",), terms=("lantern",))


def _candidates(*passages: tuple[int, Passage]) -> list[Candidate]:
    def reading(passage: Passage) -> Callable[[], Passage]:
        return lambda: passage

    return [(number, reading(passage)) for number, passage in passages]


def _text(words: str, capture: str, page: str = "") -> Passage:
    return Passage(kind="text", text=words, language="en", capture=capture, page=page)


def test_the_same_words_of_two_captures_are_shown_once() -> None:
    shown = each_once(
        _candidates((1, _text(WORDS, "a" * 64, "3")), (1, _text(f"{WORDS}\n", "b" * 64)), (2, _text(OTHER, "a" * 64))),
        [LEAF],
    )  # fmt: skip
    assert [(one.snippet, one.capture[0]) for one in shown] == [(WORDS, "a"), (OTHER, "a")]
    assert [(one.kind, one.capture[0]) for one in shown[0].also] == [("text", "b")]
    assert shown[1].also == ()


def test_an_excerpt_and_the_text_it_is_taken_from_are_one() -> None:
    excerpt = Passage(kind="excerpt", text=WORDS, language="en", excerpt="x1")
    text = _text(f"Before that. {WORDS.replace(' ', chr(10), 3)} After that.", "a" * 64, "7")
    (shown,) = each_once(_candidates((1, excerpt), (2, text)), [LEAF])
    assert (shown.excerpt, shown.also[0].capture, shown.also[0].page) == ("x1", "a" * 64, "7")
    (shown,) = each_once(_candidates((1, text), (2, excerpt)), [LEAF])
    assert (shown.kind, shown.also[0].excerpt) == ("text", "x1")


def test_a_few_words_that_stand_in_another_passage_are_no_repetition() -> None:
    short = Passage(kind="note", text="Lantern makers", language="en")
    assert len(each_once(_candidates((1, short), (2, _text(WORDS, "a" * 64))), [LEAF])) == 2


def test_no_more_passages_are_read_than_are_needed() -> None:
    def unread() -> Passage:
        raise AssertionError("was read")

    two = _candidates((1, _text(WORDS, "a" * 64)), (2, _text(OTHER, "a" * 64)))
    assert len(each_once([*two, (3, unread)], [LEAF])) == 2


def test_two_captures_of_an_edition_show_a_passage_once(library: Library) -> None:
    digests = ("aa" * 32, "bb" * 32)
    captures = [
        Capture(id=f"20261126183000-{digest[:16]}", digest=digest, at="2026-11-26T18:30:00Z")
        for digest in digests
    ]
    ids = tuple(capture.id for capture in captures)
    library.put([*captures, entry("report", "A report", captures=ids)], who="a tester")
    texts = {
        digest: Text(capture=digest, text=WORDS, blocks=(Block(start=0, end=len(WORDS)),), language="en")
        for digest in digests
    }  # fmt: skip
    (hit,) = _with_texts(library, texts, []).find("lantern").hits
    (passage,) = hit.passages
    assert {passage.capture, passage.also[0].capture} == set(digests)


def test_a_series_is_found_by_its_id_and_by_its_title(library: Library) -> None:
    library.put([Series(id="hw-2", title="Notes on ports"), entry("s", "An edition", series="hw-2")], who="a tester")  # fmt: skip
    for words in ("series:hw-2", "series:ports", 'series:"notes on ports"'):
        assert [hit.id for hit in library.find(words).hits] == ["s"], words
    for chosen in ("hw-2", "Notes on Ports"):
        found = library.find("", series=chosen, facets=("series",))
        assert [hit.id for hit in found.hits] == ["s"], chosen
        named = [(one.label, one.count, one.chosen) for one in found.facets["series"]]
        assert named == [("Harvest Watch", 1, False), ("Notes on ports", 1, True)]
