"""Open a library's folder and wire its parts together; no rules of its own. I/O."""

import gc
import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from msgspec.structs import replace

from sourcebook import settings as settings_file
from sourcebook.claims import Claim, Decision, Understanding
from sourcebook.errors import Missing, NoRoom, Refused, Unreadable
from sourcebook.progress import Tell
from sourcebook.records import Capture, Check, Entry, Finding, Page, Series, Text, Tombstone
from sourcebook.settings import Settings
from sourcebook.store import NOUNS, Change, Kept, Store

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sourcebook.check.links.checking import Outcome as LinksChecked
    from sourcebook.check.mementos import Outcome, Search
    from sourcebook.check.moves.running import Looked, Moves
    from sourcebook.check.quotes import Checked
    from sourcebook.collect.draft import Draft
    from sourcebook.collect.merge import Plan
    from sourcebook.collect.web.submitting import Submitted
    from sourcebook.collect.web.visiting import Visitor
    from sourcebook.curate.proposing import Proposed
    from sourcebook.curate.texts import Texts
    from sourcebook.curate.where import Hit
    from sourcebook.preserve.archive import Archive
    from sourcebook.preserve.entering import Added
    from sourcebook.publish.comparing import Table
    from sourcebook.publish.health import Health, New
    from sourcebook.publish.maps.flows import Choice, Flow
    from sourcebook.search.finding import Sort
    from sourcebook.search.results import Results
    from sourcebook.search.saved import Saved
    from sourcebook.search.searching import Searching
    from sourcebook.understand.duplicates import Group


class Library:
    """An open library: a folder with ``library.toml`` and ``library.db``; a context manager.

    Changing methods take ``who`` (default: $SOURCEBOOK_WHO, the settings' curator, the login name)
    and ``why``, and give the number of the change they made. All raise errors.SourcebookError.
    """

    def __init__(self, folder: Path, settings: Settings, store: Store) -> None:
        self.folder = folder
        self.settings = settings
        self.store = store
        self._searching: Searching | None = None

    @classmethod
    def open(cls, folder: Path | str) -> Self:
        """The library in ``folder``; Missing where it is none. One that may only be read can be
        read."""
        folder = Path(folder)
        settings = settings_file.read(folder)
        _check_themes(folder, settings)
        return cls(folder, settings, Store.open(_database(folder, settings)))

    @classmethod
    def create(cls, folder: Path | str, *, title: str, **settings: Any) -> Self:
        """A new, empty library in ``folder``, which is made if it isn't there; ``settings`` are
        fields of ``Settings``. Refused where the folder holds other things."""
        folder = Path(folder)
        made = Settings(title=title, **settings)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            others = next((path.name for path in folder.iterdir()), None)
        except FileExistsError as fault:
            raise Refused(folder, "is a file; name a folder") from fault
        except OSError as fault:
            raise NoRoom(folder, f"could not be made ({fault.strerror})") from fault
        if (folder / settings_file.FILE).exists():
            raise Refused(folder, "is a library already")
        if others is not None:
            raise Refused(folder, f"holds other things ({others} …); name an empty or a new folder")
        database = _database(folder, made)
        try:
            store = Store.create(database)
        except BaseException:  # half a database would stand in the way of the next try
            for part in folder.glob(f"{database.name}*"):
                part.unlink(missing_ok=True)
            raise
        settings_file.write(folder, made)  # last: a folder with it is a whole library
        return cls(folder, made, store)

    def close(self) -> None:
        """Close it; what was committed is kept."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # --- reading ------------------------------------------------------------------------------
    def entry(self, id: str) -> Entry:
        """The entry with this id, or Missing."""
        found = self.store.get(Entry, id)
        if found is None:
            raise Missing(id, _gone(self.store.get(Tombstone, id), "an entry"))
        return found

    def page(self, id: str) -> Page:
        """The page with this id (``human-trafficking/kazakhstan``), or Missing."""
        found = self.store.get(Page, id)
        if found is None:
            raise Missing(id, _gone(self.store.get(Tombstone, id), "a page"))
        return found

    def record(self, id: str) -> Entry | Page | Series | Tombstone:
        """The entry, page, series or tombstone with this id, or Missing."""
        found = self.store.find(id)
        if found is None:
            raise Missing(id, "is not in the library; see: sourcebook list")
        return found

    def entries(self, **filters: Any) -> Iterator[Entry]:
        """The entries for which all filters hold, in the order of their ids: theme, country,
        aspect, age, publisher, series, year, page (see ``Store.entry_ids``)."""
        return self.store.entries(**filters)

    def pages(self) -> Iterator[Page]:
        """All pages, in the order of their ids."""
        return self.store.stream(Page)

    def series(self) -> Iterator[Series]:
        """All series, in the order of their ids."""
        return self.store.stream(Series)

    def tombstones(self) -> Iterator[Tombstone]:
        """What is left of withdrawn records, in the order of their ids."""
        return self.store.stream(Tombstone)

    def captures(self) -> Iterator[Capture]:
        """All captures, oldest first."""
        return self.store.stream(Capture)

    def capture(self, id: str) -> Capture:
        """The capture with this id, or Missing."""
        found = self.store.get(Capture, id)
        if found is None:
            raise Missing(id, "is not a capture of the library; see: sourcebook show ENTRY")
        return found

    def captures_of(self, entry: Entry) -> list[Capture]:
        """An entry's captures: of files added to it, then of its addresses in their order; each
        oldest first. Those that are no longer there are left out (checking finds them)."""
        return list(self.store.many(Capture, entry.every_capture).values())

    def payload(self, capture: Capture) -> bytes:
        """A capture's bytes, content codings undone, proved against its digest. Missing where its
        file is not there, Unreadable where the bytes are not those that were captured."""
        return b"".join(self.payload_pieces(capture))

    def payload_pieces(self, capture: Capture) -> Iterator[bytes]:
        """The same, a piece at a time for what is large: only at the end is it proved, and a fault
        raised after the last piece."""
        from sourcebook.preserve.opening import pieces

        return pieces(self.archive, capture, self._same)

    @property
    def archive(self) -> "Archive":
        """The WARC files of the library."""
        from sourcebook.preserve.archive import FOLDER, Archive

        return Archive(self.folder / FOLDER)

    def _same(self, digest: str) -> Iterator[Capture]:
        ids = self.store.captures_by_digest([digest]).get(digest, ())
        for id in ids:
            found = self.store.get(Capture, id)
            if found is not None:
                yield found

    def count(self, noun: str) -> int:
        """How many entries, pages, series, tombstones or captures there are."""
        kind: Any = NOUNS.get(noun)
        if kind is None:
            raise Refused(noun, f"is not kept in a library; only {', '.join(NOUNS)}")
        return self.store.count(kind)

    def findings(self) -> Iterator[Finding]:
        """What is wrong or doubtful in the records (see ``check.records``)."""
        from sourcebook.check.records import findings

        with self.store.snapshot() as store:
            yield from findings(store)

    @contextmanager
    def reading(self) -> "Iterator[Texts]":
        """The texts of the library's captures: read in processes of their own, kept in ``index/``."""
        from sourcebook.curate.texts import FOLDER, Texts, in_processes, reader_version
        from sourcebook.read import Pool

        with Pool() as pool:
            yield Texts(
                self.folder / FOLDER,
                self.payload,
                in_processes(pool),
                version=reader_version(),
                show=pool.look,
            )

    def add_files(
        self, files: Iterable[Path], *, to: str = "", who: str | None = None, why: str = ""
    ) -> "list[Added]":
        """Keep files as captures, each with its entry: the one named, the one that is known to be
        that file, or a new one. What was added, in order; seals follow with ``seal``."""
        from sourcebook.preserve.adding import Adding
        from sourcebook.preserve.capturing import held_by, writing

        named = self.who(who)
        with writing(self.store, self.archive, who=named) as writer:
            adding = Adding(
                self.store, self.archive, writer, held_by(self.store), who=named, why=why, to=to
            )
            return [adding.file(file) for file in files]

    def check_quotes(
        self,
        ids: Iterable[str] = (),
        *,
        keep: bool = True,
        who: str | None = None,
        why: str = "",
        tell: Tell | None = None,
    ) -> "tuple[list[Checked], int | None]":
        """Give each excerpt its standing, of all entries or those named, and keep what is new as one
        change; with ``keep`` false nothing is written. What was found, and the change's number."""
        from sourcebook.check.quoting import check

        wanted = list(ids)
        entries = [self.entry(id) for id in wanted] if wanted else list(self.entries())
        entries = [entry for entry in entries if entry.excerpts]
        with self.reading() as texts:
            return check(
                self.store, self.folder, entries, texts, who=self.who(who), why=why, keep=keep,
                tell=tell,
            )  # fmt: skip

    def find(
        self,
        words: str = "",
        *,
        limit: int = 10,
        offset: int = 0,
        sort: "Sort" = "relevance",
        facets: Sequence[str] = (),
        semantic: bool = False,
        tell: Tell | None = None,
        **choices: Any,
    ) -> "Results":
        """The entries that a query finds (docs/searching.md), the best first, with the passages that
        show it. ``sort`` is relevance, date, oldest or title; ``facets`` names those to count;
        ``choices`` are conditions: theme, country, region, role, purpose, aspect, publisher, series,
        year ("2003..2009"), language, age, standing, address, kind, page. What changed is indexed
        first. ``semantic`` also finds what is near in meaning, in other languages too (Missing without the
        extra). Whatever the words are, they are a query; Refused where another argument can't be."""
        if self._searching is None:
            from sourcebook.search.index import FOLDER
            from sourcebook.search.searching import Searching

            self._searching = Searching(
                self.folder / FOLDER, self.store, self._read_before, self.reading
            )
        return self._searching.find(
            words,
            limit=limit,
            offset=offset,
            sort=sort,
            facets=facets,
            semantic=semantic,
            tell=tell,
            **choices,
        )

    def _read_before(self) -> "Texts":
        """The texts that were read before, and no others."""
        from sourcebook.curate.texts import FOLDER, Texts, reader_version

        return Texts(self.folder / FOLDER, self.payload, _unread, version=reader_version())

    def read(self, source: "Path | str | Capture") -> "Text":
        """The text of a file, in the library or not, or of a capture: its words, pages, blocks, and
        what it says of itself. Missing where there is none; what can't be read has findings."""
        if isinstance(source, Capture):
            with self.reading() as texts:
                found = texts.one(source)
            if isinstance(found, Finding):
                raise Unreadable(source.id, found.says)
            return found
        from sourcebook.read import Job, Pool

        file = Path(source)
        if not file.is_file():
            raise Missing(file, "is not a file")
        with Pool(1) as pool:
            return pool.read(Job(data=file.read_bytes(), name=str(file)))

    def cite(self, entry: Entry | str, *, style: str = "", language: str = "en") -> str:
        """An entry, or the one with this id, cited in a style (apa, mla, chicago, harvard, gost, or a
        CSL file; default: the library's) as plain text."""
        from sourcebook.publish.cite import citer

        found = self.entry(entry) if isinstance(entry, str) else entry
        return citer(style or self.settings.style, language).cite_one(found, format="text")

    def save_search(self, name: str, query: str, **choices: Sequence[str]) -> "Saved":
        """Keep a search in ``searches.toml`` under a name; the site then has a feed of what it finds."""
        from sourcebook.search import saved

        return saved.save(self.folder, name, saved.in_query(query, choices))

    def searches(self) -> "list[Saved]":
        """The searches that are kept; Unreadable where their file can't be read."""
        from sourcebook.search import saved

        return saved.read(self.folder)

    def where(self, words: str, *, tell: Tell | None = None) -> "list[Hit]":
        """The captures that hold a passage, or what comes nearest to it; best first."""
        from sourcebook.curate.finding import finding
        from sourcebook.curate.quote import of_words

        quote = of_words(words)
        with self.reading() as texts, finding(self.store, self.folder, texts, tell=tell) as find:
            return find(quote)

    def reissues(
        self, ids: Iterable[str] = (), *, within: str = "", tell: Tell | None = None
    ) -> "tuple[Group, ...]":
        """Passages that stand in two entries or more, the same or lightly revised, with what changed:
        of all entries or those named (of one that is named, with all others), in their texts, else
        their excerpts. ``within`` a ``country`` or ``series``, only its own entries are compared."""
        from sourcebook.curate.reissues import passages
        from sourcebook.understand.duplicates import reissues

        wanted = [self.entry(id) for id in ids]
        entries = wanted if len(wanted) > 1 else list(self.entries())
        with self.reading() as texts:
            groups = reissues(passages(self.store, entries, texts, within=within, tell=tell))
        if len(wanted) != 1:
            return groups
        one = wanted[0].id
        return tuple(g for g in groups if any(m.passage.source == one for m in g.members))

    def check_links(
        self,
        entries: Iterable[Entry] | None = None,
        *,
        every: bool = False,
        afresh: bool = False,
        keep: bool = True,
        who: str | None = None,
        why: str = "",
        **how: Any,
    ) -> "LinksChecked":
        """Ask the addresses of these entries, or of all: those that are due, or with ``every``
        each one. A run over all that was stopped is gone on with, unless ``afresh``.
        ``how`` is handed to ``check.links.checking.check``: delay, at_once, now, tell …"""
        from sourcebook.check.links.library import run

        return run(
            self.store, self.folder, self.settings, entries, every=every, afresh=afresh, keep=keep,
            who=self.who(who), why=why, **how,
        )  # fmt: skip

    def checks_of(self, entry: Entry) -> dict[str, tuple[Check, ...]]:
        """All checks of an entry's addresses, by ``attaching.page_key``, oldest first."""
        from sourcebook.preserve.attaching import page_key

        keys = (page_key(address.url) for address in entry.addresses)
        return self.store.checks_of(key for key in keys if key is not None)

    def health(self, *, since: str = "") -> "tuple[Health, list[New]]":
        """How addresses and quotes fare, and with the day ``since`` (ISO 8601) what is new since then
        (see ``publish.health``)."""
        from sourcebook.publish.health import health, held, news
        from sourcebook.publish.pasts import fold

        with self.store.snapshot() as store:
            adds = [(entry.id, held(entry)) for entry in store.stream(Entry)]
            pasts = fold(store.stream(Check))
            figures = health(
                adds, pasts, store.suggestions(decision="open"), captures=store.count(Capture)
            )
        return figures, news(adds, pasts, since) if since else []

    def letter(self, figures: "Health", new: "list[New]", *, since: str = "") -> bytes:
        """What ``health`` gave as a mail, dated by the library's newest change."""
        from sourcebook.publish.letter import letter

        newest = self.store.log(limit=1)
        at = newest[0].at if newest else ""
        return letter(figures, new, self.settings, since=since, at=at)

    def routes(self, choice: "Choice", *, unreviewed: bool | None = None) -> "tuple[Flow, ...]":
        """The routes that accepted claims state, and open ones where ``unreviewed`` (default: as the
        setting says); best sourced first."""
        from sourcebook.publish.maps.flows import flows

        if unreviewed is None:
            unreviewed = self.settings.unreviewed == "marked"
        claims = list(self.store.claims(kind="route", decision="accepted"))
        if unreviewed:
            claims += self.store.claims(kind="route", decision="open")
        entries = self.store.many(Entry, sorted({claim.entry for claim in claims}))
        return flows(claims, entries, choice)

    def fixity(self, *, tell: Tell | None = None) -> Iterator[Finding]:
        """What changed in the captures since they were taken (see ``check.fixity``)."""
        from sourcebook.check.fixity import findings
        from sourcebook.preserve import timestamps

        verify = None
        if self.settings.timestamp_certificates and timestamps.installed():
            verify = timestamps.verifier(self.folder / self.settings.timestamp_certificates)
        with self.store.snapshot() as store:
            yield from findings(store, self.archive, verify=verify, tell=tell)

    def soundness(self) -> str:
        """What is damaged in the database, in words; "" where it is sound."""
        return self.store.soundness()

    def log(self, *, record: str | None = None, limit: int | None = None) -> list[Change]:
        """The changes, newest first; with ``record``, those that touched that id."""
        return self.store.log(record=record, limit=limit)

    # --- changing -----------------------------------------------------------------------------
    def put(
        self, records: Iterable[Kept], *, who: str | None = None, what: str = "", why: str = ""
    ) -> int | None:
        """Keep the records as they are given, as one change; None where that changes nothing."""
        kept = list(records)
        what = what or "put " + ", ".join(record.id for record in kept[:3])
        return self.store.put(kept, who=self.who(who), what=what, why=why)

    def change(
        self, before: Kept, after: Kept, *, who: str | None = None, what: str = "", why: str = ""
    ) -> int | None:
        """Put ``after`` where ``before`` was read, as one change; None where they are equal.
        Conflict where the record is not ``before`` any more: somebody else's change is kept."""
        if isinstance(before, Entry) and isinstance(after, Entry):
            from sourcebook.check.quotes import fresh

            after = fresh(before, after)
        if after == before:
            return None
        if not what:
            changed = (
                n for n in before.__struct_fields__ if getattr(before, n) != getattr(after, n)
            )
            what = f"edit {before.id}: {', '.join(changed)}"
        return self.store.commit([(before, after)], who=self.who(who), what=what, why=why)

    def remove(self, id: str, *, who: str | None = None, why: str) -> int:
        """Withdraw an entry, page or series: a Tombstone stays and says why."""
        return self.store.remove(id, who=self.who(who), why=why)

    def plan_import(self, drafts: "Iterable[Draft]") -> "Plan":
        """What bringing the drafts in would change; nothing is written."""
        from sourcebook.collect.merge import plan

        with _without_collecting(), self.store.snapshot() as store:
            return plan(drafts, store)

    def apply(self, plan: "Plan", *, who: str | None = None, why: str = "") -> int | None:
        """Write a plan as one change, and the texts that came with rows as captures; None where it is
        empty. Conflict where the library changed since it was made. Seals follow with ``seal``."""
        if plan.empty:
            return None
        named = self.who(who)
        what = f"import {plan.sources}: {plan.summary}"
        with _without_collecting():
            if not plan.texts:
                pairs = [(before, after) for _, before, after in plan.changes]
                return self.store.commit(pairs, who=named, what=what, why=why, expect=plan.at)
            from datetime import UTC, datetime

            from sourcebook.preserve.capturing import held_by, writing
            from sourcebook.preserve.rows import with_texts

            with writing(self.store, self.archive, who=named) as writer:
                made = with_texts(
                    self.store, writer, held_by(self.store), plan.changes, plan.texts,
                    now=datetime.now(UTC),
                )  # fmt: skip
                return self.store.commit(made, who=named, what=what, why=why, expect=plan.at)

    def plan_diff(self, plan: "Plan") -> str:
        """What a plan changes of what is there, as lines for people: field by field, and of texts the
        words that are new in them."""
        from sourcebook.preserve.rows import differing

        words = differing(plan.texts, self.store, self.payload)
        return plan.diff(words)

    def undo(self, number: int, *, who: str | None = None, why: str = "") -> int:
        """Take a change back, as a new change. Conflict names the later change in the way."""
        return self.store.undo(number, who=self.who(who), why=why)

    # --- preserving ---------------------------------------------------------------------------
    def visitor(self, *, ignore_robots: bool = False, any_certificate: bool = False) -> "Visitor":
        """Who fetches for this library, within the limits of its settings. $SOURCEBOOK_LOOPBACK=1
        lets it fetch from this very machine, for tests."""
        from sourcebook.collect.web.exchanging import Limits
        from sourcebook.collect.web.visiting import Visitor

        settings = self.settings
        limits = Limits(
            largest=settings.capture_largest * 1_000_000,
            patience=float(settings.capture_patience),
            loopback=os.environ.get("SOURCEBOOK_LOOPBACK") == "1",
            any_certificate=any_certificate,
        )
        return Visitor(
            limits=limits,
            contact=settings.capture_contact or settings.contact,
            delay=settings.capture_delay,
            ignore_robots=ignore_robots,
        )

    def searching(self, *, ignore_robots: bool = False) -> "AbstractContextManager[Search]":
        """Who looks for mementos in the archives that the settings name; Refused where there are none."""
        from sourcebook.check.mementos.opening import opened

        return opened(self.settings, visitor=self.visitor(ignore_robots=ignore_robots))

    def find_mementos(
        self,
        ids: Iterable[str] = (),
        *,
        all_: bool = False,
        accept: bool = False,
        keep: bool = False,
        dry: bool = False,
        ignore_robots: bool = False,
        who: str | None = None,
        why: str = "",
        tell: Tell | None = None,
    ) -> "Generator[Outcome, None, None]":
        """Look in web archives for copies of what stood at addresses that don't work any more (with
        ``all_``: at any), of the entries named or of all, and propose the nearest to when it was read
        in which what is quoted stands. ``accept`` accepts those in which it stands word for word,
        ``keep`` keeps accepted ones as captures too, ``dry`` writes nothing. Each outcome is committed
        when it is given."""
        from sourcebook.check.mementos import Run

        wanted = list(ids)
        entries = self.store.many(Entry, wanted).values() if wanted else self.entries()
        with self.searching(ignore_robots=ignore_robots) as search:
            run = Run(
                self.store, self.archive, search, who=self.who(who), why=why, accept=accept,
                keep=keep, dry=dry, largest=self.settings.capture_largest * 1_000_000,
            )  # fmt: skip
            jobs = list(run.jobs(entries, all_=all_))
            for number, outcome in enumerate(run.through(jobs)):
                if tell:
                    tell(outcome.url, number + 1, len(jobs))
                yield outcome

    def submit(
        self,
        ids: Iterable[str],
        *,
        again: bool = False,
        ignore_robots: bool = False,
        who: str | None = None,
        why: str = "",
        tell: Tell | None = None,
    ) -> "Iterator[Submitted]":
        """Ask the archive of the settings to copy the addresses of entries that work and have no
        memento (with ``again``: that have one, too), and put those it names on record, one by one.
        Refused where the settings name no archive."""
        from sourcebook.check.mementos.submitting import addresses, noted
        from sourcebook.collect.web.submitting import Submitter

        if not self.settings.submit_to:
            why = f"is not set in {settings_file.FILE}: say there which archive is to make copies"
            raise Refused("submit_to", why)
        visitor = self.visitor(ignore_robots=ignore_robots)
        submitter = Submitter(self.settings.submit_to, visitor)
        entries = list(self.store.many(Entry, ids).values())
        wanted = [(e.id, a) for e in entries for a in addresses(e, again=again)]
        for number, (id, url) in enumerate(wanted):
            if tell:
                tell(url, number + 1, len(wanted))
            done = submitter.submit(url)
            entry = self.store.get(Entry, id)
            if done.memento and entry is not None:
                what = f"submit {url}"
                self.change(entry, noted(entry, done), who=who, what=what, why=why)
            yield done

    def repairing(self) -> "AbstractContextManager[Moves]":
        """Who looks for new addresses of what is gone (see ``check.moves``)."""
        from sourcebook.check.moves.opening import opened

        visitor = self.visitor()
        return opened(self.store, self.folder, self.settings, visitor=visitor, payload=self.payload)

    def find_moves(
        self,
        entries: Iterable[Entry] | None = None,
        *,
        dry: bool = False,
        who: str | None = None,
        why: str = "",
        tell: Tell | None = None,
    ) -> "Iterator[Looked]":
        """Look for new addresses of what is gone, of all entries or those given, and keep what is found
        as suggestions, each committed when it is given (unless ``dry``). Nothing is applied."""
        with self.repairing() as moves:
            wanted = moves.wanted(entries)
            yield from moves.run(wanted, who=self.who(who), why=why, dry=dry, tell=tell)

    def decide(
        self, suggestion: str, *, accept: bool, who: str | None = None, why: str = ""
    ) -> int:
        """Accept or decline a suggestion by its id; gives the change's number."""
        from sourcebook.check.moves.applying import decide, suggestion_of

        one = suggestion_of(self.store, suggestion)
        return decide(self.store, one, accept=accept, who=self.who(who), why=why)

    # --- understanding ------------------------------------------------------------------------
    def understand(
        self,
        entries: Iterable[Entry] | None = None,
        *,
        keep: bool = True,
        who: str | None = None,
        why: str = "",
        tell: Tell | None = None,
    ) -> "Proposed":
        """Understand the excerpts and captures of all entries, or of those given, and keep what is
        proposed as claims: one change, in which nothing that was decided is touched."""
        from sourcebook.curate.proposing import propose

        chosen = list(self.entries() if entries is None else entries)
        with _without_collecting(), self.reading() as texts:
            return propose(
                self.store, chosen, texts, who=self.who(who), why=why, keep=keep, tell=tell
            )

    def understand_text(
        self,
        text: str,
        *,
        country: str | None = None,
        language: str = "",
        year: int | None = None,
    ) -> "Understanding":
        """What any text says, in the library or not; nothing is kept. ``country`` (ISO 3166-1 alpha-2)
        and ``year`` are what it is about, where that is known."""
        from sourcebook.understand import understand

        return understand(text, country=country, language=language, year=year)

    def claims(self, **filters: Any) -> Iterator[Claim]:
        """The claims for which all filters hold, in the order of their ids: entry, country, kind,
        decision, rule, at_least (see ``Store.claims``)."""
        return self.store.claims(**filters)

    def claim(self, named: str) -> Claim:
        """The claim with this id, or with this last part of one; Missing where there is none."""
        from sourcebook.curate.proposing import claim_of

        return claim_of(self.store, named)

    def compare(
        self, codes: Sequence[str], *, theme: str | None = None, unreviewed: bool | None = None
    ) -> "Table":
        """What is said of these countries (ISO 3166-1 alpha-2), side by side; with ``theme``, by entries
        on its pages only. ``unreviewed`` takes in what nobody decided about yet (default: as the
        setting says)."""
        from sourcebook.publish.comparing.gathering import gathered

        if unreviewed is None:
            unreviewed = self.settings.unreviewed == "marked"
        language = self.settings.language
        with self.store.snapshot() as store:
            return gathered(store, codes, theme=theme, unreviewed=unreviewed, language=language)

    def decide_claims(
        self,
        claims: Sequence[Claim],
        decision: Decision,
        *,
        who: str | None = None,
        why: str = "",
        what: str = "",
    ) -> int:
        """Accept or decline claims, or leave them open again, as one change; gives its number."""
        from sourcebook.curate.proposing import decide

        return decide(self.store, claims, decision, who=self.who(who), why=why, what=what)

    def seal(self, *, who: str | None = None) -> list[Finding]:
        """Seal the captures that aren't yet, and have the seals stamped where an authority is set;
        what went wrong with that is a finding, and the seal stands."""
        from sourcebook.preserve.sealing import seal

        return seal(self.store, self.archive, self.settings, who=self.who(who))

    def pack(self, target: Path, entries: Iterable[Entry] | None = None) -> int:
        """Write the captures of these entries (without: all captures) as a WACZ; gives how many
        pages it lists."""
        from sourcebook.preserve.packing import pack

        title = self.settings.title
        return pack(target, self.store, self.archive, entries, payload=self.payload, title=title)

    def bag(self, target: Path) -> int:
        """Write the whole library as a bag: a dump of its records, its WARC files and seals; gives how
        many files it holds."""
        from sourcebook.preserve.packing import bag

        return bag(target, self.archive, self.settings, self.dump)

    # --- moving -------------------------------------------------------------------------------
    def dump(self, folder: Path | str) -> None:
        """Write the library as a tree of text files that diffs well."""
        folder = Path(folder)
        if folder.resolve() == self.folder.resolve():
            raise Refused(folder, "is the library itself; name another folder for the dump")
        self.store.dump(folder, extra=[self.folder / settings_file.FILE])

    def load(self, folder: Path | str, *, who: str | None = None) -> None:
        """Read such a tree into this library, which must be empty; its settings too."""
        folder = Path(folder)
        settings = self.settings
        if (folder / settings_file.FILE).exists():
            settings = settings_file.read(folder)
        self.store.load(folder, who=self.who(who))
        if settings == self.settings:
            return
        if settings.database != self.settings.database:  # the records are in this one's
            settings = replace(settings, database=self.settings.database)
            settings_file.write(self.folder, settings)
        else:  # as it was written, comments and all
            file = self.folder / settings_file.FILE
            try:
                file.write_bytes((folder / settings_file.FILE).read_bytes())
            except OSError as fault:
                why = f"could not be written ({fault.strerror}); the records are loaded"
                raise NoRoom(file, why) from fault
        self.settings = settings

    def who(self, named: str | None = None) -> str:
        """Who makes a change: as named, else $SOURCEBOOK_WHO, the curator, the login name."""
        return named or os.environ.get("SOURCEBOOK_WHO") or self.settings.curator or _login()


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep the garbage collector from looking through tens of thousands of records that all stay:
    it took a fifth of the time of a bulk import."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _database(folder: Path, settings: Settings) -> Path:
    name = settings.database
    if "://" in name:
        raise Refused(
            f"database = {name.split('@')[-1]!r}",
            'is a server; this version keeps libraries in a file: database = "library.db"',
        )
    return folder / name


def _check_themes(folder: Path, settings: Settings) -> None:
    if not settings.themes:
        return
    from sourcebook.themes import themes

    unknown = next((theme for theme in settings.themes if theme not in themes()), None)
    if unknown is not None:
        why = f'themes: "{unknown}" is no theme; there are: {", ".join(themes())}'
        raise Unreadable(folder / settings_file.FILE, why)


def _gone(stone: Tombstone | None, what: str) -> str:
    if stone is None:
        return f"is not {what} of the library; see: sourcebook list"
    why = f": {stone.why}" if stone.why else ""
    return f"was withdrawn {stone.at[:10]}{why}"


def _unread(jobs: Iterable[tuple[Capture, bytes]]) -> "Iterator[Text]":
    """Reads nothing: for texts that were read before."""
    raise AssertionError(f"only texts that are kept were asked for, not {next(iter(jobs), None)}")


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no login name in a bare container
        return "unknown"
