"""A server on loopback for tests of asynchronous clients: connections may carry many requests."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

Play = Callable[["Lively", bytes], Awaitable[bytes] | bytes]


@dataclass
class Lively:
    """``asked`` are the paths asked for, each with the number of its connection; ``open`` counts the
    connections now, ``most`` at once so far; ``late`` is sent a moment after each answer."""

    port: int = 0
    asked: list[tuple[int, str]] = field(default_factory=list)
    made: int = 0
    open: int = 0
    most: int = 0
    late: bytes = b""

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


@asynccontextmanager
async def living(play: Play) -> AsyncIterator[Lively]:
    """Serve until the block ends. ``play`` gives the bytes for a path; the connection is closed after
    them where they end with ``b"CLOSE"``, which isn't sent."""
    lively = Lively()
    tasks: set[asyncio.Task[None]] = set()

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lively.made += 1
        number = lively.made
        lively.open += 1
        lively.most = max(lively.most, lively.open)
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ")[1]
                lively.asked.append((number, path.decode()))
                answer = play(lively, path)
                data = answer if isinstance(answer, bytes) else await answer
                writer.write(data.removesuffix(b"CLOSE"))
                await writer.drain()
                if lively.late:
                    await asyncio.sleep(0.05)
                    writer.write(lively.late)
                if data.endswith(b"CLOSE"):
                    break
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            lively.open -= 1
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
            tasks.discard(task)

    server = await asyncio.start_server(one, "0.0.0.0", 0)
    lively.port = server.sockets[0].getsockname()[1]
    try:
        yield lively
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
