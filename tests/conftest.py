"""Options and shared fixtures: ``--runslow`` runs what the default suite leaves out."""

import os
from pathlib import Path

import hypothesis
import pytest

import thoroughness

SHARED = Path(os.environ.get("SOURCEBOOK_SHARED", Path(__file__).parents[2] / "shared"))

# how long an example takes says more of the machine than of us; benchmarks measure speed
hypothesis.settings.register_profile("steady", deadline=None)
hypothesis.settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--runslow", action="store_true", help="run slow and browser tests too")


def pytest_configure(config: pytest.Config) -> None:
    thoroughness.slow = bool(config.getoption("--runslow"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--runslow"):
        return
    skip = pytest.mark.skip(reason="slow: run with --runslow")
    for item in items:
        if "slow" in item.keywords or "browser" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the project; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"real data is not at {SHARED}")
    return SHARED
