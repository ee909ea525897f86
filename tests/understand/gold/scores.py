"""Score what was understood of texts against their labels: right, wrong and missed."""

from collections.abc import Iterable, Mapping, Set

from sourcebook.claims import Role, Route, Understanding
from sourcebook.records import Record
from understand.gold.labels import PURPOSES, ROLES, Label


class Score(Record, frozen=True, kw_only=True, omit_defaults=False):
    """Counts of right, wrong and missed. Precision, recall and F1 are 1 where there was nothing to find
    and nothing was found."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        every = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / every if every else 1.0


def score(
    wanted: Iterable[Label], understood: Mapping[str, Understanding], *, unsure: bool = False
) -> dict[str, Score]:
    """Score what was understood (under the digest of its text) against labels: a score each for every
    role of the text's own country, every purpose (of any role or route), ``people`` (of the country's
    first role that has any), ``routes`` (pairs) and ``ratings`` (tier and year). Hearsay counts as said,
    what is negated does not. ``unsure`` counts unsure labels too. Texts not understood are left out."""
    counts: dict[str, list[int]] = {}

    def count(kind: str, labelled: Set[object], got: Set[object]) -> None:
        has = counts.setdefault(kind, [0, 0, 0])
        has[0] += len(labelled & got)
        has[1] += len(got - labelled)
        has[2] += len(labelled - got)

    for label in wanted:
        one = understood.get(label.sha256)
        if one is None:
            continue
        roles = [role for role in one.roles if not role.negated]
        own = [role for role in roles if role.country == label.country]
        routes = [route for route in one.routes if not route.negated]
        left_out = set() if unsure else set(label.unsure)
        for kind in ROLES:
            if kind not in left_out:
                said = label.roles.get(kind, "negated") != "negated"
                count(kind, {kind} if said else set(), {kind} & {role.role for role in own})
        both: list[Role | Route] = [*roles, *routes]
        purposes = {purpose for said in both for purpose in said.purposes}
        for purpose in PURPOSES:
            if purpose not in left_out:
                count(purpose, {purpose} & set(label.purposes), {purpose} & purposes)
        if label.people:
            first = next((role.people for role in own if role.people), ())
            count("people", set(label.people), {who for who in first if ":" not in who})
        pairs = {(way.origin, way.destination): way.unsure for way in label.routes}
        got = {(route.origin, route.destination) for route in routes}
        open_pairs = {pair for pair, maybe in pairs.items() if maybe and not unsure}
        count("routes", set(pairs) - open_pairs, got - open_pairs)
        rating = label.rating
        count(
            "ratings",
            {(rating.value, rating.year)} if rating else set(),
            {(r.value, r.year) for r in one.ratings if r.scheme == "tip-tier"},
        )
    return {kind: Score(right=r, wrong=w, missed=m) for kind, (r, w, m) in counts.items()}
