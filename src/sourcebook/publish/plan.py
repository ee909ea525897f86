"""Decide which sheets a change touches. Pure but for looking things up in the state."""

import json
from collections.abc import Iterable, Iterator

from sourcebook.publish.filing import Home
from sourcebook.publish.press import Press
from sourcebook.publish.shape.links import Placed, known_theme
from sourcebook.publish.state import State

MARK_TEXT = (
    b"This folder is made by `sourcebook build`, which removes whatever else is put in it.\n"
)


def json_list(items: Iterable[str]) -> str:
    return json.dumps(list(items))


def home(page: Placed) -> Home:
    """A page as far as its entries' lists depend on it."""
    return Home(page.id, page.theme, page.code if page.kind == "country" else "")


def stones(id: str) -> tuple[str, ...]:
    """The sheets that tell of a withdrawn record: an id with a slash may have been a page's."""
    return ("entry", "page") if "/" in id else ("entry",)


def every_list(state: State, press: Press) -> Iterator[str]:
    """Every sheet that lists entries, and the themes'."""
    for theme in press.frame.shown:
        yield f"theme/{theme}"
        codes = dict.fromkeys(term.code for term in known_theme(theme).aspects)
        codes.update(dict.fromkeys(code for where, code in press.aspect_counts if where == theme))
        for code in codes:
            yield f"aspect/{theme}\t{code}"
    for kind in ("publisher", "year"):
        for name in state.counts(kind):
            yield f"{kind}/{name}"
    for year in press.years:
        yield f"data/{year}"
    for code in press.countries:
        yield f"country/{code}"
