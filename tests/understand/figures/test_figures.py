"""What a figure says beside its number: where, when, by whom; and what never becomes one."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.claims import Figure
from sourcebook.understand.figures import figures_in
from sourcebook.understand.figures.numbers import numbers_in
from sourcebook.understand.figures.periods import periods_in
from sourcebook.understand.prepared import Prepared


def figures(text: str, home: str | None = "KZ", year: int | None = 2016) -> tuple[Figure, ...]:
    return figures_in(Prepared(text, home=home, year=year))


def only(text: str, home: str | None = "KZ", year: int | None = 2016) -> Figure:
    found = figures(text, home, year)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Police freed 40 workers in Uzbekistan.", "UZ"),
        ("Police freed 40 workers.", "KZ"),
        ("Worldwide 40 million people are held.", None),
        ("In Kyrgyzstan, an NGO counted 300 brides.", "KG"),
    ],
)
def test_a_figure_is_true_where_its_sentence_says_else_at_home(
    text: str, place: str | None
) -> None:
    assert only(text).place == place


def test_no_place_is_made_up_where_nothing_names_one() -> None:
    assert only("Police freed 40 workers.", home=None).place is None


def test_relative_years_need_the_year_of_publication() -> None:
    assert only("Last year 40 workers were freed.").period == "2015"
    assert only("Last year 40 workers were freed.", year=None).period is None


def test_the_year_of_a_law_or_of_publication_is_no_period() -> None:
    assert only("Under the 2013 law, 40 workers were freed.").period is None
    assert only("Forty workers were freed.").period is None


def test_a_denied_number_is_marked() -> None:
    assert only("The ministry denied that 500 pupils picked cotton.").negated
    assert not only("The ministry said that 500 pupils picked cotton.").negated


def test_two_voices_in_one_sentence_keep_their_numbers() -> None:
    one, two = figures("The police say 40 women were sold; NGOs say 400 women were sold.")
    assert (one.value, one.said_by) == (40, "The police")
    assert (two.value, two.said_by) == (400, "NGOs")


def test_what_is_meant_to_be_is_half_as_sure() -> None:
    plan = only("The project aims to train 300 teachers.")
    done = only("The project has trained 300 teachers.")
    assert plan.confidence == done.confidence / 2


def test_what_one_part_of_a_sentence_says_holds_for_no_other() -> None:
    _, two = figures("In 2014, 12 offenders were jailed; five shelters stay open.")
    assert two.period is None


def test_a_row_of_a_table_is_read_where_its_cells_follow_it() -> None:
    share, number = figures("Working (% and population)\t6 to 14\t12.5 (310,400)\n")
    assert (share.value, share.unit, share.of) == (12.5, "percent", "Working, 6 to 14")
    assert (number.value, number.unit) == (310_400, "people")


LABELS = "Children\nWorking (% and population)\nAttending School (%)\n\n"


def test_columns_are_read_where_each_label_has_its_value() -> None:
    text = f"{LABELS}Age\n6 to 14\n7 to 15\n\nPercent\n12.5 (310,400)\n91.0\n\nSource: a survey.\n"
    got = [(f.value, f.unit, f.of) for f in figures(text) if f.rule == "column"]
    assert got == [
        (12.5, "percent", "Working, 6 to 14"),
        (310_400, "people", "Working, 6 to 14"),
        (91.0, "percent", "Attending School, 7 to 15"),
    ]


def test_columns_with_a_value_too_few_are_left_alone() -> None:
    text = f"{LABELS}Age\n6 to 14\n6 to 14\n\nPercent\n12.5 (310,400)\n\nSource: a survey.\n"
    assert [f for f in figures(text) if f.rule in {"row", "column"}] == []


@pytest.mark.parametrize(
    "text", ["2 статья. Каждый человек свободен.", "2-бап. Әр адам еркін.", "3 бап"]
)
def test_articles_numbered_before_their_name_are_no_figures(text: str) -> None:
    assert figures(text) == ()


def test_a_list_of_sources_states_no_figures() -> None:
    line = (
        "{n}. A. Writer. 300 children rescued in the north. May 3, 2014. http://example.org/{n}\n"
    )
    assert figures("".join(line.format(n=n) for n in range(1, 9))) == ()


def test_no_convictions_is_nought() -> None:
    none = only("There were no convictions in 2014.")
    assert (none.value, none.unit, none.period) == (0.0, "cases", "2014")


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("5 000", 5000, None, None),
        ("1'250", 1250, None, None),
        ("1.250.000", 1_250_000, None, None),
        ("1,04,500", 104_500, None, None),
        ("3.5 million", 3_500_000, None, None),
        ("half a million", 500_000, None, None),
        ("a million and a half", 1_500_000, None, None),
        ("two hundred and forty-one", 241, None, None),
        ("three thousand five hundred", 3500, None, None),
        ("двести сорок", 240, None, None),
        ("2,5 тысячи", 2500, None, None),
        ("екі жүз қырық", 240, None, None),
        ("some 300", 300, None, None),
        ("well over 300", None, 300, None),
        ("no more than 300", None, None, 300),
        ("300 or more", None, 300, None),
        ("8 to 10 million", None, 8e6, 1e7),
        ("between 200 and 300", None, 200, 300),
        ("from 200 to 300", None, 200, 300),
        ("200–300", None, 200, 300),
        ("several thousand", None, 2000, None),
        ("tens of thousands", None, 10_000, None),
        ("two-thirds", 66.67, None, None),
        ("one in four", 25, None, None),
        ("7 out of 10", 70, None, None),
    ],
)
def test_numbers_are_read_however_they_are_written(
    text: str, value: float | None, low: float | None, high: float | None
) -> None:
    (number,) = numbers_in(Prepared(f"{text} girls"))
    assert (number.value, number.low, number.high) == (value, low, high)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("in 2012", "2012"),
        ("in March 2012", "2012-03"),
        ("on 4 March 2012", "2012-03-04"),
        ("between 2005 and 2009", "2005/2009"),
        ("from May to July 2012", "2012-05/2012-07"),
        ("since 2003", "2003/.."),
        ("since the centre was opened in 2003", "2003/.."),
        ("in fiscal year 2012", "2012"),
        ("in the 2011 household survey", "2011"),
        ("в 2012 году", "2012"),
        ("с 2003 года", "2003/.."),
        ("2012 жылы", "2012"),
        ("under the 2012 law", None),
    ],
)
def test_times_are_read_as_edtf(text: str, edtf: str | None) -> None:
    found = periods_in(text.lower(), 0, len(text), year=2016)
    assert [p.edtf for p in found] == ([edtf] if edtf else [])


def test_a_text_in_one_endless_line_takes_time_in_proportion() -> None:
    """Ten times the text may not take a hundred times the work: figures per character stay the same."""
    few, many = (len(figures("300 victims and " * n)) for n in (40, 400))
    assert many == 10 * few == 400


@settings(max_examples=60)
@given(st.text(alphabet="0123456789 ,.-()%$aetonf тысяч№'\n", max_size=120))
def test_nothing_written_brings_it_down(text: str) -> None:
    for figure in figures(text):
        assert 0 <= figure.start < figure.end <= len(text)


@pytest.mark.slow
def test_numbers_beside_the_publishers_own_are_the_same(shared: Path) -> None:
    """Where the DOL's reports state in words what the DOL's own tables of facts hold (inspections, inspectors,
    investigations …), at least nine of ten are found with their noun."""
    from understand.figures.published import agreement

    found, stated = agreement(shared / "data/dol_ilab", (2016, 2019))
    assert stated >= 60
    assert found / stated >= 0.9
