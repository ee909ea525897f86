"""Take a text apart into words and give each the term it is indexed and found by. Pure.

A term is what the forms of a word share in its language: English and Russian by Snowball, Kazakh by a
stemmer of our own (``kazakh``), further languages by Snowball where it knows them; what is written
without spaces (Chinese, Japanese, Thai …) by pairs of neighbouring letters. All other words are
folded only (``letters``). The same text gives the same terms wherever it stands.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from sourcebook.search import stop_words
from sourcebook.search.letters import APOSTROPHES, HIDDEN, fold, lowered

# Letters written without spaces between words: Thai, Lao, Burmese, Khmer, Tibetan, Chinese, Japanese.
_SPACELESS = "\u0e00-\u0e4e\u0e80-\u0ece\u0f40-\u0fbc\u1000-\u103f\u1780-\u17d3\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
# Signs that belong to a letter but are none themselves, in Python's eyes.
_SIGNS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u0711\u0730-\u074a\u07a6-\u07b0\u0900-\u0963\u0981-\u09cd\u0a01-\u0a4d"
    "\u0a70\u0a71\u0a81-\u0acd\u0b01-\u0b4d\u0b82-\u0bcd\u0c00-\u0c4d\u0c81-\u0ccd\u0d00-\u0d4d\u0d81-\u0ddf"
    "\u135d-\u135f\u1ab0-\u1aff\u1dc0-\u1dff"
)
_LETTER = f"[^\\W_{_SPACELESS}]"
_WORD = re.compile(
    r"\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?![\d\w])"  # 70,000 is one number
    r"|[A-Za-zА-Яа-я]\.(?:[A-Za-zА-Яа-я]\.)+(?![^\W_])"  # U.S.
    rf"|{_LETTER}+(?:[{APOSTROPHES}](?=[^\W\d_]){_LETTER}+|[{_SIGNS}{HIDDEN}]+{_LETTER}*)*"
    rf"|[{_SPACELESS}]+"
)
_NUMBER_MARKS = re.compile("[,\u00a0\u202f\u2009]")
_CLUSTER = re.compile(f"[^{_SIGNS}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u102b-\u103e\u17b4-\u17d3][{_SIGNS}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u102b-\u103e\u17b4-\u17d3]*")  # fmt: skip
_IS_SPACELESS = re.compile(f"[{_SPACELESS}]")
LONGEST = 60  # letters of a term; what is longer is an address or noise, and is cut
_HELD = 400_000  # words remembered for each language; some 60 MB

SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch", "no": "norwegian", "nb": "norwegian",
    "nn": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip

# Forms of a word that no ending tells, of words that reports on people use.
_IRREGULAR = {
    "women": "woman", "men": "man", "children": "child", "wives": "wife", "lives": "life", "thieves": "thief",
    "sold": "sell", "bought": "buy", "brought": "bring", "taken": "take", "took": "take", "held": "hold",
    "fled": "flee", "kept": "keep", "left": "leave", "lost": "lose", "found": "find", "given": "give",
    "gave": "give", "went": "go", "gone": "go", "made": "make", "paid": "pay", "said": "say", "sent": "send",
    "caught": "catch", "taught": "teach", "sought": "seek", "stolen": "steal", "stole": "steal",
    "beaten": "beat", "driven": "drive", "drove": "drive", "written": "write", "wrote": "write",
    "led": "lead", "lent": "lend", "spoken": "speak", "spoke": "speak", "broken": "break", "broke": "break",
    "chosen": "choose", "chose": "choose", "forbidden": "forbid", "forgotten": "forget", "known": "know",
    "knew": "know", "grown": "grow", "grew": "grow", "begun": "begin", "began": "begin", "ran": "run",
    "dealt": "deal", "fought": "fight", "fallen": "fall", "fell": "fall", "borne": "bear", "dying": "die",
}  # fmt: skip
_RUSSIAN = {
    "людьми": "люди",
    "детьми": "дети",
    "дочерьми": "дочери",
    "лошадьми": "лошади",
    "шла": "шел",
}
_FLEETING = re.compile(r"[оеё](?=[кц]$)")  # ребенок, ребенка; девушек, девушки; торговец, торговца
# British and American spellings of one word, as their stems begin.
_OUR = re.compile(
    r"^(misbehavi|behavi|neighb|endeav|enam|lab|col|fav|disfav|harb|hon|dishon|hum|rum|vig|rig|parl|savi|arm"
    r"|od|sav|splend|tum|vap|flav|clam|cand|ferv|glam|ard|val|succ|belab|discol)our"
)
_SPELLED = {
    "traffic": "traffick", "centr": "center", "theatr": "theater", "defenc": "defens", "offenc": "offens", "licenc": "licens",
    "pretenc": "pretens", "practis": "practic", "programm": "program", "enrol": "enroll", "fulfil": "fulfill",
    "judgement": "judgment", "kidnapp": "kidnap", "paediatr": "pediatr", "foetus": "fetus", "grey": "gray",
    "travell": "travel", "gaol": "jail", "instal": "install", "skilful": "skill", "orphanag": "orphanag",
    "metr": "meter", "fibr": "fiber", "manoeuvr": "maneuv", "anaemia": "anemia", "ageing": "age",
}  # fmt: skip


class Token(NamedTuple):
    """A word of a text: the term it is found by, and where it stands (``text[start:end]``)."""

    term: str
    start: int
    end: int


def analyse(text: str, language: str = "") -> list[Token]:
    """The words of a text with their terms, in order; ``language`` is BCP 47 (without it, told by the
    text's letters and commonest words). A stretch without spaces gives several overlapping tokens."""
    term_of = terms_of(language or language_guess(text))
    found: list[Token] = []
    for word in _WORD.finditer(text):
        written = word[0]
        term = term_of[written]
        if " " in term:
            found += _pairs(written, word.start())
        elif term:
            found.append(Token(term, *word.span()))
    return found


def line(text: str, language: str = "") -> str:
    """The terms of a text, joined by spaces: what an index takes as ready-made words."""
    return " ".join(
        map(terms_of(language or language_guess(text)).__getitem__, _WORD.findall(text))
    )


def lines(text: str, language: str = "") -> tuple[str, str]:
    """The same, and beside it the words only folded, not brought to a stem."""
    found = _WORD.findall(text)
    stems = terms_of(language or language_guess(text))
    return " ".join(map(stems.__getitem__, found)), " ".join(
        map(terms_of("und").__getitem__, found)
    )


def taken_apart(text: str, language: str) -> tuple[list[str], list[str]]:
    """The words of a text as they stand in it, and beside each its term; quicker than ``analyse``. A
    stretch without spaces gives its pairs of letters."""
    written = _WORD.findall(text)
    terms = list(map(terms_of(language).__getitem__, written))
    if text.isascii() or not _IS_SPACELESS.search(text):
        return written, terms
    tokens = analyse(text, language)
    return [text[token.start : token.end] for token in tokens], [token.term for token in tokens]


def spans(text: str, written: list[str], count: int) -> list[tuple[int, int]]:
    """Where the first ``count`` of these words stand. No letter stands between two of them, so the
    next place at which one is found is its own; pairs of letters begin one letter further each."""
    found, at = [], 0
    pairs = not text.isascii() and bool(_IS_SPACELESS.search(text))
    for word in written[:count]:
        start = text.find(word, at)
        end = start + len(word)
        found.append((start, end))
        at = start + 1 if pairs and _IS_SPACELESS.match(word) else end
    return found


def words(text: str) -> list[str]:
    """The words of a text as they stand in it."""
    return _WORD.findall(text)


def terms(word: str, languages: Iterable[str]) -> list[str]:
    """The terms one word may be indexed under, each once: folded, and its stem in each of the
    languages that are written in its letters."""
    found = {terms_of("und")[word]: None}
    for language in languages:
        found.setdefault(terms_of(language)[word])
    return [term for term in found if term]


class _Terms(dict[str, str]):
    """The terms of words, each made once. A word of several terms has them joined by spaces."""

    def __init__(self, stem: Callable[[str], str]) -> None:
        super().__init__()
        self._stem = stem

    def __missing__(self, word: str) -> str:
        if len(self) > _HELD:
            self.clear()
        made = self[word] = _term(word, self._stem)
        return made


@cache
def _of(stemmer: str) -> _Terms:
    if stemmer == "kk":
        from sourcebook.search.kazakh import stem

        return _Terms(lambda word: stem(lowered(word)))
    if not stemmer:
        return _Terms(fold)
    import Stemmer

    snowball = Stemmer.Stemmer(stemmer)
    if stemmer == "english":
        return _Terms(lambda word: _english(fold(word), snowball.stemWord))
    if stemmer == "russian":
        return _Terms(lambda word: _russian(fold(word), snowball.stemWord))
    return _Terms(lambda word: fold(snowball.stemWord(lowered(word))))


def terms_of(language: str) -> _Terms:
    """The terms of words in a language, by word."""
    base = language.partition("-")[0].lower()
    return _of("kk" if base == "kk" else SNOWBALL.get(base, ""))


def stemmers() -> str:
    """The version of Snowball's stemmers."""
    import Stemmer

    return str(Stemmer.version())


def made_by() -> str:
    """What terms depend on beside this package: the versions of the stemmers and of Unicode's data."""
    return f"{stemmers()} {unicodedata.unidata_version}"


def _term(word: str, stem: Callable[[str], str]) -> str:
    if not word.isascii() and _IS_SPACELESS.match(word):
        return " ".join(token.term for token in _pairs(word, 0))
    if word[0].isdigit():
        return fold(_NUMBER_MARKS.sub("", word))[:LONGEST]
    if "." in word:  # U.S.
        return fold(word.replace(".", ""))
    if len(word) > 3 and word[-2] in APOSTROPHES and word[-1] in "sS":
        word = word[:-2]
    return stem(word[: 2 * LONGEST])[:LONGEST]


def _english(word: str, stem: Callable[[str], str]) -> str:
    made = stem(_IRREGULAR.get(word, word))
    if "our" in made:
        made = _OUR.sub(r"\1or", made)
    elif len(made) > 5 and made.endswith(
        ("is", "ys")
    ):  # organise, analyse: one letter for both spellings
        made = made[:-1] + "z"
    return _SPELLED.get(made, made)


def _russian(word: str, stem: Callable[[str], str]) -> str:
    made = stem(_RUSSIAN.get(word, word))
    return _FLEETING.sub("", made) if len(made) > 4 else made


def _pairs(run: str, start: int) -> list[Token]:
    """Pairs of neighbouring letters, each with its signs; a letter alone as it is."""
    letters = [(fold(one[0]), one.start(), one.end()) for one in _CLUSTER.finditer(run)]
    letters = [one for one in letters if one[0]]
    if len(letters) == 1:
        return [Token(letters[0][0], start + letters[0][1], start + letters[0][2])]
    return [
        Token(one + other, start + begins, start + ends)
        for (one, begins, _), (other, _, ends) in pairwise(letters)
    ]


_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_KAZAKH = re.compile("[ғқұҒҚҰ]")  # no neighbour that shares ә, ө, ү or ң has these
_NOT_RUSSIAN = re.compile("[іїєґўјљњћђџѓќѕңөүһә]", re.I)
_RUSSIAN_ENDS = re.compile(
    r"(?:[оеы][гм]о|[ыиоуя]й|[аяоиы][яхе]|[аеиоя]ть|тьс?я|ость|ость?ю|ами|ями|[оуе]ю|ыми|ими|ов)\b"
)
_RUSSIAN_ONLY = re.compile("[ыэё]", re.I)  # which Bulgarian, Serbian and Macedonian don't have
_SAMPLE = 600  # letters that are looked at


def language_guess(text: str) -> str:
    """``en``, ``ru`` or ``kk`` where a text's letters and commonest words say so, the script's name
    where only that can be told (``und-Latn``, ``und-Cyrl``), else ``und``. Quick, and never sure of
    a few words: a language that is known from outside is better."""
    sample = text[:_SAMPLE]
    if not sample.isascii():
        if len(_CYRILLIC.findall(sample)) > len(_LATIN.findall(sample)):
            if _KAZAKH.search(sample):
                return "kk"
            if _NOT_RUSSIAN.search(sample):
                return "und-Cyrl"
            found = {fold(word) for word in _WORD.findall(sample)}
            if len(found) < 8:
                return "ru"
            common = len(found & stop_words.RUSSIAN) * 12
            if common >= len(found) and len(sample) < 200:
                return "ru"
            ends = len(_RUSSIAN_ENDS.findall(sample)) * 5
            if common + ends >= len(found) and _RUSSIAN_ONLY.search(sample):
                return "ru"
            return "und-Cyrl"
        if not _LATIN.search(sample):
            return "und"
    found = {word.lower() for word in _WORD.findall(sample)}
    english = len(found & stop_words.ENGLISH)
    kazakh = len(found & stop_words.KAZAKH_LATIN)
    if kazakh > 1 and kazakh > english:
        return "kk-Latn"
    few = len(found) < 8 and sample.isascii()
    return "en" if few or english * 8 >= len(found) else "und-Latn"
