"""Read a written reference: its number, addresses, dates, and who wrote and published what."""

import re

from sourcebook.read.references.addresses import urls_in
from sourcebook.read.references.fields import fields
from sourcebook.records import Date, Reference
from sourcebook.values.dates import Found, edtf, find_dates, read_date

NUMBER = re.compile(
    r"^\s*(?:\[(\d{1,4}[a-z]?)\]|\((\d{1,4})\)|(\d{1,4})(?:[.)](?=\s)|(?=\s))|(\d{1,4})[.)]?\t)\s*"
)
_ACCESSED = re.compile(
    r"(?:accessed|retrieved|(?:last )?(?:viewed|visited|consulted|checked|access(?:ed)?)|cited|"
    r"date (?:of )?access(?:ed)?|дата (?:обращения|доступа)|просмотрено|қаралған күні|қаралды|"
    r"abgerufen|zugriff|consult[ée]e?s?|consultado|acessado|acesso|accesso|erişim)"
    r"\s*(?:date)?\s*(?:on|am|le|el|em|il|in|at|online|last)?\s*[:\s]*$",
    re.I,
)
_PUBLISHED = re.compile(
    r"(?:published|released?|issued|posted|updated|enacted|dated|adopted)\s*(?:on|in)?\s*:?\s*$",
    re.I,
)
_URL = re.compile(r"(?:https?://|www\.)\S+", re.I)
_LONE_YEAR = re.compile(r"(?<![\d/.-])((?:18|19|20)\d\d)([a-z]?)(?![\d/-])")
_EDGES = " \t.,;:–—-"
_QUOTES = "“”\"«»„‘’'"
_AND = re.compile(r"\s*(?:;|\s&\s|\s(?:and|und|et|y|e|и|және)\s)\s*")
_ET_AL = re.compile(r",?\s*\b(?:et al|и др|et\. al)\b\.?,?", re.I)
_ROLE = re.compile(r"\s*\(?\b(?:eds?|dir|hrsg|ред|coord)\b\.?\)?,?$", re.I)
_INITIALS = re.compile(r"^(?:[A-ZÀ-ÞА-ЯЁ]\.?[\s-]?){1,4}$")
_SHORT = re.compile(r"\s[A-ZÀ-ÞА-ЯЁ]{1,3}$")  # "Example AB", as Vancouver style writes names
_SURNAME = re.compile(r"^[^\d\s.]+(?:[\s-][^\d\s.]+){0,2}$")
LONGEST = 1500  # letters of a reference that are looked at for its fields


def numbered(raw: str) -> tuple[str, str]:
    """The number a reference begins with ("" where none) and the rest."""
    found = NUMBER.match(raw)
    if found is None:
        return "", raw.strip()
    return next(group for group in found.groups() if group), raw[found.end() :].strip()


def reference(raw: str, *, number: str = "") -> Reference:
    """The reference these words make; what it doesn't state stays empty."""
    words = " ".join(raw.split())
    bare = _URL.sub(lambda found: " " * len(found.group()), words)
    accessed, issued = _dates(bare)
    authors: list[str] = []
    title = publisher = container = ""
    for label, part in fields(words[:LONGEST]):
        if label == "author" and not authors:
            authors = people(part)
        elif label == "title" and not title:
            title = _trim(part)
        elif label == "publisher" and not publisher:
            publisher = _trim(part)
        elif label == "container" and not container:
            container = _trim(part)
    return Reference(
        number=number,
        raw=words,
        title=title or container,
        authors=tuple(authors),
        publisher=publisher,
        urls=urls_in(words),
        issued=issued,
        accessed=accessed,
    )


def _trim(part: str) -> str:
    part = part.strip(_EDGES).strip()
    while part[:1] in _QUOTES and part[:1]:
        part = part[1:].lstrip()
    while part[-1:] in _QUOTES and part[-1:]:
        part = part[:-1].rstrip(" ,.;")
    for opened, closed in (("(", ")"), ("[", "]")):
        if part.count(opened) != part.count(closed):
            part = part.strip(opened + closed + _EDGES)
    return part


def _dates(text: str) -> tuple[Date | None, Date | None]:
    """(accessed, issued): the date that words of access lead to; of the others, the finest one,
    a year in brackets after the author before all others that are no finer."""
    accessed: Date | None = None
    others: list[tuple[int, int, int, str]] = []
    taken: list[tuple[int, int]] = []
    for found in find_dates(text):
        before = text[max(0, found.start - 40) : found.start]
        taken.append((found.start, found.end))
        if _ACCESSED.search(before.rstrip("([ ")):
            if accessed is None:
                accessed = read_date(found.as_written)
            continue
        if _usable(found):
            bonus = 1 if _PUBLISHED.search(before) else 0
            others.append((_fineness(found.as_written), bonus, found.start, found.as_written))
    for year in _LONE_YEAR.finditer(text):
        if any(start <= year.start() < end for start, end in taken):
            continue
        before = text[max(0, year.start() - 40) : year.start()]
        if _ACCESSED.search(before.rstrip("([ ")):
            accessed = accessed or Date(edtf=year[1], as_written=year[1])
            continue
        bracketed = (
            text[year.start() - 1 : year.start()] == "("
            and text[year.end() : year.end() + 1] == ")"
        )
        bonus = (2 if bracketed and year.start() < 0.5 * len(text) else 0) + (
            1 if _PUBLISHED.search(before) else 0
        )
        others.append((1, bonus, year.start(), year.group()))
    if not others:
        return accessed, None
    best = max(
        others, key=lambda other: (other[0] + (1 if other[1] >= 2 else 0), other[1], other[2])
    )
    written = best[3]
    plain = re.sub(r"(?<=\d{4})[a-z]$", "", written)
    return accessed, Date(edtf=edtf(plain), as_written=written)


def _usable(found: Found) -> bool:
    return found.kind in ("range", "full", "month", "year")


def _fineness(written: str) -> int:
    made = edtf(written) or ""
    return 1 + made.split("/")[0].count("-")


def people(part: str) -> list[str]:
    """The authors named in a field: by semicolon, "and", or commas between inverted names."""
    part = part.strip(" \t,;:–—-()[]")
    part = _ROLE.sub("", _ET_AL.sub("", part)).strip(" \t,;:–—-")
    made: list[str] = []
    for group in _AND.split(part):
        pieces = [piece.strip() for piece in group.split(",") if piece.strip()]
        place = 0
        while place < len(pieces):
            piece = pieces[place]
            after = pieces[place + 1] if place + 1 < len(pieces) else ""
            if after and _INITIALS.match(after) and not _INITIALS.match(piece):
                made.append(f"{piece}, {after}")
                place += 2
            elif (
                after
                and len(pieces) == 2
                and not _SHORT.search(piece)
                and _SURNAME.match(piece)
                and _SURNAME.match(after)
                and len(piece.split()) <= 2
                and len(after.split()) <= 3
            ):
                made.append(f"{piece}, {after}")  # Surname, Given
                place += 2
            else:
                made.append(piece)
                place += 1
    return [_named(name) for name in made if re.search(r"[^\W\d_]", name)][:60]


def _named(name: str) -> str:
    name = name.strip(" ,;:&")
    return name if re.search(r"\b[A-ZÀ-ÞА-ЯЁ]\.$", name) else name.strip(". ")
