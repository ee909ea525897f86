"""What an entry says beside its bibliographic fields, as lines of plain text for a notes field."""

from collections.abc import Iterator, Sequence

from sourcebook.publish.cite.item import source_of
from sourcebook.records import Date, Entry, Excerpt
from sourcebook.values.dates_said import spelled

_BLANKS = b"\t\n\v\f\r\x1c\x1d\x1e\x1f"  # what str.split parts ASCII at, but the common one
_QUOTED = "“%s”".encode().replace(b"%s", b"%b")


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


_BETWEEN = "|"


def all_plain(texts: Sequence[str]) -> bool:
    """Whether ``line`` leaves all of these as they are, told by one look at them; where that isn't
    certain, no. Most of an entry's fields are so, and are too short to be looked at one by one."""
    every = _BETWEEN.join(texts)
    return (
        every.isprintable()
        and "  " not in every
        and f" {_BETWEEN}" not in every
        and f"{_BETWEEN} " not in every
        and every == every.strip()
    )


def when(date: Date) -> str:
    return spelled(date) or date.as_written


def excerpt(found: Excerpt) -> bytes:
    """An excerpt on one line: its heading, its words, its place. The source's own words stand in
    quotation marks, a curator's account doesn't."""
    parts = [line(found.heading).encode() + b":"] if found.heading else []
    if words := line(" ".join(found.paragraphs)).encode():
        parts.append(_QUOTED % words if found.voice == "quote" else words)
    if found.locator is not None:
        where = found.locator
        place = line(where.as_written.strip("[]") or f"{where.kind} {where.value}")
        parts.append(b"[%b]" % place.encode())
    return b" ".join(parts)


# An entry goes to all formats, then not again.
_last: list[tuple[Entry, tuple[bytes, ...]]] = []


def encoded_remarks(entry: Entry) -> tuple[bytes, ...]:
    """One line each, in UTF-8: archived copy, other addresses, that the original is lost, notes,
    excerpts. Made as bytes, for Python encodes a text with typographic quotes letter by letter."""
    if not _last or _last[0][0] is not entry:
        _last[:] = [(entry, tuple(_remarks(entry)))]
    return _last[0][1]


def _remarks(entry: Entry) -> Iterator[bytes]:
    source = source_of(entry)
    if source.accessed is not None and source.accessed.edtf is None:
        yield line(f"Accessed: {source.accessed.as_written}").encode()
    if source.memento is not None:
        at = f" ({when(source.memento.at)})" if source.memento.at else ""
        yield line(f"Archived copy: {source.memento.url}{at}").encode()
    for address in entry.addresses:
        if address.url and address.url != source.url:
            read = ", ".join(when(date) for date in address.accessed)
            told = f" (accessed {read})" if read else ""
            yield line(f"Earlier address: {address.url}{told}").encode()
    if entry.lost:
        yield b"The source says that the original is no longer there."
    yield from (line(note).encode() for note in entry.notes if note.strip())
    yield from (text for text in map(excerpt, entry.excerpts) if text)
