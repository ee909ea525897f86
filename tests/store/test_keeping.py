"""A store keeps what it is given, finds it again, remembers every change, and takes one back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from sourcebook.errors import Conflict, Missing, Refused, Unreadable
from sourcebook.records import (
    Address,
    Date,
    Entry,
    Excerpt,
    Page,
    Placement,
    Section,
    Series,
    Subject,
    Suggestion,
    Tombstone,
)
from sourcebook.store import Place, Store

ME = {"who": "M. Keeper", "what": "a test"}


def entry(id: str, **fields: object) -> Entry:
    return Entry(**{"id": id, "title": f"Title of {id}", **fields})  # type: ignore[arg-type]


def page(id: str, *placed: str, country: str = "KZ") -> Page:
    return Page(
        id=id,
        theme=id.split("/", maxsplit=1)[0],
        subject=Subject(kind="country", country=country, as_written=country),
        sections=(
            Section(heading="archives", placements=tuple(Placement(entry=e) for e in placed)),
        ),
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "library.db") as made:
        yield made


def test_a_record_comes_out_as_it_went_in(store: Store) -> None:
    kept = entry("coast-2005-port", publisher="Coast Daily", notes=("a", "b"))
    store.put([kept, Series(id="findings", title="Findings")], **ME)
    assert store.get(Entry, "coast-2005-port") == kept
    assert store.find("findings") == Series(id="findings", title="Findings")
    assert store.find("other") is None


def test_records_come_in_the_order_asked_for(store: Store) -> None:
    store.put([entry("a"), entry("b"), entry("c")], **ME)
    assert list(store.many(Entry, ["c", "x", "a", "c"])) == ["c", "a"]
    assert [found.id for found in store.stream(Entry)] == ["a", "b", "c"]


def test_entries_are_found_by_what_they_are_about_and_where_they_stand(store: Store) -> None:
    store.put(
        [
            entry("a", publisher="Coast Daily", issued=Date(edtf="2005-11-17")),
            entry("b", publisher="coast  daily", countries=("KZ",), series="findings"),
            entry("c", excerpts=(Excerpt(id="e1", aspects=("begging",), ages=("child",)),)),
            page("torture/kz", "a", "c"),
            page("csec/uz", "c", country="UZ"),
        ],
        **ME,
    )
    assert store.entry_ids(publisher="COAST DAILY") == ["a", "b"]
    assert store.entry_ids(year=2005) == ["a"]
    assert store.entry_ids(series="findings") == ["b"]
    assert store.entry_ids(country="KZ") == ["a", "b", "c"]
    assert store.entry_ids(country="UZ") == ["c"]
    assert store.entry_ids(aspect="begging", age="child") == ["c"]
    assert store.entry_ids(theme="torture") == ["a", "c"]
    assert store.entry_ids(theme="torture", aspect="begging") == ["c"]
    assert store.entry_ids(page="csec/uz") == ["c"]
    assert [found.id for found in store.entries(theme="csec")] == ["c"]
    assert store.page_ids(country="UZ") == ["csec/uz"]
    assert store.page_ids(theme="torture", country="UZ") == []
    assert store.standing(["c"]) == {
        "c": (
            Place(page="csec/uz", section="archives", place=0),
            Place(page="torture/kz", section="archives", place=1),
        )
    }
    assert store.countries_of(["a", "b", "c"]) == {"a": {"KZ"}, "c": {"KZ", "UZ"}}


def test_entries_are_counted_under_each_value(store: Store) -> None:
    store.put(
        [
            entry("a", publisher="Coast Daily", issued=Date(edtf="2005-11-17")),
            entry("b", publisher="Coast Daily", issued=Date(edtf="2005")),
            entry("c", publisher="COAST DAILY"),
            page("torture/kz", "a"),
        ],
        **ME,
    )
    assert store.groups("year") == {"": ("c",), "2005": ("a", "b")}
    assert store.groups("publisher") == {"Coast Daily": ("a", "b", "c")}
    assert store.tally("theme") == {"torture": 1}
    assert store.tally("year", theme="torture") == {"2005": 1}
    with pytest.raises(Refused, match="colour"):
        store.groups("colour")  # type: ignore[arg-type]


def test_what_an_entry_was_found_by_goes_when_it_changes(store: Store) -> None:
    was = entry("a", countries=("KZ",), addresses=(Address(url="http://a.example/1"),))
    store.put([was], **ME)
    store.put([entry("a", countries=("UZ",), addresses=(Address(url="http://a.example/2"),))], **ME)
    assert store.entry_ids(country="KZ") == []
    assert store.by_addresses(["a.example/1", "a.example/2"]) == {"a.example/2": ("a",)}


def test_an_entry_whose_address_stands_otherwise_is_found_as_one_put_anew(
    store: Store, tmp_path: Path
) -> None:
    before = entry(
        "a", addresses=(Address(url="https://example.org/a"),), identifiers={"sha-256": "ff"},
        excerpts=(Excerpt(id="x", countries=("KZ",)),), issued=Date(edtf="2005", as_written="2005"),
    )  # fmt: skip
    stands = replace(before, addresses=(replace(before.addresses[0], standing="alive"),))
    moved = replace(stands, addresses=(Address(url="https://example.org/b"),), publisher="P")
    store.put([before], **ME)
    tables = ("entries", "entry_addresses", "entry_subjects", "entry_files")
    for was, now in ((before, stands), (stands, moved)):
        store.commit([(was, now)], who="me", what="x")
        with Store.create(tmp_path / f"{now.publisher}.db") as other:
            other.put([now], **ME)
            for table in tables:
                query = sa.text(f"SELECT * FROM {table}")
                with store.database.reading() as one, other.database.reading() as two:
                    assert one.execute(query).all() == two.execute(query).all()


def test_every_change_says_who_when_what_and_why(store: Store) -> None:
    store.put([entry("a")], who="M. Keeper", what="begin", why="we need it")
    store.put([entry("b")], **ME)
    store.put([entry("a", byline="B")], **ME)
    first = store.log(record="a")[-1]
    assert (first.number, first.who, first.what, first.why) == (
        1, "M. Keeper", "begin", "we need it",
    )  # fmt: skip
    assert first.at.endswith("+00:00")
    assert [change.number for change in store.log()] == [3, 2, 1]
    assert [change.number for change in store.log(limit=1)] == [3]
    assert [change.number for change in store.log(record="a")] == [3, 1]


def test_putting_what_is_there_is_no_change(store: Store) -> None:
    assert store.put([entry("a")], **ME) == 1
    assert store.put([entry("a")], **ME) is None
    assert store.last_change() == 1


def test_what_changed_since_a_number_is_known(store: Store) -> None:
    store.put([entry("a"), entry("b")], **ME)
    mark = store.mark()
    store.put([page("torture/kz", "a"), entry("b", byline="B")], **ME)
    assert store.changed_since(1) == {("pages", "torture/kz"), ("entries", "b")}
    assert store.since(mark) == store.changed_since(1)
    assert store.since(store.mark()) == set()
    assert store.since("1 2001-01-01T00:00:00+00:00 Somebody") is None
    assert store.since("no mark") is None
    assert store.since("0") == store.changed_since(0)


def test_undo_restores_what_was_and_can_be_undone(store: Store) -> None:
    store.put([entry("a")], **ME)
    store.put([entry("a", byline="B"), entry("b")], **ME)
    undone = store.undo(2, who="M. Keeper")
    assert (store.get(Entry, "a"), store.get(Entry, "b")) == (entry("a"), None)
    assert store.log(limit=1)[0].undoes == 2
    store.undo(undone, who="M. Keeper")
    assert (store.get(Entry, "a"), store.get(Entry, "b")) == (entry("a", byline="B"), entry("b"))


def test_undo_names_the_later_change_in_the_way(store: Store) -> None:
    store.put([entry("a")], **ME)
    store.put([entry("a", byline="B")], who="Somebody Else", what="mend the byline")
    with pytest.raises(Conflict, match=r"change 2 \(mend the byline, by Somebody Else\)"):
        store.undo(1, who="M. Keeper")
    assert store.get(Entry, "a") == entry("a", byline="B")
    store.undo(2, who="M. Keeper")
    with pytest.raises(Conflict, match="undone already, by change 3"):
        store.undo(2, who="M. Keeper")
    with pytest.raises(Missing, match="change 99"):
        store.undo(99, who="M. Keeper")


def test_a_withdrawn_entry_leaves_a_tombstone_and_no_placement(store: Store) -> None:
    store.put([entry("a"), entry("b"), page("torture/kz", "a", "b")], **ME)
    number = store.remove("a", who="M. Keeper", why="asked for by its author")
    stone = store.find("a")
    assert isinstance(stone, Tombstone)
    assert (stone.title, stone.why) == ("Title of a", "asked for by its author")
    assert store.get(Page, "torture/kz") == page("torture/kz", "b")
    store.undo(number, who="M. Keeper")
    assert store.find("a") == entry("a")
    assert store.get(Page, "torture/kz") == page("torture/kz", "a", "b")
    with pytest.raises(Missing, match="nothing"):
        store.remove("nothing", who="M. Keeper", why="x")


def test_what_was_proposed_for_a_withdrawn_entry_goes_and_comes_back_with_it(store: Store) -> None:
    moved = Suggestion(id="move-1", kind="move", entry="a", url="http://a.example/",
                       target="http://a.example/1", how="rule")  # fmt: skip
    store.put([entry("a"), entry("b"), moved, replace(moved, id="move-2", entry="b")], **ME)
    number = store.remove("a", who="M. Keeper", why="asked for by its author")
    assert [one.id for one in store.suggestions()] == ["move-2"]
    store.undo(number, who="M. Keeper")
    assert store.suggestions(entry="a") == [moved]


def test_putting_a_withdrawn_entry_back_takes_its_tombstone_away(store: Store) -> None:
    store.put([entry("a")], **ME)
    store.remove("a", who="M. Keeper", why="x")
    store.put([entry("a")], **ME)
    assert store.count(Tombstone) == 0


def test_a_commit_refuses_what_was_changed_meanwhile(store: Store) -> None:
    store.put([entry("a")], **ME)
    store.put([entry("a", byline="B")], **ME)
    with pytest.raises(Conflict, match="changed meanwhile"):
        store.commit([(entry("a"), entry("a", byline="C"))], who="M. Keeper", what="x")
    with pytest.raises(Conflict, match="changed meanwhile"):
        store.commit([(entry("a"), entry("a", byline="C"))], expect=1, who="M. Keeper", what="x")
    assert store.get(Entry, "a") == entry("a", byline="B")


@pytest.mark.parametrize("bad", ["", "A", "a b", "../a", "a/../b", "a/", "é", "a.json", "x" * 151])
def test_ids_that_could_harm_are_refused(store: Store, bad: str) -> None:
    with pytest.raises(Refused, match="can't be used"):
        store.put([entry(bad)], **ME)
    assert store.last_change() == 0


def test_a_snapshot_sees_one_moment(store: Store) -> None:
    store.put([entry("a")], **ME)
    with Store.open(Path(store.database.subject)) as other, store.snapshot():
        assert store.count(Entry) == 1
        other.put([entry("b")], **ME)
        assert store.count(Entry) == 1
    assert store.count(Entry) == 2


def test_a_row_that_was_tampered_with_is_named(store: Store) -> None:
    store.put([entry("a")], **ME)
    with store.database.writing("tamper") as connection:
        connection.execute(sa.text('UPDATE entries SET body = \'{"id": "a"}\''))
    with pytest.raises(Unreadable, match="entries a"):
        store.get(Entry, "a")


def test_a_sound_file_has_nothing_to_tell(store: Store) -> None:
    assert store.soundness() == ""


def test_a_series_is_not_withdrawn_from_under_its_entries(store: Store) -> None:
    store.put(
        [Series(id="findings", title="Findings"), Entry(id="a", title="A", series="findings")],
        who="M. Keeper", what="begin",
    )  # fmt: skip
    with pytest.raises(Refused, match="series of a"):
        store.remove("findings", who="M. Keeper", why="no longer wanted")
    store.put([Entry(id="a", title="A")], who="M. Keeper", what="alone")
    store.remove("findings", who="M. Keeper", why="no longer wanted")
    assert store.get(Series, "findings") is None


def test_a_default_given_as_an_equal_string_is_no_change_by_somebody_else(store: Store) -> None:
    voice = "".join(["qu", "ote"])  # equal to the default, and another object
    entry = Entry(id="a", title="A", excerpts=(Excerpt(id="x", voice=voice),))  # type: ignore[arg-type]
    store.put([entry], who="w", what="put")
    read = store.get(Entry, "a")
    assert read is not None
    store.commit([(read, replace(read, title="B"))], who="w", what="edit")
    kept = store.get(Entry, "a")
    assert kept is not None
    assert kept.title == "B"
