"""Shape a map's page: the drawing, its words, its table, and the words each route rests on. Pure."""

import json
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from sourcebook.publish import paths
from sourcebook.publish.maps import borders, canvas, ratings, telling
from sourcebook.publish.maps.drawing import draw
from sourcebook.publish.maps.flows import PEOPLE, PURPOSES, Choice, Flow, Saying
from sourcebook.publish.maps.ratings import Rated
from sourcebook.publish.maps.views import (
    MapView,
    RatedView,
    RatingsView,
    RouteView,
    SmallView,
    WordsView,
)
from sourcebook.publish.shape.entry import text_direction
from sourcebook.publish.shape.links import Links, anchor
from sourcebook.publish.shape.safe import clean
from sourcebook.publish.views import Link
from sourcebook.values.places import countries, country_name, region_name, regions

PEOPLE_WORDS = {
    "women": "Women",
    "girls": "Girls",
    "men": "Men",
    "boys": "Boys",
    "children": "Children",
}
TAGLINE = "Who is said to be taken where, and how many independent sources say so."
ROWS = 250  # routes of a map's table; a library of 2,000 reports states 900, all of them in the CSV
PART = 0.4  # of the world's width
UNREVIEWED = "proposed by a program, not reviewed"
WIDER = "The wider a line, the more independent sources; thin and dashed rests on one source or on hearsay."


class Variant(Struct, frozen=True, kw_only=True):
    """One of the maps that are made: its ``name`` in addresses ("" is the whole world's), what is
    chosen for it, and what it shows: the world, or ``region`` (its countries), or one ``country``."""

    name: str
    title: str
    choice: Choice
    region: frozenset[str] = frozenset()
    country: str = ""

    @property
    def path(self) -> str:
        """Where its page stands."""
        return paths.map_path(self.name)


def variants(flows: Sequence[Flow], language: str = "en") -> tuple[Variant, ...]:
    """The maps that have a route to show, of all ``flows``: the world, by purpose, people and decade; the
    regions; the countries."""
    made = [Variant(name="", title="Map of routes", choice=Choice())]
    for code in PURPOSES:
        if any(code in flow.purposes for flow in flows):
            title = f"Routes: {telling.purpose(code, language)}"
            made.append(Variant(name=f"for-{code}", title=title, choice=Choice(purpose=code)))
    for code in PEOPLE:
        if any(code in flow.people for flow in flows):
            made.append(
                Variant(name=f"of-{code}", title=f"Routes: {code}", choice=Choice(people=code))
            )
    for decade in sorted({y // 10 * 10 for y in _years(flows)}):
        choice = Choice(years=(decade, decade + 9))
        made.append(Variant(name=f"{decade}s", title=f"Routes: the {decade}s", choice=choice))
    ends = {code for flow in flows for code in (flow.origin, flow.destination, *flow.via)}
    for label, members in regions().items():
        codes = frozenset(country.code for country in members)
        if codes & ends:
            made.append(
                Variant(
                    name=f"in-{anchor(label)}",
                    title=region_name(label, language),
                    choice=Choice(countries=codes),
                    region=codes,
                )
            )
    by_name = sorted(ends & countries().keys(), key=lambda c: country_name(c, language).casefold())
    for code in by_name:
        made.append(
            Variant(
                name=countries()[code].slug,
                title=country_name(code, language),
                choice=Choice(countries=frozenset({code})),
                country=code,
            )
        )
    return tuple(made)


def map_view(
    variant: Variant, flows: Sequence[Flow], every: Sequence[Variant], links: Links
) -> MapView:
    """The page of one map. ``flows`` are those chosen for it; ``every`` map there is is linked."""
    language = links.language
    drawn, wide = None, True
    if flows:  # the outlines of all countries alone cost as much as a hundred entries
        on = _canvas(variant, flows)
        wide = on == canvas.world()
        drawn = draw(
            flows,
            on,
            title=telling.map_title(variant.title, len(flows)),
            language=language,
            hrefs={(f.origin, f.destination): _href(f, variant, links) for f in flows},
            subject=variant.country,
            size=15 if wide else 18,
        )
    where = "" if not (variant.region or variant.country) else variant.title
    listed = flows if variant.country else flows[:ROWS]
    rows = telling.rows(listed, language)
    whole = bool(variant.country)
    return MapView(
        title=variant.title,
        tagline=TAGLINE,
        says=telling.summary(flows, where=where, language=language),
        svg_html=drawn.svg if drawn else "",
        wide=wide,
        left=len(drawn.left) if drawn else 0,
        routes=tuple(
            RouteView(
                key=f"{flow.origin}-{flow.destination}",
                anchor=route_anchor(flow),
                row=row,
                origin=links.country(flow.origin),
                destination=links.country(flow.destination),
                href=_href(flow, variant, links),
                words=tuple(words_view(s, links) for s in _best(flow.sayings)) if whole else (),
            )
            for flow, row in zip(listed, rows, strict=True)
        ),
        filters=_filters(variant, every, links),
        sayings_json=_data(listed) if not variant.name else "",
        years=_span(flows),
        purposes=_chosen(
            flows, "purposes", {code: telling.purpose(code, language) for code in PURPOSES}
        ),
        people=_chosen(flows, "people", PEOPLE_WORDS),
        source=f"{WIDER} Outlines: {borders.source()}; it shows who holds a place, not who should.",
        absence=telling.ABSENCE,
    )


def _best(sayings: Sequence[Saying]) -> list[Saying]:
    """What a curator accepted first, then what is stated outright, then the newest."""
    return sorted(
        sayings,
        key=lambda s: (
            s.claim.decision != "accepted",
            s.claim.route is not None and s.claim.route.hearsay,
            -(s.claim.year or 0),
            s.claim.id,
        ),
    )


def route_anchor(flow: Flow) -> str:
    """The fragment of a route: "uz-kz"."""
    return f"{flow.origin}-{flow.destination}".lower()


def words_view(saying: Saying, links: Links) -> WordsView:
    """The words one entry says it in, with the entry beside them."""
    claim, entry = saying.claim, saying.entry
    words, quoted = clean(claim.words), claim.voice == "quote"
    return WordsView(
        words=words,
        before=clean(claim.before),
        after=clean(claim.after),
        quoted=quoted,
        lang=entry.language if quoted else "",
        dir=text_direction(words, entry.language) if quoted else "",
        entry=links.entry(entry.id, clean(entry.title)),
        by=clean(entry.publisher or entry.byline),
        year=str(claim.year) if claim.year is not None else "",
        page=clean(claim.page),
        hearsay=claim.route is not None and claim.route.hearsay,
        standing="" if claim.decision == "accepted" else UNREVIEWED,
    )


def _canvas(variant: Variant, flows: Sequence[Flow]) -> canvas.Canvas:
    ends = frozenset(code for flow in flows for code in (flow.origin, flow.destination))
    if variant.country:
        return canvas.region(ends | {variant.country})
    if variant.region:
        return canvas.region(variant.region)
    # On a phone the world shows a third of itself: where all routes lie in one part, that is drawn.
    world, shapes = canvas.world(), borders.shapes()
    xs = [world.at(shapes[code].label)[0] for code in ends if code in shapes]
    if xs and max(xs) - min(xs) < PART * world.width:
        return canvas.region(ends)
    return world


def _href(flow: Flow, variant: Variant, links: Links) -> str:
    """Where a route's quotes stand: on the map of the country it leads to."""
    if variant.country:
        return f"#{route_anchor(flow)}"
    slug = countries()[flow.destination].slug if flow.destination in countries() else ""
    return f"{links.root}{paths.map_path(slug)}#{route_anchor(flow)}" if slug else ""


def _filters(
    variant: Variant, every: Sequence[Variant], links: Links
) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    def group(wanted: Iterable[Variant]) -> tuple[Link, ...]:
        return tuple(
            Link(
                label=one.title.removeprefix("Routes: ").capitalize()
                if one.title.startswith("Routes: ")
                else one.title,
                href=links.root + one.path,
                here=one.name == variant.name,
            )
            for one in wanted
        )

    worlds = [v for v in every if not v.region and not v.country]
    rated = Link(label="Ratings by year", href=links.root + paths.ratings_path())
    groups = (
        ("The world", [v for v in worlds if not v.name or v.choice.years != (None, None)]),
        ("By purpose", [v for v in worlds if v.choice.purpose]),
        ("By people", [v for v in worlds if v.choice.people]),
        ("By region", [v for v in every if v.region]),
        ("By country", [v for v in every if v.country]),
    )
    made = tuple((heading, group(some)) for heading, some in groups if some)
    return (*made, ("Also", (rated,)))


def _years(flows: Iterable[Flow]) -> set[int]:
    return {s.claim.year for f in flows for s in f.sayings if s.claim.year is not None}


def _span(flows: Sequence[Flow]) -> tuple[int, int] | None:
    years = _years(flows)
    return (min(years), max(years)) if len(years) > 1 else None


def _chosen(
    flows: Sequence[Flow], field: str, names: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    there = {code for flow in flows for code in getattr(flow, field)}
    return tuple((code, word) for code, word in names.items() if code in there)


def _data(flows: Sequence[Flow]) -> str:
    """What a browser needs to count again: for each route its sayings as [voice, year, purposes,
    people, accepted, hearsay], codes as numbers of the lists beside them."""
    voices: dict[str, int] = {}
    routes = {}
    for flow in flows:
        told = []
        for saying in flow.sayings:
            route = saying.claim.route
            assert route is not None
            told.append(
                [
                    voices.setdefault(saying.voice, len(voices)),
                    saying.claim.year,
                    [PURPOSES.index(code) for code in route.purposes],
                    [PEOPLE.index(code) for code in route.people if code in PEOPLE],
                    int(saying.claim.decision == "accepted"),
                    int(route.hearsay),
                ]
            )
        routes[f"{flow.origin}-{flow.destination}"] = told
    data = {"purposes": PURPOSES, "people": PEOPLE, "routes": routes}
    return json.dumps(data, separators=(",", ":"))  # codes and numbers alone: safe in a script


def ratings_view(rated: Mapping[str, Sequence[Rated]], links: Links) -> RatingsView:
    """Ratings by year: a small chart for each country, by region, all of the same years."""
    every = [one.year for some in rated.values() for one in some]
    span = (min(every), max(every)) if every else (0, 0)
    groups = []
    for label, members in regions().items():
        here = [country.code for country in members if country.code in rated]
        here.sort(key=lambda code: country_name(code, links.language).casefold())
        if here:
            name = region_name(label, links.language)
            groups.append((name, tuple(_small(code, rated[code], span, links) for code in here)))
    return RatingsView(
        title="Ratings by year",
        tagline="How governments were rated, as the sources of this library state it.",
        note=ratings.SCHEME_SAYS,
        groups=tuple(groups),
    )


def _small(code: str, rated: Sequence[Rated], span: tuple[int, int], links: Links) -> SmallView:
    return SmallView(
        country=links.country(code),
        svg_html=ratings.draw(code, rated, span, links.language),
        says=ratings.in_words(rated),
        rows=tuple(
            RatedView(
                year=one.year,
                value=ratings.NAMES[one.value],
                entries=tuple(links.entry(id, id) for id in one.entries[:3]),
                more=max(len(one.entries) - 3, 0),
                reviewed=one.reviewed,
            )
            for one in rated
        ),
    )
