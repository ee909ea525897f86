"""Tiers of the US Trafficking in Persons Report, as texts state them. Pure; English, Russian, Kazakh.

Tiers 1, 2 and 3 stand since 2001, the Tier 2 Watch List since 2004 (TVPRA 2003). A tier that would
have been, that a waiver spared, that a country may fall to or has left is no rating.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from sourcebook.claims import Rating
from sourcebook.understand.prepared import Prepared
from sourcebook.understand.ratings.countries import places_between, rated

# Words of which every name of a tier holds one.
WORDS = (
    "tier",
    "2wl",
    "2 wl",
    "watch list",
    "watch-list",
    "watchlist",
    "special case",
    "групп",
    "категори",
    "уров",
    "спис",
    "топ",
    "деңгей",
    "санат",
    "бақылау тізімі",
)
_REACH = 40
_NAME = re.compile(
    r"\b(?:"
    r"tier[ -]?(?P<n>[123]|one|two|three|iii|ii|i)\b(?:[ -]?\(?(?:\"|')?(?P<w>(?:special )?watch[ -]?list|wl|watchlist)\b(?:\"|')?\)?)?"
    r"|tier[ -]?2wl\b|2 ?wl\b"
    r"|(?P<ord>first|second|third|lowest|highest|bottom|top) tier\b(?:[ -](?P<w2>watch[ -]?list))?"
    r"|(?P<bare>(?:tip |special |the )?watch[ -]?list)\b"
    r"|(?P<special>special case)s?\b"
    r"|(?P<ru>перв|втор|трет)\w{2,3} (?:групп\w{1,2}|категори\w{1,2}|уров(?:ень|н\w{1,2}))(?P<ruw> (?:списка наблюдения|\(?список наблюдения\)?|под наблюдением|контрольного списка))?"
    r"|(?P<run>[123])-?(?:й|я|ю|ой|ую|ей|м|му|го)? (?:групп\w{1,2}|категори\w{1,2}|уров(?:ень|н\w{1,2}))(?P<runw> (?:списка наблюдения|под наблюдением))?"
    r"|(?:групп\w{1,2}|категори\w{1,2}|уров(?:ень|н\w{1,2})) (?P<ruan>[123])\b"
    r"|(?P<rubare>(?:контрольн|специальн|особ)\w{2,3} спис\w{2,4}(?: (?:особого внимания|наблюдения))?|спис\w{2,4} (?:особого )?наблюдения)(?: (?:второй|2-й) (?:группы|категории))?"
    r"|(?P<kk>бірінші|екінші|үшінші|[123]-ші|[123]) ?-?(?:топ|деңгей|санат)\w{0,6}(?P<kkw> бақылау тізімі\w{0,4})?"
    r"|(?P<kkbare>бақылау тізімі\w{0,4})"
    r")"
)
_NUMBER = {
    "1": "1", "2": "2", "3": "3", "one": "1", "two": "2", "three": "3", "i": "1", "ii": "2", "iii": "3", "first": "1", "second": "2",
    "third": "3", "lowest": "3", "bottom": "3", "highest": "1", "top": "1", "перв": "1", "втор": "2", "трет": "3", "бірінші": "1",
    "екінші": "2", "үшінші": "3", "1-ші": "1", "2-ші": "2", "3-ші": "3",
}  # fmt: skip
# What a text that speaks of tiers of another kind (supply chains, cities) has not.
_FIELD = re.compile(
    r"traffick|tip report|state department|department of state|tvpa|торговл|госдеп|государственн\w+ департамент|сауда|tier (?:rating|placement|ranking)"
)
_LABEL = re.compile(
    r"\b(?:tier (?:rating|ranking|placement|status)|tip (?:ranking|rating|tier|report ranking)|(?:current |present |overall )?(?:rating|ranking|placement|classification)|рейтинг\w{0,2}|оценка)(?: (?:in|for|\()? ?(?:19|20)\d\d\)?)?(?: (?:is|was|remains|remained))? ?[:=-]? ?(?:the )?$"
)
_PLACED = re.compile(
    r"\b(?:(?P<down>downgraded|demoted|dropped|fell|lowered|relegated|slipped|moved down)|(?P<up>upgraded|promoted|raised|elevated|moved up|rose|improved)|"
    r"placed|put|plac(?:es|ing)|puts|ranked|ranks?|rated|rates|listed|lists|classified|classifies|categori[sz]ed|designated|designates|assigned|kept|keeps|remain(?:s|ed|ing)?|stay(?:s|ed)?|returned|moved|"
    r"stands?|came|is|was|are|were|has been|have been|had been|been|given|received|receives|granted|ranking|included|appears?|appeared|maintained|retained|added)"
    r"(?: (?:again|still|also|back|now|once more|currently|automatically|down|up|therefore|only|once again|it|them|thailand|the country))*"
    r"(?: from (?P<from>[a-z0-9 ]{2,40}?))?"
    r"(?: (?:on|in|into|to|as|at|within|among|a|an|the|its|u\.s\.|us|state department's|department of state's|report's|special|so-called|status|of|under|category|list|ranking|rating|place))* ?\"?$"
)
_PUT = re.compile(
    r"\b(?:placed|puts?|plac(?:es|ing)|ranked|ranks?|rated|rates|listed|lists|classified|classifies|categori[sz]ed|designated|assigned|kept|keeps|"
    r"downgraded|upgraded|moved|relegated|raised|lowered|dropped|promoted|demoted|elevated|maintained|retained|included|returned|left|added|sees|saw)"
    r"(?: [a-z'’.,-]+){1,6} (?:on|in|into|to|as|at|among|within)(?: (?:a|an|the|its|u\.s\.|us|special|so-called))* ?\"?$"
)
_RU_PLACED = re.compile(
    r"(?:отнес\w+|отнёс\w*|относ\w+|включ[её]?\w*|наход\w+|помещ\w+|попал\w*|вош[её]?л\w*|вход\w+|переш[её]?л\w*|перев[её]?\w+|переведен\w*|переведён\w*|остал\w+|оста[её]тся|сохран\w+|понизи\w+|понижен\w*|повыси\w+|повышен\w*|опусти\w+|подня\w+|занима\w+|числит\w+|получил\w*|присво\w+|жатқыз\w*|енгіз\w*|кір\w*|түс\w*|көтеріл\w*|қал\w*)"
    r"(?: (?:республик\w+|страна|страну|стран\w*|[а-яё]+стан\w*|[а-яё]+|с|со|ко|к|в|во|на|до|из))*? ?\"?$"
)
_KK_AFTER = re.compile(
    r"\w*(?: елдер\w*)?(?: қатарына)? (?:жатқыз|енгіз|кір|түс|көтеріл|қал|орналас|төмендет|ауыс)\w+"
)
_UNREAL = re.compile(
    r"\b(?:waiver|otherwise required|would (?:have|be|otherwise)|could (?:be|have|face|fall)|may (?:be|face|fall)|might|risk(?:s|ed|ing)?|avoid(?:s|ed|ing)?|threat\w*|automatic(?:ally)? downgrade|should (?:be|have)|if |unless|"
    r"to be (?:upgraded|moved|removed)|removed? from|removal from|off the|no longer|never|not (?:be |been )?(?:on|placed|ranked|in|a|downgraded|upgraded)|after (?:being|having been|spending|remaining|\w+ years)|years? on|recommend\w*|urg(?:e|es|ed|ing)|seek\w*|hop(?:e|es|ed|ing)|in order to|prevent\w*|instead of|rather than|"
    r"мог(?:ла|ут|ло|ли)?\b|может|грозит|во избежание|избежа\w+|исключ[её]?н\w*|не (?:был|вход|отнес))[^.;]{0,70}$"
)
_KIND = re.compile(
    r"(?:'s)? (?:countr(?:y|ies)|governments?|states?|nations?|criteria|requirements?|standards?|suppliers?|cities|city|universit\w+|means|refers|includes|consists|is (?:for|the|defined|reserved)|are (?:those|countries))\b"
)
_FROM = re.compile(r"\bfrom (?:the |a )?\"?$|\b(?:с|со|из) $")
_TO = re.compile(
    r"\"?,? (?:in (?:19|20)\d\d |status |ranking |rating |designation )?(?:to|на|до|в|во|ко) (?:the |a |an )?\"?$"
)
_STOPS = re.compile(r"[\"')]*(?:[.,;)]|$| -| \()")
_YEAR_AFTER = re.compile(
    r"[\"')]*(?: (?:status|ranking|rating|category|list|designation))?(?:,? for (?:the |an? )?(?:\w+ ){1,3}(?:year|time)s?(?: in a row| running)?)?,? (?:in (?:both |the |its |june |july |that year's )*|for |since |by (?:the )?|as of |\(|during |from |жылы )?(?P<y>(?:19|20)\d\d)(?! (?:law|act|anti|census))"
    r"|[\"')]*,? в (?P<y2>(?:19|20)\d\d) год"
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|for|during|by) (?:the |its |both |june |july )*|\bthe (?:u\.s\. |us )?|^|\"|\bв (?:докладе за )?|\bза |\b(?:report|доклад\w*)(?: for| of| on| за)? )(?P<y>(?:19|20)\d\d)(?:'s)?(?=,| (?:the|it|he|they|[a-z\"'(.,]+ ){0,9}?(?:report|tip)\b| (?:[a-z'.]+ ){1,14}?$| год\w*| жыл\w*)[^;]{0,140}$"
)
_OPENS = re.compile(r"(?:in|since|for|during|by|в) (?:june |july |the )?(?P<y>(?:19|20)\d\d)\b")
_REPORT_YEAR = re.compile(
    r"\b(?P<y>(?:19|20)\d\d) (?:[a-z.']+ ){0,6}?(?:report|tip)\b|\breport,? (?:for |of |in )?(?P<y2>(?:19|20)\d\d)\b|\bдоклад\w{0,3}(?: [а-яё]+){0,5} (?:за )?(?P<y3>(?:19|20)\d\d) год"
)
_KK_YEAR = re.compile(r"\b(?P<y>(?:19|20)\d\d) жыл\w*")
# "(2013)" that closes a statement, as the Factbook dates its own.
_STAMP = re.compile(r"\((?P<y>(?:19|20)\d\d)\)(?=\s*(?:$|\||[;.]|[a-z][a-z0-9 ]{2,30}:))")
_STAMP_REACH = 6000  # the longest entry of the Factbook
_FURTHEST = 600  # characters of a sentence on either side
_LIST = re.compile(
    r"\"?(?: ?- ?| )?(?:: ?|\) ?)(?:(?:those|these )?countries (?:that|whose|which) [^:;.]{10,240}[;:.] ?)?(?:\(\d{1,3} countries\)[ :]*)?"
)
_LIST_GAP = re.compile(r"[ ,;&]*(?:the|and|of|[a-z'.\- ]{0,34})?[ ,;&()]*")
_CUTS = (";", "|", ". ")
_NEXT = re.compile(r"[^.;|]{0,60}? (?:to|на|до) (?:the )?")


class _Said(NamedTuple):
    start: int
    end: int
    value: str
    bare: bool  # a watch list or a group that is a tier's only in company


def tiers_in(ready: Prepared) -> Iterator[Rating]:
    """The tiers stated of countries."""
    folded = ready.folded
    names = list(_names(folded))
    field = bool(names) and _FIELD.search(folded) is not None
    if not field and not any("tier" in folded[n.start : n.end] for n in names):
        return
    stamps = list(_STAMP.finditer(folded)) if "(" in folded else []
    starts = [s for s, _ in ready.sentences]
    previous_end = -1
    for index, said in enumerate(names):
        if said.start < previous_end:
            continue
        at = bisect_right(starts, said.start) - 1
        start, end = ready.sentences[at]
        start, end = max(start, said.start - _FURTHEST), min(end, said.end + _FURTHEST)
        for cut in _CUTS:
            before, after = folded.rfind(cut, start, said.start), folded.find(cut, said.end, end)
            start = start if before < 0 else before + len(cut)
            end = end if after < 0 else after
        if said.bare and not field:
            continue
        following = names[index + 1] if index + 1 < len(names) else None
        listed = list(_listed(ready, said, following, stamps))
        if listed:
            yield from listed
            continue
        yield from _stated(ready, said, start, end, following, field, stamps)


@cache
def _gate() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(WORDS)


def _names(folded: str) -> Iterator[_Said]:
    """The tiers named, looked for only around the words none of them is without."""
    past = 0
    for _, start, end in _gate().find_matches_as_indexes(folded):
        if start < past:
            continue
        match = _NAME.search(folded, max(past, start - _REACH), end + _REACH)
        if match is None or match.start() > start or match.end() < end:
            continue
        past = match.end()
        said = _said(match)
        if said is not None:
            yield said


def _said(match: re.Match[str]) -> _Said | None:
    start, end = match.span()
    number = next(
        (g for g in ("n", "ord", "ru", "run", "ruan", "kk") if match[g] is not None), None
    )
    if number is not None:
        value = _NUMBER.get(match[number])
        if value is None:
            return None
        if any(match[g] is not None for g in ("w", "w2", "ruw", "runw", "kkw")):
            value = "2-watch-list"
        return _Said(start, end, value, number not in {"n"})
    if match["special"] is not None:
        return _Said(start, end, "special-case", True)
    bare = match["bare"] is not None or match["rubare"] is not None or match["kkbare"] is not None
    return _Said(start, end, "2-watch-list", bare)


def _stated(
    ready: Prepared,
    said: _Said,
    start: int,
    end: int,
    following: _Said | None,
    field: bool,
    stamps: list[re.Match[str]],
) -> Iterator[Rating]:
    folded = ready.folded
    before = folded[max(start, said.start - 160) : said.start]
    label = _LABEL.search(before)
    if label is None and _KIND.match(folded, said.end, min(len(folded), said.end + 30)) is not None:
        return
    own = before
    cyrillic = re.search("[а-я]", before + folded[said.start : said.end]) is not None
    after_verb = _KK_AFTER.match(folded, said.end - 1) if cyrillic else None
    placed = _placed(ready, said, before, cyrillic=cyrillic) if label is None else None
    leaving = _FROM.search(before) is not None
    if leaving:
        arrives = (
            following is not None
            and following.start - said.end < 40
            and _TO.search(folded[said.end : following.start])
        )
        if not arrives:
            return
    unsaid = label is None and placed is None and after_verb is None and not leaving
    if unsaid and (following is None or not _paired(said, following, before)):
        alone = folded[start : said.start].strip(" -\"'(") == "" and _STOPS.match(
            folded, said.end, said.end + 3
        )
        if not alone or not field or said.bare:
            return
    if said.bare and label is None and placed is None and after_verb is None:
        return
    if label is None and _UNREAL.search(own) is not None and not leaving:
        return
    if (
        label is None
        and placed is not None
        and said.value == "special-case"
        and "tier" not in folded
        and "traffick" not in folded
    ):
        return
    if label is not None:
        countries, subject = _labelled(ready, said, start, said.start - len(before) + label.start())
    else:
        countries, subject = rated(ready, start, said.start)
        acted = said.start - len(before) + placed.start() if placed is not None else said.start
        objects = places_between(ready, acted, said.start)
        if objects:  # "downgraded Thailand to Tier 3"
            countries = tuple(dict.fromkeys(p.country for p in objects))
            subject = objects[0].start
    year, first, last, sure = _year(ready, said, start, end, stamps, labelled=label is not None)
    confidence = 0.98 if label is not None else 0.93 if sure else 0.85
    rule = "tier-label" if label is not None else "tier-placed"
    if leaving:
        if year is None:
            return
        year, rule, confidence = year - 1, "tier-left", 0.8
    if label is not None:
        begin = max(start, said.start - len(before) + label.start())
    elif placed is not None:
        begin = said.start - len(before) + placed.start()
    else:
        begin = said.start
    stop = said.end if after_verb is None else after_verb.end()
    if label is None:
        begin = min(begin, subject)
        if first is not None and last is not None and start <= first and last <= end + 1:
            begin, stop = min(begin, first), max(stop, last)
    for country in countries or (None,):
        yield Rating(
            scheme="tip-tier",
            value=said.value,
            year=year,
            country=country,
            start=begin,
            end=stop,
            rule=rule,
            confidence=confidence,
        )


def _placed(ready: Prepared, said: _Said, before: str, *, cyrillic: bool) -> re.Match[str] | None:
    """The words that put a country in a tier, right before it."""
    if cyrillic:
        return _RU_PLACED.search(before)
    if (placed := _PLACED.search(before)) is not None:
        return placed
    if (put := _PUT.search(before)) is None:
        return None
    inside = before[put.start() :]
    own = " it " in inside or " country " in inside
    return put if own or places_between(ready, said.start - len(inside), said.start) else None


def _labelled(ready: Prepared, said: _Said, start: int, label: int) -> tuple[tuple[str, ...], int]:
    """Whose "tier rating: Tier 3" it is: the country right before the label, else the text's own, else the
    next one named."""
    before = places_between(ready, start, label)
    gap = ready.folded[before[-1].end : label] if before else "."
    if re.fullmatch(r"'s? | ?[:(] ?", gap) or (not gap.strip() and before[-1].start == start):
        return (before[-1].country,), before[-1].start
    if ready.home is not None:
        return (ready.home,), said.start
    after = places_between(ready, said.end, min(len(ready.folded), said.end + 60))
    return tuple(p.country for p in after[:1]), said.start


def _paired(said: _Said, following: _Said, before: str) -> bool:
    """ "from Tier 2 to Tier 3": the first of the two has no verb of its own right before it."""
    return _FROM.search(before) is not None and following.start - said.end < 40


def _year(
    ready: Prepared,
    said: _Said,
    start: int,
    end: int,
    stamps: list[re.Match[str]],
    *,
    labelled: bool,
) -> tuple[int | None, int | None, int | None, bool]:
    """The year of the report, where it is named, and whether the words or a stamp name it."""
    folded = ready.folded
    next_to = _YEAR_AFTER.match(folded, said.end, min(len(folded), said.end + 90))
    if next_to is not None and folded[said.end : next_to.end()].rstrip().endswith(
        ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "год")
    ):
        group = "y" if next_to["y"] is not None else "y2"
        return int(next_to[group]), next_to.start(group), next_to.end(group), True
    between = _NEXT.match(folded, said.end, min(end, said.end + 60))
    if between is not None and (paired := _NAME.match(folded, between.end())) is not None:
        after = _YEAR_AFTER.match(folded, paired.end(), min(len(folded), paired.end() + 90))
        if after is not None:
            group = "y" if after["y"] is not None else "y2"
            return int(after[group]), after.start(group), after.end(group), True
    stamp = _next_stamp(stamps, said.end)
    if stamp is not None and (
        "traffick" in folded[said.end : stamp.start()] or labelled or stamp.start() - said.end < 40
    ):
        return int(stamp["y"]), None, None, True
    report = None
    for pattern in (_REPORT_YEAR, _KK_YEAR):
        for report in pattern.finditer(folded, start, said.start):  # noqa: B007
            pass
        if report is not None:
            group = _group(report)
            return int(report[group]), report.start(group), report.end(group), True
    opens = _OPENS.match(folded, start, said.start)
    if opens is not None and not labelled:
        return int(opens["y"]), opens.start(), opens.end(), True
    head = folded[max(start, said.start - 200) : said.start]
    found = _YEAR_BEFORE.search(head)
    if found is not None and not labelled:
        base = said.start - len(head)
        return int(found["y"]), base + found.start("y"), base + found.end("y"), True
    report = _REPORT_YEAR.search(folded, said.end, end)
    if report is not None and not labelled:
        group = _group(report)
        return int(report[group]), report.start(group), report.end(group), True
    return ready.year, None, None, False


def _group(match: re.Match[str]) -> str:
    return next(name for name in ("y", "y2", "y3") if match.groupdict().get(name) is not None)


def _next_stamp(stamps: list[re.Match[str]], at: int) -> re.Match[str] | None:
    """The year that closes what stands at ``at``."""
    index = bisect_left(stamps, at, key=lambda s: s.start())
    if index == len(stamps) or stamps[index].end() > at + _STAMP_REACH:
        return None
    return stamps[index]


def _listed(
    ready: Prepared, said: _Said, following: _Said | None, stamps: list[re.Match[str]]
) -> Iterator[Rating]:
    """The countries of a list headed by a tier: "Tier 3: (21 countries) Algeria, …"."""
    folded = ready.folded
    head = _LIST.match(folded, said.end, min(len(folded), said.end + 340))
    if head is None or not head.group().strip():
        return
    stop = following.start if following is not None else len(folded)
    stop = min(stop, head.end() + 3000)
    places = [p for p in places_between(ready, head.end(), stop) if p.kind in {"country", "people"}]
    pos = head.end()
    run: list[tuple[str, int]] = []
    for place in places:
        if _LIST_GAP.fullmatch(folded, pos, place.start) is None:
            break
        run.append((place.country, place.end))
        pos = place.end
    if len(run) < 3:
        return
    stamp = _next_stamp(stamps, pos) or re.compile(r" ?\((?P<y>(?:19|20)\d\d)\)").match(folded, pos)
    year = int(stamp["y"]) if stamp is not None else ready.year
    for country, end in run:
        yield Rating(
            scheme="tip-tier",
            value=said.value,
            year=year,
            country=country,
            start=said.start,
            end=end,
            rule="tier-list",
            confidence=0.95 if stamp is not None else 0.85,
        )
