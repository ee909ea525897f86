"""Rewrite an address by a rule: a pattern of old addresses, and how the new one is made of it. Pure.

A rule is written as a webmaster would: ``example.org/news/{rest}.shtml`` →
``https://example.org/stories/{rest}``. In the old address stand

=========== =============================================
{all}       everything after the host, nothing too
{lead}      any folders that come first, none too
{rest}      at least one segment, with what follows it
{name}      one segment, or the part of it before its ending
{year}      a year from 1900 to 2099
{two}       one or two digits (a month, a day)
{number}    digits
=========== =============================================

and in the new one the same, in a style where it has one (``{rest:lower}``, see ``spelling``); further
what the entry says: ``{title-short:dashes+lower}``, ``{title-year}``, ``{issued-year}``,
``{issued-month}``, ``{issued-day}``. A second one of a kind is ``{number2}``. The idea that pairs of one site show how
all its addresses changed is that of Zhu et al., "Reviving Dead Links on the Web with Fable" (ACM IMC
2023); the language of rules is ours.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from sourcebook.check.moves.spelling import About, place, slugs, styled, where
from sourcebook.values.addresses import web_address

PATTERNS = {
    "all": r".*",
    "lead": r"(?:[^/?]+/)*?",
    "rest": r"[^/?][^?]*?(?:\?.*)?",
    "name": r"[^/?]+?",
    "year": r"(?:19|20)\d\d",
    "two": r"\d{1,2}",
    "number": r"\d+",
}
_VARIABLE = re.compile(r"\{([a-z-]+)(\d*)(?::([a-z+]+))?\}")


class Rule(Struct, frozen=True, kw_only=True):
    """How addresses of a host were rewritten. ``support`` counts the pairs it explains, ``against``
    those where it says something else; ``example`` is one of those it explains."""

    old: str
    new: str
    support: int = 1
    against: int = 0
    example: tuple[str, str] = ("", "")

    @property
    def host(self) -> str:
        """The host whose addresses it rewrites."""
        return self.old.partition("/")[0]

    @property
    def trust(self) -> float:
        """How likely it is right: the share of pairs it explains, carefully put (Laplace)."""
        return (self.support + 0.5) / (self.support + self.against + 1)

    @property
    def rank(self) -> tuple[float, int, int]:
        """Of several rules, the smallest comes first: likely, then special, then short (of two that
        explain the same, the one that takes fewer words to write down)."""
        return (-self.trust, -len(_VARIABLE.sub("", self.old)), self.length)

    @property
    def length(self) -> int:
        """How much it takes to write down: constants by their characters, a variable as four, the
        entry's title as twelve, since it may be written otherwise there, a part of its date as three:
        three of them that agree are no chance."""
        cost = len(_VARIABLE.sub("", self.new))
        for name, _, style in _VARIABLE.findall(self.new):
            of_entry = name in ("title", "title-short")
            cost += 12 if of_entry else 3 if name.startswith(("issued", "title")) else 4
            cost += len(style.split("+")) if style else 0
        return cost


@lru_cache(maxsize=8192)
def _regex(old: str) -> re.Pattern[str]:
    parts: list[str] = []
    done = 0
    for found in _VARIABLE.finditer(old):
        parts.append(re.escape(old[done : found.start()]))
        parts.append(f"(?P<{found[1]}{found[2]}>{PATTERNS[found[1]]})")
        done = found.end()
    parts.append(re.escape(old[done:]))
    return re.compile("".join(parts) + "/?", re.DOTALL)


def apply(rule: Rule, url: str, entry: About | None = None) -> str | None:
    """Where the rule says that ``url`` stands now; None where it says nothing of it, the entry hasn't
    what it needs, or what comes out is no web address or the same place."""
    found = where(url)
    if found is None or found.host != rule.host:
        return None
    return rewritten(rule.old, rule.new, url, entry)


def rewritten(old: str, new: str, url: str, entry: About | None = None) -> str | None:
    """The same for a rule's two sides."""
    found = where(url)
    if found is None:
        return None
    slash = "/" if found.segments else ""
    match = _regex(old).fullmatch(f"{found.host}/{found.path}".removesuffix("/") or slash)
    match = match or _regex(old).fullmatch(f"{found.host}/{found.path}")
    if match is None:
        return None
    values = match.groupdict()
    missing = False

    def value(asked: re.Match[str]) -> str:
        nonlocal missing
        name, number, style = asked[1], asked[2], asked[3] or ""
        if name.startswith(("title", "issued")):
            said = _said(name, style, entry)
        else:
            said = styled(values.get(name + number) or "", style)
        if not said and name not in ("all", "lead"):
            missing = True
        return said

    made = web_address(_VARIABLE.sub(value, new))
    if missing or made is None or place(made) == place(url) or not place(made):
        return None
    return made


def _said(name: str, style: str, entry: About | None) -> str:
    if entry is None:
        return ""
    if name == "title-year":
        return entry.year
    if name.startswith("title"):
        return slugs(entry.title).get(f"{name}:{style}", "")
    numbers = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$", entry.issued)
    if numbers is None:
        return ""
    which = {"issued-year": 1, "issued-month": 2, "issued-day": 3}.get(name, 0)
    return styled(numbers[which] or "", style) if which else ""


def tells_apart(new: str) -> bool:
    """Whether two old addresses get two new ones: a rule that leads all to one page is none."""
    names = {name for name, _, _ in _VARIABLE.findall(new)}
    return bool(names & {"all", "rest", "name", "number", "title", "title-short"})


def rewrites(
    rules: Iterable[Rule], url: str, entry: About | None = None, *, most: int = 12
) -> list[tuple[str, Rule]]:
    """Where the rules say that ``url`` stands now, likeliest first, each place once; after those, where
    they say that these stand, since a page may have moved twice."""
    ranked = sorted(rules, key=lambda one: (one.rank, one.old, one.new))
    made: dict[str, tuple[str, Rule]] = {}
    asked = [url]
    for _ in range(2):
        found = []
        for one in asked:
            for rule in ranked:
                target = apply(rule, one, entry)
                if target is None or place(target) in made or place(target) == place(url):
                    continue
                made[place(target)] = (target, rule)
                found.append(target)
                if len(made) == most:
                    return list(made.values())
        asked = found
    return list(made.values())
