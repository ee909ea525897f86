"""Say of each thing that may be found what a search knows of it: words, face, facets. Pure.

Entries are taken from the views that their pages show, so that nothing is found that isn't published.
"""

from collections.abc import Iterable, Sequence

from sourcebook.claims import Claim
from sourcebook.publish import paths
from sourcebook.publish.searching.findable import Findable, Passage
from sourcebook.publish.shape import words
from sourcebook.publish.shape.links import Placed, aspect_name, region_of, theme_title
from sourcebook.publish.shape.safe import clean
from sourcebook.publish.views import EntryView
from sourcebook.records import Entry, Page
from sourcebook.themes import aspect
from sourcebook.values.dates_said import year_of
from sourcebook.values.places import countries, country_name


def _unique(facet: str, values: Iterable[str]) -> list[tuple[str, str]]:
    return [(facet, value) for value in dict.fromkeys(values) if value]


def of_entry(
    entry: Entry,
    face: EntryView,
    parts: EntryView,
    homes: Sequence[Placed],
    *,
    series: str = "",
    language: str = "en",
    claims: Sequence[Claim] = (),
) -> Findable:
    """An entry, from its views: ``face`` as a line of a list, ``parts`` with all excerpts and addresses.
    ``homes`` are the pages it stands on; ``series`` is its series' title; ``language`` the site's;
    ``claims`` those of the entry that are shown."""
    excerpts = entry.excerpts
    about = dict.fromkeys(
        (
            *entry.countries,
            *(code for x in excerpts for code in x.countries),
            *(home.code for home in homes if home.kind == "country"),
        )
    )
    about.pop("", None)
    fragment = face.href.removeprefix("../")
    year = year_of(entry.issued)
    return Findable(
        id=f"entry/{entry.id}",
        href=fragment,
        title=face.title or "Untitled",
        kind=words.kind(entry.kind),
        language=entry.language,
        marked=(face.lang, face.dir),
        by=face.byline,
        authors=tuple(map(clean, entry.authors)),
        when=face.issued,
        issued=(entry.issued.edtf or "") if entry.issued and year is not None else "",
        passages=tuple(
            Passage(
                "\n".join(x.paragraphs),
                x.anchor,
                x.heading,
                x.locator,
                f"{x.mark} {x.word}" if x.standing != "unchecked" else "",
            )
            for x in parts.excerpts
        ),
        more=tuple(
            filter(
                None,
                (
                    clean(entry.publisher),
                    clean(entry.container),
                    series,
                    *map(clean, entry.notes),
                    *(link.label for link in face.aspects),
                ),
            )
        ),
        facets=_facets(entry, parts, homes, about, claims, language),
        about=tuple(about),
    )


def _facets(
    entry: Entry,
    parts: EntryView,
    homes: Sequence[Placed],
    about: Iterable[str],
    claims: Sequence[Claim],
    language: str,
) -> tuple[tuple[str, str], ...]:
    """An entry's values of facets; some more than once."""
    found = [("theme", home.theme) for home in homes]
    found += [("country", code) for code in about]
    for excerpt in entry.excerpts:
        found += [("aspect", code) for code in excerpt.aspects]
        found += [("age", code) for code in excerpt.ages]
    for claim in claims:
        if claim.aspect:
            found.append(("age" if claim.aspect.kind == "age" else "aspect", claim.aspect.code))
        found += [("role", role) for role in _roles(claim)]
        found += [("purpose", purpose) for purpose in getattr(claim.said, "purposes", ())]
    if entry.publisher:
        found.append(("publisher", paths.publisher_name(entry.publisher)))
    found.append(("series", entry.series))
    found.append(("language", entry.language or language))
    found += [("standing", x.standing) for x in parts.excerpts]
    found += [("address", a.standing) for a in entry.addresses]
    found += [("page", home.id) for home in homes]
    return (*[one for one in found if one[1]], ("kind", entry.kind))


def _roles(claim: Claim) -> tuple[str, ...]:
    if claim.role:
        return (claim.role.role,)
    if claim.route:
        return ("source", "destination", *(("transit",) if claim.route.transit else ()))
    return ()


def of_page(page: Page, placed: Placed, language: str) -> Findable:
    """A curated page: its own words, not those of the entries on it."""
    where = theme_title(placed.theme, language)
    passages = [Passage(clean(text)) for text in (page.tagline,) if text]
    passages += [
        Passage(clean(sourced.text), "", "", clean(sourced.source))
        for sourced in (page.background, page.summary)
        if sourced.text
    ]
    passages += [Passage(clean(text)) for part in page.sections for text in part.prose]
    own = countries().get(placed.code) if placed.kind == "country" else None
    return Findable(
        id=f"page/{page.id}",
        href=placed.path,
        title=clean(f"{placed.title} – {where}"),
        kind="Page of this library",
        language=language,
        passages=tuple(passages),
        more=tuple(
            filter(None, (clean(page.prompt), *(_name for _, _name in (own.own if own else ()))))
        ),
        facets=(
            ("theme", placed.theme),
            *_unique("country", [placed.code] if placed.kind == "country" else ()),
            *_unique("aspect", [placed.code] if placed.kind == "aspect" else ()),
            *_unique("age", [placed.code] if placed.kind == "age" else ()),
            ("kind", "page"),
        ),
        light=True,
        about=(placed.code,) if placed.kind == "country" and placed.code else (),
    )


def of_country(code: str, entries: int, language: str) -> Findable:
    """A country's page across the themes."""
    found = countries().get(code)
    names = (*found.names.values(), found.official, *(n for _, n in found.own)) if found else ()
    region = region_of(code)
    said = words.counted(entries, "entry", "entries") if entries else "No entries yet"
    return Findable(
        id=f"country/{code}",
        href=paths.country_path(code),
        title=clean(country_name(code, language)),
        kind="Country, in all themes",
        passages=(Passage(f"{said}{f' · {region}' if region else ''}"),),
        more=tuple(dict.fromkeys(filter(None, names))),
        facets=(("country", code), ("kind", "page")),
        about=(code,),
    )


def of_aspect(theme: str, code: str, entries: int, language: str) -> Findable:
    """An aspect's page in a theme."""
    term = aspect(theme, code)
    names = (*term.labels.values(), *term.also) if term else ()
    said = words.counted(entries, "entry", "entries") if entries else "No entries yet"
    return Findable(
        id=f"aspect/{theme}\t{code}",
        href=paths.aspect_path(theme, code),
        title=clean(f"{aspect_name(theme, code, language)} – {theme_title(theme, language)}"),
        kind="Aspect, by country",
        passages=(Passage(said),),
        more=tuple(dict.fromkeys(filter(None, names))),
        facets=(("theme", theme), ("aspect", code), ("kind", "page")),
    )
