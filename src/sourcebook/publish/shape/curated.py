"""Shape a curated page: everything a posting page has, in its order, and what helps read it. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sourcebook.publish import paths
from sourcebook.publish.shape import words
from sourcebook.publish.shape.help import helpline_view
from sourcebook.publish.shape.links import Links, Placed, anchor, known_theme, region_of
from sourcebook.publish.shape.safe import clean
from sourcebook.publish.views import (
    Card,
    Cited,
    CuratedView,
    Glance,
    Group,
    Link,
    SectionView,
    SourcedView,
    Standing,
)
from sourcebook.records import AddressStanding, Entry, ExcerptStanding, Page, Sourced
from sourcebook.themes import find_aspect, label
from sourcebook.values.dates_said import year_of
from sourcebook.values.places import countries, country_name, region_name

FILTERED_FROM = 6  # with fewer entries there is nothing to narrow down


def page_title(page: Page, language: str) -> str:
    """What a page is called: its country, aspect or age group, or the name it has."""
    subject = page.subject
    if subject.kind == "country" and subject.country in countries():
        return country_name(subject.country or "", language)
    if subject.kind in ("aspect", "age"):
        code = subject.aspect or subject.age or ""
        theme = known_theme(page.theme)
        for term in (*theme.aspects, *theme.ages):
            if term.code == code:
                return label(term.labels, language)
    return clean(
        subject.name or subject.as_written or subject.country
        or page.id.rpartition("/")[2].replace("-", " ").capitalize()
    )  # fmt: skip


def placed(page: Page, language: str) -> Placed:
    """What other pages need to know of this one."""
    subject = page.subject
    return Placed(
        id=page.id,
        theme=page.theme,
        kind=subject.kind,
        code=subject.country or subject.aspect or subject.age or "",
        title=page_title(page, language),
        entries=len({placement.entry for s in page.sections for placement in s.placements}),
        helplines=page.helplines,
        featured=next(
            (p.entry for s in page.sections if s.heading == "featured" for p in s.placements), ""
        ),
    )


def placements(page: Page) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    """(entry, heading level, excerpts) of each placement, in the page's order. The level is one
    deeper where a section is grouped by lines of its own."""
    for section in page.sections:
        for placement in section.placements:
            yield placement.entry, "h4" if placement.group else "h3", placement.excerpts


def _sourced(text: Sourced) -> SourcedView | None:
    if not text.text.strip() and not text.source.strip():
        return None
    return SourcedView(
        paragraphs=tuple(map(clean, words.paragraphs(text.text))), source=clean(text.source)
    )


def sections(page: Page, cards: Sequence[Card | None]) -> tuple[SectionView, ...]:
    """The page's sections with their cards; ``cards`` is in the order of the placements, None where
    an entry isn't in the library. Entries under one line stay together."""
    made: list[SectionView] = []
    rest = iter(cards)
    taken = {placement.entry for section in page.sections for placement in section.placements}
    for section in page.sections:
        grouped: dict[str, list[Card]] = {}
        for placement in section.placements:
            card = next(rest)
            if card is not None:
                grouped.setdefault(placement.group, []).append(card)
        title = words.SECTIONS.get(section.heading) or clean(section.heading).strip("* ")
        name = _free(anchor(title) or "entries", taken)
        made.append(
            SectionView(
                anchor=name,
                title=title or "Entries",
                count=sum(map(len, grouped.values())),
                prose=tuple(map(clean, section.prose)),
                groups=tuple(
                    Group(
                        title=clean(line),
                        entries=tuple(found),
                        anchor=_free(anchor(line), taken) if line else "",
                    )
                    for line, found in grouped.items()
                ),
            )
        )
    return tuple(made)


# Fragments that the page's frame and its end have already.
_FRAME = frozenset(["main", "help", "glance", "background", "says", "use", "cite"])


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name in taken or name in _FRAME:
        name, number = f"{wanted}_{number}", number + 1
    taken.add(name)
    return name


def glance(
    page: Page,
    entries: Sequence[Entry],
    links: Links,
    *,
    pages: Mapping[tuple[str, str], Placed],
    known: Mapping[str, int],
) -> Glance:
    """The side column. ``pages`` are the country pages by (theme, country), ``known`` how many
    entries there are on each country that has a page across the themes."""
    years = sorted(year for entry in entries if (year := year_of(entry.issued)) is not None)
    by_year = Counter(years)
    chosen = {
        (placement.entry, id)
        for section in page.sections
        for placement in section.placements
        for id in placement.excerpts
    }
    at: Counter[AddressStanding] = Counter(
        address.standing for entry in entries for address in entry.addresses if address.url
    )
    quotes: Counter[ExcerptStanding] = Counter(
        excerpt.standing
        for entry in entries
        for excerpt in entry.excerpts
        if excerpt.voice == "quote" and (entry.id, excerpt.id) in chosen
    )
    checked = at.total() > at["unchecked"]
    country = countries().get(page.subject.country or "")
    beside: list[Link] = []
    elsewhere: list[Link] = []
    if country is not None:
        for code in country.neighbours:
            here = pages.get((page.theme, code))
            name = country_name(code, links.language)
            if here is not None:
                beside.append(Link(label=name, href=links.root + here.path, count=here.entries))
            elif code in known:
                beside.append(Link(label=name, href=links.root + paths.country_path(code)))
            else:
                beside.append(Link(label=name, href=""))
        for theme in links.shown:
            other = pages.get((theme, country.code))
            if other is not None and theme != page.theme:
                name = links.theme(theme).label
                elsewhere.append(
                    Link(label=name, href=links.root + other.path, count=other.entries)
                )
    return Glance(
        entries=len(entries),
        first_year=years[0] if years else None,
        last_year=years[-1] if years else None,
        addresses=tuple(
            Standing(mark=mark, word=word, count=at[standing])
            for standing, (mark, word) in words.ADDRESS.items()
            if at[standing] and (not checked or standing != "alive")
        ),
        alive=f"{at['alive']:,} of {words.counted(at.total(), 'address', 'addresses')} alive"
        if checked
        else "",
        excerpts=tuple(
            Standing(mark=mark, word=word, count=quotes[standing])
            for standing, (mark, word) in words.EXCERPT.items()
            if quotes[standing]
        ),
        neighbours=tuple(beside),
        elsewhere=tuple(elsewhere),
        years=tuple((y, by_year[y]) for y in range(years[0], years[-1] + 1))
        if years and years[-1] - years[0] < 200
        else tuple(sorted(by_year.items())),
    )


def filters(
    entries: Sequence[Entry], aspects: Sequence[Sequence[Link]], links: Links
) -> tuple[tuple[str, str, tuple[Link, ...]], ...]:
    """What the page's entries can be narrowed down by; ``aspects`` are each entry's links. Without
    script each value leads to its own page."""
    if len(entries) < FILTERED_FROM:
        return ()
    about: dict[str, Link] = {}
    counts: Counter[str] = Counter()
    for own in aspects:
        for link in own:
            about.setdefault(link.note, link)
            counts[link.note] += 1
    by_year = Counter(y for entry in entries if (y := year_of(entry.issued)) is not None)
    who: dict[str, Link] = {}
    by_whom: Counter[str] = Counter()
    for entry in entries:
        publisher = links.publisher(clean(entry.publisher))
        if publisher is not None:
            who.setdefault(publisher.note, publisher)
            by_whom[publisher.note] += 1

    def listed(found: dict[str, Link], number: Counter[str]) -> tuple[Link, ...]:
        ordered = sorted(found.values(), key=lambda link: (link.label.casefold(), link.note))
        return tuple(
            Link(label=link.label, href=link.href, note=link.note, count=number[link.note])
            for link in ordered
        )

    made = (
        ("aspect", "Aspect", listed(about, counts)),
        ("year", "Year", tuple(links.year(y, by_year[y]) for y in sorted(by_year, reverse=True))),
        ("publisher", "Publisher", listed(who, by_whom)),
    )
    return tuple(field for field in made if len(field[2]) > 1)


def prompts(page: Page, links: Links) -> tuple[Link, ...]:
    """The aspects that the page's advice to students names, each leading to its page."""
    made: dict[str, Link] = {}
    for name in page.aspects_prompted:
        code = find_aspect(page.theme, name)
        link = links.aspect(code, (page.theme,)) if code else Link(label=clean(name), href="")
        made.setdefault(link.href or link.label, link)
    return tuple(made.values())


def curated_view(
    page: Page,
    entries: Sequence[Entry],
    cards: Sequence[Card | None],
    links: Links,
    *,
    pages: Mapping[tuple[str, str], Placed],
    known: Mapping[str, int],
    aspects: Sequence[Sequence[Link]],
    citations: tuple[Cited, ...],
    exports: tuple[Link, ...],
) -> CuratedView:
    """A curated page. ``entries`` are those on it, each once, in its order; ``cards`` one for each
    placement. A page without a caution or advice of its own has its theme's."""
    theme = known_theme(page.theme)
    is_name = page.subject.kind == "name"
    country = countries().get(page.subject.country or "")
    title = page_title(page, links.language)
    region = None
    if country is not None and (area := region_of(country.code)):
        name = region_name(area, links.language)
        region = Link(label=name, href=f"{links.root}countries/index.html#{anchor(area)}")
    prompt = page.prompt or ("" if is_name else theme.prompt)
    return CuratedView(
        kind=page.subject.kind,
        title=title,
        theme=links.theme(page.theme),
        region=region,
        own_names=own_names(page.subject.country or "", title),
        tagline=clean(page.tagline),
        range=clean(page.range),
        background=_sourced(page.background),
        summary=_sourced(page.summary),
        caution=clean(page.caution or theme.caution),
        prompt=tuple(map(clean, words.paragraphs(prompt))),
        prompts=prompts(page, links),
        teachers=tuple(map(clean, words.paragraphs(page.teachers or theme.teachers))),
        helplines=tuple(helpline_view(line, links.language) for line in page.helplines),
        glance=glance(page, entries, links, pages=pages, known=known)
        if entries or country
        else None,
        sections=sections(page, cards),
        citations=citations,
        notice=clean(page.notice),
        address=clean(page.address),
        exports=exports if entries else (),
        filters=filters(entries, aspects, links),
    )


def own_names(code: str, title: str) -> tuple[tuple[str, str], ...]:
    """A country's names in its own languages, as far as they differ from the page's title."""
    country = countries().get(code)
    if country is None:
        return ()
    named = {name: language for language, name in reversed(country.own) if name != title}
    return tuple((language, name) for name, language in reversed(named.items()))
