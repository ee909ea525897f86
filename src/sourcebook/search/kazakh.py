"""Bring Kazakh words, in Cyrillic or in Latin letters, to what their forms share. Pure.

A light stemmer of our own: there is none for Kazakh in Snowball or tantivy. Endings go one by one
from the end, each only where it fits the word before it (vowel harmony, and the consonant it follows)
and leaves a stem of at least three letters with a vowel in it. What it takes off: cases, possessives,
plurals, persons, and the commonest endings of verbs; what makes another word of a word
(``-шы``, ``-лық``) stays.

Latin letters are read as Cyrillic ones first, after the alphabets of 2018 (acutes) and 2021 (dots,
cedillas, breves), so that both spellings of a word are one. The two use ``i`` and ``ı`` the other way
round, so ``и``, ``й`` and ``і`` are one letter in what comes out, as are ``у`` and ``ұ``, ``х`` and ``һ``.
"""

import re
from functools import lru_cache

BACK, FRONT = "аоұыяёюэ", "әеөүі"  # у and и go with either
VOWELS = BACK + FRONT
_LETTERS = (
    ("shch", "щ"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("yu", "ю"), ("ya", "я"), ("iý", "и"),
    ("á", "ә"), ("ä", "ә"), ("ǵ", "ғ"), ("ğ", "ғ"), ("ń", "ң"), ("ñ", "ң"), ("ó", "ө"), ("ö", "ө"),
    ("ú", "ү"), ("ü", "ү"), ("ū", "ұ"), ("ý", "у"), ("ş", "ш"), ("ș", "ш"), ("ç", "ч"), ("ı", "і"), ("ə", "ә"),
    *zip("abvgdejziklmnoprstufhqywxc", "абвгдежзіклмнопрстуфхқыухц", strict=True),
)  # fmt: skip
_LATIN = dict(_LETTERS)
_LATIN_PART = re.compile("|".join(re.escape(part) for part, _ in _LETTERS))
_PLAIN = dict(
    zip("аәбвгғдезийкқлмнңоөпрстуұүфхһыі", "aabvggdeziikqlmnnooprstuuufhhyi", strict=True)
) | {"ж": "j", "ш": "sh", "ч": "ch", "щ": "shch", "ц": "ts", "я": "ia", "ю": "iu", "э": "e", "ё": "io", "ь": "", "ъ": ""}  # fmt: skip
_ONE = str.maketrans("ийұһ", "ііух")
_SOFT = str.maketrans("бғг", "пқк")  # кітап, кітабы; қазақ, қазағы; жүрек, жүрегі


def _both(endings: str) -> tuple[str, ...]:
    """Endings as written with back vowels, and the same with front ones."""
    front = str.maketrans("аығқ", "еігк")
    pairs = ((one, one.translate(front)) for one in endings.split())
    return tuple(sorted({one for pair in pairs for one in pair}, key=len, reverse=True))


# From the end of a word inwards. "Mine" and "yours" (-ым, -ың) and the first and second person of verbs
# are left out: they are rare in reports, and -ым also ends nouns of their own (ұйым, білім).
_CASE = _both(
    "ның дың тың ға қа на ны ды ты да та нда дан тан нан мен бен пен менен дағы тағы ндағы дікі нікі тікі н"
)
_POSSESSIVE = _both("ымыз мыз ыңыз ңыз сы ы")
_PLURAL = _both("лар дар тар")
_VERB = _both(
    "ғандығы қандығы атындығы атын йтын ған қан ғандар қандар йды ады ып са сын сын йық у"
)
_NOT = _both("ма ба па")
_AFTER_VOICELESS = "пфкқтсшщчцх"
_VOICELESS = frozenset(_both("тың қа ты та тан пен тағы тар қан қандар қандығы тікі"))
_OF_HIS = frozenset(_both("н на нда ндағы"))  # cases that follow his, her or its (-ы, -сы)
_WHOLE = frozenset("ел үй ұл ай ет ит су ой іс ер ат от оқ ақ өз ес ту ән ін".split())  # noqa: SIM905
_CLUSTER = re.compile(f"[^{VOWELS}уи]{{2}}$")
_CLUSTERS = frozenset({"рт", "лт", "нт", "йт", "ст", "рк"})
_ALWAYS_FRONT = frozenset("мен бен пен менен дікі нікі тікі".split())  # noqa: SIM905  # with any stem


def cyrillic(word: str) -> str:
    """A Kazakh word in Cyrillic letters; one that is already stays."""
    return _LATIN_PART.sub(lambda part: _LATIN[part[0]], word)


def latin(word: str) -> str:
    """A Kazakh word in Latin letters without dots or accents, as it is typed: Қазақстан, qazaqstan."""
    return "".join(_PLAIN.get(letter, letter) for letter in word.lower())


def _harmonic(stem: str, ending: str) -> bool:
    """Whether the ending's vowel goes with the last vowel of the stem that says which it is."""
    first = next((letter for letter in ending if letter in VOWELS), "")
    if not first or first in "уи":
        return True
    for letter in reversed(stem):
        if letter in VOWELS and letter not in "уию":
            return (letter in BACK) == (first in BACK)
    return True


def _fits(stem: str, ending: str) -> bool:
    if stem in _WHOLE:
        return _harmonic(stem, ending) or ending in _ALWAYS_FRONT
    if len(stem) < 3 or not any(letter in VOWELS or letter in "уи" for letter in stem):
        return False
    if ending in _VOICELESS and stem[-1] not in _AFTER_VOICELESS and stem[-1] not in "бвгғд":
        return False
    if ending == "тан" and stem[-1] == "с" and stem[-2] != "ы" and len(stem) > 3:  # Қазақстан
        return False
    if ending in _OF_HIS and stem[-1] not in "ыі":
        return False
    if ending in {"сы", "сі"} and (
        stem[-1] not in VOWELS or (stem[-1] in "ыі" and stem[-2] != "ш")
    ):
        return False  # жұмысы is of жұмыс, жұмысшысы of жұмысшы
    if ending in {"ымыз", "іміз", "ыңыз", "іңіз"} and stem[-1] == "ш" and len(stem) > 3:
        return False
    if ending in "ыі" and (
        (stem[-1] == "ш" and len(stem) > 3)
        or (_CLUSTER.search(stem) and stem[-2:] not in _CLUSTERS)
    ):
        return False  # жұмысшы, жылқы are whole; қанты is not
    if ending[0] in VOWELS and stem[-1] in VOWELS:
        return False
    return ending in _ALWAYS_FRONT or _harmonic(stem, ending)


def _without(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and _fits(word[: -len(ending)], ending):
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """What the forms of a word, in small letters of either alphabet, share; for comparing only."""
    word = whole = cyrillic(word)
    for _ in range(3):  # what an ending was taken off is a word too, and must come to the same
        before = word
        for endings in (_CASE, _POSSESSIVE, _PLURAL):
            word = _without(word, endings)
        if word != whole and word[-1] in "бғг":
            word = word[:-1] + word[-1].translate(_SOFT)
        if word == before:
            break
    verb = _without(word, _VERB)
    if verb != word:
        word = _without(verb, _NOT)
    return word.translate(_ONE)
