"""Tell by a file's first bytes, then by its name, what it looks like. Pure."""

import re
from pathlib import PurePath

from msgspec import Struct

from sourcebook.collect.kinds import kind_of
from sourcebook.errors import Unreadable

_FIRST_OBJECT = 20_000  # letters in which the keys of an array's first object stand
HEAD = 262_144  # bytes by which a file's kind is told
_JSON_LINES = re.compile(r"\.(?:jsonl|ndjson|jsonlines)(?:\.(?:gz|xz))?$", re.I)


class Sample(Struct, frozen=True, kw_only=True):
    """What a file is judged by: its name, its first bytes, and those as text ("" if binary)."""

    name: str
    head: bytes
    text: str = ""

    @property
    def suffix(self) -> str:
        """The end of the name, ``.pdf``, in lower case."""
        return PurePath(self.name).suffix.lower()


def sample_of(data: bytes, name: str) -> Sample:
    from sourcebook.collect.charsets import decode

    head = data[:HEAD]
    if head.startswith((b"\x1f\x8b", b"\xfd7zXZ\x00")):
        from sourcebook.collect.json_lines import unpacked_head

        head = unpacked_head(head)
    elif len(data) > HEAD:  # not in the middle of a line, nor of a character
        head = head[: head.rfind(b"\n") + 1] or head
    try:
        text = decode(head, name).text
    except Unreadable:
        text = ""
    return Sample(name=name, head=head, text=text)


def is_pdf(sample: Sample) -> bool:
    return sample.head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00").startswith(b"%PDF-") or (
        sample.suffix == ".pdf"
    )


def is_workbook(sample: Sample) -> bool:
    if sample.head.startswith(b"PK\x03\x04"):
        if b"opendocument.spreadsheet" in sample.head[:200]:
            return True
        return sample.suffix in (".xlsx", ".xlsm", ".xlsb", ".ods") or b"xl/" in sample.head[:8192]
    return sample.head.startswith(b"\xd0\xcf\x11\xe0") and sample.suffix == ".xls"


def is_office(sample: Sample) -> bool:
    if sample.head.startswith(b"PK\x03\x04"):
        return sample.suffix in (".docx", ".odt", ".epub") or b"word/" in sample.head[:8192]
    old = sample.head.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf"))
    return old and sample.suffix in (".doc", ".rtf", "")


def is_endnote(sample: Sample) -> bool:
    from sourcebook.collect.bibliographies.endnote_xml import looks_like_endnote

    return looks_like_endnote(sample.head)


def is_mods(sample: Sample) -> bool:
    from sourcebook.collect.bibliographies.mods import looks_like_mods

    return looks_like_mods(sample.head)


def is_ris(sample: Sample) -> bool:
    from sourcebook.collect.bibliographies.ris import looks_like_ris

    return looks_like_ris(_lines(sample)) or (sample.suffix == ".ris" and bool(sample.text))


def is_refworks(sample: Sample) -> bool:
    from sourcebook.collect.bibliographies.refworks import looks_like_refworks

    return looks_like_refworks(_lines(sample))


def is_bibtex(sample: Sample) -> bool:
    from sourcebook.collect.bibliographies.bibtex import looks_like_bibtex

    return looks_like_bibtex(_lines(sample)) or (sample.suffix == ".bib" and bool(sample.text))


def is_csl_json(sample: Sample) -> bool:
    from sourcebook.collect.bibliographies.csl_json import looks_like_csl_json

    return looks_like_csl_json(sample.text)


def is_json_lines(sample: Sample) -> bool:
    """An object a line: by the file's name, or where each of the first lines is one, of which the
    first has a text. Bibliographies come so too, and are read as such."""
    from sourcebook.collect.columns import field_of
    from sourcebook.collect.json_lines import first_objects

    if sample.text.lstrip("\ufeff \r\n\t")[:1] == "[":  # the same as one array
        head = sample.text[:_FIRST_OBJECT]
        kind = re.search(r'"type"\s*:\s*"([^"]{1,40})"', head)
        keys = re.findall(r'[{,]\s*"([^"]{1,40})"\s*:', head)
        return any(field_of(key) == "text" for key in keys) and not (kind and kind_of(kind[1]))
    if sample.text.lstrip("\ufeff \r\n")[:1] != "{":
        return False
    first = first_objects(sample.text)
    if first and isinstance(first[0].get("type"), str) and kind_of(first[0]["type"]):
        return False
    if _JSON_LINES.search(sample.name):
        return True  # a first line may be longer than the sample, or broken
    return len(first) > 1 and any(field_of(key) == "text" for key in first[0])


def is_html(sample: Sample) -> bool:
    head = sample.text[:50_000]
    if re.match(r"\s*<\?xml", head) and not re.search(r"<html\b", head, re.I):
        return False
    return bool(re.search(r"<(?:html|head|body|!doctype html|p|div|table|font|span)\b", head, re.I))


def is_addresses(sample: Sample) -> bool:
    from sourcebook.collect.address_list import looks_like_addresses

    return not _named_table(sample) and looks_like_addresses(sample.text)


def _named_table(sample: Sample) -> bool:
    return sample.suffix in (".csv", ".tsv", ".tab") and bool(sample.text)


def is_table(sample: Sample) -> bool:
    if _named_table(sample):
        return True
    from sourcebook.collect.columns import field_of
    from sourcebook.collect.tables import looks_like_table

    first = next((line for line in sample.text.splitlines() if line.strip()), "")
    cells = [cell for cell in re.split(r"[\t;,|]", first) if cell.strip()]
    named = sum(bool(field_of(cell.strip('" '))) for cell in cells)
    return named >= 2 and named * 2 >= len(cells) and looks_like_table(sample.text)


def is_text(sample: Sample) -> bool:
    if not sample.text or sample.suffix in (".json", ".xml", ".css", ".js", ".svg"):
        return False
    return not re.match(r"\s*(?:<\?xml|[\[{]\s*[\"{\[\]}])", sample.text)


def _lines(sample: Sample) -> str:
    return sample.text.replace("\r\n", "\n").replace("\r", "\n")
