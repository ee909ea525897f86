"""Sum up what the claims of a library say of one country: rows of marks, each with its claims. Pure.

A *row* is a question that can be put to every country ("Is it a destination?", "Which causes are
named?"), a *mark* one answer ("said", "denied", "poverty"), and under a mark stand the claims that
give it. Two countries differ in a row where they have other marks.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.claims import AspectSaid, Claim, Figure, Purpose, Rating, Role, Route
from sourcebook.publish.comparing.figures import DIFFER, Told, told
from sourcebook.publish.filing import edition_label, edition_year
from sourcebook.records import Entry
from sourcebook.themes import KINDS, label
from sourcebook.understand.claiming import statement
from sourcebook.understand.saying import SCHEMES, amount, aspect_name, grade, plain
from sourcebook.values.dates_said import year_of
from sourcebook.values.places import country_name

ROLES = {
    "source": "Source",
    "transit": "Transit",
    "destination": "Destination",
    "internal": "Inside the country",
}
PURPOSES: tuple[str, ...] = get_args(Purpose)
PEOPLE = ("women", "girls", "men", "boys", "children")
ROUTES = {"from": "People come from", "through": "On routes between", "to": "People are taken to"}
SECTIONS = {
    "roles": "Roles",
    "purposes": "Purposes",
    "people": "People",
    "routes": "Routes",
    "ratings": "Ratings",
    "figures": "Figures",
    "aspects": "What is spoken of",
    "library": "In this library",
}
_ASPECTS = ("precursor", "means", "act", "sector", "setting", "effect", "response", "age")


class Mark(Struct, frozen=True, kw_only=True):
    """One answer in a row. ``key`` is equal for equal answers, and made of letters, digits, "-" and ":"; ``note`` is what to mind ("sources
    differ"), ``says`` the same in sentences. ``claims`` give it, the best first; ``entries`` counts the entries that do, and
    ``unreviewed`` those of them of which no claim was accepted yet; ``years`` are the first and last
    they speak of. ``hearsay`` is true where all of them say so by hearsay."""

    key: str
    label: str
    note: str = ""
    says: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    entries: int = 0
    unreviewed: int = 0
    years: tuple[int, int] | None = None
    denied: bool = False
    hearsay: bool = False

    @property
    def open(self) -> bool:
        """Whether nobody has reviewed any of it."""
        return bool(self.claims) and self.unreviewed == self.entries


class Row(Struct, frozen=True, kw_only=True):
    """A question: ``key`` is ``<section>/<what>``, ``order`` sorts rows of any countries alike."""

    key: str
    order: str
    title: str
    marks: tuple[Mark, ...]

    @property
    def section(self) -> str:
        """The section's key."""
        return self.key.partition("/")[0]


class Held(Struct, frozen=True, kw_only=True):
    """What the library holds on a country: how many entries, of which years, and for each series
    (by its title) the editions there are."""

    entries: int = 0
    years: tuple[int, int] | None = None
    editions: tuple[tuple[str, tuple[str, ...]], ...] = ()


def held_of(entries: Iterable[Entry], series: Mapping[str, str]) -> Held:
    """What these entries are, summed up; ``series`` are the titles of series by id."""
    count = 0
    years: list[int] = []
    editions: dict[str, dict[str, int]] = {}
    for entry in entries:
        count += 1
        if (year := year_of(entry.issued)) is not None:
            years.append(year)
        if entry.series:
            of = editions.setdefault(series.get(entry.series, entry.series), {})
            of.setdefault(edition_label(entry), edition_year(entry) or 0)
    return Held(
        entries=count,
        years=(min(years), max(years)) if years else None,
        editions=tuple(
            (title, tuple(sorted(labels, key=labels.__getitem__)))
            for title, labels in sorted(editions.items())
        ),
    )


class Spoken(Struct, frozen=True, kw_only=True):
    """All that is said of one country, by row, in their order."""

    code: str
    rows: tuple[Row, ...]
    held: Held = Held()


class _Answer(Struct, frozen=True):
    section: str
    row: str
    key: str
    label: str
    denied: bool = False


def spoken(
    code: str,
    claims: Iterable[Claim],
    *,
    held: Held | None = None,
    entries: Mapping[str, Entry] | None = None,
    language: str = "en",
) -> Spoken:
    """What claims say of a country (ISO 3166-1 alpha-2); those that don't speak of it say nothing.
    With ``entries``, those of figures at least, figures that are one are told as one, and those that
    contradict each other marked."""
    claims = [claim for claim in claims if code in claim.countries and claim.decision != "declined"]
    of = told(claims, entries) if entries else {}
    found: dict[tuple[str, str], dict[str, tuple[_Answer, list[Claim]]]] = {}
    for claim in claims:
        for answer in _answers(claim, code, language, of):
            marks = found.setdefault((answer.section, answer.row), {})
            marks.setdefault(answer.key, (answer, []))[1].append(claim)
    rows = [
        Row(
            key=f"{section}/{row}",
            order=order(section, row),
            title=_title(section, row, language),
            marks=_marks(section, list(marks.values()), of),
        )
        for (section, row), marks in found.items()
    ]
    held = held or Held()
    return Spoken(
        code=code, rows=tuple(sorted([*rows, *_library(held)], key=lambda r: r.order)), held=held
    )


# --- which rows a claim answers ------------------------------------------------------------------
def _answers(claim: Claim, code: str, language: str, of: Mapping[str, Told]) -> Iterable[_Answer]:
    said = claim.said
    if isinstance(said, Role):
        if said.country != code:
            return
        yield _yes("roles", said.role, denied=said.negated)
        yield from _of(said, denied=said.negated)
    elif isinstance(said, Route):
        yield from _stops(said, code, language)
        yield from _of(said, denied=said.negated)
    elif isinstance(said, Rating):
        year = str(said.year or claim.year or "")
        words = f"{year}: {grade(said)}" if year else grade(said)
        yield _Answer("ratings", said.scheme, f"{year}:{said.value}", words)
    elif isinstance(said, Figure):
        what = " ".join(part for part in (amount(said), plain(said.of or "")) if part)
        when = f", {said.period.replace('/', '–')}" if said.period else ""
        known = of.get(claim.id)
        key = digest(known.first.encode() if known else statement(said))
        yield _Answer("figures", "stated", key, f"{what}{when}", denied=said.negated)
    elif isinstance(said, AspectSaid):
        if said.kind == "purpose":
            yield _yes("purposes", said.code)
        else:
            yield _Answer(
                "aspects", said.kind, said.code, aspect_name(said.kind, said.code, language)
            )


def _yes(section: str, row: str, *, denied: bool = False) -> _Answer:
    return _Answer(section, row, "denied" if denied else "said", "", denied)


def _of(said: Role | Route, *, denied: bool) -> Iterable[_Answer]:
    for purpose in said.purposes:
        yield _yes("purposes", purpose, denied=denied)
    for who in said.people:
        if not who.startswith("national:"):
            yield _yes("people", who, denied=denied)


def _stops(said: Route, code: str, language: str) -> Iterable[_Answer]:
    lead = "not-" if said.negated else ""
    role = _role(said, code)
    if role:
        yield _yes("roles", role, denied=said.negated)
    if role == "internal":
        return
    if said.origin == code:
        name = country_name(said.destination, language)
        yield _Answer("routes", "to", lead + said.destination, name, said.negated)
    if said.destination == code:
        name = country_name(said.origin, language)
        yield _Answer("routes", "from", lead + said.origin, name, said.negated)
    if code in said.transit:
        ends = (said.origin, said.destination)
        words = " and ".join(country_name(end, language) for end in ends)
        yield _Answer("routes", "through", lead + "-".join(ends), words, said.negated)


def _role(said: Route, code: str) -> str:
    """What a route makes of a country on it."""
    if code in (said.origin, said.destination) and said.origin == said.destination:
        return "internal"
    if code == said.origin:
        return "source"
    if code == said.destination:
        return "destination"
    return "transit" if code in said.transit else ""


# --- rows ----------------------------------------------------------------------------------------
def order(section: str, row: str) -> str:
    """What sorts rows of any tables alike: known ones as they are listed above, others after."""
    known: Sequence[str] = {
        "roles": (*ROLES,), "purposes": PURPOSES, "people": PEOPLE, "routes": (*ROUTES,),
        "ratings": (*SCHEMES,), "aspects": _ASPECTS, "library": ("entries", "editions"),
    }.get(section, ())  # fmt: skip
    at = known.index(row) if row in known else len(known)
    return f"{[*SECTIONS].index(section):02d}{at:02d}{row}"


def _title(section: str, row: str, language: str) -> str:
    if section == "roles":
        return ROLES[row]
    if section == "routes":
        return ROUTES[row]
    if section == "purposes":
        return aspect_name("purpose", row, language)
    if section == "ratings":
        return SCHEMES.get(row) or plain(row)
    if section == "figures":
        return "Numbers stated"
    if section == "aspects":
        named: Mapping[str, str] = KINDS.get(row, {"en": {"age": "Ages"}.get(row, plain(row))})
        return label(dict(named), language)
    return plain(row).capitalize()


def _library(held: Held) -> Iterable[Row]:
    if held.entries:
        noun = "entry" if held.entries == 1 else "entries"
        words = f"{held.entries:,} {noun}"
        if held.years:
            words += f", {span(held.years)}"
        yield _row("entries", "Entries", (Mark(key=digest(words.encode()), label=words),))
    if held.editions:
        marks = tuple(
            Mark(key=digest(words.encode()), label=words)
            for title, labels in held.editions
            for words in [f"{title}: {', '.join(labels)}"]
        )
        yield _row("editions", "Editions", marks)


def _row(what: str, title: str, marks: tuple[Mark, ...]) -> Row:
    return Row(key=f"library/{what}", order=order("library", what), title=title, marks=marks)


def digest(said: bytes) -> str:
    """A short key for something long, of letters and digits."""
    return hashlib.sha256(said).hexdigest()[:12]


def span(years: tuple[int, int]) -> str:
    """Years in words: "2009", "2003–2014"."""
    first, last = years
    return str(first) if first == last else f"{first}–{last}"


# --- marks ---------------------------------------------------------------------------------------
def _marks(
    section: str, found: list[tuple[_Answer, list[Claim]]], of: Mapping[str, Told]
) -> tuple[Mark, ...]:
    made = [_mark(answer, claims, of) for answer, claims in found]
    if section == "ratings":
        years = [mark.key.partition(":")[0] for mark in made]
        made = [
            replace(mark, note=DIFFER) if year and years.count(year) > 1 else mark
            for mark, year in zip(made, years, strict=True)
        ]
        return tuple(sorted(made, key=lambda mark: mark.key))
    # what was reviewed first, then what most entries say; what is denied last
    return tuple(
        sorted(made, key=lambda m: (m.denied, m.open, -m.entries, -(m.years or (0, 0))[1], m.label))
    )


def _mark(answer: _Answer, claims: list[Claim], of: Mapping[str, Told]) -> Mark:
    by = {claim.entry for claim in claims}
    reviewed = {claim.entry for claim in claims if claim.decision == "accepted"}
    years = sorted(claim.year for claim in claims if claim.year is not None)
    hearsay = all(getattr(claim.said, "hearsay", False) for claim in claims)
    label = answer.label
    if not label:
        label = "denied" if answer.denied else "by hearsay" if hearsay else "said"
    elif answer.denied:
        label += " (denied)"
    elif hearsay:
        label += " (by hearsay)"
    return Mark(
        key=answer.key,
        label=label,
        note=next((of[one.id].note for one in claims if one.id in of and of[one.id].note), ""),
        says=tuple(dict.fromkeys(s for one in claims if one.id in of for s in of[one.id].says)),
        claims=tuple(sorted(claims, key=_best_first)),
        entries=len(by),
        unreviewed=len(by - reviewed),
        years=(years[0], years[-1]) if years else None,
        denied=answer.denied,
        hearsay=hearsay,
    )


def _best_first(claim: Claim) -> tuple[object, ...]:
    """Reviewed before open, the source's own words before a curator's, newer before older."""
    return (
        claim.decision != "accepted",
        claim.voice != "quote",
        -(claim.year or 0),
        -claim.said.confidence,
        claim.id,
    )
