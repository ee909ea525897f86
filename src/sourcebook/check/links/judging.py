"""Make a check of what a visit brought: facts first, then the verdict. Pure."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256

from msgspec.structs import replace

from sourcebook.check.links.due import Order
from sourcebook.check.links.verdict import verdict
from sourcebook.check.links.visits import Visited
from sourcebook.collect.web.messages import media_type
from sourcebook.records import Check, Hop, Sign

TITLE = 200  # characters of a page's title that are kept
SAID = 600  # characters of a sign's words, or of a fault's, that are kept
SHOWN_HOPS = 25  # answers that are kept; guards let no more through


def facts(
    order: Order, visited: Visited, *, at: datetime, title: str = "", signs: Sequence[Sign] = ()
) -> Check:
    """What was seen at an address, without a verdict. ``title`` is the page's own."""
    trip = visited.trip
    answer = trip.answer
    body, said, kind = b"", "", ""
    found: tuple[Sign, ...] = ()
    if answer is not None:
        body = answer.body if visited.method == "GET" else b""
        said, kind = title[:TITLE], media_type(answer.head)[:100]
        found = tuple(
            sign if len(sign.says) <= SAID else replace(sign, says=sign.says[:SAID])
            for sign in signs
        )
    return Check(
        id=check_id(order.key, at),
        key=order.key,
        url=order.url,
        at=_second(int(at.timestamp() // 1))[1],
        how=visited.method,
        hops=tuple(Hop(url=reply.url, status=reply.status) for reply in trip.replies[-SHOWN_HOPS:]),
        fault=trip.rule,
        says=trip.why[:SAID],
        media_type=kind,
        length=len(body),
        digest=sha256(body).hexdigest() if body and answer and answer.whole else "",
        title=said,
        signs=found,
    )


def judged(seen: Check, before: Sequence[Check]) -> Check:
    """The check with its verdict."""
    found = verdict(seen, before)
    return replace(seen, standing=found.standing, why=found.why)


def check_id(key: str, at: datetime) -> str:
    """The id of the check of an address at a moment: two runs never make the same one twice."""
    to_the_second = _second(int(at.timestamp() // 1))[0]
    digest = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{to_the_second}{at.microsecond // 1000:03d}-{digest[:16]}"


@lru_cache(4)
def _second(since: int) -> tuple[str, str]:
    """A second (since 1970) as checks' ids begin, and as ISO 8601 in UTC."""
    moment = datetime.fromtimestamp(since, UTC)
    return f"{moment:%Y-%m-%d/%H%M%S}", moment.isoformat(timespec="seconds")
