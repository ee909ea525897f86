"""Signs put together: who, which way, what role. Pure."""

from collections.abc import Sequence

from sourcebook.understand.roles.chunk import GENERAL, JOINS, NAMED, Chunk, adjoins
from sourcebook.understand.roles.people import PEOPLE, is_noun, people
from sourcebook.understand.roles.signs import Sign
from sourcebook.understand.roles.ways import WAYS, country, place_list, way

_COUNTRIES = len("countries")
_SCENES = frozenset({"serves", "purpose"})
_DIRECT = (("to",), ("via",), ("from",))
# Signs that may make a chunk with others; each of the rest is one by itself.
_JOINED = (
    WAYS
    | PEOPLE
    | {"of", "on", "travel", "abroad", "home", "place", "region", "role", "country", "traffic"}
)


def chunks_of(signs: Sequence[Sign]) -> list[Chunk]:
    """The chunks that ``signs`` make, in order."""
    chunks: list[Chunk] = []
    at = 0
    while at < len(signs):
        sign = signs[at]
        kind = sign.kind
        if kind not in _JOINED:
            chunks.append(Chunk(kind, sign.start, sign.end, sign.gap, sign.values))
            at += 1
            continue
        made: tuple[Chunk, int] | None = None
        if kind in WAYS:
            made = way(signs, at)
        elif (
            kind == "of" and at and signs[at - 1].kind in _SCENES and adjoins(signs, at + 1, NAMED)
        ):  # "the construction sector of X", "the brothels of Y"
            made = place_list(signs, at + 1, frozenset({"in"}), begun=at)
        elif kind == "travel" and sign.values[:1] in _DIRECT and adjoins(signs, at + 1, NAMED):
            chunks.append(Chunk(kind, sign.start, sign.end, sign.gap))
            made = place_list(signs, at + 1, frozenset(sign.values))  # "enter X", "cross Y"
        elif kind in PEOPLE:
            made = people(signs, at)
        elif kind == "on":
            made = _on(signs, at)
            if made is None:  # a word like any other
                if at + 1 < len(signs):
                    signs[at + 1].gap += sign.gap + 1
                at += 1
                continue
        elif kind in ("abroad", "home"):
            led = {"to", "via"} & {*sign.values}
            made = place_list(signs, at, frozenset(led or {"in"}))
        elif kind == "place" and _has_scene(signs, at):
            made = place_list(signs, at, frozenset({"in"}))  # "recruit women for X's brothels"
        elif kind in ("place", "region"):
            made = country(signs, at, of=at > 0 and signs[at - 1].kind == "of" and sign.gap == 0)
        elif kind == "role" and sign.values == ("transit",) and adjoins(signs, at + 1, NAMED):
            made = place_list(signs, at + 1, frozenset({"via"}), begun=at)  # "migrants transit X"
        elif kind in ("role", "country"):
            made = role(signs, at)
        elif kind == "traffic" and is_noun(sign) and _is_adjective(signs, at):
            at += 1
            continue
        if made is None:
            chunks.append(Chunk(kind, sign.start, sign.end, sign.gap, sign.values))
            at += 1
        else:
            chunks.append(made[0])
            at = made[1]
    return chunks


def _is_adjective(signs: Sequence[Sign], at: int) -> bool:
    """Whether "trafficking" goes with a noun ("trafficking victims, offenders, law")."""
    return at + 1 < len(signs) and (
        signs[at + 1].gap == 0 and signs[at + 1].kind in ("people", "agents", "response")
    )


def _has_scene(signs: Sequence[Sign], at: int) -> bool:
    """Whether a place's own trade or brothels are what people are taken for."""
    return (
        at > 0
        and signs[at - 1].kind == "of"
        and adjoins(signs, at + 1, frozenset({"possessive"}))
        and adjoins(signs, at + 2, _SCENES)
    )


def _on(signs: Sequence[Sign], at: int) -> tuple[Chunk, int] | None:
    """ "on Thai farms", "on Russian and Belarusian building sites": in those countries."""
    if not adjoins(signs, at + 1, frozenset({"people-of"})):
        return None
    return place_list(signs, at + 1, frozenset({"in"}), begun=at)


def role(signs: Sequence[Sign], at: int) -> tuple[Chunk, int] | None:
    """ "a source and, to a lesser extent, transit country", "country of origin and destination"."""
    made = Chunk("role", signs[at].start, signs[at].end, signs[at].gap)
    here = at
    named = False
    if signs[at].kind == "country":
        if "active" in signs[at].values and adjoins(signs, at + 1, PEOPLE):
            return Chunk("move", made.start, made.end, made.gap, ("active",)), at + 1
        if "of" not in signs[at].values or not adjoins(signs, at + 1, frozenset({"role"})):
            return Chunk("other", signs[at].start, signs[at].end, signs[at].gap), at + 1
        named = True
        made.many = made.of = "many" in signs[at].values
        here = at + 1
    roles: list[str] = []
    maybe: list[str] = []
    doubted = False
    while True:
        more = [value for value in signs[here].values if value != "many"]
        roles += more
        maybe += more if doubted else ()
        if "many" in signs[here].values:
            made.many = made.of = named = True
        made.end = signs[here].end
        here += 1
        if adjoins(signs, here, frozenset({"role"})):
            continue
        if adjoins(signs, here, frozenset({"country"})) and "of" not in signs[here].values:
            made.end = signs[here].end
            made.many = "many" in signs[here].values
            named = True
            here += 1
        elif adjoins(signs, here, GENERAL) and signs[here].end - signs[here].start <= _COUNTRIES:
            made.end = signs[here].end
            made.many = named = True  # "destination countries"
            here += 1
        beyond = here
        while beyond < len(signs) and signs[beyond].kind in JOINS and signs[beyond].gap <= 1:
            doubted |= signs[beyond].kind == "hearsay"
            beyond += 1
        if (
            beyond > here
            and adjoins(signs, beyond, frozenset({"country"}))
            and "of" in signs[beyond].values
        ):
            beyond += 1
        another = here < beyond < len(signs) and signs[beyond].kind == "role"
        if another and signs[beyond].gap <= 1:  # "and limited source country"
            here = beyond
            continue
        break
    made.values = tuple(dict.fromkeys(roles))
    made.maybe = tuple(maybe)
    made.home = named
    return made, here
