"""Read the chunks of a clause in order into the statements it makes. Pure."""

from sourcebook.understand.roles.chunk import Chunk
from sourcebook.understand.roles.frame import Frame
from sourcebook.understand.roles.people import PURPOSES

_USED = 3  # words between "use" and what is used: "use a significant amount of forced labor"
_VERBS = frozenset({"traffic", "exploit", "move", "travel"})


class Reading:
    """Reads the chunks of one clause in order; ``now`` is the statement being put together."""

    def __init__(self, clause: list[Chunk]) -> None:
        self.clause = clause
        self.now = Frame()
        self.done: list[Frame] = []
        self.role: Frame | None = None
        self.contrast = False  # whether "while", "but" … began the present statement
        self.joined = False  # whether "and" did
        self.promised = False  # whether what follows is what they hoped for

    def read(self) -> list[Frame]:
        for at, chunk in enumerate(self.clause):
            match chunk.kind:
                case "people":
                    self._people(chunk, at)
                case "way":
                    self._way(chunk, at)
                case "role":
                    self._role(chunk, at)
                case "while":
                    self._close()
                    self.role = None
                    self.now = Frame()
                    self.contrast = True
                case "traffic" | "exploit" | "move" | "travel":
                    self._verb(chunk, at)
                case "purpose" | "serves":
                    self._purpose(chunk)
                case "agents":
                    self._agents(chunk, at)
                case "tourism":
                    self._tourism(chunk, at)
                case "promise":
                    self.promised = True
                case "past":
                    self.now.past = True
                case "goods":
                    self.now.goods = True
                case "risk":
                    after = self.clause[at + 1] if at + 1 < len(self.clause) else None
                    adjective = after is not None and after.kind == "people" and after.gap == 0
                    self.now.risk |= not adjective  # "vulnerable children"
                case "hearsay":
                    self.now.hearsay = True
                case "negation":
                    self._negation(chunk, at)
                case "response":
                    self._response(chunk, at)
                case "being":
                    if "becomes" in chunk.values:
                        self.now.verb = self.now.taken = True
                case "same":
                    self.now.same = True
                case "country":
                    self._actor(chunk, at)
                case _:
                    pass
        self._close()
        return self.done

    def _before(self, at: int) -> Chunk | None:
        return self.clause[at - 1] if at else None

    def _people(self, chunk: Chunk, at: int) -> None:
        now = self.now
        before = self._before(at)
        if before is not None and before.kind in ("by", "to") and chunk.gap == 0:
            return
        if [one.kind for one in self.clause[max(0, at - 2) : at]] == ["agents", "being"]:
            return  # "most traffickers are citizens"
        if now.risk and chunk.victim and chunk.values and before is not None:
            now.risk = before.kind not in ("hearsay", "being")  # "… or may be victims of"
        serving = (chunk.serves or chunk.values) and not (
            chunk.groups or chunk.nations or chunk.foreign or chunk.own or chunk.victim
        )
        after_as = before is not None and before.kind == "being" and "as" in before.values
        if after_as or (serving and (now.verb or now.event) and not self._verb_follows(at)):
            self._purposes_of(chunk)  # "forced to work as maids"
            return
        if now.after_tourists and (chunk.nations or chunk.foreign) and not now.verb:
            return
        after_join = before is not None and before.kind in ("and", "comma")
        active = (
            before is not None
            and before.kind in _VERBS
            and chunk.gap == 0
            and "suffer" not in before.values
        )
        if active and now.people and not now.roles:
            now.people.clear()
        elif (now.event and after_join) or (
            now.event and not active and now.people and self._verb_follows(at) and not now.roles
        ):
            self._restart()
            now = self.now
        if now.actors and not (chunk.nations or chunk.foreign):
            chunk.nations = now.actors
        now.people.append(chunk)
        now.touch(chunk)
        self._purposes_of(chunk)

    def _purposes_of(self, chunk: Chunk) -> None:
        now = self.now
        if now.risk:
            return
        if chunk.serves or chunk.values:
            now.touch(chunk)
        now.serves += chunk.serves
        now.purposes += chunk.values

    def _verb_follows(self, at: int) -> bool:
        for chunk in self.clause[at + 1 :]:
            if chunk.kind in _VERBS and not {"noun", "loose"} & {*chunk.values}:
                return True
            if chunk.kind in ("people", "while", "break"):
                return False
        return False

    def _way(self, chunk: Chunk, at: int) -> None:
        now = self.now
        before = self._before(at)
        if before is not None and before.kind == "promise" and chunk.gap <= 1:
            return
        if chunk.ways == {"from"} and self._after_agents(at):
            return
        if (
            chunk.ways == {"from"}
            and before is not None
            and before.kind in ("and", "comma")
            and now.origins
            and now.ends
            and now.people
        ):  # "from A to B and from C to D"
            people = now.people
            self._restart()
            now = self.now
            now.people = list(people)
        now.touch(chunk)
        now.hearsay |= chunk.hearsay
        if "people" in chunk.ways:  # "citizens of X"
            now.people.append(chunk)
        if "between" in chunk.ways:
            now.origins += chunk.countries
            now.ends += chunk.countries
        if "from" in chunk.ways:
            if now.verb and before is not None and before.kind in _VERBS:
                now.leaves += chunk.countries  # "are trafficked from X"
            now.origins += chunk.countries
            now.origin_abroad |= chunk.abroad
            now.origin_home |= chunk.home
            now.origin_town |= chunk.town and not (chunk.countries or chunk.abroad)
        now.onward |= "route" in chunk.ways
        if "via" in chunk.ways:
            now.ways += chunk.countries
        if "across" in chunk.ways:
            now.across += chunk.countries
        moved = now.taken or now.traffic
        if "to" in chunk.ways and now.ends and moved and not (now.to or now.across):
            now.origins += now.ends  # "women in X are lured to Y"
            now.ends = []
        if chunk.ways & {"to", "in"}:
            now.ends += chunk.countries
            now.end_abroad |= chunk.abroad
            now.to_home |= chunk.home and "to" in chunk.ways
            now.end_home |= chunk.home and "to" not in chunk.ways
            now.end_town |= chunk.town and not (chunk.countries or chunk.abroad)
            if "to" in chunk.ways:
                now.moved = True
                now.to += chunk.countries

    def _response(self, chunk: Chunk, at: int) -> None:
        joins = [one.kind for one in self.clause[max(0, at - 2) : at]]
        if self.now.event and joins == ["comma", "and"] and chunk.gap <= 1:
            self._restart()  # "…, and laws do not …"
        if "strong" in chunk.values:
            self.now.strong_response = True
        else:
            self.now.weak_response = True

    def _agents(self, chunk: Chunk, at: int) -> None:
        before = self._before(at)
        if self.now.event and before is not None and before.kind in ("and", "comma"):
            self._restart()  # "…, and traffickers exploit others abroad"
        if chunk.values:
            self._purpose(chunk)

    def _restart(self) -> None:
        response = self.now.strong_response
        self._close()
        self.now = Frame(strong_response=response)
        self.joined = True

    def _after_agents(self, at: int) -> bool:
        for before in reversed(self.clause[:at]):
            if before.kind in ("and", "comma", "hearsay", "travel"):
                continue
            return before.kind in ("agents", "tourism")
        return False

    def _actor(self, chunk: Chunk, at: int) -> None:
        """ "North Korea exploits some of its citizens": a state at work."""
        after = self.clause[at + 1] if at + 1 < len(self.clause) else None
        if (
            after is not None
            and after.kind == "exploit"
            and "active" in after.values
            and not chunk.of
        ):
            self.now.actors = chunk.countries
            self.now.touch(chunk)

    def _verb(self, chunk: Chunk, at: int) -> None:
        now = self.now
        values = chunk.values
        before = self._before(at)
        after = self.clause[at + 1] if at + 1 < len(self.clause) else None
        if (
            "active" in values
            and now.event
            and now.people
            and before is not None
            and before.kind in ("and", "comma")
            and after is not None
            and after.kind == "people"
        ):
            self._restart()  # "exploit foreigners here and exploit its people abroad"
            now = self.now
        now.touch(chunk)
        self.promised &= chunk.kind == "travel"
        if "tells" in values:
            now.tells |= "use" not in values or self._used(at)
            return
        if chunk.kind == "travel":
            now.travels = True
            now.serves += [value[1:] for value in values if value.startswith("?")]
            return
        if "sold" in values and (
            "always" in values or (before is not None and before.kind == "being")
        ):
            now.traffic = True  # people are sold: no more need be said
        if "loose" in values:
            now.loose |= not now.risk
            return
        if "noun" in values and chunk.kind == "traffic":
            now.traffic |= not now.risk
            return
        if "internal" in values:
            now.internal |= not now.risk
            return
        if now.risk and self._restarts(at):
            now.risk = False
        if now.risk:
            return
        now.verb = True
        if chunk.kind == "traffic":
            now.traffic = True
        elif chunk.kind == "move":
            now.taken = True
        elif "force" in values:
            now.forced = True
        elif "exploited" in values:
            if "noun" in values and not self._of_people(at):
                now.exploited |= now.taken and (before is None or before.kind != "by")
            elif self._without_object(at):
                now.people.clear()  # "settlers exploited" the land
            else:
                now.exploited = True
                now.forced = True
        elif "suffer" in values:
            now.taken = True
        for value in values:
            if value in PURPOSES:
                now.purposes.append(value)

    def _of_people(self, at: int) -> bool:
        return [one.kind for one in self.clause[at + 1 : at + 3]] == ["of", "people"]

    def _without_object(self, at: int) -> bool:
        """Whether an active verb's people are those who do it, to nobody that is named."""
        before = self._before(at)
        after = self.clause[at + 1] if at + 1 < len(self.clause) else None
        return (
            "active" in self.clause[at].values
            and before is not None
            and before.kind in ("people", "who")
            and (after is None or after.kind not in ("people", "same", "adjective"))
        )

    def _used(self, at: int) -> bool:
        """Whether people, or forced labour, are what is used."""
        rest = [chunk for chunk in self.clause[at + 1 : at + 3] if chunk.kind != "of"]
        return bool(rest) and rest[0].kind in ("people", "purpose") and rest[0].gap <= _USED

    def _restarts(self, at: int) -> bool:
        """Whether a verb tells of what is, after "vulnerable to": "… and are exploited"."""
        back = at - 1
        while back >= 0 and self.clause[back].kind in ("being", "hearsay", "of"):
            back -= 1
        if back >= 0 and self.clause[back].kind == "risk":
            return False  # "at risk of being trafficked"
        before = self._before(at)
        return before is not None and before.kind in ("being", "and", "who", "comma", "hearsay")

    def _purpose(self, chunk: Chunk) -> None:
        now = self.now
        if now.risk or (self.promised and chunk.kind == "serves"):
            return
        now.touch(chunk)
        if chunk.kind == "serves":
            now.serves += chunk.values
            return
        for value in chunk.values:
            (now.serves if value.startswith("?") else now.purposes).append(value.removeprefix("?"))

    def _tourism(self, chunk: Chunk, at: int) -> None:
        if any(one.kind == "role" for one in self.clause[max(0, at - 3) : at]):
            self.now.tourism = True
        elif not self.now.risk:
            self.now.purposes += chunk.values
            self.now.tells |= bool(chunk.values)  # "child sex tourism" says that it is there
            self.now.touch(chunk)
        self.now.after_tourists = True

    def _negation(self, chunk: Chunk, at: int) -> None:
        if "report" in chunk.values:
            if self.now.event:
                self._restart()  # "…, nor was there evidence of …"
            self.now.negated = True
            return
        if "after" in chunk.values:
            self.now.negated |= chunk.gap <= 1
            return
        for after in self.clause[at + 1 : at + 4]:
            if after.kind in ("being", "hearsay", "and") and after.gap == 0:
                continue
            if after.kind in ("role", "traffic", "purpose", "exploit") and after.gap <= 1:
                self.now.negated = True
            return

    def _role(self, chunk: Chunk, at: int) -> None:
        now = self.now
        subjects, predicated = self._subject(at)
        if not predicated:
            return
        if now.event and now.roles:
            self._close()
            self.now = now = Frame()
        now.roles = chunk.values
        now.subjects = subjects
        now.named = chunk.home
        now.many = chunk.many
        now.hearsay |= chunk.hearsay
        self.role = now
        now.touch(chunk)

    def _subject(self, at: int) -> tuple[tuple[str, ...], bool]:
        """Which countries a role is said of, and whether it is said of any."""
        after = self.clause[at + 1] if at + 1 < len(self.clause) else None
        # Kazakh says it last: "… шығу елі болып табылады".
        ends = after is None and self.clause[at].home  # or nothing: "X – … шығу елі"
        predicated = after is not None and after.kind in ("being", "negation")
        predicated = predicated and self.clause[at].home
        last = ends or predicated
        for back in range(at - 1, -1, -1):
            chunk = self.clause[back]
            follows = self.clause[back + 1]
            match chunk.kind:
                case "being" if follows.gap <= 3:
                    predicated = True
                case (
                    "negation"
                    | "hearsay"
                    | "and"
                    | "comma"
                    | "who"
                    | "adjective"
                    | "possessive"
                    | "of"
                ):
                    continue
                case "exploit" if predicated:
                    continue
                case "traffic" | "people" | "purpose" if last:
                    continue
                case "country":
                    if chunk.part:  # a city is no country's role
                        return (), False
                    if not chunk.countries:  # "one of Europe's main sources"
                        continue
                    if chunk.of or not (predicated or follows.gap == 0):
                        return (), predicated
                    self.now.touch(chunk)
                    return chunk.countries, True
                case _:
                    return (), predicated
        role = self.clause[at]
        whole = role.home or len(role.values) > 1 or (after is not None and after.kind == "of")
        return (), predicated or (role.gap <= 2 and whole)

    def _close(self) -> None:
        now = self.now
        previous = self.done[-1] if self.done else None
        if now.start < 0 or not (now.event or now.roles or now.people or now.ends or now.origins):
            return
        if now.after_tourists and not now.verb and now.people and now.ends and not now.roles:
            now.people, now.origins, now.ends = [], [], []  # those who travel there for sex
        if now.moved and now.across:
            now.ways += now.across
            now.ends = [code for code in now.ends if code not in now.across]
        role = self.role
        if (
            role is not None
            and now is not role
            and not now.roles
            and any(one is role for one in self.done)
        ):
            role.purposes += now.purposes
            role.end = max(role.end, now.end)
            if not (now.ends or now.origins or now.end_abroad or now.end_home or now.tells_who):
                role.people += now.people
                self.contrast = self.joined = False
                return
        if previous is not None and not now.roles and (self.contrast or self.joined):
            if not now.people and self.contrast and previous.people and now.event:
                _merge(previous, now)
                self.contrast = self.joined = False
                return
            if self.joined and now.people and not now.event and previous.event and not now.verb:
                _gapped(now, previous)
        self.contrast = self.joined = False
        self.done.append(now)


def _merge(into: Frame, more: Frame) -> None:
    """``more`` goes on about the people of ``into``."""
    into.origins += more.origins
    into.ends += more.ends
    into.ways += more.ways
    into.purposes += more.purposes
    into.serves += more.serves
    into.origin_abroad |= more.origin_abroad
    into.end_abroad |= more.end_abroad
    into.end_home |= more.end_home
    into.end_town |= more.end_town
    into.traffic |= more.traffic
    into.loose |= more.loose
    into.goods |= more.goods
    into.verb |= more.verb
    into.forced |= more.forced
    into.exploited |= more.exploited
    into.taken |= more.taken
    into.hearsay |= more.hearsay
    into.strong_response |= more.strong_response
    if more.start >= 0:
        into.start = min(into.start, more.start)
        into.end = max(into.end, more.end)


def _gapped(now: Frame, previous: Frame) -> None:
    """ "… exploit victims in Fiji and Fijians abroad": the verb is said once."""
    now.traffic = previous.traffic
    now.exploited = previous.exploited
    now.forced = previous.forced
    now.verb = previous.verb
    now.taken = previous.taken
    now.hearsay |= previous.hearsay
    now.negated |= previous.negated
    now.purposes += previous.purposes
    now.serves += previous.serves
    if not (previous.ends or previous.end_abroad or previous.end_home):
        previous.ends += now.ends
        previous.end_abroad |= now.end_abroad
        previous.end_home |= now.end_home
