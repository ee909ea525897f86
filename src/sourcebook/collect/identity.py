"""Name an entry: a stable, short, readable id made from publisher, year and title."""

import hashlib
import re
import unicodedata
from collections.abc import Container
from functools import lru_cache

from sourcebook.records import Date
from sourcebook.values.dates_said import year_of

LONGEST = 60
_TITLE_WORDS = 3
# BGN/PCGN romanisation of Russian and Kazakh, simplified to ASCII letters.
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
        "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
        "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
        "ә": "a", "ғ": "gh", "қ": "q", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i",
        "є": "ye", "ї": "yi", "ґ": "g", "ў": "w", "ӣ": "i", "ҳ": "h", "ҷ": "j", "ӯ": "u",
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
        "ı": "i", "ə": "a", "’": "", "'": "", "‘": "", "ʻ": "", "ʼ": "", "`": "",
    }
)  # fmt: skip
_SMALL_WORDS = """
    a an the of on in to for and or at by from with as is are was were be been its it their his
    her this that these those into over under about no not u s de la le les el los las du des der
    die das und et y en i v na po o iz k s
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_GENERIC = frozenset({"dept", "department", "bureau", "office", "ministry"})
_ACRONYM = re.compile(r"(?<![\w.])[A-Z][A-Z&\-]{1,7}(?![\w.])")
_US = re.compile(r"(?<!\w)(?:U\.S\.|US|United States)\W+(?:Dept|Department)\W+(?:of\s+)?(\w+)")
_WORD = re.compile(r"[a-z0-9]+")


def slug_words(text: str) -> list[str]:
    """The words of a text in lower-case ASCII: Cyrillic (Kazakh too) transliterated, accents
    dropped; words of scripts we can't transliterate are left out."""
    if text.isascii():
        return _WORD.findall(text.lower().replace("'", "").replace("`", ""))
    folded = unicodedata.normalize("NFC", text).casefold().translate(_CYRILLIC)
    ascii_only = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return _WORD.findall(ascii_only)


def slug(text: str, longest: int = LONGEST) -> str:
    """A text as one ASCII word with hyphens, at most ``longest`` letters, cut between words; a
    digest of it where no letter could be transliterated."""
    words = slug_words(text)
    if not words:
        return "x" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    short = words[0][:longest]
    for word in words[1:]:
        if len(short) + 1 + len(word) > longest:
            break
        short = f"{short}-{word}"
    return short


@lru_cache(maxsize=1024)
def publisher_word(publisher: str) -> str:
    """The word a publisher goes by in an id: its acronym where it shows one, else its name's
    initials (three words or more) or its first telling word; "" where there is none."""
    department = _US.search(publisher)
    if department:
        return f"us-{slug(department[1], 12)}"
    acronym = _ACRONYM.search(publisher)
    if acronym and publisher != publisher.upper():
        return slug(acronym.group(), 12)
    words = [word for word in slug_words(publisher) if word not in _SMALL]
    if len(words) >= 3:
        return "".join(word[0] for word in words[:6])
    words = [word for word in words if word not in _GENERIC] or words
    return words[0][:16] if words else ""


def entry_id(
    *, title: str, publisher: str = "", issued: Date | None = None, taken: Container[str] = ()
) -> str:
    """An id like ``iwpr-2005-kazak-women-sold``: publisher's word, year or ``nd``, the first
    telling words of the title; at most 60 ASCII characters, made unique by ``-2``, ``-3`` ….

    Stable: the same title, publisher and date give the same id while it isn't ``taken``.
    """
    year = year_of(issued)
    known = "nd" if year is None else str(year)
    who = publisher_word(publisher)
    words = [
        word for word in slug_words(title) if word not in _SMALL and word not in {known, who, "pdf"}
    ]
    what = "-".join(words[:_TITLE_WORDS]) or slug(title, 20)
    made = "-".join(part for part in (who, known, what) if part)[:LONGEST].rstrip("-")
    if made not in taken:
        return made

    def numbered(number: int) -> str:
        suffix = f"-{number}"
        return made[: LONGEST - len(suffix)].rstrip("-") + suffix

    low, high = 1, 2  # numbers are given in a row, so the first free one is found by halving
    while numbered(high) in taken:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if numbered(middle) in taken:
            low = middle
        else:
            high = middle
    return numbered(high)
