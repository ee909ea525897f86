"""Take a web page apart into blocks of text that know where they stand, and what its head says.

A tokeniser of our own, for two reasons: every character keeps its place in the file, and nothing a
page does (a million nested tags, quotes never closed) makes it more than one pass.
"""

import html
import re

from msgspec import Struct

# HTML Standard, 15.3 (rendering): what begins and ends a block; what is left out of the text.
BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
VOID = frozenset(
    [
        "area",
        "base",
        "basefont",
        "bgsound",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
HIDDEN = frozenset(
    [
        "audio",
        "button",
        "canvas",
        "datalist",
        "head",
        "iframe",
        "map",
        "math",
        "menuitem",
        "meter",
        "noscript",
        "object",
        "option",
        "output",
        "progress",
        "select",
        "svg",
        "template",
        "video",
    ]
)
RAW = frozenset(
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"]
)
_CLOSES: dict[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tbody": frozenset({"tr", "td", "th", "thead", "tbody"}),
    "tfoot": frozenset({"tr", "td", "th", "thead", "tbody"}),
    "option": frozenset({"option"}),
}
_FENCE: dict[str, frozenset[str]] = {  # where an implied end stops looking upwards
    "li": frozenset({"ul", "ol", "menu", "dir"}),
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
    "option": frozenset({"select", "datalist"}),
}
_PARAGRAPH = frozenset({"p"})
_TABLE = frozenset({"table"})
_CELL = frozenset({"table", "td", "th", "caption"})
_UP = 200  # elements looked through for the one an end tag means

_TOKEN = re.compile(  # no "*+" of a group here: Python 3.11.2 reads it wrongly (gh-106052)
    r"<(?:!--(?:>|->|.*?(?:--!?>|\Z))"
    r"|(?P<end>/?)(?P<tag>[a-zA-Z][^\s/>]*+)"
    r"(?P<attrs>(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*|[^>]*+)>"
    r"|[!?/][^>]*+>)",
    re.S,
)
_ATTR = re.compile(r"([^\s=/>\"']++)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"<[^>]*>")
Attributes = dict[str, str]


class Element(Struct, gc=False):
    """An open tag: its parent's place in ``Page.elements`` (-1 at the top), and the names it goes by
    (class, id, role, itemprop), in lower case, as written."""

    tag: str
    parent: int
    names: str = ""
    depth: int = 0


class Part(Struct, gc=False):
    """Characters of a block that stand between two tags: in the block's text and in the page."""

    start: int
    end: int
    source: int
    source_end: int


class Piece(Struct, gc=False):
    """One block of text: ``element`` holds it directly; ``linked`` characters are inside links;
    ``bold`` ones in b, strong, big or a heading; ``cell`` tells a table's cell; ``breaks`` counts
    the line breaks inside; ``anchors`` the links."""

    text: str
    element: int
    parts: list[Part]
    linked: int = 0
    bold: int = 0
    anchors: int = 0
    breaks: int = 0


class Page(Struct):
    """A page taken apart. ``metas`` are its meta tags, ``data`` its JSON-LD scripts, ``times`` its
    time elements (datetime, and the block that follows), ``stamps`` what elements marked as the
    date of publication say, ``links`` its link tags, ``authors`` the words
    of elements marked as an author's name (the block they stand in, words, how sure the mark is)."""

    elements: list[Element]
    pieces: list[Piece]
    title: str = ""
    language: str = ""
    metas: list[Attributes] = []
    links: list[Attributes] = []
    data: list[str] = []
    times: list[tuple[str, int]] = []
    stamps: list[str] = []
    authors: list[tuple[int, str, int]] = []
    deep: int = 0
    headline: int | None = None  # the block of its title, once that was looked for


_INLINE = frozenset(
    ["a", "span", "b", "strong", "em", "i", "cite", "address", "div", "p", "li", "dd", "td"]
)
_AUTHOR = re.compile(
    r"(?:^|\s)(?:fn|author|autor|byline|authors|author__name|(?:[\w-]*[-_])?(?:author|autor|byline|writer)(?:[-_]{1,2}(?:name|link|title))?|"
    r"authorname|name-author)(?=\s|$)",
    re.I,
)
_IN_AUTHOR = ("fn", "author", "autor", "byline", "writer")
_AUTHOR_LINK = re.compile(
    r"/(?:author|autor|auteur|autoren|authors|people|profil|journalist)s?/", re.I
)


def author_mark(tag: str, found: Attributes) -> int:
    """How surely an element's attributes mark its words as an author's name: 0 not at all, 3 surely
    (HTML Standard, 4.6.7.2, link type "author"; schema.org; hCard)."""
    if tag not in _INLINE:
        return 0
    if "author" in found.get("rel", "").lower() or "author" in found.get("itemprop", "").lower():
        return 3
    if tag == "a" and _AUTHOR_LINK.search(found.get("href", "")):
        return 2
    names = found.get("class", "")
    low = names.lower()
    if any(map(low.__contains__, _IN_AUTHOR)):  # five times as fast as the pattern alone
        return 1 if _AUTHOR.search(names) else 0
    return 0


def attributes(written: str) -> Attributes:
    """The attributes of a tag, names in lower case, the first of each kept."""
    found: Attributes = {}
    for name, quoted in _ATTR.findall(written):
        value = quoted[1:-1] if quoted[:1] in ('"', "'") else quoted
        found.setdefault(name.lower(), html.unescape(value) if "&" in value else value)
    return found


def _told(written: str) -> tuple[Attributes, str, bool]:
    """The attributes of a tag, the names it goes by, and whether it is hidden."""
    found = attributes(written)
    got = [found[key] for key in ("class", "id", "role", "itemprop") if found.get(key)]
    hidden = ("hidden" in found and found["hidden"].lower() != "until-found") or (
        "style" in found and _HIDING.search(found["style"]) is not None
    )
    return found, " ".join(got)[:400], hidden


class _Taker:
    """Walks the tokens of one page and gathers its blocks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.page = Page(elements=[], pieces=[])
        self.stack: list[int] = []
        self.counts: dict[str, int] = {}
        self.hidden = 0  # how many open elements hide what is in them
        self.hiders: list[bool] = []
        self.linking = 0
        self.bold = 0
        self.spans: list[tuple[int, int, int, int]] = []  # start, end, in a link, bold
        self.anchors = 0
        self.breaks = 0
        self.at = 0  # where the token that is being looked at begins
        self.names: list[tuple[int, int, int]] = []  # authors' elements: depth, inside, how sure
        self.told: dict[
            tuple[str, str], tuple[Attributes, str, bool, int]
        ] = {}  # by tag as written

    # --- elements -----------------------------------------------------------
    def open(self, tag: str, written: str, after: int = 0) -> None:
        if tag in BLOCK:
            if self.counts.get("p"):
                self._close_implied("p", _PARAGRAPH, _CELL)
            self.flush()
        if tag in _CLOSES:
            self._close_implied(tag, _CLOSES[tag], _FENCE.get(tag, _TABLE))
        names, hides, sure = "", tag in HIDDEN, 0
        if written and written != "/":
            told = self.told.get((tag, written))
            if told is None:  # many tags of a page are written alike
                found, names, hidden = _told(written)
                sure = author_mark(tag, found)
                self.told[tag, written] = found, names, hidden, sure
            else:
                found, names, hidden, sure = told
            hides = hides or hidden
            if tag == "a":
                self.anchors += 1
            elif tag == "time":
                self.page.times.append((found.get("datetime", ""), len(self.page.pieces)))
            elif "itemprop" in found and "datepublished" in found["itemprop"].lower():
                stamp = found.get("datetime") or found.get("content") or found.get("title", "")
                self.page.stamps.append(stamp)
            elif "published" in found.get("class", "") and found.get("title", "")[:2] in (
                "19",
                "20",
            ):
                self.page.stamps.append(found["title"])  # hAtom (microformats.org)
            if tag == "time" and "datepublished" in found.get("itemprop", "").lower():
                self.page.stamps.append(found.get("datetime", ""))
            if tag == "html":
                self.page.language = found.get("lang", "") or found.get("xml:lang", "")
            elif tag == "body" and not self.page.language:
                self.page.language = found.get("lang", "")
        parent = self.stack[-1] if self.stack else -1
        depth = len(self.stack)
        self.page.elements.append(Element(tag=tag, parent=parent, names=names, depth=depth))
        if tag in VOID or (written.endswith("/") and tag not in BLOCK and tag != "a"):
            if tag == "br":
                self.breaks += 1
                self.spans.append((-1, -1, 0, 0))
            return
        self.page.deep = max(self.page.deep, depth)
        self.stack.append(len(self.page.elements) - 1)
        if sure:
            self.names.append((len(self.stack), after, sure))
        self.counts[tag] = self.counts.get(tag, 0) + 1
        self.hiders.append(hides)
        self.hidden += hides
        self.linking += tag == "a"
        self.bold += tag in ("b", "strong", "big")

    def _author(self) -> None:
        """Keep the words of an element that is marked as an author's name."""
        _, start, sure = self.names.pop()
        words = _SPACE.sub(" ", html.unescape(_TAG.sub(" ", self.text[start : self.at]))).strip()
        place = self.stack[-1]
        for _ in range(8):
            if place < 0:
                break
            if "comment" in self.page.elements[place].names.lower():
                return
            place = self.page.elements[place].parent
        if 1 < len(words) < 80 and not self.hidden:
            self.page.authors.append((len(self.page.pieces), words, sure))

    def _pop(self) -> None:
        if self.names and self.names[-1][0] == len(self.stack):
            self._author()
        tag = self.page.elements[self.stack.pop()].tag
        self.counts[tag] -= 1
        self.hidden -= self.hiders.pop()
        self.linking -= tag == "a"
        self.bold -= tag in ("b", "strong", "big")

    def _close_implied(self, tag: str, ends: frozenset[str], fence: frozenset[str]) -> None:
        if not any(map(self.counts.get, ends)):
            return
        elements, stack = self.page.elements, self.stack
        found = -1
        for place in range(len(stack) - 1, max(-1, len(stack) - 1 - _UP), -1):
            here = elements[stack[place]].tag
            if here in ends:
                found = place
                if tag != "tr" and tag not in ("tbody", "tfoot"):
                    break
            elif here in fence:
                break
        if found >= 0:
            self.flush()
            while len(stack) > found:
                self._pop()

    def close(self, tag: str) -> None:
        if tag in BLOCK:
            self.flush()
        if not self.counts.get(tag):
            return
        elements, stack = self.page.elements, self.stack
        if elements[stack[-1]].tag == tag:
            self._pop()
            return
        fence = frozenset() if tag in ("table", "html", "body") else _TABLE
        for place in range(len(stack) - 1, max(-1, len(stack) - 1 - _UP), -1):
            here = elements[stack[place]].tag
            if here == tag:
                while len(stack) > place:
                    self._pop()
                return
            if here in fence or (tag not in BLOCK and here in BLOCK and tag != "a"):
                return

    # --- text ---------------------------------------------------------------
    def words(self, start: int, end: int) -> None:
        if not self.hidden and end > start:
            self.spans.append((start, end, self.linking, self.bold))

    def flush(self) -> None:
        """End the block that is being gathered, if it has words."""
        spans, self.spans = self.spans, []
        anchors, self.anchors = self.anchors, 0
        breaks, self.breaks = self.breaks, 0
        if not spans:
            return
        element = self.stack[-1] if self.stack else -1
        if not breaks:
            if len(spans) > 1 or not self.text[spans[0][0] : spans[0][1]].isspace():
                self._piece(spans, element, anchors, breaks)
            return
        group: list[tuple[int, int, int, int]] = []
        empty = 0
        for span in spans:
            if span[0] < 0:
                empty += 1
                if empty == 2 and group:  # two line breaks make a paragraph
                    self._piece(group, element, anchors, breaks)
                    group, anchors, breaks = [], 0, 0
                elif group:
                    group.append(span)
            elif empty and self.text[span[0] : span[1]].isspace():
                continue
            else:
                empty = 0
                group.append(span)
        self._piece(group, element, anchors, breaks)

    def _piece(
        self, spans: list[tuple[int, int, int, int]], element: int, anchors: int, breaks: int
    ) -> None:
        made: list[str] = []
        parts: list[Part] = []
        length = linked = bold = 0
        gap = False  # white space seen since the last word
        line = False
        for start, end, link, heavy in spans:
            if start < 0:
                line = True
                continue
            raw = self.text[start:end]
            if "&" in raw:
                raw = html.unescape(raw)
            words = raw.strip(" \t\r\n\f\v\xa0")
            if not words:
                gap = gap or bool(raw)
                continue
            lead = raw[0] in " \t\r\n\f\v\xa0"
            if made and (gap or lead or line):
                made.append("\n" if line else " ")
                length += 1
            words = _SPACE.sub(" ", words).replace("\xad", "").replace("\u200b", "")
            made.append(words)
            parts.append(Part(length, length + len(words), start, end))
            length += len(words)
            linked += len(words) if link else 0
            bold += len(words) if heavy else 0
            gap = raw[-1] in " \t\r\n\f\v\xa0"
            line = False
        text = "".join(made)
        if text and not text.isspace():
            self.page.pieces.append(
                Piece(
                    text=text,
                    element=element,
                    parts=parts,
                    linked=linked,
                    bold=bold,
                    anchors=anchors,
                    breaks=breaks,
                )
            )


def take_apart(text: str) -> Page:
    """The blocks of a page in their order, and what its head says."""
    taker = _Taker(text)
    page = taker.page
    place = 0
    search = _TOKEN.search
    # beyond the last ">" no tag ends: without this bound each "<" there would be looked through to the end
    last = text.rfind(">") + 1
    while (found := search(text, place, last)) is not None:
        start, end = found.span()
        if start > place:
            taker.words(place, start)
        taker.at = start
        place = end
        ends, tag, written = found.groups()
        if tag is None:
            if text.startswith("<!--", start) and not text.endswith(("-->", "--!>"), start, end):
                place = len(text)  # a comment that nothing ends hides the rest
            continue
        tag = tag.lower()
        if ends:
            taker.close(tag)
            continue
        if tag == "meta":
            told = attributes(written)
            page.metas.append(told)
            if "datepublished" in told.get("itemprop", "").lower():
                page.stamps.append(told.get("content", ""))
            continue
        if tag == "link":
            page.links.append(attributes(written))
            continue
        if tag in RAW:
            place = _raw(text, tag, written, place, taker)
            continue
        taker.open(tag, written, place)
    unended = text.find("<!--", place)
    taker.at = len(text)
    taker.words(place, len(text) if unended < 0 else unended)
    taker.flush()
    return page


def _raw(text: str, tag: str, written: str, place: int, taker: _Taker) -> int:
    """Pass over an element whose inside is no markup; give the place behind it."""
    end = re.compile(rf"</{tag}\b[^>]*>", re.I).search(text, place)
    if end is None:
        # never closed: a title or a script to the end of the page would hide all of it
        return place if tag in ("title", "noscript", "iframe", "textarea") else len(text)
    inside = text[place : end.start()]
    if tag == "title" and not taker.page.title:
        taker.page.title = _SPACE.sub(" ", html.unescape(inside)).strip()
    elif tag == "script" and "ld+json" in written.lower():
        taker.page.data.append(inside)
    return end.end()
