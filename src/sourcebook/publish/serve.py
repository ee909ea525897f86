"""Show a library's site on this machine, and again whenever the library changes. I/O.

The server is for previewing: loopback, one folder, GET and HEAD only. It sends the headers that a
site should have anyway, and adds one script of its own to pages, which asks whether there is a newer
site and reloads; the built site has no trace of it.
"""

import errno
import mimetypes
import os
import posixpath
import re
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sourcebook.errors import Conflict, Refused, SourcebookError
from sourcebook.publish import render
from sourcebook.publish.asked import answer, chosen, codes_of, led_to, renderer
from sourcebook.publish.build import Built, build
from sourcebook.publish.evidence import Library
from sourcebook.publish.paths import COPIES, PICK

ASK = "/_preview/"  # no page of a site has this address: names never begin with "_" at the top
WAIT = 25.0  # seconds that a question is held; browsers and proxies allow 30 at least
SCRIPT = b"""(function () {
  "use strict";
  var at = document.currentScript.dataset.at;
  function ask() {
    fetch("/_preview/newer?than=" + at).then(function (r) { return r.text(); }).then(
      function (now) { if (now !== at) location.reload(); else ask(); },
      function () { setTimeout(ask, 1000); });
  }
  ask();
})();
"""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
TYPES = {
    ".bib": "application/x-bibtex; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".link": "application/link-format",
    ".json": "application/json; charset=utf-8",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
}

_HOST = re.compile(r"[A-Za-z0-9.\-]+(?::\d{1,5})?|\[[0-9a-fA-F:]+\](?::\d{1,5})?")
_PORT = re.compile(r":\d*\Z")

Opened = Callable[[], AbstractContextManager[Library]]


class Preview(ThreadingHTTPServer):
    """Serves the folder ``site``; ``turn`` counts the sites it has shown."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(
        self,
        address: tuple[str, int],
        site: Path,
        *,
        reload: bool,
        open_library: Opened | None = None,
    ) -> None:
        self.site = site
        self.open_library = open_library
        self.reload = reload
        self.turn = 0
        self.turned = threading.Condition()
        super().__init__(address, Handler)

    def show_newer(self) -> None:
        """Let open pages reload."""
        with self.turned:
            self.turn += 1
            self.turned.notify_all()

    def wait_for_newer(self, than: str) -> str:
        """The turn's number, once it is another than ``than`` or a while has passed."""
        with self.turned:
            self.turned.wait_for(lambda: str(self.turn) != than, timeout=WAIT)
            return str(self.turn)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a reader who closes a page early is no fault."""


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Preview
    protocol_version = "HTTP/1.1"
    server_version = "sourcebook"
    sys_version = ""

    def do_GET(self) -> None:
        """Send a file, a folder's first page, or the page that says there is none."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Send what a GET would, without the file."""
        self._answer(body=False)

    def _answer(self, *, body: bool) -> None:
        host = _PORT.sub("", self.headers.get("Host") or "")
        if not _is_ours(host, str(self.server.server_address[0])):
            self._send(HTTPStatus.MISDIRECTED_REQUEST, b"Not this site\n", ".txt", body=body)
            return
        try:
            asked = urlsplit(self.path)
        except ValueError:  # "http://[/" and the like
            self._send(HTTPStatus.BAD_REQUEST, b"No such address\n", ".txt", body=body)
            return
        if asked.path.startswith(ASK):
            self._preview(asked.path.removeprefix(ASK), asked.query, body=body)
            return
        if self.path.startswith(COPIES) and self.server.open_library is not None:
            self._memento(self.server.open_library, body=body)
            return
        path = unquote(asked.path)
        picks = path in ("/compare/", f"/{PICK}")
        if to := chosen(asked.query) if picks else led_to(path):
            self._send(HTTPStatus.SEE_OTHER, b"", ".html", body=body, location=to)
            return
        wanted = codes_of(path)
        if path.endswith("/"):
            path += "index.html"
        file = find(self.server.site, path)
        if file is not None and file.is_dir():
            self._send(
                HTTPStatus.MOVED_PERMANENTLY, b"", ".html", body=body, location=asked.path + "/"
            )
            return
        status = HTTPStatus.OK
        data = _read(file) if file is not None else None
        suffix = file.suffix if file is not None else ""
        if data is None and wanted:
            data, suffix = answer(self.server.site, wanted), ".html"
        if data is None:
            status, suffix = HTTPStatus.NOT_FOUND, ".html"
            data = _read(self.server.site / "404.html") or b"There is no such page\n"
        if suffix == ".html" and self.server.reload:
            tag = f'<script src="{ASK}reload.js" data-at="{self.server.turn}"></script></body>'
            data = data.replace(b"</body>", tag.encode(), 1)
            # the page's own policy forbids it to ask anything; the header says the same and more
            data = data.replace(b"form-action 'self'\">", b"form-action 'self'; connect-src 'self'\">", 1)  # fmt: skip
        self._send(status, data, suffix, body=body)

    def _memento(self, open_library: Opened, *, body: bool) -> None:
        """Answer for the library's captures, as an archive does."""
        from sourcebook.publish.replaying import answer

        host = self.headers.get("Host") or ""
        if not _HOST.fullmatch(host):
            host = "{}:{}".format(*self.server.server_address[:2])
        try:
            with open_library() as library:
                made = answer(
                    library,
                    self.path,
                    root=f"http://{host}",
                    accept_datetime=self.headers.get("Accept-Datetime") or "",
                )
        except SourcebookError as fault:
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, f"{fault}\n".encode(), ".txt", body=body)
            return
        assert made is not None
        fields = dict(made.fields)
        self.send_response(made.status)
        for name, value in {**HEADERS, **fields, "Content-Length": str(len(made.body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if body:
            self.wfile.write(made.body)

    def _preview(self, what: str, query: str, *, body: bool) -> None:
        if what == "reload.js":
            self._send(HTTPStatus.OK, SCRIPT, ".js", body=body)
        elif what == "newer":
            now = self.server.wait_for_newer(query.removeprefix("than="))
            self._send(HTTPStatus.OK, now.encode(), ".txt", body=body)
        else:
            self._send(HTTPStatus.NOT_FOUND, b"There is no such page\n", ".txt", body=body)

    def _send(
        self, status: HTTPStatus, data: bytes, suffix: str, *, body: bool, location: str = ""
    ) -> None:
        self.send_response(status)
        guessed = mimetypes.guess_type(f"x{suffix}")[0] or "application/octet-stream"
        self.send_header("Content-Type", TYPES.get(suffix, guessed))
        self.send_header("Content-Length", str(len(data)))
        for name, value in HEADERS.items():
            self.send_header(name, value)
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if body:
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


def _is_ours(host: str, bound: str) -> bool:
    """Whether a request names this machine: another name for it would be a rebinding attack."""
    return host.strip("[]") in ("localhost", "127.0.0.1", "::1", bound) or bound not in (
        "127.0.0.1",
        "::1",
        "localhost",
    )


def find(site: Path, path: str) -> Path | None:
    """The file or folder of a site at an address's (decoded) path, or None; never one outside it,
    nor one whose name begins with a dot."""
    if "\0" in path or "\\" in path:
        return None
    parts = [part for part in posixpath.normpath(path).split("/") if part]
    if any(part.startswith(".") for part in parts) or (os.name == "nt" and ":" in path):
        return None
    root = site.resolve()
    found = root.joinpath(*parts).resolve()
    if found != root and root not in found.parents:
        return None
    return found if found.exists() else None


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def serve(
    open_library: Opened,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    reload: bool = True,
    out: Path | None = None,
    tell: Callable[[str], object] = print,
) -> None:
    """Build the site of a library and show it until Ctrl-C.

    ``open_library`` opens it, each time anew (``partial(Library.open, folder)``); ``reload`` builds
    again when the library, its settings or the templates change, and lets open pages reload;
    ``tell`` is given lines for a person. Raises Conflict where the port is taken, Refused where the
    host isn't this machine's.
    """
    with open_library() as library:
        folder = library.folder
        site = (out or folder / "site").absolute()
        server = _listen(host, port, site, reload=reload, open_library=open_library)
        try:
            tell(_said(build(library, out=out)))
        except BaseException:
            server.server_close()
            raise
    shown = f"[{host}]" if ":" in host else host
    tell(f"The site is at http://{shown}:{server.server_address[1]}/ (stop with Ctrl-C)")
    stop = threading.Event()
    watcher = threading.Thread(
        target=_watch, args=(server, open_library, folder, out, stop, tell), daemon=True
    )
    if reload:
        watcher.start()
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        server.server_close()


def _said(built: Built) -> str:
    return f"Built {built.pages:,} pages in {built.seconds:.1f} s; {built.written:,} files are new."


def _listen(
    host: str, port: int, site: Path, *, reload: bool, open_library: Opened | None = None
) -> Preview:
    try:
        return Preview((host, port), site, reload=reload, open_library=open_library)
    except OverflowError as fault:
        raise Refused(f"port {port}", "is none; choose one from 1024 to 65535") from fault
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            raise Conflict(
                f"port {port}",
                f"is taken by another program; choose another with --port {port + 1}",
            ) from fault
        if fault.errno in (errno.EACCES, errno.EPERM):
            raise Refused(
                f"port {port}", "may not be used by you; choose one above 1023 with --port"
            ) from fault
        why = f"is no address of this machine ({fault.strerror}); name one, or leave --host out"
        raise Refused(f"host {host}", why) from fault


def _watch(
    server: Preview,
    open_library: Opened,
    folder: Path,
    out: Path | None,
    stop: threading.Event,
    tell: Callable[[str], object],
) -> None:
    """Build again whenever the library changes, until ``stop`` is set."""
    from watchfiles import watch

    templates = {path.parent for path in render.TEMPLATES.rglob("*.html")}
    places = [folder, *sorted(templates), render.ASSETS]
    # One connection stays open all the time: the last one that closes makes SQLite fold its
    # write-ahead log into the file, which would look like a change made by the build itself.
    with open_library() as pinned:
        database = Path(pinned.settings.database).name
        pinned.store.mark()
        names = {"library.toml", database, f"{database}-wal"}

        def wanted(_: object, path: str) -> bool:
            found = Path(path)
            return found.name in names or found.suffix in (".html", ".css", ".js")

        for _ in watch(*places, watch_filter=wanted, stop_event=stop, step=100, recursive=False):
            render.forget()
            renderer.cache_clear()
            try:
                with open_library() as library:
                    built = build(library, out=out)
            except Exception as fault:  # one build of many: a slip in a template ends that build
                tell(f"Could not build: {fault}")
                continue
            if built.written or built.removed:
                tell(_said(built))
                server.show_newer()
