"""The countries and the parts of the world a text names."""

from sourcebook.claims import PlaceSaid, RegionSaid
from sourcebook.understand.prepared import Prepared


def places_in(ready: Prepared) -> tuple[tuple[PlaceSaid, ...], tuple[RegionSaid, ...]]:
    """The countries and the parts of the world a text names."""
    del ready
    return (), ()
