"""What is said of a country, summed up: who says so, who denies it, what nobody has reviewed."""

from publish.comparing.said import aspect, figure, rating, role, route
from sourcebook.claims import Claim
from sourcebook.publish.comparing import Held, Mark, Row, held_of, spoken
from sourcebook.records import Date, Entry


def rows(*claims: Claim, code: str = "KZ") -> dict[str, Row]:
    return {row.key: row for row in spoken(code, claims).rows}


def only(row: Row) -> Mark:
    (mark,) = row.marks
    return mark


def test_entries_are_counted_not_claims() -> None:
    mark = only(
        rows(
            role("KZ", "source"),
            role("KZ", "source", people=("women",)),
            role("KZ", "source", claim={"entry": "times-2014", "year": 2014}),
        )["roles/source"]
    )
    assert (mark.label, mark.entries, mark.years, len(mark.claims)) == ("said", 2, (2009, 2014), 3)


def test_what_is_denied_stands_beside_what_is_said() -> None:
    row = rows(role("KZ", "source", negated=True, claim={"entry": "a"}), role("KZ", "source"))["roles/source"]  # fmt: skip
    assert [(mark.key, mark.label) for mark in row.marks] == [
        ("said", "said"),
        ("denied", "denied"),
    ]


def test_hearsay_is_told_only_where_nobody_says_more() -> None:
    heard = role("KZ", "source", hearsay=True, claim={"entry": "a"})
    assert only(rows(heard)["roles/source"]).label == "by hearsay"
    assert only(rows(heard, role("KZ", "source"))["roles/source"]).label == "said"


def test_purposes_and_people_of_roles_and_routes_have_rows() -> None:
    found = rows(
        role("KZ", "source", purposes=("begging",), people=("women", "national:UZ")),
        route("KZ", "RU", purposes=("begging",), claim={"entry": "b"}),
        aspect("KZ", "purpose", "begging", entry="c"),
    )
    assert only(found["purposes/begging"]).entries == 3
    assert found["purposes/begging"].title == "Forced begging"
    assert "people/women" in found
    assert "people/national:UZ" not in found


def test_a_route_is_told_from_where_each_country_stands() -> None:
    claim = route("UZ", "RU", "KZ")
    assert only(rows(claim, code="UZ")["routes/to"]).label == "Russia"
    assert only(rows(claim, code="RU")["routes/from"]).label == "Uzbekistan"
    assert only(rows(claim, code="KZ")["routes/through"]).label == "Uzbekistan and Russia"
    assert rows(claim, code="KG") == {}


def test_ratings_go_by_year_and_say_where_sources_differ() -> None:
    row = rows(rating("KZ", 2010, "2"), rating("KZ", 2009, "2-watch-list"), rating("KZ", 2009, "2", entry="b"))  # fmt: skip
    marks = row["ratings/tip-tier"].marks
    assert [(mark.label, mark.note) for mark in marks] == [
        ("2009: Tier 2", "sources differ"),
        ("2009: Tier 2 Watch List", "sources differ"),
        ("2010: Tier 2", ""),
    ]


def test_open_ones_are_told_apart_and_declined_ones_left_out() -> None:
    found = rows(
        aspect("KZ", "precursor", "poverty", decision="open"),
        aspect("KZ", "precursor", "hunger", entry="a"),
        aspect("KZ", "precursor", "hunger", entry="b", decision="open"),
        aspect("KZ", "precursor", "conflict", decision="declined"),
    )
    marks = found["aspects/precursor"].marks
    assert [(m.key, m.entries, m.unreviewed, m.open) for m in marks] == [
        ("hunger", 2, 1, False),
        ("poverty", 1, 1, True),
    ]


def test_the_best_evidence_comes_first() -> None:
    told = role("KZ", "source", claim={"voice": "paraphrase", "entry": "a", "year": 2020})
    opened = role("KZ", "source", claim={"decision": "open", "entry": "b", "year": 2021})
    old = role("KZ", "source", claim={"entry": "c", "year": 2005})
    new = role("KZ", "source", claim={"entry": "d", "year": 2015})
    mark = only(rows(told, opened, old, new)["roles/source"])
    assert [claim.entry for claim in mark.claims] == ["d", "c", "a", "b"]


def test_a_figures_way_and_who_contradicts_it_are_told() -> None:
    entries = {
        id: Entry(id=id, title=title, publisher=title, issued=Date(edtf=year))
        for id, title, year in (
            ("a", "Herald", "2005"),
            ("b", "Times", "2009"),
            ("c", "Post", "2010"),
        )
    }
    said = [
        figure("KZ", 71250, "trafficked women", period="2004", claim={"entry": "a"}),
        figure(
            "KZ",
            71250,
            "trafficked women",
            period="2004",
            said_by="the police",
            claim={"entry": "b"},
        ),
        figure("KZ", 300, "trafficked women", period="2004", claim={"entry": "c"}),
    ]
    found = spoken("KZ", said, entries=entries)
    (row,) = found.rows
    first = next(mark for mark in row.marks if mark.entries == 2)
    assert "The earliest here is “Herald”" in " ".join(first.says)
    apart = spoken("KZ", said)
    assert [mark.entries for mark in apart.rows[0].marks] == [1, 1, 1]


def test_equal_figures_are_one_and_others_stay_apart() -> None:
    found = rows(
        figure("KZ", 300, "women"),
        figure("KZ", 300, "Women", claim={"entry": "b"}),
        figure("KZ", 400, "women", period="2005/2009"),
    )
    marks = found["figures/stated"].marks
    assert [(m.label, m.entries) for m in marks] == [("300 women", 2), ("400 women, 2005–2009", 1)]


def test_rows_come_in_one_order_whatever_was_said() -> None:
    found = spoken(
        "KZ",
        [
            aspect("KZ", "response", "protection"), aspect("KZ", "precursor", "poverty"),
            rating("KZ", 2009, "2"), role("KZ", "transit"), role("KZ", "source"),
        ],
        held=Held(entries=2, years=(2005, 2009), editions=(("Findings", ("2005", "2009")),)),
    )  # fmt: skip
    assert [row.key for row in found.rows] == [
        "roles/source", "roles/transit", "ratings/tip-tier", "aspects/precursor",
        "aspects/response", "library/entries", "library/editions",
    ]  # fmt: skip
    assert only(found.rows[-2]).label == "2 entries, 2005–2009"
    assert only(found.rows[-1]).label == "Findings: 2005, 2009"


def test_what_is_held_is_summed_up() -> None:
    entries = [
        Entry(id="a", title="Findings 2017", series="f", issued=Date(edtf="2018-01")),
        Entry(id="b", title="Findings 2014", series="f", issued=Date(edtf="2015")),
        Entry(id="c", title="Undated"),
    ]
    assert held_of(entries, {"f": "Findings"}) == Held(
        entries=3, years=(2015, 2018), editions=(("Findings", ("2014", "2017")),)
    )


def test_a_route_makes_its_ends_source_and_destination() -> None:
    claim = route("UZ", "RU", "KZ")
    assert only(rows(claim, code="UZ")["roles/source"]).label == "said"
    assert only(rows(claim, code="RU")["roles/destination"]).label == "said"
    assert only(rows(claim, code="KZ")["roles/transit"]).label == "said"
    inside = route("KZ", "KZ")
    assert set(rows(inside)) == {"roles/internal"}  # nor do its people come from itself
