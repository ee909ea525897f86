"""All terms as one automaton: which may begin where, in one pass over a text. Made when first asked for."""

import re
from functools import cache

from ahocorasick_rs import AhoCorasick
from msgspec import Struct

from sourcebook.themes.wording import companies, decoys, terms
from sourcebook.understand.aspects.forms import beginnings, bends, pattern_of, spelt

NOTHING = "nothing"
_WEAK = 100_000  # more than there are terms
ENGLISH, CYRILLIC = "english", "cyrillic"


class Meaning(Struct, frozen=True, kw_only=True):
    """What words mean: an aspect (``needs`` company where it isn't ""), company of the name ``helps``,
    or ``nothing``."""

    kind: str = ""
    code: str = ""
    needs: str = ""
    helps: str = ""
    language: str = ""
    order: int = 0  # at the same place the lower wins: sure before weak, the earlier list's first
    sort: int = 0  # 0 for sure words and those of nothing, 1 for weak ones, 2 for company


class Pattern(Struct, kw_only=True):
    """A term that bends: its regular expression, made when a beginning of it is first met."""

    source: str
    language: str
    meaning: Meaning
    made: re.Pattern[str] | None = None

    def end(self, words: str, start: int) -> int:
        """Where the words end that match from ``start``, or -1."""
        if self.made is None:
            self.made = re.compile(self.source)
        found = self.made.match(words, start)
        if found is None:
            return -1
        for ending in found.groups():
            if ending and not bends(ending, self.language):
                return -1
        return found.end()


class Automaton(Struct, frozen=True, kw_only=True):
    """``find`` gives (index, start, end) of every string of ``means``: what it means itself, and the
    patterns that may begin with it."""

    find: AhoCorasick
    means: tuple[tuple[tuple[Meaning, ...], tuple[Pattern, ...]], ...]


@cache
def automaton(script: str) -> Automaton:
    """The automaton of the terms in a script (``english`` or ``cyrillic``)."""
    literal: dict[str, list[Meaning]] = {}
    begun: dict[str, list[Pattern]] = {}
    for term, language, meaning in _wanted(script):
        strings = spelt(term, language)
        if strings is not None:
            for string in strings:
                literal.setdefault(string, []).append(meaning)
            continue
        pattern = Pattern(source=pattern_of(term, language), language=language, meaning=meaning)
        for string in beginnings(term, language):
            begun.setdefault(string, []).append(pattern)
    strings = [*dict.fromkeys([*literal, *begun])]
    means = tuple((tuple(literal.get(s, ())), tuple(begun.get(s, ()))) for s in strings)
    return Automaton(find=AhoCorasick(strings), means=means)


def _wanted(script: str) -> "list[tuple[str, str, Meaning]]":
    """Terms of a script, as (pattern, language, meaning)."""
    out: list[tuple[str, str, Meaning]] = []
    languages = {"en"} if script == ENGLISH else {"ru", "kk"}
    for rank, term in enumerate(terms()):
        if term.language in languages:
            meaning = Meaning(
                kind=term.kind,
                code=term.code,
                needs=term.needs,
                sort=1 if term.needs else 0,
                language=term.language,
                order=rank + (_WEAK if term.needs else 0),
            )
            out.append((term.pattern, term.language, meaning))
    mixed = [(part, Meaning(kind=NOTHING, order=2 * _WEAK)) for part in decoys()]
    for name, company in companies().items():
        mixed += [(part, Meaning(helps=name, sort=2)) for part in company.patterns]
    for part, meaning in mixed:
        cyrillic = re.search("[а-яё]", part, re.I) is not None
        if cyrillic == (script == CYRILLIC):
            out.append((part, "any" if cyrillic else "en", meaning))
    return out
