"""One cite while it is rendered: its item and locator, and what has been called and found."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from sourcebook.publish.cite.csl import markup
from sourcebook.publish.cite.csl.case import cased

NAME_VARIABLES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator "  # noqa: SIM905
    "director editor editor-translator editorial-director executive-producer guest host "
    "illustrator interviewer narrator organizer original-author performer producer recipient "
    "reviewed-author script-writer series-creator translator".split()
)
DATE_VARIABLES = frozenset(
    "accessed available-date event-date issued original-date submitted".split()  # noqa: SIM905
)
_ALIASES = {"title-short": "shortTitle", "container-title-short": "journalAbbreviation",
            "event": "event-title", "event-title": "event"}  # fmt: skip
LITERALS = frozenset({"URL", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "archive_location"})


def _dated(date: dict[str, Any]) -> bool:
    parts = date.get("date-parts") or [[]]
    return bool((parts[0] and parts[0][0]) or date.get("literal") or date.get("raw"))


@lru_cache(maxsize=4096)  # each of a page's styles asks for the same title and publisher
def _ready(text: str, rich: bool) -> str:
    return markup.quotes(markup.rich(text) if rich else markup.plain(text))


@lru_cache(maxsize=1024)
def _literal(text: str) -> str:
    return markup.plain(text)


class State:
    """What the elements of a style read and count while one item is rendered."""

    __slots__ = (
        "before", "called", "cite", "disambiguate", "english", "filled", "first_names", "instead",
        "item", "number", "over", "position", "rich", "skip", "sorting", "suffix_due", "used",
        "year_suffix",
    )  # fmt: skip

    def __init__(self, item: dict[str, Any], *, rich: bool, english: bool) -> None:
        self.item = item
        self.cite: dict[str, Any] = {}
        self.called = self.filled = 0
        self.skip: set[str] = set()
        self.used: list[str] = []
        self.over: dict[str, str] = {}
        self.number = 1
        self.position: frozenset[str] = frozenset()
        self.rich, self.english = rich, english
        self.sorting = False
        self.year_suffix = ""
        self.suffix_due = False
        self.first_names: str | None = None
        self.before: str | None = None
        self.instead = ""
        self.disambiguate = False

    def value(self, variable: str) -> str:
        """A text or number variable, ready to be joined; "" where the item has none."""
        raw = self.item.get(variable)
        if raw is None:
            raw = self._derived(variable)
        if raw is None or raw == "":
            return ""
        text = raw if isinstance(raw, str) else str(raw)
        return _literal(text) if variable in LITERALS else _ready(text, self.rich)

    def _derived(self, variable: str) -> Any:
        if variable in _ALIASES:
            return self.item.get(_ALIASES[variable])
        if variable == "citation-number":
            return str(self.number)
        if variable == "year-suffix":
            return self.year_suffix
        if variable == "locator":
            return self.cite.get("locator")
        if variable == "page-first":
            return str(self.item.get("page", "")).replace("–", "-").split("-")[0].split(",")[0]
        if variable == "first-reference-note-number":
            return self.cite.get("first-reference-note-number")
        return None

    def has(self, variable: str) -> bool:
        found = self.item.get(variable)
        if variable in DATE_VARIABLES:
            return found is not None and _dated(found)
        return bool(found) or bool(self._derived(variable))

    # What the elements do with a value, named so that a pattern can be taken of it (see pattern).
    def names(
        self, render: Callable[[list[dict[str, Any]], dict[str, str]], str], role: str
    ) -> str:
        """The people in a role, as text."""
        return render(self.item[role], self.over)

    def date(self, render: Callable[[dict[str, Any]], str], variable: str) -> str:
        """A date, as text."""
        return render(self.item[variable])

    def cased(self, text: str, case: str) -> str:
        """A text in a CSL text-case."""
        return cased(text, case, self.english)

    def bare(self, text: str) -> str:
        """A text without its full stops."""
        return text.replace(".", "")

    def tested(self, variable: str) -> str:
        """A variable whose content a test looks into."""
        return self.value(variable)
