"""A quote's page shows it beside its source, as it was captured, and keeps in step with both."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from publish import sample
from read.paper import Paper, column
from sourcebook import demo
from sourcebook.library import Library
from sourcebook.publish.build import build
from sourcebook.publish.evidence import Evidence
from sourcebook.records import Entry, Excerpt, Locator, Series

FIRST, SECOND, THIRD = (f"sample-{year}-tarnwick-seasonal-work" for year in (2021, 2022, 2023))
MISQUOTED = "Of the 52 workers whom we asked, 20 said that the recruiter had kept their passports."
SIZE = re.compile(r"viewBox=\"0 0 (\d+) (\d+)\"")


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the demo's three sample reports, captured and compared."""
    folder = tmp_path_factory.mktemp("samples") / "lib"
    with Library.create(folder, title="Samples", curator="The desk") as made:
        made.put(
            [
                record
                for record in demo.records()
                if isinstance(record, Entry | Series) and record.id.startswith("sample-")
            ]
        )
        for entry, files in demo.samples().items():
            made.add_files(files, to=entry)
        made.check_quotes()
    return folder


@pytest.fixture
def library(compared: Path, tmp_path: Path) -> Iterator[Library]:
    """A copy of it, open."""
    shutil.copytree(compared, tmp_path / "lib")
    with Library.open(tmp_path / "lib") as opened:
        yield opened


def proof(library: Library, entry: str, excerpt: str) -> LexborHTMLParser:
    file = library.folder / "site" / "proofs" / f"{entry}_{excerpt}.html"
    return LexborHTMLParser(file.read_text("utf-8"))


def words(page: LexborHTMLParser, css: str) -> list[str]:
    return [" ".join(node.text().split()) for node in page.css(css)]


def test_a_verified_quote_is_marked_in_its_source_and_on_its_page(library: Library) -> None:
    build(library)
    page = proof(library, SECOND, "passports")
    said = "Of the 52 workers whom we asked, 19 said that the recruiter had kept their passports"
    assert " ".join(words(page, ".text mark")).startswith(said)
    assert words(page, ".verdict .stand") == ["✓ verified, p. 2"]
    picture = page.css_first("svg image")
    assert picture is not None
    file = library.folder / "site/proofs" / str(picture.attributes["href"]).rpartition("/")[2]
    assert file.read_bytes().startswith(b"\x89PNG")
    main = page.css_first("main")
    assert main is not None
    wide, high = map(float, SIZE.findall(main.html or "")[0])
    boxes = main.css("svg rect")
    assert boxes
    for box in boxes:
        x, y, w, h = (float(str(box.attributes[name])) for name in ("x", "y", "width", "height"))
        assert 0 <= x < x + w <= wide
        assert 0 <= y < y + h <= high


def test_a_quote_that_differs_shows_what_differs(library: Library) -> None:
    build(library)
    page = proof(library, THIRD, "papers")
    assert words(page, ".sides .compared ins") == ["9", "papers"]
    assert words(page, ".sides .compared del") == ["19", "passports"]
    assert page.css(".text mark")


@pytest.mark.slow
def test_an_absent_quote_says_so_and_shows_what_was_searched(library: Library) -> None:
    build(library)
    page = proof(library, FIRST, "closed")
    assert "No passage" in words(page, ".verdict")[0]
    assert page.css(".text p")
    assert not page.css(".text mark")


@pytest.mark.slow
def test_other_editions_stand_beside_it_with_their_own_words(library: Library) -> None:
    build(library)
    page = proof(library, SECOND, "passports")
    assert words(page, ".editions h3 a") == ["2021", "2023"]
    assert "48" in words(page, ".editions li:first-child ins")
    assert "52" in words(page, ".editions li:first-child del")


def test_a_library_may_show_the_passage_alone(library: Library) -> None:
    library.settings = replace(library.settings, proofs="passage")
    build(library)
    page = proof(library, SECOND, "passports")
    assert not page.css("svg image")
    assert not list((library.folder / "site/proofs").glob("*.png"))
    assert len(page.css(".text p")) == 1
    assert page.css(".text mark")
    assert not proof(library, FIRST, "closed").css(".text p")


def test_a_page_number_that_does_not_fit_is_told(library: Library) -> None:
    build(library)
    told = words(proof(library, FIRST, "inspector"), ".note")
    assert told == ["Its locator says page 2; the words stand on page 3 (5 of 5)."]


def test_capture_date_digest_and_file_are_told(library: Library) -> None:
    build(library)
    page = proof(library, SECOND, "passports")
    entry = library.entry(SECOND)
    capture = library.captures_of(entry)[-1]
    facts = dict(zip(words(page, ".facts dt"), words(page, ".facts dd"), strict=True))
    assert facts["SHA-256"] == capture.digest
    assert facts["File"] == "tarnwick-2022.pdf"
    assert re.fullmatch(r"\d+ \w+ 20\d\d", facts["Captured"])


def test_the_entry_and_the_page_it_stands_on_lead_to_the_proof(library: Library) -> None:
    library.put([replace(library.entry(SECOND), addresses=())])
    build(library)
    text = (library.folder / "site/entries" / f"{SECOND}.html").read_text("utf-8")
    assert f'href="../proofs/{SECOND}_passports.html">verified, p. 2</a>' in text
    assert "A copy is kept with this library" in text


@pytest.mark.slow
def test_a_page_without_captures_has_no_proof_and_says_not_captured(library: Library) -> None:
    library.put([Entry(id="bare", title="Bare", excerpts=(Excerpt(id="x", paragraphs=("a",)),))])
    build(library)
    text = (library.folder / "site/entries/bare.html").read_text("utf-8")
    assert "not captured yet" in text
    assert not (library.folder / "site/proofs/bare_x.html").exists()


@pytest.mark.slow
def test_a_changed_quote_loses_its_proof_until_it_is_compared_again(library: Library) -> None:
    build(library)
    before = library.entry(SECOND)
    changed = replace(before.excerpts[0], paragraphs=(MISQUOTED,))
    library.change(before, replace(before, excerpts=(changed,)))
    build(library)
    site = library.folder / "site"
    assert not (site / "proofs" / f"{SECOND}_passports.html").exists()
    assert "not checked yet" in (site / "entries" / f"{SECOND}.html").read_text("utf-8")
    library.check_quotes()
    build(library)
    assert words(proof(library, SECOND, "passports"), ".verdict .stand") == [
        "≠ differs from its source"
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        "capture goes",
        pytest.param("edition withdrawn", marks=pytest.mark.slow),
        pytest.param("words", marks=pytest.mark.slow),
        pytest.param("nothing", marks=pytest.mark.slow),
    ],
)
def test_building_what_changed_gives_what_building_all_gives(
    library: Library, tmp_path: Path, change: str
) -> None:
    build(library)
    entry = library.entry(FIRST)
    if change == "capture goes":
        library.change(entry, replace(entry, captures=entry.captures[1:]))
        library.check_quotes()
    elif change == "edition withdrawn":
        library.remove(THIRD, why="a test")
    elif change == "words":
        changed = replace(entry.excerpts[0], locator=Locator(kind="page", value="3"))
        library.change(entry, replace(entry, excerpts=(changed, *entry.excerpts[1:])))
        library.check_quotes()
    built = build(library)
    assert not built.full
    build(library, out=tmp_path / "whole")
    assert sample.files(library.folder / "site") == sample.files(tmp_path / "whole")


@pytest.mark.slow
def test_what_a_captured_page_holds_does_not_run(library: Library, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.html"
    said = "The harbour office counted nineteen boats that had come without any papers at all"
    hostile.write_text(
        f"<html><body><main><h1>Boats</h1><p>{said} &lt;script&gt;alert(1)&lt;/script&gt; that day, and "
        "it wrote so in the yearly list which it has kept since the war.<script>alert(2)</script>"
        "<img src=x onerror=alert(3)></p><p>Another paragraph follows, so that there is some text "
        "to find, and it goes on for a while.</p></main></body></html>",
        encoding="utf-8",
    )
    excerpt = Excerpt(id="x", paragraphs=(said,))
    library.put([Entry(id="hostile", title="Hostile", excerpts=(excerpt,))])
    library.add_files([hostile], to="hostile")
    library.check_quotes()
    build(library)
    page = proof(library, "hostile", "x")
    assert words(page, ".text mark") == [said]
    assert not page.css("main script, main img, main iframe")
    assert "&lt;script&gt;alert(1)" in (page.html or "")
    assert not [n for n in page.css("main *") if any(a.startswith("on") for a in n.attributes)]


def test_a_lost_capture_is_told_and_ends_nothing(library: Library) -> None:
    for file in (library.folder / "captures").glob("*.warc.gz"):
        file.unlink()
    for text in (library.folder / "index").rglob("*"):
        if text.is_file():
            text.unlink()
    build(library)
    told = words(proof(library, SECOND, "passports"), ".none")
    assert told
    assert "is not there" in told[0]


@pytest.mark.slow
def test_a_proof_is_a_web_annotation_that_finds_its_words(library: Library) -> None:
    build(library)
    page = proof(library, SECOND, "passports")
    script = page.css_first("script[type='application/ld+json']")
    assert script is not None
    made = json.loads(script.text())
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    quote, position = made["target"]["selector"][:2]
    assert quote["type"] == "TextQuoteSelector"
    assert quote["exact"].startswith("Of the 52 workers")
    assert position["end"] - position["start"] == len(quote["exact"])


@pytest.mark.slow
def test_of_words_that_stand_twice_the_ones_that_were_checked_are_shown(
    library: Library, tmp_path: Path
) -> None:
    said = "Nine of the boats that came to the harbour in June had no papers at all."
    around = (
        ("The office tells first what it found in the season of that year.", "Boats are many."),
        ("Permits had been issued late in most places that were seen.", "Crews wait for weeks."),
        ("The chapter on boats repeats what the summary says of them.", "So it ends."),
    )
    pages = [
        column(60, 700, (first, said, last) if n != 1 else (first, last))
        for n, (first, last) in enumerate(around)
    ]
    file = tmp_path / "boats.pdf"
    file.write_bytes(Paper(pages=pages).bytes())
    excerpt = Excerpt(id="x", paragraphs=(said,), locator=Locator(kind="page", value="3"))
    library.put([Entry(id="boats", title="Boats", excerpts=(excerpt,))])
    library.add_files([file], to="boats")
    library.check_quotes()
    anchor = library.entry("boats").excerpts[0].anchor
    assert anchor is not None
    assert anchor.page == "3"
    build(library)
    page = proof(library, "boats", "x")
    assert "on page 3" in words(page, ".verdict")[0]
    assert not words(page, ".note")
    assert page.css_matches('svg image[href$="_3.png"]')


@pytest.mark.slow
def test_a_page_that_can_not_be_drawn_leaves_no_empty_picture(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Evidence, "png", lambda *_: b"")
    build(library)
    page = proof(library, SECOND, "passports")
    assert not page.css("svg image")
    assert page.css(".text mark")
    assert not list((library.folder / "site/proofs").glob("*.png"))
