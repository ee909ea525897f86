"""What templates are given of how the library fares."""

from sourcebook.publish.views.entries import AddressView
from sourcebook.publish.views.pages import Standing
from sourcebook.publish.views.view import Link, Piece, View


class ColumnView(View, frozen=True, kw_only=True):
    """A column of the chart of standings: its month in words, and its parts from the bottom up as
    (name, x, y, width, height), in the units of the drawing, or ``flat``, for a bar of 100 by 10 in
    narrow windows; ``label`` tells them in words, ``counts`` in figures; ``name`` is "" where the axis
    leaves it out."""

    month: str
    label: str
    total: str
    parts: tuple[tuple[str, str, str, str, str], ...]
    flat: tuple[tuple[str, str, str, str, str], ...]
    counts: tuple[str, ...]
    name: str = ""
    middle: str = ""


class ChartView(View, frozen=True, kw_only=True):
    """Addresses by standing over time. ``names`` are the standings that occur, from the bottom up, as
    (name, mark, word); ``labels`` stand beside the last column as (y, words, y of its part)."""

    width: str
    right: str
    columns: tuple[ColumnView, ...]
    names: tuple[tuple[str, str, str], ...]
    labels: tuple[tuple[str, str, str], ...]
    says: str


class TaskView(View, frozen=True, kw_only=True):
    """An address to look after: what stands there, in words, and the command to run."""

    entry: Link
    address: AddressView
    why: tuple[Piece, ...]
    copy: str
    found: str
    command: str


class HealthView(View, frozen=True, kw_only=True):
    """How the library fares. ``tasks`` are those of this page, by standing as (heading, anchor, tasks);
    ``says`` are sentences; ``addresses`` and ``quotes`` are (name, standing)."""

    title: str
    says: tuple[str, ...]
    first: bool
    addresses: tuple[tuple[str, Standing], ...] = ()
    quotes: tuple[tuple[str, Standing], ...] = ()
    chart: ChartView | None = None
    tasks: tuple[tuple[str, str, tuple[TaskView, ...]], ...] = ()
    count: int = 0
    pages: tuple[Link, ...] = ()
