"""Claims of an entry: each statement once, with its best evidence, whoever said it and where."""

import pytest

from sourcebook.claims import Claim, Figure, Role, Understanding
from sourcebook.records import Block, Date, Entry, Excerpt, Text, TextPage
from sourcebook.understand.claiming import claims_of, stated, statement
from understand import finders


@pytest.fixture(autouse=True)
def _finders(monkeypatch: pytest.MonkeyPatch) -> None:
    finders.install(monkeypatch)


def entry(*excerpts: Excerpt, **more: object) -> Entry:
    fields = {"countries": ("KZ",), "issued": Date(edtf="2009-06"), "excerpts": excerpts}
    return Entry(id="herald-2009-beds", title="Beds", **(fields | more))  # type: ignore[arg-type]


def excerpt(words: str, id: str = "a", **more: object) -> Excerpt:
    return Excerpt(id=id, paragraphs=(words,), **more)  # type: ignore[arg-type]


def text(words: str, **more: object) -> Text:
    return Text(capture="0" * 64, text=words, **more)  # type: ignore[arg-type]


def by_kind(claims: tuple[Claim, ...]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.kind, []).append(claim)
    return found


def test_evidence_is_verbatim_with_the_rest_of_its_sentence() -> None:
    words = "Beds were opened. It is a source for women, we hear. More follow."
    (claim,) = claims_of(entry(excerpt(words)))
    assert (claim.before, claim.words, claim.after) == (
        "It is ",
        "a source for women",
        ", we hear.",
    )
    assert claim.role is not None
    assert words[claim.role.start : claim.role.end] == claim.words
    assert (claim.excerpt, claim.voice, claim.countries, claim.year) == (
        "a",
        "quote",
        ("KZ",),
        2009,
    )
    assert claim.id.startswith("herald-2009-beds/")


def test_one_aspect_of_an_entry_is_one_claim_with_a_count() -> None:
    (claim,) = claims_of(entry(excerpt("It is poverty. So poverty is it, and poverty again.")))
    assert claim.count == 3
    assert claim.aspect is not None
    assert claim.aspect.start == 6


def test_distinct_statements_are_kept_apart_and_equal_ones_joined() -> None:
    found = by_kind(
        claims_of(entry(excerpt("It is a source. It is a source for women. Again it is a source.")))
    )
    assert [(one.count, one.role.people) for one in found["role"] if one.role] == [
        (2, ()),
        (1, ("women",)),
    ]


def test_the_sources_own_words_go_before_a_curators_account() -> None:
    told = excerpt("It is a source.", id="told", voice="paraphrase")
    (claim,) = claims_of(entry(told))
    assert claim.voice == "paraphrase"
    (claim,) = claims_of(entry(told), [("c1", text("They say it is a source of men."))])
    assert (claim.voice, claim.capture, claim.excerpt) == ("quote", "c1", "")
    (claim,) = claims_of(
        entry(told, excerpt("It is a source.", id="b")), [("c1", text("It is a source."))]
    )
    assert (claim.voice, claim.excerpt) == ("quote", "b")


def test_the_same_words_captured_twice_count_once() -> None:
    words = text("Poverty, poverty and poverty.".lower())
    (claim,) = claims_of(entry(), [("new", words), ("old", words)])
    assert (claim.count, claim.capture) == (3, "new")


def test_a_page_is_named_as_printed() -> None:
    words = "One page." + "\n\n" + "It is a source."
    pages = (
        TextPage(index=0, label="", start=0, end=9),
        TextPage(index=1, label="xii", start=11, end=26),
    )
    (claim,) = claims_of(entry(), [("c", text(words, pages=pages))])
    assert claim.page == "xii"
    unlabelled = (pages[0], TextPage(index=1, label="", start=11, end=26))
    (claim,) = claims_of(entry(), [("c", text(words, pages=unlabelled))])
    assert claim.page == "2"


def test_references_and_running_heads_say_nothing() -> None:
    words = "It is a source.\n\n300 people: a study\n\n12 women"
    blocks = (
        Block(start=0, end=15),
        Block(start=17, end=36, kind="reference"),
        Block(start=38, end=46, kind="furniture"),
    )
    (claim,) = claims_of(entry(), [("c", text(words, blocks=blocks))])
    assert claim.kind == "role"
    assert claim.role is not None
    assert words[claim.role.start : claim.role.end] == claim.words


def test_an_excerpt_is_about_the_page_it_is_placed_on() -> None:
    two = entry(
        excerpt("It is a source.", id="a"), excerpt("It is a destination.", id="b"), countries=()
    )
    homes = {"": ("KZ", "UZ"), "a": ("UZ",)}
    (source,) = claims_of(two, homes=homes)
    assert source.countries == ("UZ",)  # "b" stands on two countries' pages: about neither alone
    (of_its_own,) = claims_of(
        entry(excerpt("It is a source.", countries=("MN",)), countries=("KZ",)), homes=homes
    )
    assert of_its_own.countries == ("MN",)


def test_what_names_no_country_is_about_those_of_its_text() -> None:
    found = by_kind(claims_of(entry(excerpt("Poverty: 300 people, poverty.".lower()))))
    assert [one.countries for one in (*found["aspect"], *found["figure"])] == [("KZ",), ("KZ",)]
    many = entry(excerpt("There is poverty."), countries=("KZ", "UZ", "KG", "TJ", "TM"))
    assert claims_of(many)[0].countries == ()


def test_a_report_speaks_of_the_year_of_its_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int | None] = []

    def told(_: str, *, year: int | None, **__: object) -> Understanding:
        seen.append(year)
        return Understanding()

    monkeypatch.setattr("sourcebook.understand.claiming.understand", told)
    for edition in ("2008", "The 2008 Edition", "Second edition", ""):
        claims_of(entry(excerpt("Words."), edition=edition))
    assert seen == [2008, 2008, 2009, 2009]


def test_a_claim_is_true_of_its_own_year() -> None:
    found = by_kind(claims_of(entry(excerpt("It was Tier 2 in 2007, and is a source."))))
    assert (found["rating"][0].year, found["role"][0].year) == (2007, 2009)


def test_understanding_twice_gives_the_same_ids_and_better_evidence_keeps_them() -> None:
    told = entry(excerpt("It is a source.", voice="paraphrase"))
    assert claims_of(told) == claims_of(told)
    better = claims_of(told, [("c", text("Indeed it is a source."))])
    assert [one.id for one in better] == [one.id for one in claims_of(told)]


def test_a_statement_is_the_same_in_any_order_and_case() -> None:
    where = {"start": 0, "end": 1, "rule": "r", "confidence": 0.5}
    one = Role(country="KZ", role="source", people=("women", "men"), **where)  # type: ignore[arg-type]
    two = Role(country="KZ", role="source", people=("men", "women"), start=5, end=9, rule="s",
               confidence=1.0)  # fmt: skip
    assert statement(one) == statement(two)
    assert statement(one) != statement(Role(country="KZ", role="source", **where))  # type: ignore[arg-type]
    figures = [Figure(value=3, unit="people", of=of, start=0, end=1) for of in ("Women ", "women")]
    assert statement(figures[0]) == statement(figures[1])


def test_the_longest_entry_ids_have_claims_too() -> None:
    from sourcebook.store import check_id

    long = entry(excerpt("It is a source."))
    (claim,) = claims_of(Entry(id="a" * 150, title="A", excerpts=long.excerpts, countries=("KZ",)))
    assert check_id(claim.id)


def test_of_very_long_evidence_nothing_is_left_out_unsaid() -> None:
    words = " ".join(f"word{n}" for n in range(200)) + "."
    one = Figure(value=1, unit="people", start=0, end=len(words) - 1)
    claim = stated(entry(), excerpt(words), one)
    assert words.startswith(claim.words + claim.after.removesuffix(" …"))
    assert claim.after.endswith(" …")
