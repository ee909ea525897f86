"""I/O: run the import cases of Zotero's translators and compare item by item, field by field.

    python scripts/zotero_suite.py [FOLDER] [--verbose] [--write docs/importing.md]

The cases are read where they lie (``../shared/data/suites/zotero_import``); nothing of them is kept.
An item's field counts as there when ours holds the same value; a case passes when every expected
field of every item is there. What we compare loosely, and why:

* a name's letters (Zotero writes "K. C." for "KC"), whether or not it was inverted;
* dates by what they mean ("January 1, 2013" is 2013-01-01); unreadable ones by their words;
* text by its words, with white space and Unicode composition put right;
* keywords and notes as sets, people in order within each role, ``extra`` line by line;
* a note "Label: value" whose value we hold in a field of its own counts as there;
* notes Zotero adds about fields it can't place are left out, attachments too: we keep the paths;
* a type that Zotero falls back to where CSL has a better one (``FALLBACKS``) counts as that.
"""

import argparse
import html
import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from msgspec import Struct

from sourcebook.collect.bibliographies import bibtex, csl_json, endnote_xml, mods, refworks, ris
from sourcebook.records import Entry
from sourcebook.values.dates import edtf

FORMATS = {
    "ris": ris.read,
    "bibtex": bibtex.read,
    "csl_json": csl_json.read,
    "endnote_xml": endnote_xml.read,
    "refworks_tagged": refworks.read,
    "mods": mods.read,
}
NAMES = {
    "ris": "RIS",
    "bibtex": "BibTeX",
    "csl_json": "CSL-JSON",
    "endnote_xml": "EndNote XML",
    "refworks_tagged": "RefWorks tagged",
    "mods": "MODS",
}
TYPES = {
    "article": "preprint", "article-journal": "journalArticle", "article-magazine":
    "magazineArticle", "article-newspaper": "newspaperArticle", "bill": "bill", "book": "book",
    "broadcast": "radioBroadcast", "chapter": "bookSection", "dataset": "dataset",
    "document": "document", "entry-dictionary": "dictionaryEntry", "entry-encyclopedia":
    "encyclopediaArticle", "figure": "artwork", "graphic": "artwork", "hearing": "hearing",
    "interview": "interview", "legal_case": "case", "legislation": "statute",
    "manuscript": "manuscript", "map": "map", "motion_picture": "film",
    "paper-conference": "conferencePaper", "patent": "patent", "periodical": "journalArticle",
    "personal_communication": "letter", "post": "forumPost", "post-weblog": "blogPost",
    "regulation": "case", "report": "report", "software": "computerProgram",
    "song": "audioRecording", "speech": "presentation", "standard": "report",
    "thesis": "thesis", "pamphlet": "manuscript", "webpage": "webpage", "classic": "document",
}  # fmt: skip
# Where a file's own type says more than ours (x-type), or Zotero falls back on another.
FALLBACKS = {
    "GEN": "journalArticle", "GRANT": "journalArticle", "UNPB": "journalArticle",
    "CTLG": "magazineArticle", "ICOMM": "email", "VIDEO": "videoRecording",
    "MULTI": "videoRecording", "Generic": "journalArticle",
}  # fmt: skip
# Zotero field → where we keep it: an attribute of Entry, "id:scheme", or a detail.
FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("x-markup-title", "title"),
    "caseName": ("title",), "nameOfAct": ("title",), "subject": ("title",),
    "publicationTitle": ("x-markup-container-title", "container"),
    "bookTitle": ("container",), "proceedingsTitle": ("container",), "blogTitle": ("container",),
    "websiteTitle": ("container",), "dictionaryTitle": ("container",),
    "encyclopediaTitle": ("container",), "reporter": ("container",), "code": ("container",),
    "programTitle": ("container",), "forumTitle": ("container",),
    "conferenceName": ("event-title",), "series": ("collection-title",),
    "seriesTitle": ("collection-title",), "seriesNumber": ("collection-number",),
    "publisher": ("publisher",), "university": ("publisher",), "institution": ("publisher",),
    "distributor": ("publisher",), "studio": ("publisher",), "label": ("publisher",),
    "company": ("publisher",), "repository": ("publisher",), "assignee": ("publisher",),
    "court": ("authority",), "issuingAuthority": ("authority",),
    "legislativeBody": ("authority",), "committee": ("x-committee",),
    "place": ("publisher-place",), "repositoryLocation": ("publisher-place",),
    "country": ("jurisdiction", "publisher-place"), "edition": ("edition",),
    "versionNumber": ("version",), "volume": ("volume",), "codeVolume": ("volume",),
    "reporterVolume": ("volume",), "codeNumber": ("volume",), "issue": ("issue",),
    "pages": ("page", "number-of-pages"), "codePages": ("page",), "firstPage": ("page",),
    "numPages": ("number-of-pages", "page"), "numberOfVolumes": ("number-of-volumes",),
    "section": ("section", "page"), "session": ("chapter-number",), "history": ("references",),
    "references": ("references",), "billNumber": ("number", "volume"),
    "documentNumber": ("number",), "docketNumber": ("number",), "publicLawNumber": ("number",),
    "patentNumber": ("number",), "reportNumber": ("number",), "identifier": ("number",),
    "applicationNumber": ("x-application-number",), "priorityNumbers": ("x-priority-numbers",),
    "legalStatus": ("status",), "ISBN": ("id:isbn",), "ISSN": ("id:issn",), "DOI": ("id:doi",),
    "language": ("x-language", "language"), "rights": ("x-rights",), "archive": ("archive",),
    "archiveLocation": ("archive_location",), "libraryCatalog": ("source",),
    "callNumber": ("call-number",), "shortTitle": ("title-short",),
    "journalAbbreviation": ("container-title-short",), "artworkMedium": ("medium",),
    "artworkSize": ("dimensions",), "videoRecordingFormat": ("medium",),
    "audioRecordingFormat": ("medium",), "genre": ("genre",), "mapType": ("genre",),
    "scale": ("scale",), "thesisType": ("genre",), "reportType": ("genre",),
    "manuscriptType": ("genre",), "letterType": ("genre",), "websiteType": ("genre",),
    "runningTime": ("x-running-time",), "programmingLanguage": ("x-programming-language",),
    "itemID": ("citation-key",),
}  # fmt: skip
ROLES = {
    "author": ("authors",), "inventor": ("authors",), "artist": ("authors",),
    "cartographer": ("authors",), "programmer": ("authors",), "editor": ("editor",),
    "seriesEditor": ("collection-editor",), "translator": ("translator",),
    "contributor": ("contributor",), "director": ("director",), "producer": ("producer",),
    "performer": ("performer",), "composer": ("composer",), "recipient": ("recipient",),
    "sponsor": ("x-sponsor",), "counsel": ("x-counsel",), "castMember": ("x-cast",),
    "attorneyAgent": ("x-attorney-agent",), "wordsBy": ("x-words-by",),
}  # fmt: skip
DATES = {"date", "dateDecided", "dateEnacted", "issueDate"}
EXTRA = {
    "PMID": "id:pmid", "PMCID": "id:pmcid", "arXiv": "id:arxiv", "LCCN": "id:lccn", "MR": "id:mr",
    "Zbl": "id:zbl", "DOI": "id:doi", "event-place": "event-place", "Citation Key": "citation-key",
}  # fmt: skip
START, END = "<!-- suite -->", "<!-- /suite -->"


class Result(Struct, kw_only=True):
    """What one case gave: fields expected and found, fields of ours, and what was missing."""

    name: str
    expected: int = 0
    found: int = 0
    ours: int = 0
    missing: list[str] = []

    @property
    def passed(self) -> bool:
        return not self.missing


def words(value: Any) -> str:
    """A text without what does not count: entities, white space, composition, style spelling."""
    text = unicodedata.normalize("NFC", html.unescape(str(value)))
    text = re.sub(r'<span style="[^"]*">', "<span>", text)
    return " ".join(text.split())


def bare(value: Any) -> str:
    return words(re.sub(r"</?(?:i|b|sub|sup|p|span|br)\b[^<>]*>", "", words(value)))


def letters(value: Any) -> str:
    return re.sub(r"[\W_]+", "", words(value)).casefold()


def held(entry: Entry, place: str) -> str:
    if place.startswith("id:"):
        return entry.identifiers.get(place[3:], "")
    if place in ("title", "container", "publisher", "edition", "language"):
        return str(getattr(entry, place))
    return entry.details.get(place, "")


def same_name(ours: tuple[str, str], expected: tuple[str, str]) -> bool:
    return ours == expected or ours == (expected[1] + expected[0], "")


def name_parts(name: str) -> tuple[str, str]:
    if name.startswith("{"):
        return letters(name.strip("{}")), ""
    family, _, given = name.partition(",")
    return letters(family), letters(given)


def names_of(entry: Entry, role: str) -> list[tuple[str, str]]:
    found: list[str] = []
    for place in ROLES.get(role, (f"x-{role}",)):
        if place == "authors":
            found.extend(entry.authors)
        else:
            found.extend(filter(None, entry.details.get(place, "").split("; ")))
    return [name_parts(name) for name in found]


def same_date(expected: str, entry: Entry) -> bool:
    if entry.issued is None:
        return False
    meant = expected if re.fullmatch(r"\d{4}(-\d\d){0,2}", expected) else edtf(expected)
    if meant:
        return meant == entry.issued.edtf
    said = [word for word in expected.split() if word != "0000"]
    return all(word in entry.issued.as_written.split() for word in said)


def tag_words(value: Any) -> str:
    return words(value["tag"] if isinstance(value, dict) else value)


def checks(expected: dict[str, Any], entry: Entry) -> list[tuple[str, bool]]:
    """Each expected field of an item, and whether ours holds it."""
    made: list[tuple[str, bool]] = []
    kinds = {TYPES.get(entry.kind, "document"), FALLBACKS.get(entry.details.get("x-type", ""), "")}
    made.append(
        (f"itemType {expected['itemType']}, ours {entry.kind}", expected["itemType"] in kinds)
    )
    by_role: dict[str, list[tuple[str, str]]] = {}
    for creator in expected.get("creators", ()):
        parts = (letters(creator.get("lastName", "")), letters(creator.get("firstName", "")))
        by_role.setdefault(creator["creatorType"], []).append(parts)
    for role, people in by_role.items():
        ours = names_of(entry, role)
        for number, person in enumerate(people):
            there = number < len(ours) and same_name(ours[number], person)
            made.append((f"{role} {'/'.join(person)}, ours {ours[number : number + 1]}", there))
    for key, value in expected.items():
        if key in ("itemType", "creators", "attachments", "seeAlso") or value in ("", [], None):
            continue
        if key == "tags":
            ours_tags = held(entry, "keyword")
            for tag in value:
                made.append((f"tag {tag_words(tag)}", tag_words(tag) in split_tags(ours_tags)))
        elif key == "notes":
            said = [bare(note) for note in entry.notes]
            for note in value:
                if not note["note"].startswith("The following values have no"):
                    told = bare(note["note"])
                    after = letters(told.partition(": ")[2])
                    kept = told in said or (bool(after) and after in kept_letters(entry))
                    made.append((f"note {told[:50]}", kept))
        elif key in DATES:
            made.append((f"{key} {value}, ours {entry.issued}", same_date(value, entry)))
        elif key == "abstractNote":
            abstract = " ".join(
                " ".join(x.paragraphs) for x in entry.excerpts if x.heading == "Abstract"
            )
            made.append(("abstractNote", words(abstract) == words(value)))
        elif key == "url":
            made.append(
                (
                    f"url {value}",
                    any(a.as_written == value or a.url == value for a in entry.addresses),
                )
            )
        elif key == "extra":
            for line in value.split("\n"):
                label, colon, rest = line.partition(": ")
                if colon and label in EXTRA:
                    made.append((f"extra {line}", words(held(entry, EXTRA[label])) == words(rest)))
                else:
                    every = " \n ".join(words(v) for v in entry.details.values())
                    made.append((f"extra {line}", words(line) in every))
        else:
            ours_values = [words(held(entry, place)) for place in FIELDS.get(key, (f"x-{key}",))]
            made.append((f"{key} “{value}”, ours {ours_values}", words(value) in ours_values))
    return made


def split_tags(keyword: str) -> set[str]:
    return {words(tag) for tag in keyword.split("; ")} | {words(tag) for tag in keyword.split(", ")}


def kept_letters(entry: Entry) -> set[str]:
    """Other places a note may have gone to: the value after its label, as a detail."""
    return {letters(value) for value in entry.details.values()}


def fields_of(entry: Entry) -> int:
    """How many fields ours has, for precision: all that Zotero has a field for."""
    count = 1 + bool(entry.title) + bool(entry.container) + bool(entry.publisher)
    count += bool(entry.edition) + bool(entry.language) + (entry.issued is not None)
    count += len(entry.authors) + len(entry.identifiers) + bool(entry.addresses)
    count += bool(entry.excerpts) + len(entry.notes)
    known = {place for places in FIELDS.values() for place in places}
    people = {place for places in ROLES.values() for place in places}
    for key, value in entry.details.items():
        if key == "keyword":
            count += len(value.split("; " if "; " in value else ", "))
        elif key in people:
            count += len(value.split("; "))
        elif key in known and not key.startswith("x-"):
            count += 1
    return count


def run_case(name: str, number: int, case: dict[str, Any]) -> Result:
    draft = FORMATS[name](case["input"].encode("utf-8"), f"{name} {number}")
    result = Result(name=f"{NAMES[name]} {number + 1}", missing=[])
    entries = [drafted.entry for drafted in draft.entries]
    if len(entries) != len(case["items"]):
        result.missing.append(f"{len(case['items'])} items, ours {len(entries)}")
    for place, expected in enumerate(case["items"]):
        if place >= len(entries):
            result.expected += len(expected)
            continue
        made = checks(expected, entries[place])
        result.expected += len(made)
        result.found += sum(there for _, there in made)
        result.ours += fields_of(entries[place])
        result.missing.extend(f"item {place + 1}: {what}" for what, there in made if not there)
    return result


def run(folder: Path) -> dict[str, list[Result]]:
    """Every case of every format we read, in the suite's order."""
    return {
        name: [
            run_case(name, number, case)
            for number, case in enumerate(json.loads((folder / f"{name}.json").read_text("utf-8")))
        ]
        for name in FORMATS
        if (folder / f"{name}.json").exists()
    }


def table(results: dict[str, list[Result]]) -> str:
    """The counts as a Markdown table, and each failing case with its first reasons."""
    lines = ["| format | cases | pass | fields expected | of them found | ours that were expected |",
             "|---|---|---|---|---|---|"]  # fmt: skip
    total: Counter[str] = Counter()
    for name, cases in results.items():
        counts = Counter(
            cases=len(cases),
            passed=sum(case.passed for case in cases),
            expected=sum(case.expected for case in cases),
            found=sum(case.found for case in cases),
            ours=sum(case.ours for case in cases),
        )
        total.update(counts)
        lines.append(_row(NAMES[name], counts))
    lines.append(_row("**all**", total))
    failing = [case for cases in results.values() for case in cases if not case.passed]
    if failing:
        lines += ["", "Cases that do not pass, and why:", ""]
        for case in failing:
            reason = REASONS.get(case.name, "")
            lines.append(
                f"- {case.name} ({case.found} of {case.expected} fields): {reason}".rstrip(": ")
            )
    return "\n".join(lines)


def _row(name: str, counts: Counter[str]) -> str:
    recall = 100 * counts["found"] / max(1, counts["expected"])
    precision = 100 * min(1, counts["found"] / max(1, counts["ours"]))
    return (
        f"| {name} | {counts['cases']} | {counts['passed']} | {counts['expected']} "
        f"| {recall:.1f} % | {precision:.1f} % |"
    )


REASONS = {
    "RIS 3": "EndNote's list of what each tag means. Zotero takes the abbreviated title (J2, ST) "
    "for the title of a chapter's book, a case, a dictionary, an encyclopedia and an act, and an "
    "ISBN for a catalogue's ISSN; we take the tags at their word",
    "MODS 8": "Zotero keeps “Family, Given” whole where MODS does not say that it is a person's name",
    "MODS 17": "the number of volumes, from the words of an extent, is not read",
    "MODS 19": "a work on paper described as a part of its own volumes, its dates inside its names",
    "MODS 20": "a letter known only by a German genre; Zotero takes the year it was scanned",
    "MODS 21": "a hearing of the US Congress: its own extension elements are kept as they are",
    "MODS 22": "a body named by its parts, which Zotero joins with a colon",
    "MODS 23": "a bill of the US Congress: its own extension elements are kept as they are",
    "BibTeX 19": "accents escaped twice (`\\\\'e`). Zotero keeps a stray backslash before the "
    "letter, reads the word TEL as the sign ℡ and keeps `<sub>` in a publisher's name; we "
    "read the accent that was meant and leave the word",
}


def main() -> int:
    """Print the table (``--verbose``: every field that is missing), or write it into a document."""
    shared = Path(__file__).parents[2] / "shared"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", nargs="?", type=Path, default=shared / "data/suites/zotero_import"
    )
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    if not options.folder.is_dir():
        print(f"{options.folder}: is not there; give the folder of the suite", file=sys.stderr)
        return 3
    results = run(options.folder)
    made = table(results)
    print(made)
    if options.verbose:
        for cases in results.values():
            for case in cases:
                for line in case.missing:
                    print(f"{case.name}: {line}")
    if options.write:
        text = options.write.read_text("utf-8")
        before, _, rest = text.partition(START)
        after = rest.partition(END)[2]
        options.write.write_text(f"{before}{START}\n{made}\n{END}{after}", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
