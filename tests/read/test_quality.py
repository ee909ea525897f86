"""Quality on real data, with floors: main text, facts of reports, fields of references."""

import json
import lzma
import re
import tarfile
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from sourcebook.read import main_text, read
from sourcebook.read.pdf.reading import plain
from sourcebook.read.references.reading import reference
from sourcebook.records import Text

pytestmark = pytest.mark.slow
FLOORS: dict[str, dict[str, float]] = tomllib.loads(
    Path(__file__).with_name("floors.toml").read_text("utf-8")
)


def folded(text: str) -> str:
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", text).lower())


def names(written: str) -> set[str]:
    return {folded(part) for part in re.split(r";|,| and | und | & ", written) if folded(part)}


# --- web pages -------------------------------------------------------------------
@pytest.fixture(scope="module")
def pages(shared: Path) -> list[tuple[dict[str, Any], Text]]:
    """Each annotated page and its Text."""
    suite = shared / "data/suites/main_text"
    if not suite.is_dir():
        pytest.skip("the suite of saved pages is absent")
    items = json.loads((suite / "evaldata.json").read_text("utf-8"))
    wanted = {item["file"]: item for item in items.values()}
    made = []
    with tarfile.open(suite / "trafilatura_eval.tar.xz") as archive:
        for member in archive:
            item = wanted.get(Path(member.name).name)
            file = archive.extractfile(member) if item is not None and member.isfile() else None
            if item is not None and file is not None:
                made.append((item, read(file.read(), name=item["file"])))
    return made


def test_main_text_is_told_from_the_rest(pages: list[tuple[dict[str, Any], Text]]) -> None:
    assert len(pages) >= 980
    hit = missed = wrong = 0
    for item, text in pages:
        main = main_text(text)
        hit += sum(words in main for words in item["with"])
        missed += sum(words not in main for words in item["with"])
        wrong += sum(words in main for words in item["without"])
    score = 2 * hit / (2 * hit + missed + wrong)
    assert score >= FLOORS["main_text"]["f"], score


def test_titles_dates_and_authors_of_pages_are_found(
    pages: list[tuple[dict[str, Any], Text]],
) -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for item, text in pages:
        author = item.get("author") or ""
        author = author if isinstance(author, str) else "; ".join(author)
        checks = {
            "title": (item.get("title"), folded(text.title) == folded(item.get("title") or "")),
            "date": (
                item.get("date"),
                text.issued is not None and text.issued.edtf == item.get("date"),
            ),
            "author": (author, {folded(name) for name in text.authors} == names(author)),
        }
        for field, (known, good) in checks.items():
            total[field] += bool(known)
            right[field] += bool(known) and good
    scores = {field: right[field] / total[field] for field in total}
    for field, score in scores.items():
        assert score >= FLOORS["main_text"][field], scores


def test_places_of_a_page_lead_to_its_bytes(
    pages: list[tuple[dict[str, Any], Text]], shared: Path
) -> None:
    with tarfile.open(shared / "data/suites/main_text/trafilatura_eval.tar.xz") as archive:
        files = {Path(member.name).name: member for member in archive if member.isfile()}
        for item, text in pages[:60]:
            file = archive.extractfile(files[item["file"]])
            assert file is not None
            data = file.read()
            for run in text.runs:
                words = text.text[run.start : run.end]
                raw = data[run.source : run.source_end]
                if raw.isascii() and b"&" not in raw:
                    assert raw.decode().split() == words.split()


# --- reports ---------------------------------------------------------------------
@pytest.fixture(scope="module")
def reports(shared: Path) -> list[tuple[str, Text, str]]:
    """The country reports of 2021: name, Text, and the words of the file squeezed together."""
    folder = shared / "data/dol_ilab/pdf_2021"
    if not folder.is_dir():
        pytest.skip("the reports are absent")
    made = []
    for path in sorted(folder.glob("*.pdf")):
        data = path.read_bytes()
        text = read(data, name=path.name)
        if text.series == "dol-findings" and text.edition == "2021":
            made.append((path.stem, text, squeezed(plain(data))))
    return made


def squeezed(text: str) -> str:
    return re.sub(r"[\s\ufffe\x02-]+", "", text).lower()


def facts_of(country: Any) -> dict[str, str]:
    """What the publisher's XML states, as its report would write it."""
    said = " ".join((country.findtext("Description") or "").split())
    found = {
        "advancement": country.findtext("Advancement_Level") or "",
        "first sentence": re.split(r"(?<=[a-z)]\.)\s(?=[A-Z])", said)[0],
    }
    for element in country.iter():
        value = (element.text or "").strip()
        if element.tag in ("Total_Percentage_of_Working_Children", "Percentage", "Total", "Rate"):
            if re.fullmatch(r"[\d.]+", value):
                found[element.tag] = f"{float(value) * 100:.1f}"
        elif re.match(r"Labor_|Criminal_|Total_Working", str(element.tag)) and value.isdigit():
            found[str(element.tag)] = f"{int(value):,}"
    return {name: value for name, value in found.items() if len(value) > 1}


def test_facts_of_reports_stand_in_their_text(
    reports: list[tuple[str, Text, str]], shared: Path
) -> None:
    with lzma.open(shared / "data/dol_ilab/xml/countries_2021.xml.xz") as file:
        countries = {each.findtext("Name"): each for each in etree.parse(file).getroot()}
    missing = []
    count = 0
    for name, text, words in reports:
        if name not in countries:
            continue
        main = " ".join(main_text(text).split()).lower()
        for fact, value in facts_of(countries[name]).items():
            if squeezed(value) in words:
                count += 1
                if value.lower() not in main:
                    missing.append((name, fact, value))
    assert count > 1000
    assert 1 - len(missing) / count >= FLOORS["dol_2021"]["facts"], missing[:10]


def test_references_of_reports_are_numbered_without_a_gap(
    reports: list[tuple[str, Text, str]],
) -> None:
    bad = [
        name
        for name, text, _ in reports
        if [found.number for found in text.references]
        != [str(number + 1) for number in range(len(text.references))]
        or not text.references
    ]
    assert len(reports) > 120
    assert 1 - len(bad) / len(reports) >= FLOORS["dol_2021"]["numbers"], bad


def test_addresses_in_references_are_whole(reports: list[tuple[str, Text, str]]) -> None:
    urls = [url for _, text, _ in reports for found in text.references for url in found.urls]
    assert len(urls) > 4500
    cut = [url for url in urls if url.endswith(("-", "/-", "_", "=", "http://", "www"))]
    assert len(cut) < len(urls) * 0.01, cut[:10]


def test_labels_are_those_printed(reports: list[tuple[str, Text, str]]) -> None:
    pages = [page for _, text, _ in reports for page in text.pages]
    good = sum(page.label == str(page.index + 1) for page in pages)
    assert good / len(pages) >= FLOORS["dol_2021"]["labels"]


# --- references ------------------------------------------------------------------
def test_fields_of_tagged_references_are_told(shared: Path) -> None:
    path = shared / "data/suites/references/core.xml"
    if not path.is_file():
        pytest.skip("the tagged references are absent")
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for sequence in etree.parse(str(path)).getroot().iter("sequence"):
        tagged: dict[str, str] = {}
        for field in sequence:
            tagged.setdefault(str(field.tag), field.text or "")
        found = reference(" ".join(" ".join(field.text or "" for field in sequence).split()))
        year = re.search(r"(?:1[6-9]|20)\d\d", tagged.get("date", ""))
        made = {
            "title": folded(found.title) == folded(tagged.get("title", "")),
            "publisher": folded(found.publisher) == folded(tagged.get("publisher", "")),
            "author": folded("".join(found.authors))
            == folded(re.sub(r"\b(?:and|et|und|et al)\b", "", tagged.get("author", ""))),
            "year": year is not None
            and found.issued is not None
            and (found.issued.edtf or "")[:4] == year.group(),
        }
        for name, good in made.items():
            if tagged.get("date" if name == "year" else name) and (name != "year" or year):
                total[name] += 1
                right[name] += good
    scores = {name: right[name] / total[name] for name in total}
    for name, score in scores.items():
        assert score >= FLOORS["references"][name], scores
