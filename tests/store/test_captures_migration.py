"""A library of before captures opens, and its entries are found by the files they are said to be."""

from pathlib import Path

from sourcebook.records import Capture, Entry
from sourcebook.store import Store, database
from sourcebook.store.schema import REVISIONS


def test_entries_of_an_older_library_are_found_by_their_files(tmp_path: Path) -> None:
    file = tmp_path / "library.db"
    digest = "ab" * 32
    with Store.create(file) as store:
        store.put(
            [
                Entry(id="a", title="A", identifiers={"sha-256": f"{digest}, {'CD' * 32}"}),
                Entry(id="b", title='says "sha-256" in its title'),
            ],
            who="me",
            what="x",
        )
    opened = database._sqlite(file, wait=1.0, writable=True, must_exist=True)
    with opened.writing("going back") as connection:
        for table in (
            "captures",
            "entry_files",
            "checks",
            "suggestions",
            "claims",
            "claim_countries",
        ):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")
    opened.close()
    with Store.open(file) as store:
        assert store.by_files([digest, "cd" * 32]) == {digest: ("a",), "cd" * 32: ("a",)}
        assert store.log()[0].what == f"migrate the schema from 0002 to {REVISIONS[-1]}"
        capture = Capture(id="20260101000000-ab", digest=digest, at="2026-01-01T00:00:00Z")
        store.put([capture], who="me", what="x")
        assert list(store.stream(Capture)) == [capture]
        assert store.captures_by_digest([digest]) == {digest: (capture.id,)}
