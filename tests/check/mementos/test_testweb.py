"""Against the test web's archive, with its gaps and wrong captures: what is called exact is right."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest

from sourcebook.check.mementos import Search
from sourcebook.collect.web.archives import Archives
from sourcebook.collect.web.exchanging import Limits
from sourcebook.collect.web.mementos import Source, original_in
from sourcebook.collect.web.visiting import Visitor
from sourcebook.curate import Source as Words
from sourcebook.read import read
from sourcebook.records import Entry

DAY = 7300
COUNT = 200  # addresses
BROKEN = ("gone", "soft gone", "changed", "unsure")


@pytest.mark.slow
def test_what_is_called_exact_is_a_copy_and_few_copies_are_missed() -> None:
    worlds: Any = pytest.importorskip("testweb.world")
    served: Any = pytest.importorskip("testweb.server")
    made: Any = pytest.importorskip("testweb.library")
    told: Any = pytest.importorskip("testweb.truth")
    days: Any = pytest.importorskip("testweb.days")
    world = worlds.World.make(11, hosts=400, addresses=2000)

    def right(url: str, on: int) -> bool:
        """Whether a capture of an address holds its page."""
        held = next((h for h in archive.held(url, DAY) if h.day == on), None)
        if held is None or held.wrong == "another" or archive.capture(url, held).status != 200:
            return False
        truth = told.truth(world, world.spot(url), on)
        return bool(truth.lives and truth.excerpt is not False)

    counts: Counter[str] = Counter()
    with served.Server(world, day=DAY, patience=0.2) as server:
        archive = server.player.archive
        base = f"http://{worlds.ARCHIVE}:{world.port}"
        sources = [
            Source(kind="timegate", base=f"{base}/timegate/"),
            Source(kind="timemap", base=f"{base}/timemap/link/"),
            Source(kind="cdx", base=f"{base}/cdx", replay=f"{base}/web/"),
            Source(kind="availability", base=f"{base}/wayback/available"),
        ]
        limits = Limits(loopback=True, patience=10.0, silence=5.0)
        visitor = Visitor(limits=limits, delay=0.0)
        search = Search(
            Archives(sources, visitor, sleep=lambda _: None),
            lambda data, url: Words(read(data, url=url)),
            now=datetime(2024, 12, 28, tzinfo=UTC),
        )
        some = [one for one in made.library_of(world, DAY) if isinstance(one, Entry)]
        some = [e for e in some if told.truth(world, made.spot_of(world, e), DAY).best in BROKEN]
        for entry in some[:COUNT]:
            outcome, fetched = search.one(entry, entry.addresses[0])
            if fetched is not None:
                fetched.visit.close()
            url = entry.addresses[0].url or ""
            if outcome.chosen is None:
                whole = [
                    h for h in archive.held(url, DAY) if h.wrong != "charset" and right(url, h.day)
                ]
                counts["missed" if whole else "rightly none"] += 1
                continue
            assert outcome.suggestion is not None
            on = days.day_of(datetime.fromisoformat(outcome.chosen.taken).date())
            ok = right(original_in(outcome.chosen.url), on)
            counts[
                ("exact" if outcome.suggestion.exact else "partly") + (" right" if ok else " wrong")
            ] += 1
    assert counts["exact wrong"] == 0, counts
    assert counts["exact right"] > COUNT / 3, counts
    assert counts["missed"] <= 0.03 * COUNT, counts
