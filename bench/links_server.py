"""Play 10,000 addresses on 2,000 loopback hosts, fast enough not to hold a checker back.

One process, one thread, epoll by hand: a request costs some 15 µs, a new connection some 20 more. Nine
addresses in ten are pages of 2 to 40 KB, no two alike; the rest are redirects to such a page, and 404s.

python bench/links_server.py PORT [ADDRESSES]         # prints "ready", serves until it is ended
"""

import random
import select
import socket
import sys

from importing import sentence

HOSTS = 2_000
ADDRESSES = 10_000
SIZES = (2_000, 3_000, 5_000, 8_000, 12_000, 20_000, 30_000, 40_000)  # bytes of a page
_ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n"
_SORRY = (
    b"<!doctype html><title>Not found</title><h1>Not found</h1><p>There is no such page here.</p>"
)


def host(number: int) -> str:
    """The loopback address that plays a host."""
    return f"127.{20 + number // 250}.{number % 250}.1"


def address(number: int, port: int) -> str:
    """One of the addresses; every tenth of twenty moved, one of twenty is gone."""
    kind = {7: "moved", 13: "gone"}.get(number % 20, "report")
    return f"http://{host(number % HOSTS)}:{port}/{kind}/{number}"


def title(number: int) -> str:
    """The title of a report. One in eight is of fewer than 24 letters, as of the titles in lists of
    press reports (85 % of a seed's are longer, half of them twice as long): a short title alone proves
    less, so that more is read of its page."""
    return f"Report {number} on the coast{' and the shelters and help lines there' if number % 8 else ''}"


def bodies() -> list[bytes]:
    """Pages of each size, in invented sentences."""
    chance = random.Random(4)
    pool = [f"<p>{sentence(chance, 18)}</p>\n" for _ in range(2_000)]
    made = []
    for size in SIZES:
        text = "<nav><a href='/'>Home</a> <a href='/reports'>Reports</a></nav><main><h1>A report</h1>\n"
        while len(text) < size - 60:
            text += chance.choice(pool)
        made.append(f"{text}</main><footer>Imprint</footer></body></html>\n".encode())
    return made


class Web:
    """What is answered for a path."""

    def __init__(self) -> None:
        self._bodies = bodies()

    def answer(self, path: bytes, only_head: bool) -> list[bytes]:
        """The pieces of the answer."""
        _, kind, number = [*path.split(b"/"), b"", b""][:3]
        if kind == b"report":
            number = number or b"0"
            body = self._bodies[int(number) * 7 % len(self._bodies)]
            begin = b'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>'
            begin += title(int(number)).encode() + b"</title></head><body>"
            head = b"HTTP/1.1 200 OK\r\nServer: plain\r\nContent-Type: text/html; charset=utf-8\r\n"
            head += b"Content-Length: %d\r\n\r\n" % (len(begin) + len(body))
            return [head] if only_head else [head + begin, body]
        if kind == b"moved":
            head = b"HTTP/1.1 301 Moved Permanently\r\nLocation: /report/" + number
            return [head + b"\r\nContent-Length: 0\r\n\r\n"]
        if kind == b"robots.txt":
            return [_ROBOTS]
        head = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n"
        return [head % len(_SORRY)] if only_head else [head % len(_SORRY), _SORRY]


def serve(port: int) -> None:
    """Answer on every address of 127.0.0.0/8 until the process ends."""
    web = Web()
    listening = socket.create_server(("0.0.0.0", port), backlog=4096)
    listening.setblocking(False)
    watch = select.epoll()
    watch.register(listening, select.EPOLLIN)
    door = listening.fileno()
    lines: dict[int, socket.socket] = {}
    waiting: dict[int, bytes] = {}  # what a slow reader has still to get
    print("ready", flush=True)
    while True:
        for number, event in watch.poll():
            if number == door:
                for _ in range(64):
                    try:
                        made, _ = listening.accept()
                    except BlockingIOError:
                        break
                    made.setblocking(False)
                    lines[made.fileno()] = made
                    watch.register(made, select.EPOLLIN)
                continue
            line = lines[number]
            try:
                if event & select.EPOLLOUT:
                    left = waiting.pop(number)
                    left = left[line.send(left) :]
                    if left:
                        waiting[number] = left
                    else:
                        watch.modify(number, select.EPOLLIN)
                    continue
                asked = line.recv(65_536)
                if asked:
                    method, path, _ = asked.split(b" ", 2)
                    parts = web.answer(path, method == b"HEAD")
                    sent = line.sendmsg(parts)
                    if sent < sum(map(len, parts)):
                        waiting[number] = b"".join(parts)[sent:]
                        watch.modify(number, select.EPOLLOUT)
                    continue
            except (OSError, ValueError):
                pass
            waiting.pop(number, None)
            del lines[number]
            line.close()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
