"""Propose what a text says of places, roles, routes, aspects, figures and ratings. It decides nothing."""

from sourcebook.understand.prepared import Prepared
from sourcebook.understand.understanding import understand, understand_pieces

__all__ = ["Prepared", "understand", "understand_pieces"]
