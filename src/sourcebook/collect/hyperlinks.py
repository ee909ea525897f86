"""The links behind the cells of an XLSX workbook, which its values do not show.

Source: ECMA-376, Office Open XML: worksheet hyperlinks and package relationships.
"""

import io
import re
import zipfile
from typing import Any

Links = dict[tuple[int, int], str]  # (row, column) from 0 → address
_LARGEST = 60_000_000  # bytes of one part, unpacked; a bomb is larger
_MANY = 200_000  # cells one link may span before it is no link
_REF = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


def links_in(data: bytes) -> dict[str, Links]:
    """The links of each sheet by its name; none where the file is no XLSX or is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _sheets(archive)
    except (zipfile.BadZipFile, OSError, KeyError, ValueError, NotImplementedError, RuntimeError):
        return {}


def _sheets(archive: zipfile.ZipFile) -> dict[str, Links]:
    book = _root(archive, "xl/workbook.xml")
    if book is None:
        return {}
    parts = _targets(archive, "xl/_rels/workbook.xml.rels")
    made: dict[str, Links] = {}
    for sheet in book.iter("{*}sheet"):
        target = parts.get(_id(sheet), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        folder, _, file = path.rpartition("/")
        targets = _targets(archive, f"{folder}/_rels/{file}.rels")
        if not targets:
            continue
        root = _root(archive, path)
        links: Links = {}
        for link in root.iter("{*}hyperlink") if root is not None else ():
            address = targets.get(_id(link), "")
            if re.match(r"(?:https?|ftp)://", address, re.I):
                anchor = link.get("location")
                whole = f"{address}#{anchor}" if anchor and "#" not in address else address
                links.update(dict.fromkeys(_cells(link.get("ref", "")), whole))
        if links:
            made[str(sheet.get("name"))] = links
    return made


def _root(archive: zipfile.ZipFile, path: str) -> Any:
    """The root element of a part, or None where it is missing or too large."""
    from lxml import etree

    try:
        if archive.getinfo(path).file_size > _LARGEST:
            return None
    except KeyError:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    return etree.fromstring(archive.read(path), parser=parser)


def _targets(archive: zipfile.ZipFile, path: str) -> dict[str, str]:
    root = _root(archive, path)
    if root is None:
        return {}
    return {
        str(part.get("Id")): str(part.get("Target", "")) for part in root.iter("{*}Relationship")
    }


def _id(element: Any) -> str:
    for name, value in element.attrib.items():
        if str(name).endswith("}id"):
            return str(value)
    return ""


def _cells(reference: str) -> list[tuple[int, int]]:
    """The cells of "B3" or "B3:B5", from 0."""
    ends = [_cell(part) for part in reference.split(":")[:2]]
    if not ends or None in ends:
        return []
    (top, left), (bottom, right) = (end or (0, 0) for end in (ends[0], ends[-1]))
    if (bottom - top + 1) * (right - left + 1) > _MANY:
        return []
    return [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]


def _cell(text: str) -> tuple[int, int] | None:
    found = _REF.fullmatch(text)
    if found is None:
        return None
    column = 0
    for sign in found[1]:
        column = column * 26 + ord(sign) - 64
    return int(found[2]) - 1, column - 1
