"""Kazakh nouns in all their forms, made by the rules of its grammar, to measure a stemmer with."""

from collections.abc import Iterator

BACK, FRONT = "аоұыя", "әеөүі"
VOICELESS = "пфкқтсшщчцхбвгғд"
NOUNS = [
    "бала",
    "ата",
    "ана",
    "қала",
    "дала",
    "мектеп",
    "кітап",
    "қазақ",
    "жүрек",
    "адам",
    "әйел",
    "ел",
    "жер",
    "тау",
    "үй",
    "қыз",
    "ұл",
    "дос",
    "жол",
    "көл",
    "көше",
    "көмек",
    "заң",
    "сот",
    "қауіп",
    "күш",
    "жұмыс",
    "жұмысшы",
    "еңбек",
    "ауыл",
    "дәрігер",
    "мұғалім",
    "оқушы",
    "полиция",
    "шекара",
    "базар",
    "қонақ",
    "ақша",
    "қарыз",
    "отбасы",
    "туыс",
    "көрші",
    "мемлекет",
    "үкімет",
    "ұйым",
    "қор",
    "баспана",
    "жәбірленуші",
    "куәгер",
    "тергеуші",
    "қызмет",
    "өмір",
    "өлім",
    "денсаулық",
    "білім",
    "ғылым",
    "тіл",
    "сөз",
    "хабар",
    "газет",
    "есеп",
    "жыл",
    "ай",
    "күн",
    "апта",
    "түн",
    "таң",
    "сағат",
    "өзен",
    "теңіз",
    "бұлт",
    "жаңбыр",
    "қар",
    "жел",
    "орман",
    "ағаш",
    "гүл",
    "жеміс",
    "нан",
    "ет",
    "сүт",
    "шай",
    "су",
    "мал",
    "қой",
    "сиыр",
    "жылқы",
    "түйе",
    "ит",
    "мысық",
    "құс",
    "балық",
]


def _front(word: str) -> bool:
    return next((c in FRONT for c in reversed(word) if c in BACK + FRONT), False)


def _turned(ending: str, word: str) -> str:
    return ending.translate(str.maketrans("аықғ", "еікг")) if _front(word) else ending


def _vowel(word: str) -> bool:
    return word[-1] in BACK + FRONT


def plural(word: str) -> str:
    first = "т" if word[-1] in VOICELESS else "д" if word[-1] in "лмнңзж" else "л"
    return word + _turned(first + "ар", word)


def possessives(word: str) -> Iterator[str]:
    """His, ours, yours (polite)."""
    if _vowel(word):
        for ending in ("сы", "мыз", "ңыз"):
            yield word + _turned(ending, word)
        return
    soft = word[:-1] + {"п": "б", "қ": "ғ", "к": "г"}.get(word[-1], word[-1])
    for ending in ("ы", "ымыз", "ыңыз"):
        yield soft + _turned(ending, word)


def cases(word: str) -> Iterator[str]:
    voiceless, nasal = word[-1] in VOICELESS, word[-1] in "мнң"
    start = "т" if voiceless else "д"
    yield word + _turned(("н" if _vowel(word) or nasal else start) + "ың", word)
    yield word + _turned("қа" if voiceless else "ға", word)
    yield word + _turned(("н" if _vowel(word) else start) + "ы", word)
    yield word + _turned(start + "а", word)
    yield word + _turned(("н" if nasal else start) + "ан", word)
    yield word + ("пен" if voiceless else "бен" if word[-1] in "зж" else "мен")


def cases_of_his(word: str) -> Iterator[str]:
    """The cases of a noun with the third person's possessive."""
    for ending in ("ның", "на", "н", "нда", "нан"):
        yield word + _turned(ending, word)
    yield word + "мен"


def forms(noun: str) -> list[str]:
    """A noun's singular and plural, with and without a possessive, in all cases."""
    made = []
    for number in (noun, plural(noun)):
        made += [number, *cases(number)]
        his, ours, polite = possessives(number)
        made += [his, ours, polite, *cases_of_his(his), *cases(ours)]
    return made
