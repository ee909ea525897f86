"""Keeping what a run found: batches, entries that somebody edits meanwhile, findings."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from check.links.trail import URL, seen
from sourcebook.check.links.checking import newest_of
from sourcebook.check.links.due import Order, orders
from sourcebook.check.links.judging import judged
from sourcebook.check.links.keeping import findings, summary, with_standings
from sourcebook.check.links.recording import Recording
from sourcebook.records import Address, Check, Entry
from sourcebook.store import Store


def made(n: int) -> tuple[Entry, Check, Order]:
    entry = Entry(id=f"e{n}", title="T", addresses=(Address(url=f"{URL}?{n}"),))
    (order,) = orders([entry])
    check = judged(replace(seen(n, 200), id=f"c-{n}", key=order.key, url=order.url), ())
    return entry, check, order


def test_a_batch_is_one_change_with_its_entries(tmp_path: Path) -> None:
    with Store.create(tmp_path / "library.db") as store:
        all = [made(n) for n in range(5)]
        store.put([entry for entry, *_ in all], who="me", what="x")
        recording = Recording(store, who="me", why="spring", batch=2)
        for _, check, order in all:
            recording.take(check, order)
        assert len(recording.changes) == 2
        recording.flush()
        recording.flush()
        assert len(recording.changes) == 3
        newest = store.log()[0]
        assert (newest.what, newest.why) == ("check links: 1 alive", "spring")
        for entry, check, _ in all:
            after = store.get(Entry, entry.id)
            assert after is not None
            assert (after.addresses[0].standing, after.addresses[0].checked) == ("alive", check.at)
        store.undo(recording.changes[0], who="me")
        undone = store.get(Entry, "e0")
        assert undone == all[0][0]
        assert len(store.last_checks()) == 3


@pytest.mark.parametrize("times", [1, 9])  # few checks are all read, of many those of the keys
def test_the_newest_check_of_each_address_is_found(tmp_path: Path, times: int) -> None:
    with Store.create(tmp_path / "library.db") as store:
        all = [made(n) for n in range(3)]
        later = [replace(check, id=f"{check.id}-{n}") for _, check, _ in all for n in range(times)]
        store.put(later, who="me", what="x")
        found = newest_of(store, [order for _, _, order in all[:2]])
        assert {one.id for one in found.values()} == {f"c-{n}-{times - 1}" for n in range(2)}
        assert found.keys() == {order.key for _, _, order in all[:2]}


def test_an_entry_that_was_edited_meanwhile_keeps_its_edit(tmp_path: Path) -> None:
    with Store.create(tmp_path / "library.db") as store:
        entry, check, order = made(1)
        store.put([entry], who="me", what="x")
        recording = Recording(store, who="me")
        recording.take(check, order)
        store.put([replace(entry, title="Mended")], who="you", what="x")
        recording.flush()
        after = store.get(Entry, "e1")
        assert after is not None
        assert (after.title, after.addresses[0].standing) == ("Mended", "alive")


def test_only_what_differs_changes_an_entry() -> None:
    entry, check, order = made(1)
    stood = with_standings(entry, {order.key: check})
    later = replace(check, at="2030-01-01T00:00:00+00:00")
    assert with_standings(stood, {order.key: later}) is stood
    assert with_standings(stood, {}) is stood


def test_findings_name_entry_address_and_remedy() -> None:
    gone = replace(seen(0, 404, standing="gone"), why="answers 404")
    fine = seen(0, 200, standing="alive")
    (found,) = findings([(gone, "e1"), (fine, "e2")])
    assert (found.rule, found.level) == ("link-gone", "warning")
    assert found.subject == f"entry e1, address {URL}"
    assert "sourcebook repair e1" in found.says
    assert summary([gone, fine, fine]) == "2 alive, 1 gone"
