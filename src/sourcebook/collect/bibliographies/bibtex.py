"""BibTeX and biblatex files, split by bibtexparser, into references.

Ours, because the library leaves it to its callers: strings joined with ``#``, ``crossref``, LaTeX
(``latex``), names, months, and putting right what a missing comma spoils.
"""

import re
from collections.abc import Iterator
from typing import Any

from sourcebook.collect.bibliographies import latex
from sourcebook.collect.bibliographies.bibtex_names import read_names
from sourcebook.collect.bibliographies.reference import Reference, drafted, read_issued
from sourcebook.collect.charsets import decode
from sourcebook.collect.draft import Draft
from sourcebook.errors import Unreadable
from sourcebook.records import Date, Finding
from sourcebook.values.dates import MONTHS, edtf

# BibTeX 0.99 (btxdoc) and biblatex 3 entry types → CSL 1.0.2.
KINDS = {
    "article": "article-journal", "periodical": "periodical", "suppperiodical": "article-journal",
    "book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book",
    "proceedings": "book", "mvproceedings": "book", "reference": "book", "mvreference": "book",
    "manual": "book", "booklet": "pamphlet", "inbook": "chapter", "bookinbook": "chapter",
    "suppbook": "chapter", "incollection": "chapter", "suppcollection": "chapter",
    "inreference": "entry-encyclopedia", "inproceedings": "paper-conference",
    "conference": "paper-conference", "mastersthesis": "thesis", "phdthesis": "thesis",
    "thesis": "thesis", "techreport": "report", "report": "report", "unpublished": "manuscript",
    "misc": "document", "online": "webpage", "electronic": "webpage", "www": "webpage",
    "webpage": "webpage", "patent": "patent", "dataset": "dataset", "software": "software",
    "artwork": "graphic", "image": "graphic", "audio": "song", "music": "song",
    "movie": "motion_picture", "video": "motion_picture", "letter": "personal_communication",
    "jurisdiction": "legal_case", "legislation": "legislation", "legal": "treaty",
    "bill": "bill", "hearing": "hearing", "map": "map", "standard": "standard",
    "performance": "performance", "review": "review", "newsarticle": "article-newspaper",
    "newspaper": "article-newspaper", "magazine": "article-magazine", "blog": "post-weblog",
    "speech": "speech", "interview": "interview", "preprint": "article",
}  # fmt: skip
_NAMES = {
    "author": "author", "editor": "editor", "translator": "translator", "bookauthor":
    "container-author", "commentator": "contributor", "annotator": "contributor", "introduction":
    "contributor", "foreword": "contributor", "afterword": "contributor", "editora": "editor",
    "editorb": "editor", "editorc": "editor", "director": "director", "organizer": "organizer",
    "holder": "x-holder", "collaboration": "x-collaboration",
    "seriescreator": "series-creator", "collaborator": "contributor",
}  # fmt: skip
_VARIABLES = {
    "title": "title", "shorttitle": "title-short", "journal": "container-title",
    "journaltitle": "container-title", "booktitle": "container-title",
    "maintitle": "x-main-title", "eventtitle": "event-title", "venue": "event-place",
    "series": "collection-title", "edition": "edition", "volume": "volume", "pages": "page",
    "chapter": "chapter-number", "volumes": "number-of-volumes", "pagetotal": "number-of-pages",
    "numpages": "number-of-pages", "version": "version", "type": "genre",
    "publisher": "publisher", "institution": "publisher", "school": "publisher",
    "organization": "publisher", "address": "publisher-place", "language": "language",
    "langid": "language", "shortjournal": "container-title-short", "library": "call-number",
    "origtitle": "original-title", "origdate": "original-date", "annote": "annote",
    "annotation": "annote", "part": "part-number", "eid": "number", "pubstate": "status",
    "copyright": "x-rights", "rights": "x-rights", "lccn": "call-number", "entrysubtype": "genre",
    "fjournal": "container-title", "eventdate": "event-date", "addendum": "x-addendum",
}  # fmt: skip
_IDENTIFIERS = {
    "doi": "doi", "isbn": "isbn", "issn": "issn", "pmid": "pmid", "pmcid": "pmcid",
    "lccn": "lccn", "mrnumber": "mr", "zmnumber": "zbl", "zblnumber": "zbl", "zbl": "zbl",
    "urn": "urn", "hdl": "hdl", "isrn": "isrn", "jstor": "jstor",
}  # fmt: skip
_QUIET = frozenset(
    [
        "crossref",
        "xdata",
        "xref",
        "year",
        "month",
        "day",
        "date",
        "urldate",
        "eprint",
        "eprinttype",
        "ids",
    ]
)
_MISSING_COMMA = re.compile(r'([}"])[ \t]*\n(\s*[A-Za-z][\w\-]*\s*=\s*[{"\d])')
_HASH = re.compile(r'\{|\}|"|#')
_MONTH_MACROS = {name[:3]: name for name in MONTHS if len(name) > 3} | {"may": "may"}
_LARGEST = 60_000_000  # bytes; ten times the largest bibliography we know of (arXiv's by year)


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
    fields, strings = _split(_MISSING_COMMA.sub(r"\1,\n\2", text), findings)
    references = (_reference(entry, fields, strings) for entry in fields.values())
    return drafted(references, name=name, findings=findings)


Raw = dict[str, Any]


def _split(text: str, findings: list[Finding]) -> tuple[dict[str, Raw], dict[str, str]]:
    """The entries of a file by key, and its strings."""
    import logging

    import bibtexparser
    from bibtexparser import model

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # it logs what we report
    library = bibtexparser.parse_string(text, parse_stack=[])
    strings: dict[str, str] = dict(_MONTH_MACROS)
    entries: dict[str, Raw] = {}
    for block in library.blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, model.DuplicateBlockKeyBlock):
            inner = block.ignore_error_block
            findings.append(
                Finding(
                    rule="duplicate-key",
                    subject=f"line {line}",
                    level="warning",
                    says=f"the key “{block.key}” is used twice; both are kept",
                )
            )
            block = inner or block
        elif isinstance(block, model.DuplicateFieldKeyBlock):
            doubled = ", ".join(sorted(block.duplicate_keys))
            findings.append(
                Finding(
                    rule="duplicate-field",
                    subject=f"line {line}",
                    level="warning",
                    says=f"a field is given twice ({doubled}); the first is used, both are kept",
                )
            )
            block = block.ignore_error_block or block
        if isinstance(block, model.String):
            strings[block.key.lower()] = str(block.value)
        elif isinstance(block, model.Entry):
            key, number = block.key, 2
            while key in entries:
                key, number = f"{block.key} ({number})", number + 1
            entries[key] = {
                "type": block.entry_type.lower().strip(),
                "key": block.key,
                "line": line,
                "fields": [(field.key.lower(), str(field.value)) for field in block.fields],
            }
        elif isinstance(block, model.ParsingFailedBlock):
            findings.append(_failed(block, line))
        elif isinstance(block, model.Preamble):
            continue
        elif isinstance(block, model.ImplicitComment) and "@" in (block.comment or ""):
            beginning = " ".join((block.comment or "").split())[:60]
            findings.append(
                Finding(
                    rule="line-unplaced",
                    subject=f"line {line}",
                    level="warning",
                    says=f"text outside any entry was left out: “{beginning}”",
                )
            )
    return entries, strings


def _failed(block: Any, line: int) -> Finding:
    beginning = " ".join((block.raw or "").split())[:60]
    return Finding(
        rule="entry-unreadable",
        subject=f"line {line}",
        level="error",
        says=f"this entry can't be read; look for a missing brace, quote or comma: “{beginning}”",
    )


def _value(raw: str, strings: dict[str, str], depth: int = 0) -> str:
    """A field's value: braces or quotes taken off, strings put in, parts joined by # together."""
    return "".join(_part(part, strings, depth) for part in _parts(raw))


def _parts(raw: str) -> Iterator[str]:
    start, braces, quoted = 0, 0, False
    for found in _HASH.finditer(raw):
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


def _part(part: str, strings: dict[str, str], depth: int) -> str:
    if len(part) > 1 and part[0] + part[-1] in ("{}", '""'):
        return part[1:-1]
    held = strings.get(part.lower())
    if held is None or depth > 20:  # a string may name itself
        return part
    return held if held in MONTHS else _value(held, strings, depth + 1)


def _inherited(entry: Raw, entries: dict[str, Raw], seen: frozenset[str] = frozenset()) -> Raw:
    """The entry with what its crossref or xdata gives it (biblatex manual, appendix B)."""
    own = dict(entry["fields"])
    above = own.get("crossref") or own.get("xdata") or ""
    key = above.strip('{}" ')
    parent = entries.get(key)
    if parent is None or key in seen or key == entry["key"]:
        return entry
    parent = _inherited(parent, entries, seen | {key, entry["key"]})
    given = {field for field, _ in entry["fields"]}
    added = []
    for field, value in parent["fields"]:
        renamed = field
        if entry["type"].startswith("in") and field == "title":
            renamed = "booktitle"
        if field in ("key", "ids", "crossref", "label", "abstract", "note"):
            continue
        if entry["type"].startswith("in") and field in ("author", "shorttitle", "doi", "url"):
            continue
        if renamed not in given and renamed not in {name for name, _ in added}:
            added.append((renamed, value))
    return {**entry, "fields": [*entry["fields"], *added]}


def _reference(entry: Raw, entries: dict[str, Raw], strings: dict[str, str]) -> Reference:
    kind = KINDS.get(entry["type"])
    reference = Reference(kind=kind or "document", line=entry["line"])
    if kind is None:
        reference.findings.append(
            Finding(
                rule="type-unknown",
                subject=f"line {entry['line']}",
                level="warning",
                says=f"the type @{entry['type']} is not known; taken as a document",
            )
        )
        reference.keep("type", entry["type"])
    elif entry["type"] in ("manual", "mastersthesis", "phdthesis", "misc"):
        reference.keep("type", entry["type"])
    reference.put("citation-key", entry["key"])
    fields: dict[str, str] = {}
    for field, raw in _inherited(entry, entries)["fields"]:
        value = _value(raw, strings).strip()
        if field in fields and value:
            if latex.plain(value) != latex.plain(fields[field]):
                reference.keep(field, latex.plain(value))
        elif value:
            fields[field] = value
    for field, value in fields.items():
        if field not in _QUIET:
            _place(reference, field, value, entry["type"], fields)
    _dates(reference, fields)
    _eprint(reference, fields)
    return reference


def _place(
    reference: Reference, field: str, value: str, written: str, fields: dict[str, str]
) -> None:
    text = latex.plain(value)
    if field in _NAMES:
        names, others = read_names(value)
        reference.name(_NAMES[field], *names)
        if others:
            reference.keep("others", _NAMES[field])
    elif field in ("title", "subtitle", "booktitle", "journal", "journaltitle", "fjournal"):
        if field != "subtitle":
            _title(reference, field, value, fields)
    elif field in _IDENTIFIERS and field != "lccn":
        for one in re.split(r"[,;]\s*|\s{2,}", text) if field in ("isbn", "issn") else [text]:
            reference.identify(_IDENTIFIERS[field], one)
    elif field == "lccn":
        reference.identify("lccn", text)
    elif field == "url":
        reference.urls.extend(_addresses(value))
    elif field == "howpublished":
        found = _addresses(value)
        if found and re.match(r"(?:https?|ftp)://", found[0]):
            reference.urls.extend(address for address in found if address not in reference.urls)
        else:
            reference.put("medium", text)
    elif field in ("keywords", "keyword"):
        reference.keywords.extend(word.strip() for word in re.split(r"[,;]", text) if word.strip())
    elif field == "abstract":
        reference.abstracts.append(text)
    elif field in ("note", "annote", "addendum"):
        _note(reference, text)
    elif field in ("number", "issue"):
        serial = reference.kind in ("article-journal", "article-magazine", "article-newspaper",
                                    "periodical")  # fmt: skip
        in_series = reference.kind in ("book", "chapter", "paper-conference")
        reference.put("issue" if serial else "collection-number" if in_series else "number", text)
    elif field == "location":
        at_event = reference.kind == "paper-conference" and "address" in fields
        reference.put("event-place" if at_event else "publisher-place", text)
    elif field == "edition":
        reference.put("edition", text)
    elif field in ("file", "local-url", "pdf"):
        reference.keep("file", _path(value))
    elif field == "type" and reference.kind == "thesis":
        reference.put("genre", text)
    elif field in ("institution", "school", "organization", "publisher"):
        rank = ("school", "institution", "publisher", "organization")
        first = next((name for name in rank if fields.get(name)), field)
        if reference.kind not in ("thesis", "report") and fields.get("publisher"):
            first = "publisher"
        if field == first:
            reference.put("publisher", text)
        elif text != latex.plain(fields[first]):
            reference.keep(field, text)
    elif field in ("origdate", "eventdate"):
        date = _range(text)
        reference.put(_VARIABLES[field], date.edtf or text)
    elif field in _VARIABLES:
        reference.put(_VARIABLES[field], text)
    else:
        reference.keep(field, text)
    if field in ("title", "type") and reference.kind == "thesis" and "type" not in fields:
        genre = {"mastersthesis": "Master's Thesis", "phdthesis": "PhD Thesis"}.get(written)
        if genre:
            reference.put("genre", genre)


def _title(reference: Reference, field: str, value: str, fields: dict[str, str]) -> None:
    variable = _VARIABLES[field]
    if field == "journal" and "fjournal" in fields:
        variable = "container-title-short"
    if field == "title" and fields.get("subtitle"):
        value = f"{value}: {fields['subtitle']}"
    marked = " ".join(latex.rich(value).split())
    bare = " ".join(latex.without_tags(marked).split())
    if (
        reference.kind == "book"
        and field == "booktitle"
        and bare == latex.plain(fields.get("title", ""))
    ):
        return
    if marked != bare:
        reference.keep(f"markup-{variable}", marked)
    reference.put(variable, bare)


def _note(reference: Reference, text: str) -> None:
    """A note; "PMID: 123" in one is the identifier it names."""
    found = re.fullmatch(r"(PMID|PMCID):\s*(\w+)", text)
    if found:
        reference.identify(found[1].lower(), found[2])
    else:
        reference.notes.append(text)


def _addresses(value: str) -> list[str]:
    """The addresses of a url field, in which LaTeX escapes are undone but % and ~ are letters."""
    text = re.sub(r"\\(?:url|href|path)\s*\{([^{}]*)\}", r" \1 ", value)
    text = re.sub(r"\\([&%$#_{}~^])(?:\{\})?", r"\1", text)
    text = text.replace(r"\textasciitilde", "~").replace("$\\sim$", "~").replace("{", "")
    return text.replace("}", "").split()


def _path(value: str) -> str:
    """A file field as the program meant it: TeX's escapes undone, backslashes of paths kept."""
    text = re.sub(r"\$\\backslash\$", "", value)
    text = re.sub(r"\\([~^])\{\}", r"\1", text)
    return re.sub(r"\\([&%$#_{}])", r"\1", text).strip()


def _range(text: str) -> Date:
    """A biblatex date: EDTF already (ranges with /, ~ and ? marks), or words."""
    whole = " ".join(text.split())
    parts = [part.rstrip("~?%") for part in whole.split("/")]
    if len(parts) == 2 and parts[0]:
        first = edtf(parts[0])
        last = edtf(parts[1]) if parts[1] not in ("", "..") else parts[1] or ".."
        if first and last is not None and re.match(r"^\d{4}", parts[0]):
            return Date(edtf=f"{first}/{last}", as_written=whole)
    made = edtf(whole.split("T")[0].rstrip("~?%"))
    marks = re.search(r"[~?%]$", whole)
    return Date(edtf=(made + marks.group()) if made and marks else made, as_written=whole)


def _dates(reference: Reference, fields: dict[str, str]) -> None:
    told = latex.plain(fields.get("date", ""))
    if told:
        reference.issued = _range(told)
    else:
        year, month, day = (latex.plain(fields.get(name, "")) for name in ("year", "month", "day"))
        if year or month:
            reference.issued = _year_month(year, month, day)
    if fields.get("urldate"):
        reference.accessed.append(_range(latex.plain(fields["urldate"])))
    if told and fields.get("year") and latex.plain(fields["year"]) not in told:
        reference.keep("year", latex.plain(fields["year"]))


def _year_month(year: str, month: str, day: str) -> Date:
    """Year, month (a name, a number, "mar # 15", a range) and day, as one date."""
    written = " ".join(part for part in (day, month, year) if part)
    number = re.search(r"\d{4}", year)
    if number is None or len(year) > 8:
        return read_issued(written) or Date(as_written=written)
    words = re.findall(r"[A-Za-z]+", month)
    named = [MONTHS[word.lower()] for word in words if word.lower() in MONTHS]
    digits = re.findall(r"\d{1,2}", month)
    if not named and digits and 1 <= int(digits[0]) <= 12 and len(digits) == 1:
        named, digits = [int(digits[0])], []
    if len(named) > 1 and named[0] < named[-1]:
        made = f"{number[0]}-{named[0]:02d}/{number[0]}-{named[-1]:02d}"
        return Date(edtf=made, as_written=written)
    if not named:
        return Date(edtf=edtf(number[0]), as_written=written)
    on = day or (digits[0] if digits else "")
    tried = f"{number[0]}-{named[0]:02d}"
    return Date(
        edtf=(edtf(f"{tried}-{on.zfill(2)}") if on.isdigit() else None) or edtf(tried),
        as_written=written,
    )


def _eprint(reference: Reference, fields: dict[str, str]) -> None:
    number = latex.plain(fields.get("eprint", ""))
    kind = latex.plain(fields.get("eprinttype", "") or fields.get("archiveprefix", "")).lower()
    if number and kind:
        reference.identify(kind, number)
    elif re.match(r"^(?:\d{4}\.\d{4,5}|[a-z\-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?$", number):
        reference.identify("arxiv", number)
    elif number:
        reference.keep("eprint", number)
