"""Derive what a record is found by: address keys, title with date, subjects, placements. Pure."""

import re
import unicodedata
from functools import lru_cache

from sourcebook.claims import Claim
from sourcebook.records import Capture, Check, Entry, Page, Record, Suggestion
from sourcebook.values.addresses import address_key
from sourcebook.values.dates_said import year_of

_BREAK = re.compile(r"[\W_]+")
_FORMAT = re.compile(r"[\[(]\s*(?:pdf|doc|docx|word|html|ppt|video|audio)\s*[\])]", re.I)

Row = tuple[str | int | float | None, ...]


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """What spellings of one name or title share: its letters and digits, without case, accents
    kept; marks of a file's format ("[PDF]") don't count."""
    folded = unicodedata.normalize("NFKC", _FORMAT.sub(" ", text)).casefold()
    return _BREAK.sub(" ", folded).strip()


@lru_cache(maxsize=1 << 16)
def _key(url: str) -> str | None:
    try:
        key = address_key(url)
    except ValueError:
        return None
    # bytes that are no UTF-8 and NUL can't be kept by every database
    kept = key.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return kept.replace("\x00", "%00")


def address_keys(entry: Entry) -> tuple[str, ...]:
    """The keys of the entry's addresses, each once, in their order."""
    if len(entry.addresses) == 1:
        url = entry.addresses[0].url
        key = _key(url) if url else None
        return (key,) if key else ()
    found = [key for address in entry.addresses if address.url and (key := _key(address.url))]
    return tuple(dict.fromkeys(found))


def key_of(url: str | None) -> str | None:
    """The key of one address, or None where there is none."""
    return _key(url) if url else None


def titled(entry: Entry) -> str | None:
    """Title and date as one key; None where the title is empty or the date isn't known."""
    date = entry.issued.edtf if entry.issued else None
    title = fold(entry.title)
    return f"{date} {title}" if date and title else None


def entry_row(entry: Entry, body: str) -> Row:
    """The entry's row of table ``entries``."""
    return (
        entry.id,
        body,
        year_of(entry.issued),
        entry.publisher,
        fold(entry.publisher),
        entry.series,
        titled(entry),
    )


def subject_rows(entry: Entry) -> list[Row]:
    """The entry's rows of table ``entry_subjects``: its own countries, its excerpts' subjects."""
    about = [("country", code) for code in entry.countries]
    for excerpt in entry.excerpts:
        about += [("country", code) for code in excerpt.countries]
        about += [("aspect", code) for code in excerpt.aspects]
        about += [("age", code) for code in excerpt.ages]
    return [(entry.id, kind, value) for kind, value in dict.fromkeys(about)]


def found_alike(before: Record, after: Record) -> bool:
    """Whether an entry is found by the same after a change as before: nothing of it differs but what
    no row holds beside its body, such as how its addresses stand."""
    return (
        isinstance(before, Entry)
        and isinstance(after, Entry)
        and before.id == after.id
        and [address.url for address in before.addresses]
        == [address.url for address in after.addresses]
        and before.excerpts == after.excerpts
        and before.title == after.title
        and before.issued == after.issued
        and before.publisher == after.publisher
        and before.series == after.series
        and before.countries == after.countries
        and before.identifiers == after.identifiers
    )


def file_rows(entry: Entry) -> list[Row]:
    """The entry's rows of table ``entry_files``: identifiers are joined by ", "."""
    written = entry.identifiers.get("sha-256", "").lower()
    return [(entry.id, digest) for digest in dict.fromkeys(written.replace(",", " ").split())]


def capture_row(capture: Capture, body: str) -> Row:
    """The capture's row of table ``captures``."""
    return (capture.id, body, capture.digest, key_of(capture.url))


def check_row(check: Check, body: str) -> Row:
    """The check's row of table ``checks``."""
    return (check.id, body, check.key)


def suggestion_row(suggestion: Suggestion, body: str) -> Row:
    """The suggestion's row of table ``suggestions``."""
    return (suggestion.id, body, suggestion.entry, suggestion.decision)


def claim_row(claim: Claim, body: str) -> Row:
    """The claim's row of table ``claims``."""
    said = claim.said
    return (claim.id, body, claim.entry, claim.kind, claim.decision, said.rule, said.confidence)


def country_rows(claim: Claim) -> list[Row]:
    """The claim's rows of table ``claim_countries``."""
    return [(claim.id, country) for country in dict.fromkeys(claim.countries)]


def page_row(page: Page, body: str) -> Row:
    """The page's row of table ``pages``."""
    subject = page.subject
    return (page.id, body, page.theme, subject.country, subject.aspect, subject.age)


def placement_rows(page: Page) -> list[Row]:
    """The page's rows of table ``placements``, in the page's order."""
    placed = [
        (section.heading, placement.entry)
        for section in page.sections
        for placement in section.placements
    ]
    return [(page.id, place, heading, entry) for place, (heading, entry) in enumerate(placed)]


def plain_row(record: Record, body: str) -> Row:
    """The row of a noun that is found by its id only."""
    return (str(getattr(record, "id")), body)  # noqa: B009  # Record itself has no id
