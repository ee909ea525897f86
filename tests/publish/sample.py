"""A small invented library for tests of the site: two themes, three countries, every kind of page."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from sourcebook.library import Library
from sourcebook.preserve.attaching import page_key
from sourcebook.records import (
    Address,
    AddressStanding,
    Check,
    Date,
    Entry,
    Excerpt,
    Helpline,
    Hop,
    Locator,
    Memento,
    Page,
    Placement,
    Section,
    Series,
    Sourced,
    Stored,
    Subject,
)
from sourcebook.store import Kept

HT, ST = "human-trafficking", "street-children"


def entry(id: str, **fields: object) -> Entry:
    """An entry with an excerpt, unless told otherwise."""
    made: dict[str, object] = {
        "id": id,
        "title": f"Report {id}",
        "byline": "A. Writer, Coast Daily News, 17 Nov 2005",
        "authors": ("A. Writer",),
        "publisher": "Coast Daily News",
        "issued": Date(edtf="2005-11-17", as_written="17 Nov 2005"),
        "kind": "article-newspaper",
        "countries": ("KZ",),
        "addresses": (
            Address(
                url=f"https://www.coastdaily.example/news/{id}",
                as_written=f"coastdaily.example/news/{id}",
                accessed=(Date(edtf="2011-02-16", as_written="16 February 2011"),),
            ),
        ),
        "excerpts": (
            Excerpt(
                id="x1",
                heading="SECOND SHELTER",
                locator=Locator(kind="page", value="107", as_written="[page 107]"),
                paragraphs=("Forty beds were opened near the harbour.",),
                aspects=("protection",),
            ),
        ),
    }
    return Entry(**{**made, **fields})  # type: ignore[arg-type]


def page(theme: str, country: str, slug: str, *sections: Section, **fields: object) -> Page:
    """A country page."""
    made: dict[str, object] = {
        "id": f"{theme}/{slug}",
        "theme": theme,
        "subject": Subject(kind="country", country=country, as_written=slug.title()),
        "sections": sections,
    }
    return Page(**{**made, **fields})  # type: ignore[arg-type]


def section(
    heading: str, *ids: str, excerpts: tuple[str, ...] = ("x1",), group: str = ""
) -> Section:
    """A section with these entries."""
    placed = tuple(Placement(entry=id, excerpts=excerpts, group=group) for id in ids)
    return Section(heading=heading, placements=placed)


def records() -> list[Stored]:
    """The library."""
    years = Series(id="yearly", title="Yearly Report on Work", publisher="Office for Crossings")
    return [
        years,
        entry("shelter"),
        entry(
            "offers",
            title="Herders Warned of False Offers",
            publisher="The Steppe Herald",
            byline="The Steppe Herald, 3 March 2008",
            issued=Date(edtf="2008-03-03", as_written="3 March 2008"),
            countries=("KG",),
            excerpts=(
                Excerpt(id="x1", paragraphs=("They were told to ask for a contract.",), aspects=("deception", "migration")),
                Excerpt(id="x2", paragraphs=("Two were turned back.",), countries=("KZ", "KG"), aspects=("deception",)),
            ),
        ),
        *(
            entry(
                f"yearly-{year}",
                title=f"{year} Yearly Report on Work: Kazakhstan",
                publisher="Office for Crossings",
                byline=f"Office for Crossings, {year}",
                series="yearly",
                edition=str(year),
                kind="report",
                issued=Date(edtf=str(year), as_written=str(year)),
                notes=("Its table was corrected later.",),
            )
            for year in (2009, 2012)
        ),
        entry(
            "lost",
            title="A Page That Went",
            lost=True,
            addresses=(
                Address(
                    url="http://gone.example/a",
                    standing="gone",
                    mementos=(Memento(url="https://archive.example/a", at=Date(edtf="2010")),),
                    accessed=(Date(edtf=None, as_written="22ugust 2011"),),
                ),
            ),
            issued=None,
            byline="",
            excerpts=(),
        ),
        entry("loose", title="On no page", countries=("UZ",), publisher="Гавань"),
        page(
            HT, "KZ", "kazakhstan",
            section("featured", "shelter"),
            section("archives", "yearly-2009", "offers", excerpts=("x1", "x2")),
            section("earlier", "lost"),
            section("*** Extreme Weather ***", "offers", excerpts=("x2",), group="Kazakhstan - Kyrgyzstan"),
            background=Sourced(text="A wide country.\n\nFew people.", source="An Almanac, 2009"),
            summary=Sourced(text="Rated second.", source="A Yearly Rating, 2009"),
            aspects_prompted=("Debt Bondage?", "Nothing Known"),
            helplines=(Helpline(organisation="Harbour Aid", number="+77172790345", as_written="7172 790345", country_code="7-", country="KZ"),),
            notice="Shown for study.",
        ),
        page(HT, "KG", "kyrgyzstan", section("archives", "offers", excerpts=("x1",))),
        page(ST, "KZ", "kazakhstan", section("archives", "yearly-2012", "shelter")),
        Page(
            id=f"{HT}/lesson-one",
            theme=HT,
            subject=Subject(kind="name", name="One hour, two countries"),
            sections=(Section(heading="How to begin", prose=("Read both pages.",)),),
        ),
    ]  # fmt: skip


def check(url: str, at: str, standing: AddressStanding, **fields: object) -> Check:
    """A check of an address; what is gone answered 404, what moved led on, all else 200."""
    key = page_key(url) or ""
    status = {"gone": 404, "moved": 301, "unsure": 403}.get(standing, 200)
    hops = [Hop(url=url, status=status)]
    if standing == "moved":
        hops.append(Hop(url=f"{url}/new", status=200))
    day, _, time = at.partition("T")
    made: dict[str, object] = {
        "id": f"{day}/{time.replace(':', '').rstrip('Z')}-{sha256(key.encode()).hexdigest()[:16]}",
        "key": key,
        "url": url,
        "at": at,
        "hops": tuple(hops),
        "standing": standing,
        "why": f"It was found {standing}.",
    }
    return Check(**{**made, **fields})  # type: ignore[arg-type]


def library(folder: Path, kept: Iterable[Kept] | None = None, **settings: str) -> Library:
    """A library that holds the records."""
    made = Library.create(folder, title="Sourcebook", **settings)
    made.put(records() if kept is None else kept, who="a tester", what="made")
    return made


def files(folder: Path) -> dict[str, bytes]:
    """All files of a site."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
