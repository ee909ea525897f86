"""Rank thousands of addresses of a site by how well they fit an entry. Pure.

A word counts the more the fewer of the addresses have it (inverse document frequency); so "report" on
a site of reports says nothing, and "ferry" much. Titles in Cyrillic letters are spelled in Latin ones
too, since addresses mostly are.
"""

import re
from collections.abc import Sequence
from math import log
from urllib.parse import unquote

from sourcebook.check.moves.sitemaps import Listed
from sourcebook.check.moves.spelling import SMALL, About, place, split_ending, where, words_of

SAME_DAY = 4  # pages that last changed on the entry's day; more say nothing
SMALL_SITE = 20  # pages of a site that are all looked at, once for all that is gone of it
LEAST = 0.45  # share of the title's weight that an address must have; below, too many fit by chance

_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = dict(zip(
    "абвгдезийклмнопрстуфъыьэіїєґ" "әғқңөұүһ", "abvgdezijklmnoprstuf" "\0y\0eiieg" "agqnouuh", strict=True
)) | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ё": "e"}  # fmt: skip


def latin(word: str) -> str:
    """A word in Latin letters, as addresses of Cyrillic pages mostly spell it (ISO 9 simplified)."""
    return "".join(_CYRILLIC.get(c, c) for c in word).replace("\0", "")


def _loose(word: str) -> str:
    """A spelling that different transliterations share."""
    word = word.replace("kh", "h").replace("shch", "sh").replace("ts", "c").replace("tc", "c")
    return word.replace("j", "i").replace("y", "i").replace("ii", "i").replace("q", "k")


def _wanted(about: About, url: str) -> dict[str, float]:
    """The words to look for: of the title, and of the old address's last part, with their shares."""
    wanted = {word: 1.0 for word in words_of(about.title) if word not in SMALL}
    for word in list(wanted):
        if not word.isascii():
            wanted[latin(word)] = 1.0
            wanted[_loose(latin(word))] = 1.0
    found = where(url) if url else None
    if found is not None and found.segments:
        stem, _ = split_ending(found.segments[-1])
        for word in words_of(stem):
            if len(word) > 2 and word not in SMALL:
                wanted.setdefault(word, 0.7)
    return wanted


def fitting(
    listed: Sequence[Listed], about: About, url: str = "", *, most: int = 5
) -> list[tuple[float, str]]:
    """The addresses that fit best, with how well (above 0), best first; ``url`` is the old address."""
    wanted = _wanted(about, url)
    loose = not about.title.isascii()  # spellings of what was transliterated vary
    old = where(url) if url else None
    stem = split_ending(old.segments[-1])[0].lower() if old and old.segments else ""
    number = stem if stem.isdecimal() and len(stem) > 2 else ""
    dated = len(about.issued) == 10
    of_day = [one.url for one in listed if one.changed == about.issued] if dated else []
    held: list[tuple[Listed, frozenset[str], str]] = []
    counts: dict[str, int] = {}
    for one in listed:
        path = unquote(one.url.partition("://")[2].partition("/")[2]).lower()
        tail = "/".join(path.rstrip("/").split("/")[-2:])
        words = _WORD.findall(tail)
        if loose:
            words += [_loose(word) for word in words if word.isascii() and not word.isdecimal()]
        some = frozenset(wanted.keys() & words)
        named = ""
        if stem and stem in path:
            last = path.rstrip("/").rpartition("/")[2].partition("?")[0]
            named = split_ending(last)[0]
        if not some and (not stem or named != stem):
            continue
        held.append((one, some, named))
        for word in some:
            counts[word] = counts.get(word, 0) + 1
    total = len(listed)
    weights = {word: share * log(1 + total / counts.get(word, 1)) for word, share in wanted.items()}
    of_title = [word for word in words_of(about.title) if word not in SMALL]
    whole = sum(min(log(1 + total), weights[word]) for word in of_title) or 1.0
    ranked = []
    for one, some, named in held:
        rank = min(1.0, sum(weights[word] for word in some) / whole) if of_title else 0.0
        same = bool(stem) and named == stem and len(stem) > 3
        if rank < LEAST and not same:
            continue
        rank += 0.5 if same else 0.0
        rank += 0.2 if number and number in one.url else 0.0
        rank += (
            0.2 if about.issued and len(about.issued) == 10 and one.changed == about.issued else 0.0
        )
        ranked.append((rank - len(one.url) / 10_000, one.url))
    # A page that says nothing in its address may say when it last changed: mostly, when it came out.
    ranked += [(0.3, target) for target in of_day] if len(of_day) <= SAME_DAY else []
    if len(listed) <= SMALL_SITE:
        ranked += [(0.1, one.url) for one in listed]
        most = max(most, SMALL_SITE)
    best: dict[str, tuple[float, str]] = {}
    for rank, target in sorted(ranked, key=lambda it: (-it[0], it[1])):
        best.setdefault(place(target), (rank, target))
        if len(best) >= most:
            break
    return [it for it in best.values() if place(it[1]) != place(url)]
