"""Citations of entries and pages in any CSL style, with access date and archived copy always."""

from sourcebook.publish.cite.citer import Citer, cite, citer
from sourcebook.publish.cite.find import STYLES
from sourcebook.publish.cite.item import TYPES, Source, item, keeper, source_of
from sourcebook.publish.cite.pages import page, page_title

__all__ = [
    "STYLES",
    "TYPES",
    "Citer",
    "Source",
    "cite",
    "citer",
    "item",
    "keeper",
    "page",
    "page_title",
    "source_of",
]
