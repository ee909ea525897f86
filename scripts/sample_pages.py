"""One of each page of a site, and the hard cases: nothing, too much, long words, other scripts."""

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from msgspec import structs
from scripts.sample_maps import mapped
from scripts.samples import (
    ASPECTS,
    address,
    arabic,
    bare,
    cited,
    curated,
    drawn,
    entry,
    excerpt,
    helplines,
    kazakh,
    lengthy,
    link,
    russian,
    told,
    wordy,
)

from scripts import sample_said
from sourcebook.preserve.attaching import page_key
from sourcebook.publish import views as v
from sourcebook.publish.health import Held, Spot, health
from sourcebook.publish.pasts import Look, Past
from sourcebook.publish.render import asset, assets
from sourcebook.publish.shape.health import TITLE, health_view
from sourcebook.publish.shape.links import Links
from sourcebook.records import AddressStanding, Suggestion

HERE = "human-trafficking/harbourland.html"


def crumbs(*labels: str, root: str = "../") -> tuple[v.Link, ...]:
    here = len(labels) - 1
    return (
        link("Sourcebook", f"{root}index.html"),
        *(link(t, "#" if i < here else "", here=i == here) for i, t in enumerate(labels)),
    )


def regions() -> tuple[v.Shelf, ...]:
    names = (
        "Fenmark",
        "Harbourland",
        "Oreland",
        "Steppe Republic",
        "The Eastern Isles",
        "United Provinces of the Upper and Lower Delta",
    )
    return tuple(
        v.Shelf(
            title=r,
            anchor=a,
            note=n,
            links=tuple(
                link(c, "../human-trafficking/harbourland.html", count=3 + i * 4)
                for i, c in enumerate(names[: 6 - j * 2])
            ),
        )
        for j, (r, a, n) in enumerate(
            (
                ("North Coast", "north-coast", ""),
                ("The Steppe", "steppe", "Two of these have no page yet."),
                ("Islands", "islands", ""),
            )
        )
    )


def pages() -> Iterator[tuple[str, str, v.Head, v.View]]:
    """(path, template, head, view) of every sample page."""

    def head(path: str, title: str, *way: str, part: str = "", **more: Any) -> v.Head:
        root = "../" * path.count("/")
        return v.Head(
            title=title,
            description=f"{title}: reports with their sources.",
            path=path,
            part=part,
            crumbs=crumbs(*way, root=root) if way else (),
            **more,
        )

    theme = "Human Trafficking & Modern-day Slavery"
    mixed = tuple(entry(n) for n in range(1, 13))
    mixed = (*mixed[:4], russian(20), kazakh(21), arabic(22), lengthy(23), *mixed[4:])
    full = curated(mixed)
    assert full.glance is not None
    spoken = structs.replace(full.glance, said=sample_said.said_of())
    full = structs.replace(full, glance=spoken)
    said_css = asset(assets(), "said", ".css")
    jsonld = json.dumps(
        {"@context": "https://schema.org", "@type": "CollectionPage", "name": "Harbourland"}
    )
    yield (
        HERE,
        "curated.html",
        head(
            HERE,
            "Harbourland",
            theme,
            "North Coast",
            "Harbourland",
            jsonld=jsonld,
            styles=(said_css,),
        ),
        full,
    )
    path = "human-trafficking/sixty.html"
    yield (
        path,
        "curated.html",
        head(path, "Sixty entries", theme, "Sixty entries"),
        curated(tuple(wordy(n) for n in range(60)), title="Sixty entries"),
    )
    path = "human-trafficking/many.html"
    yield (
        path,
        "curated.html",
        head(path, "Two hundred entries", theme, "Two hundred entries"),
        curated(tuple(entry(n) for n in range(200)), title="Two hundred entries"),
    )
    path = "human-trafficking/empty.html"
    yield (
        path,
        "curated.html",
        head(path, "Fenmark", theme, "Fenmark"),
        v.CuratedView(kind="country", title="Fenmark", theme=link(theme, "index.html")),
    )
    path = "human-trafficking/bare.html"
    bares = v.SectionView(
        anchor="archives",
        title="Archives",
        count=3,
        groups=(v.Group(title="", entries=tuple(bare(n) for n in range(3))),),
    )
    yield (
        path,
        "curated.html",
        head(path, "Oreland", theme, "Oreland"),
        v.CuratedView(
            kind="country",
            title="Oreland",
            theme=link(theme, "index.html"),
            sections=(bares,),
            glance=v.Glance(entries=3, first_year=None, last_year=None),
        ),
    )
    path = "human-trafficking/debt-bondage.html"
    groups = tuple(
        v.Group(title=t, anchor=a, entries=tuple(entry(n * 2 + i) for i in range(2)))
        for n, (t, a) in enumerate(
            (("General", "general"), ("Harbourland – Fenmark", "harbourland-fenmark"))
        )
    )
    yield (
        path,
        "curated.html",
        head(path, "Debt bondage", theme, "Debt bondage"),
        curated(
            (),
            kind="aspect",
            title="Debt bondage",
            own_names=(),
            glance=None,
            helplines=(),
            sections=(v.SectionView(anchor="archives", title="Archives", count=4, groups=groups),),
        ),
    )
    kinds = tuple(
        v.Shelf(title=t, links=ASPECTS[i : i + 3], note=n)
        for i, (t, n) in enumerate(
            (
                ("Acts", "What is done to people."),
                ("Means", "How it is brought about."),
                ("Purposes", "What people are held for."),
            )
        )
    )
    themed = v.ThemeView(
        id="human-trafficking",
        title=theme,
        tagline="People are bought, sold and held. Here is who has said so, where, and when.",
        about=(
            "Human trafficking is the recruiting, moving or holding of people by force, threat or deceit, in order to use them.",
            "The pages here gather what has been published about it, country by country.",
        ),
        caution=full.caution,
        entries=214,
        countries=regions(),
        aspects=kinds,
        ages=(link("Small children"), link("Teenagers", count=8)),
        lessons=(link("Two countries, one hour"), link("Reading a report through its editions")),
    )
    path = "human-trafficking/index.html"
    yield path, "theme.html", head(path, theme, theme, part="themes"), themed
    others = tuple(
        v.ThemeView(
            id=i,
            title=t,
            tagline=g,
            about=(),
            caution="",
            entries=n,
            countries=regions()[k : k + 1],
        )
        for k, (i, t, g, n) in enumerate(
            (
                (
                    "csec",
                    "Commercial Sexual Exploitation of Children",
                    "A child can’t consent. What is reported, and by whom.",
                    41,
                ),
                (
                    "street-children",
                    "Street Children",
                    "Children who live or work in the street, seen by those who meet them.",
                    58,
                ),
                (
                    "torture",
                    "Torture",
                    "It is forbidden everywhere and reported from most places.",
                    0,
                ),
                ("poverty", "Poverty", "What it does, and what it makes possible.", 1),
            )
        )
    )
    yield (
        "index.html",
        "home.html",
        head("index.html", "Sourcebook"),
        v.HomeView(
            title="Sourcebook",
            about=(
                "A library of published reports on human trafficking and what surrounds it: who said what, where and when, with the words themselves.",
                "Every quote leads back to its source. Every address says when it last worked. Every claim says who made it.",
            ),
            themes=(themed, *others),
            entries=312,
            countries=9,
            publishers=74,
            first_year=1998,
            last_year=2021,
            featured=(entry(1, ""), entry(4, "")),
        ),
    )
    yield (
        "bare-home.html",
        "home.html",
        head("bare-home.html", "Sourcebook"),
        v.HomeView(
            title="Sourcebook",
            about=(),
            themes=(),
            entries=0,
            countries=0,
            publishers=0,
            first_year=None,
            last_year=None,
        ),
    )
    path = "human-trafficking/aspects/index.html"
    yield (
        path,
        "shelves.html",
        head(path, "Aspects", theme, "Aspects", part="aspects"),
        v.IndexView(
            title="Aspects",
            intro="What the reports speak of: acts, means, purposes, and what is done about it.",
            shelves=kinds,
        ),
    )
    path = "human-trafficking/aspects/debt-bondage.html"
    yield (
        path,
        "aspect.html",
        head(path, "Debt bondage", theme, "Aspects", "Debt bondage", part="aspects"),
        v.AspectView(
            title="Debt bondage",
            kind="Purpose",
            theme=link(theme, "../index.html"),
            labels=(("ru", "Долговая кабала"), ("kk", "Қарыз құлдығы")),
            countries=(
                link("Harbourland", "#harbourland", count=3),
                link("Fenmark", "#fenmark", count=2),
            ),
            groups=(
                v.Group(
                    title="Harbourland",
                    anchor="harbourland",
                    entries=drawn("passage", "h3", *(entry(n, "../../") for n in range(3))),
                ),
                v.Group(
                    title="Fenmark",
                    anchor="fenmark",
                    entries=drawn("passage", "h3", *(entry(n, "../../") for n in (7, 8))),
                ),
            ),
            related=(link("Forced labour"), link("Wages withheld")),
            pages=(
                link("1", here=True),
                link("2", "debt-bondage-2.html"),
                link("3", "debt-bondage-3.html"),
            ),
        ),
    )
    path = "human-trafficking/aspects/none.html"
    yield (
        path,
        "aspect.html",
        head(path, "Begging", theme, "Aspects", "Begging", part="aspects"),
        v.AspectView(
            title="Begging",
            kind="",
            theme=link(theme, "../index.html"),
            labels=(),
            countries=(),
            groups=(),
        ),
    )
    path = "countries/index.html"
    yield (
        path,
        "shelves.html",
        head(path, "Countries", "Countries", part="countries"),
        v.IndexView(
            title="Countries",
            intro="Every country with a page in at least one theme, by region.",
            shelves=regions(),
            jumps=tuple(link(s.title, f"#{s.anchor}") for s in regions()),
        ),
    )
    path = "countries/harbourland.html"
    yield (
        path,
        "country.html",
        head(path, "Harbourland", "Countries", "Harbourland", part="countries", styles=(said_css,)),
        v.CountryView(
            title="Harbourland",
            own_names=full.own_names,
            official="Republic of Harbourland",
            region=link("North Coast", "index.html#north-coast"),
            themes=(
                link(theme, "../human-trafficking/harbourland.html", count=19),
                link("Street Children", "#", count=7),
                link("Torture", "#", count=3),
            ),
            neighbours=tuple(
                v.Shelf(title=t, links=(link(theme, count=12), link("Poverty", count=2)))
                for t in ("Fenmark", "Oreland", "The Eastern Isles", "Steppe Republic")
            ),
            aspects=ASPECTS,
            series=(
                v.Shelf(
                    title="Harbour Almanac, Crossings",
                    note="Harbour Institute for Labour Studies",
                    links=tuple(link(str(year)) for year in range(2004, 2022)),
                ),
            ),
            entries=drawn("row", "h3", entry(1), entry(2)),
            said=sample_said.said_of(),
            compare=link("Compare Harbourland with its neighbours", "../compare/index.html"),
        ),
    )
    path = "countries/none.html"
    yield (
        path,
        "country.html",
        head(path, "Oreland", "Countries", "Oreland", part="countries"),
        v.CountryView(title="Oreland", own_names=(), official="", region=None, themes=()),
    )
    path = "publishers/index.html"
    letters = {
        "C": "Coast Daily News",
        "H": "Harbour Institute for Labour Studies",
        "M": "Ministry of Crossings, Office for Work and Travel",
        "N": "Northern Rights Watchers",
    }
    yield (
        path,
        "shelves.html",
        head(path, "Publishers", "Publishers", part="publishers"),
        v.IndexView(
            title="Publishers",
            intro="Who has published what is gathered here, from A to Z.",
            shelves=tuple(
                v.Shelf(
                    title=a,
                    anchor=f"letter-{a.lower()}",
                    links=(
                        link(n, f"{n.split()[0].lower()}.html", count=9),
                        link(f"{n}, Regional Desk", "#", count=1),
                    ),
                )
                for a, n in letters.items()
            ),
            jumps=tuple(
                link(a, f"#letter-{a.lower()}" if a in letters else "")
                for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
            ),
        ),
    )
    path = "publishers/coast-daily-news.html"
    yield (
        path,
        "list.html",
        head(path, "Coast Daily News", "Publishers", "Coast Daily News", part="publishers"),
        v.ListView(
            title="Coast Daily News",
            intro="9 entries, 2003 to 2021.",
            exports=(link("BibTeX", "coast.bib"), link("RIS", "coast.ris")),
            entries=drawn("row", "h2", *(entry(n) for n in (1, 4, 8)), arabic(22), bare(1)),
            pages=(link("1", "x.html"), link("2", here=True)),
        ),
    )
    path = "timeline/index.html"
    counts = (1, 0, 2, 5, 4, 9, 14, 22, 31, 28, 24, 12, 16, 19, 11, 6, 3, 8, 7, 12, 18, 4, 2, 9)
    bars = tuple(
        v.Bar(year=1998 + i, count=c, height=c / 31, href=f"{1998 + i}.html" if c else "")
        for i, c in enumerate(counts)
    )
    yield (
        path,
        "timeline.html",
        head(path, "Timeline", "Timeline", part="timeline"),
        v.TimelineView(
            bars=bars,
            shelves=(),
            undated=4,
            source="Counted from the dates of the entries of this library on 3 May 2026.",
        ),
    )
    path = "search/index.html"
    yield (
        path,
        "search.html",
        head(path, "Search", "Search", part="search"),
        v.SearchView(
            letters=tuple(
                link(a, f"../titles/{a.lower()}.html", count=n) for n, a in enumerate("ABCHS", 1)
            ),
            kept=(
                (
                    link("Debt bondage", "index.html?q=%22debt%20bondage%22"),
                    "../feeds/debt-bondage.xml",
                ),
            ),
            lists=(
                link("Countries", "../countries/index.html", note="by region, across the themes"),
            ),
        ),
    )
    path = "timeline/long.html"
    bars = tuple(
        v.Bar(year=1981 + i, count=i, height=i / 44, href=f"{1981 + i}.html") for i in range(45)
    )
    yield (
        path,
        "timeline.html",
        head(path, "Timeline", "Timeline", part="timeline"),
        v.TimelineView(
            bars=bars,
            shelves=(),
            undated=1,
            source="Counted from the dates of the entries of this library.",
        ),
    )
    path = "timeline/2005.html"
    yield (
        path,
        "list.html",
        head(path, "2005", "Timeline", "2005", part="timeline"),
        v.ListView(
            title="2005",
            intro="",
            entries=(),
            others=(link("2004", "2004.html", count=4), link("2006", "2006.html", count=14)),
        ),
    )
    path = "entries/entry-1.html"
    meta = (
        ("citation_title", "Port City Opens Second Shelter"),
        ("citation_publication_date", "2005/11/17"),
    )
    whole = lengthy(1)
    yield (
        path,
        "entry.html",
        head(
            path,
            "Port City Opens Second Shelter",
            "Entries",
            "Port City Opens Second Shelter",
            meta=meta,
        ),
        entry(
            1,
            excerpts=(excerpt(0, paragraphs=2), excerpt(1), excerpt(2, quoted=False), excerpt(3)),
            addresses=tuple(address(n, dates=2, copies=n % 2) for n in range(3)),
            lost=True,
            series="Work and Crossings",
            edition="2005",
            newer=link("the 2021 edition", "entry-2.html"),
            editions=(link("2004", "a.html"), link("2005", here=True), link("2021", "b.html")),
            identifiers=(
                ("ISBN", "978-0-00-000000-2", ""),
                ("DOI", "10.0000/example.2005", "https://doi.org/10.0000/example.2005"),
            ),
            details=(("Volume", "3"), ("Place", "Harbourtown")),
            countries=(link("Harbourland", "../countries/harbourland.html"),),
            placed=(
                link(
                    "Human trafficking: Harbourland",
                    "../human-trafficking/harbourland.html#entry-1",
                ),
                link("Street children: Harbourland", "#"),
            ),
            citations=tuple(
                cited("Port City Opens Second Shelter", "Coast Daily News", 2005, s)
                for s in ("Sourcebook", "APA", "MLA", "Chicago", "Harvard", "GOST")
            ),
        ),
    )
    path = "entries/checked.html"
    checked = tuple(told(address(n, dates=2, copies=n % 3)) for n in range(4))
    yield (
        path,
        "entry.html",
        structs.replace(
            head(path, "The Long Season", "Entries", "The Long Season"),
            styles=(asset(assets(), "links", ".css"),),
        ),
        entry(3, addresses=checked, told=True, found="A copy of 7 June 2011 has been found."),
    )
    yield from healthy(head)
    yield from mapped(head)
    yield from sample_said.pages(head)
    path = "entries/lengthy.html"
    yield path, "entry.html", head(path, whole.title, "Entries", whole.title), whole
    path = "entries/bare.html"
    yield path, "entry.html", head(path, "Untitled", "Entries", "Untitled"), bare(1)
    path = "entries/withdrawn.html"
    yield (
        path,
        "withdrawn.html",
        head(path, "Withdrawn: Port City", "Withdrawn"),
        v.TextView(
            title="Port City Opens Second Shelter",
            rows=(("Why", ("Withdrawn on 3 May 2026 at the request of a person named in it.",)),),
            links=(link("Human trafficking", "../human-trafficking/index.html"),),
        ),
    )
    yield (
        "help.html",
        "help.html",
        head("help.html", "Help", "Help", part="help"),
        v.HelpView(
            groups=(
                (
                    "Everywhere",
                    "everywhere",
                    (
                        v.HelplineView(
                            organisation="A helpline for all countries",
                            number="+00 000 0000",
                            tel="tel:+000000000",
                            confirmed="last confirmed 3 May 2026",
                            stale=False,
                        ),
                    ),
                ),
                ("Harbourland", "harbourland", helplines()),
            ),
            steps=(
                "Press the red button “Exit this page”, or press the Shift key three times.",
                "The page goes blank at once and a weather page opens in its place.",
                "Leaving does not clear your browser’s history. If someone may look at this device, use another one, or a private window.",
            ),
        ),
    )
    yield (
        "bare-help.html",
        "help.html",
        head("bare-help.html", "Help", "Help", part="help"),
        v.HelpView(groups=(), steps=()),
    )
    yield (
        "about.html",
        "text.html",
        head("about.html", "About", "About"),
        v.TextView(
            title="About this library",
            rows=(
                (
                    "",
                    (
                        "Sourcebook gathers published reports and shows each with its source and date.",
                    ),
                ),
                (
                    "How to cite",
                    (
                        "Every entry and every page carries its own citation. Copy it, and add the day you read it.",
                    ),
                ),
            ),
            links=(link("Countries", "countries/index.html"),),
        ),
    )
    yield (
        "404.html",
        "text.html",
        head("404.html", "Not found", "Not found"),
        v.TextView(
            title="There is no page here",
            rows=(("", ("The address may have been mistyped, or the page may have moved.",)),),
            links=(link("The first page", "index.html"), link("Countries", "countries/index.html")),
        ),
    )
    path = "teach/index.html"
    yield (
        path,
        "shelves.html",
        head(path, "Teach", "Teach", part="teach"),
        v.IndexView(title="Teach", intro="", shelves=()),
    )
    path = "proofs/entry-1_x1.html"
    yield (
        path,
        "proof.html",
        structs.replace(
            head(path, "Proof: The Long Season", "The Long Season"),
            styles=(asset(assets(), "proof", ".css"),),
        ),
        proof(),
    )


def healthy(head: Callable[..., v.Head]) -> Iterator[tuple[str, str, v.Head, v.View]]:
    """How a library fares: one that was checked for years, and one that never was."""
    dice = Random(11)
    spots: list[tuple[str, Held]] = []
    pasts: dict[str, Past] = {}
    ways: tuple[AddressStanding, ...] = ("gone", "soft gone", "moved", "changed", "unsure", "alive")
    for number in range(64):
        url = f"https://www.coastdaily.example/news/{number}"
        looks = [
            Look(
                at="2024-11-03", until="2025-06-01", times=7, standing="alive", answer="answers 200"
            )
        ]
        if number % 3 == 0:
            at = f"2025-{dice.randint(7, 12):02}-{dice.randint(1, 28):02}"
            standing = ways[number // 3 % 6]
            looks.append(
                Look(
                    at=at,
                    until="2026-11-26",
                    times=4,
                    standing=standing,
                    answer="answers 404" if standing == "gone" else "answers 200",
                    why="It said so four times.",
                )
            )
        key = page_key(url) or ""
        pasts[key] = Past(looks=tuple(looks), reason=looks[-1].answer, why=looks[-1].why)
        spot = Spot(
            url=url, key=key, standing=looks[-1].standing, since=looks[-1].at, copy=number % 2 == 0
        )
        spots.append(
            (
                f"entry-{number}",
                Held(
                    title=f"The Long Season, part {number}",
                    spots=(spot,),
                    quotes={"verified": 2, "unchecked": 1},
                ),
            )
        )
    open_ = [
        Suggestion(
            id="a",
            kind="move",
            entry="entry-0",
            url="https://www.coastdaily.example/news/0",
            target="https://a.example/",
            how="rule",
        )
    ]
    links = Links("../", language="en", shown=())
    for path, some, known, waiting in (
        ("health/index.html", spots, pasts, open_),
        ("health/never.html", [("entry-1", Held(unchecked=3))], {}, []),
    ):
        figures = health(some, known, waiting, captures=len(some))
        yield (
            path,
            "health.html",
            structs.replace(
                head(path, TITLE, TITLE, part="health"), styles=(asset(assets(), "links", ".css"),)
            ),
            health_view(figures, slice(0, 60), known, links, number=1, pages=1),
        )


def proof() -> v.ProofView:
    """A quote that differs from its source, with the page it stands on and two other editions."""
    text = (
        v.Piece(text="The season begins in August. "),
        v.Piece(text="Nine of the sixty workers had no papers", op="mark"),
        v.Piece(text=", the office wrote."),
    )
    changed = (
        v.Piece(text="Nine of the "),
        v.Piece(text="sixty", op="theirs"),
        v.Piece(text="sixteen", op="ours"),
        v.Piece(text=" workers"),
        v.Piece(text="12", op="passed"),
        v.Piece(text=" had no papers "),
        v.Piece(text="", op="gap"),
        v.Piece(text=" all season."),
    )
    pixel = (
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP6DwABBQECz6AuzQAAAABJ"
        "RU5ErkJggg=="
    )
    return v.ProofView(
        title="The Long Season",
        entry=link("The Long Season", "../entries/entry-1.html"),
        byline="Office for Crossings · 4 June 2009",
        excerpt=excerpt(1),
        lang="",
        dir="",
        says="The copy that was kept of the source has other words, on page 2. What differs is marked.",
        part="page 4 of 5 in the file",
        facts=(
            ("Captured", "7 June 2017", ""),
            (
                "Address",
                "https://crossings.example/season.pdf",
                "https://crossings.example/season.pdf",
            ),
            ("SHA-256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", ""),
        ),
        pictures=(
            v.PictureView(
                href=pixel,
                width="420",
                height="595",
                label="Page 4 of the file",
                boxes=(("60.0", "120.5", "300.0", "12.0"),),
            ),
        ),
        blocks=(
            v.BlockView(kind="heading", pieces=(v.Piece(text="How people are hired"),)),
            v.BlockView(kind="paragraph", pieces=text),
            v.BlockView(kind="item", pieces=(v.Piece(text="an item of a list"),)),
            v.BlockView(kind="quote", pieces=(v.Piece(text="“We were told to wait.”"),)),
            v.BlockView(kind="footnote", pieces=(v.Piece(text="12. Told to the office in June."),)),
        ),
        compared=changed,
        editions=(
            v.EditionView(
                link=link("2008", "../entries/entry-2.html"),
                standing="differs",
                mark="≠",
                word="other words",
                where="page 3",
                pieces=changed,
            ),
            v.EditionView(
                link=link("2010", "../entries/entry-3.html"),
                standing="absent",
                mark="∅",
                word="no such passage",
            ),
        ),
        doubts=("Its locator says page 7; the words stand on page 2 (4 of 5).",),
    )
