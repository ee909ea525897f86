"""Read what somebody typed into a search box as a question; whatever it is, it is one. Pure.

The grammar is for people, so nothing is an error: what can't be meant as written is read as it
most likely was, and a hint says so. docs/searching.md shows it; the search on the site reads the same.

    words               all of them, in any order        debt bondage
    "…" “…” «…»         in this order                    "debt bondage"
    word*               words that begin so              traffick*
    word~               words spelled about so           kazakstan~
    -x  NOT x           without                          -smuggling
    x OR y  x | y       either                           boys OR girls
    (…)                 together                         (boys OR girls) begging
    field:x             what ``fields`` lists            year:2003..2009 country:KZ,UZ
    field:(x y)         words of a field                 title:(child labour)
"""

import re
from typing import Literal

from msgspec import Struct

from sourcebook.search.fields import Choice, Hint, near_field, resolve, text_field

LONGEST = 2_000  # characters of a query; no question is longer, and pasted pages are
MOST = 64  # words, phrases and choices of a query
DEEPEST = 16  # brackets within brackets
_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<open>\()|(?P<close>\))"
    r"|(?P<quote>[\"“„«＂])"
    r"|(?P<or>\|+)"
    r"|(?P<field>[^\W\d_][\w-]{0,30}):(?=[^\s:/]|\s*[\"“„«(])"
    r"|(?P<word>[^\s()\"“”„«»＂|]+)"
    r"|(?P<other>.)",
    re.S,
)

_VALUE = re.compile(r"\s+\w")


class Word(Struct, frozen=True, kw_only=True, tag="word"):
    """A word: its forms; with ``prefix`` words that begin with it; with ``loose`` such that are
    spelled about so. ``field`` is a field of text, "" for all."""

    text: str
    prefix: bool = False
    loose: bool = False
    field: str = ""


class Phrase(Struct, frozen=True, kw_only=True, tag="phrase"):
    """Words that follow each other."""

    text: str
    field: str = ""


class Not(Struct, frozen=True, kw_only=True, tag="not"):
    """What must not be there."""

    node: "Node"


class Every(Struct, frozen=True, kw_only=True, tag="every"):
    """All of these."""

    nodes: "tuple[Node, ...]"


class Either(Struct, frozen=True, kw_only=True, tag="either"):
    """At least one of these."""

    nodes: "tuple[Node, ...]"


Node = Word | Phrase | Choice | Not | Every | Either
Scope = Literal["", "titles", "excerpts", "text"]


class Query(Struct, frozen=True, kw_only=True):
    """A question: ``node`` is what must hold (None: anything), ``scope`` where words are looked for,
    ``hints`` what was read otherwise than written."""

    written: str
    node: Node | None
    scope: Scope = ""
    hints: tuple[Hint, ...] = ()


def parse(written: str) -> Query:
    """The question that these characters are; never fails."""
    reader = _Reader(written)
    node = reader.read()
    return Query(
        written=written[:LONGEST], node=node, scope=reader.scope, hints=tuple(reader.hints)
    )


class _Reader:
    def __init__(self, written: str) -> None:
        self.hints: list[Hint] = []
        self.scope: Scope = ""
        self._count = 0
        text = written
        if len(text) > LONGEST:
            text = text[:LONGEST]
            self._hint("long", f"Only the first {LONGEST:,} characters of the query were read.")
        self._text = text.replace("\x00", " ")
        self._at = 0

    def _hint(self, rule: str, says: str) -> None:
        if all(hint.says != says for hint in self.hints) and len(self.hints) < 8:
            self.hints.append(Hint(rule=rule, says=says))

    def read(self) -> Node | None:
        """The whole query; closing brackets too many are passed over."""
        parts = []
        while self._at < len(self._text):
            node = self._either(0)
            if node is not None:
                parts.append(node)
            if self._at < len(self._text):  # a bracket that nothing opened
                self._at += 1
                self._hint("brackets", "A closing bracket has no opening one; it was passed over.")
        return _joined(parts)

    def _either(self, depth: int) -> Node | None:
        """``x y OR z``: OR binds two neighbours, so it is x and (y or z), as search engines read it."""
        parts: list[Node] = []
        pending = False  # an OR was read, and its right side is to come
        negate = False
        while True:
            kind, value = self._next()
            if kind in ("end", "close"):
                break
            if kind == "or" or (kind == "word" and value == "OR"):
                pending = bool(parts)
                if not parts:
                    self._hint("or", "OR joins what stands on both its sides; one side is empty.")
                continue
            if kind == "word" and value in ("AND", "&", "&&", "+"):
                continue
            if kind == "word" and value in ("NOT", "-", "−", "–", "—"):
                negate = value == "NOT" or (value in "-−" and self._touches())
                continue
            node = self._item(kind, value, depth)
            if node is None:
                continue
            if negate:
                node, negate = Not(node=node), False
            if pending:
                left = parts.pop()
                some = left.nodes if isinstance(left, Either) else (left,)
                parts.append(Either(nodes=(*some, node)))
                pending = False
            else:
                parts.append(node)
        if pending:
            self._hint("or", "OR joins what stands on both its sides; one side is empty.")
        return _joined(parts)

    def _item(self, kind: str, value: str, depth: int, field: str = "") -> Node | None:
        if self._count >= MOST:
            self._hint("many", f"Only the first {MOST} words and choices of the query were used.")
            return None
        if kind == "open":
            return self._brackets(depth, field)
        if kind == "quote":
            return self._phrase(value, field)
        if kind == "field":
            return self._field(value, depth)
        if kind == "word":
            return self._word(value, field)
        return None

    def _brackets(self, depth: int, field: str) -> Node | None:
        if depth >= DEEPEST:
            self._hint("brackets", f"Brackets more than {DEEPEST} deep were passed over.")
            return None
        node = self._either(depth + 1)
        if self._text[self._at : self._at + 1] == ")":
            self._at += 1
        else:
            self._hint("brackets", "A bracket isn't closed; it was closed at the end.")
        return _within(node, field) if node is not None and field else node

    def _phrase(self, mark: str, field: str) -> Node | None:
        closing = '"”“»＂'
        end = next((n for n in range(self._at, len(self._text)) if self._text[n] in closing), None)
        if end is None:
            self._hint("quotes", f"A quotation mark ({mark}) isn't closed; the words after it are looked "
                                 "for one by one.")  # fmt: skip
            return None
        inside = self._text[self._at : end]
        self._at = end + 1
        self._count += 1
        return Phrase(text=inside, field=field) if _has_letters(inside) else None

    def _field(self, name: str, depth: int) -> Node | None:
        known = near_field(name)
        if known is None:  # "Kazakhstan: women" is no field
            self._hint("field", f"There is no field “{name}”; it is looked for as a word. Fields are: "
                                "title, author, publisher, country, region, theme, aspect, year …")  # fmt: skip
            return self._word(name, "")
        if known != name.lower() and near_field(name, nearest=False) is None:
            self._hint("field", f"There is no field “{name}”; it was read as {known}.")
        while self._text[self._at : self._at + 1].isspace():
            self._at += 1
        if text_field(known):
            kind, value = self._next()
            return None if kind in ("end", "close") else self._item(kind, value, depth, known)
        node = self._choice(known)
        if known == "in" and isinstance(node, Choice):
            self.scope = node.values[0]  # type: ignore[assignment]  # resolve gives one of Scope
            return None
        return node

    def _choice(self, field: str) -> Choice | None:
        text, self._count = self._text, self._count + 1
        mark = text[self._at : self._at + 1]
        if mark and mark in '"“„«＂(':
            closing = ")" if mark == "(" else '"”“»＂'
            end = next((n for n in range(self._at + 1, len(text)) if text[n] in closing), len(text))
            value, self._at = text[self._at + 1 : end], end + 1
        else:
            end = next(
                (n for n in range(self._at, len(text)) if text[n] in ' \t\r\n()"“”«»|'), len(text)
            )
            value, self._at = text[self._at : end], end
        choice, hints = resolve(field, value.strip(' "“”«»'))
        for hint in hints:
            self._hint(hint.rule, hint.says)
        return choice

    def _word(self, value: str, field: str) -> Node | None:
        self._count += 1
        without = value[0] in "-−" and not field
        value = value.lstrip("-−+")
        text = value.rstrip("*~?!.,;:…'’0123456789" if "~" in value else "*?!.,;:…'’")
        rest = value[len(text) :]
        if "*" in text:
            self._hint(
                "prefix", "A star (*) stands at the end of a word only; elsewhere it is left out."
            )
            text = text.replace("*", "")
        if not _has_letters(text):
            return None
        if "*" in rest and len(text) < 2:
            self._hint(
                "prefix", f"“{text}*” would be almost every word; give two letters at least."
            )
            rest = ""
        word = Word(text=text, prefix="*" in rest, loose="~" in rest, field=field)
        return Not(node=word) if without else word

    def _touches(self) -> bool:
        """Whether something follows without a space: "-(x y)" leaves out, "x - y" is a dash."""
        return self._at < len(self._text) and not self._text[self._at].isspace()

    def _spaced(self, word: str) -> bool:
        """Whether it is a field of choices with a space before its value: "country: KZ". A capital
        begins a heading ("Country: the long way")."""
        name, value = word[:-1], _VALUE.match(self._text, self._at)
        if word[-1] != ":" or value is None or not name.islower():
            return False
        known = near_field(name, nearest=False)
        return known is not None and not text_field(known)

    def _next(self) -> tuple[str, str]:
        while self._at < len(self._text):
            found = _TOKEN.match(self._text, self._at)
            if found is None:
                self._at += 1
                continue
            kind = str(found.lastgroup)
            if kind == "close":
                return kind, ")"  # left for who opened it
            if kind == "word" and (sign := found[0][0]) in "-−" and len(found[0]) > 1:
                field = _TOKEN.match(self._text, self._at + 1)
                if field is not None and field.lastgroup == "field":
                    self._at += 1
                    return "word", sign
            self._at = found.end()
            if kind in ("space", "other"):
                continue
            if kind == "word" and self._spaced(found[0]):
                return "field", found[0][:-1]
            return kind, found[kind] if kind == "field" else found[0]
        return "end", ""


def _has_letters(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _within(node: Node, field: str) -> Node:
    if isinstance(node, Word):
        return Word(text=node.text, prefix=node.prefix, loose=node.loose, field=field)
    if isinstance(node, Phrase):
        return Phrase(text=node.text, field=field)
    if isinstance(node, Not):
        return Not(node=_within(node.node, field))
    if isinstance(node, (Every, Either)):
        return type(node)(nodes=tuple(_within(one, field) for one in node.nodes))
    return node


def _joined(parts: list[Node]) -> Node | None:
    if not parts:
        return None
    if len(parts) == 1:
        return parts[0]
    flat: list[Node] = []
    for part in parts:
        flat += part.nodes if isinstance(part, Every) else (part,)
    return Every(nodes=tuple(flat))
