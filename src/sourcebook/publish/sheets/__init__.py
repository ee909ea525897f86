"""Make the files of the site, sheet by sheet: read what each needs, shape it, render it.

A sheet is what is made at once, and is named like the list it shows: ``page/<id>``,
``entry/<id>``, ``aspect/<theme><tab><code>``, ``publisher/<name>``, ``year/<year>``,
``data/<year>``, ``country/<code>``, ``theme/<theme>``, ``said/<code>``, ``compare/<code>``,
``region/<region>``, ``title/<letter>``, or one of ``FIXED``. One more kind of page
is one more row of a table.
"""

from collections.abc import Callable, Iterator

from sourcebook.publish.sheets import entries, health, lists, maps, pages, said, search, single
from sourcebook.publish.sheets.desk import Desk, File

MAKERS: dict[str, Callable[[Desk, str], Iterator[File]]] = {
    "page": pages.by_id,
    "entry": entries.by_id,
    "aspect": lists.aspect,
    "publisher": lists.publisher,
    "year": lists.year,
    "data": lists.data,
    "country": lists.country,
    "title": lists.title,
    "theme": single.theme,
    "said": said.said,
    "compare": said.compare,
    "region": said.region,
}
FIXED: dict[str, Callable[[Desk], Iterator[File]]] = {
    "home": single.home,
    "countries": single.countries,
    "aspects": single.aspects,
    "publishers": single.publishers,
    "timeline": single.timeline,
    "teach": single.teach,
    "help": single.help_,
    "pick": said.pick,
    "search": search.page,
    "about": single.about,
    "health": health.health_,
    "maps": maps.maps,
    "404": single.not_found,
    "robots": single.robots,
    "assets": single.assets,
}


def make(desk: Desk, sheet: str) -> Iterator[File]:
    """The files of a sheet; none where what it shows is no longer there."""
    kind, slash, name = sheet.partition("/")
    return MAKERS[kind](desk, name) if slash else FIXED[sheet](desk)


__all__ = ["FIXED", "MAKERS", "Desk", "File", "make"]
