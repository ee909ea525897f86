"""A style in a language, compiled once: cites entries one by one, in the text, or as JSON items.

I/O: reads the style and locale files when a citer is made.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from sourcebook.publish.cite.csl import Cite, Style
from sourcebook.publish.cite.csl.dates import KEPT, Day, compile_date
from sourcebook.publish.cite.csl.locale import NS, locale
from sourcebook.publish.cite.csl.markup import Format, escape
from sourcebook.publish.cite.csl.pattern import Pattern, shape
from sourcebook.publish.cite.csl.state import State
from sourcebook.publish.cite.edtf import as_date, csl_date
from sourcebook.publish.cite.find import find
from sourcebook.publish.cite.item import Source, item, item_of, source_of
from sourcebook.publish.cite.kept import completed
from sourcebook.records import Date, Entry, Locator

# Our locator kinds that CSL calls otherwise; "scroll" has no counterpart and is left out.
_LABELS = {"article": "article-locator", "sub-verbo": "sub verbo", "scroll": ""}


_PERIODICAL = frozenset({"article-journal", "article-magazine", "article-newspaper"})


def _placed(made: dict[str, Any]) -> dict[str, Any]:
    """An article that names only who published it: styles show that where the periodical stands,
    since for articles they leave a publisher out."""
    if made["type"] in _PERIODICAL and made.get("publisher") and not made.get("container-title"):
        made = made.copy()
        made["container-title"] = made.pop("publisher")
    return made


class Ready(Struct, frozen=True):
    """An item as every style cites it, with its shape (see ``pattern``), its address as text and as
    HTML, and its archived copy, which is told in our words and not in the style's."""

    item: dict[str, Any]
    shape: str
    url: tuple[str, str]
    memento: str = ""
    archived: dict[str, Any] | None = None


def _ready(made: dict[str, Any], source: Source | None) -> Ready:
    memento, archived = str(made.get("archive_location", "")), None
    if source is not None and source.memento is not None:
        memento, archived = source.memento.url, csl_date(source.memento.at)
        made = {k: v for k, v in made.items() if k not in ("archive", "archive_location")}
    url = str(made.get("URL", ""))
    if not memento.startswith(("http:", "https:")):
        memento = ""
    return Ready(made, shape(made), (url, escape(url)), memento, archived)


_KEPT = 64  # an entry is cited in all styles at once, then not again
_entries: dict[int, tuple[Entry, Ready]] = {}


def ready_of(entry: Entry) -> Ready:
    """An entry as every style cites it."""
    kept = _entries.get(id(entry))
    if kept is not None and kept[0] is entry:
        return kept[1]
    if len(_entries) >= _KEPT:
        _entries.clear()
    source = source_of(entry)
    made = _ready(_placed(item_of(entry)), source)
    _entries[id(entry)] = (entry, made)
    return made


class Citer:
    """Cites in one style and language. Make it with ``citer(style, language)``, which keeps it."""

    def __init__(self, style: str | Path = "apa", language: str = "en") -> None:
        from lxml import etree

        source, self.style = find(style)
        self.language = language
        self._style = Style(source, language, subject=self.style)
        own = str(self._style.root.get("default-locale", ""))
        if own.partition("-")[0] == language and own != self._style.locale.language:
            self._style = Style(source, own, subject=self.style)  # British English, say, for "en"
        spelled = etree.Element(f"{NS}date", form="text")
        plain = locale(etree.Element(f"{NS}style"), self._style.locale.language)
        self._tails: tuple[dict[str, str], dict[str, str]] = {}, {}
        self._spell, _ = compile_date(spelled, plain)  # the language's own form, not the style's

    def cite_one(
        self,
        entry: Entry,
        *,
        accessed: str | date | Date | None = None,
        format: Format = "text",
        collection: str = "",
        number: int = 1,
        suffix: str = "",
    ) -> str:
        """The entry's line in a list of references; "text" or "html" (escaped, with <i> and so on).

        ``accessed`` (EDTF, Python date or record) stands instead of the recorded access date;
        ``suffix`` is a letter from ``suffixes``.
        """
        when = as_date(accessed)
        if when is None and not collection:
            ready = ready_of(entry)
        else:
            source = source_of(entry)
            made = _placed(item(entry, accessed=when, collection=collection, source=source))
            ready = _ready(made, source)
        return self.line(ready, format, number, suffix)

    def cite_item(
        self,
        made: dict[str, Any],
        *,
        source: Source | None = None,
        format: Format = "text",
        number: int = 1,
        suffix: str = "",
    ) -> str:
        """A CSL-JSON item's line, with access date, address and archived copy in any style."""
        return self.line(_ready(made, source), format, number, suffix)

    def line(self, ready: Ready, format: Format, number: int = 1, suffix: str = "") -> str:
        """The line of what ``ready_of`` gives."""
        text, used = self._style.entry(
            ready.item, number=number, suffix=suffix, format=format, shape=ready.shape
        )
        return self.completed(ready, text, "accessed" in used, format)

    def patterned(self, ready: Ready) -> Pattern | None:
        """How the style writes entries of this one's shape, None where that can't be told."""
        return self._style.patterned(ready.item, ready.shape)

    def state(self, ready: Ready) -> State:
        """What filling a pattern starts from."""
        return self._style.state(ready.item)

    def completed(self, ready: Ready, text: str, read: bool, format: Format) -> str:
        """What the style wrote, with what it lacks; ``read`` says that it told the access date."""
        html = format == "html"
        accessed = None if read else ready.item.get("accessed")
        if text and not ready.memento and ready.url[html] in text:
            return text + self._tail(accessed, html) if accessed else text
        return completed(
            text,
            url=ready.url[0],
            accessed=self.spell(accessed) if accessed else "",
            memento=ready.memento,
            archived=self.spell(ready.archived) if ready.archived else "",
            language=self.language,
            escape=escape if html else str,
        )

    def _tail(self, accessed: dict[str, Any], html: bool) -> str:
        """An access date as it follows a citation."""
        key = accessed.key if isinstance(accessed, Day) else str(accessed)
        tail = self._tails[html].get(key)
        if tail is None:
            if len(self._tails[html]) >= KEPT:
                self._tails[html].clear()
            tail = self._tails[html][key] = completed(
                " ",
                accessed=self.spell(accessed),
                language=self.language,
                escape=escape if html else str,
            )[1:]
        return tail

    def spell(self, when: dict[str, Any]) -> str:
        """A CSL date in the words of this citer's language."""
        return self._spell(when).strip()

    def in_text(
        self, entry: Entry, locator: Locator | None = None, *, format: Format = "text"
    ) -> str:
        """The short form for the text or a note, "(Writer, 2005, p. 3)", with an excerpt's place."""
        label, value = "page", ""
        if locator is not None:
            label, value = _LABELS.get(locator.kind, locator.kind), locator.value
        one = Cite(id=entry.id, locator=value if label else "", label=label or "page")
        made = _placed(item(entry))
        return self._style.cite([one], {entry.id: made}, format=format)

    def suffixes(self, entries: Iterable[Entry]) -> list[str]:
        """For each entry the letter that tells it from others of its author and year, or ""."""
        return self._style.suffixes([_placed(item(entry)) for entry in entries])

    def order(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries as the style sorts a list of references."""
        listed = list(entries)
        return [listed[n] for n in self._style.order([_placed(item(entry)) for entry in listed])]


@lru_cache(maxsize=64)
def citer(style: str | Path = "apa", language: str = "en") -> Citer:
    """The citer of a style and language; made once, then kept."""
    return Citer(style, language)


def cite(
    entries: Iterable[Entry],
    *,
    style: str | Path = "apa",
    language: str = "en",
    accessed: str | date | Date | None = None,
    format: Format = "text",
) -> list[str]:
    """One reference for each entry, in the order given; the same author and year get a, b, c.

    ``style`` is apa, mla, chicago, harvard or gost, a CSL file, or with the extra
    ``sourcebook[styles]`` any CSL style's name; ``language`` en, ru, kk or another code with a
    locale; ``accessed`` stands instead of the recorded access dates. Every reference shows the
    access date, the address and the archived copy, where there are any. Raises Missing, Unreadable
    or Refused where the style or language can't be used.
    """
    chosen, listed = citer(style, language), list(entries)
    suffixes = chosen.suffixes(listed) if len(listed) > 1 else [""] * len(listed)
    return [
        chosen.cite_one(entry, accessed=accessed, format=format, number=n, suffix=suffix)
        for n, (entry, suffix) in enumerate(zip(listed, suffixes, strict=True), 1)
    ]
