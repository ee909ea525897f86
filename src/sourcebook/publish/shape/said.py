"""Shape what is said of a country, of an aspect, by an entry: marks with their quotes. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, structs

from sourcebook.claims import AspectSaid, Claim
from sourcebook.publish import paths
from sourcebook.publish.comparing.spoken import SECTIONS, Mark, Row, Spoken, span
from sourcebook.publish.comparing.table import ABSENCE
from sourcebook.publish.evidence import provable
from sourcebook.publish.shape.curated import own_names
from sourcebook.publish.shape.entry import byline, text_direction, tongue
from sourcebook.publish.shape.links import Links, anchor
from sourcebook.publish.shape.safe import clean
from sourcebook.publish.shape.words import counted
from sourcebook.publish.views import Link
from sourcebook.publish.views.said import (
    CellView,
    MarkView,
    QuoteView,
    Rate,
    SaidOf,
    SaidRow,
    SaidSection,
    SaidView,
    SpokenOf,
    Understood,
)
from sourcebook.records import Entry
from sourcebook.understand.saying import SCHEMES, said
from sourcebook.values.dates_said import spelled, year_of
from sourcebook.values.places import countries, country_name

GLANCED = ("human-trafficking", "csec")  # themes whose country pages tell roles and ratings
QUOTES, QUOTES_OF_LISTS = 2, 1  # quotes under a mark of a cell; a cell of a list has many marks
MARKS = 6  # marks in a cell; of ratings, which are short and many, RATINGS
RATINGS = 24
ON_COUNTRY = 6  # quotes under a mark of a country's page; further entries are linked
ON_ASPECT = 30  # quotes on an aspect's page; all stand on the countries' pages
SHAPES = {"said": "●", "denied": "⊘", "by hearsay": "◌"}
_KINDS = {
    "rating": "Ratings", "role": "Roles", "route": "Routes", "figure": "Figures", "aspect": "Aspects",
}  # fmt: skip
_STEPS = {"1": 1, "2": 2, "2-watch-list": 3, "3": 4}
_SHORT = {"2-watch-list": "2 WL", "special-case": "–"}


class Brief(Struct, frozen=True, kw_only=True):
    """What a quote says of the entry it is from. ``proofs`` are the excerpts that have a page which shows
    them beside their source."""

    id: str
    title: str
    by: str
    language: str
    tongue: str
    year: int | None
    excerpts: frozenset[str] = frozenset()
    proofs: frozenset[str] = frozenset()


def brief(entry: Entry) -> Brief:
    """An entry as quotes name it: its publisher and year, or its byline where it names none."""
    who = entry.publisher or entry.container or ", ".join(entry.authors[:2]) or byline(entry)[0]
    return Brief(
        id=entry.id,
        title=clean(entry.title) or "Untitled",
        by=clean(", ".join(part for part in (who, spelled(entry.issued)) if part)),
        language=entry.language,
        tongue=tongue(entry, ""),
        year=year_of(entry.issued),
        excerpts=frozenset(excerpt.id for excerpt in entry.excerpts),
        proofs=frozenset(excerpt.id for excerpt in provable(entry)),
    )


Sources = Mapping[str, Brief]


def quote(claim: Claim, links: Links, sources: Sources, *, says: bool = False) -> QuoteView:
    """A claim's words as they are shown; ``says`` tells beside them what was understood."""
    of = sources[claim.entry]
    href = links.root + paths.entry_path(of.id)
    if claim.excerpt in of.excerpts:
        href += f"#{claim.excerpt}"
    elif claim.capture:
        href += "#understood"
    proven = claim.excerpt in of.proofs
    quoted = claim.voice == "quote"
    words = clean(claim.before + claim.words + claim.after)
    return QuoteView(
        entry=Link(
            label=of.title, href=href, lang=of.tongue if of.tongue != links.language else ""
        ),
        by=of.by,
        before=clean(claim.before),
        words=clean(claim.words),
        after=clean(claim.after),
        quoted=quoted,
        open=claim.decision != "accepted",
        lang=of.language if quoted else "",
        dir=text_direction(words, of.language) if quoted else "",
        page=f"p. {clean(claim.page)}" if claim.page else "",
        proof=links.root + paths.proof_path(of.id, claim.excerpt) if proven else "",
        says=clean(said(claim.said)) if says else "",
    )


# --- a country -----------------------------------------------------------------------------------
def row_anchor(row: Row) -> str:
    """The fragment of a row on its country's page."""
    return anchor(row.key.replace("/", "-")) or "row"


def mark_view(
    mark: Mark,
    row: Row,
    code: str,
    links: Links,
    sources: Sources,
    *,
    most: int,
    also: bool = False,
) -> MarkView:
    """A mark with its ``most`` best quotes, one an entry: its page has the others; with ``also``, links
    to the further entries."""
    best = {claim.entry: claim for claim in reversed(mark.claims) if claim.entry in sources}
    ordered = [claim for claim in mark.claims if best.get(claim.entry) is claim]
    chosen = ordered[:most]
    return MarkView(
        key=mark.key,
        label=clean(mark.label),
        who=_who(mark, row),
        href=_href(mark, row, links),
        note=mark.note,
        says=tuple(map(clean, mark.says)),
        unread=0 if mark.open else mark.unreviewed,
        shape=SHAPES.get(mark.label, "") if row.section in ("roles", "purposes", "people") else "",
        open=mark.open,
        quotes=tuple(quote(claim, links, sources) for claim in chosen),
        more=0 if also else len(ordered) - len(chosen),
        also=tuple(_source(claim, links, sources) for claim in ordered[len(chosen) :])
        if also
        else (),
        all=f"{links.root}{paths.said_path(code)}#{row_anchor(row)}",
    )


def _source(claim: Claim, links: Links, sources: Sources) -> Link:
    of = sources[claim.entry]
    href = f"{links.root}{paths.entry_path(of.id)}#understood"
    lang = of.tongue if of.tongue != links.language else ""
    return Link(label=of.title, href=href, note=str(of.year or ""), lang=lang)


def _who(mark: Mark, row: Row) -> str:
    if not mark.claims:
        return ""
    if row.section in ("ratings", "figures", "aspects"):
        return f"{mark.entries:,}" if mark.entries > 1 else ""
    words = counted(mark.entries, "entry", "entries")
    return f"{words}, {span(mark.years)}" if mark.years else words


def _href(mark: Mark, row: Row, links: Links) -> str:
    one = mark.claims[0].said if mark.claims else None
    if isinstance(one, AspectSaid) and row.section == "aspects" and one.kind != "age":
        return links.aspect(one.code).href
    return ""


def cell(
    row: Row,
    code: str,
    links: Links,
    sources: Sources,
    *,
    marks: int = MARKS,
    quotes: int = QUOTES,
    also: bool = False,
) -> CellView:
    """A row's marks, the first ``marks`` of them (0: all), each with ``quotes`` quotes; with ``also``,
    links to the further entries."""
    chosen = row.marks[:marks] if marks else row.marks
    return CellView(
        marks=tuple(
            mark_view(m, row, code, links, sources, most=quotes, also=also) for m in chosen
        ),
        more=len(row.marks) - len(chosen),
        all=f"{links.root}{paths.said_path(code)}#{row_anchor(row)}",
    )


def small_cell(
    row: Row, code: str, links: Links, sources: Sources, *, brief: bool = False
) -> CellView:
    """A cell of a table of several countries; with ``brief`` without quotes, which it leads to."""
    listed = row.section in ("routes", "ratings", "figures", "aspects")
    made = cell(
        row, code, links, sources,
        marks=RATINGS if row.section == "ratings" else MARKS,
        quotes=0 if brief else QUOTES_OF_LISTS if listed else QUOTES,
    )  # fmt: skip
    return structs.replace(made, brief=brief)


def said_view(
    found: Spoken, links: Links, sources: Sources, *, known: bool, compare: str
) -> SaidView:
    """All that is said of a country, with every quote. ``known`` says that it has a page of its own,
    ``compare`` is the path of it beside its neighbours, "" where there is none."""
    name = country_name(found.code, links.language)
    sections = []
    for key, title in SECTIONS.items():
        rows = [row for row in found.rows if row.section == key]
        if rows and key != "library":
            sections.append(
                SaidSection(
                    anchor=key,
                    title=title,
                    rows=tuple(
                        SaidRow(
                            anchor=row_anchor(row),
                            title=clean(row.title),
                            cell=structs.replace(
                                cell(
                                    row,
                                    found.code,
                                    links,
                                    sources,
                                    marks=0,
                                    quotes=ON_COUNTRY,
                                    also=True,
                                ),
                                open=True,
                            ),
                        )
                        for row in rows
                    ),
                )
            )
    claims = {claim.id: claim for row in found.rows for mark in row.marks for claim in mark.claims}
    return SaidView(
        title=f"What is said of {name}",
        own_names=own_names(found.code, name),
        country=links.country(found.code) if known else None,
        compare=Link(label=f"{name} and its neighbours side by side", href=links.root + compare)
        if compare
        else None,
        sections=tuple(sections),
        open=sum(claim.decision != "accepted" for claim in claims.values()),
        note=ABSENCE,
    )


def said_of(found: Spoken, links: Links, sources: Sources, *, compare: str) -> SaidOf | None:
    """What a country's page says at a glance; None where nothing is said."""
    roles = tuple(
        structs.replace(mark, label=_role(row.title, mark.label))
        for row in found.rows
        if row.section == "roles"
        for mark in cell(row, found.code, links, sources).marks
    )
    claims = {claim.id for row in found.rows for mark in row.marks for claim in mark.claims}
    if not claims:
        return None
    here = links.root + paths.said_path(found.code)
    scheme = next((row for row in found.rows if row.section == "ratings"), None)
    name = country_name(found.code, links.language)
    return SaidOf(
        roles=CellView(marks=roles) if roles else None,
        scheme=clean(SCHEMES.get(scheme.key.partition("/")[2], scheme.title)) if scheme else "",
        rates=tuple(_rate(mark, f"{here}#{row_anchor(scheme)}") for mark in scheme.marks)
        if scheme
        else (),
        all=here,
        count=len(claims),
        compare=Link(label=f"Compare {name} with its neighbours", href=links.root + compare)
        if compare
        else None,
    )


def _role(title: str, label: str) -> str:
    """A role as a word that opens its quotes: "Source"; "Source: denied"."""
    return clean(title if label == "said" else f"{title}: {label}")


def _rate(mark: Mark, href: str) -> Rate:
    year, _, value = mark.key.partition(":")
    return Rate(
        year=year,
        label=clean(mark.label) + (f" ({mark.note})" if mark.note else ""),
        short=_SHORT.get(value, value if value in _STEPS else value[:12].replace("-", " ")),
        href=href,
        step=_STEPS.get(value, 0),
        open=mark.open,
    )


# --- an entry, an aspect -------------------------------------------------------------------------
def understood(claims: Iterable[Claim], links: Links, sources: Sources) -> Understood | None:
    """What was understood of one entry, by kind; None where nothing is shown."""
    kinds: dict[str, list[Claim]] = {}
    for claim in claims:
        kinds.setdefault(claim.kind, []).append(claim)
    if not kinds:
        return None
    return Understood(
        kinds=tuple(
            (title, tuple(quote(c, links, sources, says=True) for c in kinds[kind]))
            for kind, title in _KINDS.items()
            if kind in kinds
        ),
        open=sum(claim.decision != "accepted" for some in kinds.values() for claim in some),
    )


def spoken_of(
    claims: Sequence[Claim],
    listed: Sequence[tuple[str, str]],
    kind: str,
    links: Links,
    sources: Sources,
) -> SpokenOf | None:
    """What an aspect's page says beyond its excerpts. ``claims`` are the first ``ON_ASPECT`` of those
    ``listed`` as (sort, countries), ``kind`` is the aspect's kind; None where there are none."""
    there = [claim for claim in claims if claim.entry in sources]
    if not there:
        return None
    named = (code for _, note in listed for code in note.split("+"))
    counts = Counter(code for code in named if code in countries())
    section = "purposes" if kind == "purpose" else "aspects"
    row = Row(key=f"{section}/{kind}", order="", title="", marks=())
    return SpokenOf(
        quotes=tuple(quote(claim, links, sources) for claim in there),
        countries=tuple(
            Link(
                label=country_name(code, links.language),
                href=f"{links.root}{paths.said_path(code)}#{row_anchor(row)}",
                count=count,
            )
            for code, count in sorted(
                counts.items(), key=lambda c: country_name(c[0], links.language)
            )
        ),
        left=max(0, len(listed) - ON_ASPECT),
        open=sum(claim.decision != "accepted" for claim in there),
    )
