"""Where candidates for a page's new address come from: one function a source. I/O through ``web``."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import quote

from msgspec import Struct

from sourcebook.check.moves import ranking
from sourcebook.check.moves.matching import Link
from sourcebook.check.moves.rules import Rule, rewrites
from sourcebook.check.moves.seeing import Head, links_of
from sourcebook.check.moves.sites import Site, results_of
from sourcebook.check.moves.spelling import about, related, split_ending, where, words_of, years_in
from sourcebook.check.moves.titles import titled
from sourcebook.check.moves.variants import variants
from sourcebook.check.moves.web import Fetched, Web
from sourcebook.records import Entry

RULES = 8  # addresses that rules make, tried for one page
WRONG = 5  # failures in a row after which a rule isn't tried on a site any more
LISTED = 4  # addresses of sitemaps
FOUND = 4  # answers of a search
SITES = 3  # of one publisher
FEW = 5  # links of a page that says where it went; a page with a site's menu has more
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
    rule: tuple[str, str] = ("", "")  # the two sides of the rule that made it


class Around:
    """What sources may ask, and what was learned of it so far. One thread at a time."""

    def __init__(self, web: Web, rules: Sequence[Rule], elsewhere: Elsewhere) -> None:
        self.web = web
        self.rules = rules
        self.elsewhere = elsewhere
        self.failed: dict[tuple[str, str], int] = {}  # how often in a row, by a rule's sides
        self._sites: dict[str, Site] = {}

    def site(self, origin: str) -> Site:
        """A site, remembered."""
        if origin not in self._sites:
            self._sites[origin] = Site(origin, self.web)
        return self._sites[origin]


def exactly(url: str) -> str:
    """An address as it is asked for: another scheme, ``www.`` or slash is another."""
    return url.partition("#")[0]


def _redirect(case: Case, around: Around, came: Fetched | None) -> Iterator[Candidate]:
    """Where the old address leads by itself."""
    del around
    if came is None or not came.good or exactly(came.url) == exactly(case.url):
        return
    for_good = all(hop.status in (301, 308) for hop in came.hops[:-1])
    says = "the old address leads there" + (", for good" if for_good else "")
    yield Candidate(url=came.url, how="redirect", says=says)


def _by_rules(case: Case, around: Around, came: Fetched | None) -> Iterator[Candidate]:
    """What the library's own pairs teach of the host."""
    del came
    if not case.url:
        return
    made = rewrites(around.rules, case.url, about(case.entry), most=RULES * 2)
    made = [it for it in made if around.failed.get((it[1].old, it[1].new), 0) < WRONG][:RULES]
    for url, rule in made:
        known = f"as {rule.example[0]} became {rule.example[1]}"
        if rule.support > 1:
            known += f", and {rule.support - 1} more moved the same way"
        says = f"the site moved its pages that way: {known}"
        yield Candidate(url=url, how="rule", says=says, rule=(rule.old, rule.new))


def _spelled(case: Case, around: Around, came: Fetched | None) -> Iterator[Candidate]:
    """The same address, spelled otherwise."""
    del around
    nowhere = came is not None and came.rule == "dns" and not came.hops
    for url in variants(case.url) if case.url else ():
        if nowhere and url.split("/")[2] == case.url.split("/")[2]:
            continue  # there is no such host, however the rest is spelled
        yield Candidate(url=url, how="spelling", says="the same address in another spelling")


def _dated(case: Case, around: Around, came: Fetched | None) -> Iterator[Candidate]:
    """Under its date, where WordPress and others keep what had another address before."""
    del around
    issued = case.entry.issued.edtf if case.entry.issued else None
    found, name = where(case.url) if case.url else None, _name(case.url)
    nowhere = came is not None and came.rule in ("dns", "refused")
    if found is None or nowhere or not issued or len(issued) != 10 or len(words_of(name)) < 3:
        return
    year, month, day = issued.split("-")
    for folders in (f"{year}/{month}/{day}", f"{year}/{month}"):
        says = "many sites keep what they publish under its date"
        yield Candidate(url=f"{found.origin}/{folders}/{name}", how="rule", says=says)


def _resolved(case: Case, around: Around, came: Fetched | None) -> Iterator[Candidate]:
    """What resolvers of DOIs and handles lead to."""
    del came
    known = case.entry.identifiers
    elsewhere = around.elsewhere
    tables = (
        ("doi", _DOI, elsewhere.doi, ("doi",), "DOI"),
        ("handle", _HANDLE, elsewhere.handle, ("hdl", "handle"), "handle"),
    )
    for how, form, resolver, schemes, called in tables:
        written = " ".join(known.get(scheme, "") for scheme in schemes)
        for value in [it.rstrip(".,;") for it in form.findall(written)][:2] if resolver else ():
            url = resolver + quote(value, safe="/:;()._-")
            yield Candidate(url=url, how=how, says=f"its {called} {value} leads there")


def _named(case: Case, around: Around, came: Fetched | None) -> Iterator[Candidate]:
    """What the old address's page, or a capture of it, calls its own address; and where a page with
    few links says that it went."""
    del around
    if came is not None and came.canonical:
        says = "what stands there now names this as its address"
        yield Candidate(url=came.canonical, how="canonical", says=says)
    if came is not None and came.html:
        page = came.page
        head = Head(page, came.url)
        refresh = came.look.refresh
        if refresh:
            yield Candidate(url=refresh, how="redirect", says="the old address leads there")
        for own in dict.fromkeys(head.own):
            says = "what stands there now names this as its address"
            yield Candidate(url=own, how="canonical", says=says)
        yield from _pointed(case, page, head.base)
    for own in case.named:
        yield Candidate(url=own, how="canonical", says="our copy of it names this as its address")


def _pointed(case: Case, page: str, base: str) -> Iterator[Candidate]:
    links = links_of(page, base, most=300)
    title, name = case.entry.title, _name(case.url)
    some = [
        link
        for link in links
        if titled(title, link.words)
        or titled(title, _name(link.url))
        or (len(name) > 5 and _name(link.url).lower() == name.lower())
    ]
    if len(links) <= FEW:
        fronts = [link for link in links if (it := where(link.url)) is None or it.front]
        some += [link for link in links if link not in some and link not in fronts]
    for link in some[:4]:
        says = "the page that stands at the old address links it"
        yield Candidate(url=link.url, how="link", says=says)


def _name(url: str) -> str:
    found = where(url)
    return split_ending(found.segments[-1])[0] if found is not None and found.segments else ""


def _sites(case: Case, around: Around, came: Fetched | None) -> list[Site]:
    """The publisher's sites: the old address's, where it leads, where rules lead, and known ones."""
    origins: dict[str, None] = {}
    old = where(case.url) if case.url else None
    if old is not None:
        origins[old.origin] = None
        if came is not None and came.hops:
            end = where(came.url)
            if end is not None and related(end.host, old.host):
                origins[end.origin] = None
        for url, _ in rewrites(around.rules, case.url, about(case.entry), most=3):
            there = where(url)
            if there is not None:
                origins[there.origin] = None
    origins |= dict.fromkeys(case.sites)
    found: dict[str, Site] = {}
    for origin in list(origins)[: SITES + 2]:
        site = around.site(origin)
        if site.there and len(found) < SITES:
            found.setdefault(site.here, site)
    return list(found.values())


def _mapped(case: Case, around: Around, came: Fetched | None) -> Iterator[Candidate]:
    """What the publisher's sitemaps list that fits title and old address."""
    entry = case.entry
    years = years_in(f"{entry.title} {entry.issued.edtf if entry.issued else ''}")
    for site in _sites(case, around, came):
        listed = site.listed(years)
        for _, url in ranking.fitting(listed, about(entry), case.url, most=LISTED):
            says = f"the sitemap of {site.here} lists it"
            yield Candidate(url=url, how="sitemap", says=says)


def _fed(case: Case, around: Around, came: Fetched | None) -> Iterator[Candidate]:
    """What the publisher's front page links, or its feeds hold, under the title."""
    for site in _sites(case, around, came):
        for link in _of_title(site.shown, case.entry.title):
            yield Candidate(
                url=link.url, how="link", says=f"the front page of {site.here} links it"
            )
        for link in _of_title(site.fed, case.entry.title):
            yield Candidate(url=link.url, how="feed", says=f"the feed of {site.here} has it")


def _of_title(links: Iterable[Link], title: str) -> list[Link]:
    return [link for link in links if titled(title, link.words)][:2]


def _searched(case: Case, around: Around, came: Fetched | None) -> Iterator[Candidate]:
    """What the publisher's own search finds for the title."""
    for site in _sites(case, around, came):
        found = list(site.answers(case.entry.title))[:FOUND]
        for link in found:
            says = f"the search of {site.here} finds it by the title"
            yield Candidate(url=link.url, how="site search", says=says)


def _engine(case: Case, around: Around, came: Fetched | None) -> Iterator[Candidate]:
    """What the engine that library.toml names finds for the title."""
    del came
    engine = around.elsewhere.engine
    if not engine:
        return
    engine_host = where(engine.replace("{query}", "x"))
    for link in results_of(around.web, engine, case.entry.title)[:FOUND]:
        there = where(link.url)
        if there is None or (engine_host is not None and there.host == engine_host.host):
            continue
        yield Candidate(url=link.url, how="search", says="the search engine finds it by the title")


Source = Callable[[Case, Around, Fetched | None], Iterator[Candidate]]
NEAR = 2  # of them only ask what stands at the old address
SOURCES: tuple[Source, ...] = (  # an extension is one more row
    _redirect,
    _named,
    _by_rules,
    _spelled,
    _dated,
    _resolved,
    _mapped,
    _fed,
    _searched,
    _engine,
)
