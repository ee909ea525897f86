"""Give each excerpt its standing: find its words in the captures of its entry. It finds only; what it
found is kept by ``library``. Pure, apart from the sources it is handed."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.curate import Match, Source, bind, find, in_words, locators, of_excerpt, segments
from sourcebook.curate.match import LONGEST
from sourcebook.curate.where import Hit
from sourcebook.records import (
    Anchor,
    Capture,
    Entry,
    Excerpt,
    ExcerptStanding,
    Finding,
    Locator,
    Text,
)

ORDER: tuple[ExcerptStanding, ...] = ("verified", "differs", "absent", "unchecked")

LONG_ENOUGH = 8  # words: fewer stand in many reports


class Checked(Struct, frozen=True, kw_only=True):
    """What was found of one excerpt: its standing and anchor, in which capture, why it has no other
    standing, and what is doubtful. ``was`` is the standing before."""

    entry: str
    excerpt: str
    standing: ExcerptStanding
    was: ExcerptStanding = "unchecked"
    capture: str = ""
    why: str = ""
    diff: str = ""
    anchor: Anchor | None = None
    likeness: float = 0.0
    findings: tuple[Finding, ...] = ()
    kept: bool = True  # whether the standing on record is to be replaced by this one


Read = tuple[Capture, Source | Finding]


def check(entry: Entry, excerpt: Excerpt, read: Sequence[Read]) -> Checked:
    """One excerpt against the captures of its entry, in their order: the best standing counts, and
    of equals the first."""
    subject = f"entry {entry.id}, excerpt {excerpt.id}"
    none = Checked(entry=entry.id, excerpt=excerpt.id, standing="unchecked", was=excerpt.standing)
    if excerpt.voice == "paraphrase":
        return replace(none, why="is a paraphrase, not a quote")
    quote = of_excerpt(excerpt)
    if not quote.pieces:
        return replace(none, why="quotes no words")
    if not read:
        why = f"its entry has no capture yet; make one with: sourcebook capture {entry.id}"
        return replace(none, why=why)
    readable = [(c, s) for c, s in read if isinstance(s, Source) and has_words(s)]
    if not readable:
        faults = [s for _, s in read if isinstance(s, Finding)]
        # A capture that is damaged or away says nothing about the quote: what was found stays.
        return replace(
            none, why=faults[0].says if faults else _no_words(read), kept=not faults,
            findings=tuple(faults),
        )  # fmt: skip
    best: tuple[Capture, Match] | None = None
    for capture, source in readable:
        match = bind(excerpt, source)
        if best is None or _rank(match) < _rank(best[1]):
            best = capture, match
        if match.standing == "verified":
            break
    assert best is not None
    return _told(none, excerpt.locator, *best, subject=subject)


def has_words(source: Source) -> bool:
    """Whether a text has words enough to hold a quote: a scan without its words has none."""
    return len(source.main.words) >= 5


def _no_words(read: Sequence[Read]) -> str:
    for _, source in read:
        if isinstance(source, Source) and source.text.findings:
            return f"its capture has no words to compare: {source.text.findings[0].says}"
    return "its capture has no words to compare"


def _rank(match: Match) -> tuple[int, float]:
    return ORDER.index(match.standing), -match.likeness


def _told(
    none: Checked, locator: Locator | None, capture: Capture, match: Match, *, subject: str
) -> Checked:
    standing = match.standing
    findings: list[Finding] = []
    diff = why = ""
    if standing == "verified":
        findings += locators.check(locator, match, subject=subject)
    elif standing == "differs":
        diff = in_words(segments(match))
        why = "; ".join(match.doubts)
        findings.append(
            Finding(
                rule="quote-differs",
                subject=subject,
                level="warning",
                says=f"differs from capture {capture.id}: {why or diff}",
            )
        )
        findings += locators.check(locator, match, subject=subject)
    else:
        findings.append(
            Finding(
                rule="quote-absent",
                subject=subject,
                level="warning",
                says=f"no passage of capture {capture.id} comes near its words",
            )
        )
    return replace(
        none,
        standing=standing,
        capture=capture.id,
        why=why,
        diff=diff,
        anchor=match.anchor,
        likeness=round(match.likeness, 3),
        findings=tuple(findings),
    )


def borne_out(excerpt: Excerpt) -> bool:
    """Whether a verified excerpt's own anchor holds its words, or some of them where they stand too
    far apart for one anchor."""
    if excerpt.anchor is None:
        return False
    match = find(of_excerpt(excerpt), Source(Text(capture="", text=excerpt.anchor.exact)))
    return match.standing == "verified" or (
        len(excerpt.anchor.exact) > LONGEST / 2 and any(part.verified for part in match.parts)
    )


def wanted_elsewhere(one: Checked, excerpt: Excerpt) -> bool:
    """Whether a quote that its own entry's captures don't bear out is worth looking for in others."""
    return (
        one.standing != "verified"
        and excerpt.voice == "quote"
        and of_excerpt(excerpt).words >= LONG_ENOUGH
    )


def elsewhere(one: Checked, excerpt: Excerpt, found: Iterable[Hit]) -> Checked:
    """With a finding that says where else in the library the words of a quote stand."""
    places = [hit for hit in found if hit.standing == "verified" and hit.entry != one.entry]
    if not places:
        return one
    hit = places[0]
    page = f", page {hit.page_label or hit.page}" if hit.page is not None else ""
    more = f" and in {len(places) - 1} more" if len(places) > 1 else ""
    says = f"its words stand in capture {hit.capture} of {hit.entry or 'no entry'}{page}{more}"
    told = Finding(
        rule="quote-elsewhere",
        subject=f"entry {one.entry}, excerpt {excerpt.id}",
        level="info",
        says=says,
    )
    return replace(one, findings=(*one.findings, told))


def with_standings(entry: Entry, checked: Iterable[Checked]) -> Entry:
    """The entry with what was found; where nothing could be compared, its record stays."""
    found = {one.excerpt: one for one in checked if one.entry == entry.id and one.kept}
    return replace(
        entry,
        excerpts=tuple(
            replace(excerpt, standing=found[excerpt.id].standing, anchor=found[excerpt.id].anchor)
            if excerpt.id in found
            else excerpt
            for excerpt in entry.excerpts
        ),
    )


def fresh(before: Entry, after: Entry) -> Entry:
    """``after`` without the standings of excerpts whose words are others than ``before``: what was
    checked holds no more."""
    was = {excerpt.id: excerpt for excerpt in before.excerpts}
    return replace(
        after,
        excerpts=tuple(
            replace(excerpt, standing="unchecked", anchor=None)
            if _reworded(was.get(excerpt.id), excerpt)
            else excerpt
            for excerpt in after.excerpts
        ),
    )


def _reworded(before: Excerpt | None, after: Excerpt) -> bool:
    if after.standing == "unchecked" and after.anchor is None:
        return False
    if before is None:
        return True
    return (before.paragraphs, before.heading if not before.paragraphs else "", before.voice) != (
        after.paragraphs,
        after.heading if not after.paragraphs else "",
        after.voice,
    )


def summary(checked: Iterable[Checked]) -> str:
    """How many have which standing: "12 verified, 2 differ, 1 absent, 3 unchecked"."""
    counts: dict[str, int] = {}
    for one in checked:
        counts[one.standing] = counts.get(one.standing, 0) + 1
    words = {"differs": "differ" if counts.get("differs", 0) != 1 else "differs"}
    return ", ".join(f"{counts[s]:,} {words.get(s, s)}" for s in ORDER if counts.get(s))


def findings(checked: Iterable[Checked]) -> Iterator[Finding]:
    """What is doubtful in all of them."""
    for one in checked:
        yield from one.findings
