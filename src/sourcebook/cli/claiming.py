"""``sourcebook claims``: what entries were understood to say, with the words, and deciding about it."""

import sys
from typing import TYPE_CHECKING

import click

from sourcebook.cli.naming import country_named, entries_named
from sourcebook.cli.options import as_json, in_library, on_record, open_library
from sourcebook.cli.output import plural, print_json, shown
from sourcebook.errors import Missing, Refused

if TYPE_CHECKING:
    from sourcebook.claims import Claim, Decision
    from sourcebook.curate.proposing import Proposed
    from sourcebook.library import Library

KINDS = ("role", "route", "aspect", "figure", "rating")
SHOWN = 50  # claims listed unless told otherwise; a library of 2,000 reports has 60,000
_MARKS = {"open": "? open", "accepted": "✓ accepted", "declined": "× declined"}


@click.command("claims", short_help="List what was understood, and accept or decline it.")
@click.argument("more", nargs=-1, metavar="[ID…]")
@click.option("--country", help="Only about this country: a name or an ISO code.")
@click.option("--kind", type=click.Choice(KINDS), help="Only of this kind.")
@click.option("--rule", help="Only what this rule proposed (see --rules).")
@click.option("--entry", help="Only of this entry, by its id.")
@click.option(
    "--decision",
    type=click.Choice(["open", "accepted", "declined"]),
    help="Only what is open, accepted or declined.",
)
@click.option("--at-least", type=click.FloatRange(0, 1), default=0.0, help="Only so sure, 0 to 1.")
@click.option("--limit", type=click.IntRange(min=0), default=None,
              help="How many to list; 0: all (default: 50, with --json all).")  # fmt: skip
@click.option("--rules", is_flag=True, help="Count what each rule proposed and what became of it.")
@click.option("--ask", is_flag=True, help="Ask about each open one.")
@click.option("--accept", multiple=True, metavar="ID", help="These hold: show them.")
@click.option(
    "--decline", multiple=True, metavar="ID", help="These don't: never propose them again."
)
@click.option("--reopen", multiple=True, metavar="ID", help="Take the decision about these back.")
@click.option("--accept-rule", metavar="RULE", help="Accept all open ones of a rule, or of a kind.")
@click.option("--dry-run", is_flag=True, help="Decide nothing; show what would be decided.")
@in_library
@on_record
@as_json
def claims(
    more: tuple[str, ...],
    country: str | None,
    kind: str | None,
    rule: str | None,
    entry: str | None,
    decision: str | None,
    at_least: float,
    limit: int | None,
    rules: bool,
    ask: bool,
    accept: tuple[str, ...],
    decline: tuple[str, ...],
    reopen: tuple[str, ...],
    accept_rule: str | None,
    dry_run: bool,
    who: str | None,
    why: str,
    json_: bool,
) -> None:
    """List what entries were understood to say, each with the words it rests on, and decide about it.

    Proposals come from `sourcebook understand --keep`. A program proposes, a person decides: only what
    is accepted is shown on the site as understood, unless library.toml says unreviewed = "marked".

    \b
        sourcebook claims --country KZ --kind role
        sourcebook claims --accept 3f29c01ab4 --why "says so in as many words"
        sourcebook claims --accept-rule rating --at-least 0.98
        sourcebook claims --ask --country KZ                one after the other

    Further ids may follow the first. --accept-rule keeps to the filters given. A decision is taken back
    with `sourcebook undo`, or with --reopen.
    """

    acts = [("accepted", accept), ("declined", decline), ("open", reopen)]
    named = [(word, ids) for word, ids in acts if ids]
    if len(named) + bool(accept_rule) + ask + rules > 1:
        raise Refused(
            "claims",
            "does one thing at a time: --accept, --decline, --reopen, --accept-rule, --ask or --rules",
        )
    if ask and (dry_run or json_):
        other = "--dry-run" if dry_run else "--json"
        raise Refused("--ask", f"keeps each answer as it is given; leave {other} out")
    given = {"--country": country, "--kind": kind, "--rule": rule, "--entry": entry,
             "--decision": decision, "--at-least": at_least or None}  # fmt: skip
    unused = next((name for name, value in given.items() if value is not None), "")
    if unused and (rules or named):
        what = "--rules counts all" if rules else "ids name claims already"
        raise Refused(unused, f"chooses nothing here: {what}; leave it out")
    if more and not named:
        raise Refused(more[0], "needs --accept, --decline or --reopen before it")
    code = country_named(country)
    filters = {"country": code, "kind": kind, "rule": rule, "entry": entry, "at_least": at_least}
    with open_library() as library:
        if entry is not None:
            library.entry(entry)
        if rule is not None:
            _check_rule(library, rule)
        if rules:
            _rules(library, json_=json_)
        elif named:
            word, ids = named[0]
            some = list({one.id: one for one in map(library.claim, (*ids, *more))}.values())
            _decide(library, some, word, who=who, why=why, dry=dry_run, json_=json_)
        elif accept_rule:
            some = _of_rule(library, accept_rule, filters, decision)
            what = f"accept {plural(len(some), 'claim')} of {accept_rule}" + (
                f" sure to {at_least:g} or more" if at_least else ""
            )
            _decide(
                library, some, "accepted", who=who, why=why, dry=dry_run, json_=json_, what=what
            )
        elif ask:
            _ask(library, [*library.claims(**filters, decision="open")], who=who, why=why)
        else:
            found = list(library.claims(**filters, decision=decision))
            most = (0 if json_ else SHOWN) if limit is None else limit
            _list(library, found, most, json_=json_)


# --- listing -------------------------------------------------------------------------------------
def _list(library: "Library", found: "list[Claim]", limit: int, *, json_: bool) -> None:
    listed = found[:limit] if limit else found
    if json_:
        print_json(listed)
        return
    for claim in listed:
        tell(claim)
    if not found and not library.count("claims"):
        click.echo("Nothing was understood yet. Begin with: sourcebook understand --keep")
        return
    counts = {word: sum(one.decision == word for one in found) for word in _MARKS}
    told = ", ".join(f"{count:,} {word}" for word, count in counts.items() if count)
    click.echo(f"{plural(len(found), 'claim')}" + (f": {told}." if told else "."))
    if len(listed) < len(found):
        click.echo(f"The first {len(listed):,} are shown; all with --limit 0.", err=True)


def tell(claim: "Claim") -> None:
    """A claim in plain words, with its evidence."""
    from sourcebook.understand.saying import said

    one = claim.said
    colour = {"accepted": "green", "declined": "red"}.get(claim.decision, "yellow")
    mark = click.style(_MARKS[claim.decision], fg=colour)
    click.echo(f"{shown(claim.id)}  {mark}  {shown(said(one))}")
    where = f"p. {claim.page}" if claim.page else ""
    voice = "in the curator's words" if claim.voice == "paraphrase" else ""
    times = f"{claim.count} times" if claim.count > 1 else ""
    aside = "; ".join(part for part in (where, voice, times) if part)
    words = " ".join((claim.before[-60:] + "[" + claim.words + "]" + claim.after[:60]).split())
    click.echo(shown(f"    {words}" + (f"  ({aside})" if aside else "")))
    rule = f"{one.rule}, " if one.rule else ""
    click.echo(shown(f"    proposed by {rule}sure to {one.confidence:.2f}"))
    if claim.decided_by:
        because = f": {claim.why}" if claim.why else ""
        click.echo(
            shown(f"    {claim.decision} by {claim.decided_by}, {claim.decided_at[:10]}{because}")
        )


def _rules(library: "Library", *, json_: bool) -> None:
    from sourcebook.cli.output import print_rows

    counts: dict[tuple[str, str], dict[str, int]] = {}
    for (decision, kind, rule), count in library.store.claim_tally().items():
        counts.setdefault((kind, rule), dict.fromkeys(_MARKS, 0))[decision] += count
    if json_:
        print_json([{"kind": kind, "rule": rule, **some} for (kind, rule), some in counts.items()])
        return
    rows = [
        (kind, rule, *(f"{some[word]:,}" for word in _MARKS))
        for (kind, rule), some in counts.items()
    ]
    print_rows([("kind", "rule", *_MARKS), *sorted(rows)])


# --- deciding ------------------------------------------------------------------------------------
def _of_rule(
    library: "Library", named: str, filters: "dict[str, str | float | None]", decision: str | None
) -> "list[Claim]":
    if decision not in (None, "open"):
        raise Refused("--accept-rule", "takes open claims only; leave --decision out")
    if named in KINDS and filters["kind"] in (None, named):
        return list(library.claims(**{**filters, "kind": named}, decision="open"))
    if named in KINDS:
        raise Refused(f"--accept-rule {named}", f"is another kind than --kind {filters['kind']}")
    _check_rule(library, named)
    return list(library.claims(**{**filters, "rule": named}, decision="open"))


def _check_rule(library: "Library", named: str) -> None:
    if all(rule != named for _, _, rule in library.store.claim_tally()):
        raise Missing(named, "is no rule that proposed anything; see: sourcebook claims --rules")


def _decide(
    library: "Library",
    some: "list[Claim]",
    word: str,
    *,
    who: str | None,
    why: str,
    dry: bool,
    json_: bool,
    what: str = "",
) -> None:
    decision: Decision = word  # type: ignore[assignment]
    change: int | None = None
    if some and not dry:
        change = library.decide_claims(some, decision, who=who, why=why, what=what)
    if json_:
        print_json({"decided": [one.id for one in some], "decision": word, "change": change})
        return
    if dry:
        for one in some[:SHOWN]:
            tell(one)
    verb = "left open" if word == "open" else word
    undo = f" (take it back: sourcebook undo {change})" if change else ""
    click.echo(f"{plural(len(some), 'claim')} {verb}{undo}.")
    if dry:
        click.echo("Nothing was kept (--dry-run).")


def _ask(library: "Library", found: "list[Claim]", *, who: str | None, why: str) -> None:
    """Ask a person about each."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused("--ask", "needs a terminal; decide by id with --accept and --decline")
    for number, claim in enumerate(found, start=1):
        tell(claim)
        answer = click.prompt(
            f"    {number} of {len(found)}. Does it say so? [y]es, [n]o and never again, [s]kip, [q]uit",
            type=click.Choice(["y", "n", "s", "q"]),
            default="s",
            show_choices=False,
        )
        if answer == "q":
            return
        if answer != "s":
            change = library.decide_claims(
                [claim], "accepted" if answer == "y" else "declined", who=who, why=why
            )
            click.echo(f"    Kept as change {change} (take it back: sourcebook undo {change}).")
    if not found:
        click.echo("Nothing is open.")


# --- proposing -----------------------------------------------------------------------------------
def keep(records: tuple[str, ...], *, who: str | None, why: str, dry: bool, json_: bool) -> None:
    """What ``understand --keep`` does: understand entries, keep the proposals, tell."""
    from sourcebook.cli.output import progress

    with open_library() as library, progress("Understanding") as told:
        entries = entries_named(library, records) if records else None
        made = library.understand(entries, keep=not dry, who=who, why=why, tell=told)
    if json_:
        print_json(made)
        return
    _tell_proposed(made, dry=dry)


def _tell_proposed(made: "Proposed", *, dry: bool) -> None:
    kinds = ", ".join(plural(made.kinds[kind], kind) for kind in KINDS if made.kinds.get(kind))
    click.echo(
        f"{plural(made.entries, 'entry', 'entries')} understood: "
        f"{plural(made.proposals, 'proposal')}" + (f" ({kinds})." if kinds else ".")
    )
    news = f"{made.new:,} new, {made.changed:,} changed, {made.dropped:,} no longer proposed"
    if dry:
        click.echo(f"Would be kept: {news}. Nothing was kept (--dry-run).")
    elif made.change is None:
        click.echo("Nothing new: all of it was there.")
    else:
        click.echo(
            f"{news}. Kept as change {made.change} (take it back: sourcebook undo {made.change})."
        )
        click.echo("Decide with: sourcebook claims --ask, --accept ID, --accept-rule RULE")
    if made.decided:
        click.echo(f"{plural(made.decided, 'decision')} left as they are.")
