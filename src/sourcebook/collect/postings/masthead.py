"""Read what a page begins with: its menu, the theme's title, the tagline, the range of years."""

import re
from functools import cache

from msgspec import Struct, structs

from sourcebook.collect.postings.about import CAUTION, HOW_START
from sourcebook.collect.postings.cuts import ARTEFACT
from sourcebook.collect.postings.ledger import Ledger
from sourcebook.collect.postings.marks import read_locator
from sourcebook.collect.postings.pieces import Piece
from sourcebook.collect.postings.place import Place, is_page_address
from sourcebook.themes import find_theme, themes
from sourcebook.values.places import find_country

RANGE = re.compile(
    r"^(?:Published reports\b.{0,60}|In the (?:early|first|opening)\b.{0,30}\b21st Century.{0,20}"
    r"|Reports?\b.{0,40}\bfrom \d{4} to \d{4}|Articles?\b.{0,40}\bfrom \d{4} to \d{4})$",
    re.I,
)
_LABELS = frozenset(
    {
        "main menu", "menu", "home", "home page", "index", "teachers", "students", "contact",
        "country-by-country reports", "contribute a new link", "contribute a link", "links",
        "country reports", "site map", "search", "about", "about us", "feedback", "help",
        "other countries", "resources for teachers", "term papers", "all countries", "back",
    }
)  # fmt: skip


def menu_labels(text: str) -> list[str] | None:
    """The labels a menu line holds, or None where the line is none."""
    bare = text.strip()
    if "|" in bare:
        return [part.strip(" []") for part in bare.split("|") if part.strip(" []")]
    if bare.lower().strip(" []") in _LABELS:
        return [bare.strip(" []")]
    if re.fullmatch(r"\[\s*[^\[\]]{2,40}\]", bare) and read_locator(bare) is None:
        return [bare.strip(" []")]
    bracketed = re.findall(r"\[\s*([^\[\]]{2,40}?)\s*\]", bare)
    if read_locator(bare[: bare.find("]") + 1]) is not None:
        return None  # "[page 12] and the contract was signed": a quote's end
    if bracketed and len(bare) < 120 and re.search(r"\bin\s*\[|^\[", bare):
        return [bare]
    return None


class Token(Struct, frozen=True):
    """Some words of a masthead: a menu label, a theme's name (with its id), or other words."""

    text: str
    piece: Piece
    theme: str | None = None
    label: bool = False


@cache
def _known_labels() -> tuple[str, ...]:
    """Menu labels and the names of themes in lower case, longest first."""
    names = {name for theme in themes().values() for name in (theme.title, *theme.names)}
    return tuple(sorted({*_LABELS, *(name.lower() for name in names)}, key=len, reverse=True))


def _label_of(text: str) -> str:
    """The longest label a text begins with, if nothing or another thing follows it."""
    low = text.lower()
    for name in _known_labels():
        if low.startswith(name):
            after = text[len(name) :]
            if not after.strip() or (after[0] == " " and not after[1:2].islower()):
                return text[: len(name)]
    return ""


def _tokens(piece: Piece, *, alone: bool) -> list[Token]:
    """What a line of a masthead holds. Labels are told from the words after them where there are
    two, or where the line was cut out of a longer one; ``alone``: where there is one, too."""
    text = piece.text
    theme = find_theme(text)
    if theme is not None:
        return [Token(text, piece, theme=theme)]
    found: list[Token] = []
    rest = text
    while label := _label_of(rest):
        found.append(Token(label, piece, theme=find_theme(label), label=True))
        rest = rest[len(label) :].strip()
    if rest and not (piece.flat or alone or len(found) > 1):
        return [Token(text, piece)]
    return [*found, Token(rest, piece)] if rest else found


def _title_at(tokens: list[Token], theme: str | None) -> int | None:
    """Which token is the page's title: the last name of its own theme among the first names, or a
    line that begins with one and goes on."""
    named = [i for i, token in enumerate(tokens) if token.theme is not None]
    own = [i for i in named if theme is None or tokens[i].theme == theme]
    if own:
        return own[-1]
    for index, token in enumerate(tokens):
        opening = token.text.split(",", 1)[0].lower()
        for name in _known_labels() if token.theme is None and not token.piece.flat else ():
            within = opening.startswith(name) or (" " in name and f" {name}" in f" {opening}")
            meant = find_theme(name) if within else None
            if meant is not None and theme in {None, meant} and len(token.text) < 100:
                return index if name not in {"trafficking", "slavery"} else None
    return None


def _theme_in(title: str) -> str | None:
    """The theme whose name a title is, up to a comma, or holds: "The Plight of Street Children"."""
    opening = title.split(",", 1)[0]
    held = (find_theme(name) for name in _known_labels() if " " in name and name in opening.lower())
    return find_theme(opening) or next((theme for theme in held if theme is not None), None)


class Masthead:
    """Reads the top of a page's head, and holds what it says."""

    def __init__(self, pieces: list[Piece], known: Place, ledger: Ledger) -> None:
        self.pieces = [piece for piece in pieces if piece.kind != ARTEFACT]
        self.known = known
        self.ledger = ledger
        self.theme = known.theme
        self.menu: list[str] = []
        self.title = self.tagline = self.range = ""
        self.below: list[str] = []

    def furniture(self, piece: Piece, says: str) -> None:
        self.ledger.furniture(piece, says)

    def top(self) -> int:
        """Reads menu, title, tagline, range and page address; where the subject stands."""
        at = next(
            (i for i, piece in enumerate(self.pieces[:60]) if RANGE.match(first_column(piece))),
            None,
        )
        stop = at if at is not None else self._top_without_range()
        self._take_top(self.pieces[:stop])
        if at is None:
            return stop
        piece = self.pieces[at]
        parts = piece.columns or (piece.text,)
        self.range = parts[0]
        for part in parts[1:]:
            if not is_page_address(part):
                self.tagline = self.tagline or part
        self.ledger.take(piece)
        if len(parts) > 1:
            self.furniture(piece, "the page's own address")
        return at + 1

    def _top_without_range(self) -> int:
        """How many pieces stand before the subject on a page without a range line."""
        for index, piece in enumerate(self.pieces[:40]):
            if CAUTION.match(piece.text) or HOW_START.match(piece.text):
                break
            if is_page_address(piece.text):
                return index + 1
            code = find_country(piece.text) if len(piece.text) < 60 else None
            if code is not None and (self.known.country in {None, code}):
                return index
        for index, piece in enumerate(self.pieces[:40]):
            if menu_labels(piece.text) is None and find_theme(piece.text) is None:
                return index
        return 0

    def _take_top(self, pieces: list[Piece]) -> None:
        """Parts what stands before the range or subject into menu, title and tagline."""
        rest: list[Piece] = []
        for piece in pieces:
            if is_page_address(piece.text):
                self.furniture(piece, "the page's own address")
                continue
            self.ledger.take(piece)
            labels = menu_labels(piece.text)
            if labels is not None:
                self.menu.extend(labels)
                continue
            rest.append(piece)
        rest = _whole_titles(rest)
        tokens = [token for piece in rest for token in _tokens(piece, alone=False)]
        at = _title_at(tokens, self.theme)
        if at is None:
            tokens = [token for piece in rest for token in _tokens(piece, alone=True)]
            at = _title_at(tokens, self.theme)
        if at is None:
            at = next(
                (i for i, token in enumerate(tokens) if token.theme is None and not token.label),
                None,
            )
            if at is not None and tokens[at].piece.flat:
                self.menu.extend(token.text for token in tokens[:at])
                self.tagline = " ".join(token.text for token in tokens[at:])
                return
        if at is None:
            self.menu.extend(token.text for token in tokens)
            return
        title = tokens[at]
        first = at - 1 if at and self._over(tokens[at - 1], title) else at
        self.menu.extend(token.text for token in tokens[:first])
        self.title = title.text
        self.theme = self.theme or title.theme or _theme_in(title.text)
        after = at + 1
        while after < len(tokens) and tokens[after].text.startswith(("& ", "and ")):
            after += 1
        for token in tokens[first:after]:
            self.furniture(token.piece, "the theme's title")
        labels = [t.text for t in tokens[after:] if t.label and t.theme is None and t.piece.flat]
        self.menu.extend(labels)
        self.below = [token.text for token in tokens[after:] if token.text not in labels]
        self.tagline = " ".join(self.below)

    def _over(self, above: Token, title: Token) -> bool:
        """Whether a theme's name above another of its names is the title's first line, not the
        last label of a menu: nothing, or a blank line, stands before it, or it is another name of
        the page's own theme, which menus leave out."""
        if above.theme is None or above.theme != title.theme:
            return False
        if above.piece is self.pieces[0] or above.piece.gap > title.piece.gap:
            return True
        own = above.theme == self.known.theme and " " in above.text
        return own and above.text not in title.text


def _whole_titles(pieces: list[Piece]) -> list[Piece]:
    """The pieces with a theme's name joined that stands on two lines."""
    made: list[Piece] = []
    for piece in pieces:
        before = made[-1] if made else None
        name = f"{before.text} {piece.text}" if before is not None else ""
        if before is not None and len(name) < 100 and (
            find_theme(name) and not find_theme(piece.text) and not find_theme(before.text)
        ):  # fmt: skip
            made[-1] = structs.replace(before, text=name, last=piece.last)
        else:
            made.append(piece)
    return made


def first_column(piece: Piece) -> str:
    return piece.columns[0] if piece.columns else piece.text
