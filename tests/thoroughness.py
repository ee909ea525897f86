"""How many examples a property is tried with: all of them by ``--runslow``, a quarter otherwise."""

slow = False  # set by conftest before tests are collected


def many(most: int) -> int:
    """The examples to try of at most so many."""
    return most if slow else most // 4
