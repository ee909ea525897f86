"""An author as written → a CSL name: a person's parts, or a body's name as a whole."""

import re
from functools import lru_cache
from typing import Any

# Words that people's names don't hold and those of bodies do, in our three languages.
_BODY = re.compile(
    r"\b(?:academy|administration|agency|alliance|amnesty|anti-slavery|assembly|associates|"
    r"association|authority|bank|board|bulletin|bureau|cent(?:er|re)|chamber|channel|children|"
    r"church|club|coalition|college|commission|commissioner|committee|company|consortium|"
    r"convention|corporation|correspondents?|council|court|daily|department|dept|desk|"
    r"division|editors?|embassy|federation|force|forum|foundation|fund|gazette|government|group|"
    r"herald|hotline|house|inc|initiative|institut|institute|institution|interpol|journal|"
    r"labou?r|league|library|ltd|magazine|mail|media|ministry|mission|monitor|movement|museum|"
    r"nations|network|news|newspaper|office|organi[sz]ation|parliament|partners(?:hip)?|police|"
    r"post|press|program(?:me)?|project|radio|rapporteur|report(?:er)?s?|republic|research|"
    r"reuters|rights|school|secretariat|senate|service|services|society|staff|star|state|states|"
    r"studies|support|telegraph|television|times|today|tribune|trust|tv|unicef|union|unit|"
    r"university|vision|watch|weekly|women|workers|world|international|global|"
    r"агентство|академия|ассоциация|банк|бюро|ведомость|газета|группа|департамент|институт|"
    r"комиссия|комитет|министерство|министрлігі|организация|ұйымы|правительство|совет|союз|"
    r"суд|университет|университеті|фонд|қоры|центр|орталығы|редакция|агенттігі|комитеті|"
    r"қауымдастығы|институты|бюросы)\b|&|\d|\b(?:of the|for the|of|for|and|the|des|et|и|және)\b",
    re.I,
)
_PATRONYMIC = re.compile(
    r"(?:вич|вна|чна|[ұуүі]лы|[қк]ызы|кизи|оглы|vich|vna|uly|kyzy|qyzy|oglu)$", re.I
)
_INITIALS = re.compile(r"^(?:[^\W\d_]{1,2}\.[\s\-]*)+$|^[A-ZА-ЯӘҒҚҢӨҰҮҺІ]{1,2}$")
_PARTICLES = frozenset(
    "af al ap auf av bin binti da dal de dei del della den der des di do dos du e el ibn la las le "  # noqa: SIM905
    "los of op ten ter van vander vom von y zu zum zur фон де ван аль".split()
)
# "Church, Jo": one word before the comma, one or two after; families are called as bodies are.
_INVERTED = re.compile(
    r"^[^\W\d_][\w'’\-]*, (?!(?:of|for|and|the)\b)[^\W\d_][^\s,]*(?: [^\W\d_][^\s,]*)?$"
)
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|мл|ст)\.?$", re.I)
_TITLED = re.compile(r"^(?:dr|prof|mr|mrs|ms|sir|rev|fr|проф|д-р)\.?\s+", re.I)


def csl_name(written: str, *, bodies: frozenset[str] = frozenset()) -> dict[str, Any]:
    """A CSL name. "Family, Given" and "Given Family" are people (particles, "Jr." and Cyrillic or
    Kazakh patronymics understood); bodies, names in {braces} and single words stay ``literal``.

    ``bodies`` are names known to be bodies, such as the entry's publisher.
    """
    return _read(written, " ".join(written.split()) in bodies).copy()


@lru_cache(maxsize=4096)  # authors recur
def _read(written: str, body: bool) -> dict[str, Any]:
    text = " ".join(written.split())
    if text.startswith("{") and text.endswith("}"):
        return {"literal": text[1:-1]}
    if _INVERTED.match(text) and not body:
        return _inverted(text)
    if body or _BODY.search(text) or " " not in text.replace(", ", ","):
        if "," in text and not _BODY.search(text) and not body:
            return _inverted(text)
        return {"literal": text}
    if text.count(",") in (1, 2):
        return _inverted(text)
    if "," in text:
        return {"literal": text}
    return _straight(text)


def _inverted(text: str) -> dict[str, Any]:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 3 and _SUFFIX.match(parts[1]):
        parts = [parts[0], parts[2], parts[1]]
    if not parts[0] or not parts[1] or (len(parts) == 3 and not _SUFFIX.match(parts[2])):
        return {"literal": text}
    if _SUFFIX.match(parts[1]):
        return {**_straight(parts[0]), "suffix": parts[1]}
    if len(parts[1].split()) > 4:
        return {"literal": text}
    parts[1] = _TITLED.sub("", parts[1])
    made: dict[str, Any] = {"family": parts[0], "given": parts[1]}
    words = parts[0].split()
    lead = _leading_particles(words)
    if lead and lead < len(words):
        made["non-dropping-particle"] = " ".join(words[:lead])
        made["family"] = " ".join(words[lead:])
    given = parts[1].split()
    tail = next((n for n, word in enumerate(given) if n and _is_particle(word)), None)
    if tail is not None and all(_is_particle(word) for word in given[tail:]):
        made["given"] = " ".join(given[:tail])
        made["dropping-particle"] = " ".join(given[tail:])
    if len(parts) == 3:
        made["suffix"] = parts[2]
    return made


def _is_particle(word: str) -> bool:
    return word in _PARTICLES or (word.islower() and word.rstrip("'’").lower() in _PARTICLES)


def _leading_particles(words: list[str]) -> int:
    count = 0
    while count < len(words) and _is_particle(words[count]):
        count += 1
    return count


def _straight(text: str) -> dict[str, Any]:
    text = _TITLED.sub("", text)
    words = text.split()
    made: dict[str, Any] = {}
    if len(words) > 2 and _SUFFIX.match(words[-1]):
        made["suffix"] = words.pop()
    if len(words) < 2 or len(words) > 6 or (len(words) > 4 and not any(map(_is_particle, words))):
        return {"literal": text}
    if any(word.isupper() and len(word) > 3 for word in words) and not text.isupper():
        return {"literal": text}
    if any(not word[0].isupper() and not _is_particle(word) and word[0].lower() != word[0].upper()
           for word in words):  # fmt: skip
        return {"literal": text}
    if not _INITIALS.match(words[0]) and all(_INITIALS.match(word) for word in words[1:]):
        return {"family": words[0], "given": " ".join(words[1:]), **made}  # "Иванов И. И."
    if len(words) == 3 and _PATRONYMIC.search(words[2]) and not _PATRONYMIC.search(words[1]):
        return {"family": words[0], "given": " ".join(words[1:]), **made}
    start = next((n for n, word in enumerate(words) if n and _is_particle(word)), len(words) - 1)
    family = words[start:]
    lead = _leading_particles(family)
    if lead == len(family):
        return {"literal": text}
    if lead:
        made["non-dropping-particle"] = " ".join(family[:lead])
    return {"family": " ".join(family[lead:]), "given": " ".join(words[:start]), **made}
