"""Add files and addresses: each becomes a capture, and an entry where there is none yet. I/O."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.collect import reports, sources
from sourcebook.collect.desk import file_name
from sourcebook.collect.draft import Draft, DraftEntry
from sourcebook.collect.identity import entry_id
from sourcebook.collect.merge import Plan
from sourcebook.collect.merge import plan as planned
from sourcebook.errors import Conflict, SourcebookError, Unreadable
from sourcebook.preserve.archive import Archive, Writer
from sourcebook.preserve.attaching import page_key, to_addresses, to_entry
from sourcebook.preserve.containers import Kind, kind_of, opened, pages_in
from sourcebook.preserve.importing import Importing, Tell
from sourcebook.preserve.opening import pieces
from sourcebook.preserve.taking import Held, take_file
from sourcebook.records import Address, Capture, Date, Entry, Finding, Level, Record
from sourcebook.store import Imported, Store
from sourcebook.store.keys import key_of
from sourcebook.values.addresses import address_key, host_of

READ = 300_000_000  # bytes of a file that is looked into for its title; larger ones are named
_REPORTS = frozenset(
    {"a PDF report", "an office document", "a posting page (HTML)", "a posting page (text)"}
)


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


class Adding:
    """Adds one thing after another through an open writer; each is committed by itself."""

    def __init__(
        self,
        store: Store,
        archive: Archive,
        writer: Writer,
        held: Held,
        *,
        who: str,
        why: str = "",
        entries: bool = False,
        tell: Tell | None = None,
    ) -> None:
        self.store = store
        self.archive = archive
        self.writer = writer
        self.held = held
        self.who = who
        self.why = why
        self.entries = entries  # whether pages in an archive become entries
        self._entering = Entering(store, archive, held, who=who, why=why)
        self.tell = tell

    def file(self, path: Path) -> Added:
        """Add a file. What keeps it from being added is a finding."""
        subject = f"file {path.name}"
        try:
            kind = kind_of(path)
            if kind == "other":
                return self._report(path)
            return self._archive(path, kind)
        except Conflict:
            raise
        except SourcebookError as fault:
            return _none(subject, "file-unread", "error", f"{fault.why}; left out")
        except OSError as fault:
            why = f"can't be read ({fault.strerror or fault}); left out"
            return _none(subject, "file-unread", "error", why)

    # --- archives -------------------------------------------------------------------------------
    def _archive(self, path: Path, kind: Kind) -> Added:
        bringing = Importing(
            self.store, self.writer, self.held, who=self.who, why=self.why, tell=self.tell
        )
        bringing.name(path.name)
        listed = pages_in(path) if kind == "wacz" and self.entries else []
        bringing.wanted = {key: url for url, _ in listed if (key := key_of(url))}
        with opened(path, kind, bringing.say) as found:
            for name, file, size in found:
                bringing.bring(file, name, size)
        brought = bringing.brought
        ids: list[str] = []
        new = 0
        if self.entries:
            for capture, title in self._pages(listed, bringing.documents):
                made = self._entering.page(capture, title=title)
                ids += made.entries
                new += made.new
        return Added(
            subject=f"file {path.name}",
            entries=tuple(ids),
            new=new,
            captures=brought.captures,
            known=brought.known,
            attached=brought.attached,
            findings=tuple(brought.findings),
        )

    def _pages(
        self, listed: list[tuple[str, str]], documents: list[str]
    ) -> Iterator[tuple[Capture, str]]:
        """The captures that are to become entries: of the pages a WACZ lists, else every web page
        and PDF in an archive."""
        if not listed:
            for id in documents:
                capture = self.store.get(Capture, id)
                if capture is not None:
                    yield capture, ""
            return
        for url, title in listed:
            key = key_of(url)
            ids = self.store.captures_by_address([key]).get(key, ()) if key else ()
            there = [c for c in self.store.many(Capture, ids).values() if 200 <= c.status < 300]
            if there:
                yield there[-1], title

    # --- report files ---------------------------------------------------------------------------
    def _report(self, path: Path) -> Added:
        subject = f"file {path.name}"
        size = path.stat().st_size
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            if size == 0:
                return _none(subject, "file-unread", "error", "is empty; left out")
            capture = self._file_capture(digest, path.name)
            oddities: tuple[tuple[str, str], ...] = ()
            ids = self.store.by_files([digest]).get(digest, ())
            draft = None if ids else self._draft(path, digest, size)
            if isinstance(draft, Finding):
                return Added(subject=subject, findings=(draft,))
            fresh = capture is None
            if capture is None:
                taken = take_file(
                    self.writer, file, path.name, self.held,
                    now=datetime.now(UTC), digest=digest, length=size,
                )  # fmt: skip
                self.writer.sync()
                capture, oddities = taken.capture, taken.oddities
        findings = [
            Finding(rule=rule, subject=subject, level="warning", says=says)
            for rule, says in oddities
        ]
        new = 0
        if draft is not None:
            entries, new = self._entering.merge(draft, capture if fresh else None, capture.id)
            ids = tuple(entries)
            findings += draft.findings
        else:
            self._tie(ids, capture, fresh)
        return Added(
            subject=subject,
            entries=tuple(ids),
            new=new,
            captures=int(fresh),
            known=int(not fresh),
            findings=tuple(findings),
        )

    def _file_capture(self, digest: str, name: str) -> Capture | None:
        """The capture of this very file, where it was added before."""
        for capture in self.held.with_digest(digest):
            if capture.how == "file" and capture.file_name == name:
                return capture
        return None

    def _draft(self, path: Path, digest: str, size: int) -> "Draft | Finding":
        """The file as an entry, or why it becomes none."""
        name = path.name
        subject = f"file {name}"
        if size > READ:
            return reports.named_only(name, digest=digest, size=size)
        data = path.read_bytes()
        reader = sources.reader_for(data, name)
        if reader is not None and reader.what not in _REPORTS:
            return Finding(
                rule="not-a-report",
                subject=subject,
                level="warning",
                says=f"is {reader.what}, which describes other things; bring it in with: "
                f"sourcebook import {name}",
            )
        if reader is not None and reader.what.startswith("a posting page"):
            posted = sources.read(data, name)
            if posted.page is not None and posted.page.theme and len(posted.entries) >= 3:
                return Finding(
                    rule="not-a-report",
                    subject=subject,
                    level="warning",
                    says=f"is a posting page with {len(posted.entries)} entries; bring it in with: "
                    f"sourcebook import {name}",
                )
        try:
            return reports.read(data, name, folder=path.absolute().parent.name)
        except Unreadable as fault:
            return Finding(
                rule="file-unread", subject=subject, level="error", says=f"{fault.why}; left out"
            )

    def _tie(self, ids: tuple[str, ...], capture: Capture, fresh: bool) -> None:
        """Tie a file's capture to the entries that are said to be that file."""
        for attempt in range(5):
            before = self.store.many(Entry, ids)
            after = {id: to_entry(entry, [capture.id]) for id, entry in before.items()}
            changes: list[tuple[Record | None, Record | None]] = [
                (before[id], after[id]) for id in before if before[id] != after[id]
            ]
            if fresh:
                changes.append((None, capture))
            if not changes:
                return
            try:
                what = f"add {capture.file_name} to {', '.join(ids[:3])}"
                self.store.commit(changes, who=self.who, what=what, why=self.why)
                return
            except Conflict:
                if attempt == 4:
                    raise


def _name_of(url: str, media: str) -> str:
    """What the address calls its file, with the ending of what it is."""
    last = unquote(PurePosixPath(address_key(url).partition("?")[0]).name)
    endings = {"application/pdf": ".pdf", "text/html": ".html", "text/plain": ".txt"}
    ending = endings.get(media, "")
    return last if last.lower().endswith(ending) else f"{last or 'index'}{ending}"


def _none(subject: str, rule: str, level: Level, says: str) -> Added:
    return Added(
        subject=subject, findings=(Finding(rule=rule, subject=subject, level=level, says=says),)
    )
