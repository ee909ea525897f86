"""The import cases of Zotero's translators: how many pass must not fall."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[1] / "scripts" / "zotero_suite.py"
FLOORS = {
    "ris": 11,
    "bibtex": 23,
    "csl_json": 1,
    "endnote_xml": 3,
    "refworks_tagged": 4,
    "mods": 16,
}


@pytest.fixture(scope="module")
def suite() -> ModuleType:
    spec = importlib.util.spec_from_file_location("zotero_suite", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["zotero_suite"] = module
    spec.loader.exec_module(module)
    return module


def test_as_many_cases_pass_as_ever(suite: ModuleType, shared: Path) -> None:
    folder = shared / "data/suites/zotero_import"
    if not folder.is_dir():
        pytest.skip("the suite is not there")
    results = suite.run(folder)
    passed = {name: sum(case.passed for case in cases) for name, cases in results.items()}
    assert all(passed[name] >= floor for name, floor in FLOORS.items()), passed
    found = sum(case.found for cases in results.values() for case in cases)
    expected = sum(case.expected for cases in results.values() for case in cases)
    assert found / expected >= 0.985


def test_a_lost_field_fails_its_case(suite: ModuleType) -> None:
    case = {
        "input": "TY  - BOOK\nTI  - Forty Beds\nER  - ",
        "items": [{"itemType": "book", "title": "Forty Beds", "publisher": "Press"}],
    }
    result = suite.run_case("ris", 0, case)
    assert not result.passed
    assert (result.found, result.expected) == (2, 3)


def test_the_docs_tell_the_same_counts(suite: ModuleType, shared: Path) -> None:
    folder = shared / "data/suites/zotero_import"
    if not folder.is_dir():
        pytest.skip("the suite is not there")
    text = (SCRIPT.parents[1] / "docs" / "importing.md").read_text("utf-8")
    told = text.partition(suite.START)[2].partition(suite.END)[0].strip()
    assert told == suite.table(suite.run(folder)).strip()
