"""``sourcebook add`` and ``sourcebook capture``: keep copies of what entries point to."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sourcebook.cli.naming import entries_named
from sourcebook.cli.options import as_json, in_library, on_record, open_library
from sourcebook.cli.output import plural, print_findings, print_json, progress, shown
from sourcebook.errors import Missing, Refused, SourcebookError

if TYPE_CHECKING:
    from sourcebook.library import Library
    from sourcebook.preserve.capturing import Outcome
    from sourcebook.preserve.due import Order
    from sourcebook.preserve.entering import Added
    from sourcebook.records import Entry, Finding

F = TypeVar("F", bound=Callable[..., Any])
SHOWN = 60  # findings
_WEB = re.compile(r"^(?:[a-z][a-z0-9+.\-]*://|www\.)", re.I)


def fetching(command: F) -> F:
    """Give a command the options of fetching."""
    for option in reversed(
        (
            click.option(
                "--requisites", is_flag=True, help="Capture the pictures and styles of pages too."
            ),
            click.option(
                "--browser",
                is_flag=True,
                help="Let Chromium run each page's scripts, and capture what it shows.",
            ),
            click.option(
                "--again",
                is_flag=True,
                help="Fetch anew even what the server would call unchanged.",
            ),
            click.option(
                "--ignore-robots",
                is_flag=True,
                help="Fetch what robots.txt asks to keep out of; needs --why, and is on record.",
            ),
            click.option(
                "--any-certificate",
                is_flag=True,
                help="Accept certificates that can't be trusted; this is on record.",
            ),
        )
    ):
        command = option(command)
    return command


class How:
    """What a person said of fetching."""

    def __init__(
        self,
        *,
        requisites: bool,
        browser: bool,
        again: bool,
        ignore_robots: bool,
        any_certificate: bool,
        who: str | None,
        why: str,
    ) -> None:
        if ignore_robots and not why:
            raise Refused("--ignore-robots", "needs a reason, for the record: --why WORDS")
        self.requisites = requisites
        self.browser = browser
        self.again = again
        self.ignore_robots = ignore_robots
        self.any_certificate = any_certificate
        self.who = who
        self.why = why


class Tally:
    """What a command did so far, for its last words and for programs."""

    def __init__(self, *, json_: bool) -> None:
        self.json = json_
        self.captures: list[str] = []
        self.entries: list[str] = []
        self.findings: list[Finding] = []
        self.new_captures = 0
        self.new_entries = 0
        self.known = 0
        self.failed = 0

    def added(self, added: "Added") -> None:
        """Take in what came of a file, and say so."""
        self.findings += added.findings
        self.entries += added.entries
        self.new_captures += added.captures
        self.new_entries += added.new
        self.known += added.known
        good = bool(added.entries or added.captures or added.known)
        self.failed += not good
        if self.json or not good:
            return
        parts = []
        if added.captures:
            parts.append(plural(added.captures, "new capture"))
        if added.known:
            parts.append(f"{added.known:,} held already")
        if added.attached:
            parts.append(f"{added.attached:,} tied to entries")
        named = ", ".join(added.entries[:3])
        more = f" and {len(added.entries) - 3} more" if len(added.entries) > 3 else ""
        arrow = f" → {named}{more}" if named else ""
        click.echo(shown(f"{added.subject}: {', '.join(parts) or 'nothing new'}{arrow}"))

    def captured(self, outcome: "Outcome", entries: Iterable[str]) -> None:
        """Take in what came of an address, and say so."""
        self.findings += outcome.findings
        self.entries += entries if outcome.kept else ()
        if outcome.capture is not None:
            self.captures.append(outcome.capture.id)
            self.new_captures += 1
            self.known += bool(outcome.repeats)
        self.failed += not outcome.kept
        if self.json or not outcome.kept or outcome.capture is None:
            return
        same = " (the same as before)" if outcome.repeats else ""
        named = ", ".join(entries)
        arrow = f" → {named}" if named else ""
        click.echo(shown(f"{outcome.order.url}: captured as {outcome.capture.id}{same}{arrow}"))

    def close(self, subject: str) -> None:
        """Say what it came to; fails where nothing at all could be done."""
        if self.json:
            print_json(
                {
                    "captures": self.captures,
                    "entries": list(dict.fromkeys(self.entries)),
                    "new_captures": self.new_captures,
                    "new_entries": self.new_entries,
                    "failed": self.failed,
                    "findings": self.findings,
                }
            )
        else:
            print_findings(self.findings, limit=SHOWN, how="all of them: --json")
            told = [plural(self.new_captures, "new capture")]
            if self.new_entries:
                told.append(plural(self.new_entries, "new entry", "new entries"))
            if self.failed:
                told.append(f"{self.failed:,} could not be captured")
            click.echo(", ".join(told) + ".")
        if self.failed and not self.new_captures and not self.entries and not self.known:
            raise SourcebookError(
                subject, "nothing could be captured; what is in the way is said above"
            )


@click.command("add", short_help="Add reports: files, web pages, web archives.")
@click.argument("things", nargs=-1, required=True, metavar="URL|FILE|DIR…")
@click.option("--to", metavar="ENTRY", help="The entry that the files are of, by its id.")
@click.option(
    "--entries",
    is_flag=True,
    help="Of a web archive: make an entry of each page in it that has none.",
)
@fetching
@in_library
@as_json
@on_record
def add(things: tuple[str, ...], to: str | None, entries: bool, json_: bool, **how: Any) -> None:
    """Add reports with a copy of each: a file, a web page by its address, or all files in a folder.

    A file becomes a capture and an entry; one whose entry is there already (import reads the same
    files) is tied to it; --to ENTRY ties it to the entry you name. A page is fetched and becomes an
    entry called by its title. Of web archives (WARC, ARC, WACZ) the captures are kept, and tied to
    the entries that have their addresses. Adding twice changes nothing.
    """
    from sourcebook.collect.sources import files_in

    asked = How(**how)
    addresses, files = [], []
    for thing in things:
        if _WEB.match(thing) and not Path(thing).exists():
            addresses.append(_address(thing))
        else:
            files += files_in(Path(thing))
    if not addresses and not files:
        raise Missing(", ".join(things), "holds no file, so there is nothing to add")
    if to and addresses:
        why = "is for files; give the entry the address with edit, then: sourcebook capture ENTRY"
        raise Refused("--to", why)
    tally = Tally(json_=json_)
    with open_library() as library:
        if to:
            library.entry(to)
        if files:
            _files(library, files, asked, tally, entries=entries, to=to or "")
        if addresses:
            _addresses(library, addresses, asked, tally)
        tally.findings += library.seal(who=asked.who)
    tally.close("add")


def _address(written: str) -> str:
    from sourcebook.values.addresses import web_address

    found = web_address(written)
    if found is None:
        raise Refused(written, "is no web address; one begins with https:// or http://")
    return found


def _files(
    library: "Library", files: list[Path], how: How, tally: Tally, *, entries: bool, to: str
) -> None:
    from sourcebook.preserve.adding import Adding
    from sourcebook.preserve.capturing import held_by, writing

    store, archive, who = library.store, library.archive, library.who(how.who)
    with writing(store, archive, who=who) as writer, progress("Adding") as tell:
        adding = Adding(
            store, archive, writer, held_by(store), who=who, why=how.why, entries=entries, to=to,
            tell=tell if len(files) == 1 else None,
        )  # fmt: skip
        for number, file in enumerate(files):
            if len(files) > 1:
                tell(file.name, number, len(files))
            tally.added(adding.file(file))


def _addresses(library: "Library", addresses: list[str], how: How, tally: Tally) -> None:
    from sourcebook.preserve.attaching import page_key
    from sourcebook.preserve.capturing import held_by
    from sourcebook.preserve.due import Order
    from sourcebook.preserve.entering import Entering
    from sourcebook.store.keys import key_of

    orders = []
    written: dict[str, str] = {}
    for url in dict.fromkeys(addresses):
        key = key_of(url) or url
        ids = library.store.by_addresses([key]).get(key, ())
        order = Order(url=url.partition("#")[0], key=page_key(url) or url, entries=tuple(ids))
        written[order.url] = url
        orders.append(order)
    who = library.who(how.who)
    entering = Entering(
        library.store, library.archive, held_by(library.store), who=who, why=how.why
    )
    for outcome in outcomes(library, orders, how):
        entries = outcome.order.entries
        if outcome.kept and outcome.capture is not None and not entries:
            made = entering.page(outcome.capture, address=written[outcome.order.url])
            tally.new_entries += made.new
            tally.findings += made.findings
            entries = made.entries
        tally.captured(outcome, entries)


@click.command("capture", short_help="Keep copies of what the entries' addresses lead to.")
@click.argument("records", nargs=-1, metavar="[ENTRY…]")
@click.option("--due", is_flag=True, help="Only what was never captured, or not for long.")
@click.option("--page", "pages", multiple=True, metavar="ID", help="All entries of a page.")
@click.option("--all", "all_", is_flag=True, help="All entries of the library.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most N addresses.")
@fetching
@in_library
@as_json
@on_record
def capture(
    records: tuple[str, ...],
    due: bool,
    pages: tuple[str, ...],
    all_: bool,
    limit: int | None,
    json_: bool,
    **how: Any,
) -> None:
    """Fetch the addresses of entries and keep what they return, byte for byte.

    Give entries or pages by their ids, or --due for all that is due: never captured, or not within
    the days that library.toml sets (capture_again). One site is asked one thing at a time, with a
    pause; robots.txt is kept to. A run that is stopped keeps what it has; run it again for the rest.
    """
    from datetime import UTC, datetime, timedelta
    from itertools import islice

    from sourcebook.preserve.due import orders

    asked = How(**how)
    if not (records or pages or due or all_):
        raise Refused("capture", "needs to know what: entries by id, --page ID, --due or --all")
    tally = Tally(json_=json_)
    with open_library() as library:
        entries = _chosen(library, (*records, *pages))
        again = timedelta(days=library.settings.capture_again) if due else None
        wanted = list(islice(orders(entries, now=datetime.now(UTC), again=again), limit))
        if not wanted and not due:
            raise Refused("capture", "finds no address: none of these entries has one")
        with progress("Capturing") as tell:
            for number, outcome in enumerate(outcomes(library, wanted, asked)):
                tell(outcome.order.url, number + 1, len(wanted))
                tally.captured(outcome, outcome.order.entries)
        tally.findings += library.seal(who=asked.who)
    if not wanted and not json_:
        click.echo("Nothing is due.")
        return
    tally.close("capture")


def _chosen(library: "Library", records: tuple[str, ...]) -> "Iterable[Entry]":
    return entries_named(library, records) if records else library.entries()


def outcomes(library: "Library", orders: "list[Order]", how: How) -> "Iterator[Outcome]":
    """Capture what is ordered as a person said."""
    from sourcebook.preserve.capturing import run

    visitor = library.visitor(ignore_robots=how.ignore_robots, any_certificate=how.any_certificate)
    note = "certificate not checked" if how.any_certificate else ""
    with ExitStack() as stack:
        browser = None
        if how.browser:
            from sourcebook.preserve.browsing import Browser

            browser = stack.enter_context(Browser(visitor))
        yield from run(
            orders,
            store=library.store,
            archive=library.archive,
            visitor=visitor,
            who=library.who(how.who),
            why=how.why,
            note=note,
            afresh=how.again,
            requisites=how.requisites,
            browser=browser,
        )


def pack(records: tuple[str, ...], form: str, output: Path | None) -> None:
    """Export captures as a WACZ, or the whole library as a bag."""
    if output is None:
        raise Refused(f"--format {form}", f"needs a place to write to: -o {_NAMES[form]}")
    if form == "bagit" and records:
        raise Refused("--format bagit", "packs the whole library; leave the ids out")
    with open_library() as library:
        if form == "bagit":
            count = library.bag(output)
            click.echo(f"Wrote {output} ({plural(count, 'file')}).")
            return
        if output.is_dir():
            raise Refused(output, "is a folder; name a file, for example library.wacz")
        count = library.pack(output, entries_named(library, records) if records else None)
        click.echo(f"Wrote {output} ({plural(count, 'page')}).")


_NAMES = {"wacz": "library.wacz", "bagit": "bag"}
