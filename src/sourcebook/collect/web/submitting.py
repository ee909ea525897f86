"""Ask an archive to copy an address ("save page now"), and read where it says the copy is. I/O."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from msgspec import Struct

from sourcebook.collect.web.guard import Refusal, Target, led_to
from sourcebook.collect.web.linkformat import links
from sourcebook.collect.web.mementos import moment, seconds_of_rest, shown_form, taken_in
from sourcebook.collect.web.messages import Head
from sourcebook.collect.web.visiting import Visitor

REST = 120.0  # seconds that we wait when asked to; archives take a few pages a minute


class Submitted(Struct, frozen=True, kw_only=True):
    """What came of submitting an address: whether the archive took it; the memento's address and
    when it was taken (ISO 8601, UTC) where the answer names it; else ``why`` in words."""

    url: str
    accepted: bool = False
    memento: str = ""
    taken: str = ""
    why: str = ""


class Submitter:
    """Submits addresses to the place ``base``, one at a time; where the archive wants no more, the
    rest is not sent."""

    def __init__(
        self,
        base: str,
        visitor: Visitor,
        *,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.base = base
        self._visitor = visitor
        self._now = now
        self._sleep = sleep
        self._closed = ""

    def submit(self, url: str) -> Submitted:
        """Ask for a copy of an address. Only what may be fetched by anybody is sent on: an address
        with a password, or of a network of one's own, is nobody else's business."""
        if self._closed:
            return Submitted(url=url, why=self._closed)
        try:
            Target(url, loopback=self._visitor.limits.loopback)
        except Refusal as fault:
            return Submitted(url=url, why=f"isn't submitted: it {fault}")
        for attempt in (1, 2):
            visit = self._visitor.visit(f"{self.base}{url}", follow=False)
            try:
                if visit.answer is None:
                    return Submitted(url=url, why=visit.why)
                head, where = visit.answer.head, visit.answer.target.url
            finally:
                visit.close()
            if head.status not in (429, 503):
                return read(url, head, where=where)
            rest = seconds_of_rest(head, datetime.fromtimestamp(self._now(), UTC))
            if attempt == 2 or not 0 < rest <= REST:
                self._closed = f"the archive answers {head.status}: it wants no more for now"
                break
            self._sleep(rest)
        return Submitted(url=url, why=self._closed)


def read(url: str, head: Head, *, where: str) -> Submitted:
    """What an answer to a submission says: the memento in ``Location``, ``Content-Location`` or
    ``Link: rel="memento"``; no memento where it only says that it will see to it."""
    if not 200 <= head.status < 400:
        return Submitted(url=url, why=f"the archive answers {head.status}")
    linked = [
        (link.target, moment(link.get("datetime")))
        for link in links([head.get("link")])
        if "memento" in link.rels
    ]
    named = [head.first("content-location"), head.first("location")]
    stated = moment(head.first("memento-datetime"))
    for location, said in [*((one, None) for one in named if one), *linked[-1:]]:
        try:
            target = led_to(where, location)
        except Refusal:
            continue
        at = said or taken_in(target) or stated
        if at is None:
            continue  # a place to ask later how it went, no memento
        taken = at.isoformat(timespec="seconds")
        return Submitted(url=url, accepted=True, memento=shown_form(target), taken=taken)
    why = "was taken; the archive doesn't say yet where the copy is"
    return Submitted(url=url, accepted=True, why=why)
