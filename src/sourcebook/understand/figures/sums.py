"""What a sum of money is for: "in fines", "a fine of", "for passports". Pure."""

import re

from sourcebook.understand.figures import counting
from sourcebook.understand.figures.counting import Counted
from sourcebook.understand.figures.numbers import Number

_IN = re.compile(r" (?:in|of|worth of) (?=[a-z])")
_LEAD = re.compile(
    r"\b((?:(?:budget|salary|salaries|wages?|fines?|fees?|grants?|funding|income|price|cost|ransom|debt|penalt(?:y|ies)|payment|project|loan|allowance|stipend|profits?|earnings|remittances|compensation|revenue|bribe)s?)(?: (?:for|of) [a-z][a-z ]{2,40}?)?) (?:(?:was|were|is|are|had|decreased|increased|rose|fell|grew) )?(?:of|at|totall?(?:ed|ing)|worth|as high as|amount(?:ed|ing) to|between|from|ranging from)? ?$"
)
_WORDS = re.compile(r"[\w)]? (?!yes|no\b|unknown|n/a)[a-zа-яәғқңөұүһі]{2,}")
_WORD = re.compile(r"[a-zа-яәғқңөұүһі]{2,},? $")


def purpose_of(text: str, folded: str, number: Number, start: int, end: int) -> Counted | None:
    """What money is for: "in fines", "a fine of", "for passports"."""
    after = _IN.match(folded, number.end, end)
    if after is not None:
        phrase = counting.after(text, folded, after.end() - 1, end, single=True, share=True)
        if phrase is not None and phrase.head not in {"year", "month"}:
            return phrase._replace(unit="")
    window = folded[max(start, number.start - 80) : number.start]
    lead = _LEAD.search(window)
    if lead is None:
        return None
    base = number.start - len(window)
    return Counted(base + lead.start(1), base + lead.end(1), lead[1].split()[0], "", True)


def in_prose(folded: str, number: Number, start: int, end: int) -> bool:
    """Whether words stand beside a sum, so that it is no cell of a table."""
    if _WORDS.match(folded, number.end, end) is not None:
        return True
    return _WORD.search(folded[max(start, number.start - 20) : number.start]) is not None
