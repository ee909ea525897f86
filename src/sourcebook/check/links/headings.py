"""Tell what a heading or a sentence says of something that isn't there, and how much of it says so. Pure."""

import re
from functools import lru_cache

from msgspec import Struct

from sourcebook.check.links import walls
from sourcebook.check.links.phrases import UNSPACED, Found, missing, spoken
from sourcebook.check.links.telling import advises

_MOST = 0.5  # the share of a sentence that is most of it
_SENTENCES = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")
_AFTER = re.compile(r"(?<=\w):\s+\S+(?:\s+\S+){2,}$")
_HEADLINE = 0.5  # what a cue in a heading that goes on weighs
_REGRET = 1.5  # what begins with an apology weighs so much more at least …
_APOLOGY = 5  # … of so many words at most
_UNFIRM = 0.8  # what news are about as well weighs less
_QUOTED = re.compile(r"[«“„\"][^«»“”„\"]{2,60}[»”“\"]")
_CODE = re.compile(r"\b404")
_PARTS = re.compile(r"\s+[|–—·•»«›~/\\-]+\s+|\s*[|»«·•›]+\s*|\s+::\s+")


class Heading(Struct, frozen=True, kw_only=True):
    """The cue in a heading, its share of the part in which it stands; ``vague`` that it only hints,
    ``about`` that it tells of such errors."""

    cue: Found | None = None
    share: float = 0.0
    vague: bool = False
    about: bool = False


def body_cue(words: str) -> Found | None:
    """The cue in ``spoken`` words that stand below headings. What may be said of other things than
    pages is most of its sentence: “Report not found”, not “The report on the farms, he said, was lost”."""
    lasting = walls.lasting(words)
    best = missing().firmest(lasting)
    if best is None or (best.firm and (not walls.finds_nothing(best.says) or advises(best.says))):
        return best
    some = [found for found in missing().all(lasting) if _most(found, lasting)]
    found = max(some, key=lambda found: found.length, default=None)
    return found and Found(found.language, found.says, False, found.apart)


def _most(found: Found, words: str) -> bool:
    sentence = next((part for part in words.split("_") if found.says in part), words)
    return found.close >= _MOST * sum(map(str.isalpha, sentence))


def _covered(words: str, letters: str) -> float:
    """The share of ``spoken`` words that cues cover, all of them together."""
    lasting = walls.lasting(words)
    covered = bytearray(len(letters))
    for found in missing().all(lasting):
        says = found.says.replace(" ", "")
        start = letters.find(says)
        if start >= 0:
            covered[start : start + len(says)] = b"\x01" * len(says)
    return sum(covered) / len(letters)


def _aside(text: str) -> bool:
    """Whether a headline only quotes what would deny (The ministry's site “not found”): neither the
    quoted words nor those around them say it of a page."""
    quoted = _QUOTED.search(text)
    around = _QUOTED.sub(" ", text)
    if not quoted or len(around.split()) < 2:
        return False
    phrases = missing()
    alone = spoken(quoted[0])
    if alone.replace(" ", "") in phrases.bare:
        return True
    return not phrases.find(alone) and not phrases.find(spoken(around))


def regret(words: str) -> int:
    """The letters of the apology with which ``spoken`` words begin (“Unfortunately, …”), which articles
    don't; 0 where they begin otherwise."""
    vague, begun, longest = missing().vague, "", 0
    for word in words.split(" ")[:_APOLOGY]:
        begun += word
        if len(begun) > 1 and begun in vague:
            longest = len(begun)
    if longest or words.isascii() or not UNSPACED.search(words):
        return longest
    letters = words.replace(" ", "")
    return max((len(one) for one in vague if len(one) > 1 and letters.startswith(one)), default=0)


def parts_of(text: str) -> list[str]:
    """The parts of a title: what it is of, and the site's name and the like."""
    return _PARTS.split(text)


@lru_cache(4096)  # sites head their pages alike
def heading_cue(text: str, *, parts: bool = True) -> Heading:
    """The cue in a title or heading, and its share of the part of it in which it stands; without
    ``parts``, of all of it."""
    if not text:
        return Heading()
    best = Heading()
    phrases = missing()
    split = [*(parts_of(text) if parts else ()), *_SENTENCES.split(text), text]
    for part in dict.fromkeys(split):
        words = walls.elsewhere(spoken(part))
        letters = words.replace(" ", "")
        if not letters or _aside(part):
            continue
        if (language := phrases.bare.get(letters)) and (parts or part == text):
            return Heading(cue=Found(language, words), share=1.0)
        if letters in phrases.vague and not best.cue:
            best = Heading(vague=True)
        elif found := phrases.firmest(walls.lasting(words)):
            share = _covered(words, letters)
            if sorry := regret(words):
                share *= max(_REGRET, len(letters) / max(1, len(letters) - sorry))
                found = Found(found.language, found.says, True, found.apart)
            share = min(1.0, share) * (1 if found.firm else _UNFIRM)
            after = _AFTER.search(part)
            if after and not phrases.find(spoken(after[0])):
                share *= _HEADLINE  # “Page not found: how links rot” tells of something
            if share > best.share:
                best = Heading(cue=found, share=share)
    words = spoken(text)
    if (best.cue or _CODE.search(words)) and walls.about(words):
        return Heading(cue=best.cue, share=best.share, about=True)
    return best
