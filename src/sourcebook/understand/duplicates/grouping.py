"""Group passages of many texts that are the same, or nearly, and say how each changed. Pure.

Passages that share runs of three words are found by MinHash (Broder 1997) cut into bands, each a
bucket; in a bucket a passage is compared with the one before it in time. Those whose words are alike to
``ALIKE`` belong together, and so do those that a chain of such links joins: a sentence that was revised
every year stays one passage. The likest are joined first, and none that mostly stand in the same sources:
a report's stock phrases are like each other, and are several passages. (Without that, 786 of 853 real
reports were one passage, of every phrase that has "the worst forms of child labor" in it.)
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from rapidfuzz.distance import Indel
from rensa import RMinHash

from sourcebook.understand.duplicates.changes import Change, changes
from sourcebook.understand.duplicates.passages import Passage, words_of

ALIKE = 0.7  # share of two wordings' words that both have in order: of ten words three may change
RUN = 3  # words of a run
# 30 bands of 3: two passages that share four runs in ten meet in a bucket 86 times in a hundred, five in
# ten 98 times; those that share one in a hundred, three times in a hundred thousand.
BANDS, ROWS = 30, 3
CHUNK = 4_000  # passages whose runs are in memory at once
SEED = 1


class Member(Struct, frozen=True, kw_only=True):
    """A passage of a group. ``likeness`` (0 to 1) is to the member before it, and ``changes`` say what
    differs from that one; both empty of the first, and of one that says the same."""

    passage: Passage
    likeness: float = 1.0
    changes: tuple[Change, ...] = ()


class Group(Struct, frozen=True, kw_only=True):
    """The same passage in at least two sources, earliest first; those without a date come last."""

    members: tuple[Member, ...]

    @property
    def sources(self) -> int:
        """In how many sources it stands."""
        return len({member.passage.source for member in self.members})

    @property
    def changed(self) -> bool:
        """Whether its wording changed at all."""
        return any(member.changes for member in self.members)


def reissues(passages: Iterable[Passage], *, alike: float = ALIKE) -> tuple[Group, ...]:
    """The groups of passages that are the same or lightly revised, from two sources or more; those in
    most sources first. Twice the passages take about twice the time."""
    said = [(passage, tuple(words_of(passage.text))) for passage in sorted(passages, key=_when)]
    ordered = [passage for passage, some in said if some]
    words = [some for _, some in said if some]
    firsts: dict[tuple[str, tuple[str, ...]], int] = {}
    roots = list(range(len(ordered)))
    for n, (passage, some) in enumerate(zip(ordered, words, strict=True)):
        roots[n] = firsts.setdefault((passage.about, some), n)
    unique = list(firsts.values())
    links = _links(unique, words, [passage.about for passage in ordered], alike)
    sources: dict[int, set[str]] = {}
    for n, passage in enumerate(ordered):
        sources.setdefault(roots[n], set()).add(passage.source)
    _join(links, roots, sources)
    found: dict[int, list[int]] = {}
    for n in range(len(ordered)):
        found.setdefault(_root(roots, n), []).append(n)
    groups = [
        Group(members=tuple(_members([ordered[n] for n in held], [words[n] for n in held])))
        for held in found.values()
        if len({ordered[n].source for n in held}) > 1
    ]
    return tuple(sorted(groups, key=lambda group: -group.sources))


def _when(passage: Passage) -> tuple[bool, str, str, int]:
    return not passage.when, passage.when, passage.source, passage.start


def _links(
    unique: list[int], words: Sequence[tuple[str, ...]], about: list[str], alike: float
) -> list[tuple[float, int, int]]:
    """Pairs of passages that are alike, the likest first."""
    letters: dict[str, str] = {}
    coded = ["".join(_letter(letters, word) for word in words[n]) for n in unique]
    matrix = _signatures([words[n] for n in unique])
    width = BANDS * ROWS
    tried: set[int] = set()
    found: list[tuple[float, int, int]] = []
    for band in range(BANDS):
        last: dict[tuple[str, bytes], int] = {}
        for at, n in enumerate(unique):
            begin = at * width + band * ROWS
            key = (about[n], matrix[begin : begin + ROWS].tobytes())
            before = last.get(key)
            last[key] = at
            if before is None:
                continue
            pair = before * len(unique) + at
            if pair in tried:
                continue
            tried.add(pair)
            likeness = Indel.normalized_similarity(coded[before], coded[at], score_cutoff=alike)
            if likeness:
                found.append((-likeness, unique[before], n))
    found.sort()
    return found


def _join(
    links: Iterable[tuple[float, int, int]], roots: list[int], sources: dict[int, set[str]]
) -> None:
    """Join the roots of passages that are alike, unless more than half of the smaller group's sources
    are the other's too. ``sources`` are those of each root."""
    for _, n, m in links:
        one, other = sorted((_root(roots, n), _root(roots, m)))
        if one == other:
            continue
        few, many = sorted((sources[one], sources[other]), key=len)
        if 2 * len(few & many) > len(few):
            continue
        roots[other] = one
        many |= few
        sources[one] = many
        del sources[other]


def _signatures(words: Sequence[tuple[str, ...]]) -> "array[int]":
    """The MinHash signatures, ``BANDS * ROWS`` numbers each, one after the other."""
    out = array("Q")
    for begin in range(0, len(words), CHUNK):
        runs = [_runs(one) for one in words[begin : begin + CHUNK]]
        matrix = RMinHash.digest_matrix_from_token_sets(runs, num_perm=BANDS * ROWS, seed=SEED)
        for row in matrix.to_rows():
            out.extend(row)
    return out


def _runs(words: tuple[str, ...]) -> list[str]:
    if len(words) < RUN:
        return [" ".join(words)]
    return [" ".join(words[n : n + RUN]) for n in range(len(words) - RUN + 1)]


def _letter(letters: dict[str, str], word: str) -> str:
    """One character a word, so that words are compared as fast as letters."""
    found = letters.get(word)
    if found is None:
        number = 0x100 + len(letters)
        # past the surrogates and below Unicode's end; after a million words they come round again
        found = letters[word] = chr(0x100 + (number + 0x800 * (number >= 0xD800)) % 0x10FE00)
    return found


def _root(roots: list[int], n: int) -> int:
    while roots[n] != n:
        roots[n] = roots[roots[n]]
        n = roots[n]
    return n


def _members(some: list[Passage], words: list[tuple[str, ...]]) -> Iterator[Member]:
    yield Member(passage=some[0])
    for n in range(1, len(some)):
        if words[n] == words[n - 1] and some[n].text.split() == some[n - 1].text.split():
            yield Member(passage=some[n])
            continue
        likeness = Indel.normalized_similarity(words[n - 1], words[n])
        told = changes(some[n - 1].text, some[n].text)
        kept = told if any(one.op != "equal" for one in told) else ()
        yield Member(passage=some[n], likeness=round(likeness, 3), changes=kept)
