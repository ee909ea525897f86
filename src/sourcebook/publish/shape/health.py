"""Shape the page on how the library's addresses and quotes fare: figures, chart, what to do. Pure."""

from collections.abc import Mapping, Sequence

from sourcebook.preserve.attaching import page_key
from sourcebook.publish.health import GONE, WORK, Health, Month, Task
from sourcebook.publish.pasts import Past
from sourcebook.publish.paths import entry_path, health_path
from sourcebook.publish.shape import words
from sourcebook.publish.shape.address import address_view, reason, said
from sourcebook.publish.shape.aspect import pager
from sourcebook.publish.shape.links import Links
from sourcebook.publish.shape.safe import clean
from sourcebook.publish.shape.words import counted
from sourcebook.publish.views import (
    ChartView,
    ColumnView,
    HealthView,
    Link,
    Standing,
    TaskView,
)
from sourcebook.records import Address, AddressStanding, Date
from sourcebook.values.dates_said import spelled

Part = tuple[str, str, str, str, str]  # name, x, y, width, height

TITLE = "Health of this library"
# From the bottom of a column up: what works stands on the ground, what is gone on top of it.
STACK: tuple[AddressStanding, ...] = (
    "alive", "moved", "changed", "unsure", "unchecked", "soft gone", "gone",
)  # fmt: skip
TALL, WIDE, BESIDE = 220, 720, 235  # units of the drawing: columns, all of them, room beside them
LINE = 19  # between two labels
NAMED = 13  # months that the axis can name
HEADINGS: dict[AddressStanding, str] = {
    "gone": "Gone",
    "soft gone": "Gone, though they answer",
    "changed": "There, but changed",
    "moved": "Moved",
    "unsure": "Unsure",
}


def name(standing: str) -> str:
    """A standing as the name of a class: "soft gone" is "soft"."""
    return standing.partition(" ")[0]


def health_view(
    figures: Health,
    part: slice,
    pasts: Mapping[str, Past],
    links: Links,
    *,
    number: int,
    pages: int,
) -> HealthView:
    """The ``number``-th page: all figures on the first, ``part`` of what there is to do on each."""
    first = number == 1
    grouped: dict[AddressStanding, list[TaskView]] = {}
    for task in figures.tasks[part]:
        past = pasts.get(page_key(task.url) or "")
        grouped.setdefault(task.standing, []).append(task_view(task, past, links))
    return HealthView(
        title=TITLE,
        first=first,
        says=says(figures) if first else (),
        addresses=tuple(
            (name(standing), Standing(mark=mark, word=word, count=figures.addresses[standing]))
            for standing, (mark, word) in words.ADDRESS.items()
            if figures.addresses[standing]
        )
        if first
        else (),
        quotes=tuple(
            (name(standing), Standing(mark=mark, word=word, count=figures.quotes[standing]))
            for standing, (mark, word) in words.EXCERPT.items()
            if figures.quotes[standing]
        )
        if first
        else (),
        chart=chart(figures.months) if first else None,
        tasks=tuple(
            (HEADINGS[standing], name(standing), tuple(grouped[standing]))
            for standing in WORK
            if standing in grouped
        ),
        count=len(figures.tasks),
        pages=pager([links.root + health_path(n) for n in range(1, pages + 1)], number),
    )


def says(figures: Health) -> tuple[str, ...]:
    """The figures in sentences."""
    total = counted(figures.total, "address", "addresses")
    if not figures.total:
        return ("No entry of this library has an address yet.",)
    if not figures.checked:
        return (
            f"Nothing was checked yet. This library names {total}; see how they fare with: "
            "sourcebook check links",
        )
    fine = figures.addresses["alive"] + figures.addresses["moved"]
    are = "is" if figures.gone == 1 else "are"
    made = [
        f"{fine:,} of {total} work, {figures.gone:,} {are} gone. "
        f"The last check was on {said(figures.checked)}."
    ]
    if waiting := figures.addresses["unchecked"]:
        made.append(f"{counted(waiting, 'address has', 'addresses have')} not been checked yet.")
    kept = counted(figures.copies, "address", "addresses")
    made.append(
        f"A copy is known of {kept}; {counted(figures.captures, 'capture is', 'captures are')} "
        "kept with this library."
    )
    if figures.suggestions:
        made.append(f"{waits(figures)}: sourcebook repair --list")
    return tuple(made)


def waits(figures: Health) -> str:
    """What was found and waits for a decision: "2 new addresses and 1 copy were found"."""
    moves, copies = figures.suggestions.get("move", 0), figures.suggestions.get("memento", 0)
    parts = [counted(moves, "new address", "new addresses")] if moves else []
    parts += [counted(copies, "copy", "copies")] if copies else []
    return f"{' and '.join(parts)} {'was' if moves + copies == 1 else 'were'} found"


def task_view(task: Task, past: Past | None, links: Links) -> TaskView:
    """An address to look after."""
    address = Address(url=task.url, standing=task.standing, checked=task.since)
    return TaskView(
        entry=Link(label=clean(task.title) or "Untitled", href=links.root + entry_path(task.entry)),
        address=address_view(address, past),
        why=reason(task.why),
        copy="A copy is known" if task.copy else "No copy is known",
        found=f"{counted(len(task.found), 'find waits', 'finds wait')} for a decision"
        if task.found
        else "",
        command=task.command,
    )


def month_name(month: str) -> str:
    """A month in words: "November 2026"."""
    return spelled(Date(edtf=month))


def chart(months: Sequence[Month]) -> ChartView | None:
    """The standings at the end of each month, as columns; None where nothing was checked."""
    tallest = max((sum(month.counts.values()) for month in months), default=0)
    if not tallest:
        return None
    there = [s for s in STACK if any(month.counts.get(s) for month in months)]
    step = min(60.0, WIDE / len(months))
    every = -(-len(months) // NAMED)
    columns = []
    for place, month in enumerate(months):
        x, y, across = place * step, float(TALL), 0.0
        parts: list[Part] = []
        flat: list[Part] = []
        for standing in there:
            share = month.counts.get(standing, 0) / tallest
            if not share:
                continue
            y -= TALL * share
            parts.append(_part(standing, x + step * 0.1, y, step * 0.8, TALL * share))
            flat.append(_part(standing, across, 0, 100 * share, 10))
            across += 100 * share
        told = [
            f"{month.counts[standing]:,} {words.ADDRESS[standing][1]}"
            for standing in there
            if month.counts.get(standing)
        ]
        named = (len(months) - 1 - place) % every == 0  # the last one always
        columns.append(
            ColumnView(
                month=month_name(month.month),
                label=", ".join(told),
                parts=tuple(parts),
                flat=tuple(flat),
                total=f"{sum(month.counts.values()):,}",
                counts=tuple(f"{month.counts.get(standing, 0):,}" for standing in there),
                name=_short(month.month) if named else "",
                middle=f"{x + step / 2:.1f}",
            )
        )
    return ChartView(
        width=f"{WIDE + BESIDE}",  # few months too, or their letters would grow with the page
        right=f"{step * len(months):.0f}",
        columns=tuple(columns),
        names=tuple((name(standing), *words.ADDRESS[standing]) for standing in there),
        labels=_labels(months[-1], there, tallest),
        says=_trend(months),
    )


def _part(standing: str, *box: float) -> Part:
    x, y, width, height = (f"{value:.1f}" for value in box)
    return name(standing), x, y, width, height


def _short(month: str) -> str:
    return f"{month_name(month)[:3]} {month[2:4]}"


def _labels(
    month: Month, there: Sequence[AddressStanding], tallest: int
) -> tuple[tuple[str, str, str], ...]:
    """Labels beside the last column, each at the height of its part, as far as they don't meet."""
    made: list[tuple[float, str, float]] = []
    y, low = float(TALL), float(TALL + LINE)
    for standing in there:
        count = month.counts.get(standing, 0)
        if not count:
            continue
        height = TALL * count / tallest
        middle = y - height / 2
        y -= height
        low = min(middle + 5, low - LINE)
        mark, word = words.ADDRESS[standing]
        made.append((low, f"{mark} {count:,} {word}", middle))
    return tuple((f"{at:.1f}", text, f"{middle:.1f}") for at, text, middle in made)


def _trend(months: Sequence[Month]) -> str:
    """What the chart shows, in a sentence."""
    first, last = months[0], months[-1]

    def told(month: Month, noun: str) -> str:
        gone = sum(month.counts.get(standing, 0) for standing in GONE)
        were = "none was" if not gone else f"{gone:,} {'was' if gone == 1 else 'were'}"
        total = sum(month.counts.values())
        return f"f {total:,}{noun} checked by the end of {month_name(month.month)}, {were} gone"

    nouns = " address" if sum(first.counts.values()) == 1 else " addresses"
    if first is last:
        return f"O{told(last, nouns)}."
    return f"O{told(first, nouns)}; o{told(last, '')}."
