"""The aspects a text speaks of, in its order."""

from sourcebook.claims import AspectSaid
from sourcebook.understand.prepared import Prepared


def aspects_in(ready: Prepared) -> tuple[AspectSaid, ...]:
    """The aspects a text speaks of, in its order."""
    del ready
    return ()
