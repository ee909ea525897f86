"""A figure's way leads to its earliest source; contradictions are shown, coincidences aren't."""

from itertools import count

from sourcebook.claims import Claim, Figure
from sourcebook.records import Date, Entry
from sourcebook.understand.lineage import contradictions, lineage

_ids = count()


def entry(id: str, issued: str | None, publisher: str = "The Invented Post") -> Entry:
    date = Date(edtf=issued, as_written=issued or "") if issued else None
    return Entry(id=id, title=f"Title of {id}", publisher=publisher, issued=date)


def claim(entry: str, words: str, **figure: object) -> Claim:
    values: dict[str, object] = {"unit": "people", "of": "victims", "place": "KZ"}
    values |= figure
    made = Figure(start=0, end=len(words), **values)  # type: ignore[arg-type]
    return Claim(
        id=f"{entry}/{next(_ids)}",
        entry=entry,
        kind="figure",
        figure=made,
        words=words,
        countries=("KZ",),
    )


ENTRIES = {
    e.id: e
    for e in (
        entry("old", "2005", "Aid Abroad"),
        entry("mid", "2008-03"),
        entry("new", "2012-11-02", "The Other Post"),
        entry("undated", None),
    )
}


def test_a_figure_restated_later_leads_back_to_the_earliest_entry() -> None:
    (chain,) = lineage(
        [
            claim("new", "70,150 victims", value=70_150),
            claim("old", "70,150 victims", value=70_150),
            claim("mid", "70,150 victims", value=70_150, said_by="Aid Abroad"),
        ],
        ENTRIES,
    )
    assert chain.earliest == "old"
    assert [link.entry for link in chain.links] == ["old", "mid", "new"]
    assert [link.bond for link in chain.links] == ["earliest", "names it", "same number"]
    assert "“Aid Abroad” as its source" in chain.links[1].says
    assert "Title of old" in chain.says


def test_the_earliest_entry_may_itself_name_a_source() -> None:
    (chain,) = lineage(
        [
            claim("old", "one NGO has estimated 70,150 victims", value=70_150, said_by="one NGO"),
            claim("new", "70,150 victims", value=70_150),
        ],
        ENTRIES,
    )
    assert chain.said_by == "one NGO"
    assert "“one NGO”" in chain.says


def test_small_numbers_meet_by_chance() -> None:
    two = [claim(e, "two victims", value=2) for e in ("old", "mid", "new")]
    assert lineage(two, ENTRIES) == ()


def test_a_round_number_needs_the_same_time_or_voice() -> None:
    loose = [claim(e, "70,000 victims", value=70_000) for e in ("old", "new")]
    timed = [claim(e, "70,000 victims", value=70_000, period="2004") for e in ("old", "new")]
    assert lineage(loose, ENTRIES) == ()
    assert len(lineage(timed, ENTRIES)) == 1


def test_other_nouns_places_times_and_units_are_other_figures() -> None:
    first = claim("old", "70,150 victims", value=70_150, period="2004")
    for other in (
        claim("new", "70,150 children", value=70_150, of="children", period="2004"),
        claim("new", "70,150 victims", value=70_150, place="UZ", period="2004"),
        claim("new", "70,150 victims", value=70_150, period="2011"),
        claim("new", "70,150 victims", value=70_150, unit="cases", period="2004"),
    ):
        assert lineage([first, other], ENTRIES) == ()


def test_what_has_no_date_stands_in_no_chain() -> None:
    some = [claim(e, "70,150 victims", value=70_150) for e in ("old", "undated")]
    assert lineage(some, ENTRIES) == ()


def test_a_number_of_a_time_after_the_earlier_entry_is_not_its_own() -> None:
    some = [
        claim("old", "70,150 victims", value=70_150),
        claim("new", "70,150 victims in 2011", value=70_150, period="2011"),
    ]
    assert lineage(some, ENTRIES) == ()


def test_declined_claims_and_vague_numbers_are_left_out() -> None:
    vague = [
        claim(e, "thousands of victims", low=1000, estimate=True, said_by="NGOs", period="2004")
        for e in ("old", "new")
    ]
    assert lineage(vague, ENTRIES) == ()


def test_other_numbers_of_the_same_thing_stand_side_by_side() -> None:
    (found,) = contradictions(
        [
            claim("mid", "the police freed 45 victims in 2007", value=45, period="2007"),
            claim("new", "the police freed 412 victims in 2007", value=412, period="2007"),
        ],
        ENTRIES,
    )
    assert found.entries == ("mid", "new")
    assert (
        found.says == "Victims in Kazakhstan, 2007: 45 (The Invented Post, March 2008); "
        "412 (The Other Post, 2 November 2012)."
    )


def test_two_voices_in_one_entry_may_contradict_each_other() -> None:
    police = claim(
        "new", "the police say 40 victims were freed in 2007", value=40, period="2007", said_by="the police"
    )  # fmt: skip
    others = claim(
        "new", "NGOs say 400 victims were freed in 2007", value=400, period="2007", said_by="NGOs"
    )
    (found,) = contradictions([police, others], ENTRIES)
    assert "“the police” in The Other Post" in found.says


def test_what_can_both_be_true_is_no_contradiction() -> None:
    exact = claim("mid", "freed 340 victims in 2007", value=340, period="2007")
    for other in (
        claim("new", "freed more than 300 victims in 2007", low=300, period="2007"),
        claim("new", "freed about 350 victims in 2007", value=350, estimate=True, period="2007"),
        claim("new", "freed 45 victims in 2008", value=45, period="2008"),
        claim("new", "freed 45 victims", value=45),
        claim("new", "jailed 45 victims in 2007", value=45, period="2007"),
        claim("new", "freed 45 victims of forced labour in 2007", value=45, period="2007"),
        claim("new", "freed 900 people, including 45 victims in 2007", value=45, period="2007"),
        claim("new", "has freed 450 victims since 2007", value=450, period="2007/.."),
    ):
        assert contradictions([exact, other], ENTRIES) == ()


def test_an_entry_that_tells_its_numbers_apart_contradicts_nobody() -> None:
    some = [
        claim("new", "freed 45 victims in 2007", value=45, period="2007"),
        claim("new", "freed 30 victims in 2007", value=30, period="2007"),
        claim("mid", "freed 412 victims in 2007", value=412, period="2007"),
    ]
    assert contradictions(some, ENTRIES) == ()
