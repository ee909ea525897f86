"""Capture what pages need to be shown, and find those captures again. I/O."""

from collections.abc import Callable, Iterator

from sourcebook.collect.web.visiting import Visit, Visitor
from sourcebook.errors import SourcebookError
from sourcebook.preserve.archive import Archive, Writer
from sourcebook.preserve.opening import pieces
from sourcebook.preserve.requisites import DEEP, MOST, in_page, in_style
from sourcebook.preserve.taking import Held, Unusable, take_visit
from sourcebook.records import Capture, Finding
from sourcebook.store import Store
from sourcebook.store.keys import key_of

PAGES = ("text/html", "application/xhtml+xml")
LARGEST = 20_000_000  # bytes of a page or style that is looked through
ANYTHING = "*/*"


def needed(capture: Capture, payload: Callable[[Capture], bytes], *, deep: int = 0) -> list[str]:
    """The addresses a captured page or style needs; none where it can't be read."""
    if capture.length > LARGEST or not capture.url:
        return []
    base = (capture.url, *capture.redirects)[-1]
    page = capture.media_type in PAGES
    if not (page or (capture.media_type == "text/css" and deep < DEEP)):
        return []
    try:
        data = payload(capture)
    except SourcebookError:
        return []
    return in_page(data, base) if page and deep == 0 else in_style(data, base) if not page else []


class Dressing:
    """Captures the requisites of pages, one run long; what several pages share once."""

    def __init__(
        self, store: Store, archive: Archive, held: Held, visitor: Visitor, *, who: str, why: str
    ) -> None:
        self.store = store
        self.archive = archive
        self.held = held
        self.visitor = visitor
        self.who = who
        self.why = why
        self._done: set[str] = set()

    def page(self, writer: Writer, capture: Capture) -> Iterator[Finding]:
        """Capture what a page needs; one finding says what could not be had."""
        waiting = [(url, 1) for url in needed(capture, self._payload)]
        missed: list[str] = []
        count = 0
        while waiting and count < MOST:
            url, deep = waiting.pop(0)
            if url in self._done:
                continue
            self._done.add(url)
            count += 1
            made = self._one(writer, url, capture.id)
            if isinstance(made, str):
                missed.append(made)
                continue
            waiting += [(inner, deep + 1) for inner in needed(made, self._payload, deep=deep)]
        if missed:
            told = "; ".join(missed[:3]) + (
                f"; and {len(missed) - 3} more" if len(missed) > 3 else ""
            )
            yield Finding(
                rule="requisites-missing",
                subject=f"address {capture.url}",
                level="info",
                says=f"{len(missed)} of {count} of its pictures, styles and scripts could not be "
                f"captured: {told}",
            )

    def _payload(self, capture: Capture) -> bytes:
        return b"".join(pieces(self.archive, capture, self.held.with_digest))

    def _one(self, writer: Writer, url: str, page: str) -> "Capture | str":
        visit = self.visitor.visit(url, accept=ANYTHING)
        try:
            return self.keep(writer, visit, page)
        finally:
            visit.close()

    def keep(self, writer: Writer, visit: Visit, page: str) -> "Capture | str":
        """Keep the visit of something a page needs; words where there is nothing to keep."""
        url = visit.url
        if visit.rule:
            return f"{url} ({visit.why})"
        try:
            taken = take_visit(
                writer, visit, self.held,
                largest=self.visitor.limits.largest, note=f"requisite of {page}",
            )  # fmt: skip
        except Unusable as fault:
            return f"{url} ({fault})"
        writer.sync()
        self.store.commit(
            [(None, taken.capture)], who=self.who, what=f"capture {url}", why=self.why
        )
        if not 200 <= taken.capture.status < 300:
            return f"{url} (answers {taken.capture.status})"
        return taken.capture


def with_requisites(
    store: Store, capture: Capture, payload: Callable[[Capture], bytes]
) -> Iterator[Capture]:
    """The captures of what a page needs, as far as there are any: those nearest to it in time."""
    waiting = [(url, 1) for url in needed(capture, payload)]
    seen: set[str] = set()
    while waiting:
        url, deep = waiting.pop(0)
        key = key_of(url)
        if key is None or key in seen:
            continue
        seen.add(key)
        ids = store.captures_by_address([key]).get(key, ())
        there = [c for c in store.many(Capture, ids).values() if 200 <= c.status < 300]
        if not there:
            continue
        nearest = min(there, key=lambda one: abs(_minutes(one.at) - _minutes(capture.at)))
        yield nearest
        waiting += [(inner, deep + 1) for inner in needed(nearest, payload, deep=deep)]


def _minutes(at: str) -> float:
    from datetime import datetime

    try:
        return datetime.fromisoformat(at).timestamp() / 60
    except ValueError:
        return 0.0
