"""Entries as BibTeX, RIS and CSL-JSON: each writer turns entries into text, one at a time."""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from sourcebook.errors import Refused
from sourcebook.publish.exports import bibtex, csljson, ris
from sourcebook.records import Entry

Write = Callable[[Iterable[Entry]], Iterator[str]]


class Format(Struct, frozen=True, kw_only=True):
    """A file format: its writer (which must be written as UTF-8, newlines as they come), the
    ending of its files and its media type."""

    write: Write
    suffix: str
    media_type: str


FORMATS: dict[str, Format] = {
    "bibtex": Format(write=bibtex.write, suffix=".bib", media_type="application/x-bibtex"),
    "ris": Format(write=ris.write, suffix=".ris", media_type="application/x-research-info-systems"),
    "csl-json": Format(
        write=csljson.write,
        suffix=".json",
        media_type="application/vnd.citationstyles.csl+json",
    ),
}


def export(entries: Iterable[Entry], format: str) -> Iterator[str]:
    """Pieces of a file in ``format`` (bibtex, ris or csl-json); memory stays flat."""
    if format not in FORMATS:
        raise Refused(format, f"is no export format; take {', '.join(FORMATS)}")
    return FORMATS[format].write(entries)


__all__ = ["FORMATS", "Format", "Write", "bibtex", "csljson", "export", "ris"]
