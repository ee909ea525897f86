"""Stores of tests don't wait for the disk: none of them has to outlive a power cut."""

import pytest

from sourcebook.store import database


@pytest.fixture(autouse=True, scope="session")
def _unsynchronised() -> None:
    database.SYNCHRONOUS = "OFF"
