"""Checks and suggestions are kept, found by address, entry and decision, and in an older library too."""

from pathlib import Path

from sourcebook.records import Check, Hop, Sign, Suggestion
from sourcebook.store import Store, database
from sourcebook.store.schema import REVISIONS


def made(day: int, key: str, status: int = 200) -> Check:
    return Check(
        id=f"2026-11-{day:02}/120000-{key * 16}",
        key=f"example.org/{key}",
        url=f"https://example.org/{key}",
        at=f"2026-11-{day:02}T12:00:00+00:00",
        hops=(Hop(url=f"https://example.org/{key}", status=status),),
        signs=(Sign(kind="title", says="Beds"),),
        standing="alive",
    )


def test_the_checks_of_an_address_come_oldest_first(tmp_path: Path) -> None:
    with Store.create(tmp_path / "library.db") as store:
        store.put([made(9, "a"), made(2, "a"), made(5, "b")], who="me", what="check")
        assert store.checks_of(["example.org/a", "example.org/c"]) == {
            "example.org/a": (made(2, "a"), made(9, "a"))
        }


def test_the_newest_check_of_each_address_is_found(tmp_path: Path) -> None:
    with Store.create(tmp_path / "library.db") as store:
        store.put([made(9, "a"), made(2, "a"), made(5, "b")], who="me", what="check")
        newest = {"example.org/a": made(9, "a"), "example.org/b": made(5, "b")}
        assert store.last_checks() == newest
        assert store.last_checks(["example.org/b"]) == {"example.org/b": made(5, "b")}


def test_suggestions_are_found_by_entry_and_decision(tmp_path: Path) -> None:
    one = Suggestion(id="move-1", kind="move", entry="a", url="u", target="t", how="rule")
    two = Suggestion(
        id="move-2", kind="move", entry="a", url="u", target="v", how="rule", decision="declined"
    )
    with Store.create(tmp_path / "library.db") as store:
        store.put([one, two], who="me", what="look")
        assert store.suggestions(entry="a") == [one, two]
        assert store.suggestions(decision="open") == [one]
        assert store.suggestions(entry="b") == []


def test_an_older_library_gets_room_for_them(tmp_path: Path) -> None:
    file = tmp_path / "library.db"
    Store.create(file).close()
    opened = database._sqlite(file, wait=1.0, writable=True, must_exist=True)
    with opened.writing("going back") as connection:
        for table in ("checks", "suggestions", "claims", "claim_countries"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0003'")
    opened.close()
    with Store.open(file) as store:
        assert store.log()[0].what == f"migrate the schema from 0003 to {REVISIONS[-1]}"
        store.put([made(2, "a")], who="me", what="check")
        assert list(store.stream(Check)) == [made(2, "a")]
