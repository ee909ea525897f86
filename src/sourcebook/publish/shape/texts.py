"""Shape pages of plain text: about, not found, withdrawn. Pure."""

from collections.abc import Sequence

from sourcebook.publish.shape.links import Links
from sourcebook.publish.shape.safe import clean
from sourcebook.publish.shape.words import counted
from sourcebook.publish.views import Link, TextView
from sourcebook.records import Date, Tombstone
from sourcebook.values.dates_said import spelled


def about_view(
    title: str, *, curator: str, contact: str, entries: int, pages: int, exports: Sequence[Link]
) -> TextView:
    """What the library is, how to read and cite it, and how to take it along."""
    kept = f"It is kept by {clean(curator)}." if curator else ""
    write = f"Write to {clean(contact)} about a mistake, a dead address, or a page to withdraw."
    rows = [
        (
            "",
            tuple(filter(None, (
                f"{title} is a library of {counted(entries, 'report and article', 'reports and articles')} "
                f"on {counted(pages, 'page')}, gathered so that students, teachers, researchers, "
                "helpers and the people concerned can find and cite what has been published.",
                kept,
            ))),
        ),
        (
            "How to read it",
            (
                "What stands here is what its sources say. Each is named, dated, and linked at "
                "every address it had, with the day somebody last read it there. Nobody has "
                "tested the claims.",
                "Words between quotation marks are a source’s own. Where a curator tells what a "
                "source says, the page says “In our words”.",
                "● alive, → moved, ≠ changed, × gone, ? unsure and – not checked yet tell how an "
                "address fared, and when. Where it is gone or has changed, a copy comes first, if "
                "one is known. How all of them fare is told on “Health of this library”, at the foot "
                "of each page. ✓ verified, ≠ differs, ∅ not found and – not captured yet tell how a "
                "quotation compares with its source.",
            ),
        ),
        (
            "How to cite it",
            (
                "Cite the source itself, and this library as the place where you found it. Each "
                "entry and each page ends with its citation. Zotero and other reference managers "
                "read an entry, or all entries of a page, in one click.",
            ),
        ),
        (
            "Your visit",
            (
                "This site asks nothing of any other. It sets no cookies, counts no visits, and "
                "tells the sites it links to nothing about you.",
            ),
        ),
    ]  # fmt: skip
    if contact:
        rows.append(("Write to us", (write,)))
    if exports:
        rows.append(
            (
                "Take it with you",
                ("The whole library by year, for reference managers and programs.",),
            )
        )
    return TextView(title=f"About {title}", rows=tuple(rows), links=tuple(exports))


def missing_view(links: Links) -> TextView:
    """The page a server shows for an address that isn't there."""
    return TextView(
        title="There is no such page",
        rows=(
            (
                "",
                (
                    "It may have been typed wrongly, or have moved. Nothing that was published "
                    "here is taken away without a notice at its address.",
                ),
            ),
        ),
        links=ways_on(links),
    )


def ways_on(links: Links) -> tuple[Link, ...]:
    """Where to go from a page that is a dead end."""
    root = links.root
    return (
        Link(label="The first page", href=f"{root}index.html"),
        Link(label="Countries", href=f"{root}countries/index.html"),
        Link(label="Aspects", href=f"{root}aspects/index.html"),
        Link(label="Publishers", href=f"{root}publishers/index.html"),
    )


def withdrawn_view(stone: Tombstone, links: Links) -> TextView:
    """What is left of a withdrawn entry or page."""
    day = stone.at[:10]
    when = f"It was withdrawn on {spelled(Date(edtf=day))}." if day else "It was withdrawn."
    why = clean(stone.why).strip()
    return TextView(
        title=clean(stone.title) or stone.id,
        rows=(("", tuple(filter(None, (when, why)))),),
        links=ways_on(links),
    )
