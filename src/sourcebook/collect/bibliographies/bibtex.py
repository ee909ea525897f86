"""BibTeX and biblatex files, split by bibtexparser, into references.

Ours, because the library leaves it to its callers: strings joined with ``#``, ``crossref``, and
putting right what a missing comma spoils. What fields mean is in ``bibtex_fields``.
"""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from sourcebook.collect.bibliographies import latex
from sourcebook.collect.bibliographies.bibtex_fields import reference_of
from sourcebook.collect.bibliographies.reference import Reference, drafted
from sourcebook.collect.charsets import decode
from sourcebook.collect.draft import Draft
from sourcebook.errors import Unreadable
from sourcebook.records import Finding
from sourcebook.values.dates import MONTHS

_SIGNS = re.compile(r'\{|\}|"|#')
_RUN_ON = re.compile(r"\s*(?P<field>[A-Za-z][\w\-]*)\s*=\s*(?P<value>\S.*)", re.S)
_MONTH_MACROS = {name[:3]: name for name in MONTHS if len(name) > 3} | {"may": "may"}
_LARGEST = 60_000_000  # bytes; ten times the largest bibliography we know of
_DEEPEST = 20  # entries within entries
_LONGEST = 100_000  # letters of a string: strings that double one another would fill the memory

# What a crossref does not hand down (biblatex manual, appendix B, and BibTeX's own styles).
_OWN = frozenset(["key", "ids", "crossref", "xdata", "label", "abstract", "note", "file"])
_OWN_OF_WHOLE = frozenset(["author", "shorttitle", "doi", "url"])


class _Entry(Struct, kw_only=True):
    type: str
    key: str
    line: int
    fields: list[tuple[str, str]]


def looks_like_bibtex(text: str) -> bool:
    """Whether a text holds a BibTeX entry: @type{key, …."""
    return (
        re.search(r"^\s*@\s*[A-Za-z]+\s*[{(]\s*[^\s,{}=]+\s*[,=]", text[:200000], re.M) is not None
    )


def read(data: bytes, name: str = "") -> Draft:
    """The references of a BibTeX file; blocks that can't be read are in findings with their line.

    Raises Unreadable where the bytes are no text or too many.
    """
    if len(data) > _LARGEST:
        raise Unreadable(name or "the file", "is over 60 MB; split the bibliography first")
    decoded = decode(data, name)
    findings = list(decoded.findings)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    entries, strings = _split(text, findings)
    references = (_reference(entry, entries, strings) for entry in entries.values())
    return drafted(references, name=name, findings=findings)


def _split(text: str, findings: list[Finding]) -> tuple[dict[str, _Entry], dict[str, str]]:
    """The entries of a file by key, and its strings."""
    import logging

    from bibtexparser import model
    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # it logs what we report
    strings: dict[str, str] = dict(_MONTH_MACROS)
    entries: dict[str, _Entry] = {}
    for found in parse_string(text, parse_stack=[]).blocks:
        block: Any = found
        line = (block.start_line or 0) + 1
        if isinstance(block, model.DuplicateBlockKeyBlock):
            says = f"the key “{block.key}” is used twice; both are kept"
            findings.append(_finding("duplicate-key", line, says))
        elif isinstance(block, model.DuplicateFieldKeyBlock):
            doubled = ", ".join(sorted(block.duplicate_keys))
            says = f"a field is given twice ({doubled}); the first is used, the other kept"
            findings.append(_finding("duplicate-field", line, says))
        if isinstance(block, model.ParsingFailedBlock):
            block = block.ignore_error_block or block
        if isinstance(block, model.String):
            strings[block.key.lower()] = _value(str(block.value), strings)[:_LONGEST]
        elif isinstance(block, model.Entry):
            key, number = block.key, 2
            while key in entries:
                key, number = f"{block.key} ({number})", number + 1
            pairs = [(field.key.lower(), str(field.value)) for field in block.fields]
            fields = [pair for name, value in pairs for pair in _divided(name, value)]
            kind = block.entry_type.lower().strip()
            entries[key] = _Entry(type=kind, key=block.key, line=line, fields=fields)
        elif isinstance(block, model.ParsingFailedBlock):
            says = "this entry can't be read; look for a missing brace, quote or comma"
            findings.append(
                _finding("entry-unreadable", line, f"{says}: “{_start(block.raw)}”", True)
            )
        elif isinstance(block, model.ImplicitComment) and "@" in (block.comment or ""):
            says = f"text outside any entry was left out: “{_start(block.comment)}”"
            findings.append(_finding("line-unplaced", line, says))
    return entries, strings


def _start(text: str | None) -> str:
    return " ".join((text or "").split())[:60]


def _finding(rule: str, line: int, says: str, grave: bool = False) -> Finding:
    return Finding(
        rule=rule, subject=f"line {line}", level="error" if grave else "warning", says=says
    )


def _divided(field: str, value: str) -> Iterator[tuple[str, str]]:
    """A field's value; and the next field where the comma between them was forgotten."""
    while (end := _closed(value)) and (rest := _RUN_ON.fullmatch(value, end)):
        yield field, value[:end]
        field, value = rest["field"].lower(), rest["value"].strip()
    yield field, value


def _closed(value: str) -> int:
    """Where the braces or quotes a value begins with are closed; 0 where it has none."""
    if value[:1] == '"':
        return value.find('"', 1) + 1
    if value[:1] != "{":
        return 0
    depth = 0
    for found in re.finditer(r"[{}]", value):
        depth += 1 if found.group() == "{" else -1
        if depth == 0:
            return found.end()
    return 0


def _value(raw: str, strings: dict[str, str]) -> str:
    """A field's value: braces or quotes taken off, strings put in, parts joined by # together."""
    return "".join(_part(part, strings) for part in _parts(raw))


def _parts(raw: str) -> Iterator[str]:
    start, braces, quoted = 0, 0, False
    for found in _SIGNS.finditer(raw):
        sign = found.group()
        if sign == "{":
            braces += 1
        elif sign == "}":
            braces -= 1
        elif sign == '"' and braces == 0:
            quoted = not quoted
        elif sign == "#" and braces == 0 and not quoted:
            yield raw[start : found.start()].strip()
            start = found.end()
    yield raw[start:].strip()


def _part(part: str, strings: dict[str, str]) -> str:
    """One part: in braces or quotes; a string's name (strings are read once, in the file's order,
    so that none can hold itself); or a bare word or number."""
    if len(part) > 1 and part[0] + part[-1] in ("{}", '""'):
        return part[1:-1]
    return strings.get(part.lower(), part)


def _inherited(
    entry: _Entry, entries: dict[str, _Entry], seen: frozenset[str] = frozenset()
) -> list[tuple[str, str]]:
    """An entry's fields with those its crossref or xdata hands down."""
    own = dict(entry.fields)
    key = (own.get("crossref") or own.get("xdata") or "").strip('{}" ')
    parent = entries.get(key)
    if parent is None or parent is entry or key in seen or len(seen) > _DEEPEST:
        return entry.fields
    part_of_whole = entry.type.startswith("in")
    fields = list(entry.fields)
    given = set(own)
    for field, value in _inherited(parent, entries, seen | {key, entry.key}):
        if field in _OWN or (part_of_whole and field in _OWN_OF_WHOLE):
            continue
        name = "booktitle" if part_of_whole and field == "title" else field
        if name not in given:
            given.add(name)
            fields.append((name, value))
    return fields


def _reference(entry: _Entry, entries: dict[str, _Entry], strings: dict[str, str]) -> Reference:
    fields: dict[str, str] = {}
    others: list[tuple[str, str]] = []
    for field, raw in _inherited(entry, entries):
        value = _value(raw, strings).strip()
        if value and field in fields:
            others.append((field, value))
        elif value:
            fields[field] = value
    reference = reference_of(entry.type, entry.key, entry.line, fields)
    for field, value in others:
        if latex.plain(value) != latex.plain(fields[field]):
            reference.keep(field, latex.plain(value))
    return reference
