"""Turn views into pages: the templates, the style and the script that ship with the package. I/O:
reads them once."""

import hashlib
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from sourcebook.publish.pieces import Pieces
from sourcebook.publish.views import EntryView, Head, Site, View

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
ASSETS = HERE / "assets"


Drawn = dict[str, bytes]


class Renderer:
    """The templates of a folder, compiled when first used; only their own filters, no I/O later."""

    def __init__(self, folder: Path = TEMPLATES) -> None:
        import minijinja

        def load(name: str) -> str | None:
            file = folder / name
            return file.read_text("utf-8") if file.is_file() else None

        self._environment = minijinja.Environment(
            loader=load, undefined_behavior="strict", trim_blocks=True, lstrip_blocks=True
        )
        self._render: Any = self._environment.render_template
        self._frames: dict[tuple[int, str, str], tuple[Site, bytes, bytes]] = {}

    def page(
        self,
        template: str,
        site: Site,
        head: Head,
        view: View,
        drawn: Drawn | None = None,
        pieces: Pieces | None = None,
    ) -> bytes:
        """A whole page in UTF-8; ``pieces`` are those of the view's cards."""
        pieces = pieces or Pieces()
        top, foot = map(pieces.mark, self._frame(site, head.part, head.help))
        more: dict[str, Any] = {} if drawn is None else {"drawn": _marked(drawn, pieces)}
        more["metas"] = pieces.mark(_metas(head.meta))
        html = self._render(template, site=site, head=head, view=view, top=top, foot=foot, **more)
        return pieces.filled(_plain(html))

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
        name = f"parts/{template}.html"
        if drawn is None:
            return _plain(self._render(name, e=entry, h=level))
        pieces = Pieces()
        marks = _marked(drawn, pieces)
        return pieces.filled(_plain(self._render(name, e=entry, h=level, drawn=marks)))

    def drawn(self, entry: EntryView) -> Drawn:
        """What an entry looks the same in wherever it is shown: its addresses, and the words of its
        excerpts by their anchors. Pages and cards of the entry take it in as it is."""
        made = {"addresses": self.part("addresses", e=entry)} if entry.addresses else {}
        for excerpt in entry.excerpts:
            made[excerpt.anchor] = self.part("words", e=entry, x=excerpt)
        return made

    def part(self, name: str, **views: Any) -> bytes:
        """A part on its own."""
        return _plain(self._render(f"parts/{name}.html", **views)).removesuffix(b"\n")


def _plain(html: str) -> bytes:
    # minijinja escapes "/" too, which HTML doesn't ask for: a twentieth of a page's weight
    return html.encode().replace(b"&#x2f;", b"/")


def _metas(pairs: tuple[tuple[str, str], ...]) -> bytes:
    # an entry's page has a dozen, which was a tenth of what its template had to do
    made = [
        f'<meta name="{escape(name)}" content="{escape(content)}">\n' for name, content in pairs
    ]
    return "".join(made).encode()


def _marked(drawn: Drawn, pieces: Pieces) -> dict[str, str]:
    return {name: pieces.mark(html) for name, html in drawn.items()}


def assets(folder: Path = ASSETS) -> dict[str, bytes]:
    """The files that pages load, by path; each name carries a digest of its content, so that a
    browser may keep it for ever."""
    made = {}
    for file in sorted(folder.iterdir()):
        if file.is_file() and not file.name.startswith("."):
            data = file.read_bytes()
            digest = hashlib.sha256(data).hexdigest()[:8]
            made[f"assets/{file.stem}-{digest}{file.suffix}"] = data
    return made


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
        found = file.stat()
        name = file.relative_to(package).as_posix()
        digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _sources(package: Path) -> Iterator[Path]:
    for part in (
        "publish", "themes", "values", "read", "curate", "understand", "search", "records.py", "claims.py",
        "codec.py",
    ):  # fmt: skip
        found = package / part
        files = [found] if found.is_file() else sorted(found.rglob("*"))
        yield from (
            file
            for file in files
            if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".pyc"
        )
