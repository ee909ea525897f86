"""Decide what bringing drafts into a library would change. Pure, given a lookup.

The same entry on two pages becomes one entry with two placements; ``same`` says when two are the
same. A title without a date merges nothing but a file's own earlier self. What a curator changed
since the last import stays: ``joining`` and ``laying`` merge three ways, with what the file
proposed last (``store.Imported``) as the ancestor.
"""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Pairs

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sourcebook.collect import joining, laying, same
from sourcebook.collect.arriving import Arriving, arriving
from sourcebook.collect.desk import Change, Desk, Lookup, digest_of, file_name, import_id, prints_of
from sourcebook.collect.draft import Draft, DraftEntry
from sourcebook.collect.identity import slug
from sourcebook.collect.joining import Clash
from sourcebook.collect.same import Known
from sourcebook.records import (
    Date,
    Entry,
    Finding,
    Level,
    Page,
    Placement,
    Series,
    Tombstone,
)
from sourcebook.store import Imported, Source
from sourcebook.store.keys import address_keys, fold, titled
from sourcebook.store.nouns import ID, LONGEST
from sourcebook.store.writing import without
from sourcebook.values.places import find_country

SHOWN = 300  # letters of a value in a finding: whole bylines, the beginning of a background
_PARTS = re.compile(r"\s+[-–—]\s+|\s*[,;&/]\s*|\s+and\s+")


class Plan(Struct, frozen=True, kw_only=True):
    """What an import would change: (noun, before, after) triples, findings, a summary in words.

    ``at`` is the library's newest change when the plan was made; ``sources`` names the files;
    ``texts`` are those that came with rows and are to be kept as captures of their entries.
    """

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    summary: str
    sources: str
    at: int
    texts: tuple[Arriving, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it changes nothing at all."""
        return not self.changes and not self.texts

    @property
    def told(self) -> bool:
        """Whether it changes any record, and not only what is remembered of the files."""
        return bool(self.texts) or any(noun != "imports" for noun, _, _ in self.changes)

    @property
    def alters(self) -> bool:
        """Whether it changes or removes what is there (and not only adds)."""
        changed = (before for noun, before, _ in self.changes if noun != "imports")
        return any(text.known for one in self.texts for text in one.wanted.values()) or any(
            before is not None for before in changed
        )

    def diff(self, words: Pairs[str, Iterable[str]] = {}) -> str:
        """What it changes of what is there, field by field, as lines for people. ``words`` has for an
        entry with another text the lines that say what is new in it."""
        from sourcebook.collect.diff import lines

        told = list(lines(self.changes))
        for one in self.texts:
            for text in one.wanted.values():
                if text.known:
                    told.append(
                        f"~ entry {text.entry}: {text.length:,} bytes of text from {one.name}"
                    )
                    told += [f"    {line}" for line in words.get(text.entry, ())]
        return "\n".join(told)


def plan(drafts: Iterable[Draft], lookup: Lookup) -> Plan:
    """What bringing the drafts in, in their order, would change in the library."""
    found = list(drafts)
    desk = Desk(lookup, found)
    texts = []
    held: dict[str, dict[str, str]] = {}
    for draft in found:
        ids = _Merging(desk, draft).run()
        if draft.texts is not None:
            texts.append(arriving(draft, ids, desk, held))
    desk.finish()
    changes = desk.changes()
    coming = tuple(one for one in texts if one.wanted)
    return Plan(
        changes=changes,
        texts=coming,
        findings=(*(finding for draft in found for finding in draft.findings), *desk.findings),
        summary=_summary(changes, sum(len(one.wanted) for one in coming)),
        sources=_sources(found),
        at=desk.at,
    )


def _sources(drafts: Sequence[Draft]) -> str:
    names = [file_name(draft) for draft in drafts[:3]]
    more = f" and {len(drafts) - 3} more" if len(drafts) > 3 else ""
    return ", ".join(names) + more


def _summary(changes: Sequence[Change], texts: int) -> str:
    counts: dict[str, int] = {}
    for noun, before, _ in changes:
        words = {"entries": ("entry", "entries"), "pages": ("page", "pages")}.get(noun)
        if words is None and noun != "series":
            continue
        kind = "new" if before is None else "changed"
        counts[f"{kind} {noun}"] = counts.get(f"{kind} {noun}", 0) + 1
    one = {"entries": "entry", "pages": "page", "series": "series"}
    told = [
        f"{count:,} {kind.split()[0]} {kind.split()[1] if count != 1 else one[kind.split()[1]]}"
        for kind, count in counts.items()
    ]
    if texts:
        told.append("1 text" if texts == 1 else f"{texts:,} texts")
    return ", ".join(told) or "nothing new"


class _Merging:
    """One draft being merged into the desk."""

    def __init__(self, desk: Desk, draft: Draft) -> None:
        self.desk = desk
        self.draft = draft
        self.name = file_name(draft)
        self.page = draft.page
        self.imported = desk.get(Imported, import_id(draft)) or Imported(id=import_id(draft))
        self.prints = prints_of(draft)
        self.digest = digest_of(draft, self.prints)
        self.last = self._last()
        self.earlier = {entry.id: entry for entry in self.last.entries} if self.last else {}
        self.settled: set[str] = set()  # ids of postings this file had before
        self.used: dict[str, list[int]] = {}  # the library's id: which postings are it
        self.titles: dict[str, list[str]] = {}  # folded titles of those without a date
        if self.page and self.last is None:  # the same page, saved under another name
            for source in self.imported.sources:
                for entry in source.entries:
                    if titled(entry) is None and desk.get(Entry, entry.id):
                        self.titles.setdefault(fold(entry.title), []).append(entry.id)
        self.created: set[str] = set()
        self.withdrawn: set[str] = set()
        self.countries_in: dict[str, frozenset[str]] = {}

    def run(self) -> Sequence[str]:
        """Merge the draft; gives the library's id of each posting's entry, none where it is left out."""
        desk, page = self.desk, self.page
        stone = desk.get(Tombstone, page.id) if page else None
        if page and stone and desk.get(Page, page.id) is None:
            self._say(
                "page-withdrawn",
                f"its page {page.id} was withdrawn {stone.at[:10]} ({stone.why}); the file was "
                "left out. To bring the page back, undo the change that withdrew it",
                "warning",
            )
            return ()
        if self.last and self.last.digest == self.digest:
            return [self.last.postings[found] for found in self.prints]
        if page and self.last is None and self.imported.sources:
            others = ", ".join(source.name for source in self.imported.sources)
            self._say(
                "same-page",
                f"is page {page.id}, which came from {others} before: what this file has is "
                "added, and nothing the page holds is taken off",
            )
        for series in self.draft.series:
            self._series(series)
        ids = self._targets()
        proposed, chosen = self._join(ids)
        laid = self._lay(page, ids, chosen) if page else None
        source = Source(
            name=self.name,
            digest=self.digest,
            postings=dict(zip(self.prints, ids, strict=True)),
            page=laid,
            entries=proposed,
        )
        kept = [source if s is self.last else s for s in self.imported.sources]
        if self.last is None:
            kept.append(source)
        desk.keep(replace(self.imported, sources=tuple(kept)))
        return ids

    def _last(self) -> Source | None:
        """What this file proposed at its last import. Files of one name in two folders (a country's
        report of two years) are two, unless they have a posting in common or are of one page."""
        named = [s for s in self.imported.sources if s.name == self.name]
        same = next((s for s in named if s.digest == self.digest), None)
        if same or self.page:
            return same or (named[0] if named else None)
        entries = [drafted.entry for drafted in self.draft.entries]
        marks = {*self.prints, *map(_mark, entries), *(k for e in entries for k in address_keys(e))}
        for source in named:
            held = {*source.postings, *map(_mark, source.entries)}
            if held & marks or any(set(address_keys(e)) & marks for e in source.entries):
                return source
        return None

    def _say(self, rule: str, says: str, level: Level = "info") -> None:
        self.desk.say(rule, f"file {self.name}", level, says)

    # --- which entry each posting is ------------------------------------------------------------
    def _targets(self) -> list[str]:
        """The library's id of each posting's entry, known or new."""
        earlier = self._earlier()
        self.settled = set(earlier.values())
        ids = []
        for place, drafted in enumerate(self.draft.entries):
            id = earlier.get(place) or self._known(drafted)
            self.used.setdefault(id, []).append(place)
            if titled(drafted.entry) is None:
                self.titles.setdefault(fold(drafted.entry.title), []).append(id)
            if self.page:
                self.desk.place(id, self.page.id, self._countries(drafted))
            ids.append(id)
        return ids

    def _earlier(self) -> dict[int, str]:
        """Which postings this file had before: those that say just the same; then by title with
        address and date, by address, and by title where only address or date is another now."""
        if not self.last:
            return {}
        by_title: dict[str, list[Entry]] = {}
        by_address: dict[str, list[Entry]] = {}
        for entry in self.earlier.values():
            if self.desk.get(Entry, entry.id) or self.desk.get(Tombstone, entry.id):
                by_title.setdefault(fold(entry.title), []).append(entry)
                for key in address_keys(entry):
                    by_address.setdefault(key, []).append(entry)
        found = {
            place: id
            for place, print in enumerate(self.prints)
            if (id := self.last.postings.get(print))
            and (self.desk.get(Entry, id) or self.desk.get(Tombstone, id))
        }
        used = set(found.values())

        def settle(strength: int) -> None:
            for place, drafted in enumerate(self.draft.entries):
                if place in found:
                    continue
                entry = drafted.entry
                titles = by_title.get(fold(entry.title), [])
                if strength == 1:
                    addresses = [e for key in address_keys(entry) for e in by_address.get(key, [])]
                    fit = [
                        e
                        for e in addresses
                        if not same.apart_by_address(
                            Known(entry, set()), Known(e, set()), one_page=True
                        )
                    ]
                else:
                    fit = [e for e in titles if _agreement(e, entry) >= (2 if not strength else 1)]
                for earlier in fit:
                    if earlier.id not in used:
                        found[place] = earlier.id
                        used.add(earlier.id)
                        break

        for strength in (0, 1, 2):
            settle(strength)
        for id in used:
            if self.desk.get(Entry, id) is None:
                self.withdrawn.add(id)
        return found

    def _known(self, drafted: DraftEntry) -> str:
        """The id of the entry the library knows a posting as, else a new one."""
        entry = drafted.entry
        desk = self.desk
        me = Known(entry, self._countries(drafted))
        against = ""
        for id in desk.at_addresses(entry):
            other = desk.known(desk.entry(id))
            why = same.apart_by_address(me, other, one_page=self._has(id))
            if not why:
                return id
            against = against or f"has the address of {id}, but {why}: kept as two"
        named = titled(entry)
        fit = []
        for id in desk.titles.get(named, ()) if named else ():
            other = desk.known(desk.entry(id))
            why = same.apart_by_title(me, other, one_page=self._has(id))
            if not why:
                fit.append(id)
            against = against or (
                f"has title and date of {id}, but {why}: kept as two" if why else ""
            )
        near = [id for id in fit if desk.known(desk.entry(id)).countries & me.countries]
        if near or len(fit) == 1:
            return (near or fit)[0]
        if fit:
            against = f"has title and date of {', '.join(fit)}, and could be any: kept apart"
        for id in desk.editions.get((entry.series, entry.edition), ()):
            if same.one_edition(entry, desk.entry(id)):
                return id
        if titled(entry) is None:
            for id in self.titles.get(fold(entry.title), ()):
                if id not in self.withdrawn and _told_twice(entry, desk.entry(id)):
                    return id
        stone = desk.get(Tombstone, entry.id)
        if stone and fold(stone.title) == fold(entry.title) and not desk.get(Entry, entry.id):
            self.withdrawn.add(entry.id)
            return entry.id
        return self._new(entry, against)

    def _has(self, id: str) -> bool:
        """Whether another posting of this file is that entry."""
        return id in self.used or id in self.settled

    def _new(self, entry: Entry, against: str) -> str:
        wanted = entry.id if ID.fullmatch(entry.id) and len(entry.id) <= LONGEST else slug(entry.id)
        id, number = wanted, 2
        while id in self.desk.taken:
            id = f"{wanted}-{number}"
            number += 1
        self.created.add(id)
        self.desk.keep(joining.own(entry, id))
        if against:
            self.desk.say("kept-apart", f"entry {id}", "info", f"“{entry.title}” {against}")
        return id

    def _countries(self, drafted: DraftEntry) -> frozenset[str]:
        """The countries a posting is on record for: its own, its page's, its group's."""
        known = self.countries_in.get(drafted.group)
        if known is None:
            codes = {find_country(part) for part in _PARTS.split(drafted.group) if part.strip()}
            if self.page and self.page.subject.country:
                codes.add(self.page.subject.country)
            known = self.countries_in[drafted.group] = frozenset(code for code in codes if code)
        return known | frozenset(drafted.entry.countries) if drafted.entry.countries else known

    # --- entries --------------------------------------------------------------------------------
    def _join(self, ids: Sequence[str]) -> tuple[tuple[Entry, ...], list[tuple[str, ...]]]:
        """Join each entry with what its postings say; gives what the file proposes under the
        library's ids, and the excerpts each posting chose."""
        chosen: list[tuple[str, ...]] = [()] * len(ids)
        proposed = []
        for id, places in self.used.items():
            first = self.draft.entries[places[0]].entry
            said = joining.own(first, id)
            chosen[places[0]] = tuple(excerpt.id for excerpt in said.excerpts)
            for place in places[1:]:
                more = joining.join(None, said, self.draft.entries[place].entry)
                chosen[place] = tuple(excerpt.id for excerpt in more.proposed.excerpts)
                said = more.entry
                self._tell(id, more.clashes, "info")
            if id in self.created:
                if len(places) > 1:
                    self.desk.keep(said)
                proposed.append(said)
                continue
            if id in self.withdrawn:
                proposed.append(said)
                self.desk.say(
                    "entry-withdrawn", f"entry {id}", "info",
                    f"“{said.title}” in {self.name} was withdrawn from the library; it stays so",
                )  # fmt: skip
                continue
            proposed.append(self._join_one(id, said, places, chosen))
        return tuple(proposed), chosen

    def _join_one(
        self, id: str, said: Entry, places: Sequence[int], chosen: list[tuple[str, ...]]
    ) -> Entry:
        base = self.earlier.get(id)
        here = {self.page.id} if self.page else set()
        alone = not self.desk.pages_of.get(id, set()) - here
        joined = joining.join(base, self.desk.entry(id), said, removing=alone)
        names = {
            before.id: after.id
            for before, after in zip(said.excerpts, joined.proposed.excerpts, strict=True)
        }
        for place in places:
            chosen[place] = tuple(names[name] for name in chosen[place])
        self._tell(id, joined.clashes, "warning" if base else "info")
        self.desk.keep(joined.entry)
        return joined.proposed

    def _tell(self, id: str, clashes: Iterable[Clash], level: Level) -> None:
        why = "changed in the library since" if level == "warning" else "told otherwise elsewhere"
        for clash in clashes:
            self.desk.say(
                "differs",
                f"entry {id}" if "/" not in id else f"page {id}",
                level,
                f"{clash.field} is {_quoted(clash.offered)} in {self.name} but was {why}: "
                f"kept {_quoted(clash.kept)}",
            )

    def _series(self, series: Series) -> None:
        now = self.desk.get(Series, series.id)
        if now is None:
            self.desk.keep(series)
            return
        self.desk.keep(
            replace(
                now,
                publisher=now.publisher or series.publisher,
                continues=now.continues or series.continues,
            )
        )

    # --- the page -------------------------------------------------------------------------------
    def _lay(self, page: Page, ids: Sequence[str], chosen: Sequence[tuple[str, ...]]) -> Page:
        """Join the page; gives the page as the file proposes it."""
        placed = [
            (drafted.section, Placement(entry=id, excerpts=excerpts, group=drafted.group))
            for drafted, id, excerpts in zip(self.draft.entries, ids, chosen, strict=True)
        ]
        laid = laying.lay(page, placed)
        shown = without(laid, self.withdrawn)
        current = self.desk.get(Page, page.id)
        if current is None:
            self.desk.keep(shown)
            return laid
        base = self.last.page if self.last else None
        if base:
            base = without(base, self.withdrawn)
        joined, clashes = laying.join(base, current, shown)
        self._tell(page.id, clashes, "warning" if base else "info")
        self.desk.keep(joined)
        here = laying.entries_of(joined)
        for id in laying.entries_of(base) if base else ():
            if id not in here:
                self.desk.unplace(id, page.id)
        return laid


def _mark(entry: Entry) -> str:
    return f"title {fold(entry.title)}"


def _agreement(one: Entry, two: Entry) -> int:
    """How many of date and addresses don't tell two entries of one title apart."""
    dates = one.issued is None or two.issued is None or one.issued == two.issued
    first, second = set(address_keys(one)), set(address_keys(two))
    return dates + (bool(first & second) or not first or not second)


def _told_twice(one: Entry, two: Entry) -> bool:
    """Whether two postings of one page, of one title and without a date that can be read, are one
    entry: the same byline, date as written and edition, and no addresses that differ."""
    if two.issued != one.issued or not one.byline or fold(one.byline) != fold(two.byline):
        return False
    first, second = set(address_keys(one)), set(address_keys(two))
    return one.edition == two.edition and (bool(first & second) or not (first and second))


def _quoted(value: object) -> str:
    if isinstance(value, Date):
        value = value.as_written or value.edtf
    elif isinstance(value, tuple):
        value = " / ".join(str(part) for part in value)
    elif not isinstance(value, str):
        value = msgspec.json.encode(value).decode()
    text = str(value)
    return f"“{text if len(text) <= SHOWN else text[:SHOWN] + '…'}”" if text else "nothing"
