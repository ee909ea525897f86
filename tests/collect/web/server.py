"""A server on loopback that answers byte for byte as a test says, misbehaviour included."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Answer = Callable[["Asked", socket.socket], None]
ALL_ALLOWED = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


@dataclass
class Asked:
    """A request as it arrived."""

    path: str
    raw: bytes
    at: float

    def field(self, name: str) -> str:
        for line in self.raw.decode("latin-1").split("\r\n")[1:]:
            key, _, value = line.partition(":")
            if key.lower() == name.lower():
                return value.strip()
        return ""


@dataclass
class Server:
    """``answers`` maps paths (``*``: all others) to bytes or functions; ``asked`` is what was asked
    for so far."""

    port: int
    answers: dict[str, bytes | Answer]
    asked: list[Asked] = field(default_factory=list)
    scheme: str = "http"

    def url(self, path: str = "/") -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]


def ok(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    """An answer with its length stated."""
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *fields]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def moved(to: str, status: str = "301 Moved Permanently") -> bytes:
    return ok(b"", f"Location: {to}", status=status)


@contextmanager
def serving(
    answers: dict[str, bytes | Answer], *, tls: ssl.SSLContext | None = None
) -> Iterator[Server]:
    """Serve until the block ends. Without an answer for /robots.txt there is none."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.05)
    server = Server(listening.getsockname()[1], answers, scheme="https" if tls else "http")
    over = threading.Event()

    def one(made: socket.socket) -> None:
        with made:
            try:
                if tls:
                    made = tls.wrap_socket(made, server_side=True)
                made.settimeout(5)
                raw = b""
                while b"\r\n\r\n" not in raw:
                    more = made.recv(65536)
                    if not more:
                        return
                    raw += more
                path = raw.split(b" ")[1].decode("latin-1")
                asked = Asked(path, raw, time.monotonic())
                server.asked.append(asked)
                found = answers.get(path.partition("?")[0], answers.get("*", ALL_ALLOWED))
                if callable(found):
                    found(asked, made)
                else:
                    made.sendall(found)
                if tls:
                    made.unwrap()  # type: ignore[attr-defined]
            except OSError:
                pass
            finally:
                made.close()

    def loop() -> None:
        while not over.is_set():
            try:
                made, _ = listening.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            threading.Thread(target=one, args=(made,), daemon=True).start()

    thread = threading.Thread(target=loop, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        over.set()
        thread.join()
        listening.close()
