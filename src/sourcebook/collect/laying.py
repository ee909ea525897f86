"""Lay a page out from a draft's entries, and join it with the page the library holds. Pure."""

from collections.abc import Hashable, Sequence

from msgspec.structs import replace

from sourcebook.collect import threeway
from sourcebook.collect.joining import Clash
from sourcebook.records import Helpline, Page, Placement, Section
from sourcebook.store.keys import fold

FIELDS = (
    "theme", "subject", "tagline", "range", "address", "background", "summary", "caution",
    "prompt", "teachers", "citation", "notice",
)  # fmt: skip


def lay(page: Page, placed: Sequence[tuple[str, Placement]]) -> Page:
    """The page with its placements, given as (section, placement) in the file's order.

    Sections that hold only prose keep their place among the others.
    """
    by_heading: dict[str, list[Placement]] = {}
    for heading, placement in placed:
        by_heading.setdefault(heading, []).append(placement)
    written = threeway.numbered(page.sections, lambda section: section.heading)
    rest = list(written)
    order: list[tuple[Hashable, int]] = []
    for heading in by_heading:
        named = (heading, 0)
        if named in rest:
            upto = rest.index(named)
            order += rest[:upto]
            rest = rest[upto + 1 :]
        if named not in order:
            order.append(named)
    order += rest
    sections = []
    for place in order:
        heading = str(place[0])
        found = written.get(place) or Section(heading=heading)
        more = tuple(by_heading.get(heading, ())) if place[1] == 0 else ()
        sections.append(replace(found, placements=(*found.placements, *more)))
    return replace(page, sections=tuple(sections))


def entries_of(page: Page) -> dict[str, None]:
    """The ids of the entries on a page, each once, in their order."""
    return dict.fromkeys(
        placement.entry for section in page.sections for placement in section.placements
    )


def join(base: Page | None, current: Page, draft: Page) -> tuple[Page, tuple[Clash, ...]]:
    """One page of three: what the file said last, the library's, what the file says now; and what
    was not taken over since the library's was changed too."""
    if draft in (base, current):
        return current, ()
    was = base or Page(id=current.id, theme=draft.theme, subject=draft.subject)
    clashes = []
    fresh: dict[str, object] = {}
    for name in FIELDS:
        now, new = getattr(current, name), getattr(draft, name)
        fresh[name], clash = threeway.value(getattr(was, name), now, new)
        if clash and not (isinstance(now, str) and fold(now) == fold(new)):
            clashes.append(Clash(field=name, kept=now, offered=new))
    for name in ("aspects_prompted", "menu"):
        fresh[name] = tuple(
            threeway.order(getattr(was, name), getattr(current, name), getattr(draft, name))
        )
    fresh["helplines"] = threeway.items(
        was.helplines, current.helplines, draft.helplines, _helpline, join=_join_helplines
    )
    fresh["sections"] = threeway.items(
        was.sections, current.sections, draft.sections, lambda s: s.heading, join=_join_sections
    )
    # a section that a curator's placements stand in stays, though the file dropped its heading
    kept = {section.heading for section in fresh["sections"]}  # type: ignore[attr-defined]
    dropped = {section.heading: section for section in was.sections if section.heading not in kept}
    rest = [
        _join_sections(dropped[section.heading], section, Section(heading=section.heading))
        for section in current.sections
        if section.heading in dropped
    ]
    fresh["sections"] += tuple(s for s in rest if s.placements or s.prose)  # type: ignore[operator]
    return replace(current, **fresh), tuple(clashes)


def _helpline(line: Helpline) -> Hashable:
    return fold(line.organisation), line.number or line.as_written


def _join_helplines(base: Helpline | None, current: Helpline, draft: Helpline) -> Helpline:
    """The library's; what it leaves empty and the file has newly is taken over."""
    was = base or Helpline(organisation="")
    fresh = {}
    for name in ("number", "as_written", "country_code", "country", "url", "hours"):
        now, new = getattr(current, name), getattr(draft, name)
        fresh[name] = threeway.value(getattr(was, name), now, new)[0]
    return replace(current, **fresh)


def _placement(placement: Placement) -> Hashable:
    return placement.entry, placement.group


def _join_placements(base: Placement | None, current: Placement, draft: Placement) -> Placement:
    was = base.excerpts if base else ()
    chosen = tuple(threeway.order(was, current.excerpts, draft.excerpts))
    return current if chosen == current.excerpts else replace(current, excerpts=chosen)


def _join_sections(base: Section | None, current: Section, draft: Section) -> Section:
    was = base or Section(heading=current.heading)
    return replace(
        current,
        placements=threeway.items(
            was.placements,
            current.placements,
            draft.placements,
            _placement,
            join=_join_placements,
        ),
        prose=threeway.items(was.prose, current.prose, draft.prose, fold),
    )
