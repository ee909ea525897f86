"""Find title and byline at the end of a text whose line breaks were lost.

Candidates for the title's start are the ends of sentences; for the byline's, every capitalised
word after it. Each pair is scored by how its two parts look and how well they part there.
"""

import re
from functools import lru_cache

from msgspec import Struct

from sourcebook.collect.postings.heads import byline_score, sentences_inside, title_score

_WINDOW = 700  # a title and byline together are seldom over 450 characters
_START = re.compile(
    r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(¿¡]?[^\W_a-z])|(?<=[\])”\"])\s+(?=[A-Z\d“\"])"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Vol|vs|Jr|Sr|Dept|Gov|Gen|Sen|Rep|Rev|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec|Ed|pp?|Art|Fig|Univ|Ltd|Inc|Co)|\b[A-Z]|\bU\.S|\bU\.N|\bD\.C|\bU\.K)\.$"
)
_WORD_START = re.compile(
    r"(?<=\s)(?=[\"“(\[]?[^\W\d_a-z])|(?<=\s)(?=by\s[A-Z])|(?<=\s)(?=\d{1,2}\s[A-Z])"
)
_FUNCTION = frozenset(
    {
        "a", "an", "and", "the", "of", "in", "on", "to", "for", "from", "with", "by", "at", "as",
        "or", "against", "into", "over", "under", "about", "between", "among", "its", "their",
        "his", "her", "is", "are", "was", "were", "be", "not", "no", "&", "new", "st", "mr", "dr",
    }
)  # fmt: skip
_CLOSING = re.compile(
    r"(?:[\])?!»]|\bEdition|\b(?:19|20)\d\d|\bReport|\bLabor|\bPractices|\bOverview)$"
)
# Publishers that such pages cite again and again: a byline may begin with them, a title seldom
# goes on after them. Longest first, as they stand in bylines.
_KNOWN = re.compile(
    r"(?:U\.?S\.? (?:Dept|Department|State Dept|Agency|Embassy|Committee)|United States (?:Dept|Department)|"
    r"Office of Child Labor|Bureau of|Human Rights Watch|Amnesty International|UNICEF|UNESCO|UNHCR|UNODC|"
    r"UNDP|UN (?:Convention|Economic|Committee|Commission|General|Office|News|Children|Human)|United Nations|"
    r"International (?:Labou?r|Organi[sz]ation|Federation|Committee|Crisis|Herald|Save)|"
    r"World (?:Bank|Health|Vision|Organi[sz]ation|Food)|Save the Children|ECPAT|Freedom House|"
    r"Anti-Slavery|Free the Slaves|BBC|CNN|Reuters|Associated Press|Agence France|Xinhua|Interfax|ITAR|"
    r"Inter Press|IRIN|Integrated Regional|Institute for|Radio Free|Voice of America|VOA|"
    r"The (?:Guardian|Independent|Times|New York|Washington|Daily|Sunday|Paul H\.|Associated|Nation|"
    r"Star|Standard|Herald|Observer|Economist|Christian|Associated|Boston|Los Angeles|Moscow|"
    r"Jakarta|Bangkok|Protection|Advocates|Sydney|Telegraph|Globe|Hindu|Statesman)|"
    r"New York Times|Washington Post|Christian Science|Los Angeles Times|Consortium for|"
    r"World Organisation Against|Asian Human Rights|African Commission|Council of Europe|"
    r"European (?:Commission|Union|Parliament|Committee)|Organization for Security|OSCE|"
    r"News Bulletin|AllAfrica|AFP|AP |Kyodo|Deutsche|Physicians for|Refugees International|"
    r"Terre des|Casa Alianza|Library of Congress|Central Intelligence|CIA|Ministry of|Embassy of)"
)
_NAME_COMMA = re.compile(
    r"(?:By\s+)?[A-Z][\w'’\-]+(?:\s+[A-Z]\.)?(?:\s+(?:de|da|van|von|bin|al|el|la|der|den))*"
    r"\s+[A-Z][\w'’\-]+(?:\s+[A-Z][\w'’\-]+)?(?=\s*,|\s+and\s+[A-Z]|\s*&|\s+in\s+[A-Z]|\s*[-–—]\s)"
)


class Parted(Struct, frozen=True, kw_only=True):
    """A text as quotes, title and byline, and how sure that is."""

    quotes: str
    title: str
    byline: str
    score: float


@lru_cache(maxsize=4096)
def _boundary(before: str, after: str) -> float:
    """How well a title's end and a byline's beginning part, from a few words on either side."""
    last = before.rsplit(" ", 1)[-1]
    score = 0.0
    if last.lower() in _FUNCTION:
        score -= 5
    if last.endswith((",", "-", "–", ":", ";")):
        score -= 3
    if _CLOSING.search(before):
        score += 2.5 if before[-1] in "])?!" else 1.5
    if last[:1].islower() and last.lower() not in _FUNCTION:
        score += 1.5
    first = after.split(" ", 1)[0]
    if (
        first.lower() in _FUNCTION
        and first.lower() not in {"by", "the"}
        and not after.startswith("The")
    ):
        score -= 4
    if _KNOWN.match(after):
        score += 4.5
    if _NAME_COMMA.match(after) or after.startswith(("By ", "by ")):
        score += 3
    return score


def part(text: str, *, opening: bool) -> Parted | None:
    """The best reading of a flat text's end as title and byline; None where nothing fits.

    ``opening``: the text begins with the title (a section mark or head stands before it).
    """
    offset = max(0, len(text) - _WINDOW)
    tail = text[offset:]
    starts = [found.end() for found in _START.finditer(tail) if not _abbreviated(tail, found)]
    if opening and not offset:
        starts = [0]
    elif not offset:
        starts.insert(0, 0)
    best: Parted | None = None
    for start in starts:
        whole = tail[start:].lstrip()
        if len(whole) > 450 or len(whole) < 4:
            continue
        begin = 0.0 if start or opening else -0.5
        found = _part_head(whole)
        if found is None:
            continue
        title, byline, score = found
        if best is None or score + begin > best.score:
            best = Parted(
                quotes=text[: offset + start].strip(),
                title=title,
                byline=byline,
                score=score + begin,
            )
    return best


def _abbreviated(text: str, found: re.Match[str]) -> bool:
    head = text[max(0, found.start() - 12) : found.start()]
    return _ABBREVIATION.search(head) is not None


def _part_head(text: str) -> tuple[str, str, float] | None:
    """The best place to part a head into title and byline, and its score."""
    inside = sentences_inside(text)
    best: tuple[str, str, float] | None = None
    if len(text) <= 200:
        alone = title_score(text) - 2.5 + (2.0 if _CLOSING.search(text) else 0.0)
        best = (text, "", alone)
    if inside > 2:
        return best
    for found in _WORD_START.finditer(text):
        at = found.start()
        title, byline = text[:at].rstrip(), text[at:]
        if not title or len(title) > 220 or len(byline) < 3:
            continue
        edge = _boundary(title[-40:], byline[:60])
        if edge < -3:
            continue
        score = edge + min(3.5, title_score(title)) + min(6.0, byline_score(byline))
        words = title.count(" ") + 1
        if words < 3:
            score -= 3.0 - words
        elif words > 18:
            score -= 2
        chunk = byline.split(",", 1)[0]
        if chunk.count(" ") > 8:
            score -= 0.4 * (chunk.count(" ") - 8)
        if "," in title:
            score -= 0.8 * title.count(",")
        if best is None or score > best[2]:
            best = (title, byline, score)
    return best
