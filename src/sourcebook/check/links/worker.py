"""Ask a share of a run's addresses, in a process of its own that keeps nothing. I/O.

It ends when its work is done, or when the process that began it does: what it had found by then and
not said is asked again by the next run.
"""

import asyncio
import gc
import os
import signal
import socket
import sys
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from sourcebook.check.links import saying
from sourcebook.check.links.known import Known
from sourcebook.check.links.phrases import missing
from sourcebook.check.links.running import ask_all, collecting_seldom
from sourcebook.check.links.saying import LENGTH, Heard
from sourcebook.collect.web import looping
from sourcebook.records import Check

BLOCK = 256  # orders of which all that is known is asked for together
HELD = 64  # blocks in memory
SOON = 0.02  # seconds that a check waits for others to be told with


class Keeper:
    """The process that keeps: tells what is known, gives turns, and is told what was found."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, delay: float
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._delay = delay
        self._loop = asyncio.get_running_loop()
        self._out: list[Heard] = []
        self._soon: asyncio.TimerHandle | None = None
        self._blocks: OrderedDict[int, asyncio.Future[list[Known]]] = OrderedDict()
        self._turns: dict[int, asyncio.Future[None]] = {}
        self._count = 0

    async def listen(self) -> None:
        """Take what it says, until it says no more."""
        while True:
            for message in saying.told(await received(self._reader)):
                match message:
                    case saying.Know(block, known):
                        _settle(self._blocks.get(block), known)
                    case saying.Go(turn):
                        _settle(self._turns.pop(turn, None), None)
                    case _:
                        pass

    def say(self, message: Heard) -> None:
        """Say something soon, with what else there is."""
        self._out.append(message)
        if self._soon is None:
            self._soon = self._loop.call_later(SOON, self.flush)

    def flush(self) -> None:
        """Say all that waits."""
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None
        if self._out and not self._writer.is_closing():
            self._writer.write(saying.frame(self._out))
        self._out.clear()

    async def last(self, message: Heard) -> None:
        """Say this, and wait until all is on its way."""
        self.say(message)
        self.flush()
        await self._writer.drain()

    # --- what is known ----------------------------------------------------------------------
    async def of(self, number: int) -> Known:
        """What is known of the order with this number."""
        at, place = divmod(number, BLOCK)
        block = self._blocks.get(at)
        if block is None:
            block = self._blocks[at] = self._loop.create_future()
            self.say(saying.Need(at))
            self.flush()
            if len(self._blocks) > HELD:
                self._forget()
        self._blocks.move_to_end(at)
        return (block.result() if block.done() else await asyncio.shield(block))[place]

    def _forget(self) -> None:
        for at, block in self._blocks.items():
            if block.done():
                del self._blocks[at]
                return

    # --- turns ------------------------------------------------------------------------------
    def free(self, asked: float = 0.0) -> bool:
        """As ``Pace.free``."""
        return not max(self._delay, asked)

    @asynccontextmanager
    async def turn(self, host: str, asked: float = 0.0) -> AsyncIterator[None]:
        """As ``Pace.turn``, among all processes: a redirect may lead to a host that another has."""
        self._count += 1
        turn = self._count
        come = self._turns[turn] = self._loop.create_future()
        self.say(saying.Want(turn, host, asked))
        self.flush()
        try:
            await come
            yield
        finally:
            self._turns.pop(turn, None)
            self.say(saying.Over(turn))
            self.flush()


def _settle(future: "asyncio.Future[Any] | None", value: object) -> None:
    if future is not None and not future.done():
        future.set_result(value)


async def received(reader: asyncio.StreamReader) -> bytes:
    """The next frame's messages. Raises EOFError where there is none."""
    try:
        (length,) = LENGTH.unpack(await reader.readexactly(LENGTH.size))
        return await reader.readexactly(length)
    except (asyncio.IncompleteReadError, OSError) as fault:
        raise EOFError from fault


async def serve(line: socket.socket) -> None:
    """Do what is told over a connection, to its end or the work's."""
    reader, writer = await asyncio.open_connection(sock=line)
    (begin,) = saying.told(await received(reader))
    assert isinstance(begin, saying.Begin)
    keeper = Keeper(reader, writer, begin.manner.delay)
    working = asyncio.create_task(_work(begin, keeper))
    listening = asyncio.create_task(keeper.listen())
    try:
        await asyncio.wait((working, listening), return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (working, listening):
            task.cancel()
        await asyncio.gather(working, listening, return_exceptions=True)
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()  # what was said last may not be on its way yet


async def _work(begin: saying.Begin, keeper: Keeper) -> None:
    async def give(item: int, check: Check) -> None:
        keeper.say(saying.Found(item, check))

    try:
        deferred = await ask_all(
            begin.orders,
            begin.manner,
            known=keeper,
            give=give,
            pace=keeper,
            readers=begin.readers,
        )
    except Exception as fault:  # the last line of a worker: it says what failed
        await keeper.last(saying.Broke(f"{type(fault).__name__}: {fault}"))
    else:
        await keeper.last(saying.Done(deferred))


def main() -> None:
    """Serve the connections that were inherited under the numbers given, each in a process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that keeps decides when to stop
    missing()  # phrases are read before there is anything to ask
    gc.freeze()
    line = divided([int(number) for number in sys.argv[1:]])
    with suppress(EOFError), collecting_seldom():
        looping.run(serve(socket.socket(fileno=line)))
    with suppress(ChildProcessError):  # there are none any more
        while True:
            os.wait()


def divided(lines: list[int]) -> int:
    """Divide into a process for each connection, before there are threads or a loop; in each, its
    connection. So all is loaded once, and its memory shared."""
    mine, *others = lines
    for one in others:
        if os.fork() == 0:
            mine = one
            break
    for line in lines:
        if line != mine:
            os.close(line)  # else nobody could tell that its process has ended
    return mine


if __name__ == "__main__":
    main()
