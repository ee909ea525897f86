"""Read the chunks of a clause in order into the statements it makes. Pure."""

from collections.abc import Callable

from sourcebook.understand.roles.chunk import Chunk
from sourcebook.understand.roles.clause import VERBS, Clause
from sourcebook.understand.roles.doing import do
from sourcebook.understand.roles.frame import Frame
from sourcebook.understand.roles.joining import again, goes_on


class Reading:
    """Reads the chunks of one clause in order; ``now`` is the statement being put together."""

    def __init__(self, chunks: list[Chunk]) -> None:
        self.clause = Clause(chunks)
        self.now = Frame()
        self.done: list[Frame] = []
        self.role: Frame | None = None
        self.contrast = False  # whether "while", "but" … began the present statement
        self.joined = False  # whether "and" did
        self.as_list = False  # whether a list of what people serve as goes on
        self.doubted = False  # whether the next places are only possibly meant
        self.promised = False  # whether what follows is what they hoped for

    def read(self) -> list[Frame]:
        for at, chunk in enumerate(self.clause.chunks):
            if (take := _TAKES.get(chunk.kind)) is not None:
                take(self, chunk, at)
                continue
            match chunk.kind:
                case "while":
                    self._close()
                    self.role = None
                    self.now = Frame()
                    self.contrast = True
                case "promise":
                    self.promised = True
                case "goods" if "drugs" in chunk.values and (self.now.forced or self.now.used):
                    self.now.serves.append("criminal-activity")  # "forced to carry drugs"
                case "past" | "goods" | "same" as flag:
                    setattr(self.now, flag, True)
                case "hearsay":
                    self._hearsay(chunk, at)
                case "risk":
                    after = self.clause.after(at)
                    adjective = after is not None and after.kind == "people" and after.gap == 0
                    self.now.risk |= not adjective  # "vulnerable children"
                case "who" if "arrived" in chunk.values:  # "jobs in X, only to be forced into …"
                    self.now.arrived = True
                case "being" if "becomes" in chunk.values:
                    self.now.verb = self.now.taken = True
                case "being" if "used" in chunk.values and self.now.people:
                    self.now.verb = self.now.used = True  # "boys are used as soldiers"
                case _:
                    pass
        self._close()
        return self.done

    def _hearsay(self, chunk: Chunk, at: int) -> None:
        now = self.now
        before = self.clause.before(at)
        listed = before is not None and before.kind in ("and", "comma") and now.verb and now.event
        if listed and self.clause.goes_on_with_less(at):
            return  # "are trafficked for forced begging and possibly for forced labor"
        if listed and self.clause.kinds(at + 1, at + 2) == ["way"]:
            self.doubted = True  # "to X, and possibly to Y"
            return
        now.hearsay = True
        now.tells |= "tells" in chunk.values

    def _people(self, chunk: Chunk, at: int) -> None:
        now = self.now
        before = self.clause.before(at)
        if before is not None and before.kind in ("by", "to") and chunk.gap == 0:
            return
        if self.clause.kinds(at - 2, at) == ["agents", "being"]:
            return  # "most traffickers are citizens"
        if now.risk and chunk.victim and chunk.values and before is not None:
            now.risk = before.kind not in ("hearsay", "being")  # "… or may be victims of"
        wives = "as-wives" in chunk.serves
        plain = wives or not (
            chunk.groups or chunk.nations or chunk.foreign or chunk.own or chunk.victim
        )
        serving = plain and not wives and (chunk.serves or chunk.values)
        joins = before is not None and before.kind in ("and", "comma")
        after_as = before is not None and before.kind == "being" and "as" in before.values
        self.as_list = after_as or (self.as_list and joins and plain)
        doers = "child-soldiering" in chunk.serves and plain and not self.as_list
        if doers and not (now.verb or now.event):
            return  # "soldiers freed …"
        if self.as_list or (
            serving and (now.verb or now.event) and not self.clause.verb_follows(at)
        ):
            self._purposes_of(chunk, being=self.as_list)  # "forced to work as maids"
            return
        if now.after_tourists and (chunk.nations or chunk.foreign) and not now.verb:
            return
        after_join = before is not None and before.kind in ("and", "comma")
        active = (
            before is not None
            and before.kind in VERBS
            and chunk.gap == 0
            and not {"suffer", "tells"} & {*before.values}
        )
        if active and now.people and not now.roles:
            now.people.clear()
        elif (now.event and after_join) or (
            now.event
            and not active
            and now.people
            and self.clause.verb_follows(at)
            and not now.roles
        ):
            forced = now.forced and after_join and self.clause.kinds(at + 1, at + 2) == ["serves"]
            self._restart()
            now = self.now
            now.forced = now.verb = forced  # "force women into prostitution and children to beg"
        if now.actors and not (chunk.nations or chunk.foreign):
            chunk.nations = now.actors
        now.people.append(chunk)
        now.touch(chunk)
        self._purposes_of(chunk)

    def _purposes_of(self, chunk: Chunk, *, being: bool = False) -> None:
        now = self.now
        if now.risk:
            return
        if chunk.serves or chunk.values:
            now.touch(chunk)
        for served in chunk.serves:
            if served != "as-wives":
                now.serves.append(served)
            elif being:  # "sold as wives"
                now.serves.append("forced-marriage")
        now.as_what |= being
        if being and now.exploited and not (chunk.serves or chunk.values):
            now.serves.append("site")  # "exploited as building workers"
        now.purposes += chunk.values

    def _way(self, chunk: Chunk, at: int) -> None:
        now = self.now
        before = self.clause.before(at)
        if before is not None and before.kind == "promise" and chunk.gap <= 1:
            now.hoped += chunk.countries
            return
        if self.clause.of_others(at, told=now.verb):
            return
        if (
            chunk.ways == {"from"}
            and before is not None
            and before.kind in ("and", "comma")
            and now.origins
            and now.ends
            and now.people
        ):  # "from A to B and from C to D"
            before_it = now
            self._restart()
            now = self.now
            again(now, before_it)
        now.touch(chunk)
        now.hearsay |= chunk.hearsay
        now.maybe += chunk.countries if self.doubted else chunk.maybe
        self.doubted = False
        if {"from", "to"} <= chunk.ways and chunk.countries:
            now.round += chunk.countries  # "to and from X"
            now.ways += chunk.countries if "via" in chunk.ways else ()
            return
        if "people" in chunk.ways:  # "citizens of X"
            now.people.append(chunk)
        if "between" in chunk.ways and not chunk.abroad:
            now.between += chunk.countries
        if "from" in chunk.ways:
            self._leave(chunk, before)
        now.onward |= "route" in chunk.ways
        if "via" in chunk.ways:
            now.ways += chunk.countries
            now.via_home |= chunk.home
        if "across" in chunk.ways:
            now.across += chunk.countries
        moved = now.taken or now.traffic
        nations = any(one.nations for one in now.people)
        told = nations or now.to or now.across or now.strong_response
        if "to" in chunk.ways and now.ends and moved and not told:
            now.origins += now.ends  # "women in X are lured to Y"
            now.ends = []
        if chunk.ways == {"in"} and not now.verb and self.clause.is_scene(at):
            now.lived += chunk.countries
        towns = before is not None and before.kind == "and" and self.clause.town_before(at - 1)
        now.end_home |= towns and chunk.ways == {"in"} and now.end_town  # "in cities and in X"
        if chunk.inner:
            now.inner += chunk.countries
        if chunk.ways & {"to", "in"}:
            self._end(chunk)

    def _end(self, chunk: Chunk) -> None:
        now = self.now
        now.ends += chunk.countries
        now.end_abroad |= chunk.abroad
        now.to_home |= chunk.home and "to" in chunk.ways
        now.end_home |= chunk.home and "to" not in chunk.ways
        now.end_town |= chunk.town and not (chunk.countries or chunk.abroad)
        if "to" in chunk.ways:
            now.moved = True
            now.to += chunk.countries

    def _leave(self, chunk: Chunk, before: Chunk | None) -> None:
        now = self.now
        if now.verb and before is not None and before.kind in VERBS:
            now.leaves += chunk.countries  # "are trafficked from X"
        now.origins += chunk.countries
        now.origin_abroad |= chunk.abroad
        now.origin_home |= chunk.home
        now.origin_town |= chunk.town and not (chunk.countries or chunk.abroad)

    def _response(self, chunk: Chunk, at: int) -> None:
        if chunk.gap <= 1 and self.clause.kinds(at - 2, at) == ["comma", "and"] and self.now.event:
            self._restart()  # "…, and laws do not …"
        if "strong" in chunk.values:
            self.now.strong_response = True
        else:
            self.now.weak_response = True

    def _agents(self, chunk: Chunk, at: int) -> None:
        before = self.clause.before(at)
        joins = before is not None and before.kind in ("and", "comma")
        if self.now.event and joins and not self.clause.after_by(at):
            self._restart()  # "…, and traffickers exploit others abroad"
        self.now.by_traffickers |= "traffickers" in chunk.values
        self._purpose(chunk, at)

    def _restart(self) -> None:
        response = self.now.strong_response
        self._close()
        self.now = Frame(strong_response=response)
        self.joined = True

    def _actor(self, chunk: Chunk, at: int) -> None:
        """ "North Korea exploits some of its citizens": a state at work; or where work was promised."""
        if "promise" in self.clause.kinds(at - 1, at) and chunk.gap <= 1:
            self.now.hoped += chunk.countries
        after = self.clause.after(at)
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
        before = self.clause.before(at)
        after = self.clause.after(at)
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
        if "holds" in values and (after is None or after.kind != "people" or after.gap > 1):
            return
        if "makes" in values and not self.clause.makes(at):
            return
        now.touch(chunk)
        self.promised &= chunk.kind == "travel"
        if "tells" in values:
            now.tells |= "use" not in values or self.clause.used(at)
            now.used |= "use" in values and after is not None and after.kind == "people"
            return
        if chunk.kind == "travel":
            now.travels = True
            now.serves += [value[1:] for value in values if value.startswith("?")]
            return
        now.traffic |= "sold" in values and self.clause.sells(at, taken=now.taken)
        if "loose" in values:
            now.loose |= not now.risk
            return
        if "noun" in values and chunk.kind == "traffic":
            now.traffic |= not now.risk
            return
        if "internal" in values:
            now.internal |= not now.risk
            return
        if now.risk and self.clause.restarts(at):
            now.risk = False
        if now.risk:
            return
        now.verb = True
        do(now, chunk, at, self.clause)

    def _purpose(self, chunk: Chunk, _at: int) -> None:
        now = self.now
        if now.risk or (self.promised and chunk.kind == "serves"):
            return
        now.touch(chunk)
        if chunk.kind == "serves":
            now.serves += chunk.values
            return
        for value in chunk.values:
            if value == "traffickers":
                continue
            (now.serves if value.startswith("?") else now.purposes).append(value.removeprefix("?"))

    def _tourism(self, chunk: Chunk, at: int) -> None:
        if self.now.travels and self.now.people and not self.now.verb:
            self.now = Frame()  # "men of X travel to Y for …"
        elif "role" in self.clause.kinds(at - 3, at):
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
        for after in self.clause.chunks[at + 1 : at + 4]:
            if after.kind in ("being", "hearsay", "and", "to") and after.gap <= 1:
                continue
            if after.kind in ("role", "traffic", "purpose", "exploit") and after.gap <= 1:
                self.now.negated = True
            return

    def _role(self, chunk: Chunk, at: int) -> None:
        now = self.now
        subject, predicated = self.clause.subject(at)
        countries = subject.countries if subject is not None else ()
        if subject is not None:
            now.touch(subject)
        before = self.clause.before(at)
        joins = before is not None and before.kind in ("and", "comma", "hearsay")
        again = joins and chunk.home and chunk.gap <= 1 and now.event
        whole = chunk.home or self.clause.kinds(at + 1, at + 2) == ["of"]
        again |= joins and whole and chunk.gap <= 1 and bool(now.roles)
        if not predicated and again and self.role is not None:
            predicated = True  # "a source country for …, and a destination country for …"
            countries = self.role.subjects
        listed = self.clause.listed(at) if subject is None else None
        if listed is not None:
            predicated = True
            countries = listed.countries
            now.touch(listed)
        if not predicated or (chunk.of and listed is None):
            return
        if now.roles:
            self._close()
            self.now = now = Frame()
        now.roles = chunk.values
        now.subjects = countries
        now.named = chunk.home
        now.many = chunk.many
        now.listed = listed is not None
        whole = chunk.home or subject is not None
        now.bare = whole and len(chunk.values) > 1 and self.clause.after(at) is None
        now.maybe += chunk.maybe
        self.role = now
        now.touch(chunk)

    def _close(self) -> None:
        now = self.now
        previous = self.done[-1] if self.done else None
        if now.arrived and not (now.ends or now.end_abroad or now.end_home):
            now.ends += now.hoped
        if now.start < 0 or not (now.event or now.roles or now.people or now.ends or now.origins):
            return
        if now.after_tourists and not now.verb and now.people and now.ends and not now.roles:
            now.people, now.origins, now.ends = [], [], []  # those who travel there for sex
        if now.moved and now.across:
            now.ways += now.across
            now.ends = [code for code in now.ends if code not in now.across]
        role = self.role
        told = role is not None and any(one is role for one in self.done)
        if role is not None and told and now is not role and not now.roles:
            role.purposes += now.purposes
            role.end = max(role.end, now.end)
            if not (now.ends or now.origins or now.end_abroad or now.end_home or now.tells_who):
                role.people += now.people
                self.contrast = self.joined = False
                return
        contrast, joined = self.contrast, self.joined
        self.contrast = self.joined = False
        if (
            previous is None
            or now.roles
            or not (contrast or joined)
            or not goes_on(now, previous, contrast=contrast, joined=joined)
        ):
            self.done.append(now)


_TAKES: dict[str, Callable[[Reading, Chunk, int], None]] = {
    "people": Reading._people,
    "way": Reading._way,
    "role": Reading._role,
    **dict.fromkeys(("traffic", "exploit", "move", "travel"), Reading._verb),
    **dict.fromkeys(("purpose", "serves"), Reading._purpose),
    "agents": Reading._agents,
    "tourism": Reading._tourism,
    "negation": Reading._negation,
    "response": Reading._response,
    "country": Reading._actor,
}
