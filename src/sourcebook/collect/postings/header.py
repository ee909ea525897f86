"""Read the head of a page: menu, theme, tagline, range, subject, background, advice, helplines."""

import re

from msgspec import Struct

from sourcebook.collect.postings.about import (
    SOURCE_END,
    STUDENTS,
    TEACHERS,
    Paragraphs,
    about,
    is_label,
    prompted,
)
from sourcebook.collect.postings.groups import group_name, is_term
from sourcebook.collect.postings.helplines import helplines
from sourcebook.collect.postings.ledger import Ledger
from sourcebook.collect.postings.looks import capitalised
from sourcebook.collect.postings.masthead import RANGE, Masthead, first_column, menu_labels
from sourcebook.collect.postings.pieces import Piece
from sourcebook.collect.postings.place import Place, in_theme, is_page_address
from sourcebook.records import Helpline, Sourced, Subject
from sourcebook.themes import find_age, find_aspect, find_theme
from sourcebook.values.places import countries, find_country


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


def _subject(reader: Masthead, start: int) -> tuple[Subject | None, int, str]:
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
        if (
            words[0] in words[1:count]
            or name[-1] in ",.;:"
            or not name[:1].isupper()
            or words[count - 1].lower() == "the"
        ):
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
    reader = Masthead(pieces, known, ledger)
    start = reader.top()
    named = None if known.country else _named_above(reader.theme, reader)
    subject, at, left = (named, start, "") if named else _subject(reader, start)
    body = reader.pieces[at:]
    theme = reader.theme
    if subject is None:
        subject, used = _other_subject(body, theme, reader)
        body = body[used:]
    parts = Paragraphs()
    for index, piece in enumerate(body):
        if index < 3 and is_page_address(piece.text):
            reader.furniture(piece, "the page's own address")
            continue
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
    body: list[Piece], theme: str | None, reader: Masthead
) -> tuple[Subject | None, int]:
    """An aspect, an age group, or whatever the first line of the page says it is about."""
    listed = len(body) > 2 and find_country(body[0].text) is not None
    nameless = not body or listed or is_label(body[0].text) or len(body[0].text) > 120
    if nameless or _FIELD.match(body[0].text) or (reader.below and not _is_name(body[0].text)):
        if reader.below and not reader.range and _is_name(reader.below[-1]):
            name = reader.below.pop()
            reader.tagline = " ".join(reader.below)
            return Subject(kind="name", name=name, as_written=name), 0
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


# What a lesson plan begins with.
_FIELD = re.compile(
    r"^(?:title|unit(?: topic)?|topic|grade(?: level)?|subject|objectives?|time|author|class)\s*:",
    re.I,
)


def _is_name(text: str) -> bool:
    """Whether a line may be what a page is called: a few words, mostly with capitals."""
    return len(text) < 60 and text[-1] not in ".!" and capitalised(text) >= 0.7


_LEAD = re.compile(
    r"^(?:lecture |teaching |classroom )?(?:resources?|materials?|postings?|readings?|articles?)"
    r"(?: (?:for|on|about|by))+(?: the)?\s*[:\-–—]?\s+",
    re.I,
)
_AGES = re.compile(r"^(?:ages?|children aged)\s+(?:\d|under|over|up)", re.I)


def _is_term(text: str) -> bool:
    """Whether a line above the page's address names an aspect or age group, so that a country
    below it groups postings."""
    bare = _LEAD.sub("", text).strip(" #*-–—:[]")
    return find_theme(text) is None and (is_term(bare) or _AGES.match(bare) is not None)


def _named_above(theme: str | None, reader: Masthead) -> Subject | None:
    """The aspect or age group that a line between the page's title and its address names."""
    for text in reversed(reader.below):
        bare = _LEAD.sub("", text).strip(" #*-–—:[]")
        aspect, age = find_aspect(theme or "", bare), find_age(theme or "", bare)
        if aspect is None and age is None and not _AGES.match(bare):
            continue
        reader.below.remove(text)
        reader.tagline = " ".join(reader.below)
        if aspect is not None:
            return Subject(kind="aspect", aspect=aspect, as_written=text)
        return Subject(kind="age", age=age, as_written=text)
    return None


def _called_above(head: list[Piece]) -> bool:
    """Whether what a page is called stands above its address: a name of no theme and no label."""
    if len(head) < 3 or not is_page_address(head[-1].text):
        return False
    text = head[-2].text
    return _is_name(text) and find_theme(text) is None and menu_labels(text) is None


def slug_of(country: str) -> str:
    """The file name of a country's page."""
    return countries()[country].slug


def is_marker(text: str) -> bool:
    """Whether a line opens the caution, the advice or the help."""
    return is_label(text) or (len(text) < 14 and bool(TEACHERS.match(text) or STUDENTS.match(text)))


def head_ends(pieces: list[Piece], country: str | None) -> int:
    """Where the head ends on a page with neither section marks nor labels: after range line,
    address and subject, or after the last menu label. ``country``: known from its address."""
    last = 0
    for index, piece in enumerate(pieces[:40]):
        text = piece.text
        if (
            RANGE.match(first_column(piece))
            or (is_page_address(text) and (index == 0 or last > 0 or in_theme(text)))
            or menu_labels(text) is not None
            or find_theme(text) is not None
        ):
            last = index + 1
    if last == 0:
        return 0
    following = pieces[last].text if last < len(pieces) else ""
    first = find_country(following) if len(following) < 60 else None
    if first is not None and _is_index(pieces[last + 1 :], first):
        return last
    if country is None and group_name(following) and (
        " - " in following or any(_is_term(piece.text) for piece in pieces[:last])
    ):  # fmt: skip
        return last
    if _called_above(pieces[:last]) and country is None and (
        _FIELD.match(following) or not _is_name(following)
    ):  # fmt: skip
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
