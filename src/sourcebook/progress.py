"""How long work tells how far it is. Pure."""

from collections.abc import Callable

Tell = Callable[[str, int, int], None]  # what is being done, how many are, of how many (0: unknown)
