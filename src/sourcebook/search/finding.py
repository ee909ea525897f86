"""Find entries: the whole way from what was typed to what is shown. I/O: reads the index.

Entries are matched and counted by their own documents; the best of them are ranked once more by their
best passage, so that a long report is found by the page that answers, and short ones aren't drowned.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Literal

import msgspec

from sourcebook.search.asking import Asked, Known, Leaf, look_up
from sourcebook.search.counting import counted
from sourcebook.search.documents import Shown
from sourcebook.search.feedback import LEAST, PASSAGES, SHARE, expand
from sourcebook.search.fields import Choice, Hint
from sourcebook.search.index import Index
from sourcebook.search.meaning import WEIGHT
from sourcebook.search.passages import Passage
from sourcebook.search.queries import Writer
from sourcebook.search.query import parse
from sourcebook.search.results import Count, Hit, Results
from sourcebook.search.showing import SHOWN, Candidate, each_once
from sourcebook.search.snippets import marks
from sourcebook.search.words import line

Sort = Literal["relevance", "date", "oldest", "title"]
SORTS = ("relevance", "date", "oldest", "title")
LIMIT = 10
MOST = 1_000  # hits at once; more are paged
DEEPEST = 100_000  # how far one may page
ENOUGH = 10  # entries with all words, or as many as are asked for, from which on those with some aren't shown
WINDOW = 60  # entries that are ranked by their best passage too
_PASSAGES = 300  # passages looked at for that
_BY_PASSAGE = 0.3  # what the best passage weighs, against the whole entry
_ALL_FIRST = 1_000.0  # more than any score: entries with all words stand before those with some
_CANDIDATES = 8  # passages of a hit among which those to show are chosen


class Finder:
    """Finds in one state of an index."""

    def __init__(self, index: Index) -> None:
        self._entries = index.entries.searcher
        self._passages = index.passages.searcher
        self._known = Known(self._entries, index.entries.schema)
        self._write = Writer(self._known, index.passages)

    def find(
        self,
        words: str,
        *,
        limit: int = LIMIT,
        offset: int = 0,
        sort: Sort = "relevance",
        facets: Sequence[str] = (),
        choices: Iterable[Choice] = (),
        hints: Iterable[Hint] = (),
        near: Callable[[str], Mapping[int, float]] | None = None,
    ) -> Results:
        """The entries that match; ``choices`` are further conditions, ``hints`` what is said of them,
        ``facets`` those whose values are counted. ``near`` gives the entries near in meaning to words, by
        owner, with their likeness: they rank among the others, and follow them in the total."""
        began = time.perf_counter()
        asked = look_up(parse(words), self._known)
        asked.choices += choices
        asked.hints += hints
        alike: Mapping[int, float] = {}
        if near is not None and sort == "relevance" and asked.needed:
            alike = near(" ".join(leaf.written for leaf in asked.leaves))
        exact, counts = self._counted(asked, facets)
        total, every, first = exact, True, None
        loose = [leaf for leaf in asked.needed if isinstance(leaf, Leaf) and not leaf.bound]
        enough = max(ENOUGH, limit) if sort == "relevance" else ENOUGH
        whole = self._write.matching(asked, every=True)
        if exact < enough and (len(loose) > 1 or (loose and len(asked.needed) > 1 and not exact)):
            every = False
            if exact and (len(loose) < LEAST or exact >= ENOUGH):
                first = whole
        matching = whole if every else self._write.matching(asked, every=False)
        if alike or not every:
            total, counts = self._counted(asked, facets, every=every, near=list(alike))
        only_near: set[int] = set()
        last = offset + limit
        scored: list[tuple[float, Any]] = []
        if limit:
            scored = self._order(asked, matching, first=first, last=last, sort=sort)
            if alike:
                scored, only_near = self._fused(asked, scored, matching, alike)
        shown = self._shown(asked, scored[offset:last], None if every else whole, only_near)
        if not every and total > exact:
            asked.hints.append(_relaxed(exact))
        return Results(
            query=words[:200],
            total=total,
            exact=exact,
            offset=offset,
            sort=sort,
            hits=tuple(shown),
            facets=counts,
            instead=asked.instead,
            suggestion=_suggestion(words, asked),
            hints=tuple(dict.fromkeys([*asked.hints, *_nothing(asked, total)])),
            milliseconds=round((time.perf_counter() - began) * 1000, 2),
        )

    def _counted(
        self,
        asked: Asked,
        facets: Sequence[str],
        *,
        every: bool = True,
        near: Sequence[int] = (),
    ) -> tuple[int, dict[str, tuple[Count, ...]]]:
        """What has all the words, or any; with those of ``near`` that meet the conditions."""

        def matching(asked: Asked) -> Any:
            query = self._write.matching(asked, every=every)
            return self._write.either(query, self._write.among(asked, near)) if near else query

        return counted(self._entries, asked, matching, facets)

    # --- ranking ------------------------------------------------------------------------------
    def _order(
        self, asked: Asked, matching: Any, *, first: Any, last: int, sort: Sort
    ) -> list[tuple[float, Any]]:
        """The first ``last`` entries, or some more; those that match ``first`` before all others."""
        if sort == "relevance" and not asked.needed:
            sort = "date"
        if sort != "relevance":
            return self._sorted(matching, sort, last)
        found = self._ranked(matching, first, last)
        best = self._by_passage(asked, found[:WINDOW])
        own = [leaf for leaf in asked.needed if isinstance(leaf, Leaf)]
        if LEAST <= len(own) == len(asked.needed):
            terms = self._learned(asked, own, best)
            if terms:
                named = [leaf.code for leaf in own if leaf.code]
                terms += [(t, SHARE / len(leaf.parts)) for leaf in own for t in leaf.parts]
                weighted = self._write.weighted(matching, terms, named, SHARE)
                found = self._ranked(weighted, first, last)
                best = self._by_passage(asked, found[:WINDOW], terms=terms)
        return [*best, *found[WINDOW:]]

    def _ranked(self, matching: Any, first: Any, last: int) -> list[tuple[float, Any]]:
        if first is not None:
            matching = self._write.first(first, matching, _ALL_FIRST)
        found: list[tuple[float, Any]] = self._entries.search(
            matching, max(last, WINDOW), count=False
        ).hits
        return found

    def _fused(
        self,
        asked: Asked,
        scored: list[tuple[float, Any]],
        matching: Any,
        near: Mapping[int, float],
    ) -> tuple[list[tuple[float, Any]], set[int]]:
        """The entries with those near in meaning among them, and which of these have none of the words."""
        there = self._entries.search(
            self._write.among(asked, list(near)), len(near) or 1, count=False
        ).hits
        owners = self._owners(there)
        matched = set(self._among(matching, owners))
        head, rest = scored[:WINDOW], scored[WINDOW:]
        most = max((score % _ALL_FIRST for score, _ in head), default=1.0) or 1.0
        found = {
            number: (_ALL_FIRST * (score >= _ALL_FIRST) + score % _ALL_FIRST / most, address)
            for number, (score, address) in zip(self._owners(head), head, strict=True)
        }
        for number, (_, address) in zip(owners, there, strict=True):
            if number in found:
                found[number] = (found[number][0] + WEIGHT * near[number], address)
            elif number not in matched:
                found[number] = (WEIGHT * near[number], address)
        ranked = sorted(found.values(), key=lambda one: -one[0])
        return [*ranked, *rest], set(owners) - matched

    def _sorted(self, matching: Any, sort: Sort, last: int) -> list[tuple[float, Any]]:
        import tantivy

        order = tantivy.Order
        if sort == "oldest":  # the undated last, as with the newest first
            dated = self._write.dated(matching, 1, None)
            undated = self._write.dated(matching, 0, 0)
            some = self._entries.search(dated, last, order_by_field="date", order=order.Asc).hits
            return [*some, *self._entries.search(undated, last, count=False).hits]
        field, way = ("date", order.Desc) if sort == "date" else ("alphabet", order.Asc)
        found = self._entries.search(matching, last, order_by_field=field, order=way)
        return [(0.0, address) for _, address in found.hits]

    def _by_passage(
        self,
        asked: Asked,
        found: Sequence[tuple[float, Any]],
        *,
        terms: Sequence[tuple[str, float]] = (),
    ) -> list[tuple[float, Any]]:
        """The entries in the order of their own and their best passage's score together; of one word
        their own says all."""
        if len(found) < 2 or len(asked.leaves) < 2:
            return list(found)
        owners = self._owners(found)
        best: dict[int, float] = {}
        for number, score, _ in self._passages_of(asked, owners, _PASSAGES, terms):
            best.setdefault(number, score)
        scored = [
            (score + _BY_PASSAGE * best.get(number, 0.0), address)
            for (score, address), number in zip(found, owners, strict=True)
        ]
        return sorted(scored, key=lambda one: -one[0])

    def _passages_of(
        self,
        asked: Asked,
        owners: Sequence[int],
        most: int,
        terms: Sequence[tuple[str, float]] = (),
    ) -> list[tuple[int, float, Any]]:
        """The best passages of these entries: (owner, score, address), the best first."""
        query = self._write.passages(asked, owners, terms=terms)
        if query is None or not owners:
            return []
        hits = self._passages.search(query, most, count=False).hits
        numbers = self._passages.fast_field_values("owner", [address for _, address in hits])
        return [(int(n), s, a) for n, (s, a) in zip(numbers, hits, strict=True)]

    def _among(self, matching: Any, owners: Sequence[int]) -> list[int]:
        """Those of the owners that match."""
        if not owners:
            return []
        held = self._write.both(matching, self._write.owned(owners))
        return self._owners(self._entries.search(held, len(owners), count=False).hits)

    def _owners(self, found: Sequence[tuple[float, Any]]) -> list[int]:
        return list(self._entries.fast_field_values("owner", [address for _, address in found]))

    def _learned(
        self, asked: Asked, leaves: Sequence[Leaf], best: Sequence[tuple[float, Any]]
    ) -> list[tuple[str, float]]:
        own = [t for one in leaves if not one.code for t in one.terms[-1:]]
        passages = []
        for _, score, address in self._passages_of(asked, self._owners(best[:PASSAGES]), PASSAGES):
            passage = self._passage(address)
            passages.append((line(passage.text, passage.language), score))
        known = self._known

        def entries(term: str) -> int:
            return max(known.entries("quote", term), known.entries("text", term))

        learned = expand(own, passages, entries, self._entries.num_docs)
        return [(term, weight * max(len(own), 1)) for term, weight in learned]

    # --- showing ------------------------------------------------------------------------------
    def _passage(self, address: Any) -> Passage:
        return msgspec.json.decode(self._passages.doc(address)["shown"][0], type=Passage)

    def _shown(
        self,
        asked: Asked,
        scored: Sequence[tuple[float, Any]],
        every: Any,
        only_near: set[int],
    ) -> list[Hit]:
        """The hits, with their passages; ``every`` is what has all the words, where others don't."""
        entries = [
            msgspec.json.decode(self._entries.doc(address)["shown"][0], type=Shown)
            for _, address in scored
        ]
        leaves = asked.leaves
        owners = self._owners(scored)
        passages = self._best(asked, owners)
        for number in only_near.intersection(owners):
            query = self._write.first_passages(number)
            hits = self._passages.search(query, 1, count=False).hits
            passages[number] = [(0, partial(self._passage, address)) for _, address in hits]
        whole = set(owners) if every is None else set(self._among(every, owners))
        hits = []
        for entry, number, (score, _) in zip(entries, owners, scored, strict=True):
            in_title = [one for one in leaves if "title" in one.fields]
            found = marks(entry.title, entry.language, in_title)
            hits.append(
                Hit(
                    id=entry.id,
                    title=entry.title,
                    score=round(score % _ALL_FIRST, 4),
                    byline=entry.byline,
                    publisher=entry.publisher,
                    issued=entry.issued,
                    language=entry.language,
                    countries=entry.countries,
                    pages=entry.pages,
                    marks=tuple((start, end) for start, end, _ in found),
                    passages=each_once(passages.get(number, ()), leaves),
                    all_words=number in whole and number not in only_near,
                    near=number in only_near,
                )
            )
        return hits

    def _best(self, asked: Asked, owners: Sequence[int]) -> dict[int, list[Candidate]]:
        """The best passages of each entry."""
        chosen: dict[int, list[Any]] = {}
        for number, _, address in self._passages_of(asked, owners, SHOWN * len(owners) * 8):
            some = chosen.setdefault(number, [])
            if len(some) < _CANDIDATES:
                some.append(address)
        every = [address for some in chosen.values() for address in some]
        same = iter(self._passages.fast_field_values("same", every))
        return {
            number: [(next(same), partial(self._passage, address)) for address in some]
            for number, some in chosen.items()
        }


def _relaxed(exact: int) -> Hint:
    if not exact:
        return Hint(rule="relaxed", says="No entry has all the words; these have some of them.")
    have = "1 entry has" if exact == 1 else f"{exact:,} entries have"
    return Hint(rule="relaxed", says=f"{have} all the words; the others have some of them.")


def _nothing(asked: Asked, total: int) -> list[Hint]:
    """Why nothing was found, in words."""
    if total:
        return []
    missing = [
        leaf.written
        for leaf in asked.leaves
        if not (leaf.terms or leaf.phrases or leaf.surfaces or leaf.code)
    ]
    if missing:
        named = ", ".join(f"“{word[:40]}”" for word in dict.fromkeys(missing[:4]))
        return [Hint(rule="nothing", says=f"Nothing here has {named}. Try fewer or other words.")]
    if any(leaf.phrases for leaf in asked.leaves):
        return [
            Hint(
                rule="nothing",
                says="Nothing has these words side by side; try without quotation marks.",
            )
        ]
    if asked.choices:
        return [Hint(rule="nothing", says="Nothing has all of that together; leave out a filter.")]
    return []


def _suggestion(words: str, asked: Asked) -> str:
    """The query with what was misspelled put right, "" where nothing was."""
    made = words[:200]
    for wrong, right in {**asked.instead, **asked.better}.items():
        made = made.replace(wrong, right)
    return made if made != words[:200] else ""
