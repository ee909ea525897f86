"""What the processes of a run say to each other: lists of messages, each list behind its length. Pure.

The one that keeps tells each of the others what to ask (``Begin``) and what is known of that
(``Know``), and gives it turns at hosts that want to be asked slowly (``Go``). They tell what they
found (``Found``), what they need (``Need``, ``Want``), and when they are done.
"""

import struct
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from sourcebook.check.links.due import Order
from sourcebook.check.links.known import Known
from sourcebook.check.links.running import Manner
from sourcebook.records import Check

LENGTH = struct.Struct(">I")


class Begin(Struct, tag=True, frozen=True):
    """Ask these addresses; ``readers`` is how many processes may read pages for quotes."""

    orders: list[Order]
    manner: Manner
    readers: int


class Know(Struct, tag=True, frozen=True):
    """What is known of the orders of a block."""

    block: int
    known: list[Known]


class Go(Struct, tag=True, frozen=True):
    """The turn that was wanted has come."""

    turn: int


class Need(Struct, tag=True, frozen=True):
    """What is known of the orders of a block?"""

    block: int


class Found(Struct, tag=True, frozen=True):
    """The check of an order, by its number in ``Begin``."""

    item: int
    check: Check


class Want(Struct, tag=True, frozen=True):
    """A turn at a host is wanted, which asks for that delay (seconds)."""

    turn: int
    host: str
    asked: float


class Over(Struct, tag=True, frozen=True):
    """A turn is over."""

    turn: int


class Done(Struct, tag=True, frozen=True):
    """All are asked, but for those whose hosts want to be left alone."""

    deferred: list[int]


class Broke(Struct, tag=True, frozen=True):
    """A fault of ours ended it."""

    says: str


Told = Begin | Know | Go
Heard = Need | Found | Want | Over | Done | Broke

_encoder = msgspec.msgpack.Encoder()
_told = msgspec.msgpack.Decoder(list[Told])
_heard = msgspec.msgpack.Decoder(list[Heard])


def frame(messages: Sequence[Told | Heard]) -> bytes:
    """Messages as they are sent."""
    body = _encoder.encode(messages)
    return LENGTH.pack(len(body)) + body


def told(body: bytes) -> list[Told]:
    """What the process that keeps said."""
    return _told.decode(body)


def heard(body: bytes) -> list[Heard]:
    """What one of the others said."""
    return _heard.decode(body)
