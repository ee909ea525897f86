"""I/O. Understand a library's entries and keep what is proposed; keep what a person decides of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.claims import Claim, Decision
from sourcebook.curate.deciding import Pair, decided, renewed
from sourcebook.curate.texts import PASSING, newest
from sourcebook.errors import Missing, Refused
from sourcebook.progress import Tell
from sourcebook.records import Entry, Finding, Page, Text
from sourcebook.store import Store
from sourcebook.store.writing import now as this_moment
from sourcebook.understand.claiming import claims_of

if TYPE_CHECKING:
    from sourcebook.curate.texts import Texts

BATCH = 200  # entries whose claims are compared with what is there at once


class Proposed(Struct, frozen=True, kw_only=True):
    """What understanding the entries gave: how many entries and proposals there are, how many came,
    changed and went, of each kind how many, and the change's number (None where nothing changed)."""

    entries: int
    proposals: int
    new: int
    changed: int
    dropped: int
    decided: int
    kinds: dict[str, int]
    change: int | None = None


def propose(
    store: Store,
    entries: Sequence[Entry],
    texts: "Texts",
    *,
    who: str,
    why: str = "",
    keep: bool = True,
    tell: Tell | None = None,
) -> Proposed:
    """Understand the entries' excerpts and captures, and keep what is proposed as one change; with
    ``keep`` false nothing is written. What was decided stays; an entry is read once a run."""
    pairs: list[Pair] = []
    kinds: Counter[str] = Counter()
    held = 0
    with store.snapshot():
        homes = homes_of(store.stream(Page))
        at = store.last_change()
        for start in range(0, len(entries), BATCH):
            batch = entries[start : start + BATCH]
            there = _there(store, batch)
            for number, entry in enumerate(batch, start):
                if tell:
                    tell(entry.id, number, len(entries))
                found, unread = _texts(store, entry, texts)
                proposed = claims_of(entry, found, homes=homes.get(entry.id, {}))
                kinds.update(claim.kind for claim in proposed)
                before = there.get(entry.id, {})
                if unread:  # what couldn't be read today may still say what it said
                    ids = {claim.id for claim in proposed}
                    still = (c for c in before.values() if c.capture in unread and c.id not in ids)
                    proposed = (*proposed, *still)
                held += sum(claim.decision != "open" for claim in before.values())
                pairs += renewed(before, proposed)
    made = Proposed(
        entries=len(entries),
        proposals=sum(kinds.values()),
        new=sum(before is None for before, _ in pairs),
        changed=sum(before is not None and after is not None for before, after in pairs),
        dropped=sum(after is None for _, after in pairs),
        decided=held,
        kinds=dict(kinds),
    )
    if not keep or not pairs:
        return made
    what = (
        f"understand {_entries(len(entries))}: {made.new:,} new proposals, {made.changed:,} changed, "
        f"{made.dropped:,} dropped"
    )
    change = store.commit(pairs, who=who, what=what, why=why, expect=at)
    return replace(made, change=change)


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"


def _there(store: Store, entries: Iterable[Entry]) -> dict[str, dict[str, Claim]]:
    found: dict[str, dict[str, Claim]] = {}
    for claim in store.claims(entries=[entry.id for entry in entries]):
        found.setdefault(claim.entry, {})[claim.id] = claim
    return found


def _texts(
    store: Store, entry: Entry, texts: "Texts"
) -> tuple[list[tuple[str, Text]], frozenset[str]]:
    """The texts of an entry's captures that hold words, newest first; and the ids of the captures that
    couldn't be read."""
    found: list[tuple[str, Text]] = []
    unread: set[str] = set()
    for capture, text in texts.all(newest(store, entry)):
        if isinstance(text, Finding) or any(one.rule in PASSING for one in text.findings):
            unread.add(capture.id)
        elif text.text:
            found.append((capture.id, text))
    return found, frozenset(unread)


def homes_of(pages: Iterable[Page]) -> dict[str, dict[str, tuple[str, ...]]]:
    """For each entry, the countries on whose pages each of its excerpts is placed, by the excerpt's id;
    under "" those on whose pages the entry stands."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for page in pages:
        country = page.subject.country
        if not country:
            continue
        for section in page.sections:
            for placement in section.placements:
                of = found.setdefault(placement.entry, {})
                for id in ("", *placement.excerpts):
                    of[id] = tuple(dict.fromkeys((*of.get(id, ()), country)))
    return found


# --- deciding ------------------------------------------------------------------------------------
def claim_of(store: Store, named: str) -> Claim:
    """The claim that a person names by its id, or by its last part where no other has it. Missing and
    Refused say what to do."""
    found = store.get(Claim, named)
    if found is not None:
        return found
    if len(named) >= 6 and "/" not in named:
        ids = store.claims_ending(named)
        if len(ids) > 1:
            raise Refused(named, f"may be any of {len(ids)}: {', '.join(ids[:4])}; name one")
        if ids:
            found = store.get(Claim, ids[0])
    if found is None:
        raise Missing(named, "is no claim; see: sourcebook claims")
    return found


def decide(
    store: Store,
    claims: Sequence[Claim],
    decision: Decision,
    *,
    who: str,
    why: str = "",
    what: str = "",
    now: str = "",
) -> int:
    """Keep a decision about claims as one change and give its number. Refused where one of them was
    decided so already, Conflict where one was changed meanwhile."""
    if not claims:
        raise Refused("claims", "are none to decide about; see: sourcebook claims")
    moment = now or this_moment()
    pairs: list[Pair] = [
        (claim, decided(claim, decision, who=who, now=moment, why=why)) for claim in claims
    ]
    return store.commit(pairs, who=who, what=what or _what(claims, decision), why=why)


def _what(claims: Sequence[Claim], decision: Decision) -> str:
    verb = {"accepted": "accept", "declined": "decline", "open": "open again"}[decision]
    if len(claims) == 1:
        return f"{verb} claim {claims[0].id}"
    kinds: Mapping[str, int] = Counter(claim.kind for claim in claims)
    told = ", ".join(f"{count:,} {kind}" for kind, count in sorted(kinds.items()))
    return f"{verb} {len(claims):,} claims ({told})"
