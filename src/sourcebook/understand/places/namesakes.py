"""Names that several countries bear, or a country and something else: which is meant. Pure.

A sense looks at the words beside the name, at the country the text is about and at the countries the text
names without doubt. Confidence is a judgement, checked on the texts we read: docs/decisions/0026.
"""

import re
from collections.abc import Callable

from sourcebook.understand.places.around import Around, Sense
from sourcebook.understand.places.matching import Hit
from sourcebook.understand.places.persons import is_person, or_person

_OTHER_CONGO = r"(?:the )?(?:democratic republic|drc\b|d\.r\.c\.|dr congo|zaire)"
_LIST = r"(?:,? (?:and|or)|,)"
_BEFORE_OTHER = re.compile(rf"(?:{_LIST} (?:the )?[a-z' ]{{3,25}}){{0,2}}{_LIST} {_OTHER_CONGO}")
_AFTER_OTHER = re.compile(
    rf"(?:republic of (?:the )?congo|drc|dr congo|zaire)(?: \(drc\))?(?:{_LIST} (?:the )?[a-z' ]{{3,25}}){{0,2}}"
    rf"{_LIST} (?:the )?$"
)


def _congo(hit: Hit, around: Around) -> Sense:
    if re.match(r" (?:river|basin|rainforest)", around.after(hit, 12)):
        return None
    if around.home in {"CD", "CG"}:
        return around.home, 0.9
    both = around.names("CD"), around.names("CG")
    if both == (False, True):
        return "CG", 0.8
    if re.search(r"\beastern $", around.before(hit, 10)):
        return "CD", 0.9
    if hit.kind == "country" and (
        _BEFORE_OTHER.match(around.after(hit, 90)) or _AFTER_OTHER.search(around.before(hit, 100))
    ):
        return "CG", 0.7  # beside the other one in a list, so it isn't that
    if all(both):
        return around.oftener(("CD", "CG")), 0.65
    return "CD", 0.8 if both[0] else 0.6


def _korea(hit: Hit, around: Around) -> Sense:
    if re.match(r" (?:peninsula|war|полуостров|войн)", around.after(hit, 12)):
        return None
    if re.search(r"(?:ethnic(?:ally)?|этнически\w{1,3}) $", around.before(hit, 14)):
        return None  # the Koreans of Central Asia and Russia
    if around.home in {"KP", "KR"}:
        return around.home, 0.9
    near = around.nearest(hit, ("KP", "KR"))
    return (near, 0.75) if near else ("KR", 0.7)


def _american(hit: Hit, around: Around) -> Sense:
    before, after = around.before(hit, 12), around.after(hit, 14)
    if before.endswith("-") and not re.search(r"\b(?:non|anti|pro|ex)-$", before):
        return None  # African-American, Inter-American, Latin-American
    if re.search(
        r"\b(?:south|latin|central|north|northern|southern|inter|pan|native|african|afro|meso|middle|ibero|"
        r"asian|mexican|hispanic|italian|all) $",
        before,
    ):
        return None
    if re.match(
        r" (?:convention|declaration|court|commission|states|indian|continent|hemisphere|countr|samoa)",
        after,
    ):
        return None
    return "US", 0.93


def _america(hit: Hit, around: Around) -> Sense:
    if re.search(
        r"\b(?:south|latin|central|north|northern|southern|meso|middle|hispanic|spanish|(?:латинск|южн|северн|"
        r"центральн)\w{2,3}|оңтүстік|солтүстік|латын)[ -]$",
        around.before(hit, 18),
    ):
        return None
    return "US", 0.9


def _dominican(hit: Hit, around: Around) -> Sense:
    if re.match(r"s? (?:order|friar|sister|nun|priest|monk|father|convent)", around.after(hit, 12)):
        return None
    if around.home in {"DO", "DM"}:
        return around.home, 0.95
    if re.search("hait", around.before(hit, 30) + around.after(hit, 30)):
        return "DO", 0.9  # the other half of the island
    near = around.nearest(hit, ("DO", "DM"))
    return (near, 0.9) if near else ("DO", 0.85)


_STATES = (
    "(?:alabama|florida|(?:north|south) carolina|tennessee|texas|mississippi|louisiana|virginia|california|arizona|"
    "ohio|oregon|new york|illinois|michigan|kentucky)"
)
_BEFORE_STATE = re.compile(rf"(?:{_LIST}| to) {_STATES}\b")
_AFTER_STATE = re.compile(rf"\b{_STATES}(?:{_LIST}| to) $")


def _georgia(hit: Hit, around: Around) -> Sense:
    if is_person(hit, around):
        return None
    before, after = around.before(hit), around.after(hit)
    if re.search(
        r"(?:state|university|supreme court|governor|people) of $|(?:atlanta|savannah|augusta|athens|macon|"
        r"columbus|marietta|albany|decatur|fulton county|dekalb county),? $",
        before,
    ) or re.match(
        r",? (?:(?:usa?|u\.s\.(?:a\.)?)(?:[,;.)]|$)|u\.s\.$|tech\b|state\b|bureau of investigation)",
        after,
    ):
        return "US", 0.85
    if re.search(
        r"armenia|azerbaijan|abkhazia|ossetia|russia|ukrain|moldov|turkey",
        before[-40:] + after[:40],
    ):
        return "GE", 0.95
    if _BEFORE_STATE.match(after) or _AFTER_STATE.search(before[-30:]):
        return "US", 0.8
    near = around.nearest(hit, ("AM", "AZ", "RU", "TR", "UA", "MD", "KZ"))
    if around.home == "US":
        return ("GE", 0.7) if near else ("US", 0.75)
    return "GE", 0.97


def _not_before(words: str, sure: float = 0.92) -> "Callable[[Hit, Around], Sense]":
    """The country, unless one of the words follows the name."""
    found = re.compile(rf"s?[ -](?:{words})")
    return lambda hit, around: None if found.match(around.after(hit, 24)) else (hit.code, sure)


def _turkey(hit: Hit, around: Around) -> Sense:
    beside = around.before(hit, 40) + "|" + around.after(hit, 40)
    if re.search(
        r"\b(?:roast|thanksgiving|stuffing|sandwich|poultry|gobbl|cranberr|chicken|vulture|farm-raised)",
        beside,
    ):
        return None
    return or_person(hit, around)


def _reunion(hit: Hit, around: Around) -> Sense:
    """Without its accent it is a meeting as well."""
    if around.text[hit.start + 1] in "éÉ" or around.home == "RE":
        return "RE", 0.95
    if re.search(r"(?:\b(?:in|to|from|of|la|mauritius|mayotte|and)|,) $", around.before(hit, 14)):
        return None if re.search(r"family|families|class", around.before(hit, 40)) else ("RE", 0.7)
    return ("RE", 0.9) if around.after(hit, 8).startswith(" island") else None


def _niger(hit: Hit, around: Around) -> Sense:
    """With an article it is the river, save before a government or in an official name."""
    is_river = around.before(hit, 4) == "the " and not re.match(
        r" (?:government|republic|authorit|army|police|delegation)", around.after(hit, 12)
    )
    return None if is_river else ("NE", 0.97)


def _egyptian(hit: Hit, around: Around) -> Sense:
    """The Egyptians of the Balkans, named beside Roma and Ashkali, are a people of their own."""
    beside = around.before(hit, 40) + around.after(hit, 30)
    return None if re.search(r"\b(?:roma|ashkali|balkan)\b", beside) else ("EG", 0.92)


def _guinean(hit: Hit, around: Around) -> Sense:
    if around.home in {"GN", "GW", "GQ"}:
        return around.home, 0.85
    if around.names("GN"):
        return "GN", 0.85
    return around.last_before(hit, ("GW", "GQ")) or "GN", 0.75


# Where "Indian" is as a rule said of the first peoples.
_FIRST_PEOPLES = frozenset("AR BO BR CL CO CR EC GT HN MX NI PA PE PY SV US VE".split())  # noqa: SIM905


def _indian(hit: Hit, around: Around) -> Sense:
    if re.search(
        r"\b(?:american|native|west|red|plains|amazon|maya|miskito) $", around.before(hit, 12)
    ):
        return None
    if re.match(r"s? (?:ocean|tribe|reservation|countr)", around.after(hit, 14)):
        return None
    if around.home in _FIRST_PEOPLES and not around.names("IN"):
        return None
    return "IN", 0.92


def _virgin_islands(hit: Hit, around: Around) -> Sense:
    if around.home in {"VG", "VI"}:
        return around.home, 0.9
    near = around.nearest(hit, ("VG", "VI"))
    return near or "VI", 0.7


def _micronesia(hit: Hit, around: Around) -> Sense:
    beside = around.before(hit, 60) + around.after(hit, 60)
    return None if re.search(r"melanesia|polynesia", beside) else ("FM", 0.9)


def _macedonia(hit: Hit, around: Around) -> Sense:
    before = around.text[max(0, hit.start - 10) : hit.start]
    if re.search(r"\b(?:Central|East|Eastern|West|Western|Greek|Aegean) $", before):
        return "GR", 0.7  # provinces; in small letters these are parts of the country
    if re.search(r"\b(?:pirin|bulgarian) $", around.before(hit, 10)):
        return "BG", 0.6
    return "MK", 0.93


def _saint_martin(hit: Hit, around: Around) -> Sense:
    """Its south is written Sint Maarten, so that the name alone is the north, or the island."""
    del hit
    return ("SX", 0.7) if around.home == "SX" else ("MF", 0.8)


def _needs_named(hit: Hit, around: Around) -> Sense:
    """Short abbreviations with other meanings count where their country is named in full."""
    if around.home == hit.code or around.names(hit.code):
        return hit.code, 0.85
    if hit.stem == "ROC" and around.names("TW"):
        return "TW", 0.7
    return None


_CAPITALS = re.compile(r"[A-ZÀ-Þ]{2,}")


def _us(hit: Hit, around: Around) -> Sense:
    before, after = (
        around.text[max(0, hit.start - 14) : hit.start],
        around.text[hit.end : hit.end + 14],
    )
    if re.match(r" ?[$€]|[. ]?C\.| dollars?\b", after):  # an amount of money, the US Code
        return None
    if hit.stem == "US" and not re.search(r"\bTHE $", before):
        words = _CAPITALS.findall(before)[-1:] + _CAPITALS.findall(after)[:1]
        if len(words) == 2 and not {*words} & {"UK", "EU", "UN", "NGO", "USA", "CDC", "FBI"}:
            return None  # "HELP US NOW": a heading in capitals
    return "US", 0.97


def _togo(hit: Hit, around: Around) -> Sense:
    """ "Того" begins many a sentence as a pronoun; within one its capital tells the country."""
    before = around.before(hit, 3).rstrip()
    starts = not before or before[-1] in ".!?…\"'-"
    return None if starts and around.home != "TG" and not around.names("TG") else ("TG", 0.85)


NAMED: dict[str, Callable[[Hit, Around], Sense]] = {
    "congo": _congo,
    "congolese": _congo,
    "korea": _korea,
    "korean": _korea,
    "america": _america,
    "dominican": _dominican,
}
SENSES: dict[str, Callable[[Hit, Around], Sense]] = {
    "american": _american,
    "того": _togo,
    "georgia": _georgia,
    "georgian": _not_before("bay|house|era|architect|style|mansion|terrace|period|revival|college"),
    "turkey": _turkey,
    "reunion": _reunion,
    "niger": _niger,
    "egyptian": _egyptian,
    "guinean": _guinean,
    "indian": _indian,
    "virgin islands": _virgin_islands,
    "micronesia": _micronesia,
    "macedonia": _macedonia,
    "saint martin": _saint_martin,
    "saint-martin": _saint_martin,
    "st. martin": _saint_martin,
    "st martin": _saint_martin,
    "US": _us,
    "U.S.": _us,
    "U.S": _us,
    **dict.fromkeys(("CAR", "ROC", "FSM", "RSA", "PNG", "LPDR", "C.A.R."), _needs_named),
    **dict.fromkeys(
        """jordan chad israel kenya india ireland holland england wales lebanon guinea peru cuba jamaica
        dane finn scot pole brit french german english malta mali monaco panama jersey""".split(),  # noqa: SIM905
        or_person,
    ),
}
