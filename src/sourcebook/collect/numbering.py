"""Ids for the entries of one file, numbered in their order, in one step each however many agree."""

from sourcebook.collect.identity import LONGEST, entry_id
from sourcebook.records import Date


class Ids:
    """Gives each entry of a file an id that no other has: the same ids ``entry_id`` would find by
    counting up, without trying every number again for each of ten thousand like titles."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._next: dict[str, int] = {}

    def new(self, *, title: str, publisher: str = "", issued: Date | None = None) -> str:
        """The next id for an entry so called."""
        made = entry_id(title=title, publisher=publisher, issued=issued)
        numbered, number = made, self._next.get(made, 2)
        while numbered in self._given:
            suffix = f"-{number}"
            numbered = made[: LONGEST - len(suffix)].rstrip("-") + suffix
            number += 1
        self._next[made] = number
        self._given.add(numbered)
        return numbered
