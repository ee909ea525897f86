"""A dump holds all of a library, byte for byte the same each time, and is read back without loss."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from sourcebook.errors import Conflict, Missing, NoRoom, Refused, Unreadable
from sourcebook.records import Entry, Page, Series, Subject, Tombstone
from sourcebook.store import Imported, Kept, Store
from sourcebook.store.nouns import file_name
from strategies import libraries
from thoroughness import many

ME = {"who": "M. Keeper", "what": "a test"}
KINDS = (Entry, Page, Series, Tombstone, Imported)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def reloaded(dump: Path, file: Path) -> Store:
    store = Store.create(file)
    store.load(dump, who="M. Keeper")
    return store


@pytest.fixture
def dumped(tmp_path: Path) -> Path:
    with Store.create(tmp_path / "library.db") as store:
        subject = Subject(kind="country", country="KZ", as_written="Kazakhstan")
        store.put([Entry(id="a", title="One"), Entry(id="con", title="Two")], **ME)
        store.put([Page(id="torture/kz", theme="torture", subject=subject)], **ME)
        store.put([Entry(id="a", title="One, mended")], **ME)
        store.remove("con", who="M. Keeper", why="x")
        store.dump(tmp_path / "dump")
    return tmp_path / "dump"


def everything(store: Store) -> tuple[list[Kept], list[object]]:
    records: list[Kept] = []
    for kind in KINDS:
        records += store.stream(kind)  # type: ignore[type-var, arg-type]
    history: list[object] = [(change, store.items(change.number)) for change in store.log()]
    return records, history


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=libraries, second=libraries)
def test_any_library_is_read_back_without_loss(
    tmp_path_factory: pytest.TempPathFactory, first: list[Kept], second: list[Kept]
) -> None:
    folder = tmp_path_factory.mktemp("trip")
    with Store.create(folder / "library.db") as store:
        store.put(first, **ME)
        store.put(second, who="Қ", what="again\n", why="\x00")
        if store.last_change():
            store.undo(store.last_change(), who="M. Keeper")
        store.dump(folder / "dump")
        with reloaded(folder / "dump", folder / "again.db") as again:
            assert everything(again) == everything(store)
            again.dump(folder / "dump2")
    assert tree(folder / "dump") == tree(folder / "dump2")


@pytest.mark.slow
@settings(max_examples=many(300))
@given(first=libraries, second=libraries)
def test_many_libraries_are_read_back_without_loss(
    tmp_path_factory: pytest.TempPathFactory, first: list[Kept], second: list[Kept]
) -> None:
    folder = tmp_path_factory.mktemp("trip")
    with Store.create(folder / "library.db") as store:
        store.put(first, **ME)
        store.put(second, **ME)
        store.dump(folder / "dump")
        with reloaded(folder / "dump", folder / "again.db") as again:
            assert everything(again) == everything(store)


def test_a_loaded_library_can_be_undone_as_before(dumped: Path, tmp_path: Path) -> None:
    with reloaded(dumped, tmp_path / "again.db") as store:
        store.undo(4, who="M. Keeper")
        store.undo(3, who="M. Keeper")
        assert [entry.title for entry in store.stream(Entry)] == ["One", "Two"]


def test_it_diffs_well(dumped: Path) -> None:
    assert (dumped / "entries" / "a.json").read_text() == (
        '{\n  "id": "a",\n  "title": "One, mended"\n}\n'
    )
    assert sorted(path.name for path in dumped.iterdir()) == [
        "changes.jsonl", "dump.json", "entries", "pages", "tombstones",
    ]  # fmt: skip


def test_device_names_get_another_file_name() -> None:
    assert file_name("con") == "con_.json"
    assert file_name("torture/aux") == "torture/aux_.json"
    assert file_name("aux/console") == "aux_/console.json"


def test_dumping_again_replaces_the_dump_and_keeps_what_begins_with_a_dot(
    dumped: Path, tmp_path: Path
) -> None:
    (dumped / ".git").mkdir()
    (dumped / ".git" / "HEAD").write_text("ref")
    with reloaded(dumped, tmp_path / "again.db") as store:
        store.undo(4, who="M. Keeper")
        store.dump(dumped)
    assert (dumped / ".git" / "HEAD").read_text() == "ref"
    assert not (dumped / "tombstones").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"library.db", "again.db", "dump"}


def test_a_folder_of_other_things_is_not_overwritten(dumped: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("years of work")
    with reloaded(dumped, tmp_path / "again.db") as store, pytest.raises(Refused, match="thesis"):
        store.dump(tmp_path / "thesis")
    assert (tmp_path / "thesis" / "chapter.txt").exists()


def test_a_dump_that_fails_leaves_the_one_before(
    dumped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(dumped)

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    with reloaded(dumped, tmp_path / "again.db") as store:
        monkeypatch.setattr(Path, "write_text", full)
        with pytest.raises(NoRoom, match="No space left"):
            store.dump(dumped)
    assert tree(dumped) == before
    assert {path.name for path in tmp_path.iterdir()} == {"library.db", "again.db", "dump"}


@pytest.mark.parametrize(
    ("file", "words", "names"),
    [
        ("entries/a.json", '{"id": "a"', "entries/a.json"),
        ("entries/a.json", '{"id": "a", "title": 7}', "entries/a.json"),
        ("entries/a.json", '{"id": "a", "title": "One", "colour": "red"}', "colour"),
        ("entries/a.json", '{"id": "b", "title": "One"}', "file and id must agree"),
        ("entries/a.json", "", "entries/a.json"),
        ("entries/c.json", '{"id": "c", "title": "Three"}', "2 records where dump.json counts 1"),
        ("dump.json", "[]", "dump.json"),
        ("dump.json", '{"schema": 99, "counts": {}}', "newer Sourcebook"),
        ("changes.jsonl", "", "ends with change 0"),
        ("changes.jsonl", "{", "changes.jsonl, line 1"),
    ],
)
def test_a_broken_file_is_named_and_nothing_is_loaded(
    dumped: Path, tmp_path: Path, file: str, words: str, names: str
) -> None:
    (dumped / file).write_text(words)
    with Store.create(tmp_path / "again.db") as store:
        with pytest.raises(Unreadable, match=names):
            store.load(dumped, who="M. Keeper")
        assert everything(store) == ([], [])


def test_a_file_that_is_gone_or_no_text_is_named(dumped: Path, tmp_path: Path) -> None:
    with Store.create(tmp_path / "again.db") as store:
        whole = (dumped / "entries" / "a.json").read_bytes()
        (dumped / "entries" / "a.json").write_bytes(b"\xff\xfe\x00")
        with pytest.raises(Unreadable, match=r"a\.json"):
            store.load(dumped, who="M. Keeper")
        (dumped / "entries" / "a.json").unlink()
        with pytest.raises(Unreadable, match=r"0 records where dump\.json counts 1"):
            store.load(dumped, who="M. Keeper")
        (dumped / "entries" / "a.json").write_bytes(whole)
        os.rename(dumped / "dump.json", dumped / "other.json")
        with pytest.raises(Missing, match="is no dump"):
            store.load(dumped, who="M. Keeper")


def test_what_was_edited_in_the_tree_becomes_a_change(dumped: Path, tmp_path: Path) -> None:
    (dumped / "entries" / "a.json").write_text('{"id": "a", "title": "Edited by hand"}')
    with reloaded(dumped, tmp_path / "again.db") as store:
        assert store.get(Entry, "a") == Entry(id="a", title="Edited by hand")
        newest = store.log(limit=1)[0]
        assert (newest.number, newest.who, newest.touched) == (5, "M. Keeper", 1)
        store.undo(5, who="M. Keeper")
        assert store.get(Entry, "a") == Entry(id="a", title="One, mended")


def test_only_an_empty_library_is_loaded_into(dumped: Path, tmp_path: Path) -> None:
    with Store.create(tmp_path / "again.db") as store:
        store.put([Entry(id="mine", title="Mine")], **ME)
        with pytest.raises(Conflict, match="empty library"):
            store.load(dumped, who="M. Keeper")
        assert store.ids(Entry) == ["mine"]


def test_the_history_has_a_line_a_change(dumped: Path) -> None:
    lines = [json.loads(line) for line in (dumped / "changes.jsonl").read_text().splitlines()]
    assert [line["number"] for line in lines] == [1, 2, 3, 4]
    assert lines[2]["items"][0]["before"]["title"] == "One"
