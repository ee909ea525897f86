"""The preview server: what it sends, what it refuses, how it follows the library."""

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from msgspec import structs

from publish import sample
from sourcebook.errors import Conflict, Refused
from sourcebook.library import Library
from sourcebook.publish import render
from sourcebook.publish import serve as served
from sourcebook.publish.build import Built, build


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Preview]:
    """A server of the sample library's site, without a watcher."""
    folder = tmp_path_factory.mktemp("serve") / "lib"
    with sample.library(folder) as library:
        build(library)
    server = served.Preview(("127.0.0.1", 0), folder / "site", reload=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def ask(
    server: served.Preview, path: str, method: str = "GET", host: str = "localhost"
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders()), body


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/human-trafficking/kazakhstan.html", "text/html; charset=utf-8"),
        ("/human-trafficking/", "text/html; charset=utf-8"),
        ("/human-trafficking/kazakhstan.bib", "application/x-bibtex; charset=utf-8"),
        ("/human-trafficking/kazakhstan.csl.json", "application/json; charset=utf-8"),
        ("/robots.txt?x=1", "text/plain; charset=utf-8"),
        ("/_preview/reload.js", "text/javascript; charset=utf-8"),
    ],
)
def test_files_have_their_type_and_every_answer_the_headers(
    preview: served.Preview, path: str, kind: str
) -> None:
    status, headers, body = ask(preview, path)
    assert (status, headers["Content-Type"]) == (200, kind)
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("default-src 'none';")
    assert body
    head = ask(preview, path, "HEAD")
    assert (head[0], head[1]["Content-Length"], head[2]) == (200, str(len(body)), b"")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing.html",
        "/../library.toml",
        "/%2e%2e/library.toml",
        "/..%2flibrary.db",
        "/human-trafficking/..%5c..%5clibrary.toml",
        "/.sourcebook-site",
        "/%00",
        "//etc/passwd",
        "/index.html/x",
    ],
)
def test_nothing_outside_the_site_is_sent(preview: served.Preview, path: str) -> None:
    status, _, body = ask(preview, path)
    assert status == 404
    assert b"There is no such page" in body


def test_a_folder_without_its_slash_is_sent_on(preview: served.Preview) -> None:
    status, headers, _ = ask(preview, "/human-trafficking")
    assert (status, headers["Location"]) == (301, "/human-trafficking/")


def test_another_host_name_is_refused(preview: served.Preview) -> None:
    assert ask(preview, "/", host="evil.example")[0] == 421
    assert ask(preview, "/", host="localhost:8000")[0] == 200
    assert ask(preview, "/", host="[::1]:8000")[0] == 200


def test_an_address_that_is_none_is_answered(preview: served.Preview) -> None:
    assert ask(preview, "http://[/")[0] == 400


def test_the_reloading_script_is_in_the_preview_only(preview: served.Preview) -> None:
    _, _, body = ask(preview, "/index.html")
    assert b"/_preview/reload.js" in body
    assert b"connect-src 'self'" in body
    built = (preview.site / "index.html").read_bytes()
    assert b"_preview" not in built
    assert b"connect-src" not in built


def test_open_pages_hear_of_a_newer_site(preview: served.Preview) -> None:
    assert ask(preview, "/_preview/newer?than=other")[2] == str(preview.turn).encode()
    timer = threading.Timer(0.1, preview.show_newer)
    timer.start()
    assert ask(preview, f"/_preview/newer?than={preview.turn}")[2] == str(preview.turn).encode()


def test_a_port_in_use_names_the_remedy(tmp_path: Path) -> None:
    sample.library(tmp_path / "lib").close()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Conflict, match=rf"port {port}: is taken.*--port {port + 1}"):
            served.serve(partial(Library.open, tmp_path / "lib"), port=port)
    with pytest.raises(Refused, match="port 99999"):
        served.serve(partial(Library.open, tmp_path / "lib"), port=99999)


def test_serving_builds_follows_the_library_and_ends_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "lib"
    sample.library(folder).close()
    servers: list[served.Preview] = []
    kept = served.Preview.__init__

    def noted(self: served.Preview, *args: object, **more: object) -> None:
        servers.append(self)
        kept(self, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(served.Preview, "__init__", noted)
    said: list[str] = []
    thread = threading.Thread(
        target=served.serve,
        args=(partial(Library.open, folder),),
        kwargs={"port": 0, "tell": said.append},
    )
    thread.start()
    until(lambda: any("The site is at http://127.0.0.1:" in line for line in said))
    time.sleep(0.3)  # the watcher takes a moment to begin
    with Library.open(folder) as library:
        library.put([structs.replace(library.entry("shelter"), title="A new title")])
    until(lambda: servers[0].turn == 1)
    assert b"A new title" in ask(servers[0], "/entries/shelter.html")[2]
    time.sleep(0.5)
    assert servers[0].turn == 1  # its own build is no change
    servers[0].shutdown()
    thread.join(timeout=10)
    assert not thread.is_alive()


def test_a_build_that_fails_is_told_and_the_next_change_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample.library(tmp_path / "lib").close()
    fine = Built(written=1, unchanged=0, removed=0, pages=1, full=False, seconds=0)
    ends: list[Exception | Built] = [RuntimeError("entry.html: unexpected end"), fine]

    def building(*_: object, **__: object) -> Built:
        end = ends.pop(0)
        if isinstance(end, Exception):
            raise end
        return end

    monkeypatch.setattr("watchfiles.watch", lambda *_, **__: iter(["one change", "another"]))
    monkeypatch.setattr(served, "build", building)
    said: list[str] = []
    server = served.Preview(("127.0.0.1", 0), tmp_path, reload=True)
    opened = partial(Library.open, tmp_path / "lib")
    served._watch(server, opened, tmp_path / "lib", None, threading.Event(), said.append)
    server.server_close()
    assert said[0] == "Could not build: entry.html: unexpected end"
    assert server.turn == 1


def test_a_template_that_was_changed_is_read_anew(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text("old {{ x }}")
    assert render.Renderer(tmp_path, {"one.html"})._render("one.html", x=1) == b"old 1"
    (tmp_path / "one.html").write_text("new {{ x }}")
    render.forget()
    assert render.Renderer(tmp_path, {"one.html"})._render("one.html", x=1) == b"new 1"


@pytest.mark.parametrize("host", ["[::1]", "[::1]:8000", "localhost", "127.0.0.1:8000"])
def test_this_machine_has_several_names(preview: served.Preview, host: str) -> None:
    assert ask(preview, "/", host=host)[0] == 200


def until(true: object, seconds: float = 10) -> None:
    """Wait until ``true()``."""
    assert callable(true)
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)
