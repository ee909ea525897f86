"""What templates are given: frozen views of records, every link relative to the page, no logic left.

A view holds words and hrefs only. ``href`` values are relative to the page that shows them, so that
the site works from a folder, a memory stick or any host; ``html`` in a field's name marks the only
values that are HTML already (they come from the citation formatter, which escapes its input).
"""

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from sourcebook.publish.said import SaidOf, SpokenOf, Understood


class View(Struct, frozen=True, kw_only=True, gc=False):
    """What all views share: frozen and keyword-only; they form no circles, so Python's collector
    need not look through them (a tenth of a build's time)."""


class Link(View, frozen=True, kw_only=True):
    """Where to go. ``count`` is how many entries wait there, ``note`` a few words on it;
    ``lang`` is set where the label is in another language; ``here`` marks the current page."""

    label: str
    href: str
    count: int | None = None
    note: str = ""
    lang: str = ""
    here: bool = False


class Site(View, frozen=True, kw_only=True):
    """What every page shares. ``root`` is the way from this page to the site's first page ("../").
    ``stylesheet`` and ``script`` are below root, and so are ``asking``, the script of the box for searching,
    and ``offers``, what that loads when somebody goes to it. ``themes`` are links for the menu."""

    title: str
    language: str
    root: str
    stylesheet: str
    script: str
    themes: tuple[Link, ...]
    exit_to: str
    contact: str = ""
    curator: str = ""
    asking: str = ""
    offers: tuple[str, ...] = ()


class Head(View, frozen=True, kw_only=True):
    """One page's frame. ``path`` is below the site's root; ``canonical`` is "" where the library
    has no public address; ``meta`` are (name, content) pairs for citation tools; ``jsonld`` is
    schema.org JSON, safe inside a script element; ``part`` names the menu item that is current
    (themes, countries, compare, map, aspects, publishers, timeline, ratings, teach, search, help); ``help`` is where help is to be
    had on this page itself ("#help"), "" where the site's page of help is next;
    ``styles`` and ``scripts`` are further stylesheets and scripts, below the site's root;
    ``relations`` further links, each (relation, address)."""

    title: str
    description: str
    path: str
    part: str = ""
    help: str = ""
    crumbs: tuple[Link, ...] = ()
    canonical: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    jsonld: str = ""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    relations: tuple[tuple[str, str], ...] = ()


class Accessed(View, frozen=True, kw_only=True):
    """An access date in words; ``iso`` is "" and ``readable`` false where it could not be read."""

    words: str
    iso: str = ""
    readable: bool = True


class Copy(View, frozen=True, kw_only=True):
    """An archived copy beside an address; ``iso`` is its day for machines. ``own`` marks one that this
    library keeps: ``href`` then leads to a page that shows it, or is ""."""

    href: str
    when: str = ""
    iso: str = ""
    own: bool = False


class LookView(View, frozen=True, kw_only=True):
    """What checks in a row found of an address: ``when`` in words ("3 March 2025 to 4 May 2026"), what
    it answered, and the verdict."""

    when: str
    answer: str
    mark: str
    word: str
    why: str = ""


class AddressView(View, frozen=True, kw_only=True):
    """An address with its dates. ``href`` is "" where only notes remain; ``shown`` is the address
    as a reader should see it; ``mark`` and ``word`` give the standing by shape and by word, with its
    date; ``to`` is where it moved to.

    ``first`` is the copy to read before the address itself, which is gone or has changed; ``copies``
    are the others. ``version`` and ``versioned`` are the copy and the day for the attributes of
    Robust Links. ``why`` and ``looks``, on the entry's own page, tell what the standing rests on;
    ``earlier`` counts the looks that are left out.
    """

    href: str
    shown: str
    standing: str
    mark: str
    word: str
    accessed: tuple[Accessed, ...] = ()
    copies: tuple[Copy, ...] = ()
    to: Link | None = None
    first: Copy | None = None
    version: str = ""
    versioned: str = ""
    why: str = ""
    looks: tuple[LookView, ...] = ()
    earlier: int = 0


class ExcerptView(View, frozen=True, kw_only=True):
    """Words from an entry. ``anchor`` is its fragment on the entry's page; ``quoted`` is false for
    a paraphrase, which is shown without quotation marks and says "in our words"; ``proof`` leads to
    the source itself with the words marked, "" where nothing was captured."""

    anchor: str
    heading: str
    locator: str
    paragraphs: tuple[str, ...]
    quoted: bool
    standing: str
    mark: str
    word: str
    proof: str = ""
    aspects: tuple[Link, ...] = ()
    countries: tuple[Link, ...] = ()


class Cited(View, frozen=True, kw_only=True):
    """A citation in one style: its name, as HTML with markup, and as plain text for copying."""

    style: str
    html: str
    text: str


class EntryView(View, frozen=True, kw_only=True):
    """One entry as a card or on its own page. On a card ``citations`` has the library's own style
    only. ``best`` is the address to follow first; ``found`` says what was found for a source that is
    ``lost``; ``told`` that its addresses' checks are told one by one. ``kept`` says that a copy was
    captured; ``newer`` is a later edition in the library, ``editions`` all of them, oldest first."""

    id: str
    href: str
    title: str
    lang: str = ""
    dir: str = ""
    byline: str = ""
    kind: str = ""
    issued: str = ""
    issued_iso: str = ""
    year: int | None = None
    publisher: Link | None = None
    series: str = ""
    edition: str = ""
    newer: Link | None = None
    editions: tuple[Link, ...] = ()
    lost: bool = False
    found: str = ""
    kept: bool = False
    best: AddressView | None = None
    told: bool = False
    addresses: tuple[AddressView, ...] = ()
    excerpts: tuple[ExcerptView, ...] = ()
    notes: tuple[str, ...] = ()
    aspects: tuple[Link, ...] = ()
    countries: tuple[Link, ...] = ()
    identifiers: tuple[tuple[str, str, str], ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    citations: tuple[Cited, ...] = ()
    coins: str = ""
    placed: tuple[Link, ...] = ()
    understood: "Understood | None" = None


class Card(View, frozen=True, kw_only=True):
    """An entry's card, rendered already (``parts/entry.html``, or ``parts/row.html`` on lists): it
    is made once and shown on many pages. ``html`` may be a mark for it (see ``pieces``)."""

    html: str


Shown = EntryView | Card


class Group(View, frozen=True, kw_only=True):
    """Entries under one line of a section ("Brazil - Spain"); ``title`` is "" where ungrouped."""

    title: str
    entries: tuple[Shown, ...]
    anchor: str = ""


class SectionView(View, frozen=True, kw_only=True):
    """A section of a page: its title in plain words, plain prose, then entries."""

    anchor: str
    title: str
    count: int
    prose: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()


class SourcedView(View, frozen=True, kw_only=True):
    """A passage with the source it names."""

    paragraphs: tuple[str, ...]
    source: str = ""


class HelplineView(View, frozen=True, kw_only=True):
    """Who to turn to. ``tel`` is a tel: href or ""; ``confirmed`` is words such as "last confirmed
    3 May 2026" or "not confirmed since it was copied: check before you rely on it"."""

    organisation: str
    number: str
    tel: str = ""
    country: str = ""
    country_code: str = ""
    url: str = ""
    hours: str = ""
    confirmed: str = ""
    stale: bool = True


class Standing(View, frozen=True, kw_only=True):
    """How many addresses (or excerpts) have one standing."""

    mark: str
    word: str
    count: int


class Glance(View, frozen=True, kw_only=True):
    """The side column of a country page. ``alive`` says how many of the addresses are, once they were
    checked; ``addresses`` are then the others."""

    entries: int
    first_year: int | None
    last_year: int | None
    alive: str = ""
    addresses: tuple[Standing, ...] = ()
    excerpts: tuple[Standing, ...] = ()
    neighbours: tuple[Link, ...] = ()
    elsewhere: tuple[Link, ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    said: "SaidOf | None" = None


class CuratedView(View, frozen=True, kw_only=True):
    """A curated page: country, aspect, age group or lesson, in one theme.

    ``own_names`` are (language, name); ``prompts`` link each aspect the prompt names to its page;
    ``exports`` are files of this page's entries; ``filters`` are (field, label, values) with each
    value a Link whose ``note`` is its code, for the filter bar that works on ``data-`` attributes.
    """

    kind: str
    title: str
    theme: Link
    region: Link | None = None
    own_names: tuple[tuple[str, str], ...] = ()
    tagline: str = ""
    range: str = ""
    background: SourcedView | None = None
    summary: SourcedView | None = None
    caution: str = ""
    prompt: tuple[str, ...] = ()
    prompts: tuple[Link, ...] = ()
    teachers: tuple[str, ...] = ()
    helplines: tuple[HelplineView, ...] = ()
    glance: Glance | None = None
    sections: tuple[SectionView, ...] = ()
    citations: tuple[Cited, ...] = ()
    notice: str = ""
    address: str = ""
    exports: tuple[Link, ...] = ()
    filters: tuple[tuple[str, str, tuple[Link, ...]], ...] = ()


class Shelf(View, frozen=True, kw_only=True):
    """A titled list of links: a region's countries, a letter's publishers, a year's entries."""

    title: str
    links: tuple[Link, ...]
    anchor: str = ""
    note: str = ""


class ThemeView(View, frozen=True, kw_only=True):
    """A theme's first page: its countries by region, aspects by kind, ages, lessons."""

    id: str
    title: str
    tagline: str
    about: tuple[str, ...]
    caution: str
    entries: int
    countries: tuple[Shelf, ...] = ()
    aspects: tuple[Shelf, ...] = ()
    ages: tuple[Link, ...] = ()
    lessons: tuple[Link, ...] = ()


class HomeView(View, frozen=True, kw_only=True):
    """The first page: what this is, the themes, where to begin, what is new."""

    title: str
    about: tuple[str, ...]
    themes: tuple[ThemeView, ...]
    entries: int
    countries: int
    publishers: int
    first_year: int | None
    last_year: int | None
    featured: tuple[Shown, ...] = ()


class CountryView(View, frozen=True, kw_only=True):
    """A country across all themes, with its neighbours beside it (for comparing). ``series`` has the
    reports on it that come out again, each with its editions."""

    title: str
    own_names: tuple[tuple[str, str], ...]
    official: str
    region: Link | None
    themes: tuple[Link, ...]
    neighbours: tuple[Shelf, ...] = ()
    aspects: tuple[Link, ...] = ()
    series: tuple[Shelf, ...] = ()
    entries: tuple[Shown, ...] = ()
    said: "SaidOf | None" = None
    compare: Link | None = None


class Piece(View, frozen=True, kw_only=True):
    """A stretch of a source's words. ``op`` is "" for plain text, "mark" for words that are quoted,
    "theirs" for what only the source has, "ours" for what only the quote has, "gap" for what was
    left out, "passed" for a mark or running head that a quote may leave out."""

    text: str
    op: str = ""


class BlockView(View, frozen=True, kw_only=True):
    """A part of a source's text: heading, paragraph, item, row, quote, footnote, caption …"""

    kind: str
    pieces: tuple[Piece, ...]


class PictureView(View, frozen=True, kw_only=True):
    """A page of a source as a picture; ``boxes`` are (x, y, width, height) of what is quoted, in
    the picture's own points, as text, from the upper left corner."""

    href: str
    width: str
    height: str
    label: str
    boxes: tuple[tuple[str, str, str, str], ...] = ()


class EditionView(View, frozen=True, kw_only=True):
    """How another edition has the same passage."""

    link: Link
    standing: str
    mark: str
    word: str
    where: str = ""
    pieces: tuple[Piece, ...] = ()


class ProofView(View, frozen=True, kw_only=True):
    """One excerpt beside the source it was taken from. ``says`` tells the standing in a sentence,
    ``facts`` are (what, value, href) of the capture, ``part`` says which part of it is shown, and
    ``fault`` why none is; ``compared`` is how the quote differs, where it does; ``doubts`` are
    sentences on what is odd besides, such as a page number that doesn't fit."""

    title: str
    entry: Link
    byline: str
    excerpt: ExcerptView
    lang: str
    dir: str
    says: str
    part: str
    source_lang: str = ""
    source_dir: str = ""
    facts: tuple[tuple[str, str, str], ...] = ()
    pictures: tuple[PictureView, ...] = ()
    blocks: tuple[BlockView, ...] = ()
    compared: tuple[Piece, ...] = ()
    editions: tuple[EditionView, ...] = ()
    fault: str = ""
    doubts: tuple[str, ...] = ()


class AspectView(View, frozen=True, kw_only=True):
    """One aspect in one theme: its excerpts, grouped by country. ``pages`` links the further
    pages where there are many; ``countries`` are the groups' links (with counts)."""

    title: str
    kind: str
    theme: Link
    labels: tuple[tuple[str, str], ...]
    countries: tuple[Link, ...]
    groups: tuple[Group, ...]
    related: tuple[Link, ...] = ()
    pages: tuple[Link, ...] = ()
    spoken: "SpokenOf | None" = None


class IndexView(View, frozen=True, kw_only=True):
    """A page of shelves: countries by region, aspects, publishers A-Z, lessons. ``jumps`` are the
    letters or regions on top."""

    title: str
    intro: str
    shelves: tuple[Shelf, ...]
    jumps: tuple[Link, ...] = ()


class ListView(View, frozen=True, kw_only=True):
    """A plain list of entries: a publisher's, a year's. ``pages`` as in AspectView."""

    title: str
    intro: str
    entries: tuple[Shown, ...]
    pages: tuple[Link, ...] = ()
    others: tuple[Link, ...] = ()
    exports: tuple[Link, ...] = ()


class SearchView(View, frozen=True, kw_only=True):
    """The page of the search as it is without script: titles by letter, further lists, and the searches
    that are kept, each with its feed."""

    letters: tuple[Link, ...]
    lists: tuple[Link, ...]
    kept: tuple[tuple[Link, str], ...] = ()


class Bar(View, frozen=True, kw_only=True):
    """One year of the timeline; ``height`` is 0 to 1 of the tallest."""

    year: int
    count: int
    height: float
    href: str


class TimelineView(View, frozen=True, kw_only=True):
    """Entries by year: bars for the chart, shelves for the table below it (undated ones last)."""

    bars: tuple[Bar, ...]
    shelves: tuple[Shelf, ...]
    undated: int
    source: str


class ColumnView(View, frozen=True, kw_only=True):
    """A column of the chart of standings: its month in words, and its parts from the bottom up as
    (name, x, y, width, height), in the units of the drawing, or ``flat``, for a bar of 100 by 10 in
    narrow windows; ``label`` tells them in words, ``counts`` in figures; ``name`` is "" where the axis
    leaves it out."""

    month: str
    label: str
    total: str
    parts: tuple[tuple[str, str, str, str, str], ...]
    flat: tuple[tuple[str, str, str, str, str], ...]
    counts: tuple[str, ...]
    name: str = ""
    middle: str = ""


class ChartView(View, frozen=True, kw_only=True):
    """Addresses by standing over time. ``names`` are the standings that occur, from the bottom up, as
    (name, mark, word); ``labels`` stand beside the last column as (y, words, y of its part)."""

    width: str
    right: str
    columns: tuple[ColumnView, ...]
    names: tuple[tuple[str, str, str], ...]
    labels: tuple[tuple[str, str, str], ...]
    says: str


class TaskView(View, frozen=True, kw_only=True):
    """An address to look after: what stands there, in words, and the command to run."""

    entry: Link
    address: AddressView
    why: str
    copy: str
    found: str
    command: str


class HealthView(View, frozen=True, kw_only=True):
    """How the library fares. ``tasks`` are those of this page, by standing as (heading, anchor, tasks);
    ``says`` are sentences; ``addresses`` and ``quotes`` are (name, standing)."""

    title: str
    says: tuple[str, ...]
    first: bool
    addresses: tuple[tuple[str, Standing], ...] = ()
    quotes: tuple[tuple[str, Standing], ...] = ()
    chart: ChartView | None = None
    tasks: tuple[tuple[str, str, tuple[TaskView, ...]], ...] = ()
    count: int = 0
    pages: tuple[Link, ...] = ()


class HelpView(View, frozen=True, kw_only=True):
    """Help for victims, by country, and how to leave this site quickly."""

    groups: tuple[tuple[str, str, tuple[HelplineView, ...]], ...]
    steps: tuple[str, ...]


class TextView(View, frozen=True, kw_only=True):
    """A page of plain text: about, how to cite, not found, withdrawn. ``rows`` is (heading, paragraphs)."""

    title: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    links: tuple[Link, ...] = ()
