"""Find where a piece of a quote stands in a source, or what comes nearest. Pure.

It proposes places only; whether the words are the same there is for ``comparing`` to say.
"""

import re
from collections.abc import Iterator

from msgspec import Struct
from rapidfuzz.distance import Indel, LCSseq

from sourcebook.curate.quote import Piece
from sourcebook.curate.source import Source, Strand, rarity

MOST = 24  # exact places looked at; a sentence that stands more often is boilerplate
RARE = (
    40  # pairs of words that stand more often in a text say little about where, words half as often
)
_END = re.compile(r"[.!?](?:\W|$)|\n\s*\n")
LAST = 12  # common pairs of words that vote where there are no rare ones
NEAREST = 3  # windows that are looked into


class Spot(Struct, frozen=True):
    """Words ``first`` to ``last`` of a strand, and how much of the piece they share (0 to 1)."""

    strand: Strand
    first: int
    last: int
    likeness: float = 1.0


def exact(piece: Piece, source: Source) -> Iterator[Spot]:
    """The places where the piece's words stand one after the other."""
    for strand in strands(source):
        code = strand.spell(piece.words)
        if "\0" in code:
            continue
        at = strand.line.find(code)
        count = 0
        while at >= 0 and count < MOST:
            yield Spot(strand, at, at + len(code))
            count += 1
            at = strand.line.find(code, at + 1)
        if count:
            return


def strands(source: Source) -> Iterator[Strand]:
    """The words of the text, then all words with what was set aside."""
    yield source.main
    if source.whole is not source.main:
        yield source.whole


def near(piece: Piece, source: Source) -> list[Spot]:
    """The places that share most words with the piece, in like order; best first."""
    found: list[Spot] = []
    for strand in strands(source):
        found += _near(piece, strand, source.folded.cased)
        if found and max(spot.likeness for spot in found) > 0.9:
            break
    found = [_spelled_alike(piece, spot) for spot in found]
    found.sort(key=lambda spot: -spot.likeness)
    return found[:NEAREST]


def _spelled_alike(piece: Piece, spot: Spot) -> Spot:
    """The spot with the likeness of its letters, where that is more: a scan's misread words are
    other words. Letters of unlike sentences agree to a half by chance."""
    words = spot.strand.words[spot.first : spot.last]
    letters = Indel.normalized_similarity(" ".join(piece.words), " ".join(words))
    return Spot(spot.strand, spot.first, spot.last, max(spot.likeness, 2 * letters - 1))


def _near(piece: Piece, strand: Strand, text: str) -> Iterator[Spot]:
    code = strand.spell(piece.words)
    size = len(code)
    step = max(8, size // 2)
    votes = _votes(code, strand, step)
    get = votes.get
    best = sorted([(-vote - get(slot + 1, 0.0), slot) for slot, vote in votes.items()])
    looked: list[int] = []
    for _, slot in best[: 4 * NEAREST]:
        if any(abs(slot - other) <= 1 for other in looked):
            continue
        looked.append(slot)
        low = max(0, slot * step - step // 2)
        high = min(len(strand.line), (slot + 2) * step + size + step // 2)
        spot = _fit(code, strand, (low, high), text)
        if spot is not None:
            yield spot
        if len(looked) == NEAREST:
            return


def _votes(code: str, strand: Strand, step: int) -> dict[int, float]:
    """How much speaks for each stretch of the line: where it has the piece's rare words, and its
    pairs of words; pairs that stand everywhere only where there is nothing else."""
    length = len(strand.line)
    votes: dict[int, float] = {}
    common: list[tuple[list[int], int]] = []
    for n, (letter, following) in enumerate(zip(code, code[1:] + "\0", strict=True)):
        if letter == "\0":
            continue
        if following != "\0":
            places = strand.pairs(letter, following)
            if len(places) <= RARE:
                _vote(votes, places, n, step, rarity(len(places), length))
            else:
                common.append((places, n))
        if strand.count(letter) <= RARE // 2:
            _vote(votes, strand.places(letter), n, step, strand.weight(letter))
    if not votes:
        for places, n in common[:LAST]:
            _vote(votes, places, n, step, rarity(len(places), length))
    return votes


def _vote(votes: dict[int, float], places: list[int], n: int, step: int, weight: float) -> None:
    get = votes.get
    for at in places:
        slot = (at - n) // step
        votes[slot] = get(slot, 0.0) + weight


def _fit(code: str, strand: Strand, window: tuple[int, int], text: str) -> Spot | None:
    """The stretch within a window that fits the piece best."""
    low, high = window
    found = LCSseq.opcodes(code, strand.line[low:high]).as_matching_blocks()
    blocks = [(block.a, block.b + low, block.size) for block in found if block.size]
    if not blocks:
        return None
    first, last = _densest(blocks)
    before, after = blocks[first][0], len(code) - blocks[last][0] - blocks[last][2]
    start, stop = blocks[first][1], blocks[last][1] + blocks[last][2]
    # Words of the quote that are missing at its ends may have been replaced in the same sentence.
    while before > 0 and start > 0 and not _parted(strand, start, text):
        start, before = start - 1, before - 1
    while after > 0 and stop < len(strand.words) and not _parted(strand, stop, text):
        stop, after = stop + 1, after - 1
    weight = strand.weight
    common = "".join([code[at : at + size] for at, _, size in blocks[first : last + 1]])
    shared = sum(map(weight, common))
    either = sum(map(weight, code)) + sum(map(weight, strand.line[start:stop]))
    return Spot(strand, start, stop, 2 * shared / either)


def _parted(strand: Strand, n: int, text: str) -> bool:
    """Whether a sentence or a block ends before the word."""
    return _END.search(text, strand.span(n - 1)[1], strand.span(n)[0]) is not None


def _densest(blocks: list[tuple[int, int, int]]) -> tuple[int, int]:
    """The run of matching blocks with the most words for the fewest gaps (Kadane's algorithm)."""
    best = score = float(blocks[0][2])
    result = (0, 0)
    begin = 0
    for n in range(1, len(blocks)):
        gap = blocks[n][1] - blocks[n - 1][1] - blocks[n - 1][2]
        missed = blocks[n][0] - blocks[n - 1][0] - blocks[n - 1][2]
        carried = score - 0.5 * max(gap, missed)
        if carried < 0:
            begin, carried = n, 0.0
        score = carried + blocks[n][2]
        if score > best:
            best, result = score, (begin, n)
    return result
