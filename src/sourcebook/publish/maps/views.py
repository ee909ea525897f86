"""What the templates of maps and their kin are given."""

from sourcebook.publish.maps.telling import Row
from sourcebook.publish.maps.years import Year
from sourcebook.publish.views import Link, View


class WordsView(View, frozen=True, kw_only=True):
    """What one entry says of a route: the ``words`` it rests on, verbatim, between ``before`` and
    ``after``; ``quoted`` is false where they are a curator's account, not the source's own words.
    ``standing`` is "" for what a curator accepted, else says that nobody reviewed it."""

    words: str
    before: str = ""
    after: str = ""
    quoted: bool = True
    lang: str = ""
    dir: str = ""
    entry: Link
    by: str = ""
    year: str = ""
    page: str = ""
    hearsay: bool = False
    standing: str = ""


class RouteView(View, frozen=True, kw_only=True):
    """A route: its line in the table, where its quotes are, and the quotes themselves where they stand
    on this page. ``key`` is "UZ-KZ"."""

    key: str
    anchor: str
    row: Row
    origin: Link
    destination: Link
    href: str = ""
    words: tuple[WordsView, ...] = ()


class YearsView(View, frozen=True, kw_only=True):
    """A country's years: the drawing, its table, and what a rating is."""

    svg_html: str
    rows: tuple[Year, ...]
    note: str = ""


class MapView(View, frozen=True, kw_only=True):
    """A map: ``says`` are sentences, ``svg_html`` the drawing; ``left`` counts routes that stand in the
    table alone, ``unlisted`` those that stand in the file ``csv`` alone; ``filters`` are (heading, links) to maps of a part; ``sayings_json`` is JSON for narrowing
    the map down in the browser, "" where that isn't offered."""

    title: str
    tagline: str
    says: tuple[str, ...]
    svg_html: str = ""
    wide: bool = False
    left: int = 0
    unlisted: int = 0
    csv: str = ""
    routes: tuple[RouteView, ...] = ()
    filters: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    sayings_json: str = ""
    years: tuple[int, int] | None = None
    purposes: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    source: str = ""
    absence: str = ""
    country: Link | None = None
    years_of: YearsView | None = None


class RatedView(View, frozen=True, kw_only=True):
    """A rating of one year, and entries that state it; ``more`` are not named."""

    year: int
    value: str
    entries: tuple[Link, ...]
    reviewed: bool
    more: int = 0


class SmallView(View, frozen=True, kw_only=True):
    """A country's small chart of ratings, in words, and as rows."""

    country: Link
    svg_html: str
    says: str
    rows: tuple[RatedView, ...]


class RatingsView(View, frozen=True, kw_only=True):
    """Ratings by year, a small chart for each country, by region."""

    title: str
    tagline: str
    note: str
    groups: tuple[tuple[str, tuple[SmallView, ...]], ...]
