"""Find what is wrong or doubtful in a library's records. It finds only; nothing is changed.

A placement or a series that points nowhere is an error; what a reader may be misled by is a
warning; what a curator may want to look at is info.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

from sourcebook.check.quotes import borne_out
from sourcebook.publish.cite.item import TYPES
from sourcebook.records import Address, Entry, Excerpt, Finding, Level, Page, Series, Tombstone
from sourcebook.store import Imported
from sourcebook.themes import aspect as aspect_of
from sourcebook.themes import find_aspect, themes
from sourcebook.values.addresses import alphabets
from sourcebook.values.dates_said import year_of
from sourcebook.values.places import countries

R = TypeVar("R", Entry, Page, Series, Tombstone, Imported)

# What a browser would run, or read from the reader's own disk; WHATWG URL strips these characters.
_RUNS = re.compile(r"^[\x00-\x20]*(?:javascript|data|vbscript|file|blob|about)\s*:", re.I)
_STRIPPED = re.compile(r"[\t\n\r]")
_EDTF = re.compile(
    r"^-?\d{4}(?:-\d{2}(?:-\d{2})?)?[?~%]?(?:/(?:\.\.|-?\d{4}(?:-\d{2}(?:-\d{2})?)?[?~%]?)?)?$"
)


class Records(Protocol):
    """What checking reads; ``store.Store`` answers it."""

    def stream(self, kind: type[R]) -> Iterator[R]: ...
    def ids(self, kind: type[R]) -> list[str]: ...


def findings(records: Records) -> Iterator[Finding]:
    """What is found in all records: entries first, then series, then pages."""
    excerpts: dict[str, frozenset[str]] = {}
    series = {record.id: record for record in records.stream(Series)}
    codes = {term.code for theme in themes().values() for term in (*theme.aspects, *theme.ages)}
    for entry in records.stream(Entry):
        excerpts[entry.id] = frozenset(excerpt.id for excerpt in entry.excerpts)
        yield from of_entry(entry, series=series, codes=codes)
    yield from of_series(series)
    stones = frozenset(records.ids(Tombstone))
    for page in records.stream(Page):
        yield from of_page(page, excerpts=excerpts, stones=stones)
    yield from of_ids(
        {
            "entry": excerpts,
            "series": series,
            "page": records.ids(Page),
            "withdrawn record": stones,
        }
    )


def _found(rule: str, subject: str, level: Level, says: str) -> Finding:
    return Finding(rule=rule, subject=subject, level=level, says=says)


def of_ids(ids: Mapping[str, Iterable[str]]) -> Iterator[Finding]:
    """Ids that two kinds of record share: commands and addresses could mean either."""
    seen: dict[str, str] = {}
    for kind, some in ids.items():
        for id in some:
            if id in seen:
                yield _found(
                    "duplicate-id", f"{kind} {id}", "error", f"has the id of a {seen[id]} too"
                )
            seen.setdefault(id, kind)


def of_entry(
    entry: Entry, *, series: Mapping[str, Series], codes: Iterable[str]
) -> Iterator[Finding]:
    """What is wrong with one entry; ``codes`` are the aspects and age groups that exist."""
    subject = f"entry {entry.id}"
    if not entry.title.strip():
        yield _found("no-title", subject, "error", "has no title; nobody could find or cite it")
    if entry.issued is not None:
        yield from _date(
            subject, "date of issue", entry.issued.edtf, entry.issued.as_written,
            f"sourcebook edit {entry.id} --set issued=DATE",
        )  # fmt: skip
    if entry.kind not in TYPES:
        yield _found(
            "unknown-kind", subject, "warning",
            f"{entry.kind!r} is no CSL type, so it is cited as a document; set one with: "
            f"sourcebook edit {entry.id} --set kind=report",
        )  # fmt: skip
    if entry.series and entry.series not in series:
        yield _found(
            "missing-series",
            subject,
            "error",
            f"is of series {entry.series}, which does not exist; set another with: "
            f"sourcebook edit {entry.id} --set series=ID",
        )
    for address in entry.addresses:
        yield from _address(subject, address, f"sourcebook edit {entry.id}")
    for code in dict.fromkeys(
        (*entry.countries, *(code for excerpt in entry.excerpts for code in excerpt.countries))
    ):
        if code not in countries():
            yield _found("unknown-country", subject, "error", f"{code!r} is no ISO 3166-1 code")
    known = set(codes)
    for excerpt in entry.excerpts:
        for code in (*excerpt.aspects, *excerpt.ages):
            if code not in known:
                yield _found(
                    "unknown-aspect",
                    f"{subject}, excerpt {excerpt.id}",
                    "error",
                    f"{code!r} is in no theme's vocabulary",
                )
    yield from _excerpts(subject, entry)


def _excerpts(subject: str, entry: Entry) -> Iterator[Finding]:
    seen: set[str] = set()
    for excerpt in entry.excerpts:
        if excerpt.id in seen:
            yield _found(
                "duplicate-id", f"{subject}, excerpt {excerpt.id}", "error",
                "two excerpts of the entry have this id, so a page can't say which it means",
            )  # fmt: skip
        seen.add(excerpt.id)
        if not excerpt.heading and not any(text.strip() for text in excerpt.paragraphs):
            yield _found(
                "empty-excerpt", f"{subject}, excerpt {excerpt.id}", "warning", "holds no words"
            )
        yield from _standing(subject, entry.id, excerpt)


def _standing(subject: str, id: str, excerpt: Excerpt) -> Iterator[Finding]:
    """Quotes that were checked and found other than their source, and standings that nothing bears
    out: a record may have been written by another program."""
    where, again = f"{subject}, excerpt {excerpt.id}", f"see: sourcebook check quotes {id}"
    if excerpt.standing == "differs":
        yield _found("quote-differs", where, "warning", f"differs from its source; {again}")
    elif excerpt.standing == "absent":
        says = f"stands in no capture of its entry; {again}"
        yield _found("quote-absent", where, "warning", says)
    elif excerpt.standing == "verified" and not borne_out(excerpt):
        says = f"is said to be verified, but its anchor holds other words; {again}"
        yield _found("quote-stale", where, "error", says)


def _address(subject: str, address: Address, mend: str) -> Iterator[Finding]:
    for written in dict.fromkeys((address.url or "", address.as_written)):
        if written and _RUNS.match(_STRIPPED.sub("", written)):
            yield _found(
                "unsafe-address", subject, "error" if address.url == written else "warning",
                f"{written[:80]!r} is no web address but something a browser would run; "
                f"take it out or replace it with: {mend}",
            )  # fmt: skip
    if address.url and not re.match(r"(?:https?|ftp)://", address.url, re.I):
        if not _RUNS.match(_STRIPPED.sub("", address.url)):
            yield _found(
                "unsafe-address",
                subject,
                "error",
                f"{address.url[:80]!r} is no web address; replace it with: {mend}",
            )
    elif (
        not address.url
        and address.as_written
        and not address.accessed
        and not _RUNS.match(_STRIPPED.sub("", address.as_written))  # told already
    ):
        yield _found(
            "unread-address", subject, "warning",
            f"{address.as_written[:80]!r} could not be read as a web address; put it right with: "
            f"{mend}",
        )  # fmt: skip
    if address.url and "xn--" in address.url and (mixed := alphabets(address.url)):
        names = " and ".join(name.capitalize() for name in mixed)
        yield _found(
            "lookalike-address", subject, "warning",
            f"{address.url[:80]!r} mixes {names} letters in one name, so it may pass for another; "
            f"if it isn't meant, replace it with: {mend}",
        )  # fmt: skip
    for date in address.accessed:
        yield from _date(subject, "access date", date.edtf, date.as_written, mend)


def _date(
    subject: str, what: str, edtf: str | None, as_written: str, mend: str
) -> Iterator[Finding]:
    remedy = f"put it right with: {mend}"
    if edtf is None:
        if as_written:
            yield _found(
                "unread-date", subject, "warning",
                f"its {what} {as_written!r} can't be read; {remedy}",
            )  # fmt: skip
    elif not _EDTF.match(edtf):
        yield _found("bad-date", subject, "error", f"its {what} {edtf!r} is no EDTF date; {remedy}")


def of_series(series: Mapping[str, Series]) -> Iterator[Finding]:
    """Series that continue one that isn't there, or each other in a circle."""
    told: set[str] = set()
    for record in series.values():
        if record.continues and record.continues not in series:
            yield _found(
                "missing-series", f"series {record.id}", "error",
                f"continues {record.continues}, which does not exist",
            )  # fmt: skip
        walked: list[str] = []
        at = record.id
        while at in series and at not in walked and at not in told:
            walked.append(at)
            at = series[at].continues
        if at in walked:
            circle = walked[walked.index(at) :]
            yield _found(
                "cyclic-series", f"series {circle[0]}", "error",
                f"continues itself in a circle: {' → '.join([*circle, circle[0]])}",
            )  # fmt: skip
        told.update(walked)


def of_page(
    page: Page, *, excerpts: Mapping[str, frozenset[str]], stones: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """What is wrong with one page; ``excerpts`` are the excerpt ids of every entry there is."""
    subject = f"page {page.id}"
    if page.theme not in themes():
        yield _found(
            "unknown-theme", subject, "error",
            f"{page.theme!r} is no theme; there are: {', '.join(themes())}",
        )  # fmt: skip
    named = page.subject
    if named.kind == "country" and named.country not in countries():
        yield _found(
            "unknown-country", subject, "error",
            f"its country {named.country or named.as_written!r} is no ISO 3166-1 code",
        )  # fmt: skip
    if page.theme in themes():
        for code in filter(None, (named.aspect, named.age)):
            if aspect_of(page.theme, code) is None:
                yield _found(
                    "unknown-aspect", subject, "error", f"{code!r} is not in the theme's vocabulary"
                )
        for words in page.aspects_prompted:  # as its prompt has them
            if find_aspect(page.theme, words) is None:
                yield _found(
                    "unknown-aspect", subject, "warning",
                    f"its prompt names {words!r}, which is not in the theme's vocabulary",
                )  # fmt: skip
    yield from _placements(subject, page, excerpts, stones)
    yield from _helplines(subject, page)


def _placements(
    subject: str, page: Page, excerpts: Mapping[str, frozenset[str]], stones: frozenset[str]
) -> Iterator[Finding]:
    for section in page.sections:
        for placement in section.placements:
            there = excerpts.get(placement.entry)
            where = f"section {section.heading}"
            if there is None:
                gone = "was withdrawn" if placement.entry in stones else "does not exist"
                yield _found(
                    "missing-entry", subject, "error",
                    f"{where} places entry {placement.entry}, which {gone}",
                )  # fmt: skip
                continue
            for excerpt in placement.excerpts:
                if excerpt not in there:
                    yield _found(
                        "missing-excerpt", subject, "error",
                        f"{where} chooses excerpt {excerpt} of entry {placement.entry}, which "
                        "has none of that id",
                    )  # fmt: skip


def _helplines(subject: str, page: Page) -> Iterator[Finding]:
    for line in page.helplines:
        if line.number is None and not line.url:
            yield _found(
                "unread-number", subject, "warning",
                f"the number {line.as_written!r} of {line.organisation} can't be read, so no "
                "telephone can dial it",
            )  # fmt: skip
        if line.confirmed is None:
            yield _found(
                "never-confirmed", subject, "warning",
                f"help by {line.organisation} was never confirmed. Call, then set its confirmed "
                "date with: sourcebook edit " + page.id,
            )  # fmt: skip
        elif year_of(line.confirmed) is None:
            yield from _date(
                subject, f"confirmation of {line.organisation}", None, line.confirmed.as_written,
                f"sourcebook edit {page.id}",
            )  # fmt: skip
