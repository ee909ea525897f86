"""What templates are given: frozen views of records, every link relative to the page, no logic left.

A view holds words and hrefs only. ``href`` values are relative to the page that shows them, so that
the site works from a folder, a memory stick or any host; ``html`` in a field's name marks the only
values that are HTML already (they come from the citation formatter, which escapes its input).
"""

from sourcebook.publish.views.entries import (
    Accessed,
    AddressView,
    Card,
    Cited,
    Copy,
    EntryView,
    ExcerptView,
    LookView,
    Shown,
)
from sourcebook.publish.views.frame import Head, Site
from sourcebook.publish.views.health import ChartView, ColumnView, HealthView, TaskView
from sourcebook.publish.views.lists import (
    AspectView,
    Bar,
    IndexView,
    ListView,
    SearchView,
    TimelineView,
)
from sourcebook.publish.views.pages import (
    CountryView,
    CuratedView,
    Glance,
    Group,
    HelplineView,
    HelpView,
    HomeView,
    SectionView,
    Shelf,
    SourcedView,
    Standing,
    TextView,
    ThemeView,
)
from sourcebook.publish.views.proofs import BlockView, EditionView, PictureView, ProofView
from sourcebook.publish.views.view import Link, Piece, View

__all__ = [
    "Accessed",
    "AddressView",
    "AspectView",
    "Bar",
    "BlockView",
    "Card",
    "ChartView",
    "Cited",
    "ColumnView",
    "Copy",
    "CountryView",
    "CuratedView",
    "EditionView",
    "EntryView",
    "ExcerptView",
    "Glance",
    "Group",
    "Head",
    "HealthView",
    "HelpView",
    "HelplineView",
    "HomeView",
    "IndexView",
    "Link",
    "ListView",
    "LookView",
    "PictureView",
    "Piece",
    "ProofView",
    "SearchView",
    "SectionView",
    "Shelf",
    "Shown",
    "Site",
    "SourcedView",
    "Standing",
    "TaskView",
    "TextView",
    "ThemeView",
    "TimelineView",
    "View",
]
