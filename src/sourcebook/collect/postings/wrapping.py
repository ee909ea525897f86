"""Join lines that were wrapped at a fixed width, each block to the line it was before."""

import re
from itertools import pairwise

from msgspec import structs

from sourcebook.collect.postings import marks
from sourcebook.collect.postings.lines import Line
from sourcebook.collect.postings.looks import MARKED

_NARROWEST, _WIDEST = 40, 132  # columns at which mail programs, editors and terminals wrap
_FEWEST = 12  # lines; fewer tell nothing of a width
_FULL_SHARE = 0.3  # of the lines nearly as long as the width; on wrapped pages we saw 0.5 and more
_RUN_ONS = 2  # sentences broken in the middle; a page that isn't wrapped has none
_RUN_ON_SHARE = 0.5  # of the full lines, in mid-sentence; on wrapped pages we saw 0.7 and more
_ENDED = re.compile(r"[.!?:][\"”’')\]]*$|\]$")
_SURE = re.compile(
    r"^(?:\*{2,}|\[\s*(?:last |date )?access|Note::|#|CAUTION\b|HOW TO USE\b"
    r"|(?:Students|Teachers)$|(?:doi\s?:|ISBN|ISSN)\s?\d)",
    re.I,
)
_GAPS = re.compile(r"\]\s|[.!?][\"”’')]?\s|\s[-–—]\s")
_CAPITALS = re.compile(r"^(?:[A-Z\d&’'“”\"(/,\-]+\s+){1,12}[-–—]\s")
_LOCATOR = re.compile(r"^\[(?:page|p\.|pp?\.|para|section|scroll|\d{1,4}\])", re.I)
_ITEM = re.compile(r"^(?:[•·*\-–o]|\d{1,3}[.)])\s")  # of a list: its other lines are set in
_BEGUN = re.compile(r"(?:https?://|www\.)\S+/|[\w.\-]+\.[a-z]{2,15}/", re.I)
_FILES = (
    ".htm", ".html", ".shtml", ".php", ".asp", ".aspx", ".pdf", ".doc", ".jsp", ".cfm", ".stm",
)  # fmt: skip
_DAY = re.compile(
    r"\b\d{1,2}\D{0,3}\s[A-Z][a-z]+\.?,?\s?\d{2,4}\b|\b(?:19|20)\d\d$|\b[A-Z][a-z]+\.?\s\d{1,2},\s?\d{4}\b"
)


def unwrapped(lines: list[Line]) -> list[Line]:
    """The lines of a page with those joined that one line was wrapped into; as they are on a page
    that isn't wrapped as a whole. A joined line tells the first and last line it came from."""
    width = _width(lines)
    widths = _widths(lines, width)
    if not any(widths.values()):
        return lines
    made: list[Line] = []
    tail = ""  # the last line of what made[-1] is
    spaced = sum(1 for line in lines if line.gap) > len(lines) * 0.12
    for index, line in enumerate(lines):
        before = made[-1] if made else None
        glue = None
        if before is not None and line.gap == 0 and before.last == line.number - 1:
            set_in = lines[index - 1].indent
            glue = None
            if wide := widths[set_in]:
                glue = _glue(tail, line.text, wide - spaced * _doubled(tail))
            if glue is not None and (
                (set_in != line.indent and not line.text[:1].islower() and not _ITEM.match(tail))
                or _begins_anew(before, tail, lines, index, spaced=spaced)
            ):
                glue = None
        if before is None or glue is None:
            made.append(line)
        else:
            made[-1] = Line(
                number=before.number,
                last=line.last,
                text=f"{before.text}{glue}{line.text}",
                gap=before.gap,
                indent=before.indent,
            )
        tail = line.text
    return made


def whole_addresses(lines: list[Line], *, marked_up: bool = False) -> list[Line]:
    """The lines of a page with addresses joined that were broken over two or more: what stands
    alone between an address and its access note, and is no address of its own, goes on with it.
    So do words with the same link behind them, if it is the address they make. ``marked_up``: the
    lines are HTML's, whose numbers are the file's."""
    made: list[Line] = []
    for index, line in enumerate(lines):
        before = made[-1] if made else None
        if before is not None and (
            _links_on(before, line)
            or (
                line.gap == 0
                and (marked_up or before.last == line.number - 1)
                and _continues(before.text, line.text)
                and _noted(lines, index)
            )
        ):
            made[-1] = structs.replace(before, last=line.last, text=before.text + line.text)
        else:
            made.append(line)
    return made


def _continues(address: str, rest: str) -> bool:
    """Whether a line is the rest of the address on the line before."""
    if " " in rest or " " in address or rest[0] in "[(*<" or len(address) < 20:
        return False
    if not _BEGUN.match(address) or not marks.url_line(address, before_access=False):
        return False
    host = rest.split("/", 1)[0]
    if "://" in rest or host.lower().startswith("www.") or address.lower().endswith(_FILES):
        return False
    return address[-1] in "-_=&?%" or "." not in host or host.lower().endswith(_FILES)


def _links_on(before: Line, line: Line) -> bool:
    """Whether two lines are nothing but one link's words, which spell its address together."""
    if not before.links or not line.links or " " in line.text or " " in before.text:
        return False
    href = line.links[-1].href
    spelled = before.text + line.text
    return before.links[0].href == href and href.rstrip("/").endswith(spelled.rstrip("/"))


def _noted(lines: list[Line], index: int) -> bool:
    """Whether an access note follows a line, at once or after more of a broken address."""
    for line in lines[index + 1 : index + 4]:
        if marks.ACCESS.match(line.text):
            return True
        if line.gap or " " in line.text:
            return False
    return False


def _width(lines: list[Line]) -> int:
    """The width a page is wrapped at; 0 where it isn't. Addresses are wrapped by nobody, so that
    only lines with spaces are measured, and a few longer ones (a table, a notice) don't matter."""
    if len(lines) < _FEWEST:
        return 0
    sizes = sorted(len(line.text) for line in lines if " " in line.text)
    if len(sizes) < _FEWEST // 2:
        return 0
    usual = sizes[int((len(sizes) - 1) * 0.97)]
    if not _NARROWEST <= usual <= _WIDEST:
        return 0
    near = [size for size in sizes if usual * 0.8 < size <= usual * 1.15]
    dense = max(2, len(near) // 25)  # one longer line by itself is no width
    width = next((s for s in reversed(near) if sum(s - 4 < n <= s for n in near) >= dense), usual)
    full = going_on = 0
    for line, after in pairwise(lines):
        if after.gap == 0 and _is_full(line.text, after.text, width):
            if marks.url_line(after.text, before_access=False):
                continue  # an address begins a line on any page
            full += 1
            going_on += not _ENDED.search(line.text) and not after.text[:1].isupper()
    if full >= max(3, len(near) * _FULL_SHARE) and going_on >= full * _RUN_ON_SHARE:
        return width
    return width if sizes[-1] <= _WIDEST and _runs_on(lines, width) else 0


def _runs_on(lines: list[Line], width: int) -> bool:
    """Whether a short page of short lines is wrapped: two sentences go on below, in lower case."""
    found = 0
    for line, after in pairwise(lines):
        if after.gap or not width * 0.6 < len(line.text) or _ENDED.search(line.text):
            continue
        first = after.text.split(" ", 1)[0]
        found += first.rstrip(",;").isalpha() and first.islower() and " " in line.text
    return found >= _RUN_ONS


def _widths(lines: list[Line], width: int) -> dict[int, int]:
    """The width of the lines set in by as many columns, by that number: what is set in may be
    wrapped at a width of its own. Where too few lines are set in so, what the page's width leaves."""
    found: dict[int, int] = {}
    groups: dict[int, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.indent, []).append(line)
    if len(groups) == 1:
        return dict.fromkeys(groups, width)
    most = max(groups, key=lambda indent: len(groups[indent]))
    for indent, group in groups.items():
        own = _width(group) if len(group) >= _FEWEST else 0
        found[indent] = own or (width and width + groups[most][0].indent - indent)
    return found


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether the first word of the next line would not have fitted at a line's end."""
    return " " in line and len(line) + 1 + len(after.split(" ", 1)[0]) > width


def _doubled(line: str) -> int:
    """How many spaces a line may have lost: after a locator, between sentences, two to one."""
    return min(3, len(_GAPS.findall(line)))


def _glue(line: str, after: str, width: int) -> str | None:
    """What stands between a line and the next one that continues it; None where it doesn't."""
    if _SURE.match(after):
        return None
    alone = " " not in line
    if alone and marks.url_line(line, before_access=False):
        cut = len(line) == width or line.endswith("-")
        goes_on = " " not in after and not marks.url_line(after, before_access=False)
        return "" if cut and goes_on and not after.startswith("[") else None
    if marks.url_line(after, before_access=False) or marks.section_name(line) is not None:
        return None
    # Double spaces were counted when the line was wrapped, and are single here.
    mid = after[:1].islower() and len(line) > width * 0.6 and not _ENDED.search(line)
    if not (mid or _is_full(line, after, width) or (alone and len(line) > width)):
        return None
    hyphened = line[-1] == "-" and line[-2:-1].isalpha() and after[:1].isalpha()
    return "" if hyphened else " "


def _begins_anew(before: Line, tail: str, lines: list[Line], index: int, *, spaced: bool) -> bool:
    """Whether a line after a full one begins something new all the same: a byline below its title,
    a heading after a sentence; and on a page without blank lines (not ``spaced``) a heading, a
    locator, a title with its address soon below."""
    text = lines[index].text
    if text[:1].islower():
        return False
    if tail[-1] in ")]" and MARKED.search(tail):
        return True
    if spaced:
        return (text.isupper() and _ENDED.search(tail) is not None) or _is_byline(
            before, lines, index
        )
    if _LOCATOR.match(text) or _CAPITALS.match(text):
        return _ENDED.search(tail) is not None or tail.isupper()
    if tail[-1] == "]":
        return True
    near = _address_after(lines, index)
    if _ENDED.search(tail):
        return near in {1, 2, 3}
    return _is_byline(before, lines, index)


def _is_byline(before: Line, lines: list[Line], index: int) -> bool:
    """Whether a line with a date stands above an address, below a title that has none."""
    return (
        len(before.text) < 200
        and _address_after(lines, index) == 1
        and _DAY.search(lines[index].text) is not None
        and not _DAY.search(before.text)
        and "," not in before.text
    )


def _address_after(lines: list[Line], index: int) -> int:
    """How many lines below stands an address or access note; 9 for more than three."""
    for step, line in enumerate(lines[index + 1 : index + 4], start=1):
        if line.text.startswith("[acc") or marks.url_line(line.text, before_access=False):
            return step
    return 9
