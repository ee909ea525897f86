"""What the fields of a BibTeX or biblatex entry mean: each into a reference's CSL variables."""

import re

from sourcebook.collect.bibliographies import latex
from sourcebook.collect.bibliographies.bibtex_names import read_names
from sourcebook.collect.bibliographies.reference import Reference, read_issued
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
# What an ``entrysubtype`` says more closely: biblatex's own two, and the kinds as CSL names them.
_SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"} | {
    kind: kind
    for kind in (
        "article", "article-magazine", "article-newspaper", "bill", "broadcast", "classic", "dataset", "entry",
        "entry-dictionary", "event", "figure", "hearing", "interview", "map", "musical_score", "performance",
        "periodical", "post", "post-weblog", "regulation", "review", "review-book", "speech", "standard", "treaty",
    )
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
    "address": "publisher-place", "language": "language",
    "langid": "language", "shortjournal": "container-title-short", "library": "call-number",
    "origtitle": "original-title", "origdate": "original-date",
    "part": "part-number", "eid": "number", "pubstate": "status",
    "copyright": "x-rights", "rights": "x-rights", "entrysubtype": "genre",
    "fjournal": "container-title", "eventdate": "event-date",
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
_SERIALS = ("article-journal", "article-magazine", "article-newspaper", "periodical")
_IN_SERIES = ("book", "chapter", "paper-conference")
_HOUSES = ("school", "institution", "publisher", "organization")

_READ = re.compile(
    r"[\[(]?\s*(?:online\s*[;,:]?\s*)?(?:last\s+)?(?:accessed|retrieved|visited|viewed)(?:\s+on)?\s*:?\s+"
    r"([^\[\]()]*\d)\s*\.?\s*[\])]?\.?",
    re.I,
)


def reference_of(written: str, key: str, line: int, fields: dict[str, str]) -> Reference:
    """The reference an entry makes: its type, key, line in the file, and fields by lower-case name
    (values as TeX, without their braces)."""
    kind = KINDS.get(written)
    subtype = fields.get("entrysubtype", "").strip().lower()
    if kind is not None and (closer := _SUBTYPES.get(subtype)):
        kind = closer
        fields = {name: value for name, value in fields.items() if name != "entrysubtype"}
    reference = Reference(kind=kind or "document", line=line)
    if kind is None:
        reference.findings.append(
            Finding(
                rule="type-unknown",
                subject=f"line {line}",
                level="warning",
                says=f"the type @{written} is not known; taken as a document",
            )
        )
    if kind is None or written in ("manual", "mastersthesis", "phdthesis", "misc"):
        reference.keep("type", written)
    reference.put("citation-key", key)
    for field, value in fields.items():
        if field not in _QUIET:
            _place(reference, field, value, fields)
    if reference.kind == "thesis" and "type" not in fields:
        genre = {"mastersthesis": "Master's Thesis", "phdthesis": "PhD Thesis"}.get(written, "")
        reference.put("genre", genre)
    _dates(reference, fields)
    _eprint(reference, fields)
    return reference


def _place(reference: Reference, field: str, value: str, fields: dict[str, str]) -> None:
    text = latex.plain(value)
    if field in _NAMES:
        names, others = read_names(value)
        reference.name(_NAMES[field], *names)
        if others:
            reference.keep("others", _NAMES[field])
    elif field in ("title", "booktitle", "journal", "journaltitle", "fjournal"):
        _title(reference, field, value, fields)
    elif field == "subtitle":
        if not fields.get("title"):
            reference.put("title", text)
    elif field in _IDENTIFIERS:
        several = field in ("isbn", "issn")
        for one in re.split(r"[,;]\s*|\s{2,}", text) if several else [text]:
            reference.identify(_IDENTIFIERS[field], one)
    elif field in ("url", "howpublished"):
        _online(reference, field, value)
    elif field in ("keywords", "keyword"):
        reference.keywords.extend(word.strip() for word in re.split(r"[,;]", text) if word.strip())
    elif field == "abstract":
        reference.abstracts.append(text)
    elif field in ("note", "annote", "annotation", "addendum"):
        _note(reference, text)
    elif field in ("file", "local-url", "pdf"):
        reference.keep("file", _path(value))
    else:
        _where(reference, field, text, fields)


def _where(reference: Reference, field: str, text: str, fields: dict[str, str]) -> None:
    """Numbers, places and houses, whose meaning the kind decides; and all plain variables."""
    if field in ("number", "issue"):
        serial = reference.kind in _SERIALS
        in_series = reference.kind in _IN_SERIES
        reference.put("issue" if serial else "collection-number" if in_series else "number", text)
    elif field == "location":
        at_event = reference.kind == "paper-conference" and "address" in fields
        reference.put("event-place" if at_event else "publisher-place", text)
    elif field in _HOUSES:
        first = next(name for name in _HOUSES if fields.get(name))
        if reference.kind not in ("thesis", "report") and fields.get("publisher"):
            first = "publisher"
        if field == first:
            reference.put("publisher", text)
        elif text != latex.plain(fields[first]):
            reference.keep(field, text)
    elif field in ("origdate", "eventdate"):
        reference.put(_VARIABLES[field], _range(text).edtf or text)
    elif field not in _VARIABLES:
        reference.keep(field, text)
    elif _VARIABLES[field].startswith("x-"):
        reference.keep(_VARIABLES[field], text)
    else:
        reference.put(_VARIABLES[field], text)


def _online(reference: Reference, field: str, value: str) -> None:
    """An address; or how else a thing was published, in words."""
    found = _addresses(value)
    if field == "url" or (found and re.match(r"(?:https?|ftp)://", found[0])):
        reference.urls.extend(address for address in found if address not in reference.urls)
    else:
        reference.put("medium", latex.plain(value))


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
    """A note; "PMID: 123" in one is the identifier it names, and "[Online; accessed 4 May 2011]" (how
    BibTeX, which has no field for it, is told by Wikipedia and many others) an access date."""
    found = re.fullmatch(r"(PMID|PMCID):\s*(\w+)", text)
    read = _READ.fullmatch(text)
    if found:
        reference.identify(found[1].lower(), found[2])
    elif read and (day := read_issued(read[1])) and day.edtf:
        reference.accessed.append(day)
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
    told = re.sub(r"[{}]", "", fields.get("date", ""))  # no TeX: ~ and / are EDTF's
    if told:
        reference.issued = _range(told)
    else:
        year, month, day = (latex.plain(fields.get(name, "")) for name in ("year", "month", "day"))
        if year or month:
            reference.issued = _year_month(year, month, day)
    if fields.get("urldate"):
        reference.accessed.append(_range(re.sub(r"[{}]", "", fields["urldate"])))
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
