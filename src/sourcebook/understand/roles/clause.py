"""A clause, and what stands around each of its chunks. Pure."""

from msgspec import Struct

from sourcebook.understand.roles.chunk import Chunk

VERBS = frozenset({"traffic", "exploit", "move", "travel"})
_GIVEN = (["to"], ["by"])
_LISTED = 8  # chunks in which a list must have begun
_USED = 3  # words between "use" and what is used: "use a significant amount of forced labor"


class Clause(Struct, frozen=True):
    """The chunks between two marks that end a statement, in order; ``at`` counts them from 0."""

    chunks: list[Chunk]

    def before(self, at: int) -> Chunk | None:
        """The chunk before, if there is one."""
        return self.chunks[at - 1] if at else None

    def after(self, at: int) -> Chunk | None:
        """The chunk after, if there is one."""
        return self.chunks[at + 1] if at + 1 < len(self.chunks) else None

    def kinds(self, start: int, end: int) -> list[str]:
        """The kinds of the chunks from ``start`` up to ``end``, as far as there are any."""
        return [chunk.kind for chunk in self.chunks[max(0, start) : end]]

    def verb_follows(self, at: int) -> bool:
        """Whether the people have a verb of their own after them."""
        for chunk in self.chunks[at + 1 :]:
            if chunk.kind in VERBS and not {"noun", "loose"} & {*chunk.values}:
                return True
            if chunk.kind in ("people", "while", "break"):
                return False
        return False

    def is_scene(self, at: int) -> bool:
        """Whether a place is where people live, or all happens: "children in X are …", "In X, …"."""
        before = self.before(at)
        if before is None or before.kind == "while":
            return True
        return before.kind == "people" and not (
            self.chunks[at].gap
            or before.nations
            or before.foreign
            or before.own
            or before.migrant
            or before.victim
        )

    def of_others(self, at: int, *, told: bool) -> bool:
        """Whether a way is not that of victims; ``told``: whether the statement has its verb by now."""
        ways = self.chunks[at].ways
        if ways == {"from"}:
            return self._after_agents(at)
        if "between" in ways:  # "an agreement on child trafficking between X and Y"
            return "pact" in self.kinds(0, at)
        # "agents in X recruit women who are exploited in Y"
        return ways == {"in"} and not told and self._doers_place(at)

    def _after_agents(self, at: int) -> bool:
        """Whether what stands before is those who do it, or who pay."""
        for before in reversed(self.chunks[:at]):
            if before.kind in ("and", "comma", "hearsay", "travel"):
                continue
            return before.kind in ("agents", "tourism") or self._takers(before, at)
        return False

    def _takers(self, chunk: Chunk, at: int) -> bool:
        """Whether people are those whom others are given to: "married off to men from X"."""
        where = next(here for here in range(at - 1, -1, -1) if self.chunks[here] is chunk)
        return chunk.kind == "people" and not chunk.gap and self.kinds(where - 1, where) in _GIVEN

    def _doers_place(self, at: int) -> bool:
        """Whether a place is that of those who do it, and what they do is said to happen elsewhere."""
        before, after = self.before(at), self.after(at)
        if before is None or before.kind != "agents" or after is None or after.kind not in VERBS:
            return False
        return any(
            chunk.kind == "way" and chunk.countries and chunk.ways & {"to", "in"}
            for chunk in self.chunks[at + 1 :]
        )

    def after_by(self, at: int) -> bool:
        """Whether more of those who do it follow: "by their sponsors and agents"."""
        return self.kinds(at - 2, at)[:1] == ["by"] or self.kinds(at - 3, at)[:2] == [
            "by",
            "agents",
        ]

    def of_people(self, at: int) -> bool:
        """Whether "of" people follows."""
        return self.kinds(at + 1, at + 3) == ["of", "people"]

    def without_object(self, at: int) -> bool:
        """Whether an active verb's people are those who do it, to nobody that is named."""
        before = self.before(at)
        after = self.after(at)
        return (
            "active" in self.chunks[at].values
            and before is not None
            and before.kind in ("people", "who")
            and (after is None or after.kind not in ("people", "same", "adjective"))
        )

    def used(self, at: int) -> bool:
        """Whether people, or forced labour, are what is used."""
        rest = [chunk for chunk in self.chunks[at + 1 : at + 3] if chunk.kind != "of"]
        return bool(rest) and rest[0].kind in ("people", "purpose") and rest[0].gap <= _USED

    def restarts(self, at: int) -> bool:
        """Whether a verb tells of what is, after "vulnerable to": "… and are exploited"."""
        back = at - 1
        while back >= 0 and self.chunks[back].kind in ("being", "hearsay", "of"):
            back -= 1
        if back >= 0 and self.chunks[back].kind == "risk":
            return False  # "at risk of being trafficked"
        before = self.before(at)
        return before is not None and before.kind in ("being", "and", "who", "comma", "hearsay")

    def town_before(self, at: int) -> bool:
        """Whether an unnamed part of the country stands before."""
        before = self.before(at)
        return before is not None and before.kind == "way" and before.town and not before.countries

    def makes(self, at: int) -> bool:
        """Whether people are made to do what follows: "make children beg", "had them steal"."""
        who, what = self.kinds(at + 1, at + 2), self.kinds(at + 2, at + 3)
        return who in (["people"], ["same"]) and what in (["serves"], ["purpose"], ["travel"])

    def sells(self, at: int, *, taken: bool) -> bool:
        """Whether people are sold, of whom no more need be said; ``taken``: whether they are taken before."""
        values, before, after = self.chunks[at].values, self.before(at), self.after(at)
        if "always" in values or (before is not None and before.kind == "being"):
            return True
        if "active" in values and after is not None and after.kind == "people" and not after.gap:
            return True
        return taken and before is not None and before.kind == "and"

    def goes_on_with_less(self, at: int) -> bool:
        """Whether only more of what for follows: "… and possibly for forced labor"."""
        after = [kind for kind in self.kinds(at + 1, at + 4) if kind != "of"]
        return after[:1] in (["purpose"], ["serves"])

    def listed(self, at: int) -> Chunk | None:
        """The countries that follow a role as their list: "the main destinations of victims are X and Y"."""
        says = False
        for chunk in self.chunks[at + 1 : at + _LISTED]:
            match chunk.kind:
                case "country" if says and chunk.gap <= 1 and chunk.countries and not chunk.of:
                    return chunk
                case "being":
                    says = True
                case "exploit" if "tells" in chunk.values:
                    says = True
                case "of" | "people" | "traffic" | "purpose" if not says:
                    pass
                case "way" | "and" | "hearsay":
                    pass
                case _:
                    return None
        return None

    def subject(self, at: int) -> tuple[Chunk | None, bool]:
        """Which countries a role is said of, and whether it is said of any."""
        after = self.after(at)
        # Kazakh says it last: "… шығу елі болып табылады".
        ends = after is None and self.chunks[at].home  # or nothing: "X – … шығу елі"
        predicated = after is not None and after.kind in ("being", "negation")
        predicated = predicated and self.chunks[at].home
        last = ends or predicated
        for back in range(at - 1, -1, -1):
            chunk = self.chunks[back]
            follows = self.chunks[back + 1]
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
                case "traffic" if "loose" in chunk.values and follows.gap == 0:
                    continue  # "trafficking destinations"
                case "traffic" | "people" | "purpose" if last:
                    continue
                case "country":
                    if chunk.part:  # a city is no country's role
                        return None, False
                    if not chunk.countries:  # "one of Europe's main sources"
                        continue
                    if chunk.of or not (predicated or follows.gap == 0):
                        return None, predicated
                    return chunk, True
                case _:
                    return None, predicated
        role = self.chunks[at]
        whole = role.home or len(role.values) > 1 or (after is not None and after.kind == "of")
        return None, predicated or (role.gap <= 2 and whole)
