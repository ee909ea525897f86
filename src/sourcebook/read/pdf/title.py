"""Propose a PDF's title, authors and date of issue from its first pages and its own information."""

import re

from sourcebook.read.pdf.paragraphs import Item
from sourcebook.records import Date
from sourcebook.values.dates import edtf, find_dates

_NO_TITLE = re.compile(
    r"^(?:microsoft \w+ - |untitled|document\d*$|doc\d+$|slide ?\d|print|\(?null\)?$|.{0,3}$|"
    r"\S+\.(?:docx?|pdf|indd|qxd|pub|rtf|pptx?|ai|tmp|wpd)$|layout \d|cover$|title$|[\w-]+\d{3,}[\w-]*$)",
    re.I,
)
_NO_AUTHOR = re.compile(
    r"^(?:user|admin\w*|owner|author|unknown|default|pc|hp|dell|acer|lenovo|microsoft.*|adobe.*|"
    r"windows.*|\W*|.*\d{3,}.*|[a-z][\w.-]*|.*@.*|preferred customer)$",
    re.I,
)
_BY = re.compile(
    r"^(?:by|prepared by|written by|authors?:?|автор(?:ы)?:?|von|par|por)\s+(?=[A-ZÀ-ÞА-ЯЁ])(.{3,120})$",
    re.I,
)
_PUBLISHER = re.compile(
    r"^(?:the |u\.?s\.? |united states )*(?:department|bureau|office|ministry|government|embassy) (?:of|for)\b.{0,90}$|"
    r"^united (?:states|nations)\b[^:]{0,60}$|^министерство\b.{0,90}$",
    re.I,
)
_ENDED = re.compile(r"[.?!]$")
_NAME = re.compile(
    r"^[A-ZÀ-ÞА-ЯЁ][\w.'’-]+(?:\s+(?:[A-ZÀ-ÞА-ЯЁ][\w.'’-]*|de|van|von|der|bin|al|la|da|dos)){1,4}$"
)
_ISSUED = re.compile(
    r"(?:published|issued|released?|date|©|copyright|опубликован\w*|дата)\W*$", re.I
)


def title_of(told: str, items: list[Item]) -> str:
    """The title in the file's information where it is one, else the largest words of the first page
    that has any."""
    told = " ".join(told.replace("\x00", "").split())
    shown = _largest(items)
    if told and not _NO_TITLE.match(told):
        return told
    return shown or told


def _largest(items: list[Item]) -> str:
    front = [item for item in items if item.kind not in ("furniture", "footnote", "reference")]
    if not front:
        return ""
    page = front[0].page
    some = [item for item in front if item.page == page][:40]
    sizes = [_size(item) for item in some]
    telling = [
        place
        for place, item in enumerate(some)
        if sizes[place] and not _PUBLISHER.match(_words(item)) and not _is_date(_words(item))
    ]
    most = max((sizes[place] for place in telling), default=0.0)
    picked: list[str] = []
    for place in telling:
        goes_on = bool(picked) and picked[-1].endswith(":")
        if sizes[place] < most * 0.97 and not goes_on:
            if picked:
                break
            continue
        words = _words(some[place])
        if picked and (len(" ".join(picked)) + len(words) > 220 or _ENDED.search(words)):
            break
        picked.append(words)
        if _ENDED.search(words) or goes_on:
            break
    return " ".join(picked)[:300]


def _words(item: Item) -> str:
    return " ".join(" ".join(line.text for line in item.lines).split())


def _is_date(text: str) -> bool:
    return len(text) < 30 and any(
        len(found.as_written) > len(text) - 8 for found in find_dates(text)
    )


def _size(item: Item) -> float:
    """The size of the item's largest line that is words (not a drop cap); 0 where none is."""
    return max(
        (line.size for line in item.lines if sum(map(str.isalpha, line.text)) >= 4), default=0.0
    )


def authors_of(told: str, items: list[Item], publisher: str) -> tuple[str, ...]:
    """Who the first page says wrote it, else the file's information where that is no user name."""
    for item in [item for item in items if item.page <= 1 and item.kind != "furniture"][:30]:
        text = " ".join(line.text for line in item.lines)
        found = _BY.match(text)
        if found and len(text) < 160:
            names = [name.strip(" .,") for name in re.split(r",\s+|\s+(?:and|&|и)\s+|;", found[1])]
            good = [name for name in names if _NAME.match(name)]
            if good:
                return tuple(good)
    told = " ".join(told.replace("\x00", "").split())
    if told and not _NO_AUTHOR.match(told) and told.casefold() != publisher.casefold():
        parts = re.split(r"\s*;\s*|,\s+(?=\S+\s\S)", told)
        return tuple(part for part in parts if part)[:20]
    return ()


def issued_of(fronts: tuple[str, ...]) -> Date | None:
    """A date that stands in a line of its own, or after words like "published", on the first pages."""
    best: tuple[int, Date] | None = None
    for page, front in enumerate(fronts[:3]):
        for line in re.split(r"[\n\t]+", front[:6000]):
            text = line.strip()
            for found in find_dates(text[:200]):
                value = edtf(found.as_written)
                if value is None or "/" in value:
                    continue
                alone = len(text) <= len(found.as_written) + 25
                led = _ISSUED.search(text[: found.start]) is not None
                if not (alone or led):
                    continue
                rank = (3 if led else 0) + (2 if alone else 0) + value.count("-") - page
                if best is None or rank > best[0]:
                    best = (rank, Date(edtf=value, as_written=found.as_written))
        if best is None and page < 2:
            lone = re.search(r"(?m)^\W*((?:19|20)\d\d)\W*$", front[:4000])
            if lone:
                best = (0, Date(edtf=lone[1], as_written=lone[1]))
    return best[1] if best else None
