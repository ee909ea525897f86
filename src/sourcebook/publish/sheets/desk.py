"""What making sheets shares: the moment of the library, the frame, and what is made once of an
entry and shown on many pages. I/O: reads the store and the state."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import structs

from sourcebook.claims import Claim, ClaimKind
from sourcebook.publish import paths, shards
from sourcebook.publish.claimed import ANY, shown
from sourcebook.publish.comparing import Held, Spoken, spoken
from sourcebook.publish.drawer import Drawer
from sourcebook.publish.evidence import Evidence
from sourcebook.publish.filing import edition_year, editions_list, in_order
from sourcebook.publish.frame import Frame
from sourcebook.publish.pasts import Past, keys_of
from sourcebook.publish.render import Drawn, Renderer
from sourcebook.publish.shape.compare import Column, row_cell
from sourcebook.publish.shape.entry import Shape
from sourcebook.publish.shape.links import Placed
from sourcebook.publish.shape.safe import clean
from sourcebook.publish.shape.said import Brief, brief, small_cell
from sourcebook.publish.sheets.kept import passages_on, rows_on
from sourcebook.publish.sheets.parts import Parts
from sourcebook.publish.state import State
from sourcebook.publish.views import Card, Head, Link, View
from sourcebook.records import Entry, Series
from sourcebook.store import Store
from sourcebook.values.places import countries, country_name

AT_HAND = 512  # entries whose parts are kept while pages that show them are made
# of those that are made all of: another page nearby may show them too. More of them, and what is made
# next no longer finds its memory in the processor's cache: a twentieth of a build's time
LATELY = 48
ONE_DEEP = "folder/page.html"  # the depth of all pages that show entries but aspects' pages

File = tuple[str, bytes | None]  # None: the file is as it was, and need not be made


class Desk:
    """One moment of a library and its site. ``old`` reads a file of the site as it is now;
    ``fresh`` are the entries that are shown otherwise since, None for all; ``partly`` the lists
    in which nothing else changed."""

    def __init__(
        self,
        store: Store,
        state: State,
        frame: Frame,
        renderer: Renderer,
        *,
        placed: Mapping[str, Placed],
        series: Mapping[str, Series],
        family: Mapping[str, str],
        assets: Mapping[str, bytes],
        old: Callable[[str], bytes | None],
        evidence: Evidence,
        drawer: Drawer,
    ) -> None:
        self.store = store
        self.state = state
        self.frame = frame
        self.renderer = renderer
        self.placed = placed
        self.series = series
        self.family = family
        self.assets = assets
        self.old = old
        self.evidence = evidence
        self.fresh: set[str] | None = None
        self.partly: set[str] = set()
        self.language = frame.settings.language
        self.style = frame.settings.style
        self._parts: dict[str, Parts] = {}
        self._lately: deque[str] = deque()  # those of ``_parts`` of which all is made
        self._editions: dict[str, list[tuple[str, str, str]]] = {}  # of series, while at hand
        self._briefs: dict[str, Brief] = {}
        self._claims: dict[str, list[Claim]] = {}  # of each entry that is at hand
        self._spoken: Spoken | None = None
        self._columns: dict[tuple[str, bool], Column] = {}
        self._held_on: dict[str, Held] = {}
        self._drawer = drawer  # holds what lists show of entries; these say where in it:
        self._row_at: dict[str, int] = {}  # by entry
        self._record_at: dict[str, dict[str, int]] = {suffix: {} for suffix in shards.SUFFIXES}
        self._passage_at: dict[tuple[str, str], dict[str, int]] = {}  # by list and group, by entry

    # --- what is known of all -----------------------------------------------------------------
    @cached_property
    def countries(self) -> dict[str, int]:
        """How many entries are on each country; those without a page or entries are left out."""
        found = self.state.counts("country")
        for page in self.placed.values():
            if page.kind == "country" and page.code:
                found.setdefault(page.code, 0)
        return found

    @cached_property
    def country_pages(self) -> dict[tuple[str, str], Placed]:
        """Country pages by theme and country."""
        return self._by_code("country")

    @cached_property
    def aspect_pages(self) -> dict[tuple[str, str], Placed]:
        """Curated aspect pages by theme and aspect."""
        return self._by_code("aspect")

    def _by_code(self, kind: str) -> dict[tuple[str, str], Placed]:
        found: dict[tuple[str, str], Placed] = {}
        for page in self.placed.values():
            if page.kind == kind and page.code:
                found.setdefault((page.theme, page.code), page)
        return found

    @cached_property
    def aspect_counts(self) -> dict[tuple[str, str], int]:
        """How many entries speak of each aspect, by theme and aspect."""
        found = {}
        for name, number in self.state.counts("aspect").items():
            theme, _, code = name.partition("\t")
            found[theme, code] = number
        return found

    @cached_property
    def years(self) -> dict[str, int]:
        """How many entries each year has; "" is for undated ones."""
        return self.state.counts("year")

    @cached_property
    def editions_on(self) -> dict[str, list[str]]:
        """The series of which there are editions on a country (or several, as filed), by that."""
        found: dict[str, list[str]] = {}
        for name in self.state.counts("editions"):
            series, _, of = name.rpartition("/")
            found.setdefault(of, []).append(series)
        return found

    def as_it_was(self, listed: str, ids: Iterable[str]) -> bool:
        """Whether a page of a list, with these entries, is as it was."""
        return self.fresh is not None and listed in self.partly and self.fresh.isdisjoint(ids)

    # --- what checks found --------------------------------------------------------------------
    @cached_property
    def _checked(self) -> bool:
        return self.state.fares.any_pasts()

    def pasts(self, entry: Entry) -> dict[str, Past]:
        """What checks found of an entry's addresses, by key; {} where they never were."""
        return self.state.fares.pasts(keys_of(entry)) if self._checked else {}

    # --- what entries were understood to say ----------------------------------------------------
    @cached_property
    def claimed(self) -> bool:
        """Whether any claim is shown."""
        return bool(self.state.stands.listed(ANY, most=1))

    @cached_property
    def compared(self) -> dict[str, int]:
        """How many entries there are on each country that has a column for comparing: those with
        entries or pages, and those that claims speak of."""
        known = {code: count for code, count in self.countries.items() if code in countries()}
        spoken = (name.removeprefix("country/") for name in self.state.stands.lists("country/"))
        return known | {code: 0 for code in spoken if code in countries() and code not in known}

    def claims(self, **filters: Any) -> list[Claim]:
        """The claims that are shown, of those that ``Store.claims`` finds."""
        if not self.claimed:
            return []
        unreviewed = self.frame.settings.unreviewed
        decision = None if unreviewed == "marked" else "accepted"
        found = self.store.claims(**filters, decision=decision)
        return [claim for claim in found if shown(claim, unreviewed)]

    def take(self, entries: Iterable[Entry]) -> None:
        """Look up at once what was understood of entries whose pages are made next."""
        if not self.claimed:
            return
        self._claims = {}
        for entry in entries:
            self._claims[entry.id] = []
            self._briefs[entry.id] = brief(entry)
        for claim in self.claims(entries=self._claims):
            self._claims[claim.entry].append(claim)

    def claims_of(self, entry: Entry) -> Sequence[Claim]:
        """The claims of one entry that are shown."""
        if not self.claimed:
            return ()
        if entry.id not in self._claims:
            self.take([entry])
        return self._claims[entry.id]

    def sources(self, ids: Iterable[str]) -> Mapping[str, Brief]:
        """What quotes say of these entries, by id; those that aren't there are left out."""
        wanted = [id for id in dict.fromkeys(ids) if id not in self._briefs]
        for start in range(0, len(wanted), AT_HAND):
            for entry in self.store.many(Entry, wanted[start : start + AT_HAND]).values():
                self._briefs[entry.id] = brief(entry)
        return self._briefs

    def spoken(self, code: str) -> Spoken:
        """What is said of a country, and held on it."""
        if self._spoken is None or self._spoken.code != code:
            found = self.claims(country=code)
            there = self.sources(claim.entry for claim in found)
            said = [claim for claim in found if claim.entry in there]
            counted = self.store.many(Entry, (one.entry for one in said if one.kind == "figure"))
            self._spoken = spoken(
                code, said, held=self._held(code), entries=counted, language=self.language
            )
        return self._spoken

    def sources_of(self, found: Spoken) -> Mapping[str, Brief]:
        """What quotes say of the entries that speak of a country."""
        marks = (mark for row in found.rows for mark in row.marks)
        return self.sources(claim.entry for mark in marks for claim in mark.claims)

    def _held(self, code: str) -> Held:
        """What is held on a country, which its own page and columns for two kinds of tables tell."""
        if code not in self._held_on:
            self._held_on[code] = self._holdings(code)
        return self._held_on[code]

    def _holdings(self, code: str) -> Held:
        years = self.state.years_of(code)
        editions: dict[str, tuple[str, ...]] = {}
        for series in self.editions_on.get(code, ()):
            known = self.series.get(series)
            labels = [label for _, label, _ in self.listed(f"editions/{series}/{code}")]
            editions[clean(known.title if known else series)] = tuple(map(clean, labels))
        return Held(
            entries=self.state.count(f"country/{code}"),
            years=(years[0], years[-1]) if years else None,
            editions=tuple(sorted(editions.items())),
        )

    def column(self, code: str, *, brief: bool = False) -> Column:
        """A country's cells, made for pages one folder deep; ``brief`` ones hold no quotes."""
        made = self._columns.get((code, brief))
        if made is None:
            found = self.spoken(code)
            links = self.frame.links(ONE_DEEP)
            sources = self.sources_of(found)
            cells = {}
            for row in found.rows:
                view = small_cell(row, code, links, sources, brief=brief)
                html = self.renderer.part("cell", c=view).decode()
                cells[row.key] = row_cell(row, html)
            own = paths.said_path(code) if self.state.stands.lists(f"country/{code}") else ""
            own = own or (paths.country_path(code) if code in self.countries else paths.PICK)
            made = self._columns[code, brief] = Column(
                code=code.lower(),
                name=country_name(code, self.language),
                href=links.root + own,
                cells=cells,
            )
        return made

    def shown_claims(self, kind: ClaimKind) -> Iterator[Claim]:
        """The claims of a kind that readers are shown: accepted ones, and open ones where the
        library's settings let them be shown as such."""
        if not self.claimed:
            return
        yield from self.store.claims(kind=kind, decision="accepted")
        if self.frame.settings.unreviewed == "marked":
            yield from self.store.claims(kind=kind, decision="open")

    # --- entries ------------------------------------------------------------------------------
    def homes(self, entry: str) -> list[Placed]:
        """The pages an entry stands on, in the order of their ids."""
        at_hand = self._parts.get(entry)
        if at_hand is not None:
            return list(at_hand.homes)
        return [self.placed[id] for id in self.state.homes_of(entry) if id in self.placed]

    def parts(self, entry: Entry) -> Parts:
        """What is made of an entry; kept while it is at hand."""
        found = self._parts.get(entry.id)
        if found is None or found.entry is not entry:
            if len(self._parts) >= AT_HAND:
                self._parts.clear()
            homes = self.homes(entry.id)
            stands_in = in_order({page.theme for page in homes}, self.frame.shown)
            shape = Shape(entry, self.frame.links(ONE_DEEP), stands_in, self.pasts(entry))
            found = self._parts[entry.id] = Parts(entry, homes, shape)
        return found

    def editions(self, entry: Entry) -> tuple[Link | None, tuple[Link, ...]]:
        """The newest edition that is newer than this one, and all of them, oldest first."""
        listed = editions_list(entry, self.family)
        rows = self.listed(listed) if listed else []
        if len(rows) < 2:
            return None, ()
        links = self.frame.links(ONE_DEEP)
        made = tuple(
            structs.replace(links.entry(id, clean(label)), here=id == entry.id)
            for id, label, _ in rows
        )
        newest, label, sort = rows[-1]
        own = edition_year(entry)
        if newest == entry.id or own is None or int(sort[:4]) <= own:
            return None, made
        plain = label.casefold().removeprefix("the ").removesuffix(" edition")
        called = plain if plain[:4].isdigit() else label.removesuffix(" edition")
        return links.entry(newest, f"the {clean(called)} edition"), made

    def listed(self, name: str) -> list[tuple[str, str, str]]:
        """(entry, note, sort) of a list of editions, in its order."""
        if name not in self._editions:
            if len(self._editions) >= AT_HAND:
                self._editions.clear()
            self._editions[name] = self.state.listed(name)
        return self._editions[name]

    def card(self, entry: Entry, level: str, excerpts: Sequence[str], id: str) -> bytes:
        """An entry's card on a curated page, with the excerpts chosen there; ``id`` is its
        fragment, ``level`` its heading."""
        parts = self.parts(entry)
        newer, _ = self.editions(entry)
        view = parts.shape.card(
            excerpts,
            newer=newer,
            citations=parts.cited(self.style, self.language)[:1],
            coins=parts.coins,
        )
        if id != view.id:
            view = structs.replace(view, id=id)
        return self.renderer.card("card", view, level, parts.drawn(self.renderer))

    # --- what lists show of entries -----------------------------------------------------------
    def lighten(self, entry: Entry) -> None:
        """Make what lists show of an entry while it is at hand, the last that is made of it."""
        parts = self.parts(entry)
        self._row(parts)
        for theme, code in self.state.aspects_in(entry.id):
            self._passages(parts, theme, code)
        for suffix, record in parts.records.items():
            self._record_at[suffix][entry.id] = self._drawer.put(record)
        self._lately.append(entry.id)
        if len(self._lately) > LATELY:
            self._parts.pop(self._lately.popleft(), None)

    def rows(self, ids: Sequence[str], path: str) -> list[Card]:
        """The lines of entries on the list's page at ``path``. Where only some entries are shown
        otherwise since, those of the others are taken from the page as it stands."""
        left: dict[str, bytes] = {}
        if self.fresh is not None:
            left = rows_on(self.old(path) or b"", ids, self.fresh)
        for entry in self._read(id for id in ids if id not in left and id not in self._row_at):
            self._row(self.parts(entry))
        found = (left.get(id) or self._made(self._row_at.get(id)) for id in ids)
        return [Card(html=html) for html in found if html]

    def _made(self, at: int | None) -> bytes:
        return b"" if at is None else self._drawer.get(at)

    def _row(self, parts: Parts) -> None:
        html = self.renderer.card("row", parts.shape.row(coins=parts.coins), "h2")
        self._row_at[parts.entry.id] = self._drawer.put(html)

    def passages(
        self,
        theme: str,
        code: str,
        wanted: Sequence[tuple[str, str]],
        path: str,
        alone: Collection[str],
    ) -> list[Card]:
        """The cards of (entry, group) on the aspect's page at ``path``; as in ``rows``, where only
        some entries are shown otherwise. ``alone`` are those that the whole list has once."""
        listed = f"{theme}\t{code}"
        left: dict[int, bytes] = {}
        if self.fresh is not None:
            ids = [id for id, _ in wanted]
            left = passages_on(self.old(path) or b"", ids, self.fresh, alone)
        groups = {group for _, group in wanted}
        kept = {group: self._passage_at.setdefault((listed, group), {}) for group in groups}
        others = [one for at, one in enumerate(wanted) if at not in left]
        for entry in self._read(id for id, group in others if id not in kept[group]):
            self._passages(self.parts(entry), theme, code)
        found = (
            left.get(at) or self._made(kept[group].get(id)) for at, (id, group) in enumerate(wanted)
        )
        return [Card(html=html) for html in found if html]

    def _passages(self, parts: Parts, theme: str, code: str) -> None:
        entry = parts.entry
        for n, (group, ids) in enumerate(parts.groups(theme, code).items()):
            kept = parts.passages.get((n, ids))
            if kept is None:
                view = parts.shape.passage(ids)
                if n:
                    view = structs.replace(view, id=f"{view.id}_{n + 1}")
                # these pages lie one folder deeper; no text can hold the mark, for its quotes
                # are escaped
                html = self.renderer.card("passage", view, "h3", parts.drawn(self.renderer))
                kept = self._drawer.put(html.replace(b'href="../', b'href="../../'))
                parts.passages[n, ids] = kept
            self._passage_at.setdefault((f"{theme}\t{code}", group), {})[entry.id] = kept

    def record(self, id: str, suffix: str) -> bytes | None:
        """An entry's record in an export, where it was kept."""
        at = self._record_at[suffix].get(id)
        return None if at is None else self._drawer.get(at)

    def _read(self, ids: Iterable[str]) -> Iterable[Entry]:
        wanted = list(ids)
        self.state.take(wanted)
        return self.store.many(Entry, wanted).values() if wanted else ()

    # --- pages --------------------------------------------------------------------------------
    def html(
        self,
        template: str,
        head: Head,
        view: View,
        theme: str = "",
        *,
        drawn: Drawn | None = None,
    ) -> tuple[str, bytes]:
        """A page; ``theme`` is the one it belongs to."""
        site = self.frame.site(head.path, theme)
        return head.path, self.renderer.page(template, site, head, view, drawn)
