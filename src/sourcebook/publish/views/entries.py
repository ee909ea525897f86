"""What templates are given of entries: their addresses, excerpts and citations, whole or as cards."""

from sourcebook.publish.views.said import Understood
from sourcebook.publish.views.view import Link, Piece, View


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
    why: tuple[Piece, ...] = ()


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
    why: tuple[Piece, ...] = ()
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
    understood: Understood | None = None


class Card(View, frozen=True, kw_only=True):
    """An entry's card, rendered already (``parts/entry.html``, or ``parts/row.html`` on lists): it
    is made once and shown on many pages. ``html`` is text for the pages that minijinja makes."""

    html: bytes | str


Shown = EntryView | Card
