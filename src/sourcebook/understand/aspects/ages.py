"""Read ages given in numbers ("aged 12 to 15", "до 18 лет", "16 жасқа дейінгі") as age groups. Pure."""

import re
from collections.abc import Iterator, Sequence

BEFORE, AFTER = 20, 60  # characters around such a word that are read
LIMIT = 110  # nobody is older: what has more is no age

_NUMBER = r"(\d{1,3})"
_TO = r"(?:\s?(?:-|to|and|through)\s?)"
_END = r"(?![\d,.]*\d)\b(?! ?(?:percent|per cent|%))"  # neither 50,700 nor 40 percent
_EN = re.compile(
    rf"\b(?:between (?:the )?ages (?:of )?|ages?d? (?:between |from |of )?){_NUMBER}{_TO}{_NUMBER}{_END}(?: years(?: old| of age)?)?|"
    rf"\bbetween {_NUMBER}{_TO}{_NUMBER} years (?:old|of age)|"
    rf"\b(under|below|younger than|less than|over|above|older than) (?:the )?(?:ages? of |age )?{_NUMBER}{_END}(?: years(?: old| of age)?)?|"
    rf"\bas young as (?:age )?{_NUMBER}{_END}(?: years old)?|"
    rf"\b{_NUMBER}{_TO}{_NUMBER}[- ]years?[- ]olds?\b|"
    rf"\b{_NUMBER}[- ]years?[- ](?:olds?|of age)\b|"
    rf"\b(?:aged|at age|at the age of|age) {_NUMBER}{_END}(?: (?:or|and) (under|younger|below|over|older|above))?"
)
_RU = re.compile(
    rf"\bв возрасте (?:от )?{_NUMBER}(?: лет)? ?(?:-|до) ?{_NUMBER} лет|"
    rf"\b(?:в возрасте )?(до|младше|моложе|старше|свыше) {_NUMBER}(?:-?ти)? ?лет\w?|"
    rf"\b{_NUMBER}-?летн\w{{2,3}}|"
    rf"\bв возрасте {_NUMBER} (?:лет|года)"
)
_KK = re.compile(
    rf"\b{_NUMBER} ?(?:-|пен|мен|бен|ден|дан) ?{_NUMBER} ?жас(?:қа)?(?: аралығындағы| аралығында| дейінгі)|"
    rf"\b{_NUMBER} жас(қа дейінгі|қа толмаған|тан асқан|тан үлкен|тан кіші)|"
    rf"\b{_NUMBER} жас(?:тағы|та|ар)\w{{0,4}}"
)
_PATTERNS = (_EN, _RU, _KK)
_ENGLISH = (
    "age",
    "old",
    "under ",
    "below ",
    "younger ",
    "less than",
    "over ",
    "above ",
    "young as",
)
_DIGIT = re.compile(r"\d")
_UNDER = ("under", "below", "younger", "less", "до", "младше", "моложе", "қа", "тан кіші")
# "A minimum age of 16", "no more than 5 years old" are nobody's; "under 18" and "over 60" without "age" or
# "years" are ages where people stand before them, else numbers ("over 60 children").
_NO_PERSON = re.compile(
    r"(?:minimum|school|compulsory|retirement|average|legal|stone|bronze|marriage|establish|set|raised?|than) $"
)
_PERSON = re.compile(
    r"\b(?:child(?:ren)?|boys?|girls?|persons?|people|anyone|everyone|those|minors?|victims?|workers?|youths?|"
    r"women|men|adolescents|pupils|individuals|citizens|anybody|everybody)(?: who are| aged)? $"
)


def ages_in(folded: str, near: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """(start, end, code) of each age in numbers, in order. ``near`` are offsets of words that tell of an
    age (see ``signals``): only around them is looked."""
    done = 0
    for at in near:
        first, last = max(done, at - BEFORE), at + AFTER
        if at < done or not _DIGIT.search(folded, first, last):
            continue
        words = folded[first:last]
        latin = words.isascii()
        if latin and not any(word in words for word in _ENGLISH):
            continue
        for pattern in _PATTERNS[:1] if latin else _PATTERNS:
            found = pattern.search(folded, first, last)
            if found:
                code = _group(found)
                if code and _of_people(folded, found):
                    yield found.start(), found.end(), code
                done = found.end()
                break


def _of_people(folded: str, found: re.Match[str]) -> bool:
    """Whether an age is somebody's, by the words before it."""
    start = found.start()
    if _NO_PERSON.search(folded, max(0, start - 14), start):
        return False
    bare = re.fullmatch(r"(?:under|below|less than|over|above) \d{1,3}", found[0])
    return not bare or _PERSON.search(folded, max(0, start - 24), start) is not None


def _group(found: re.Match[str]) -> str:
    numbers = [int(one) for one in found.groups() if one and one.isdigit()]
    bound = next((one for one in found.groups() if one and not one.isdigit()), "")
    if not numbers or max(numbers) > LIMIT:
        return ""
    if bound:
        return _under(numbers[0]) if bound.startswith(_UNDER) else _over(numbers[0])
    if len(numbers) == 2 and numbers[0] > numbers[1]:
        return ""
    return _between(numbers[0], numbers[-1])


def _under(age: int) -> str:
    if age <= 2:
        return "infants"
    if age <= 6:
        return "young-children"
    return "children" if age <= 18 else "young-adults" if age <= 30 else ""


def _over(age: int) -> str:
    return "older-people" if age >= 55 else "adults" if age >= 18 else ""


def _between(low: int, high: int) -> str:
    """Bounds of the United Nations' usage: children under 18, adolescents from 12 (13 in many laws),
    youth to 24, older people from 60 (55 where that is when pensions begin)."""
    if high < 2:
        return "infants"
    if high <= 5:
        return "young-children"
    if low >= 55:
        return "older-people"
    if low >= 12 and high <= 17:
        return "adolescents"
    if high <= 18:
        return "children"
    if low >= 15 and high <= 30:
        return "young-adults"
    return "adults" if low >= 18 else "all-ages" if high >= 50 else ""
