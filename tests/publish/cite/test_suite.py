"""The CSL processor tests: the count that docs/citing.md publishes doesn't fall."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[3]


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("csl_suite", ROOT / "scripts/csl_suite.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def published() -> int:
    found = re.search(
        r"\| \*\*all\*\* \|.*\*\*(\d+)\*\* \|\n", (ROOT / "docs/citing.md").read_text()
    )
    assert found, "docs/citing.md has no count: run scripts/csl_suite.py --write"
    return int(found.group(1))


def test_the_published_count_beats_the_floor() -> None:
    assert published() >= 670


@pytest.mark.slow
def test_the_count_of_passing_tests_is_the_published_one(shared: Path) -> None:
    if not (shared / "data/suites/csl/humans.tar.xz").is_file():
        pytest.skip("the CSL processor tests are not there")
    suite = script()
    passed = sum(found[0] for found in suite.run(suite.ours).values())
    assert passed >= published()
