"""Look for where an entry's page stands now: candidates from many sources, each fetched and judged.
I/O through ``web``.

Sources come in the order of what they cost. The first that gives a page with every quoted word ends the
search; one that gives a lesser match ends it after all its candidates.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.check.links import cues, expected_of, nonsense_of
from sourcebook.check.links.nonsense import alike
from sourcebook.check.moves.matching import Judgement, Seen, judge, linked
from sourcebook.check.moves.rules import Rule
from sourcebook.check.moves.sources import (
    NEAR,
    SOURCES,
    Around,
    Candidate,
    Case,
    Elsewhere,
    exactly,
)
from sourcebook.check.moves.spelling import place, related, where
from sourcebook.check.moves.web import Fetched, Web
from sourcebook.records import Sign

# Services that keep copies: what they have is a memento, not a new address.
KEEPERS = frozenset(
    """web.archive.org archive.org archive.ph archive.is archive.today archive.li archive.md archive.vn
    perma.cc webcitation.org webcache.googleusercontent.com timetravel.mementoweb.org
    arquivo.pt webarchive.org.uk""".split()  # noqa: SIM905
)


class Found(Struct, frozen=True, kw_only=True):
    """A candidate that carries what the entry says: where it stands in the end, and the evidence."""

    target: str
    candidate: Candidate
    judgement: Judgement


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of a search: the page, or None; ``stands`` that it stands where it stood; ``tried``
    candidates with why each is not it; ``fetched`` how many things were fetched."""

    case: Case
    found: Found | None = None
    stands: bool = False
    tried: tuple[tuple[str, str], ...] = ()
    fetched: int = 0


class Finder:
    """Looks for pages, one after the other; what it learned of sites it keeps. One thread at a time."""

    def __init__(self, web: Web, rules: Sequence[Rule], elsewhere: Elsewhere | None = None) -> None:
        self._web = web
        self._around = Around(web, rules, elsewhere or Elsewhere())
        self._nonsense: dict[str, Fetched | None] = {}

    def find(self, case: Case) -> Outcome:
        """Look for the page of a case."""
        self._web.more()
        search = _Search(case, self, self._around)
        came = self._web.get(case.url) if case.url else None
        stands = False
        if came is not None and came.good:
            stands = self._stands(case, came)
        found = None if stands else search.run(came)
        return Outcome(
            case=case,
            found=found,
            stands=stands,
            tried=tuple(search.tried.items()),
            fetched=self._web.asked,
        )

    def _stands(self, case: Case, came: Fetched) -> bool:
        """Whether the page stands where it stood, spelled otherwise at most."""
        if place(came.url) != place(case.url):
            return False
        found = self.judge(case, came)
        return found.counts and not self.echoes(found, came)

    def judge(self, case: Case, came: Fetched) -> Judgement:
        """Whether what came carries what the entry says."""
        entry = case.entry
        quotes = [text for one in entry.excerpts if one.voice == "quote" for text in one.paragraphs]
        signs = cues.signs(
            came.look,
            asked=came.asked,
            led=came.url,
            status=came.status,
            expected=expected_of((entry.title,), quotes),
        )
        seen = replace(self._web.look(came), signs=signs)
        return judge(entry, seen, asked=case.url, captured=case.digests)

    # --- telling a page from an echo -----------------------------------------------------------
    def echoes(self, found: Judgement, came: Fetched) -> bool:
        """Whether an address made up beside this one gets the same page: then the server shows
        whatever is asked for, and a title in it is an echo. Quoted words are none."""
        if _quoted(found):
            return False
        made = nonsense_of(came.url)
        folder = made.rpartition("/")[0]
        if not made or self._web.spent:
            return bool(made)
        if folder not in self._nonsense:
            answer = self._web.get(made)
            self._nonsense[folder] = answer if answer.good else None
        other = self._nonsense[folder]
        if other is None:
            return False
        if place(other.url) == place(came.url):
            return True  # nonsense leads to this very page
        own = came.look.canonical
        named = where(own) if own else None
        if named is not None and not named.front and own == other.look.canonical:
            return False  # a page that is known by a number, whatever words stand beside it
        return alike(came.look, other.look)


class _Search:
    """One search: what was tried, and what was found."""

    def __init__(self, case: Case, finder: Finder, around: Around) -> None:
        self.case = case
        self.finder = finder
        self.around = around
        self.web = around.web
        self.tried: dict[str, str] = {}
        self._asked = {exactly(case.url)} if case.url else set()
        self._best: Found | None = None

    def run(self, came: Fetched | None) -> Found | None:
        for source in SOURCES[: NEAR if self.case.shallow else None]:
            for candidate in source(self.case, self.around, came):
                if self.web.spent:
                    return self._best
                before = self._best
                self._try(candidate)
                if candidate.rule[0]:
                    failed = self.around.failed
                    worked = self._best is not before
                    failed[candidate.rule] = 0 if worked else failed.get(candidate.rule, 0) + 1
                if self._best is not None and self._best.judgement.exact:
                    return self._best
            if self._best is not None:
                return self._best
        return None

    def _try(self, candidate: Candidate, *, deep: int = 0) -> None:
        case = self.case
        key = exactly(candidate.url)
        if not place(candidate.url) or key in self._asked or self._refused(candidate.url):
            return
        self._asked.add(key)
        came = self.web.get(candidate.url)
        if not came.good:
            self.tried[candidate.url] = came.why or f"answers {came.status}"
            return
        end = exactly(came.url)
        if end != key and (end in self._asked or self._refused(came.url)):
            self.tried[candidate.url] = "leads to what was tried, or declined, before"
            return
        self._asked.add(end)
        seen = self.web.look(came)
        found = self.finder.judge(case, came)
        if found.counts and self.finder.echoes(found, came):
            self.tried[candidate.url] = "shows the same for any address"
            return
        if found.counts and case.changed and not _quoted(found):
            self.tried[candidate.url] = (
                "has the title, but no quoted words that left the old address"
            )
        elif found.counts:
            made = Found(target=_own_address(came, seen), candidate=candidate, judgement=found)
            if self._refused(made.target):
                self.tried[candidate.url] = "was declined before"
            elif self._best is None or _better(made, self._best):
                self._best = made
        if found.counts:
            return
        self.tried[candidate.url] = found.says
        if deep == 0:
            for url in linked(case.entry, seen)[:2]:
                if self._near(url):
                    says = f"{candidate.says}, which links it by its title"
                    self._try(Candidate(url=url, how=candidate.how, says=says), deep=1)

    def _near(self, url: str) -> bool:
        """Whether a link leads to a host that may have the page."""
        there, old = where(url), where(self.case.url) if self.case.url else None
        return there is not None and (old is None or related(there.host, old.host))

    def _refused(self, url: str) -> bool:
        found = where(url)
        if found is None or place(url) in self.case.refused:
            return True
        return found.host in KEEPERS or found.host in self.case.own


def _quoted(found: Judgement) -> bool:
    return any(sign.kind in ("excerpt", "same bytes") for sign in found.signs)


def _better(one: Found, two: Found) -> bool:
    first, second = one.judgement, two.judgement
    return (first.exact, first.score) > (second.exact, second.score)


def _own_address(came: Fetched, seen: Seen) -> str:
    """Where a page says that it stands, if that is the same but for its query, scheme or www."""
    here = where(came.url)
    for url in seen.own:
        there = where(url)
        if here is None or there is None or there.front:
            continue
        if there.host == here.host and there.segments == here.segments:
            return url
    return came.url


def signs_of(found: Found, case: Case) -> tuple[Sign, ...]:
    """The evidence for a found page, and that it is on another site, where it is."""
    there, old = where(found.target), where(case.url) if case.url else None
    signs = found.judgement.signs
    if there is not None and old is not None and not related(there.host, old.host):
        signs = (*signs, Sign(kind="other host", says=f"it stands on {there.host}"))
    return signs
