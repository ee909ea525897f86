"""Shape lists: a publisher's entries, a year's, the timeline, the index of publishers. Pure."""

import unicodedata
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from sourcebook.collect.identity import slug_words
from sourcebook.publish import paths
from sourcebook.publish.shape.aspect import pager
from sourcebook.publish.shape.links import Links
from sourcebook.publish.shape.safe import clean
from sourcebook.publish.shape.words import counted
from sourcebook.publish.views import (
    Bar,
    Card,
    IndexView,
    Link,
    ListView,
    SearchView,
    Shelf,
    TimelineView,
)
from sourcebook.search.saved import Saved

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LONGEST_GAP = 60  # years without entries that the timeline still draws


def publisher_view(
    name: str, title: str, links: Links, *, number: int, pages: int, count: int,
    cards: Sequence[Card],
) -> ListView:  # fmt: skip
    """One page of a publisher's entries, the newest first."""
    hrefs = [links.root + paths.publisher_path(name, n) for n in range(1, pages + 1)]
    return ListView(
        title=title,
        intro=f"{counted(count, 'entry', 'entries')}, the newest first.",
        entries=tuple(cards),
        pages=pager(hrefs, number),
        others=(Link(label="All publishers", href=f"{links.root}publishers/index.html"),),
    )


def year_view(
    year: str, links: Links, *, number: int, pages: int, count: int, cards: Sequence[Card],
    beside: Sequence[str], exports: tuple[Link, ...],
) -> ListView:  # fmt: skip
    """One page of a year's entries; "" is for those without one. ``beside`` are the years before
    and after it that have entries."""
    hrefs = [links.root + paths.year_path(year, n) for n in range(1, pages + 1)]
    others = [
        Link(label=other or "Undated", href=links.root + paths.year_path(other)) for other in beside
    ]
    others.append(Link(label="All years", href=f"{links.root}timeline/index.html"))
    said = counted(count, "entry", "entries")
    return ListView(
        title=year or "Undated",
        intro=f"{said} published in {year}." if year else f"{said} without a date we could read.",
        entries=tuple(cards),
        pages=pager(hrefs, number),
        others=tuple(others),
        exports=exports,
    )


def titles_view(
    letter: str, links: Links, *, number: int, pages: int, cards: Sequence[Card]
) -> ListView:
    """One page of the titles under a letter. It says nothing of how many there are, so that one more
    changes one page."""
    hrefs = [links.root + paths.title_path(letter, n) for n in range(1, pages + 1)]
    called = letter_name(letter)
    return ListView(
        title=f"Titles: {called}",
        intro="In the order of the alphabet.",
        entries=tuple(cards),
        pages=pager(hrefs, number),
        others=(Link(label="All letters", href=f"{links.root}search/index.html#titles"),),
    )


def letter_name(letter: str) -> str:
    """What titles under a letter are called: "A", "Other"."""
    return letter.upper() if len(letter) == 1 else letter.capitalize()


def search_view(
    letters: Mapping[str, int], links: Links, searches: Sequence[Saved] = ()
) -> SearchView:
    """What the page of the search says without script: the lists that lead everywhere. ``letters`` has
    the number of titles under each; ``searches`` are those that are kept."""
    return SearchView(
        kept=tuple(
            (
                Link(
                    label=clean(saved.title or saved.query),
                    href=f"index.html?q={quote(saved.query)}",
                ),
                f"{links.root}feeds/{paths.name_of(saved.name)}.xml",
            )
            for saved in searches
        ),
        letters=tuple(
            Link(label=letter_name(letter), href=links.root + paths.title_path(letter), count=count)
            for letter, count in sorted(letters.items(), key=lambda one: (len(one[0]), one[0]))
        ),
        lists=tuple(
            Link(label=label, href=f"{links.root}{name}/index.html", note=note)
            for name, label, note in (
                ("countries", "Countries", "by region, across the themes"),
                ("aspects", "Aspects", "acts, means, purposes, responses"),
                ("publishers", "Publishers", "from A to Z"),
                ("timeline", "Timeline", "by year"),
            )
        ),
    )


def timeline_view(years: Mapping[str, int], links: Links) -> TimelineView:
    """The timeline. ``years`` has the number of entries of each year, "" for undated ones."""
    dated = {int(year): count for year, count in years.items() if year}
    drawn: list[int] = []
    for year in sorted(dated):  # a lone old year doesn't stretch the chart over centuries
        if drawn and year - drawn[-1] <= LONGEST_GAP:
            drawn += range(drawn[-1] + 1, year)
        drawn.append(year)
    tallest = max(dated.values(), default=1)
    total = counted(sum(years.values()), "entry", "entries")
    return TimelineView(
        bars=tuple(
            Bar(
                year=year,
                count=dated.get(year, 0),
                height=round(dated.get(year, 0) / tallest, 4),
                href=links.root + paths.year_path(str(year)) if year in dated else "",
            )
            for year in drawn
        ),
        shelves=(),
        undated=years.get("", 0),
        source=f"Source: the {total} of this library, by the year they were published.",
    )


def letter_of(title: str) -> str:
    """The letter a title stands under: its first one, transliterated; "#" where there is none."""
    for word in slug_words(title):
        return word[0].upper() if word[0].isalpha() else "#"
    return "#"


def sort_key(title: str) -> tuple[str, ...]:
    """What titles of different scripts are sorted by."""
    return (*slug_words(title), unicodedata.normalize("NFKC", title).casefold())


def publishers_view(publishers: Mapping[str, tuple[str, int]], links: Links) -> IndexView:
    """The index of publishers, A to Z. ``publishers`` maps a name in addresses to (title, count)."""
    shelves: dict[str, list[Link]] = {}
    ordered = sorted(publishers.items(), key=lambda item: (sort_key(item[1][0]), item[0]))
    for name, (title, count) in ordered:
        link = Link(label=title, href=links.root + paths.publisher_path(name), count=count)
        shelves.setdefault(letter_of(title), []).append(link)
    return IndexView(
        title="Publishers",
        intro=f"{counted(len(publishers), 'publisher')} from A to Z, "
        "with how many of their reports and articles are here."
        if publishers
        else "",
        shelves=tuple(
            Shelf(title=letter, links=tuple(found), anchor=_letter_anchor(letter))
            for letter, found in sorted(shelves.items(), key=lambda item: (item[0] == "#", item[0]))
        ),
        jumps=tuple(
            Link(label=letter, href=f"#{_letter_anchor(letter)}" if letter in shelves else "")
            for letter in (*LETTERS, *(["#"] if "#" in shelves else []))
        )
        if shelves
        else (),
    )


def _letter_anchor(letter: str) -> str:
    return "other" if letter == "#" else letter.lower()
