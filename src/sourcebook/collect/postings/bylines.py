"""Read a byline: when it was issued, by whom, in what, under which numbers. Empty where unsure.

Rules for the date (see ``issued``): a day beats a month beats a year; dates inside a journal
citation, index numbers and access dates do not count; the year of a report's own title is used
only where nothing else is known, and a finding says so.
"""

import re
from collections.abc import Iterable

from msgspec import Struct

from sourcebook.records import Date, Finding, Level
from sourcebook.values.dates import Found, edtf, find_dates

_NUMBER_LINE = re.compile(r"^[\[(]?\s*(?:e-?)?(?:isbn|issn|doi)\b", re.I)
_ISBN = re.compile(
    r"\bISBN(?:[- ]?1[03])?\s*[:#]?\s*((?:97[89][\- ]?)?\d[\d\- ]{7,14}[\dX])\b", re.I
)
_ISSN = re.compile(r"\bISSN\s*:?\s*(\d{4}-?\d{3}[\dX])\b", re.I)
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"'<>\]]+)", re.I)
_DOI_LABELLED = re.compile(rf"(?:\bdoi\s*:?\s*)?{_DOI.pattern}(?<![.,;)])", re.I)
_NOT_ISSUED = re.compile(
    r"(?:\bweb\.?(?!\s*,)|\bretrieved|\baccessed|\bviewed|\bvisited|\bdownloaded|\bas of)"
    r"(?:\s+on)?[\s:,]*$",
    re.I,
)
# "Lancet 2003;361:1983" · "12(3): 45-67, 2004" · "14 Coast L. Rev. 45 (1999)" · "9 (May 2002), pp. 10-20"
_CITED_AFTER = re.compile(
    r"^\s*(?:;\s*\d|:\s*\d{1,4}\b(?!\s*[ap]\.?m)|[)\]]\s*[,:;]\s*(?:pp?\.?\s*)?\d)"
)
_CITED_BEFORE = re.compile(
    r"(?:\b\d{1,4}\s*\(\d{1,3}\)\s*[,:]?\s*(?:pp?\.?\s*)?\d*\s*[-–]?\s*\d*[,;.]?\s*\(?"
    r"|\b\d{1,4}\s*:\s*\d{1,4}\s*[-–]\s*\d{1,4}[,;.]?\s*\(?"
    r"|\b[A-Z][\w.]*\.\s+(?:[\w.&']+\s+){0,5}\d{1,4}(?:\s*[,:]\s*\d{1,4}(?:[-–]\d{1,4})?)?\s*\("
    r"|\bpp?\.?\s*\d{1,4}\s*[-–]\s*\d{1,4}[,;.]?\s*\(?)$"
)
_MANGLED = re.compile(r"(\d{1,2}[a-z]{3,9}\.?,?\s+)$", re.I)
_YEAR_OK_BEFORE = re.compile(
    r"(?:^|[,;،(©–—|\-]|\b(?:in|copyright|published|updated|revised|posted|quarter|for|c|ca|circa|early|"
    r"mid|late))\.?\s*$",
    re.I,
)
# After a year that is a date: nothing more, a mark, or a new sentence ("2005. 112 pages").
_YEAR_OK_AFTER = re.compile(r"\s*(?:$|[,;،)(\[–—\-]|\.\s)")
# "…, Geneva 1999": a place, where the byline ends in its year.
_PLACE_BEFORE = re.compile(r",\s+[A-ZÀ-Þ][^\W\d_]+(?:[\s\-][A-ZÀ-Þ][^\W\d_]+){0,2}\s+$")
_TITLE_YEAR = re.compile(
    r"(?<![\d/.\-])((?:19|20)\d\d)(?:\s*[-–/]\s*((?:19|20)\d\d|\d\d))?(?![\d/])"
)
_NUMBER_BEFORE = re.compile(r"\b(?:No|Issue|Vol|Volume|Number|Nr)\.?\s*$", re.I)
_NUMERIC = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$")
_MONTH_WORDS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_RANK = {"full": 4, "range": 3, "month": 2, "year": 1}

_VOLUME = re.compile(r"\bVol(?:ume)?\.?\s*(\d{1,4}|[IVXLC]{1,7})\b", re.I)
_ISSUE = re.compile(r"\b(?:No|Issue|Nr)\.?\s*(\d{1,5})\b", re.I)
_PERSON = re.compile(
    r"^(?:By\s+)?((?:(?:Dr|Prof|Rev)\.\s+)?[A-Z][a-zà-ÿ'’\-]+\.?(?:\s+[A-Z]\.)*"
    r"(?:\s+(?:de|da|dos|van|von|der|bin|ibn|al|el|la|del))*(?:\s+[A-Z][a-zà-ÿA-Z'’\-]+){1,2})$"
)
_ORGANISED = re.compile(
    r"\b(?:news|times|press|agency|ministry|dept|department|bureau|university|institute?|"
    r"foundation|fund|watch|amnesty|unicef|organi[sz]ation|committee|commission|journal|magazine|"
    r"radio|daily|weekly|post|herald|network|project|cent(?:er|re)|office|embassy|library|"
    r"association|society|mission|trust|programme|council|alliance|coalition|federation|union|"
    r"report|rights|international|government|world|national|group|service|online|review|"
    r"digest|bulletin|house|convention|nations|children|africa|asia|europe|america|city|"
    r"street|state|states|gazette|tribune|mirror|monitor|labor|labour|bank|school|"
    r"internet|media|today|people|voice|global|human)\b",
    re.I,
)
_REPORT = re.compile(r"\b(?:report|findings|observations|country reports|overview|profile)\b", re.I)


class Byline(Struct, frozen=True, kw_only=True):
    """What a byline says. ``text`` is the byline without lines that only hold numbers."""

    text: str = ""
    issued: Date | None = None
    authors: tuple[str, ...] = ()
    publisher: str = ""
    kind: str = "webpage"
    edition: str = ""
    identifiers: dict[str, str] = {}
    details: dict[str, str] = {}
    findings: tuple[Finding, ...] = ()


def is_number_line(text: str) -> bool:
    """Whether a line only gives an ISBN, ISSN or DOI."""
    return _NUMBER_LINE.match(text) is not None or (
        len(text) < 120 and _DOI.search(text) is not None and text.lower().startswith("http")
    )


def identifiers(text: str) -> dict[str, str]:
    """The ISBN, ISSN and DOI a text names, as written; several joined by ", "."""
    found: dict[str, str] = {}
    upper = text.upper()
    if "ISBN" in upper:
        isbns = [value.strip(" -") for value in _ISBN.findall(text)]
        if isbns:
            found["isbn"] = ", ".join(dict.fromkeys(isbns))
    if "ISSN" in upper:
        issns = _ISSN.findall(text)
        if issns:
            found["issn"] = ", ".join(dict.fromkeys(issns))
    if "10." in text:
        dois = [value.rstrip(".,;)") for value in _DOI.findall(text)]
        if dois:
            found["doi"] = ", ".join(dict.fromkeys(dois))
    return found


def _is_issue_date(text: str, found: Found) -> bool:
    before, after = text[: found.start][-60:], text[found.end :][:12]
    if _NOT_ISSUED.search(before):
        return False
    closing = found.kind == "month" and not after.strip(" .") and not before.rstrip().endswith("(")
    if (
        found.kind != "full"
        and not closing
        and (_CITED_AFTER.match(after) or _CITED_BEFORE.search(before))
    ):
        return False
    if found.kind == "month" and found.as_written[0].isdigit() and "/" in found.as_written[:3]:
        return re.search(r"(?:^|[,;–—-])\s*$", before) is not None  # "Decree 07/2012" is none
    if found.kind == "year":
        last = not after.strip(" .)]")
        ends = last or _YEAR_OK_AFTER.match(after) is not None or before.rstrip().endswith("©")
        if ends and _YEAR_OK_BEFORE.search(before):
            return True
        place = _PLACE_BEFORE.search(before) if last else None
        return place is not None and _REPORT.search(place.group()) is None
    return True


def _numbered(text: str, found: Found) -> Found:
    """A date whose day is really the number of an issue ("No. 2 April 2006"), without it."""
    number = re.match(r"\d{1,2}\W+(?=[A-Za-z])", found.as_written)
    if found.kind != "full" or number is None or not _NUMBER_BEFORE.search(text[: found.start]):
        return found
    return Found(
        start=found.start + number.end(),
        end=found.end,
        as_written=found.as_written[number.end() :],
        kind="month",
    )


def _settled(written: str, clues: Iterable[str]) -> bool | None:
    """Whether the day comes first in ``02-08-05``, where an address or the text says; else None."""
    found = _NUMERIC.match(written)
    if not found:
        return None
    one, two = int(found[1]), int(found[2])
    year = found[3][-2:]
    votes = {True: 0, False: 0}
    for clue in clues:
        low = clue.lower()
        for day_first, (day, month) in ((True, (one, two)), (False, (two, one))):
            if not 1 <= month <= 12:
                continue
            digits = (
                rf"(?<!\d)(?:20|19)?{year}[-/._]?{month:02d}[-/._]?{day:02d}(?!\d)"
                rf"|(?<!\d)(?:20|19){year}/{month}/{day}(?!\d)"
            )
            word = _MONTH_WORDS[month - 1]
            words = (
                rf"(?<!\d)0?{day}(?:st|nd|rd|th)?(?:\s+of)?[\s\-_/]*{word}[a-z]*\b"
                rf"|\b{word}[a-z]*\.?[\s\-_/]*0?{day}(?!\d)"
            )
            if re.search(digits, low) or re.search(words, low):
                votes[day_first] += 1
    if bool(votes[True]) == bool(votes[False]):
        return None
    return votes[True] > 0


def _doubt(rule: str, says: str, level: Level = "warning") -> Finding:
    return Finding(rule=rule, subject="", level=level, says=says)


def issued(text: str, title: str, clues: Iterable[str]) -> tuple[Date | None, list[Finding]]:
    """When a byline says the entry was issued, and what was doubtful about it.

    ``clues`` are the entry's addresses and words, which may settle an ambiguous date.
    """
    dates = [_numbered(text, found) for found in find_dates(text) if _is_issue_date(text, found)]
    if dates:
        best = max(dates, key=lambda found: _RANK[found.kind])
        mangled = _MANGLED.search(text[: best.start]) if best.kind == "year" else None
        if mangled:
            written = mangled[1] + best.as_written
            return Date(edtf=None, as_written=written), [
                _doubt("unreadable-date", f"the date “{written}” can't be read; set it by hand")
            ]
        canonical = edtf(best.as_written)
        if canonical is None and _NUMERIC.match(best.as_written):
            day_first = _settled(best.as_written, clues)
            if day_first is not None:
                canonical = edtf(best.as_written, day_first=day_first)
            else:
                says = f"“{best.as_written}” may be day or month first; set the date by hand"
                return Date(edtf=None, as_written=best.as_written), [_doubt("ambiguous-date", says)]
        if canonical is None:
            says = f"“{best.as_written}” is no date of the calendar; set it by hand"
            return Date(edtf=None, as_written=best.as_written), [_doubt("unreadable-date", says)]
        return Date(edtf=canonical, as_written=best.as_written), []
    mangled_year = re.search(r"\b(\d{1,2}[a-z]{3,9},?\s+(?:19|20)\d\d)\b", text, re.I)
    if mangled_year:
        written = mangled_year[1]
        return Date(edtf=None, as_written=written), [
            _doubt("unreadable-date", f"the date “{written}” can't be read; set it by hand")
        ]
    return _title_year(title)


def _title_year(title: str) -> tuple[Date | None, list[Finding]]:
    for dated in find_dates(title):
        if dated.kind == "full" and edtf(dated.as_written):
            return Date(edtf=edtf(dated.as_written), as_written=dated.as_written), []
    found = _TITLE_YEAR.search(title)
    if not found:
        return None, []
    written = found.group()
    says = f"no date of issue is given; {written} is the year in the report's own title"
    return (
        Date(edtf=edtf(written) or found[1], as_written=written),
        [_doubt("year-of-title", says, "info")],
    )


def _people(chunk: str) -> list[str]:
    """The persons a part of a byline names, or none."""
    chunk = re.sub(r"^By\s+", "", chunk.strip(), flags=re.I)
    people = []
    for name in re.split(r"\s+and\s+|\s*&\s*", chunk):
        if _ORGANISED.search(name) or not _PERSON.match(name.strip()):
            return []
        people.append(name.strip())
    return people


def read_byline(lines: list[str], title: str, clues: Iterable[str]) -> Byline:
    """What the lines between title and address say. Findings have no subject yet."""
    kept = [line for line in lines if not is_number_line(line)]
    whole = "\n".join(lines)
    text = " ".join(kept)
    numbers = identifiers(whole)
    plain = _DOI_LABELLED.sub("", _ISBN.sub(" ", text)) if numbers else text
    date, findings = issued(plain, title, clues)
    if date is None or findings:
        # "doi:10.5555/paper.7, 2009": a line of numbers may end in the date.
        numbered, doubts = issued(_DOI_LABELLED.sub("", _ISBN.sub(" ", whole)), "", clues)
        if numbered is not None and not doubts:
            date, findings = numbered, []
    details: dict[str, str] = {}
    volume, issue = _VOLUME.search(text), _ISSUE.search(text)
    if volume:
        details["volume"] = volume[1]
    if issue:
        details["issue"] = issue[1]
    authors, publisher = _credits(kept, date)
    edition = re.search(r"\b((?:19|20)\d\d) Edition\b", title)
    kind = "webpage"
    if volume and issue:
        kind = "article-magazine"
    elif "isbn" in numbers or _REPORT.search(title):
        kind = "report"
    elif authors and date is not None and date.edtf and len(date.edtf) == 10:
        kind = "article-newspaper"
    return Byline(
        text=text,
        issued=date,
        authors=tuple(authors),
        publisher=publisher,
        kind=kind,
        edition=edition[1] if edition else "",
        identifiers=numbers,
        details=details,
        findings=tuple(findings),
    )


def _credits(lines: list[str], date: Date | None) -> tuple[list[str], str]:
    """Authors and publisher by the patterns "Author, Publisher, Place, date" and "Publisher, date"."""
    if not lines:
        return [], ""
    text = re.sub(r"^[-–—\s]*(?:Sources?|Adapted from)\s*:\s*", "", lines[0])
    if date is not None and date.as_written and date.as_written in text:
        head = text[: text.index(date.as_written)].rstrip(" ,;(–—-")
        head = re.sub(r"\b(?:Updated|Posted|Published)\s*$", "", head, flags=re.I).rstrip(" ,;")
    else:
        head = text
    chunks = [chunk.strip() for chunk in re.split(r",+\s*", head) if chunk.strip(" -–—")]
    if not chunks:
        return [], ""
    authors = _people(chunks[0]) if len(chunks) > 1 else []
    if authors:
        chunks = chunks[1:]
    elif re.match(r"by\s", chunks[0], re.I):
        return _people(chunks[0]), ""
    named = chunks[0]
    organised = _ORGANISED.search(named) or re.search(r"\s[A-Z]{2,8}$|\.(?:org|com|net)$", named)
    if organised and len(named) <= 160:
        # "Bureau of Democracy, Human Rights, and Labor": commas inside a department's own name
        for extra in chunks[1:4]:
            if re.match(r"(?:and\s|Human Rights$|Forced Labor$)", extra):
                named = f"{named}, {extra}"
            else:
                break
        return authors, named
    return authors, ""
