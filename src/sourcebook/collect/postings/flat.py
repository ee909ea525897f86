"""Find title and byline at the end of a text whose line breaks were lost.

Candidates for the title's start are the ends of sentences; for the byline's, every capitalised
word after it. Each pair is scored by how its two parts look and how well they part there.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from msgspec import Struct, structs

from sourcebook.collect.postings.groups import group_name
from sourcebook.collect.postings.heads import (
    EDITION,
    PUBLISHERS,
    byline_score,
    capitalised,
    sentences_inside,
    title_score,
)
from sourcebook.collect.postings.names import GIVEN, KNOWN
from sourcebook.collect.postings.ordinary import is_ordinary
from sourcebook.values.places import countries, find_country

_UPPER = "[A-ZÀ-ÞŠŽČĆĐŁŚŻİ]"
_WINDOW = 700  # a title and byline together are seldom over 450 characters
_AT_BREAK = 2.5  # worth of a line's beginning where a title or byline begins
_INSIDE = 2.0  # cost of one inside a title or byline, which do run over two lines
_ON_PAGE = 3.0  # worth of a publisher that stands before other dates on the page as well
_SENTENCE_ENDS = ".!?…:;\"”’')]%»"
_TRIED = 6  # places for a byline that are weighed in full, of those that part best
_START = re.compile(
    r"(?:(?<=[.!?])|(?<=\w…))[\"”’')\]]*\s+(?=[\"“‘'(¿¡]?[^\W_a-z])|(?<=[\])”\"])\s+(?=[A-Z\d“\"])"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Vol|vs|Jr|Sr|Dept|Gov|Gen|Sen|Rep|Rev|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec|Ed|pp?|Art|Fig|Univ|Ltd|Inc|Co)|\b[A-Z]|\bU\.S|\bU\.N|\bD\.C|\bU\.K)\.$"
)
_TOKEN = re.compile(r"\S+")
_SOURCE = re.compile(r"[-–—]\s*Source\s*:")
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\s[A-Z]|\d{1,2}[/.]\d{1,2}[/.]\d|\d{4}(?:-\d\d-\d\d)?$")
_ONLY_DATE = re.compile(
    r"(?:Updated\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\.?,?\s+(?:\d{4}|\d\d)"
    r"|[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s*\d{4}|[A-Z][a-z]{2,8}\.?,?\s+\d{4}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
)
_MARKS = ".,;:?!“”‘’\"'()[]«»-–—…&/"
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb"
    " mar apr jun jul aug sep sept oct nov dec".split()
)
_PARTICLES = frozenset({"do", "du", "da", "dos", "das", "de", "del", "di", "la", "le", "van", "von", "der", "el", "al", "y", "des", "und", "et"})
_STYLED = frozenset({"dr", "prof", "mr", "mrs", "ms", "rev", "fr", "sr", "hon"})
_DASHES = frozenset({"-", "–", "—"})
_BROAD = frozenset(
    {
        "The", "International", "World", "National", "Union", "United", "University", "Time",
        "Women", "Youth", "Federal", "Migration", "Iran", "Pakistan", "Russia", "Mongolia", "Zambia",
        "Yemen", "Botswana", "Caribbean", "Ethiopian", "Turkish", "Philippine", "Minister", "Project",
        "Vietnam", "Viet Nam", "Columbia", "Independent", "Tribune", "Australian", "Romanian",
        "Children of", "Mission of", "Republic of", "Government of", "UN", "UK", "NGO", "South Asia",
        "Middle East", "Human Rights", "State Department", "Organization", "Organisation", "Catholic",
    }
)  # fmt: skip
_EDITION_START = re.compile(r"(?:19|20)\d\d(?:[-/]\d{2,4})? (?:Edition|Report|Update|Version)\b")
_EDITION_END = re.compile(r"\b(?:(?:19|20)\d\d|First|Second|Third|Revised) Edition$")
_FUNCTION = frozenset(
    {
        "a", "an", "and", "the", "of", "in", "on", "to", "for", "from", "with", "by", "at", "as",
        "or", "against", "into", "over", "under", "about", "between", "among", "its", "their",
        "his", "her", "is", "are", "was", "were", "be", "not", "no", "&", "new", "st", "mr", "dr",
        "van", "von", "der", "den", "de", "da", "dos", "del", "di", "du", "la", "le", "el", "al",
        "bin", "ibn",
    }
)  # fmt: skip
_ARTICLES = frozenset({"Le", "La", "El", "Al", "Los", "Las", "Les", "Il", "Das", "Der", "Die", "De"})
_ENDS_NAME = frozenset({"edition", "report", "update", "updated", "posted", "published", "revised"})
_CLOSING = re.compile(
    r"(?:[\])?!»]|\bEdition|\b(?:19|20)\d\d|\bReport|\bLabor|\bPractices|\bOverview)$"
)
_NAME_COMMA = re.compile(
    rf"(?:By\s+)?(?P<first>{_UPPER}[\w'’\-]*\.?)(?P<more>(?:\s+{_UPPER}\.)*"
    r"(?:\s+(?:de|da|dos|del|di|du|van|von|bin|ibn|al|el|la|der|den))*"
    rf"(?:\s+(?:Mc|Mac|O['’]|[Aa]l-|[Ee]l-|[Dd]['’])?{_UPPER}[^\W\d_A-Z][\w'’\-]*){{1,2}})"
    r"(?=\s*,|\s+and\s+[A-Z]|\s*&|\s+in\s+[A-Z]|\s*[-–—]\s)"
)
_KEY_WORD = re.compile(
    r"(?:News|Press|Radio|Agency|Institute|Institut|Centre|Center|Ministry|Department|Dept|Bureau|"
    r"Office|University|Association|Committee|Commission|Council|Foundation|Fund|Embassy|Union|"
    r"Network|Federation|Daily|Weekly|Sunday|Journal|Society|Coalition|Alliance|Consortium|Project|"
    r"Organi[sz]ation|Government|Secretariat|Mission|Library|School|College|Quarterly|Herald|Times|"
    r"Post|Gazette|Tribune|Mirror|Standard|Telegraph|Chronicle|Observer|Monitor|Review|Bulletin|Digest|"
    r"Magazine|Courier|Examiner|Star|Mail|Service)\b"
)
_CHUNK = re.compile(r",|\s(?=\d)|\s[-–—]\s")
_KEY_START = re.compile(
    r"(?:Institute|Institut|Cent(?:re|er)|Ministry|Department|Dept|Bureau|Office|University|Association|"
    r"Committee|Commission|Council|Foundation|Fund|Embassy|Union|Network|Federation|Society|Coalition|"
    r"Alliance|Consortium|Project|Organi[sz]ation|Government|Secretariat|Mission|Library|School|College)"
    r"\s+(?:of|for|on|to|against)\b|(?:Daily|Weekly|Sunday|Radio)\s+[A-Z]"
)
_TWO_WORDS = re.compile(r"[A-Z][\w'’.\-]+\s+[A-Z][\w'’.\-]+(?=\s*,)")
# Where a title certainly ends: after a file mark; before words that only open bylines.
_CLOSERS = {"‘": "’", "“": "”", "«": "»", '"': '"', "'": "'"}
_FILE_MARK = re.compile(r"[\[(](?:PDF|DOCX?|PPT|HTML?)[\])]$", re.I)
_FORCED = re.compile(r"(?<=\[PDF\]\s)|(?<=\[DOC\]\s)|(?<=\[PPT\]\s)|(?<=\[DOCX\]\s)", re.I)
_ORIGIN = re.compile(r"\s(?=\[(?:originally|translated|first published)\b[^\[\]]{0,120}\]$)", re.I)
_LABELLED = re.compile(
    r"[-–—]\s*Source\s*:|Source\s*:|Adapted from\b|By\s+[A-ZÀ-Þ]"
    r"|by\s+[A-Z][\w'’.\-]+\s+[A-Z][\w'’\-]+(?=\s*[,\-–]|\s+and\b)"
)
_HOST = re.compile(r"[\w\-]+\.(?:com|org|net|info|gov|edu)\b", re.I)
_DATE_END = re.compile(
    r"[,\s]+(?:Updated\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\.?,?\s+\d{2,4}"
    r"|[A-Z][a-z]+\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s*\d{4}|(?:[A-Z][a-z]+[-–])?[A-Z][a-z]+\.?,?\s+\d{4}"
    r"|\d{4}(?:-\d\d-\d\d)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})$"
)
_TOPIC = re.compile(
    r"(?:Trafficking|Slavery|Slaves|Children|Labou?r|Torture|Rights|Poverty|Prostitution|Women|Girls|"
    r"Trade|Workers|Migrants|Exploitation|Abuse|Law|Crime|Victims|Police|Prison|Border)$"
)


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


def _named(text: str, names: frozenset[str]) -> bool:
    """Whether a text begins with one of some names, whole before a comma or "in"."""
    head = text.split(",", 1)[0]
    return head in names or head.split(" in ", 1)[0] in names


def _spells(after: str) -> bool:
    """Whether a byline begins with a name and its acronym: "Coast Daily News CDN, …"."""
    chunk = after.split(",", 1)[0]
    words = chunk.replace("(", " ").replace(")", " ").split()
    for index, word in enumerate(words[2:9], start=2):
        if 2 <= len(word) <= 8 and word.isupper() and word.isalpha():
            telling = [w for w in words[:index] if w.lower() not in _FUNCTION]
            initials = "".join(w[0] for w in telling).upper()
            every = "".join(w[0] for w in words[:index]).upper()
            return word in {initials, every}
    return False


class _Word(Struct, frozen=True):
    """A word of a text whose line breaks were lost: where it stands, and of what kind it is."""

    start: int
    text: str
    kind: str


def _words(text: str, ordinary: frozenset[str]) -> list[_Word]:
    made = [
        _Word(found.start(), found.group(), _kind(found.group(), ordinary))
        for found in _TOKEN.finditer(text)
    ]
    first = _long_countries()
    for index, word in enumerate(made):
        for more in first.get(word.text.strip("“‘\"'(").lower(), ()) if word.kind != "n" else ():
            name = " ".join(w.text for w in made[index : index + more + 1]).strip(_MARKS)
            if len(made) > index + more and name[:1].isupper() and _country(name):
                made[index] = _Word(word.start, word.text, "c")
                for at in range(index + 1, index + more + 1):
                    made[at] = _Word(made[at].start, made[at].text, "C")
                break
    return made


@cache
def _long_countries() -> dict[str, list[int]]:
    """The first words of countries' names that have several, and how many more they have."""
    found: dict[str, set[int]] = {}
    for known in countries().values():
        for name in (known.names.get("en", ""), known.official, *known.aliases):
            words = name.lower().split()
            if len(words) > 1:
                found.setdefault(words[0], set()).add(len(words) - 1)
    return {word: sorted(counts, reverse=True) for word, counts in found.items()}


@lru_cache(maxsize=16384)
def _kind(word: str, ordinary: frozenset[str]) -> str:
    """``f`` a function word, ``a`` an acronym, ``n`` a number, ``i`` an initial, ``c`` a country,
    ``o`` an ordinary word, ``t`` a person's title, ``q`` a particle of a name, ``g`` a given name that is none, ``m`` a month, ``h`` a host, ``x`` any
    other name, ``p`` a mark. Later words of a country's name are told as ``C``."""
    bare = word.strip(_MARKS)
    if not bare:
        return "p"
    low = bare.lower()
    if low in _STYLED and bare[0].isupper() and word.endswith("."):
        return "t"
    if low in _FUNCTION and bare not in _ARTICLES:
        return "f"
    if len(bare) == 1 and bare.isupper():
        return "i"
    if bare[0].isdigit():
        return "n"
    if len(bare) > 1 and bare.isupper():
        return "c" if len(bare) > 3 and _country(bare) else "a"
    if low in _MONTHS and bare[0].isupper():
        return "m"
    if is_ordinary(bare, ordinary):
        return "o"
    if bare[0].islower():
        return "h" if _HOST.match(bare) else "q" if len(bare) < 4 else "o"
    if _country(bare.removesuffix("’s").removesuffix("'s")):
        return "c"
    return "g" if low in GIVEN else "x"


@lru_cache(maxsize=8192)
def _country(name: str) -> bool:
    return find_country(name) is not None


def _edges(
    text: str, words: list[_Word], names: frozenset[str], breaks: Sequence[int]
) -> list[tuple[int, float]]:
    """Where a byline may begin, and how well a title's end and it part there."""
    found: list[tuple[int, float]] = []
    for index in range(1, len(words)):
        word = words[index]
        at = word.start
        first = word.text[0]
        opens = first in "\"“[" or first.isupper() or (first.isalpha() and not first.isascii())
        if not opens and word.kind not in "hn" and at not in breaks:
            dashed = first in "-–—" and _SOURCE.match(text, at)
            if not dashed and not (word.text == "by" and text[at + 3 : at + 4].isupper()):
                continue
        elif word.kind == "n" and not _DAY.match(text, at) and at not in breaks:
            continue
        after = text[at : at + 90]
        named = bool(names) and _named(text[at : at + 120], names)
        edge = _boundary(text[max(0, at - 41) : at].rstrip(), after, named, word.kind == "o")
        if not named:
            edge += _meeting(text, words, index, edge)
        if breaks:
            edge += _AT_BREAK + _INSIDE if at in breaks else 0.0
        if edge >= -3:
            found.append((at, edge))
    return found


def _meeting(text: str, words: list[_Word], index: int, edge: float) -> float:
    """What the kinds of the two words that meet, and their neighbours, say of a boundary."""
    left, right = words[index - 1], words[index]
    after = words[index + 1].kind if index + 1 < len(words) else ""
    score = 0.0
    closed = left.text[-1] in "])?!»"
    if left.kind in "it" or (left.kind == "n" and right.kind == "m"):
        return -6.0
    if right.kind in "xgaht":
        score += 0.8
        if left.kind in "ocCn" or closed:
            score += 1.0
        elif left.kind == "g" and right.kind in "xg":
            score -= 4.0
        elif left.kind == "x":
            score -= 2.5 if edge < 3 or right.kind in "xg" else 1.5
        if right.kind == "a" and _abbreviates(words, index):
            score -= 6.0
    named = after in {"x", "g", "i"} or words[min(index + 1, len(words) - 1)].text in _PARTICLES
    if named and edge < 4:
        third = words[index + 2] if index + 2 < len(words) else None
        if right.kind == "t" or right.text in {"By", "by"}:
            score += 3.0
        elif right.kind == "g":
            score += 2.5
        elif right.kind in "xi" and edge < 3 and third is not None:
            if KNOWN.match(text, third.start) or third.kind == "h":
                score += 2.0  # a name and then a publisher, on two lines before
    if right.kind == "C":
        score -= 6.0
    if index > 1 and (left.kind == "q" or left.text in _PARTICLES) and words[index - 2].kind in "xg":
        score -= 6.0
    return score


def _abbreviates(words: list[_Word], index: int) -> bool:
    """Whether an acronym spells the words before it, whose name it ends."""
    acronym = words[index].text.strip(_MARKS)
    telling = [word.text.lstrip(_MARKS) for word in words[:index] if word.kind not in "fp"]
    initials = "".join(word[:1] for word in telling[-len(acronym) :]).upper()
    return len(acronym) > 1 and initials == acronym


@lru_cache(maxsize=8192)
def _boundary(before: str, after: str, named: bool, plain: bool) -> float:
    """How well a title's end and a byline's beginning part, from a few words on either side.

    ``named``: a publisher that the page tells elsewhere begins there; ``plain``: an ordinary word,
    with which no name of a person begins."""
    last = before.rsplit(" ", 1)[-1]
    score = 0.0
    if last.lower().rstrip(".") in _FUNCTION:
        score -= 8 if before.endswith((" of the", " on the", " for the", " of")) else 5
    if last.endswith((",", "-", "–", ":", ";")):
        score -= 6 if last[-1] in ",-–" else 3
    if _EDITION_END.search(before):
        score += 5
    elif _CLOSING.search(before):
        score += 2.5 if before[-1] in "])?!" else 1.5
    if _TOPIC.search(last):
        score += 0.8
    if last[:1].isdigit() and (not last.isdigit() or len(last) < 4):
        score -= 2  # what is counted follows
    if last.endswith(("’", "'", "’s", "'s")):
        score -= 2.5
    if last[:1].isupper() and _country(last):
        score += 1
    if last[:1].islower() and last.lower() not in _FUNCTION:
        score += 1.5
    first = after.split(" ", 1)[0]
    if first.lower() in _FUNCTION and first not in _ARTICLES and first not in {"by", "By", "The"}:
        score -= 4
    if _EDITION_START.match(after):
        score -= 8
    if last.isdigit() and len(last) == 4 and first.lower().strip(".,") in _ENDS_NAME:
        score -= 8
    begins = _begins_byline(after, plain)
    if first in {"The", "the"}:
        begins = max(begins, 0.3 + _begins_byline(after[4:], False))
    if last.lower() in {"updated", "posted", "published"}:
        score -= 5
    if plain and begins <= 0:
        begins = 1.5 if _names_paper(after) else begins - 4
    if _ONLY_DATE.fullmatch(after):
        begins = max(begins, 3.0)
    return score + max(begins, _ON_PAGE if named else -9.0)


def _names_paper(after: str) -> bool:
    """Whether words before the next comma or date are a paper's name: "Harvest Quarterly, …"."""
    words = _CHUNK.split(after, maxsplit=1)[0].split()
    return (
        2 <= len(words) <= 5
        and words[-1].lower() in PUBLISHERS
        and all(word[0].isupper() or word in _FUNCTION for word in words)
    )


def _begins_byline(after: str, plain: bool) -> float:
    """How much some words look like the beginning of a byline: a person's or publisher's name."""
    score = 5.0 if _spells(after) else 0.0
    if score:
        return score
    if _LABELLED.match(after):
        whose = _NAME_COMMA.match(after) if after.startswith("By ") else None
        return 4.0 if whose is None or whose["first"].lower() in GIVEN else 2.0
    if _HOST.match(after):
        return 4.0
    known = KNOWN.match(after)
    if known:
        score += 1.0 if known.group().strip() in _BROAD else 3.5 if known.end() > 5 else 1.5
    elif _KEY_START.match(after):
        score += 2.5
    name = None if plain and after.split(" ", 1)[0].lower() not in GIVEN else _NAME_COMMA.match(after)
    if name is None or _KEY_WORD.match(after):
        if not known and _KEY_WORD.match(after) and not _KEY_START.match(after):
            return score - 1.0  # such words end a publisher's name
        if not known and not plain and _TWO_WORDS.match(after):
            return score + 1.5
        return score
    if _country(name["more"].split()[-1]):
        return score
    first = name["first"]
    more = [word for word in name["more"].split() if word.lower() not in _FUNCTION]
    if _KEY_WORD.fullmatch(more[-1]):
        return score + 1.2 + 0.3 * len(more)  # an organisation's name, the more of it the better
    if is_ordinary(more[-1], frozenset()) and first.lower() not in GIVEN:
        return score
    if first.lower() in GIVEN:
        return score + 4.5
    if len(first) == 2 and first.endswith("."):
        return score + 4.0
    score += 2.5 if len(more) == 1 else 1.5
    return score + (1.5 if KNOWN.match(after[name.end() :].lstrip(", ")) else 0.0)


def part(
    text: str,
    *,
    opening: bool,
    prefixed: Callable[[str], tuple[str, str]] | None = None,
    breaks: Sequence[int] = (),
    names: frozenset[str] = frozenset(),
    ordinary: frozenset[str] = frozenset(),
) -> Parted | None:
    """The best reading of a flat text's end as title and byline; None where nothing fits.

    ``opening``: the text begins with the title (a section mark or head stands before it).
    ``prefixed`` takes the line that groups postings off a title, on pages that have such lines.
    ``names``: publishers that the page itself tells (see ``repeated``); ``ordinary``: words that
    it writes in lower case (see ``lower_words``).
    ``breaks``: where lines still begin in the text; a head is likely to begin or part there.
    """
    origin = _ORIGIN.search(text)
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
    left = [at - offset for at in breaks if at > offset and not _runs_on(text, at)]
    starts = [
        found.end()
        for found in _START.finditer(tail)
        if not _abbreviated(tail, found) and not _FILE_MARK.search(tail[: found.start()][-8:])
    ]
    if left:
        starts = sorted({*starts, *(at for at in left if _may_open(tail, at))})
    if opening and not offset:
        starts = [0]
    elif not offset:
        starts.insert(0, 0)
    starts = [start for start in starts if 4 <= len(tail) - start <= 460]
    if not starts:
        return None
    words = _words(tail, ordinary)
    edges = _edges(tail, words, names, left)
    best: Parted | None = None
    for start in starts:
        whole = tail[start:].lstrip()
        if len(whole) > 450 or len(whole) < 4:
            continue
        begin = 0.0 if start or opening else -0.5
        group = ""
        if prefixed is not None:
            ends = next((at for at in left if at > start + 2), None)
            if ends is not None and group_name(tail[start:ends]):
                group, whole = group_name(tail[start:ends]), tail[ends:]
            else:
                group, whole = prefixed(whole)
            begin += 1.5 if group else 0.0
        first = len(tail) - len(whole)
        if left and start in left:
            ended = tail[: start - 1][-1:] in _SENTENCE_ENDS
            begin += _AT_BREAK if ended or opening else -1.0
        found = _part_head(
            whole,
            [(at - first, edge) for at, edge in edges if first < at <= first + 221],
            [at - first for at in left if at > first],
            [word for word in words if word.start >= first],
        )
        if found is None:
            continue
        title, byline, score = found
        if prefixed is not None and byline and group_name(title):
            score -= 6.0
        if best is None or score + begin > best.score:
            best = Parted(
                at=offset + start,
                title=title,
                byline=byline,
                score=score + begin,
                group=group,
            )
    return best


def _runs_on(text: str, at: int) -> bool:
    """Whether a title goes on after a line's end: after a comma, a small word, before an edition."""
    before = text[max(0, at - 20) : at].split()
    return bool(_EDITION_START.match(text, at)) or (
        bool(before) and (before[-1][-1] in ",&" or before[-1] in _FUNCTION)
    )


def _may_open(text: str, at: int) -> bool:
    """Whether a line may be a title's first: no edition, no byline, nothing after a file mark."""
    line = text[at : at + 90]
    if line[:1].islower() or EDITION.match(line[:12]) or EDITION.match(" ".join(line.split()[:2])):
        return False
    return _FILE_MARK.search(text[:at].rstrip()[-8:]) is None


def _stops(title: str) -> int:
    """How many sentences end inside a title; questions and exclamations may."""
    if "." not in title:
        return 0
    return sum(
        1
        for found in _START.finditer(title)
        if title[found.start() - 1] in ".…" and not _abbreviated(title, found)
    )


def _abbreviated(text: str, found: re.Match[str]) -> bool:
    head = text[max(0, found.start() - 12) : found.start()]
    return _ABBREVIATION.search(head) is not None


def _part_head(
    text: str, edges: list[tuple[int, float]], breaks: Sequence[int], words: list[_Word]
) -> tuple[str, str, float] | None:
    """The best place to part a head into title and byline, and its score."""
    best: tuple[str, str, float] | None = None
    if len(text) <= 200:
        alone = title_score(text) - 1.5 + (1.0 if _CLOSING.search(text) else 0.0)
        if _EDITION_END.search(text):
            alone += 6
        best = (text, "", alone - _INSIDE * len(breaks))
    if sentences_inside(text) > 2:
        return best
    forced = next((f.start() for f in _FORCED.finditer(text) if f.start() > 3), None)
    if forced is not None:
        title = text[:forced].rstrip()
        score = 6.0 + min(0.0, title_score(title)) - 3.0 * _stops(title)
        score -= _INSIDE * sum(1 for at in breaks if at != forced)
        return title, text[forced:].strip(), score
    offset = words[0].start if words else 0
    weighed: list[tuple[float, int]] = []
    strongest = 0.0  # how well a byline could have begun earlier than here
    for at, edge in edges:
        if len(text) - at >= 3:
            weighed.append((edge - 0.7 * max(0.0, strongest - 2.0), at))
            strongest = max(strongest, edge)
    weighed.sort(key=lambda pair: -pair[0])
    for edge, at in weighed[:_TRIED]:
        title, byline = text[:at].rstrip(), text[at:]
        score = edge + _pair_score(title, byline) - _INSIDE * len(breaks)
        score += _kinds_score(words, offset + at)
        if best is None or score > best[2]:
            best = (title, byline, score)
    return best


def _kinds_score(words: list[_Word], at: int) -> float:
    """What the kinds of words say of a title that ends, and a byline that begins, at a place."""
    title = [word for word in words if word.start < at]
    byline = [word for word in words if word.start >= at]
    score = 0.0
    for word in reversed(title):
        if word.kind not in "xg" or word.text.endswith(("’s", "'s")):
            break
        score -= 0.8
    chunk: list[_Word] = []
    for word in byline:
        if word.kind in "nm" or word.text in _DASHES:
            break
        chunk.append(word)
        if word.text[-1] in ",]":
            break
    plain = [w for w in chunk if w.kind == "o" and w.text.strip(_MARKS).lower() not in PUBLISHERS]
    if plain and not KNOWN.match(chunk[0].text + " "):
        score -= 0.6 * len(plain)
    if len(chunk) == len(byline) <= 4 and not plain and all(w.kind in "xgafcCh" for w in chunk):
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
        score -= 3.0 - words
    elif words > 18:
        score -= 2
    if looks < 1.5 + 1.2 * bool(_NAME_COMMA.match(byline)):
        score -= 3.0
    long = byline.split(",", 1)[0].count(" ") - 8
    return score - 0.4 * max(0, long) - 0.8 * title.count(",")
