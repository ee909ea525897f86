"""What templates are given of claims: quotes, marks, rows of a country, countries side by side.

Words and hrefs only, hrefs relative to the page; ``html`` marks what is HTML already.
"""

from sourcebook.publish.views.view import Link, View


class QuoteView(View, frozen=True, kw_only=True):
    """The words a claim rests on, and the sentence around them. ``by`` is who published it and when,
    ``page`` as the source numbers it; ``quoted`` is false for a curator's account; ``open`` where
    nobody has reviewed it; ``says`` is what it was understood to say, where that isn't told beside
    it; ``proof`` leads to the source with the words marked."""

    entry: Link
    by: str
    before: str
    words: str
    after: str
    quoted: bool = True
    open: bool = False
    lang: str = ""
    dir: str = ""
    page: str = ""
    proof: str = ""
    says: str = ""


class MarkView(View, frozen=True, kw_only=True):
    """An answer with its quotes. ``key`` is equal for equal answers of one row; ``href`` leads to what
    it names (an aspect, a country); ``who`` is how many entries say so, and of when, in words; ``note``
    is what to mind, ``says`` sentences on it; ``unread`` how many of them nobody has reviewed; ``shape`` tells by form what the words tell. ``more`` quotes stand at ``all``, or in
    the entries ``also``."""

    key: str
    label: str
    who: str = ""
    href: str = ""
    note: str = ""
    says: tuple[str, ...] = ()
    unread: int = 0
    shape: str = ""
    open: bool = False
    quotes: tuple[QuoteView, ...] = ()
    more: int = 0
    also: tuple[Link, ...] = ()
    all: str = ""


class CellView(View, frozen=True, kw_only=True):
    """The marks of a row for one country; ``more`` marks stand at ``all``; ``open`` shows the quotes at
    once, ``brief`` leads to them instead."""

    marks: tuple[MarkView, ...]
    more: int = 0
    all: str = ""
    open: bool = False
    brief: bool = False


class SaidRow(View, frozen=True, kw_only=True):
    """A row of one country's page."""

    anchor: str
    title: str
    cell: CellView


class SaidSection(View, frozen=True, kw_only=True):
    """A section of one country's page."""

    anchor: str
    title: str
    rows: tuple[SaidRow, ...]


class SaidView(View, frozen=True, kw_only=True):
    """What is said of one country, with every quote. ``country`` leads to its page, ``compare`` to it
    beside its neighbours; ``open`` counts quotes that nobody has reviewed."""

    title: str
    own_names: tuple[tuple[str, str], ...] = ()
    country: Link | None = None
    compare: Link | None = None
    sections: tuple[SaidSection, ...] = ()
    open: int = 0
    note: str = ""


class Rate(View, frozen=True, kw_only=True):
    """A rating in a year: ``label`` in full, ``short`` for a narrow strip, ``step`` from 1 (best) to 4,
    0 where it is none of the scale; ``href`` leads to its quotes."""

    year: str
    label: str
    short: str
    href: str
    step: int = 0
    open: bool = False


class SaidOf(View, frozen=True, kw_only=True):
    """What a country's page says at a glance: roles with their quotes, ratings by year, and where all of
    it stands."""

    roles: CellView | None = None
    scheme: str = ""
    rates: tuple[Rate, ...] = ()
    all: str = ""
    count: int = 0
    compare: Link | None = None


class Understood(View, frozen=True, kw_only=True):
    """What was understood of one entry, by kind as (title, quotes); ``open`` counts those that nobody has
    reviewed."""

    kinds: tuple[tuple[str, tuple[QuoteView, ...]], ...] = ()
    open: int = 0


class SpokenOf(View, frozen=True, kw_only=True):
    """What an aspect's page says beyond its excerpts: quotes, newest first, and for each country how many
    there are and where all stand."""

    quotes: tuple[QuoteView, ...] = ()
    countries: tuple[Link, ...] = ()
    left: int = 0
    open: int = 0


class CompareCell(View, frozen=True, kw_only=True):
    """A cell: its country's name, and its marks as HTML; "" where nothing is said."""

    name: str
    html: str = ""


class CompareRow(View, frozen=True, kw_only=True):
    """A row of the table."""

    key: str
    title: str
    differs: bool
    cells: tuple[CompareCell, ...]


class CompareSection(View, frozen=True, kw_only=True):
    """Rows under one heading."""

    title: str
    rows: tuple[CompareRow, ...]


class CompareTable(View, frozen=True, kw_only=True):
    """Countries side by side; ``caption`` names them in a line, ``marked`` tells that some of it is not
    reviewed."""

    caption: str
    countries: tuple[Link, ...]
    sections: tuple[CompareSection, ...]
    marked: bool = False


class CompareView(View, frozen=True, kw_only=True):
    """A page that compares. ``csv`` is the table as a file; ``others`` are further comparisons; ``pick``
    leads to where any set can be chosen."""

    title: str
    intro: str
    table: CompareTable
    note: str
    csv: str = ""
    pick: str = ""
    others: tuple[Link, ...] = ()


class Choice(View, frozen=True, kw_only=True):
    """A country that can be chosen: its code in addresses, its name, and the file of its column."""

    code: str
    name: str
    file: str
    count: int = 0


class PickView(View, frozen=True, kw_only=True):
    """Where any countries can be chosen to be compared: (region, countries), and comparisons that stand
    ready. The file of a country's column is loaded when it is chosen."""

    title: str
    intro: str
    note: str
    regions: tuple[tuple[str, tuple[Choice, ...]], ...] = ()
    ready: tuple[Link, ...] = ()
    neighbours: tuple[Link, ...] = ()
