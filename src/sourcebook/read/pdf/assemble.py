"""Put the blocks of a PDF's pages into one text, and remember where each stretch of it stands."""

import re

from sourcebook.read.pdf.bibliography import listed
from sourcebook.read.pdf.furniture import furniture
from sourcebook.read.pdf.hyphens import Said, joint
from sourcebook.read.pdf.lines import Line, Sheet
from sourcebook.read.pdf.paragraphs import Item, items_of, runs_over, setting_of
from sourcebook.read.references.addresses import runs_on
from sourcebook.records import Block, Run, TextPage

_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_UNCLEAN = re.compile(
    "[ \t\xa0\u2000-\u200a\u202f\u3000]{2,}|[\x00-\x1f\x7f-\xa0\xad\u2000-\u200f\u202a-\u202f\u2060-\u2069\u3000\ufb00-\ufb06\ufeff\ufffe\uffff]+"
)
_BLANKS = re.compile("[\t\n\x0b\x0c\r \xa0\u2000-\u200a\u202f\u3000]")


class Laid:
    """A text in the making: its pieces, blocks, runs and where its pages begin."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.begins: dict[int, int] = {}
        self.address = False  # whether the line put last is within a web address

    def put(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def line(self, line: Line) -> None:
        """A line's words, cleaned; each stretch that is as in the source gets a run."""
        self.begins.setdefault(line.page, self.length)
        text = line.text
        place = 0
        source = line.start
        exact = line.end - line.start == len(text)
        if not exact:  # characters that PDFium counts and does not give, or the reverse
            begun = self.length
            self.put(_cleaned(text))
            self.runs.append(
                Run(
                    start=begun, end=self.length, page=line.page, source=source, source_end=line.end
                )
            )
            return
        # nine lines in ten; isprintable() is False for controls, odd spaces and soft hyphens
        if text.isprintable() and "  " not in text and (text.isascii() or max(text) < "\ufb00"):
            begun = self.length
            self.parts.append(text)
            self.length = end = begun + len(text)
            self.runs.append(
                Run(start=begun, end=end, page=line.page, source=source, source_end=line.end)
            )
            return
        for found in _UNCLEAN.finditer(text):
            if found.start() > place:
                self._run(
                    text[place : found.start()], line.page, source + place, source + found.start()
                )
            for offset, letter in enumerate(found.group()):
                at = source + found.start() + offset
                if letter in _LIGATURES:
                    self._run(_LIGATURES[letter], line.page, at, at + 1)
            if _BLANKS.search(found.group()):
                self.put(" ")
            place = found.end()
        if place < len(text):
            self._run(text[place:], line.page, source + place, source + len(text))

    def _run(self, words: str, page: int, source: int, source_end: int) -> None:
        begun = self.length
        self.put(words)
        self.runs.append(
            Run(start=begun, end=self.length, page=page, source=source, source_end=source_end)
        )

    def tail(self) -> str:
        """The words put last, back to a space that is far enough."""
        return "".join(self.parts[-24:])[-400:]

    def text(self) -> str:
        return "".join(self.parts)


def _cleaned(text: str) -> str:
    for letter, letters in _LIGATURES.items():
        text = text.replace(letter, letters)
    return " ".join(
        _UNCLEAN.sub(lambda found: " " if _BLANKS.search(found.group()) else "", text).split()
    )


def arranged(sheets: list[Sheet]) -> tuple[list[Item], list[str]]:
    """The blocks of all pages in reading order, paragraphs rejoined over pages; the printed labels."""
    found, labels = furniture(sheets)
    setting = setting_of(sheets)
    items: list[Item] = []
    listing = False
    for sheet in sheets:
        new = items_of(sheet, found, setting, listing=listing)
        last_words = [item for item in new if item.kind not in ("furniture", "footnote", "caption")]
        listing = last_words[-1].kind == "reference" if last_words else listing
        first = next((item for item in new if item.kind not in ("furniture", "footnote")), None)
        last = next(
            (
                place
                for place in range(len(items) - 1, -1, -1)
                if items[place].kind not in ("furniture", "footnote", "caption")
            ),
            None,
        )
        if (
            first is not None
            and last is not None
            and items[last].lines[-1].page == sheet.index - 1
            and runs_over(items[last], first)
        ):
            # what stands at the page's foot goes before the paragraph that runs over it
            whole = items.pop(last)
            whole.lines += first.lines
            items.append(whole)
            new.remove(first)
        items += new
    return _parted(items), labels


def _parted(items: list[Item]) -> list[Item]:
    """The blocks with each reference of a bibliography its own; one may run over pages."""
    made: list[Item] = []
    gathered: list[Item] = []

    def part() -> None:
        by_page: dict[int, list[Item]] = {}
        for entry in listed([line for item in gathered for line in item.lines]):
            page = entry.lines[0].page
            new = Item(kind="reference", lines=entry.lines, page=page, number=entry.number)
            by_page.setdefault(page, []).append(new)
        for item in gathered:
            place = made.index(item)
            made[place : place + 1] = by_page.pop(item.page, [])
        gathered.clear()

    for item in items:
        if item.kind == "reference":
            gathered.append(item)
        elif gathered and item.kind not in ("furniture", "footnote", "caption"):
            part()
        made.append(item)
    if gathered:
        part()
    return made


def laid(
    items: list[Item], sheets: list[Sheet], labels: list[str]
) -> tuple[str, list[TextPage], list[Block], list[Run]]:
    """The text of the blocks, its pages, blocks and runs."""
    words = Said([line.text for sheet in sheets for line in sheet.lines])
    made = Laid()
    telling = _telling(items)
    for item in items:
        if made.length:
            made.put("\n\n")
        begun = made.length
        for place, line in enumerate(item.lines):
            if place:
                _join(made, item, item.lines[place - 1], line, words, telling)
            made.line(line)
        if item.lines[-1].hyphen:  # nothing follows that it could have been broken from
            made.put("-")
        made.blocks.append(Block(start=begun, end=made.length, kind=item.kind))
    pages = []
    for place, sheet in enumerate(sheets):
        start = made.begins.get(sheet.index)
        pages.append((sheet.index, labels[place], start))
    ends: list[TextPage] = []
    after = made.length
    for index, label, start in reversed(pages):
        begin = after if start is None else min(start, after)
        ends.append(TextPage(index=index, label=label, start=begin, end=after))
        after = begin
    ends.reverse()
    if ends and ends[0].start:
        first = ends[0]
        ends[0] = TextPage(index=first.index, label=first.label, start=0, end=first.end)
    return made.text(), ends, made.blocks, made.runs


def _telling(items: list[Item]) -> bool:
    """Whether lines of references end in white space, so that one without ends in mid-address."""
    inner = [
        line
        for item in items
        if item.kind == "reference"
        for line in item.lines[:-1]
        if not line.hyphen and "/" not in line.text
    ]
    return len(inner) >= 5 and sum(line.spaced for line in inner) > 0.8 * len(inner)


def _join(made: Laid, item: Item, before: Line, line: Line, words: Said, telling: bool) -> None:
    """Put what stands between two lines of a block: a space, a hyphen, a tab, nothing."""
    above = before.text
    if (
        not (line.follows or before.hyphen or made.address)
        and above.isascii()
        and above[-1:] != "-"
        and "/" not in above
        and "www." not in above
    ):  # nine in ten
        made.put(" ")
        return
    if line.follows and item.kind == "row":
        made.put("\t")
        return
    if before.hyphen:
        tail = made.tail()
        made.address = tail.rfind("://") > tail.rfind(" ")
        made.put(joint(tail, line.text, words))
        return
    if above.endswith("\xad"):
        return
    if made.address or "/" in above or "www." in above:
        tail = made.tail()
        told = None
        if telling and item.kind == "reference" and line.page == before.page:
            told = before.spaced
        made.address = runs_on(tail, line.text, spaced=told)
        if made.address:
            return
    if above.endswith(("-", "\u2010")) and len(above) > 1 and above[-2].isalpha():
        if joint(above[:-1], line.text, words) == "":
            _drop_hyphen(made)
        return
    if _ideographic(above[-1:]) and _ideographic(line.text[:1]):
        return
    made.put(" ")


def _ideographic(letter: str) -> bool:
    return "\u3040" <= letter <= "\u9fff" or "\uff00" <= letter <= "\uffef"


def _drop_hyphen(made: Laid) -> None:
    """Take back the hyphen that was put last, in text and run."""
    if made.parts and made.parts[-1].endswith(("-", "\u2010")) and made.runs:
        made.parts[-1] = made.parts[-1][:-1]
        made.length -= 1
        last = made.runs[-1]
        made.runs[-1] = Run(
            start=last.start,
            end=last.end - 1,
            page=last.page,
            source=last.source,
            source_end=last.source_end - 1,
        )
