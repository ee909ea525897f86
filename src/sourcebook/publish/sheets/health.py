"""Make the pages on how the library's addresses and quotes fare. I/O: reads the store and the state."""

from collections.abc import Iterator

from msgspec import structs

from sourcebook.publish import paths
from sourcebook.publish.health import health
from sourcebook.publish.render import asset
from sourcebook.publish.runs import runs
from sourcebook.publish.shape.health import TITLE, health_view
from sourcebook.publish.sheets.desk import Desk, File
from sourcebook.records import Capture


def health_(desk: Desk) -> Iterator[File]:
    """The figures with the first addresses to look after, and the pages with the others."""
    pasts = desk.state.fares.pasts()
    figures = health(
        desk.state.fares.held(),
        pasts,
        desk.store.suggestions(decision="open"),
        captures=desk.store.count(Capture),
    )
    parts = runs([f"{task.entry} {task.url}" for task in figures.tasks])
    for number, part in enumerate(parts, 1):
        path = paths.health_path(number)
        links = desk.frame.links(path)
        view = health_view(figures, part, pasts, links, number=number, pages=len(parts))
        head = desk.frame.head(
            path,
            TITLE,
            part="health",
            description="How its addresses and quotes fare, and what there is to do.",
        )
        head = structs.replace(head, styles=(asset(dict(desk.assets), "links", ".css"),))
        yield desk.html("health.html", head, view)
