"""``sourcebook mementos`` and ``sourcebook submit``: what web archives have, and what they are to have."""

from typing import TYPE_CHECKING

import click

from sourcebook.cli.naming import entries_named
from sourcebook.cli.options import as_json, in_library, on_record, open_library
from sourcebook.cli.output import plural, print_json, progress, shown
from sourcebook.errors import Refused, SourcebookError

if TYPE_CHECKING:
    from sourcebook.check.mementos import Outcome
    from sourcebook.library import Library


ignoring_robots = click.option(
    "--ignore-robots",
    is_flag=True,
    help="Ask an archive what its robots.txt asks to keep out of; needs --why.",
)


def _reasoned(ignore_robots: bool, why: str) -> None:
    if ignore_robots and not why:
        raise Refused("--ignore-robots", "needs a reason, for the record: --why WORDS")


def _ids(library: "Library", records: tuple[str, ...]) -> list[str]:
    return [entry.id for entry in entries_named(library, records)]


@click.command("mementos", short_help="Find copies of dead addresses in web archives.")
@click.argument("records", nargs=-1, metavar="[ENTRY|PAGE…]")
@click.option("--all", "all_", is_flag=True, help="Addresses that work, too.")
@click.option(
    "--accept",
    type=click.Choice(["exact"]),
    help="Accept copies in which all that is quoted stands word for word.",
)
@click.option("--keep", is_flag=True, help="Keep accepted copies as captures, too.")
@click.option("--dry-run", is_flag=True, help="Only look: nothing is written.")
@ignoring_robots
@in_library
@on_record
@as_json
def mementos(
    records: tuple[str, ...],
    all_: bool,
    accept: str | None,
    keep: bool,
    dry_run: bool,
    ignore_robots: bool,
    who: str | None,
    why: str,
    json_: bool,
) -> None:
    """Look in web archives for copies of what addresses led to, and propose the best of them.

    Looked for are addresses that are gone, soft gone, changed, unsure or lost, and have no copy on
    record; with --all, any that have none. Of all copies, the one nearest to when the address was
    read is proposed in which the excerpts stand (or the title, where nothing is quoted).

    Nothing is applied before somebody accepts it, unless --accept exact says so. With --keep, the
    copies that are accepted (now or before) become captures, so that quotes can be checked against
    them. Which archives are asked is a setting (archives in library.toml). A run that is stopped
    keeps what it found; run it again for the rest.
    """
    _reasoned(ignore_robots, why)
    done: list[Outcome] = []
    with open_library() as library, progress("Asking archives") as tell:
        ids = _ids(library, records) if records else []
        if not records or ids:
            for outcome in library.find_mementos(
                ids, all_=all_, accept=accept == "exact", keep=keep, dry=dry_run,
                ignore_robots=ignore_robots,
                who=who, why=why, tell=tell,
            ):  # fmt: skip
                done.append(outcome)
                if not json_:
                    _tell(outcome)
        findings = library.seal(who=who) if any(outcome.capture for outcome in done) else []
    found = [outcome for outcome in done if outcome.chosen]
    if json_:
        print_json(
            {
                "addresses": len(done),
                "found": len(found),
                "accepted": sum(outcome.accepted for outcome in done),
                "captures": [outcome.capture for outcome in done if outcome.capture],
                "outcomes": done,
                "findings": findings,
            }
        )
    else:
        _sum(done, dry=dry_run, all_=all_)
    silent = [outcome for outcome in done if not outcome.chosen and outcome.why == _SILENT]
    if done and len(silent) == len(done):
        raise SourcebookError("archives", f"none answered: {silent[0].silent[0]}")


_SILENT = "no archive answered"


def _tell(outcome: "Outcome") -> None:
    if outcome.chosen is None:
        click.echo(shown(f"{outcome.url}: nothing found ({outcome.why})"))
        return
    mark = "accepted" if outcome.accepted else "proposed"
    kept = f", kept as {outcome.capture}" if outcome.capture else ""
    click.echo(shown(f"{outcome.url}: {outcome.chosen.url} {mark}{kept} ({outcome.why})"))


def _sum(done: "list[Outcome]", *, dry: bool, all_: bool) -> None:
    if not done:
        more = "" if all_ else " To look for copies of addresses that work, add: --all"
        click.echo(f"No address needs a copy.{more}")
        return
    found = sum(bool(outcome.chosen) for outcome in done)
    accepted = sum(outcome.accepted for outcome in done)
    told = f"{plural(len(done), 'address', 'addresses')}: a copy of {found:,} was found"
    click.echo(f"{told}, {accepted:,} accepted." if accepted else f"{told}.")
    if dry:
        click.echo("Nothing was kept (--dry-run).")


@click.command("submit", short_help="Ask a web archive to make copies.")
@click.argument("records", nargs=-1, required=True, metavar="ENTRY|PAGE…")
@click.option("--again", is_flag=True, help="Addresses that have a copy on record, too.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most N addresses.")
@ignoring_robots
@in_library
@on_record
@as_json
def submit(
    records: tuple[str, ...],
    again: bool,
    limit: int | None,
    ignore_robots: bool,
    who: str | None,
    why: str,
    json_: bool,
) -> None:
    """Ask a web archive to copy the addresses of entries, and put the copies on record.

    Off until a setting says where to (submit_to in library.toml), since it tells that archive what
    this library reads. Addresses that don't work, and those with a copy on record, are passed over.
    """
    from itertools import islice

    _reasoned(ignore_robots, why)
    with open_library() as library, progress("Submitting") as tell:
        ids = _ids(library, records)
        if not ids:
            raise Refused(", ".join(records), "has no entries, so there is nothing to submit")
        done = []
        for result in islice(
            library.submit(
                ids, again=again, ignore_robots=ignore_robots, who=who, why=why, tell=tell
            ),
            limit,
        ):
            done.append(result)
            if not json_:
                click.echo(shown(f"{result.url}: {result.memento or result.why}"))
    if json_:
        print_json(done)
    elif not done:
        click.echo("Nothing to submit: every address has a copy on record, or doesn't work.")
    made = sum(bool(result.memento) for result in done)
    if done and not json_:
        click.echo(f"{plural(made, 'copy', 'copies')} put on record.")
    if done and not any(result.accepted for result in done):
        raise SourcebookError("submit", f"nothing was taken: {done[0].why}")
