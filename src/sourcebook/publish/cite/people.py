"""An author as written → a CSL name: a person's parts, or a body's name as a whole."""

import re
from functools import lru_cache
from typing import Any

# Words that people's names don't hold and those of bodies do, in our three languages. A set: as one
# expression they take Python 27 ms to compile, a fifth of a small build.
_BODIES = frozenset(
    "academy administration agency alliance amnesty assembly associates association authority "  # noqa: SIM905
    "bank board bulletin bureau center centre chamber channel children church club coalition "
    "college commission commissioner committee company consortium convention corporation "
    "correspondents correspondent council court daily department dept desk division editors "
    "editor embassy federation force forum foundation fund gazette government group herald "
    "hotline house inc initiative institut institute institution interpol journal labour labor "
    "league library ltd magazine mail media ministry mission monitor movement museum nations "
    "network news newspaper office organisation organization parliament partnership partners "
    "police post press programme program project radio rapporteur reporters reporter reports "
    "report republic research reuters rights school secretariat senate service services society "
    "staff star state states studies support telegraph television times today tribune trust tv "
    "unicef union unit university vision watch weekly women workers world international global "
    "агентство академия ассоциация банк бюро ведомость газета группа департамент институт "
    "комиссия комитет министерство министрлігі организация ұйымы правительство совет союз суд "
    "университет университеті фонд қоры центр орталығы редакция агенттігі комитеті қауымдастығы "
    "институты бюросы of the for and des et и және".split()
)
_WORD = re.compile(r"\w+")
_OF_BODIES = re.compile(r"[&\d]|\banti-slavery\b", re.I)
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


def _of_body(text: str) -> bool:
    """Whether a word in it, or a digit or "&", says that this is no person's name."""
    words = (word.lower() for word in _WORD.findall(text))
    return not _BODIES.isdisjoint(words) or bool(_OF_BODIES.search(text))


@lru_cache(maxsize=4096)  # authors recur
def _read(written: str, body: bool) -> dict[str, Any]:
    text = " ".join(written.split())
    if text.startswith("{") and text.endswith("}"):
        return {"literal": text[1:-1]}
    if _INVERTED.match(text) and not body:
        return _inverted(text)
    if body or _of_body(text) or " " not in text.replace(", ", ","):
        if "," in text and not _of_body(text) and not body:
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
