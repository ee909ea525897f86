"""A CSL 1.0.2 renderer: a style is compiled once into functions, then cites any number of items."""

from sourcebook.publish.cite.csl.style import Cite, Style

__all__ = ["Cite", "Style"]
