"""Put HTML that is made already into what minijinja makes. Pure.

Compiled templates take bytes as they are; those that are interpreted get a mark for each piece, and the
pieces are joined with what a template wrote: none is read, escaped or encoded again. No record can
hold a mark, since a record's "<" is always escaped.
"""

_START, _END = b"<:", b">"


class Pieces:
    """The pieces of one page or card."""

    __slots__ = ("_held",)

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def mark(self, html: bytes) -> str:
        """What stands for a piece until the page is filled."""
        self._held.append(html)
        return f"<:{len(self._held) - 1}>"

    def filled(self, html: bytes) -> bytes:
        """The HTML with each piece where its mark was."""
        first, *rest = html.split(_START)
        made = [first]
        for part in rest:
            number, _, after = part.partition(_END)
            made += (self._held[int(number)], after)
        return b"".join(made)
