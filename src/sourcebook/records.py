"""The words of the project as frozen records; no database, no framework.

Every record keeps what was written beside what was understood: a date that can't be read is
``Date(edtf=None, as_written="22ugust 2011")``, never dropped, never guessed silently.
Unknown fields are refused when a record is read from JSON (see ``codec``).
"""

from typing import Literal

from msgspec import Struct

Level = Literal["error", "warning", "info"]
AddressStanding = Literal["alive", "moved", "changed", "soft gone", "gone", "unsure", "unchecked"]
ExcerptStanding = Literal["verified", "differs", "absent", "unchecked"]
SubjectKind = Literal["country", "aspect", "age", "name"]


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all records share: frozen, keyword-only, unknown fields refused, defaults not written."""


class Date(Record, frozen=True, kw_only=True):
    """A date as written, and its EDTF level-1 form (ISO 8601-2) or None where it can't be read."""

    edtf: str | None = None
    as_written: str = ""


class Memento(Record, frozen=True, kw_only=True):
    """Somebody else's capture of an address (RFC 7089): its URL and when it was taken."""

    url: str
    at: Date | None = None


class Address(Record, frozen=True, kw_only=True):
    """A URL that an entry has, or had. ``url`` is WHATWG-serialised, or None when only notes remain."""

    url: str | None = None
    as_written: str = ""
    accessed: tuple[Date, ...] = ()
    standing: AddressStanding = "unchecked"
    checked: str | None = None
    mementos: tuple[Memento, ...] = ()
    captures: tuple[str, ...] = ()


class Locator(Record, frozen=True, kw_only=True):
    """Where in the entry the words stand. ``kind`` is a CSL locator term (page, paragraph, section …)
    or ``scroll`` (how far down a web page) or ``article`` (which article of a bulletin)."""

    kind: str
    value: str
    as_written: str = ""


class Anchor(Record, frozen=True, kw_only=True):
    """A W3C Web Annotation target: quote and position in one capture's text, and the page."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    page: str | None = None
    capture: str | None = None


class Excerpt(Record, frozen=True, kw_only=True):
    """Words taken from an entry. ``voice`` is "quote" for the source's own words and "paraphrase"
    for a curator's account of them, which is never shown between quotation marks."""

    id: str
    heading: str = ""
    locator: Locator | None = None
    paragraphs: tuple[str, ...] = ()
    voice: Literal["quote", "paraphrase"] = "quote"
    countries: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    anchor: Anchor | None = None
    standing: ExcerptStanding = "unchecked"


class Entry(Record, frozen=True, kw_only=True):
    """One published report or article, described once, shown on many pages.

    ``id`` is stable, short and readable (``iwpr-2005-kazak-women-sold``); ``kind`` is a CSL 1.0.2
    item type; ``countries`` are ISO 3166-1 alpha-2 codes the entry as a whole is about;
    ``identifiers`` maps a scheme (``doi``, ``isbn``, ``sha-256`` …) to its value(s), joined by ", ";
    ``lost`` says that the source itself told its readers the original is no longer there;
    ``captures`` are ids of files that somebody added; those of an address stand with it;
    ``details`` holds further CSL variables (volume, issue, publisher-place …) as strings.
    """

    id: str
    title: str
    byline: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    container: str = ""
    issued: Date | None = None
    edition: str = ""
    series: str = ""
    kind: str = "webpage"
    language: str = ""
    countries: tuple[str, ...] = ()
    identifiers: dict[str, str] = {}
    details: dict[str, str] = {}
    addresses: tuple[Address, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    notes: tuple[str, ...] = ()
    lost: bool = False
    captures: tuple[str, ...] = ()

    @property
    def every_capture(self) -> tuple[str, ...]:
        """The ids of all its captures: of files added to it, then of its addresses in their order."""
        return (*self.captures, *(id for address in self.addresses for id in address.captures))


class Series(Record, frozen=True, kw_only=True):
    """A report that comes out again. ``continues`` is the id of the series it took over from."""

    id: str
    title: str
    publisher: str = ""
    continues: str = ""


class Subject(Record, frozen=True, kw_only=True):
    """What a page is about: ``country`` is ISO 3166-1 alpha-2; ``aspect`` a code of the theme's
    vocabulary; ``age`` an age-group code; ``name`` anything else."""

    kind: SubjectKind
    country: str | None = None
    aspect: str | None = None
    age: str | None = None
    name: str | None = None
    as_written: str = ""


class Sourced(Record, frozen=True, kw_only=True):
    """A passage and the source it names; paragraphs are separated by a blank line."""

    text: str = ""
    source: str = ""


class Helpline(Record, frozen=True, kw_only=True):
    """Who to turn to. ``number`` is E.164 where it could be read; ``confirmed`` when it last was."""

    organisation: str
    number: str | None = None
    as_written: str = ""
    country_code: str = ""
    country: str = ""
    url: str = ""
    hours: str = ""
    confirmed: Date | None = None


class Placement(Record, frozen=True, kw_only=True):
    """An entry, with chosen excerpts (ids; () means none), in a section; ``group`` is the line the
    section is grouped by there ("Brazil - Spain")."""

    entry: str
    excerpts: tuple[str, ...] = ()
    group: str = ""


class Section(Record, frozen=True, kw_only=True):
    """A part of a page: ``heading`` is featured, archives, earlier or the heading as written."""

    heading: str
    placements: tuple[Placement, ...] = ()
    prose: tuple[str, ...] = ()


class Page(Record, frozen=True, kw_only=True):
    """A curated page: a country, an aspect, an age group or a lesson, in one theme.

    ``id`` is ``<theme>/<slug>``; ``address`` is where the page was published before, if it was.
    ``prompt`` is the advice to students, ``teachers`` the advice to teachers.
    """

    id: str
    theme: str
    subject: Subject
    tagline: str = ""
    range: str = ""
    address: str = ""
    background: Sourced = Sourced()
    summary: Sourced = Sourced()
    caution: str = ""
    prompt: str = ""
    aspects_prompted: tuple[str, ...] = ()
    teachers: str = ""
    helplines: tuple[Helpline, ...] = ()
    sections: tuple[Section, ...] = ()
    menu: tuple[str, ...] = ()
    citation: str = ""
    notice: str = ""


class Finding(Record, frozen=True, kw_only=True):
    """Something wrong or doubtful, as data. ``subject`` names the thing: ``line 12``,
    ``lines 12-14``, ``entry iwpr-2005-…``, ``file x.htm``."""

    rule: str
    subject: str
    level: Level
    says: str


class Place(Record, frozen=True, kw_only=True):
    """Where a record stands in a WARC file: the file's path below ``captures/``, the offset of its
    first byte, and its length in bytes as stored (compressed where the file is)."""

    file: str
    offset: int
    length: int = 0


class Capture(Record, frozen=True, kw_only=True):
    """What an address returned at one moment, or a file somebody added, kept byte for byte.

    ``id`` is the time and the first 16 hex digits of the digest (``20261126183000-9f86d081884c7d65``);
    ``digest`` is the SHA-256 of the payload as a reader gets it (content encodings undone), in hex;
    ``url`` the address that was asked for (None for a file), ``redirects`` those it led to, in order,
    the last of them being where the payload came from; ``at`` is ISO 8601 in UTC; ``media_type`` what
    the bytes are by their own look, without parameters; ``length`` counts the payload's bytes;
    ``how`` it came: fetched by us, added as a file, imported from somebody's WARC, or as a browser
    showed it; ``file_name`` is the name of an added file.
    """

    id: str
    digest: str
    at: str
    url: str | None = None
    redirects: tuple[str, ...] = ()
    status: int = 200
    media_type: str = "application/octet-stream"
    length: int = 0
    how: Literal["fetched", "file", "imported", "browser"] = "fetched"
    file_name: str = ""
    warc: Place | None = None
    note: str = ""


class Run(Record, frozen=True, kw_only=True, array_like=True):
    """A stretch of a text that stands in one piece in its source: characters ``start`` to ``end``
    of the text are ``source`` onwards there: of a PDF, characters of page ``page`` (counted
    from 0) as PDFium counts them; of HTML or plain text, bytes of the file (``page`` is 0)."""

    start: int
    end: int
    page: int
    source: int
    source_end: int


class Block(Record, frozen=True, kw_only=True, array_like=True):
    """A part of a text, characters ``start`` to ``end``, and what it is. ``main`` text is made of
    headings, paragraphs, list items, table rows and quotes; footnotes, captions and references are
    kept beside it; running heads, feet and page numbers are furniture."""

    start: int
    end: int
    kind: Literal[
        "heading",
        "paragraph",
        "item",
        "row",
        "quote",
        "footnote",
        "caption",
        "reference",
        "furniture",
    ] = "paragraph"


class TextPage(Record, frozen=True, kw_only=True, array_like=True):
    """A page: ``index`` from 0, ``label`` as printed or as the file says ("xii", "107"; "" where
    none), and its characters ``start`` to ``end``. A text without pages has one, of index 0."""

    index: int
    label: str
    start: int
    end: int


class Reference(Record, frozen=True, kw_only=True):
    """An item of a report's own bibliography, as a candidate entry. ``raw`` is rejoined over line
    breaks; ``issued`` and ``accessed`` are None where it states none."""

    number: str = ""
    raw: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    urls: tuple[str, ...] = ()
    issued: Date | None = None
    accessed: Date | None = None


class Text(Record, frozen=True, kw_only=True):
    """The readable words of a capture. ``text`` holds all of it in reading order, blocks separated
    by a blank line; every offset counts its characters. What is said of the source (title, authors,
    publisher, issued, edition, series, identifiers) is proposed, never decided."""

    capture: str  # the payload's SHA-256, in hex
    media_type: str = ""
    language: str = ""  # BCP 47; "" where it can't be told
    title: str = ""
    authors: tuple[str, ...] = ()
    byline: str = ""
    publisher: str = ""
    issued: Date | None = None
    edition: str = ""
    series: str = ""
    identifiers: dict[str, str] = {}
    text: str = ""
    pages: tuple[TextPage, ...] = ()
    blocks: tuple[Block, ...] = ()
    runs: tuple[Run, ...] = ()
    references: tuple[Reference, ...] = ()
    findings: tuple[Finding, ...] = ()


class Hop(Record, frozen=True, kw_only=True, array_like=True):
    """One answer on the way to what an address leads to: who was asked, and the HTTP status."""

    url: str
    status: int


SignKind = Literal[
    "title",  # the entry's title stands there
    "excerpt",  # words quoted from the entry stand there
    "no excerpt",  # words quoted from the entry, and once seen there, stand there no more
    "same bytes",  # what came is byte for byte what was captured, or seen before
    "not found",  # it says that it isn't there
    "like nonsense",  # an address made up beside it gets the same answer
    "parked",  # the domain is for sale, or shows nothing but advertising links
    "challenge",  # it wants to know first whether a browser or a person asks
    "consent",  # it shows a consent wall instead
    "login",  # it asks to sign in
    "front page",  # it leads to a site's front page
    "search",  # it leads to what a site's search finds
    "other host",  # it leads to another site
    "empty",  # nothing came
]


class Sign(Record, frozen=True, kw_only=True, array_like=True):
    """Something that was seen at an address, and the words it rests on."""

    kind: SignKind
    says: str = ""


class Check(Record, frozen=True, kw_only=True):
    """What one check of an address found, and the verdict on that and on the checks before.

    ``id`` is the time to the millisecond and the first 16 hex digits of the SHA-256 of ``key``
    (``2026-11-26/183000123-9f86d081884c7d65``); ``key`` what a server is asked for
    (``store.keys.key_of``, without the fragment); ``at`` ISO 8601 in UTC; ``hops`` every answer in
    order, the last of them what the rest speaks of; ``fault`` names why there is none (dns,
    unreachable, timeout, tls, certificate, redirects, garbled, too large, robots …) and ``says`` tells it;
    ``length`` counts the bytes that were read, ``digest`` is their SHA-256 in hex where all were
    read. ``why`` gives the verdict's reason in a sentence.
    """

    id: str
    key: str
    url: str
    at: str
    how: Literal["HEAD", "GET", "capture"] = "GET"
    hops: tuple[Hop, ...] = ()
    fault: str = ""
    says: str = ""
    media_type: str = ""
    length: int = 0
    digest: str = ""
    title: str = ""
    signs: tuple[Sign, ...] = ()
    standing: AddressStanding = "unchecked"
    why: str = ""


class Suggestion(Record, frozen=True, kw_only=True):
    """Something that is proposed for an address of an entry, and what was decided.

    A ``move`` proposes that what stood at ``url`` now stands at ``target``; a ``memento`` that
    ``target``, taken ``taken`` (ISO 8601 in UTC), is a copy of it. ``how`` says what led there (rule,
    redirect, canonical, sitemap, feed, site search, doi, handle, search, timegate, timemap, cdx …),
    ``signs`` are the evidence; ``exact`` that every passage quoted stands there word for word (of a
    memento without any: its title, with words beside it). Nothing is applied before it is accepted.
    """

    id: str
    kind: Literal["move", "memento"]
    entry: str
    url: str
    target: str
    how: str
    says: str = ""
    signs: tuple[Sign, ...] = ()
    exact: bool = False
    taken: str = ""
    at: str = ""
    decision: Literal["open", "accepted", "declined"] = "open"
    decided_by: str = ""
    decided_at: str = ""
    why: str = ""


class Tombstone(Record, frozen=True, kw_only=True):
    """What is left of a withdrawn entry or page: its id, name, and why and when it went."""

    id: str
    title: str
    why: str = ""
    at: str = ""


Stored = Entry | Series | Page | Tombstone
