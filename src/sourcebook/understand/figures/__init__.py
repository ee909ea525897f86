"""The figures a text states: numbers with what they count, where, when, and who says so."""

from sourcebook.understand.figures.finding import figures_in

__all__ = ["figures_in"]
