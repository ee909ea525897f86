"""Tell the kinds of words in a text whose line breaks were lost: ordinary ones, names, countries."""

import re
from functools import cache, lru_cache

from msgspec import Struct

from sourcebook.collect.postings.names import GIVEN
from sourcebook.collect.postings.ordinary import is_ordinary
from sourcebook.values.places import countries, find_country

MARKS = ".,;:?!“”‘’\"'()[]«»-–—…&/"
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
# Those that are no names besides: "Julio", "Marco" are.
_MONTHS_ABROAD = frozenset(
    """janvier février avril juin juillet août septembre octobre novembre décembre enero febrero junio
    agosto septiembre octubre noviembre diciembre janeiro fevereiro junho setembro outubro novembro
    dezembro""".split()  # noqa: SIM905
)
_PARTED = re.compile("[-–/]")
_STYLED = frozenset({"dr", "prof", "mr", "mrs", "ms", "rev", "fr", "sr", "hon"})
_INITIALS = re.compile(r"(?:[A-Z]\.){2,3}")
_STATES = frozenset({"U.S.", "U.N.", "U.K.", "D.C.", "E.U.", "U.A.E.", "D.R.", "A.M.", "P.M."})
# Written out before the names of those who write: "Sister Anna Blum, …".
_CALLED = frozenset({"Brother", "Sister", "Father", "Pastor", "Bishop", "Archbishop", "Professor"})
FUNCTION = frozenset(
    {
        "a", "an", "and", "the", "of", "in", "on", "to", "for", "from", "with", "by", "at", "as",
        "or", "against", "into", "over", "under", "about", "between", "among", "its", "their",
        "his", "her", "is", "are", "was", "were", "be", "not", "no", "&", "new", "st", "mr", "dr",
        "van", "von", "der", "de", "da", "dos", "del", "di", "du", "la", "le", "el", "al",
        "bin", "ibn",
    }
)  # fmt: skip
ARTICLES = frozenset({"Le", "La", "El", "Al", "Los", "Las", "Les", "Il", "Das", "Der", "Die", "De"})
PARTICLES = frozenset(
    {
        "do",
        "du",
        "da",
        "dos",
        "das",
        "de",
        "del",
        "di",
        "la",
        "le",
        "van",
        "von",
        "der",
        "el",
        "al",
        "y",
        "des",
        "und",
        "et",
    }
)
HOST = re.compile(
    r"[\w\-]+\.(?:com|org|net|info|gov|edu|ru|ua|kz|kg|uz|tj|az|ge|md|tv|eu|ph|pl|cz|ro|rs|mk|ee)\b",
    re.I,
)


class Ordinary:
    """The words a page writes in lower case, and the kinds of those met so far."""

    def __init__(self, words: frozenset[str] = frozenset()) -> None:
        self.words = words
        self.kinds: dict[str, str] = {}


class Word(Struct, frozen=True):
    """A word of a text whose line breaks were lost: where it stands, and of what kind it is."""

    start: int
    text: str
    kind: str


def words_of(text: str, ordinary: "Ordinary", low: int = 0) -> list[Word]:
    made: list[Word] = []
    at = low
    for piece in text[low:].split(" "):  # pieces hold single spaces
        if piece:
            kind = ordinary.kinds.get(piece)
            if kind is None:
                kind = ordinary.kinds[piece] = _kind(piece, ordinary.words)
            made.append(Word(at, piece, kind))
        at += len(piece) + 1
    first = _long()
    for index, word in enumerate(made):
        if word.kind in "nfpi":
            continue
        for more in first.get(word.text.strip("“‘\"'(").lower(), ()):
            name = " ".join(w.text for w in made[index : index + more + 1]).strip(MARKS)
            if len(made) > index + more and name[:1].isupper() and is_country(name):
                made[index] = Word(word.start, word.text, "c")
                for at in range(index + 1, index + more + 1):
                    made[at] = Word(made[at].start, made[at].text, "C")
                break
    return made


@cache
def _long() -> dict[str, list[int]]:
    """The first words of countries' names that have several, and how many more they have."""
    found: dict[str, set[int]] = {}
    for known in countries().values():
        for name in (known.names.get("en", ""), known.official, *known.aliases):
            words = name.lower().split()
            if len(words) > 1:
                found.setdefault(words[0], set()).add(len(words) - 1)
    return {word: sorted(counts, reverse=True) for word, counts in found.items()}


def _kind(word: str, ordinary: frozenset[str]) -> str:
    """``f`` a function word, ``a`` an acronym, ``n`` a number, ``i`` an initial, ``c`` a country,
    ``o`` an ordinary word, ``t`` a person's title, ``q`` a particle of a name, ``g`` a given name that is none, ``m`` a month, ``h`` a host, ``x`` any
    other name, ``p`` a mark. Later words of a country's name are told as ``C``."""
    bare = word.strip(MARKS)
    if not bare:
        return "p"
    low = bare.lower()
    if low in _STYLED and bare[0].isupper() and word.endswith("."):
        return "t"
    if word in _CALLED:
        return "t"
    if low in FUNCTION and bare not in ARTICLES:
        return "f"
    if len(bare) == 1 and bare.isupper():
        return "i"
    if bare[0].isdigit():
        return "n"
    if _INITIALS.fullmatch(word) and word not in _STATES:
        return "i"
    if len(bare) > 1 and bare.isupper():
        return "c" if len(bare) > 3 and is_country(bare) else "a"
    if (low in _MONTHS and bare[0].isupper()) or low in _MONTHS_ABROAD:
        return "m"
    if bare[3:4] and set(_PARTED.split(low)) <= _MONTHS:
        return "m"  # "Nov-Dec"
    if low.endswith(("n't", "n’t")):
        return "o"
    if is_ordinary(bare, ordinary):
        return "o"
    if bare[0].islower():
        return "h" if HOST.match(bare) else "q" if len(bare) < 4 else "o"
    if is_country(bare.removesuffix("’s").removesuffix("'s")):
        return "c"
    return "g" if low in GIVEN or low.split("-", 1)[0] in GIVEN else "x"


@lru_cache(maxsize=8192)
def is_country(name: str) -> bool:
    return find_country(name) is not None
