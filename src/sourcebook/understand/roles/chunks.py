"""Signs put together: who (people with their nations), which way (from, to, in, through where), what role. Pure."""

from collections.abc import Sequence

from msgspec import Struct, field

from sourcebook.understand.roles.signs import Sign

_PLACES = frozenset({"place", "region", "abroad", "home", "town"})
_GENERAL = frozenset({"abroad"})
_NAMED = frozenset({"place", "region"})
_PEOPLE = frozenset({"people", "foreign", "own", "people-of"})
_JOINS = frozenset({"and", "comma", "hearsay"})
_WAYS = frozenset({"from", "to", "in", "via", "between"})
# After a bare demonym these show that it stands for people: "Uzbeks are …", "Turkmen in …".
_AFTER_PEOPLE = frozenset(
    {"traffic", "move", "travel", "exploit", "being", "abroad", "home", "who", "hearsay", "break"}
) | _WAYS | _JOINS  # fmt: skip
_REACH = 3  # words that may stand between "in" and the place: "in the northern mines of …"


class Chunk(Struct):
    """``kind`` is ``people``, ``way``, ``country`` (countries that no "in" or "to" leads to), ``role``, or what a
    sign's is. ``nations`` are of people, ``countries`` of ways and countries; ``abroad`` also stands for
    regions, ``home`` and ``town`` for "within the country" and unnamed parts of one. ``ways`` are the words that
    lead to the places: from, to, in, via. ``values`` are the sign's, or the roles or the groups of people."""

    kind: str
    start: int
    end: int
    gap: int
    values: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    nations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    foreign: bool = False
    own: bool = False
    migrant: bool = False
    victim: bool = False
    abroad: bool = False
    home: bool = False
    town: bool = False
    of: bool = False
    hearsay: bool = False
    many: bool = False
    ways: frozenset[str] = field(default_factory=frozenset)


def chunks_of(signs: Sequence[Sign]) -> list[Chunk]:
    """The chunks that ``signs`` make, in order."""
    chunks: list[Chunk] = []
    at = 0
    while at < len(signs):
        sign = signs[at]
        kind = sign.kind
        made: tuple[Chunk, int] | None = None
        if kind in _WAYS:
            made = _way(signs, at)
        elif kind in _PEOPLE:
            made = _people(signs, at)
        elif kind in ("abroad", "home"):
            made = _place_list(signs, at, frozenset({"in"}))
        elif kind in ("place", "region"):
            made = _country(signs, at, of=at > 0 and signs[at - 1].kind == "of" and sign.gap == 0)
        elif kind == "role" and sign.values == ("transit",) and _adjoins(signs, at + 1, _NAMED):
            made = _place_list(signs, at + 1, frozenset({"via"}), begun=at)  # "migrants transit X"
        elif kind in ("role", "country"):
            made = _role(signs, at)
        elif kind == "traffic" and "noun" in sign.values and _is_adjective(signs, at):
            at += 1
            continue
        if made is None:
            chunks.append(Chunk(kind, sign.start, sign.end, sign.gap, sign.values))
            at += 1
        else:
            chunks.append(made[0])
            at = made[1]
    return chunks


def _next(signs: Sequence[Sign], at: int) -> int:
    """Past what joins things in a list, if no word is between."""
    while at < len(signs) and signs[at].gap == 0 and signs[at].kind in _JOINS:
        at += 1
    return at


def _adjoins(signs: Sequence[Sign], at: int, kinds: frozenset[str]) -> bool:
    return at < len(signs) and signs[at].gap == 0 and signs[at].kind in kinds


def _is_adjective(signs: Sequence[Sign], at: int) -> bool:
    """Whether "trafficking" goes with a noun ("trafficking victims, offenders, law")."""
    return at + 1 < len(signs) and (
        signs[at + 1].gap == 0 and signs[at + 1].kind in ("people", "agents", "response")
    )


def _way(signs: Sequence[Sign], at: int) -> tuple[Chunk, int] | None:
    ways = {signs[at].kind, *signs[at].values}
    after = at + 1
    while True:  # "to or through", "in and from"
        beyond = _next(signs, after)
        if beyond > after and _adjoins(signs, beyond, _WAYS):
            ways.add(signs[beyond].kind)
            after = beyond + 1
        else:
            break
    if after < len(signs) and signs[after].kind in _WAYS and signs[after].gap == 0:
        ways.add(signs[after].kind)  # "to within", "from in"
        after += 1
    return _place_list(signs, after, frozenset(ways), begun=at)


def _place_list(
    signs: Sequence[Sign], at: int, ways: frozenset[str], begun: int | None = None
) -> tuple[Chunk, int] | None:
    first = at
    while first < len(signs) and signs[first].kind == "hearsay" and signs[first].gap == 0:
        first += 1
    if first >= len(signs) or signs[first].gap > (
        _REACH if begun is not None else signs[first].gap
    ):
        return None
    opening = signs[at if begun is None else begun]
    made = Chunk("way", opening.start, opening.end, opening.gap, ways=ways)
    here = first
    while True:
        here = _past_parts(signs, here)
        taken = _take_place(signs, here, made, first=here == first)
        if taken is None:
            break
        here = taken
        if _adjoins(signs, here, frozenset({"possessive"})):
            here += 1
            break
        beyond = _next(signs, here)
        if beyond == here and signs[here - 1].kind == "region" and _adjoins(signs, here, _GENERAL):
            here += 1  # "Middle Eastern countries"
            beyond = _next(signs, here)
        if beyond == here and not _adjoins(signs, here, _PLACES):
            break
        if beyond >= len(signs) or signs[beyond].gap:
            break
        if any(sign.kind == "hearsay" for sign in signs[here:beyond]):
            made.hearsay = True
        if _would_take(signs, beyond) is False:
            break
        here = beyond
    if not (made.countries or made.abroad or made.home or made.town):
        return None
    while signs[here - 1].kind in _JOINS:
        here -= 1
    return made, here


def _past_parts(signs: Sequence[Sign], at: int) -> int:
    """Past "of" between a part and its whole: "the mines of Taoudenni", "rural areas of X", "cities in X"."""
    if (
        at + 1 < len(signs)
        and signs[at].kind == "of"
        and signs[at].gap
        and signs[at + 1].gap == 0
        and signs[at + 1].kind in ("place", "region")
    ):
        return at + 1
    return at


def _would_take(signs: Sequence[Sign], at: int) -> bool:
    sign = signs[at]
    if sign.kind in _PLACES:
        return True
    if sign.kind == "foreign":
        return _adjoins(signs, at + 1, frozenset({"abroad"}))
    if sign.kind == "people-of":  # "to Germany, Poland, Russian, and Turkey"
        return (
            _adjoins(signs, at + 1, frozenset({"and", "comma"}))
            and _adjoins(signs, _next(signs, at + 1), frozenset({"place"}))
        ) or _adjoins(signs, at + 1, frozenset({"abroad"}))
    return False


def _take_place(signs: Sequence[Sign], at: int, made: Chunk, *, first: bool) -> int | None:
    if at >= len(signs):
        return None
    sign = signs[at]
    if not first and sign.gap:
        return None
    if sign.kind == "people-of" and first and not _adjoins(signs, at + 1, _PEOPLE | {"agents"}):
        nxt = signs[at + 1] if at + 1 < len(signs) else None
        if nxt is None or (nxt.gap == 0 and nxt.kind not in ("town", "serves", "purpose")):
            return None
        made.countries += sign.values  # "in Libyan brothels"
        made.end = sign.end
        return at + 1
    if sign.kind == "people-of" and first:
        return None
    if not (first and sign.kind in _PLACES) and not _would_take(signs, at):
        return None
    made.end = sign.end
    match sign.kind:
        case "place" | "people-of":
            if _adjoins(signs, at + 1, frozenset({"abroad"})) and sign.kind == "people-of":
                made.end = signs[at + 1].end
                return at + 2
            made.countries += tuple(code for code in sign.values if code not in made.countries)
        case "home":
            made.home = True
        case "town":
            made.town = True
            if (
                at + 2 < len(signs)
                and signs[at + 1].kind in ("of", "in")
                and signs[at + 1].gap == 0
            ):
                if signs[at + 2].gap == 0 and signs[at + 2].kind in (
                    "place",
                    "region",
                    "abroad",
                    "home",
                ):
                    return at + 2
        case _:
            made.abroad = True
            if sign.kind == "foreign":
                made.end = signs[at + 1].end
                return at + 2
    return at + 1


def _country(signs: Sequence[Sign], at: int, *, of: bool) -> tuple[Chunk, int] | None:
    made = Chunk("country", signs[at].start, signs[at].end, signs[at].gap, of=of)
    here = at
    while True:
        sign = signs[here]
        if sign.kind == "place":
            made.countries += tuple(code for code in sign.values if code not in made.countries)
        else:
            made.abroad = True
        made.end = sign.end
        here += 1
        beyond = _next(signs, here)
        if beyond == here or not _adjoins(signs, beyond, frozenset({"place", "region"})):
            return made, here
        here = beyond


def _people(signs: Sequence[Sign], at: int) -> tuple[Chunk, int]:
    taken: list[int] = [at]
    here = at + 1
    while here < len(signs) and signs[here].gap == 0:
        kind = signs[here].kind
        if kind in _PEOPLE or kind == "agents":
            taken.append(here)
            here += 1
            continue
        if (
            kind == "traffic"
            and "noun" in signs[here].values
            and _adjoins(signs, here + 1, frozenset({"people"}))
        ):
            here += 1
            continue
        beyond = _next(signs, here)
        if beyond > here and _adjoins(signs, beyond, _PEOPLE):
            here = beyond
            continue
        break
    agents = [index for index in taken if signs[index].kind == "agents"]
    if agents:  # what stands before the last "and" may still be people
        cut = agents[0]
        while cut > at and signs[cut].kind not in ("and", "comma"):
            cut -= 1
        taken = [index for index in taken if index < cut]
        if not any(signs[index].kind == "people" for index in taken):
            last = agents[-1]
            return Chunk("agents", signs[at].start, signs[last].end, signs[at].gap), last + 1
    while taken and signs[taken[-1]].kind != "people":
        if signs[taken[-1]].kind == "people-of" and _stands_alone(signs, taken[-1]):
            break
        taken.pop()
    if not taken:
        return Chunk("adjective", signs[at].start, signs[at].end, signs[at].gap), at + 1
    return _gathered([signs[index] for index in taken]), taken[-1] + 1


def _stands_alone(signs: Sequence[Sign], at: int) -> bool:
    if at + 1 >= len(signs):
        return True
    return signs[at + 1].gap == 0 and signs[at + 1].kind in _AFTER_PEOPLE


def _gathered(signs: Sequence[Sign]) -> Chunk:
    groups: list[str] = []
    nations: list[str] = []
    made = Chunk("people", signs[0].start, signs[-1].end, signs[0].gap)
    values: list[str] = []
    for sign in signs:
        match sign.kind:
            case "people-of":
                nations += sign.values
            case "foreign":
                made.foreign = True
            case "own":
                made.own = True
            case _:
                for value in sign.values:
                    if value == "victim":
                        made.victim = True
                    elif value == "migrant":
                        made.migrant = True
                    elif value == "foreigner":
                        made.foreign = True
                    elif "-" in value:
                        values.append(value)
                    else:
                        groups.append(value)
    made.values = tuple(dict.fromkeys(values))
    made.groups = tuple(dict.fromkeys(groups))
    made.nations = tuple(dict.fromkeys(nations))
    return made


def _role(signs: Sequence[Sign], at: int) -> tuple[Chunk, int] | None:
    """ "a source and, to a lesser extent, transit country", "country of origin and destination"."""
    made = Chunk("role", signs[at].start, signs[at].end, signs[at].gap)
    here = at
    named = False
    if signs[at].kind == "country":
        if "of" not in signs[at].values or not _adjoins(signs, at + 1, frozenset({"role"})):
            return Chunk("other", signs[at].start, signs[at].end, signs[at].gap), at + 1
        named = True
        here = at + 1
    roles: list[str] = []
    while True:
        roles += signs[here].values
        made.end = signs[here].end
        here += 1
        if _adjoins(signs, here, frozenset({"role"})):
            continue
        if _adjoins(signs, here, frozenset({"country"})) and "of" not in signs[here].values:
            made.end = signs[here].end
            made.many = "many" in signs[here].values
            named = True
            here += 1
        beyond = here
        while beyond < len(signs) and signs[beyond].kind in _JOINS and signs[beyond].gap <= 1:
            made.hearsay |= signs[beyond].kind == "hearsay"
            beyond += 1
        if (
            beyond > here
            and _adjoins(signs, beyond, frozenset({"country"}))
            and "of" in signs[beyond].values
        ):
            beyond += 1
        if beyond > here and _adjoins(signs, beyond, frozenset({"role"})):
            here = beyond
            continue
        break
    made.values = tuple(dict.fromkeys(roles))
    made.home = named
    return made, here
