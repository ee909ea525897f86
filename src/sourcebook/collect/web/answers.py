"""Read one answer from its bytes as they come, within limits, however they are split. Pure."""

from sourcebook.collect.web.codings import FREE, TooMuch, Undo
from sourcebook.collect.web.connecting import Failed
from sourcebook.collect.web.messages import (
    LONGEST_HEAD,
    Chunks,
    Garbled,
    Head,
    framing,
    head_end,
    read_head,
)

_BEGINS = b"HTTP/"


class Answer:
    """One answer to a request of some method; of its body at most ``largest`` bytes as sent are kept.

    ``feed`` what comes until it says that this is all, ``end`` when the connection has ended. Then
    ``head`` is set, ``whole`` says whether the body ended within the limit, and ``in_step`` whether
    another request may follow on the same connection.
    """

    __slots__ = (
        "_chunks",
        "_heads",
        "_largest",
        "_left",
        "_method",
        "_parts",
        "_read",
        "_waiting",
        "_wire",
        "done",
        "head",
        "in_step",
        "whole",
    )

    def __init__(self, method: str, largest: int) -> None:
        self._method = method
        self._largest = largest
        self._waiting = b""  # of a head that isn't whole yet
        self._heads = 0  # bytes of "wait" answers (1xx) that went by
        self._left = -1  # bytes of the body still to come; -1 where nobody says
        self._chunks: Chunks | None = None
        self._parts: list[bytes] = []
        self._read = 0
        self._wire = 0
        self.head: Head | None = None
        self.done = False
        self.whole = False
        self.in_step = False

    @property
    def begun(self) -> bool:
        """Something of it came."""
        return self.head is not None or bool(self._waiting) or self._heads > 0

    def feed(self, data: bytes) -> bool:
        """Take what came; True once no more is wanted. Raises Garbled, Failed."""
        if self.head is None:
            rest = self._begin(data)
            if rest is None:
                return False
            data = rest
        if self._chunks is not None:
            return self._chunked(data)
        return self._counted(data)

    def end(self) -> None:
        """The connection was closed. Raises Failed where the answer isn't whole so."""
        if self.done:
            return
        if self.head is None:
            if self._waiting and not _BEGINS.startswith(self._waiting[:5]):
                read_head(self._waiting)  # raises: an answer shorter than "HTTP/"
            why = "in the middle of its head" if self.begun else "without an answer"
            raise Failed("broken off", f"the connection was closed {why}")
        if self._chunks is not None:
            raise Failed("broken off", "the answer broke off between two chunks")
        if self._left > 0:
            raise Failed("broken off", f"the answer broke off {self._left:,} bytes before its end")
        self.done = self.whole = True

    # --- the head ------------------------------------------------------------------------------
    def _begin(self, data: bytes) -> bytes | None:
        """Read the head; gives what of the body came with it, None while it isn't whole."""
        searched = max(0, len(self._waiting) - 3)
        data = self._waiting + data if self._waiting else data
        while True:
            if len(data) >= 5 and not data.startswith(_BEGINS):
                read_head(data[:5])  # says what it is instead
            end = head_end(data[searched:] if searched else data)
            end = searched + end if end else 0
            if self._heads + (end or len(data)) > LONGEST_HEAD:
                raise Failed("garbled", "the answer's head is endless")
            if not end:
                self._waiting = data
                return None
            head = read_head(data[:end])
            if 100 <= head.status < 200 and head.status != 101:
                self._heads += end
                data, searched = data[end:], 0
                continue
            self._waiting = b""
            self._frame(head, data.startswith(b"HTTP/1.1"))
            return data[end:]

    def _frame(self, head: Head, modern: bool) -> None:
        self.head = head
        how = framing(head, self._method)
        if how == "chunked":
            self._chunks = Chunks()
        elif isinstance(how, int):
            self._left = how
        self.in_step = (
            modern
            and how != "close"
            and head.status != 101
            and "close" not in head.get("connection").lower()
        )

    # --- the body ------------------------------------------------------------------------------
    def _counted(self, data: bytes) -> bool:
        """A body of a length, or one that ends with the connection."""
        if self._left >= 0:
            if len(data) > self._left:  # an answer to a HEAD with a body; or two answers to one
                data = data[: self._left]
                self.in_step = False
            self._left -= len(data)
        return self._keep(data) or (self._left == 0 and self._finish())

    def _chunked(self, data: bytes) -> bool:
        chunks = self._chunks
        assert chunks is not None
        self._wire += len(data)
        if self._keep(chunks.take(data)):
            return True
        if chunks.fault is not None:
            raise Failed("garbled", str(chunks.fault))
        if self._wire - self._read > self._largest + LONGEST_HEAD:
            raise Failed("garbled", "its chunks hold next to nothing")
        if not chunks.done:
            return False
        self.in_step = self.in_step and not chunks.unused
        return self._finish()

    def _keep(self, data: bytes) -> bool:
        """Keep some of the body; True where the limit is passed, so that nothing more is read."""
        if data:
            self._parts.append(data)
            self._read += len(data)
            if self._read > self._largest:
                self._parts[-1] = data[: len(data) - (self._read - self._largest)]
                self._read = self._largest
                self.in_step = False
                self.done = True
                return True
        return False

    def _finish(self) -> bool:
        self.done = self.whole = True
        return True

    def body(self) -> tuple[bytes, bool]:
        """What came of the body with its content codings undone, at most ``largest`` bytes; and
        whether that is all of it. Where its coding is broken or isn't there, which old servers are
        known for, it is what can be had. Raises TooMuch for a bomb."""
        parts = self._parts
        sent = parts[0] if len(parts) == 1 else b"".join(parts)
        if not sent or self.head is None or not (codings := self.head.codings):
            return sent, self.whole
        return unpacked(sent, codings, self._largest, whole=self.whole)


def unpacked(sent: bytes, codings: list[str], largest: int, *, whole: bool) -> tuple[bytes, bool]:
    """Bytes with their content codings undone, at most ``largest``; and whether that is all.

    Raises Garbled for more than three codings, TooMuch for a bomb within codings.
    """
    undo = Undo(codings, largest=largest + 2 * FREE)  # a piece of zstd alone may be as much as FREE
    out: list[bytes] = []
    made = 0
    try:
        for piece in undo.feed(sent):
            out.append(piece)
            made += len(piece)
            if made > largest:
                return b"".join(out)[:largest], False
        undo.end()
    except TooMuch:
        raise
    except Garbled:
        return (b"".join(out), False) if out else (sent, False)
    return b"".join(out), whole
