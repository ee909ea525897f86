"""Find title and byline at the end of a text whose line breaks were lost.

Candidates for the title's start are the ends of sentences; for the byline's, every capitalised
word after it. Each pair is scored by how its two parts look and how well they part there.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from sourcebook.collect.postings.heads import EDITION, byline_score, sentences_inside, title_score
from sourcebook.collect.postings.names import GIVEN, KNOWN
from sourcebook.values.places import find_country

_WINDOW = 700  # a title and byline together are seldom over 450 characters
_AT_BREAK = 2.5  # worth of a line's beginning where a title or byline begins
_INSIDE = 2.0  # cost of one inside a title or byline, which do run over two lines
_ON_PAGE = 3.0  # worth of a publisher that stands before other dates on the page as well
_SENTENCE_ENDS = ".!?…:;\"”’')]%»"
_TRIED = 6  # places for a byline that are weighed in full, of those that part best
_START = re.compile(
    r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(¿¡]?[^\W_a-z])|(?<=[\])”\"])\s+(?=[A-Z\d“\"])"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Vol|vs|Jr|Sr|Dept|Gov|Gen|Sen|Rep|Rev|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec|Ed|pp?|Art|Fig|Univ|Ltd|Inc|Co)|\b[A-Z]|\bU\.S|\bU\.N|\bD\.C|\bU\.K)\.$"
)
_WORD_START = re.compile(
    r"(?<=\s)(?=[\"“(\[]?[^\W\d_a-z])|(?<=\s)(?=by\s[A-Z])|(?<=\s)(?=[-–—]\s*Source\s*:)|(?<=\s)(?=\d{1,2}\s[A-Z])"
)
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
_CLOSING = re.compile(
    r"(?:[\])?!»]|\bEdition|\b(?:19|20)\d\d|\bReport|\bLabor|\bPractices|\bOverview)$"
)
_NAME_COMMA = re.compile(
    r"(?:By\s+)?(?P<first>[A-Z][\w'’\-]*\.?)(?P<more>(?:\s+[A-Z]\.)*"
    r"(?:\s+(?:de|da|dos|del|di|du|van|von|bin|ibn|al|el|la|der|den))*"
    r"(?:\s+(?:Mc|Mac|O['’]|[Aa]l-|[Ee]l-|[Dd]['’])?[A-Z][a-zà-ÿ][\w'’\-]*){1,2})"
    r"(?=\s*,|\s+and\s+[A-Z]|\s*&|\s+in\s+[A-Z]|\s*[-–—]\s)"
)
_KEY_WORD = re.compile(
    r"(?:News|Press|Radio|Agency|Institute|Institut|Centre|Center|Ministry|Department|Dept|Bureau|"
    r"Office|University|Association|Committee|Commission|Council|Foundation|Fund|Embassy|Union|"
    r"Network|Federation|Daily|Weekly|Sunday|Journal|Society|Coalition|Alliance|Consortium|Project|"
    r"Organi[sz]ation|Government|Secretariat|Mission|Library|School|College)\b"
)
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
    r"[-–—]\s*Source\s*:|Source\s*:|Adapted from\b|By\s+[A-Z]"
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


@lru_cache(maxsize=4096)
def _boundary(before: str, after: str, named: bool) -> float:
    """How well a title's end and a byline's beginning part, from a few words on either side.

    ``named``: a publisher that the page tells elsewhere begins there."""
    last = before.rsplit(" ", 1)[-1]
    score = 0.0
    if last.lower() in _FUNCTION:
        score -= 5
    if last.endswith((",", "-", "–", ":", ";")):
        score -= 6 if last[-1] in ",-–" else 3
    if _CLOSING.search(before):
        score += 2.5 if before[-1] in "])?!" else 1.5
    if _TOPIC.search(last):
        score += 0.8
    if last[:1].isdigit() and (not last.isdigit() or len(last) < 4):
        score -= 2  # what is counted follows
    if last.endswith(("’", "'", "’s", "'s")):
        score -= 2.5
    if last[:1].isupper() and find_country(last) is not None:
        score += 1
    if last[:1].islower() and last.lower() not in _FUNCTION:
        score += 1.5
    first = after.split(" ", 1)[0]
    if (
        first.lower() in _FUNCTION
        and first.lower() not in {"by", "the"}
        and not after.startswith("The")
    ):
        score -= 4
    return score + max(_begins_byline(after), _ON_PAGE if named else -9.0)


def _begins_byline(after: str) -> float:
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
    name = _NAME_COMMA.match(after)
    if name is None or _KEY_WORD.match(after):
        if not known and _KEY_WORD.match(after) and not _KEY_START.match(after):
            return score - 1.0  # such words end a publisher's name
        if not known and _TWO_WORDS.match(after):
            return score + 1.5
        return score
    if find_country(name["more"].split()[-1]) is not None:
        return score
    first = name["first"]
    more = [word for word in name["more"].split() if word.lower() not in _FUNCTION]
    if _KEY_WORD.fullmatch(more[-1]):
        return score + 1.2 + 0.3 * len(more)  # an organisation's name, the more of it the better
    if first.lower() in GIVEN:
        return score + 4.5
    if len(first) == 2 and first.endswith("."):
        return score + 4.0
    score += 2.5 if len(more) == 1 else 0.5
    return score + (1.5 if KNOWN.match(after[name.end() :].lstrip(", ")) else 0.0)


def part(
    text: str,
    *,
    opening: bool,
    prefixed: Callable[[str], tuple[str, str]] | None = None,
    breaks: Sequence[int] = (),
    names: frozenset[str] = frozenset(),
) -> Parted | None:
    """The best reading of a flat text's end as title and byline; None where nothing fits.

    ``opening``: the text begins with the title (a section mark or head stands before it).
    ``prefixed`` takes the line that groups postings off a title, on pages that have such lines.
    ``names``: publishers that the page itself tells (see ``repeated``).
    ``breaks``: where lines still begin in the text; a head is likely to begin or part there.
    """
    offset = max(0, len(text) - _WINDOW)
    tail = text[offset:]
    left = [at - offset for at in breaks if at > offset]
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
    best: Parted | None = None
    for start in starts:
        whole = tail[start:].lstrip()
        if len(whole) > 450 or len(whole) < 4:
            continue
        begin = 0.0 if start or opening else -0.5
        group = ""
        if prefixed is not None:
            group, whole = prefixed(whole)
            begin += 1.5 if group else 0.0
        first = len(tail) - len(whole)
        if left and start in left:
            ended = tail[: start - 1][-1:] in _SENTENCE_ENDS
            begin += _AT_BREAK if ended or opening else -1.0
        found = _part_head(whole, names, [at - first for at in left if at > first])
        if found is None:
            continue
        title, byline, score = found
        if best is None or score + begin > best.score:
            best = Parted(
                at=offset + start,
                title=title,
                byline=byline,
                score=score + begin,
                group=group,
            )
    return best


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
    text: str, names: frozenset[str] = frozenset(), breaks: Sequence[int] = ()
) -> tuple[str, str, float] | None:
    """The best place to part a head into title and byline, and its score."""
    origin = _ORIGIN.search(text)
    if origin:
        inner = _part_head(
            text[: origin.start()], names, [at for at in breaks if at < origin.end()]
        )
        if inner is not None:
            joined = f"{inner[1]} {text[origin.end() :]}".strip()
            return inner[0], joined, inner[2] + (0.0 if inner[1] else 4.0)
    inside = sentences_inside(text)
    best: tuple[str, str, float] | None = None
    if len(text) <= 200:
        alone = title_score(text) - 1.5 + (1.0 if _CLOSING.search(text) else 0.0)
        if _EDITION_END.search(text):
            alone += 6
        best = (text, "", alone - _INSIDE * len(breaks))
    if inside > 2:
        return best
    forced = [found.start() for found in _FORCED.finditer(text) if found.start() > 3]
    starts = forced[:1] or sorted(
        {*(found.start() for found in _WORD_START.finditer(text)), *breaks}
    )
    if forced:
        title = text[: forced[0]].rstrip()
        score = 6.0 + min(0.0, title_score(title)) - 3.0 * _stops(title)
        score -= _INSIDE * sum(1 for at in breaks if at != forced[0])
        return title, text[forced[0] :].strip(), score
    edges: list[tuple[float, int]] = []
    strongest = 0.0  # how well a byline could have begun earlier than here
    for at in starts:
        named = bool(names) and _named(text[at : at + 120], names)
        edge = _boundary(text[max(0, at - 41) : at].rstrip(), text[at : at + 90], named)
        if breaks:
            edge += _AT_BREAK + _INSIDE if at in breaks else 0.0
        if edge >= -3 and at <= 221 and len(text) - at >= 3:
            edges.append((edge - 0.7 * max(0.0, strongest - 2.0), at))
            strongest = max(strongest, edge)
    edges.sort(key=lambda pair: -pair[0])
    for edge, at in edges[:_TRIED]:
        title, byline = text[:at].rstrip(), text[at:]
        score = edge + _pair_score(title, byline) - _INSIDE * len(breaks)
        if best is None or score > best[2]:
            best = (title, byline, score)
    return best


def _pair_score(title: str, byline: str) -> float:
    """How much two parts look like a title and its byline, wherever they meet."""
    looks = byline_score(byline)
    closing = _CLOSERS.get(title[0])
    score = min(3.5, title_score(title)) + min(6.0, looks) - 3.0 * _stops(title)
    if closing:
        score += 3.0 if title[-1] == closing else 0.0 if closing in title[1:] else -6.0
    words = title.count(" ") + 1
    if words < 3:
        score -= 3.0 - words
    elif words > 18:
        score -= 2
    if looks < 1.5 + 1.2 * bool(_NAME_COMMA.match(byline)):
        score -= 3.0
    long = byline.split(",", 1)[0].count(" ") - 8
    return score - 0.4 * max(0, long) - 0.8 * title.count(",")
