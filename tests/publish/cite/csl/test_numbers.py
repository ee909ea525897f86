"""Numbers and pages."""

import pytest
from lxml import etree

from sourcebook.publish.cite.csl.locale import NS, locale
from sourcebook.publish.cite.csl.numbers import is_numeric, is_plural, number, pages, roman

STYLE = etree.Element(f"{NS}style")


@pytest.mark.parametrize(
    ("value", "style", "expected"),
    [
        ("101-129", None, "101–129"),
        ("101-129", "minimal", "101–29"),
        ("101-9", "expanded", "101–109"),
        ("1003-1005", "chicago", "1003–5"),
        ("100-104", "chicago", "100–104"),
        ("321-328", "chicago", "321–28"),
        ("5, 7-9", None, "5, 7–9"),
        ("xii-xv", "minimal", "xii–xv"),
    ],
)
def test_page_ranges_are_written_as_the_style_asks(
    value: str, style: str | None, expected: str
) -> None:
    assert pages(value, style, "–") == expected


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [("2", "en", "2nd"), ("11", "en", "11th"), ("21", "en", "21st"), ("112", "en", "112th"),
     ("2", "kk", "2-ші"), ("6", "kk", "6-шы"), ("16", "kk", "16-шы"), ("20", "kk", "20-шы"),
     ("2-3", "en", "2nd–3rd"), ("second", "en", "second")],
)  # fmt: skip
def test_ordinals_follow_the_language(value: str, language: str, expected: str) -> None:
    assert number(value, "ordinal", locale(STYLE, language)) == expected


def test_roman_numerals() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 40, 90, 1999)] == [
        "i", "iv", "ix", "xiv", "xl", "xc", "mcmxcix",
    ]  # fmt: skip


def test_what_is_numeric_and_what_is_several() -> None:
    assert all(map(is_numeric, ("2", "2nd", "D2", "2, 3", "2-4", "2 & 5")))
    assert not any(map(is_numeric, ("second", "2nd edition", "2017 edition", "")))
    assert all(map(is_plural, ("2-3", "2, 3", "2 & 3", "2 and 3", "2 и 3")))
    assert not any(map(is_plural, ("2", "2.0", "xii")))
