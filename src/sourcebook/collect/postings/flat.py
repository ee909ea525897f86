"""Find title and byline at the end of a text whose line breaks were lost.

Candidates for the title's start are the ends of sentences; for the byline's, every capitalised
word after it. Each pair is scored by how its two parts look and how well they part there, the most
promising first, until no other can be better.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct, structs

from sourcebook.collect.postings.edges import (
    AT_BREAK,
    CLOSING,
    EDITION_END,
    EDITION_START,
    INSIDE,
    NAME_COMMA,
    edges,
    ends_name,
)
from sourcebook.collect.postings.groups import group_name
from sourcebook.collect.postings.looks import (
    EDITION,
    FIELD,
    PUBLISHERS,
    byline_score,
    capitalised,
    title_score,
)
from sourcebook.collect.postings.names import known_publisher, whole_publishers
from sourcebook.collect.postings.quotes import split_heading
from sourcebook.collect.postings.wordkinds import FUNCTION, MARKS, Ordinary, Word, words_of

_WINDOW = 470  # a title and byline together are seldom over 450 characters
_LONGEST = 221  # letters of a title
_SENTENCE_ENDS = ".!?…:;\"”’')]%»"
_MOST = 9.5  # that two parts' looks can be worth beside what parts them
_STOP = 4.5  # the least that a sentence's end inside a title costs
_START = re.compile(
    r"(?:(?<=[.!?])|(?<=[\w”’)\]]…))[\"”’')\]]*\s+(?=[\"“‘'(¿¡]?[^\W_a-z])|(?<=[\])”\"])\s+(?=[A-Z\d“\"])"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|[Nn]o|[Vv]ol|vs|Jr|Sr|Dept|Gov|Gen|Sen|Rep|Rev|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec|Ed|pp?|Art|Fig|Univ|Ltd|Inc|Co)|\b[A-Z]|\bU\.S|\bU\.N|\bD\.C|\bU\.K)\.$"
)
_DASHES = frozenset({"-", "–", "—"})
_CLOSERS = {"‘": "’", "“": "”", "«": "»", '"': '"', "'": "'"}
_FILE_MARK = re.compile(r"[\[(](?:PDF|DOCX?|PPT|HTML?)[\])]$", re.I)
# Titles of reports that come for many countries, mostly without a byline.
_WHOLE = re.compile(
    r"The Protection Project\s?[-–—]\s?[A-Z][^.,]{2,40}|Human Rights Overview"
    r"|Conclu(?:ding Observations|sions and [Rr]ecommendations) of [^.,]{8,90}"
)
_FORCED = re.compile(r"(?<=\[PDF\]\s)|(?<=\[DOC\]\s)|(?<=\[PPT\]\s)|(?<=\[DOCX\]\s)", re.I)
_ORIGIN = re.compile(r"\s(?=\[(?:originally|translated|first published)\b[^\[\]]{0,120}\]$)", re.I)
_DATE_END = re.compile(
    r"[,\s]+(?:Updated\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\.?,?\s+\d{2,4}"
    r"|[A-Z][a-z]+\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s*\d{4}|(?:[A-Z][a-z]+[-–])?[A-Z][a-z]+\.?,?\s+\d{4}"
    r"|\d{4}(?:-\d\d-\d\d)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})$"
)


_CREDITS = frozenset(
    {"special", "staff", "writer", "writers", "prepared", "told", "written", "correspondent",
     "correspondents", "reporter", "reporters", "editor", "edited", "compiled"}
)  # fmt: skip


class Parted(Struct, frozen=True, kw_only=True):
    """Where a text's quotes end, its title and byline after them, and how sure that is."""

    at: int
    title: str
    byline: str
    score: float
    group: str = ""


def repeated(bylines: Iterable[str]) -> frozenset[str]:
    """Publishers that a page's own bylines tell: what stands between a comma and a date, and two to
    six words before a date, beginning with a capital, that come after different words. Those of a longer name that always
    comes whole follow one word only, and are left out."""
    before: dict[str, set[str]] = {}
    whole: set[str] = set()
    for text in bylines:
        found = _DATE_END.search(text[-160:])
        if not found:
            continue
        told = text[-160:][: found.start()]
        words = told.split()
        for part_of in told.split(", ")[1:]:
            name = part_of.split(" in ", 1)[0]
            if 1 <= name.count(" ") <= 6 and name[:1].isupper():
                whole.add(name)
        for count in range(2, min(7, len(words))):
            if words[-count][0].isupper() and not words[-count - 1].endswith(","):
                before.setdefault(" ".join(words[-count:]), set()).add(words[-count - 1])
    return frozenset(whole.union(name for name, words in before.items() if len(words) > 1))


def part(
    text: str,
    *,
    opening: bool,
    prefixed: Callable[[str], tuple[str, str]] | None = None,
    breaks: Sequence[int] = (),
    names: frozenset[str] = frozenset(),
    ordinary: Ordinary | None = None,
) -> Parted | None:
    """The best reading of a flat text's end as title and byline; None where nothing fits.

    ``opening``: the text begins with the title (a section mark or head stands before it).
    ``prefixed`` takes the line that groups postings off a title, on pages that have such lines.
    ``names``: publishers that the page itself tells (see ``repeated``); ``ordinary``: words that
    it writes in lower case (see ``lower_words``).
    ``breaks``: where lines still begin in the text; a head is likely to begin or part there.
    """
    origin = _ORIGIN.search(text) if text[-1:] == "]" else None
    if origin and origin.start() > 3:
        inner = part(
            text[: origin.start()], opening=opening, prefixed=prefixed, names=names,
            ordinary=ordinary, breaks=[at for at in breaks if at < origin.start()],
        )  # fmt: skip
        if inner is not None:
            joined = f"{inner.byline} {text[origin.end() :]}".strip()
            return structs.replace(
                inner, byline=joined, score=inner.score + (0.0 if inner.byline else 4.0)
            )
    offset = max(0, len(text) - _WINDOW)
    tail = text[offset:]
    lines = [at - offset for at in breaks if at > offset and not _runs_on(text, at)]
    starts = _starts(tail, lines, first=not offset, opening=opening)
    if not starts:
        return None
    openings = [_opening(tail, at, lines, opening=opening, prefixed=prefixed) for at in starts]
    best = _best(tail, openings, lines, names, ordinary or Ordinary(), grouped=prefixed is not None)
    return None if best is None else structs.replace(best, at=offset + best.at)


class _Opening(Struct, frozen=True):
    """A place where a head may begin: before its group, if it has one, and at its title; what
    speaks for it."""

    start: int
    title: int
    group: str
    worth: float


def _starts(tail: str, lines: list[int], *, first: bool, opening: bool) -> list[int]:
    """Where a head may begin: after sentences, at lines' beginnings, at the text's own."""
    if opening and first:
        # What stands before a line's beginning may be prose that opens a section.
        ended = (at for at in lines if tail[: at - 1][-1:] in ".!?…")
        starts = [0, *(at for at in ended if _may_open(tail, at))]
    else:
        starts = [
            found.end()
            for found in _START.finditer(tail)
            if not _abbreviated(tail, found) and not _FILE_MARK.search(tail[: found.start()][-8:])
        ]
        if lines:
            ends = [*lines[1:], len(tail)]
            starts = sorted(
                {
                    *starts,
                    *(
                        at
                        for at, end in zip(lines, ends, strict=True)
                        if _may_open(tail, at) and not FIELD.match(tail[at : end - 1])
                    ),
                }
            )
        if first:
            starts.insert(0, 0)
    starts = [start for start in starts if 4 <= len(tail) - start <= 460]
    ends = [start for start in starts if tail[:start].rstrip()[-1:] in {".", "…"}]
    return [start for start in starts if start >= ends[-3]] if len(ends) > 3 else starts


def _opening(
    tail: str,
    start: int,
    lines: list[int],
    *,
    opening: bool,
    prefixed: Callable[[str], tuple[str, str]] | None,
) -> _Opening:
    worth = 0.0 if start or opening else -0.5
    if start and tail[start : start + 2].isupper() and _is_headed(tail[start:]):
        worth -= 4.0  # "FORMS OF ABUSE - Girls …": quoted words
    if lines and start in lines:
        ended = tail[: start - 1][-1:] in _SENTENCE_ENDS
        worth += AT_BREAK if ended or opening else -1.0
    while tail[start : start + 1] == " ":
        start += 1
    if prefixed is None:
        return _Opening(start, start, "", worth)
    ends = next((at for at in lines if at > start + 2), None)
    group = group_name(tail[start:ends]) if ends is not None else ""
    whole = tail[ends:] if group else tail[start:]
    if not group:
        group, whole = prefixed(whole)
    return _Opening(start, len(tail) - len(whole), group, worth + (1.5 if group else 0.0))


def _is_headed(text: str) -> bool:
    """Whether a text begins with a heading in capitals and its dash."""
    heading, rest = split_heading(text)
    return bool(heading and rest) and text[len(heading) :].lstrip()[:1] in _DASHES


def _best(
    tail: str,
    openings: list[_Opening],
    lines: list[int],
    names: frozenset[str],
    ordinary: Ordinary,
    *,
    grouped: bool,
) -> Parted | None:
    """The best of all pairs of a head's and a byline's beginning."""
    words = words_of(tail, ordinary, openings[0].start)
    stops = [one.start for one in openings if tail[: one.start].rstrip()[-1:] in {".", "…"}]
    found = edges(tail, words, names, lines, openings[0].title, frozenset(stops))
    forced = None
    if "] " in tail:
        low = openings[0].title + 3
        forced = next((f.start() for f in _FORCED.finditer(tail) if f.start() > low), None)
    tried: list[tuple[float, _Opening, int, float]] = []  # the most it can be worth, what it is
    for one in openings:
        broken = INSIDE * sum(1 for at in lines if at > one.title)
        if forced is not None and one.title + 3 < forced:
            tried.append((one.worth + 12.0, one, forced, one.worth))
            continue
        if len(tail) - one.title <= 200:
            inside = sum(1 for at in stops if at > one.title)
            tried.append((one.worth + 13.0 - broken - _STOP * inside, one, -1, one.worth - broken))
        strongest = 0.0  # how well a byline could have begun earlier than here
        for at, edge in found:
            if not one.title < at <= one.title + _LONGEST or len(tail) - at < 3:
                continue
            worth = one.worth + edge - 0.7 * max(0.0, strongest - 2.0) - broken
            if " " in tail[one.title : at - 1]:  # one word is hardly a title
                strongest = max(strongest, edge)
            inside = sum(1 for stop in stops if one.title < stop < at)
            tried.append(
                (
                    worth + _MOST + 3.0 * (tail[one.title] in _CLOSERS) - _STOP * inside,
                    one,
                    at,
                    worth,
                )
            )
    tried.sort(key=lambda each: -each[0])
    best: Parted | None = None
    for most, one, at, worth in tried:
        if best is not None and most <= best.score:
            break
        made = _weighed(tail, one, at, worth, words, lines, forced=at == forced)
        if grouped and made.byline and group_name(made.title):
            made = structs.replace(made, score=made.score - 6.0)
        if best is None or made.score > best.score:
            best = made
    return best


def _weighed(
    tail: str,
    one: _Opening,
    at: int,
    worth: float,
    words: list[Word],
    lines: list[int],
    *,
    forced: bool,
) -> Parted:
    """A head that begins and parts at two places, with its score; ``at`` -1: it has no byline."""
    if at < 0:
        title, byline = tail[one.title :], ""
        score = title_score(title) - 1.5 + (1.0 if CLOSING.search(title) else 0.0)
        score += 6.0 if EDITION_END.search(title) else 4.0 if _WHOLE.fullmatch(title) else 0.0
    elif forced:
        title, byline = tail[one.title : at].rstrip(), tail[at:].strip()
        score = 6.0 + min(0.0, title_score(title) - 4.0) - 3.0 * _stops(title)
        score -= INSIDE * sum(1 for line in lines if line > one.title and line != at)
    else:
        title, byline = tail[one.title : at].rstrip(), tail[at:]
        score = _pair_score(title, byline) + _kinds_score(words, one.title, at)
        score -= 5.0 * any(one.title < begun < at for begun, _ in whole_publishers(tail))
    return Parted(at=one.start, title=title, byline=byline, score=score + worth, group=one.group)


def _runs_on(text: str, at: int) -> bool:
    """Whether a title goes on after a line's end: after a comma, a small word, before an edition."""
    before = text[max(0, at - 20) : at].split()
    return bool(EDITION_START.match(text, at)) or (
        bool(before) and (before[-1][-1] in ",&" or before[-1] in FUNCTION)
    )


def _may_open(text: str, at: int) -> bool:
    """Whether a line may be a title's first: no edition, no byline, nothing after a file mark."""
    line = text[at : at + 90]
    if line[:1].islower() or EDITION.match(line[:12]) or EDITION.match(" ".join(line.split()[:2])):
        return False
    return _FILE_MARK.search(text[:at].rstrip()[-8:]) is None


def _stops(title: str) -> int:
    """How many sentences end inside a title; questions and exclamations may."""
    if "." not in title and "…" not in title:
        return 0
    return sum(
        1
        for found in _START.finditer(title)
        if title[found.start() - 1] in ".…" and not _abbreviated(title, found)
    )


def _abbreviated(text: str, found: re.Match[str]) -> bool:
    head = text[max(0, found.start() - 12) : found.start()]
    return _ABBREVIATION.search(head) is not None


def _kinds_score(words: list[Word], start: int, at: int) -> float:
    """What the kinds of words say of a title that ends, and a byline that begins, at a place."""
    score = 0.0
    first = next(index for index, word in enumerate(words) if word.start >= at)
    for index in range(first - 1, -1, -1):
        word = words[index]
        if word.start < start or word.kind not in "xg" or word.text.endswith(("’s", "'s")):
            break
        score -= 0.8
    chunk: list[Word] = []
    plain = small = 0
    for word in words[first:]:
        if word.kind in "nm" or word.text in _DASHES:
            break
        chunk.append(word)
        if word.kind == "o" and word.text.strip(MARKS).lower() not in PUBLISHERS:
            plain += 1
        small += word.kind == "o" and word.text[0].islower() and word.text not in _CREDITS
        if word.text[-1] in ",]":
            break
    score -= 0.8 * max(0, small - 1)  # "ILO convention on child labour …" is no publisher
    if plain and not known_publisher(" ".join(word.text for word in chunk)):
        score -= 0.6 * plain
    if (
        len(chunk) == len(words) - first <= 4
        and not plain
        and all(w.kind in "xgafcCh" for w in chunk)
        and not (len(chunk) > 1 and ends_name(f"{chunk[0].text} {chunk[1].text}"))
    ):
        score += 2.5  # a bare name that no comma and no date shows
    return score


def _pair_score(title: str, byline: str) -> float:
    """How much two parts look like a title and its byline, wherever they meet."""
    looks = byline_score(byline)
    closing = _CLOSERS.get(title[0])
    score = min(3.5, title_score(title)) + min(6.0, looks) - 3.0 * _stops(title)
    if closing:
        score += 3.0 if title[-1] == closing else 0.0 if closing in title[1:] else -6.0
    if title[-1] in ".…" and capitalised(title) < 0.7:
        score -= 6.0  # a sentence
    words = title.count(" ") + 1
    if words < 3:
        score -= 8.0 if title.isdigit() else 3.0 - words
    elif words > 18:
        score -= 2
    if looks < 1.5 + 1.2 * bool(NAME_COMMA.match(byline)):
        score -= 3.0
    long = byline.split(",", 1)[0].count(" ") - 8
    return score - 0.4 * max(0, long) - 0.8 * title.count(",")
