"""Score how much a line looks like a title, a byline or quoted words.

The weights were set by hand on invented pages and are tested on others (see tests).
"""

import re
from functools import lru_cache

from sourcebook.collect.postings.marks import read_locator
from sourcebook.collect.postings.names import GIVEN
from sourcebook.collect.postings.ordinary import is_ordinary
from sourcebook.collect.postings.quotes import split_heading
from sourcebook.values.dates import find_dates
from sourcebook.values.places import find_country

EDITION = re.compile(
    r"^(?:(?:the\s+)?(?:19|20)\d\d(?:[-/]\d{2,4})?\s+(?:edition|report|update|version|revision)s?"
    r"|(?:first|second|third|fourth|fifth|revised|updated|new|\d+(?:st|nd|rd|th))\s+edition"
    r"|edition\s+(?:of\s+)?(?:19|20)\d\d|(?:volume|vol\.|part|chapter)\s+[\dIVX]+)\.?$",
    re.I,
)
MARKED = re.compile(
    r"[\[(](?:pdf|docx?|ppt|html?|video|audio|report|summary|excerpts?)[\])]$", re.I
)
_SERIES = (
    "country report", "findings on the worst forms", "freedom house", "human rights overview",
    "human rights report", "protection project", "concluding observations", "annual report",
    "trafficking in persons report", "world report", "global monitoring", "special rapporteur",
    "fact sheet", "factsheet", "country profile", "global report", "situation report",
    "situation analysis", "amnesty international report", "state of the world",
)  # fmt: skip
_PUBLISHER_WORDS = """
news newspaper newswire times press agency agence ministry dept department bureau university college
institute institut instituto institution institutes foundation fund watch amnesty unicef unesco undp
unhcr unodc unfpa organization organisation committee commission journal magazine bbc cnn reuters afp
radio television tv daily weekly monthly quarterly post herald guardian tribune gazette telegraph chronicle
observer independent star sun mail express monitor globe mirror standard network project center
centre office embassy library association society trust programme program consortium council alliance
coalition federation union league forum group service services online irin ips voa ecpat ilo iom osce
oecd usaid cia xinhua itar-tass interfax allafrica eurasianet transitions convention review bulletin
digest report reports reporter reporters correspondent editor phd ph.d rights international government
secretariat novosti inquirer examiner courier nation nations bank economist statesman sentinel
advertiser argus enquirer newsline newsletter broadcasting newswire
"""
PUBLISHERS = frozenset(_PUBLISHER_WORDS.split())
_HOST = re.compile(r"\w\.(?:com|org|net|info|gov|edu|ru|kz|uk)\b", re.I)
_SPLIT_WORDS = re.compile(r"[\s,/()\[\]–—:;\"“”]+")
_CAPITALS = re.compile(r"[A-Z][A-Z&/\-]")
_ACRONYM_END = re.compile(r"(?:^|[\s(])[A-Z][A-Z&/\-]{1,9}\)?(?=,|$|\s[-–])")
LABELLED = re.compile(
    r"^(?:by\s+[A-Z]|adapted from\b|[-–—]?\s*sources?\s*:|\[?originally\b|\[?translated\b|"
    r"\[?first published|published (?:by|in|on)|compiled by|edited by|reported by|"
    r"updated?\s+\d|posted|prepared by|written by|author|interview(?:ed)? by|as told to)",
    re.I,
)
_NUMBERS = re.compile(r"\b(?:isbn|issn|doi)\b[\s:]*\d|\bdoi\.org/|\bdoi:\s*10\.", re.I)
_SERIAL = re.compile(
    r"\b(?:vol(?:ume)?|no|issue|nr|number|index|session)\b\.?\s*:?\s*[\dA-Z]", re.I
)
SUBTITLE = re.compile(
    r"\b(?:summary|overview|chapter|part|section|annex|appendix|addendum|volume|conclusions?|update|"
    r"introduction|analysis|findings|facts|recommendations|supplement|preface|country|countries)\b",
    re.I,
)
NAME = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Dr|Prof|Rev|Sr|Fr)\.?\s+)?[A-ZÀ-Þ][\w'’\-]*\.?(?:\s+(?:[A-Z]\.){1,2})?"
    r"(?:\s+(?:(?:de|da|dos|van|von|der|den|bin|ibn|al|el|la|le|del|di|du|ten|ter|y|e)\s+)*"
    r"[A-ZÀ-Þ][\w'’\-]*\.?){1,3}(?=\s*,|\s+and\s|\s*&|\s+in\s|\s+for\s|\s*[-–]\s|\s*/|\s*$|\s+[A-Z]{2})"
)
_INSIDE = re.compile(r"(?<![A-Z])(?<!\b[A-Z]\.)[a-z0-9)\]”\"’'][.!?…]+[\"”’)\]]*\s+[\"“‘(\[]?[A-Z]")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Vol|vs|Jr|Sr|Inc|Ltd|Co|Corp|Dept|Gov|Gen|Sen|Rep|Rev|Jan|Feb|"
    r"Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|etc|al|Ed|eds?|pp?|Art|Fig|Web|Intl|Univ|Assn)\.\s"
)
_MAY_STOP = frozenset(".…\"”’')]")
_MAY_END = frozenset(".!?…:;\"”’')]")
_NO_STOP = re.compile(r"\b(?:[A-Z]\.){1,4}$|\.{3}$|…$")
_STOPPED = re.compile(r"[.…][\"”’')\]]*$")
_ENDED = re.compile(r"[.!?…:;][\"”’')\]]*(?:\s*[\[(][\d;,\s]+[\])])?$")
_WORDS = re.compile(r"[^\W\d_][\w'’\-]*")
_NUMBERED = re.compile(r"^(?:\d{1,3}[.)]|[a-z][.)]|\([a-z\d]{1,3}\)|[•·*\-–—»>])\s")
FIELD = re.compile(r"^[^.:]{2,60}:\s.*(?:[$€£%\d]|est\.)")
_CAPITALS_DASH = re.compile(r"^[^a-z]{4,120}?\s[-–—]\s+\S*[a-z]")
_PLACED = re.compile(r"([A-ZÀ-Þ][A-ZÀ-Þ'’.\s/\-–]{2,40})\s?:\s+\S*[A-Za-z]")
_SMALL = frozenset(
    {
        "a", "an", "and", "as", "at", "but", "by", "de", "des", "du", "for", "from", "in", "into",
        "is", "la", "le", "nor", "of", "off", "on", "or", "over", "per", "the", "their", "to",
        "up", "via", "vs", "with", "against", "about", "after", "amid", "among", "between", "its",
        "are", "not", "that", "than", "within", "under", "through", "y", "e", "el", "los", "las",
    }
)  # fmt: skip

WORST = -50.0
_LONG_TITLE = 260  # letters; the longest title seen on such pages has 180
PARAGRAPH = 450  # letters; nothing in a head is longer


@lru_cache(maxsize=4096)
def capitalised(text: str) -> float:
    """The share of telling words that begin with a capital, 0 to 1; 0.5 where there are none."""
    words = [word for word in _WORDS.findall(text) if len(word) > 2 and word not in _SMALL]
    if not words:
        return 0.5
    return sum(1 for word in words if not word[0].islower()) / len(words)


@lru_cache(maxsize=4096)
def sentences_inside(text: str) -> int:
    """How many sentences end before the text does."""
    if "." not in text and "?" not in text and "!" not in text and "…" not in text:
        return 0
    return len(_INSIDE.findall(_ABBREVIATED.sub("x ", text)))


@lru_cache(maxsize=4096)
def title_score(text: str) -> float:
    """How much a line looks like a title: about +3 for one, below -3 for a paragraph."""
    size = len(text)
    if size > _LONG_TITLE:
        return -12.0
    last = text[-1]
    if last in ")]" and MARKED.search(text):
        return 5.0 - 4.0 * sentences_inside(text)
    score = -2.0 if size > 170 else 0.0
    share = capitalised(text)
    words = text.count(" ") + 1
    if share >= 0.7:
        score += 2.5
    elif share >= 0.45:
        score += 1
    if words >= 3:
        score += 0.5
    if text[0] == "(" and ") " in text:
        score -= 4.0  # what a quote ends in
    if text[:1].islower():
        score -= 2.5
    if last in _MAY_STOP and _STOPPED.search(text) and not _NO_STOP.search(text):
        score -= 3.5
    elif last in ",;:":
        score -= 2
    inside = sentences_inside(text)
    if inside:
        score -= 1.5 if inside == 1 and size < 140 else 4.0
    if text[0] == "[" and read_locator(text[: text.find("]") + 1]):
        score -= 6
    if _NUMBERED.match(text):
        score -= 2.5
    if FIELD.match(text) and not text[0].isdigit():
        score -= 1.5
    if _CAPITALS_DASH.match(text) or _opens_quote(text):
        score -= 3
    if LABELLED.match(text):
        score -= 4
    if _numbered(text):
        score -= 8
    low = text.lower()
    if any(name in low for name in _SERIES):
        score += 2.5
    if ":" in text and text[:2].isupper() and _placed(text):
        score += 2.5
    if size < 50 and _is_person(text):
        score -= 3
    day = dated(text)
    if day == 3:
        score -= 2.5
    elif day == 2:
        score -= 1
    return score


def _placed(text: str) -> bool:
    """Whether a news service's mark leads a title: "ZIMBABWE: …", "RIGHTS-BRAZIL: …"."""
    found = _PLACED.match(text)
    if found is None:
        return False
    return any(find_country(part) for part in re.split(r"[/\-–]", found[1])) or bool(
        find_country(found[1])
    )


def _is_person(text: str) -> bool:
    """Whether a line is nothing but a person's name, as a byline's first line may be."""
    words = text.split()
    if not 2 <= len(words) <= 4 or not NAME.fullmatch(text):
        return False
    if find_country(text) is not None or words[-1].lower() in PUBLISHERS:
        return False
    first = words[0].lower()
    if first in GIVEN or len(first) == 2:
        return not is_ordinary(words[-1], frozenset())
    return not any(is_ordinary(word, frozenset()) or find_country(word) for word in words)


def _opens_quote(text: str) -> bool:
    """Whether a heading in capitals and then a sentence stand on the line: quoted words."""
    if not text[:2].isupper() and not text[:1].isdigit():
        return False
    heading, rest = split_heading(text)
    return bool(heading) and len(rest) > 10 and _STOPPED.search(rest) is not None


def _numbered(text: str) -> bool:
    """Whether a line gives an ISBN, ISSN or DOI."""
    low = text.lower()
    return ("isbn" in low or "issn" in low or "doi" in low) and _NUMBERS.search(text) is not None


@lru_cache(maxsize=4096)
def dated(text: str) -> int:
    """3 a date with its day, 2 month and year or a range, 1 a year that ends the text, else 0."""
    best = 0
    for found in find_dates(text):
        if found.kind == "full":
            return 3
        if found.kind in {"month", "range"}:
            best = 2
        elif found.kind == "year" and not best:
            ends = found.end >= len(text.rstrip(" .)]"))
            best = 1 if ends and (found.start == 0 or text[found.start - 2] in ",(;-–") else 0
    return best


@lru_cache(maxsize=4096)
def byline_score(text: str) -> float:
    """How much a line looks like a byline: about +4 for one with a date, +1 for a bare name."""
    size = len(text)
    if size > PARAGRAPH:
        return -12.0
    if _numbered(text):
        return 7.0
    score = -3.0 if size > 350 else 0.0
    score += (0.0, 2.0, 3.5, 4.5)[dated(text)]
    commas = text.count(",")
    if commas:
        score += 1.5 if commas < 9 else 0.5
    if not PUBLISHERS.isdisjoint(_SPLIT_WORDS.split(text.lower())) or (
        "." in text and _HOST.search(text)
    ):  # fmt: skip
        score += 2
    if _CAPITALS.search(text) and _ACRONYM_END.search(text):
        score += 0.5
    if _SERIAL.search(text):
        score += 1
    if LABELLED.match(text):
        score += 4
    if NAME.match(text):
        score += 1.2
    hosted = "." in text and _HOST.search(text[:60]) is not None
    if text[:1].islower() and not hosted:
        score -= 2
    if capitalised(text) < 0.45 and not hosted:
        score -= 2
    last = text[-1]
    if last in ")]" and MARKED.search(text):
        score -= 3
    if last in "?!:":
        score -= 3
    elif (
        last in _MAY_STOP
        and _STOPPED.search(text)
        and not re.search(r"(?:[A-Z]|[Ii]nc|Ltd|Co|est|etc)\.[)\]]?$", text)
    ):
        score -= 1.5
    score -= 2.5 * min(3, sentences_inside(text))
    if text[0] == "[" and read_locator(text[: text.find("]") + 1]):
        score -= 5
    if _NUMBERED.match(text):
        score -= 2.5
    if _CAPITALS_DASH.match(text):
        score -= 4
    return score


def quote_score(text: str) -> float:
    """How much a line looks like quoted words: +5 for a paragraph, below 0 for a title."""
    size = len(text)
    if size > 350:
        return 6.0
    score = 0.0
    if size > 220:
        score += 3
    elif size > 140:
        score += 1.5
    elif size < 60:
        score -= 0.5
    if text[-1] in _MAY_END and _ENDED.search(text):
        score += 2
    else:
        score -= 1
    score += 1.5 * min(2, sentences_inside(text))
    if text[0] == "[" and read_locator(text[: text.find("]") + 1]):
        score += 5
    if _NUMBERED.match(text):
        score += 2
    if FIELD.match(text):
        score += 1.5
    if _CAPITALS_DASH.match(text) or _opens_quote(text):
        score += 4
    elif text.isupper() and size > 8:
        score += 1
    if text[:1].islower():
        score += 1.5
    share = capitalised(text)
    if share < 0.45:
        score += 1.5
    elif share >= 0.7:
        score -= 1.5
    return score
