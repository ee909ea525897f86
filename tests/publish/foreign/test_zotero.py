"""Zotero's own code saves what our pages and files say, whole: every kind, every script."""

from html import escape
from typing import Any
from unicodedata import normalize

import pytest

from publish.cite.entries import KEPT, day, entry
from publish.foreign.conftest import Zotero
from sourcebook.publish.exports import export
from sourcebook.publish.metadata import coins, highwire
from sourcebook.records import Entry

pytestmark = [pytest.mark.slow, pytest.mark.browser]

HARD = (
    entry("h1", "report", "Two bodies", authors=("Council of Nine", "Harbour Labour Institute"),
          publisher="Council of Nine", issued=day("2010")),
    entry("h2", "report", "A person, a body, a junior", publisher="Lighthouse Press",
          authors=("Writer, Anna", "Council of Nine", "King, Martin, Jr."), issued=day("2010-05"),
          details={"number": "7", "publisher-place": "Geneva", "genre": "Working paper"}),
    entry("h3", "webpage", "C++ & «всё» = Ә Ғ Қ Ң Ө Ұ Ү Һ І", container="Қоғам+Заң", language="kk",
          authors=("Ерғалиұлы, Әлішер Өтегенұлы",)),
    entry("h4", "article-newspaper", "An agency's own news", publisher="Northern News Agency"),
    entry("h5", "webpage", "Particles", authors=("de la Cruz, María José", "Ó Briain, Seán")),
)  # fmt: skip
EVERY = (*KEPT, *HARD)
TITLES = ("title", "caseName", "nameOfAct", "subject")
CONTAINERS = (
    "publicationTitle", "websiteTitle", "blogTitle", "forumTitle", "bookTitle", "programTitle",
    "encyclopediaTitle", "dictionaryTitle", "proceedingsTitle", "conferenceName", "code",
)  # fmt: skip
PUBLISHERS = ("publisher", "institution", "university", "distributor", "network", "studio")
DATES = ("date", "dateDecided", "dateEnacted")
# Zotero's item types: the kinds it has one for, as the page's tags name them.
TYPES = {
    "article-journal": "journalArticle", "article-magazine": "magazineArticle", "article-newspaper":
    "newspaperArticle", "book": "book", "broadcast": "radioBroadcast", "chapter": "bookSection",
    "document": "document", "entry-encyclopedia": "encyclopediaArticle", "interview": "interview",
    "legal_case": "case", "legislation": "statute", "motion_picture": "film", "paper-conference":
    "conferencePaper", "post": "forumPost", "post-weblog": "blogPost", "report": "report",
    "speech": "presentation", "thesis": "thesis", "treaty": "statute", "webpage": "webpage",
}  # fmt: skip


def one_of(item: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((normalize("NFKC", item[name]) for name in names if item.get(name)), "")


def people(item: dict[str, Any]) -> list[str]:
    return [
        one.get("name") or f"{one['lastName']}, {one['firstName']}"
        for one in item["creators"]
        if one["creatorType"] not in ("editor", "interviewer")
    ]


def written(one: Entry) -> list[str]:
    """Authors as a reader may show them: a suffix with the given names, without its point."""
    return [name.replace(", Jr.", " Jr") for name in one.authors]


def web_page(entries: tuple[Entry, ...], *, head: bool, spans: bool) -> str:
    tags = "".join(
        f'<meta name="{escape(name)}" content="{escape(value)}">'
        for one in entries
        for name, value in (highwire(one) if head else ())
    )
    marks = "".join(
        f'<span class="Z3988" title="{escape(coins(one))}"></span>' for one in entries if spans
    )
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>T</title>{tags}</head><body>{marks}"
    )


def check(one: Entry, item: dict[str, Any]) -> None:
    assert one_of(item, TITLES) == one.title
    assert item["itemType"] == TYPES[one.kind]
    assert item["url"] == one.addresses[0].url
    issued = (one.issued.edtf or "").rstrip("~") if one.issued else ""
    assert one_of(item, DATES).replace("/", "-") == issued
    assert people(item) == written(one)
    if one.kind == "report" or "publisher" in item:
        assert one_of(item, PUBLISHERS) == one.publisher


def test_a_whole_page_is_saved_in_one_click(zotero: Zotero) -> None:
    made = zotero("page", web_page(EVERY, head=False, spans=True))
    assert (made["by"], made["found"]) == ("COinS", "multiple")
    assert len(made["items"]) == len(EVERY)
    for one, item in zip(EVERY, made["items"], strict=True):
        check(one, item)
        if one.kind != "thesis":  # of a thesis Zotero reads no language
            assert item["language"] == one.language
        if one.kind not in ("interview", "legislation", "legal_case"):
            shown = one.container or one.publisher
            assert shown in (one_of(item, CONTAINERS), one_of(item, PUBLISHERS))


def test_an_entrys_page_is_saved_in_one_click(zotero: Zotero) -> None:
    for one in HARD:
        made = zotero("page", web_page((one,), head=True, spans=True))
        assert made["by"] == "COinS"
        check(one, made["items"][0])


def test_the_tags_in_the_head_say_the_same(zotero: Zotero) -> None:
    for one in EVERY:
        made = zotero("page", web_page((one,), head=True, spans=False))
        assert made["by"] == "Embedded Metadata"
        (item,) = made["items"]
        check(one, item)
        assert item["language"] == one.language
        if one.container and one.kind not in ("interview", "legislation", "legal_case"):
            assert one_of(item, CONTAINERS) == one.container


@pytest.mark.parametrize(("label", "format"), [("RIS", "ris"), ("BibTeX", "bibtex")])
def test_an_exported_file_is_imported_whole(zotero: Zotero, label: str, format: str) -> None:
    items = zotero("file", label, "".join(export(EVERY, format)))
    assert len(items) == len(EVERY)
    for one, item in zip(EVERY, items, strict=True):
        assert one_of(item, TITLES) == one.title
        assert item["url"] == one.addresses[0].url
        assert item["accessDate"] == "2017-06-07"
        assert [name.replace(", Jr.", " Jr") for name in people(item)] == written(one)
        if one in KEPT:
            assert "https://web.archive.org/" in item["notes"][0]
        if format == "ris" and one.kind in ("report", "webpage", "book", "article-newspaper"):
            assert item["itemType"] == TYPES[one.kind]
            shown = one_of(item, CONTAINERS) or one_of(item, PUBLISHERS)
            assert shown == (one.container or one.publisher)


def test_csl_json_is_imported_whole_but_for_particles(zotero: Zotero) -> None:
    items = zotero("file", "CSL JSON", "".join(export(KEPT, "csl-json")))
    assert len(items) == len(KEPT)
    for one, item in zip(KEPT, items, strict=True):
        assert one_of(item, TITLES) == one.title
        assert item["url"] == one.addresses[0].url
        assert item["accessDate"] == "2017-06-07"
        assert [name.split(", ")[-1] for name in people(item)] == [
            name.split(", ")[-1] for name in one.authors
        ]
