"""What a search knows of entries and pages."""

from publish import sample
from sourcebook.claims import Claim, Role
from sourcebook.publish.searching import describing
from sourcebook.publish.searching.findable import Findable, Passage
from sourcebook.publish.shape.curated import placed
from sourcebook.publish.shape.entry import Shape
from sourcebook.publish.shape.links import Links, Placed
from sourcebook.records import Entry, Page

LINKS = Links("../", language="en", shown=(sample.HT, sample.ST))
KZ = Placed(id=f"{sample.HT}/kazakhstan", theme=sample.HT, kind="country", code="KZ", title="Kazakhstan", entries=3)  # fmt: skip


def of(entry: Entry, *homes: Placed, **more: object) -> Findable:
    shape = Shape(entry, LINKS, (sample.HT,))
    return describing.of_entry(entry, shape.row(), shape.parts(), homes, **more)  # type: ignore[arg-type]


def facets(found: Findable, name: str) -> set[str]:
    return {value for facet, value in found.facets if facet == name}


def test_an_entry_is_found_by_what_its_pages_say() -> None:
    found = of(sample.entry("shelter", series="yearly"), KZ, series="Yearly Report on Work")
    assert found.id == "entry/shelter"
    assert found.href == "entries/shelter.html"
    assert found.passages == (
        Passage("Forty beds were opened near the harbour.", "x1", "SECOND SHELTER", "p. 107"),
    )
    assert "Yearly Report on Work" in found.more
    assert found.issued == "2005-11-17"
    assert facets(found, "theme") == {sample.HT}
    assert facets(found, "country") == {"KZ"}
    assert facets(found, "aspect") == {"protection"}
    assert facets(found, "publisher") == {"coast-daily-news"}
    assert facets(found, "series") == {"yearly"}
    assert facets(found, "standing") == {"unchecked"}
    assert facets(found, "address") == {"unchecked"}
    assert facets(found, "page") == {KZ.id}


def test_what_shown_claims_say_are_facets_too() -> None:
    role = Role(
        country="KZ", role="source", purposes=("forced-labour",), start=0, end=4, rule="r", confidence=1.0
    )  # fmt: skip
    claim = Claim(id="shelter/1", entry="shelter", kind="role", role=role, words="x")
    found = of(sample.entry("shelter"), KZ, claims=[claim])
    assert facets(found, "role") == {"source"}
    assert facets(found, "purpose") == {"forced-labour"}
    assert facets(of(sample.entry("shelter"), KZ), "role") == set()


def test_a_page_is_found_by_its_own_words_only() -> None:
    page = next(r for r in sample.records() if isinstance(r, Page) and r.sections and r.background)
    found = describing.of_page(page, placed(page, "en"), "en")
    assert found.title.startswith("Kazakhstan – ")
    assert found.href == "human-trafficking/kazakhstan.html"
    assert "A wide country." in found.passages[0].text
    assert facets(found, "kind") == {"page"}
    assert found.about == ("KZ",)
