"""Say how much some words look like the beginning of a byline: a person's or a publisher's name, a
label, a date."""

import re
from functools import lru_cache

from sourcebook.collect.postings.acronyms import spells
from sourcebook.collect.postings.looks import PUBLISHERS
from sourcebook.collect.postings.names import GIVEN, known_publisher
from sourcebook.collect.postings.ordinary import is_ordinary
from sourcebook.collect.postings.wordkinds import FUNCTION, HOST, is_country

_UPPER = "[A-ZÀ-ÞŠŽČĆĐŁŚŻİ]"
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Autumn|Fall|Winter)[a-z]*\.?"
)
_ONLY_DATE = re.compile(
    r"(?:Updated\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\.?,?\s+(?:\d{4}|\d\d)"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s*\d{{4}}|{_MONTH},?\s+\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
)
BROAD = frozenset(
    {
        "The", "International", "World", "National", "Union", "United", "University", "Time",
        "Women", "Youth", "Federal", "Migration", "Iran", "Pakistan", "Russia", "Mongolia", "Zambia",
        "Yemen", "Botswana", "Caribbean", "Ethiopian", "Turkish", "Philippine", "Minister", "Project",
        "Vietnam", "Viet Nam", "Columbia", "Independent", "Tribune", "Australian", "Romanian",
        "Children of", "Mission of", "Republic of", "Government of", "UN", "UK", "NGO", "South Asia",
        "Middle East", "Human Rights", "State Department", "Organization", "Organisation", "Catholic",
    }
)  # fmt: skip
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
ADJECTIVES = frozenset(
    {"National", "Central", "Federal", "General", "State", "Regional", "Provincial", "Royal"}
)
KEY_START = re.compile(
    rf"(?:(?:{'|'.join(sorted(ADJECTIVES))})\s+)?"
    r"(?:Institute|Institut|Cent(?:re|er)|Ministry|Department|Dept|Bureau|Office|University|Association|"
    r"Committee|Commission|Council|Foundation|Fund|Embassy|Union|Network|Federation|Society|Coalition|"
    r"Alliance|Consortium|Project|Organi[sz]ation|Government|Secretariat|Mission|Library|School|College)"
    r"\s+(?:of|for|on|to|against)\b|(?:Journal|Bulletin|Voice|Review)\sof\s|(?:Daily|Weekly|Sunday|Radio)\s+[A-Z]"
    r"|(?:Comisi[oó]n|Asocia[cç]i[oó]n|Fundaci[oó]n|Centro|Instituto|Ministerio|Universidad|Minist[èé]re|"
    r"Observato(?:rio|ire)|Coordinadora|Movimiento|Defensor[ií]a|Procuradur[ií]a|Pastoral)\s+[A-Zd]"
)
_TWO_WORDS = re.compile(r"[A-Z][\w'’.\-]+\s+[A-Z][\w'’.\-]+(?=\s*,)")
LABELLED = re.compile(
    r"[-–—]\s*Source\s*:|Source\s*:|Adapted from\b|By\s+[A-ZÀ-Þ]"
    r"|(?:Press|News|Media)\s(?:Release|Statement)\b|(?:Staff|Special|Our)\s(?:[Cc]orrespondent|[Rr]eporter|[Ww]riter)s?\b|U\.?N\.? Doc\b"
    r"|An?\s(?:Study|Report|Paper|Survey)\sby\s[A-Z]|Special\sto\s(?:[Tt]he\s)?[A-Z]|Posted\sby\s|From\s[Oo]ur\s(?:[Oo]wn\s)?[Cc]orrespondent|Staff(?=,)|(?:Edited|Compiled|Written|Prepared|Translated|Reported)\sby\s[A-Z]"
    r"|by\s+[A-Z][\w'’.\-]+\s+[A-Z](?![A-Z]+\b)[\w'’\-]+(?=\s*[,\-–]|\s+and\b)"
)
_PAPER = re.compile(
    r"The (?:Star|Standard|Post|Nation|Monitor|Mirror|Herald|Times|Guardian|Independent|Observer|Telegraph|"
    r"Chronicle|Gazette|Tribune|Examiner|Courier|Mail|Sun|Age|Economist|Hindu|Statesman|News|Citizen|"
    r"Namibian|Analyst|Point|Messenger|Reporter|Local)(?: Online| on Sunday| Magazine)?\s*(?:,|\()"
)
_ACRONYM = re.compile(r"\b[A-Z]{2,8}\b")


def ends_name(text: str) -> bool:
    """Whether a text begins with a word that ends publishers' names: "Centre", "News"."""
    return _KEY_WORD.match(text) is not None and KEY_START.match(text) is None


@lru_cache(maxsize=8192)
def begins_byline(after: str, plain: bool) -> float:
    """How much some words look like the beginning of a byline. ``plain``: the first is an ordinary
    word, with which no name of a person begins."""
    begins = _names_who(after, plain)
    if after.startswith(("The ", "the ")):
        begins = max(begins, 0.3 + _names_who(after[4:], False), 4.0 * bool(_PAPER.match(after)))
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
        and not any(_is_paper(words[at:]) for at in range(1, len(words) - 1))
    )


def _is_paper(words: list[str]) -> bool:
    """Whether words begin with a known publisher's name of two words: "Cooks Gulf Daily News"."""
    known = known_publisher(" ".join(words))
    return " " in known and known not in BROAD


def _names_who(after: str, plain: bool) -> float:
    """How much some words look like the beginning of a byline: a person's or publisher's name."""
    if _ACRONYM.search(after) and spells(after):
        return 5.0
    score = 0.0
    if LABELLED.match(after):
        whose = NAME_COMMA.match(after) if after.startswith("By ") else None
        return 4.0 if whose is None or whose["first"].lower() in GIVEN else 2.0
    if HOST.match(after):
        return 4.0
    known = known_publisher(after)
    if known in BROAD and after[len(known) : len(known) + 1] == ",":
        return -4.0  # "International, …": such a word is no name by itself
    if known:
        score += 1.0 if known in BROAD else 3.5 if len(known) > 5 else 1.5
    elif KEY_START.match(after):
        score += 2.5
    name = (
        None if plain and after.split(" ", 1)[0].lower() not in GIVEN else NAME_COMMA.match(after)
    )
    if name is None or _KEY_WORD.match(after):
        if not known and _KEY_WORD.match(after) and not KEY_START.match(after):
            return score - 2.5  # such words end a publisher's name
        if not known and not plain and _TWO_WORDS.match(after):
            return score + 1.5
        return score
    if is_country(name["more"].split()[-1]):
        return score
    first = name["first"]
    paper = known_publisher(name["more"].strip())
    if len(paper) > 5 and paper not in BROAD and first.lower() not in GIVEN:
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
