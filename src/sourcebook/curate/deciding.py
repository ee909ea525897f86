"""Decide about claims: what a person said of them stands, what nobody proposes any more goes. Pure."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from sourcebook.claims import Claim, Decision
from sourcebook.errors import Refused

Pair = tuple[Claim | None, Claim | None]  # as it was, as it is to be


def renewed(there: Mapping[str, Claim], proposed: Iterable[Claim]) -> list[Pair]:
    """What makes the claims that are ``there``, by id, those that are proposed now: new ones come, open
    ones get better evidence or go, and what was decided stays as it was decided."""
    pairs: list[Pair] = []
    now = {claim.id: claim for claim in proposed}
    for id, claim in now.items():
        before = there.get(id)
        if before is None or (before.decision == "open" and before != claim):
            pairs.append((before, claim))
    pairs += [
        (claim, None) for id, claim in there.items() if claim.decision == "open" and id not in now
    ]
    return pairs


def decided(claim: Claim, decision: Decision, *, who: str, now: str, why: str = "") -> Claim:
    """The claim with a person's decision: who, when (ISO 8601 in UTC) and why. Refused where that was
    decided already."""
    if claim.decision == decision:
        by = f" by {claim.decided_by} on {claim.decided_at[:10]}" if claim.decided_by else ""
        raise Refused(claim.id, f"is {decision} already{by}")
    if decision == "open":
        return replace(claim, decision="open", decided_by="", decided_at="", why="")
    return replace(claim, decision=decision, decided_by=who, decided_at=now, why=why)
