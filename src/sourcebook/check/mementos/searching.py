"""Look for an address's mementos, and try them until one holds the entry's words. I/O: asks archives.

The cheap way comes first: a TimeGate names one memento, the nearest there is. Only where that isn't
from the very day wanted, or is no copy, are the archive's lists read.
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct

from sourcebook.check.mementos import choosing, seeming
from sourcebook.check.mementos.choosing import Wanted, memento_key, merged, turn, wanted
from sourcebook.check.mementos.judging import Judged, judge, quotes_of
from sourcebook.collect.web.archives import Archives, Fetched
from sourcebook.collect.web.mementos import Listed, Source, digits
from sourcebook.curate import Source as Words
from sourcebook.preserve.attaching import page_key
from sourcebook.records import Address, Entry, Sign, Suggestion

Read = Callable[[bytes, str], Words]  # bytes and where they came from, to their words
# bytes, Content-Type, asked for, came from, titles it may be known by
Cues = Callable[[bytes, str, str, str, Sequence[str]], Sequence[Sign]]


class Tried(Struct, frozen=True, kw_only=True):
    """A memento that was looked into: its address and when it was taken (ISO 8601, UTC), how it was
    found, and what it proved to be."""

    url: str
    taken: str
    how: str
    verdict: Literal["stands", "partly", "wrong", "failed"]
    why: str
    signs: tuple[Sign, ...] = ()
    share: float = 0.0


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of one address: the memento chosen (None where there is none) and why, what was
    tried, how many the archives list, and what kept archives from answering."""

    entry: str
    url: str
    wanted: str
    chosen: Tried | None = None
    why: str = ""
    tried: tuple[Tried, ...] = ()
    listed: int = 0
    silent: tuple[str, ...] = ()
    suggestion: Suggestion | None = None
    accepted: bool = False
    capture: str = ""


class Search:
    """Searches the archives; threads may share it. ``read`` gives bytes' words, ``cues`` what their
    look says of them (not found, parked …)."""

    def __init__(
        self, archives: Archives, read: Read, *, now: datetime, cues: Cues = seeming.cues
    ) -> None:
        self.archives = archives
        self.now = now
        self._read = read
        self._cues = cues

    def one(
        self, entry: Entry, address: Address, *, declined: frozenset[str] = frozenset()
    ) -> tuple[Outcome, Fetched | None]:
        """The memento of an address that is to be proposed, and its bytes, whose visit is to be
        closed. ``declined`` are the keys of mementos that a person has turned down."""
        url = (address.url or "").partition("#")[0]
        want = wanted(address, entry, self.now)
        looking = _Looking(self, entry, url, want, declined)
        try:
            looking.through_all()
            outcome = looking.outcome()
        except BaseException:
            looking.close()
            raise
        return outcome, looking.kept

    def look(self, entry: Entry, url: str, fetched: Fetched, body: bytes) -> Judged:
        """What a fetched memento is."""
        answer = fetched.visit.answer
        said = answer.head.get("content-type") if answer else ""
        titles = () if quotes_of(entry) else (entry.title,)
        cues = self._cues(body, said, url, fetched.original or url, titles)
        return judge(entry, self._read(body, url), cues)


class _Looking:
    """The search for one address's memento."""

    def __init__(
        self, search: Search, entry: Entry, url: str, want: Wanted, declined: frozenset[str]
    ) -> None:
        self.search = search
        self.entry = entry
        self.url = url
        self.want = want
        self.declined = declined
        self.lists: list[Sequence[Listed]] = []
        self.silent: list[str] = []
        self.tried: dict[str, Tried] = {}
        self.wrong: set[str] = set()
        self.judged: dict[tuple[str, str], Judged] = {}
        self.best: Tried | None = None
        self.kept: Fetched | None = None

    def close(self) -> None:
        """Let go of what is held."""
        if self.kept is not None:
            self.kept.visit.close()

    # --- asking -------------------------------------------------------------------------------
    def through_all(self) -> None:
        """Ask one way after the other, and try what they name, until a copy stands."""
        having = self.search.archives.having
        self._ask(having("timegate"))
        self._try()
        if self._stands and self.best is not None and not self._days(self.best):
            return
        answered = self._ask(having("timemap"))
        self._try()
        if self._stands and answered:
            return
        # what a TimeMap doesn't say, an index does: which of them are errors, or the same bytes
        self._ask(having("cdx"))
        self._try()
        if not self._stands and not any(self.lists):
            self._ask(having("availability"))
            self._try()

    def _ask(self, sources: Sequence[Source]) -> bool:
        """Whether any of them answered."""
        answers = 0
        for source in sources:
            answer = self.search.archives.ask(source, self.url, self.want.at, self.want.far)
            if answer.why:
                self.silent.append(f"{source.kind} {source.base}: {answer.why}")
                continue
            answers += 1
            own = [one for one in answer.found if memento_key(one.url) not in self.declined]
            self.lists.append(own)
        return answers > 0

    # --- trying -------------------------------------------------------------------------------
    @property
    def _stands(self) -> bool:
        return self.best is not None and self.best.verdict == "stands"

    def _try(self) -> None:
        ordered = merged(self.lists, self.want.far)
        while (one := turn(ordered, self.tried, wrong=self.wrong)) is not None:
            if self.best is not None and self._stands and self._as_far(one):
                return
            tried, fetched = self._look(one)
            self.tried[memento_key(one.url)] = tried
            if self._better(tried):
                self.close()
                self.best, self.kept = tried, fetched
            else:
                fetched.visit.close()

    def _as_far(self, one: Listed) -> bool:
        """Whether a memento can't be nearer than the one that stands."""
        return self.best is not None and self.want.far(one.at) >= self._far(self.best)

    def _better(self, tried: Tried) -> bool:
        if tried.verdict not in ("stands", "partly"):
            return False
        if self.best is None:
            return True
        return self._rank(tried) > self._rank(self.best)

    def _rank(self, tried: Tried) -> tuple[bool, float, float]:
        stands = tried.verdict == "stands"
        return stands, 0.0 if stands else tried.share, -self._far(tried)

    def _far(self, tried: Tried) -> float:
        return self.want.far(datetime.fromisoformat(tried.taken))

    def _days(self, tried: Tried) -> int:
        return self.want.days(datetime.fromisoformat(tried.taken))

    def _look(self, one: Listed) -> tuple[Tried, Fetched]:
        fetched = self.search.archives.fetch(one)
        taken = _iso(fetched.at or one.at)
        url = fetched.url or one.url
        if fetched.why:
            verdict: Literal["wrong", "failed"] = "wrong" if fetched.archived else "failed"
            if fetched.archived and one.digest:
                self.wrong.add(one.digest)
            return Tried(
                url=url, taken=taken, how=one.how, verdict=verdict, why=fetched.why
            ), fetched
        judged = self._judged(fetched)
        if judged.verdict == "wrong" and one.digest:
            self.wrong.add(one.digest)
        if memento_key(url) in self.declined:
            judged = Judged(verdict="wrong", why="was declined before")
        return Tried(
            url=url, taken=taken, how=one.how, verdict=judged.verdict, why=judged.why,
            signs=judged.signs, share=judged.share,
        ), fetched  # fmt: skip

    def _judged(self, fetched: Fetched) -> Judged:
        """Bytes of one address that were judged before are no others under another date."""
        body = fetched.body()
        key = hashlib.sha256(body).hexdigest(), fetched.original
        made = self.judged.get(key)
        if made is None:
            made = self.judged[key] = self.search.look(self.entry, self.url, fetched, body)
        return made

    # --- telling ------------------------------------------------------------------------------
    def outcome(self) -> Outcome:
        """What came of it."""
        listed = merged(self.lists, self.want.far)
        outcome = Outcome(
            entry=self.entry.id,
            url=self.url,
            wanted=_iso(self.want.at),
            chosen=self.best,
            why=self._why(listed),
            tried=tuple(self.tried.values()),
            listed=len(listed),
            silent=tuple(self.silent),
            suggestion=self._suggestion() if self.best else None,
        )
        return outcome

    def _why(self, listed: Sequence[Listed]) -> str:
        if self.best is not None:
            nearer = sum(self._far(t) < self._far(self.best) for t in self.tried.values())
            told = f"{self.best.why}; taken {self._when(self.best)}"
            if nearer:
                told += f"; {nearer} nearer {'was' if nearer == 1 else 'were'} no copy"
            return told
        if listed:
            bad = sum(bool(choosing.refusal(one, self.wrong)) for one in listed)
            if not self.tried:
                return f"all {len(listed):,} mementos that archives list are of errors"
            more = f" ({bad:,} are listed as errors or the same again)" if bad else ""
            return f"none of {len(self.tried)} mementos tried, of {len(listed):,} listed{more}, is a copy"
        if self.silent and len(self.silent) == len(self.search.archives.sources):
            return "no archive answered"
        return "no archive has a memento"

    def _when(self, tried: Tried) -> str:
        by = {"accessed": "it was read", "issued": "it was issued", "now": "now"}[self.want.by]
        days = self._days(tried)
        if not days:
            return f"on the day {by}" if self.want.by != "now" else "today"
        at = datetime.fromisoformat(tried.taken)
        way = "after" if any(at > ends for _, ends in self.want.spans) else "before"
        return f"{days:,} {'day' if days == 1 else 'days'} {way} {by}"

    def _suggestion(self) -> Suggestion:
        assert self.best is not None
        return Suggestion(
            id=suggestion_id(self.entry.id, self.url, self.best.url),
            kind="memento",
            entry=self.entry.id,
            url=self.url,
            target=self.best.url,
            how=self.best.how,
            says=self._why(()),
            signs=self.best.signs,
            exact=self.best.verdict == "stands",
            taken=self.best.taken,
            at=_iso(self.search.now),
        )


def suggestion_id(entry: str, url: str, target: str) -> str:
    """The id of the suggestion that ``target`` is a memento of ``url``: found again, it is the same."""
    told = "\n".join((entry, page_key(url) or url, page_key(target) or target))
    return f"memento-{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def _iso(at: datetime) -> str:
    stamp = digits(at)
    return (
        f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}T{stamp[8:10]}:{stamp[10:12]}:{stamp[12:14]}+00:00"
    )
