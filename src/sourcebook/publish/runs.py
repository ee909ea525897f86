"""Cut a long list into pages whose borders stay where they are when one entry comes or goes. Pure.

A border is drawn before an entry whose own digest says so (content-defined chunking, as rsync and
restic cut files), so one more entry changes one page, seldom two, never all that follow; and the
same list is cut the same way, however it came about.
"""

import zlib
from collections.abc import Sequence

SHORTEST, LONGEST = 60, 140  # entries on a page
_ONE_IN = 32  # with these the pages have about 92 entries


def runs(ids: Sequence[str]) -> list[slice]:
    """The pages of a list as slices, at least one; of at most ``LONGEST``, only the last shorter
    than ``SHORTEST``."""
    made, start = [], 0
    for place in range(1, len(ids)):
        long = place - start
        if long >= LONGEST or (long >= SHORTEST and zlib.crc32(ids[place].encode()) % _ONE_IN == 0):
            made.append(slice(start, place))
            start = place
    made.append(slice(start, len(ids)))
    return made
