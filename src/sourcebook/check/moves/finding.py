"""Look for where an entry's page stands now: candidates from many sources, each fetched and judged.
I/O through ``web``.

Sources come in the order of what they cost. The first that gives a page with every quoted word ends the
search; one that gives a lesser match ends it after all its candidates.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.check.links import Nonsense, cues, expected_of, nonsense_of
from sourcebook.check.moves import ranking
from sourcebook.check.moves.matching import Judgement, Link, Seen, judge, linked
from sourcebook.check.moves.rules import Rule, rewrites
from sourcebook.check.moves.seeing import Head, links_of
from sourcebook.check.moves.sites import Site, results_of
from sourcebook.check.moves.spelling import about, place, related, split_ending, where, years_in
from sourcebook.check.moves.titles import titled
from sourcebook.check.moves.variants import variants
from sourcebook.check.moves.web import Fetched, Web
from sourcebook.records import Entry, Sign

RULES = 8  # addresses that rules make, tried for one page
LISTED = 4  # addresses of sitemaps
FOUND = 4  # answers of a search
SITES = 3  # of one publisher
FEW = 5  # links of a page that says where it went; a page with a site's menu has more
# Services that keep copies: what they have is a memento, not a new address.
KEEPERS = frozenset(
    """web.archive.org archive.org archive.ph archive.is archive.today archive.li archive.md archive.vn
    perma.cc webcitation.org webcache.googleusercontent.com timetravel.mementoweb.org
    arquivo.pt webarchive.org.uk""".split()  # noqa: SIM905
)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_HANDLE = re.compile(r"\d[\d.]*/\S+")


class Case(Struct, frozen=True, kw_only=True):
    """What is looked for: the page of an entry that stood at ``url`` ("" where no address is known).
    ``digests`` are of the entry's captures; ``named`` addresses that the newest capture of it calls its
    own; ``refused`` places (``spelling.place``) that a curator declined;
    ``own`` hosts of the library's own pages; ``sites`` origins where the publisher is known to be.
    ``changed``: a page still stands there without the quoted words, so that only these count;
    ``shallow``: a page stands there that may say where it went, and nothing more is asked."""

    entry: Entry
    url: str = ""
    digests: frozenset[str] = frozenset()
    named: tuple[str, ...] = ()
    refused: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    sites: tuple[str, ...] = ()
    changed: bool = False
    shallow: bool = False


class Elsewhere(Struct, frozen=True, kw_only=True):
    """Whom to ask besides the publisher: an engine's address with {query} ("" for none), the resolvers
    of DOIs and handles."""

    engine: str = ""
    doi: str = "https://doi.org/"
    handle: str = "https://hdl.handle.net/"


class Candidate(Struct, frozen=True, kw_only=True):
    """An address that may be it, and what led there, for the record (``how``) and in words."""

    url: str
    how: str
    says: str


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
        self._rules = rules
        self._elsewhere = elsewhere or Elsewhere()
        self._sites: dict[str, Site] = {}
        self._nonsense: dict[str, Fetched | None] = {}
        self._failed: dict[tuple[str, str], int] = {}

    def find(self, case: Case) -> Outcome:
        """Look for the page of a case."""
        self._web.more()
        search = _Search(case, self)
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

    def site(self, origin: str) -> Site:
        """A site, remembered."""
        if origin not in self._sites:
            self._sites[origin] = Site(origin, self._web)
        return self._sites[origin]

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
        beside = Nonsense(look=other.look, status=other.status, led=other.url)
        found_signs = cues.signs(
            came.look, asked=came.asked, led=came.url, status=came.status, nonsense=beside
        )
        return any(sign.kind in ("like nonsense", "not found") for sign in found_signs)


class _Search:
    """One search: what was tried, and what was found."""

    def __init__(self, case: Case, finder: Finder) -> None:
        self.case = case
        self.finder = finder
        self.web = finder._web
        self.tried: dict[str, str] = {}
        self._asked = {_exactly(case.url)} if case.url else set()
        self._best: Found | None = None

    def run(self, came: Fetched | None) -> Found | None:
        for source in SOURCES[: NEAR if self.case.shallow else None]:
            for candidate in source(self, came):
                if self.web.spent:
                    return self._best
                self._try(candidate)
                if self._best is not None and self._best.judgement.exact:
                    return self._best
            if self._best is not None:
                return self._best
        return None

    def _try(self, candidate: Candidate, *, deep: int = 0) -> None:
        case = self.case
        key = _exactly(candidate.url)
        if not place(candidate.url) or key in self._asked or self._refused(candidate.url):
            return
        self._asked.add(key)
        came = self.web.get(candidate.url)
        if not came.good:
            self.tried[candidate.url] = came.why or f"answers {came.status}"
            return
        end = _exactly(came.url)
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


def _exactly(url: str) -> str:
    """An address as it is asked for: another scheme, ``www.`` or slash is another."""
    return url.partition("#")[0]


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


# --- sources -----------------------------------------------------------------------------------
def _redirect(search: _Search, came: Fetched | None) -> Iterator[Candidate]:
    """Where the old address leads by itself."""
    if came is None or not came.good or _exactly(came.url) == _exactly(search.case.url):
        return
    for_good = all(hop.status in (301, 308) for hop in came.hops[:-1])
    says = "the old address leads there" + (", for good" if for_good else "")
    yield Candidate(url=came.url, how="redirect", says=says)


def _by_rules(search: _Search, came: Fetched | None) -> Iterator[Candidate]:
    """What the library's own pairs teach of the host."""
    del came
    case, failed = search.case, search.finder._failed
    if not case.url:
        return
    made = rewrites(search.finder._rules, case.url, about(case.entry), most=RULES * 2)
    made = [it for it in made if failed.get((it[1].old, it[1].new), 0) < 5][:RULES]
    for url, rule in made:
        known = f"as {rule.example[0]} became {rule.example[1]}"
        if rule.support > 1:
            known += f", and {rule.support - 1} more moved the same way"
        before = search._best
        yield Candidate(url=url, how="rule", says=f"the site moved its pages that way: {known}")
        key = (rule.old, rule.new)
        failed[key] = 0 if search._best is not before else failed.get(key, 0) + 1


def _spelled(search: _Search, came: Fetched | None) -> Iterator[Candidate]:
    """The same address, spelled otherwise."""
    nowhere = came is not None and came.rule == "dns" and not came.hops
    for url in variants(search.case.url) if search.case.url else ():
        if nowhere and url.split("/")[2] == search.case.url.split("/")[2]:
            continue  # there is no such host, however the rest is spelled
        yield Candidate(url=url, how="spelling", says="the same address in another spelling")


def _resolved(search: _Search, came: Fetched | None) -> Iterator[Candidate]:
    """What resolvers of DOIs and handles lead to."""
    del came
    known = search.case.entry.identifiers
    elsewhere = search.finder._elsewhere
    tables = (
        ("doi", _DOI, elsewhere.doi, ("doi",), "DOI"),
        ("handle", _HANDLE, elsewhere.handle, ("hdl", "handle"), "handle"),
    )
    for how, form, resolver, schemes, called in tables:
        written = " ".join(known.get(scheme, "") for scheme in schemes)
        for value in [it.rstrip(".,;") for it in form.findall(written)][:2] if resolver else ():
            url = resolver + quote(value, safe="/:;()._-")
            yield Candidate(url=url, how=how, says=f"its {called} {value} leads there")


def _named(search: _Search, came: Fetched | None) -> Iterator[Candidate]:
    """What the old address's page, or a capture of it, calls its own address; and where a page with
    few links says that it went."""
    if came is not None and came.html:
        page = came.page
        head = Head(page, came.url)
        refresh = came.look.refresh
        if refresh:
            yield Candidate(url=refresh, how="redirect", says="the old address leads there")
        for own in dict.fromkeys(head.own):
            says = "what stands there now names this as its address"
            yield Candidate(url=own, how="canonical", says=says)
        yield from _pointed(search, page, head.base)
    for own in search.case.named:
        yield Candidate(url=own, how="canonical", says="our copy of it names this as its address")


def _pointed(search: _Search, page: str, base: str) -> Iterator[Candidate]:
    links = links_of(page, base, most=300)
    title = search.case.entry.title
    some = [link for link in links if titled(title, link.words) or titled(title, _name(link.url))]
    if len(links) <= FEW:
        fronts = [link for link in links if (it := where(link.url)) is None or it.front]
        some += [link for link in links if link not in some and link not in fronts]
    for link in some[:4]:
        says = "the page that stands at the old address links it"
        yield Candidate(url=link.url, how="link", says=says)


def _name(url: str) -> str:
    found = where(url)
    return split_ending(found.segments[-1])[0] if found is not None and found.segments else ""


def _sites(search: _Search, came: Fetched | None) -> list[Site]:
    """The publisher's sites: the old address's, where it leads, where rules lead, and known ones."""
    case = search.case
    origins: dict[str, None] = {}
    old = where(case.url) if case.url else None
    if old is not None:
        origins[old.origin] = None
        if came is not None and came.hops:
            end = where(came.url)
            if end is not None and related(end.host, old.host):
                origins[end.origin] = None
        for url, _ in rewrites(search.finder._rules, case.url, about(case.entry), most=3):
            there = where(url)
            if there is not None:
                origins[there.origin] = None
    origins |= dict.fromkeys(case.sites)
    found: dict[str, Site] = {}
    for origin in list(origins)[: SITES + 2]:
        site = search.finder.site(origin)
        if site.there and len(found) < SITES:
            found.setdefault(site.here, site)
    return list(found.values())


def _mapped(search: _Search, came: Fetched | None) -> Iterator[Candidate]:
    """What the publisher's sitemaps list that fits title and old address."""
    entry = search.case.entry
    years = years_in(f"{entry.title} {entry.issued.edtf if entry.issued else ''}")
    for site in _sites(search, came):
        listed = site.listed(years)
        for _, url in ranking.fitting(listed, about(entry), search.case.url, most=LISTED):
            says = f"the sitemap of {site.here} lists it"
            yield Candidate(url=url, how="sitemap", says=says)


def _fed(search: _Search, came: Fetched | None) -> Iterator[Candidate]:
    """What the publisher's front page links, or its feeds hold, under the title."""
    for site in _sites(search, came):
        for link in _of_title(site.shown, search.case.entry.title):
            yield Candidate(
                url=link.url, how="link", says=f"the front page of {site.here} links it"
            )
        for link in _of_title(site.fed, search.case.entry.title):
            yield Candidate(url=link.url, how="feed", says=f"the feed of {site.here} has it")


def _of_title(links: Iterable[Link], title: str) -> list[Link]:
    return [link for link in links if titled(title, link.words)][:2]


def _searched(search: _Search, came: Fetched | None) -> Iterator[Candidate]:
    """What the publisher's own search finds for the title."""
    for site in _sites(search, came):
        found = list(site.answers(search.case.entry.title))[:FOUND]
        for link in found:
            says = f"the search of {site.here} finds it by the title"
            yield Candidate(url=link.url, how="site search", says=says)


def _engine(search: _Search, came: Fetched | None) -> Iterator[Candidate]:
    """What the engine that library.toml names finds for the title."""
    del came
    engine = search.finder._elsewhere.engine
    if not engine:
        return
    engine_host = where(engine.replace("{query}", "x"))
    for link in results_of(search.web, engine, search.case.entry.title)[:FOUND]:
        there = where(link.url)
        if there is None or (engine_host is not None and there.host == engine_host.host):
            continue
        yield Candidate(url=link.url, how="search", says="the search engine finds it by the title")


Source = Callable[[_Search, Fetched | None], Iterator[Candidate]]
NEAR = 2  # of them only ask what stands at the old address
SOURCES: tuple[Source, ...] = (  # an extension is one more row
    _redirect,
    _named,
    _by_rules,
    _spelled,
    _resolved,
    _mapped,
    _fed,
    _searched,
    _engine,
)


def signs_of(found: Found, case: Case) -> tuple[Sign, ...]:
    """The evidence for a found page, and that it is on another site, where it is."""
    there, old = where(found.target), where(case.url) if case.url else None
    signs = found.judgement.signs
    if there is not None and old is not None and not related(there.host, old.host):
        signs = (*signs, Sign(kind="other host", says=f"it stands on {there.host}"))
    return signs
