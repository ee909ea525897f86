"""One statement of a sentence: who is taken or held, how, what for, and where. Pure."""

from msgspec import Struct, field

from sourcebook.understand.roles.chunk import Chunk

# What people are used for, that nobody does freely.
_ARMED = frozenset({"child-soldiering", "militia"})  # nothing unlawful of adults
USES = frozenset({"child-soldiering", "criminal-activity", "begging"})


class Frame(Struct, gc=False):
    """One statement. ``origins`` and ``ends`` are the countries of the ways from and to (or in); the flags beside
    them tell of regions ("abroad"), of "within the country" and of unnamed parts of it; ``between`` are
    countries that are both ("between X and Y"). ``purposes`` are said outright, ``serves`` beside what tells of force. ``roles`` are named for ``subjects`` (none: the text's own
    country)."""

    people: list[Chunk] = field(default_factory=list)
    roles: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    named: bool = False
    bare: bool = False  # "X is a source, transit and destination country", and no more
    listed: bool = False  # "the main destinations are X and Y"
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
    loose: bool = False
    goods: bool = False
    verb: bool = False
    tells: bool = False
    travels: bool = False
    to: list[str] = field(default_factory=list)
    forced: bool = False
    exploited: bool = False
    taken: bool = False
    same: bool = False
    after_tourists: bool = False
    across: list[str] = field(default_factory=list)
    actors: tuple[str, ...] = ()
    risk: bool = False
    hearsay: bool = False
    maybe: list[str] = field(default_factory=list)  # countries and roles only possibly meant
    as_what: bool = False  # "abducted as slaves": what they serve as is said
    used: bool = False  # "armed groups use children"
    negated: bool = False
    strong_response: bool = False
    weak_response: bool = False
    tourism: bool = False
    past: bool = False
    onward: bool = False
    by_traffickers: bool = False
    to_home: bool = False
    via_home: bool = False
    hoped: tuple[str, ...] = ()  # where work was promised
    arrived: bool = False  # whether what is told happened after they came there
    inner: tuple[str, ...] = ()  # "within X"
    between: tuple[str, ...] = ()
    round: tuple[str, ...] = ()  # where they are taken both to and from
    leaves: list[str] = field(default_factory=list)
    lived: list[str] = field(
        default_factory=list
    )  # where they are said to be: "children in X are …"
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
        if (
            self.goods
            and not self.purposes
            and not (self.people and (self.traffic or self.exploited or self.used or self._made))
        ):
            return False
        if self.traffic or self.loose or self.internal or self.purposes:
            return True
        whom = self.people or (self.same and self.forced)
        if whom and self.used and not USES.isdisjoint(self.serves):
            return True
        if not whom or not (self.exploited or self.taken or self.forced):
            return False
        if self.people and (self.exploited or (self.taken and self.by_traffickers)):
            return True
        return any(self._young or one not in _ARMED for one in self.serves)

    @property
    def _made(self) -> bool:
        return bool(self.forced and self.serves)

    @property
    def _young(self) -> bool:
        return any({"children", "boys", "girls"} & {*one.groups} for one in self.people)

    @property
    def told(self) -> bool:
        """Whether more is said to be done to people than that they are brought to work."""
        return self.event and bool(
            self.purposes
            or self.traffic
            or self.loose
            or self.internal
            or self.exploited
            or self.forced
        )

    @property
    def sure(self) -> bool:
        """Whether it is people that are spoken of, and no drugs or goods."""
        whom = self.people or (self.same and self._made)
        return bool(whom or self.purposes or (self.traffic and not self.verb))

    @property
    def deed(self) -> bool:
        """Whether somebody is said to do it, and nothing is said of what is done about it."""
        return bool(
            self.verb
            and self.purposes
            and (self.forced or self.taken or self.exploited)
            and not (
                self.roles
                or self.strong_response
                or self.weak_response
                or self.negated
                or self.risk
            )
        )

    @property
    def tells_who(self) -> bool:
        """Whether it says whose people they are."""
        return any(one.nations or one.foreign or one.own for one in self.people)
