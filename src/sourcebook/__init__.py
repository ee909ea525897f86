"""Sourcebook turns published reports into a citable, checkable, country-by-country library.

In Python: ``library = sourcebook.open("my-library")``, then ``library.find("debt bondage")``.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sourcebook.library import Library

__version__ = "0.1.0"


def open(folder: "Path | str") -> "Library":  # sourcebook.open reads as it should
    """The library in a folder; a context manager. errors.Missing where it is none."""
    from sourcebook.library import Library

    return Library.open(folder)


__all__ = ["__version__", "open"]
