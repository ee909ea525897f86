"""Sample maps for the gallery: invented claims of invented entries."""

from collections.abc import Callable, Iterator

from msgspec import structs

from sourcebook.claims import Claim, Rating, Route
from sourcebook.publish import views as v
from sourcebook.publish.maps import ratings, shaping, years
from sourcebook.publish.maps.flows import flows
from sourcebook.publish.maps.views import YearsView
from sourcebook.publish.render import asset, assets
from sourcebook.publish.shape.links import Links
from sourcebook.records import Entry

PAIRS = (
    ("UZ", "KZ", ()), ("KG", "KZ", ()), ("TJ", "RU", ("KZ",)), ("KZ", "AE", ()), ("KZ", "TR", ()),
    ("MD", "RU", ()), ("NP", "IN", ()), ("FJ", "NZ", ()), ("MX", "US", ()),
)  # fmt: skip


def claims() -> list[Claim]:
    """Routes told by ever fewer sources, and ratings of fourteen years."""
    made = []
    for n, (origin, destination, transit) in enumerate(PAIRS):
        for k in range(max(1, 7 - n)):
            route = Route(
                origin=origin,
                destination=destination,
                transit=transit,
                purposes=("forced-labour",) if k % 2 else ("sexual-exploitation", "begging"),
                people=("men",) if k % 2 else ("women", "girls", f"national:{origin}"),
                hearsay=n == 4,
                start=0,
                end=1,
                rule="sample",
                confidence=0.9,
            )
            made.append(
                Claim(
                    id=f"entry-{k}/{n}{k}",
                    entry=f"entry-{k}",
                    kind="route",
                    route=route,
                    before="The office wrote that ",
                    words=f"people were taken from there to here, as in case {n}{k}",
                    after=", and that nobody asked them.",
                    voice="paraphrase" if k == 1 else "quote",
                    page=str(k) if k else "",
                    year=1998 + 3 * k,
                    countries=(origin, destination),
                    decision="open" if n in (3, 8) else "accepted",
                )
            )
    for code in ("KZ", "KG", "UZ", "NP"):
        for year in range(2001, 2015):
            value = ratings.STEPS[(year * len(code) + ord(code[0])) // 4 % 4]
            rating = Rating(scheme="tip-tier", value=value, year=year, country=code, start=0, end=1)
            made.append(
                Claim(
                    id=f"entry-1/{code.lower()}{year}",
                    entry="entry-1",
                    kind="rating",
                    rating=rating,
                    words=ratings.NAMES[value],
                    year=year,
                    decision="accepted" if year % 4 else "open",
                )
            )
    return made


def mapped(head: Callable[..., v.Head]) -> Iterator[tuple[str, str, v.Head, v.View]]:
    """The world, a region, a country with its years, nothing at all, and ratings."""
    entries = {
        f"entry-{k}": Entry(
            id=f"entry-{k}", title=f"The Long Season, part {k}", publisher=f"House {k}"
        )
        for k in range(8)
    }
    every = flows(claims(), entries)
    made = shaping.variants(every)
    rated = ratings.ratings(claims(), entries)
    links = Links("../", language="en", shown=())
    told = years.table({2003: 2, 2004: 5, 2007: 1}, rated["KZ"], ())
    svg = years.draw(told, name="Kazakhstan")
    styles = (asset(assets(), "map", ".css"),)
    for variant in made:
        if variant.name not in ("", "in-central-asia", "kazakhstan"):
            continue
        chosen = flows(claims(), entries, variant.choice)
        view = shaping.map_view(variant, chosen, made, links)
        if variant.country:
            view = structs.replace(
                view, years_of=YearsView(svg_html=svg, rows=told, note=ratings.SCHEME_SAYS)
            )
        scripts = (asset(assets(), "map", ".js"),) if view.sayings_json else ()
        dressed = structs.replace(
            head(variant.path, view.title, view.title, part="map"), styles=styles, scripts=scripts
        )
        yield variant.path, "map.html", dressed, view
    empty = shaping.map_view(made[0], (), made[:1], links)
    path = "map/nothing.html"
    yield path, "map.html", structs.replace(head(path, "Map", "Map"), styles=styles), empty
    path = "ratings/index.html"
    view_ = shaping.ratings_view(rated, links)
    yield (
        path,
        "ratings.html",
        structs.replace(head(path, view_.title, view_.title), styles=styles),
        view_,
    )
