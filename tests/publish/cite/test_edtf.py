"""EDTF dates as CSL dates."""

from typing import Any

import pytest

from sourcebook.publish.cite.csl.dates import Day
from sourcebook.publish.cite.edtf import csl_date, latest
from sourcebook.records import Date


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2005-11-17", {"date-parts": [[2005, 11, 17]]}),
        ("2005-11", {"date-parts": [[2005, 11]]}),
        ("2005", {"date-parts": [[2005]]}),
        ("2005~", {"date-parts": [[2005]], "circa": True}),
        ("2005-11?", {"date-parts": [[2005, 11]], "circa": True}),
        ("2005%", {"date-parts": [[2005]], "circa": True}),
        ("2005-21", {"date-parts": [[2005]], "season": 1}),
        ("2004/2006-02", {"date-parts": [[2004], [2006, 2]]}),
        ("2004/..", {"date-parts": [[2004]]}),
        ("201X", {"date-parts": [[2010], [2019]]}),
        ("2005-XX", {"date-parts": [[2005]]}),
    ],
)
def test_a_date_keeps_its_precision_and_doubt(edtf: str, expected: dict[str, Any]) -> None:
    assert csl_date(Date(edtf=edtf)) == expected


def test_a_plain_day_is_what_looking_into_it_gives() -> None:
    for edtf in ("2005-11-17", "1000-01-01", "2024-02-29", "0999-01-01"):
        made = csl_date(Date(edtf=edtf))
        assert isinstance(made, Day)
        plain = Day(dict(made))
        assert (made, made.ends, made.shape) == (plain, plain.ends, plain.shape)
        assert made.whole == (edtf[0] != "0")


def test_a_date_that_can_not_be_read_stays_as_written() -> None:
    assert csl_date(Date(as_written="last spring")) == {"literal": "last spring"}
    assert csl_date(Date()) is None
    assert csl_date(None) is None


def test_the_latest_readable_date_wins() -> None:
    odd, old, new = Date(as_written="22ugust 2011"), Date(edtf="2011"), Date(edtf="2017-06-07")
    assert latest((new, old, odd)) == new
    assert latest((odd,)) == odd
    assert latest(()) is None
