"""Bring the letters of one word to the form under which it is found. Pure.

What a keyboard, a font or somebody who wants to hide a word decides is folded: case, accents where a
language's readers leave them out, invisible characters, letters of another alphabet that look the
same. Letters that tell words apart stay: й, and the Kazakh ә ғ қ ң ө ұ ү һ і.
"""

import re
import unicodedata
from functools import lru_cache

# Characters that stand inside a word and aren't seen (Unicode, Default_Ignorable_Code_Point), and
# Arabic's stretching stroke.
HIDDEN = "\u00ad\u034f\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
APOSTROPHES = "'’‘ʼʻ`´′＇"

_HIDDEN = re.compile(f"[{HIDDEN}]")
_APOSTROPHES = re.compile(f"[{APOSTROPHES}]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_CYRILLIC = re.compile("[\u0400-\u052f\u1c80-\u1c8f]")
_GREEK = re.compile("[\u0370-\u03ff]")
# Cyrillic and Greek letters that look like a Latin one (after Unicode's confusables, UTS 39), and back.
_LOOKS_LATIN = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХҮҺԌԚԜаеѕіјкорсухүһԁԛԝәӘΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαινυρ",
        "ABESIJKMHOPCTYXYHGQWaesijkopcyxyhdqwəƏABEZHIKMNOPTYXoaivup",
        strict=True,
    )
)
_LOOKS_CYRILLIC = {
    **dict(zip("ABESIJKMHOPCTYXaesijkopcyxhəƏ", "АВЕЅІЈКМНОРСТУХаеѕіјкорсухһәӘ", strict=True)),
    **dict(zip("αονρΑΒΕΗΙΚΜΟΡΤΥΧ", "аоѵрАВЕНІКМОРТУХ", strict=True)),
}
_TO_LATIN = str.maketrans(_LOOKS_LATIN)
_TO_CYRILLIC = str.maketrans(_LOOKS_CYRILLIC)
# Letters that no decomposition takes apart.
_PLAIN = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h",
        "ŧ": "t", "ı": "i", "ə": "a", "ŋ": "n",
        "ё": "е", "ѐ": "е", "ѝ": "и", "ς": "σ",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه",
    }
)  # fmt: skip
# Signs above or below a letter that may go: of Latin and Greek all; stress marks of Cyrillic; vowel
# signs of Hebrew and Arabic. A breve over и stays (й), as do signs of Indic scripts.
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]")
_STRESS = re.compile("[\u0300\u0301\u030f\u0311]")


def unmixed(word: str) -> str:
    """A word that mixes alphabets in the one that most of its letters are of: "traffiсking" with a
    Cyrillic с becomes Latin throughout. A letter without a twin stays."""
    if word.isascii():
        return word
    latin, cyrillic = len(_LATIN.findall(word)), len(_CYRILLIC.findall(word))
    greek = len(_GREEK.findall(word))
    if (latin > 0) + (cyrillic > 0) + (greek > 0) < 2:
        return word
    if latin >= max(cyrillic, greek):
        return word.translate(_TO_LATIN)
    return word.translate(_TO_CYRILLIC) if cyrillic >= greek else word


def as_seen(text: str) -> str:
    """A text as it looks: without what can't be seen, each word in one alphabet."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", _HIDDEN.sub("", text))
    return " ".join(unmixed(word) for word in text.split(" "))


def unstressed(word: str) -> str:
    """A word without the stress marks that Russian reference works set: ``Казахста́н`` is ``Казахстан``."""
    if word.isascii() or not _CYRILLIC.search(word):
        return word
    return unicodedata.normalize("NFC", _STRESS.sub("", unicodedata.normalize("NFC", word)))


@lru_cache(maxsize=1 << 17)
def lowered(word: str) -> str:
    """In small letters, in one alphabet, without what can't be seen; accents stay."""
    if word.isascii():
        return word.lower().replace("'", "").replace("`", "")
    word = unicodedata.normalize("NFKC", _HIDDEN.sub("", word))
    word = _APOSTROPHES.sub("", unmixed(word))
    return unicodedata.normalize("NFC", word.lower().replace("i̇", "i"))


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """What spellings of one word or name share: ``Sã́o``, ``SAO`` and ``são`` are ``sao``, ``ещё`` is
    ``еще``; ``май`` stays, and so do Kazakh letters. Words apart are folded each on its own."""
    low = lowered(word)
    if low.isascii():
        return low
    low = low.translate(_PLAIN)
    if _CYRILLIC.search(low):
        return unstressed(low)
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", low)))
