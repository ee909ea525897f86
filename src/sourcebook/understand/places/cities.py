"""Whether a city or a part of a country is meant, and in which country. Pure."""

import re

from sourcebook.understand.places.around import SURE, Around, Sense
from sourcebook.understand.places.matching import Hit
from sourcebook.understand.places.persons import is_person

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


def of_a_state(hit: Hit, around: Around) -> Sense:
    """ "Peru, Illinois" and "Athens, GA" are places in the United States."""
    if around.folded[hit.end : hit.end + 1] != ",":
        return None
    after = around.after(hit, 20)
    if _STATE.match(after) or _POSTAL.match(around.text[hit.end : hit.end + 6]):
        return "US", 0.8
    return None


_PAPERS = re.compile(
    r"(?: and [A-Z]\w{2,15})?,? (?:Protocols?|Conventions?|Statute|Principles|Declaration|Process|Agreement|Accords?|"
    r"Treaty|Rules|Pact|Dialogue|Guidelines|Times|Post|Tribune|Journal|Consensus|Commitments?|Criteria|"
    r"PROTOCOL|CONVENTION|DECLARATION|TIMES)\b|[- ](?:syndrome|calling)"
)


def _is_title(hit: Hit, around: Around) -> bool:
    return bool(
        _PAPERS.match(around.text[hit.end : hit.end + 34])
        or re.search(r"\b(?:treaty|convention|protocol|peace) of $", around.before(hit, 14))
    )


def part(hit: Hit, around: Around) -> Sense:
    """ "The New York Times" is in no state."""
    return None if _is_title(hit, around) else (hit.code, SURE["region"])


def city(hit: Hit, around: Around) -> Sense:
    """ "The Palermo Protocol" is in no city."""
    if _is_title(hit, around) or is_person(hit, around):
        return None
    return hit.code, SURE["city"]


def city_of_several(hit: Hit, around: Around) -> Sense:
    codes = hit.code[1:].split(",")
    if _is_title(hit, around) or is_person(hit, around):
        return None
    if around.home in codes:
        return around.home, 0.85
    named = [code for code in codes if around.names_near(hit, code)]
    return (named[0], 0.75) if len(named) == 1 else None
