"""The page on a library's health: its figures in words, its chart."""

import itertools

from sourcebook.publish.health import Month
from sourcebook.publish.shape.health import LINE, TALL, chart


def test_nothing_checked_gives_no_chart() -> None:
    assert chart([]) is None


def test_parts_stand_on_each_other_and_the_tallest_column_is_full() -> None:
    made = chart(
        [
            Month(month="2026-10", counts={"alive": 2}),
            Month(month="2026-11", counts={"alive": 2, "gone": 1, "soft gone": 1}),
        ]
    )
    assert made is not None
    last = made.columns[-1].parts
    assert [part[0] for part in last] == ["alive", "soft", "gone"]
    ends = [(float(y), float(y) + float(height)) for _, _, y, _, height in last]
    assert ends[0][1] == TALL
    assert [low for _, low in ends[1:]] == [top for top, _ in ends[:-1]]
    assert ends[-1][0] == 0
    assert made.columns[0].counts == ("2", "0", "0")
    assert made.columns[1].label == "2 alive, 1 gone, though it answers, 1 gone"
    assert made.says == (
        "Of 2 addresses checked by the end of October 2026, none was gone; "
        "of 4 checked by the end of November 2026, 2 were gone."
    )


def test_labels_of_thin_parts_do_not_meet() -> None:
    counts = {"alive": 10_000, "moved": 1, "changed": 1, "unsure": 1, "soft gone": 1, "gone": 1}
    made = chart([Month(month="2026-11", counts=counts)])  # type: ignore[arg-type]
    assert made is not None
    heights = [float(y) for y, _, _ in made.labels]
    assert len(heights) == 6
    assert all(low - high >= LINE - 0.2 for low, high in itertools.pairwise(heights))


def test_the_axis_names_the_last_month_and_not_every_one() -> None:
    made = chart([Month(month=f"2026-{n:02}", counts={"alive": 1}) for n in range(1, 13)] * 2)
    assert made is not None
    named = [column.name for column in made.columns if column.name]
    assert named[-1] == "Dec 26"
    assert len(named) <= 13


def test_few_months_are_drawn_as_large_as_many() -> None:
    """The drawing is as wide as its page: a narrow one would be blown up, letters and all."""
    few = chart([Month(month="2026-11", counts={"alive": 1})])
    many = chart([Month(month=f"{year}-11", counts={"alive": 1}) for year in range(1990, 2027)])
    assert few is not None
    assert many is not None
    assert few.width == many.width
