"""Print what was understood of a text that comes in pieces as one line of JSON, without holding it. I/O."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING

import click
import msgspec
from msgspec.structs import asdict

from sourcebook.claims import KINDS
from sourcebook.cli.output import print_json_line
from sourcebook.understand.cutting import moved

if TYPE_CHECKING:
    from sourcebook.claims import Understanding

_HELD = 1_000_000  # bytes of one kind that are held before a file is made for it


def print_answer(id: str, parts: "Iterator[tuple[str, Understanding]]", *, with_text: bool) -> None:
    """The line. ``parts`` are the text's pieces, each with what was understood of it (spans of the
    piece); one piece, as nearly all texts are, is printed at once."""
    first = next(parts)
    second = next(parts, None)
    if second is not None:
        _print_pieces(id, chain((first, second), parts), with_text=with_text)
        return
    text, told = first
    whole = {**asdict(told), "id": id}
    print_json_line({**whole, "text": text} if with_text else whole)


def _print_pieces(
    id: str, parts: "Iterator[tuple[str, Understanding]]", *, with_text: bool
) -> None:
    encode = msgspec.json.encode
    with ExitStack() as stack:
        kept: dict[str, IO[bytes]] = {
            kind: stack.enter_context(SpooledTemporaryFile(_HELD)) for kind in (*KINDS, "text")
        }
        at = 0
        for text, part in parts:
            told = moved(part, at)
            for kind in KINDS:
                items = encode(getattr(told, kind))[1:-1]
                if items:
                    kept[kind].write(b"," + items if kept[kind].tell() else items)
            if with_text:
                kept["text"].write(encode(text)[1:-1])
            at += len(text)
        click.echo(b'{"id":' + encode(id), nl=False)
        for kind in KINDS:
            click.echo(f',"{kind}":['.encode(), nl=False)
            _print(kept[kind])
            click.echo(b"]", nl=False)
        if with_text:
            click.echo(b',"text":"', nl=False)
            _print(kept["text"])
            click.echo(b'"', nl=False)
        click.echo(b"}")


def _print(held: IO[bytes]) -> None:
    held.seek(0)
    while some := held.read(_HELD):
        click.echo(some, nl=False)
