"""What a source says of itself, as the readers gather it before it is put into a Text."""

from msgspec import Struct

from sourcebook.records import Date


class Said(Struct, kw_only=True):
    """Proposals only; "" and None where the source is silent."""

    title: str = ""
    authors: tuple[str, ...] = ()
    byline: str = ""
    publisher: str = ""
    issued: Date | None = None
    language: str = ""
    edition: str = ""
    series: str = ""
    identifiers: dict[str, str] = {}
