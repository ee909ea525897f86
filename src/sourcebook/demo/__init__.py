"""The demo library: real reports on Kazakhstan and its neighbours, told in our own words. I/O.

The data are TOML files beside this module: ``series.toml``, ``entries/*.toml``, ``pages/*.toml``.
A few short forms keep them readable: a date is what was written, ``at`` a locator as it stands on
a page (``[page 560]``), ``archived`` the year whose nearest Wayback capture to ask for, and a
placement ``Group | entry-id: excerpt-id …`` (``*`` for all of its excerpts).
"""

import re
import tomllib
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from sourcebook.errors import Unreadable
from sourcebook.preserve.attaching import page_key
from sourcebook.records import (
    Address,
    AddressStanding,
    Check,
    Date,
    Entry,
    Excerpt,
    Helpline,
    Hop,
    Locator,
    Memento,
    Page,
    Placement,
    Section,
    Series,
    Sign,
    Sourced,
    Stored,
    Subject,
    Tombstone,
)
from sourcebook.themes import aspect, label, themes
from sourcebook.values.addresses import web_address
from sourcebook.values.dates import read_date
from sourcebook.values.places import countries

HERE = Path(__file__).parent
# We have not asked the archive: the form of the address makes it answer with its nearest capture.
ARCHIVED = "https://web.archive.org/"
ARCHIVE = ARCHIVED + "web/{year}/{url}"
ARCHIVE_NOTE = (
    "The archived copy is the Wayback Machine’s nearest capture to the year in its address; "
    "nobody has compared it with the original yet."
)
NOTICE = (
    "Titles, authors, publishers, dates and addresses are facts about the works listed here. What "
    "stands in them is told in our own words; the works belong to their authors and publishers. "
    "Nobody who was harmed is named."
)
_LOCATORS = (
    (re.compile(r"^\[page (?P<value>[\dxvi–-]+)\]$"), "page"),
    (re.compile(r"^\[(?P<value>\d+)\]$"), "paragraph"),
    (re.compile(r"^\[(?P<value>\d+)(?:st|nd|rd|th) article\]$"), "article"),
)


@cache
def records() -> tuple[Stored, ...]:
    """Everything the demo library holds: series, entries, pages, and what was withdrawn."""
    kept = tomllib.loads((HERE / "series.toml").read_text("utf-8"))
    entries = {entry.id: entry for path in _sorted("entries") for entry in _entries(path)}
    series = [Series(**fields) for fields in kept["series"]]
    pages = [_page(path, entries) for path in _sorted("pages")]
    return (*series, *entries.values(), *pages, *(Tombstone(**f) for f in kept["withdrawn"]))


@cache
def samples() -> dict[str, tuple[Path, ...]]:
    """The files that ship as sources, by the id of their entry: invented reports, and marked so."""
    made = {}
    for path in _sorted("entries"):
        for fields in tomllib.loads(path.read_text("utf-8"))["entry"]:
            if "files" in fields:
                made[fields["id"]] = tuple(HERE / "samples" / name for name in fields["files"])
    return made


@cache
def checks() -> tuple[Check, ...]:
    """Checks of the samples' addresses: invented as these are, since nobody asked anybody."""
    made = []
    for path in _sorted("entries"):
        for entry in tomllib.loads(path.read_text("utf-8"))["entry"]:
            for address in entry.get("addresses", ()):
                made += [_check(address["url"], found) for found in address.get("checks", ())]
    return tuple(made)


def _check(written: str, fields: dict[str, Any]) -> Check:
    url = web_address(written) or written
    key = page_key(url) or url
    day, _, time = fields["at"].partition("T")
    led = [url, *[fields.get("to", url)] * (len(fields["status"]) - 1)]
    why = fields.get("why", "It answers as it should.")
    return Check(
        id=f"{day}/{re.sub(r'[^0-9]', '', time)}-{sha256(key.encode()).hexdigest()[:16]}",
        key=key,
        url=url,
        at=fields["at"],
        hops=tuple(
            Hop(url=at, status=status) for at, status in zip(led, fields["status"], strict=True)
        ),
        media_type="text/html",
        signs=(Sign(kind=fields["sign"]),) if "sign" in fields else (),
        standing=fields["standing"],
        why=f"SAMPLE, invented: {why[0].lower()}{why[1:]}",
    )


def _sorted(folder: str) -> list[Path]:
    return sorted((HERE / folder).glob("*.toml"))


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()) if part)


def _date(written: str | dict[str, str] | None) -> Date | None:
    if written is None:
        return None
    return Date(**written) if isinstance(written, dict) else read_date(written)


def _locator(written: str, where: str) -> Locator:
    for form, kind in _LOCATORS:
        found = form.match(written)
        if found:
            return Locator(kind=kind, value=found["value"], as_written=written)
    raise Unreadable(where, f"has a locator of no known form: {written}")


def _address(fields: dict[str, Any], where: str) -> Address:
    written = fields.get("url", "")
    url = web_address(written) if written else None
    if written and url is None:
        raise Unreadable(where, f"has an address that is none: {written}")
    archived = fields.get("archived")
    mementos = [Memento(url=ARCHIVE.format(year=archived, url=url))] if archived else []
    if copy := fields.get("copy"):
        mementos.append(Memento(url=copy["url"], at=read_date(copy["at"])))
    found = fields.get("checks", [])
    standing: AddressStanding = found[-1]["standing"] if found else "unchecked"
    turn = next((n for n in range(len(found), 0, -1) if found[n - 1]["standing"] != standing), 0)
    return Address(
        url=url,
        as_written=written,
        accessed=tuple(read_date(date) for date in fields.get("accessed", ())),
        standing=standing,
        checked=found[turn]["at"] if found else None,
        mementos=tuple(mementos),
    )


def _excerpt(fields: dict[str, Any], where: str) -> Excerpt:
    return Excerpt(
        id=fields["id"],
        heading=fields.get("heading", ""),
        locator=_locator(fields["at"], where) if "at" in fields else None,
        paragraphs=_paragraphs(fields["text"]),
        voice=fields.get("voice", "paraphrase"),
        countries=tuple(fields.get("countries", ())),
        aspects=tuple(fields.get("aspects", ())),
        ages=tuple(fields.get("ages", ())),
    )


def _entries(path: Path) -> list[Entry]:
    made = []
    for fields in tomllib.loads(path.read_text("utf-8"))["entry"]:
        where = f"{path.name}, entry {fields['id']}"
        addresses = tuple(_address(given, where) for given in fields.pop("addresses", ()))
        excerpts = tuple(_excerpt(given, where) for given in fields.pop("excerpts", ()))
        notes = list(fields.pop("notes", ()))
        fields.pop("files", None)  # see ``samples``
        if any(copy.url.startswith(ARCHIVED) for one in addresses for copy in one.mementos):
            notes.append(ARCHIVE_NOTE)
        made.append(
            Entry(
                **{key: tuple(v) if isinstance(v, list) else v for key, v in fields.items()}
                | {
                    "issued": _date(fields.get("issued")),
                    "language": fields.get("language", "en"),
                    "addresses": addresses,
                    "excerpts": excerpts,
                    "notes": tuple(notes),
                }
            )
        )
    return made


def _placement(written: str, entries: dict[str, Entry], where: str) -> Placement:
    group, _, rest = written.rpartition(" | ")
    entry_id, _, wanted = rest.partition(":")
    entry = entries.get(entry_id)
    if entry is None:
        raise Unreadable(where, f"places an entry that is not there: {entry_id}")
    there = [excerpt.id for excerpt in entry.excerpts]
    chosen = there if wanted.strip() == "*" else wanted.split()
    unknown = [name for name in chosen if name not in there]
    if unknown:
        raise Unreadable(where, f"wants excerpts that {entry_id} has not: {', '.join(unknown)}")
    return Placement(entry=entry_id, excerpts=tuple(chosen), group=group)


def _subject(fields: dict[str, Any], theme: str) -> tuple[Subject, str]:
    """What a page is about, and the last part of its id."""
    if "country" in fields:
        country = countries()[fields["country"]]
        written = country.names["en"]
        return Subject(kind="country", country=country.code, as_written=written), country.slug
    if "name" in fields:
        written = fields["name"]
        return Subject(kind="name", name=written, as_written=written), fields["slug"]
    kind = "aspect" if "aspect" in fields else "age"
    term = aspect(theme, fields[kind])
    written = label(term.labels) if term else fields[kind]
    if kind == "aspect":
        return Subject(kind="aspect", aspect=fields[kind], as_written=written), fields[kind]
    return Subject(kind="age", age=fields[kind], as_written=written), fields[kind]


def _sourced(fields: dict[str, str]) -> Sourced:
    return Sourced(
        text="\n\n".join(_paragraphs(fields.get("text", ""))), source=fields.get("source", "")
    )


def _page(path: Path, entries: dict[str, Entry]) -> Page:
    """A page; where it has no caution or advice of its own it takes its theme's."""
    fields = tomllib.loads(path.read_text("utf-8"))
    theme = themes()[fields["theme"]]
    subject, slug = _subject(fields, theme.id)
    prompt = "" if subject.kind == "name" else theme.prompt
    return Page(
        id=f"{theme.id}/{slug}",
        theme=theme.id,
        subject=subject,
        tagline=fields.get("tagline", ""),
        range=fields.get("range", ""),
        background=_sourced(fields.get("background", {})),
        summary=_sourced(fields.get("summary", {})),
        caution=theme.caution,
        prompt=prompt,
        aspects_prompted=tuple(re.findall(r"([A-Z][^.?!:]*)\?", prompt)),
        teachers=theme.teachers,
        helplines=tuple(Helpline(**line) for line in fields.get("helplines", ())),
        sections=tuple(
            Section(
                heading=section["heading"],
                placements=tuple(
                    _placement(written, entries, path.name)
                    for written in section.get("placements", ())
                ),
                prose=tuple(section.get("prose", ())),
            )
            for section in fields.get("sections", ())
        ),
        menu=tuple(fields.get("menu", ())),
        notice=fields.get("notice", NOTICE),
    )
