"""Add files and addresses: each becomes a capture, and an entry where there is none yet. I/O."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sourcebook.collect import reports, sources
from sourcebook.collect.draft import Draft
from sourcebook.errors import Conflict, SourcebookError, Unreadable
from sourcebook.preserve import entering
from sourcebook.preserve.archive import Archive, Writer
from sourcebook.preserve.attaching import to_entry
from sourcebook.preserve.containers import Kind, kind_of, opened, pages_in
from sourcebook.preserve.entering import Added, Entering
from sourcebook.preserve.importing import Importing
from sourcebook.preserve.looks import looks_like
from sourcebook.preserve.taking import Held, take_file
from sourcebook.progress import Tell
from sourcebook.records import Capture, Entry, Finding, Level, Record
from sourcebook.store import Store
from sourcebook.store.keys import key_of

_LOOKS = (
    "image/", "audio/", "video/", "text/", "application/pdf", "application/postscript",
    "application/rtf", "application/epub+zip", "application/vnd.openxmlformats-officedocument.",
    "application/vnd.oasis.opendocument.", "application/x-ole-storage", "application/xhtml+xml",
)  # fmt: skip
_REPORTS = frozenset(
    {"a PDF report", "an office document", "a posting page (HTML)", "a posting page (text)"}
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
        to: str = "",
        tell: Tell | None = None,
    ) -> None:
        self.store = store
        self.archive = archive
        self.writer = writer
        self.held = held
        self.who = who
        self.why = why
        self.to = to  # the entry that report files are of, where somebody said so
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
            ids = (self.to,) if self.to else self.store.by_files([digest]).get(digest, ())
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
        if size > entering.READ:
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
        look = looks_like(data[:8192])
        if reader is None and not look.startswith(_LOOKS):
            return Finding(
                rule="not-a-report",
                subject=subject,
                level="warning",
                says=f"is of no kind that reports come in ({look}); left out",
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


def _none(subject: str, rule: str, level: Level, says: str) -> Added:
    return Added(
        subject=subject, findings=(Finding(rule=rule, subject=subject, level=level, says=says),)
    )
