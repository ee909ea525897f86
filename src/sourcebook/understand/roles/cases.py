"""What Russian and Kazakh endings of a place's name say of the way: from it, to it, or in it. Pure."""

from collections.abc import Sequence

from sourcebook.understand.roles.signs import Sign

_TO_OR_IN = frozenset({"в", "во", "на"})
_IN = ("е", "и", "х", "ии", "оаэ", "сша")  # prepositional; what has no cases is a place to be in
_KAZAKH = frozenset("әғқңөұүһі")
_ENDINGS = {
    "from": ("нан", "нен", "дан", "ден", "тан", "тен"),
    "to": ("ға", "ге", "қа", "ке", "сына", "сіне", "іне"),
    "in": ("да", "де", "та", "те", "дағы", "дегі", "тағы", "тегі"),
}
# Names that end so by themselves.
_BARE = frozenset("канада уганда руанда гренада мальта судан иордан".split())  # noqa: SIM905
_JOINS = frozenset({"and", "comma"})


def with_cases(signs: Sequence[Sign], folded: str, start: int, end: int) -> list[Sign]:
    """``signs`` of ``folded[start:end]``, with what endings say put where a preposition would stand."""
    if not _KAZAKH.isdisjoint(folded[start:end]):
        return _kazakh(signs, folded)
    return _russian(signs, folded)


def _russian(signs: Sequence[Sign], folded: str) -> list[Sign]:
    """ "в Турции" is in, "в Турцию" to; "на стройках Турции" is in Turkey."""
    told: list[Sign] = []
    for at, sign in enumerate(signs):
        place = signs[at + 1] if at + 1 < len(signs) else sign
        if (
            sign.kind == "in"
            and place.kind in ("place", "region")
            and place.gap == 0
            and folded[sign.start : sign.end] in _TO_OR_IN
            and not folded.endswith(_IN, place.start, place.end)
        ):
            told.append(Sign("to", (), sign.start, sign.end, sign.gap))
            continue
        told.append(sign)
        if sign.kind in ("serves", "town", "purpose") and place.kind == "place" and place.gap == 0:
            told.append(Sign("in", (), place.start, place.start, 0))
    return told


def _kazakh(signs: Sequence[Sign], folded: str) -> list[Sign]:
    """ "Өзбекстаннан" is from, "Ресейге" to, "Түркияда" in; "арқылы" after a name is through. The last of
    a list carries the ending for all."""
    told: list[Sign] = []
    run: int | None = None  # where in ``told`` a list of names begins that has no ending yet
    for sign in signs:
        if sign.kind == "people" and sign.values == ("citizens",):  # "Өзбекстан азаматтары"
            if run is not None and sign.gap == 0:
                _put("from", told, run)
            told.append(Sign("people", (), sign.start, sign.end, sign.gap))
            run = None
        elif sign.kind in ("place", "region", "town"):
            if run is None or sign.gap:
                run = len(told)
            told.append(sign)
            way = _way(folded[sign.start : sign.end])
            if way is not None:
                _put(way, told, run)
                run = None
        elif sign.kind == "via" and "after" in sign.values:
            if run is not None and sign.gap == 0:
                _put("via", told, run)
            run = None
        else:
            told.append(sign)
            if sign.kind not in _JOINS or sign.gap:
                run = None
    return told


def _put(way: str, told: list[Sign], at: int) -> None:
    first = told[at]
    told.insert(at, Sign(way, (), first.start, first.start, first.gap))
    first.gap = 0


def _way(name: str) -> str | None:
    if name in _BARE or name.endswith("стан"):
        return None
    for way, endings in _ENDINGS.items():
        if name.endswith(endings):
            return way
    return None
