"""Lists of places, and the words that lead to them: from, to, in, through. Pure."""

from collections.abc import Sequence

from sourcebook.understand.roles.chunk import GENERAL, JOINS, NAMED, Chunk, adjoins, past_joins
from sourcebook.understand.roles.signs import Sign

WAYS = frozenset({"from", "to", "in", "via", "between"})
_PLACES = frozenset({"place", "region", "abroad", "home", "town"})
PEOPLE = frozenset({"people", "foreign", "own", "people-of"})
_THINGS = frozenset({"town", "serves", "purpose"})  # "in Libyan brothels", "on Thai farms"
_OF = frozenset({"of"})
_WITHIN = frozenset({"of", "in"})
_WHOLES = frozenset({"place", "region", "abroad", "home"})
_ADJECTIVES = 8  # of one list of countries, at most
_REACH = 3  # words that may stand between "in" and the place: "in the northern mines of …"


def way(signs: Sequence[Sign], at: int) -> tuple[Chunk, int] | None:
    ways = {signs[at].kind, *signs[at].values}
    after = at + 1
    for _ in range(3):  # "to or through", "in and from"
        beyond = past_joins(signs, after)
        if beyond > after and adjoins(signs, beyond, WAYS):
            ways.add(signs[beyond].kind)
            after = beyond + 1
        else:
            break
    if after < len(signs) and signs[after].kind in WAYS and signs[after].gap == 0:
        ways.add(signs[after].kind)  # "to within", "from in"
        after += 1
    if adjoins(signs, after, frozenset({"same"})) and adjoins(signs, after + 1, GENERAL):
        after += 1  # "from these countries"
    if adjoins(signs, after, frozenset({"role"})) and adjoins(signs, after + 1, GENERAL):
        after += 1  # "to destination countries"
    within = "within" in ways
    found = place_list(signs, after, frozenset(ways - {"within"}), begun=at)
    if found is not None:
        found[0].inner = within
    return found


def place_list(
    signs: Sequence[Sign], at: int, ways: frozenset[str], begun: int | None = None
) -> tuple[Chunk, int] | None:
    first = at
    while first < len(signs) and signs[first].kind == "hearsay" and signs[first].gap == 0:
        first += 1
    if adjoins(signs, first, frozenset({"and"})) and adjoins(
        signs, first + 1, frozenset({"region"})
    ):
        first += 1  # "from South and Southeast Asia"
    if begun is not None and adjoins(signs, first, _OF) and adjoins(signs, first + 1, NAMED):
        first += 1  # "in some parts of the Middle East"
    if first >= len(signs) or signs[first].gap > (
        _REACH if begun is not None else signs[first].gap
    ):
        return None
    opening = signs[at if begun is None else begun]
    made = Chunk("way", opening.start, opening.end, opening.gap, ways=ways)
    made.hearsay = first > at and signs[at].kind == "hearsay"
    here = first
    doubted = False  # whether "possibly" stands before what follows
    while True:
        here = _past_parts(signs, here)
        sure = made.countries
        taken = _take_place(signs, here, made, first=here == first)
        if taken is None:
            break
        if doubted:
            made.maybe += made.countries[len(sure) :]
        here = taken
        if adjoins(signs, here, frozenset({"possessive"})):
            here += 1
            break
        beyond = past_joins(signs, here)
        if beyond == here and signs[here - 1].kind == "region" and adjoins(signs, here, GENERAL):
            here += 1  # "Middle Eastern countries"
            beyond = past_joins(signs, here)
        if beyond == here and _goes_on_in(signs, here):
            here += 1  # "other countries in Europe, Central Asia, and …"
            continue
        if beyond == here and not adjoins(signs, here, _PLACES - {"abroad", "home"}):
            break  # "from X abroad": not one list
        if beyond >= len(signs) or signs[beyond].gap:
            break
        if _would_take(signs, beyond) is False:
            break
        doubted |= any(sign.kind == "hearsay" for sign in signs[here:beyond])
        here = beyond
    if not (made.countries or made.abroad or made.home or made.town):
        return None
    while signs[here - 1].kind in JOINS:
        here -= 1
    return made, here


def _goes_on_in(signs: Sequence[Sign], at: int) -> bool:
    return (
        signs[at - 1].kind == "abroad"
        and "noun" in signs[at - 1].values
        and adjoins(signs, at, frozenset({"in"}))
        and adjoins(signs, at + 1, NAMED)
    )


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
        return adjoins(signs, at + 1, GENERAL) or _ends_in_countries(signs, at)
    if sign.kind == "people-of" and _of_countries(signs, at):  # "Ethiopian and other … countries"
        return True
    if sign.kind == "people-of":  # "to Germany, Poland, Russian, and Turkey"
        return adjoins(signs, at + 1, frozenset({"and", "comma"})) and adjoins(
            signs, past_joins(signs, at + 1), frozenset({"place"})
        )
    return False


def _ends_in_countries(signs: Sequence[Sign], at: int) -> bool:
    """ "European, African, and Central Asian countries"."""
    for _ in range(_ADJECTIVES):
        beyond = past_joins(signs, at + 1)
        if beyond == at + 1 or not adjoins(signs, beyond, frozenset({"foreign"})):
            return False
        if adjoins(signs, beyond + 1, GENERAL):
            return True
        at = beyond
    return False


def _of_countries(signs: Sequence[Sign], at: int) -> bool:
    return adjoins(signs, at + 1, GENERAL) and "noun" in signs[at + 1].values


def _take_place(signs: Sequence[Sign], at: int, made: Chunk, *, first: bool) -> int | None:
    if at >= len(signs):
        return None
    sign = signs[at]
    if not first and sign.gap:
        return None
    inside = made.ways <= {"in", "to"}
    if (
        sign.kind == "people-of"
        and inside
        and first
        and not adjoins(signs, at + 1, PEOPLE | {"agents"})
    ):
        beyond = _past_things_of(signs, at)
        if beyond is None:
            return None
        for index in range(at, beyond):  # "in Libyan brothels", "on Russian and Polish farms"
            made.countries += signs[index].values if signs[index].kind == "people-of" else ()
        made.end = signs[beyond - 1].end
        return beyond
    if sign.kind == "people-of" and first:
        return None
    if not (first and sign.kind in _PLACES) and not _would_take(signs, at):
        return None
    made.end = sign.end
    if sign.kind == "foreign" and not adjoins(signs, at + 1, GENERAL):
        made.abroad = True
        return at + 1
    match sign.kind:
        case "place" | "people-of":
            if sign.kind == "people-of" and _of_countries(signs, at):
                made.abroad = True
                made.end = signs[at + 1].end
                return at + 2
            made.countries += tuple(code for code in sign.values if code not in made.countries)
        case "home":
            made.home = True
        case "town":
            made.town = True
            if adjoins(signs, at + 1, _WITHIN) and adjoins(signs, at + 2, _WHOLES):
                return at + 2  # "cities in X"
        case "abroad" if (
            "noun" in sign.values
            and adjoins(signs, at + 1, _OF)
            and adjoins(signs, at + 2, frozenset({"place"}))
        ):
            return at + 2  # "on the islands of X"
        case _:
            made.abroad = True
            if sign.kind == "foreign":
                made.end = signs[at + 1].end
                return at + 2
    return at + 1


def _past_things_of(signs: Sequence[Sign], at: int) -> int | None:
    """Past the peoples from ``at`` on whose things follow, if they do."""
    while not adjoins(signs, at + 1, _THINGS):
        beyond = past_joins(signs, at + 1)
        if beyond == at + 1 or not adjoins(signs, beyond, frozenset({"people-of"})):
            return None
        at = beyond
    return at + 1


def country(signs: Sequence[Sign], at: int, *, of: bool) -> tuple[Chunk, int] | None:
    made = Chunk("country", signs[at].start, signs[at].end, signs[at].gap, of=of)
    here = at
    while True:
        sign = signs[here]
        made.part |= sign.part
        if sign.kind == "place":
            made.countries += tuple(code for code in sign.values if code not in made.countries)
        else:
            made.abroad = True
        made.end = sign.end
        here += 1
        beyond = past_joins(signs, here)
        if beyond == here or not adjoins(signs, beyond, frozenset({"place", "region"})):
            return made, here
        here = beyond
