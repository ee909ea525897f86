"""BibLaTeX files say what the entries say, and other programs read them back."""

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware, RemoveEnclosingMiddleware
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.cite.entries import ENTRIES, KEPT, day
from sourcebook.publish.exports import bibtex
from sourcebook.records import Address, Entry, Excerpt, Locator
from thoroughness import many


def read(text: str) -> dict[str, dict[str, str]]:
    library = parse_string(
        text, parse_stack=[RemoveEnclosingMiddleware(), LatexDecodingMiddleware()]
    )
    assert not library.failed_blocks, library.failed_blocks
    return {
        found.key: {"type": found.entry_type, **{f.key: f.value for f in found.fields}}
        for found in library.entries
    }


def test_every_kind_is_read_back_with_its_fields() -> None:
    found = read("".join(bibtex.write(KEPT)))
    assert set(found) == {one.id for one in KEPT}
    for one in KEPT:
        fields = found[one.id]
        assert fields["title"].replace("{", "").replace("}", "") == one.title
        assert fields["url"] == one.addresses[0].url
        assert fields["urldate"] == "2017-06-07"
        issued = fields.get("date", "").replace("\xa0", "~")  # the reader decodes EDTF's "~"
        assert issued == ((one.issued.edtf or "") if one.issued else "")
        assert "web.archive.org" in fields["annote"]
        for author in one.authors:
            assert author.split(",")[0] in fields["author"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("webpage", "online"), ("report", "report"), ("chapter", "incollection"), ("thesis", "thesis"),
     ("broadcast", "misc"), ("motion_picture", "movie")],
)  # fmt: skip
def test_each_kind_has_its_entry_type(kind: str, expected: str) -> None:
    one = next(e for e in ENTRIES if e.kind == kind)
    assert bibtex.one(one).startswith(f"@{expected}{{{one.id},")


def test_a_kind_that_shares_its_type_is_named() -> None:
    one = next(e for e in ENTRIES if e.kind == "article-newspaper")
    assert "entrysubtype = {newspaper}" in bibtex.one(one)
    one = next(e for e in ENTRIES if e.kind == "treaty")
    assert "entrysubtype = {treaty}" in bibtex.one(one)


def test_capitals_stand_in_braces_so_that_no_style_lowers_them() -> None:
    one = Entry(id="a", title="Children of Westmere at work: UN & the Nine Towns", kind="report")
    title = r"Children of {Westmere} at work: {UN} \& the {Nine Towns}"
    assert f"title = {{{title}}}" in bibtex.one(one)


@pytest.mark.parametrize(
    ("tag", "fields"),
    [("en", "language = {english},\n  langid = {english}"),
     ("kk", "language = {kazakh},\n  langid = {kazakh}"),
     ("en-GB", "language = {en-GB}"), ("xx", "language = {xx}")],
)  # fmt: skip
def test_languages_are_called_as_babel_calls_them(tag: str, fields: str) -> None:
    text = bibtex.one(Entry(id="a", title="T", language=tag))
    assert fields in text
    assert ("langid" in text) == ("langid" in fields)


def test_an_agencys_own_news_appears_in_the_agency() -> None:
    one = Entry(id="a", title="T", kind="article-newspaper", publisher="Northern News Agency")
    assert "journaltitle = {Northern News Agency}" in bibtex.one(one)


def test_quotes_stand_in_quotation_marks_and_paraphrases_do_not() -> None:
    one = Entry(
        id="a", title="T",
        excerpts=(
            Excerpt(id="1", heading="BEDS", paragraphs=("Forty beds", "were opened."),
                    locator=Locator(kind="page", value="107", as_written="[page 107]")),
            Excerpt(id="2", paragraphs=("A shelter opened.",), voice="paraphrase"),
        ),
    )  # fmt: skip
    text = bibtex.one(one)
    assert "BEDS: “Forty beds were opened.” [page 107]" in text
    assert r"\par A shelter opened." in text


def test_what_can_not_be_read_is_kept_as_written() -> None:
    one = Entry(
        id="a", title="T", addresses=(Address(url=None, accessed=(day("2011"),)),), lost=True,
        notes=("A note: 100% & more",),
    )  # fmt: skip
    text = bibtex.one(one)
    assert "urldate = {2011}" in text
    assert "no longer there" in text
    assert r"100\% \& more" in text


words = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x4FF, exclude_categories=["Cs", "Cc", "Mn"]),
    min_size=1, max_size=40,
).map(lambda text: " ".join(text.split())).filter(bool)  # fmt: skip


@settings(max_examples=many(150))
@given(title=words, container=words)
def test_any_title_is_one_balanced_line(title: str, container: str) -> None:
    one = Entry(id="a b{c}", title=title, container=container, kind="article-journal")
    text = bibtex.one(one)
    library = parse_string(text, parse_stack=[RemoveEnclosingMiddleware()])
    assert not library.failed_blocks
    fields = {field.key: field.value for field in library.entries[0].fields}
    assert library.entries[0].key == "a-b-c"
    assert unescaped(fields["title"]) == title
    assert fields["title"].count("{") == fields["title"].count("}")
    assert unescaped(fields["journaltitle"]) == container


def unescaped(text: str) -> str:
    """The plain text of our own escapes, undone from the longest."""
    for plain, tex in sorted(bibtex._SPECIAL.items(), key=lambda pair: -len(pair[1])):
        text = text.replace(tex, f"\0{ord(plain)}\0")
    text = text.replace("{", "").replace("}", "")  # what is left keeps capitals
    return "".join(chr(int(part)) if n % 2 else part for n, part in enumerate(text.split("\0")))
