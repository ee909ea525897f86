"""Turn saved HTML into lines as a reader sees them: in one pass, without a tree.

A pass over the tags keeps the file's line numbers, needs no recursion, and takes time and memory in
proportion to the file. A million nested ``<div>`` took lexbor's tree over a minute (it searches
the open elements for each), and libxml2 dropped the words inside; here it takes about a second.
"""

import html
import re
from bisect import bisect_right

from sourcebook.collect.postings.lines import Line, Link, columns, tidy
from sourcebook.records import Finding

_SIGN = re.compile(
    r"<(?:html|body|head|!doctype|p|div|table|tr|td|br|span|font|h[1-6]|center|meta)\b[^<]{0,400}>",
    re.I,
)
# What a word processor wraps every few words in; it means nothing to us, so it goes in one sweep.
# Tags that run over a line end are left for the slow pass, which keeps count of the lines.
_CLUTTER = re.compile(
    r"</?(?:span|font|o:p|i|em|u|small|big|sup|sub|ins|del|st1:[a-z]+|w:[a-z]+)(?:\s[^<>\n]*)?/?>",
    re.I,
)
# A paragraph without further marks, as most are once the clutter is gone.
_PARAGRAPH = re.compile(
    r"\s*<p(?:\s+[\w:\-]+(?:\s?=\s?(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))?)*\s*>([^<]*)</p>", re.I
)
_TAG = re.compile(r"<(?:(!--)|(/?)([A-Za-z][A-Za-z0-9:]*)|[!?/])")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.I)
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
        "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "menu", "nav", "ol",
        "option", "p", "pre", "section", "select", "table", "tbody", "tfoot", "thead", "tr", "ul",
    }
)  # fmt: skip
_CELLS = frozenset({"td", "th"})
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"})
# Their content is no text of the page. ``xml`` is the office data island; ``v:`` draws pictures.
_SILENT = frozenset({"script", "style", "title", "xml", "template", "noframes", "v:shapetype"})
_CONTROLS = dict.fromkeys([*range(9), *range(14, 32), 11, 12, 127], " ")
_LONGEST_TAG = 65_536
_OPEN, _CLOSE = "\x02", "\x03"


def looks_like_html(text: str) -> bool:
    """Whether a text is marked up: a tag of a page in its first 20,000 characters."""
    return _SIGN.search(text, 0, 20_000) is not None


def _tag_end(text: str, start: int) -> int:
    """Just past the ``>`` that ends a tag, quoted values skipped; -1 where the tag never ends."""
    end = text.find(">", start, start + _LONGEST_TAG)
    for _ in range(8):
        if end < 0:
            return -1
        inside = text[start:end]
        if inside.count('"') % 2 == 0 and (inside.count("'") % 2 == 0 or '"' in inside):
            return end + 1
        if "<" in inside[1:]:  # a quote somebody forgot to close
            return text.find(">", start) + 1
        end = text.find(">", end + 1, start + _LONGEST_TAG)
    return text.find(">", start) + 1


class _Writer:
    """The lines written so far, and the one being written."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.parts: list[str] = []
        self.hrefs: list[str] = []
        self.bold_letters = self.letters = 0
        self.first = self.last = 0
        self.gap = 0
        self.fresh = True

    def write(self, text: str, *, line: int, last: int, bold: bool) -> None:
        letters = len(text.strip())
        if letters:
            if not self.letters:
                self.first = line
            self.last = last
            self.letters += letters
            if bold:
                self.bold_letters += letters
        self.parts.append(text)

    def open(self, href: str) -> None:
        self.parts.append(_OPEN)
        self.hrefs.append(href)

    def close(self) -> None:
        self.parts.append(_CLOSE)

    def end(self, gap: int) -> None:
        """Ends the line; ``gap`` is how far the next one stands off."""
        if self.letters:
            self._finish()
            self.gap = gap
        elif gap and not self.fresh:
            self.gap += 1 if self.parts else 0
            self.gap = max(self.gap, gap)
        elif not gap:
            self.gap += 1  # two <br> in a row: an empty line
        self.fresh = False
        self.parts.clear()
        self.hrefs.clear()
        self.letters = self.bold_letters = 0

    def _finish(self) -> None:
        raw = "".join(self.parts)
        if "&" in raw:
            raw = html.unescape(raw)
        text = tidy(raw)
        links: tuple[Link, ...] = ()
        if self.hrefs:
            text, links = _unmarked(text, self.hrefs)
        if not text:
            return
        wide = () if _OPEN in raw and not text else columns(_bare(raw))
        self.lines.append(
            Line(
                number=self.first,
                last=max(self.first, self.last),
                text=text,
                gap=self.gap,
                bold=self.bold_letters > self.letters * 0.8,
                links=links,
                columns=wide,
            )
        )


def _bare(raw: str) -> str:
    """The text without the marks for links; a newline of the source means only a space."""
    return raw.replace(_OPEN, "").replace(_CLOSE, "").replace("\n", " ")


def _unmarked(text: str, hrefs: list[str]) -> tuple[str, tuple[Link, ...]]:
    """The text without link marks, and where the links were."""
    links: list[Link] = []
    out: list[str] = []
    length = 0
    opened: list[tuple[int, str]] = []
    given = iter(hrefs)
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", text):
        part = piece
        if part == _OPEN:
            opened.append((length, next(given, "")))
        elif part == _CLOSE:
            if opened:
                start, href = opened.pop()
                if length > start:
                    links.append(Link(start, length, href))
        else:
            if part.startswith(" ") and (not out or out[-1].endswith(" ")):
                part = part[1:]
            out.append(part)
            length += len(part)
    for start, href in opened:
        if length > start:
            links.append(Link(start, length, href))
    whole = "".join(out)
    return whole.rstrip(), tuple(links)


def html_lines(text: str) -> tuple[list[Line], list[Finding]]:  # noqa: PLR0915 - one pass
    """The lines of a page of HTML that hold anything, with the numbers of the file's lines.

    Comments (conditional ones too), scripts, styles, office data and drawings are left out; a tag
    cut off at the end of the file is a finding.
    """
    text = text.translate(_CONTROLS) if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", text) else text
    text = _CLUTTER.sub("", text)
    ends = [found.start() for found in re.finditer(r"\r\n?|\n", text)]
    writer = _Writer()
    findings: list[Finding] = []
    never: set[str] = set()  # closing marks that a search has shown to be absent from here on
    bold = 0
    linked = ""  # where the open link points
    pre = False
    at = 0
    size = len(text)

    def take(start: int, stop: int) -> None:
        if stop <= start:
            return
        piece = text[start:stop]
        if pre and "\n" in piece:
            where = start
            for row in piece.splitlines(keepends=True):
                number = bisect_right(ends, where - 1) + 1
                writer.write(row, line=number, last=number, bold=bold > 0)
                where += len(row)
                if row.endswith(("\n", "\r")):
                    writer.end(0)
            return
        lead = len(piece) - len(piece.lstrip())
        number = bisect_right(ends, start + lead - 1) + 1
        last = number + piece.strip().count("\n")
        writer.write(piece, line=number, last=last, bold=bold > 0)

    while at < size:
        whole = None if bold or linked or pre else _PARAGRAPH.match(text, at)
        if whole:
            words = whole[1]
            writer.end(1)
            if words.strip():
                number = (
                    bisect_right(ends, whole.start(1) + len(words) - len(words.lstrip()) - 1) + 1
                )
                last = number + words.strip().count("\n")
                writer.write(words, line=number, last=last, bold=False)
                writer.end(1)
            else:
                writer.parts.append(words)
                writer.end(1)
            at = whole.end()
            continue
        found = _TAG.search(text, at)
        if not found:
            take(at, size)
            break
        start = found.start()
        take(at, start)
        if found[1]:
            end = -1 if "-->" in never else text.find("-->", start + 2)
            if end < 0:
                never.add("-->")
                end = text.find(">", start)
                at = size if end < 0 else end + 1
            else:
                at = end + 3
            continue
        at = _tag_end(text, start)
        if at <= 0:
            number = bisect_right(ends, start - 1) + 1
            findings.append(
                Finding(
                    rule="cut-markup", subject=f"line {number}", level="warning",
                    says=f"a tag is cut off here: {tidy(text[start : start + 60])}",
                )
            )  # fmt: skip
            at = text.find("\n", start)
            if at < 0:
                break
            continue
        name = (found[3] or "").lower()
        closing = found[2] == "/"
        if name in _SILENT and not closing and text[at - 2 : at - 1] != "/":
            mark = f"</{name}"
            if mark not in never:
                stop = _find(text, mark, at)
                if stop < 0:
                    never.add(mark)
                else:
                    after = text.find(">", stop)
                    at = size if after < 0 else after + 1
            continue
        if name == "br":
            writer.end(0)
            if linked:  # a link may go on below
                writer.open(linked)
        elif name in _CELLS:
            if not "".join(writer.parts[-4:]).rstrip().endswith(":"):
                writer.end(1)
            else:
                writer.parts.append(" ")
        elif name in _BLOCKS:
            writer.end(1)
            bold = 1 if name in _BOLD and not closing else 0
            linked = ""
            pre = (name == "pre" and not closing) or (pre and name != "pre")
        elif name in _BOLD:
            bold = max(0, bold - 1) if closing else bold + 1
        elif name == "a":
            if linked:
                writer.close()
                linked = ""
            if not closing:
                href = _HREF.search(text, start, at)
                if href:
                    linked = tidy(html.unescape(href[1] or href[2] or href[3] or ""))
                    if linked:
                        writer.open(linked)
    writer.end(1)
    return writer.lines, findings


def _find(text: str, mark: str, start: int) -> int:
    """Where a closing tag stands, in any case of letters."""
    found = re.compile(re.escape(mark), re.I).search(text, start)
    return found.start() if found else -1
