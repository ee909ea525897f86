"""Which texts hold a passage, ranked, and from which entries they are."""

from curate.invented import page
from sourcebook.curate import Quote, Source
from sourcebook.curate.where import Origin, hits, origins, ranked
from sourcebook.records import Address, Capture, Date, Entry, Text

THIS = "In 2017, Orvania freed forty weavers. The looms were sealed by the court."
LAST = "In 2016, Orvania freed thirty weavers. The looms were sealed by the court."


def source(text: str, name: str) -> Source:
    return Source(
        Text(
            capture=name,
            media_type="application/pdf",
            text=text,
            pages=(page(0, "7", 0, len(text)),),
        )
    )


def test_the_edition_that_says_it_comes_first_and_the_other_with_its_difference() -> None:
    quote = Quote(["In 2017, Orvania freed forty weavers."])
    found = ranked(
        [
            hit
            for name, text in (("a", LAST), ("b", THIS))
            for hit in hits(quote, source(text, name), [Origin(file=f"{name}.pdf")])
        ]
    )
    assert [(hit.file, hit.standing) for hit in found] == [
        ("b.pdf", "verified"),
        ("a.pdf", "differs"),
    ]
    first, second = found
    assert (first.page, first.page_label, first.diff) == (1, "7", ())
    assert THIS[first.start : first.end] == first.text
    assert [(s.op, s.text) for s in second.diff if s.op in {"delete", "insert"}] == [
        ("delete", "6"), ("insert", "7"), ("delete", "thirty"), ("insert", "forty"),
    ]  # fmt: skip


def test_each_place_where_short_words_stand_is_named() -> None:
    found = list(hits(Quote(["weavers"]), source(THIS + " The weavers left.", "a"), []))
    assert len(found) == 2
    assert found[0].start < found[1].start


def test_a_text_is_named_once_for_each_entry_with_its_latest_capture() -> None:
    captures = [
        Capture(id="c1", digest="d", at="2020-01-01T00:00:00Z"),
        Capture(id="c2", digest="d", at="2021-01-01T00:00:00Z"),
        Capture(id="c3", digest="e", at="2021-01-01T00:00:00Z"),
    ]
    entries = [
        Entry(id="one", title="One", captures=("c1",), issued=Date(edtf="2017-05", as_written="")),
        Entry(
            id="two",
            title="Two",
            addresses=(Address(url="https://a.example/", captures=("c1", "c2")),),
        ),
    ]
    found = origins(captures, entries)
    named = {(o.entry.id, o.capture.id) for o in found["d"] if o.entry and o.capture}
    assert named == {("one", "c1"), ("two", "c2")}
    assert [o.entry for o in found["e"]] == [None]
    (hit, _) = hits(Quote(["forty weavers"]), source(THIS, "d"), found["d"])
    assert (hit.entry, hit.capture, hit.edition) == ("one", "c1", "2017")
