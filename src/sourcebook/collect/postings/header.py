"""Read the head of a page: menu, theme, tagline, range, subject, background, advice, helplines."""

import re

from msgspec import Struct

from sourcebook.collect.postings.about import (
    CAUTION,
    HOW_START,
    SOURCE_END,
    TEACHERS,
    Paragraphs,
    about,
    is_label,
    prompted,
)
from sourcebook.collect.postings.helplines import helplines
from sourcebook.collect.postings.ledger import Ledger
from sourcebook.collect.postings.pieces import ARTEFACT, Piece
from sourcebook.collect.postings.place import Place, is_page_address
from sourcebook.records import Helpline, Sourced, Subject
from sourcebook.themes import find_age, find_aspect, find_theme, themes
from sourcebook.values.places import countries, find_country

RANGE = re.compile(
    r"^(?:Published reports\b.{0,60}|In the (?:early|first|opening)\b.{0,30}\b21st Century.{0,20}"
    r"|Reports?\b.{0,40}\bfrom \d{4} to \d{4}|Articles?\b.{0,40}\bfrom \d{4} to \d{4})$",
    re.I,
)
_LABELS = frozenset(
    {
        "main menu", "menu", "home", "home page", "index", "teachers", "students", "contact",
        "country-by-country reports", "contribute a new link", "contribute a link", "links",
        "country reports", "site map", "search", "about", "about us", "feedback", "help",
        "other countries", "resources for teachers", "term papers", "all countries", "back",
    }
)  # fmt: skip


class Header(Struct, frozen=True, kw_only=True):
    """What a page's head says."""

    theme: str | None = None
    subject: Subject | None = None
    tagline: str = ""
    range: str = ""
    background: Sourced = Sourced()
    summary: Sourced = Sourced()
    caution: str = ""
    prompt: str = ""
    aspects_prompted: tuple[str, ...] = ()
    teachers: str = ""
    helplines: tuple[Helpline, ...] = ()
    menu: tuple[str, ...] = ()
    prose: tuple[str, ...] = ()


def _menu_labels(text: str) -> list[str] | None:
    """The labels a menu line holds, or None where the line is none."""
    bare = text.strip()
    if "|" in bare:
        return [part.strip(" []") for part in bare.split("|") if part.strip(" []")]
    if bare.lower().strip(" []") in _LABELS:
        return [bare]
    bracketed = re.findall(r"\[\s*([^\[\]]{2,40}?)\s*\]", bare)
    if bracketed and len(bare) < 120 and re.search(r"\bin\s*\[|^\[", bare):
        return [bare]
    return None


def _flat_menu(text: str, theme: str | None) -> tuple[list[str], str, str]:
    """A flattened beginning as menu labels, the theme's title and the tagline."""
    labels: list[str] = []
    names = {name for found in themes().values() for name in (found.title, *found.names)}
    titles = {name.lower() for name in names if theme is not None and find_theme(name) == theme}
    known = sorted({*_LABELS, *(name.lower() for name in names)}, key=len, reverse=True)

    def label_of(rest: str) -> str:
        """The longest label a text begins with, if another thing follows it."""
        low = rest.lower()
        for name in known:
            if low.startswith(name):
                after = rest[len(name) :]
                if not after.strip() or (after[0] == " " and not after[1:2].islower()):
                    return rest[: len(name)]
        return ""

    rest = text
    while label := label_of(rest):
        after = rest[len(label) :].strip()
        if label.lower() in titles and not label_of(after):
            return labels, label, after
        labels.append(label)
        rest = after
    return labels, "", rest


class _Reader:
    """Reads a header's pieces from first to last."""

    def __init__(self, pieces: list[Piece], known: Place, ledger: Ledger) -> None:
        self.pieces = [piece for piece in pieces if piece.kind != ARTEFACT]
        self.known = known
        self.ledger = ledger
        self.theme = known.theme
        self.menu: list[str] = []
        self.title = self.tagline = self.range = ""

    def furniture(self, piece: Piece, says: str) -> None:
        self.ledger.furniture(piece, says)

    def top(self) -> int:
        """Reads menu, title, tagline, range and page address; where the subject stands."""
        at = next(
            (i for i, piece in enumerate(self.pieces[:60]) if RANGE.match(_first(piece))), None
        )
        stop = at if at is not None else self._top_without_range()
        rest: list[Piece] = []
        titled: Piece | None = None
        for piece in self.pieces[:stop]:
            if is_page_address(piece.text):
                self.furniture(piece, "the page's own address")
                continue
            labels = _menu_labels(piece.text)
            if labels is not None:
                self.menu.extend(labels)
                self.ledger.take(piece)
                continue
            rest.append(piece)
        exact = [piece for piece in rest if find_theme(piece.text)]
        own = [p for p in exact if self.theme is None or find_theme(p.text) == self.theme]
        if own:
            titled = own[-1]
        elif self.theme is None and exact:
            titled = exact[-1]
        if titled is not None:
            self.theme = self.theme or find_theme(titled.text)
        self._take_top(rest, titled)
        if at is None:
            return stop
        piece = self.pieces[at]
        parts = piece.columns or (piece.text,)
        self.range = parts[0]
        for part in parts[1:]:
            if not is_page_address(part):
                self.tagline = self.tagline or part
        self.ledger.take(piece)
        if len(parts) > 1:
            self.furniture(piece, "the page's own address")
        return at + 1

    def _top_without_range(self) -> int:
        """How many pieces stand before the subject on a page without a range line."""
        for index, piece in enumerate(self.pieces[:40]):
            if CAUTION.match(piece.text) or HOW_START.match(piece.text):
                break
            if is_page_address(piece.text):
                return index + 1
            code = find_country(piece.text) if len(piece.text) < 60 else None
            if code is not None and (self.known.country in {None, code}):
                return index
        for index, piece in enumerate(self.pieces[:40]):
            if _menu_labels(piece.text) is None and find_theme(piece.text) is None:
                return index
        return 0

    def _take_top(self, rest: list[Piece], titled: Piece | None) -> None:
        if titled is None:
            unknown = [p for p in rest if find_theme(p.text) is None]
            flat = unknown[0] if unknown else None
            if flat is not None:
                labels, title, after = _flat_menu(flat.text, self.theme)
                if labels or title:
                    self.menu.extend(p.text for p in rest[: rest.index(flat)])
                    self.menu.extend(labels)
                    self.title = title
                    self.theme = self.theme or (find_theme(title) if title else None)
                    others = rest[rest.index(flat) + 1 :]
                    self.tagline = " ".join(
                        part for part in (after, *(p.text for p in others)) if part
                    )
                    for piece in rest:
                        self.ledger.take(piece)
                    self.furniture(flat, "the theme's title")
                    return
            titled = flat
        if titled is None:
            for piece in rest:
                self.menu.append(piece.text)
                self.ledger.take(piece)
            return
        where = rest.index(titled)
        for piece in rest[:where]:
            self.menu.append(piece.text)
            self.ledger.take(piece)
        self.title = titled.text
        self.furniture(titled, "the theme's title")
        self.tagline = " ".join(piece.text for piece in rest[where + 1 :])
        for piece in rest[where + 1 :]:
            self.ledger.take(piece)


def _first(piece: Piece) -> str:
    return piece.columns[0] if piece.columns else piece.text


def _subject(reader: _Reader, start: int) -> tuple[Subject | None, int, str]:
    """The page's subject, how many pieces name it, and what is left of the last of them."""
    pieces = reader.pieces
    at = start
    while at < len(pieces) and is_page_address(pieces[at].text):
        reader.furniture(pieces[at], "the page's own address")
        at += 1
    country = reader.known.country
    for count in (1, 2, 3):
        lines = pieces[at : at + count]
        if len(lines) < count or any(len(line.text) > 80 for line in lines):
            break
        name = " ".join(line.text for line in lines)
        code = find_country(name)
        if code is not None and country is None and _is_index(pieces[at + count :], code):
            return None, at, ""
        if code is not None and country in {None, code}:
            for line in lines:
                reader.ledger.take(line)
            return Subject(kind="country", country=code, as_written=name), at + count, ""
    if at < len(pieces):
        text = pieces[at].text
        name = _country_prefix(text, country)
        if name:
            code = find_country(name)
            return Subject(kind="country", country=code, as_written=name), at, text[len(name) :]
    if country is not None:
        return Subject(kind="country", country=country), at, ""
    return None, at, ""


def _is_index(following: list[Piece], code: str) -> bool:
    """Whether the lines after a country's name are names of other countries: a list of pages."""
    names = [find_country(piece.text) for piece in following[:2] if len(piece.text) < 60]
    return len(names) == 2 and all(name not in {None, code} for name in names)


def _country_prefix(text: str, country: str | None) -> str:
    """A country's name that a flattened paragraph begins with, given twice ("Chad Chad has …") or
    known from the page's address."""
    words = text.split(" ", 9)[:8]
    for count in range(min(7, len(words)), 0, -1):
        name = " ".join(words[:count])
        if name[-1] in ",.;:" or not name[:1].isupper():
            continue
        code = find_country(name)
        if code is None:
            continue
        rest = text[len(name) :].strip()
        if not rest:
            return name
        if country is not None and code != country:
            continue
        first = re.match(r"(?:The\s+)?([A-ZÀ-Þ][\w'’\-]*)", rest)
        if first is None:
            continue
        if country is not None or find_country(first[1]) == code:
            return name
    return ""


def read_header(pieces: list[Piece], known: Place, ledger: Ledger) -> Header:
    """The head of a page. Everything in ``pieces`` ends in a field or in the ledger's findings."""
    reader = _Reader(pieces, known, ledger)
    start = reader.top()
    subject, at, left = _subject(reader, start)
    body = reader.pieces[at:]
    theme = reader.theme
    if subject is None:
        subject, used = _other_subject(body, theme, reader)
        body = body[used:]
    parts = Paragraphs()
    for index, piece in enumerate(body):
        text = left.strip() if left and index == 0 else piece.text
        parts.add(text, piece, ledger)
    background, summary = about(parts.about)
    country = subject.country if subject and subject.country else ""
    for piece in parts.pointers:
        reader.furniture(piece, "points to later reports")
    return Header(
        theme=theme,
        subject=subject,
        tagline=reader.tagline,
        range=reader.range,
        background=background,
        summary=summary,
        caution=" ".join(parts.caution),
        prompt="\n\n".join(parts.prompt),
        aspects_prompted=prompted(" ".join(parts.prompt)),
        teachers="\n\n".join(parts.teachers),
        helplines=helplines(parts.help, country),
        menu=tuple(reader.menu),
    )


def _other_subject(
    body: list[Piece], theme: str | None, reader: _Reader
) -> tuple[Subject | None, int]:
    """An aspect, an age group, or whatever the first line of the page says it is about."""
    listed = len(body) > 2 and find_country(body[0].text) is not None
    if not body or listed or is_label(body[0].text) or len(body[0].text) > 120:
        if reader.title:
            return Subject(kind="name", name=reader.title, as_written=reader.title), 0
        stem = reader.known.stem
        return (Subject(kind="name", name=stem, as_written=stem) if stem else None), 0
    text = body[0].text
    reader.ledger.take(body[0])
    bare = text.strip(" #*-–—:")
    aspect = find_aspect(theme or "", bare)
    if aspect is not None:
        return Subject(kind="aspect", aspect=aspect, as_written=text), 1
    age = find_age(theme or "", bare)
    if age is not None:
        return Subject(kind="age", age=age, as_written=text), 1
    return Subject(kind="name", name=text, as_written=text), 1


def slug_of(country: str) -> str:
    """The file name of a country's page."""
    return countries()[country].slug


def is_marker(text: str) -> bool:
    """Whether a line opens the caution, the advice or the help."""
    return is_label(text) or (TEACHERS.match(text) is not None and len(text) < 12)


def head_ends(pieces: list[Piece]) -> int:
    """Where the head ends on a page with neither section marks nor labels: after range line,
    address and subject, or after the last menu label."""
    last = 0
    for index, piece in enumerate(pieces[:40]):
        text = piece.text
        if (
            RANGE.match(_first(piece))
            or is_page_address(text)
            or _menu_labels(text) is not None
            or find_theme(text) is not None
        ):
            last = index + 1
    if last == 0:
        return 0
    following = pieces[last].text if last < len(pieces) else ""
    first = find_country(following) if len(following) < 60 else None
    if first is not None and _is_index(pieces[last + 1 :], first):
        return last
    if following and len(following) < 80 and last + 1 < len(pieces):
        last += 1
        for count in (1, 2):
            more = pieces[last - 1 : last + count]
            name = " ".join(piece.text for piece in more)
            if len(name) < 80 and find_country(name) and not find_country(following):
                last += count
                break
    while last < len(pieces) and (
        len(pieces[last].text) > 200 or SOURCE_END.search(pieces[last].text)
    ):
        last += 1
    return last


def subject_prefix(text: str, theme: str | None) -> str:
    """The aspect or age group that a flattened page's text begins with, or ""."""
    words = text.split(" ", 8)[:7]
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        bare = name.strip(" #*-–—:")
        if bare[:1].isupper() and (find_aspect(theme or "", bare) or find_age(theme or "", bare)):
            return name
    return ""
