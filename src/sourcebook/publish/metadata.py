"""What a published page tells machines of an entry: Highwire tags, COinS, schema.org JSON-LD.

Pure functions. Sources: Google Scholar's inclusion guidelines (the ``citation_`` tags),
ANSI/NISO Z39.88-2004 (KEV), schema.org 28, and what Zotero's own readers make of each (their code
is run on every kind in ``tests/publish/foreign``): on a page with both, it takes the COinS.
"""

import re
import string
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

import msgspec

from sourcebook.publish.cite.csl.names import told
from sourcebook.publish.cite.item import Source, item_of, source_of
from sourcebook.publish.cite.pages import page_title
from sourcebook.records import Date, Entry, Page

# CSL type → Zotero item type, told in ``z:itemType`` and ``rft.type`` where the format lacks it.
ZOTERO = {
    "article-magazine": "magazineArticle", "article-newspaper": "newspaperArticle",
    "bill": "bill", "book": "book", "broadcast": "radioBroadcast", "classic": "book",
    "collection": "book", "dataset": "dataset", "document": "document",
    "entry": "dictionaryEntry", "entry-dictionary": "dictionaryEntry",
    "entry-encyclopedia": "encyclopediaArticle", "figure": "artwork", "graphic": "artwork",
    "hearing": "hearing", "interview": "interview", "legal_case": "case",
    "legislation": "statute", "manuscript": "manuscript", "map": "map",
    "motion_picture": "film", "personal_communication": "letter", "post": "forumPost",
    "post-weblog": "blogPost", "regulation": "statute", "software": "computerProgram",
    "song": "audioRecording", "speech": "presentation", "standard": "standard",
    "treaty": "statute", "webpage": "webpage",
}  # fmt: skip
_SCHEMA = {
    "article": "Article", "article-journal": "ScholarlyArticle", "article-magazine": "Article",
    "article-newspaper": "NewsArticle", "bill": "Legislation", "book": "Book",
    "broadcast": "Episode", "chapter": "Chapter", "collection": "Collection", "dataset": "Dataset",
    "entry-encyclopedia": "Article", "entry-dictionary": "DefinedTerm",
    "interview": "Conversation", "legislation": "Legislation", "manuscript": "Manuscript",
    "map": "Map", "motion_picture": "Movie", "paper-conference": "ScholarlyArticle",
    "periodical": "Periodical", "post": "SocialMediaPosting", "post-weblog": "BlogPosting",
    "regulation": "Legislation", "report": "Report", "review": "Review",
    "software": "SoftwareApplication", "thesis": "Thesis", "treaty": "Legislation",
    "webpage": "WebPage",
}  # fmt: skip
# What most entries have none of, and is asked for together.
_RARE = frozenset({"volume", "issue", "page", "DOI", "ISBN", "ISSN", "publisher-place"})
_JOURNALS = frozenset({"article", "article-journal"})
_PERIODICALS = _JOURNALS | {"article-magazine", "article-newspaper"}
# Zotero's kinds with a place for what they appeared in and none for a publisher: where an entry
# names only its publisher, that is what it appeared in ("Kazinform").
_NO_PUBLISHER = frozenset(
    {"article-magazine", "article-newspaper", "post", "post-weblog", "webpage", *_JOURNALS}
)
# Kinds that a format other than Dublin Core has a word for.
_GENRES = {
    "article": "article", "article-journal": "article", "book": "book", "collection": "book",
    "report": "report", "chapter": "bookitem", "paper-conference": "proceeding",
}  # fmt: skip
# Zotero's reader makes a blank of "%2B" as of "+"; this sign looks the same and compares the same
# (NFKC). Without it "C++" is saved as "C".
_SAFE = (string.ascii_letters + string.digits + "_.-~:/, ").encode()
_PLUS = "\N{FULLWIDTH PLUS SIGN}"
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?")
_TO_ESCAPE = re.compile("[<>&\u2028\u2029]")


def _day(when: Date | None, mark: str) -> str:
    """The date's readable start, "2005/11/17" or "2005-11-17"; "" where there is none."""
    return _began(when.edtf, mark) if when and when.edtf else ""


@lru_cache(maxsize=8192)  # days recur
def _began(edtf: str, mark: str) -> str:
    found = _DAY.match(edtf)
    return found.group().replace("-", mark) if found else ""


def _full(name: dict[str, Any]) -> str:
    """A name as "Family, Given", or a body's name.

    A suffix stays with the given names: readers of these tags drop a third part.
    """
    if "literal" in name:
        return str(name["literal"])
    family = " ".join(str(name[p]) for p in ("non-dropping-particle", "family") if name.get(p))
    given = " ".join(str(name[p]) for p in ("given", "dropping-particle") if name.get(p))
    given = f"{given} {name.get('suffix') or ''}".strip()
    return f"{family}, {given}" if given else family


def _inverted(names: list[dict[str, Any]]) -> list[str]:
    """Names for readers that take what stands before the comma as the family's, else split at the
    last blank: a body's name without a comma of its own gets one at its end, and stays whole."""
    return [_turned(name, _full(name)) for name in names]


def _turned(name: dict[str, Any], full: str) -> str:
    return f"{full}," if "literal" in name and "," not in full else full


def _appeared_in(entry: Entry) -> str:
    if entry.container or entry.kind not in _NO_PUBLISHER:
        return entry.container
    return entry.publisher


def highwire(entry: Entry) -> list[tuple[str, str]]:
    """``meta`` names and contents for an entry's own page, in order; contents are not escaped.

    Authors are "Family, Given" and dates YYYY/MM/DD, as Google Scholar asks. ``z:itemType`` tells
    Zotero the kind; ``citation_journal_title`` and the like would overrule it, so only the kinds
    they mean have them, and others name what they appeared in as ``prism.publicationName``.
    """
    made, source = item_of(entry), source_of(entry)
    kind = entry.kind
    tags = [("citation_title", entry.title)]
    tags += [("citation_author", name) for name in told(made.get("author", []), _inverted)]
    tags += [("citation_editor", name) for name in told(made.get("editor", []), _inverted)]
    issued = _day(entry.issued, "/")
    tags.append(("citation_publication_date", issued))
    if source.url and issued.count("/") == 2:
        tags.append(("citation_online_date", issued))
    if kind in _JOURNALS:
        tags.append(("citation_journal_title", _appeared_in(entry)))
    elif kind == "chapter":
        tags += [
            ("citation_inbook_title", entry.container),
            ("citation_book_title", entry.container),
        ]
    elif kind == "paper-conference":
        tags.append(("citation_conference_title", entry.container))
    else:
        tags.append(("prism.publicationName", _appeared_in(entry)))
    if kind == "report":
        tags.append(("citation_technical_report_institution", entry.publisher))
        tags.append(("citation_technical_report_number", str(made.get("number", ""))))
    elif kind == "thesis":
        tags.append(("citation_dissertation_institution", entry.publisher))
    tags.append(("citation_publisher", entry.publisher))
    if not _RARE.isdisjoint(made):
        pages = str(made.get("page", "")).replace("–", "-").partition("-")
        for tag, value in (
            ("citation_volume", made.get("volume")), ("citation_issue", made.get("issue")),
            ("citation_firstpage", pages[0]), ("citation_lastpage", pages[2]),
            ("citation_doi", made.get("DOI")), ("citation_isbn", made.get("ISBN")),
            ("citation_issn", made.get("ISSN")),
        ):  # fmt: skip
            if value:
                tags.append((tag, str(value)))
    tags += [("citation_language", entry.language), ("citation_public_url", source.url)]
    if source.url.lower().partition("?")[0].endswith(".pdf"):
        tags.append(("citation_pdf_url", source.url))
    tags.append(("z:itemType", ZOTERO.get(kind, "")))
    for tag, value in (
        ("z:place", made.get("publisher-place")), ("z:edition", made.get("edition")),
        ("z:type", made.get("genre")),
    ):  # fmt: skip
        if value:
            tags.append((tag, str(value)))
    return [(name, value) for name, value in tags if value]


def coins(entry: Entry) -> str:
    """The OpenURL context object (KEV) for the ``title`` of ``<span class="Z3988">``.

    It is a query string, to be HTML-escaped like any attribute. Journals' articles, books,
    chapters, papers, reports and theses have formats of their own; the rest is Dublin Core with
    Zotero's item type. COinS has no place for an access date: Zotero notes its own.
    """
    made, source = item_of(entry), source_of(entry)
    kind, title, publisher = entry.kind, entry.title, entry.publisher
    said = [_format(kind)]

    def add(name: str, value: object, quote: Callable[[str], str] = _quoted) -> None:
        if value:
            said.append(f"{name}={quote(str(value))}")

    if kind in _JOURNALS:
        add("rft.atitle", title, _quote)
        add("rft.jtitle", _appeared_in(entry))
    elif kind in ("book", "collection", "report"):
        add("rft.btitle", title, _quote)
    elif kind in ("chapter", "paper-conference"):
        add("rft.atitle", title, _quote)
        add("rft.btitle", entry.container)
    else:
        add("rft.title", title, _quote)
        if kind == "thesis":
            add("rft.inst", publisher)
            add("rft.degree", made.get("genre"))
        else:
            add("rft.source", _appeared_in(entry))
    if "author" in made:
        said += told(made["author"], _authors)
    add("rft.date", _day(entry.issued, "-"))
    if kind != "thesis":
        add("rft.pub", publisher)
    rare = not _RARE.isdisjoint(made)
    if rare:
        add("rft.place", made.get("publisher-place"))
        add("rft.volume", made.get("volume"))
        add("rft.issue", made.get("issue"))
        add("rft.pages", made.get("page"))
    add("rft.edition", entry.edition)
    if rare:
        add("rft.isbn", made.get("ISBN"))
        add("rft.issn", made.get("ISSN"))
    add("rft.language", entry.language)
    if rare and made.get("DOI"):
        add("rft_id", f"info:doi/{made['DOI']}")
    add("rft_id", _plain(source.url), _quote)
    return "&".join(said)


@lru_cache(maxsize=256)  # of kinds there are few, but a record may hold any word
def _format(kind: str) -> str:
    """The part of a context object that says of what kind the work is."""
    genre = _GENRES.get(kind)
    form = "journal" if kind in _JOURNALS else "dissertation" if kind == "thesis" else "book"
    if genre is None and form == "book":
        form = "dc"
    pairs = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}")]
    if form == "dc":
        pairs.append(("rft.type", ZOTERO.get(kind, "document")))
    elif genre:
        pairs.append(("rft.genre", genre))
    return "&".join(f"{name}={_quote(value)}" for name, value in pairs)


def _quote(value: str) -> str:
    if not value.encode().translate(None, _SAFE):  # most; quote_plus looks letter by letter
        return value.replace(" ", "+")
    return quote_plus(value.replace("+", _PLUS), safe=":/,")


_quoted = lru_cache(maxsize=4096)(_quote)  # publishers and days recur, titles and addresses don't


def _authors(names: list[dict[str, Any]]) -> list[str]:
    """Names as ``rft.au``, in order; a body that is the only author as ``rft.aucorp``.

    Zotero puts every ``aucorp`` before the first ``au``, the last first: beside others a body is an
    ``au`` with a comma at its end. One with a comma of its own can't be, and comes first.
    """
    made = []
    for name in names:
        full = _full(name)
        alone = "literal" in name and (len(names) == 1 or "," in full)
        pair = ("rft.aucorp", full) if alone else ("rft.au", _turned(name, full))
        if pair[1]:
            made.append(f"{pair[0]}={_quote(pair[1])}")
    return made


def _plain(url: str) -> str:
    """The same address without a plus, which Zotero reads as a blank even where it is escaped."""
    path, mark, query = url.partition("?")
    return path.replace("+", "%2B") + mark + query.replace("+", "%20")


def script(value: Any) -> str:
    """JSON that may stand inside ``<script>``: no character in it can end the element."""
    made = msgspec.json.encode(value)
    if (
        b"<" in made or b">" in made or b"&" in made
        or b"\xe2\x80\xa8" in made or b"\xe2\x80\xa9" in made  # the ends of lines of JavaScript
    ):  # fmt: skip
        return _TO_ESCAPE.sub(_escape, made.decode())
    return made.decode()


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def _at(url: str) -> dict[str, str]:
    """Where a page is. A library without a public address knows only a path within its site, which
    readers would take for one beside the page: then the page's own address serves."""
    return {"@id": url, "url": url} if "://" in url else {}


def _agents(names: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [_agent(name) for name in names]


def _agent(name: dict[str, Any]) -> dict[str, str]:
    if "literal" in name:
        return {"@type": "Organization", "name": str(name["literal"])}

    def joined(*parts: str) -> str:
        return " ".join(str(name[part]) for part in parts if name.get(part))

    family = joined("non-dropping-particle", "family")
    whole = " ".join(filter(None, (joined("given", "dropping-particle"), family, joined("suffix"))))
    made = {"@type": "Person", "name": whole, "familyName": family}
    if name.get("given"):
        made["givenName"] = str(name["given"])
    return made


def _work(entry: Entry, source: Source, *, brief: bool) -> dict[str, Any]:
    made = item_of(entry)
    work: dict[str, Any] = {"@type": _SCHEMA.get(entry.kind, "CreativeWork"), "name": entry.title}
    if made.get("author"):
        work["author"] = told(made["author"], _agents)
    if issued := _day(entry.issued, "-"):
        work["datePublished"] = issued
    if source.url:
        work["url"] = source.url
    if brief:
        return work
    if entry.publisher:
        work["publisher"] = {"@type": "Organization", "name": entry.publisher}
    if entry.container:
        whole = "Periodical" if entry.kind in _PERIODICALS else "CreativeWork"
        work["isPartOf"] = {"@type": whole, "name": entry.container}
    if entry.language:
        work["inLanguage"] = entry.language
    for scheme in ("DOI", "ISBN", "ISSN"):
        if made.get(scheme):
            if scheme == "ISBN":
                work["isbn"] = made[scheme]
            work.setdefault("identifier", []).append(
                {"@type": "PropertyValue", "propertyID": scheme, "value": made[scheme]}
            )
    if source.memento is not None:
        work["archivedAt"] = source.memento.url
    if read := _day(source.accessed, "-"):
        # schema.org has no "date accessed"; a completed reading of this work says just that.
        work["@reverse"] = {
            "object": {
                "@type": "ReadAction",
                "actionStatus": "https://schema.org/CompletedActionStatus",
                "endTime": read,
            }
        }
    return work


def jsonld_entry(entry: Entry, url: str, *, site: str = "", language: str = "en") -> str:
    """JSON-LD for an entry's page at ``url``: a page whose main entity is the published work.

    Safe inside ``<script type="application/ld+json">``.
    """
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ItemPage",
        **_at(url),
        "name": entry.title,
        "inLanguage": language,
        "mainEntity": _work(entry, source_of(entry), brief=False),
    }
    if site:
        made["isPartOf"] = {"@type": "WebSite", "name": site}
    return script(made)


def jsonld_page(
    page: Page,
    entries: Iterable[Entry],
    url: str,
    *,
    title: str = "",
    site: str = "",
    language: str = "en",
) -> str:
    """JSON-LD for a curated page: a CollectionPage listing its entries, briefly and in order.

    ``title`` falls back to "Theme - Subject". Safe inside ``<script>``.
    """
    subject = page.subject
    name = subject.as_written or subject.name or subject.country or ""
    works = [_work(entry, source_of(entry), brief=True) for entry in entries]
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        **_at(url),
        "name": title or page_title(page),
        "inLanguage": language,
        "about": {"@type": "Country" if subject.kind == "country" else "Thing", "name": name},
        "mainEntity": {
            "@type": "ItemList",
            "numberOfItems": len(works),
            "itemListElement": works,
        },
    }
    if site:
        made["isPartOf"] = {"@type": "WebSite", "name": site}
    return script(made)
