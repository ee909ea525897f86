"""Say what a number counts: the noun phrase after it, or the subject it is said of. Pure; English.

There is no parser here: a noun phrase runs to the first word that can't be in one, and its head is the
first plural that no other noun follows. What is counted in which unit is in ``nouns.toml``.
"""

import re
from functools import cache
from typing import NamedTuple

from sourcebook.understand.figures.nouns import english


class Counted(NamedTuple):
    """What is counted, at ``start`` to ``end``; ``head`` is its noun, ``unit`` its unit ("count" where it has
    none of its own), ``known`` whether the noun is one we list."""

    start: int
    end: int
    head: str
    unit: str
    known: bool


_TOKEN = re.compile(r" {0,2}([a-zà-ÿ](?:[a-zà-ÿ]|'(?!\s))*(?:-[a-zà-ÿ]+)*|\S)")
# "300 of the victims", "half the looms", "70 percent of all girls"
_LEAD = re.compile(
    r"(?: of\b)?(?: (?:the|these|those|all|its|their|our|his|her|such|country's|nation's|additional|more|other|further|different|separate|some|any|as many|known)(?= ))*"
)
_STOP = frozenset(
    """about above according across after against along among amid around as at because before behind below between beyond
    but by despite down due during except for from if in including inside into involving like near nor not of off on onto or
    out outside over per since so than that the then there through throughout till to toward towards under unlike until up
    upon versus via when where whereas whether which while who whom whose with within without and a an this these those
    is are was were be been being am has have had having do does did can could may might must shall should will would
    he she it they we you i his her its their our your each every both also already still however only yet once again
    respectively annually yearly daily monthly weekly today ago later earlier worldwide nationwide abroad alone compared
    whereby thereby ages aged related resulting based concerning regarding pending""".split()  # noqa: SIM905
)
# Verbs as they stand after a plural subject; none of them is a noun we count.
_VERBS = frozenset(
    """work works live lives lived attend receive received get got remain remained suffer face become became need
    participate die died leave left migrate enter go went gone beg engage make made take took taken come came
    lack earn eat sleep begin began say said says sell sold sent send given give gave held hold found find brought
    bring bought buy kept keep known know knew lost lose led lead born caught beaten seen told shown run ran ended
    hidden driven drove fell fall rose rise grew grow lie lay stand stood understand spent pay paid cross crossed
    join joined belong exist fled flee escape escaped return returned arrive arrived fish carry carried lie seek sought
    represent cover include fail failed want spoke speak came knew wore wrote account numbered totalled goes makes takes comes works lives hosts receives represents covers""".split()  # noqa: SIM905
)
_ADJECTIVES_ED = frozenset(
    """forced bonded indentured organized organised armed unaccompanied displaced trafficked abused exploited abandoned
    orphaned disabled skilled unskilled undocumented documented unregistered registered identified suspected alleged
    convicted accused reported confirmed presumed related dedicated trained qualified licensed state-funded detained
    married so-called government-run affected enslaved abducted kidnapped rescued imprisoned retired separated
    unemployed employed targeted planned unannounced announced smuggled repatriated prostituted wanted limited united
    missing newly-arrived aged educated uneducated deprived marginalized marginalised impoverished malnourished
    enrolled unrelated interested certified specialized specialised selected proposed combined associated""".split()  # noqa: SIM905
)
_SMALL = frozenset(
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ]
)
_MOST_WORDS = 7
_AGES = re.compile(
    r",?(?: who (?:are|were))? \(?(?:(?:between (?:the )?)?age[sd]?(?: of| from| between| group)?|under(?: the)?(?: age(?: of)?)?|over the age of|younger than|below(?: the age of)?)"
    r" \d{1,2}(?:(?: ?- ?| to | and | or | through )\d{1,2})?(?: (?:or|and) (?:older|younger|over|under|above))?(?: years?(?: (?:old|of age))?)?\)?(?![\w,.]\d)"
)
_AND = re.compile(r"(?:, (?:and |or )?| and | or | & |/)(?=[a-z])")
_NUMBERS = re.compile(
    r"(?:,| and|, and| but| or) (?:(?:perhaps|possibly|as many as|up to|about|some|more than|nearly|over|at least) ){0,2}(?:\d[\d,.]{0,12}|two|three|four|five|six|seven|eight|nine|ten)(?=[ ,])"
)
_OUT_OF = re.compile(  # sixteen of the 20 women
    r"(?: out)? of (?:the |its |these |those |an estimated |some |about )*(?:total )?(?:\d[\d,.]{0,12}|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)(?= [a-z])"
)
_CHANGE = re.compile(
    r" (rise|increase|decrease|decline|drop|fall|growth|reduction|cut|jump|surge)\b"
)
_THOSE = re.compile(
    r" of (?:all )?(those(?: who)?(?: (?!in\b|from\b|at\b|on\b|were\b|was\b|are\b)[a-z]+){1,2})"
)
_SUBJECT_VERB = re.compile(
    r" (?:runs?|ran|ranges?|ranged) ?$|"
    r"(?: (?:has|have|had|is|are|was|were|would|will|may|might|could))?(?: (?:now|then|also|already|still|currently))?"
    r"(?: (?:is|are|was|were|been|be|being|reached|reach(?:es)?|tot[a]ll?(?:ed|ing|s)|stood at|stands at|rose(?: by)?(?: to)?|fell(?: by)?(?: to)?|grew(?: by)?(?: to)?|climbed to|dropped to|increased(?: by)?(?: to)?|"
    r"decreased(?: by)?(?: to)?|declined(?: by)?(?: to)?|amount(?:ed|s|ing) to|number(?:ed|s|ing)|exceeded|put at|estimated at|estimated to be|thought to be|believed to be|said to be|"
    r"at|:|=)|:| at|,? which is| estimated at) ?$"
)
_CHANGE_FROM = re.compile(
    r" (?:f[ae]ll(?:en)?|rose|risen|increased|decreased|declined|dropped|grew|grown|went|climbed|reduced|raised|expanded|was reduced|was cut|jumped)(?: sharply| slightly| steadily)? from [^.;:]{0,70}?(?:to )?$| (?:f[ae]ll(?:en)?|rose|risen|increased|decreased|declined|dropped|grew|grown|went|climbed|reduced|raised|expanded|jumped)(?: sharply| slightly| steadily)? from $"
)
# The last words of what says a number of something: most numbers stand after none of them.
_SAID_LAST = frozenset(
    """is are was were been be being reached reach reaches totalled totaled totals totalling totaling at to from by of exceeded run runs ran range
    ranges ranged numbered numbers numbering put puts as""".split()  # noqa: SIM905
)
_TOLL = re.compile(
    r"\b(?:the|its|their|this) ((?:true |real |actual |death )?(?:figure|number|total|toll)) (?:is|was|at|stands at|stood at|to be|could be|may be|reached|rose to|fell to|puts? at|as) $"
)
_SIZE_OF = re.compile(r"\b(population|workforce|labou?r force|staff|enrol?lment|membership) of $")
_NUMBER_OF = re.compile(
    r"\b(?:number|total|count|estimates?(?: of the number)?) of (?:the |all |its |their )?([^,;:.()]{3,90})$"
)
_SHARE_OF = re.compile(
    r"\b((?:share|proportion|percentage|rate|level|prevalence|incidence|majority) of (?:the |all )?[^,;:.()]{3,80})$"
)
_CUT = re.compile(
    r" (?:in|at|on|for|from|with|during|by|since|as|who|that|which|has|have|had|is|are|was|were|to|reported|identified|registered|recorded|found|repatriated|rescued|conducted|detected|employed)\b"
)
_BOUNDARY = re.compile(
    r"[.,;:()\"]| (?:and|but|that|while|whereas|because|which|when|if|although|though) "
)
_OPENING = re.compile(
    r"^(?:(?:in|by|during|as of|since|on|at|for) (?:[a-z]+ ){0,2}(?:\d{1,2} )?(?:[a-z]+ )?(?:\d{4}),? ?)?(?:the |a |an |its |their |this |these |overall |total )*"
)


@cache
def _plural(word: str) -> bool:
    nouns = english()
    if word in nouns.not_counted:
        return False
    if word in nouns.plural:
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s", "'", "ous"))
    )


def unit_of(head: str, written: str) -> tuple[str, bool]:
    """The unit in which ``head`` is counted and whether we list it; ``written`` is the noun in its own case,
    so that a people's name is known by its capital."""
    nouns = english()
    unit = nouns.unit.get(head)
    if unit is None and "-" in head:
        unit = nouns.unit.get(head.rpartition("-")[2])
    if unit is not None:
        return unit, True
    if head.endswith("ers") and len(head) > 5 and head not in nouns.not_people:
        return "people", False
    if written[:1].isupper() and not written[1:2].isupper() and nouns.people_ending.search(head):
        return "people", True
    return "count", False


def after(
    text: str, folded: str, at: int, limit: int, *, single: bool, share: bool, ratio: bool = False
) -> Counted | None:
    """What a number that ends at ``at`` counts, looking as far as ``limit``. ``single`` allows a singular
    ("one case"), ``share`` any noun ("31 percent of income"), ``ratio`` one
    without "of" too ("one in five girls")."""
    limit = min(limit, at + 160)
    while (chain := _NUMBERS.match(folded, at, limit)) is not None:  # 36, 43 and 12 cases
        at = chain.end()
    out_of = _OUT_OF.match(folded, at, limit)
    if out_of is not None:
        at = out_of.end()
    lead = _LEAD.match(folded, at, limit)
    if lead is not None:
        if share and lead.group() == "" and not ratio and out_of is None:
            changed = _CHANGE.match(folded, at, limit)
            if changed is None:
                return None
            return Counted(changed.start(1), changed.end(1), changed[1], "count", True)
        those = _THOSE.match(folded, at, limit) if share else None
        if those is not None:
            return Counted(those.start(1), those.end(1), "those", "count", True)
        at = lead.end()
    return _phrase(text, folded, at, limit, single=single, share=share)


def _phrase(
    text: str, folded: str, at: int, limit: int, *, single: bool, share: bool
) -> Counted | None:
    nouns = english()
    if single and not share:
        return _one(text, folded, at, limit)
    head: re.Match[str] | None = None
    last: re.Match[str] | None = None
    first = None
    pos = at
    for count in range(_MOST_WORDS + 2):
        token = _TOKEN.match(folded, pos, limit)
        if token is None:
            break
        word = token[1]
        if not word[0].isalpha():
            if (
                word == ","
                and head is None
                and last is not None
                and count < 4
                and _adjective(last[1])
            ):
                pos = token.end()
                continue
            break
        if count == 0 and word in nouns.pointing:
            return None
        if word in _STOP:
            if word == "and" and head is None and last is not None and _adjective(last[1]):
                pos = token.end()
                continue
            break
        if word in _VERBS and (head is not None or first is None or share):
            break
        if head is not None:
            people = text[head.start(1)].isupper()  # "18 Burmese migrant workers"
            if not _plural(word) and not (people and _leads_on(folded, token, limit)):
                break
        elif (
            word.endswith("ed")
            and first is not None
            and word not in _ADJECTIVES_ED
            and _plural(last[1] if last else "")
        ):
            break
        if first is None:
            first = token
        if _plural(word):
            head = token
        last = token
        pos = token.end()
    if first is None or last is None:
        return None
    if head is not None and head[1] in nouns.compound:
        head = _wider(folded, head, limit)
    if head is None:
        head = _singular_head(folded, last, first, single=single, share=share)
        if head is None:
            return None
    start, end = first.start(1), head.end(1)
    noun = folded[head.start(1) : head.end(1)]
    unit, known = unit_of(noun, text[head.start(1) : head.end(1)])
    end = _joined(text, folded, end, limit, unit)
    end = _complement(text, folded, end, limit, known=known)
    ages = _AGES.match(folded, end, min(limit, end + 60))
    if ages is not None:
        end = ages.end()
    return Counted(start, end, noun, unit, known)


def _leads_on(folded: str, token: re.Match[str], limit: int) -> bool:
    """Whether a noun we list follows within two words that can stand before one."""
    for _ in range(3):
        word = token[1]
        if not word[0].isalpha() or word in _STOP or word in _VERBS or word.endswith("ed"):
            return False
        if word in english().plural:
            return True
        following = _TOKEN.match(folded, token.end(), limit)
        if following is None:
            return False
        token = following
    return False


_WIDER = re.compile(r" and (?:[a-z]+ ){1,3}?(?P<many>[a-z]+s)(?= |[.,;:)]|$)")


def _wider(folded: str, head: re.Match[str], limit: int) -> re.Match[str]:
    """ "women and child protection units" counts units."""
    found = _WIDER.match(folded, head.end(), limit)
    if found is None:
        return head
    words = found.group().split()[1:]
    if any(
        w in _STOP or w in _VERBS or w in _SMALL or (_plural(w) and w != words[-1]) for w in words
    ):
        return head
    unit, known = unit_of(words[-1], words[-1])
    token = _TOKEN.match(folded, found.start("many") - 1)
    return token if unit == "count" and known and token is not None else head


def _one(text: str, folded: str, at: int, limit: int) -> Counted | None:
    """What "one" counts: the first singular we list that no other follows ("one migrant domestic worker dies")."""
    nouns = english()
    first = head = None
    pos = at
    for _ in range(_MOST_WORDS):
        token = _TOKEN.match(folded, pos, limit)
        if token is None or not token[1][0].isalpha() or token[1] in _STOP or token[1] in _VERBS:
            break
        first = first or token
        if token[1] in nouns.singular:
            head = token
        elif head is not None and not _adjective(token[1]):
            break
        pos = token.end()
    if first is None or head is None:
        return None
    unit, known = unit_of(head[1], text[head.start(1) : head.end(1)])
    end = _complement(text, folded, head.end(1), limit, known=known)
    return Counted(first.start(1), end, head[1], unit, known)


def _adjective(word: str) -> bool:
    return word.endswith(("al", "ic", "ful", "ous", "ed", "ign", "ern", "ive", "ant", "ent", "ary", "less")) or word in {
        "male", "female", "new", "old", "young", "adult", "small", "large", "poor", "rural", "urban", "public", "private",
    }  # fmt: skip


def _singular_head(
    folded: str, last: re.Match[str], first: re.Match[str], *, single: bool, share: bool
) -> re.Match[str] | None:
    if share:
        return last
    found = None
    if single:
        for token in _TOKEN.finditer(folded, first.start(), last.end()):
            if token[1] in english().singular:
                found = token
    return found


def _joined(text: str, folded: str, end: int, limit: int, unit: str) -> int:
    """Where "women" goes on as "women and girls": only with nouns of the same unit."""
    nouns = english()
    for _ in range(3):
        joint = _AND.match(folded, end, limit)
        if joint is None:
            return end
        pos = joint.end()
        for count in range(3):
            token = _TOKEN.match(folded, pos, limit)
            if (
                token is None
                or token[1] in _STOP
                or token[1] in _VERBS
                or not token[1][0].isalpha()
            ):
                return end
            if token[1] in _SMALL:  # "12 organisations and two NGOs" are two figures
                return end
            if _plural(token[1]):
                if unit_of(token[1], text[token.start(1) : token.end(1)]) != (unit, True):
                    return end
                following = _TOKEN.match(folded, token.end(), limit)
                if joint.group() == ", " and (
                    unit == "count" or following is None or following[1] not in {",", "and", "or"}
                ):
                    return end
                end = token.end(1)
                break
            if token[1] not in nouns.singular and not _adjective(token[1]) and count:
                return end
            pos = token.end()
        else:
            return end
    return end


def _complement(text: str, folded: str, end: int, limit: int, *, known: bool) -> int:
    """Where "victims" goes on as "victims of forced labour"."""
    if not known or not folded.startswith(" of ", end):
        return end
    pos, stop, last = end + 3, end, ""
    for count in range(6):
        token = _TOKEN.match(folded, pos, limit)
        if token is None or not token[1][0].isalpha() or token[1] in _VERBS:
            break
        word = token[1]
        if word in _STOP and not (
            word in {"and", "or"} and count and text[token.end() + 1 : token.end() + 2].islower()
        ):
            break
        if count and word.endswith("ing") and _plural(last):
            break
        if count and word.endswith("ed") and word not in _ADJECTIVES_ED:
            break
        if word not in {"and", "or"}:
            stop = token.end(1)
        last = word
        pos = token.end()
    if stop == end:
        return end
    tail = re.search(r"(?: (?:and|or|in|forced|reported|identified|suspected))+$", folded[end:stop])
    return end + tail.start() if tail is not None else stop


def before(text: str, folded: str, floor: int, at: int, *, share: bool) -> Counted | None:
    """What a number at ``at`` is said of, looking back as far as ``floor``: "the number of victims reached 300"."""
    window = folded[max(floor, at - 200) : at]
    base = at - len(window)
    said = window.rstrip()
    if said.rpartition(" ")[2] not in _SAID_LAST and not said.endswith((":", "=")):
        return None
    toll = _TOLL.search(window)
    if toll is not None and not share:
        return Counted(base + toll.start(1), base + toll.end(1), toll[1].split()[-1], "count", True)
    size = _SIZE_OF.search(window)
    if size is not None and not share:
        return Counted(base + size.start(1), base + size.end(1), size[1], "people", True)
    verb = _SUBJECT_VERB.search(window) or _CHANGE_FROM.search(window)
    if verb is None:
        return None
    subject = window[: verb.start()]
    subject = re.sub(r" \([^()]{0,60}\)$", "", subject)
    for pattern in (_SHARE_OF, _NUMBER_OF) if share else (_NUMBER_OF, _SHARE_OF):
        found = pattern.search(subject)
        if found is None:
            continue
        start, end = found.start(1), found.end(1)
        cut = None if pattern is _SHARE_OF else _CUT.search(subject, start + 2)
        if cut is not None:
            end = cut.start()
        words = subject[start:end].split()
        if not words or len(words) > 9:
            continue
        if pattern is _SHARE_OF:
            return Counted(base + start, base + end, words[0], "count", True)
        phrase = _phrase(text, folded, base + start, base + end, single=False, share=True)
        return phrase
    boundary = None
    for boundary in _BOUNDARY.finditer(subject):  # noqa: B007
        pass
    start = boundary.end() if boundary is not None else 0
    opening = _OPENING.match(subject[start:].lstrip())
    start += (
        len(subject[start:]) - len(subject[start:].lstrip()) + (opening.end() if opening else 0)
    )
    words = subject[start:].split()
    if (
        not 0 < len(words) <= 6
        or any(w in _STOP or w in _VERBS for w in words)
        or not words[-1][-1:].isalpha()
    ):
        return None
    head = words[-1]
    end = start + len(subject[start:].rstrip())
    unit, known = unit_of(head, text[base + end - len(head) : base + end])
    if not share and (not known or not _plural(head)):
        return None
    return Counted(base + start, base + end, head, unit, known)
