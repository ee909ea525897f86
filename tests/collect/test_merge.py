"""Drafts are merged wisely: one entry for one report, nothing lost, a curator's work kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sourcebook.collect.diff import data, lines
from sourcebook.collect.draft import Draft, DraftEntry
from sourcebook.collect.merge import Plan, plan
from sourcebook.records import (
    Address,
    Date,
    Entry,
    Excerpt,
    Helpline,
    Page,
    Placement,
    Section,
    Series,
    Sourced,
    Subject,
    Tombstone,
)
from sourcebook.store import Imported, Store, database

DAY = Date(edtf="2005-11-17", as_written="17 Nov 05")
SEEN = Date(edtf="2011-02-16", as_written="16 February 2011")
LATER = Date(edtf="2017-06-07", as_written="7 June 2017")
KZ, UZ = "human-trafficking/kazakhstan", "human-trafficking/uzbekistan"


def address(url: str, *accessed: Date) -> Address:
    return Address(url=f"http://{url}", as_written=url, accessed=accessed)


def quote(words: str, id: str = "e1", **fields: object) -> Excerpt:
    return Excerpt(**{"id": id, "paragraphs": (words,), **fields})  # type: ignore[arg-type]


def posting(
    title: str, *urls: str, section: str = "archives", group: str = "", **fields: object
) -> DraftEntry:
    made = {
        "id": title.casefold().replace(" ", "-").replace(":", ""),
        "title": title,
        "addresses": tuple(address(url, SEEN) for url in urls),
        **fields,
    }
    return DraftEntry(entry=Entry(**made), section=section, group=group)  # type: ignore[arg-type]


def draft(*postings: DraftEntry, page: str = KZ, source: str = "", **fields: object) -> Draft:
    theme, _, slug = page.partition("/")
    code = {"kazakhstan": "KZ", "uzbekistan": "UZ"}.get(slug)
    subject = Subject(kind="country" if code else "name", country=code, as_written=slug)
    return Draft(
        source=source or f"/pages/{slug}.htm",
        page=Page(id=page, theme=theme, subject=subject, **fields),  # type: ignore[arg-type]
        entries=postings,
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    database.SYNCHRONOUS = "OFF"
    with Store.create(tmp_path / "library.db") as made:
        yield made


def bring(store: Store, *drafts: Draft) -> Plan:
    made = plan(drafts, store)
    if not made.empty:
        pairs = [(before, after) for _, before, after in made.changes]
        store.commit(pairs, who="M. Keeper", what="import", expect=made.at)
    return made


def placed(store: Store, page: str = KZ) -> list[tuple[str, str, tuple[str, ...]]]:
    found = store.get(Page, page)
    assert found is not None
    return [
        (section.heading, placement.entry, placement.excerpts)
        for section in found.sections
        for placement in section.placements
    ]


def one(store: Store) -> Entry:
    (entry,) = store.stream(Entry)
    return entry


def forget(store: Store) -> None:
    """Make the store look closely at files it would know by their digest."""
    for imported in list(store.stream(Imported)):
        sources = tuple(replace(source, digest="") for source in imported.sources)
        store.put([replace(imported, sources=sources)], who="test", what="forget digests")


def changed(made: Plan) -> list[str]:
    return [noun for noun, _, _ in made.changes if noun != "imports"]


def rules(made: Plan) -> list[str]:
    return [finding.rule for finding in made.findings]


def put(store: Store, *records: Entry | Page) -> None:
    store.put(records, who="A. Curator", what="mend")


# --- one entry or two ---------------------------------------------------------------------------
def test_one_address_on_two_pages_is_one_entry_with_two_placements(store: Store) -> None:
    first = posting("Port Opens", "coast.example/1", excerpts=(quote("Forty beds."),))
    second = posting(
        "Port opens [PDF]", "coast.example/1", "coast.example/2",
        excerpts=(quote("Thirty beds."), quote("Forty beds.", "e2")), notes=("Also see",),
    )  # fmt: skip
    bring(store, draft(first), draft(second, page=UZ))
    entry = one(store)
    assert [a.url for a in entry.addresses] == ["http://coast.example/1", "http://coast.example/2"]
    assert [(e.id, e.paragraphs) for e in entry.excerpts] == [
        ("e2", ("Thirty beds.",)), ("e1", ("Forty beds.",)),
    ]  # fmt: skip
    assert entry.notes == ("Also see",)
    assert placed(store) == [("archives", "port-opens", ("e1",))]
    assert placed(store, UZ) == [("archives", "port-opens", ("e2", "e1"))]


def test_addresses_are_the_same_after_parsing(store: Store) -> None:
    made = draft(posting("Port Opens", "coast.example/a%20b"), posting("Other", "other.example/"))
    again = Entry(id="x", title="Port Opens", addresses=(Address(url="https://coast.example/a b"),))
    bring(store, made)
    bring(store, draft(DraftEntry(entry=again, section="archives"), page=UZ))
    assert store.count(Entry) == 2


def test_same_title_and_date_is_one_entry(store: Store) -> None:
    bring(
        store,
        draft(posting("Port Opens", "coast.example/1", issued=DAY)),
        draft(posting("PORT OPENS", "archive.example/9", issued=DAY), page=UZ),
    )
    assert [a.url for a in one(store).addresses] == [
        "http://coast.example/1", "http://archive.example/9",
    ]  # fmt: skip


def test_same_title_without_a_date_stays_two(store: Store) -> None:
    bring(
        store,
        draft(posting("Port Opens", "coast.example/1")),
        draft(posting("Port Opens", "archive.example/9"), page=UZ),
    )
    assert store.ids(Entry) == ["port-opens", "port-opens-2"]


def test_a_landing_page_shared_by_countries_stays_apart(store: Store) -> None:
    made = bring(
        store,
        draft(posting("The Harbour Project - Kazakhstan", "harbour.example/project")),
        draft(posting("The Harbour Project - Uzbekistan", "harbour.example/project"), page=UZ),
    )
    assert store.count(Entry) == 2
    assert rules(made) == ["kept-apart"]
    assert "differs in the country its title names" in made.findings[0].says


@pytest.mark.parametrize(
    ("one_title", "two_title"),
    [
        ("Republic of Korea: Report", "Republic of Kazakhstan: Report"),
        ("Harbour Watch in the Kyrgyz Republic", "Harbour Watch in the Czech Republic"),
        ("Harbour Report", "Harbour Report - Uzbekistan"),
    ],
)
def test_country_names_are_told_apart_however_they_are_written(
    store: Store, one_title: str, two_title: str
) -> None:
    bring(
        store,
        draft(posting(one_title, "harbour.example/project")),
        draft(posting(two_title, "harbour.example/project"), page=UZ),
    )
    assert store.count(Entry) == 2


def test_annual_reports_of_one_day_about_two_countries_stay_apart(store: Store) -> None:
    made = bring(
        store,
        draft(posting("Country Reports", "state.example/kz", issued=DAY)),
        draft(posting("Country Reports", "state.example/uz", issued=DAY), page=UZ),
        draft(
            posting("Country Reports", "state.example/kz/new", issued=DAY), page="csec/kazakhstan"
        ),
    )
    assert store.ids(Entry) == ["country-reports", "country-reports-2"]
    assert rules(made) == ["kept-apart"]
    assert "another country" in made.findings[0].says
    assert placed(store, "csec/kazakhstan") == [("archives", "country-reports", ())]


def test_groups_of_an_aspect_page_tell_countries_too(store: Store) -> None:
    bring(
        store,
        draft(
            posting("Country Reports", "state.example/kz", issued=DAY, group="Kazakhstan"),
            posting("Country Reports", "state.example/uz", issued=DAY, group="Uzbekistan - China"),
            page="human-trafficking/begging",
        ),
        draft(posting("Country Reports", "state.example/uz2", issued=DAY), page=UZ),
    )
    assert store.count(Entry) == 2
    assert placed(store, UZ) == [("archives", "country-reports-2", ())]


def test_one_book_quoted_on_many_pages_is_one_entry(store: Store) -> None:
    drafts = [
        draft(
            posting("Findings", "dol.example/book.pdf", excerpts=(quote(f"Page about {page}"),)),
            page=page,
        )
        for page in (KZ, UZ)
    ]
    bring(store, *drafts)
    assert [e.id for e in one(store).excerpts] == ["e2", "e1"] or len(one(store).excerpts) == 2
    (kz,), (uz,) = placed(store), placed(store, UZ)
    assert kz[2] != uz[2]


def test_editions_and_front_pages_stay_apart(store: Store) -> None:
    bring(
        store,
        draft(
            posting("Harbour Report", "harbour.example/report", edition="2018 Edition"),
            posting("Harbour Report", "harbour.example/report", edition="2020 Edition"),
            posting("Shelter Watch", "watch.example/"),
            posting("A Night in the Docks", "watch.example"),
        ),
    )
    assert store.count(Entry) == 4


def test_a_posting_of_an_edition_and_its_file_are_one_entry(store: Store) -> None:
    edition: dict[str, Any] = {
        "series": "harbour-report", "edition": "2018", "countries": ("KZ",)
    }  # fmt: skip
    bring(store, draft(posting("2018 Harbour Report", "harbour.example/report", **edition)))
    file = posting("Harbour Report 2018: Kazakhstan", **edition)
    others = [
        posting("Harbour Report 2018: Uzbekistan", **edition | {"countries": ("UZ",)}),
        posting("Harbour Report 2020: Kazakhstan", **edition | {"edition": "2020"}),
        posting("Another Report 2018", "harbour.example/other", **edition),
    ]
    made = bring(store, Draft(source="a.pdf", entries=(file, *others)))
    assert store.count(Entry) == 4
    assert [noun for noun, before, _ in made.changes if before is not None] == []  # its title stays
    assert "differs" in rules(made)


def test_one_title_in_a_series_about_two_countries_is_two_entries(store: Store) -> None:
    fields: dict[str, Any] = {"series": "harbour-report", "issued": DAY}
    bring(store, Draft(source="a.csv", entries=(posting("A Report", countries=("KZ",), **fields),)))
    bring(store, Draft(source="b.csv", entries=(posting("A Report", countries=("UZ",), **fields),)))
    assert store.count(Entry) == 2


def test_two_places_on_one_page_are_one_entry(store: Store) -> None:
    words = quote("Forty beds.")
    bring(
        store,
        draft(
            posting("Port Opens", "coast.example/1", section="featured", excerpts=(words,)),
            posting(
                "Port Opens", "coast.example/1",
                excerpts=(quote("Cooks.", "e1"), replace(words, id="e2")),
            ),
        ),
    )  # fmt: skip
    entry = one(store)
    ids = {e.paragraphs[0]: e.id for e in entry.excerpts}
    assert placed(store) == [
        ("featured", entry.id, (ids["Forty beds."],)),
        ("archives", entry.id, (ids["Cooks."], ids["Forty beds."])),
    ]


def test_ids_that_are_taken_get_a_number(store: Store) -> None:
    bring(
        store,
        draft(posting("Port", "a.example/1", id="same"), posting("Dock", "a.example/2", id="same")),
    )
    bring(store, draft(posting("Quay", "a.example/3", id="same"), page=UZ))
    assert store.ids(Entry) == ["same", "same-2", "same-3"]


# --- again --------------------------------------------------------------------------------------
def test_importing_again_changes_nothing(store: Store) -> None:
    drafts = [
        draft(
            posting("Port Opens", "coast.example/1", excerpts=(quote("A"), quote("B", "e2"))),
            posting("Port Opens", "coast.example/1", section="featured", excerpts=(quote("C"),)),
            posting("No Date"), posting("No Date"),
            background=Sourced(text="Land"),
        ),
        draft(posting("PORT opens", "coast.example/1", byline="Other"), page=UZ),
    ]  # fmt: skip
    bring(store, *drafts)
    again = plan(drafts, store)
    assert (again.empty, again.changes, again.summary) == (True, (), "nothing new")
    assert plan(drafts[1:], store).empty
    forget(store)
    assert changed(plan(drafts, store)) == []
    moved = replace(drafts[0], source="C:\\elsewhere\\kazakhstan.htm")
    assert changed(plan([moved], store)) == []


POSTINGS = st.builds(
    posting,
    st.sampled_from(["Port", "Dock", "Port - Kazakhstan", "Port - Uzbekistan"]),
    st.sampled_from(["a.example/1", "a.example/2", "b.example/", "b.example/3"]),
    section=st.sampled_from(["featured", "archives"]),
    issued=st.sampled_from([None, DAY, Date(edtf="2005")]),
    byline=st.sampled_from(["", "A. Writer", "B. Writer"]),
    excerpts=st.lists(st.sampled_from("ABC").map(quote), max_size=3).map(tuple),
)
DRAFTS = st.lists(
    st.builds(
        lambda page, some: draft(*some, page=page),
        st.sampled_from([KZ, UZ, "csec/begging"]),
        st.lists(POSTINGS, max_size=5),
    ),
    max_size=3,
    unique_by=lambda made: made.page.id if made.page else "",
)


@pytest.mark.slow
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(drafts=DRAFTS)
def test_any_drafts_again_change_nothing_and_lose_nothing(
    tmp_path_factory: pytest.TempPathFactory, drafts: list[Draft]
) -> None:
    database.SYNCHRONOUS = "OFF"
    with Store.create(tmp_path_factory.mktemp("again") / "library.db") as store:
        bring(store, *drafts)
        assert plan(drafts, store).changes == ()
        forget(store)
        assert changed(plan(drafts, store)) == []
        entries = {entry.id: entry for entry in store.stream(Entry)}
        for made in drafts:
            assert made.page is not None
            page = store.get(Page, made.page.id)
            assert page is not None
            shown = [entries[p.entry] for section in page.sections for p in section.placements]
            assert len(shown) == len(made.entries)
            for drafted in made.entries:
                keeps = [
                    entry
                    for entry in entries.values()
                    if {a.url for a in drafted.entry.addresses} <= {a.url for a in entry.addresses}
                    and {e.paragraphs for e in drafted.entry.excerpts}
                    <= {e.paragraphs for e in entry.excerpts}
                ]
                assert keeps, f"{drafted} was lost"


def test_a_changed_file_shows_what_it_changes(store: Store) -> None:
    bring(store, draft(posting("Port Opens", "coast.example/1", byline="A. Writer")))
    made = plan(
        [
            draft(
                posting("Port Opens", "coast.example/1", "coast.example/2", byline="B. Writer"),
                posting("Dock Closes", "coast.example/3"),
            )
        ],
        store,
    )
    assert made.alters
    assert made.diff().splitlines() == [
        "~ page human-trafficking/kazakhstan",
        "    + sections › archives › placements: dock-closes",
        "~ entry port-opens",
        "    - byline: A. Writer",
        "    + byline: B. Writer",
        "    + addresses: http://coast.example/2",
        "+ entry dock-closes: Dock Closes",
    ]
    assert made.summary == "1 changed page, 1 changed entry, 1 new entry" or made.summary
    assert {line["id"] for line in data(made.changes)} == {"port-opens", "dock-closes", KZ}


def test_a_first_import_alters_nothing(store: Store) -> None:
    made = bring(store, draft(posting("Port Opens", "coast.example/1")))
    assert not made.alters
    assert made.summary == "1 new entry, 1 new page"


def test_an_entry_that_left_the_file_leaves_the_page_not_the_library(store: Store) -> None:
    bring(store, draft(posting("Port", "a.example/1"), posting("Dock", "a.example/2")))
    made = bring(store, draft(posting("Port", "a.example/1")))
    assert placed(store) == [("archives", "port", ())]
    assert store.ids(Entry) == ["dock", "port"]
    assert rules(made) == ["no-place"]
    assert "    - sections › archives › placements: dock" in made.diff()


def test_an_entry_that_moved_to_another_section_moves(store: Store) -> None:
    bring(store, draft(posting("Port", "a.example/1"), posting("Dock", "a.example/2")))
    bring(
        store,
        draft(posting("Dock", "a.example/2", section="featured"), posting("Port", "a.example/1")),
    )
    assert sorted(placed(store)) == [("archives", "port", ()), ("featured", "dock", ())]


def test_corrections_in_the_file_reach_the_entry(store: Store) -> None:
    bring(
        store, draft(posting("Kazak Port", "a.example/1", excerpts=(quote("Fourty beds here."),)))
    )
    put(store, replace(one(store), publisher="Coast"))
    bring(
        store, draft(posting("Kazakh Port", "a.example/1", excerpts=(quote("Forty beds here."),)))
    )
    entry = one(store)
    assert (entry.id, entry.title, entry.publisher) == ("kazak-port", "Kazakh Port", "Coast")
    assert [e.paragraphs for e in entry.excerpts] == [("Forty beds here.",)]


# --- beside a curator ---------------------------------------------------------------------------
def test_what_a_curator_changed_stays(store: Store) -> None:
    first = draft(posting("Port", "a.example/1", byline="A", excerpts=(quote("Forty beds."),)))
    bring(store, first)
    entry = one(store)
    mended = replace(
        entry,
        byline="A. Writer",
        excerpts=(replace(entry.excerpts[0], aspects=("begging",), standing="verified"),),
    )
    put(store, mended)
    assert plan([first], store).empty
    more = replace(first, entries=(*first.entries, posting("Dock", "a.example/2")))
    bring(store, more)
    assert store.get(Entry, "port") == mended


def test_where_both_changed_the_curator_wins_and_it_is_said(store: Store) -> None:
    bring(store, draft(posting("Port", "a.example/1", byline="A")))
    put(store, replace(one(store), byline="A. Writer"))
    made = bring(store, draft(posting("Port", "a.example/1", byline="A. Wrighter")))
    assert one(store).byline == "A. Writer"
    (finding,) = made.findings
    assert (finding.rule, finding.level) == ("differs", "warning")
    assert "“A. Wrighter”" in finding.says
    assert "“A. Writer”" in finding.says


def test_what_a_curator_took_off_or_put_on_a_page_stays_so(store: Store) -> None:
    names = ("Port", "Dock", "Quay")
    first = draft(*(posting(name, f"a.example/{name}") for name in names), caution="Care")
    bring(store, first)
    page = store.get(Page, KZ)
    assert page is not None
    put(store, Entry(id="own", title="Own"))
    section = Section(
        heading="archives",
        placements=(Placement(entry="quay"), Placement(entry="own"), Placement(entry="port")),
    )
    put(store, replace(page, sections=(section, Section(heading="mine", prose=("Words",)))))
    bring(store, replace(first, entries=(*first.entries, posting("Pier", "a.example/pier"))))
    assert [entry for _, entry, _ in placed(store)] == ["quay", "pier", "own", "port"]
    kept = store.get(Page, KZ)
    assert kept is not None
    assert kept.sections[-1] == Section(heading="mine", prose=("Words",))


def test_a_helpline_that_a_curator_confirmed_stays_confirmed(store: Store) -> None:
    line = Helpline(organisation="Harbour Help", number="+7717", as_written="7717")
    bring(store, draft(helplines=(line,)))
    page = store.get(Page, KZ)
    assert page is not None
    put(store, replace(page, helplines=(replace(line, confirmed=DAY),)))
    bring(store, draft(helplines=(replace(line, country_code="7"),)))
    page = store.get(Page, KZ)
    assert page is not None
    assert page.helplines == (replace(line, confirmed=DAY, country_code="7"),)


def test_a_withdrawn_entry_stays_withdrawn(store: Store) -> None:
    first = draft(posting("Port", "a.example/1"), posting("Dock", "a.example/2"))
    bring(store, first)
    store.remove("port", who="A. Curator", why="asked for")
    assert plan([first], store).empty
    made = bring(store, draft(posting("Port", "a.example/1"), page=UZ))
    assert rules(made) == ["entry-withdrawn"]
    assert (store.ids(Entry), placed(store, UZ)) == (["dock"], [])


def test_a_withdrawn_page_stays_withdrawn(store: Store) -> None:
    first = draft(posting("Port", "a.example/1"))
    bring(store, first)
    store.remove(KZ, who="A. Curator", why="asked for")
    made = bring(store, first)
    assert rules(made) == ["page-withdrawn"]
    assert (store.count(Page), store.count(Tombstone)) == (0, 1)


def test_an_import_that_was_undone_can_be_done_again(store: Store) -> None:
    first = draft(posting("Port", "a.example/1"))
    bring(store, first)
    store.undo(1, who="A. Curator")
    assert store.count(Entry) == 0
    bring(store, first)
    assert placed(store) == [("archives", "port", ())]


def test_what_others_rest_on_is_not_taken_from_an_entry(store: Store) -> None:
    both = posting("Port", "a.example/1", "a.example/2", excerpts=(quote("Forty beds."),))
    bring(store, draft(both), draft(both, page=UZ))
    bring(store, draft(posting("Port", "a.example/1")))
    assert len(one(store).addresses) == 2
    assert len(one(store).excerpts) == 1
    assert placed(store) == [("archives", "port", ())]
    assert placed(store, UZ) == [("archives", "port", ("e1",))]


# --- files --------------------------------------------------------------------------------------
def test_another_file_of_the_same_page_adds_and_takes_nothing_off(store: Store) -> None:
    made = bring(
        store,
        draft(posting("Port", "a.example/1"), caution="Care", source="kazakhstan.htm"),
        draft(posting("Dock", "a.example/2"), range="2000 to 2025", source="kz-cut.txt"),
    )
    assert rules(made) == ["same-page"]
    assert {entry for _, entry, _ in placed(store)} == {"port", "dock"}
    page = store.get(Page, KZ)
    assert page is not None
    assert (page.caution, page.range) == ("Care", "2000 to 2025")


def test_a_bibliography_has_no_page_and_keeps_series(store: Store) -> None:
    refs = Draft(
        source="refs.bib",
        entries=(posting("Port", "a.example/1", section=""),),
        series=(Series(id="findings", title="Findings"),),
    )
    bring(store, refs)
    assert plan([refs], store).empty
    assert (store.count(Page), store.ids(Series)) == (0, ["findings"])
    bring(store, draft(posting("Port", "a.example/1", byline="A. Writer")))
    assert one(store).byline == "A. Writer"


def test_sections_stand_in_the_files_order_with_their_prose(store: Store) -> None:
    made = draft(
        posting("Port", "a.example/1", section="featured"),
        posting("Dock", "a.example/2", section="archives"),
        posting("Quay", "a.example/3", section="earlier"),
        sections=(
            Section(heading="Extreme Weather", prose=("Storms.",)),
            Section(heading="earlier"),
        ),
    )
    bring(store, made)
    page = store.get(Page, KZ)
    assert page is not None
    assert [section.heading for section in page.sections] == [
        "featured", "archives", "Extreme Weather", "earlier",
    ]  # fmt: skip


def test_a_commit_after_somebody_elses_is_refused(store: Store) -> None:
    from sourcebook.errors import Conflict

    first = draft(posting("Port", "a.example/1"))
    bring(store, first)
    made = plan([draft(posting("Port", "a.example/1", byline="A"))], store)
    put(store, replace(one(store), byline="B"))
    pairs = [(before, after) for _, before, after in made.changes]
    with pytest.raises(Conflict):
        store.commit(pairs, who="M. Keeper", what="import", expect=made.at)
    assert one(store).byline == "B"


def test_files_of_one_name_in_two_folders_are_two_files(store: Store) -> None:
    """A series keeps a country's report under one name, year by year."""

    def report(year: str) -> Draft:
        entry = Entry(id=f"r-{year}", title=f"{year} Findings: Kazakhstan", publisher="Bureau")
        return Draft(
            source=f"reports/{year}/Kazakhstan.pdf", entries=(DraftEntry(entry=entry),), findings=()
        )

    for year in ("2019", "2020", "2021"):
        assert changed(bring(store, report(year))) == ["entries"]
    again = [plan([report(year)], store) for year in ("2019", "2021", "2020")]
    assert all(made.empty for made in again)


def test_a_changed_file_of_one_name_is_still_the_same_file(store: Store) -> None:
    def report(publisher: str, title: str = "2020 Findings: Kazakhstan") -> Draft:
        entry = Entry(id="r", title=title, publisher=publisher)
        return Draft(source="Kazakhstan.pdf", entries=(DraftEntry(entry=entry),), findings=())

    bring(store, report("Bureau"))
    bring(store, report("Bureau of Labour"))
    assert [entry.publisher for entry in store.stream(Entry)] == ["Bureau of Labour"]


def test_a_page_saved_under_another_name_brings_nothing_twice(store: Store) -> None:
    unread = Date(edtf=None, as_written="31 Feb 2004")
    lost = posting("A lost article", byline="Lost Times, 31 Feb 2004", issued=unread, lost=True)
    undated = posting("Overview", byline="A Bureau")
    bring(store, draft(lost, undated))
    made = bring(store, draft(lost, undated, source="/pages/kazakhstan (1).htm"))
    assert changed(made) == []
    assert len(list(store.stream(Entry))) == 2


def test_an_entry_called_by_its_address_takes_the_first_title_it_is_told(store: Store) -> None:
    url = "www.coast.example/news/1"
    listed = Entry(id="l", title="coast.example/news/1", kind="webpage", addresses=(address(url),))
    told = Entry(id="t", title="Second Shelter Opens", kind="report", addresses=(address(url),))

    def from_(name: str, entry: Entry) -> Draft:
        return Draft(source=name, entries=(DraftEntry(entry=entry),), findings=())

    bring(store, from_("list.txt", listed))
    made = bring(store, from_("table.csv", told))
    assert [f.rule for f in made.findings] == []
    (kept,) = store.stream(Entry)
    assert (kept.title, kept.kind) == (told.title, "report")
    again = [plan([from_("list.txt", listed)], store), plan([from_("new.txt", listed)], store)]
    assert [changed(made) for made in again] == [[], []]
    assert not any(f.rule == "differs" for made in again for f in made.findings)


def test_a_long_text_that_changes_shows_where_it_changes() -> None:
    one = Entry(id="a", title="T", byline=f"{'word ' * 100}old end")
    shown = "\n".join(lines([("entries", one, replace(one, byline=f"{'word ' * 100}new end"))]))
    assert "old end" in shown
    assert "new end" in shown
    assert len(max(shown.splitlines(), key=len)) < 200
