"""Sourcebook turns published reports into a citable, checkable, country-by-country library."""

__version__ = "0.1.0"
