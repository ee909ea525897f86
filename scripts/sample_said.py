"""Samples of what is said of countries: one by one, side by side, to choose from, on other pages."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import structs
from scripts.samples import RENDERER, entry, link

from sourcebook.publish import views as v
from sourcebook.publish.comparing.table import ABSENCE, NOTE
from sourcebook.publish.render import asset, assets
from sourcebook.publish.shape.compare import INTRO, Cell, Column, compare_table
from sourcebook.publish.views import said as s

Sample = tuple[str, str, v.Head, v.View]
COUNTRIES = ("Harbourland", "Fenmark", "The Eastern Isles", "Oreland", "Steppe Republic")


def quote(n: int, root: str = "../", **more: Any) -> s.QuoteView:
    """Some words and who published them."""
    made: dict[str, Any] = {
        "entry": link(
            ("Second Shelter Opens", "The Long Season")[n % 2], f"{root}entries/{n}.html"
        ),
        "by": f"Coast Daily News, {2003 + n}",
        "before": "Harbour workers told the paper that ",
        "words": ("women leave the port for the isles", "no season passes without debts")[n % 2],
        "after": ", and that few of them come back with wages.",
        "lang": "en",
        "quoted": n % 3 != 1,
        "open": n % 4 == 3,
        "page": "p. 12" if n % 2 else "",
        "proof": f"{root}proofs/{n}.html" if n % 5 == 0 else "",
    }
    return s.QuoteView(**{**made, **more})


def mark(key: str, label: str, n: int, **more: Any) -> s.MarkView:
    """An answer with ``n`` quotes."""
    made: dict[str, Any] = {
        "key": key,
        "label": label,
        "who": f"{n + 1} entries, 2003–2014",
        "shape": {"said": "●", "denied": "⊘"}.get(label, ""),
        "quotes": tuple(quote(i) for i in range(n)),
        "more": 2 if n > 1 else 0,
        "all": "../countries/harbourland_said.html#roles-source",
    }
    return s.MarkView(**{**made, **more})


def roles(n: int) -> s.CellView:
    """A country's roles: said, denied, unreviewed."""
    marks = (mark("said", "said", 2 + n % 2), mark("denied", "denied", 1))
    if n % 2:
        marks = (*marks[:1], mark("hearsay", "by hearsay", 1, open=True))
    return s.CellView(marks=marks)


def causes(n: int, *, many: bool = False) -> s.CellView:
    """A list of what is spoken of, one of it in one long word."""
    named = (
        "Poverty",
        "Hunger",
        "Conflict",
        "Unemployment",
        "Gender-inequality-and-discrimination",
    )
    return s.CellView(
        marks=tuple(
            mark(f"a{i}", name, 1, who=str(i + 2), unread=i % 2, href="../aspects/index.html")
            for i, name in enumerate(named[: 5 if many else 1 + n % 4])
        ),
        more=7 if n % 2 else 0,
        all="../countries/harbourland_said.html#aspects-precursor",
    )


def column(n: int) -> Column:
    """A country's column."""

    def cell(order: str, section: str, title: str, view: s.CellView) -> Cell:
        html = RENDERER.part("cell", c=view).decode()
        keys = tuple(one.key for one in view.marks)
        return Cell(order=order, section=section, title=title, html=html, words=title, keys=keys,
                    open=True)  # fmt: skip

    cells = {
        "roles/source": cell("0001", "Roles", "Source", roles(n)),
        "aspects/precursor": cell("0600", "What is spoken of", "Causes and conditions", causes(n)),
    }
    if n != 1:
        held = s.CellView(marks=(s.MarkView(key="h", label=f"{n + 2} entries, 2003–2021"),))
        cells["library/entries"] = cell("0700", "In this library", "Entries", held)
        cells["roles/transit"] = cell("0002", "Roles", "Transit", roles(0))
    return Column(code="xx", name=COUNTRIES[n], href="../countries/none.html", cells=cells)


def pages(head: Callable[..., v.Head]) -> Iterator[Sample]:
    """(path, template, head, view) of each; ``head`` makes a page's frame."""
    made = assets()
    style = asset(made, "said", ".css")
    script = asset(made, "compare", ".js")

    def framed(path: str, title: str, *way: str, script: str = "") -> v.Head:
        scripts = (script,) if script else ()
        return structs.replace(head(path, title, *way, title), styles=(style,), scripts=scripts)

    path = "countries/harbourland_said.html"
    rows = (("roles-source", "Source", roles(0)), ("roles-transit", "Transit", roles(1)))
    full = s.SaidView(
        title="What is said of Harbourland",
        own_names=(("kk", "Айлақ елі"),),
        country=link("Harbourland", "harbourland.html"),
        compare=link("Harbourland and its neighbours side by side", "../compare/index.html"),
        sections=(
            s.SaidSection(
                anchor="roles",
                title="Roles",
                rows=tuple(
                    s.SaidRow(anchor=a, title=t, cell=structs.replace(c, open=True))
                    for a, t, c in rows
                ),
            ),
            s.SaidSection(
                anchor="aspects",
                title="What is spoken of",
                rows=(
                    s.SaidRow(
                        anchor="aspects-precursor", title="Causes", cell=causes(3, many=True)
                    ),
                ),
            ),
        ),
        open=3,
        note=ABSENCE,
    )
    yield path, "said.html", framed(path, full.title, "Countries"), full
    path = "countries/fenmark_said.html"
    none = s.SaidView(title="What is said of Fenmark", note=ABSENCE)
    yield path, "said.html", framed(path, none.title, "Countries"), none
    for name, count in (("north-coast", 2), ("all-coasts", 5)):
        path = f"compare/{name}/index.html"
        view = s.CompareView(
            title="Harbourland and its neighbours",
            intro=INTRO,
            table=compare_table([column(n) for n in range(count)], up="../"),
            note=NOTE,
            csv="table.csv",
            pick="../index.html",
            others=(link("North Coast", "../north-coast/index.html"),),
        )
        yield path, "compare.html", framed(path, view.title, "Compare", script=script), view
    path = "compare/none/index.html"
    empty = structs.replace(view, table=compare_table([]), title="Nothing to compare", others=())
    yield path, "compare.html", framed(path, empty.title, "Compare", script=script), empty
    path = "compare/index.html"
    choice = s.PickView(
        title="Compare countries",
        intro=INTRO,
        note=NOTE,
        regions=(
            (
                "North Coast",
                tuple(
                    s.Choice(code=code, name=name, file=f"../data/compare/{code}.js", count=n)
                    for n, (code, name) in enumerate(
                        zip(("hl", "fm", "ei"), COUNTRIES, strict=False)
                    )
                ),
            ),
            ("The Steppe", (s.Choice(code="sr", name="Steppe Republic", file="../data/x.js"),)),
        ),
        ready=(link("North Coast", "north-coast/index.html"),),
        neighbours=(link("Harbourland and its neighbours", "north-coast/index.html"),),
    )
    yield path, "pick.html", framed(path, choice.title, script=script), choice
    path = "entries/understood.html"
    understood = s.Understood(
        kinds=(
            ("Roles", tuple(quote(i, says="Harbourland: a source (women)") for i in range(3))),
            ("Aspects", tuple(quote(i, says="Debt bondage") for i in range(12))),
        ),
        open=3,
    )
    yield path, "entry.html", framed(path, "The Long Season", "Entries"), entry(3, understood=understood)  # fmt: skip
    path = "human-trafficking/aspects/spoken.html"
    spoken = v.AspectView(
        title="Poverty",
        kind="Causes and conditions",
        theme=link("Human Trafficking", "../index.html"),
        labels=(("ru", "Бедность"),),
        countries=(),
        groups=(),
        spoken=s.SpokenOf(
            quotes=tuple(quote(i, "../../") for i in range(4)),
            countries=(link("Harbourland", "../../countries/harbourland_said.html", count=3),),
            left=2,
            open=1,
        ),
    )
    yield path, "aspect.html", framed(path, "Poverty", "Aspects"), spoken


def said_of(root: str = "../") -> s.SaidOf:
    """What a country's page says at a glance."""
    return s.SaidOf(
        roles=s.CellView(marks=(mark("said", "Source", 2), mark("denied", "Transit: denied", 1))),
        scheme="Harbour Watch",
        rates=tuple(
            s.Rate(
                year=str(2004 + i), label=f"{2004 + i}: Tier {n}", short=n, step=i % 5,
                href=f"{root}countries/harbourland_said.html#ratings-x", open=i == 3,
            )
            for i, n in enumerate(("2", "2 WL", "3", "2", "1"))
        ),
        all=f"{root}countries/harbourland_said.html",
        count=12,
        compare=link("Compare Harbourland with its neighbours", f"{root}compare/index.html"),
    )  # fmt: skip
