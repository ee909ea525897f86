"""Say what a memento's bytes look like: an error, a parked domain, a wall, a front page. Pure."""

from collections.abc import Sequence

from sourcebook.check.links.cues import signs
from sourcebook.check.links.known import expected_of
from sourcebook.check.links.looking import look
from sourcebook.records import Sign


def cues(
    body: bytes, media_type: str, asked: str, led: str, titles: Sequence[str]
) -> tuple[Sign, ...]:
    """The signs that the bytes themselves give. ``media_type`` is what their head said, ``asked`` the
    address that is looked for, ``led`` the one they are a copy of, ``titles`` those that the page may
    be known by. Archives keep no made-up address to compare with."""
    seen = look(body, url=led, head_type=media_type)
    known = expected_of(titles) if titles else None
    return signs(seen, asked=asked, led=led, status=200, expected=known)
