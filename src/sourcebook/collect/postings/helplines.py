"""Read the help for victims: organisation, number, country code."""

import re

from sourcebook.records import Helpline
from sourcebook.values.phones import country_digits, phone

HELP = re.compile(r"^HELP\s+(?:for|to)\s+(?:the\s+)?(?:Victims|Survivors|Children)\b\s*:?\s*", re.I)
_COUNTRY_CODE = re.compile(
    r"(?:International\s+|Intl\.?\s+)?(?:Country|Dialing|Dialling|Calling)\s+codes?\s*:?\s*"
    r"(\+?\s*\d{1,3}(?:[\s\-]\d{3}\b)?)\s*-?",
    re.I,
)
_NUMBER = re.compile(r"(?:^|[\s:(])(\+?\(?\d[\d\s().\-/]{4,30}\d)")
# "Child helpline 116" before a country code, on one line.
_SERVICE_NUMBER = re.compile(r"(?<=[a-z)])\s(\d{3,4})$")
_SHORT_NUMBER = re.compile(
    r"^(?:(?:tel|phone|telephone|hotline|help-?line|emergency|toll[- ]free|fax|call)\b"
    r"(?!\s(?:of|for|at|by|run)\b)[^\d]{0,40})?"
    r"\+?\d[\d\s().\-/,;]{1,40}(?:\(.{1,30}\))?$",
    re.I,
)


def helplines(lines: list[str], country: str) -> tuple[Helpline, ...]:
    """Organisation, number, country code: in lines of their own or flattened into one."""
    made: list[tuple[str, str]] = []
    code = ""
    organisation: list[str] = []
    for whole, after in zip(lines, [*lines[1:], ""], strict=False):
        line = whole
        found = _COUNTRY_CODE.search(line)
        coded = found or _COUNTRY_CODE.match(after)
        if found:
            code = code or country_digits(found[1])
            line = line[: found.start()].strip(" ,;") + line[found.end() :].strip(" -,;")
            if not line:
                continue
        number = _SHORT_NUMBER.match(line)
        inline = _NUMBER.search(line) or (_SERVICE_NUMBER.search(line) if coded else None)
        if number:
            made.append((" ".join(organisation), line))
            organisation = []
        elif inline and (inline.re is _SERVICE_NUMBER or sum(c.isdigit() for c in inline[1]) >= 5):
            before = line[: inline.start(1)].strip(" :,;-(")
            made.append(
                (" ".join([*organisation, before]).strip(), line[inline.start(1) :].strip())
            )
            organisation = []
        elif made and not organisation and made[-1][0] == "":
            made[-1] = (line, made[-1][1])
        else:
            organisation.append(line)
    if organisation:
        made.append((" ".join(organisation), ""))
    return tuple(
        Helpline(
            organisation=who,
            number=phone(number, country_code=code, country=country) if number else None,
            as_written=number,
            country_code=code,
            country=country,
        )
        for who, number in made
    )


def help_ends(texts: list[str]) -> int:
    """How many of the lines after "HELP for Victims" belong to it, on a page without section marks:
    through the last country code, or the last number among the first few lines."""
    last = 0
    for index, text in enumerate(texts[:14]):
        if _COUNTRY_CODE.search(text) or _SHORT_NUMBER.match(text):
            last = index + 1
    return last


def is_help(text: str) -> bool:
    """Whether a line opens the help for victims."""
    return HELP.match(text) is not None
