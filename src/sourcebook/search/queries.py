"""Write a question that was looked up as queries of tantivy: one for entries, one for their passages."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any

from sourcebook.search.asking import BOOSTS, Asked, Group, Known, Leaf, Without
from sourcebook.search.fields import Choice

PLACED = 0.4  # what a country weighs that an entry is about and doesn't name
_PHRASE = 1.3  # a phrase weighs more than its words: it is rarer than each
_NEXT = 0.6  # two words of a query that stand close together in a passage, against one word
_SLOP = 4
KIND = {"quote": ("excerpt", "note"), "text": ("text",)}


class Writer:
    """Writes queries for one index."""

    def __init__(self, known: Known, passages: Any) -> None:
        import tantivy

        self._q = tantivy.Query
        self._must, self._should = tantivy.Occur.Must, tantivy.Occur.Should
        self._not = tantivy.Occur.MustNot
        self._whole = tantivy.FieldType.Unsigned
        self._known = known
        self._entries = known.schema
        self._passages = passages.schema

    # --- entries ------------------------------------------------------------------------------
    def matching(self, asked: Asked, *, every: bool, scored: bool = True) -> Any:
        """The entries that match: have all that is needed, or with ``every`` false all that is bound,
        and without such any of the words."""
        clauses = []
        loose = [part for part in asked.needed if isinstance(part, Leaf) and not part.bound]
        bound = [part for part in asked.needed if not isinstance(part, Leaf) or part.bound]
        if every:
            clauses += [(self._must, self._part(part)) for part in asked.needed]
        else:
            clauses += [(self._must, self._part(part)) for part in bound]
            flat = [query for leaf in loose for query in self._loosely(leaf)]
            if flat and not clauses and not asked.choices and not asked.without:
                return self._any(flat)  # a plain union, which tantivy is quickest with
            if flat:  # beside a phrase that must be there, words only help to rank
                clauses.append((self._should if clauses else self._must, self._any(flat)))
        filters = [(self._must, self._none(self._choice(choice))) for choice in asked.choices]
        if not clauses:
            all_ = self._q.range_query(self._entries, "alphabet", self._whole, 0, None)
            clauses.append((self._must, self._none(all_)))
        clauses += filters
        if len(clauses) == 1 and not asked.without and asked.needed:
            return clauses[0][1]  # a word or a plain union, which tantivy is quickest with
        clauses += [(self._not, self._part(part)) for part in asked.without]
        return (
            self._q.boolean_query(clauses) if scored else self._none(self._q.boolean_query(clauses))
        )

    def first(self, exact: Any, some: Any, bonus: float) -> Any:
        """What matches ``some``, those that match ``exact`` before all others."""
        return self._q.boolean_query(
            [(self._must, some), (self._should, self._q.const_score_query(exact, bonus))]
        )

    def weighted(
        self,
        matching: Any,
        terms: Iterable[tuple[str, float]],
        named: Iterable[str] = (),
        weight: float = 1.0,
    ) -> Any:
        """What matches, ranked by these terms and weights, and by the countries named, by code."""
        flat = []
        for term, share in terms:
            for field in ("title", "quote", "text"):
                if self._known.entries(field, term):
                    flat.append(self._boosted(field, term, share * BOOSTS[field]))
        for code in named:
            leaf = Leaf(written="", fields=tuple(BOOSTS), code=code)
            flat += [self._q.boost_query(query, weight) for query in self._country(leaf)]
        if not flat:
            return matching
        return self._q.boolean_query(
            [(self._must, self._none(matching)), (self._should, self._any(flat))]
        )

    def dated(self, matching: Any, low: int | None, high: int | None) -> Any:
        """What matches and is dated between two days (YYYYMMDD)."""
        dated = self._q.range_query(self._entries, "date", self._whole, low, high)
        return self._q.boolean_query([(self._must, matching), (self._must, self._none(dated))])

    def owned(self, owners: Sequence[int]) -> Any:
        """The entries with these owners."""
        return self._none(self._q.term_set_query(self._entries, "owner", list(owners)))

    def both(self, one: Any, other: Any) -> Any:
        """What matches both."""
        return self._q.boolean_query([(self._must, one), (self._must, other)])

    def either(self, one: Any, other: Any) -> Any:
        """What matches one of both."""
        return self._any([one, other])

    def among(self, asked: Asked, owners: Sequence[int]) -> Any:
        """Those of these entries that meet the conditions, whatever their words."""
        clauses = [(self._must, self.owned(owners))]
        clauses += [(self._must, self._none(self._choice(choice))) for choice in asked.choices]
        clauses += [(self._not, self._part(part)) for part in asked.without]
        bound = [part for part in asked.needed if isinstance(part, Leaf) and part.bound]
        clauses += [(self._must, self._none(self._part(part))) for part in bound]
        return self._q.boolean_query(clauses)

    def first_passages(self, owner: int) -> Any:
        """The passages of an entry."""
        return self._q.term_set_query(self._passages, "owner", [owner])

    def _part(self, part: Any) -> Any:
        if isinstance(part, Leaf):
            return self._any(self._leaf(part))
        if isinstance(part, Choice):
            return self._none(self._choice(part))
        if isinstance(part, Without):
            everything = self._q.range_query(self._entries, "alphabet", self._whole, 0, None)
            return self._q.boolean_query(
                [(self._must, self._none(everything)), (self._not, self._part(part.part))]
            )
        assert isinstance(part, Group)  # there is no other kind
        if not part.every:
            if all(isinstance(one, Leaf) for one in part.parts):
                return self._any([query for one in part.parts for query in self._leaf(one)])  # type: ignore[arg-type]
            return self._any([self._part(one) for one in part.parts])
        clauses = [
            (self._not, self._part(one.part))
            if isinstance(one, Without)
            else (self._must, self._part(one))
            for one in part.parts
        ]
        if all(isinstance(one, Without) for one in part.parts):
            everything = self._q.range_query(self._entries, "alphabet", self._whole, 0, None)
            clauses.append((self._must, self._none(everything)))
        return self._q.boolean_query(clauses)

    def _loosely(self, leaf: Leaf) -> list[Any]:
        return self._words(leaf.parts, leaf.fields) if leaf.parts else self._leaf(leaf)

    def _leaf(self, leaf: Leaf) -> list[Any]:
        if leaf.surfaces:
            exact = self._q.term_set_query(self._entries, "word", list(leaf.surfaces))
            ranked = self._words(leaf.terms, leaf.fields)
            clauses = [(self._must, self._q.const_score_query(exact, 0.1))]
            if ranked:
                clauses.append((self._should, self._any(ranked)))
            return [self._q.boolean_query(clauses)]
        if leaf.code:
            return self._country(leaf)
        found = self._words(leaf.terms, leaf.fields)
        for phrase in leaf.phrases:
            for field in leaf.fields:
                if all(self._known.entries(field, term) for term in phrase):
                    query = self._q.phrase_query(self._entries, field, list(phrase))
                    found.append(self._q.boost_query(query, BOOSTS[field] * _PHRASE))
        return found

    def _country(self, leaf: Leaf) -> list[Any]:
        found = []
        everywhere = "quote" in leaf.fields or "text" in leaf.fields
        if everywhere and self._known.entries("names", leaf.code):
            found.append(self._boosted("names", leaf.code, 1.0))
        if "title" in leaf.fields and self._known.entries("title_names", leaf.code):
            found.append(self._boosted("title_names", leaf.code, BOOSTS["title"]))
        if set(leaf.fields) == set(BOOSTS) and self._known.entries("country", leaf.code):
            about = self._q.term_query(self._entries, "country", leaf.code)
            found.append(self._q.const_score_query(about, PLACED))
        others = [field for field in leaf.fields if field not in ("title", "quote", "text")]
        return found + self._words(leaf.terms, others or leaf.fields)

    def _words(self, terms: Sequence[str], fields: Sequence[str]) -> list[Any]:
        return [
            self._boosted(field, term, BOOSTS[field])
            for term in terms
            for field in fields
            if self._known.entries(field, term)
        ]

    def _boosted(self, field: str, term: str, boost: float) -> Any:
        query = self._q.term_query(self._entries, field, term, "freq")
        return query if boost == 1.0 else self._q.boost_query(query, boost)

    def _any(self, queries: Sequence[Any]) -> Any:
        if not queries:
            return self._q.empty_query()
        if len(queries) == 1:
            return queries[0]
        return self._q.boolean_query([(self._should, query) for query in queries])

    def _none(self, query: Any) -> Any:
        """The same, without weight."""
        return self._q.const_score_query(query, 0.0)

    def _choice(self, choice: Choice) -> Any:
        if choice.facet == "year" and not choice.values:
            low = (choice.low or 0) * 10_000 or 1
            high = choice.high * 10_000 + 9_999 if choice.high is not None else None
            return self._q.range_query(self._entries, "date", self._whole, low, high)
        return self._q.term_set_query(self._entries, choice.facet, list(choice.values))

    # --- passages -----------------------------------------------------------------------------
    def passages(
        self, asked: Asked, owners: Sequence[int], *, terms: Iterable[tuple[str, float]] = ()
    ) -> Any:
        """The passages of these entries that have any of what is asked for; better where words of the
        question stand close together."""
        leaves = asked.leaves
        term: Callable[[str], Any] = lambda one: self._q.term_query(self._passages, "words", one)  # noqa: E731
        some: list[Any] = []
        for leaf in leaves:
            some += [term(one) for one in (*leaf.terms, *leaf.parts)]
            if leaf.code:
                some.append(self._q.term_query(self._passages, "names", leaf.code))
            for phrase in leaf.phrases:
                query = self._q.phrase_query(self._passages, "words", list(phrase))
                some.append(self._q.boost_query(query, _PHRASE * 1.5))
        some += [self._q.boost_query(term(one), weight) for one, weight in terms]
        for left, right in pairwise(leaves):
            for one in left.terms[:3]:
                for other in right.terms[:3]:
                    if one != other:
                        query = self._q.phrase_query(self._passages, "words", [one, other], _SLOP)
                        some.append(self._q.boost_query(query, _NEXT))
        if not some:
            return None
        held = self._q.term_set_query(self._passages, "owner", list(owners))
        clauses = [(self._must, self._none(held)), (self._must, self._any(some))]
        fields = {field for leaf in leaves for field in leaf.fields}
        kinds = [kind for field, kinds in KIND.items() if field in fields for kind in kinds]
        if kinds and len(kinds) < 3:
            kind = self._q.term_set_query(self._passages, "kind", kinds)
            clauses.append((self._must, self._none(kind)))
        return self._q.boolean_query(clauses)
