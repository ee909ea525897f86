"""Say where a byline may begin in a text whose line breaks were lost, and how well a title's end
and it part there: from a few words on either side, and from their kinds."""

import re
from collections.abc import Sequence
from functools import lru_cache

from sourcebook.collect.postings.acronyms import abbreviates, spelled, spells
from sourcebook.collect.postings.looks import PUBLISHERS
from sourcebook.collect.postings.names import GIVEN, known_publisher, whole_publishers
from sourcebook.collect.postings.ordinary import is_ordinary
from sourcebook.collect.postings.wordkinds import (
    ARTICLES,
    FUNCTION,
    HOST,
    PARTICLES,
    Word,
    is_country,
)

AT_BREAK = 2.5  # worth of a line's beginning where a title or byline begins
INSIDE = 2.0  # cost of one inside a title or byline, which do run over two lines
_ON_PAGE = 3.0  # worth of a publisher that stands before other dates on the page as well
_CERTAIN = 6.0  # worth of a name that hardly any title holds
_UPPER = "[A-ZÀ-ÞŠŽČĆĐŁŚŻİ]"
_SOURCE = re.compile(r"[-–—]\s*Source\s*:")
_DAY = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d|\d{4}(?:-\d\d-\d\d)?$"
)
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Autumn|Fall|Winter)[a-z]*\.?"
)
_ASIDE = re.compile(r",|\bSource:")  # between a byline's beginning and its publisher
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_ONLY_DATE = re.compile(
    r"(?:Updated\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\.?,?\s+(?:\d{4}|\d\d)"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s*\d{{4}}|{_MONTH},?\s+\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
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
EDITION_START = re.compile(r"(?:19|20)\d\d(?:[-/]\d{2,4})? (?:Edition|Report|Update|Version)\b")
EDITION_END = re.compile(r"\b(?:(?:19|20)\d\d|First|Second|Third|Revised) Edition$")
_ENDS_NAME = frozenset({"edition", "report", "update", "updated", "posted", "published", "revised"})
CLOSING = re.compile(
    r"(?:[\])?!»]|\bEdition|\b(?:19|20)\d\d|\bReport|\bLabor|\bPractices|\bOverview)$"
)
NAME_COMMA = re.compile(
    rf"(?:By\s+)?(?P<first>{_UPPER}[\w'’\-]*\.?)(?P<more>(?:\s+{_UPPER}\.)*"
    r"(?:\s+(?:de|da|dos|del|di|du|van|von|bin|ibn|al|el|la|der|den|St\.))*"
    rf"(?:\s+(?:Mc|Mac|O['’]|[Aa]l-|[Ee]l-|[Dd]['’])?{_UPPER}[^\W\d_A-Z][\w'’\-]*){{1,2}})"
    r"(?=\s*,|\s+and\s+(?:[A-Z]|others\b|colleagues\b)|\s*&|\s+in\s+[A-Z]|\s*[-–—]\s|\s+et\sal\b)"
)
_KEY_WORD = re.compile(
    r"(?:News|Press|Radio|Agency|Institute|Institut|Centre|Center|Ministry|Department|Dept|Bureau|"
    r"Office|University|Association|Committee|Commission|Council|Foundation|Fund|Embassy|Union|"
    r"Network|Federation|Daily|Weekly|Sunday|Journal|Society|Coalition|Alliance|Consortium|Project|"
    r"Organi[sz]ation|Government|Secretariat|Mission|Library|School|College|Quarterly|Herald|Times|"
    r"Post|Gazette|Tribune|Mirror|Desk|Unit|Group|Forum|Trust|Campaign|Initiative|Team|Standard|Telegraph|Chronicle|Observer|Monitor|Review|Bulletin|Digest|"
    r"Magazine|Courier|Examiner|Star|Mail|Service|Economist|Statesman|Sentinel|Advertiser|Newsline)\b"
)
_IN_NAMES = frozenset({"of", "and", "&", "du", "de", "da", "do", "des", "la", "the"})
_CHUNK = re.compile(r",|\s(?=\d{1,4}(?!\d|st\b|nd\b|rd\b|th\b))|\s[-–—]\s")
_ADJECTIVES = frozenset(
    {"National", "Central", "Federal", "General", "State", "Regional", "Provincial", "Royal"}
)
_KEY_START = re.compile(
    rf"(?:(?:{'|'.join(sorted(_ADJECTIVES))})\s+)?"
    r"(?:Institute|Institut|Cent(?:re|er)|Ministry|Department|Dept|Bureau|Office|University|Association|"
    r"Committee|Commission|Council|Foundation|Fund|Embassy|Union|Network|Federation|Society|Coalition|"
    r"Alliance|Consortium|Project|Organi[sz]ation|Government|Secretariat|Mission|Library|School|College)"
    r"\s+(?:of|for|on|to|against)\b|(?:Journal|Bulletin|Voice|Review)\sof\s|(?:Daily|Weekly|Sunday|Radio)\s+[A-Z]"
    r"|(?:Comisi[oó]n|Asocia[cç]i[oó]n|Fundaci[oó]n|Centro|Instituto|Ministerio|Universidad|Minist[èé]re|"
    r"Observato(?:rio|ire)|Coordinadora|Movimiento|Defensor[ií]a|Procuradur[ií]a|Pastoral)\s+[A-Zd]"
)
_TWO_WORDS = re.compile(r"[A-Z][\w'’.\-]+\s+[A-Z][\w'’.\-]+(?=\s*,)")
_LABELLED = re.compile(
    r"[-–—]\s*Source\s*:|Source\s*:|Adapted from\b|By\s+[A-ZÀ-Þ]"
    r"|(?:Press|News|Media)\s(?:Release|Statement)\b|(?:Staff|Special|Our)\s(?:[Cc]orrespondent|[Rr]eporter|[Ww]riter)s?\b|U\.?N\.? Doc\b"
    r"|Special\sto\s(?:[Tt]he\s)?[A-Z]|Posted\sby\s|From\s[Oo]ur\s(?:[Oo]wn\s)?[Cc]orrespondent|Staff(?=,)|(?:Edited|Compiled|Written|Prepared|Translated|Reported)\sby\s[A-Z]"
    r"|by\s+[A-Z][\w'’.\-]+\s+[A-Z](?![A-Z]+\b)[\w'’\-]+(?=\s*[,\-–]|\s+and\b)"
)
_CREDIT = re.compile(
    r"(?:Staff|Special|Our)\s(?:[Cc]orrespondent|[Rr]eporter|[Ww]riter)s?\b|Edited\sby\b|Special\sto\s"
)
_TOPICS = (
    "Trafficking", "Slavery", "Slaves", "Children", "Labor", "Labour", "Torture", "Rights", "Poverty",
    "Prostitution", "Women", "Girls", "Trade", "Workers", "Migrants", "Exploitation", "Abuse", "Law",
    "Crime", "Victims", "Police", "Prison", "Border",
)  # fmt: skip
_SAYING = frozenset({"says", "say", "said", "warns", "tells", "urges", "claims"})
_PAPER = re.compile(
    r"The (?:Star|Standard|Post|Nation|Monitor|Mirror|Herald|Times|Guardian|Independent|Observer|Telegraph|"
    r"Chronicle|Gazette|Tribune|Examiner|Courier|Mail|Sun|Age|Economist|Hindu|Statesman|News|Citizen|"
    r"Namibian|Analyst|Point|Messenger|Reporter|Local)(?: Online| on Sunday| Magazine)?\s*(?:,|\()"
)
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
_ACRONYM = re.compile(r"\b[A-Z]{2,8}\b")


def _named(text: str, names: frozenset[str]) -> bool:
    """Whether a text begins with one of some names, whole before a comma or "in"."""
    head = text.split(",", 1)[0]
    return head in names or head.split(" in ", 1)[0] in names


def _stands(text: str, at: int) -> bool:
    """Whether a known publisher's whole name stands at a place: "goes on Arab News, …"."""
    known = known_publisher(text[at : at + 60])
    return (
        " " in known and known not in _BROAD and text[at + len(known) : at + len(known) + 1] == ","
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
    return bool(after) and not _BROAD & {known, after}


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
        begins = _begins(after, plain)
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
        if left.text in _ADJECTIVES and _KEY_START.match(text, at):
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
        left.text == "&" or end == "," or (end in ".…" and at in starts and left.kind != "a")
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
        or (word.text == "by" and _LABELLED.match(text, at))
    )


def ends_name(text: str) -> bool:
    """Whether a text begins with a word that ends publishers' names: "Centre", "News"."""
    return _KEY_WORD.match(text) is not None and _KEY_START.match(text) is None


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
            or (right.text == "by" and _LABELLED.match(text, right.start))
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


@lru_cache(maxsize=8192)
def _begins(after: str, plain: bool) -> float:
    """How much some words look like the beginning of a byline. ``plain``: the first is an ordinary
    word, with which no name of a person begins."""
    begins = _begins_byline(after, plain)
    if after.startswith(("The ", "the ")):
        begins = max(
            begins, 0.3 + _begins_byline(after[4:], False), 4.0 * bool(_PAPER.match(after))
        )
    if begins <= 0 and _names_paper(after):
        begins = 1.5
    elif plain and begins <= 0:
        begins -= 4
    if _ONLY_DATE.fullmatch(after):
        begins = max(begins, 3.0)
    return begins


def _names_paper(after: str) -> bool:
    """Whether words before the next comma or date are a paper's name: "Harvest Quarterly, …"."""
    words = _CHUNK.split(after, maxsplit=1)[0].split(" (", 1)[0].split()
    return (
        2 <= len(words) <= 5
        and words[-1].lower() in PUBLISHERS
        and all(word[0].isupper() or word[0].isdigit() or word in _IN_NAMES for word in words)
        and "The" not in words[1:]
    )


def _begins_byline(after: str, plain: bool) -> float:
    """How much some words look like the beginning of a byline: a person's or publisher's name."""
    if _ACRONYM.search(after) and spells(after):
        return 5.0
    score = 0.0
    if _LABELLED.match(after):
        whose = NAME_COMMA.match(after) if after.startswith("By ") else None
        return 4.0 if whose is None or whose["first"].lower() in GIVEN else 2.0
    if HOST.match(after):
        return 4.0
    known = known_publisher(after)
    if known in _BROAD and after[len(known) : len(known) + 1] == ",":
        return -4.0  # "International, …": such a word is no name by itself
    if known:
        score += 1.0 if known in _BROAD else 3.5 if len(known) > 5 else 1.5
    elif _KEY_START.match(after):
        score += 2.5
    name = (
        None if plain and after.split(" ", 1)[0].lower() not in GIVEN else NAME_COMMA.match(after)
    )
    if name is None or _KEY_WORD.match(after):
        if not known and _KEY_WORD.match(after) and not _KEY_START.match(after):
            return score - 2.5  # such words end a publisher's name
        if not known and not plain and _TWO_WORDS.match(after):
            return score + 1.5
        return score
    if is_country(name["more"].split()[-1]):
        return score
    first = name["first"]
    paper = known_publisher(name["more"].strip())
    if len(paper) > 5 and paper not in _BROAD and first.lower() not in GIVEN:
        return score  # "Decree Asia-Plus, …": the title's last word
    more = [word for word in name["more"].split() if word.lower() not in FUNCTION]
    if not more:
        return score  # "Know A, …"
    if _KEY_WORD.fullmatch(more[-1]):
        return score + 1.2 + 0.3 * len(more)  # an organisation's name, the more of it the better
    if is_ordinary(more[-1], frozenset()) and first.lower() not in GIVEN:
        return score
    if first.lower() in GIVEN:
        return score + 4.5
    if len(first) == 2 and first.endswith("."):
        return score + 4.0
    score += 2.5 if len(more) == 1 else 1.5
    return score + (1.5 if known_publisher(after[name.end() :].lstrip(", ")) else 0.0)
