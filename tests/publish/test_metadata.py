"""Page metadata as Zotero, Google Scholar and search engines read it."""

import gzip
import json
import re
from html import escape
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote

import msgspec
import pytest

from publish.cite.entries import ENTRIES, KEPT, day, entry
from sourcebook.publish.metadata import coins, highwire, jsonld_entry, jsonld_page
from sourcebook.records import Entry, Page, Subject


def zotero(context: str) -> dict[str, Any]:
    """A context object read the way Zotero reads one: item type by format, then key by key.

    ``foreign/test_zotero.py`` runs Zotero's own code, where it is to be had.
    """
    pairs = [pair.split("=", 1) for pair in context.split("&")]
    assert all(len(pair) == 2 for pair in pairs)
    got = [(key, unquote(re.sub(r"\+|%2[bB]", " ", value))) for key, value in pairs]
    first = dict(reversed(got))
    form, genre = first["rft_val_fmt"].rpartition(":")[2], first.get("rft.genre", "")
    kinds = {"bookitem": "bookSection", "proceeding": "conferencePaper", "report": "report"}
    made: dict[str, Any] = {
        "itemType": {"journal": "journalArticle", "book": kinds.get(genre, "book"),
                     "dissertation": "thesis", "dc": first.get("rft.type", "webpage")}[form],
        "creators": [],
    }  # fmt: skip
    part = made["itemType"] in ("journalArticle", "bookSection", "conferencePaper")
    for key, value in got:
        if key == "rft_id":
            made["DOI" if value.startswith("info:doi/") else "url"] = value.removeprefix(
                "info:doi/"
            )
        elif key in ("rft.au", "rft.aucorp"):
            made["creators"].append(value)
        elif key == "rft.atitle" and part:
            made["title"] = value
        elif key in ("rft.btitle", "rft.title"):
            made["publicationTitle" if part else "title"] = value
        elif key in ("rft.jtitle", "rft.source"):
            made["publicationTitle"] = value
        elif key in ("rft.pub", "rft.inst"):
            made["publisher"] = value
        elif key == "rft.date":
            made["date"] = value
    return made


def test_zotero_reads_every_kind_from_its_coins() -> None:
    for one in KEPT:
        found = zotero(coins(one))
        assert found["title"] == one.title
        assert found["url"] == one.addresses[0].url
        assert len(found["creators"]) == len(one.authors)
        if one.container and one.kind not in ("report", "book", "thesis"):
            assert found["publicationTitle"] == one.container
        if one.publisher:
            assert found["publisher"] == one.publisher
        if one.issued and one.issued.edtf:
            assert found["date"] == one.issued.edtf.rstrip("~?")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("webpage", "webpage"), ("report", "report"), ("article-newspaper", "newspaperArticle"),
     ("article-journal", "journalArticle"), ("chapter", "bookSection"), ("thesis", "thesis"),
     ("paper-conference", "conferencePaper"), ("book", "book"), ("treaty", "statute"),
     ("document", "document")],
)  # fmt: skip
def test_coins_name_the_kind(kind: str, expected: str) -> None:
    one = next(e for e in ENTRIES if e.kind == kind)
    assert zotero(coins(one))["itemType"] == expected


def test_coins_survive_any_text() -> None:
    odd = 'A & B = "C" + <d> % ü Қ\u2028#?;'
    found = zotero(coins(entry("a", "webpage", odd, container=odd)))
    assert normalize("NFKC", found["title"]) == odd
    assert normalize("NFKC", found["publicationTitle"]) == odd
    assert not set(coins(entry("a", "webpage", odd))) & set("\"'<> \u2028")


def test_addresses_keep_their_meaning_without_a_plus() -> None:
    one = entry("a", "webpage", "T")
    address = msgspec.structs.replace(one.addresses[0], url="https://a.example/c+d?q=e+f&g=%2B#h")
    found = zotero(coins(msgspec.structs.replace(one, addresses=(address,))))
    assert found["url"] == "https://a.example/c%2Bd?q=e%20f&g=%2B#h"


def test_authors_keep_their_order_and_bodies_stay_whole() -> None:
    names = ("Writer, Anna", "Council of Nine", "King, Martin, Jr.")
    pairs = coins(entry("a", "report", "T", authors=names)).split("&")
    assert [unquote(p.replace("+", " ")) for p in pairs if p.startswith("rft.au")] == [
        "rft.au=Writer, Anna", "rft.au=Council of Nine,", "rft.au=King, Martin Jr.",
    ]  # fmt: skip
    alone = coins(entry("a", "report", "T", authors=("Council of Nine",)))
    assert "rft.aucorp=Council+of+Nine&" in alone
    tags = highwire(entry("a", "report", "T", authors=names))
    assert [v for n, v in tags if n == "citation_author"] == [
        "Writer, Anna", "Council of Nine,", "King, Martin Jr.",
    ]  # fmt: skip


def test_an_agencys_own_news_appears_in_the_agency() -> None:
    one = entry("a", "article-newspaper", "T", publisher="Northern News Agency")
    assert zotero(coins(one))["publicationTitle"] == "Northern News Agency"
    assert ("prism.publicationName", "Northern News Agency") in highwire(one)
    one = entry("a", "report", "T", publisher="Northern News Agency")
    assert "publicationTitle" not in zotero(coins(one))


def test_sixty_entries_weigh_little() -> None:
    page = "".join(
        f'<span class="Z3988" title="{escape(coins(one))}"></span>'
        for n in range(2)
        for one in (msgspec.structs.replace(e, id=f"{e.id}{n}") for e in KEPT[:30])
    )
    assert len(gzip.compress(page.encode())) < 6_000


def test_highwire_tags_are_what_scholar_asks_for() -> None:
    one = next(e for e in ENTRIES if e.kind == "article-journal")
    tags = highwire(one)
    assert ("citation_title", one.title) in tags
    assert [v for n, v in tags if n == "citation_author"] == ["Quill, Arthur", "Penn, Sofia"]
    assert ("citation_publication_date", "2019") in tags
    assert ("citation_journal_title", one.container) in tags
    assert ("citation_firstpage", "101") in tags
    assert ("citation_lastpage", "129") in tags
    assert ("citation_doi", "10.5555/jler.2019.44") in tags
    assert ("citation_public_url", one.addresses[0].url) in tags
    assert all(value for _, value in tags)


def test_highwire_dates_and_institutions_by_kind() -> None:
    news = next(e for e in ENTRIES if e.kind == "article-newspaper")
    assert ("citation_publication_date", "2007/02/23") in highwire(news)
    assert ("z:itemType", "newspaperArticle") in highwire(news)
    report = next(e for e in ENTRIES if e.kind == "report")
    assert ("citation_technical_report_institution", report.publisher) in highwire(report)
    thesis = next(e for e in ENTRIES if e.kind == "thesis")
    assert ("citation_dissertation_institution", thesis.publisher) in highwire(thesis)
    pdf = Entry(id="a", title="T", addresses=(
        msgspec.structs.replace(report.addresses[0], url="https://a.example/r.PDF?x=1"),))  # fmt: skip
    assert ("citation_pdf_url", "https://a.example/r.PDF?x=1") in highwire(pdf)
    assert "citation_publication_date" not in dict(highwire(pdf))


def test_an_entrys_json_says_what_the_work_is_and_when_it_was_read() -> None:
    made = json.loads(jsonld_entry(KEPT[3], "https://library.example/e/k-e04.html", site="L"))
    work = made["mainEntity"]
    assert (made["@type"], work["@type"]) == ("ItemPage", "Report")
    assert work["url"] == KEPT[3].addresses[0].url
    assert work["archivedAt"].startswith("https://web.archive.org/")
    assert work["@reverse"]["object"]["endTime"] == "2017-06-07"
    assert work["author"] == [{"@type": "Organization", "name": "Northern Children's Fund"}]


def test_a_library_without_a_public_address_leaves_the_place_to_the_page() -> None:
    made = json.loads(jsonld_entry(KEPT[0], "entries/k-e01.html"))
    assert "@id" not in made
    assert "url" not in made
    assert made["mainEntity"]["author"] == [
        {
            "@type": "Person",
            "name": "Anna B. Writer",
            "familyName": "Writer",
            "givenName": "Anna B.",
        }
    ]


def test_a_pages_json_lists_its_entries_in_order() -> None:
    page = Page(
        id="t/westmere", theme="t", subject=Subject(kind="country", as_written="Westmere")
    )  # fmt: skip
    made = json.loads(jsonld_page(page, ENTRIES, "https://l.example/w.html", title="T - Westmere"))
    assert made["about"] == {"@type": "Country", "name": "Westmere"}
    listed = made["mainEntity"]["itemListElement"]
    assert [work["name"] for work in listed] == [one.title for one in ENTRIES]
    assert made["mainEntity"]["numberOfItems"] == len(ENTRIES)


def test_json_can_not_end_its_script() -> None:
    evil = "</script><script>alert(1)//<!-- & \u2028"
    text = jsonld_entry(
        entry("a", "webpage", evil, issued=day("2005")), "https://l.example/"
    )  # fmt: skip
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text)["name"] == evil
