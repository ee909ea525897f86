"""Who: people with their groups, nations, and what they serve as. Pure."""

from collections.abc import Sequence
from typing import get_args

from sourcebook.claims import Purpose
from sourcebook.understand.roles.chunk import JOINS, Chunk, adjoins, past_joins
from sourcebook.understand.roles.signs import Sign
from sourcebook.understand.roles.ways import WAYS

PURPOSES: frozenset[str] = frozenset(get_args(Purpose))
PEOPLE = frozenset({"people", "foreign", "own", "people-of"})
_MANY = 60  # signs of one list of peoples at most, lest a line of nothing else takes long
# After a bare demonym these show that it stands for people: "Uzbeks are …", "Turkmen in …".
_AFTER_PEOPLE = (
    frozenset(
        {
            "traffic",
            "move",
            "travel",
            "exploit",
            "being",
            "abroad",
            "home",
            "who",
            "hearsay",
            "break",
        }
    )
    | WAYS
    | JOINS
)


def people(signs: Sequence[Sign], at: int) -> tuple[Chunk, int]:
    """Who the signs from ``at`` on speak of, and where that ends; doers and bare adjectives are told apart."""
    taken: list[int] = [at]
    here = at + 1
    while here < len(signs) and signs[here].gap == 0 and len(taken) < _MANY:
        kind = signs[here].kind
        if kind in PEOPLE or kind == "agents":
            taken.append(here)
            here += 1
            continue
        if (
            kind == "traffic"
            and is_noun(signs[here])
            and adjoins(signs, here + 1, frozenset({"people"}))
        ):
            here += 1
            continue
        after = past_joins(signs, here)
        if after > here and adjoins(signs, after, PEOPLE):
            here = after
            continue
        break
    beyond = taken[-1] + 1
    agents = [index for index in taken if signs[index].kind == "agents"]
    if agents:  # what stands before the last "and" may still be people
        cut = agents[0]
        while cut > at and signs[cut].kind not in ("and", "comma"):
            cut -= 1
        taken = [index for index in taken if index < cut]
        if not any(signs[index].kind == "people" for index in taken):
            last = agents[-1]
            made = Chunk("agents", signs[at].start, signs[last].end, signs[at].gap)
            made.values = signs[last].values
            return made, last + 1
    while taken and signs[taken[-1]].kind != "people":
        if signs[taken[-1]].kind == "people-of" and _stands_alone(signs, taken[-1]):
            break
        taken.pop()
    if not taken:
        if "domestic" in signs[at].values and adjoins(
            signs, past_joins(signs, at + 1), frozenset({"serves"})
        ):
            return Chunk(  # "in the domestic, agricultural and construction sectors"
                "serves", signs[at].start, signs[at].end, signs[at].gap, ("domestic-servitude",)
            ), at + 1
        return Chunk("adjective", signs[at].start, signs[at].end, signs[at].gap), beyond
    return _gathered([signs[index] for index in taken]), taken[-1] + 1


def _stands_alone(signs: Sequence[Sign], at: int) -> bool:
    if signs[at].plural or at + 1 >= len(signs):
        return True
    return signs[at + 1].gap == 0 and signs[at + 1].kind in _AFTER_PEOPLE


def _gathered(signs: Sequence[Sign]) -> Chunk:
    groups: list[str] = []
    nations: list[str] = []
    made = Chunk("people", signs[0].start, signs[-1].end, signs[0].gap)
    values: list[str] = []
    serves: list[str] = []
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
                    if value == "citizens":
                        continue
                    if value == "victim":
                        made.victim = True
                    elif value == "migrant":
                        made.migrant = True
                    elif value == "foreigner":
                        made.foreign = True
                    elif value in PURPOSES:
                        values.append(value)
                    elif value.startswith("?"):
                        serves.append(value[1:])
                    else:
                        groups.append(value)
    made.values = tuple(dict.fromkeys(values))
    made.serves = tuple(dict.fromkeys(serves))
    made.groups = tuple(dict.fromkeys(groups))
    made.nations = tuple(dict.fromkeys(nations))
    return made


def is_noun(sign: Sign) -> bool:
    return "noun" in sign.values or "loose" in sign.values
