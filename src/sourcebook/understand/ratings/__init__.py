"""The ratings a text states, in its order."""

from sourcebook.claims import Rating
from sourcebook.understand.prepared import Prepared


def ratings_in(ready: Prepared) -> tuple[Rating, ...]:
    """The ratings a text states, in its order."""
    del ready
    return ()
