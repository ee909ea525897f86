"""Make entries of captures, or tie them to the entries that are there. I/O."""

from pathlib import PurePosixPath
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.collect import reports
from sourcebook.collect.desk import file_name
from sourcebook.collect.draft import Draft, DraftEntry
from sourcebook.collect.identity import entry_id
from sourcebook.collect.merge import Plan
from sourcebook.collect.merge import plan as planned
from sourcebook.errors import Conflict, SourcebookError
from sourcebook.preserve.archive import Archive
from sourcebook.preserve.attaching import page_key, to_addresses, to_entry
from sourcebook.preserve.opening import pieces
from sourcebook.preserve.taking import Held
from sourcebook.records import Address, Capture, Date, Entry, Finding, Record
from sourcebook.store import Imported, Store
from sourcebook.store.keys import key_of
from sourcebook.values.addresses import address_key, host_of

READ = 300_000_000  # bytes of a file that is looked into for its title; larger ones are named


class Added(Struct, frozen=True, kw_only=True):
    """What came of one file or address: the entries it is of (ids), its captures, how many of the
    entries are new, and findings."""

    subject: str
    entries: tuple[str, ...] = ()
    new: int = 0
    captures: int = 0
    known: int = 0
    attached: int = 0
    findings: tuple[Finding, ...] = ()


class Entering:
    """Makes entries of what was captured, or ties the capture to the entry that is there."""

    def __init__(self, store: Store, archive: Archive, held: Held, *, who: str, why: str) -> None:
        self.store = store
        self.archive = archive
        self.held = held
        self.who = who
        self.why = why

    def merge(
        self, draft: Draft, capture: Capture | None, id: str, *, remember: bool = True
    ) -> tuple[list[str], int]:
        """Bring a draft in with its capture, as one change; gives the entries' ids, and how many are
        new. ``capture`` is None where it is kept already."""
        for attempt in range(5):
            plan = planned([draft], self.store)
            changes: list[tuple[Record | None, Record | None]] = []
            target = self._target(draft, plan)
            seen = False
            new = 0
            for noun, before, after in plan.changes:
                if noun == "imports" and not remember:
                    continue
                if isinstance(after, Entry) and after.id == target:
                    seen = True
                    new += before is None
                    after = self._with(after, id, draft)  # noqa: PLW2901
                changes.append((before, after))
            if target and not seen:
                before_ = self.store.get(Entry, target)
                if before_ is not None:
                    after_ = self._with(before_, id, draft)
                    if after_ != before_:
                        changes.append((before_, after_))
                else:
                    target = ""
            if capture is not None:
                changes.append((None, capture))
            if changes:
                try:
                    self.store.commit(
                        changes, who=self.who, what=f"add {draft.source}", why=self.why
                    )
                except Conflict:
                    if attempt == 4:
                        raise
                    continue
            return ([target] if target else []), new
        return [], 0

    def _with(self, entry: Entry, id: str, draft: Draft) -> Entry:
        addresses = draft.entries[0].entry.addresses
        if not addresses:
            return to_entry(entry, [id])
        return to_addresses(entry, page_key(addresses[0].url) or "", capture=id)

    def _target(self, draft: Draft, plan: Plan) -> str:
        """Which of the library's entries the draft's one entry is."""
        name = file_name(draft)
        for _, _, after in plan.changes:
            if isinstance(after, Imported):
                for source in reversed(after.sources):
                    if source.name == name and source.postings:
                        return next(iter(source.postings.values()))
        return draft.entries[0].entry.id

    def page(self, capture: Capture, *, title: str = "", address: str = "") -> Added:
        """Make an entry of a captured address, called by its title; where an entry has the address
        already, the capture is tied to it. ``address`` is what was asked for, its fragment too."""
        url = address or capture.url or ""
        subject = f"address {url}"
        key = key_of(url)
        found = self.store.by_addresses([key]).get(key, ()) if key else ()
        if found:
            for id in found:
                before = self.store.get(Entry, id)
                if before is None or key is None:
                    continue
                after = to_addresses(before, page_key(url) or "", capture=capture.id)
                if after != before:
                    self.store.commit(
                        [(before, after)], who=self.who, what=f"add {url}", why=self.why
                    )
            return Added(subject=subject, entries=tuple(found))
        if key is None:
            return Added(subject=subject)
        draft = self._page_draft(capture, title, url)
        entries, new = self.merge(draft, None, capture.id, remember=False)
        return Added(subject=subject, entries=tuple(entries), new=new, findings=draft.findings)

    def _page_draft(self, capture: Capture, title: str, url: str) -> Draft:
        name = _name_of(url, capture.media_type)
        draft: Draft | None = None
        if capture.length <= READ:
            try:
                data = b"".join(pieces(self.archive, capture, self.held.with_digest))
                draft = reports.read(data, name)
            except SourcebookError:
                draft = None
        pdf = capture.media_type == "application/pdf"
        entry = draft.entries[0].entry if draft is not None else Entry(id="x", title="")
        bare = address_key(url).rstrip("/")
        stem = PurePosixPath(name).stem
        named = not entry.title or entry.title.replace(" ", "") in (stem, stem.replace("_", ""))
        title = title or (bare if named or (not pdf and not entry.title) else entry.title)
        day = capture.at[:10]
        address = Address(
            url=url,
            as_written=url,
            accessed=(Date(edtf=day, as_written=day),),
            standing="moved" if capture.redirects else "alive",
            checked=capture.at,
            captures=(capture.id,),
        )
        entry = replace(
            entry,
            id=entry_id(
                title=title,
                publisher=entry.publisher or host_of(url).rpartition(".")[0],
                issued=entry.issued,
            ),
            title=title,
            kind="report" if pdf else "webpage",
            identifiers=entry.identifiers if pdf else {},
            addresses=(address,),
        )
        findings = tuple(
            replace(found, subject=f"address {url}")
            for found in (draft.findings if draft is not None and pdf else ())
        )
        series = draft.series if draft is not None else ()
        return Draft(
            source=url, entries=(DraftEntry(entry=entry),), series=series, findings=findings
        )


def _name_of(url: str, media: str) -> str:
    """What the address calls its file, with the ending of what it is."""
    last = unquote(PurePosixPath(address_key(url).partition("?")[0]).name)
    endings = {"application/pdf": ".pdf", "text/html": ".html", "text/plain": ".txt"}
    ending = endings.get(media, "")
    return last if last.lower().endswith(ending) else f"{last or 'index'}{ending}"
