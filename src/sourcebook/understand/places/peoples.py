"""Whether a people's name speaks of its country, or of a language, an ocean, a minority elsewhere. Pure."""

import re

from sourcebook.understand.places.around import Around, Sense
from sourcebook.understand.places.matching import Hit

MINORITY = 0.5  # ethnic Uzbeks are as often another country's citizens
_TONGUE = re.compile(
    r"(?:-| )(?:language|speak|translat|text version|subtitle|alphabet|grammar|dictionary|word for|roulette|(?:is|was|are) (?:spoken|taught))"
)
_SAYING = frozenset(
    """in into speak speaks spoke spoken speaking learn learns teach teaches taught read reads write writes
    understand understands translated language languages""".split()  # noqa: SIM905
)
_AFTER_TONGUE = re.compile(
    r"(?:[.,;:!?)\]\"']|$| (?:and|or|only|version|translation|with|to|at|as|but|fluently|well)\b)"
)
_TONGUES = frozenset(
    """english french spanish portuguese russian german dutch italian chinese japanese korean turkish
    polish romanian ukrainian kazakh uzbek kyrgyz tajik thai khmer lao burmese vietnamese greek czech
    nepali indonesian hungarian swedish danish norwegian finnish albanian serbian croatian bulgarian
    georgian armenian somali persian malagasy welsh irish""".split()  # noqa: SIM905
)


def _said_in(before: str) -> bool:
    """Whether a tongue is what something is said or written in: "in English, French and [Russian]"."""
    words = re.findall(r"[a-z']+", before)
    while words and (
        words[-1] in _TONGUES or words[-1] in {"and", "or", "both", "either", "only", "fluent"}
    ):
        words.pop()
    return bool(words) and words[-1] in _SAYING


def people(hit: Hit, around: Around, said: tuple[str, float]) -> Sense:
    code, sure = said
    before, after = around.before(hit, 40), around.after(hit, 24)
    if after.startswith("-american"):
        return None
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
        return code, MINORITY
    return code, sure


_TONGUE_RU = re.compile(
    r"(?:(?:,| и| или| либо| және| мен) [а-яәғқңөұүһі-]{4,20}){0,5} (?:язык|тіл|алфавит|переводчик)"
)
_ON_RU = re.compile(r"\bна $")
_END_RU = re.compile(r"(?:[.,;:)\]]|$| (?:и|или|және|мен)\b)")


def cyrillic_people(hit: Hit, around: Around, said: tuple[str, float]) -> Sense:
    """Not a country: "на русском языке", "қазақ тілі", "индийский океан"."""
    before, after = around.before(hit, 14), around.after(hit, 120)
    if _TONGUE_RU.match(after):
        return None
    if _ON_RU.search(before) and hit.end - hit.start > len(hit.stem) and _END_RU.match(after):
        return None
    if re.match(r" (?:океан|мұхит)|-американ", after) or re.search(
        r"(?:южно|восточно|афро|латино|северо|центрально)-$", before
    ):
        return None
    if re.search(r"(?:этнически\w{1,3}|этникалық) $", before):
        return said[0], MINORITY
    return said[0], min(said[1], 0.9)
