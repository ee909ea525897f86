"""Report files (PDF, office documents, web pages that are no posting pages): one entry each.

A report of a known series gets its series, edition and country; any other its title and publisher
as far as the file tells, and a finding that says what was guessed.
"""

import hashlib
import io
import re
from pathlib import PurePath

from sourcebook.collect import pdf, series
from sourcebook.collect.draft import Draft, DraftEntry
from sourcebook.collect.identity import entry_id
from sourcebook.errors import Unreadable
from sourcebook.records import Date, Entry, Finding, Series

MEDIA = {
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
    ".epub": "application/epub+zip",
    ".html": "text/html",
    ".htm": "text/html",
    ".txt": "text/plain",
}
LARGEST = 200_000_000  # bytes of a file whose inside is read; larger ones are named and digested
_NO_TITLE = re.compile(
    r"^(?:microsoft \w+ - |untitled|document\d*$|doc\d+$|slide ?\d|print|\(?null\)?$|.{0,3}$|"
    r"\S+\.(?:docx?|pdf|indd|qxd|pub|rtf|pptx?|ai)$|layout \d|cover$|title$)",
    re.I,
)
_FURNITURE = re.compile(
    r"^(?:page \d+(?: of \d+)?|\d+|.{0,3}|©.*|(?:https?://|www\.)\S+|[A-Z]{2,}[-/]?\d[\w/\-]*|"
    r"(?:the )?(?:office|bureau|department|ministry) (?:of|for) .*|u\.?s\.? department .*)$",
    re.I,
)
_ENGLISH = frozenset(
    ["the", "of", "and", "to", "in", "is", "for", "that", "are", "by", "with", "on", "as"]
)
_KAZAKH = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")


def read(data: bytes, name: str = "", *, folder: str = "") -> Draft:
    """A report file as one entry. ``folder`` is the name of the folder it lies in.

    Raises Unreadable for a PDF that is none, is cut off or has no pages.
    """
    suffix = PurePath(name).suffix.lower()
    digest = hashlib.sha256(data).hexdigest()
    media = MEDIA.get(suffix, "")
    if data[:1024].lstrip().startswith(b"%PDF-"):
        media = MEDIA[".pdf"]
        told = pdf.facts(data, name) if len(data) <= LARGEST else pdf.Facts()
    elif suffix == ".pdf":
        raise Unreadable(name, "is called a PDF but is none; open it and see what it is")
    else:
        told = _office(data, suffix)
    return _draft(told, name=name, folder=folder, digest=digest, media=media, size=len(data))


def named_only(name: str, *, digest: str, size: int) -> Draft:
    """The entry of a file too large to look into: its name, digest and size."""
    media = MEDIA.get(PurePath(name).suffix.lower(), "")
    return _draft(pdf.Facts(), name=name, folder="", digest=digest, media=media, size=size)


def _draft(told: pdf.Facts, *, name: str, folder: str, digest: str, media: str, size: int) -> Draft:
    subject = f"file {name}"
    stem = PurePath(name).stem
    details = {"x-media-type": media} if media else {}
    if told.pages:
        details["number-of-pages"] = str(told.pages)
    if told.made:
        details["x-file-made"] = told.made
    found = series.recognise(told.texts, title=told.title, name=stem)
    if found is not None:
        return _of_series(found, told, name, folder, digest, details)
    title, guessed = _title(told, stem)
    publisher = series.publisher_in(told.texts[0] if told.texts else "")
    year = told.made[:4]
    entry = Entry(
        id=entry_id(
            title=re.sub(r"^[A-Z ]{8,}: (?=\S+ \S+)", "", title),  # "FREQUENTLY ASKED QUESTIONS: "
            publisher=publisher,
            issued=Date(edtf=year) if year else None,
        ),
        title=title,
        byline=", ".join(part for part in (publisher, year) if part),
        publisher=publisher,
        issued=Date(edtf=year, as_written=year) if year else None,
        kind="report" if media != MEDIA[".html"] else "webpage",
        language=language_in(" ".join(told.texts)),
        identifiers={"sha-256": digest},
        details=details,
    )
    says = [f"the title is {guessed}"]
    if year:
        says.append(f"the year, {year}, is when the file was made")
    if publisher:
        says.append("the publisher is named on the first page")
    if told.locked:
        says.insert(0, "it asks for a password, so nothing inside was read")
    if size > LARGEST:
        says.insert(0, f"it is over {LARGEST // 1_000_000} MB and was not looked into")
    return Draft(
        source=name,
        entries=(DraftEntry(entry=entry),),
        findings=(
            Finding(
                rule="report-locked" if told.locked else "report-guessed",
                subject=subject,
                level="warning",
                says="; ".join(says) + ". Put it right with: sourcebook edit " + entry.id,
            ),
        ),
    )


def _of_series(
    found: series.Recognised,
    told: pdf.Facts,
    name: str,
    folder: str,
    digest: str,
    details: dict[str, str],
) -> Draft:
    known = found.series
    findings = [
        Finding(rule="report-doubt", subject=f"file {name}", level="warning", says=doubt)
        for doubt in found.doubts
    ]
    by_folder = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", folder)
    if by_folder and by_folder[1] != found.edition:
        findings.append(
            Finding(
                rule="edition-differs",
                subject=f"file {name}",
                level="info",
                says=f"lies in the folder {folder}, but by its own text it is the "
                f"{found.edition} edition",
            )
        )
    year = str(int(found.edition[:4]) + (known.issued == "next year"))
    if told.made and told.made[:4] != year:
        findings.append(
            Finding(
                rule="issued-doubt",
                subject=f"file {name}",
                level="info",
                says=f"the {found.edition} edition came out in {year}; this file was made "
                f"{told.made}",
            )
        )
    title = found.title
    entry = Entry(
        id=entry_id(title=found.short, publisher=known.publisher, issued=Date(edtf=found.edition)),
        title=title,
        byline=f"{known.publisher}, {year}",
        publisher=known.publisher,
        issued=Date(edtf=year, as_written=year),
        edition=found.edition,
        series=known.id,
        kind="report",
        language=known.language,
        countries=(found.country,) if found.country else (),
        identifiers={"sha-256": digest},
        details=details,
    )
    kept = Series(id=known.id, title=known.title, publisher=known.publisher)
    return Draft(
        source=name,
        entries=(DraftEntry(entry=entry),),
        series=(kept,),
        findings=tuple(findings),
    )


def title_in(text: str) -> str:
    """What a text's first page calls itself, by its first telling lines; "" where none tells."""
    title, _ = _title(pdf.Facts(texts=(text[:20_000].partition("\f")[0],)), "")
    return title


def _title(told: pdf.Facts, stem: str) -> tuple[str, str]:
    """A title and where it is from: the file's own, the first telling lines, or its name."""
    if told.title and not _NO_TITLE.match(told.title):
        return told.title, "the one in the file's document information"
    lines = [" ".join(line.split()) for text in told.texts[:1] for line in text.splitlines()]
    telling = [
        line
        for line in lines[:30]
        if line and not _FURNITURE.match(line) and not _is_publisher(line)
    ]
    if telling:
        made = telling[0]
        for line in telling[1:3]:
            if len(made) + len(line) < 140 and (made.endswith((":", ",", "-")) or made.isupper()):
                made = f"{made} {line}"
            else:
                break
        if len(made) > 8:
            return made[:200], "the first line of its first page"
    bare = " ".join(re.sub(r"[_]+|%20|-(?=\D)", " ", stem).split())
    return bare or stem, "the name of the file"


def _is_publisher(line: str) -> bool:
    return bool(series.publisher_in(line)) and len(line) < 90


def language_in(text: str) -> str:
    """en, ru or kk where the words show it plainly; "" for any other language."""
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return ""
    cyrillic = sum("\u0400" <= c <= "\u04ff" for c in letters) / len(letters)
    if cyrillic > 0.5:
        kazakh = sum(c in _KAZAKH for c in letters) / len(letters)
        return "kk" if kazakh > 0.02 else "ru"
    words = re.findall(r"[a-z]+", text.lower())
    share = sum(word in _ENGLISH for word in words) / len(words) if words else 0
    return "en" if share > 0.15 else ""


def _office(data: bytes, suffix: str) -> pdf.Facts:
    """The title and author in a DOCX, ODT or EPUB's own metadata, or in a web page's head."""
    if suffix in (".html", ".htm"):
        return _page(data)
    if data[:4] != b"PK\x03\x04":
        return pdf.Facts()
    import zipfile

    from lxml import etree

    names = {"docProps/core.xml", "meta.xml"}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for item in archive.infolist():
                if item.filename not in names or item.file_size > 1_000_000:
                    continue
                parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
                root = etree.fromstring(archive.read(item), parser=parser)
                if root is None:
                    continue
                held = {
                    str(element.tag).rpartition("}")[2]: " ".join((element.text or "").split())
                    for element in root.iter()
                    if isinstance(element.tag, str)
                }
                made = held.get("created") or held.get("creation-date") or held.get("date", "")
                return pdf.Facts(
                    title=held.get("title", ""),
                    author=held.get("creator", ""),
                    made=made[:10] if re.match(r"\d{4}", made) else "",
                )
    except (zipfile.BadZipFile, OSError, etree.XMLSyntaxError, NotImplementedError, RuntimeError):
        return pdf.Facts()
    return pdf.Facts()


def _page(data: bytes) -> pdf.Facts:
    import html

    from sourcebook.collect.charsets import decode

    head = data[:200_000]
    try:
        text = decode(head).text  # pages of the region are often in windows-1251
    except Unreadable:
        text = head.decode("utf-8", "replace")
    found = re.search(r"<title[^>]*>(.{1,500}?)</title>", text, re.I | re.S)
    if found is None:
        return pdf.Facts()
    title = html.unescape(found[1])
    return pdf.Facts(title=" ".join(title.split()))
