"""Hold a posting while it is read, and make an entry of it."""

import re

from sourcebook.collect.draft import DraftEntry
from sourcebook.collect.identity import entry_id
from sourcebook.collect.postings import marks
from sourcebook.collect.postings.bylines import is_number_line, read_byline
from sourcebook.collect.postings.cuts import ACCESS, CLICK, LOST, URL
from sourcebook.collect.postings.ledger import lines_subject
from sourcebook.collect.postings.pieces import Piece
from sourcebook.collect.postings.quotes import excerpts
from sourcebook.records import Address, Date, Entry, Finding, Level
from sourcebook.values.addresses import web_address


class Posting:
    """A posting being read."""

    def __init__(self, section: str, group: str) -> None:
        self.section = section
        self.group = group
        self.titles: list[Piece] = []
        self.title = ""
        self.bylines: list[str] = []
        self.addresses: list[tuple[str | None, str, list[Date]]] = []
        self.lost = False
        self.notes: list[str] = []
        self.quotes: list[Piece] = []
        self.line = 0
        self.last = 0
        self.findings: list[Finding] = []

    def doubt(self, rule: str, piece: Piece, says: str, level: Level = "warning") -> None:
        subject = lines_subject(piece.number, piece.last)
        self.findings.append(Finding(rule=rule, subject=subject, level=level, says=says))

    def anchor(self, piece: Piece) -> None:
        """Takes in an address, an access note, or the line that stands for a lost address."""
        text = piece.text
        if piece.kind == URL:
            self.address(piece)
        elif piece.kind == ACCESS:
            date = marks.access_date(text)
            if date.edtf is None:
                says = f"the access note “{text}” gives no date that can be read"
                self.doubt("unreadable-date", piece, says)
            if not self.addresses:
                self.addresses.append((None, "", []))
            self.addresses[-1][2].append(date)
        elif piece.kind == LOST:
            self.lost = True
            self.addresses.append((_linked(piece), text, []))
        else:
            self.notes.append(text)
            href = _linked(piece)
            if href is not None:
                self.addresses.append((href, text, []))
            elif piece.kind == CLICK:
                self.addresses.append((None, "", []))

    def address(self, piece: Piece) -> None:
        written = piece.text
        href = _linked(piece)
        shown = web_address(marks.bare_url(written))
        url = _chosen(shown, href)
        if url is None:
            says = f"“{written[:120]}” is no web address: kept as written, not linked"
            self.doubt("address", piece, says)
        same = next((a for a in self.addresses if url is not None and a[0] == url), None)
        if same is not None and same[1] == written:
            self.addresses.remove(same)
            self.addresses.append(same)
            return
        self.addresses.append((url, written, []))


def _linked(piece: Piece) -> str | None:
    """The web address behind a piece's words, where a link covers them (or the word "here")."""
    for link in piece.links:
        url = web_address(link.href) if ":" in link.href or "/" in link.href else None
        if url is not None:
            return url
    return None


def _chosen(shown: str | None, href: str | None) -> str | None:
    """The address meant where words and link differ: the link, unless it only leads elsewhere.

    Words often show a shortened address ("…/shelter…") and the link holds the whole one. Where
    both are whole and differ, the words are what the curator checked and dated.
    """
    if shown is None or href is None:
        return shown or href
    if "..." in shown or "…" in shown or "%E2%80%A6" in shown:
        return href
    one, two = _rough(shown), _rough(href)
    if one == two or two.startswith(one):
        return href if two != one else shown if shown.startswith("https") else href
    return shown


def _rough(url: str) -> str:
    bare = re.sub(r"^[a-z]+://(?:www\.)?", "", url.lower())
    return bare.rstrip("/")


def entry(made: Posting, taken: set[str]) -> tuple[DraftEntry, list[Finding]]:
    """The entry that a posting makes, under an id not ``taken``, and what is doubtful about it."""
    quoted = excerpts((piece.text, piece.flat) for piece in made.quotes)
    clues = [url or written for url, written, _ in made.addresses]
    clues.extend(" ".join(excerpt.paragraphs)[:4000] for excerpt in quoted)
    byline = read_byline(made.bylines, made.title, clues)
    subject = lines_subject(made.line, max(made.line, made.last))
    findings = list(made.findings)
    findings.extend(
        Finding(rule=f.rule, subject=lines_subject(made.line, made.line + 0) if made.line else subject,
                level=f.level, says=f.says)
        for f in byline.findings
    )  # fmt: skip
    for line in made.bylines:
        if is_number_line(line):
            findings.append(
                Finding(rule="numbers", subject=subject, level="info",
                        says=f"kept as identifiers: {line[:120]}")
            )  # fmt: skip
    if not made.title:
        findings.append(
            Finding(rule="untitled", subject=subject, level="warning",
                    says="no title stands before this address; give it one by hand")
        )  # fmt: skip
    name = entry_id(title=made.title, publisher=byline.publisher, issued=byline.issued, taken=taken)
    taken.add(name)
    made_of = Entry(
        id=name,
        title=made.title,
        byline=byline.text,
        authors=byline.authors,
        publisher=byline.publisher,
        issued=byline.issued,
        edition=byline.edition,
        kind=byline.kind,
        identifiers=byline.identifiers,
        details=byline.details,
        addresses=tuple(
            Address(url=url, as_written=written, accessed=tuple(dates))
            for url, written, dates in made.addresses
        ),
        excerpts=quoted,
        notes=tuple(made.notes),
        lost=made.lost,
    )
    drafted = DraftEntry(entry=made_of, section=made.section, group=made.group, line=made.line)
    return drafted, findings
