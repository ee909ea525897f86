"""Hold many entries' exports in one file by year, and change one entry in it without the rest. Pure.

A whole-library file would have to be written anew, megabytes of it, for each changed word. A year's
file is what a reader can use by itself, and its records can be told apart without parsing: so one
record is cut out and another put in its place, and the others keep their bytes.
"""

import re
from collections.abc import Mapping, Sequence

from sourcebook.publish.exports import bibtex, csljson, ris
from sourcebook.records import Entry

SUFFIXES = (".bib", ".ris", ".csl.json")
LABELS = {".bib": "BibTeX", ".ris": "RIS", ".csl.json": "CSL JSON"}
_ONE = {".bib": bibtex.encoded, ".ris": ris.encoded, ".csl.json": csljson.encoded}
_BIBTEX_KEY = re.compile(rb"@\w+\{([^,]*),")
_RIS_ID = re.compile(rb"^ID  - (.*)$", re.M)
_CSL_ID = re.compile(rb'\{"id":"([^"]*)"')
_BIBTEX_HEAD = b"% Encoding: UTF-8\n"
_RIS_GAP = ris.END.encode()


def record(entry: Entry, suffix: str) -> bytes:
    """One entry in the format of a suffix."""
    return _ONE[suffix](entry)


def key(entry_id: str, suffix: str) -> str:
    """What an entry is called inside a file."""
    return bibtex._KEY.sub("-", entry_id).strip("-") or "entry" if suffix == ".bib" else entry_id


def joined(records: Sequence[bytes], suffix: str) -> bytes:
    """A file of records; the same bytes as the exports' own writers give."""
    if suffix == ".bib":
        return b"\n".join((_BIBTEX_HEAD, *records))
    if suffix == ".ris":
        return _RIS_GAP.join((*records, b""))
    return b"[\n" + b",\n".join(records) + b"\n]\n" if records else b"[]\n"


def parted(text: bytes, suffix: str) -> dict[str, bytes] | None:
    """A file's records by their keys; None where it is not one that ``joined`` made."""
    if suffix == ".bib":
        parts = [part + b"\n}\n" for part in text.removeprefix(_BIBTEX_HEAD).split(b"\n}\n")]
        parts = [part.removeprefix(b"\n") for part in parts[:-1]]
        form = _BIBTEX_KEY
    elif suffix == ".ris":
        end = b"ER  - " + _RIS_GAP
        parts = [part + end for part in text.split(end + _RIS_GAP)[:-1]]
        form = _RIS_ID
    else:
        listed = text.removeprefix(b"[\n").removesuffix(b"\n]\n")
        parts = listed.split(b",\n") if text != b"[]\n" else []
        form = _CSL_ID
    found: dict[str, bytes] = {}
    for part in parts:
        named = form.search(part)
        if named is None:
            return None
        found[named.group(1).rstrip(b"\r").decode(errors="replace")] = part
    records = list(found.values())
    return found if len(found) == len(parts) and joined(records, suffix) == text else None


def changed(
    text: bytes | None, suffix: str, ids: Sequence[str], fresh: Mapping[str, bytes]
) -> bytes | None:
    """The file with just the entries ``ids``, in their order: the records of ``fresh`` (by id), and
    what ``text`` had of the others. None where ``text`` lacks one."""
    old = parted(text, suffix) if text is not None else {}
    if old is None:
        return None
    records = []
    for id in ids:
        one = fresh.get(id) or old.get(key(id, suffix))
        if one is None:
            return None
        records.append(one)
    return joined(records, suffix)
