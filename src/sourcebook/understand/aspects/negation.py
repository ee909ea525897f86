"""Tell whether a sentence says that something is not so: "no reports of forced labour". Pure.

Only the plain forms beside the words count, in English, Russian and Kazakh. "Not only poverty" and "does
not protect children from hunger" deny neither.
"""

import re

NEAR = 90  # characters before the words that are read
AFTER = 70

_BEFORE = re.compile(
    r"(?:\b(?:no|without|nor|neither|never|zero)|\bfree (?:of|from)|\babsence of|"
    r"\b(?:not|n't|cannot|never) (?:find|found|report|reported|see|seen|involve|involved|include|included|use|used|"
    r"receive|received|constitute|amount to|identify|identified|document|documented|due to|caused by|because of|"
    r"driven by|suffer|suffer from|face|experience|practise|practice|a victim of|victims of|subjected to|"
    r"subject to|an?|any))"
    r"(?: (?:known|new|reported|confirmed|credible|documented|recent|official|such|specific|clear|further|single|"
    r"registered|evidence|reports?|cases?|incidents?|instances?|indications?|signs?|allegations?|information|data|"
    r"knowledge|records?|trace|suggestion|complaints?|victims?|found|seen|or|of|about|on|that|any|the|a|an|in|to|there|was|were|"
    r"is|are|from)){0,7}[ \"'(]*$"
)
_ONLY = re.compile(
    r"\b(?:no|not) (?:only|just|merely|least|longer|less|fewer|more)\b|\bno doubt\b|\bno matter\b"
)
_BEHIND = re.compile(
    r"(?: [\w'-]{1,20}){0,4}? (?:(?:is|are|was|were|has|have|had|did|does|do|could|can)(?: been| be)? ?(?:not|n't|never)|"
    r"(?:has|have|had) never been)(?: [\w-]{1,20}){0,2}? (?:found|reported|observed|occur|occurring|exist|detected|"
    r"identified|documented|recorded|seen|present|practised|practiced|alleged|used|a problem|an issue|a concern|known|"
    r"involved|evident|confirmed|established)\b"
)
_BEFORE_RU = re.compile(
    r"(?:\b(?:нет|без|ни|не было|никак\w{2,3}|отсутстви\w{1,2}|отсутств\w{2,4})|"
    r"\bне (?:имеется|зафиксирован\w{0,3}|зарегистрирован\w{0,3}|выявлен\w{0,3}|обнаружен\w{0,3}|поступал\w{0,2}|"
    r"отмечен\w{0,3}|применял\w{0,2}|подвергал\w{0,4}|связан\w{0,2} с))"
    r"(?: (?:ни одного|сообщени\w{1,2}|данных|сведени\w{1,2}|случа\w{1,3}|фактов|признаков|доказательств|свидетельств|"
    r"информации|жалоб|о|об|про|на|в|каких-либо|каких либо|новых|подтвержд\w{3,5}|достоверных|применени\w{1,2}|"
    r"использовани\w{1,2}|одного|каким-либо)){0,5} *$"
)
_BEHIND_RU = re.compile(
    r"(?: [\w-]{1,25}){0,4}? (?:не (?:был\w? )?(?:зафиксирован\w{0,3}|зарегистрирован\w{0,3}|выявлен\w{0,3}|"
    r"обнаружен\w{0,3}|наблюда\w{2,4}|применя\w{2,4}|существу\w{2,3}|отмечен\w{0,3}|происход\w{2,3}|выявля\w{2,4}|"
    r"было|подтвердил\w{0,3}|поступа\w{2,4}|поступил\w{0,2})|нет\b|отсутству\w{2,3})"
)
_BEHIND_KK = re.compile(
    r" емес\b|(?: [\w-]{1,25}){0,2}? жоқ\b|(?: [\w-]{1,25}){0,4}? (?:болмаған|болмады|тіркелмеген|тіркелмеді|анықталмаған|анықталмады|"
    r"байқалмаған|байқалмады|кездеспейді|кездеспеген|қолданылмаған|қолданылмады|расталмаған|расталмады)\b"
)
_LIST = re.compile(r"[,;]?(?: ?(?:or|and|nor|и|или|ни|және|немесе|any|of|the|in|on|other))* *")


def denied(folded: str, sentence: tuple[int, int], start: int, end: int) -> bool:
    """Whether the words from ``start`` to ``end`` are said not to be so in their sentence."""
    before = folded[max(sentence[0], start - NEAR) : start]
    after = folded[end : min(sentence[1], end + AFTER)]
    found = _BEFORE.search(before)
    if found and not _ONLY.search(before, max(0, found.start() - 4)):
        return True
    if _BEHIND.match(after):
        return True
    if before.isascii() and after.isascii():
        return False
    return bool(_BEFORE_RU.search(before) or _BEHIND_RU.match(after) or _BEHIND_KK.match(after))


def listed(folded: str, end: int, start: int) -> bool:
    """Whether only a comma or an "or" stands between what ends at ``end`` and what starts at ``start``,
    so that what denies the one denies the other."""
    return start - end < 24 and _LIST.fullmatch(folded, end, start) is not None
