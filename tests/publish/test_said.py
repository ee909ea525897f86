"""The site tells what was understood: with its words, marked where nobody reviewed it, or not at all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html as parser
from msgspec import structs

from publish import sample
from publish.comparing.said import aspect, figure, rating, role, route
from sourcebook.library import Library
from sourcebook.publish.build import build
from sourcebook.publish.shape.compare import read

CLAIMS = [
    role("KZ", "source", people=("women",), claim={"entry": "shelter", "excerpt": "x1"}),
    role("KZ", "source", claim={"entry": "offers", "year": 2014, "voice": "paraphrase"}),
    role("KZ", "transit", claim={"entry": "shelter", "decision": "open", "words": "not yet read"}),
    role("KZ", "internal", claim={"entry": "offers", "decision": "declined", "words": "refused"}),
    route("KG", "KZ", claim={"entry": "offers"}),
    rating("KZ", 2009, "2-watch-list", entry="yearly-2009"),
    figure("KZ", 70000, "women", claim={"entry": "shelter"}),
    aspect("KZ", "precursor", "poverty", entry="shelter", words="too poor to stay"),
    aspect("KG", "precursor", "hunger", entry="offers"),
]  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with sample.library(tmp_path / "lib") as made:
        made.put(CLAIMS, who="me", what="claims")
        yield made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that is built once."""
    folder = tmp_path_factory.mktemp("said") / "lib"
    with sample.library(folder) as made:
        made.put(CLAIMS, who="me", what="claims")
        build(made)
    return folder


@pytest.fixture(scope="module")
def made(folder: Path) -> dict[str, str]:
    """Its site."""
    return texts(folder / "site")


def site(library: Library) -> dict[str, str]:
    build(library)
    return texts(library.folder / "site")


def texts(folder: Path) -> dict[str, str]:
    return {path: data.decode() for path, data in sample.files(folder).items()}


def page(text: str) -> Any:
    return parser.fromstring(text)


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_a_countrys_page_tells_roles_and_ratings_each_with_its_words(made: dict[str, str]) -> None:
    found = page(made["human-trafficking/kazakhstan.html"])
    glance = found.find(".//section[@aria-labelledby='glance']")
    source, destination = glance.findall(".//ul[@class='marks']/li")
    assert words(destination.find(".//summary")).startswith("● Destination 1 entry")
    assert words(source.find(".//summary")).startswith("● Source 2 entries, 2009–2014")
    quotes = [words(quote) for quote in source.findall(".//li")]
    assert quotes[0].startswith(
        "“They say so it is.” Report shelter, Coast Daily News, 17 November 2005"
    )
    assert quotes[1].startswith("They say so it is. In our words, of Herders Warned")
    assert source.find(".//a").get("href") == "../entries/shelter.html#x1"
    (rate,) = glance.findall(".//ol[@class='rates']/li")
    assert words(rate) == "2009: Tier 2 Watch List2 WL 2009"
    assert rate.find("a").get("href").endswith("kazakhstan_said.html#ratings-tip-tier")


def test_what_nobody_reviewed_is_hidden_and_what_was_declined_too(made: dict[str, str]) -> None:
    assert not [path for path, text in made.items() if "not yet read" in text or "refused" in text]


@pytest.mark.slow
def test_what_nobody_reviewed_is_marked_where_the_setting_says_so(tmp_path: Path) -> None:
    with sample.library(tmp_path / "lib", unreviewed="marked") as library:
        library.put(CLAIMS, who="me", what="claims")
        made = site(library)
    showing = [path for path, text in made.items() if "not yet read" in text]
    assert "countries/kazakhstan_said.html" in showing
    assert "entries/shelter.html" in showing
    for path in showing:
        if path.endswith(".html"):
            quotes = [
                quote
                for quote in page(made[path]).iterfind(".//li")
                if "not yet read" in words(quote) and quote.get("class", "").startswith("quote")
            ]
            assert quotes, path
            assert all("unread" in quote.get("class") for quote in quotes), path
            assert all("not reviewed" in words(quote) for quote in quotes), path
    assert not [path for path, text in made.items() if "refused" in text]


def test_all_that_is_said_of_a_country_stands_on_one_page(made: dict[str, str]) -> None:
    found = page(made["countries/kazakhstan_said.html"])
    rows = {row.get("id"): words(row) for row in found.findall(".//div[@class='said-row']")}
    assert list(rows) == [
        "roles-source", "roles-destination", "people-women", "routes-from", "ratings-tip-tier", "figures-stated",
        "aspects-precursor",
    ]  # fmt: skip
    assert "Kyrgyzstan" in rows["routes-from"]
    assert "70,000 women" in rows["figures-stated"]
    assert "isn’t evidence of absence" in words(found.find(".//main"))


def test_an_aspects_page_quotes_who_speaks_of_it(made: dict[str, str]) -> None:
    found = page(made["human-trafficking/aspects/poverty.html"])
    spoken = found.find(".//section[@id='spoken']")
    assert "too poor to stay" in words(spoken)
    (country,) = spoken.findall(".//ul[@class='inline said-where']/li/a")
    assert country.get("href") == "../../countries/kazakhstan_said.html#aspects-precursor"
    assert "Nothing here yet" not in words(found)


def test_an_entrys_page_lists_what_was_understood_of_it(made: dict[str, str]) -> None:
    found = page(made["entries/shelter.html"])
    section = found.find(".//section[@aria-labelledby='understood']")
    heads = [words(head) for head in section.findall(".//p[@class='xh']")]
    assert heads == ["Kazakhstan: a source (women)", "70,000 women (Kazakhstan)", "Poverty"]


def test_a_country_stands_beside_its_neighbours_and_in_its_region(
    made: dict[str, str], folder: Path
) -> None:
    found = page(made["compare/kz/index.html"])
    assert [words(th) for th in found.findall(".//thead//th")] == [
        "Kazakhstan", "Kyrgyzstan", "Uzbekistan",
    ]  # fmt: skip
    women = found.find(".//tr[@id='people-women']")
    assert women.get("class") == "differs"
    cells = women.findall("td")
    assert words(cells[0].find(".//summary")).startswith("● said 1 entry")
    assert cells[0].find(".//li").get("data-only") is not None
    assert [words(cell) for cell in cells[1:]] == ["–nothing here says so"] * 2
    source = found.findall(".//tr[@id='roles-source']/td")
    assert ["data-only" in one.find(".//li").attrib for one in source[:2]] == [False, False]
    for link in found.findall(".//table//a"):
        target = folder / "site" / "compare" / "x" / link.get("href").partition("#")[0]
        assert target.resolve().is_file(), link.get("href")
    assert "compare/central-asia/index.html" in made
    assert made["compare/kz/table.csv"].startswith("\ufeffSection,Row,Differs,Kazakhstan")


def test_any_countries_can_be_chosen_from_columns(made: dict[str, str]) -> None:
    boxes = page(made["compare/index.html"]).findall(".//input[@name='c']")
    assert {box.get("value") for box in boxes} == {"kz", "kg", "uz"}
    for box in boxes:
        column = read(made[box.get("data-file").removeprefix("../")].encode())
        assert column is not None
        assert column.code == box.get("value")
    assert column is not None
    assert column.cells["library/entries"].words == "1 entry, 2005"


@pytest.mark.slow
def test_a_column_can_end_no_script(library: Library) -> None:
    evil = "</script><script>alert(1)</script>\u2028"
    library.put([role("UZ", "source", claim={"entry": "loose", "words": evil})], who="me")
    text = site(library)["data/compare/uz.js"]
    assert "</script" not in text
    assert "\u2028" not in text
    column = read(text.encode())
    assert column is not None
    assert "&lt;/script&gt;" in column.cells["roles/source"].html


@pytest.mark.slow
def test_a_decision_changes_the_pages_that_tell_of_it_and_no_other(library: Library) -> None:
    before = site(library)
    poor = next(claim for claim in CLAIMS if claim.words == "too poor to stay")
    library.decide_claims([poor], "declined", who="me")
    after = site(library)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert "human-trafficking/aspects/poverty.html" in changed
    assert "entries/shelter.html" in changed
    assert "compare/kz/index.html" in changed
    assert not {path for path in changed if path.startswith(("entries/o", "timeline", "teach"))}
    assert not [path for path, text in after.items() if "too poor to stay" in text]


@pytest.mark.slow
def test_a_withdrawn_entry_takes_its_words_from_every_page(library: Library) -> None:
    site(library)
    library.remove("shelter", why="It named somebody.")
    after = site(library)
    assert not [path for path, text in after.items() if "too poor to stay" in text]


@pytest.mark.slow
def test_a_new_title_is_told_beside_every_quote(library: Library) -> None:
    site(library)
    library.put([structs.replace(library.entry("offers"), title="A Changed Title")], who="me")
    after = site(library)
    for path in (
        "countries/kazakhstan_said.html",
        "compare/kz/index.html",
        "data/compare/kz.js",
    ):
        assert "A Changed Title" in after[path], path
        assert "Herders Warned" not in after[path], path


@pytest.mark.slow
def test_an_age_group_that_is_spoken_of_gets_no_page_by_a_change(library: Library) -> None:
    library.put([aspect("KZ", "age", "children", entry="shelter")], who="me", what="a claim")
    before = set(site(library))
    entry = library.entry("shelter")
    library.put([structs.replace(entry, lost=True)], who="me", what="lost")
    assert set(site(library)) == before == set(whole(library))


def whole(library: Library) -> dict[str, str]:
    build(library, full=True)
    return texts(library.folder / "site")
