"""Claims are kept, found by what they are about, go with their entry, and come back with it."""

from pathlib import Path

import pytest

from sourcebook.claims import AspectSaid, Claim, Role
from sourcebook.records import Entry
from sourcebook.store import Store

ME = {"who": "me", "what": "x"}


def claim(id: str, *countries: str, confidence: float = 0.5, **more: object) -> Claim:
    entry = id.partition("/")[0]
    if more.get("kind") == "role":
        more["role"] = Role(
            country="KZ", role="source", start=0, end=1, rule="is-a", confidence=confidence
        )
    else:
        more |= {
            "kind": "aspect",
            "aspect": AspectSaid(
                kind="act", code="sale", start=0, end=1, rule="word", confidence=confidence
            ),
        }
    return Claim(id=id, entry=entry, words="w", countries=countries, **more)  # type: ignore[arg-type]


ONE = claim("a/0123456789", "KZ", "UZ")
TWO = claim("a/0123450000", "KZ", kind="role", confidence=0.9, decision="accepted")
THREE = claim("b/0123456789", "KG")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store.create(tmp_path / "library.db")
    made.put([Entry(id="a", title="A"), ONE, TWO, THREE], **ME)
    return made


def test_claims_are_found_by_all_they_are_asked_for(store: Store) -> None:
    def ids(**filters: object) -> list[str]:
        return [one.id for one in store.claims(**filters)]  # type: ignore[arg-type]

    assert ids() == [TWO.id, ONE.id, THREE.id]
    assert ids(country="KZ") == [TWO.id, ONE.id]
    assert ids(country="UZ") == [ONE.id]
    assert ids(kind="role") == ids(decision="accepted") == ids(rule="is-a") == [TWO.id]
    assert ids(at_least=0.9) == [TWO.id]
    assert ids(entry="b") == [THREE.id]
    assert ids(entries=["b", "a", "none"]) == [TWO.id, ONE.id, THREE.id]
    assert ids(country="KZ", decision="open") == [ONE.id]
    assert store.claims_ending("01234567") == [ONE.id, THREE.id]
    assert store.claim_tally() == {
        ("accepted", "role", "is-a"): 1,
        ("open", "aspect", "word"): 2,
    }


def test_a_withdrawn_entry_takes_its_claims_and_brings_them_back(store: Store) -> None:
    number = store.remove("a", who="me", why="asked for")
    assert list(store.claims()) == [THREE]
    assert list(store.claims(country="KZ")) == []
    store.undo(number, who="me")
    assert list(store.claims(country="KZ")) == [TWO, ONE]


def test_a_dump_brings_them_back(store: Store, tmp_path: Path) -> None:
    store.dump(tmp_path / "dump")
    assert (tmp_path / "dump" / "claims" / "a" / "0123456789.json").is_file()
    with Store.create(tmp_path / "other.db") as other:
        other.load(tmp_path / "dump", who="me")
        assert list(other.claims(country="UZ")) == [ONE]
        assert other.log()[0].what == "x"
