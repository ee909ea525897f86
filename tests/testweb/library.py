"""Make the library a curator would have kept of the test web by some day. Pure."""

from collections.abc import Iterable, Iterator

from sourcebook.records import (
    Address,
    Date,
    Entry,
    Excerpt,
    Page,
    Placement,
    Section,
    Sourced,
    Stored,
    Subject,
)
from sourcebook.themes import themes
from sourcebook.values.places import countries
from testweb.days import date_of, spelled
from testweb.world import DOI, HANDLE, Spot, World

ON_A_PAGE = 25  # entries


def library_of(world: World, at_day: int) -> Iterator[Stored]:
    """Entries of the pages she had read by then, as she read them, and pages that show them. An entry
    whose new address she had written down by then has both, the old one first."""
    entries = [
        _entry(world, spot, at_day) for spot in world.spots() if (spot.page.cited or 0) <= at_day
    ]
    yield from entries
    yield from _pages(entries)


def entry_id(spot: Spot) -> str:
    """The id of the entry that a page has in the library."""
    return f"tw-{spot.page.id:06}"


def spot_of(world: World, entry: Entry) -> Spot:
    """The page that an entry describes, at its first address. KeyError for any other entry."""
    url = entry.addresses[0].url or ""
    found = world.spot(url)
    if found is None:
        raise KeyError(entry.id)
    return found


def _entry(world: World, spot: Spot, at_day: int) -> Entry:
    host, page = spot.host, spot.page
    article = world.article(host.number, page.number)
    addresses = [_address(world.url(spot), page.cited or 0)]
    if page.again is not None and page.again <= at_day:
        later = Spot(host=host, page=page, later=True)
        addresses.append(_address(world.url(later), page.again))
    identifiers = {}
    if page.doi:
        identifiers["doi"] = f"{DOI}{page.id}"
    if page.handle:
        identifiers["handle"] = f"{HANDLE}{page.id}"
    return Entry(
        id=entry_id(spot),
        title=article.title,
        byline=f"{article.author}, {host.site.name}, {spelled(page.issued)}",
        authors=(article.author,),
        publisher=host.site.name,
        issued=Date(edtf=date_of(page.issued).isoformat(), as_written=spelled(page.issued)),
        kind="report" if page.form == "pdf" else "webpage",
        language=host.site.language,
        identifiers=identifiers,
        addresses=tuple(addresses),
        excerpts=tuple(
            Excerpt(id=f"x{number}", paragraphs=(words,))
            for number, words in enumerate(world.excerpts(spot), 1)
        ),
    )


def _address(url: str, read: int) -> Address:
    return Address(
        url=url,
        as_written=url.removeprefix("http://"),
        accessed=(Date(edtf=date_of(read).isoformat(), as_written=f"accessed {spelled(read)}"),),
    )


def _pages(entries: Iterable[Entry]) -> Iterator[Page]:
    """Country pages of every theme in turn, each with its share of the entries."""
    placed = list(entries)
    shares = [placed[n : n + ON_A_PAGE] for n in range(0, len(placed), ON_A_PAGE)]
    places = [(theme, land) for land in countries().values() for theme in themes()]
    for (theme, land), share in zip(places, shares, strict=False):
        placements = tuple(
            Placement(entry=entry.id, excerpts=tuple(x.id for x in entry.excerpts))
            for entry in share
        )
        yield Page(
            id=f"{theme}/{land.slug}",
            theme=theme,
            subject=Subject(kind="country", country=land.code, as_written=land.names["en"]),
            tagline="Invented for the test web",
            background=Sourced(
                text="A place of which nothing here is true.", source="Nobody, 2009"
            ),
            sections=(
                Section(heading="featured", placements=placements[:1]),
                Section(heading="archives", placements=placements[1:]),
            ),
        )
