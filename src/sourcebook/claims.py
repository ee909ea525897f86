"""What a text says, as proposals: each with the words it rests on; and the claims kept of them.

``start`` and ``end`` count characters of the text that was read; ``text[start:end]`` is the evidence.
``rule`` names the pattern that proposed it and ``confidence`` how often that pattern is right, from 0
to 1. Nothing here is a fact about a country: it is what one source was understood to say.
"""

from collections.abc import Callable
from typing import Any, Literal

from msgspec.structs import replace

from sourcebook.records import Record

RoleKind = Literal["source", "transit", "destination", "internal"]
Purpose = Literal[
    "sexual-exploitation",
    "forced-labour",
    "domestic-servitude",
    "debt-bondage",
    "begging",
    "organ-removal",
    "forced-marriage",
    "child-soldiering",
    "criminal-activity",
]
PlaceKind = Literal["country", "people", "region", "city"]


class PlaceSaid(Record, frozen=True, kw_only=True, omit_defaults=False):
    """A country named in a text. ``country`` is ISO 3166-1 alpha-2 (XK for Kosovo), ``name`` the words
    as they stand; ``kind`` tells a country's own name from a people's or language's ("Uzbek"), a
    region of it ("Siberia") or a city."""

    country: str
    name: str
    start: int
    end: int
    kind: PlaceKind = "country"
    confidence: float = 1.0


class RegionSaid(Record, frozen=True, kw_only=True, omit_defaults=False):
    """A part of the world named in a text ("Central Asia", "the Gulf"): ``code`` is its UN M49 number or
    a name of ours; ``countries`` its members' codes where they are agreed on."""

    code: str
    name: str
    start: int
    end: int
    countries: tuple[str, ...] = ()


class Role(Record, frozen=True, kw_only=True, omit_defaults=False):
    """A country is said to be a source, transit or destination of people, or the scene of trafficking
    inside it. ``people`` are women, girls, men, boys, children and ``national:XX``; ``negated`` is
    "no reports of", ``hearsay`` "reportedly", "may be", "according to"."""

    country: str
    role: RoleKind
    purposes: tuple[Purpose, ...] = ()
    people: tuple[str, ...] = ()
    negated: bool = False
    hearsay: bool = False
    start: int
    end: int
    rule: str
    confidence: float


class Route(Record, frozen=True, kw_only=True, omit_defaults=False):
    """People are said to be taken from ``origin`` by way of ``transit`` to ``destination``, each an ISO
    3166-1 alpha-2 code; one route a pair, so "from A and B to C" is two with the same span."""

    origin: str
    transit: tuple[str, ...] = ()
    destination: str
    purposes: tuple[Purpose, ...] = ()
    people: tuple[str, ...] = ()
    negated: bool = False
    hearsay: bool = False
    start: int
    end: int
    rule: str
    confidence: float


class AspectSaid(Record, frozen=True, kw_only=True, omit_defaults=False):
    """Words that speak of an aspect: ``kind`` and ``code`` as in the themes' vocabularies
    (``precursor``, ``poverty``); age groups are of the kind ``age``."""

    kind: str
    code: str
    start: int
    end: int
    rule: str = ""
    confidence: float = 1.0


class Figure(Record, frozen=True, kw_only=True, omit_defaults=False):
    """A number a text states. ``value`` is the number, or None for a range or bound alone; ``low`` and
    ``high`` its bounds ("between 5,000 and 7,000", "at least 300" has no high); ``unit`` is ``people``,
    ``percent``, ``cases``, an ISO 4217 code …; ``of`` what is counted, as it looks in the text; ``place`` an ISO
    3166-1 alpha-2 code or None; ``period`` EDTF (``2008``, ``2005/2009``) or None; ``said_by`` who says
    so, as it looks there ("one NGO"), "" where the text itself does; ``estimate`` that it says it is one."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str
    of: str = ""
    place: str | None = None
    period: str | None = None
    said_by: str = ""
    estimate: bool = False
    negated: bool = False
    start: int
    end: int
    rule: str = ""
    confidence: float = 1.0


class Rating(Record, frozen=True, kw_only=True, omit_defaults=False):
    """A grade a scheme gives a country: ``tip-tier`` is the US Trafficking in Persons Report's
    (``1``, ``2``, ``2-watch-list``, ``3``, ``special-case``), ``dol-advancement`` the DOL's
    (``significant``, ``moderate``, ``minimal``, ``none`` …). ``year`` is the report's."""

    scheme: str
    value: str
    year: int | None = None
    country: str | None = None
    start: int
    end: int
    rule: str = ""
    confidence: float = 1.0


class Understanding(Record, frozen=True, kw_only=True, omit_defaults=False):
    """All that was understood of one text, each kind in the order of the text."""

    id: str = ""
    places: tuple[PlaceSaid, ...] = ()
    regions: tuple[RegionSaid, ...] = ()
    roles: tuple[Role, ...] = ()
    routes: tuple[Route, ...] = ()
    aspects: tuple[AspectSaid, ...] = ()
    figures: tuple[Figure, ...] = ()
    ratings: tuple[Rating, ...] = ()


KINDS = tuple(name for name in Understanding.__struct_fields__ if name != "id")


def each(told: Understanding, do: Callable[[Any], Any]) -> Understanding:
    """What was understood, with ``do`` done to each thing said, whatever its kind."""
    return replace(told, **{kind: tuple(map(do, getattr(told, kind))) for kind in KINDS})


Said = Role | Route | AspectSaid | Figure | Rating
ClaimKind = Literal["role", "route", "aspect", "figure", "rating"]
Decision = Literal["open", "accepted", "declined"]


class Claim(Record, frozen=True, kw_only=True):
    """What an entry was understood to say, kept, and what a curator decided of it.

    One of ``role`` … ``rating`` holds what is said, as ``kind`` names it. ``words`` are the evidence,
    verbatim, and ``before`` and ``after`` the rest of its sentence ("…" where that is long); they stand in the excerpt
    ``excerpt`` or in the text of the capture ``capture`` (on the page ``page``, as printed or counted
    from 1), at the ``start`` and ``end`` of what is said. ``voice`` is "paraphrase" where the words are
    a curator's account of the source, not the source's own. ``count`` is how often the entry says so.
    ``countries`` are those it speaks of, ``year`` the year it is true of: of the figure or rating, else
    of the entry. ``id`` is ``<entry>/<10 hex digits>`` of the digest of what is said (not where, so that
    a decision holds when better evidence is found): understanding twice changes nothing.
    """

    id: str
    entry: str
    kind: ClaimKind
    role: Role | None = None
    route: Route | None = None
    aspect: AspectSaid | None = None
    figure: Figure | None = None
    rating: Rating | None = None
    words: str
    before: str = ""
    after: str = ""
    voice: Literal["quote", "paraphrase"] = "quote"
    excerpt: str = ""
    capture: str = ""
    page: str = ""
    count: int = 1
    countries: tuple[str, ...] = ()
    year: int | None = None
    decision: Decision = "open"
    decided_by: str = ""
    decided_at: str = ""
    why: str = ""

    @property
    def said(self) -> Said:
        """The role, route, aspect, figure or rating."""
        found: Said | None = getattr(self, self.kind)
        assert found is not None, f"claim {self.id} says no {self.kind}"
        return found
