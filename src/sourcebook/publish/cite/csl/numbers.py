"""Numbers as CSL writes them: ordinals, roman numerals, ranges of pages."""

import re

from sourcebook.publish.cite.csl.locale import Locale

# Content is numeric when it holds only numbers, each with letters before or after (2nd, D2, xii is
# not), separated by commas, hyphens or ampersands. CSL 1.0.2, "Choose: is-numeric".
_NUMERIC = re.compile(
    r"^\s*[^\W\d_]{0,4}\.?\d+[^\W_]*(?:\s*[,&–\-]\s*[^\W\d_]{0,4}\d+[^\W_]*)*\s*$"
)
_SEVERAL = re.compile(
    r"\d(?:\s*(?:[,&;–—\-]|\b(?:and|et|und|y|e|en|i|и|және)\b))+\s*[^\W\d]{0,4}\d", re.I
)
_PARTS = re.compile(r"\s*([,&–\-])\s*")
_RANGE = re.compile(r"^([^\W\d]*)(\d+)([^\W\d]*)\s*[-–]\s*([^\W\d]*)(\d+)([^\W\d]*)$")


def is_numeric(value: str) -> bool:
    return bool(_NUMERIC.match(value))


def is_plural(value: str) -> bool:
    return bool(_SEVERAL.search(value.replace("\\-", "")))


def roman(number: int) -> str:
    out = ""
    for letters, worth in (
        ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50),
        ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
    ):  # fmt: skip
        count, number = divmod(number, worth)
        out += letters * count
    return out


def ordinal(number: int, locale: Locale, gender: str = "") -> str:
    """The number with its ordinal suffix: the most exact of the language's ordinal terms."""
    name = f"ordinal-{number:02d}"
    if number < 100 and (term := locale.find(name, gender=gender)):
        return f"{number}{term.single}"
    if number >= 100:
        tens = f"ordinal-{number % 100:02d}"
        term = locale.find(tens, gender=gender)
        if term and term.match != "whole-number" and number % 100 > 9:
            return f"{number}{term.single}"
    if number > 9:
        term = locale.find(f"ordinal-{number % 10:02d}", gender=gender)
        if term and (term.match or "last-digit") == "last-digit":
            return f"{number}{term.single}"
    return f"{number}{locale.term('ordinal', gender=gender).single}"


def written(number: int, form: str, locale: Locale, gender: str = "") -> str:
    if form == "ordinal":
        return ordinal(number, locale, gender)
    if form == "long-ordinal":
        term = locale.find(f"long-ordinal-{number:02d}", gender=gender) if number <= 10 else None
        return term.single if term else ordinal(number, locale, gender)
    if form == "roman":
        return roman(number)
    return str(number)


def number(value: str, form: str, locale: Locale, gender: str = "") -> str:
    """A number variable in a form; what is not numeric stays as it is."""
    if not is_numeric(value):
        return value
    out = []
    for part in _PARTS.split(value.strip()):
        if part in (",", "&", "-", "–"):
            out.append({",": ", ", "&": " & ", "-": "–", "–": "–"}[part])
        else:
            out.append(
                written(int(part), form, locale, gender)
                if part.isascii() and part.isdigit()
                else part
            )
    return "".join(out)


def pages(value: str, style: str | None, delimiter: str) -> str:
    """Page ranges in a page-range-format (None: as given, with the right dash)."""
    pieces = re.split(r"(\s*[,;&]\s*)", value)
    return "".join(
        piece if n % 2 == 0 and not piece else
        (_page_range(piece, style, delimiter) if n % 2 == 0 else _separator(piece))
        for n, piece in enumerate(pieces)
    )  # fmt: skip


def _separator(piece: str) -> str:
    return " & " if "&" in piece else piece.strip() + " "


def _page_range(piece: str, style: str | None, delimiter: str) -> str:
    piece = piece.strip()
    if "\\-" in piece:
        return piece.replace("\\-", "-")
    found = _RANGE.match(piece)
    if not found:
        return re.sub(r"(?<=\w)\s*[-–]\s*(?=\w)", delimiter, piece)
    before, first, after, before2, last, after2 = found.groups()
    if after or after2 or (before2 and before2 != before) or style is None:
        return re.sub(r"\s*[-–]\s*", delimiter, piece)
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    short = _shortened(first, last, style) if len(first) == len(last) and last > first else last
    prefix = before if style == "expanded" or (before2 and style != "minimal") else ""
    if before and style in ("expanded",):
        prefix = before
    elif before:
        prefix = ""
    return f"{before}{first}{delimiter}{prefix}{short}"


def _shortened(first: str, last: str, style: str) -> str:
    if style == "expanded":
        return last
    same = next(n for n, (a, b) in enumerate(zip(first, last, strict=True)) if a != b)
    if style == "minimal":
        return last[same:]
    if style == "minimal-two":
        return last[min(same, max(len(last) - 2, 0)) :]
    value = int(first)
    if value < 100 or value % 100 == 0:
        return last
    if value % 100 < 10:
        return last[same:]
    kept = last[min(same, max(len(last) - 2, 0)) :]
    if style in ("chicago", "chicago-15") and len(first) == 4 and len(kept) > 2:
        return last
    return kept
