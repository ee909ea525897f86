"""The statements of a sentence, in order, and who "they" are in them. Pure."""

from collections.abc import Iterable, Sequence

from msgspec import structs

from sourcebook.understand.roles.chunk import Chunk
from sourcebook.understand.roles.frame import Frame
from sourcebook.understand.roles.people import PURPOSES
from sourcebook.understand.roles.reading import Reading
from sourcebook.understand.roles.signs import Sign

_DEEDS = frozenset({"traffic", "exploit", "move", "being"})
_NO_DEEDS = frozenset({"tells", "loose", "internal"})


def may_tell_deeds(signs: Sequence[Sign]) -> bool:
    """Whether any clause holds words of a purpose and a verb, without which no statement tells a deed."""
    purpose = verb = False
    for sign in signs:
        if sign.kind == "break":
            purpose = verb = False
            continue
        verb = verb or (sign.kind in _DEEDS and _is_deed(sign))
        purpose = purpose or not PURPOSES.isdisjoint(sign.values)
        if purpose and verb:
            return True
    return False


def _is_deed(sign: Sign) -> bool:
    """Whether words can be a statement's verb, as ``Reading`` takes them."""
    if sign.kind == "being":
        return "becomes" in sign.values
    noun = sign.kind == "traffic" and "noun" in sign.values
    return not noun and _NO_DEEDS.isdisjoint(sign.values)


def frames_of(chunks: Sequence[Chunk], before: Frame | None = None) -> list[Frame]:
    """The statements of a sentence, in order. ``before`` is the last statement of the sentence before it."""
    frames: list[Frame] = []
    if before is None or not chunks or chunks[0].kind not in ("same", "people"):
        before = None
    for clause in _clauses(chunks):
        for frame in Reading(clause).read():
            last = frames[-1] if frames else before
            if last is not None and _says_whose(frame, last):
                if not (last.tells_who or last.origins):
                    last.origins += frame.origins
                    last.end = frame.end
                    continue
                _another_lot(frame, last)  # "…; the others are from C"
            if not frames and (chunks[0].kind != "same" or last is None or not _moves(last)):
                last = None
            if frame.same and last is not None and not (frame.origins or frame.tells_who):
                _inherit(frame, last)
            frames.append(frame)
    return frames


def _moves(frame: Frame) -> bool:
    return (frame.tells_who or bool(frame.origins)) and (
        frame.event or frame.taken or frame.travels
    )


def _says_whose(frame: Frame, last: Frame) -> bool:
    """Whether ``frame`` only says where those come from of whom ``last`` tells: "They are from A and B"."""
    return (
        bool(frame.origins and (frame.same or frame.people))
        and not (frame.event or frame.roles or frame.tells_who or frame.negated or frame.risk)
        and not (frame.ends or frame.end_abroad or frame.end_home or frame.ways or frame.taken)
        and not (frame.strong_response or frame.weak_response or frame.goods)
        and last.event
        and not (last.negated or last.origin_abroad)
        and (frame.same or not (last.origins or last.tells_who))
        and ("destination" in last.roles or not last.roles)
        and not (last.end_abroad or last.strong_response or last.weak_response)
    )


def _another_lot(frame: Frame, last: Frame) -> None:
    """Tell of those who are from elsewhere what was told of the first."""
    frame.traffic, frame.verb = True, True
    frame.people = [
        structs.replace(one, nations=(), own=False, foreign=False) for one in last.people
    ]
    frame.purposes, frame.serves = [*last.purposes], [*last.serves]
    frame.ends, frame.end_home, frame.lived = [*last.ends], last.end_home, [*last.lived]
    frame.same = False


def _inherit(frame: Frame, previous: Frame) -> None:
    """ "Some of these workers …": those spoken of before."""
    # "… are trafficked; others are taken to X", "are bought to herd in X"
    frame.traffic |= frame.taken and previous.event and not frame.people and bool(frame.ends)
    frame.people = [*previous.people, *frame.people]
    frame.origins = [*previous.origins]
    frame.origin_abroad = previous.origin_abroad
    if not previous.event:  # "they migrate to work in …; some of these are held in forced labour"
        frame.serves = [*previous.serves, *frame.serves]
        frame.ways = [*previous.ways, *frame.ways]
    if not (frame.ends or frame.end_abroad or frame.end_home):
        frame.ends = [*previous.ends]
        frame.end_abroad, frame.end_home = previous.end_abroad, previous.end_home
        frame.moved = previous.moved


def _clauses(chunks: Sequence[Chunk]) -> Iterable[list[Chunk]]:
    clause: list[Chunk] = []
    for chunk in chunks:
        if chunk.kind == "break":
            if clause:
                yield clause
            clause = []
        else:
            clause.append(chunk)
    if clause:
        yield clause
