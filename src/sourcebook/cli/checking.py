"""``sourcebook check``: what is wrong or doubtful; a word after it checks something else than records.

A check of one more kind is one more row in ``KINDS``: its name, and a command that ends in ``report``.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from sourcebook.cli.naming import entries_named
from sourcebook.cli.options import as_json, in_library, on_record, open_library
from sourcebook.cli.output import plural, print_findings, print_json, progress, shown
from sourcebook.errors import Failed, Refused

if TYPE_CHECKING:
    from sourcebook.check.quotes import Checked
    from sourcebook.records import Finding


def report(findings: "Iterable[Finding]", *, strict: bool, json_: bool, fine: str) -> None:
    """Print findings, or ``fine`` where there is none; Failed (exit code 7) where they are errors, or
    with ``strict`` warnings."""
    found = list(findings)
    if json_:
        print_json(found)
    elif not print_findings(found):
        click.echo(fine)
    _fail(found, strict=strict)


def _fail(found: "list[Finding]", *, strict: bool) -> None:
    bad = {"error", "warning"} if strict else {"error"}
    worst = sum(finding.level in bad for finding in found)
    if worst:
        raise Failed("check", f"{worst} of {len(found)} findings need mending")


strictly = click.option(
    "--strict", is_flag=True, help="Fail (exit code 7) on warnings too, not only errors."
)


@click.group("check", invoke_without_command=True, short_help="Find what is wrong or doubtful.")
@strictly
@in_library
@as_json
@click.pass_context
def check(context: click.Context, strict: bool, json_: bool) -> None:
    """Check the library's records: broken references, unread dates, help never confirmed …

    A word after it checks something else: `sourcebook check fixity` reads every capture again.
    Leaves with exit code 7 where it finds errors, so that scripts can act on it.
    """
    if context.invoked_subcommand is not None:
        said = {"strict": strict, "json_": json_}  # before the word they hold for it as well
        context.default_map = {kind.name or "": said for kind in KINDS}
        return
    with open_library() as library:
        report(library.findings(), strict=strict, json_=json_, fine="Nothing wrong was found.")


@click.command("fixity", short_help="Read every capture again; name what changed.")
@strictly
@in_library
@as_json
def fixity(strict: bool, json_: bool) -> None:
    """Read everything that is preserved again, and name what changed since it was taken.

    From the inside out: each capture's bytes, its record, the WARC files, the manifests of their
    digests, the seals, and their time stamps where there are any.
    """
    with open_library() as library, progress("Reading") as tell:
        findings = list(library.fixity(tell=tell))
        count = library.count("captures")
    told = plural(count, "capture is as it was taken", "captures are as they were taken")
    fine = f"{told}." if count else "There are no captures yet."
    report(findings, strict=strict, json_=json_, fine=fine)


@click.command("quotes", short_help="Check every quote against its source.")
@click.argument("ids", nargs=-1, metavar="[ENTRY|PAGE…]")
@click.option("--dry-run", is_flag=True, help="Only look: no standing is kept.")
@strictly
@in_library
@on_record
@as_json
def quotes(
    ids: tuple[str, ...], dry_run: bool, strict: bool, who: str | None, why: str, json_: bool
) -> None:
    """Check quotes against the captures of their entries (all, or those of the entries or pages
    named).

    Each quote gets a standing, kept as a change on record: *verified* (every word stands in the
    source, in order), *differs* (shown with what differs: [-source alone-] {+quote alone+}),
    *absent* (nothing there comes near), *unchecked* (a paraphrase, or no capture to compare with).
    Pages and paragraphs named with a quote are checked too.

    Leaves with exit code 7 where a capture can't be read; with --strict, where a quote differs, is
    absent or stands on another page, too.
    """
    from sourcebook.check.quotes import findings

    with open_library() as library, progress("Comparing") as tell:
        named = [entry.id for entry in entries_named(library, ids)]
        if ids and not named:
            raise Refused(", ".join(ids), "has no entries, so there is no quote to check")
        checked, change = library.check_quotes(named, keep=not dry_run, who=who, why=why, tell=tell)
    found = list(findings(checked))
    if json_:
        print_json({"change": change, "excerpts": checked, "findings": found})
    else:
        print_findings(found)
        _tell_quotes(checked, change, dry_run=dry_run)
    _fail(found, strict=strict)


def _tell_quotes(checked: "list[Checked]", change: int | None, *, dry_run: bool) -> None:
    from sourcebook.check.quotes import summary

    if not checked:
        click.echo("There are no excerpts to check.")
        return
    click.echo(f"{plural(len(checked), 'excerpt')}: {summary(checked)}.")
    reasons: dict[str, int] = {}
    for one in checked:
        if one.standing == "unchecked" and one.why:
            why = one.why.partition("; make one with")[0]
            reasons[why] = reasons.get(why, 0) + 1
    for why, count in sorted(reasons.items(), key=lambda item: -item[1]):
        click.echo(shown(f"  {count:,} unchecked: {why}"))
    if dry_run:
        click.echo("Nothing was kept (--dry-run).")
    elif change is None:
        click.echo("All standings are as they were.")
    else:
        moved = sum(one.kept and one.standing != one.was for one in checked)
        click.echo(
            f"Kept as change {change}: {plural(moved, 'standing is', 'standings are')} new "
            f"(take it back: sourcebook undo {change})."
        )


@click.command("links", short_help="Ask every address whether it still leads there.")
@click.argument("ids", nargs=-1, metavar="[ENTRY|PAGE…]")
@click.option("--due", is_flag=True, help="Only what is due (so it is without --all or an id).")
@click.option("--all", "every", is_flag=True, help="Every address; a stopped run is gone on with.")
@click.option("--afresh", is_flag=True, help="With --all: begin anew, not where it was stopped.")
@click.option("--dry-run", is_flag=True, help="Only look: nothing is kept.")
@click.option(
    "--ignore-robots", is_flag=True, help="Ask even where robots.txt says no; needs --why."
)
@click.option(
    "--delay",
    type=click.FloatRange(0, 3600),
    metavar="SECONDS",
    help="Between two requests to a site (default: capture_delay in library.toml).",
)
@click.option(
    "--at-once",
    type=click.IntRange(1, 1000),
    metavar="SITES",
    help="Sites asked at the same time (default: check_at_once in library.toml).",
)
@strictly
@in_library
@on_record
@as_json
def links(
    ids: tuple[str, ...],
    due: bool,
    every: bool,
    afresh: bool,
    dry_run: bool,
    ignore_robots: bool,
    delay: float | None,
    at_once: int | None,
    strict: bool,
    who: str | None,
    why: str,
    json_: bool,
) -> None:
    """Ask the addresses of entries whether they still lead there, politely, and keep what is found.

    Each address gets a standing: *alive*, *moved* (a redirect for good, and the title or the words
    quoted stand where it leads), *changed* (it is there, but the words quoted left it), *gone* (not
    found, repeated over days), *soft gone* (it answers, but says that the page isn't there, or is a
    parked domain), *unsure* (blocked, too slow, in trouble: asked again soon). Every check is kept,
    with its reason: sourcebook show ENTRY.

    Without ids, what is due is checked: what was never asked, is in doubt, or was asked too long ago
    (check_again in library.toml). A run can be stopped at any moment, and goes on later.

    Leaves with exit code 7 with --strict, where addresses are gone, soft gone or changed.
    """
    from sourcebook.check.links.keeping import findings, summary

    if sum((bool(ids), due, every)) > 1:
        raise Refused("check links", "takes ids, --due or --all, only one of them")
    if ignore_robots and not why:
        raise Refused("--ignore-robots", "needs a reason, for the record: --why WORDS")
    with open_library() as library, progress("Asking") as tell:
        found = library.check_links(
            entries_named(library, ids) if ids else None, every=every, afresh=afresh, keep=not dry_run, who=who, why=why,
            ignore_robots=ignore_robots, delay=delay, at_once=at_once or 0, tell=tell,
        )  # fmt: skip
    checks = sorted(found.checks, key=lambda check: (found.entries[check.key], check.url))
    bad = list(findings((check, next(iter(found.entries[check.key]), "")) for check in checks))
    if json_:
        addresses = [
            {"url": check.url, "entries": found.entries[check.key], "standing": check.standing,
             "was": found.was.get(check.key, "unchecked"), "why": check.why, "check": check}
            for check in checks
        ]  # fmt: skip
        print_json(
            {"changes": found.changes, "addresses": addresses, "deferred": found.deferred,
             "findings": bad}
        )  # fmt: skip
    else:
        print_findings(bad)
        if found.went_on:
            click.echo(f"The run begun {found.went_on} was gone on with.")
        if not checks:
            click.echo(_none(every=every, went_on=bool(found.went_on), named=bool(ids)))
        else:
            click.echo(f"{plural(len(checks), 'address', 'addresses')}: {summary(checks)}.")
        if found.deferred:
            count = plural(len(found.deferred), "address was", "addresses were")
            click.echo(f"{count} left for another run: their sites asked us to wait.")
        if dry_run and checks:
            click.echo("Nothing was kept (--dry-run).")
    _fail(bad, strict=strict)


def _none(*, every: bool, went_on: bool, named: bool) -> str:
    """Why no address was asked, and what to do."""
    if went_on:
        return "It had asked every address. Ask them again: sourcebook check links --all"
    if every or named:
        return "There is no address to ask."
    return "No address is due. Every one: sourcebook check links --all"


KINDS = (fixity, quotes, links)
for kind in KINDS:
    check.add_command(kind)
