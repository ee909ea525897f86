"""What a page shows beside a quote."""

from msgspec.structs import replace

from curate.invented import page, report
from sourcebook.curate import Quote, Source, find, of_excerpt
from sourcebook.curate.proof import editions, passage, place
from sourcebook.curate.where import Origin
from sourcebook.records import Anchor, Block, Entry, Excerpt, Text

HEAD = "ORVANIA REPORT 2016"
FIRST = "The looms stood in a cellar without a window."
QUOTED = "Forty weavers were freed in May, and the owner was fined."
LAST = "A new cellar was found in June, in the same street."
BODY = f"{HEAD}\n\n{FIRST} {QUOTED} {LAST}"
TEXT = Text(
    capture="c" * 64,
    media_type="application/pdf",
    text=BODY,
    blocks=(
        Block(start=0, end=len(HEAD), kind="furniture"),
        Block(start=len(HEAD) + 2, end=len(BODY)),
    ),
    pages=(page(0, "12", 0, len(BODY)),),
)


def anchored(words: str, text: Text = TEXT) -> Excerpt:
    excerpt = Excerpt(id="x", paragraphs=(words,))
    match = find(of_excerpt(excerpt), Source(text))
    return replace(excerpt, anchor=match.anchor, standing=match.standing)


def test_the_passage_stands_in_its_context_without_running_heads() -> None:
    shown = passage(Source(TEXT), anchored(QUOTED))
    assert shown is not None
    assert shown.before == FIRST
    assert shown.after == f". {LAST}"
    assert [(one.op, one.text) for one in shown.segments] == [("equal", QUOTED.rstrip("."))]
    assert (shown.page, shown.page_index, shown.standing) == ("12", 0, "verified")
    assert BODY[shown.start : shown.end] == QUOTED.rstrip(".")


def test_a_long_context_is_cut_between_words() -> None:
    shown = passage(Source(TEXT), anchored(QUOTED), context=20)
    assert shown is not None
    assert shown.before.startswith("… ")
    assert FIRST.endswith(shown.before[2:])
    assert shown.after.endswith(" …")


def test_what_differs_is_marked_in_its_place() -> None:
    shown = passage(Source(TEXT), anchored(QUOTED.replace("Forty", "Thirty")))
    assert shown is not None
    assert shown.standing == "differs"
    assert [(one.op, one.text) for one in shown.segments[:2]] == [
        ("delete", "Forty"),
        ("insert", "Thirty"),
    ]


def test_a_passage_over_a_page_s_end_is_shown_as_verified() -> None:
    one = report(4, paragraphs=60)
    source = Source(one.text)
    for sentences in one.paragraphs[:20]:
        shown = passage(source, anchored(" ".join(sentences), one.text))
        assert shown is not None
        assert shown.standing == "verified"


def test_an_anchor_finds_its_words_where_the_text_was_read_anew() -> None:
    excerpt = anchored(QUOTED)
    assert excerpt.anchor is not None
    again = replace(TEXT, text="A line more.\n\n" + BODY, blocks=(), pages=())
    found = place(again, excerpt.anchor)
    assert found is not None
    assert again.text[slice(*found)] == excerpt.anchor.exact
    shown = passage(Source(again), excerpt)
    assert shown is not None
    assert shown.standing == "verified"


def test_of_equal_words_those_in_the_anchor_s_surroundings_are_meant() -> None:
    text = Text(capture="", text="He left. She left. They left.")
    anchor = Anchor(exact="left", prefix="She ", suffix=". They")
    assert place(text, anchor) == (13, 17)
    assert place(text, Anchor(exact="came")) is None


def test_a_text_without_the_words_has_no_passage() -> None:
    other = Source(
        Text(capture="", text="The orchestra played three waltzes under the old bridge.")
    )
    assert passage(other, anchored(QUOTED)) is None


def test_editions_stand_side_by_side_and_say_where_a_passage_is_missing() -> None:
    texts = [
        (Origin(entry=Entry(id="r-2017", title="R", edition="2017")), Source(TEXT)),
        (
            Origin(entry=Entry(id="r-2016", title="R", edition="2016")),
            Source(replace(TEXT, text=BODY.replace("Forty", "Thirty"))),
        ),
        (
            Origin(entry=Entry(id="r-2018", title="R", edition="2018")),
            Source(Text(capture="", text="Nothing of this kind was told in that year.")),
        ),
    ]
    found = editions(Quote([QUOTED]), texts)
    assert [(hit.edition, hit.standing) for hit in found] == [
        ("2016", "differs"), ("2017", "verified"), ("2018", "absent"),
    ]  # fmt: skip
    assert [s.text for s in found[0].diff if s.op in {"delete", "insert"}] == ["Thirty", "Forty"]
