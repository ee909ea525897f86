"""The site's own plain words for codes: standings, kinds of entries, fields, locators. Pure."""

import re

from sourcebook.records import AddressStanding, ExcerptStanding, Locator

# standing: (shape, words); never told by colour alone
ADDRESS: dict[AddressStanding, tuple[str, str]] = {
    "alive": ("●", "alive"),
    "moved": ("→", "moved"),
    "changed": ("≠", "there, but changed"),
    "soft gone": ("×", "gone, though it answers"),
    "gone": ("×", "gone"),
    "unsure": ("?", "unsure"),
    "unchecked": ("–", "not checked yet"),
}
EXCERPT: dict[ExcerptStanding, tuple[str, str]] = {
    "verified": ("✓", "verified"),
    "differs": ("≠", "differs from its source"),
    "absent": ("∅", "not found in its source"),
    "unchecked": ("–", "not captured yet"),
}
CAPTURED = "not checked yet"  # an excerpt of an entry that was captured
SECTIONS = {
    "featured": "Featured",
    "archives": "Archives",
    "earlier": "Earlier editions of some of the above",
}
# CSL 1.0.2 item types
KINDS = {
    "article": "Article", "article-journal": "Journal article",
    "article-magazine": "Magazine article", "article-newspaper": "Newspaper article",
    "bill": "Bill", "book": "Book", "broadcast": "Broadcast", "chapter": "Chapter",
    "collection": "Collection", "dataset": "Data set", "document": "Document",
    "entry-dictionary": "Dictionary entry", "entry-encyclopedia": "Encyclopedia entry",
    "graphic": "Picture", "hearing": "Hearing", "interview": "Interview",
    "legal_case": "Court case", "legislation": "Law", "manuscript": "Manuscript", "map": "Map",
    "motion_picture": "Film", "pamphlet": "Pamphlet", "paper-conference": "Conference paper",
    "periodical": "Periodical", "post": "Post", "post-weblog": "Blog post",
    "regulation": "Regulation", "report": "Report", "review": "Review", "software": "Software",
    "speech": "Speech", "standard": "Standard", "thesis": "Thesis", "treaty": "Treaty",
    "webpage": "Web page",
}  # fmt: skip
IDENTIFIERS = {
    "doi": ("DOI", "https://doi.org/"),
    "hdl": ("Handle", "https://hdl.handle.net/"),
    "isbn": ("ISBN", ""),
    "issn": ("ISSN", ""),
    "oclc": ("OCLC", "https://search.worldcat.org/title/"),
    "pmcid": ("PMCID", "https://pmc.ncbi.nlm.nih.gov/articles/"),
    "pmid": ("PMID", "https://pubmed.ncbi.nlm.nih.gov/"),
    "sha-256": ("SHA-256", ""),
    "urn": ("URN", ""),
}
_DETAILS = {
    "collection-title": "Series", "number-of-pages": "Pages in all", "publisher-place": "Place",
    "page": "Pages", "event-title": "Event", "ISBN": "ISBN", "ISSN": "ISSN", "DOI": "DOI",
}  # fmt: skip
_LOCATORS = {
    "page": "p. {}", "paragraph": "¶ {}", "section": "§ {}", "chapter": "ch. {}",
    "article": "article {}", "volume": "vol. {}", "figure": "fig. {}", "line": "l. {}",
    "note": "n. {}", "sub-verbo": "under “{}”",
}  # fmt: skip
_MANY_PAGES = re.compile(r"\d\s*[-–,]\s*\d")


def kind(code: str) -> str:
    """What a kind of entry is called."""
    return KINDS.get(code) or code.replace("-", " ").replace("_", " ").capitalize()


def field(name: str) -> str:
    """What a CSL variable is called: "publisher-place" is "Place"; what a table's column was called
    that no variable holds ("x-tier") keeps that name."""
    name = name.removeprefix("x-")
    return _DETAILS.get(name) or name.replace("-", " ").replace("_", " ").capitalize()


def locator(where: Locator | None) -> str:
    """Where in a source words stand: "p. 107", "pp. 3–5", "¶ 45", "scroll down to 6 May 2005"."""
    if where is None:
        return ""
    if where.kind == "page" and _MANY_PAGES.search(where.value):
        return f"pp. {where.value}"
    if where.kind in _LOCATORS and where.value:
        return _LOCATORS[where.kind].format(where.value)
    return where.as_written.strip("[] ") or f"{where.kind} {where.value}".strip()


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, which blank lines part."""
    return tuple(part for part in (p.strip() for p in re.split(r"\n\s*\n", text)) if part)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 entry", "12,000 entries"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
