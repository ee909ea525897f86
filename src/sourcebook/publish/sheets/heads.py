"""Give a page's frame what its content needs: scripts for long pages, the style of claims. Pure."""

from msgspec import structs

from sourcebook.publish.render import asset
from sourcebook.publish.sheets.desk import Desk
from sourcebook.publish.views import Head

LONG = 8  # entries on a page that want to be searched within


def long(desk: Desk, head: Head, entries: int) -> Head:
    """A page's frame, with the script that narrows entries down by their words where there are many."""
    if entries < LONG or not desk.frame.within:
        return head
    return structs.replace(head, scripts=(*head.scripts, desk.frame.within))


def dressed(desk: Desk, head: Head, *scripts: str) -> Head:
    """A page's frame with the style that claims need, and further scripts."""
    return structs.replace(
        head,
        styles=(*head.styles, asset(dict(desk.assets), "said", ".css")),
        scripts=(*head.scripts, *(asset(dict(desk.assets), name, ".js") for name in scripts)),
    )
