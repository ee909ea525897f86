"""References: numbers, addresses over line breaks, dates of issue and access, fields."""

import pytest

from read.paper import Paper, Words, column
from sourcebook.read import main_text, read
from sourcebook.read.references.addresses import runs_on, trimmed, urls_in
from sourcebook.read.references.headings import begins, vague
from sourcebook.read.references.reading import numbered, people, reference

TEXT = [
    f"Words of the report stand here, line {n} of them, and say nothing (1,2)." for n in range(8)
]
LISTED = [
    "1 Mission to the Districts. Reporting, January 31, 2012.",
    "2 Council of the Port. The Season in the North: Permits and",
    "2011 Registers. Port, June 20, 2012.",
    "https://www.council.example/reports/2012-season-report/",
    "permits/",
    "3 Herders' Union. Analysis of a Survey, 2006. Accessed March 3,",
    "2013. http://herders.example/a/season_2006.",
    "pdf",
    "4 Ministry of Labour. Decree No. 944 of December 8, 2009, effective",
    "5 January 2010. Source on file.",
    "5 Coast Herald. Shelter opens. November 17, 2011.",
]


def test_a_numbered_list_is_complete_though_lines_begin_with_other_numbers() -> None:
    page = [
        *column(60, 780, TEXT),
        Words(60, 640, "REFERENCES", 12, bold=True),
        *column(60, 620, LISTED, size=8, step=10),
    ]
    text = read(Paper(pages=[page]).bytes())
    assert [found.number for found in text.references] == ["1", "2", "3", "4", "5"]
    second, third, fourth = text.references[1:4]
    assert second.urls == ("https://www.council.example/reports/2012-season-report/permits/",)
    assert third.urls == ("http://herders.example/a/season_2006.pdf",)
    assert third.accessed is not None
    assert third.accessed.edtf == "2013-03-03"
    assert "2011 Registers" in second.raw
    assert fourth.raw.endswith("Source on file.")
    assert "Coast Herald" not in main_text(text)
    assert "REFERENCES" not in main_text(text)


def test_a_list_goes_on_over_columns_and_pages() -> None:
    many = [f"{n} Council of the Port. Report of the season. May {n}, 2011." for n in range(1, 25)]
    first = [
        *column(60, 780, TEXT),
        Words(60, 640, "References", 14, bold=True),
        *column(60, 620, many[:8], size=8),
        *column(320, 620, many[8:16], size=8),
    ]
    text = read(Paper(pages=[first, column(60, 780, many[16:], size=8)]).bytes())
    assert [found.number for found in text.references] == [str(n) for n in range(1, 25)]


def test_an_empty_page_within_a_list_is_no_stumbling_block() -> None:
    many = [f"{n} Council of the Port. Report of the season. May {n}, 2011." for n in range(1, 9)]
    first = [
        *column(60, 780, TEXT),
        Words(60, 640, "References", 14, bold=True),
        *column(60, 620, many[:4], size=8),
    ]
    text = read(Paper(pages=[first, [], column(60, 780, many[4:], size=8)]).bytes())
    assert [found.number for found in text.references] == [str(n) for n in range(1, 9)]


def test_a_list_without_numbers_is_parted_by_its_indents() -> None:
    lines: list[Words] = []
    for n in range(6):
        lines.append(
            Words(
                60,
                600 - 30 * n,
                f"Example, A. {n}. (200{n}). The season in the northern districts, and what was",
                9,
            )
        )
        lines.append(
            Words(
                80,
                588 - 30 * n,
                f"said of it. Port: Press of the Coast. http://press.example/{n}",
                9,
            )
        )
    page = [*column(60, 780, TEXT), Words(60, 640, "Bibliography", 14, bold=True), *lines]
    text = read(Paper(pages=[page]).bytes())
    assert len(text.references) == 6
    assert [found.issued.edtf for found in text.references if found.issued] == [
        f"200{n}" for n in range(6)
    ]


def test_what_is_no_bibliography_is_left_alone() -> None:
    page = [*column(60, 780, TEXT), Words(60, 640, "Notes", 14, bold=True), *column(60, 620, TEXT)]
    assert read(Paper(pages=[page]).bytes()).references == ()


@pytest.mark.parametrize(
    ("above", "below", "goes_on"),
    [
        ("see https://a.example/reports/2012-", "season/", True),
        ("see https://a.example/reports/", "kazakhstan/", True),
        ("http://a.example/web3.", "pdf", True),
        ("http://a.example/f?p=1000:13100:0::NO:13100", ":P13100_ID:3959489:NO", True),
        ("http://a.example/page.html", "Accessed 3 May 2011", False),
        ("http://a.example/page.", "See also the second report.", False),
        ("http://a.example/page", "[accessed 3 May 2011]", False),
        ("http://a.example/", "http://b.example/", False),
        ("no address here", "season/", False),
    ],
)  # fmt: skip
def test_whether_an_address_goes_on(above: str, below: str, goes_on: bool) -> None:
    assert runs_on(above, below) is goes_on


def test_the_files_habit_of_white_space_decides_where_it_is_telling() -> None:
    assert runs_on("http://a.example/reports", "season", spaced=False)
    assert not runs_on("http://a.example/reports-", "season", spaced=True)


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("http://a.example/x).", "http://a.example/x"),
        ("http://a.example/x_(y).", "http://a.example/x_(y)"),
        ("http://a.example/x.pdf†", "http://a.example/x.pdf"),
        ("http://a.example/x/;", "http://a.example/x/"),
    ],
)  # fmt: skip
def test_an_address_ends_before_what_closes_the_sentence(written: str, url: str) -> None:
    assert trimmed(written) == url
    assert urls_in(f"See {written} and more") == (url,)


@pytest.mark.parametrize(
    "heading",
    [
        "REFERENCES",
        "5. References",
        "Bibliography:",
        "Список литературы",
        "Пайдаланылған әдебиеттер",
        "Works Cited",
        "Endnotes",
        "Sources",
    ],
)
def test_headings_of_bibliographies_are_known(heading: str) -> None:
    assert begins(heading)


def test_other_headings_are_not_and_some_are_doubtful() -> None:
    assert not begins("References to children in the law")
    assert not begins("Terms of Reference")
    assert vague("Notes")
    assert not vague("References")


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("[12] A", "12"),
        ("(3) A", "3"),
        ("7. A", "7"),
        ("8 A", "8"),
        ("2011. A year", "2011"),
        ("A. Example", ""),
    ],
)
def test_numbers_are_taken_off(raw: str, number: str) -> None:
    assert numbered(raw)[0] == number


def test_dates_of_access_are_told_from_dates_of_issue() -> None:
    found = reference(
        "Council of the Port. The Season. June 20, 2012. Accessed March 3, 2013. http://a.example/2014/05"
    )
    assert found.issued is not None
    assert found.accessed is not None
    assert (found.issued.edtf, found.accessed.edtf) == ("2012-06-20", "2013-03-03")
    none = reference("Council of the Port. The Season. http://a.example/2014/05/01")
    assert (none.issued, none.accessed) == (None, None)


def test_fields_of_common_styles_are_told() -> None:
    found = reference(
        "Example, A. B., & Sample, C. (2009). The season in the northern districts. Port: Coast University Press."
    )
    assert found.title == "The season in the northern districts"
    assert found.authors == ("Example, A. B.", "Sample, C.")
    assert found.publisher == "Coast University Press"
    assert found.issued is not None
    assert found.issued.edtf == "2009"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Example, A. and Sample, B.", ["Example, A.", "Sample, B."]),
        ("A. Example, B. Sample, and C. Other,", ["A. Example", "B. Sample", "C. Other"]),
        ("Human Rights Watch.", ["Human Rights Watch"]),
        ("Example, Avery", ["Example, Avery"]),
        ("Example A, Sample B, et al.", ["Example A", "Sample B"]),
    ],
)  # fmt: skip
def test_authors_are_parted(written: str, names: list[str]) -> None:
    assert people(written) == names
