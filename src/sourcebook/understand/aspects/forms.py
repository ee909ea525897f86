"""Turn the terms of a list into what is looked for: plain strings, or a pattern behind its beginnings. Pure.

See ``themes/wording.py`` for the signs. English is spelt out (thousands of strings cost one automaton
nothing); Russian and Kazakh, which bend their words, are patterns, tried only where one of their
beginnings stands.
"""

import re
from heapq import heappop, heappush
from itertools import product

MANY = 500  # strings of one term; what has more is a pattern
NEXT = 3  # characters after a beginning that tell whether its pattern need be tried
LONG = 14  # letters of a beginning that are enough: "child" would be tried 5,000 times a megabyte
STARTS = (
    100  # beginnings of one term: more make a text quicker to read, and the machine slower to make
)

# British and American, one for the other.
_SPELLINGS = (
    (re.compile(r"labour"), "labo(u|)r"),
    (re.compile(r"(harb|neighb|hon|behavi|fav|col)our"), r"\1o(u|)r"),
    (
        re.compile(
            r"(organ|criminal|penal|stigmat|marginal|sensit|institutional|privat|global|traumat|hospital"
            r"|steril|liberal|femin|sodom)i(?:\(s\)|s)"
        ),
        r"\1i(s|z)",
    ),
    (re.compile(r"centre"), "cent(re|er)"),
    (re.compile(r"programme"), "program(me|)"),
    (re.compile(r"(of|de)fence"), r"\1fen(c|s)e"),
    (re.compile(r"paedo"), "p(a|)edo"),
    (re.compile(r"(counsel|model|travel)l"), r"\1(l|)l"),
    (re.compile(r"enrol(?!led|ling)"), "enrol(l|)"),
    (re.compile(r"ageing"), "ag(e|)ing"),
    (re.compile(r"anaem"), "an(a|)em"),
    (re.compile(r"tyre"), "t(y|i)re"),
)

# Endings of Russian nouns, adjectives, participles and verbs after a stem. A closed list: "голод~" is
# голод, голода, голодный, but not голодовка.
_ADJECTIVE = (
    "ого ему ого его ому ыми ими ый ий ой ая яя ое ее ые ие ую юю ым им ых их ом ем ей ою ею"
)
_OTHER = (
    "а я у ю ы и е о ь й ам ям ами ями ах ях ов ев ёв ью ия ию ии ием иям иями иях ство ства ству ством стве "
    "ество ества еству еством естве ость ости остью остей ка ки ку ке кой ок кам ками ках ение ения ению "
    "ением ений ание ания анию анием ать ять ить еть ал ала али ало ил ила или ило ел ела ели ают яют ает яет "
    "ует уют ит ят ут ют на но ны н ен ена ено ены ён та то ты ться ются ется ятся ится лся лась лись лось ла "
    "ли ло л ущий ущая ущие ущих ющий ющая ющие ющих ющими ющим ющего ющей ущего ущей ащие ащих ящие ящих "
    "ывать ивать ывают ивают ывали ивали ывал ивал вший вшие вших вшим вшими вшая вшей вшего вшись ившись ся сь "
    "ись ась ось овать овал овала овали ован ована ованы овано"
)
_RU = frozenset(
    [first + last for first in ("", "н", "ск", "енн", "ов", "ев") for last in _ADJECTIVE.split(" ")]
) | frozenset(["", *_OTHER.split(" ")])
# Kazakh puts suffix after suffix, up to five here, verb and noun suffixes not told apart.
_KK = re.compile(
    "(?:лар|лер|дар|дер|тар|тер|ымыз|іміз|ңыз|ңіз|сы|сі|ның|нің|дың|дің|тың|тің|ының|інің|ға|ге|қа|ке|на|"
    "не|ына|іне|ды|ді|ты|ті|ны|ні|да|де|та|те|нда|нде|ында|інде|дан|ден|тан|тен|нан|нен|ынан|інен|мен|"
    "бен|пен|дағы|дегі|тағы|тегі|ндағы|ндегі|ғы|гі|лық|лік|дық|дік|тық|тік|лығ|ліг|дығ|діг|тығ|тіг|лы|лі|"
    "дылар|сыз|сіз|шы|ші|лан|лен|ла|ле|уы|уі|уд|ып|іп|ған|ген|қан|кен|ады|еді|йды|йді|атын|етін|йтын|йтін|"
    "ар|ер|са|се|ыл|іл|ын|ін|ыс|іс|дыр|дір|тыр|тір|мақ|мек|ма|ме|ба|бе|па|пе|рек|дай|дей|ша|ше|ау|еу|ия|ция|тас|тес|дас|дес|лас|лес|"
    "ық|ік|аны|ені|а|е|ы|і|н|у|п|р|л|т|й|қ|к|ғ|г){0,5}"
)


def bends(ending: str, language: str) -> bool:
    """Whether letters after a stem are an ending of the language (``any``: of either)."""
    if language != "kk" and ending in _RU:
        return True
    return language != "ru" and _KK.fullmatch(ending) is not None


def spelt(pattern: str, language: str) -> list[str] | None:
    """Every string a term stands for, or None where it has to be a pattern."""
    if language == "en":
        pattern = _spelling(pattern)
    if re.search(r"[~*?\\\[{.]", pattern := _plain(pattern)):
        return None
    made = _expand(pattern)
    if made is None:
        return None
    strings = {" ".join(one.split()) for one in made}
    if language == "en" and re.search(r"(?:^|[^\w])([^\W\d_]+)$", pattern):
        strings |= {_plural(one) for one in strings}
    return sorted(strings)


def pattern_of(pattern: str, language: str) -> str:
    """The regular expression of a term; it ends where a word ends. Each of its groups holds letters
    that have to be an ending (see ``bends``). Every repetition is bounded."""
    if language == "en":
        pattern = _spelling(pattern)
    out = _plain(pattern).replace("(", "(?:")
    for sign, meant in (
        ("~", r"(\w{0,14})"),
        ("*", r"\w{0,12}"),
        (r"\d+", r"\d{1,9}"),
        (r"\w+", r"\w{1,20}"),
    ):
        out = out.replace(sign, meant)
    return out + r"(?!\w)"


def beginnings(pattern: str, language: str) -> dict[str, str]:
    """The strings one of which a match of the pattern begins with, each as long as is sure, with what of
    the pattern follows it."""
    if language == "en":
        pattern = _spelling(pattern)
    done: dict[str, str] = {}
    once: dict[str, str] = {}  # they are long, and many alike
    open_ = [(0, "", _plain(pattern))]  # the shortest first
    while open_:
        _, sure, rest = heappop(open_)
        while rest:
            sign = rest[0]
            if sign == "(":
                end = _close(rest)
                after = rest[end + 1 :]
                options = _options(rest[1:end])
                if len(sure.strip()) >= LONG or len(open_) + len(done) + len(options) > STARTS:
                    break
                for option in options:
                    goes_on = option + after
                    heappush(open_, (len(sure), sure, goes_on if sure else goes_on.lstrip(" ")))
                sure = ""
                break
            if sign in "~*\\[.?" or rest[1:2] == "?":
                break
            sure, rest = sure + sign, rest[1:]
        if sure:
            begun = " ".join(sure.split()) if sure.endswith("  ") else sure.rstrip(" ")
            follows = sure[len(begun) :] + rest if sure.startswith(begun) else "*"
            follows = once.setdefault(follows, follows)
            done[begun] = "*" if done.get(begun, follows) != follows else follows
    return {one: done[one] for one in sorted(done) if one}


def following(rest: str) -> frozenset[str] | None:
    """The first ``NEXT`` characters that ``rest`` of a pattern can be, where they can be told."""
    done: set[str] = set()
    seen: set[tuple[str, str]] = set()
    open_ = [("", rest)]
    while open_:
        if (state := open_.pop()) in seen:
            continue
        seen.add(state)
        sure, rest = state
        while len(sure) < NEXT:
            if not rest or rest[0] in "~*\\[.?" or rest[1:2] == "?":
                return None
            if rest[0] == "(":
                end = _close(rest)
                open_.extend((sure, option + rest[end + 1 :]) for option in _options(rest[1:end]))
                break
            sure, rest = sure + rest[0], rest[1:]
        else:
            done.add(sure)
    return frozenset(done)


def _plain(pattern: str) -> str:
    """Lower case, hyphens and apostrophes made spaces, and what may be there as an alternative:
    "a (b)?" is "a(| (b))", "a (b )?c" is "a (|b )c"."""
    text = pattern.lower().replace("'", " ").replace("-", " ")
    at = 0
    while (at := text.find("(", at)) >= 0:
        end = _close(text[at:]) + at
        if text[end + 1 : end + 2] == "?":
            tail = "~" if text[end + 2 : end + 3] == "~" else ""
            rest = text[end + 2 + len(tail) :]
            inside = f"({text[at + 1 : end]}){tail}"
            if not rest and text[:at].endswith(" "):
                text = f"{text[: at - 1]}(| {inside})"
                at -= 1
            else:
                text = f"{text[:at]}(|{inside}){rest}"
        at += 1
    return text


def _spelling(pattern: str) -> str:
    pattern = _plain(pattern)
    for found, both in _SPELLINGS:
        pattern = found.sub(both, pattern)
    return pattern


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "ch", "sh")):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return f"{word[:-1]}ies"
    return f"{word}s"


def _close(text: str) -> int:
    """Where the bracket that a text begins with is closed."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return at
    raise ValueError(f"a bracket is left open in {text!r}")


def _options(inside: str) -> list[str]:
    out, depth, start = [], 0, 0
    for at, sign in enumerate(inside + "|"):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            out.append(inside[start:at])
            start = at + 1
    return out


def _expand(pattern: str) -> list[str] | None:
    parts: list[list[str]] = []
    rest = pattern
    while rest:
        if rest[0] == "(":
            end = _close(rest)
            options: list[str] = []
            for option in _options(rest[1:end]):
                more = _expand(option)
                if more is None:
                    return None
                options += more
            parts.append(options)
            rest = rest[end + 1 :]
        else:
            end = rest.find("(") if "(" in rest else len(rest)
            parts.append([rest[:end]])
            rest = rest[end:]
    count = 1
    for options in parts:
        count *= len(options)
    if count > MANY:
        return None
    return ["".join(some) for some in product(*parts)]
