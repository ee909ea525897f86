"""Tell which figures of several sources are one, and where sources contradict each other. Pure."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from sourcebook.claims import Claim
from sourcebook.records import Entry

DIFFER = "sources differ"


class Told(Struct, frozen=True, kw_only=True):
    """What is to be told of a claim's figure beside the figure: ``first`` is the claim that states it
    earliest, ``note`` what to mind in a word, ``says`` sentences on its way or on who contradicts it."""

    first: str
    note: str = ""
    says: tuple[str, ...] = ()


def told(claims: Iterable[Claim], entries: Mapping[str, Entry]) -> dict[str, Told]:
    """For claims with figures, by id: those that stand alone and uncontradicted are left out.
    ``entries`` are those of the claims, by id."""
    some = [claim for claim in claims if claim.figure is not None]
    if not some:
        return {}
    from sourcebook.understand.lineage import contradictions, lineage  # brings all finders along

    first: dict[str, str] = {}
    says: dict[str, list[str]] = {}
    notes: dict[str, str] = {}
    for chain in lineage(some, entries):
        for link in chain.links:
            first[link.claim] = chain.links[0].claim
            says.setdefault(link.claim, []).append(chain.says)
    for found in contradictions(some, entries):
        for id in found.claims:
            notes[id] = DIFFER
            says.setdefault(id, []).append(found.says)
    return {
        id: Told(first=first.get(id, id), note=notes.get(id, ""), says=tuple(some))
        for id, some in says.items()
    }
