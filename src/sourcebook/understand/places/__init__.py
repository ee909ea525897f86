"""The countries and the parts of the world a text names."""

from sourcebook.understand.places.finding import places_in

__all__ = ["places_in"]
