"""What a search gives: the entries found, the words that were, the counts, and help with the query."""

from msgspec import Struct

from sourcebook.search.fields import Hint


class Also(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where else an entry has the words of a snippet: in another capture, or in an excerpt by its id."""

    kind: str
    page: str = ""
    excerpt: str = ""
    capture: str = ""


class Found(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A passage of an entry with words that were asked for. ``snippet`` is a stretch of it, verbatim;
    ``marks`` are (start, end) in the snippet. ``kind`` is excerpt, note or text; ``page`` as printed,
    or counted from 1; ``place`` the locator as the excerpt gives it; ``start`` where the snippet begins
    in the text of the capture ``capture`` (a SHA-256), for a text; ``also`` where else it stands."""

    kind: str
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()
    page: str = ""
    place: str = ""
    excerpt: str = ""
    capture: str = ""
    start: int = 0
    heading: str = ""
    also: tuple[Also, ...] = ()


class Hit(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An entry found. ``score`` compares hits of one search only; ``marks`` are (start, end) in the
    title; ``all_words`` is false where some of the words are missing; ``near`` that it was found by its meaning
    alone."""

    id: str
    title: str
    score: float = 0.0
    byline: str = ""
    publisher: str = ""
    issued: str = ""
    language: str = ""
    countries: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()
    passages: tuple[Found, ...] = ()
    all_words: bool = True
    near: bool = False


class Count(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How many of the entries found have a value of a facet; ``label`` says it in words. Where the query
    chose in this facet, the count is of what would be found without that choice, and ``chosen`` marks it."""

    value: str
    label: str
    count: int
    chosen: bool = False


class Results(Struct, frozen=True, kw_only=True):
    """All that a search gives. ``total`` entries match; of a query of several words ``exact`` have all
    of them, and where those are few, the rest have some. ``instead`` is what was looked for in place
    of words that nothing has, ``suggestion`` a query that finds more; ``facets`` by name."""

    query: str
    total: int = 0
    exact: int = 0
    offset: int = 0
    sort: str = "relevance"
    hits: tuple[Hit, ...] = ()
    facets: dict[str, tuple[Count, ...]] = {}  # msgspec gives each its own
    instead: dict[str, str] = {}
    suggestion: str = ""
    hints: tuple[Hint, ...] = ()
    milliseconds: float = 0.0
