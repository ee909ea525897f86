"""Invented entries and a curated page of them: what the gallery and the tests of templates show."""

from random import Random
from typing import Any

import msgspec

from sourcebook.publish import views as v
from sourcebook.publish.render import Renderer
from sourcebook.publish.shape.address import best

RENDERER = Renderer()
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


def link(label: str, href: str = "#", **more: Any) -> v.Link:
    return v.Link(label=label, href=href, **more)


ASPECTS = (
    link("Forced labour", "aspects/forced-labour.html", note="forced-labour", count=4),
    link("Debt bondage", "aspects/debt-bondage.html", note="debt-bondage", count=3),
    link("Deception", "aspects/deception.html", note="deception", count=2),
    link(
        "Papers taken away", "aspects/document-retention.html", note="document-retention", count=2
    ),
    link("Protection", "aspects/protection.html", note="protection", count=1),
)
PUBLISHERS = (
    ("Coast Daily News", "coast-daily-news"),
    ("Harbour Institute for Labour Studies", "harbour-institute"),
    ("Ministry of Crossings, Office for Work and Travel", "ministry-of-crossings"),
    ("Northern Rights Watchers", "northern-rights"),
)
STANDINGS = (("alive", "●"), ("moved", "→"), ("gone", "×"), ("unsure", "?"), ("unchecked", "–"))
SAYS = {
    "alive": "alive, seen 26 November 2026",
    "moved": "moved to",
    "changed": "there, but changed, seen 26 November 2026",
    "soft gone": "gone since 3 March 2025, though it answers",
    "gone": "gone since 3 March 2025 (answers 404)",
    "unsure": "unsure: asks for a bot check (26 November 2026)",
    "unchecked": "not checked yet",
}
CHECKED = (("verified", "✓"), ("differs", "≠"), ("absent", "∅"), ("unchecked", "–"))


def address(number: int, url: str = "", *, dates: int = 1, copies: int = 0) -> v.AddressView:
    standing, mark = STANDINGS[number % 5]
    url = url or f"https://www.coastdaily.example/news/{2003 + number % 9}/shelter.php?id={number}"
    return v.AddressView(
        href=url,
        shown=url.removeprefix("https://www."),
        standing=standing,
        mark=mark,
        word=SAYS[standing],
        to=link(
            "coastdaily.example/archive/shelter",
            "https://www.coastdaily.example/archive/shelter",
            note=", seen 26 November 2026",
        )
        if standing == "moved"
        else None,
        first=v.Copy(
            href=f"https://archive.example/2011/{url}", when="7 June 2011", iso="2011-06-07"
        )
        if standing == "gone" and copies
        else None,
        version=f"https://archive.example/2012/{url}" if copies else "",
        versioned=f"{2011 + 6 * (dates - 1)}-06-{6 + dates:02}" if dates else "",
        accessed=tuple(
            v.Accessed(words=f"{7 + i} June {2011 + 6 * i}", iso=f"{2011 + 6 * i}-06-{7 + i:02}")
            for i in range(dates)
        ),
        copies=tuple(
            v.Copy(
                href=f"https://archive.example/{2012 + i}/{url}",
                when=f"3 May {2012 + i}",
                iso=f"{2012 + i}-05-03",
            )
            for i in range(copies)
        ),
    )


def excerpt(number: int, *, quoted: bool = True, paragraphs: int = 1) -> v.ExcerptView:
    word, mark = CHECKED[number % 4]
    return v.ExcerptView(
        anchor=f"x{number}",
        heading="Second shelter" if number % 3 == 1 else "",
        locator=("p. 107", "", "§ 4", "¶ 45")[number % 4],
        paragraphs=tuple(
            (SAID if quoted else OURS)[(number + i) % (4 if quoted else 1)]
            for i in range(paragraphs)
        ),
        quoted=quoted,
        standing=word,
        mark=mark,
        word="not captured yet" if word == "unchecked" else word,
        aspects=tuple(ASPECTS[(number + i) % 5] for i in range(1 + number % 3)),
        countries=(link("Harbourland", "harbourland.html"),),
    )


def entry(number: int, root: str = "../", **more: Any) -> v.EntryView:
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
    fields: dict[str, Any] = {
        "id": f"entry-{number}",
        "href": f"{root}entries/entry-{number}.html",
        "title": title,
        "byline": f"A. Writer in Harbourtown · {name}" if number % 2 else name,
        "kind": ("News article", "Report", "Web page")[number % 3],
        "issued": f"17 November {year}" if number % 3 else str(year),
        "issued_iso": f"{year}-11-17" if number % 3 else str(year),
        "year": year,
        "publisher": link(name, f"{root}publishers/{slug}.html", note=slug),
        "newer": link("the 2021 edition", f"{root}entries/entry-2.html")
        if number % 5 == 2
        else None,
        "lost": number % 7 == 3,
        "addresses": tuple(
            address(number + i, dates=1 + number % 2, copies=i) for i in range(1 + number % 3)
        ),
        "excerpts": tuple(
            excerpt(number + i, quoted=number % 4 != 2, paragraphs=1 + number % 2)
            for i in range(1 + number % 2)
        ),
        "notes": ("The table at its end was corrected in a later printing.",)
        if number % 6 == 4
        else (),
        "aspects": tuple(ASPECTS[(number + i) % 5] for i in range(2)),
        "citations": (cited(title, name, year),),
        "coins": f"ctx_ver=Z39.88-2004&rft.title=Entry+{number}",
    }
    fields |= more
    fields.setdefault("best", best(fields["addresses"]))
    return v.EntryView(**fields)


def told(one: v.AddressView) -> v.AddressView:
    """An address as its entry's own page tells of it."""
    return msgspec.structs.replace(
        one,
        why=(
            v.Piece(
                text="It answered 404 in three checks over nine days, and nothing good between."
            ),
        ),
        looks=(
            v.LookView(
                when="3 March 2025 to 26 November 2026",
                answer="answers 404, 12 times",
                mark="×",
                word="gone",
                why=(v.Piece(text="It answered 404 in three checks over nine days."),),
            ),
            v.LookView(
                when="22 February 2025",
                answer="answers 404",
                mark="?",
                word="unsure",
                why=(v.Piece(text="It answers 404; asked again before it counts as gone."),),
            ),
            v.LookView(
                when="3 March 2023 to 1 February 2025",
                answer="answers 200, 9 times",
                mark="●",
                word="alive",
            ),
        ),
        earlier=3,
    )


def cited(title: str, name: str, year: int, style: str = "Sourcebook") -> v.Cited:
    words = f"{name}, “{title}”, {year}, coastdaily.example/news, accessed 7 June 2017."
    return v.Cited(style=style, html=words.replace(name, f"<i>{name}</i>", 1), text=words)


def wordy(number: int) -> v.EntryView:
    """An entry in words of its own, for weighing: equal words would compress to nothing."""
    chance = Random(number)
    parts = (
        "ha",
        "ren",
        "to",
        "mil",
        "ka",
        "shi",
        "ver",
        "dos",
        "un",
        "pel",
        "gra",
        "ni",
        "sto",
        "lem",
        "ba",
        "rid",
    )
    stock = ["".join(chance.choices(parts, k=chance.randint(1, 4))) for _ in range(160)]

    def say(count: int) -> str:
        return " ".join(chance.choices(stock, k=count)).capitalize() + "."

    words = msgspec.structs.replace(excerpt(number), paragraphs=(say(45), say(35)), heading=say(3))
    name = say(4)
    return entry(
        number,
        title=say(7),
        byline=name,
        excerpts=(words,),
        addresses=(address(0, f"https://{stock[0]}.example/{stock[1]}/{stock[2]}/{number}.html"),),
        citations=(cited(say(7), name, 2000 + number % 25),),
        coins="&".join(
            f"rft.{key}={'+'.join(chance.choices(stock, k=6))}"
            for key in ("title", "au", "pub", "date")
        ),
    )


def drawn(part: str, level: str, *entries: v.EntryView) -> tuple[v.Card, ...]:
    """The entries as the builder hands them to lists: rendered before, by ``part``."""
    return tuple(v.Card(html=RENDERER.card(part, e, level).decode()) for e in entries)


def russian(number: int) -> v.EntryView:
    words = "Большинство опрошенных не подписывали никаких бумаг, а паспорта хранились у хозяина."
    return entry(
        number,
        title="Работа без договора: сезонные рабочие на северном берегу",
        byline="Вестник Гавани",
        lang="ru",
        excerpts=(
            v.ExcerptView(
                anchor="ru",
                heading="",
                locator="с. 12",
                paragraphs=(words,),
                quoted=True,
                standing="verified",
                mark="✓",
                word="verified",
                aspects=ASPECTS[:1],
            ),
        ),
        lost=False,
    )


def kazakh(number: int) -> v.EntryView:
    words = "Өңірдегі маусымдық жұмысшылардың көбі ешқандай келісімшартқа қол қоймаған, құжаттары қожайында қалған."
    return entry(
        number,
        title="Ғасыр соңындағы еңбек: айлақ жұмысшылары туралы әңгіме",
        byline="Айлақ үні газеті",
        lang="kk",
        excerpts=(
            v.ExcerptView(
                anchor="kk",
                heading="",
                locator="12-б.",
                paragraphs=(words,),
                quoted=True,
                standing="unchecked",
                mark="–",
                word="not captured yet",
                aspects=ASPECTS[1:3],
            ),
        ),
    )


def arabic(number: int) -> v.EntryView:
    words = (
        "قال أكثر العمال إنهم لم يوقعوا عقدا، وإن صاحب العمل احتفظ بجوازات سفرهم حتى نهاية الموسم."
    )
    return entry(
        number,
        title="عمال الموسم على الساحل الشمالي",
        byline="صوت الميناء",
        lang="ar",
        dir="rtl",
        excerpts=(
            v.ExcerptView(
                anchor="ar",
                heading="",
                locator="ص ٣",
                paragraphs=(words,),
                quoted=True,
                standing="differs",
                mark="≠",
                word="differs",
                aspects=ASPECTS[2:4],
            ),
        ),
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


def helplines() -> tuple[v.HelplineView, ...]:
    return (
        v.HelplineView(
            organisation="Harbour Aid, day and night",
            number="+7 727 000 00 00",
            tel="tel:+77270000000",
            country="Harbourland",
            country_code="+7",
            hours="Every day, 8:00 to 22:00",
            confirmed="last confirmed 3 May 2026",
            stale=False,
            url="https://aid.example/",
        ),
        v.HelplineView(
            organisation="Office for Crossings",
            number="+7 7172 00 00 00",
            tel="tel:+77172000000",
            confirmed="not confirmed since it was copied: check before you rely on it",
        ),
    )


def curated(entries: tuple[v.EntryView, ...], **more: Any) -> v.CuratedView:
    featured, rest = entries[:1], entries[1:]
    earlier = rest[-2:] if len(rest) > 3 else ()
    rest = rest[: len(rest) - len(earlier)]
    sections = [
        v.SectionView(
            anchor="featured",
            title="Featured",
            count=1,
            groups=(v.Group(title="", entries=featured),),
        )
    ]
    if rest:
        sections.append(
            v.SectionView(
                anchor="archives",
                title="Archives",
                count=len(rest),
                groups=(v.Group(title="", entries=rest),),
            )
        )
    if earlier:
        sections.append(
            v.SectionView(
                anchor="earlier",
                title="Earlier editions of some of the above",
                count=2,
                groups=(v.Group(title="", entries=earlier),),
            )
        )
    sections.append(
        v.SectionView(
            anchor="weather",
            title="Extreme weather",
            count=0,
            prose=(
                "Two dry summers emptied the orchards. Several of the reports above place the first large crossings in the years that followed.",
            ),
        )
    )
    years = tuple((y, sum(e.year == y for e in entries)) for y in range(2003, 2022))
    fields: dict[str, Any] = {
        "kind": "country",
        "title": "Harbourland",
        "theme": link("Human Trafficking & Modern-day Slavery", "index.html"),
        "region": link("North Coast", "../countries/index.html#north-coast"),
        "own_names": (("kk", "Айлақ елі"), ("ru", "Страна гаваней"), ("ar", "بلاد المرافئ")),
        "tagline": "Poverty drives people into the hands of those who deal in them",
        "range": "Published reports and articles from 2003 to 2021",
        "background": v.SourcedView(
            paragraphs=(
                "Harbourland lies between the northern sea and the steppe. Fishing, fruit and the building trades employ most of its people, and nearly all three depend on the season.",
                "Since the railway was extended the towns of the coast have drawn workers from every neighbour, more of them each year than the one before.",
            ),
            source="Almanac of the Coast, 2009",
        ),
        "summary": v.SourcedView(
            paragraphs=(
                "The report calls Harbourland a source, transit and destination country. It says that men are moved to the orchards and the fishing fleet, and women to the towns, and that the law of 2006 has been used four times.",
            ),
            source="Office for Crossings, Yearly Rating, June 2009",
        ),
        "caution": "What stands on this page is what its sources say. We have not tested their claims, and some may be mistaken, out of date or disputed. Read who is speaking and when, follow the address to the whole text, and compare before you repeat it.",
        "prompt": (
            "Read across this page before you choose, and see which side of the subject holds you. Would you like to write about forced labour, or about debt bondage?",
            "You might begin earlier, with what makes people easy to deceive, or later, with what is done about it.",
        ),
        "prompts": ASPECTS,
        "teachers": (
            "The page suits a single lesson as well as a term’s work. Tell your students beforehand what the lesson is about.",
        ),
        "helplines": helplines(),
        "glance": v.Glance(
            entries=len(entries),
            first_year=2003,
            last_year=2021,
            years=years,
            addresses=tuple(
                v.Standing(mark=m, word="not checked yet" if w == "unchecked" else w, count=c)
                for (w, m), c in zip(STANDINGS, (16, 2, 1, 1, 3), strict=True)
            ),
            excerpts=tuple(
                v.Standing(mark=m, word="not captured yet" if w == "unchecked" else w, count=c)
                for (w, m), c in zip(CHECKED, (9, 1, 1, 14), strict=True)
            ),
            neighbours=(
                link("Fenmark", "fenmark.html", count=12),
                link("Oreland", "oreland.html", count=9),
                link("The Eastern Isles", "eastern-isles.html", count=31),
                link("Steppe Republic", "steppe.html", count=4),
            ),
            elsewhere=(
                link("Street Children", "../street-children/harbourland.html", count=7),
                link("Torture", "../torture/harbourland.html", count=3),
            ),
        ),
        "sections": tuple(sections),
        "citations": (
            v.Cited(
                style="Sourcebook",
                html="<i>Sourcebook</i>, “Human Trafficking &amp; Modern-day Slavery – Harbourland”, https://library.example/human-trafficking/harbourland.html, accessed &lt;date&gt;.",
                text="Sourcebook, …",
            ),
        ),
        "notice": "The words quoted here belong to those who wrote them and are shown for study and teaching.",
        "address": "library.example/humantrafficking/Harbourland.htm",
        "exports": (
            link("BibTeX", "harbourland.bib"),
            link("RIS", "harbourland.ris"),
            link("CSL JSON", "harbourland.csl.json"),
        ),
        "filters": (
            ("aspect", "Aspect", ASPECTS),
            (
                "year",
                "Year",
                tuple(
                    link(str(y), f"../timeline/{y}.html", note=str(y), count=c)
                    for y, c in years
                    if c
                ),
            ),
            (
                "publisher",
                "Publisher",
                tuple(link(n, f"../publishers/{s}.html", note=s, count=5) for n, s in PUBLISHERS),
            ),
        ),
    }
    return v.CuratedView(**{**fields, **more})
