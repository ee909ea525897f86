"""What a site's state notes of claims and of how addresses fare. I/O: within the build's transaction."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from sourcebook.publish.claimed import Stand
from sourcebook.publish.health import Held
from sourcebook.publish.pasts import Past


class Stands:
    """In which lists claims stand."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def keep_all(self, stands: Iterable[Stand]) -> None:
        """Note where many claims stand of which nothing is known yet."""
        self._sql.executemany("INSERT OR REPLACE INTO stands VALUES (?, ?, ?, ?, ?)", stands)

    def keep(self, entries: Iterable[str], stands: Iterable[Stand]) -> None:
        """Note where all claims of these entries stand now."""
        self._sql.executemany("DELETE FROM stands WHERE entry = ?", ((id,) for id in entries))
        self.keep_all(stands)

    def of(self, entries: Iterable[str]) -> set[str]:
        """The lists in which the claims of these entries stand."""
        found: set[str] = set()
        for entry in entries:
            rows = self._sql.execute("SELECT DISTINCT list FROM stands WHERE entry = ?", (entry,))
            found.update(name for (name,) in rows)
        return found

    def listed(self, name: str, *, most: int = -1) -> list[tuple[str, str, str]]:
        """(sort, claim, note) of a list of claims, in its order."""
        return self._sql.execute(
            "SELECT sort, claim, note FROM stands WHERE list = ? ORDER BY sort, claim LIMIT ?",
            (name, most),
        ).fetchall()

    def lists(self, lead: str) -> list[str]:
        """The lists of claims that begin so."""
        rows = self._sql.execute(
            "SELECT DISTINCT list FROM stands WHERE list >= ? AND list < ? ORDER BY list",
            (lead, lead + "\uffff"),
        )
        return [name for (name,) in rows]


class Fares:
    """How addresses and quotes fare: what entries add to the library's health, what checks found."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def keep_held(self, some: Iterable[tuple[str, Held | None]]) -> bool:
        """Note what entries add to the figures of the library's health, None for one that is no
        longer there; whether that is anything new."""
        encode = msgspec.msgpack.Encoder().encode
        new = False
        for entry, held in some:
            if held is None:
                found = self._sql.execute("DELETE FROM held WHERE entry = ?", (entry,))
            else:
                found = self._sql.execute(
                    "INSERT INTO held VALUES (?, ?) ON CONFLICT (entry) DO UPDATE "
                    "SET body = excluded.body WHERE body <> excluded.body",
                    (entry, encode(held)),
                )
            new = new or found.rowcount > 0
        return new

    def keep_all_held(self, some: Iterable[tuple[str, Held]]) -> None:
        """Note what each entry adds, of which nothing is known yet."""
        encode = msgspec.msgpack.Encoder().encode
        self._sql.executemany(
            "INSERT INTO held VALUES (?, ?)", ((entry, encode(held)) for entry, held in some)
        )

    def held(self) -> Iterator[tuple[str, Held]]:
        """(entry, what it adds), in the order of ids."""
        decode = msgspec.msgpack.Decoder(Held).decode
        for entry, body in self._sql.execute("SELECT entry, body FROM held ORDER BY entry"):
            yield entry, decode(body)

    def keep_pasts(self, pasts: Mapping[str, Past]) -> None:
        """Note what the checks of addresses found, by key."""
        encode = msgspec.msgpack.Encoder().encode
        self._sql.executemany(
            "REPLACE INTO pasts VALUES (?, ?)",
            ((key, encode(past)) for key, past in pasts.items()),
        )

    def pasts(self, keys: Iterable[str] | None = None) -> dict[str, Past]:
        """What the checks of these addresses found, or those of all, by key."""
        decode = msgspec.msgpack.Decoder(Past).decode
        if keys is None:
            rows = self._sql.execute("SELECT key, body FROM pasts ORDER BY key")
            return {key: decode(body) for key, body in rows}
        found = {}
        for key in keys:
            query = "SELECT body FROM pasts WHERE key = ?"
            for (body,) in self._sql.execute(query, (key,)):
                found[key] = decode(body)
        return found

    def any_pasts(self) -> bool:
        """Whether any address was checked."""
        return self._sql.execute("SELECT 1 FROM pasts LIMIT 1").fetchone() is not None
