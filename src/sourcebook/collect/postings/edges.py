"""Say where a byline may begin in a text whose line breaks were lost, and how well a title's end
and it part there: from a few words on either side, and from their kinds."""

import re
from collections.abc import Sequence

from sourcebook.collect.postings.acronyms import abbreviates, spelled
from sourcebook.collect.postings.beginnings import (
    ADJECTIVES,
    BROAD,
    KEY_START,
    LABELLED,
    begins_byline,
)
from sourcebook.collect.postings.looks import PUBLISHERS
from sourcebook.collect.postings.names import known_publisher, whole_publishers
from sourcebook.collect.postings.wordkinds import (
    ARTICLES,
    FUNCTION,
    PARTICLES,
    Word,
    is_country,
)

AT_BREAK = 2.5  # worth of a line's beginning where a title or byline begins
INSIDE = 2.0  # cost of one inside a title or byline, which do run over two lines
_ON_PAGE = 3.0  # worth of a publisher that stands before other dates on the page as well
_CERTAIN = 6.0  # worth of a name that hardly any title holds
_SOURCE = re.compile(r"[-–—]\s*Source\s*:")
_DAY = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d|\d{4}(?:-\d\d-\d\d)?$"
)
_ASIDE = re.compile(r",|\bSource:")  # between a byline's beginning and its publisher
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
EDITION_START = re.compile(r"(?:19|20)\d\d(?:[-/]\d{2,4})? (?:Edition|Report|Update|Version)\b")
EDITION_END = re.compile(r"\b(?:(?:19|20)\d\d|First|Second|Third|Revised) Edition$")
_ENDS_NAME = frozenset({"edition", "report", "update", "updated", "posted", "published", "revised"})
CLOSING = re.compile(
    r"(?:[\])?!»]|\bEdition|\b(?:19|20)\d\d|\bReport|\bLabor|\bPractices|\bOverview)$"
)
_NAME_ENDS = re.compile(r"(?:News|Press)\s(?:Agency|Service)\b|Home\sOffice\b|Embassy\s*,")
_CREDIT = re.compile(
    r"(?:Staff|Special|Our)\s(?:[Cc]orrespondent|[Rr]eporter|[Ww]riter)s?\b|Edited\sby\b|Special\sto\s"
)
_TOPICS = (
    "Trafficking", "Slavery", "Slaves", "Children", "Labor", "Labour", "Torture", "Rights", "Poverty",
    "Prostitution", "Women", "Girls", "Trade", "Workers", "Migrants", "Exploitation", "Abuse", "Law",
    "Crime", "Victims", "Police", "Prison", "Border",
)  # fmt: skip
_SAYING = frozenset({"says", "say", "said", "warns", "tells", "urges", "claims"})
# A paper's name begins later: "Filipinas The Star Online, …".
_LATER = re.compile(r"(?!The )(?:[\w'’.\-]+ ){0,3}[A-Z][\w'’.\-]+ The [A-Z]")
_ADVERBS = frozenset({"on", "in", "up", "out", "over", "off"})  # may end a title: "Abuse goes on"
# A town's or country's name goes on after these.
_TOWNS = frozenset(
    {"Port", "San", "Santa", "Santo", "Puerto", "Fort", "Mount", "Rio", "São", "Sao", "Phnom", "Kuala",
     "Buenos", "Addis", "Dar", "Hong", "Tel", "Siem", "Chiang", "Quezon", "Ulan", "Abu", "Costa", "Los"}
)  # fmt: skip
_CLOSED = frozenset("])?!»")
_CLOSED_QUOTE = frozenset('”"»')
_PARTS = frozenset(",-–:;")
_ENDING = frozenset({"Edition", "Report", "Labor", "Practices", "Overview"})


def _named(text: str, names: frozenset[str]) -> bool:
    """Whether a text begins with one of some names, whole before a comma or "in"."""
    head = text.split(",", 1)[0]
    return head in names or head.split(" in ", 1)[0] in names


def _stands(text: str, at: int) -> bool:
    """Whether a known publisher's whole name stands at a place: "goes on Arab News, …"."""
    known = known_publisher(text[at : at + 60])
    return (
        " " in known and known not in BROAD and text[at + len(known) : at + len(known) + 1] == ","
    )


def _ends_person(words: list[Word], index: int) -> bool:
    """Whether a given name and another stand before a word: the byline's own first line."""
    before = [word.kind for word in words[max(0, index - 3) : index]]
    return before[-2:] in (["g", "x"], ["g", "g"]) or before in (["g", "i", "x"], ["g", "x", "x"])


def _within(text: str, left: int, at: int) -> bool:
    """Whether a publisher's known name begins with the word before a place and goes on after it, or
    is an acronym that another such name follows: "IRIN PlusNews"."""
    known = known_publisher(text[left : left + 60])
    if left + len(known) > at:
        return True
    after = known_publisher(text[at : at + 60]) if known.isupper() else ""
    return bool(after) and not BROAD & {known, after}


def edges(
    text: str,
    words: list[Word],
    names: frozenset[str],
    breaks: Sequence[int],
    low: int,
    starts: frozenset[int],
) -> list[tuple[int, float]]:
    """Where a byline may begin after ``low``, in order, and how well the two part there.

    ``names``: publishers the page tells; ``breaks``: where lines begin; ``starts``: where sentences
    begin, before which no title ends unless with an abbreviation, a question or a bracket."""
    found: list[tuple[int, float]] = []
    whole = spelled(words)
    certain = whole_publishers(text)
    for index in range(1, len(words)):
        word = words[index]
        at = word.start
        if at <= low:
            continue
        left = words[index - 1]
        broken = at in breaks
        if not broken and not (_may_end(text, left, at, starts) and _may_begin(text, word)):
            continue
        named = bool(names) and _named(text[at : at + 120], names)
        after = text[at : at + 90]
        plain = word.kind == "o"
        begins = begins_byline(after, plain)
        sure = any(begun == index for begun, _ in whole) or any(begun == at for begun, _ in certain)
        if begins < -2 and not (broken or named or sure or left.text[-1] in _CLOSED):
            continue
        before = text[max(0, at - 41) : at].rstrip()
        edge = _boundary(before, after, max(begins, _ON_PAGE if named else -9.0))
        if " The " in after and _LATER.match(after):
            edge -= 2.5
        if index + 1 < len(words) and _CREDIT.match(text, words[index + 1].start):
            edge -= 2.5
        if not named:
            edge += _meeting(text, words, index, edge)
        if (left.text in ADJECTIVES and KEY_START.match(text, at)) or (
            left.text[0].isupper() and left.kind in "xcaC" and _NAME_ENDS.match(text, at)
        ):
            edge -= 4.0
        if index > 1 and _within(text, left.start, at):
            edge -= 4.0
        for begun, acronym in whole:
            if begun == index:
                edge = max(edge, 5.0)
            elif begun < index <= acronym:
                edge -= 6.0
        for begun, until in certain:
            if begun == at and left.text[-1] != ":" and not _ends_person(words, index):
                edge = max(edge, _CERTAIN)
            elif begun < at < until:
                edge -= 6.0
            elif at < begun and word.kind not in "gt" and not _ASIDE.search(text, at, begun):
                edge -= 4.0
        if broken:
            edge += AT_BREAK + INSIDE
        if edge >= -3:
            found.append((at, edge))
    return found


def _may_end(text: str, left: Word, at: int, starts: frozenset[int]) -> bool:
    """Whether a title may end with a word, inside a line."""
    end = left.text[-1]
    if left.kind == "f" and end not in _CLOSED_QUOTE:
        return left.text in _ADVERBS and _stands(text, at)
    return not (
        left.text in {"&", "/", "|"}
        or end == ","
        or (end in ".…" and at in starts and left.kind != "a")
    )


def _may_begin(text: str, word: Word) -> bool:
    """Whether a byline may begin with a word, inside a line."""
    first, at = word.text[0], word.start
    if first.isupper() or first in '"“[' or (first.isalpha() and not first.isascii()):
        return True
    if word.kind == "n":
        return _DAY.match(text, at) is not None
    return word.kind == "h" or bool(
        (first in "-–—" and _SOURCE.match(text, at))
        or (word.text == "by" and LABELLED.match(text, at))
    )


def _meeting(text: str, words: list[Word], index: int, edge: float) -> float:
    """What the kinds of the two words that meet, and their neighbours, say of a boundary."""
    left, right = words[index - 1], words[index]
    after = words[index + 1].kind if index + 1 < len(words) else ""
    score = 0.0
    closed = left.text[-1] in "])?!»"
    if left.kind in "it" or (left.kind == "n" and right.kind == "m"):
        return -6.0
    if left.text == "Source:":
        return -9.0
    if left.kind == "g" and right.text in {"St.", "St"}:
        return -6.0  # "Kelly St. John"
    if left.text in _TOWNS or (left.kind == "g" and right.kind == "t"):
        return -6.0
    if right.text == "Staff," and left.kind == "x":
        return -6.0
    if right.text == "Staff" and left.text.lower() in PUBLISHERS:
        return -6.0
    if left.kind == "m" and _YEAR.match(right.text):
        return -9.0
    if right.kind in "xgaht":
        score += 0.8
        if left.kind in "ocCn" or closed:
            score += 1.0
        elif index > 1 and words[index - 2].text in _TOWNS:
            score += 1.0  # "San Pedro": a town's second word
        elif left.kind == "g" and right.kind in "xg":
            score -= 4.0
        elif left.kind == "x":
            score -= 2.5 if edge < 3 or right.kind in "xg" else 1.5
        if right.kind == "a" and abbreviates(words, index):
            score -= 6.0
    named = after in {"x", "g", "i"} or words[min(index + 1, len(words) - 1)].text in PARTICLES
    if named and edge < 4:
        third = words[index + 2] if index + 2 < len(words) else None
        if (
            right.kind == "t"
            or right.text == "By"
            or (right.text == "by" and LABELLED.match(text, right.start))
        ):
            score += 3.0
        elif right.kind == "g":
            score += 2.5
        elif (
            right.kind in "xi"
            and edge < 3
            and third is not None
            and (known_publisher(text[third.start : third.start + 40]) or third.kind == "h")
        ):
            score += 2.0  # a name and then a publisher, on two lines before
    if right.kind == "C":
        score -= 6.0
    if right.text.endswith(("’s", "'s")) and not known_publisher(text[right.start :][:60]):
        score -= 2.0
    if index > 1 and (left.kind == "q" or left.text in PARTICLES) and words[index - 2].kind in "xg":
        score -= 6.0
    return score


def _boundary(before: str, after: str, begins: float) -> float:
    """How well a title's end and a byline's beginning part, from a few words on either side and
    how much the latter look like a beginning."""
    last = before.rsplit(" ", 1)[-1]
    low = last.lower()
    score = begins
    if low.rstrip(".") in FUNCTION:
        score -= 8 if before.endswith((" of the", " on the", " for the", " of")) else 5
    if last[-1:] in _PARTS:
        score -= 6 if last[-1] in ",-–" else 3
    if last == "Edition" and EDITION_END.search(before):
        score += 5
    elif last[-1:] in _CLOSED or last in _ENDING or (last.isdigit() and CLOSING.search(before)):
        score += 2.5 if last[-1:] in "])?!" else 1.5
    if low in _SAYING:
        score -= 5  # who says it follows
    if last.endswith(_TOPICS):
        score += 0.8
    if last[:1].isdigit() and (not last.isdigit() or len(last) < 4):
        score -= 2  # what is counted follows
    if last.endswith(("’", "'", "’s", "'s")):
        score -= 2.5
    if last[:1].isupper() and is_country(last):
        score += 1
    if last[:1].islower() and low not in FUNCTION:
        score += 1.5
    first = after.split(" ", 1)[0]
    if first.lower() in FUNCTION and first not in ARTICLES and first not in {"by", "By", "The"}:
        score -= 4
    if first.isdigit() and (EDITION_START.match(after) or (first == after and last in _ENDING)):
        score -= 8
    if last.isdigit() and len(last) == 4 and first.lower().strip(".,") in _ENDS_NAME:
        score -= 8
    if low.lstrip("(") in {"updated", "posted", "published", "revised"} or before.endswith(
        (" The Daily", " The Sunday")
    ):
        score -= 12  # no title ends so
    return score
