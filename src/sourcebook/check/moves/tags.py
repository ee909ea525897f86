"""Find what stands between a tag and its end, in time that grows with the page and no more. Pure."""

import re
from collections.abc import Iterator
from typing import AnyStr


def between(
    text: AnyStr, opens: re.Pattern[AnyStr], ends: re.Pattern[AnyStr], *, longest: int
) -> Iterator[tuple[re.Match[AnyStr], AnyStr]]:
    """Each opening tag and what follows it up to the next end, at most ``longest`` of it; a tag that
    nothing ends, and those after it, are passed over."""
    at = 0
    while (tag := opens.search(text, at)) is not None:
        end = ends.search(text, tag.end())
        if end is None:
            return
        yield tag, text[tag.end() : min(end.start(), tag.end() + longest)]
        at = end.end()
