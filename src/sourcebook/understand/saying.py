"""Say in a line of words what was understood: of a role, route, aspect, figure or rating. Pure."""

from collections.abc import Iterable

from sourcebook.claims import AspectSaid, Figure, Rating, Role, Route, Said
from sourcebook.themes import label, themes
from sourcebook.values.places import country_name

ROLES = {
    "source": "a source",
    "transit": "a transit country",
    "destination": "a destination",
    "internal": "trafficking inside it",
}
SCHEMES = {
    "tip-tier": "US Trafficking in Persons Report",
    "dol-advancement": "US Department of Labor, advancement",
}


def said(one: Said) -> str:
    """One line: "Kazakhstan: a destination (men; forced labour)", "Uzbekistan → Kazakhstan …"."""
    if isinstance(one, Role):
        words = f"{country_name(one.country)}: {ROLES[one.role]}{_of(one)}"
        return words + _how(negated=one.negated, hearsay=one.hearsay)
    if isinstance(one, Route):
        stops = (one.origin, *one.transit, one.destination)
        words = " → ".join(country_name(code) for code in stops) + _of(one)
        return words + _how(negated=one.negated, hearsay=one.hearsay)
    if isinstance(one, AspectSaid):
        return aspect_name(one.kind, one.code)
    if isinstance(one, Figure):
        return _figure(one)
    return _rating(one)


def plain(code: str) -> str:
    """A code as words: "forced-labour" is "forced labour"."""
    return code.replace("-", " ")


def people_names(people: Iterable[str]) -> list[str]:
    """Women, girls, boys …; ``national:UZ`` is "nationals of Uzbekistan"."""
    return [
        f"nationals of {country_name(who[9:])}" if who.startswith("national:") else plain(who)
        for who in people
    ]


def aspect_name(kind: str, code: str, language: str = "en") -> str:
    """An aspect's label, in the vocabulary of the first theme that has it; else its code in words."""
    for theme in themes().values():
        for term in (*theme.aspects, *theme.ages):
            if term.code == code and kind in (term.kind, "age"):
                return label(term.labels, language)
    return plain(code)


def _of(one: Role | Route) -> str:
    parts = [
        ", ".join(people_names(one.people)),
        ", ".join(plain(purpose) for purpose in one.purposes),
    ]
    told = "; ".join(part for part in parts if part)
    return f" ({told})" if told else ""


def _how(*, negated: bool, hearsay: bool) -> str:
    return (", denied" if negated else "") + (", by hearsay" if hearsay else "")


def amount(one: Figure) -> str:
    """The number, range or bound: "70,000", "5,000 to 7,000", "at least 300", "3 %"."""
    unit = " %" if one.unit == "percent" else f" {one.unit}" if one.unit.isupper() else ""
    if one.value is not None and one.low is None and one.high is None:
        return _number(one.value) + unit
    if one.low is not None and one.high is not None:
        return f"{_number(one.low)} to {_number(one.high)}{unit}"
    if one.low is not None:
        return f"at least {_number(one.low)}{unit}"
    if one.high is not None:
        return f"at most {_number(one.high)}{unit}"
    return _number(one.value) + unit if one.value is not None else ""


def _number(value: float) -> str:
    return f"{int(value):,}" if value == int(value) else f"{value:,.10g}"


def _figure(one: Figure) -> str:
    what = one.of or (one.unit if one.unit not in ("percent",) and not one.unit.isupper() else "")
    words = " ".join(part for part in (amount(one), plain(what)) if part)
    where = country_name(one.place) if one.place else ""
    aside = ", ".join(part for part in (where, (one.period or "").replace("/", "–")) if part)
    words += f" ({aside})" if aside else ""
    words += f", says {one.said_by}" if one.said_by else ""
    return words + (", an estimate" if one.estimate else "") + (", denied" if one.negated else "")


def grade(one: Rating) -> str:
    """The grade alone: "Tier 2 Watch List", "moderate"."""
    if one.scheme == "tip-tier":
        if one.value == "special-case":
            return "Special case"
        return f"Tier {one.value}".replace("2-watch-list", "2 Watch List")
    return plain(one.value)


def _rating(one: Rating) -> str:
    where = f"{country_name(one.country)}: " if one.country else ""
    year = f" {one.year}" if one.year else ""
    return f"{where}{grade(one)} ({SCHEMES.get(one.scheme, plain(one.scheme))}{year})"
