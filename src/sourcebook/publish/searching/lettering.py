"""Write many numbers in few letters at once, as ``coding`` writes them one by one. Pure."""

from typing import Any

import numpy as np

from sourcebook.publish.searching.coding import (
    BETWEEN,
    FROM_FIVE,
    FROM_THREE,
    FROM_TWO,
    LETTERS,
)

Numbers = Any  # an array of numpy's
_LETTERS = np.frombuffer(LETTERS.encode("ascii"), dtype=np.uint8)
_BASE = len(LETTERS)
_TWO, _THREE = FROM_TWO, FROM_TWO + (FROM_THREE - FROM_TWO) // _BASE  # their first leading letters


def lettered(values: Numbers, parted: Numbers = None) -> tuple[str, Numbers]:
    """Numbers from 0 to ``LARGEST``, one behind the other, and where each ends; ``parted`` says of each
    whether ``BETWEEN`` stands before it."""
    sizes = 1 + (values >= FROM_TWO) + (values >= FROM_THREE) + 2 * (values >= FROM_FIVE)
    if parted is not None:
        sizes += parted
    ends = np.cumsum(sizes)
    made = np.empty(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    begins = ends - sizes
    if parted is not None:
        made[begins[parted]] = ord(BETWEEN)
        begins += parted
    made[begins] = _LETTERS[np.minimum(values, _BASE - 1)]  # right for all of one letter
    for least, most, lead, more in (
        (FROM_TWO, FROM_THREE, _TWO, 1),
        (FROM_THREE, FROM_FIVE, _THREE, 2),
        (FROM_FIVE, None, _BASE - 1, 4),
    ):
        some = values >= least
        if not some.any():
            break
        if most is not None:
            some &= values < most
        at, rest = begins[some], values[some].astype(np.int64) - least
        for place in range(more, 0, -1):
            rest, digit = np.divmod(rest, _BASE)
            made[at + place] = _LETTERS[digit]
        made[at] = _LETTERS[lead + rest]
    return made.tobytes().decode("ascii"), ends
