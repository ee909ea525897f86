"""What a PDF says of itself."""

from collections.abc import Callable

import pytest

from sourcebook.collect.pdf import facts
from sourcebook.errors import Unreadable

MakePdf = Callable[..., bytes]


def test_pages_words_and_information_are_read(make_pdf: MakePdf) -> None:
    data = make_pdf(
        [["Forty Beds", "A report"], ["Page two"]], title="Beds", made="D:20220914082530-04'00'"
    )
    told = facts(data, "a.pdf")
    assert told.pages == 2
    assert told.title == "Beds"
    assert told.made == "2022-09-14"
    assert told.texts[0].splitlines()[:2] == ["Forty Beds", "A report"]


def test_a_pdf_cut_off_is_told_from_a_broken_one(make_pdf: MakePdf) -> None:
    data = make_pdf([["x"]])
    with pytest.raises(Unreadable, match=r"a\.pdf"):
        facts(data[:120], "a.pdf")


def test_a_pdf_without_pages_is_an_error(make_pdf: MakePdf) -> None:
    with pytest.raises(Unreadable):
        facts(make_pdf([]), "a.pdf")
