"""Describe each block of a page by marks that tell main text from the rest: where it stands, what it
is called, how it is written. A trained table (``weights.json``) says what each mark counts.

Marks are plain names; those of words and of class names are few and common (the training script
keeps none that fewer than some dozen sites share).
"""

import re
from bisect import bisect_right

from sourcebook.read.html.source import Element, Page, Piece

_NAME = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]+(?![a-z])")
_WORD = re.compile(r"\w+")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{1,2}:\d\d\b")
_END = tuple('.!?…:;”"»)。！？')
_SIZES = (4, 10, 20, 40, 80, 150, 250, 400, 800)
_HIGH = 37  # further elements upwards that are looked at
_NEAR = 2  # elements above a block whose names count as its own
_PARTS = re.compile(r"\s+[|\-–—:»·•«/]\s+|\s*\|\s*|\s*»\s*|\s+::\s+|:\s+")
_HEADLINE = re.compile(r'"headline"\s*:\s*"((?:[^"\\]|\\.){4,300})"')
_BRANDS = re.compile(r"site-?(?:title|name|header|brand)|logo|masthead|navbar|branding", re.I)
_TAGS = frozenset(
    [
        "article",
        "main",
        "aside",
        "nav",
        "header",
        "footer",
        "form",
        "table",
        "ul",
        "ol",
        "dl",
        "blockquote",
        "figure",
        "figcaption",
        "section",
        "li",
        "td",
        "th",
        "p",
        "div",
        "span",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "address",
        "center",
        "details",
        "summary",
    ]
)
# Names of marks, written out once: a page has hundreds of blocks, each with some forty marks.
_SIZED, _MEAN = ([f"{name}{n}" for n in range(10)] for name in ("size", "g:mean"))
_AT = [f"at{n}" for n in range(11)]
_ANCHORS = [f"anchors{n}" for n in range(5)]
_BESIDE = tuple(
    (step, f"{name}none", f"{name}link", f"{name}tag:" if abs(step) == 1 else "",
     [f"{name}size{n}" for n in range(10)])
    for step, name in ((-1, "p"), (1, "q"), (-2, "pp"), (2, "qq"))
)  # fmt: skip
_HAS = (
    ("©", "has:c"), ("|", "has:bar"), ("@", "has:at"), ("»", "has:raquo"), ("…", "has:dots"),
    ("?", "has:ask"), ("http", "has:http"),
)  # fmt: skip
Marks = dict[str, float]


def names_of(written: str) -> list[str]:
    """The words in class names and ids: ``entry-content postBody`` → entry, content, post, body."""
    return [part.lower() for part in _NAME.findall(written) if len(part) > 2][:24]


def size_of(length: int) -> int:
    """Which of ten sizes a block has."""
    return bisect_right(_SIZES, length)


def fold(text: str) -> str:
    """Letters and digits only, in lower case, to compare a heading with a title."""
    return "".join(_WORD.findall(text.lower()))


class _Above:
    """What is known of each element from those above it, worked out once an element."""

    def __init__(self, elements: list[Element]) -> None:
        self.elements = elements
        self.split: dict[str, dict[str, None]] = {}
        self.known: dict[int, tuple[str, ...]] = {}
        self.alike: dict[tuple[str, ...], tuple[str, ...]] = {}

    def named(self, element: Element, sign: str) -> dict[str, None]:
        """Marks of the names an element goes by."""
        key = sign + element.names
        found = self.split.get(key)
        if found is None:
            words = names_of(element.names)
            found = self.split[key] = dict.fromkeys([sign + word for word in words])
        return found

    def near(self, place: int) -> tuple[str, ...]:
        """Marks of the nearest elements; the same for all that go by the same names."""
        nearest: list[Element] = []
        for _ in range(_NEAR + 1):
            if place < 0:
                break
            nearest.append(self.elements[place])
            place = nearest[-1].parent
        key = tuple([name for element in nearest for name in (element.tag, element.names)])
        found = self.alike.get(key)
        if found is None:
            found = self.alike[key] = self._near(nearest)
        return found

    def _near(self, nearest: list[Element]) -> tuple[str, ...]:
        made: dict[str, None] = {}
        for step, element in enumerate(nearest):
            if element.tag not in ("html", "body"):
                made.update(self.named(element, "n:"))
                if element.tag in _TAGS:
                    made[f"t{min(step, 1)}:{element.tag}"] = None
            else:
                made.update(self.named(element, "b:"))
        return tuple(made)

    def far(self, place: int) -> tuple[str, ...]:
        """Marks of all elements further up, which many blocks share."""
        for _ in range(_NEAR + 1):
            if place < 0:
                return ()
            place = self.elements[place].parent
        found = self.known.get(place)
        if found is not None:
            return found
        key, made = place, dict[str, None]()
        for _ in range(_HIGH):
            if place < 0:
                break
            element = self.elements[place]
            if element.tag not in ("html", "body"):
                made.update(self.named(element, "f:"))
                if element.tag in _TAGS:
                    made[f"u:{element.tag}"] = None
            else:
                made.update(self.named(element, "b:"))
            place = element.parent
        found = self.known[key] = tuple(made)
        return found


def marks_of(page: Page) -> list[tuple[tuple[str, ...], tuple[str, ...], Marks]]:
    """The marks of every block, in order: those of its element and of those further up, which
    blocks share and which count 1 each, and its own."""
    pieces = page.pieces
    above = _Above(page.elements)
    cache: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    sizes = [len(piece.text) for piece in pieces]
    total = sum(sizes) or 1
    links = [piece.linked / (size or 1) for piece, size in zip(pieces, sizes, strict=True)]
    titles = _titles(page)
    folded = [
        fold(piece.text) if size < 300 else "" for piece, size in zip(pieces, sizes, strict=True)
    ]
    head = page.headline = _headline(page, folded, titles)
    repeated: dict[str, int] = {}
    for piece in pieces:
        repeated[piece.text] = repeated.get(piece.text, 0) + 1
    by_parent: dict[int, list[int]] = {}
    for place, piece in enumerate(pieces):
        by_parent.setdefault(_holder(page.elements, piece), []).append(place)
    groups: dict[int, Marks] = {}
    for holder, places in by_parent.items():
        groups[holder] = _group(places, sizes, links, pieces)
    made: list[tuple[tuple[str, ...], tuple[str, ...], Marks]] = []
    before = 0
    longest = max(sizes, default=1) or 1
    for place, piece in enumerate(pieces):
        marks: Marks = {"": 1.0}
        found = cache.get(piece.element)
        if found is None:
            found = cache[piece.element] = above.near(piece.element), above.far(piece.element)
        _own(piece, sizes[place], links[place], marks)
        _words(piece, sizes[place], marks)
        _beside(page, place, sizes, links, marks)
        marks.update(groups[_holder(page.elements, piece)])
        marks[_AT[int(10 * before / total)]] = 1.0
        marks["long"] = sizes[place] / longest
        if head >= 0:
            gap = place - head
            marks["h:self" if gap == 0 else "h:after" if gap > 0 else "h:before"] = 1.0
            if 0 < gap <= 3:
                marks[f"h:+{gap}"] = 1.0
        else:
            marks["h:none"] = 1.0
        if folded[place] and titles.get(folded[place], 0) > 0:
            marks["titled"] = 1.0
        if repeated[piece.text] > 1:
            marks["again"] = 1.0
        made.append((*found, marks))
        before += sizes[place]
    return made


def _beside(page: Page, place: int, sizes: list[int], links: list[float], marks: Marks) -> None:
    """What stands before and after the block."""
    pieces = page.pieces
    for step, none, link, tagged, sized in _BESIDE:
        other = place + step
        if not 0 <= other < len(pieces):
            marks[none] = 1.0
            continue
        marks[sized[size_of(sizes[other])]] = 1.0
        marks[link] = links[other]
        if tagged:
            element = pieces[other].element
            marks[tagged + (page.elements[element].tag if element >= 0 else "")] = 1.0


def _holder(elements: list[Element], piece: Piece) -> int:
    """The element that holds the block and its siblings."""
    place = piece.element
    if place >= 0 and elements[place].tag not in ("div", "article", "section", "main", "body"):
        place = elements[place].parent
    return place


def _group(places: list[int], sizes: list[int], links: list[float], pieces: list[Piece]) -> Marks:
    total = sum(sizes[place] for place in places)
    linked = sum(sizes[place] * links[place] for place in places)
    ends = sum(1 for place in places if pieces[place].text.endswith(_END))
    marks: Marks = {
        "g:link": linked / (total or 1),
        f"g:size{min(9, total // 400)}": 1.0,
        f"g:many{min(6, len(places) // 2)}": 1.0,
        "g:ends": ends / len(places),
        _MEAN[size_of(total // len(places))]: 1.0,
    }
    return marks


def _own(piece: Piece, size: int, link: float, marks: Marks) -> None:
    text = piece.text
    marks[_SIZED[size_of(size)]] = 1.0
    marks["link"] = link
    if link > 0.95:
        marks["linked"] = 1.0
    elif link == 0:
        marks["unlinked"] = 1.0
    marks["bold"] = piece.bold / size
    marks[_ANCHORS[min(piece.anchors, 4)]] = 1.0
    if piece.breaks:
        marks["breaks"] = 1.0
    if text.endswith(_END):
        marks["ends:" + text[-1]] = 1.0
        marks["ends"] = 1.0
    commas = text.count(",") + text.count("、") + text.count("，")
    marks["commas"] = min(1.0, commas / 5)
    stops = text.count(". ") + text.count("。")
    marks["stops"] = min(1.0, stops / 3)
    digits = sum(map(text[:200].count, "0123456789"))
    marks["digits"] = digits / min(size, 200)
    if size < 60 and _DATE.search(text):
        marks["dated"] = 1.0
    for sign, name in _HAS:
        if sign in text:
            marks[name] = 1.0
    if size < 200:
        if text.isupper():
            marks["upper"] = 1.0
        first = text[0]
        marks[
            "first:"
            + (
                "a"
                if first.islower()
                else "A"
                if first.isupper()
                else "0"
                if first.isdigit()
                else "."
            )
        ] = 1.0


def _words(piece: Piece, size: int, marks: Marks) -> None:
    """The words of a short block, and of the ends of a long one."""
    text = piece.text.lower()
    if size <= 160:
        for word in _WORD.findall(text)[:25]:
            marks["w:" + word] = 1.0
    else:
        for word in _WORD.findall(text[:70])[:8]:
            marks["W:" + word] = 1.0


def _titles(page: Page) -> dict[str, int]:
    """What the head calls the page, folded, and how much each says."""
    found: dict[str, int] = {}
    parts = [part for part in _PARTS.split(page.title) if len(part) > 3]
    for number, part in enumerate(sorted(parts, key=len, reverse=True)):
        found[fold(part)] = 2 if number == 0 else 1
    found[fold(page.title)] = 3
    for meta in page.metas:
        name = (meta.get("property") or meta.get("name") or "").lower()
        if name in ("og:title", "twitter:title", "dc.title", "citation_title"):
            whole = meta.get("content", "")
            for part in _PARTS.split(whole):
                found.setdefault(fold(part), 2)
            found[fold(whole)] = 5
        elif name in ("og:site_name", "application-name"):
            found[fold(meta.get("content", ""))] = -4
    for script in page.data[:6]:
        for headline in _HEADLINE.findall(script[:20000]):
            found.setdefault(fold(headline), 4)
    found.pop("", None)
    return found


def _headline(page: Page, folded: list[str], titles: dict[str, int]) -> int:
    """The block that holds the page's own title: the heading that agrees best with what the head
    calls the page, the first h1 where none agrees; -1 where there is none."""
    best = (0, -1)
    for place, piece in enumerate(page.pieces):
        tag = _heading(page.elements, piece.element)
        if not tag or not folded[place]:
            continue
        agrees = titles.get(folded[place], 0)
        rank = 2 * agrees + {"h1": 3, "h2": 2, "h3": 1}.get(tag, 0)
        if agrees <= 0 and tag != "h1":
            continue
        if _BRANDS.search(_names_above(page.elements, piece.element)):
            rank -= 5
        if rank > best[0]:
            best = (rank, place)
    return best[1]


def _names_above(elements: list[Element], place: int) -> str:
    made = []
    for _ in range(4):
        if place < 0:
            break
        made.append(elements[place].names)
        place = elements[place].parent
    return " ".join(made)


def _heading(elements: list[Element], place: int) -> str:
    for _ in range(3):
        if place < 0:
            return ""
        tag = elements[place].tag
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            return tag
        place = elements[place].parent
    return ""


def headline_of(page: Page) -> int:
    """The block that holds the page's title, or -1."""
    if page.headline is not None:
        return page.headline
    folded = [fold(piece.text) if len(piece.text) < 300 else "" for piece in page.pieces]
    return _headline(page, folded, _titles(page))
