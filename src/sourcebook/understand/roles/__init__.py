"""Propose the roles of countries and the routes between them that a text states."""

from sourcebook.understand.roles.finding import roles_in

__all__ = ["roles_in"]
