"""Turn views into pages: the templates, the style and the script that ship with the package. I/O:
reads them once."""

import hashlib
import os
from collections.abc import Collection, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from sourcebook.publish.compiling import ESCAPED, Written, compiled
from sourcebook.publish.pieces import Pieces
from sourcebook.publish.views import EntryView, Head, Site, View

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
ASSETS = HERE / "assets"


# What is rendered once an entry, or shows many: written by Python, in a third of the time.
COMPILED = frozenset({
    "entry.html", "curated.html", "list.html", "aspect.html", "country.html", "parts/card.html",
    "parts/row.html", "parts/passage.html", "parts/addresses.html", "parts/words.html",
})  # fmt: skip

Drawn = dict[str, bytes]


class Renderer:
    """The templates of a folder, compiled when first used; only their own filters, no I/O later."""

    def __init__(self, folder: Path = TEMPLATES, compiled: Collection[str] = COMPILED) -> None:
        import minijinja

        self._folder = folder
        self._environment = minijinja.Environment(
            loader=partial(_load, folder),
            undefined_behavior="strict",
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._interpret: Any = self._environment.render_template
        self._compiled = compiled
        self._writers: dict[str, Written] = {}
        self._frames: dict[tuple[int, str, str], tuple[Site, bytes, bytes]] = {}

    def _writer(self, template: str) -> Written | None:
        """What writes a template, None where minijinja interprets it."""
        write = self._writers.get(template)
        if write is None and template in self._compiled:
            write = self._writers[template] = _compiled(self._folder, template)
        return write

    def _render(self, template: str, **views: Any) -> bytes:
        """A template with its views."""
        write = self._writer(template)
        if write is not None:
            return b"".join(write(**views))
        pieces = Pieces()
        for name, value in views.items():
            if type(value) is bytes:
                views[name] = pieces.mark(value)
            elif name == "drawn":
                views[name] = {part: pieces.mark(html) for part, html in value.items()}
        html = self._interpret(template, **views)
        # minijinja escapes "/" too, which HTML doesn't ask for: a twentieth of a page's weight
        return pieces.filled(html.encode().replace(b"&#x2f;", b"/"))

    def page(
        self,
        template: str,
        site: Site,
        head: Head,
        view: View,
        drawn: Drawn | None = None,
    ) -> bytes:
        """A whole page in UTF-8."""
        top, foot = self._frame(site, head.part, head.help)
        more: dict[str, Any] = {} if drawn is None else {"drawn": drawn}
        return self._render(
            template, site=site, head=head, view=view, top=top, foot=foot,
            metas=_metas(head.meta), **more,
        )  # fmt: skip

    def _frame(self, site: Site, part: str, help: str) -> tuple[bytes, bytes]:
        """What stands above and below all pages of one depth, theme and part; made once: it is
        a third of an entry's page."""
        kept = self._frames.get((id(site), part, help))
        if kept is None or kept[0] is not site:
            top, foot = (
                self.part(name, site=site, part=part, help=help) for name in ("top", "foot")
            )
            kept = self._frames[id(site), part, help] = (site, top, foot)
        return kept[1:]

    def card(self, template: str, entry: View, level: str, drawn: Drawn | None = None) -> bytes:
        """A part of a page about one entry; ``level`` is its heading's ("h3")."""
        more: dict[str, Any] = {} if drawn is None else {"drawn": drawn}
        return self._render(f"parts/{template}.html", e=entry, h=level, **more)

    def drawn(self, entry: EntryView) -> Drawn:
        """What an entry looks the same in wherever it is shown: its addresses, and the words of its
        excerpts by their anchors. Pages and cards of the entry take it in as it is."""
        made = {"addresses": self.part("addresses", e=entry)} if entry.addresses else {}
        for excerpt in entry.excerpts:
            made[excerpt.anchor] = self.part("words", e=entry, x=excerpt)
        return made

    def part(self, name: str, **views: Any) -> bytes:
        """A part on its own."""
        return self._render(f"parts/{name}.html", **views).removesuffix(b"\n")


def _load(folder: Path, name: str) -> str | None:
    file = folder / name
    return file.read_text("utf-8") if file.is_file() else None


@cache  # a library that is served is built again and again
def _compiled(folder: Path, template: str) -> Written:
    return compiled(template, partial(_load, folder))


def forget() -> None:
    """Read templates and code anew from now on: somebody changed them."""
    _compiled.cache_clear()
    code_digest.cache_clear()


def _metas(pairs: tuple[tuple[str, str], ...]) -> bytes:
    # an entry's page has a dozen, which was a tenth of what its template had to do
    made: list[bytes] = []
    for name, content in pairs:
        made += (b'<meta name="', ESCAPED[name], b'" content="', ESCAPED[content], b'">\n')
    return b"".join(made)


def assets(folder: Path = ASSETS) -> dict[str, bytes]:
    """The files that pages load, by path; each name carries a digest of its content, so that a
    browser may keep it for ever."""
    made = {}
    for file in sorted(folder.iterdir()):
        if file.is_file() and not file.name.startswith("."):
            data = lean(file.read_bytes()) if file.suffix == ".js" else file.read_bytes()
            digest = hashlib.sha256(data).hexdigest()[:8]
            made[f"assets/{file.stem}-{digest}{file.suffix}"] = data
    return made


def lean(script: bytes) -> bytes:
    """A script without its indents and its lines of comment, a seventh of its weight. Ours have no text
    that runs over several lines."""
    lines = (line.strip() for line in script.splitlines())
    return b"\n".join(line for line in lines if line and not line.startswith(b"//")) + b"\n"


def asset(made: dict[str, bytes], stem: str, suffix: str) -> str:
    """The path of an asset by its name; "" where there is none."""
    return next(
        (p for p in made if p.startswith(f"assets/{stem}-") and p.endswith(suffix)), ""
    )  # fmt: skip


@cache
def code_digest() -> str:
    """One word for all code and data that decide what pages look like, by the size and time of
    their files: when theirs change, all pages may."""
    package = HERE.parent
    digest = hashlib.sha256()
    for file in _sources(package):
        found = os.stat(file)
        name = file[len(str(package)) :].replace(os.sep, "/")
        digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _sources(package: Path) -> Iterator[str]:
    for part in (
        "publish", "themes", "values", "read", "curate", "understand", "search", "records.py", "claims.py",
        "codec.py",
    ):  # fmt: skip
        if part.endswith(".py"):
            yield f"{package}/{part}"
        for folder, inner, files in os.walk(f"{package}/{part}"):
            inner[:] = sorted(name for name in inner if name != "__pycache__")
            yield from (f"{folder}/{name}" for name in sorted(files))
