"""PDFs: reading order, furniture, labels, hyphens, notes, and boxes that cover what they should."""

import struct
import zlib

import pytest

from read.paper import Paper, Words, column
from sourcebook.errors import Refused, Unreadable
from sourcebook.read import boxes, main_text, read, render
from sourcebook.read.pdf.boxes import runs_in
from sourcebook.read.pdf.furniture import roman
from sourcebook.read.pdf.hyphens import Said, joint
from sourcebook.records import Text

PROSE = (
    "The mission visited nine districts and spoke with herders,",
    "teachers and inspectors about the season's work. Permits had",
    "been issued late in most places, and few of the recruiters who",
    "were named in the register could be found at their addresses.",
)
LEFT = (
    "Recruiters came to the station in spring and",
    "promised contracts for the whole season to all",
    "who would sign on the same day at the table,",
    "and most of those who waited there did so at",
    "once because no other work was to be had in",
    "the district before the harvest began in July.",
    "The council kept no list of the names or of",
    "the places to which the buses were to travel.",
)
RIGHT = (
    "Inspectors learned of it only in autumn when",
    "the first workers came home without their pay",
    "and asked at the office what they could do now",
    "that the recruiter's telephone was never taken",
    "up and his address had turned out to be wrong.",
    "The court heard three of the cases in the next",
    "year and found for the workers in two of them",
    "though neither has been paid to the present day.",
)


def kinds(text: Text) -> list[tuple[str, str]]:
    return [(block.kind, text.text[block.start : block.end]) for block in text.blocks]


def report(pages: int = 4, *, first: int = 1, labels: str = "") -> Paper:
    """Pages with a running head, a number at the foot and a paragraph of their own."""
    made = []
    for n in range(pages):
        lines = [f"{PROSE[0][:-1]} in year {n},", *PROSE[1:]]
        made.append(
            [
                Words(60, 800, "HARVEST WORK IN THE NORTHERN DISTRICTS", 8),
                *column(60, 740, lines),
                Words(290, 40, str(first + n), 9),
            ]
        )
    return Paper(pages=made, labels=labels)


def test_lines_of_a_paragraph_are_joined_and_paragraphs_parted() -> None:
    page = [
        *column(60, 700, PROSE),
        *column(60, 630, ["A second paragraph begins after a gap, and says", "something else."]),
    ]
    text = read(Paper(pages=[page]).bytes())
    assert main_text(text).split("\n\n") == [
        " ".join(PROSE),
        "A second paragraph begins after a gap, and says something else.",
    ]


def test_running_heads_and_page_numbers_are_furniture_and_give_labels() -> None:
    text = read(report(first=57).bytes())
    assert [page.label for page in text.pages] == ["57", "58", "59", "60"]
    main = main_text(text)
    assert "57" not in main
    assert main.count("HARVEST WORK") == 1  # the first is the report's title
    assert sum(kind == "furniture" for kind, _ in kinds(text)) >= 7


def test_roman_numbers_are_labels_as_printed() -> None:
    front = [[*column(60, 700, PROSE), Words(290, 40, number)] for number in ("iv", "v", "vi")]
    text = read(Paper(pages=front).bytes())
    assert [page.label for page in text.pages] == ["iv", "v", "vi"]


def test_the_files_own_labels_serve_where_none_is_printed() -> None:
    paper = Paper(
        pages=[column(60, 700, PROSE) for _ in range(3)], labels="0 << /S /r >> 2 << /S /D /St 7 >>"
    )
    assert [page.label for page in read(paper.bytes()).pages] == ["i", "ii", "7"]


def test_printed_labels_win_over_the_files_and_that_is_said() -> None:
    text = read(report(first=57, labels="0 << /S /D >>").bytes())
    assert text.pages[0].label == "57"
    assert any(found.rule == "read-labels" for found in text.findings)


def test_the_number_of_a_list_at_the_edge_is_no_page_number() -> None:
    lines = [f"{n} A source that is listed here, Review of Districts, 2011." for n in range(4, 30)]
    pages = [
        column(60, 800, [f"{10 * n + k} {line[2:]}" for k, line in enumerate(lines)], step=29)
        for n in range(3)
    ]
    text = read(Paper(pages=pages).bytes())
    assert [page.label for page in text.pages] == ["", "", ""]


@pytest.mark.parametrize(
    "drawn", ["one column after the other", "line by line", "right column first"]
)
def test_two_columns_are_read_one_after_the_other(drawn: str) -> None:
    left, right = column(50, 700, LEFT), column(310, 700, RIGHT)
    head = [Words(50, 740, "Findings of the second mission to the districts", 16, bold=True)]
    if drawn == "line by line":
        body = [words for pair in zip(left, right, strict=True) for words in pair]
    elif drawn == "right column first":
        body = [*right, *left]
    else:
        body = [*left, *right]
    main = main_text(read(Paper(pages=[[*head, *body]]).bytes()))
    flat = " ".join(main.split())
    assert " ".join(LEFT) in flat
    assert " ".join(RIGHT) in flat
    assert flat.index(LEFT[0]) < flat.index(RIGHT[0])


def test_a_table_is_read_row_by_row() -> None:
    rows = [
        ("Children", "Age", "Percent"),
        ("Working", "5 to 14", "3.1"),
        ("At school", "5 to 14", "88.0"),
    ]
    page = [*column(60, 760, PROSE)]
    for n, row in enumerate(rows):
        page += [Words(60 + 180 * k, 660 - 16 * n, cell) for k, cell in enumerate(row)]
    found = [words for kind, words in kinds(read(Paper(pages=[page]).bytes())) if kind == "row"]
    assert found == ["\t".join(row) for row in rows]


def test_a_paragraph_goes_on_over_a_page_and_its_notes_stand_aside() -> None:
    one = [
        *column(60, 700, [*PROSE, "They were told that the register would be"]),
        *column(60, 90, ["1 Register of Permits, volume 2, as kept in the office."], size=7.5),
        Words(290, 40, "8", 9),
    ]
    two = [
        *column(60, 760, ["put in order before the next season, and it was."]),
        Words(290, 40, "9", 9),
    ]
    text = read(Paper(pages=[one, two]).bytes())
    assert "would be put in order" in main_text(text)
    assert ("footnote", "1 Register of Permits, volume 2, as kept in the office.") in kinds(text)
    first, second = text.pages
    assert (first.label, second.label) == ("8", "9")
    assert text.text[second.start :].startswith("put in order")


def test_headings_and_items_are_told() -> None:
    page = [
        Words(60, 760, "Permits and Registers", 16, bold=True),
        *column(60, 730, PROSE),
        Words(60, 670, "• a list of recruiters"),
        Words(60, 655, "• the addresses they gave"),
    ]
    found = kinds(read(Paper(pages=[page]).bytes()))
    assert found[0] == ("heading", "Permits and Registers")
    assert [kind for kind, _ in found[2:]] == ["item", "item"]


@pytest.mark.parametrize(
    ("above", "below", "words", "between"),
    [
        ("the govern", "ment said", set(), ""),
        ("in Guinea", "Bissau the", set(), "-"),
        ("school", "aged children", {"school", "aged"}, "-"),
        ("an anti", "trafficking law", {"trafficking"}, "-"),
        ("the re", "port said", {"report"}, ""),
        ("a policy", "makers' view", {"policy-makers"}, "-"),
        ("see https://a.example/child", "labour", {"childlabour"}, "-"),
        ("from 2010", "2014", set(), "-"),
    ],
)  # fmt: skip
def test_a_hyphen_at_a_lines_end_is_kept_only_where_it_belongs(
    above: str, below: str, words: set[str], between: str
) -> None:
    assert joint(above, below, words) == between


@pytest.mark.parametrize("filler", ["", "river ab-c " * 300])
def test_words_of_a_document_are_whole_ones_however_many_were_asked_for(filler: str) -> None:
    said = Said(["A well-known plan, 2nd co‑op", f"{filler}socioeconomic end"])
    asked = ["well-known", "plan", "co‑op", "nd", "socioeconomic", "end"]
    absent = ["well", "known", "economic", "2nd", "riv", "b", "c", "well-", ""]
    for _ in range(60):
        assert [word for word in asked if word not in said] == []
        assert [word for word in absent if word in said] == []


def test_every_run_gives_the_words_that_stand_on_the_page() -> None:
    import pypdfium2

    data = report().bytes()
    text = read(data)
    document = pypdfium2.PdfDocument(data)
    for run in text.runs:
        words = (
            document[run.page]
            .get_textpage()
            .get_text_range(run.source, run.source_end - run.source)
        )
        assert words == text.text[run.start : run.end]


def test_boxes_cover_the_words_and_nothing_else() -> None:
    data = report().bytes()
    text = read(data)
    words = "few of the recruiters"
    start = text.text.index(words)
    found = boxes(data, text, start, start + len(words))
    assert list(found) == [0]
    (box,) = found[0]
    assert 60 < box.x0 < box.x1 < 400
    assert box.y0 == pytest.approx(740 - 24, abs=4)
    assert box.y1 - box.y0 < 14


def test_boxes_of_words_over_two_pages_are_on_both() -> None:
    pages = [
        [*column(60, 700, [*PROSE, "They were told that the register would be"])],
        [*column(60, 760, ["put in order before the next season, and it was."])],
    ]
    data = Paper(pages=pages).bytes()
    text = read(data)
    start = text.text.index("register would be put in order")
    assert sorted(boxes(data, text, start, start + 30)) == [0, 1]


def test_boxes_of_a_turned_page_lie_on_the_page_as_shown() -> None:
    paper = Paper(pages=[column(60, 700, PROSE)], rotate=90)
    data = paper.bytes()
    text = read(data)
    (box,) = boxes(data, text, 0, len(PROSE[0]))[0]
    assert 0 <= box.x0 < box.x1 <= 842
    assert 0 <= box.y0 < box.y1 <= 595
    assert box.y1 - box.y0 > box.x1 - box.x0  # the words run downwards there


def test_places_outside_the_text_are_refused() -> None:
    data = report().bytes()
    with pytest.raises(Refused):
        boxes(data, read(data), 5, 10**9)


def test_a_page_becomes_a_picture() -> None:
    png = render(report().bytes(), 1, dpi=48)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", png[16:24])
    assert (wide, high) == (397, 562)
    at = png.index(b"IDAT")
    (length,) = struct.unpack(">I", png[at - 4 : at])
    rows = zlib.decompress(png[at + 4 : at + 4 + length])
    assert len(rows) == high * (1 + wide)  # greys
    assert min(rows) < 128 < max(rows)  # black words on white
    with pytest.raises(Refused):
        render(report().bytes(), 99)
    with pytest.raises(Unreadable):
        render(b"%PDF-1.4 nothing", 0)


def test_runs_are_cut_to_what_is_asked() -> None:
    text = read(report().bytes())
    start = text.text.index("recruiters")
    (run,) = runs_in(text, start, start + 10)
    assert run.source_end - run.source == 10


@pytest.mark.parametrize(
    ("written", "value"),
    [("iv", 4), ("XII", 12), ("xcix", 99), ("iiii", None), ("civil", None), ("vx", None)],
)
def test_roman_numerals_must_be_well_formed(written: str, value: int | None) -> None:
    assert roman(written) == value
