"""Put together all that is understood of one text. Pure."""

from collections.abc import Iterable, Iterator

from sourcebook.claims import Understanding
from sourcebook.understand.cutting import PIECE, joined, pieces
from sourcebook.understand.prepared import Prepared
from sourcebook.understand.seen import carried, seen


def understand(
    text: str,
    *,
    id: str = "",
    country: str | None = None,
    language: str = "",
    year: int | None = None,
) -> Understanding:
    """What ``text`` says. ``country`` is the country it is about (ISO 3166-1 alpha-2) and ``year`` the
    year it was published, where they are known; ``language`` is BCP 47."""
    if len(text) <= PIECE:
        return _understood(text, id=id, country=country, language=language, year=year)
    parts = [
        (start, _understood(text[start:end], country=country, language=language, year=year))
        for start, end in pieces(text)
    ]
    return joined(parts, id)


def understand_pieces(
    some: Iterable[str],
    *,
    id: str = "",
    country: str | None = None,
    language: str = "",
    year: int | None = None,
) -> Iterator[tuple[str, Understanding]]:
    """What a text says, piece by piece as it comes: each piece (see ``cutting``) and what was understood
    of it, with spans of the piece. For texts that are too long to be held."""
    for piece in some:
        yield piece, _understood(piece, id=id, country=country, language=language, year=year)


def _understood(
    text: str, *, id: str = "", country: str | None, language: str, year: int | None
) -> Understanding:
    # with the first text: who only says what was understood, as every build does, needs no finders
    from sourcebook.understand.aspects import aspects_in
    from sourcebook.understand.figures import figures_in
    from sourcebook.understand.ratings import ratings_in
    from sourcebook.understand.roles import roles_in

    look = seen(text)
    ready = Prepared(look.text if look else text, home=country, language=language, year=year)
    roles, routes = roles_in(ready)
    told = Understanding(
        id=id,
        places=ready.places,
        regions=ready.regions,
        roles=roles,
        routes=routes,
        aspects=aspects_in(ready),
        figures=figures_in(ready),
        ratings=ratings_in(ready),
    )
    return carried(told, look, text) if look else told
