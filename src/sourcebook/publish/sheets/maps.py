"""Make the maps of routes, and the ratings by year. I/O: reads the store and the state."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import structs

from sourcebook.publish import paths
from sourcebook.publish.filing import year_sorted
from sourcebook.publish.maps import ratings, shaping, telling, years
from sourcebook.publish.maps.flows import Choice, Flow, Saying, flows, narrowed
from sourcebook.publish.maps.shaping import Variant
from sourcebook.publish.maps.views import YearsView
from sourcebook.publish.render import asset
from sourcebook.publish.sheets.desk import Desk, File
from sourcebook.publish.views import Head, Link
from sourcebook.records import Entry

FACT = "maps"  # the state's note of what each map was made of


def maps(desk: Desk) -> Iterator[File]:
    """Every map that has something to show, and the ratings; those that nothing changed for are left as
    they are."""
    claims = {kind: list(desk.shown_claims(kind)) for kind in ("route", "rating", "figure")}
    about = {claim.entry for some in claims.values() for claim in some}
    entries = desk.store.many(Entry, sorted(about))
    every = flows(claims["route"], entries)
    rated = ratings.ratings(claims["rating"], entries)
    made = shaping.variants(every, desk.language)
    if not every:
        made = (Variant(name="", title="Map of routes", choice=Choice()),)
    before = json.loads(desk.state.fact(FACT) or "{}") if desk.fresh is not None else {}
    names = json.dumps([(one.name, one.title) for one in made])
    events = years.events(claims["figure"], entries)
    marks = {s.claim.id: _mark(s) for flow in every for s in flow.sayings}
    after: dict[str, str] = {}
    for variant in made:
        chosen = _chosen(variant, every)
        told = _years(desk, variant, events, rated)
        shown = [marks[s.claim.id] for flow in chosen for s in flow.sayings]
        after[variant.path] = _digest(names, shown, told, rated.get(variant.country, ()))
        if before.get(variant.path) == after[variant.path]:
            yield variant.path, None
        else:
            yield _page(desk, variant, chosen, made, told, rated)
    path = paths.ratings_path()
    after[path] = _digest(rated)
    if before.get(path) == after[path]:
        yield path, None
    else:
        yield _ratings(desk, rated)
    if every:
        yield paths.routes_path(), telling.csv(every, desk.language).encode("utf-8-sig")
    desk.state.keep_fact(FACT, json.dumps(after))


def _mark(saying: Saying) -> str:
    """What a page shows of a saying, in short: when it changes, the page does."""
    entry = saying.entry
    return _digest(saying.claim, entry.title, entry.publisher, entry.byline, entry.language)


def _chosen(variant: Variant, every: Sequence[Flow]) -> tuple[Flow, ...]:
    """The flows of one map."""
    ends = variant.choice.countries
    if not ends:
        return narrowed(every, variant.choice)
    return tuple(  # whole flows are in or out: nothing to count again
        flow
        for flow in every
        if flow.origin in ends or flow.destination in ends or not ends.isdisjoint(flow.via)
    )


def _years(
    desk: Desk,
    variant: Variant,
    events: Mapping[str, Sequence[years.Event]],
    rated: Mapping[str, Sequence[ratings.Rated]],
) -> tuple[years.Year, ...]:
    code = variant.country
    if not code:
        return ()
    counts: dict[int, int] = {}
    for _, _, sort in desk.state.listed(f"country/{code}"):
        year = year_sorted(sort)
        if year is not None:
            counts[year] = counts.get(year, 0) + 1
    return years.table(counts, rated.get(code, ()), events.get(code, ()))


def _digest(*parts: object) -> str:
    data = msgspec.json.encode(parts, order="deterministic")
    return hashlib.sha256(data).hexdigest()[:16]


def _page(
    desk: Desk,
    variant: Variant,
    chosen: Sequence[Flow],
    every: Sequence[Variant],
    told: Sequence[years.Year],
    rated: Mapping[str, Sequence[ratings.Rated]],
) -> File:
    links = desk.frame.links(variant.path)
    view = shaping.map_view(variant, chosen, every, links)
    if told and (svg := years.draw(told, name=variant.title)):
        note = ratings.SCHEME_SAYS if variant.country in rated else ""
        view = structs.replace(view, years_of=YearsView(svg_html=svg, rows=tuple(told), note=note))
    if variant.country:
        view = structs.replace(view, country=links.country(variant.country))
    way = () if not variant.name else (Link(label="Map", href=links.root + paths.map_path()),)
    title = variant.title
    if variant.country or variant.region:
        title = f"{variant.title}: routes"
    head = desk.frame.head(variant.path, title, way=way, part="map", description=shaping.TAGLINE)
    return desk.html(
        "map.html", _dressed(desk, head, script=bool(view.sayings_json) or view.wide), view
    )


def _ratings(desk: Desk, rated: Mapping[str, Sequence[ratings.Rated]]) -> File:
    path = paths.ratings_path()
    view = shaping.ratings_view(rated, desk.frame.links(path))
    head = desk.frame.head(path, view.title, part="ratings", description=view.tagline)
    return desk.html("ratings.html", _dressed(desk, head, script=False), view)


def _dressed(desk: Desk, head: Head, *, script: bool) -> Head:
    made = dict(desk.assets)
    scripts = (asset(made, "map", ".js"),) if script else ()
    return structs.replace(head, styles=(asset(made, "map", ".css"),), scripts=scripts)
