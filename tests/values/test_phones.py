"""Telephone numbers become E.164, or None where the country can't be told."""

import pytest

from sourcebook.values.phones import country_digits, phone, spaced


@pytest.mark.parametrize(
    ("written", "code", "canonical"),
    [
        ("7172 790345", "7", "+77172790345"),
        ("4 704 285", "263", "+2634704285"),
        ("+7 7172 790345", "", "+77172790345"),
        ("0800 123 456", "44", "+44800123456"),
        ("(0)7172 790345", "7", "+77172790345"),
        ("7172 790345 or 7172 790346", "7", "+77172790345"),
    ],
)
def test_a_number_with_its_country_is_read(written: str, code: str, canonical: str) -> None:
    assert phone(written, country_code=code) == canonical


@pytest.mark.parametrize(
    ("written", "code"),
    [("112", "7"), ("7172 790345", ""), ("", "7"), ("no number", "7"), ("1" * 40, "7")],
)
def test_what_is_not_certain_is_none(written: str, code: str) -> None:
    assert phone(written, country_code=code) is None


def test_a_country_known_by_its_letters_serves_too() -> None:
    assert phone("8 (7172) 79-03-45", country="KZ") == "+77172790345"


def test_country_codes_are_read_as_digits() -> None:
    assert country_digits("7-") == "7"
    assert country_digits("+263") == "263"
    assert country_digits("none") == ""


def test_a_number_is_spaced_as_people_read_it() -> None:
    assert spaced("+77172790345") == "+7 7172 79 03 45"
    assert spaced("116 000") == "116 000"
