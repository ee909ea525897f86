"""Chunks of a sentence put together to what is said in it: who is taken or held, how, what for, and where. Pure."""

from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from sourcebook.understand.roles.chunks import Chunk

_EVENTS = frozenset({"traffic", "exploit", "purpose", "move"})
_VERBS = frozenset({"traffic", "exploit", "move", "travel"})


class Frame(Struct):
    """One statement. ``origins`` and ``ends`` are the countries of the ways from and to (or in); the flags beside
    them tell of regions ("abroad"), of "within the country" and of unnamed parts of it. ``purposes`` are said
    outright, ``serves`` beside what tells of force. ``roles`` are named for ``subjects`` (none: the text's own
    country)."""

    people: list[Chunk] = field(default_factory=list)
    roles: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    named: bool = False
    many: bool = False
    origins: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)
    origin_abroad: bool = False
    origin_home: bool = False
    origin_town: bool = False
    end_abroad: bool = False
    end_home: bool = False
    end_town: bool = False
    moved: bool = False
    purposes: list[str] = field(default_factory=list)
    serves: list[str] = field(default_factory=list)
    traffic: bool = False
    internal: bool = False
    verb: bool = False
    forced: bool = False
    exploited: bool = False
    taken: bool = False
    same: bool = False
    after_tourists: bool = False
    across: list[str] = field(default_factory=list)
    actors: tuple[str, ...] = ()
    risk: bool = False
    hearsay: bool = False
    negated: bool = False
    strong_response: bool = False
    weak_response: bool = False
    tourism: bool = False
    start: int = -1
    end: int = -1

    def touch(self, chunk: Chunk) -> None:
        """Let the evidence reach over ``chunk``."""
        if self.start < 0 or chunk.start < self.start:
            self.start = chunk.start
        self.end = max(self.end, chunk.end)

    @property
    def event(self) -> bool:
        """Whether people are said to be trafficked or exploited at all."""
        return (
            self.traffic
            or self.internal
            or bool(self.purposes)
            or bool(
                (self.exploited or (self.serves and (self.forced or self.taken))) and self.people
            )
        )


def frames_of(chunks: Sequence[Chunk]) -> list[Frame]:
    """The statements of a sentence, in order."""
    frames: list[Frame] = []
    for clause in _clauses(chunks):
        for frame in _Reading(clause).read():
            if frame.same and frames and not (frame.origins or _tells_who(frame)):
                _inherit(frame, frames[-1])
            frames.append(frame)
    return frames


def _tells_who(frame: Frame) -> bool:
    return any(one.nations or one.foreign or one.own for one in frame.people)


def _inherit(frame: Frame, previous: Frame) -> None:
    """ "Some of these workers …": those spoken of before."""
    frame.people = [*previous.people, *frame.people]
    frame.origins = [*previous.origins]
    frame.origin_abroad = previous.origin_abroad
    if not (frame.ends or frame.end_abroad or frame.end_home):
        frame.ends = [*previous.ends]
        frame.end_abroad, frame.end_home = previous.end_abroad, previous.end_home
        frame.moved = previous.moved


def _clauses(chunks: Sequence[Chunk]) -> Iterable[list[Chunk]]:
    clause: list[Chunk] = []
    for chunk in chunks:
        if chunk.kind == "break":
            if clause:
                yield clause
            clause = []
        else:
            clause.append(chunk)
    if clause:
        yield clause


class _Reading:
    """Reads the chunks of one clause in order; ``now`` is the statement being put together."""

    def __init__(self, clause: list[Chunk]) -> None:
        self.clause = clause
        self.now = Frame()
        self.done: list[Frame] = []
        self.role: Frame | None = None
        self.contrast = False  # whether "while", "but" … began the present statement
        self.joined = False  # whether "and" did

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
                    if chunk.values:
                        self._purpose(chunk)
                case "tourism":
                    self._tourism(chunk, at)
                case "risk":
                    self.now.risk = True
                case "hearsay":
                    self.now.hearsay = True
                case "negation":
                    self._negation(chunk, at)
                case "response":
                    if "strong" in chunk.values:
                        self.now.strong_response = True
                    else:
                        self.now.weak_response = True
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
        if now.after_tourists and (chunk.nations or chunk.foreign) and not now.verb:
            return
        after_join = before is not None and before.kind in ("and", "comma")
        active = before is not None and before.kind in _VERBS and chunk.gap == 0
        if active and now.people and not now.roles:
            now.people.clear()
        elif (now.event and after_join) or (
            now.event and not active and now.people and self._verb_follows(at) and not now.roles
        ):
            self._close()
            self.now = now = Frame(strong_response=now.strong_response)
            self.joined = True
        if now.actors and not (chunk.nations or chunk.foreign):
            chunk.nations = now.actors
        now.people.append(chunk)
        now.touch(chunk)
        for value in chunk.values:
            if value.startswith("?"):
                now.serves.append(value[1:])
            elif now.risk:
                pass
            else:
                now.purposes.append(value)

    def _verb_follows(self, at: int) -> bool:
        for chunk in self.clause[at + 1 :]:
            if chunk.kind in _VERBS and "noun" not in chunk.values:
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
        now.touch(chunk)
        now.hearsay |= chunk.hearsay
        if "between" in chunk.ways:
            now.origins += chunk.countries
            now.ends += chunk.countries
        if "from" in chunk.ways:
            now.origins += chunk.countries
            now.origin_abroad |= chunk.abroad
            now.origin_home |= chunk.home
            now.origin_town |= chunk.town and not (chunk.countries or chunk.abroad)
        if "via" in chunk.ways:
            now.ways += chunk.countries
        if "across" in chunk.ways:
            now.across += chunk.countries
        if chunk.ways & {"to", "in"}:
            now.ends += chunk.countries
            now.end_abroad |= chunk.abroad
            now.end_home |= chunk.home
            now.end_town |= chunk.town and not (chunk.countries or chunk.abroad)
            now.moved |= "to" in chunk.ways

    def _after_agents(self, at: int) -> bool:
        for before in reversed(self.clause[:at]):
            if before.kind in ("and", "comma", "hearsay"):
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
        now.touch(chunk)
        if "tells" in values:
            return
        if chunk.kind == "travel":
            now.serves += [value[1:] for value in values if value.startswith("?")]
            return
        if "noun" in values and chunk.kind == "traffic":
            now.traffic = not now.risk or now.traffic
            return
        if "internal" in values:
            now.internal = not now.risk or now.internal
            return
        if (now.risk and now.verb is False and chunk.kind != "exploit") or (
            now.risk and self._restarts(at)
        ):
            now.risk = False
        now.verb = True
        if chunk.kind == "traffic":
            now.traffic = True
        elif chunk.kind == "move":
            now.taken = True
        elif "force" in values:
            now.forced = True
        elif "exploited" in values and not now.risk:
            now.exploited = True
            now.forced = True
        elif "suffer" in values and not now.risk:
            now.taken = True
        for value in values:
            if "-" in value and not now.risk:
                now.purposes.append(value)

    def _restarts(self, at: int) -> bool:
        """Whether a verb tells of what is, after "vulnerable to": "… and are exploited"."""
        before = self._before(at)
        return before is not None and before.kind in ("being", "and", "who", "comma")

    def _purpose(self, chunk: Chunk) -> None:
        now = self.now
        if now.risk:
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
            self.now.touch(chunk)
        self.now.after_tourists = True

    def _negation(self, chunk: Chunk, at: int) -> None:
        if "report" in chunk.values:
            self.now.negated = True
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
        predicated = False
        for back in range(at - 1, -1, -1):
            chunk = self.clause[back]
            follows = self.clause[back + 1]
            match chunk.kind:
                case "being" if follows.gap <= 3:
                    predicated = True
                case "negation" | "hearsay" | "and" | "comma" | "who" | "adjective":
                    continue
                case "exploit" if predicated:
                    continue
                case "country":
                    if chunk.of or not (predicated or follows.gap == 0):
                        return (), predicated
                    self.now.touch(chunk)
                    return chunk.countries, True
                case _:
                    return (), predicated
        return (), predicated or self.clause[at].gap <= 2

    def _close(self) -> None:
        now = self.now
        previous = self.done[-1] if self.done else None
        if now.start < 0 or not (now.event or now.roles or now.people or now.ends or now.origins):
            if previous is not None and now.strong_response:
                pass
            return
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
            if not (now.ends or now.origins or now.end_abroad or now.end_home or _tells_who(now)):
                role.people += now.people
                role.end = max(role.end, now.end)
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
