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
_ONE = {".bib": bibtex.one, ".ris": ris.one, ".csl.json": csljson.one}
_BIBTEX_KEY = re.compile(r"@\w+\{([^,]*),")
_RIS_ID = re.compile(r"^ID  - (.*)$", re.M)
_CSL_ID = re.compile(r'\{"id":"([^"]*)"')


def record(entry: Entry, suffix: str) -> str:
    """One entry in the format of a suffix."""
    return _ONE[suffix](entry)


def key(entry_id: str, suffix: str) -> str:
    """What an entry is called inside a file."""
    return bibtex._KEY.sub("-", entry_id).strip("-") or "entry" if suffix == ".bib" else entry_id


def joined(records: Sequence[str], suffix: str) -> str:
    """A file of records; the same bytes as the exports' own writers give."""
    if suffix == ".bib":
        return "".join(["% Encoding: UTF-8\n", *(f"\n{one}" for one in records)])
    if suffix == ".ris":
        return "".join(f"{one}{ris.END}" for one in records)
    return "[\n" + ",\n".join(records) + "\n]\n" if records else "[]\n"


def parted(text: str, suffix: str) -> dict[str, str] | None:
    """A file's records by their keys; None where it is not one that ``joined`` made."""
    if suffix == ".bib":
        parts = [
            f"{part}\n}}\n" for part in text.removeprefix("% Encoding: UTF-8\n").split("\n}\n")
        ]
        parts = [part.removeprefix("\n") for part in parts[:-1]]
        form = _BIBTEX_KEY
    elif suffix == ".ris":
        end = f"ER  - {ris.END}"
        parts = [f"{part}{end}" for part in text.split(f"{end}{ris.END}")[:-1]]
        form = _RIS_ID
    else:
        parts = (
            text.removeprefix("[\n").removesuffix("\n]\n").split(",\n") if text != "[]\n" else []
        )
        form = _CSL_ID
    found: dict[str, str] = {}
    for part in parts:
        named = form.search(part)
        if named is None:
            return None
        found[named.group(1).rstrip("\r")] = part
    records = list(found.values())
    return found if len(found) == len(parts) and joined(records, suffix) == text else None


def changed(
    text: str | None, suffix: str, ids: Sequence[str], fresh: Mapping[str, str]
) -> str | None:
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
