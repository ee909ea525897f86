"""Every template, rendered once with the gallery's invented data, for the tests that read pages."""

import sys
from pathlib import Path

import pytest

# The gallery is a script beside the package, not a part of it.
sys.path.insert(0, str(Path(__file__).parents[2]))

from scripts import gallery, sample_pages


@pytest.fixture(scope="session")
def pages() -> dict[str, str]:
    """path -> HTML of every sample page."""
    return {path: gallery.render(path, *rest) for path, *rest in sample_pages.pages()}  # type: ignore[arg-type]
