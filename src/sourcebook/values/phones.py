"""Telephone numbers: E.164 or None, through Google's libphonenumber data."""

import re
from functools import lru_cache

_NOT_DIGITS = re.compile(r"[^\d+]")
_DIGIT = re.compile(r"\d")


def country_digits(as_written: str) -> str:
    """The digits of a country calling code as written ("7-" gives "7"), "" where there are none."""
    found = re.search(r"\+?\s*(\d{1,3}(?:[\s\-]\d{3})?)", as_written)
    return re.sub(r"\D", "", found[1]) if found else ""


@lru_cache(maxsize=1024)
def phone(as_written: str, *, country_code: str = "", country: str = "") -> str | None:
    """The E.164 form of a telephone number, or None where it can't be read for certain.

    ``country_code`` is the calling code in digits ("7"), ``country`` ISO 3166-1 alpha-2; a number
    written with ``+`` needs neither. A number of impossible length gives None. Importing the
    numbering plans takes a tenth of a second, so it is left until a number is read.
    """
    text = re.split(r"[;/]|\bor\b|\bext\b|\bx\d", as_written, maxsplit=1, flags=re.I)[0]
    start = re.search(r"\+?\(?\d", text)
    if not start:
        return None
    text = text[start.start() :]
    digits = _NOT_DIGITS.sub("", text)
    if len(_DIGIT.findall(digits)) < 5:  # emergency and short numbers have no E.164 form
        return None
    import phonenumbers

    tries: list[tuple[str, str | None]] = []
    if digits.startswith("+"):
        tries.append((digits, None))
    elif country_code:
        national = digits.lstrip("0")
        tries.append((f"+{country_code}{digits}", None))
        tries.append((f"+{country_code}{national}", None))
        if digits.startswith(country_code):
            tries.append((f"+{digits}", None))
    if country:
        tries.append((text, country))
    possible: str | None = None
    for number, region in tries:
        try:
            parsed = phonenumbers.parse(number, region)
        except phonenumbers.NumberParseException:
            continue
        written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
        if phonenumbers.is_valid_number(parsed):
            return str(written)
        if possible is None and phonenumbers.is_possible_number(parsed):
            possible = str(written)
    return possible


@lru_cache(maxsize=1024)
def spaced(number: str) -> str:
    """An E.164 number as people read it ("+7 7172 79 03 45"); anything else as it came."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(parsed, form))
