"""How many processors there are to use."""

import os


def processors() -> int:
    """How many processors this process may use: of a machine's, those it is not kept from."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
