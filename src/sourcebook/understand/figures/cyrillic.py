"""Say what a number counts in Russian and Kazakh. Pure.

Endings tell adjectives from nouns; what is counted is known by the beginnings of words that
``nouns.toml`` lists, for a number in these languages is followed by any case.
"""

import re

from sourcebook.understand.figures.counting import Counted
from sourcebook.understand.figures.nouns import stems

_TOKEN = re.compile(r" {0,2}([а-яёәғқңөұүһі]+(?:-[а-яёәғқңөұүһі]+)*|\S)")
_ADJECTIVE = re.compile(
    r"(?:ых|их|ые|ие|ый|ий|ого|его|ую|юю|ая|яя|ой|ей|ым|им|ыми|ими|ому|ему|ное|ское|шие|вшие|ных|ғы|гі|қы|кі|лық|лік|дық|дік|тық|тік|сыз|сіз|лы|лі|ды|ді|ты|ті|ған|ген|қан|кен)$"
)
_STOP = frozenset(
    """в во на за с со из от до по о об у к ко для при через над под без между перед и или но а что как который которые которых которая
    были был была было есть не ни же ли бы это этих тех они он она его ее её их уже еще ещё также лишь только ежегодно
    және мен бен пен немесе үшін туралы бойынша деп еді болды бар жоқ жылы бұл осы сол олар""".split()  # noqa: SIM905
)
_VERB = re.compile(
    r"(?:ли|ло|ла|лся|лась|лись|лось|ют|ут|ат|ят|ет|ит|ются|утся|атся|ится|ется|ены|ено|ена|аны|ано|ана|яны|ыты|"
    r"ды|ді|ты|ті|йді|йды|еді|ады)$"
)
_OF_WHICH = re.compile(
    r" (?:из них|из которых|от (?:общего )?числа|всех|всего|этих|таких|олардың)\b"
)
_OUT_OF = re.compile(r" (?:из|от) (?:этих |всех |общего числа )?\d[\d ]{0,10}(?= [а-я])")
_COMPLEMENT = re.compile(
    r" (?:торговл[иея]\w* (?:людьми|детьми)|(?:принудительн|сексуальн|трудов|домашн)\w+ [а-яё]+|эксплуатаци\w+|насили\w+|рабств\w+|принуждени\w+|похищени\w+|людьми|социальн\w+ помощ\w+)"
)
_SUBJECT = re.compile(
    r"(?:(?P<lead>число|количество|численность|доля|уровень|процент|сумма|размер|саны|үлесі) )?(?P<of>[а-яёәғқңөұүһі]+(?: [а-яёәғқңөұүһі]+){0,4}?)(?: (?:в|за) (?:19|20)\d\d год\w{1,2})?"
    r" ?(?:составил[аио]?|составля(?:ет|ют|л[аи]?)|достиг(?:ло|ла|ли)?|достига(?:ет|ют)|увеличил[аио]?сь (?:с|до)|снизил[аио]?сь (?:с|до)|вырос(?:ло|ла|ли)? (?:с|до)|упал[аио]? (?:с|до)|сократил[аио]?сь (?:с|до)|выросл[аио] до|равн[аоы]|:| - ) ?$"
)
_RU_CHANGE = re.compile(
    r"(?P<lead>число|количество|численность|доля|уровень) (?P<of>[а-яё]+(?: [а-яё]+){0,4}?) (?:увеличил[аио]?сь|снизил[аио]?сь|вырос(?:ло|ла|ли)?|упал[аио]?|сократил[аио]?сь) (?:с|со) [^.;:]{1,40} до $"
)
_KK_OF = re.compile(
    r"([а-яёәғқңөұүһі]+(?:дың|дің|тың|тің|ның|нің)) (?:шамамен |кемінде |жартысы|үштен |төрттен )?$"
)


def after(folded: str, at: int, limit: int, *, kazakh: bool) -> Counted | None:
    """What a number that ends at ``at`` counts, looking as far as ``limit``."""
    limit = min(limit, at + 140)
    out_of = _OUT_OF.match(folded, at, limit)
    at = out_of.end() if out_of is not None else at
    lead = _OF_WHICH.match(folded, at, limit)
    if lead is not None:
        if "них" in lead.group() or "которых" in lead.group():
            return None
        at = lead.end()
    patterns = (stems("kk"), stems("ru")) if kazakh else (stems("ru"), stems("kk"))
    start: int | None = None
    pos = at
    for _ in range(5):
        token = _TOKEN.match(folded, pos, limit)
        if token is None:
            return None
        word = token[1]
        if not word[0].isalpha() or word in _STOP:
            return None
        if start is None:
            start = token.start(1)
        found = next(
            (
                m
                for p in patterns
                if (m := p.match(folded, token.start(1), token.end(1))) is not None
            ),
            None,
        )
        if found is not None and _adjective_before(folded, token, limit, patterns):
            found = None
        if found is not None:
            unit = found.lastgroup or "count"
            end = token.end(1)
            more = _COMPLEMENT.match(folded, end, limit)
            return Counted(start, more.end() if more is not None else end, word, unit, True)
        if _VERB.search(word) is not None and not kazakh and not _ADJECTIVE.search(word):
            return None
        if _ADJECTIVE.search(word) is None:
            return Counted(start, token.end(1), word, "count", False)
        pos = token.end()
    return None


def _adjective_before(
    folded: str, token: re.Match[str], limit: int, patterns: tuple[re.Pattern[str], ...]
) -> bool:
    """Whether a word that may stand for people is an adjective here: "рабочих дней", "трудовых мигрантов"."""
    if _ADJECTIVE.search(token[1]) is None:
        return False
    following = _TOKEN.match(folded, token.end(), limit)
    return following is not None and any(
        p.match(folded, following.start(1), following.end(1)) is not None for p in patterns
    )


def before(folded: str, floor: int, at: int) -> Counted | None:
    """What a number at ``at`` is said of: "число жертв составило 409", "балалардың 12 пайызы"."""
    base = max(floor, at - 120)
    window = folded[base:at]
    found = _KK_OF.search(window)
    if found is not None:
        return _noun(folded, base + found.start(1), base + found.end(1))
    found = _SUBJECT.search(window) or _RU_CHANGE.search(window)
    if found is None:
        return None
    start, end = base + found.start("of"), base + found.end("of")
    if found["lead"] is None:
        last = folded.rfind(" ", start, end)
        counted = _noun(folded, last + 1 if last >= 0 else start, end)
        return counted if counted.known or folded[end - 1] else None
    return _noun(folded, start, end)


def _noun(folded: str, start: int, end: int) -> Counted:
    for token in re.finditer(r"\w+", folded[start:end]):
        for language in ("ru", "kk"):
            found = stems(language).match(token.group())
            if found is not None:
                return Counted(start, end, token.group(), found.lastgroup or "count", True)
    first = re.match(r"\w+", folded[start:end])
    return Counted(start, end, first.group() if first is not None else "", "count", False)
