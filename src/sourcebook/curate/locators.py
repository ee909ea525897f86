"""Check where an excerpt says its words stand against where they do stand. Pure."""

import re
from collections.abc import Iterator, Sequence

from sourcebook.curate.match import Match
from sourcebook.curate.source import Source
from sourcebook.records import Finding, Level, Locator

_PAGE = re.compile(r"[0-9]+|[ivxlcdm]+", re.I)
_RANGE = re.compile(r"(\d+)\s*[-–—]\s*(\d+)")
# A paragraph's number as reports print it: "45.", "[45]", "(45)", "45)" where a line begins.
_NUMBERED = re.compile(r"^[ \t]*(?:\[(\d{1,4})\]|\((\d{1,4})\)|(\d{1,4})[.)]?)(?=[ \t\n])", re.M)


def check(locator: Locator | None, match: Match, *, subject: str) -> Iterator[Finding]:
    """What is wrong with a locator: a page or paragraph where the words don't stand."""
    if locator is None or not match.spans:
        return
    if locator.kind == "page":
        yield from _page(locator, match, subject)
    elif locator.kind == "paragraph":
        yield from _paragraph(locator, match, subject)


def _page(locator: Locator, match: Match, subject: str) -> Iterator[Finding]:
    source = match.source
    pages = source.text.pages
    named = _named(locator.value)
    if not named or not _has_pages(source):
        return
    touched = sorted({n for span in match.spans for n in source.pages(span)})
    known = {label.lower() for n in touched for label in (pages[n].label, str(pages[n].index + 1))}
    if named & known:
        return
    printed = [pages[n].label for n in touched if pages[n].label]
    # Where a page has no number of its own, the locator may be that of another printing.
    level: Level = "warning" if printed else "info"
    yield Finding(
        rule="quote-page",
        subject=subject,
        level=level,
        says=f"its locator says page {locator.value}; the words stand on {_where(source, touched)}",
    )


def _has_pages(source: Source) -> bool:
    pages = source.text.pages
    return len(pages) > 1 or any(page.label for page in pages) or "pdf" in source.text.media_type


def _named(value: str) -> set[str]:
    """The pages a locator names: "107", "12-14", "xii", "pp. 3, 5"."""
    named = {part.lower() for part in _PAGE.findall(re.sub(r"\bpp?\.?\b", " ", value, flags=re.I))}
    for first, last in _RANGE.findall(value):
        end = int(last) if len(last) >= len(first) else int(first[: -len(last)] + last)
        if 0 < end - int(first) < 500:
            named |= {str(n) for n in range(int(first), end + 1)}
    return named


def _where(source: Source, touched: Sequence[int]) -> str:
    pages = source.text.pages
    said = []
    for n in touched:
        page = pages[n]
        count = f"{page.index + 1} of {len(pages)}"
        said.append(f"page {page.label} ({count})" if page.label else f"page {count}, unnumbered")
    return " and ".join(said) if len(said) <= 2 else f"{said[0]} to {said[-1]}"


def _paragraph(locator: Locator, match: Match, subject: str) -> Iterator[Finding]:
    named = set(re.findall(r"\d+", locator.value))
    if not named:
        return
    for first, last in _RANGE.findall(locator.value):
        named |= {str(n) for n in range(int(first), min(int(last), int(first) + 500) + 1)}
    text = match.source.text.text
    numbers = _rising(
        [(found.start(), next(filter(None, found.groups()))) for found in _NUMBERED.finditer(text)]
    )
    start = match.spans[0][0]
    # The number itself may be part of the quote, so it may stand just after its start.
    before = [number for at, number in numbers if at <= start + 1]
    if not before or len(numbers) < 3 or named & {*before[-1:]}:
        return
    if not named & {number for _, number in numbers}:
        return  # the text numbers other things
    yield Finding(
        rule="quote-paragraph",
        subject=subject,
        level="warning",
        says=f"its locator says paragraph {locator.value}; the words stand in paragraph {before[-1]}",
    )


def _rising(numbers: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The longest run of numbers that each follow the one before: those of paragraphs, and not a
    table's or a year at a line's beginning."""
    ends: dict[int, int] = {}  # the last of the run that ends with a number, by its place
    before: list[int | None] = []
    length: list[int] = []
    for place, (_, number) in enumerate(numbers):
        value = int(number)
        last = ends.get(value - 1)
        before.append(last)
        length.append(1 if last is None else length[last] + 1)
        ends[value] = place
    at = max(range(len(numbers)), key=length.__getitem__, default=None)
    best: list[tuple[int, str]] = []
    while at is not None:
        best.append(numbers[at])
        at = before[at]
    return best[::-1]
