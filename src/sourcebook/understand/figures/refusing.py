"""Tell numbers that are no figures: years, articles, pages, notes, ages, dates, addresses, phones. Pure."""

import re

from sourcebook.understand.figures.numbers import Number
from sourcebook.values.dates import MONTHS

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|"
    r"января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|январь|февраль|март|апрель|май|июнь|июль|август|"
    r"сентябрь|октябрь|ноябрь|декабрь|қаңтар\w*|ақпан\w*|наурыз\w*|сәуір\w*|мамыр\w*|маусым\w*|шілде\w*|тамыз\w*|қыркүйек\w*|қазан\w*|қараша\w*|желтоқсан\w*)"
)
# What a number names, when it stands right after one of these.
_NAMING = """article articles art arts section sections sec secs chapter chapters page pages p pp paragraph paragraphs para paras no nos
    vol volume volumes table tables figure figures fig figs annex annexes appendix appendices act acts law laws decree decrees
    resolution resolutions convention conventions protocol protocols line lines tier tiers phase phases step steps grade grades level
    levels class classes standard standards room rooms box tel phone phones fax hotline hotlines helpline helplines call dial dialing
    footnote footnotes note notes item items question questions goal goals target targets part parts title titles rule rules order
    orders regulation regulations directive directives bill bills ch version versions route routes highway highways flight flights
    channel channels sdg isbn issn doi code codes cap schedule schedules subsection subsections sub-section sub-sections clause clauses
    instruction instructions ordinance ordinances statute statutes form covid category number file docket ref doc document unit units
    lot block apartment apt building house platform gate hall suite floor zip division battalion regiment recommendation
    recommendations indicator indicators eo sro prakas proclamation proclamations edict edicts circular circulars age ages aged since until till fy""".split()  # noqa: SIM905
_JOINING = "no nos number and or to of from between".split()  # noqa: SIM905
_NAMED = re.compile(
    rf"(?:\b(?:{'|'.join(_NAMING)}|world war|ages of|age of|age group|born in|fiscal year|school year|academic year|c\.|"
    r"стать(?:я|и|е|ю|ей|ями|ях)|(?:ст|п|пп|ч|с|д)\.|пункт\w{0,2}|част(?:ь|и|ью)|стр|глав\w{1,2}|приказ\w{0,2}|закон\w{0,2}|таблиц\w{1,2}|рис|дом|кв|корп|тел|телефон\w{0,2}|"
    r"конвенци\w{1,2}|постановлени\w{1,2}|указ\w{0,2}|раздел\w{0,2}|форм\w{1,2}|класс\w{0,2}|возрасте?|бап|тармақ|бет|кесте)\.?|[№§#]|n°|no ?\.|nº|n\. ?[°º])"
    rf"(?: (?:{'|'.join(_JOINING)}|no\.|nos\.|n°|№|и|-))? ?$"
)
# The last words of what _NAMED knows, as far as they are plain letters, and what may stand after them.
_NAMES = frozenset([*_NAMING, "war", "group", "year", "c", "born"])
_JOINS = frozenset([*_JOINING, "in"])
_LISTED = re.compile(  # articles 3, 5 and 7
    r"\b(?:articles?|arts?\.|sections?|chapters?|pages?|pp\.|paragraphs?|tables?|figures?|conventions?|tiers?|goals?|targets?|rules?|grades?|стать\w{1,3}|пункт\w{0,3}|част\w{1,3}) [\dа-яa-z(][\w,.()\- ]{0,60}?(?:,|and|or|to|through|и|-) ?$"
)
_AGED = re.compile(
    r"\b(?:age[sd]?|age groups?|aged? (?:of|from|between)|between the ages? of|under the age of|over the age of|возрасте?(?: от)?)(?: of| from| between| range| group| as)?(?: (?:under|over|below|above|about|around|до|от))?(?: \d{1,2}(?: ?- ?| to | and | or | до | through ))? ?$|"
    r"\b(?:persons?|children|boys?|girls?|women|men|anyone|youth|minors?|people|those|workers?|individuals|all|employees|adolescents|females|males|child|everyone|citizens|victims|students)(?: who (?:are|were))? (?:is |are |were )?(?:under|below|over|above|younger than|older than|at least|as young as|between|from) (?:the )?(?:ages? )?(?:of )?(?:as )?(?:\d{1,2}(?: and | to | ?- ?))?$|"
    r"\b(?:as young as|younger than|older than|under age|minimum age(?: for [a-z ]{3,40})? (?:is|of|was|to|at|from)|age limit (?:of|is)|turn(?:s|ed)?) $|"
    r"\b(?<!number of )(?:he|she|who|girl|boy|youngest|oldest|eldest|age|ages|children|girls|boys)(?: \w+){0,3} (?:was|is|were|are) (?:only |just |about )?$"
)
_YEARS_OLD = re.compile(
    r"[ -]?(?:\(?\w{1,12}\)? )?(?:(?:to|and|or|-) \d{1,2} ?)?[ -]?(?:years?[ -](?:old|of age)|year-olds?|yrs? old|years and (?:older|younger|over|under|above)|years of age|months old|лет(?:н|и(?:й|е|м|х))|-?летн\w{2,4}|жаст\w*|жасар|жасқа)"
)
# How none of these begins: "40 investigations".
_NEVER_AFTER = frozenset(f" {letter}" for letter in "beghikluvwxyz")
_AFTER = re.compile(
    r"(?:(?:st|nd|rd|th|ой|ый|ий|ая|го|му|шы|ші|бап\w*|тармақ\w*)\b|-(?:й|я|е|го|му|м|х|ю|ой|ый|ая|ое|ые|ых|шы|ші|ыншы|інші|бап\w*|бабы\w*|тармақ\w*)\b| ?(?:стать[яиеюёй]{1,2}|глав[аыеу]|раздел|бап\w*|бабы\w*|тармақ\w*|бөлім\w*|тарау\w*)\b| ?(?:[ap]\.?m\b|o'clock|percentage points?|degrees?|centur|majority)|"
    rf" (?:of )?{_MONTH}\b|\.? ?(?:st|nd|rd|th) )"
)
_HYPHENED = re.compile(r"-[a-zа-яё]")
_YEAR_WORD = re.compile(r" ?(?:году|года|годом|годов|годы|годах|гг?\.|г\.|жыл\w*|ж\.)")
_BEFORE = re.compile(
    rf"(?:\b{_MONTH}\.? ?|\b(?:one|the) hand |\bfor (?:each|every) |\bratio (?:of|approaching) |\bper |\bevery |\bonce |\beach |\bfirst |\blast |\bnext |\bpast |\bprevious |\bother |\bpo box |\+|\bx |"
    r"\b(?:would|should) (?:[a-z]+ ){1,4})$"
)
_DEFINITE = re.compile(
    r"\b(?:the|these|those|both|its|their|our|his|her|any|all|other|first|last|next|past|every|previous|of these) $"
)
_THRESHOLD = re.compile(r"(?: or (?:more|fewer|less)\b)")
_WITH = re.compile(
    r"\b(?:with|having|employ(?:s|ing)?|of|than|employs) (?:(?:at least|fewer than|more than|less than|under|over|up to) )?$"
)
_TIME_OF = re.compile(
    r"(?: of | a (?:day|week|month|year|night)| per | each | every | daily| weekly| in (?:prison|jail|custody|detention)|'? ?(?:imprisonment|incarceration|in prison|probation)|-?hour| behind bars| overtime| работ| лишени| в (?:день|неделю|сутки)| жұмыс| бас бостандығ)"
)
_WITHIN = re.compile(r"\b(?:within|after|first|last|next|past|every|before|в течение) $")
_TIME_BEFORE = re.compile(
    r"(?:sentenc\w{1,5}|imprison\w{1,5}|prison|jail\w{0,3}|penalt\w{1,3}|punish\w{1,7}|work(?:s|ed|ing)?|день|сутки|неделю|күніне|тәулігіне|лишени\w{1,2} свободы)\b[^.;:]{0,60}$"
)
_NOTE = re.compile(r"[(\[]\s*(?:\d{1,4}\s*[,;-]\s*)*$")
_NOTE_AFTER = re.compile(r"\s*(?:[,;-]\s*\d{1,4}\s*)*[)\]]")
_WEB = re.compile(  # it begins with characters, for which the engine looks fastest
    r"https?:|www\.|\.(?:org|com|gov|net|pdf|html?|aspx?)\b|\[(?:online\]|cited\b|source on file|accessed\b)|doi\b(?<!\w...)|accessed on\b(?<!\w...........)"
)
_PHONE = re.compile(
    r"(?:\+|\b(?:phone|tel|fax|hotline|helpline|call|dial|telephone|mobile|cell|телефон\w{0,4}|тел|звон\w{2,6}|қоңырау|whatsapp)\b)[^a-zа-я]{0,3}(?:[a-zа-я:.]{1,10} ){0,2}[\d\s()+-]{0,20}$"
)
# "279-283 of the Criminal Offences Act"
_OF_LAW = re.compile(
    r"(?:(?:,| and|, and) \d{1,4}(?:\.\d+)?){0,6} of (?:the |law |act )?(?:[a-z.'-]+ ){0,6}?(?:act|code|law|constitution|decree|ordinance|regulations?|convention|statute|protocol)\b(?! (?:enforcement|students?))"
)
_RATIO = re.compile(r"\bratio\b[^.;]{0,60}$")
_UNDER = re.compile(r"(?:just |well )?(?:under|over|below|above|до|старше|младше) ")
_ODD_AFTER = re.compile(r" ?/ ?\d| ?x ?\d|(?: [a-z]+){1,4} (?:for every|for each) ")
_LINES = (
    "phone",
    "tel",
    "call",
    "dial",
    "line",
    "fax",
    "mobile",
    "whatsapp",
    "cell",
    "+",
    "тел",
    "звон",
    "қоңырау",
)
# The last words of what _BEFORE knows.
_LEADING = frozenset(
    [
        "hand",
        "each",
        "every",
        "of",
        "approaching",
        "per",
        "once",
        "first",
        "last",
        "next",
        "past",
        "previous",
        "other",
        "box",
        "x",
    ]
)
# Words that stand before most figures and after which none names anything.
_UNNAMING = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "with",
        "by",
        "at",
        "on",
        "was",
        "were",
        "is",
        "are",
        "about",
        "approximately",
        "over",
        "than",
        "least",
        "some",
        "only",
        "nearly",
        "almost",
        "estimated",
        "had",
        "have",
        "has",
        "involving",
        "including",
        "arrested",
        "identified",
        "convicted",
        "conducted",
        "removed",
        "rescued",
    ]
)
# A noun follows, so that "were 14 girls" isn't an age.
_COUNTED = re.compile(
    r" (?!years?\b|or\b|and\b|to\b|in\b|at\b|when\b|лет\b|are\b|is\b|were\b|was\b|who\b|has\b|have\b|works?\b|engaged\b|for\b|from\b|with\b|on\b|by\b|that\b|may\b|can\b)[a-zа-я]{3,}"
)
_ADDRESS = re.compile(
    r"^,? (?:[a-z]+ ){1,3}(?:street|st\.|avenue|ave\b|road|boulevard|blvd|lane|square|drive|plaza|prospekt|str\.)|^ (?:ulitsa|улица|проспект|пр\.|көшесі)"
)


def is_web(sentence: str) -> bool:
    """Whether a sentence is a source's address or a line of a bibliography, whose numbers count nothing."""
    return _WEB.search(sentence) is not None


def refused(folded: str, number: Number, start: int, end: int) -> bool:
    """Whether ``number``, in the sentence at ``start`` to ``end``, is no figure whatever follows it."""
    before = folded[max(start, number.core - 90) : number.core]
    rest = folded[number.end : min(end, number.end + 48)]
    if number.unit and number.unit != "percent":
        return False
    if number.unit == "percent":
        return rest.startswith((" point", "-point", "age point"))
    small = _is_small_range(number)
    if (
        ("(" in before[-30:] or "[" in before[-30:])
        and _NOTE.search(before) is not None
        and _NOTE_AFTER.match(rest) is not None
    ):
        return True
    if (
        (rest[:2] not in _NEVER_AFTER and _AFTER.match(rest) is not None)
        or (_may_be_old(rest) and _YEARS_OLD.match(rest) is not None)
        or (rest[:1] == "-" and _HYPHENED.match(rest) is not None)
    ):
        return True
    words = before.rsplit(None, 2)
    last = words[-1].strip("(.,:") if words else ""
    if number.form != "number" or not _is_year(folded, number):
        if (
            number.form not in {"many", "share"}
            and last not in _UNNAMING
            and _may_name(words)
            and _NAMED.search(before[-28:]) is not None
        ):
            return True
    elif _YEAR_WORD.match(rest) is not None or number.start == number.core:
        return True
    if number.core == start and re.match(r"[.)]\s", rest):
        return True
    if (
        small
        and (before.endswith((", ", "-")) or last in {"and", "or", "to", "through", "и"})
        and _LISTED.search(before) is not None
    ):
        return True
    if number.form != "many":
        lead = (
            before
            if number.start == number.core
            else folded[max(start, number.start - 40) : number.start]
        )
        near = last if lead is before else lead.rsplit(None, 1)[-1] if lead.strip() else ""
        if (
            near in _LEADING or near.rstrip(".") in MONTHS or lead.endswith("+") or "ould " in lead
        ) and _BEFORE.search(lead[-40:]) is not None:
            return True
    counted = _COUNTED.match(rest) is not None
    if small and not counted and _AGED.search(before) is not None:
        return True
    if number.worded and _DEFINITE.search(folded[max(start, number.core - 12) : number.core]):
        return True
    if (
        number.form == "bound"
        and _THRESHOLD.search(folded[number.end - 9 : number.end])
        and _WITH.search(before)
    ):
        return True
    if "ratio" in before and _RATIO.search(before) is not None:
        return True
    if number.form == "bound" and small and _UNDER.match(folded, number.start, number.core) and re.match(r"[.,;)]|$| and\b| or\b| when\b| at the time", rest):  # fmt: skip
        return True  # "122 were under 18"
    if (
        not counted and any(word in before for word in _LINES) and _PHONE.search(before) is not None
    ) or (number.form == "number" and _ADDRESS.match(rest)):
        return True
    if (
        number.form in {"number", "range"}
        and rest.startswith((" of", " and", ","))
        and _OF_LAW.match(folded, number.end, min(end, number.end + 90)) is not None
    ):
        return True
    odd = "for e" in rest or "/" in rest[:2] or "x" in rest[:2]
    return odd and _ODD_AFTER.match(rest) is not None


def _is_year(folded: str, number: Number) -> bool:
    value = (
        number.value
        if number.value is not None
        else number.low
        if number.low is not None
        else number.high
    )
    if value is None or not 1500 <= value <= 2100 or number.form not in {"number", "bound"}:
        return False
    return (
        folded[number.core : number.core + 4].isdigit()
        and not folded[number.core + 4 : number.core + 5].isdigit()
    )


def _is_small_range(number: Number) -> bool:
    top = (
        number.high
        if number.high is not None
        else number.value
        if number.value is not None
        else number.low
    )
    return top is not None and top < 100


def _may_name(words: list[str]) -> bool:
    """Whether a number may be named by what ends with ``words``: only then need the costly pattern be tried."""
    for word in reversed(words[-2:]):
        last = word.strip("(.,:")
        if last in _NAMES or not (last.isascii() and last.isalpha()):
            return True
        if last not in _JOINS:
            return False
    return False


def _may_be_old(rest: str) -> bool:
    """Whether words that tell an age follow, without which the costly pattern need not be tried."""
    if "year" in rest or " old" in rest or "yr" in rest:
        return True
    return not rest.isascii() and ("лет" in rest or "жас" in rest)


def is_time(folded: str, number: Number, end_of_noun: int, start: int, end: int) -> bool:
    """Whether a stretch of time tells of work or of punishment; elsewhere ("within 30 days") it dates something."""
    if re.match(r"24 hours? a day", folded[number.core : number.core + 14]) is not None:
        return False
    if _WITHIN.search(folded, max(start, number.start - 8), number.start) is not None:
        return False
    if _TIME_OF.match(folded, end_of_noun, min(end, end_of_noun + 30)) is not None:
        return True
    return _TIME_BEFORE.search(folded, max(start, number.start - 100), number.start) is not None
