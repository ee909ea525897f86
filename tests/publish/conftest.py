"""Every template, rendered once with the gallery's invented data, for the tests that read pages."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

# The gallery is a script beside the package, not a part of it.
sys.path.insert(0, str(Path(__file__).parents[2]))

from scripts import gallery, sample_pages, screenshots


@pytest.fixture(scope="session")
def pages() -> dict[str, str]:
    """path -> HTML of every sample page."""
    return {path: gallery.render(path, *rest) for path, *rest in sample_pages.pages()}  # type: ignore[arg-type]


@pytest.fixture(scope="module")  # its event loop must be gone for what others run
def player() -> Iterator[Playwright]:
    if screenshots.chromium() is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as play:
        yield play


@pytest.fixture(scope="module")  # its event loop must be gone for what others run
def browser(player: Playwright) -> Iterator[Browser]:
    opened = player.chromium.launch(
        executable_path=screenshots.chromium(), args=list(screenshots.FLAGS)
    )
    yield opened
    opened.close()
