"""What may be found on a site: one result, its words and its face. Pure."""

from msgspec import Struct

SHOWN = 3000  # letters of a thing's passages that results quote from; all of them are searched


class Passage(Struct, frozen=True, array_like=True, gc=False):
    """Words that are searched and quoted: ``anchor`` is their fragment on the page, ``where`` their
    locator, ``says`` how they stand ("✓ verified, p. 3")."""

    text: str
    anchor: str = ""
    heading: str = ""
    where: str = ""
    says: str = ""


class Findable(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One result. ``id`` is the name of its sheet, ``href`` its page below the site's root;
    ``language`` what its words are analysed in, ``marked`` what the result is marked with (``lang``,
    ``dir``); ``kind`` what it is called; ``more`` are words that are searched and not quoted;
    ``facets`` are (facet, value), ``issued`` its date in EDTF, ``about`` the countries it is about."""

    id: str
    href: str
    title: str
    kind: str
    language: str = ""
    marked: tuple[str, str] = ("", "")
    by: str = ""
    authors: tuple[str, ...] = ()
    when: str = ""
    issued: str = ""
    passages: tuple[Passage, ...] = ()
    more: tuple[str, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    about: tuple[str, ...] = ()
    light: bool = False  # its passages weigh less: they aren't a source's words


def face(found: Findable) -> list[object]:
    """What a result shows, as the script reads it: [address, title, kind, by whom, when, language,
    direction, passages], each passage [words, fragment, heading, locator, standing]; trailing
    empty ones left out."""
    left = SHOWN
    passages: list[list[str]] = []
    for passage in found.passages:
        text = passage.text
        if len(text) > left:
            text = text[:left].rsplit(" ", 1)[0] + " …"
        left -= len(text)
        row = [text, passage.anchor, passage.heading, passage.where, passage.says]
        while len(row) > 1 and not row[-1]:
            row.pop()
        passages.append(row)
        if left < SHOWN // 30:
            break
    lang, towards = found.marked
    return [found.href, found.title, found.kind, found.by, found.when, lang, towards, passages]
