"""Names of people and bodies in a citation: order, initials, particles, "et al."."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from sourcebook.publish.cite.csl.case import cased
from sourcebook.publish.cite.csl.decorate import decorator
from sourcebook.publish.cite.csl.locale import NS, Locale
from sourcebook.publish.cite.csl.markup import plain

Names = list[dict[str, Any]]
INHERITED = (
    "and", "delimiter-precedes-et-al", "delimiter-precedes-last", "et-al-min", "et-al-use-first",
    "et-al-use-last", "et-al-subsequent-min", "et-al-subsequent-use-first", "initialize",
    "initialize-with", "name-as-sort-order", "sort-separator",
)  # fmt: skip
_LOWER_WORD = re.compile(r"^[^A-Z\W\d]")


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
    if piece.endswith(".") and 1 < len(bare) <= 3 and not bare.isupper():
        return bare  # "Ph." and "Ю." were abbreviated by the author: they stay as they are
    return unicodedata.normalize("NFC", piece)[0]


def _set_initials(given: str, mark: str) -> str:
    words = re.sub(r"\.(?=[^\s\-.])", ". ", given).split()
    out = ""
    for word in words:
        if re.fullmatch(r"[^\W\d_]\.?", word) and word[0].isupper():
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
    return plain(text).replace("'", "’")


def _foreign(name: Mapping[str, Any]) -> bool:
    """A name in a script that writes the family name first and without initials (Han, Hangul …)."""
    letters = f"{name.get('family', '')}{name.get('given', '')}"
    return bool(letters) and all(
        ord(c) > 0x2E7F for c in letters if c.isalpha()
    ) and any(c.isalpha() for c in letters)  # fmt: skip


def compile_names(
    element: etree._Element | None,
    options: Mapping[str, str],
    locale: Locale,
    root: Mapping[str, str],
    et_al: etree._Element | None,
) -> Callable[[Names, Mapping[str, str]], str]:
    """A function of a list of CSL names, and of options that a sort or a later cite overrides."""
    own: dict[str, str] = dict(options)
    if element is not None:
        own.update({str(k): str(v) for k, v in element.attrib.items()})
    parts = {
        part.get("name"): (
            decorator({str(k): str(v) for k, v in part.attrib.items()}, locale),
            part.get("text-case", ""),
        )
        for part in (() if element is None else element.iterfind(f"{NS}name-part"))
    }
    demote = root.get("demote-non-dropping-particle", "display-and-sort")
    hyphen = root.get("initialize-with-hyphen", "true") == "true"
    dress = decorator(
        {k: own[k] for k in own if k.startswith(("font", "text-d", "vertical"))}
        | ({} if element is None else {k: own[k] for k in ("prefix", "suffix") if element.get(k)}),
        locale,
    )
    et_al_term = "et-al" if et_al is None else et_al.get("term", "et-al")
    et_al_dress = decorator({} if et_al is None else dict(et_al.attrib.items()), locale)  # type: ignore[arg-type]
    et_al_text = locale.term(et_al_term).single
    et_al_text = et_al_dress(et_al_text) if et_al_text else ""
    and_words = {"text": locale.term("and").single, "symbol": "&"}

    def part(which: str, text: str) -> str:
        if which in parts and text:
            change, case = parts[which]
            return change(cased(text, case, True) if case else text)
        return text

    def one(name: Mapping[str, Any], inverted: bool, form: str, mark: str | None, sep: str,
            shorten: bool) -> str:  # fmt: skip
        literal = name.get("literal")
        if literal is not None and not name.get("family"):
            return part("family", _set(str(literal)))
        family = _set(str(name.get("family", "")))
        given = _set(str(name.get("given") or ""))
        dropping = str(name.get("dropping-particle") or "")
        kept = str(name.get("non-dropping-particle") or "")
        suffix = str(name.get("suffix") or "")
        if not family:
            return part("given", given) if given else ""
        if _foreign(name):
            if form == "short":
                return part("family", family)
            return part("family", family) + part("given", given)
        if mark is not None and given:
            given = initials(given, mark, hyphen=hyphen, shorten=shorten)
        glue = "" if kept.endswith(("'", "’", "-", "\u00a0")) else " "
        glue_dropping = "" if dropping.endswith(("'", "’", "-")) else " "
        whole_family = kept + glue + family if kept else family
        if form == "short":
            return part("family", whole_family)
        if not inverted:
            tail = part("family", whole_family)
            if dropping:
                tail = part("given", dropping) + glue_dropping + tail
            text = f"{part('given', given)} {tail}" if given else tail
            if suffix:
                text += f", {suffix}" if name.get("comma-suffix") else f" {suffix}"
            return text
        if demote in ("never", "sort-only"):
            head, rest = part("family", whole_family), [given, dropping]
        else:
            head, rest = part("family", family), [given, dropping, kept]
        tail = part("given", " ".join(p for p in rest if p))
        return sep.join(p for p in (head, tail, suffix) if p)

    def render(names: Names, over: Mapping[str, str]) -> str:
        chosen = {**own, **over} if over else own
        form = chosen.get("form", "long")
        least = int(chosen.get("et-al-min", 0) or 0)
        first = int(chosen.get("et-al-use-first", 1) or 1)
        cut = bool(least) and len(names) >= least and len(names) > first
        if form == "count":
            return str(first if cut else len(names))
        order = chosen.get("name-as-sort-order")
        mark = chosen.get("initialize-with")
        separator = chosen.get("sort-separator", ", ")
        shorten = chosen.get("initialize", "true") == "true"
        delimiter = chosen.get("delimiter", ", ")
        shown = names[:first] if cut else names
        out = [
            one(
                name,
                order == "all" or (order == "first" and n == 0),
                form,
                mark,
                separator,
                shorten,
            )
            for n, name in enumerate(shown)
        ]
        out = [text for text in out if text]
        if not out:
            return ""
        inverted_last = order == "all" or (order == "first" and len(out) == 1)
        if cut:
            if chosen.get("et-al-use-last") == "true" and least - first >= 2:
                last = one(names[-1], order == "all", form, mark, separator, shorten)
                return dress(delimiter.join(out) + delimiter + "… " + last)
            if not et_al_text:
                return dress(delimiter.join(out))
            when = chosen.get("delimiter-precedes-et-al", "contextual")
            comma = _precedes(when, len(out) > 1, inverted_last)
            between = delimiter if comma else " "
            return dress(delimiter.join(out) + between + et_al_text)
        word = and_words.get(chosen.get("and", ""), "")
        if not word or len(out) == 1:
            if et_al is None or et_al_term == "et-al" or names[-1:] != [{"literal": "others"}]:
                return dress(delimiter.join(out))
            return dress(delimiter.join(out[:-1]) + " " + et_al_text)
        when = chosen.get("delimiter-precedes-last", "contextual")
        before_inverted = order == "all" or (order == "first" and len(out) == 2)
        comma = _precedes(when, len(out) > 2, before_inverted)
        joint = f"{delimiter.rstrip()} {word} " if comma else f" {word} "
        if comma and not delimiter.rstrip():
            joint = f"{delimiter}{word} "
        return dress(delimiter.join(out[:-1]) + joint + out[-1])

    return render


def _precedes(when: str, several: bool, inverted: bool) -> bool:
    if when == "after-inverted-name":
        return inverted
    return when == "always" or (when == "contextual" and several)
