"""Write many numbers in few letters at once, as ``coding`` writes them one by one. Pure."""

from typing import Any

import numpy as np

from sourcebook.publish.searching.coding import (
    BETWEEN,
    FROM_FIVE,
    FROM_THREE,
    FROM_TWO,
    LARGEST,
    LETTERS,
)

Numbers = Any  # an array of numpy's
_LETTERS = np.frombuffer(LETTERS.encode("ascii"), dtype=np.uint8)
_BASE = len(LETTERS)
_TWO, _THREE = FROM_TWO, FROM_TWO + (FROM_THREE - FROM_TWO) // _BASE  # their first leading letters


def lettered(values: Numbers, parted: Numbers = None) -> tuple[str, Numbers]:
    """Numbers from 0 to ``LARGEST``, one behind the other, and where each ends; ``parted`` says of each
    whether ``BETWEEN`` stands before it."""
    sizes = np.ones(len(values), dtype=np.int8)
    (longer,) = np.nonzero(values >= FROM_TWO)
    large = values[longer].astype(np.int64)
    sizes[longer] += 1 + (large >= FROM_THREE) + 2 * (large >= FROM_FIVE).astype(np.int8)
    if parted is not None:
        sizes += parted
    ends = np.cumsum(sizes, dtype=np.int64)
    made = np.empty(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    begins = ends - sizes
    if parted is not None:
        made[begins[parted]] = ord(BETWEEN)
        begins += parted
    made[begins] = _LETTERS[np.minimum(values, _BASE - 1)]  # right for all of one letter
    for least, most, lead, more in (
        (FROM_TWO, FROM_THREE, _TWO, 1),
        (FROM_THREE, FROM_FIVE, _THREE, 2),
        (FROM_FIVE, LARGEST + 1, _BASE - 1, 4),
    ):
        some = (large >= least) & (large < most)
        at, rest = begins[longer[some]], large[some] - least
        for place in range(more, 0, -1):
            rest, digit = np.divmod(rest, _BASE)
            made[at + place] = _LETTERS[digit]
        made[at] = _LETTERS[lead + rest]
    return made.tobytes().decode("ascii"), ends
