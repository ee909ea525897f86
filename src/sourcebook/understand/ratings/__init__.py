"""The ratings a text states: the tiers of the Trafficking in Persons Report, the DOL's advancement."""

from sourcebook.understand.ratings.finding import ratings_in

__all__ = ["ratings_in"]
