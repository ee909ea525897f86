"""What an entry says beside its bibliographic fields, as lines of plain text for a notes field."""

from collections.abc import Iterator

from sourcebook.publish.cite.item import source_of
from sourcebook.records import Date, Entry, Excerpt
from sourcebook.values.dates import spelled

_BLANKS = b"\t\n\v\f\r\x1c\x1d\x1e\x1f"  # what str.split parts ASCII at, but the common one


def line(text: str) -> str:
    """``text`` on one line."""
    # most are a line already: without blanks but the common one, and that only between words
    if text.isascii():
        plain = len(text) == len(text.encode().translate(None, _BLANKS))
    else:
        plain = text.isprintable()
    if plain and "  " not in text and text == text.strip():
        return text
    return " ".join(text.split())


def when(date: Date) -> str:
    return spelled(date) or date.as_written


def excerpt(found: Excerpt) -> str:
    """An excerpt on one line: its heading, its words, its place. The source's own words stand in
    quotation marks, a curator's account doesn't."""
    words = line(" ".join(found.paragraphs))
    if words and found.voice == "quote":
        words = f"“{words}”"
    place = ""
    if found.locator is not None:
        place = (
            found.locator.as_written.strip("[]") or f"{found.locator.kind} {found.locator.value}"
        )
    return " ".join(
        part
        for part in (
            found.heading and f"{line(found.heading)}:",
            words,
            place and f"[{line(place)}]",
        )
        if part
    )


# An entry goes to all formats, then not again.
_last: list[tuple[Entry, tuple[str, ...], tuple[bytes, ...]]] = []


def remarks(entry: Entry) -> tuple[str, ...]:
    """One line each: archived copy, other addresses, that the original is lost, notes, excerpts."""
    return _both(entry)[1]


def encoded_remarks(entry: Entry) -> tuple[bytes, ...]:
    """The same in UTF-8. Python encodes a text with typographic quotes letter by letter, so it is done
    once for the formats that take them so."""
    return _both(entry)[2]


def _both(entry: Entry) -> tuple[Entry, tuple[str, ...], tuple[bytes, ...]]:
    if not _last or _last[0][0] is not entry:
        made = tuple(_remarks(entry))
        _last[:] = [(entry, made, tuple(text.encode() for text in made))]
    return _last[0]


def _remarks(entry: Entry) -> Iterator[str]:
    source = source_of(entry)
    if source.accessed is not None and source.accessed.edtf is None:
        yield line(f"Accessed: {source.accessed.as_written}")
    if source.memento is not None:
        at = f" ({when(source.memento.at)})" if source.memento.at else ""
        yield line(f"Archived copy: {source.memento.url}{at}")
    for address in entry.addresses:
        if address.url and address.url != source.url:
            read = ", ".join(when(date) for date in address.accessed)
            yield line(f"Earlier address: {address.url}{f' (accessed {read})' if read else ''}")
    if entry.lost:
        yield "The source says that the original is no longer there."
    yield from (line(note) for note in entry.notes if note.strip())
    yield from (text for text in map(excerpt, entry.excerpts) if text)
