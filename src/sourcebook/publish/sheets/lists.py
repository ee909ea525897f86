"""Make the pages that list entries: aspects, publishers, years and their files, countries. I/O:
reads the store and the state."""

from collections import Counter
from collections.abc import Iterator

from msgspec import structs

from sourcebook.claims import Claim
from sourcebook.publish import paths, shards
from sourcebook.publish.runs import runs
from sourcebook.publish.shape import aspect as aspects
from sourcebook.publish.shape import country as nations
from sourcebook.publish.shape import lists
from sourcebook.publish.shape.compare import beside
from sourcebook.publish.shape.links import Links, known_theme
from sourcebook.publish.shape.safe import clean
from sourcebook.publish.shape.said import ON_ASPECT, spoken_of
from sourcebook.publish.sheets import said
from sourcebook.publish.sheets.desk import Desk, File
from sourcebook.publish.sheets.heads import dressed, long
from sourcebook.publish.sheets.kept import fragments_on
from sourcebook.publish.views import Link
from sourcebook.publish.views.said import SpokenOf
from sourcebook.records import Entry
from sourcebook.themes import aspect as find_term


def aspect(desk: Desk, name: str) -> Iterator[File]:
    """An aspect's pages in a theme; one of its vocabulary has one even where nothing speaks of it
    yet, which an age group hasn't."""
    theme, _, code = name.partition("\t")
    listed = [(entry, note) for entry, note, _ in desk.state.listed(f"aspect/{name}")]
    known = theme in desk.frame.shown and any(t.code == code for t in known_theme(theme).aspects)
    if not listed and not known:
        return
    parts = runs([entry for entry, _ in listed])
    groups = [[note for _, note in listed[part]] for part in parts]
    times = Counter(entry for entry, _ in listed)
    alone = {entry for entry, number in times.items() if number == 1}
    links = desk.frame.links(paths.aspect_path(theme, code))  # of all its pages: they lie as deep
    over = aspects.spread(theme, code, links, groups)
    for number, part in enumerate(parts, 1):
        path = paths.aspect_path(theme, code, number)
        if desk.as_it_was(f"aspect/{name}", (entry for entry, _ in listed[part])):
            yield path, None
            continue
        view = aspects.aspect_view(
            theme,
            code,
            links,
            number=number,
            over=over,
            cards=desk.passages(theme, code, listed[part], path, alone),
            pages=desk.aspect_pages,
        )
        told = _spoken(desk, theme, code, links) if number == 1 else None
        if told is not None:
            view = structs.replace(view, spoken=told)
        index = f"{links.root}{paths.theme_folder(theme)}/aspects/index.html"
        head = desk.frame.head(
            path,
            view.title,
            way=(links.theme(theme), Link(label="Aspects", href=index)),
            part="aspects",
            description=f"{view.title}: what is said of it, by country.",
        )
        if told is not None:
            head = dressed(desk, head)
        yield desk.html("aspect.html", long(desk, head, len(listed[part])), view, theme)


def _spoken(desk: Desk, theme: str, code: str, links: Links) -> SpokenOf | None:
    """What claims say of an aspect; None where there are none."""
    term = find_term(theme, code)
    if term is None or not desk.claimed:
        return None
    listed = [
        one
        for kind in dict.fromkeys((term.kind, "age"))
        for one in desk.state.stands.listed(f"aspect/{kind}\t{code}")
    ]
    first = desk.store.many(Claim, [claim for _, claim, _ in listed[:ON_ASPECT]]).values()
    sources = desk.sources(claim.entry for claim in first)
    notes = [(sort, note) for sort, _, note in listed]
    return spoken_of(list(first), notes, term.kind, links, sources)


def publisher(desk: Desk, name: str) -> Iterator[File]:
    """A publisher's pages."""
    ids = [entry for entry, _, _ in desk.state.listed(f"publisher/{name}")]
    if not ids:
        return
    title = clean(desk.state.spellings(name).get(name, name))
    parts = runs(ids)
    for number, part in enumerate(parts, 1):
        path = paths.publisher_path(name, number)
        if desk.as_it_was(f"publisher/{name}", ids[part]):
            yield path, None
            continue
        links = desk.frame.links(path)
        view = lists.publisher_view(
            name,
            title,
            links,
            number=number,
            pages=len(parts),
            count=len(ids),
            cards=desk.rows(ids[part], path),
        )
        head = desk.frame.head(
            path,
            title,
            way=(Link(label="Publishers", href=f"{links.root}publishers/index.html"),),
            part="publishers",
            description=f"{title}: {view.intro}",
        )
        yield desk.html("list.html", long(desk, head, len(ids[part])), view)


def year(desk: Desk, name: str) -> Iterator[File]:
    """A year's pages; "" is for undated entries."""
    ids = [entry for entry, _, _ in desk.state.listed(f"year/{name}")]
    if not ids:
        return
    beside: list[str] = []
    if name:
        dated = sorted(int(other) for other in desk.years if other)
        at = dated.index(int(name))
        beside = [str(other) for other in (*dated[at + 1 : at + 2], *dated[:at][-1:])]
    parts = runs(ids)
    for number, part in enumerate(parts, 1):
        path = paths.year_path(name, number)
        if desk.as_it_was(f"year/{name}", ids[part]):
            yield path, None
            continue
        links = desk.frame.links(path)
        view = lists.year_view(
            name,
            links,
            number=number,
            pages=len(parts),
            count=len(ids),
            cards=desk.rows(ids[part], path),
            beside=beside,
            exports=year_files(name, links.root),
        )
        head = desk.frame.head(
            path,
            view.title,
            way=(Link(label="Timeline", href=f"{links.root}timeline/index.html"),),
            part="timeline",
            description=view.intro,
        )
        yield desk.html("list.html", long(desk, head, len(ids[part])), view)


def title(desk: Desk, letter: str) -> Iterator[File]:
    """The pages of the titles under a letter."""
    ids = [entry for entry, _, _ in desk.state.listed(f"title/{letter}")]
    if not ids:
        return
    parts = runs(ids)
    as_many = len(desk.state.outputs(f"title/{letter}")) == len(parts)
    for number, part in enumerate(parts, 1):
        path = paths.title_path(letter, number)
        if as_many and _same(desk, path, ids[part]):
            yield path, None
            continue
        links = desk.frame.links(path)
        view = lists.titles_view(
            letter, links, number=number, pages=len(parts), cards=desk.rows(ids[part], path)
        )
        head = desk.frame.head(
            path,
            view.title,
            way=(Link(label="Search", href=f"{links.root}search/index.html"),),
            part="search",
            description=view.intro,
        )
        yield desk.html("list.html", long(desk, head, len(ids[part])), view)


def _same(desk: Desk, path: str, ids: list[str]) -> bool:
    """Whether the page at a path has just these entries already, none of which is shown otherwise."""
    if desk.fresh is None or not desk.fresh.isdisjoint(ids):
        return False
    return fragments_on(desk.old(path) or b"") == [paths.fragment(id) for id in ids]


def _stem(year: str) -> str:
    return f"data/{year or 'undated'}"


def year_files(year: str, root: str, *, named: bool = False) -> tuple[Link, ...]:
    """Links to the files of a year's entries; ``named`` says the year in each."""
    lead = f"{year or 'undated'}: " if named else ""
    return tuple(
        Link(label=lead + label, href=root + _stem(year) + suffix)
        for suffix, label in shards.LABELS.items()
    )


def data(desk: Desk, year: str) -> Iterator[File]:
    """The files of a year's entries, in the order of ids. Where only some changed, the others'
    records are taken from the file that is there."""
    ids = sorted(entry for entry, _, _ in desk.state.listed(f"year/{year}"))
    if not ids:
        return
    changed = {} if desk.fresh is None else desk.store.many(Entry, desk.fresh.intersection(ids))
    for suffix in shards.SUFFIXES:
        path = _stem(year) + suffix
        text = None
        if desk.fresh is not None and (old := desk.old(path)) is not None:
            made = {id: desk.parts(entry).records[suffix] for id, entry in changed.items()}
            text = shards.changed(old, suffix, ids, made)
        if text is None:
            text = shards.joined(_records(desk, ids, suffix), suffix)
        yield path, text


def _records(desk: Desk, ids: list[str], suffix: str) -> list[bytes]:
    kept = {id: desk.record(id, suffix) for id in ids}
    missing = desk.store.many(Entry, [id for id, record in kept.items() if record is None])
    made = {id: shards.record(entry, suffix) for id, entry in missing.items()}
    return [record for id in ids if (record := kept[id] or made.get(id)) is not None]


def country(desk: Desk, code: str) -> Iterator[File]:
    """A country's page across the themes."""
    if code not in desk.countries:
        return
    path = paths.country_path(code)
    links = desk.frame.links(path)
    spoken: dict[str, tuple[str, int]] = {}
    for theme, aspect, many in desk.state.aspects_of(code):
        spoken.setdefault(aspect, (theme, many))
    own = [page.id for page in desk.placed.values() if page.kind == "country" and page.code == code]
    series = _series(desk, code)
    again = {id for _, _, editions in series for id, _ in editions}
    others = [id for id in desk.state.only_about(code, own) if id not in again]
    view = nations.country_view(
        code,
        links,
        pages=desk.country_pages,
        known=desk.countries,
        aspects=[(aspect, (theme,), many) for aspect, (theme, many) in spoken.items()],
        series=series,
        cards=desk.rows(others, path),
    )
    told = said.said_of(desk, code, links)
    near = beside(code, desk.compared)
    if told is not None:
        view = structs.replace(view, said=told)
    if near:
        name = f"Compare {view.title} with its neighbours"
        to = Link(label=name, href=links.root + paths.compare_path(code))
        view = structs.replace(view, compare=to)
    index = Link(label="Countries", href=f"{links.root}countries/index.html")
    head = desk.frame.head(
        path,
        view.title,
        way=(index, view.region) if view.region else (index,),
        part="countries",
        description=f"{view.title}: reports and articles in all themes.",
    )
    if told is not None:
        head = dressed(desk, head)
    head = long(desk, head, len(view.entries))
    yield desk.html("country.html", head, view)


def _series(desk: Desk, code: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The reports on a country that came out more than once: title, publisher, editions as (entry,
    label), oldest first."""
    found = []
    for id in desk.editions_on.get(code, ()):
        rows = desk.listed(f"editions/{id}/{code}")
        if len(rows) > 1:
            known = desk.series.get(id)
            editions = [(entry, clean(label)) for entry, label, _ in rows]
            title = clean(known.title if known else id)
            found.append((title, clean(known.publisher if known else ""), editions))
    return sorted(found)
