"""Turn a question into queries of the index: which entries match, how they rank, which passages show it.

A leaf is one thing asked for: a word in all its forms, a phrase, a country under all its names. Each is
looked for under the terms it may have in each language the index holds; terms that nothing has are
left out, so that a query stays as short as it can be.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.search import stop_words
from sourcebook.search.fields import Choice, Hint
from sourcebook.search.letters import fold
from sourcebook.search.names import asked_for, spellings
from sourcebook.search.query import Either, Every, Node, Not, Phrase, Query, Word
from sourcebook.search.spelling import better, near
from sourcebook.search.words import terms_of, words

# What a word weighs by where it stands; measured on Cranfield, see decision 0030.
BOOSTS = {
    "title": 1.0,
    "quote": 1.0,
    "text": 1.0,
    "author": 0.5,
    "publishers": 0.3,
    "in_series": 0.3,
}
SCOPES = {
    "": tuple(BOOSTS), "titles": ("title",), "excerpts": ("quote",), "text": ("text",),
}  # fmt: skip
TEXT_FIELDS = {
    "title": ("title",), "author": ("author",), "publisher": ("publishers",), "series": ("in_series",),
}  # fmt: skip
_MOST_FORMS = 40  # words a prefix stands for, in ranking; all count for what matches
_MOST_PHRASES = 24  # ways to write a phrase that holds a country's name


class Leaf(Struct, frozen=True, kw_only=True):
    """One thing asked for. ``terms`` are its words' terms in any language; ``phrases`` sequences of
    them, where the order counts; ``surfaces`` folded words as they must stand; ``code`` a country;
    ``fields`` where it is looked for. ``light`` marks what stands in almost every text."""

    written: str
    fields: tuple[str, ...]
    terms: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    surfaces: tuple[str, ...] = ()
    code: str = ""
    parts: tuple[str, ...] = ()  # terms of a compound, for where not all words must be there
    bound: bool = False  # may not be missing where words may
    light: bool = False


class Known:
    """What an index knows: its languages, its words, how often terms stand in it."""

    def __init__(self, searcher: Any, schema: Any) -> None:
        self.searcher = searcher
        self.schema = schema
        self._words: dict[str, dict[str, int]] = {}
        self._entries: dict[tuple[str, str], int] = {}  # a phrase with a country asks for hundreds
        found = self.facet("language")
        self.languages = tuple(sorted(found, key=lambda code: -found[code]))[:6] or ("en",)

    def facet(self, field: str) -> dict[str, int]:
        """The values of a facet with their entries."""
        return dict(self.searcher.terms_with_prefix(field, ""))

    def begins(self, start: str) -> Mapping[str, int]:
        """The words that begin so, with how many entries have each."""
        if start not in self._words:
            if len(self._words) > 64:
                self._words.clear()
            self._words[start] = dict(self.searcher.terms_with_prefix("word", start))
        return self._words[start]

    def entries(self, field: str, term: str) -> int:
        """How many entries have a term in a field."""
        key = field, term
        count = self._entries.get(key)
        if count is None:
            if len(self._entries) > 50_000:
                self._entries.clear()
            count = self._entries[key] = int(self.searcher.doc_freq(field, term))
        return count


class Asked(Struct, kw_only=True):
    """A question, its words looked up: ``needed`` all must hold (leaves, and what brackets hold),
    ``choices`` facets, ``without`` what must not be there."""

    needed: "list[Leaf | Group]"
    choices: list[Choice]
    without: "list[Leaf | Group | Choice]"
    hints: list[Hint]
    instead: dict[str, str]
    better: dict[str, str]

    @property
    def leaves(self) -> list[Leaf]:
        """All that is asked for and may be shown, in order."""
        return list(_leaves(self.needed))


class Group(Struct, frozen=True, kw_only=True):
    """Parts of a question of which all or any must hold."""

    every: bool
    parts: "tuple[Leaf | Group | Choice | Without, ...]"


class Without(Struct, frozen=True):
    """What must not hold, within a group."""

    part: "Leaf | Group | Choice"


def _leaves(parts: Sequence[Any]) -> Iterator[Leaf]:
    for part in parts:
        if isinstance(part, Leaf):
            yield part
        elif isinstance(part, Group):
            yield from _leaves(part.parts)


def look_up(query: Query, known: Known) -> Asked:
    """The question with its words looked up in the index."""
    asked = Asked(needed=[], choices=[], without=[], hints=list(query.hints), instead={}, better={})
    looker = _Looker(known, asked, SCOPES[query.scope], question=_asks(query))
    nodes = query.node.nodes if isinstance(query.node, Every) else (query.node,)
    for part in looker.parts([node for node in nodes if node is not None]):
        if isinstance(part, Choice):
            asked.choices.append(part)
        elif isinstance(part, Without):
            asked.without.append(part.part)
        else:
            asked.needed.append(part)
    heavy = [part for part in asked.needed if not (isinstance(part, Leaf) and part.light)]
    asked.needed = heavy or asked.needed
    return asked


def _asks(query: Query) -> bool:
    """Whether it is put as a question, of which quotation marks set off a name or a saying."""
    return query.written.rstrip(' \t\r\n"”»)').endswith(("?", "？", "؟"))


class _Looker:
    def __init__(
        self, known: Known, asked: Asked, fields: tuple[str, ...], *, question: bool
    ) -> None:
        self._known = known
        self._asked = asked
        self._fields = fields
        self._question = question

    def parts(self, nodes: Sequence[Node]) -> Iterator["Leaf | Group | Choice | Without"]:
        """The nodes' parts; neighbouring words that name a country are one."""
        at = 0
        while at < len(nodes):
            run = list(takewhile(_is_plain, nodes[at:]))
            if not run:
                yield from self._part(nodes[at])
                at += 1
                continue
            texts = [node.text for node in run if isinstance(node, Word)]
            last = 0
            for name in asked_for(texts):
                for node in run[last : name.start]:
                    yield from self._part(node)
                yield self._country(name.code, texts[name.start : name.end])
                last = name.end
            for node in run[last:]:
                yield from self._part(node)
            at += len(run)

    def _part(self, node: Node) -> Iterator["Leaf | Group | Choice | Without"]:
        if isinstance(node, Choice):
            yield node
        elif isinstance(node, Not):
            for part in self._part(node.node):
                yield part.part if isinstance(part, Without) else Without(part)
        elif isinstance(node, (Every, Either)):
            inner = tuple(self.parts(node.nodes))
            if inner:
                yield Group(every=isinstance(node, Every), parts=inner)
        elif isinstance(node, Phrase):
            tokens, fields = words(node.text), self._where(node.field)
            leaf = self._phrase(tokens, fields, node.text)
            if leaf is not None and self._question and not node.field:
                leaf = replace(leaf, bound=False, parts=self._all_terms(tokens, fields))
            if leaf is not None:
                yield leaf
        else:
            yield from self._word(node)

    def _where(self, field: str) -> tuple[str, ...]:
        return TEXT_FIELDS[field] if field else self._fields

    def _country(self, code: str, named: Sequence[str]) -> Leaf:
        tokens = words(" ".join(named))
        alone = len(tokens) == 1
        return Leaf(
            written=" ".join(named), fields=self._fields, code=code,
            terms=tuple(self._terms(tokens[0], self._fields)) if alone else (),
            phrases=() if alone else tuple(key for key in spellings(code) if len(key) > 1),
        )  # fmt: skip

    def _terms(self, word: str, fields: Sequence[str]) -> dict[str, None]:
        """The terms a word has in the index's languages, as far as anything has them."""
        found: dict[str, None] = {}
        for language in ("und", *self._known.languages):
            term = terms_of(language)[word]
            if (
                term
                and " " not in term
                and any(self._known.entries(field, term) for field in fields)
            ):
                found[term] = None
        return found

    def _all_terms(self, tokens: Sequence[str], fields: tuple[str, ...]) -> tuple[str, ...]:
        heavy = [one for one in tokens if fold(one) not in stop_words.ALL]
        return tuple(term for one in heavy or tokens for term in self._terms(one, fields))

    def _word(self, node: Word) -> Iterator[Leaf]:
        fields = self._where(node.field)
        tokens = words(node.text)
        if not tokens:
            return
        if len(tokens) > 1 and not node.prefix and not node.loose:  # modern-day: next to each other
            leaf = self._phrase(tokens, fields, node.text)
            if leaf is not None:
                parts = self._all_terms(tokens, fields)
                yield replace(leaf, bound=bool(node.field), parts=parts)
            return
        for number, token in enumerate(tokens):
            last = number == len(tokens) - 1
            folded = fold(token)
            if node.prefix and last:
                yield self._forms(node.text + "*", self._known.begins(folded), fields)
                continue
            if node.loose and last:
                found = {one.word: one.entries for one in near(folded, self._known.begins, most=20)}
                found |= {folded: 1} if self._known.entries("word", folded) else {}
                yield self._forms(node.text + "~", found, fields)
                continue
            leaf = self._plain(token, fields)
            yield replace(leaf, bound=True) if node.field else leaf

    def _plain(self, token: str, fields: tuple[str, ...]) -> Leaf:
        if (
            " " in terms_of("und")[token]
        ):  # Chinese and the like: pairs of letters, one after another
            leaf = self._phrase([token], fields, token)
            if leaf is not None:
                return replace(leaf, bound=False)
        folded = fold(token)
        if len(token) == 1 and ord(token) > 0x2E00:  # one letter of a script without spaces
            return self._forms(token, self._known.begins(folded), fields)
        terms = self._terms(token, fields)
        light = folded in stop_words.ALL
        if not terms and not light:
            found = near(folded, self._known.begins)
            if found:
                self._asked.instead[token] = found[0].word
                nearby = {one.word: one.entries for one in found}
                return replace(self._forms(token, nearby, fields), bound=False)
        elif not light and sum(self._known.entries("word", term) for term in (folded,)) <= 2:
            count = max((self._known.entries(f, t) for f in fields for t in terms), default=0)
            proposed = better(folded, count, self._known.begins)
            if proposed:
                self._asked.better[token] = proposed
        return Leaf(written=token, fields=fields, terms=tuple(terms), light=light)

    def _forms(self, written: str, found: Mapping[str, int], fields: tuple[str, ...]) -> Leaf:
        """A leaf for words that stand in the dictionary as they are."""
        common = sorted(found, key=lambda word: -found[word])[:_MOST_FORMS]
        terms: dict[str, None] = {}
        for word in common:
            terms |= self._terms(word, fields)
        whole = set(SCOPES[""]) == set(fields)
        return Leaf(
            written=written, fields=fields, terms=tuple(terms), bound=True,
            surfaces=tuple(found) if whole else (),
        )  # fmt: skip

    def _phrase(self, tokens: Sequence[str], fields: tuple[str, ...], written: str) -> Leaf | None:
        if not tokens:
            return None
        found: dict[tuple[str, ...], None] = {}
        for language in ("und", *self._known.languages):
            terms = [term for token in tokens for term in terms_of(language)[token].split()]
            for way in _with_names(terms, tokens):
                if all(any(self._known.entries(field, term) for field in fields) for term in way):
                    found[way] = None
        ways = list(found)[:_MOST_PHRASES]
        return Leaf(
            written=written, fields=fields, bound=True,
            terms=tuple(way[0] for way in ways if len(way) == 1),
            phrases=tuple(way for way in ways if len(way) > 1),
        )  # fmt: skip


def _is_plain(node: Node) -> bool:
    return isinstance(node, Word) and not (node.prefix or node.loose or node.field)


def _with_names(terms: Sequence[str], tokens: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The terms, and the same with the first country they name under its other names."""
    yield tuple(terms)
    names = asked_for(tokens) if len(tokens) == len(terms) else []
    for name in names[:1]:
        for key in spellings(name.code):
            yield (*terms[: name.start], *key, *terms[name.end :])
