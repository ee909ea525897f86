"""Visit an address: robots.txt, politeness, redirects, going on where an answer broke off. I/O."""

import time
from collections.abc import Callable, Mapping

from msgspec import Struct

from sourcebook.collect.web import connecting
from sourcebook.collect.web.connecting import Deadline, Failed, Resolve
from sourcebook.collect.web.exchanging import Exchange, Limits, agent, exchange
from sourcebook.collect.web.guard import Refusal, Target, led_to
from sourcebook.collect.web.messages import Garbled, framing
from sourcebook.collect.web.robots import Pace, Robots

ATTEMPTS = 5  # requests for one file that keeps breaking off
WORTH = 262_144  # bytes after which going on beats beginning anew
REDIRECTS = (301, 302, 303, 307, 308)
ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/xml;q=0.9,*/*;q=0.8"


class Known(Struct, frozen=True, kw_only=True):
    """What an earlier answer said, to ask whether anything is new since."""

    etag: str = ""
    modified: str = ""


class Visit(Struct, kw_only=True):
    """What came of visiting an address: every exchange in order, the last of them the answer.
    Where it failed, ``rule`` and ``why`` say how, and the exchanges are those before that.
    ``robots`` is what robots.txt said where it was overridden."""

    url: str
    exchanges: list[Exchange]
    rule: str = ""
    why: str = ""
    robots: str = ""

    @property
    def answer(self) -> Exchange | None:
        """The answer, or None where there is none."""
        return self.exchanges[-1] if self.exchanges and not self.rule else None

    def close(self) -> None:
        """Let go of all bytes."""
        for found in self.exchanges:
            found.close()


class Visitor:
    """Visits addresses, one request at a time to each host; threads may share it. ``now`` gives
    seconds since 1970."""

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        contact: str = "",
        delay: float = 2.0,
        ignore_robots: bool = False,
        resolve: Resolve = connecting.resolve,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limits = limits or Limits()
        self._agent = agent(contact)
        self._ignore = ignore_robots
        self._resolve = resolve
        self._now = now
        self._pace = Pace(delay, sleep=sleep)
        self._robots = Robots(
            lambda target: self._ask(target, {}, 0.0), loopback=self.limits.loopback
        )

    def visit(
        self,
        url: str,
        known: Known | None = None,
        *,
        accept: str = ACCEPT,
        fields: Mapping[str, str] | None = None,
        follow: bool = True,
    ) -> Visit:
        """Visit an address and follow where it leads, unless ``follow`` is false; faults are told in
        the Visit, not raised. ``fields`` are asked with besides our own."""
        visit = Visit(url=url, exchanges=[])
        seen: set[str] = set()
        where = url
        try:
            for _ in range(self.limits.redirects + 1):
                target = Target(where, loopback=self.limits.loopback)
                if target.url in seen:
                    raise Failed("redirects", "it leads round in a circle")
                seen.add(target.url)
                asked = self._allowed(target, visit)
                found = self._whole(target, self._fields(accept, known, fields), asked)
                visit.exchanges.append(found)
                location = found.head.first("location")
                if not follow or found.head.status not in REDIRECTS or not location:
                    if found.fault is not None:
                        raise found.fault
                    return visit
                where = led_to(target.url, location)
            raise Failed("redirects", f"it leads on more than {self.limits.redirects} times")
        except Refusal as fault:
            visit.rule, visit.why = "refused", self._about(url, where, str(fault))
        except Failed as fault:
            visit.rule, visit.why = fault.rule, self._about(url, where, str(fault))
        except Garbled as fault:
            rule = "too large" if type(fault).__name__ == "TooMuch" else "garbled"
            visit.rule, visit.why = rule, self._about(url, where, str(fault))
        return visit

    def _about(self, url: str, where: str, why: str) -> str:
        return why if where == url else f"leads to {where}: {why}"

    def _allowed(self, target: Target, visit: Visit) -> float:
        """The delay the host asks for. Raises Failed where robots.txt says no, unless that is to be
        overridden; then the visit notes it."""
        rules = self._robots.rules(target)
        refusal = rules.refusal(target.url)
        if refusal and not self._ignore:
            raise Failed(rules.rule, refusal)
        if refusal:
            visit.robots = refusal
        return rules.delay

    def _fields(
        self, accept: str, known: Known | None, more: Mapping[str, str] | None = None
    ) -> dict[str, str]:
        fields = {
            "User-Agent": self._agent,
            "Accept": accept,
            "Accept-Encoding": "gzip, br, zstd",
            "Accept-Language": "*",
            **(more or {}),
        }
        if known and known.etag:
            fields["If-None-Match"] = known.etag
        if known and known.modified:
            fields["If-Modified-Since"] = known.modified
        return fields

    def _ask(self, target: Target, fields: dict[str, str], asked: float) -> Exchange:
        with self._pace.turn(target.host, asked):
            return exchange(
                target,
                fields or self._fields("text/plain,*/*;q=0.5", None),
                limits=self.limits,
                deadline=Deadline(self.limits.patience),
                at=self._now(),
                resolve=self._resolve,
            )

    # --- going on where an answer broke off ----------------------------------------------------
    def _whole(self, target: Target, fields: dict[str, str], asked: float) -> Exchange:
        """The answer; one that broke off in a large file is gone on with (RFC 9110, section 14)."""
        found = self._ask(target, fields, asked)
        for _ in range(ATTEMPTS - 1):
            before = found.body_size()
            if found.end != "cut" or not self._resumable(found):
                break
            try:
                more = self._ask(target, self._rest_of(found, fields), asked)
            except Garbled:
                break
            with_it = self._join(found, more)
            more.close()
            if not with_it or (found.body_size() - before < WORTH and found.end == "cut"):
                break
        return found

    def _resumable(self, found: Exchange) -> bool:
        head = found.head
        return (
            head.status == 200
            and not head.codings
            and isinstance(framing(head), int)
            and found.body_size() >= WORTH
            and bool(_validator(head.get("etag")) or head.get("last-modified"))
            and head.get("accept-ranges").lower() != "none"
        )

    def _rest_of(self, found: Exchange, fields: dict[str, str]) -> dict[str, str]:
        head = found.head
        plain = {k: v for k, v in fields.items() if not k.startswith(("If-", "Accept-Enc"))}
        return plain | {
            "Accept-Encoding": "identity",
            "Range": f"bytes={found.body_size()}-",
            "If-Range": _validator(head.get("etag")) or head.get("last-modified"),
        }

    def _join(self, found: Exchange, more: Exchange) -> bool:
        """Add the rest to what there is; False where it is no rest of it."""
        have, stated = found.body_size(), framing(found.head)
        begins = f"bytes {have}-{int(stated) - 1}/" if isinstance(stated, int) else "?"
        if more.head.status != 206 or more.head.codings or isinstance(framing(more.head), str):
            return False
        if not more.head.get("content-range").startswith(begins):
            return False
        more.spool.seek(more.head.size)
        found.spool.seek(0, 2)
        while piece := more.spool.read(65_536):
            found.spool.write(piece)
            found.size += len(piece)
        found.parts = (*found.parts, f"{have}-")
        found.end, found.fault = more.end, more.fault
        return True


def _validator(etag: str) -> str:
    """A strong validator, or "": a weak one can't join two parts (RFC 9110 section 13.1.5)."""
    return "" if etag.startswith("W/") else etag
