"""Names as BibTeX writes them: "von Last, Jr, First", "First von Last", bodies in {braces}."""

import re

from sourcebook.collect.bibliographies import latex
from sourcebook.collect.bibliographies.reference import literal, person

_PARTICLES = frozenset(
    [
        "af",
        "al",
        "ap",
        "av",
        "auf",
        "bin",
        "dal",
        "dalla",
        "dalle",
        "de",
        "dei",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "d'",
        "e",
        "el",
        "ibn",
        "im",
        "la",
        "las",
        "le",
        "les",
        "lo",
        "los",
        "op",
        "san",
        "st",
        "ten",
        "ter",
        "te",
        "thor",
        "'t",
        "und",
        "van",
        "vande",
        "vander",
        "vanden",
        "vom",
        "von",
        "y",
        "zu",
        "zum",
        "zur",
        "zur",
        "фон",
        "де",
        "ван",
    ]
)


def split_names(value: str) -> list[str]:
    """A field's names: split at "and" between blanks, outside braces (case does not count)."""
    names: list[str] = []
    current: list[str] = []
    depth = 0
    for word in re.split(r"(\s+|[{}])", value):
        if word == "{":
            depth += 1
        elif word == "}":
            depth = max(0, depth - 1)
        if depth == 0 and word.lower() == "and" and "".join(current).strip():
            names.append("".join(current).strip())
            current = []
        elif not (depth == 0 and word.lower() == "and"):
            current.append(word)
    names.append("".join(current).strip())
    return [name for name in names if name]


def read_names(value: str) -> tuple[list[str], bool]:
    """The names of a field in our form, and whether it ends in "and others"."""
    names = split_names(value)
    others = bool(names) and names[-1].lower() in ("others", "et al.", "et al")
    if others:
        names.pop()
    return [made for made in map(read_name, names) if made], others


def read_name(name: str) -> str:
    """One name: a person as "Family, Given[, Jr.]", what stands wholly in braces as a body.

    Only known particles ("von", "de la") begin a family name: "American Rights at Work" does not.
    Source: Patashnik, BibTeXing (1988), section 4, and Hufflen, Names in BibTeX (2006).
    """
    if _in_braces(name):
        return literal(latex.plain(name))
    if re.match(r"^\s*(?:family|given|prefix|suffix)\s*=", name):
        return _biblatex_parts(name)
    parts = [latex.plain(part) for part in _split(name, ",")]
    if len(parts) >= 3:
        return person(parts[0], " ".join(parts[2:]), parts[1])
    if len(parts) == 2:
        return person(parts[0], parts[1])
    words = [word for word in _split(name, None) if word]
    read = [latex.plain(word) for word in words]
    if len(read) < 2:
        return " ".join(read)
    start = len(read) - 1
    for number, (word, told) in enumerate(zip(words, read, strict=True)):
        if 0 < number < len(read) - 1 and told.lower() in _PARTICLES and told.islower():
            start = number
            break
        if number == 0 and told.islower() and told in _PARTICLES and not word.startswith("{"):
            start = 0
            break
    return person(" ".join(read[start:]), " ".join(read[:start]))


def _in_braces(name: str) -> bool:
    """Whether one pair of braces holds all of a name, more than a protected letter or accent."""
    if not (name.startswith("{") and name.endswith("}")) or name.startswith("{\\"):
        return False
    depth = 0
    for place, sign in enumerate(name):
        depth += (sign == "{") - (sign == "}")
        if depth == 0 and place < len(name) - 1:
            return False
    return True


def _split(text: str, at: str | None) -> list[str]:
    """Split at a sign, or at blanks and ties, outside braces."""
    parts: list[str] = [""]
    depth = 0
    for place, sign in enumerate(text):
        escaped = place > 0 and text[place - 1] == "\\"
        depth += (sign == "{") - (sign == "}")
        blank = at is None and depth == 0 and (sign.isspace() or (sign == "~" and not escaped))
        accent = blank and re.search(r"\\[A-Za-z]+$", parts[-1]) is not None
        if (blank and not accent) or (at is not None and sign == at and depth == 0):
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def _biblatex_parts(name: str) -> str:
    """biblatex's extended form: "family=Duchamp, given=Philippe, prefix=du"."""
    parts = {}
    for part in _split(name, ","):
        key, _, value = part.partition("=")
        parts[key.strip()] = latex.plain(value)
    family = " ".join(filter(None, (parts.get("prefix", ""), parts.get("family", ""))))
    return person(family, parts.get("given", ""), parts.get("suffix", ""))
