"""The roles and routes a text states, in its order."""

from sourcebook.claims import Role, Route
from sourcebook.understand.prepared import Prepared


def roles_in(ready: Prepared) -> tuple[tuple[Role, ...], tuple[Route, ...]]:
    """The roles and routes a text states, in its order."""
    del ready
    return (), ()
