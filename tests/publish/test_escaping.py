"""What an import may have brought in never runs on a page: DOMPurify's payloads in every field."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from playwright.sync_api import Browser, Dialog, Request
from selectolax.lexbor import LexborHTMLParser

from publish import sample
from sourcebook.library import Library
from sourcebook.publish.build import build
from sourcebook.records import (
    Address,
    AddressStanding,
    Date,
    Entry,
    Excerpt,
    Helpline,
    Hop,
    Locator,
    Memento,
    Page,
    Placement,
    Section,
    Series,
    Sourced,
    Subject,
    Suggestion,
    Tombstone,
)
from sourcebook.store import Kept

OWN = [  # ours, for where the suite is absent
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "jAvAsCrIpT:alert(1)//",
    "data:text/html,<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "{{ 7*7 }}{% raw %}${7*7}",
    "<a href=\"javascript:alert(1)\">x</a>",
    "x\u2028y\u202e<b>",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
    "]]><script>alert(1)</script>",
    "<style>*{background:url(//evil.example)}</style>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
]  # fmt: skip
OWN_SCRIPT = re.compile(r"(?:\.\./|/)*assets/[a-z]+-[0-9a-f]{8}\.js")
OWN_FORM = re.compile(r"|(?:\.\./|/)*(?:search|compare|map)/index\.html")
DATA = ("application/ld+json", "application/json")  # nothing runs them
RUNS = {"script", "iframe", "object", "embed", "base", "form", "img", "link", "math", "video",
        "audio", "style", "template", "frame", "frameset", "applet", "animate", "foreignobject"}  # fmt: skip


def filled(words: str, number: int) -> list[Kept]:
    """Records with the words in every field that is text."""
    date = Date(edtf=None, as_written=words)
    address = Address(
        url=words, as_written=words, accessed=(date,), mementos=(Memento(url=words, at=date),)
    )
    return [
        Series(id=f"s{number}", title=words, publisher=words),
        Entry(
            id=f"e{number}", title=words, byline=words, authors=(words,), publisher=words,
            container=words, issued=date, edition=words, series=f"s{number}", kind=words,
            language=words, countries=(words, "KZ"),
            identifiers={"doi": words, words: words}, details={"publisher-place": words, words: words},
            addresses=(address, Address(url=None, as_written=words)),
            excerpts=(
                Excerpt(
                    id=f"x{number}", heading=words, locator=Locator(kind=words, value=words, as_written=words),
                    paragraphs=(words, words), countries=(words,), aspects=(words, "begging"),
                ),
            ),
            notes=(words,), lost=True,
        ),
        Page(
            id=f"human-trafficking/p{number}", theme="human-trafficking",
            subject=Subject(kind="country", country=words, as_written=words), tagline=words,
            range=words, address=words, background=Sourced(text=words, source=words),
            summary=Sourced(text=words, source=words), caution=words, prompt=words,
            aspects_prompted=(words,), teachers=words, citation=words, notice=words,
            helplines=(
                Helpline(organisation=words, number=words, as_written=words, country_code=words,
                         country=words, url=words, hours=words, confirmed=date),
                Helpline(organisation=words, confirmed=Date(edtf=words, as_written=words)),
            ),
            sections=(
                Section(heading=words, prose=(words,), placements=(
                    Placement(entry=f"e{number}", excerpts=(f"x{number}",), group=words),
                )),
            ),
        ),
        Tombstone(id=f"t{number}", title=words, why=words, at=words),
        *checked(words, number),
    ]  # fmt: skip


def checked(words: str, number: int) -> list[Kept]:
    """An entry whose addresses were checked, with the words in all that checks brought in."""
    made: list[Kept] = []
    addresses = []
    for place, standing in enumerate(get_args(AddressStanding)):
        url = f"https://a.example/{number}/{place}"
        at = f"2026-11-{place + 1:02}T08:00:00Z"
        hops = (Hop(url=url, status=301), Hop(url=words, status=200))
        made.append(sample.check(url, at, standing, hops=hops, why=words, title=words, says=words))
        fault = {"hops": (), "fault": words}
        made.append(sample.check(url, at.replace("2026", "2025"), "unsure", why=words, **fault))
        made.append(sample.check(f"{url}/b", at, standing, why=words, **fault))
        memento = Memento(url=f"https://b.example/{words}", at=Date(edtf=words, as_written=words))
        for one in (url, f"{url}/b", f"{url}/{words}"):
            addresses.append(
                Address(
                    url=one, standing=standing, checked=at, mementos=(memento,), captures=(words,)
                )
            )
    move = Suggestion(
        id=f"g{number}", kind="move", entry=f"c{number}", url=addresses[0].url or "",
        target=words, how=words, says=words, why=words,
    )  # fmt: skip
    entry = Entry(id=f"c{number}", title=words, addresses=tuple(addresses), lost=True)
    return [*made, move, entry]


def dangers(html: bytes) -> Iterator[str]:
    """Elements and attributes of a page that could run or fetch something, but our own."""
    for node in LexborHTMLParser(html).css("*"):
        tag, has = node.tag or "", {name: value or "" for name, value in node.attributes.items()}
        if tag in RUNS:
            ours = (
                (tag == "script" and set(has) <= {"src", "data-exit", "defer"} and OWN_SCRIPT.fullmatch(has.get("src", "")) and not node.text())
                or (tag == "script" and has.get("type") in DATA and not has.keys() - {"type", "id"} and isinstance(json.loads(node.text()), dict))
                or (tag == "form" and OWN_FORM.fullmatch(has.get("action", "")) and has.get("method", "get") == "get")
                or (tag == "link" and has.get("rel") in ("icon", "stylesheet", "canonical"))
            )  # fmt: skip
            if not ours:
                yield f"<{tag} {has}>"
        for name, value in has.items():
            if name.startswith("on") or name in ("srcdoc", "style", "formaction", "xlink:href"):
                yield f"{tag} {name}={value}"
            if name in ("href", "src", "action"):
                scheme, colon, _ = value.strip().lower().partition(":")
                known = ("http", "https", "ftp", "tel", "mailto", "data")
                if colon and scheme not in known and not set("/#?.") & set(scheme):
                    yield f"{tag} {name}={value}"
                if scheme == "data" and value != "data:,":
                    yield f"{tag} {name}={value}"
            if name == "http-equiv" and value != "Content-Security-Policy":
                yield f"{tag} {name}={value}"


def check(folder: Path, payloads: list[str]) -> None:
    kept = [record for number, words in enumerate(payloads) for record in filled(words, number)]
    with sample.library(folder, kept, base="https://library.example/") as library:
        build(library)
    pages = {p: data for p, data in sample.files(folder / "site").items() if p.endswith(".html")}
    assert len(pages) > 3 * len(payloads)
    assert "health/index.html" in pages
    assert {path: found for path, html in pages.items() if (found := list(dangers(html)))} == {}


def test_our_payloads_give_no_element_or_attribute_that_runs(tmp_path: Path) -> None:
    check(tmp_path / "lib", OWN)


def test_the_check_finds_what_runs() -> None:
    for bad in (*OWN[:3], OWN[9], *OWN[13:]):
        assert list(dangers(f"<!doctype html><p>{bad}</p>".encode())), bad


@pytest.mark.slow
def test_payloads_of_the_suite_give_no_element_or_attribute_that_runs(
    tmp_path: Path, shared: Path
) -> None:
    found = json.loads((shared / "data/suites/xss/payloads.json").read_text("utf-8"))
    check(tmp_path / "lib", [case["payload"] for case in found])


@pytest.mark.browser
def test_payloads_run_nothing_in_a_browser(tmp_path: Path, shared: Path, browser: Browser) -> None:
    found = json.loads((shared / "data/suites/xss/payloads.json").read_text("utf-8"))
    folder = tmp_path / "lib"
    check(folder, OWN + [case["payload"] for case in found])
    heard: list[str] = []

    def dialog(opened: Dialog) -> None:
        heard.append(opened.message)
        opened.dismiss()

    def asked(request: Request) -> None:
        if not request.url.startswith(("file:", "data:,")):
            heard.append(request.url)

    tab = browser.new_page()
    tab.on("dialog", dialog)
    tab.on("request", asked)
    tab.on("pageerror", lambda fault: heard.append(str(fault)))
    looked = 0
    for path in sorted((folder / "site").rglob("*.html")):
        if path.parent.name in (
            "entries", "health", "human-trafficking", "publishers", "site", "countries",
        ):  # fmt: skip
            tab.goto(path.as_uri())
            tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            looked += 1
    tab.close()
    assert looked > 20
    assert heard == []


def test_the_library_title_and_settings_are_escaped_too(tmp_path: Path) -> None:
    with Library.create(
        tmp_path / "lib", title=OWN[1], curator=OWN[0], contact=OWN[2], exit_to="https://a.example/"
    ) as library:
        library.put(sample.records(), who="a tester")
        build(library)
    for path, html in sample.files(tmp_path / "lib/site").items():
        if path.endswith(".html"):
            assert list(dangers(html)) == [], path
