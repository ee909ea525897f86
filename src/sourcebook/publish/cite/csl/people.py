"""Names of people and bodies in a citation: order, initials, particles, "et al."."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from lxml import etree
from msgspec import Struct

from sourcebook.publish.cite.csl.case import cased
from sourcebook.publish.cite.csl.decorate import Decorate, attributes, decorator
from sourcebook.publish.cite.csl.locale import NS
from sourcebook.publish.cite.csl.markup import plain
from sourcebook.publish.cite.csl.scope import Scope

Names = list[dict[str, Any]]
INHERITED = (
    "and", "delimiter-precedes-et-al", "delimiter-precedes-last", "et-al-min", "et-al-use-first",
    "et-al-use-last", "et-al-subsequent-min", "et-al-subsequent-use-first", "initialize",
    "initialize-with", "name-as-sort-order", "sort-separator",
)  # fmt: skip


def inherited(*elements: etree._Element | None) -> dict[str, str]:
    """Name options set on style, citation or bibliography; later elements win."""
    out: dict[str, str] = {}
    for element in elements:
        if element is None:
            continue
        for name in INHERITED:
            if (value := element.get(name)) is not None:
                out[name] = value
        for far, near in (("name-form", "form"), ("name-delimiter", "delimiter")):
            if (value := element.get(far)) is not None:
                out[near] = value
        if (value := element.get("names-delimiter")) is not None:
            out["names-delimiter"] = value
    return out


def initials(given: str, mark: str, *, hyphen: bool = True, shorten: bool = True) -> str:
    """Given names as initials, "Jean-Luc Marie" → "J.-L. M."; lower-case particles stay whole."""
    given = given.strip()
    if not shorten:
        return _set_initials(given, mark)
    out = ""
    for word in re.sub(r"\.(?=[^\s\-–.])", ". ", given).split():
        pieces = [piece for piece in word.replace("–", "-").split("-") if piece.strip(".")]
        if not pieces:
            continue
        if pieces[0][0].islower():
            out = f"{out.rstrip()} {word} "
            continue
        letters = []
        for piece in pieces:
            if not piece[0].isupper() and piece[0].lower() != piece[0].upper():
                continue
            letters.append(_initial(piece))
        joined = ("-" if hyphen else "").join(
            letter + (mark.rstrip() if n + 1 < len(letters) and hyphen else mark)
            for n, letter in enumerate(letters)
        )
        out += joined
    return out.strip()


def _initial(piece: str) -> str:
    bare = piece.rstrip(".")
    if piece.endswith(".") and 1 < len(bare) <= 3:
        return bare  # "Ph." and "Ts." were abbreviated by the author: they stay as they are
    return unicodedata.normalize("NFC", piece)[0]


def _set_initials(given: str, mark: str) -> str:
    words = re.sub(r"\.(?=[^\s\-.])", ". ", given).split()
    out = ""
    for word in words:
        if word.endswith(".") and word[0].isupper() and word[:-1].isalpha():
            out += word[:-1] + mark
        elif re.fullmatch(r"[^\W\d_]\.?", word) and word[0].isupper():
            out += word[0] + mark
        elif re.fullmatch(r"(?:[^\W\d_]\.?-)+[^\W\d_]\.?", word):
            out += "-".join(p.rstrip(".") + mark.rstrip() for p in word.split("-")) + (
                " " if mark.endswith(" ") else ""
            )
        else:
            out = f"{out.rstrip()} {word} " if out else f"{word} "
    return out.strip()


def _set(text: str) -> str:
    """A name ready to be joined: its own punctuation kept, apostrophes curled."""
    if text.startswith('"') and text.endswith('"'):
        text = text[1:-1]  # CSL-JSON's way to say that a family name is not to be taken apart
    return plain(text).replace("'", "’")


def _foreign(name: Mapping[str, Any]) -> bool:
    """A name in a script that writes the family name first and without initials (Han, Hangul …)."""
    letters = f"{name.get('family', '')}{name.get('given', '')}"
    return bool(letters) and all(
        ord(c) > 0x2E7F for c in letters if c.isalpha()
    ) and any(c.isalpha() for c in letters)  # fmt: skip


class People(Struct, frozen=True, kw_only=True):
    """How one ``names`` element writes a list of people; made by ``compiled``."""

    options: dict[str, str]
    parts: dict[str, tuple[Decorate, str]]
    dress: Decorate
    et_al: str
    and_word: dict[str, str]
    demote: str
    hyphen: bool

    @classmethod
    def compiled(cls, shape: etree._Element | None, scope: Scope) -> "People":
        """From the element that holds ``name`` and ``et-al``, and what its scope passes down."""
        name = None if shape is None else shape.find(f"{NS}name")
        et_al = None if shape is None else shape.find(f"{NS}et-al")
        own = {} if name is None else attributes(name)
        term = "et-al" if et_al is None else et_al.get("term", "et-al")
        words = scope.locale.term(term).single
        return cls(
            options={**scope.names, **own},
            parts={
                part.get("name", ""): (decorator(attributes(part)), part.get("text-case", ""))
                for part in (() if name is None else name.iterfind(f"{NS}name-part"))
            },
            dress=decorator(own),
            et_al=decorator({} if et_al is None else attributes(et_al))(words) if words else "",
            and_word={"text": scope.locale.term("and").single, "symbol": "&"},
            demote=scope.root.get("demote-non-dropping-particle", "display-and-sort"),
            hyphen=scope.root.get("initialize-with-hyphen", "true") == "true",
        )

    @property
    def counts(self) -> bool:
        """Whether it writes how many there are, instead of who."""
        return self.options.get("form") == "count"

    def render(self, names: Names, over: Mapping[str, str]) -> str:
        """The names as one text; ``over`` are options that a sort or a later cite sets."""
        chosen = {**self.options, **over} if over else self.options
        least = int(chosen.get("et-al-min", 0) or 0)
        first = int(chosen.get("et-al-use-first", 1) or 1)
        cut = bool(least) and len(names) >= least and len(names) > first
        if chosen.get("form") == "count":
            return str(first if cut else len(names))
        shown = names[:first] if cut else names
        texts = [self._one(name, n, chosen) for n, name in enumerate(shown)]
        out = [text for text in texts if text]
        if not out:
            return ""
        if cut:
            return self.dress(self._cut(out, names, chosen, least - first >= 2))
        return self.dress(self._joined(out, names, chosen))

    def _cut(self, out: list[str], names: Names, chosen: Mapping[str, str], last: bool) -> str:
        delimiter = chosen.get("delimiter", ", ")
        text = delimiter.join(out)
        if chosen.get("et-al-use-last") == "true" and last:
            return f"{text}{delimiter}… {self._one(names[-1], len(names) - 1, chosen)}"
        if not self.et_al:
            return text
        inverted = self._inverted(len(out) - 1, names, chosen)
        when = chosen.get("delimiter-precedes-et-al", "contextual")
        return text + (delimiter if _precedes(when, len(out) > 1, inverted) else " ") + self.et_al

    def _joined(self, out: list[str], names: Names, chosen: Mapping[str, str]) -> str:
        delimiter = chosen.get("delimiter", ", ")
        word = self.and_word.get(chosen.get("and", ""), "")
        if not word or len(out) == 1:
            return delimiter.join(out)
        inverted = self._inverted(len(out) - 2, names, chosen)
        when = chosen.get("delimiter-precedes-last", "contextual")
        comma = delimiter.rstrip() if _precedes(when, len(out) > 2, inverted) else ""
        return f"{delimiter.join(out[:-1])}{comma} {word} {out[-1]}"

    def _inverted(self, place: int, names: Names, chosen: Mapping[str, str]) -> bool:
        order = chosen.get("name-as-sort-order")
        turned = order == "all" or (order == "first" and place == 0)
        return turned and "literal" not in names[place]

    def _part(self, which: str, text: str) -> str:
        if which in self.parts and text:
            change, case = self.parts[which]
            return change(cased(text, case, True) if case else text)
        return text

    def _one(self, name: Mapping[str, Any], place: int, chosen: Mapping[str, str]) -> str:
        family, given = _set(str(name.get("family") or "")), _set(str(name.get("given") or ""))
        if not family:
            literal = name.get("literal")
            return self._part("given", given) if literal is None else (
                self._part("family", _set(str(literal))))  # fmt: skip
        short = chosen.get("form") == "short"
        if _foreign(name):
            return self._part("family", family) + ("" if short else self._part("given", given))
        mark = chosen.get("initialize-with")
        if mark is not None and given:
            shorten = chosen.get("initialize", "true") == "true"
            given = initials(given, mark, hyphen=self.hyphen, shorten=shorten)
        kept = str(name.get("non-dropping-particle") or "")
        whole = _glued(kept, family)
        if short:
            return self._part("family", whole)
        order = chosen.get("name-as-sort-order")
        dropping, suffix = str(name.get("dropping-particle") or ""), str(name.get("suffix") or "")
        if order == "all" or (order == "first" and place == 0):
            if self.demote in ("never", "sort-only"):
                head, rest = whole, [given, dropping]
            else:
                head, rest = family, [given, dropping, kept]
            tail = self._part("given", " ".join(text for text in rest if text))
            separator = chosen.get("sort-separator", ", ")
            return separator.join(t for t in (self._part("family", head), tail, suffix) if t)
        tail = self._part("family", whole)
        if dropping:
            tail = _glued(self._part("given", dropping), tail)
        text = f"{self._part('given', given)} {tail}" if given else tail
        if not suffix:
            return text
        return f"{text}, {suffix}" if name.get("comma-suffix") else f"{text} {suffix}"


def _glued(particle: str, family: str) -> str:
    """A particle before a family name, "d’" and "al-" without a blank."""
    if not particle:
        return family
    return particle + ("" if particle.endswith(("'", "’", "-", "\u00a0")) else " ") + family


def _precedes(when: str, several: bool, inverted: bool) -> bool:
    if when == "after-inverted-name":
        return inverted
    return when == "always" or (when == "contextual" and several)
