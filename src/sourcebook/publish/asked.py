"""Answer for countries side by side of which no page stands, from the site's own files. I/O: reads them.

``/compare/uz+kg/`` is the page for choosing with the table in it, made of the columns that page would
load itself; so a reader without scripts gets it from a server, and one with scripts from any host.
"""

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

from sourcebook.publish import paths
from sourcebook.publish.render import Renderer
from sourcebook.publish.shape.compare import Column, compare_table, listed, read

MOST = 30  # countries in one address
_SET = re.compile(r"/compare/([a-zA-Z]{2}(?:\+[a-zA-Z]{2}){1,29})(?:/(?:index\.html)?)?")
_PLACE = re.compile(rb"<!--table-->.*?<!--/table-->", re.S)
_TITLE = re.compile(rb"(<title>|<h1>)[^<]{0,200}")


def codes_of(path: str) -> list[str]:
    """The codes that an address asks for, each once, in lower case; [] where it asks for no table."""
    found = _SET.fullmatch(path)
    return list(dict.fromkeys(found[1].lower().split("+"))) if found else []


def chosen(query: str) -> str:
    """The address of what was chosen in the page's form (``c=kz&c=uz``, or ``c=kz.uz``); "" where fewer
    than two were."""
    given = ".".join(parse_qs(query).get("c", ()))
    codes = [code for code in re.split(r"[.+ ]", given.lower()) if re.fullmatch("[a-z]{2}", code)]
    codes = list(dict.fromkeys(codes))[:MOST]
    return f"/compare/{'+'.join(codes)}/" if len(codes) > 1 else ""


def led_to(path: str) -> str:
    """Where an address that asks for a table without its last slash leads on to; "" for others."""
    return f"{path}/" if codes_of(path) and not path.endswith(("/", ".html")) else ""


def answer(site: Path, codes: Sequence[str]) -> bytes | None:
    """The page that sets these countries side by side; None where the site has not all of them, or is
    none that we built."""
    columns: list[Column] = []
    for code in codes:
        column = _column(site / paths.column_path(code))
        if column is None:
            return None
        columns.append(column)
    try:
        page = (site / paths.PICK).read_bytes()
    except OSError:
        return None
    table = compare_table(columns, up="../")
    made = renderer().part("compare_tools", csv="", marked=table.marked)
    made += b"\n" + renderer().part("table", t=table)
    page = page.replace(b'="../', b'="../../')  # it stands one folder deeper
    title = escape(listed([column.name for column in columns]), quote=False).encode()
    page = _TITLE.sub(lambda found: found[1] + title, page)
    for code in codes:
        box = b' name="c" value="%s"' % code.encode()
        page = page.replace(box, box + b" checked", 1)
    return _PLACE.sub(lambda _: b"<div data-table>" + made + b"</div>", page, count=1)


def _column(file: Path) -> Column | None:
    try:
        return read(file.read_bytes())
    except OSError:
        return None


@cache
def renderer() -> Renderer:
    """What writes the tables: made once, for a request is to be answered quickly."""
    return Renderer()
