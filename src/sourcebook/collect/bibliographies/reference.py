"""One reference as a file of references holds it, in CSL 1.0.2 variables; and the Entry it makes.

A person's name is "Family, Given"; a body's has no comma, or stands in {braces} where it needs one.
"""

import re
from collections.abc import Iterable
from typing import Any

from msgspec import Struct, field

from sourcebook.collect.draft import Draft, DraftEntry
from sourcebook.collect.numbering import Ids
from sourcebook.records import Address, Date, Entry, Excerpt, Finding
from sourcebook.values.addresses import web_address
from sourcebook.values.dates import edtf
from sourcebook.values.dates_said import spelled
from sourcebook.values.languages import language_tag

_DOI = re.compile(r"10\.\d{4,9}/\S+", re.I)  # DOI Handbook 2.2: directory 10, registrant, suffix
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")
_ISBN = re.compile(r"(?:97[89][-\s]?)?(?:\d[-\s]?){9}[\dXx]")
_URL = re.compile(r"(?:https?|ftp)://[^\s<>\"]+", re.I)
ROLES = [
    "author",
    "editor",
    "collection-editor",
    "translator",
    "container-author",
    "compiler",
    "composer",
    "contributor",
    "curator",
    "director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
]


_NUMBERED_AS_BOOKS = frozenset(
    [
        "book",
        "chapter",
        "classic",
        "entry",
        "entry-dictionary",
        "entry-encyclopedia",
        "hearing",
        "map",
        "motion_picture",
        "musical_score",
        "pamphlet",
        "paper-conference",
        "software",
        "song",
    ]
)


class Reference(Struct, kw_only=True):
    """What one record of a file says, before it is an Entry: ``names`` by role, CSL ``variables``,
    ``extra`` for what no CSL variable holds (each key gets the prefix ``x-``)."""

    kind: str = "document"
    line: int = 0
    names: dict[str, list[str]] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    identifiers: dict[str, list[str]] = field(default_factory=dict)
    urls: list[str] = field(default_factory=list)
    issued: Date | None = None
    accessed: list[Date] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    abstracts: list[str] = field(default_factory=list)
    extra: dict[str, list[str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def name(self, role: str, *names: str) -> None:
        """Add names in a role; a role CSL has no name for is kept as ``x-<role>``."""
        told = [name for name in names if name.strip(" ,{}")]
        if told:
            place = role if role in ROLES else f"x-{role.removeprefix('x-')}"
            self.names.setdefault(place, []).extend(told)

    def put(self, variable: str, value: str) -> None:
        """Set a variable once; a second, different value is kept as ``x-<variable>``."""
        value = value.strip()
        if not value:
            return
        held = self.variables.setdefault(variable, value)
        if held != value:
            self.keep(variable, value)

    def keep(self, key: str, value: str) -> None:
        """Keep what no variable holds, under ``x-<key>``."""
        value = value.strip()
        kept = self.extra.setdefault(key.lower().removeprefix("x-"), [])
        if value and value not in kept:
            kept.append(value)

    def identify(self, scheme: str, value: str) -> None:
        """Add an identifier; what is no DOI is kept apart, so that no dead link is made of it."""
        value = value.strip()
        if not value:
            return
        if scheme == "doi":
            found = _DOI.search(value)
            if found is None:
                self.keep("doi", value)
                return
            value = found.group().rstrip(".,;")
        held = self.identifiers.setdefault(scheme, [])
        if value not in held:
            held.append(value)

    @staticmethod
    def is_serial(value: str) -> bool:
        """Whether a number has the shape of an ISBN or ISSN."""
        return bool(_ISSN.fullmatch(value.strip()) or _ISBN.match(value.strip()))

    def serial(self, value: str) -> None:
        """Add an ISBN or ISSN, whichever the number is; the kind decides where it is neither."""
        if _ISSN.fullmatch(value.strip()):
            self.identify("issn", value)
        elif _ISBN.match(value.strip()) or self.kind in _NUMBERED_AS_BOOKS:
            self.identify("isbn", value)
        else:
            self.identify("issn", value)


def literal(name: str) -> str:
    """A body's name as an author: in {braces} where a comma or semicolon would make it a person."""
    name = " ".join(name.split())
    return f"{{{name.replace(';', ',')}}}" if "," in name or ";" in name else name


def person(family: str, given: str = "", suffix: str = "") -> str:
    """A person as an author: "Family, Given" or "Family, Given, Jr."; a lone name stays alone."""
    parts = [" ".join(part.replace(";", " ").split()) for part in (family, given, suffix)]
    return ", ".join(part for part in parts if part)


def written_name(name: str) -> str:
    """A name as RIS and EndNote write it ("Family, Given[, Suffix]"), blanks put right; EndNote's
    trailing comma marks a body."""
    text = " ".join(name.split())
    if text.endswith(","):
        return literal(text.rstrip(", "))
    return ", ".join(part for part in (part.strip() for part in text.split(",")) if part)


def read_issued(as_written: str) -> Date | None:
    """A date with "/" or "-" between its parts, year first ("2014/06/01/Summer"), or in words."""
    text = " ".join(as_written.split())
    if not text or not text.strip("/0- "):
        return None
    if re.match(r"/{2,3}[^/]*[^\W\d_][^/]*$", text):
        text = text.lstrip("/")  # RIS: year, month and day empty, the date in words behind them
    parts = [part.strip() for part in re.split(r"[/\-]", text)]
    if re.fullmatch(r"\d{4}", parts[0]) and len(parts) <= 4:
        if parts[0] == "0000":
            return Date(as_written=text)
        numbers = [part for part in parts[1:3] if part]
        made = edtf("-".join((parts[0], *(n.zfill(2) for n in numbers))))
        if made is not None:
            return Date(edtf=made, as_written=text)
    return Date(edtf=edtf(text), as_written=text)


def byline(reference: Reference) -> str:
    """The line a posting page would have: people, where it appeared, who published it, the date."""
    names = [_spoken(name) for name in reference.names.get("author", ())[:6]]
    if len(reference.names.get("author", ())) > 6:
        names.append("others")
    people = " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
    who = (
        people,
        reference.variables.get("container-title", ""),
        reference.variables.get("publisher", ""),
    )
    if not any(who):
        return ""  # a date alone is no byline
    return ", ".join(dict.fromkeys(part for part in (*who, spelled(reference.issued)) if part))


def _spoken(name: str) -> str:
    """An author's name as it is said: "Doe, Jane, Jr." is "Jane Doe, Jr."."""
    if name.startswith("{"):
        return name.strip("{}")
    family, given, suffix = (part.strip() for part in f"{name},,".split(",", 3)[:3])
    said = f"{given} {family}".strip()
    return f"{said}, {suffix}" if suffix else said


def entry_of(reference: Reference, *, subject: str, ids: Ids) -> Entry:
    """The Entry a reference makes; what had to be guessed is added to its ``findings``."""
    variables = dict(reference.variables)
    details: dict[str, str] = {}
    title = variables.pop("title", "")
    container = variables.pop("container-title", "")
    if not title:
        title = (
            variables.get("title-short", "") or container or next(iter(reference.urls), "")
        ) or "Untitled"
        reference.findings.append(
            Finding(
                rule="no-title",
                subject=subject,
                level="warning",
                says=f"this reference has no title; it is called “{title}” until it gets one",
            )
        )
    addresses = tuple(_addresses(reference, subject))
    language = variables.pop("language", "")
    tag = language_tag(language.partition(";")[0]) or "" if language else ""
    if language and language != tag:
        reference.keep("language", language)
    issued = reference.issued
    if issued is not None and issued.edtf is None:
        reference.findings.append(
            Finding(
                rule="date-unreadable",
                subject=subject,
                level="warning",
                says=f"the date “{issued.as_written}” can't be read; it is kept as written",
            )
        )
    publisher = variables.pop("publisher", "")
    edition = variables.pop("edition", "")
    for role, names in reference.names.items():
        if role != "author":
            details[role] = "; ".join(names)
    details.update(variables)
    if reference.keywords:
        between = "; " if any("," in word for word in reference.keywords) else ", "
        details["keyword"] = between.join(dict.fromkeys(reference.keywords))
    for key, values in reference.extra.items():
        details[f"x-{key}"] = "\n".join(values)
    return Entry(
        id=ids.new(title=title, publisher=publisher or container, issued=issued),
        title=title,
        byline=byline(reference),
        authors=tuple(reference.names.get("author", ())),
        publisher=publisher,
        container=container,
        issued=issued,
        edition=edition,
        kind=reference.kind,
        language=tag,
        identifiers={scheme: ", ".join(values) for scheme, values in reference.identifiers.items()},
        details=details,
        addresses=addresses,
        excerpts=tuple(_abstracts(reference)),
        notes=tuple(dict.fromkeys(reference.notes)),
    )


def _abstracts(reference: Reference) -> Iterable[Excerpt]:
    for number, text in enumerate(dict.fromkeys(reference.abstracts)):
        paragraphs = tuple(part.strip() for part in re.split(r"\n\s*\n", text) if part.strip())
        if paragraphs:
            mark = f"-{number + 1}" if number else ""
            yield Excerpt(id=f"abstract{mark}", heading="Abstract", paragraphs=paragraphs)


def _addresses(reference: Reference, subject: str) -> Iterable[Address]:
    accessed = tuple(reference.accessed)
    told: set[str] = set()
    for written in reference.urls:
        found = _URL.findall(written) or [written]
        if len(found) > 1:  # what parts several addresses is none's end
            found = [text.rstrip(",;") for text in found]
        for text in found:
            if text in told:
                continue
            told.add(text)
            url = web_address(text)
            if url is None:
                reference.findings.append(
                    Finding(
                        rule="address-refused",
                        subject=subject,
                        level="warning",
                        says=f"“{text}” is no web address; it is kept as written, not linked",
                    )
                )
            yield Address(url=url, as_written=text, accessed=accessed)
            accessed = ()
    if accessed:
        yield Address(url=None, as_written="", accessed=accessed)


def drafted(references: Iterable[Reference], *, name: str, findings: list[Finding]) -> Draft:
    """The draft of a file: each reference as an entry in the file's order, and all findings."""
    entries: list[DraftEntry] = []
    ids = Ids()
    said = list(findings)
    for number, reference in enumerate(references, start=1):
        where = f"line {reference.line}" if reference.line else f"reference {number}"
        entry = entry_of(reference, subject=where, ids=ids)
        entries.append(DraftEntry(entry=entry, line=reference.line))
        said.extend(reference.findings)
    if not entries and not any(finding.level == "error" for finding in said):
        said.append(
            Finding(
                rule="nothing-found",
                subject=f"file {name}",
                level="warning",
                says="holds no references that could be read",
            )
        )
    return Draft(source=name, entries=tuple(entries), findings=tuple(said))


def plain(value: Any) -> str:
    """A JSON value as text: numbers and strings as they are, anything else as JSON-like words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split())
