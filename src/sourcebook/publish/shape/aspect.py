"""Shape an aspect's page in a theme: what is said of it, grouped by country. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

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


def aspect_view(
    theme: str,
    code: str,
    links: Links,
    *,
    number: int,
    groups: Sequence[Sequence[str]],
    cards: Sequence[Card],
    pages: Mapping[tuple[str, str], Placed],
) -> AspectView:
    """One page of an aspect. ``groups`` are the groups of all its entries, by page of the list;
    ``cards`` those of page ``number`` (from 1); ``pages`` the theme's curated aspect pages."""
    language = links.language
    hrefs = [links.root + paths.aspect_path(theme, code, n) for n in range(1, len(groups) + 1)]
    first: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for n, found in enumerate(groups):
        for group in found:
            first.setdefault(group, n)
            counts[group] += 1
    here: dict[str, list[Card]] = {}
    for group, card in zip(groups[number - 1], cards, strict=True):
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
        countries=tuple(
            Link(
                label=group_title(group, language),
                href=("" if n == number - 1 else hrefs[n]) + "#" + group_anchor(group, language),
                count=counts[group],
            )
            for group, n in first.items()
        ),
        groups=tuple(
            Group(
                title=group_title(group, language),
                anchor=group_anchor(group, language),
                entries=tuple(found),
            )
            for group, found in here.items()
        ),
        related=tuple(related),
        pages=pager(hrefs, number),
    )
