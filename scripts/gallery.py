"""Render every template with invented data into a folder, to look at and to test. I/O.

    python scripts/gallery.py OUT            # one of each page, and the hard cases
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import minijinja

from sourcebook.publish import views as v

PUBLISH = Path(v.__file__).parent
HERE = "human-trafficking/harbourland.html"
EXIT = "https://www.bbc.com/weather"

LONG_URL = (
    "https://www.coastdaily.example/archive/2005/11/17/regions/north-coast/harbourtown/"
    "second-shelter-opens-after-long-debate-in-the-council-of-the-harbour-district?"
    "id=3920475&section=regional&utm=print&session=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b8"
    "22cd15d6c15b0f00a08&return=%2Fhome%2Fregions%2Fnorth-coast%2Fharbourtown%2Findex.html#part-20"
)
SAID = (
    "Forty beds were opened in the old customs house this week, the council's second shelter in "
    "three years. Its director said that most of those who come have been promised work on the "
    "boats and were never paid for it.",
    "The recruiters ask for a fee before the season and keep the papers until it is worked off, "
    "she said. By then there is a new fee.",
    "Inspectors visited eleven farms in the picking season and wrote to four of them. None was fined.",
    "Two in three of the crews asked had signed nothing. Those who had were given a contract in a "
    "language they could not read.",
)
OURS = (
    "The report counts the inspections made in the year and names the farms by district. It says "
    "which of its figures come from the ministry and which from its own visits.",
)


def link(label: str, href: str = "#", **more: object) -> v.Link:
    return v.Link(label=label, href=href, **more)  # type: ignore[arg-type]


ASPECTS = (
    link("Forced labour", "aspects/forced-labour.html", note="forced-labour", count=4),
    link("Debt bondage", "aspects/debt-bondage.html", note="debt-bondage", count=3),
    link("Deception", "aspects/deception.html", note="deception", count=2),
    link("Papers taken away", "aspects/document-retention.html", note="document-retention", count=2),
    link("Protection", "aspects/protection.html", note="protection", count=1),
)
PUBLISHERS = (
    ("Coast Daily News", "coast-daily-news"),
    ("Harbour Institute for Labour Studies", "harbour-institute"),
    ("Ministry of Crossings, Office for Work and Travel", "ministry-of-crossings"),
    ("Northern Rights Watchers", "northern-rights"),
)
STANDINGS = (("alive", "●"), ("moved", "→"), ("gone", "×"), ("unsure", "?"), ("unchecked", "–"))
CHECKED = (("verified", "✓"), ("differs", "≠"), ("absent", "∅"), ("unchecked", "–"))


def address(number: int, url: str = "", *, dates: int = 1, copies: int = 0) -> v.AddressView:
    word, mark = STANDINGS[number % 5]
    url = url or f"https://www.coastdaily.example/news/{2003 + number % 9}/shelter.php?id={number}"
    return v.AddressView(
        href=url,
        shown=url.removeprefix("https://www."),
        standing=word,
        mark=mark,
        word="not checked yet" if word == "unchecked" else word,
        accessed=tuple(
            v.Accessed(words=f"{7 + i} June {2011 + 6 * i}", iso=f"{2011 + 6 * i}-06-{7 + i:02}")
            for i in range(dates)
        ),
        copies=tuple(
            v.Copy(href=f"https://archive.example/{2012 + i}/{url}", when=f"3 May {2012 + i}")
            for i in range(copies)
        ),
    )


def excerpt(number: int, *, quoted: bool = True, paragraphs: int = 1) -> v.ExcerptView:
    word, mark = CHECKED[number % 4]
    return v.ExcerptView(
        anchor=f"x{number}",
        heading="Second shelter" if number % 3 == 1 else "",
        locator=("p. 107", "", "§ 4", "¶ 45")[number % 4],
        paragraphs=tuple((SAID if quoted else OURS)[(number + i) % (4 if quoted else 1)] for i in range(paragraphs)),
        quoted=quoted,
        standing=word,
        mark=mark,
        word="not captured yet" if word == "unchecked" else word,
        aspects=tuple(ASPECTS[(number + i) % 5] for i in range(1 + number % 3)),
        countries=(link("Harbourland", "harbourland.html"),),
    )


def entry(number: int, root: str = "../", **more: object) -> v.EntryView:
    name, slug = PUBLISHERS[number % 4]
    year = 2003 + (number * 7) % 19
    titles = (
        "Port City Opens Second Shelter",
        "Who Picks the Harvest? Work without Papers on the North Coast",
        f"{year} Report on Work and Crossings: Harbourland",
        "The Long Season",
        "“They Kept My Passport”: Hiring, Fees and Debt among the Crews of the Coast",
    )
    title = titles[number % 5]
    fields: dict[str, object] = {
        "id": f"entry-{number}",
        "href": f"{root}entries/entry-{number}.html",
        "title": title,
        "byline": f"A. Writer in Harbourtown · {name}" if number % 2 else name,
        "kind": ("News article", "Report", "Web page")[number % 3],
        "issued": f"17 November {year}" if number % 3 else str(year),
        "issued_iso": f"{year}-11-17" if number % 3 else str(year),
        "year": year,
        "publisher": link(name, f"{root}publishers/{slug}.html", note=slug),
        "newer": link("the 2021 edition", f"{root}entries/entry-2.html") if number % 5 == 2 else None,
        "lost": number % 7 == 3,
        "addresses": tuple(address(number + i, dates=1 + number % 2, copies=i) for i in range(1 + number % 3)),
        "excerpts": tuple(excerpt(number + i, quoted=number % 4 != 2, paragraphs=1 + number % 2) for i in range(1 + number % 2)),
        "notes": ("The table at its end was corrected in a later printing.",) if number % 6 == 4 else (),
        "aspects": tuple(ASPECTS[(number + i) % 5] for i in range(2)),
        "citations": (cited(title, name, year),),
        "coins": f"ctx_ver=Z39.88-2004&rft.title=Entry+{number}",
    }
    return v.EntryView(**{**fields, **more})  # type: ignore[arg-type]


def cited(title: str, name: str, year: int, style: str = "Sourcebook") -> v.Cited:
    words = f"{name}, “{title}”, {year}, coastdaily.example/news, accessed 7 June 2017."
    return v.Cited(style=style, html=words.replace(name, f"<i>{name}</i>", 1), text=words)


def russian(number: int) -> v.EntryView:
    words = "Большинство опрошенных не подписывали никаких бумаг, а паспорта хранились у хозяина."
    return entry(
        number,
        title="Работа без договора: сезонные рабочие на северном берегу",
        byline="Вестник Гавани",
        lang="ru",
        excerpts=(v.ExcerptView(anchor="ru", heading="", locator="с. 12", paragraphs=(words,), quoted=True, standing="verified", mark="✓", word="verified", aspects=ASPECTS[:1]),),
        lost=False,
    )


def kazakh(number: int) -> v.EntryView:
    words = "Өңірдегі маусымдық жұмысшылардың көбі ешқандай келісімшартқа қол қоймаған, құжаттары қожайында қалған."
    return entry(
        number,
        title="Ғасыр соңындағы еңбек: айлақ жұмысшылары туралы әңгіме",
        byline="Айлақ үні газеті",
        lang="kk",
        excerpts=(v.ExcerptView(anchor="kk", heading="", locator="12-б.", paragraphs=(words,), quoted=True, standing="unchecked", mark="–", word="not captured yet", aspects=ASPECTS[1:3]),),
    )


def arabic(number: int) -> v.EntryView:
    words = "قال أكثر العمال إنهم لم يوقعوا عقدا، وإن صاحب العمل احتفظ بجوازات سفرهم حتى نهاية الموسم."
    return entry(
        number,
        title="عمال الموسم على الساحل الشمالي",
        byline="صوت الميناء",
        lang="ar",
        dir="rtl",
        excerpts=(v.ExcerptView(anchor="ar", heading="", locator="ص ٣", paragraphs=(words,), quoted=True, standing="differs", mark="≠", word="differs", aspects=ASPECTS[2:4]),),
    )


def bare(number: int) -> v.EntryView:
    return v.EntryView(id=f"bare-{number}", href=f"../entries/bare-{number}.html", title="")


def lengthy(number: int) -> v.EntryView:
    return entry(
        number,
        title="Final Report of the Standing Commission of Inquiry into the Recruitment, Transport, Housing and "
        "Payment of Seasonal Workers in the Fisheries, Packing Houses, Brickworks and Orchards of the Northern "
        "and Eastern Districts, together with the Minutes of Evidence, Appendices and a Minority Opinion",
        addresses=(address(0, LONG_URL, dates=2, copies=2), address(2, LONG_URL + "&again=1")),
    )


def site(root: str) -> v.Site:
    names = (
        ("Human Trafficking & Modern-day Slavery", "human-trafficking"),
        ("Commercial Sexual Exploitation of Children", "csec"),
        ("Street Children", "street-children"),
        ("Torture", "torture"),
        ("Poverty", "poverty"),
    )
    style, script = (hashed(PUBLISH / "assets" / n) for n in ("site.css", "site.js"))
    return v.Site(
        title="Sourcebook",
        language="en",
        root=root,
        stylesheet=f"assets/{style}",
        script=f"assets/{script}",
        themes=tuple(link(t, f"{root}{f}/index.html", here=i == 0) for i, (t, f) in enumerate(names)),
        exit_to=EXIT,
        contact="desk@library.example",
        curator="the readers’ desk",
    )


def hashed(path: Path) -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    return f"{path.stem}-{digest}{path.suffix}"


def helplines() -> tuple[v.HelplineView, ...]:
    return (
        v.HelplineView(organisation="Harbour Aid, day and night", number="+7 727 000 00 00", tel="tel:+77270000000", country="Harbourland", country_code="+7", hours="Every day, 8:00 to 22:00", confirmed="last confirmed 3 May 2026", stale=False, url="https://aid.example/"),
        v.HelplineView(organisation="Office for Crossings", number="+7 7172 00 00 00", tel="tel:+77172000000", confirmed="not confirmed since it was copied: check before you rely on it"),
    )


def curated(entries: tuple[v.EntryView, ...], **more: object) -> v.CuratedView:
    featured, rest = entries[:1], entries[1:]
    earlier = rest[-2:] if len(rest) > 3 else ()
    rest = rest[: len(rest) - len(earlier)]
    sections = [v.SectionView(anchor="featured", title="Featured", count=1, groups=(v.Group(title="", entries=featured),))]
    if rest:
        sections.append(v.SectionView(anchor="archives", title="Archives", count=len(rest), groups=(v.Group(title="", entries=rest),)))
    if earlier:
        sections.append(v.SectionView(anchor="earlier", title="Earlier editions of some of the above", count=2, groups=(v.Group(title="", entries=earlier),)))
    sections.append(v.SectionView(anchor="weather", title="Extreme weather", count=0, prose=("Two dry summers emptied the orchards. Several of the reports above place the first large crossings in the years that followed.",)))
    years = tuple((y, sum(e.year == y for e in entries)) for y in range(2003, 2022))
    fields: dict[str, object] = {
        "kind": "country",
        "title": "Harbourland",
        "theme": link("Human Trafficking & Modern-day Slavery", "index.html"),
        "region": link("North Coast", "../countries/index.html#north-coast"),
        "own_names": (("kk", "Айлақ елі"), ("ru", "Страна гаваней"), ("ar", "بلاد المرافئ")),
        "tagline": "Poverty drives people into the hands of those who deal in them",
        "range": "Published reports and articles from 2003 to 2021",
        "background": v.SourcedView(paragraphs=("Harbourland lies between the northern sea and the steppe. Fishing, fruit and the building trades employ most of its people, and nearly all three depend on the season.", "Since the railway was extended the towns of the coast have drawn workers from every neighbour, more of them each year than the one before."), source="Almanac of the Coast, 2009"),
        "summary": v.SourcedView(paragraphs=("The report calls Harbourland a source, transit and destination country. It says that men are moved to the orchards and the fishing fleet, and women to the towns, and that the law of 2006 has been used four times.",), source="Office for Crossings, Yearly Rating, June 2009"),
        "caution": "What stands on this page is what its sources say. We have not tested their claims, and some may be mistaken, out of date or disputed. Read who is speaking and when, follow the address to the whole text, and compare before you repeat it.",
        "prompt": ("Read across this page before you choose, and see which side of the subject holds you. Would you like to write about forced labour, or about debt bondage?", "You might begin earlier, with what makes people easy to deceive, or later, with what is done about it."),
        "prompts": ASPECTS,
        "teachers": ("The page suits a single lesson as well as a term’s work. Tell your students beforehand what the lesson is about.",),
        "helplines": helplines(),
        "glance": v.Glance(
            entries=len(entries), first_year=2003, last_year=2021, years=years,
            addresses=tuple(v.Standing(mark=m, word="not checked yet" if w == "unchecked" else w, count=c) for (w, m), c in zip(STANDINGS, (16, 2, 1, 1, 3), strict=True)),
            excerpts=tuple(v.Standing(mark=m, word="not captured yet" if w == "unchecked" else w, count=c) for (w, m), c in zip(CHECKED, (9, 1, 1, 14), strict=True)),
            neighbours=(link("Fenmark", "fenmark.html", count=12), link("Oreland", "oreland.html", count=9), link("The Eastern Isles", "eastern-isles.html", count=31), link("Steppe Republic", "steppe.html", count=4)),
            elsewhere=(link("Street Children", "../street-children/harbourland.html", count=7), link("Torture", "../torture/harbourland.html", count=3)),
        ),
        "sections": tuple(sections),
        "citations": (v.Cited(style="Sourcebook", html="<i>Sourcebook</i>, “Human Trafficking &amp; Modern-day Slavery – Harbourland”, https://library.example/human-trafficking/harbourland.html, accessed &lt;date&gt;.", text="Sourcebook, …"),),
        "notice": "The words quoted here belong to those who wrote them and are shown for study and teaching.",
        "address": "library.example/humantrafficking/Harbourland.htm",
        "exports": (link("BibTeX", "harbourland.bib"), link("RIS", "harbourland.ris"), link("CSL JSON", "harbourland.csl.json")),
        "filters": (
            ("aspect", "Aspect", ASPECTS),
            ("year", "Year", tuple(link(str(y), f"../timeline/{y}.html", note=str(y), count=c) for y, c in years if c)),
            ("publisher", "Publisher", tuple(link(n, f"../publishers/{s}.html", note=s, count=5) for n, s in PUBLISHERS)),
        ),
    }
    return v.CuratedView(**{**fields, **more})  # type: ignore[arg-type]


def crumbs(*labels: str, root: str = "../") -> tuple[v.Link, ...]:
    here = len(labels) - 1
    return (link("Sourcebook", f"{root}index.html"), *(link(t, "#" if i < here else "", here=i == here) for i, t in enumerate(labels)))


def regions() -> tuple[v.Shelf, ...]:
    names = ("Fenmark", "Harbourland", "Oreland", "Steppe Republic", "The Eastern Isles", "United Provinces of the Upper and Lower Delta")
    return tuple(
        v.Shelf(title=r, anchor=a, note=n, links=tuple(link(c, "../human-trafficking/harbourland.html", count=3 + i * 4) for i, c in enumerate(names[: 6 - j * 2])))
        for j, (r, a, n) in enumerate((("North Coast", "north-coast", ""), ("The Steppe", "steppe", "Two of these have no page yet."), ("Islands", "islands", "")))
    )


def pages() -> Iterator[tuple[str, str, v.Head, v.View]]:
    """(path, template, head, view) of every sample page."""

    def head(path: str, title: str, *way: str, part: str = "", **more: object) -> v.Head:
        root = "../" * path.count("/")
        return v.Head(title=title, description=f"{title}: reports with their sources.", path=path, part=part, crumbs=crumbs(*way, root=root) if way else (), **more)  # type: ignore[arg-type]

    theme = "Human Trafficking & Modern-day Slavery"
    mixed = tuple(entry(n) for n in range(1, 13))
    mixed = (*mixed[:4], russian(20), kazakh(21), arabic(22), lengthy(23), *mixed[4:])
    full = curated(mixed)
    jsonld = json.dumps({"@context": "https://schema.org", "@type": "CollectionPage", "name": "Harbourland"})
    yield HERE, "curated.html", head(HERE, "Harbourland", theme, "North Coast", "Harbourland", jsonld=jsonld), full
    path = "human-trafficking/sixty.html"
    yield path, "curated.html", head(path, "Sixty entries", theme, "Sixty entries"), curated(tuple(entry(n) for n in range(60)), title="Sixty entries")
    path = "human-trafficking/many.html"
    yield path, "curated.html", head(path, "Two hundred entries", theme, "Two hundred entries"), curated(tuple(entry(n) for n in range(200)), title="Two hundred entries")
    path = "human-trafficking/empty.html"
    yield path, "curated.html", head(path, "Fenmark", theme, "Fenmark"), v.CuratedView(kind="country", title="Fenmark", theme=link(theme, "index.html"))
    path = "human-trafficking/bare.html"
    bares = v.SectionView(anchor="archives", title="Archives", count=3, groups=(v.Group(title="", entries=tuple(bare(n) for n in range(3))),))
    yield path, "curated.html", head(path, "Oreland", theme, "Oreland"), v.CuratedView(kind="country", title="Oreland", theme=link(theme, "index.html"), sections=(bares,), glance=v.Glance(entries=3, first_year=None, last_year=None))
    path = "human-trafficking/debt-bondage.html"
    groups = tuple(v.Group(title=t, anchor=a, entries=tuple(entry(n + i) for i in range(2))) for n, (t, a) in enumerate((("General", "general"), ("Harbourland – Fenmark", "harbourland-fenmark"))))
    yield path, "curated.html", head(path, "Debt bondage", theme, "Debt bondage"), curated((), kind="aspect", title="Debt bondage", own_names=(), glance=None, helplines=(), sections=(v.SectionView(anchor="archives", title="Archives", count=4, groups=groups),))
    kinds = tuple(v.Shelf(title=t, links=ASPECTS[i : i + 3], note=n) for i, (t, n) in enumerate((("Acts", "What is done to people."), ("Means", "How it is brought about."), ("Purposes", "What people are held for."))))
    themed = v.ThemeView(id="human-trafficking", title=theme, tagline="People are bought, sold and held. Here is who has said so, where, and when.", about=("Human trafficking is the recruiting, moving or holding of people by force, threat or deceit, in order to use them.", "The pages here gather what has been published about it, country by country."), caution=full.caution, entries=214, countries=regions(), aspects=kinds, ages=(link("Small children"), link("Teenagers", count=8)), lessons=(link("Two countries, one hour"), link("Reading a report through its editions")))
    path = "human-trafficking/index.html"
    yield path, "theme.html", head(path, theme, theme, part="themes"), themed
    others = tuple(v.ThemeView(id=i, title=t, tagline=g, about=(), caution="", entries=n, countries=regions()[k : k + 1]) for k, (i, t, g, n) in enumerate((("csec", "Commercial Sexual Exploitation of Children", "A child can’t consent. What is reported, and by whom.", 41), ("street-children", "Street Children", "Children who live or work in the street, seen by those who meet them.", 58), ("torture", "Torture", "It is forbidden everywhere and reported from most places.", 0), ("poverty", "Poverty", "What it does, and what it makes possible.", 1))))
    yield "index.html", "home.html", head("index.html", "Sourcebook"), v.HomeView(title="Sourcebook", about=("A library of published reports on human trafficking and what surrounds it: who said what, where and when, with the words themselves.", "Every quote leads back to its source. Every address says when it last worked. Every claim says who made it."), themes=(themed, *others), entries=312, countries=9, publishers=74, first_year=1998, last_year=2021, featured=(entry(1, ""), entry(4, "")))
    yield "bare-home.html", "home.html", head("bare-home.html", "Sourcebook"), v.HomeView(title="Sourcebook", about=(), themes=(), entries=0, countries=0, publishers=0, first_year=None, last_year=None)
    path = "human-trafficking/aspects/index.html"
    yield path, "shelves.html", head(path, "Aspects", theme, "Aspects", part="aspects"), v.IndexView(title="Aspects", intro="What the reports speak of: acts, means, purposes, and what is done about it.", shelves=kinds)
    path = "human-trafficking/aspects/debt-bondage.html"
    yield path, "aspect.html", head(path, "Debt bondage", theme, "Aspects", "Debt bondage", part="aspects"), v.AspectView(title="Debt bondage", kind="Purpose", theme=link(theme, "../index.html"), labels=(("ru", "Долговая кабала"), ("kk", "Қарыз құлдығы")), countries=(link("Harbourland", "#harbourland", count=3), link("Fenmark", "#fenmark", count=2)), groups=(v.Group(title="Harbourland", anchor="harbourland", entries=tuple(entry(n, "../../") for n in range(3))), v.Group(title="Fenmark", anchor="fenmark", entries=tuple(entry(n, "../../") for n in (7, 8)))), related=(link("Forced labour"), link("Wages withheld")), pages=(link("1", here=True), link("2", "debt-bondage-2.html"), link("3", "debt-bondage-3.html")))
    path = "human-trafficking/aspects/none.html"
    yield path, "aspect.html", head(path, "Begging", theme, "Aspects", "Begging", part="aspects"), v.AspectView(title="Begging", kind="", theme=link(theme, "../index.html"), labels=(), countries=(), groups=())
    path = "countries/index.html"
    yield path, "shelves.html", head(path, "Countries", "Countries", part="countries"), v.IndexView(title="Countries", intro="Every country with a page in at least one theme, by region.", shelves=regions(), jumps=tuple(link(s.title, f"#{s.anchor}") for s in regions()))
    path = "countries/harbourland.html"
    yield path, "country.html", head(path, "Harbourland", "Countries", "Harbourland", part="countries"), v.CountryView(title="Harbourland", own_names=full.own_names, official="Republic of Harbourland", region=link("North Coast", "index.html#north-coast"), themes=(link(theme, "../human-trafficking/harbourland.html", count=19), link("Street Children", "#", count=7), link("Torture", "#", count=3)), neighbours=tuple(v.Shelf(title=t, links=(link(theme, count=12), link("Poverty", count=2))) for t in ("Fenmark", "Oreland", "The Eastern Isles", "Steppe Republic")), aspects=ASPECTS, entries=(entry(1), entry(2)))
    path = "countries/none.html"
    yield path, "country.html", head(path, "Oreland", "Countries", "Oreland", part="countries"), v.CountryView(title="Oreland", own_names=(), official="", region=None, themes=())
    path = "publishers/index.html"
    letters = {"C": "Coast Daily News", "H": "Harbour Institute for Labour Studies", "M": "Ministry of Crossings, Office for Work and Travel", "N": "Northern Rights Watchers"}
    yield path, "shelves.html", head(path, "Publishers", "Publishers", part="publishers"), v.IndexView(title="Publishers", intro="Who has published what is gathered here, from A to Z.", shelves=tuple(v.Shelf(title=a, anchor=f"letter-{a.lower()}", links=(link(n, f"{n.split()[0].lower()}.html", count=9), link(f"{n}, Regional Desk", "#", count=1))) for a, n in letters.items()), jumps=tuple(link(a, f"#letter-{a.lower()}" if a in letters else "") for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    path = "publishers/coast-daily-news.html"
    yield path, "list.html", head(path, "Coast Daily News", "Publishers", "Coast Daily News", part="publishers"), v.ListView(title="Coast Daily News", intro="9 entries, 2003 to 2021.", entries=tuple(entry(n) for n in (1, 4, 8)), pages=(link("1", "x.html"), link("2", here=True)))
    path = "timeline/index.html"
    counts = (1, 0, 2, 5, 4, 9, 14, 22, 31, 28, 24, 12, 16, 19, 11, 6, 3, 8, 7, 12, 18, 4, 2, 9)
    bars = tuple(v.Bar(year=1998 + i, count=c, height=c / 31, href=f"{1998 + i}.html" if c else "") for i, c in enumerate(counts))
    yield path, "timeline.html", head(path, "Timeline", "Timeline", part="timeline"), v.TimelineView(bars=bars, shelves=(), undated=4, source="Counted from the dates of the entries of this library on 3 May 2026.")
    path = "timeline/long.html"
    bars = tuple(v.Bar(year=1981 + i, count=i, height=i / 44, href=f"{1981 + i}.html") for i in range(45))
    yield path, "timeline.html", head(path, "Timeline", "Timeline", part="timeline"), v.TimelineView(bars=bars, shelves=(), undated=1, source="Counted from the dates of the entries of this library.")
    path = "timeline/2005.html"
    yield path, "list.html", head(path, "2005", "Timeline", "2005", part="timeline"), v.ListView(title="2005", intro="", entries=(), others=(link("2004", "2004.html", count=4), link("2006", "2006.html", count=14)))
    path = "entries/entry-1.html"
    meta = (("citation_title", "Port City Opens Second Shelter"), ("citation_publication_date", "2005/11/17"))
    whole = lengthy(1)
    yield path, "entry.html", head(path, "Port City Opens Second Shelter", "Entries", "Port City Opens Second Shelter", meta=meta), entry(1, excerpts=(excerpt(0, paragraphs=2), excerpt(1), excerpt(2, quoted=False), excerpt(3)), addresses=tuple(address(n, dates=2, copies=n % 2) for n in range(3)), lost=True, series="Work and Crossings", edition="2005", newer=link("the 2021 edition", "entry-2.html"), editions=(link("2004", "a.html"), link("2005", here=True), link("2021", "b.html")), identifiers=(("ISBN", "978-0-00-000000-2", ""), ("DOI", "10.0000/example.2005", "https://doi.org/10.0000/example.2005")), details=(("Volume", "3"), ("Place", "Harbourtown")), countries=(link("Harbourland", "../countries/harbourland.html"),), placed=(link("Human trafficking: Harbourland", "../human-trafficking/harbourland.html#entry-1"), link("Street children: Harbourland", "#")), citations=tuple(cited("Port City Opens Second Shelter", "Coast Daily News", 2005, s) for s in ("Sourcebook", "APA", "MLA", "Chicago", "Harvard", "GOST")))
    path = "entries/lengthy.html"
    yield path, "entry.html", head(path, whole.title, "Entries", whole.title), whole
    path = "entries/bare.html"
    yield path, "entry.html", head(path, "Untitled", "Entries", "Untitled"), bare(1)
    path = "entries/withdrawn.html"
    yield path, "withdrawn.html", head(path, "Withdrawn: Port City", "Withdrawn"), v.TextView(title="Port City Opens Second Shelter", rows=(("Why", ("Withdrawn on 3 May 2026 at the request of a person named in it.",)),), links=(link("Human trafficking", "../human-trafficking/index.html"),))
    yield "help.html", "help.html", head("help.html", "Help", "Help", part="help"), v.HelpView(groups=(("Everywhere", "everywhere", (v.HelplineView(organisation="A helpline for all countries", number="+00 000 0000", tel="tel:+000000000", confirmed="last confirmed 3 May 2026", stale=False),)), ("Harbourland", "harbourland", helplines())), steps=("Press the red button “Exit this page”, or press the Shift key three times.", "The page goes blank at once and a weather page opens in its place.", "Leaving does not clear your browser’s history. If someone may look at this device, use another one, or a private window."))
    yield "bare-help.html", "help.html", head("bare-help.html", "Help", "Help", part="help"), v.HelpView(groups=(), steps=())
    yield "about.html", "text.html", head("about.html", "About", "About"), v.TextView(title="About this library", rows=(("", ("Sourcebook gathers published reports and shows each with its source and date.",)), ("How to cite", ("Every entry and every page carries its own citation. Copy it, and add the day you read it.",))), links=(link("Countries", "countries/index.html"),))
    yield "404.html", "text.html", head("404.html", "Not found", "Not found"), v.TextView(title="There is no page here", rows=(("", ("The address may have been mistyped, or the page may have moved.",)),), links=(link("The first page", "index.html"), link("Countries", "countries/index.html")))
    path = "teach/index.html"
    yield path, "shelves.html", head(path, "Teach", "Teach", part="teach"), v.IndexView(title="Teach", intro="", shelves=())


def environment() -> minijinja.Environment:
    folder = PUBLISH / "templates"
    return minijinja.Environment(
        loader=lambda name: (folder / name).read_text("utf-8"),
        undefined_behavior="strict",
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(env: minijinja.Environment, path: str, template: str, head: v.Head, view: v.View) -> str:
    root = "../" * path.count("/")
    html: str = env.render_template(template, site=site(root), head=head, view=view)
    return html.replace("&#x2f;", "/")


def write(out: Path) -> list[str]:
    """Write every sample page and the assets below ``out``; the pages' paths."""
    env = environment()
    (out / "assets").mkdir(parents=True, exist_ok=True)
    for asset in (PUBLISH / "assets").iterdir():
        (out / "assets" / hashed(asset)).write_bytes(asset.read_bytes())
    paths = []
    for path, template, head, view in pages():
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(render(env, path, template, head, view), "utf-8")
        paths.append(path)
    return paths


if __name__ == "__main__":
    for name in write(Path(sys.argv[1])):
        print(name)
