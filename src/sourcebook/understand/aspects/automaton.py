"""All terms as one automaton: which may begin where, in one pass over a text. Made when first asked for."""

import re
from functools import cache

from ahocorasick_rs import AhoCorasick
from msgspec import Struct

from sourcebook.themes.wording import companies, decoys, terms
from sourcebook.understand.aspects.forms import beginnings, bends, following, pattern_of, spelt

NOTHING = "nothing"
WEAK, VOID, HELP = 100_000, 200_000, 300_000  # there are 3,600 terms
_HOPES = 50_000  # some 8 MB
ENGLISH, CYRILLIC = "english", "cyrillic"


class Meaning(Struct, frozen=True, kw_only=True):
    """What words mean: an aspect (``needs`` company where it isn't ""), company of the name ``helps``,
    or ``nothing``."""

    kind: str = ""
    code: str = ""
    needs: str = ""
    helps: str = ""


def worth(number: int) -> int:
    """0 of what is sure or means nothing, 1 of what is weak, 2 of company."""
    if number < WEAK or number == VOID:
        return 0
    return 1 if number < VOID else 2


class Pattern(Struct, kw_only=True):
    """A term that bends: its regular expression, made when a beginning of it is first met."""

    source: str
    language: str
    number: int
    made: re.Pattern[str] | None = None

    def end(self, words: str, start: int) -> int:
        """Where the words end that match from ``start``, or -1."""
        if self.made is None:
            self.made = re.compile(self.source)
        found = self.made.match(words, start)
        if found is None:
            return -1
        if self.made.groups:
            for ending in found.groups():
                if ending and not bends(ending, self.language):
                    return -1
        return found.end()


class Start(Struct, kw_only=True):
    """A beginning of a pattern: ``rest`` is what of it follows, ``follows`` the characters that can, told
    when it is first met (None: any)."""

    pattern: Pattern
    rest: str
    follows: frozenset[str] | None = None
    met: bool = False

    def may_go_on(self, following_words: str) -> bool:
        """Whether the pattern can match where these ``NEXT`` characters follow its beginning."""
        if not self.met:
            self.follows, self.met = following(self.rest), True
        return self.follows is None or following_words in self.follows


class Automaton(Struct, frozen=True, kw_only=True):
    """``find`` gives (index, start, end) of every string of ``means``: the numbers of what it means
    itself, each with its worth, and the patterns that may begin with it. ``hopes`` are those that may
    go on as it does, by the index and the characters that follow, once they are told."""

    find: AhoCorasick
    means: tuple[tuple[tuple[tuple[int, int], ...], tuple[Start, ...]], ...]
    hopes: dict[tuple[int, str], tuple[Pattern, ...]]

    def hopeful(self, index: int, following_words: str) -> tuple[Pattern, ...]:
        """The patterns that begin with the string at ``index`` and can go on so; kept, as texts say the
        same again and again."""
        if len(self.hopes) > _HOPES:
            self.hopes.clear()
        some = tuple(one.pattern for one in self.means[index][1] if one.may_go_on(following_words))
        self.hopes[index, following_words] = some
        return some


@cache
def meanings() -> dict[int, Meaning]:
    """What the numbers stand for. Of two that mean the same words the lower wins: sure terms (below
    ``WEAK``) before weak ones, the earlier list's first, then what means nothing, then company."""
    out: dict[int, Meaning] = {}
    for rank, term in enumerate(terms()):
        number = rank + (WEAK if term.needs else 0)
        out[number] = Meaning(kind=term.kind, code=term.code, needs=term.needs)
    out[VOID] = Meaning(kind=NOTHING)
    for rank, name in enumerate(companies()):
        out[HELP + rank] = Meaning(helps=name)
    return out


@cache
def automaton(script: str) -> Automaton:
    """The automaton of the terms in a script (``english`` or ``cyrillic``)."""
    literal: dict[str, list[int]] = {}
    begun: dict[str, list[Start]] = {}
    for term, language, number in wanted(script):
        strings = spelt(term, language)
        if strings is not None:
            for string in strings:
                literal.setdefault(string, []).append(number)
            continue
        pattern = Pattern(source=pattern_of(term, language), language=language, number=number)
        for string, rest in beginnings(term, language).items():
            begun.setdefault(string, []).append(Start(pattern=pattern, rest=rest))
    strings = [*dict.fromkeys([*literal, *begun])]
    means = tuple(
        (tuple((worth(n), n) for n in literal.get(s, ())), tuple(begun.get(s, ()))) for s in strings
    )
    return Automaton(find=AhoCorasick(strings), means=means, hopes={})


def wanted(script: str) -> list[tuple[str, str, int]]:
    """Terms of a script, as (pattern, language, number of its meaning)."""
    languages = {"en"} if script == ENGLISH else {"ru", "kk"}
    out = [
        (term.pattern, term.language, rank + (WEAK if term.needs else 0))
        for rank, term in enumerate(terms())
        if term.language in languages
    ]
    mixed = [(part, VOID) for part in decoys()]
    for rank, company in enumerate(companies().values()):
        mixed += [(part, HELP + rank) for part in company.patterns]
    for part, number in mixed:
        cyrillic = re.search("[а-яё]", part, re.I) is not None
        if cyrillic == (script == CYRILLIC):
            out.append((part, "any" if cyrillic else "en", number))
    return out
