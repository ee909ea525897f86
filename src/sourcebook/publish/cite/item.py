"""An entry as a CSL-JSON item: the address to cite, its access date, its archived copy."""

import re
from functools import lru_cache
from typing import Any

from msgspec import Struct

from sourcebook.publish.cite.csl.names import Names
from sourcebook.publish.cite.edtf import csl_date, latest
from sourcebook.publish.cite.people import csl_name
from sourcebook.records import Address, Date, Entry, Memento
from sourcebook.values.addresses import host_of

# CSL 1.0.2, Appendix III "Types".
TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter "  # noqa: SIM905
    "classic collection dataset document entry entry-dictionary entry-encyclopedia event figure "
    "graphic hearing interview legal_case legislation manuscript map motion_picture "
    "musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song "
    "speech standard thesis treaty webpage".split()
)
# CSL 1.0.2, Appendix IV: which variables of ``details`` an item may have.
NAMES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator "  # noqa: SIM905
    "director editor editorial-director executive-producer guest host illustrator interviewer "
    "narrator organizer original-author performer producer recipient reviewed-author "
    "script-writer series-creator translator".split()
)
DATES = frozenset("available-date event-date original-date submitted".split())  # noqa: SIM905
TEXTS = frozenset(
    "abstract annote archive archive_collection archive_location archive-place authority "  # noqa: SIM905
    "call-number chapter-number citation-key citation-label collection-number collection-title "
    "container-title-short dimensions division edition event-place event-title genre issue "
    "journalAbbreviation jurisdiction keyword medium note number number-of-pages "
    "number-of-volumes original-publisher original-publisher-place original-title page "
    "page-first part-number part-title PMCID PMID printing-number publisher-place references "
    "reviewed-genre reviewed-title scale section shortTitle source status supplement-number "
    "title-short version volume volume-title".split()
)
_IDENTIFIERS = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID"}
_KEEPERS = {
    "web.archive.org": "Internet Archive",
    "archive.org": "Internet Archive",
    "archive.today": "archive.today",
    "archive.ph": "archive.today",
    "archive.is": "archive.today",
    "perma.cc": "Perma.cc",
    "webcitation.org": "WebCite",
    "webarchive.loc.gov": "Library of Congress",
    "webarchive.nationalarchives.gov.uk": "The National Archives",
}


class Source(Struct, frozen=True, kw_only=True):
    """Where an entry is cited from: its newest address that isn't gone, when that was last read, and a
    copy."""

    url: str = ""
    accessed: Date | None = None
    memento: Memento | None = None


_GONE = ("gone", "soft gone")
# A page asks for the same entry's item a dozen times: for each style, each export, each tag.
_KEPT = 64  # an entry is cited, tagged and exported at once, then not again
_items: dict[int, tuple[Entry, dict[str, Any]]] = {}
_sources: dict[int, tuple[Entry, Source]] = {}


def source_of(entry: Entry) -> Source:
    """The newest address that has a URL and isn't gone (where all are, the newest), its latest access
    date and the newest archived copy. One that nobody is known to have read gives way to one that
    was, as long as neither was checked.

    An entry that is lost, or has only access notes, keeps the latest of those.
    """
    kept = _sources.get(id(entry))
    if kept is not None and kept[0] is entry:
        return kept[1]
    if len(_sources) >= _KEPT:
        _sources.clear()
    found = _source_of(entry)
    _sources[id(entry)] = (entry, found)
    return found


def _source_of(entry: Entry) -> Source:
    cited: Address | None = None
    for address in entry.addresses:
        if address.url and (cited is None or _rather(address, cited)):
            cited = address
    copies = cited.mementos if cited and cited.mementos else ()
    if not copies:
        copies = tuple([copy for address in entry.addresses for copy in address.mementos])
    memento = _newest(copies) if copies else None
    if cited is None:
        every = tuple(date for address in entry.addresses for date in address.accessed)
        return Source(accessed=latest(every), memento=memento)
    return Source(url=cited.url or "", accessed=latest(cited.accessed), memento=memento)


def _newest(copies: tuple[Memento, ...]) -> Memento:
    """The copy of the latest known day, else the last."""
    dated = [copy for copy in copies if copy.at and copy.at.edtf]
    return max(dated, key=lambda copy: (copy.at and copy.at.edtf) or "") if dated else copies[-1]


def _rather(newer: Address, older: Address) -> bool:
    """Whether the newer of two addresses is to be cited."""
    if newer.standing in _GONE:
        return older.standing in _GONE
    if newer.standing == older.standing == "unchecked" and latest(older.accessed):
        return latest(newer.accessed) is not None
    return True


def keeper(url: str) -> str:
    """Who keeps an archived copy, by its address: "Internet Archive", or the host's name."""
    try:
        host = host_of(url)
    except ValueError:  # no address at all: a record may hold anything
        return ""
    return _KEEPERS.get(host, host)


def item(
    entry: Entry,
    *,
    accessed: Date | None = None,
    collection: str = "",
    source: Source | None = None,
) -> dict[str, Any]:
    """The entry as a CSL-JSON item (valid against the CSL 1.0.2 data schema).

    ``accessed`` stands instead of the recorded access date; ``collection`` is the title of the
    entry's series. The archived copy is ``archive`` and ``archive_location``.
    """
    if accessed is not None or collection or (source and source is not source_of(entry)):
        return _item(entry, accessed, collection, source or source_of(entry))
    return item_of(entry).copy()


def item_of(entry: Entry) -> dict[str, Any]:
    """The entry as its item for whoever only reads that: one and the same for all who ask."""
    kept = _items.get(id(entry))
    if kept is not None and kept[0] is entry:
        return kept[1]
    if len(_items) >= _KEPT:
        _items.clear()
    made = _item(entry, None, "", source_of(entry))
    _items[id(entry)] = (entry, made)
    return made


def _item(entry: Entry, accessed: Date | None, collection: str, source: Source) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": entry.id,
        "type": entry.kind if entry.kind in TYPES else "document",
        "title": entry.title,
    }
    if entry.authors:
        made["author"] = _authors(entry)
    if entry.container:
        made["container-title"] = entry.container
    if entry.publisher:
        made["publisher"] = entry.publisher
    if entry.edition and (edition := _edition(entry)):
        made["edition"] = edition
    if collection:
        made["collection-title"] = collection
    if entry.language:
        made["language"] = entry.language
    if source.url:
        made["URL"] = source.url
    if issued := csl_date(entry.issued):
        made["issued"] = issued
    if when := csl_date(accessed or source.accessed):
        made["accessed"] = when
    if source.memento is not None:
        if kept_by := keeper(source.memento.url):
            made["archive"] = kept_by
        made["archive_location"] = source.memento.url
    for scheme, value in entry.identifiers.items():
        if (name := _IDENTIFIERS.get(scheme.lower())) and value:
            made[name] = value.removeprefix("https://doi.org/") if name == "DOI" else value
    _add_details(made, entry)
    return made


def _authors(entry: Entry) -> Names:
    """The authors; publisher and periodical among them are known to be no people. Mostly they aren't
    among them, and an author's name is read once for whatever they wrote."""
    written = _spaced(entry.authors)
    if written.isdisjoint((entry.publisher, entry.container)):
        return _names(entry.authors, _NOBODY)
    return _names(entry.authors, written & {entry.publisher, entry.container})


_NOBODY: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)  # authors recur
def _spaced(written: tuple[str, ...]) -> frozenset[str]:
    return frozenset([" ".join(name.split()) for name in written])


@lru_cache(maxsize=4096)
def _names(written: tuple[str, ...], bodies: frozenset[str]) -> Names:
    return Names(csl_name(name, bodies=bodies) for name in written if name.strip())


_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARLY = {"ru": "издание {} года", "kk": "{} жылғы басылым"}


def _edition(entry: Entry) -> str:
    """An edition named by its year: left out where title or date say it, else never "2017th"."""
    year = entry.edition.strip()
    if not _YEAR.fullmatch(year):
        return entry.edition
    if year in entry.title or (entry.issued and (entry.issued.edtf or "").startswith(year)):
        return ""
    return _YEARLY.get(entry.language[:2].lower(), "{} edition").format(year)


def _add_details(made: dict[str, Any], entry: Entry) -> None:
    for key, value in entry.details.items():
        if key in made or not value:
            continue
        if key in NAMES:
            made[key] = [csl_name(name) for name in value.split(";") if name.strip()]
        elif key in DATES:
            made[key] = csl_date(Date(edtf=value, as_written=value))
        elif key in TEXTS:
            made[key] = value
