"""Which country a name means where it could mean several, or whether it means one at all. Pure.

A sense looks at the words beside the name, at the country the text is about and at the countries the text
names without doubt. Confidence is a judgement, checked on the texts we read: docs/decisions/0026.
"""

import re
from bisect import bisect
from collections.abc import Callable
from functools import cached_property

from sourcebook.understand.places.matching import Hit

# How sure a hit is when nothing beside it speaks for or against.
SURE = {"country": 0.98, "people": 0.92, "region": 0.9, "city": 0.9}
SENTENCE = 160  # characters that are looked at on either side, about one sentence

# How sure, and of which country: None where it names none.
Sense = tuple[str, float] | None


class Around:
    """A text with all its hits, as a sense may look at it."""

    def __init__(self, text: str, folded: str, home: str | None, hits: tuple[Hit, ...]) -> None:
        self.text = text
        self.folded = folded
        self.home = home
        self.hits = hits

    def before(self, hit: Hit, length: int = SENTENCE) -> str:
        """The folded words before a hit."""
        return self.folded[max(0, hit.start - length) : hit.start]

    def after(self, hit: Hit, length: int = SENTENCE) -> str:
        """The folded words after a hit."""
        return self.folded[hit.end : hit.end + length]

    @cached_property
    def _sure(self) -> dict[str, list[int]]:
        at: dict[str, list[int]] = {}
        for hit in self.hits:
            if len(hit.code) == 2 and hit.stem not in _VARY:
                at.setdefault(hit.code, []).append(hit.start)
        return at

    def names(self, code: str) -> bool:
        """Whether the text names a country by a name that is only its own."""
        return code in self._sure

    def names_near(self, hit: Hit, code: str, length: int = 2000) -> bool:
        """Whether the text names a country for certain near a hit."""
        return any(
            abs(at - hit.start) <= length for at in _closest(self._sure.get(code, []), hit.start)
        )

    def nearest(self, hit: Hit, codes: tuple[str, ...]) -> str | None:
        """Which of the countries was last named before the hit, else first after it."""
        best: tuple[int, str] | None = None
        for code in codes:
            for at in _closest(self._sure.get(code, []), hit.start):
                distance = hit.start - at if at < hit.start else 2 * (at - hit.start)
                if best is None or distance < best[0]:
                    best = (distance, code)
        return best[1] if best else None


def _closest(places: list[int], start: int) -> list[int]:
    at = bisect(places, start)
    return places[max(0, at - 1) : at + 1]


def meant(hit: Hit, around: Around) -> Sense:
    """The country a hit means and how sure that is, or None where it means none."""
    sense = SENSES.get(hit.stem) or _SORTS.get(hit.code[0]) or _KINDS.get(hit.kind)
    if hit.code.startswith("?"):
        sense = _NAMED[hit.code[1:]]
    said = sense(hit, around) if sense else (hit.code, SURE[hit.kind])
    if said is None:
        return None
    if hit.kind == "people" and hit.stem[0] >= "\u0370":
        return _cyrillic_people(hit, around, said)
    if hit.kind == "people":
        return _people(hit, around, said)
    return _of_a_state(hit, around) or said


def part_meant(hit: Hit, around: Around) -> str | None:
    """The code of the part of the world a hit means, the country's where it means one, or None."""
    after = around.after(hit, 16)
    if hit.stem in {"the gulf", "the pacific"} and after.startswith(" of "):
        return None
    if hit.stem in {"african", "asian"} and re.match(r"-american", after):
        return None
    if hit.stem == "central african" and (around.home == "CF" or _OF_CF.match(after)):
        return "CF"
    if hit.stem == "CIS" and not _CIS.search(around.before(hit, 60) + after):
        return None
    return hit.code[1:]


# "Central African" is the region's as a rule; its republic's people are called so as well.
_OF_CF = re.compile(r"s? (?:refugee|authorit|government|citizen|armed forces|army)")
_CIS = re.compile(r"countr|state|republic|member|independent|region|within|nation|russia|former|the $")


# --- what holds for many names --------------------------------------------------------------------
_STATE = re.compile(
    r", ?(?:alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|hawaii|idaho|"
    r"illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|"
    r"mississippi|missouri|montana|nebraska|nevada|new (?:hampshire|jersey|mexico|york)|(?:north|south) "
    r"(?:carolina|dakota)|ohio|oklahoma|oregon|pennsylvania|rhode island|tennessee|texas|utah|vermont|"
    r"(?:west )?virginia|washington|wisconsin|wyoming)\b"
)
_POSTAL = re.compile(
    r", ?(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|"
    r"V[AT]|W[AIVY])\b(?! ?[-'.])"
)


def _of_a_state(hit: Hit, around: Around) -> Sense:
    """ "Peru, Illinois" and "Athens, GA" are places in the United States."""
    if around.folded[hit.end : hit.end + 1] != ",":
        return None
    after = around.after(hit, 20)
    if _STATE.match(after) or _POSTAL.match(around.text[hit.end : hit.end + 6]):
        return "US", 0.8
    return None


_TONGUE = re.compile(
    r"(?:-| )(?:language|speak|translat|text version|subtitle|alphabet|grammar|dictionary|word for|roulette)"
)
_SAYING = frozenset(
    """in into speak speaks spoke spoken speaking learn learns teach teaches taught read reads write writes
    understand understands translated language languages""".split()  # noqa: SIM905
)
_AFTER_TONGUE = re.compile(r"(?:[.,;:)\]\"']|$| (?:and|or|only|version|translation)\b)")
_TONGUES = frozenset(
    """english french spanish portuguese russian german dutch italian chinese japanese korean turkish
    polish romanian ukrainian kazakh uzbek kyrgyz tajik thai khmer lao burmese vietnamese greek czech
    nepali indonesian hungarian swedish danish norwegian finnish albanian serbian croatian bulgarian
    georgian armenian somali persian malagasy welsh irish""".split()  # noqa: SIM905
)


def _said_in(before: str) -> bool:
    """Whether a tongue is what something is said or written in: "in English, French and [Russian]"."""
    words = re.findall(r"[a-z']+", before)
    while words and (words[-1] in _TONGUES or words[-1] in {"and", "or", "both", "either", "only", "fluent"}):
        words.pop()
    return bool(words) and words[-1] in _SAYING


def _people(hit: Hit, around: Around, said: tuple[str, float]) -> Sense:
    code, sure = said
    before, after = around.before(hit, 40), around.after(hit, 24)
    if hit.stem in _TONGUES:
        if _TONGUE.match(after):
            return None
        if (
            hit.end - hit.start == len(hit.stem)
            and _AFTER_TONGUE.match(after)
            and _said_in(around.before(hit, 70))
        ):
            return None
    if re.search(r"\bethnic(?:ally)?(?: \w{3,20} (?:and|or))?[ -]$", before):
        return code, 0.5  # ethnic Uzbeks are as often another country's citizens
    return code, sure


_TITLE = re.compile(
    r"\b(?:mr|mrs|ms|miss|dr|prof|professor|sir|judge|justice|senator|sen|rep|officer|detective)\.? $"
)
_GIVEN = frozenset(
    """aaron adam alan albert alex alexander alice amanda amy andrea andrew angela anna anne anthony barbara
    ben benjamin betty bill bob brenda brian carl carlos carol catherine charles cheryl chris christina
    christine christopher cynthia dan daniel david deborah denise dennis diana diane donald donna dorothy
    douglas edward elizabeth emily emma eric ernest eva evelyn frances frank fred gary george gerald gloria
    grace greg gregory harold harry heather helen henry howard jack jacob james jane janet jason jean jeff
    jeffrey jennifer jeremy jerry jessica jesus jim jimmy joan joe john johnny jonathan jose joseph joshua
    joyce juan judith judy julia julie justin karen karl kate katherine kathleen kathryn keith kelly kenneth
    kevin kim kimberly larry laura lauren lawrence lee lillian linda lisa louis louise lucy luis maria marie
    marilyn mark martha martin mary matthew megan melissa michael michelle mike mildred montell nancy
    neil nicholas nicole olivia pamela patricia patrick paul peter philip phyllis rachel ralph ray raymond
    rebecca richard robert robin roger ronald rose roy russell ruth ryan samantha samuel sandra sarah scott
    sean sharon shirley sophia stephanie stephen steve steven susan teresa terry theresa thomas tim timothy
    todd tom tony vernon victoria vincent virginia walter wanda wayne william""".split()  # noqa: SIM905
)
_FAMILY = frozenset(
    """adams allen anderson bailey baker barnes bell bennett brooks brown bryant butler campbell carter clark
    collins cook cooper cox cruz davis diaz edwards evans fisher flores foster garcia gomez gonzalez gray
    green griffin hall hamilton harris hayes henderson hernandez hill howard hughes jackson james jenkins
    johnson jones kelly kim king lee lewis long lopez martin martinez miller mitchell moore morales morgan
    morris murphy myers nelson ortiz parker patterson perez perry peterson phillips powell price ramirez
    reed reyes reynolds richardson rivera roberts robinson rodriguez rogers ross russell sanchez sanders
    scott simmons smith spieth stewart sullivan taylor thomas thompson torres turner walker ward washington
    watson white williams wilson wood wright young""".split()  # noqa: SIM905
)
_LAST_WORD = re.compile(r"(\w+)(?: \w\.)? $")
_NEXT_WORD = re.compile(r" (\w+)")


def _person(hit: Hit, around: Around) -> bool:
    """ "Michael Jordan", "Ms. Ireland", "Chad Johnson": somebody's name."""
    before = around.before(hit, 30)
    if _TITLE.search(before):
        return True
    if re.match(r", [A-Z]\.", around.text[hit.end : hit.end + 4]):
        return True  # "Jordan, A." in a bibliography
    last = _LAST_WORD.search(before)
    if last and last[1] in _GIVEN and around.text[hit.start - len(last[0])].isupper():
        return True
    following = _NEXT_WORD.match(around.after(hit, 30))
    return bool(
        following and following[1] in _FAMILY and around.text[hit.end + 1 : hit.end + 2].isupper()
    )


def _or_person(hit: Hit, around: Around) -> Sense:
    return None if _person(hit, around) else (hit.code, 0.95)


# --- names of several -----------------------------------------------------------------------------
def _congo(hit: Hit, around: Around) -> Sense:
    if re.match(r" (?:river|basin|rainforest)", around.after(hit, 12)):
        return None
    if around.home in {"CD", "CG"}:
        return around.home, 0.9
    both = around.names("CD"), around.names("CG")
    if both == (False, True):
        return "CG", 0.8
    beside = around.before(hit, 80) + around.after(hit, 80)
    if hit.kind == "country" and re.search(r"democratic republic|\bdrc\b|dr congo|zaire", beside):
        return "CG", 0.7  # named beside the other one, as in a list of neighbours
    if all(both):
        return around.nearest(hit, ("CD", "CG")) or "CD", 0.6
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
    if re.search(
        r"\b(?:south|latin|central|north|northern|southern|inter|pan|native|african|afro|meso|middle|ibero|"
        r"spanish|euro|asian|mexican|hispanic|all)[ -]$",
        around.before(hit, 12),
    ):
        return None
    if re.match(
        r" (?:convention|declaration|court|commission|states|indian|continent|hemisphere|countr|samoa)",
        around.after(hit, 14),
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
    near = around.nearest(hit, ("DO", "DM"))
    return (near, 0.9) if near else ("DO", 0.85)


def _georgia(hit: Hit, around: Around) -> Sense:
    if _person(hit, around):
        return None
    before, after = around.before(hit), around.after(hit)
    if re.search(
        r"(?:state|university|supreme court|governor|people) of $|(?:atlanta|savannah|augusta|athens|macon|"
        r"columbus|marietta|albany|decatur|fulton county|dekalb county),? $",
        before,
    ) or re.match(r",? (?:usa?\b|u\.s\.|tech\b|state\b|bureau of investigation)", after):
        return "US", 0.85
    if re.search(
        r"armenia|azerbaijan|abkhazia|ossetia|russia|ukrain|moldov|turkey",
        before[-40:] + after[:40],
    ):
        return "GE", 0.95
    states = (
        r"alabama|florida|(?:north|south) carolina|tennessee|texas|mississippi|louisiana|virginia|"
    )
    states += r"california|arizona|ohio|oregon|atlanta"
    if re.search(rf"\b(?:{states})\b", before[-60:] + "|" + after[:60]):
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
    return _or_person(hit, around)


def _reunion(hit: Hit, around: Around) -> Sense:
    """Without its accent it is a meeting as well."""
    if around.text[hit.start + 1] in "éÉ" or around.home == "RE":
        return "RE", 0.95
    if re.search(r"(?:\b(?:in|to|from|of|la|mauritius|mayotte|and)|,) $", around.before(hit, 14)):
        return None if re.search(r"family|families|class", around.before(hit, 40)) else ("RE", 0.7)
    return ("RE", 0.9) if around.after(hit, 8).startswith(" island") else None


def _guinean(hit: Hit, around: Around) -> Sense:
    if around.home in {"GN", "GW", "GQ"}:
        return around.home, 0.85
    near = around.nearest(hit, ("GN", "GW", "GQ"))
    return near or "GN", 0.75


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
    if re.search(r"\b(?:central|east|eastern|west|western|greek|aegean) $", around.before(hit, 10)):
        return "GR", 0.7
    if re.search(r"\b(?:pirin|bulgarian) $", around.before(hit, 10)):
        return "BG", 0.6
    return "MK", 0.93


def _saint_martin(hit: Hit, around: Around) -> Sense:
    if around.home in {"MF", "SX"}:
        return around.home, 0.8
    near = around.nearest(hit, ("SX", "MF"))
    return near or "MF", 0.6


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
    if re.match(r" ?[$€]|[. ]?C\.", after):  # an amount of money, the US Code
        return None
    if hit.stem == "US" and not re.search(r"\bTHE $", before):
        words = _CAPITALS.findall(before)[-1:] + _CAPITALS.findall(after)[:1]
        if len(words) == 2 and not {*words} & {"UK", "EU", "UN", "NGO", "USA", "CDC", "FBI"}:
            return None  # "HELP US NOW": a heading in capitals
    return "US", 0.97


# --- names in Russian and Kazakh ------------------------------------------------------------------
_TONGUE_RU = re.compile(r"(?:(?:,| и| или| либо| және| мен) [а-яәғқңөұүһі-]{4,20}){0,5} (?:язык|тіл|алфавит|переводчик)")
_ON_RU = re.compile(r"\bна $")
_END_RU = re.compile(r"(?:[.,;:)\]]|$| (?:и|или|или)\b)")


def _cyrillic_people(hit: Hit, around: Around, said: tuple[str, float]) -> Sense:
    """Not a country: "на русском языке", "қазақ тілі", "индийский океан"."""
    before, after = around.before(hit, 14), around.after(hit, 120)
    if _TONGUE_RU.match(after):
        return None
    if _ON_RU.search(before) and hit.end - hit.start > len(hit.stem) and _END_RU.match(after):
        return None
    if re.match(r" (?:океан|мұхит)|-американ", after) or re.search(r"(?:южно|восточно|афро|латино|северо|центрально)-$", before):
        return None
    if re.search(r"(?:этнически\w{1,3}|этникалық) $", before):
        return said[0], 0.5
    return said[0], min(said[1], 0.9)


def _togo(hit: Hit, around: Around) -> Sense:
    """ "Того" begins many a sentence as a pronoun: the country follows a preposition or a list's comma."""
    if re.search(r"(?:\b(?:в|во|из|через|для|от|до|республик[аиеу]|народ[аы]?)|,| и) $", around.before(hit, 14)):
        return None if re.match(r",? (?:кто|что|чего|как|же|чтобы)\b", around.after(hit, 10)) else ("TG", 0.8)
    return None


# --- cities and abbreviations ---------------------------------------------------------------------
_PAPERS = re.compile(
    r"(?: and [A-Z]\w{2,15})?,? (?:Protocols?|Conventions?|Statute|Principles|Declaration|Process|Agreement|Accords?|"
    r"Treaty|Rules|Pact|Dialogue|Guidelines|Times|Post|Tribune|Journal|Consensus|Commitments?|Criteria|"
    r"PROTOCOL|CONVENTION|DECLARATION|TIMES)\b|[- ](?:syndrome|calling)"
)


def _is_title(hit: Hit, around: Around) -> bool:
    return bool(_PAPERS.match(around.text[hit.end : hit.end + 34]))


def _part(hit: Hit, around: Around) -> Sense:
    """ "The New York Times" is in no state."""
    return None if _is_title(hit, around) else (hit.code, SURE["region"])


def _city(hit: Hit, around: Around) -> Sense:
    """ "The Palermo Protocol" is in no city."""
    if _is_title(hit, around) or _person(hit, around):
        return None
    return hit.code, SURE["city"]


def _city_of_several(hit: Hit, around: Around) -> Sense:
    codes = hit.code[1:].split(",")
    if _is_title(hit, around) or _person(hit, around):
        return None
    if around.home in codes:
        return around.home, 0.85
    named = [code for code in codes if around.names_near(hit, code)]
    return (named[0], 0.75) if len(named) == 1 else None


# Names that don't tell by themselves which of several countries a text speaks of.
_VARY = frozenset(
    {"georgia", "georgian", "guinean", "virgin islands", "macedonia", "saint martin", "saint-martin"}
    | {"st. martin", "st martin", "CAR", "ROC", "FSM", "RSA", "PNG", "LPDR", "C.A.R.", "indian", "dominican", "того"}
)
_NAMED: dict[str, Callable[[Hit, Around], Sense]] = {
    "congo": _congo,
    "congolese": _congo,
    "korea": _korea,
    "korean": _korea,
    "america": _america,
    "dominican": _dominican,
}
_SORTS: dict[str, Callable[[Hit, Around], Sense]] = {"~": _city_of_several}
_KINDS: dict[str, Callable[[Hit, Around], Sense]] = {"city": _city, "region": _part}
SENSES: dict[str, Callable[[Hit, Around], Sense]] = {
    "american": _american,
    "того": _togo,
    "georgia": _georgia,
    "georgian": _not_before("bay|house|era|architect|style|mansion|terrace|period|revival|college"),
    "turkey": _turkey,
    "reunion": _reunion,
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
        _or_person,
    ),
}
