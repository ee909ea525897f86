"""Web pages: what is main text, what the page says of itself, and bytes that words come from."""

import pytest

from sourcebook.read import main_text, read
from sourcebook.read.days import days_in
from sourcebook.read.html.source import take_apart
from sourcebook.records import Text

PARAGRAPHS = (
    "The council of the port opened a second shelter in November, with forty beds and a kitchen, after "
    "the first had turned people away for most of the summer.",
    "Inspectors said that the number of workers who came for help had doubled within a year, and that "
    "most of them held contracts which no court would recognise.",
    "“We were told there would be rooms,” said one of those who ran the old shelter, “and there were "
    "none.” The council answered that it had asked for money twice.",
)
MENU = "".join(
    f'<li class="menu-item"><a href="/{n}">{n}</a></li>'
    for n in ("News", "Sport", "Weather", "About us", "Contact")
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Port Opens Second Shelter | The Coast Herald</title>
<meta property="og:title" content="Port Opens Second Shelter"><meta property="og:site_name" content="The Coast Herald">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Port Opens Second Shelter",
"datePublished":"2005-11-17T08:00:00Z","author":[{{"@type":"Person","name":"Avery Example"}}]}}</script></head>
<body class="single"><header class="site-header"><h1 class="site-title"><a href="/">The Coast Herald</a></h1>
<nav><ul>{MENU}</ul></nav></header>
<main><article class="post"><h2 class="entry-title">Port Opens Second Shelter</h2>
<p class="byline">By Avery Example</p>
<div class="entry-content"><p>{PARAGRAPHS[0]}</p><h3>Twice as many</h3><p>{PARAGRAPHS[1]}</p>
<p>{PARAGRAPHS[2]}</p></div>
<div class="share-buttons"><a href="#">Share on this</a> <a href="#">Share on that</a></div></article>
<section class="comments" id="comments"><h3>3 comments</h3><div class="comment-body"><p>I saw it, and it is small.</p></div></section></main>
<aside class="sidebar widget-area"><h4>Most read</h4><ul><li><a href="/1">Ferry late again</a></li></ul></aside>
<footer class="site-footer"><p>© 2005 The Coast Herald. All rights reserved.</p></footer></body></html>"""


def text_of(page: str, name: str = "page.html") -> Text:
    return read(page.encode(), name=name)


def test_the_article_is_main_text_and_what_surrounds_it_is_not() -> None:
    main = main_text(text_of(PAGE))
    for words in (*PARAGRAPHS, "Twice as many"):
        assert words in main
    for words in ("Weather", "Share on", "Most read", "All rights reserved", "it is small"):
        assert words not in main


def test_all_words_are_kept_in_the_text_as_furniture_at_least() -> None:
    text = text_of(PAGE)
    for words in ("Weather", "Most read", "All rights reserved", "it is small"):
        start = text.text.index(words)
        (block,) = [block for block in text.blocks if block.start <= start < block.end]
        assert block.kind == "furniture"


def test_title_author_date_publisher_and_language_are_proposed() -> None:
    text = text_of(PAGE)
    assert text.title == "Port Opens Second Shelter"
    assert text.authors == ("Avery Example",)
    assert text.publisher == "The Coast Herald"
    assert text.issued is not None
    assert text.issued.edtf == "2005-11-17"
    assert text.language == "en"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "utf-8-sig"])
def test_every_run_leads_to_the_bytes_of_its_words(encoding: str) -> None:
    page = PAGE.replace(
        "shelter in November", "shelter – “Größe” &amp; more – in November"
    ).replace("© 2005", "&copy; 2005")
    data = page.encode(encoding)
    text = read(data)
    plain = {"utf-16": "utf-16-le", "utf-8-sig": "utf-8"}.get(encoding, encoding)
    found = 0
    for run in text.runs:
        raw = data[run.source : run.source_end].decode(plain)
        if "&" not in raw:
            assert raw.split() == text.text[run.start : run.end].split()
            found += 1
    assert found > 15


def test_bytes_are_found_in_a_page_of_two_encodings() -> None:
    page = (
        b"<html><body><p>"
        + "Größe zählt.".encode()
        + b"</p>\n<p>"
        + "Größe zählt auch hier nicht.".encode("cp1252")
        + b"</p>\n<p>End of it.</p></body></html>"
    )
    text = read(page)
    start = text.text.index("End of it")
    (run,) = [run for run in text.runs if run.start == start]
    assert page[run.source : run.source_end] == b"End of it."


def test_implied_ends_and_stray_tags_make_no_soup() -> None:
    page = take_apart(
        "<ul><li>one<li>two</ul></b></div><p>three<p>four<table><tr><td>a<td>b<tr><td>c</table>five"
    )
    assert [piece.text for piece in page.pieces] == [
        "one",
        "two",
        "three",
        "four",
        "a",
        "b",
        "c",
        "five",
    ]


def test_two_line_breaks_part_paragraphs_and_one_does_not() -> None:
    page = take_apart("<div>one<br>two<br><br>three<br>\n<br>four</div>")
    assert [piece.text for piece in page.pieces] == ["one\ntwo", "three", "four"]


def test_words_hidden_from_readers_are_not_read() -> None:
    page = take_apart(
        "<p>seen<span style='display: none'>unseen</span></p><div hidden>unseen</div>"
        "<script>unseen</script><template>unseen</template><p>seen</p>"
    )
    assert [piece.text for piece in page.pieces] == ["seen", "seen"]


def test_cells_of_a_row_stand_in_one_block() -> None:
    rows = "".join(f"<tr><td>District {n}</td><td>{n * 3} permits</td></tr>" for n in range(5))
    page = PAGE.replace(f"<p>{PARAGRAPHS[2]}</p>", f"<table>{rows}</table><p>{PARAGRAPHS[2]}</p>")
    assert "District 3\t9 permits" in text_of(page).text


def test_references_under_their_heading_are_read() -> None:
    items = "".join(
        f"<li>Mission to the Districts. Report {n}. {2000 + n}. http://mission.example/{n}.pdf</li>"
        for n in range(1, 6)
    )
    page = PAGE.replace(
        '</div>\n<div class="share', f'<h3>References</h3><ol>{items}</ol></div>\n<div class="share'
    )
    text = text_of(page)
    assert [found.number for found in text.references] == ["1", "2", "3", "4", "5"]
    assert text.references[1].urls == ("http://mission.example/2.pdf",)
    assert "mission.example" not in main_text(text)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("17 November 2005", "2005-11-17"),
        ("Freitag, 5. Juni 2015", "2015-06-05"),
        ("le 3 août 2019", "2019-08-03"),
        ("12 de enero de 2022", "2022-01-12"),
        ("1er mars 2020", "2020-03-01"),
        ("14 stycznia 2021", "2021-01-14"),
        ("2022年1月12日", "2022-01-12"),
        ("07.11.2023", "2023-11-07"),
        ("2019-03-04T10:00", "2019-03-04"),
        ("March 3, 2008", "2008-03-03"),
        ("5 мая 2014", "2014-05-05"),
    ],
)  # fmt: skip
def test_days_are_read_in_many_languages(written: str, day: str) -> None:
    assert [found.day for found in days_in(f"Posted: {written} by us")] == [day]


def test_what_is_no_day_is_none() -> None:
    assert not list(days_in("Version 12.45.2020, pages 31-40, 2019/99/99, 40 May 2011"))


def test_a_stamp_in_another_time_zone_yields_to_the_address() -> None:
    page = PAGE.replace("2005-11-17T08:00:00Z", "2005-11-16T23:30:00Z").replace(
        "<title>", '<link rel="canonical" href="http://coast.example/2005/11/17/shelter"><title>'
    )
    issued = text_of(page).issued
    assert issued is not None
    assert issued.edtf == "2005-11-17"


def test_what_a_page_calls_navigation_or_its_footer_is_no_main_text() -> None:
    page = (
        b"<html><body><nav><ul><li>Home</li><li>Reports</li><li>About us</li></ul></nav><main><h1>Boats</h1>"
        b"<p>The harbour office counted nineteen boats that came without papers, and wrote it down.</p>"
        b"</main><footer><p>Nothing here can be ordered, joined or paid for.</p></footer></body></html>"
    )
    main = main_text(read(page, name="a.html"))
    assert "nineteen boats" in main
    assert "Reports" not in main
    assert "ordered" not in main


def test_a_page_that_is_all_navigation_is_still_read() -> None:
    page = b"<html><body><nav><p>The office counted nineteen boats, and wrote it down.</p></nav></body></html>"
    text = read(page, name="a.html")
    assert "nineteen boats" in text.text
