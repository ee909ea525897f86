"""Countries side by side of which no page stands: answered from the site's own files."""

from pathlib import Path
from typing import Any

import pytest
from lxml import html as parser

from publish import sample
from publish.comparing.said import role
from sourcebook.publish.asked import answer, chosen, codes_of, led_to
from sourcebook.publish.build import build


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asked") / "lib"
    with sample.library(folder) as library:
        library.put([role("KZ", "source", claim={"entry": "shelter"})], who="me", what="claims")
        build(library)
    return folder / "site"


@pytest.mark.parametrize(
    ("path", "codes"),
    [
        ("/compare/kz+uz/", ["kz", "uz"]),
        ("/compare/UZ+kz+uz/index.html", ["uz", "kz"]),
        ("/compare/kz+uz", ["kz", "uz"]),
        ("/compare/", []),
        ("/compare/kz+/", []),
        ("/compare/../kz+uz/", []),
        ("/compare/" + "+".join(["kz"] * 31) + "/", []),
        ("/compare/central-asia/", []),
    ],
)
def test_an_address_names_countries(path: str, codes: list[str]) -> None:
    assert codes_of(path) == codes


def test_what_a_form_chose_has_an_address() -> None:
    assert chosen("c=kz&c=UZ&c=kz") == "/compare/kz+uz/"
    assert chosen("c=kz.uz.kg") == "/compare/kz+uz+kg/"
    assert chosen("c=kz") == chosen("c=../x&c=%2F") == chosen("") == ""


def test_any_set_in_any_order_is_answered(site: Path) -> None:
    data = answer(site, ["uz", "kz"])
    assert data is not None
    page: Any = parser.fromstring(data)
    assert page.find(".//h1").text_content() == "Uzbekistan and Kazakhstan"
    assert [th.text_content() for th in page.findall(".//thead//th")] == [
        "Uzbekistan",
        "Kazakhstan",
    ]
    for link in page.xpath("//main//a/@href|//link[@rel='stylesheet']/@href|//script/@src"):
        target = site / "compare" / "x" / link.partition("#")[0].partition("?")[0]
        assert link.startswith(("http", "#")) or target.resolve().exists(), link
    assert page.find(".//main//form").get("action") == "../../compare/index.html"
    assert page.xpath("//form[@data-pick]//input[@checked]/@value") == ["kz", "uz"]
    assert data.index(b'class="cmp') < data.index(b'<form class="pick')


def test_who_has_no_scripts_is_told_what_stands_ready_where_no_table_can_be_made(
    site: Path,
) -> None:
    assert "Without JavaScript" in (site / "compare/index.html").read_text("utf-8")
    assert b"Without JavaScript" not in (answer(site, ["uz", "kz"]) or b"Without JavaScript")


def test_what_the_site_hasnt_is_not_answered(site: Path, tmp_path: Path) -> None:
    assert answer(site, ["kz", "zz"]) is None
    assert answer(tmp_path, ["kz", "uz"]) is None


def test_an_address_without_its_last_slash_leads_to_that_with_it() -> None:
    assert led_to("/compare/kz+uz") == "/compare/kz+uz/"
    assert led_to("/compare/kz+uz/") == led_to("/compare/kz+uz/index.html") == ""
    assert led_to("/compare/kz") == led_to("/countries/") == ""
