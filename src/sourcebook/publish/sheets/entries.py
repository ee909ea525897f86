"""Make an entry's own page, or the notice that it or a page was withdrawn. I/O: reads the store."""

from collections.abc import Iterator

from msgspec import structs

from sourcebook.publish import paths
from sourcebook.publish.evidence import provable
from sourcebook.publish.render import asset
from sourcebook.publish.shape import citing, said, texts
from sourcebook.publish.shape.safe import clean
from sourcebook.publish.sheets.desk import Desk, File
from sourcebook.publish.sheets.heads import dressed
from sourcebook.publish.views import Link
from sourcebook.records import Entry, Tombstone


def by_id(desk: Desk, id: str) -> Iterator[File]:
    """The page of the entry with this id, or what is left of it."""
    entry = desk.store.get(Entry, id)
    if entry is not None:
        yield from files(desk, entry)
    else:
        yield from withdrawn(desk, id, paths.entry_path(id))


def withdrawn(desk: Desk, id: str, path: str) -> Iterator[File]:
    """The notice of a withdrawn record at the path where it stood; nothing where there is none."""
    stone = desk.store.get(Tombstone, id)
    if stone is not None:
        view = texts.withdrawn_view(stone, desk.frame.links(path))
        head = desk.frame.head(path, view.title, description="Withdrawn from this library.")
        yield desk.html("withdrawn.html", head, view)


def files(desk: Desk, entry: Entry) -> Iterator[File]:
    """An entry's own page, those that prove its quotes, and what says of when their copies are."""
    yield whole(desk, entry)
    if provable(entry):
        from sourcebook.publish.sheets import copies, proofs

        yield from proofs.of_entry(desk, entry)
        yield from copies.of_entry(desk, entry)


def whole(desk: Desk, entry: Entry) -> File:
    """An entry's own page: all that is known of it, in every style."""
    path = paths.entry_path(entry.id)
    frame, parts = desk.frame, desk.parts(entry)
    links = frame.links(path)
    newer, editions = desk.editions(entry)
    known = desk.series.get(entry.series)
    fragment = paths.fragment(entry.id)
    view = parts.shape.whole(
        series=clean(known.title if known else entry.series),
        newer=newer,
        editions=editions,
        citations=parts.cited(desk.style, desk.language),
        coins=parts.coins,
        placed=tuple(
            Link(
                label=page.title,
                href=f"{links.root}{page.path}#{fragment}",
                note=links.theme(page.theme).label,
            )
            for page in parts.homes
        ),
    )
    homes = sorted(parts.homes, key=lambda page: page.kind != "country")  # its country's page first
    first = homes[0] if homes else None
    way: tuple[Link, ...] = ()
    if first is not None:
        way = (links.theme(first.theme), Link(label=first.title, href=links.root + first.path))
    head = frame.head(
        path,
        view.title or "Untitled",
        way=way,
        description=" · ".join(filter(None, (view.byline, view.issued))),
        meta=citing.entry_tags(entry),
        jsonld=citing.entry_jsonld(
            entry, url=frame.url(path), site=frame.settings.title, language=desk.language
        ),
    )
    claims = desk.claims_of(entry)
    told = said.understood(claims, links, desk.sources([entry.id])) if claims else None
    if told is not None:
        view = structs.replace(view, understood=told)
        head = dressed(desk, head)
    if view.told:
        head = structs.replace(
            head, styles=(*head.styles, asset(dict(desk.assets), "links", ".css"))
        )
    drawn = parts.drawn(desk.renderer)
    return desk.html("entry.html", head, view, first.theme if first else "", drawn=drawn)
