"""What curators do to quotes that leaves them true, and what makes them false."""

import re
from collections.abc import Callable
from random import Random

from curate.invented import PLACES, TOWNS

Damage = Callable[[str, Random], str]


# --- what leaves a quote true -------------------------------------------------------------------
def small_first_letter(text: str, chance: Random) -> str:
    del chance
    return text[0].swapcase() + text[1:]


def plain_signs(text: str, chance: Random) -> str:
    del chance
    for one, other in (("“", '"'), ("”", '"'), ("’", "'"), ("–", "-")):
        text = text.replace(one, other)
    return text


def odd_spaces(text: str, chance: Random) -> str:
    return re.sub(
        " ", lambda _: chance.choice((" ", "  ", "\u00a0", "\n", "\u202f", " \u200b")), text
    )


def elision(text: str, chance: Random) -> str:
    """Leave out a few words that hold no negation, and say so."""
    words = text.split(" ")
    sure = [n for n in range(4, len(words) - 8) if not _says_no(words[n : n + 3])]
    if not sure:
        return text
    at = chance.choice(sure)
    return " ".join(
        [*words[:at], chance.choice(("…", "...", "[...]", "[…]", ". . .")), *words[at + 3 :]]
    )


def bracket(text: str, chance: Random) -> str:
    words = text.split(" ")
    dots = (".", "…", "[", "-")  # not within an elision or a broken word
    free = [
        n
        for n in range(1, len(words))
        if words[n - 1][-1:] not in dots and words[n][:1] not in dots
    ]
    at = chance.choice(free)
    return " ".join(
        [*words[:at], chance.choice(("[in the region]", "[sic]", "[a shelter]")), *words[at:]]
    )


def line_hyphen(text: str, chance: Random) -> str:
    long = list(re.finditer(r"\b[a-z]{9,}\b", text))
    if not long:
        return text
    at = chance.choice(long).start() + 4
    return f"{text[:at]}-{chance.choice(chr(10) + ' ')}{text[at:]}"


def outer_quotes(text: str, chance: Random) -> str:
    one, other = chance.choice((("“", "”"), ('"', '"'), ("«", "»"), ("‘", "’")))
    return one + text.rstrip(".") + other


def decomposed(text: str, chance: Random) -> str:
    import unicodedata

    del chance
    return unicodedata.normalize("NFD", text)


def bracketed_capital(text: str, chance: Random) -> str:
    del chance
    return f"[{text[0].swapcase()}]{text[1:]}" if text[0].isalpha() else text


def cut_sentence_end(text: str, chance: Random) -> str:
    words = text.split(" ")
    short = " ".join(words[: chance.randint(min(max(6, len(words) - 4), len(words)), len(words))])
    return short if short.count("[") == short.count("]") else text


TRUE: tuple[Damage, ...] = (
    small_first_letter, plain_signs, odd_spaces, elision, bracket, line_hyphen, outer_quotes,
    decomposed, bracketed_capital, cut_sentence_end,
)  # fmt: skip


# --- what makes it false ------------------------------------------------------------------------
def _says_no(words: list[str]) -> bool:
    return any(word.lower() in {"not", "never", "denied", "without", "refused"} for word in words)


def other_digit(text: str, chance: Random) -> str:
    digits = [m.start() for m in re.finditer(r"\d", text)]
    if not digits:
        return text
    at = chance.choice(digits)
    other = chance.choice([d for d in "123456789" if d != text[at]])
    return text[:at] + other + text[at + 1 :]


def lost_digit(text: str, chance: Random) -> str:
    numbers = list(re.finditer(r"\d{2,}", text))
    if not numbers:
        return text
    found = chance.choice(numbers)
    return text[: found.start()] + text[found.start() + 1 :]


def lost_number(text: str, chance: Random) -> str:
    inner = list(re.finditer(r"(?<=[a-z] )[\d,]+ (?=[a-z])", text))
    if not inner:
        return text
    found = chance.choice(inner)
    return text[: found.start()] + text[found.end() :]


def lost_negation(text: str, chance: Random) -> str:
    del chance
    return text.replace(" did not say", " say", 1).replace(" never ", " ", 1)


def added_negation(text: str, chance: Random) -> str:
    words = text.split(" ")
    at = chance.randint(2, len(words) - 2)
    return " ".join([*words[:at], chance.choice(("not", "never", "no")), *words[at:]])


def other_name(text: str, chance: Random) -> str:
    names = [name for name in (*PLACES, *TOWNS) if re.search(rf"\b{name}\b", text)]
    if not names:
        return text
    name = chance.choice(names)
    other = chance.choice([one for one in (PLACES if name in PLACES else TOWNS) if one != name])
    return re.sub(rf"\b{name}\b", other, text)


def lost_word(text: str, chance: Random) -> str:
    words = text.split(" ")
    at = chance.randint(2, len(words) - 3)
    return " ".join(words[:at] + words[at + 1 :])


def swapped_words(text: str, chance: Random) -> str:
    words = text.split(" ")
    at = chance.randint(1, len(words) - 3)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def typo(text: str, chance: Random) -> str:
    inner = [m.start() for m in re.finditer(r"(?<=[a-z])[a-z](?=[a-z])", text)]
    if not inner:
        return text
    at = chance.choice(inner)
    return text[:at] + ("x" if text[at] != "x" else "z") + text[at + 1 :]


def parted_word(text: str, chance: Random) -> str:
    inner = [m.start() for m in re.finditer(r"(?<=[a-z])[a-z](?=[a-z])", text)]
    if not inner:
        return text
    at = chance.choice(inner)
    return text[:at] + " " + text[at:]


def bracketed_negation(text: str, chance: Random) -> str:
    words = text.split(" ")
    at = chance.randint(2, len(words) - 2)
    return " ".join([*words[:at], chance.choice(("[not]", "[never]")), *words[at:]])


def replaced_number(text: str, chance: Random) -> str:
    """A number hidden behind a curator's bracket."""
    found = re.search(r"(?<=[a-z] )[\d,]+(?= [a-z])", text)
    del chance
    return text[: found.start()] + "[some]" + text[found.end() :] if found else text


def silent_gap(text: str, chance: Random) -> str:
    words = text.split(" ")
    at = chance.randint(3, len(words) - 6)
    return " ".join(words[:at] + words[at + 3 :])


FALSE: tuple[Damage, ...] = (
    other_digit, lost_digit, lost_number, lost_negation, added_negation, other_name, lost_word,
    swapped_words, typo, parted_word, bracketed_negation, replaced_number, silent_gap,
)  # fmt: skip
