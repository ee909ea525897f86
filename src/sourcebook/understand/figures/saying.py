"""Who a sentence says its numbers come from: "one NGO has estimated", "по данным МВД". Pure.

Only words that report are heard. "The police found 40 workers" tells what the police did, not who
counted; "the police found that 40 percent …" tells who says so.
"""

import re
from typing import NamedTuple


class Sayer(NamedTuple):
    """Who says so: the words from ``start`` to ``end``. ``since`` to ``until`` is what they say;
    ``outer`` to ``stop`` holds the reporting words too. ``estimate`` tells that they say it is one."""

    start: int
    end: int
    since: int
    until: int
    outer: int
    stop: int
    estimate: bool


# Verbs that report by themselves, and those that do only with "that".
_REPORTING = r"said|says?|report(?:s|ed)?|estimat(?:es?|ed)|claim(?:s|ed)?|stated|announc(?:es|ed)|alleges|believ(?:es?|ed)|calculat(?:es|ed)|puts?|reckon(?:s|ed)|warn(?:s|ed)|asserts?|asserted|declar(?:es|ed)"
_WITH_THAT = r"states|alleged|found|finds?|show(?:s|ed)?|indicat(?:es?|ed)|reveal(?:s|ed)?|suggest(?:s|ed)?|note[sd]?|confirm(?:s|ed)?|acknowledg(?:es?|ed)|conclud(?:es?|ed)|stress(?:es|ed)|record(?:s|ed)?|admit(?:s|ted)?|determin(?:es|ed)|explain(?:s|ed)|add(?:s|ed)|observ(?:es|ed)|highlight(?:s|ed)?|documented|count(?:s|ed)|estimate|state|discovered|learned|told [a-z ]{1,30}?(?= that\b)"
_ADVERB = r"(?:(?:also|has|have|had|recently|further|still|officially|publicly|later|previously|jointly|conservatively|itself|themselves|currently|then|now|only|variously) )*"
_VERB = re.compile(
    rf" {_ADVERB}(?P<verb>{_REPORTING}|{_WITH_THAT})\b(?P<that>(?:,? (?:in|on|by|for|to) [^.;:,]{{2,40}}?)? that\b| there (?:are|were|is|have)\b| the (?:total |true |real |overall )?(?:number|figure|total|share|proportion|percentage)\b)?"
)
_ONLY_WITH_THAT = re.compile(rf"(?:{_WITH_THAT})$")
_ESTIMATING = re.compile(r"estimat|calculat|reckon|guess")
_GATE = re.compile(
    r"\b(?:said|says?|report|estimat|claim|stat(?:es|ed)\b|announc|alleg|believ|calculat|puts?\b|reckon|warn|assert|declar|found\b|finds?\b|show|indicat|reveal|suggest|note|confirm|"
    r"acknowledg|conclud|stress|record|admit|determin|explain|add(?:s|ed)\b|observ|highlight|documented|count|state\b|discovered|learned|told|accord|data\b|figures\b)"
)
_ACCORDING = re.compile(
    r"\b(?:according to|as reported by|as estimated by|as stated by|as (?:noted|documented|recorded|cited) by|(?:was|were|been|is|are) (?:reported|estimated|stated|provided|cited|announced|claimed|confirmed|published|released) by|(?:estimates?|data|figures|statistics|numbers?|information|reports?) (?:by|from|provided by|published by|released by|compiled by|collected by)|citing|in the words of) "
    r"(?P<who>(?:(?!accord)[^.;()\n]){2,120})"
)
_BY_ESTIMATE = re.compile(
    r"\bby (?P<who>(?!one\b|some\b|any\b|an\b|other\b|most\b)[^.,;()]{2,60}?)(?:'s?)? (?:own )?(?:estimates?|count|reckoning|figures)\b"
)
_RECKONINGS = ("estimate", "count", "reckoning", "figures")
_ACCOUNTS = ("estimate", "data ", "figures ", "statistics ", "number", "information ", "report")
_AN_ESTIMATE = re.compile(
    r"\b(?:by|according to) (?:one|some|an|other|most|several|various|conservative) (?:\w+ )?estimates?\b|\bestimates (?:range|vary|put|of)\b|\b(?:is|are|was|were|been) (?:estimated|believed|thought|said)\b|\bestimated\b|\bit is estimated\b"
)
_WHO_ENDS = re.compile(
    r",|\s-\s| (?:at least|more than|about|approximately|over|nearly|almost|around|there|an estimated|between|some|up to|as many as|roughly|fewer than|less than|only|as of|that|which|who|and (?:the number|an estimated|about)|are|were|is|was|in (?:19|20)\d\d|show(?:s|ed)?|indicat(?:es?|ed)|suggest(?:s|ed)?) | (?!(?:19|20)\d\d\b|\d{1,2}(?:st|nd|rd|th)\b)\d"
)
_CLAUSE = re.compile(
    r"[.;:()\", ](?:(?<=[.;:()\"])|(?<=,) |(?<= )(?:-|(?:and|but|while|whereas|because|although|though|when|if|that|which|who|as|where)(?= [a-z]{3})) )"
)
_OPENING = re.compile(
    r"^(?:however,? |moreover,? |in addition,? |also,? |but |and |meanwhile,? |furthermore,? |additionally,? |for example,? |although |while )?(?:(?:in|during|by|as of|since|on|at|for) (?:(?:early|late|mid|the|fiscal|calendar|year|january|february|march|april|may|june|july|august|september|october|november|december|reporting|period|\d{1,2})[ -,]*){0,4}(?:(?:19|20)\d\d)?,? )?"
)
_NOBODY = re.compile(
    r"^(?:it|he|she|they|who|which|that|this|these|those|we|i|there|none|all|some|many|others?|both|reportedly|be|been|was|were|is|are|not|no one|to|not only|cases?|victims?|number of [a-z ]+|children|each|and|or|but|also|so|such)$|.*\d$"
)
_NO_SOURCE = re.compile(
    r"(?:the )?(?:number|(?:international |national |domestic |local )?laws?|plan|need|type|nature|severity|age)\b"
)
_COUNTS = re.compile(r"\d{1,3}(?:,\d{3})+|\bpercent\b|%")
_PREPOSITION = re.compile(
    r"^(?:in|on|at|by|for|from|with|to|of|as|and|or|including|involving|under|during|since|through|via|after|before|about|over|between|among|within|into|who|which|whom|was|were|is|are|had|has|have|been|not|or|than|according)\b"
)
_PASSIVE = frozenset(
    "was were is are been be being as not to have of the a an this each no from in for also he she".split()  # noqa: SIM905
)
_VERBISH = re.compile(
    r"\b(?:was|were|is|are|has|have|had|did|does|do|will|would|can|could|may|might|made|took|published|released|issued|launched|completed|carried|gave|began|participated|signed|implemented|continued|approved|established|adopted|trained|worked|supported|provides?|includes?|increased|found|identified|provided|received|convicted|prosecuted|investigated|arrested|conducted|increased|decreased|who|which|whose|where)\b"
)
_NOUN_AFTER = re.compile(
    r"^(?: (?:of|on|about|that (?:has|have|was|were)|from|by|range[sd]?|var(?:y|ies|ied)|indicat\w{1,3}|suggest\w{0,2}|show\w{0,2}|put|are|is|were|was|have|has|,)\b| \()"
)

_TRAILING = re.compile(r"(?: (?:on|in|last|this|late|early) [^.;,]{2,30})?\s*(?:[.;,]|$)")
_PARTICIPLE = re.compile(r" (?:by|to|in|from|during|at|under|as|through|for)\b")

_RU_WHO = r"(?P<who>[^.;:()\n,]{2,110}?)"
_RU_BEFORE = re.compile(
    rf"\b(?P<how>по (?:официальн\w+ |предварительн\w+ |последн\w+ )?(?:данным|оценкам|оценке|информации|сведениям|словам|сообщени\w{{1,2}}|подсч[её]там|мнению|статистике|утверждению|заявлению)|согласно(?! стать| закон| кодекс| пункт| част| приказ| постановлен| конвенц)(?: данным| оценкам| отч[её]ту| информации)?|как (?:сообщ\w+|заяв\w+|отме\w+|пишет|пишут)(?: в)?) {_RU_WHO}(?=, | (?:за|в|с) (?:период|19|20)|[.;:]|$| (?:около|более|свыше|примерно|не менее|почти|до|от) | \d)"
)
_RU_VERB = re.compile(
    r"(?:^|[.;:,] |(?<= и )|(?<= что ))(?P<who>[^.;:,()\n]{2,110}?) (?P<how>сообщ(?:ил[аио]?|ает|ают)|заяв(?:ил[аио]?|ляет|ляют)|утвержда(?:ет|ют|л[аи]?)|оценива(?:ет|ют)|оценил[аио]?|отмеча(?:ет|ют)|отметил[аио]?|счита(?:ет|ют)|подсчитал[аио]?|насчита(?:л[аио]?)|полага(?:ет|ют)|указыва(?:ет|ют)|говорит|говорят|объявил[аио]?)(?: в [^,.;]{2,40})?,? (?:что|о|об|количество|число)\b"
)
_RU_AFTER = re.compile(
    rf", (?:как )?(?P<how>счита(?:ет|ют)|сообщ(?:ил[аио]?|ает|ают)|заяв(?:ил[аио]?|ляет|ляют)|утвержда(?:ет|ют)|отмеча(?:ет|ют)|отметил[аио]?|говорит|говорят|рассказал[аио]?|пишет|пишут|полага(?:ет|ют))(?: в)? {_RU_WHO}(?=[.;,]|$)"
)
_KK_WHO = re.compile(
    r"(?:^|[.;:,] |(?<= ж\. )|(?<=жылы ))(?P<who>[^.;:,()\n]{2,110}?)(?P<how> (?:мәліметтер(?:і|інше)\w*|мәліметінше|мәліметі бойынша|деректер(?:і бойынша|інше)|дерегінше|дерегі бойынша|бағалауынша|бағалауы бойынша|есебінше|есебі бойынша|айтуынша|ақпаратына сәйкес|ақпараты бойынша|статистикасы бойынша|хабарлауынша))\b"
)
_RU_ESTIMATING = re.compile(r"оцен|подсч|бағала")


def sayers_in(folded: str, start: int, end: int) -> tuple[list[Sayer], bool]:
    """Who speaks between ``start`` and ``end``, and whether the sentence calls its number an estimate by
    nobody in particular ("by one estimate", "are believed")."""
    found: list[Sayer] = []
    sentence = folded[start:end]
    if not sentence.isascii() and re.search("[а-яә]", sentence) is not None:
        _cyrillic(sentence, start, found)
        return found, False
    if _GATE.search(sentence) is None:
        return found, False
    for match in _ACCORDING.finditer(sentence) if _may_accord(sentence) else ():
        who, last = _who(sentence, match.start("who"), match.end("who"))
        if who is None:
            continue
        scope = _since(sentence, match.start()) if match.start() > 2 else 0
        lead = sentence[match.start() : match.start("who")]
        if lead.startswith(
            ("estimat", "data", "figures", "stat", "number", "inform", "report")
        ) and not re.search(r" (?:by|from)\b", lead):
            continue
        if lead.startswith(("number", "report", "inform")) and " by " not in lead:
            continue
        found.append(
            Sayer(
                start + who,
                start + last,
                start + scope,
                end,
                start + match.start(),
                start + last,
                "estimat" in lead or "estimat" in sentence[who:last],
            )
        )
    by = "by " in sentence and any(word in sentence for word in _RECKONINGS)
    for match in _BY_ESTIMATE.finditer(sentence) if by else ():
        found.append(
            Sayer(
                start + match.start("who"),
                start + match.end("who"),
                start,
                end,
                start + match.start(),
                start + match.end(),
                "estimate" in match.group(),
            )
        )
    taken = [(s.outer - start, s.stop - start) for s in found]
    for match in _VERB.finditer(sentence):
        if taken and any(a <= match.start("verb") < b for a, b in taken):
            continue
        sayer = _said(sentence, start, match)
        if sayer is not None:
            found.append(sayer)
    may_be = "estimate" in sentence or "believed" in sentence
    may_be = may_be or "thought" in sentence or "said" in sentence
    vague = may_be and _AN_ESTIMATE.search(sentence) is not None
    return sorted(found), vague


def _may_accord(sentence: str) -> bool:
    """Whether words stand in a sentence without which nothing is told according to anybody."""
    if "according to " in sentence or "citing " in sentence or "in the words of " in sentence:
        return True
    if " by " not in sentence and " from " not in sentence:
        return False
    return "ed by " in sentence or any(word in sentence for word in _ACCOUNTS)


def _who(sentence: str, begin: int, end: int) -> tuple[int | None, int]:
    stop = _WHO_ENDS.search(sentence, begin, end)
    last = stop.start() if stop is not None else end
    while last > begin and not (sentence[last - 1].isalnum() or sentence[last - 1] in "'"):
        last -= 1
    if last - begin < 2 or not any(c.isalpha() for c in sentence[begin:last]):
        return None, last
    if _NOBODY.match(sentence[begin:last]) or _NO_SOURCE.match(sentence, begin, last):
        return None, last
    return begin, last


def _since(sentence: str, at: int) -> int:
    cut = sentence.rfind(";", 0, at)
    return cut + 1 if cut >= 0 else 0


def _said(sentence: str, base: int, match: re.Match[str]) -> Sayer | None:
    verb, at = match["verb"], match.start()
    rest = sentence[match.end("verb") :]
    head = sentence[:at]
    trailing = _TRAILING.match(rest) is not None
    if match["that"] is None and (
        verb in {"states", "state"} or (_ONLY_WITH_THAT.match(verb) is not None and not trailing)
    ):
        return None
    if head.rpartition(" ")[2] in _PASSIVE:
        return None
    if (
        match["that"] is None
        and not trailing
        and verb.endswith("ed")
        and _PARTICIPLE.match(rest) is not None
    ):
        return None  # "the 11 violations reported by the government"
    if verb in {
        "report",
        "reports",
        "estimates",
        "estimate",
        "claims",
        "claim",
        "state",
        "note",
        "show",
        "finds",
        "puts",
        "notes",
        "records",
        "warns",
        "shows",
    }:
        if _NOUN_AFTER.match(rest) is not None and match["that"] is None:
            return None
        if verb in {"report", "state", "claim", "estimate"} and not re.search(
            r"(?:s|people|police|children|women|groups?)$", head
        ):
            return None
    cuts = [c.end() for c in _CLAUSE.finditer(head)]
    begin = cuts[-1] if cuts else 0
    trail = trailing and match["that"] is None
    while cuts and _PREPOSITION.match(head[begin:]) and len(cuts) > 1:
        cuts.pop()
        begin = cuts[-1]
    if cuts and _PREPOSITION.match(head[begin:]):
        begin = 0
    if (
        " and " in head[max(0, begin - 5) : begin + 1]
    ):  # "the ministry of labour and social protection said"
        wider = cuts[-2] if len(cuts) > 1 else 0
        if not _VERBISH.search(head[wider:begin]) and len(head[wider:]) < 110 and not trail:
            begin = wider
    begin += len(head[begin:]) - len(head[begin:].lstrip())
    opening = _OPENING.match(head[begin:])
    begin += opening.end() if opening is not None else 0
    who = head[begin:].rstrip(" ,")
    stop = begin + len(who)
    if trail and not cuts:
        return (
            None  # "40 victims, police said" has a comma; a sentence of its own says nothing before
        )
    shorter = who
    if "," in shorter:
        first = shorter.split(",")[0]
        if _PREPOSITION.match(shorter[len(first) + 1 :].lstrip()):
            shorter = first
    stop = begin + len(shorter)
    who = shorter
    if (
        not who
        or len(who) > 110
        or len(who.split()) > 14
        or _NOBODY.match(who)
        or _PREPOSITION.match(who)
    ):
        return None
    if _VERBISH.search(who) or not who[0].isalpha() or _COUNTS.search(who):
        return None
    estimate = _ESTIMATING.match(verb) is not None or "estimate" in who
    if trail:
        since = _since(sentence, begin)
        return Sayer(
            base + begin,
            base + stop,
            base + since,
            base + begin,
            base + begin,
            base + match.end("verb"),
            estimate,
        )
    semicolon = sentence.find(";", match.end())
    until = semicolon if semicolon >= 0 else len(sentence)
    return Sayer(
        base + begin,
        base + stop,
        base + match.end("verb"),
        base + until,
        base + begin,
        base + match.end("verb"),
        estimate,
    )


def _cyrillic(sentence: str, base: int, found: list[Sayer]) -> None:
    for match in _RU_BEFORE.finditer(sentence):
        _add(match, base, 0, len(sentence), found)
    for match in _RU_VERB.finditer(sentence):
        who = match["who"]
        opening = re.match(r"(?:в|за|с|на|к) [^,]{0,24}?(?:год[уа]|годах) ", who)
        skip = opening.end() if opening is not None else 0
        _add(match, base, match.end("how"), len(sentence), found, skip=skip)
    for match in _RU_AFTER.finditer(sentence):
        _add(match, base, 0, match.start(), found)
    for match in _KK_WHO.finditer(sentence):
        _add(match, base, 0, len(sentence), found)


def _add(
    match: re.Match[str], base: int, since: int, until: int, found: list[Sayer], skip: int = 0
) -> None:
    start, end = base + match.start("who") + skip, base + match.end("who")
    if end - start < 2 or any(s.start < end and start < s.end for s in found):
        return
    estimate = _RU_ESTIMATING.search(match["how"]) is not None
    outer = base + match.start() + (len(match.group()) - len(match.group().lstrip(" ,.;:")))
    found.append(Sayer(start, end, base + since, base + until, outer, base + match.end(), estimate))
