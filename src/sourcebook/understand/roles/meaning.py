"""What a statement means for countries: which is a source, transit, destination; which ways are told. Pure.

``RULES`` names each inference with how often it was right when measured (docs/decisions/0027).
"""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import cast

from sourcebook.claims import Purpose, Role, RoleKind, Route
from sourcebook.understand.roles.frame import USES, Frame

# How often a role rested rightly on that rule alone among 230 labelled texts, with one right and one wrong
# added; a guess below that where fewer than five did. The rules were made with these texts at hand.
RULES = {
    "named": 0.99,  # "X is a source … country for women trafficked …"
    "own-abroad": 0.92,  # X's people are exploited or taken abroad
    "own-here": 0.9,  # X's people are exploited in X
    "own-unplaced": 0.78,  # X's people are exploited; where isn't said
    "foreign-here": 0.94,  # others are exploited in X or taken to X
    "foreign-unplaced": 0.71,  # others are exploited; where isn't said
    "taken-here": 0.7,  # people (whose isn't said) are taken to X
    "taken-abroad": 0.7,  # people (whose isn't said) are exploited in other countries
    "within": 0.96,  # "within the country", "internal trafficking", "from villages to towns"
    "within-bare": 0.6,  # "domestic trafficking" and no more; only where the text says more
    "here-unsaid": 0.7,  # people (whose isn't said) are exploited in X
    "unplaced": 0.5,  # people are exploited; neither whose nor where is said
    "unplaced-as-named": 0.6,  # the same in a text that names X a destination only
    "through": 0.85,  # people are taken through X
    # Ways: how many of the pairs were labelled; ends of ways are roles of other countries.
    "way": 0.95,  # people are taken from A to B, said in so many words
    "way-to-home": 0.97,  # … to the country the text is about
    "way-from-home": 0.95,  # … from it
    "way-end": 0.95,
    "listed": 0.8,  # "the main destinations of its victims are X and Y"
}


_PAIRS = 400  # of countries in one statement; more than that states nothing


def meaning(
    frame: Frame, home: str | None, *, rating: bool = False
) -> tuple[list[Role], list[Route]]:
    """The roles and routes that ``frame`` states, in a text on the country ``home``. In what is said of a
    ``rating`` only deeds count, not what is done about them."""
    if frame.via_home and home is not None:
        frame.ways.append(home)
    reading = _Meaning(frame, home)
    if rating and not frame.deed:
        return [], []
    if frame.roles:
        reading.named()
    else:
        reading.told()
    return reading.roles, reading.routes


def _purposes(frame: Frame, groups: set[str]) -> tuple[Purpose, ...]:
    """What for: as it is said, and as words of force make of other words."""
    purposes = list(frame.purposes)
    victims = any(one.victim for one in frame.people)
    if frame.used:
        purposes += (one for one in frame.serves if one in USES)
    if frame.forced or frame.traffic or frame.taken or victims or "forced-labour" in purposes:
        for served in frame.serves:
            match served:
                case "site":
                    if not frame.purposes and (frame.forced or frame.traffic):
                        purposes.append("forced-labour")
                case "debt-bondage":  # not "married off to settle debts"
                    forced = frame.forced or "forced-labour" in purposes
                    if forced and "forced-marriage" not in (*purposes, *frame.serves):
                        purposes.append(served)
                case "unpaid":
                    purposes.append("forced-labour")
                case "forced-labour":
                    led = frame.taken and frame.by_traffickers
                    if frame.forced or frame.traffic or victims or led:
                        purposes.append(served)
                case "child-soldiering":
                    if groups & {"children", "boys", "girls"}:
                        purposes.append(served)
                case "criminal-activity":
                    if frame.forced or frame.taken or victims or (frame.traffic and frame.verb):
                        purposes.append(served)
                case "militia":
                    if groups & {"children", "boys", "girls"} and not frame.as_what:
                        purposes.append("child-soldiering")
                case _:
                    purposes.append(served)
    return cast("tuple[Purpose, ...]", tuple(dict.fromkeys(purposes)))


class _Meaning:
    def __init__(self, frame: Frame, home: str | None) -> None:
        self.frame = frame
        self.home = home
        self._roles: dict[tuple[str, str], Role] = {}
        self._routes: dict[tuple[str, str], Route] = {}
        nations = [code for one in frame.people for code in one.nations]
        self.origins = list(dict.fromkeys([*nations, *frame.origins]))
        self.ends = list(dict.fromkeys(frame.ends))
        groups = [group for one in frame.people for group in one.groups]
        self.purposes = _purposes(frame, set(groups))
        self.people = tuple(
            dict.fromkeys([*groups, *(f"national:{code}" for code in self.origins)])
        )

    @property
    def roles(self) -> list[Role]:
        return [*self._roles.values()]

    @property
    def routes(self) -> list[Route]:
        return [*self._routes.values()]

    def role(self, country: str | None, role: str, rule: str) -> None:
        if country is None or (country, role) in self._roles:
            return
        frame = self.frame
        # A source's and an inner scene's people are its own; a destination's are others'.
        own = role in {"source", "internal"}
        people = tuple(
            one
            for one in self.people
            if not one.startswith("national:") or not (own or one == f"national:{country}")
        )
        self._roles[country, role] = Role(
            country=country,
            role=cast("RoleKind", role),
            purposes=self.purposes,
            people=people,
            negated=frame.negated,
            hearsay=frame.hearsay or (role if rule == "named" else country) in frame.maybe,
            start=frame.start,
            end=frame.end,
            rule=rule,
            confidence=RULES[rule],
        )

    def way(
        self, origins: Iterable[str], ends: Iterable[str], rule: str, via: Iterable[str] = ()
    ) -> None:
        frame = self.frame
        pairs = list(product(dict.fromkeys(origins), dict.fromkeys(ends)))
        if len(pairs) > _PAIRS:
            return
        for origin, end in pairs:
            if origin == end:
                self.role(origin, "internal", "own-here")
                continue
            if (origin, end) in self._routes:
                continue
            self._routes[origin, end] = Route(
                origin=origin,
                transit=tuple(code for code in dict.fromkeys(via) if code not in (origin, end)),
                destination=end,
                purposes=self.purposes,
                people=self.people,
                negated=frame.negated,
                hearsay=frame.hearsay or not {origin, end}.isdisjoint(frame.maybe),
                start=frame.start,
                end=frame.end,
                rule=rule,
                confidence=RULES[rule],
            )
            for code in self._routes[origin, end].transit:
                self.role(code, "transit", "through")
            self.role(origin, "source", "way-end")
            self.role(end, "destination", "way-end")

    def named(self) -> None:
        frame = self.frame
        subjects = frame.subjects or ((self.home,) if self.home and not frame.many else ())
        roles = [role for role in frame.roles if not (frame.tourism and role == "destination")]
        elsewhere = self.home is not None and self.home not in subjects
        several = frame.listed or (elsewhere and len(subjects) > 1)
        said = (
            ((frame.event or frame.risk) and frame.sure)
            or any(one.victim for one in frame.people)
            or (frame.named and not frame.goods and any(one.groups for one in frame.people))
            or self._of_the_weak()
            or (several and frame.loose and not frame.goods)
            or (frame.bare and not frame.goods)
        )
        if not roles or not subjects or not said or frame.past:
            return
        for country, role in product(subjects, roles):
            self.role(country, role, "named")
        if several and elsewhere and len(roles) == 1 and self._listed(subjects, roles[0]):
            return
        if len(subjects) == 1 or len(roles) == 1:
            for subject in subjects:
                self._ways_of(subject, roles)

    def _of_the_weak(self) -> bool:
        """ "X is a destination for women from Y": nobody says so of women or children but of trafficking."""
        frame = self.frame
        groups = {group for one in frame.people for group in one.groups}
        away = frame.origins or frame.origin_abroad or frame.ends or frame.end_abroad
        told = away or frame.taken or any(one.nations for one in frame.people)
        return bool(told and groups - {"men"} and not (frame.goods or frame.after_tourists))

    def _listed(self, subjects: Sequence[str], role: str) -> bool:
        """The ways to or from the countries that a text on another lists as destinations or sources."""
        frame, home = self.frame, self.home
        origins = [code for code in self.origins if code not in subjects]
        ends = [code for code in self.ends if code not in subjects]
        if home is None or frame.origin_abroad or any(one.foreign for one in frame.people):
            return False
        if role == "destination" and not ends:
            self.way(origins or (home,), subjects, "listed")
        elif role == "source" and not origins:
            self.way(subjects, ends or (home,), "listed")
        else:
            return False
        return True

    def _ways_of(self, subject: str, roles: list[str]) -> None:
        """The ways that a named role tells of: "a destination for women from X"."""
        frame = self.frame
        origins = [code for code in self.origins if code != subject]
        ends = [code for code in self.ends if code != subject]
        foreign = bool(origins) or frame.origin_abroad
        if "transit" in roles and self._between((subject,)):
            return
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
        if not event or frame.past or (frame.risk and not frame.told):
            return
        if self._between():
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
        arrives = frame.to_home or (home is not None and home in frame.to)
        here = (home is not None and home in self.ends) or frame.end_home or frame.to_home
        if not own and not foreign and any(one.migrant for one in frame.people):
            foreign = not away or here or home in frame.ways
        if (not frame.sure and not (frame.loose or frame.internal)) or (
            frame.goods and not frame.sure
        ):
            return
        if frame.strong_response and not ((own or foreign) and (away or here)):
            return
        if frame.weak_response and not (away or here or own or foreign):
            return
        if home is None or (
            frame.lived and home not in frame.lived and not (own or foreign or frame.end_home)
        ):
            self._elsewhere(foreign=foreign)
            return
        for code in frame.ways:
            self.role(code, "transit", "through")
        self._round(home)
        if frame.onward and here and away and not own:  # "to X, en route to Europe"
            self.role(home, "transit", "through")
        if (
            frame.internal
            or (home in frame.inner and (frame.loose or frame.traffic) and not foreign)
            or (frame.end_home and (own or not foreign))
            or (frame.origin_town and (frame.end_town or here) and not away)
        ):
            self.role(home, "internal", "within" if frame.sure or here else "within-bare")
        if foreign:
            self._foreign(foreigners, others, away=away, here=here)
        if own:
            if away:
                self.role(home, "source", "own-abroad")
                self.way((home,), others, "way-from-home", frame.ways)
            if here:
                self.role(home, "internal", "own-here")
            if home in frame.leaves and not away and not here:
                towns = frame.end_town and frame.moved  # "from the north of X to its cities"
                self.role(home, *(("internal", "within") if towns else ("source", "own-abroad")))
            elif not away and not here and (frame.verb or self.purposes):
                self.role(home, "internal", "own-unplaced")
        if not own and not foreign:
            self._unsaid(home, others, away=away, here=here, arrives=arrives)

    def _between(self, via: Sequence[str] = ()) -> bool:
        """ "Children are trafficked between A and B": both ways; not "an agreement between A and B"."""
        frame = self.frame
        if not frame.between:
            return False
        if not {*self.ends}.isdisjoint(
            frame.between
        ):  # "the border between A and B lets children be trafficked into B"
            self.origins += [code for code in frame.between if code not in self.ends]
            return False
        done = frame.strong_response or frame.weak_response
        if (frame.verb or frame.people) and not done:
            ends = [self.home] if self.home in frame.between else frame.between
            if len({*frame.between}) == 1:  # two towns of one country
                self.role(frame.between[0], "internal", "own-here")
            for one, other in product(frame.between, ends):
                if one != other and other is not None:
                    self.way((one,), (other,), "way", via)
                    self.way((other,), (one,), "way", via)
        return not (self.origins or self.ends or frame.end_abroad or frame.end_home)

    def _round(self, home: str) -> None:
        """ "Some are trafficked to and from X", or "into, out of and through" the country itself."""
        if self.frame.round:
            self.role(home, "source", "own-abroad")
            self.role(home, "destination", "foreign-here")
        others = [code for code in self.frame.round if code != home]
        self.way((home,), others, "way-from-home")
        self.way(others, (home,), "way-to-home")

    def _elsewhere(self, *, foreign: bool) -> None:
        """What is said of countries by their names alone, in a text on none, or on another."""
        frame = self.frame
        lived = list(dict.fromkeys(frame.lived))
        if self.origins or foreign:
            self.way(self.origins, self.ends, "way", frame.ways)
            for code in self.ends if foreign and not self.origins else ():
                self.role(code, "destination", "foreign-here")
            return
        ends = [code for code in self.ends if code not in lived]
        self.way(lived, ends, "way", frame.ways)
        if not ends and not frame.end_abroad and (frame.verb or frame.tells):
            for code in lived:
                self.role(code, "internal", "here-unsaid")
        for code in frame.to if not lived else ():
            self.role(code, "destination", "taken-here")

    def _foreign(self, foreigners: list[str], others: list[str], *, away: bool, here: bool) -> None:
        home, frame = self.home, self.frame
        if home is None:
            return
        if home in frame.ways and not here:
            self.way(foreigners, others, "way", frame.ways)
            return
        if here or (not away and (frame.verb or frame.tells or foreigners)):
            self.role(home, "destination", "foreign-here" if here else "foreign-unplaced")
            if not frame.origin_home:
                self.way(foreigners, (home,), "way-to-home", frame.ways)
        if away and not here:
            self.way(foreigners, others, "way", frame.ways)
            for code in others if not foreigners else ():
                self.role(code, "destination", "foreign-here")

    def _unsaid(
        self, home: str, others: list[str], *, away: bool, here: bool, arrives: bool
    ) -> None:
        frame = self.frame
        said = (
            frame.tells
            or (frame.verb and (frame.people or self.purposes))
            or (frame.travels and frame.people)
            or any(one.victim and one.values and one.groups for one in frame.people)
        )
        if away and arrives and frame.onward:  # "to X, en route to Europe"
            self.role(home, "transit", "through")
        elif (
            away
            and (frame.people or self.purposes)
            and (said or (frame.moved and (frame.traffic or frame.loose)))
        ):
            self.role(home, "source", "taken-abroad")
            self.way((home,), others, "way-from-home", frame.ways)
        if arrives and away and not frame.onward:  # "to the capital, Uganda, and Kenya"
            self.role(home, "internal", "here-unsaid")
        elif arrives and not frame.origin_town:
            self.role(home, "destination", "taken-here")
        if not said or not (self.purposes or frame.exploited):
            return
        if here and not arrives:
            self.role(home, "internal", "here-unsaid")
        elif not away and not self._roles:
            self.role(home, "internal", "unplaced")
