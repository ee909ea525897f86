"""Read Markdown, as extractors of web pages write it, as the lines a reader sees."""

import re

from msgspec import structs

from sourcebook.collect.postings import marks
from sourcebook.collect.postings.lines import Line, Link, tidy

_FEWEST = 3  # marks that make a text Markdown; quoted reports hold one or two by chance
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,2000})\]"
    r"\((?P<href><[^<>\s]{0,2000}>|[^\s()]{0,2000}(?:\([^\s()]{0,500}\)[^\s()]{0,2000}){0,3})"
    r"(?:\s+\"[^\"]{0,300}\")?\)|<(?P<auto>https?://[^<>\s]{1,2000})>"
)
_STRONG_LINE = re.compile(r"^(\*\*|__)(?!\s)(.{1,1000}?)(?<!\s)\1$")
_STRONG = re.compile(
    r"\*\*(?=\S)([^*]{1,2000})(?<=\S)\*\*|(?<!\w)__(?=\S)([^_]{1,2000})(?<=\S)__(?!\w)"
)
_STRESSED = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_]{1,500})(?<=[^\s*_])\1(?![\w*_])")
_OPEN_ADDRESS = re.compile(r"\]\(<?[^\s()<>]*$")  # a link's address that goes on
_ADDRESS_END = re.compile(r"[^\s()<>]*>?\)?(?:\s|$)|[^\s()<>]*\)")
_HEADING = re.compile(r"^#{1,6}\s+(.*[^#\s])\s*$")
_ITEM = re.compile(r"^(?:[*+]|>+)\s+")
_ESCAPED = re.compile(r"\\([\\*_#\[\](){}~`<>.+\-!|])")
# Escaped marks stand as private characters while the others are read: U+E000 + the mark's own.
_HIDDEN = re.compile("[\ue021-\ue07e]")


def looks_like_markdown(lines: list[Line]) -> bool:
    """Whether lines hold links written as in Markdown, or titles set bold in stars."""
    links = bold = headings = 0
    for line in lines:
        text = line.text
        if "](" in text and (link := _LINK.search(text)):
            # "[a.example/b](http://a.example/b)" stands in no other text
            links += 2 if (link["text"] or "").strip("/") in (link["href"] or "") else 1
        elif text[0] == "#" and text[-1] != "#" and _HEADING.match(text) and text[-1].isalnum():
            headings += 1
        elif text.startswith("**") and _STRONG_LINE.match(text):
            bold += text[2] != "*"
        if links >= _FEWEST or bold >= _FEWEST or headings > 1:
            return True
    return False


def markdown_lines(lines: list[Line]) -> list[Line]:
    """The lines without marks: bold ones told as bold, links as links over their words, images
    by their words as an image's text. A line that was nothing but marks is left out."""
    made: list[Line] = []
    for line in _rejoined(lines):
        if line.text.startswith("***") and marks.SECTION.fullmatch(line.text):
            made.append(line)
            continue
        text, links, bold = _read(line.text)
        if text:
            made.append(structs.replace(line, text=text, links=links, bold=bold, columns=()))
    return made


def _rejoined(lines: list[Line]) -> list[Line]:
    """The lines with links joined again that were wrapped inside their brackets or address."""
    made: list[Line] = []
    for line in lines:
        before = made[-1] if made else None
        if before is not None and line.gap == 0 and _link_goes_on(before.text, line.text):
            made[-1] = structs.replace(before, text=before.text + line.text, last=line.last)
        else:
            made.append(line)
    return made


def _link_goes_on(before: str, after: str) -> bool:
    if before.endswith("]"):
        return after.startswith("(")
    return bool(_OPEN_ADDRESS.search(before) and _ADDRESS_END.match(after))


def _read(raw: str) -> tuple[str, tuple[Link, ...], bool]:
    text = _ESCAPED.sub(lambda found: chr(0xE000 + ord(found[1])), raw) if "\\" in raw else raw
    text = _ITEM.sub("", text)
    heading = _HEADING.match(text)
    bold = heading is not None
    if heading:
        text = heading[1]
    strong = _STRONG_LINE.match(text)
    if strong and "**" not in strong[2]:
        text, bold = strong[2], True
    out = ""
    links: list[Link] = []
    at = 0
    for found in _LINK.finditer(text):
        out = _joined(out, _unmarked(text[at : found.start()]))
        at = found.end()
        if found["auto"]:
            shown = href = _shown(found["auto"])
        elif found["image"]:
            shown, href = f"Description: {tidy(found['text'])}" if found["text"] else "", ""
        else:
            shown, href = _unmarked(found["text"]).strip(), _shown(found["href"].strip("<>"))
        if shown and href:
            start = len(out)
            links.append(Link(start, start + len(shown), href))
        out += shown
    out = _joined(out, _unmarked(text[at:]))
    return out.strip(), tuple(links), bold


def _joined(one: str, two: str) -> str:
    """Two texts in a row, with one space where both have one."""
    return one + (two.lstrip() if one.endswith(" ") or not one else two)


def _unmarked(text: str) -> str:
    if "*" in text or "_" in text:
        text = _STRESSED.sub(r"\2", text)
        text = _STRONG.sub(lambda found: found[1] or found[2], text)
    return _shown(text)


def _shown(text: str) -> str:
    """The text with the marks that were escaped as they are."""
    return _HIDDEN.sub(lambda found: chr(ord(found[0]) - 0xE000), text)
