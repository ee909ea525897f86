"""A database is made whole, migrated on record, shared politely, and its faults told in words."""

import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from sourcebook.errors import Conflict, Missing, NoRoom, Unreadable
from sourcebook.records import Entry
from sourcebook.store import Store
from sourcebook.store.migrate import run
from sourcebook.store.schema import REVISIONS, metadata

ME = {"who": "M. Keeper", "what": "a test"}
ONE = Entry(id="a", title="One")
NOBODY = 65534


def made(folder: Path) -> Path:
    file = folder / "library.db"
    with Store.create(file) as store:
        store.put([ONE], **ME)
    return file


def read_all(file: Path) -> None:
    with Store.open(file) as store:
        list(store.stream(Entry))
        store.log()


def empty_and_fail(store: Store) -> None:
    with store.database.writing("fail") as connection:
        connection.execute(sa.text("DELETE FROM entries"))
        raise ZeroDivisionError


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that others may enter too (pytest's own may be entered by its owner only)."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_making_it_at_once_and_migrating_step_by_step_give_one_schema(tmp_path: Path) -> None:
    def schema(file: Path) -> set[tuple[str, str, str]]:
        with closing(sqlite3.connect(file)) as bare:
            tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
            found = set()
            for (table,) in bare.execute(tables).fetchall():
                for row in bare.execute(f"PRAGMA table_info({table})").fetchall():
                    found.add((table, "column", str(row[1:])))
                for row in bare.execute(f"PRAGMA index_list({table})").fetchall():
                    columns = bare.execute(f"PRAGMA index_info({row[1]})").fetchall()
                    found.add((table, "index", f"{row[2:]} {columns}"))
                (narrow,) = bare.execute(f"SELECT wr FROM pragma_table_list('{table}')").fetchone()
                found.add((table, "narrow", str(narrow)))
            return found

    made(tmp_path)
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'steps.db'}")
    with engine.begin() as connection:
        run(connection)
    engine.dispose()
    assert schema(tmp_path / "steps.db") == schema(tmp_path / "library.db")


def test_the_schema_can_be_made_on_postgresql_too() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in metadata.sorted_tables:
        assert "ROWID" not in str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            CreateIndex(index).compile(dialect=dialect)


def test_an_older_database_is_migrated_on_record(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'library.db'}")
    with engine.begin() as connection:
        run(connection, "0001")
        connection.execute(
            sa.text(
                "INSERT INTO entries (id, body, publisher, publisher_key, series) "
                """VALUES ('a', '{"id":"a","title":"One"}', '', '', '')"""
            )
        )
    engine.dispose()
    with Store.open(tmp_path / "library.db") as store:
        assert store.get(Entry, "a") == ONE
        assert store.log()[0].what == f"migrate the schema from 0001 to {REVISIONS[-1]}"
        store.put([Entry(id="b", title="Two")], **ME)


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    file = made(tmp_path)
    with closing(sqlite3.connect(file)) as bare:
        bare.execute("UPDATE alembic_version SET version_num = '9999'")
        bare.commit()
    with pytest.raises(Unreadable, match=r"newer Sourcebook .*9999.*pip install --upgrade"):
        Store.open(file)


def test_what_is_no_library_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="is not there"):
        Store.open(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("no database at all, but long enough to look at" * 50)
    with pytest.raises(Unreadable, match="damaged"):
        Store.open(tmp_path / "text.db")
    with closing(sqlite3.connect(tmp_path / "other.db")) as bare:
        bare.execute("CREATE TABLE shopping (what TEXT)")
    with pytest.raises(Unreadable, match="no library's database"):
        Store.open(tmp_path / "other.db")
    (tmp_path / "empty.db").touch()
    with pytest.raises(Unreadable, match="no library's database"):
        Store.open(tmp_path / "empty.db")


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    file = made(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 3])
    with pytest.raises(Unreadable, match="damaged"):
        read_all(file)


def test_a_second_writer_waits_then_hears_who_holds_it(tmp_path: Path) -> None:
    file = made(tmp_path)
    with (
        Store.open(file) as first,
        Store.open(file, wait=0.1) as second,
        first.database.writing("a long import"),
    ):
        assert second.get(Entry, "a") == ONE  # reading never waits
        with pytest.raises(Conflict, match=rf"process {os.getpid()} \(a long import, since"):
            second.put([Entry(id="b", title="Two")], **ME)
    with Store.open(file) as store:
        assert store.put([Entry(id="b", title="Two")], **ME) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["library.db"]


def test_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    with Store.open(made(tmp_path)) as store:
        with store.database.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        big = [Entry(id=f"b{n}", title="x" * 5000) for n in range(100)]
        with pytest.raises(NoRoom, match="disk is full; nothing was changed"):
            store.put(big, **ME)
        assert store.ids(Entry) == ["a"]
        assert store.last_change() == 1


def test_on_a_full_disk_a_library_can_still_be_read(tmp_path: Path) -> None:
    file = made(tmp_path)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))  # as a full disk: no file may grow
    try:
        with Store.open(file) as store:
            assert store.get(Entry, "a") == ONE
            with pytest.raises(NoRoom, match="the disk is full"):
                store.put([Entry(id="b", title="Two")], **ME)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    with Store.open(file) as store:
        assert store.ids(Entry) == ["a"]


def test_a_folder_that_may_only_be_read_can_be_read(reachable: Path) -> None:
    file = made(reachable)
    as_nobody = os.geteuid() == 0
    file.chmod(0o444)
    reachable.chmod(0o555)
    if as_nobody:
        os.seteuid(NOBODY)
    try:
        with Store.open(file) as store:
            assert store.get(Entry, "a") == ONE
            with pytest.raises(NoRoom, match="may only be read here"):
                store.put([Entry(id="b", title="Two")], **ME)
    finally:
        if as_nobody:
            os.seteuid(0)
        reachable.chmod(0o755)


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with Store.open(made(tmp_path)) as store:
        with pytest.raises(ZeroDivisionError):
            empty_and_fail(store)
        assert store.get(Entry, "a") == ONE


IMPORTING = """
import sys
from pathlib import Path
from sourcebook.records import Entry
from sourcebook.store import Store
with Store.open(Path(sys.argv[1])) as store:
    print("open", flush=True)
    for batch in range(1000):
        made = [Entry(id=f"e-{batch}-{n}", title="x" * 500) for n in range(500)]
        store.put(made, who="M. Keeper", what=f"batch {batch}")
        print(batch, flush=True)
"""


@pytest.mark.slow
def test_killed_in_the_middle_of_an_import_it_keeps_all_of_a_change_or_nothing(
    tmp_path: Path,
) -> None:
    file = made(tmp_path)
    begun = 0
    for kill in range(12):
        process = subprocess.Popen(
            [sys.executable, "-c", IMPORTING, str(file)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        time.sleep(0.017 * (kill % 12) + 0.003 * kill)  # into planning, writing, committing
        process.kill()
        told = process.stdout.read().split()
        process.wait()
        with Store.open(file) as store:
            assert store.soundness() == ""
            batches: dict[str, int] = {}
            for id in store.ids(Entry):
                batches[id.rsplit("-", 1)[0]] = batches.get(id.rsplit("-", 1)[0], 0) + 1
            assert set(batches.values()) <= {500, 1}, "half a change was kept"
            assert {f"e-{batch}" for batch in told} <= set(batches), "a told change was lost"
            touched = sum(change.touched for change in store.log())
            assert touched >= store.count(Entry)
            begun += bool(told)
            for number in range(store.last_change(), 1, -1):  # history is whole too
                store.undo(number, who="M. Keeper")
            assert store.ids(Entry) == ["a"]
        file.unlink()
        made(tmp_path)
    assert begun >= 3, "killed too early to prove anything"
