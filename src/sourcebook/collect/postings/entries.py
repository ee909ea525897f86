"""Make entries of the pieces of a page's body: from its anchors outwards to titles and quotes."""

import re
from functools import partial
from itertools import pairwise

from msgspec import Struct

from sourcebook.collect.draft import DraftEntry
from sourcebook.collect.postings import flat, marks
from sourcebook.collect.postings.bylines import is_number_line
from sourcebook.collect.postings.cuts import (
    ANCHORS,
    ARTEFACT,
    CITATION,
    MOVED,
    NOTE,
    NOTICE,
    SECTION,
    TEXT,
)
from sourcebook.collect.postings.groups import group_name, prefixed
from sourcebook.collect.postings.heads import Head, best_head
from sourcebook.collect.postings.ledger import Ledger
from sourcebook.collect.postings.looks import byline_score, title_score
from sourcebook.collect.postings.ordinary import lower_words
from sourcebook.collect.postings.pieces import Piece
from sourcebook.collect.postings.posting import Posting, entry
from sourcebook.collect.postings.wordkinds import Ordinary
from sourcebook.records import Finding, Section

_REACH = 450  # letters before an address in which a head begins; the longest seen has 380
_NO_POSTING = 0.5  # a head must score more than this to begin a posting


_FURNITURE = re.compile(
    r"^\[?\s*(?:contribute a (?:new )?link(?: to this page)?|main menu|back to top|top of page|"
    r"country-by-country reports|resources for teachers)\s*\]?$",
    re.I,
)
_FOOTNOTE = re.compile(r"^(?:\(\d{1,3}\)|\[\d{1,3}\]|\d{1,3}[.)])\s")
_NUMBERS = re.compile(r"(?<=[^,;]\s)(?:ISBN|ISSN|doi\s*:|DOI\b).*$")


class Body(Struct, frozen=True, kw_only=True):
    """What a page's body holds, with what was doubtful. ``sections`` carry prose only."""

    entries: tuple[DraftEntry, ...] = ()
    sections: tuple[Section, ...] = ()
    findings: tuple[Finding, ...] = ()


class _Builder:
    """Goes through a body's pieces once."""

    def __init__(self, ledger: Ledger, *, country: str | None, grouped: bool, headed: bool) -> None:
        self.ledger = ledger
        self.country = country
        self.grouped = grouped
        self.section = ""
        self.group = ""
        self.done: list[Posting] = []
        self.now: Posting | None = None
        self.block: list[Piece] = []
        self.prose: dict[str, list[str]] = {}
        self.order: list[str] = []
        self.opening = headed
        self.names: frozenset[str] = frozenset()
        self.ordinary = Ordinary()

    def run(self, pieces: list[Piece]) -> None:
        self.names = flat.repeated(
            one.text for one, two in pairwise(pieces)
            if one.kind == TEXT and one.flat and two.kind in ANCHORS
        )  # fmt: skip
        if any(piece.flat for piece in pieces):
            self.ordinary = Ordinary(lower_words(p.text for p in pieces if p.kind == TEXT))
        index = 0
        while index < len(pieces):
            piece = pieces[index]
            kind = piece.kind
            if kind in ANCHORS:
                index = self.anchors(pieces, index)
                continue
            if kind == TEXT and _FURNITURE.match(piece.text):
                self.ledger.furniture(piece, "a label of the page")
            elif kind == TEXT:
                self.block.append(piece)
            elif (kind == NOTE and self.now is not None and not self.block) or (
                kind == NOTE and self.now is not None
            ):
                self.now.notes.append(piece.text)
                self.ledger.take(piece)
            elif kind == SECTION:
                self.close()
                name = marks.section_name(piece.text) or piece.text
                self.section, self.group, self.now = name, "", None
                self.opening = True
                if name not in self.order:
                    self.order.append(name)
                self.ledger.furniture(piece, "opens a section")
            elif kind == ARTEFACT:
                self.ledger.furniture(piece, "the text of an image, dropped")
            elif kind in {NOTICE, CITATION}:
                self.close()
                self.now = None
            index += 1
        self.close()

    def anchors(self, pieces: list[Piece], start: int) -> int:
        """Reads a run of anchors; where it ends. It begins a posting if a head stands before it."""
        stop = start
        while stop < len(pieces) and (
            pieces[stop].kind in ANCHORS
            or (pieces[stop].kind == NOTE)
            or (pieces[stop].kind == TEXT and is_number_line(pieces[stop].text))
        ):
            stop += 1
        while pieces[stop - 1].kind == TEXT:
            stop -= 1
        run = pieces[start:stop]
        if self._essay(run):
            self.quote([*self.block, *run])
            self.block = []
            return stop
        self.begin(run)
        now = self.now
        assert now is not None
        for piece in run:
            if piece.kind in ANCHORS:
                now.anchor(piece)
            elif piece.kind == NOTE:
                now.notes.append(piece.text)
            else:
                now.bylines.append(piece.text)
            now.last = max(now.last, piece.last)
            self.ledger.take(piece)
        self.opening = False
        return stop

    def _essay(self, run: list[Piece]) -> bool:
        """Whether an address stands in an essay's note or running text, on a page that has neither
        a country nor sections and begins no posting here: teachers' pages hold such."""
        if self.country is not None or self.section or self.group or self.now is not None:
            return False
        if not self.block:
            return False
        if _FOOTNOTE.match(self.block[-1].text):
            return True
        if any(piece.flat for piece in (*self.block, *run)):
            return False
        head = best_head(self.block, opening=False)
        return head is not None and head.score < _NO_POSTING and len(self.block[-1].text) > 120

    def begin(self, run: list[Piece]) -> None:
        """Begins a posting with the head that the block ends in, or goes on with the last one."""
        block, self.block = self.block, []
        if not block and self.now is not None:
            return
        opening = self.opening
        block, head = self._parted(block, opening)
        if head is None:
            head = best_head(block, opening=opening)
        weak = head is None or (head.score < _NO_POSTING and not opening)
        if weak and self.now is not None:
            self.quote(block)
            return
        made = Posting(self.section, self.group)
        if head is not None:
            before = block[: head.quotes]
            if before and self._is_group(before[-1], after=block[head.quotes :]):
                made.group = self.group = self._group(before[-1])
                self.ledger.take(before[-1])
                before = before[:-1]
            elif head.titles + head.bylines > 1 and self._is_group(
                block[head.quotes], after=block[head.quotes + 1 :]
            ):
                made.group = self.group = self._group(block[head.quotes])
                self.ledger.take(block[head.quotes])
                rest = best_head(block[head.quotes + 1 :], opening=True)
                assert rest is not None
                titles = block[head.quotes + 1 : head.quotes + 1 + rest.titles + rest.quotes]
                bylines = block[head.quotes + 1 + rest.titles + rest.quotes :]
                self.quote(before)
                self._head(made, titles, bylines)
                return
            self.quote(before)
            split = head.quotes + head.titles
            self._head(made, block[head.quotes : split], block[split:])
        else:
            made.line = run[0].number
            self._start(made)

    def _head(self, made: Posting, titles: list[Piece], bylines: list[Piece]) -> None:
        made.titles = titles
        made.title = " ".join(piece.text for piece in titles)
        made.bylines = [piece.text for piece in bylines]
        made.line = titles[0].number if titles else bylines[0].number if bylines else 0
        made.last = max((piece.last for piece in (*titles, *bylines)), default=made.line)
        for piece in (*titles, *bylines):
            self.ledger.take(piece)
        self._start(made)

    def _start(self, made: Posting) -> None:
        self.done.append(made)
        self.now = made
        self.opening = False

    def _is_group(self, piece: Piece, *, after: list[Piece]) -> bool:
        """Whether a line names the countries of what follows it, and a title is left after it."""
        if not after or not self.grouped:
            return False
        return self._group(piece) != ""

    def _group(self, piece: Piece) -> str:
        return group_name(piece.text, country=self.country)

    def _parted(self, block: list[Piece], opening: bool) -> tuple[list[Piece], Head | None]:
        """The block with its last piece cut into quotes, group, title and byline where line breaks
        were lost, and where its head then begins; the block as it was, and None, where not."""
        if not block:
            return block, None
        last = block[-1]
        text = last.text
        if not last.flat:
            if not 70 < len(text) < 500 or byline_score(text) < 4:
                return block, None
            if len(block) > 1 and _may_be_title(block[-2]):
                return block, None
            head = best_head(block, opening=opening)
            if head is not None and head.titles and head.bylines and (
                title_score(block[head.quotes].text) >= 1
            ):  # fmt: skip
                return block, head
        if len(block) > 1 and self._stands(block[-2], text):
            return block, None
        first = _reach(block) if last.flat else len(block) - 1
        text, breaks = _run_together(block[first:])
        prefix = partial(prefixed, country=self.country) if self.grouped else None
        found = flat.part(
            text,
            opening=opening and first == 0,
            prefixed=prefix,
            breaks=breaks,
            names=self.names,
            ordinary=self.ordinary,
        )
        if found is None or found.score < (1.0 if last.flat else 6.0):
            return block, None
        kept = first + sum(1 for at in breaks if at <= found.at)
        straddling = block[kept]
        start = breaks[kept - first - 1] if kept > first else 0
        quotes = text[start : found.at].strip()
        numbers = _NUMBERS.search(found.byline)
        byline = found.byline[: numbers.start()].strip() if numbers else found.byline
        bylines = [part for part in (byline, numbers.group() if numbers else "") if part]
        before = [part for part in (quotes, found.group) if part]
        made = [
            Piece(
                kind=TEXT, text=part, number=straddling.number,
                last=straddling.last if part is quotes else last.last, gap=1, flat=True,
            )
            for part in (*before, found.title, *bylines)
        ]  # fmt: skip
        for piece in block[kept:]:
            self.ledger.replace(piece, [])
        self.ledger.replace(last, made)
        at = kept + len(before)
        head = Head(quotes=at, titles=1, bylines=len(bylines), score=found.score)
        return [*block[:kept], *made], head

    def _stands(self, before: Piece, byline: str) -> bool:
        """Whether the line before is a title, so that a flattened line is its byline alone."""
        if before.kind != TEXT or before.flat or len(before.text) > 200:
            return False
        if self.grouped and self._group(before):
            return False
        return byline_score(byline) >= 3 and len(byline) < 300 and title_score(before.text) >= 2

    def quote(self, block: list[Piece]) -> None:
        """Gives pieces to the posting being read as quotes, or to the section as prose."""
        if not block:
            return
        if self.now is not None:
            self.now.quotes.extend(block)
            self.now.last = max(self.now.last, block[-1].last)
            for piece in block:
                self.ledger.take(piece)
            return
        for piece in block:
            group = self._group(piece) if self.grouped else ""
            if group and len(piece.text) < 80:
                self.group = group
            self.prose.setdefault(self.section, []).append(piece.text)
            self.ledger.tell(
                piece, "prose", "info", "belongs to no posting: kept as the section's prose"
            )

    def close(self) -> None:
        """Ends what is open: the block belongs to the last posting, or is prose."""
        block, self.block = self.block, []
        self.quote(block)


def _may_be_title(piece: Piece) -> bool:
    """Whether a line of its own may be a title, in any case of letters: no sentence ends it."""
    text = piece.text
    return len(text) < 200 and (text[-1] not in ".;,…" or title_score(text) >= 1)


def _reach(block: list[Piece]) -> int:
    """The first of a block's last pieces that a head without sure line breaks may begin in."""
    first = len(block) - 1
    size = len(block[first].text)
    while first > 0 and size < _REACH and block[first - 1].flat and len(block) - first < 6:
        first -= 1
        size += len(block[first].text) + 1
    return first


def _run_together(block: list[Piece]) -> tuple[str, list[int]]:
    """The text of pieces joined by spaces, and where in it each but the first begins."""
    breaks: list[int] = []
    size = len(block[0].text)
    for piece in block[1:]:
        breaks.append(size + 1)
        size += len(piece.text) + 1
    return " ".join(piece.text for piece in block), breaks


def read_body(
    pieces: list[Piece], ledger: Ledger, *, country: str | None, grouped: bool, headed: bool
) -> Body:
    """All entries of a body in order, in their sections and groups. ``headed``: the page's head
    stands before it, so that it does not begin in the middle of a posting."""
    builder = _Builder(ledger, country=country, grouped=grouped, headed=headed)
    builder.run(pieces)
    taken: set[str] = set()
    entries: list[DraftEntry] = []
    findings: list[Finding] = []
    for made in builder.done:
        drafted, doubts = entry(made, taken)
        entries.append(drafted)
        findings.extend(doubts)
    sections = tuple(
        Section(heading=name, prose=tuple(builder.prose.get(name, ())))
        for name in dict.fromkeys([*builder.order, *builder.prose])
    )
    return Body(entries=tuple(entries), sections=sections, findings=tuple(findings))


__all__ = ["MOVED", "Body", "read_body"]
