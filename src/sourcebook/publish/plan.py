"""Decide which sheets a change touches. Pure: facts before and after come in, names go out."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from sourcebook.publish.filing import Row
from sourcebook.publish.shape.links import Placed, known_theme
from sourcebook.values.places import countries

# what counts beside its own sheet when a list of this kind grows, shrinks, comes or goes
_INDEX = {
    "aspect": ("aspects",),
    "publisher": ("publishers",),
    "year": ("timeline",),
    "title": ("search",),
    "country": ("countries",),
    "theme": ("home",),
}


class Refiled(Struct, frozen=True, kw_only=True):
    """An entry that changed, or that stands on other pages now: its rows before and after."""

    id: str
    before: tuple[Row, ...]
    after: tuple[Row, ...]


class Counted(Struct, frozen=True, kw_only=True):
    """How many entries a list had, and has."""

    list: str
    before: int
    after: int


def stones(id: str) -> tuple[str, ...]:
    """The sheets that tell of a withdrawn record; an id with a slash may have been a page's."""
    return (f"entry/{id}", f"page/{id}") if "/" in id else (f"entry/{id}",)


def every_list(
    shown: Sequence[str],
    *,
    aspects: Iterable[tuple[str, str]],
    publishers: Iterable[str],
    years: Collection[str],
    known: Iterable[str],
    letters: Iterable[str] = (),
) -> Iterator[str]:
    """Every sheet that lists entries, and the themes'. ``aspects`` (theme, code) and ``known``
    countries are those with entries or pages; each aspect of a shown theme has a page anyway."""
    for theme in shown:
        yield f"theme/{theme}"
    codes = {(theme, term.code): None for theme in shown for term in known_theme(theme).aspects}
    codes.update(dict.fromkeys(aspects))
    for theme, code in codes:
        yield f"aspect/{theme}\t{code}"
    yield from (f"publisher/{name}" for name in publishers)
    for year in years:
        yield f"year/{year}"
        yield f"data/{year}"
    yield from (f"country/{code}" for code in known)
    yield from (f"title/{letter}" for letter in letters)


def moved_by(
    before: Placed | None, after: Placed | None, stood: Collection[str], stands: Collection[str]
) -> tuple[set[str], set[str]]:
    """What a changed page does to entries: (those to file anew, those whose own page names it).

    ``stood`` and ``stands`` are the entries on it before and after.
    """
    here = set(stood) | set(stands)
    if before is None or after is None or _address(before) != _address(after):
        return here, here
    moved = set(stood) ^ set(stands)
    return moved, here if before.title != after.title else moved


def _address(page: Placed) -> tuple[str, str, str]:
    return page.theme, page.kind, page.code


def of_entries(refiled: Iterable[Refiled], siblings: Mapping[str, Collection[str]]) -> set[str]:
    """The sheets that show these entries. ``siblings`` are the entries of each list of editions
    (before or after): they name each other where one's row there changed."""
    made: set[str] = set()
    for entry in refiled:
        made.add(f"entry/{entry.id}")
        for row in {*entry.before, *entry.after}:
            kind, _, name = row.list.partition("/")
            if kind in ("page", "aspect", "publisher", "year", "country", "title"):
                made.add(row.list)
            if kind == "year":
                made.add(f"data/{name}")
        for row in set(entry.before) ^ set(entry.after):
            if row.list.startswith("editions/"):
                made.update(f"entry/{id}" for id in siblings.get(row.list, ()))
            elif row.list.startswith("publisher/"):
                made.add("publishers")  # which spelling is commonest may have changed
    return made


def lists_kept(refiled: Iterable[Refiled]) -> set[str]:
    """The lists in which all these entries stand as they stood: no other line of them changed."""
    kept: set[str] = set()
    moved: set[str] = set()
    for entry in refiled:
        before, after = set(entry.before), set(entry.after)
        kept.update(row.list for row in before & after)
        moved.update(row.list for row in before ^ after)
    return kept - moved


def held_otherwise(refiled: Iterable[Refiled]) -> set[str]:
    """The countries of which comparisons tell otherwise what is held on them: how many entries, of which
    years, and which editions of reports."""
    codes: set[str] = set()
    for entry in refiled:
        if _holdings(entry.before) != _holdings(entry.after):
            lists = {row.list for row in (*entry.before, *entry.after)}
            codes.update(name[8:] for name in lists if name.startswith("country/"))
    return codes


def _holdings(rows: Iterable[Row]) -> set[tuple[str, ...]]:
    made: set[tuple[str, ...]] = {r[:1] for r in rows if r.list.startswith(("country/", "year/"))}
    return made.union(row for row in rows if row.list.startswith("editions/"))


def of_counts(counted: Iterable[Counted], years: Collection[str]) -> set[str]:
    """The sheets that tell how many entries these lists have, or that lead to them. ``years`` are
    all years before and after."""
    made: set[str] = set()
    for one in counted:
        if one.before == one.after:
            continue
        kind, _, name = one.list.partition("/")
        made.update(_INDEX.get(kind, ()))
        came = not one.before or not one.after
        if kind in ("aspect", "theme"):
            made.update((f"theme/{name.partition(chr(9))[0]}", "home"))
        elif kind == "publisher" and came:
            made.add("home")
        elif kind == "year" and came:
            made.update(("home", "about"))
            made.update(f"year/{year}" for year in _beside(name, years))
        elif kind == "country" and came:
            made.update(("home", f"country/{name}"))
            made.update(f"country/{code}" for code in bordering(name))
    return made


def countries_that_came(counted: Iterable[Counted]) -> set[str]:
    """The countries that have their first entries, or none any more."""
    return {
        one.list.removeprefix("country/")
        for one in counted
        if one.list.startswith("country/") and bool(one.before) != bool(one.after)
    }


def _beside(year: str, years: Collection[str]) -> list[str]:
    if not year:
        return []
    dated = sorted({int(other) for other in years if other} | {int(year)})
    at = dated.index(int(year))
    return [str(other) for other in (*dated[:at][-1:], *dated[at + 1 : at + 2])]


def bordering(code: str) -> list[str]:
    """The countries that name this one a neighbour."""
    return [country.code for country in countries().values() if code in country.neighbours]


def of_page(
    id: str, before: Placed | None, after: Placed | None, pages: Iterable[Placed]
) -> set[str]:
    """The sheets that a changed page touches: its own, and where others tell of it, theirs.
    ``pages`` are all there are now."""
    made = {f"page/{id}"}
    if before == after:
        return made
    came = before is None or after is None
    # a country may be known by this page alone, and is then told of in every theme
    known = came or (before and after and before.code != after.code)
    for page in (before, after):
        if page is None:
            continue
        made.update((f"theme/{page.theme}", "home", "teach"))
        if page.kind == "country" and page.code:
            made.update(("countries", f"country/{page.code}"))
            near = bordering(page.code)
            made.update(f"country/{code}" for code in near)
            made.update(of_neighbours(pages, near, "" if known else page.theme))
            made.update(
                f"page/{other.id}"
                for other in pages
                if other.kind == "country" and other.code == page.code
            )
        elif page.kind == "aspect":
            made.add(f"aspect/{page.theme}\t{page.code}")
    if came:
        made.add("about")
    if before is None or after is None or before.helplines != after.helplines:
        made.add("help")
    return made


def of_neighbours(pages: Iterable[Placed], codes: Collection[str], theme: str = "") -> set[str]:
    """The pages on these countries (in one theme), which tell of their neighbours."""
    return {
        f"page/{page.id}"
        for page in pages
        if page.kind == "country" and page.code in codes and theme in ("", page.theme)
    }
