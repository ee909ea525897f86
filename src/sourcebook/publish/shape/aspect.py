"""Shape an aspect's page in a theme: what is said of it, grouped by country. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.publish import paths
from sourcebook.publish.filing import group_title
from sourcebook.publish.shape.links import Links, Placed, anchor, known_theme
from sourcebook.publish.views import AspectView, Card, Group, Link
from sourcebook.themes import KINDS, aspect, label

RELATED = 12  # further aspects of the same kind that a page leads to


@lru_cache(maxsize=1 << 12)
def group_anchor(group: str, language: str) -> str:
    """The fragment of a group's heading."""
    return anchor(group_title(group, language))


def pager(hrefs: Sequence[str], here: int) -> tuple[Link, ...]:
    """The pages of a list, 1 to n; none where there is only one."""
    if len(hrefs) < 2:
        return ()
    return tuple(Link(label=str(n), href=href, here=n == here) for n, href in enumerate(hrefs, 1))


class Spread(Struct, frozen=True, kw_only=True):
    """How an aspect's entries spread over the pages of its list, the same for all of them: ``hrefs`` of
    the pages; ``groups`` of the entries, by page; and for each group the page it begins on (from 1),
    and a link there, with how many entries it has."""

    hrefs: tuple[str, ...]
    groups: tuple[Sequence[str], ...]
    begins: tuple[tuple[int, Link], ...]


def spread(theme: str, code: str, links: Links, groups: Sequence[Sequence[str]]) -> Spread:
    """The spread of an aspect's entries, whose ``groups`` are given by page."""
    hrefs = [links.root + paths.aspect_path(theme, code, n) for n in range(1, len(groups) + 1)]
    first: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for number, found in enumerate(groups, 1):
        counts.update(found)
        for group in dict.fromkeys(found):
            first.setdefault(group, number)
    language = links.language
    return Spread(
        hrefs=tuple(hrefs),
        groups=tuple(groups),
        begins=tuple(
            (
                number,
                Link(
                    label=group_title(group, language),
                    href=f"{hrefs[number - 1]}#{group_anchor(group, language)}",
                    count=counts[group],
                ),
            )
            for group, number in first.items()
        ),
    )


def _within(link: Link) -> Link:
    """A link to a group on the page itself."""
    return replace(link, href=link.href[link.href.index("#") :])


def aspect_view(
    theme: str,
    code: str,
    links: Links,
    *,
    number: int,
    over: Spread,
    cards: Sequence[Card],
    pages: Mapping[tuple[str, str], Placed],
) -> AspectView:
    """One page of an aspect. ``over`` is how all its entries spread; ``cards`` are those of page
    ``number`` (from 1); ``pages`` the theme's curated aspect pages."""
    language = links.language
    here: dict[str, list[Card]] = {}
    for group, card in zip(over.groups[number - 1], cards, strict=True):
        here.setdefault(group, []).append(card)
    term = aspect(theme, code)
    name = links.aspect(code, (theme,)).label
    related = []
    if own := pages.get((theme, code)):
        related.append(Link(label=f"Our page on {own.title}", href=links.root + own.path))
    if term is not None:
        others = [
            links.aspect(other.code, (theme,))
            for other in known_theme(theme).aspects
            if other.kind == term.kind and other.code != code
        ]
        related += [Link(label=link.label, href=link.href) for link in others[:RELATED]]
    return AspectView(
        title=name,
        kind=label(KINDS.get(term.kind, {}), language) if term else "",
        theme=links.theme(theme),
        labels=tuple(
            (tongue, word)
            for tongue, word in (term.labels.items() if term else ())
            if tongue != language and word != name
        ),
        countries=tuple([_within(link) if at == number else link for at, link in over.begins]),
        groups=tuple(
            Group(
                title=group_title(group, language),
                anchor=group_anchor(group, language),
                entries=tuple(found),
            )
            for group, found in here.items()
        ),
        related=tuple(related),
        pages=pager(over.hrefs, number),
    )
