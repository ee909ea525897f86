"""What a statement means for countries: which is a source, transit, destination; which ways are told. Pure.

``RULES`` names each inference with how often it was right when measured (docs/decisions/0027).
"""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import cast

from msgspec import structs

from sourcebook.claims import Purpose, Role, RoleKind, Route
from sourcebook.understand.roles.frames import Frame

RULES = {
    "named": 0.99,  # "X is a source … country for women trafficked …"
    "named-bare": 0.9,  # the same without people; trafficking is spoken of beside it
    "own-abroad": 0.95,  # X's people are exploited or taken abroad
    "own-here": 0.95,  # X's people are exploited in X
    "own-unplaced": 0.75,  # X's people are exploited; where isn't said
    "foreign-here": 0.95,  # others are exploited in X or taken to X
    "foreign-unplaced": 0.85,  # others are exploited; where isn't said
    "taken-here": 0.9,  # people are taken to X
    "taken-abroad": 0.85,  # people (whose isn't said) are exploited in other countries
    "within": 0.95,  # "within the country", "internal trafficking", "from villages to towns"
    "here-unsaid": 0.6,  # people (whose isn't said) are exploited in X
    "unplaced": 0.5,  # people are exploited; neither whose nor where is said
    "unplaced-as-named": 0.7,  # the same in a text that names X a destination only
    "through": 0.9,  # people are taken through X
    "way": 0.85,  # people are taken from A to B, said in so many words
    "way-to-home": 0.9,  # … to the text's own country
    "way-from-home": 0.9,  # … from it
    "way-end": 0.8,  # either end of a way
}


def meaning(frame: Frame, home: str | None) -> tuple[list[Role], list[Route]]:
    """The roles and routes that ``frame`` states, in a text on the country ``home``."""
    reading = _Meaning(frame, home)
    if frame.roles:
        reading.named()
    else:
        reading.told()
    return reading.roles, reading.routes


class _Meaning:
    def __init__(self, frame: Frame, home: str | None) -> None:
        self.frame = frame
        self.home = home
        self.roles: list[Role] = []
        self.routes: list[Route] = []
        nations = [code for one in frame.people for code in one.nations]
        self.origins = list(dict.fromkeys([*nations, *frame.origins]))
        self.ends = list(dict.fromkeys(frame.ends))
        purposes = list(frame.purposes)
        if frame.forced or frame.traffic or frame.taken:
            labour_only = [one for one in frame.serves if one == "forced-labour"]
            purposes += [one for one in frame.serves if one != "forced-labour"]
            if labour_only and not frame.purposes and (frame.forced or frame.traffic):
                purposes.append("forced-labour")
        self.purposes = cast("tuple[Purpose, ...]", tuple(dict.fromkeys(purposes)))
        groups = [group for one in frame.people for group in one.groups]
        self.people = tuple(
            dict.fromkeys([*groups, *(f"national:{code}" for code in self.origins)])
        )

    def role(self, country: str | None, role: str, rule: str) -> None:
        if country is None or any(r.country == country and r.role == role for r in self.roles):
            return
        frame = self.frame
        self.roles.append(
            Role(
                country=country,
                role=cast("RoleKind", role),
                purposes=self.purposes,
                people=self.people,
                negated=frame.negated,
                hearsay=frame.hearsay,
                start=frame.start,
                end=frame.end,
                rule=rule,
                confidence=RULES[rule],
            )
        )

    def way(
        self, origins: Iterable[str], ends: Iterable[str], rule: str, via: Iterable[str] = ()
    ) -> None:
        frame = self.frame
        for origin, end in product(origins, ends):
            if origin == end:
                self.role(origin, "internal", "own-here")
                continue
            if any(r.origin == origin and r.destination == end for r in self.routes):
                continue
            self.routes.append(
                Route(
                    origin=origin,
                    transit=tuple(code for code in dict.fromkeys(via) if code not in (origin, end)),
                    destination=end,
                    purposes=self.purposes,
                    people=self.people,
                    negated=frame.negated,
                    hearsay=frame.hearsay,
                    start=frame.start,
                    end=frame.end,
                    rule=rule,
                    confidence=RULES[rule],
                )
            )
            self.role(origin, "source", "way-end")
            self.role(end, "destination", "way-end")

    def named(self) -> None:
        frame = self.frame
        subjects = frame.subjects or ((self.home,) if self.home and not frame.many else ())
        roles = [role for role in frame.roles if not (frame.tourism and role == "destination")]
        said = frame.event or any(one.victim for one in frame.people)
        if not roles or not subjects or not said:
            return
        for country, role in product(subjects, roles):
            self.role(country, role, "named")
        if len(subjects) > 1:
            return
        subject = subjects[0]
        origins = [code for code in self.origins if code != subject]
        ends = [code for code in self.ends if code != subject]
        foreign = bool(origins) or frame.origin_abroad
        if ends and "transit" in roles and origins:
            self.way(origins, ends, "way", [*frame.ways, subject])
        elif ends and "source" in roles and not foreign:
            self.way((subject,), ends, "way-from-home", frame.ways)
        if origins and "destination" in roles and not ends:
            self.way(origins, (subject,), "way-to-home", frame.ways)
        if frame.end_home or frame.internal or (subject in self.ends and subject in self.origins):
            self.role(subject, "internal", "within")

    def told(self) -> None:
        frame, home = self.frame, self.home
        victims = any(one.victim for one in frame.people)
        event = frame.event or (
            victims and bool(self.origins or frame.origin_abroad) and not frame.strong_response
        )
        if not event or (frame.risk and not frame.event):
            return
        foreigners = [code for code in self.origins if code != home]
        foreign = (
            bool(foreigners) or frame.origin_abroad or any(one.foreign for one in frame.people)
        )
        own = (
            (home is not None and home in self.origins)
            or frame.origin_home
            or any(one.own for one in frame.people)
        )
        others = [code for code in self.ends if code != home]
        away = bool(others) or frame.end_abroad
        here = (home is not None and home in self.ends) or frame.end_home
        if not own and not foreign and not away and any(one.migrant for one in frame.people):
            foreign = True
        if frame.strong_response and not ((own or foreign) and (away or here)):
            return
        if frame.weak_response and not (away or here or own) and not frame.verb:
            return
        if home is None:
            self.way(self.origins, self.ends, "way", frame.ways)
            return
        for code in frame.ways:
            self.role(code, "transit", "through")
        if frame.internal or frame.end_home or (frame.origin_town and frame.end_town and not away):
            self.role(home, "internal", "within")
        if foreign:
            self._foreign(foreigners, others, away=away, here=here)
        if own:
            if away:
                self.role(home, "source", "own-abroad")
                self.way((home,), others, "way-from-home", frame.ways)
            if here:
                self.role(home, "internal", "own-here")
            if not away and not here:
                self.role(home, "internal", "own-unplaced")
        if not own and not foreign:
            self._unsaid(home, others, away=away, here=here)

    def _foreign(self, foreigners: list[str], others: list[str], *, away: bool, here: bool) -> None:
        home, frame = self.home, self.frame
        if home is None:
            return
        if home in frame.ways:
            self.way(foreigners, others, "way", frame.ways)
            return
        if here or not away:
            self.role(home, "destination", "foreign-here" if here else "foreign-unplaced")
            if not frame.origin_home:
                self.way(foreigners, (home,), "way-to-home", frame.ways)
        if away and not here:
            self.way(foreigners, others, "way", frame.ways)

    def _unsaid(self, home: str, others: list[str], *, away: bool, here: bool) -> None:
        frame = self.frame
        if here and frame.moved and home in frame.ends and away:  # "to X, en route to Europe"
            self.role(home, "transit", "through")
        elif away:
            self.role(home, "source", "taken-abroad")
            self.way((home,), others, "way-from-home", frame.ways)
        if here and not frame.end_home:
            if frame.moved:
                self.role(home, "destination", "taken-here")
            else:
                self.role(home, "internal", "here-unsaid")
        if (
            not away
            and not here
            and not self.roles
            and (self.purposes or frame.exploited)
            and frame.people
        ):
            self.role(home, "internal", "unplaced")


def settled(roles: Iterable[Role], home: str | None) -> Iterator[Role]:
    """Give what is said of people of whom neither origin nor place is said to the role the text names: in
    a destination, without people of its own exploited, they are others."""
    roles = list(roles)
    own = {
        role.role
        for role in roles
        if role.country == home and not role.negated and role.rule != "unplaced"
    }
    elsewhere = "destination" in own and not own & {"source", "internal"}
    for role in roles:
        if role.rule == "unplaced" and elsewhere:
            yield structs.replace(
                role,
                role="destination",
                rule="unplaced-as-named",
                confidence=RULES["unplaced-as-named"],
            )
        else:
            yield role


def distinct(roles: Iterable[Role]) -> Iterator[Role]:
    """Without those that say the same of the same words."""
    seen = set()
    for role in roles:
        key = (role.country, role.role, role.start, role.end)
        if key not in seen:
            seen.add(key)
            yield role
