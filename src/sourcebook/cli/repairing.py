"""``sourcebook repair``: find new addresses of what is gone, and decide what was found."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from sourcebook.cli.naming import entries_named
from sourcebook.cli.options import as_json, in_library, on_record, open_library
from sourcebook.cli.output import plural, print_json, progress, shown
from sourcebook.errors import Refused

if TYPE_CHECKING:
    from sourcebook.check.moves.running import Looked
    from sourcebook.library import Library
    from sourcebook.records import Entry, Suggestion

# Where a suggestion comes from, in words.
_HOW = {
    "rule": "as other pages of the site moved",
    "redirect": "where the old address leads",
    "canonical": "named as its own address",
    "link": "linked from the old address",
    "spelling": "another spelling",
    "doi": "by its DOI",
    "handle": "by its handle",
    "sitemap": "in the site's list of pages",
    "feed": "in the site's feed",
    "site search": "by the site's own search",
    "search": "by a search engine",
}


@click.command("repair", short_help="Find new addresses of what is gone, and decide about them.")
@click.argument("records", nargs=-1, metavar="[ENTRY|PAGE…]")
@click.option("--list", "list_", is_flag=True, help="Only show what is waiting for a decision.")
@click.option(
    "--accept",
    "accept",
    multiple=True,
    metavar="ID|exact",
    help="Take these suggestions; exact: all those where every quoted word stands.",
)
@click.option("--decline", multiple=True, metavar="ID", help="Never propose these again.")
@click.option(
    "--offline", is_flag=True, help="Only show what learned rules say; nothing is fetched."
)
@click.option("--dry-run", is_flag=True, help="Look, but keep and change nothing.")
@in_library
@on_record
@as_json
def repair(
    records: tuple[str, ...],
    list_: bool,
    accept: tuple[str, ...],
    decline: tuple[str, ...],
    offline: bool,
    dry_run: bool,
    who: str | None,
    why: str,
    json_: bool,
) -> None:
    """Look for where reports stand now whose addresses are gone, and propose what is found.

    Looked for is what `sourcebook check links` found gone, moved or long in doubt, and what sources
    themselves called lost; with ENTRY or PAGE, what isn't alive of these. It tries how other pages of
    the site moved, where the old address leads, the site's list of pages, its feeds and its search,
    DOIs, and a search engine if library.toml names one. A page counts only if the entry's title or the
    words quoted from it stand there.

    Nothing changes before you say so. On a terminal you are asked about each; else decide later:

    \b
        sourcebook repair --list
        sourcebook repair --accept move-1f0c2a9b            this one
        sourcebook repair --accept exact                    all where every quoted word stands
        sourcebook repair --decline move-1f0c2a9b --why "another report of that name"

    Accepted, the entry gets the new address after the old one, which stays. Further ids may follow the
    first; after `--accept exact`, entries or pages to keep to. A decision is taken back with
    `sourcebook undo`. A run that is stopped keeps what it found; run it again for the rest.
    """
    if sum((list_, bool(accept or decline), offline)) > 1:
        raise Refused("repair", "does one thing at a time: --list, --accept/--decline or --offline")
    with open_library() as library:
        if accept or decline:
            _decide(library, records, accept, decline, who=who, why=why, dry=dry_run, json_=json_)
        elif list_:
            _list(library, records, who=who, why=why, dry=dry_run, json_=json_)
        elif offline:
            _offline(library, records, json_=json_)
        else:
            _look(library, records, who=who, why=why, dry=dry_run, json_=json_)


# --- looking -----------------------------------------------------------------------------------
def _chosen(library: "Library", records: tuple[str, ...]) -> "list[Entry] | None":
    return entries_named(library, records) if records else None


def _look(
    library: "Library",
    records: tuple[str, ...],
    *,
    who: str | None,
    why: str,
    dry: bool,
    json_: bool,
) -> None:
    entries = _chosen(library, records)
    done: list[Looked] = []
    asking = _asks(json_) and not dry
    with progress("Looking") as tell:
        for looked in library.find_moves(entries, dry=dry, who=who, why=why, tell=tell):
            done.append(looked)
            if not (json_ or asking):
                _tell_looked(looked)
    if json_:
        print_json(
            {
                "suggestions": [one.suggestion for one in done if one.suggestion],
                "looked": [_as_data(one) for one in done],
            }
        )
        return
    if not done:
        click.echo(_nothing(library, entries))
        return
    if asking:
        for looked in done:
            if not looked.suggestion:
                _tell_looked(looked)
        _ask(library, [one.suggestion for one in done if one.suggestion], who=who, why=why)
    _sum_up(done, dry=dry)


def _nothing(library: "Library", entries: "list[Entry] | None") -> str:
    if entries:
        return "Nothing to look for: all their addresses are alive, or were found again."
    known = any(address.checked for entry in library.entries() for address in entry.addresses)
    if not known:
        return "No address was ever checked. Begin with: sourcebook check links"
    return "Nothing to look for: nothing is gone that wasn't looked for in the last 30 days."


def _as_data(one: "Looked") -> dict[str, object]:
    return {
        "entry": one.wanted.entry.id,
        "url": one.wanted.url or None,
        "why": one.wanted.why,
        "suggestion": one.suggestion.id if one.suggestion else None,
        "known": one.known,
        "stands": one.stands,
        "tried": [{"url": url, "why": why} for url, why in one.tried],
        "fetched": one.fetched,
        "fault": one.fault,
    }


def _tell_looked(one: "Looked") -> None:
    if one.suggestion is not None:
        _tell(one.suggestion, one.wanted.entry.title)
        return
    what = shown(one.wanted.url or "a lost original")
    if one.stands:
        told = "answers again, with what the entry says; check it with: sourcebook check links"
    elif one.fault:
        told = f"could not be looked for ({one.fault})"
    else:
        told = f"no new address found ({plural(len(one.tried), 'candidate')} looked at)"
    click.echo(shown(f"  {one.wanted.entry.id}: {what}: {told}"))


def _sum_up(done: "list[Looked]", *, dry: bool) -> None:
    found = [one.suggestion for one in done if one.suggestion]
    exact = sum(one.exact for one in found)
    told = f"{plural(len(done), 'address', 'addresses')} looked for, {plural(len(found), 'suggestion')}"
    if found:
        told += f" ({exact:,} exact)"
    click.echo(f"{told}." + (" Nothing was kept (--dry-run)." if dry else ""))
    if found and not dry:
        click.echo(
            "Decide with: sourcebook repair --list, --accept ID, --accept exact, --decline ID"
        )


def _tell(one: "Suggestion", title: str) -> None:
    """A suggestion in plain words."""
    mark = click.style("exact", fg="green") if one.exact else click.style("look", fg="yellow")
    what = "a copy of" if one.kind == "memento" else "a new address for"
    click.echo(f"{shown(one.id)}  {mark}  {what} {shown(title)}")
    click.echo(shown(f"    was   {one.url or '(a lost original)'}"))
    when = f"  (of {one.taken[:10]})" if one.taken else ""
    click.echo(shown(f"    is    {one.target}{when}"))
    how = _HOW.get(one.how, one.how)
    click.echo(shown(f"    found {how}: {one.says}" if one.says else f"    found {how}"))
    for sign in one.signs:
        if sign.kind in ("no excerpt", "other host"):
            click.secho(shown(f"    mind  {sign.says}"), fg="yellow")


# --- deciding ----------------------------------------------------------------------------------
def _asks(json_: bool) -> bool:
    return not json_ and sys.stdin.isatty() and sys.stdout.isatty()


def _ask(library: "Library", found: "Iterable[Suggestion]", *, who: str | None, why: str) -> None:
    """Ask a person about each."""
    for one in found:
        _tell(one, _title(library, one))
        answer = click.prompt(
            "    Take it? [y]es, [n]o and never again, [s]kip, [q]uit",
            type=click.Choice(["y", "n", "s", "q"]),
            default="s",
            show_choices=False,
        )
        if answer == "q":
            return
        if answer != "s":
            change = library.decide(one.id, accept=answer == "y", who=who, why=why)
            click.echo(f"    Kept as change {change} (take it back: sourcebook undo {change}).")


def _title(library: "Library", one: "Suggestion") -> str:
    from sourcebook.records import Entry

    entry = library.store.get(Entry, one.entry)
    return f"{one.entry}: {entry.title}" if entry is not None else one.entry


def _list(
    library: "Library",
    records: tuple[str, ...],
    *,
    who: str | None,
    why: str,
    dry: bool,
    json_: bool,
) -> None:
    found = _waiting(library, records)
    if json_:
        print_json(found)
        return
    if _asks(json_) and not dry:
        _ask(library, found, who=who, why=why)
        return
    for one in found:
        _tell(one, _title(library, one))
    click.echo(f"{plural(len(found), 'suggestion waits', 'suggestions wait')} for a decision.")


def _waiting(library: "Library", records: tuple[str, ...]) -> "list[Suggestion]":
    entries = _chosen(library, records)
    found = library.store.suggestions(decision="open")
    if entries is None:
        return found
    ids = {entry.id for entry in entries}
    return [one for one in found if one.entry in ids]


def _decide(
    library: "Library",
    more: tuple[str, ...],
    accept: tuple[str, ...],
    decline: tuple[str, ...],
    *,
    who: str | None,
    why: str,
    dry: bool,
    json_: bool,
) -> None:
    from sourcebook.check.moves import deciding
    from sourcebook.check.moves.applying import suggestion_of
    from sourcebook.errors import SourcebookError

    if "exact" in accept:
        if len(accept) > 1 or decline:
            raise Refused("--accept exact", "stands alone; name others in a second command")
        wanted = [(one, True) for one in deciding.exact(_waiting(library, more))]
    else:
        if accept and decline and more:
            raise Refused(
                more[0], "follows both --accept and --decline; write one of them before it"
            )
        taken = [*accept, *(more if accept else ())]
        refused = [*decline, *(() if accept else more)]
        wanted = [(suggestion_of(library.store, id), True) for id in taken]
        wanted += [(suggestion_of(library.store, id), False) for id in refused]
    done: list[dict[str, object]] = []
    failed: SourcebookError | None = None
    for one, yes in {(one.id, yes): (one, yes) for one, yes in wanted}.values():
        change: int | None = None
        if not dry:
            try:
                change = library.decide(one.id, accept=yes, who=who, why=why)
            except SourcebookError as fault:
                if len(wanted) == 1:
                    raise
                failed = fault
                click.echo(shown(f"{one.id}: {fault}"), err=True)
                continue
        done.append({"suggestion": one.id, "accepted": yes, "change": change, "target": one.target})
        if not json_:
            verb = "accepted" if yes else "declined"
            undo = f" (take it back: sourcebook undo {change})" if change else ""
            click.echo(shown(f"{one.entry}: {verb} {one.target}{undo}"))
    if json_:
        print_json({"decided": done})
    elif not wanted:
        click.echo("No suggestion is exact. Look at what waits with: sourcebook repair --list")
    elif dry:
        click.echo("Nothing was kept (--dry-run).")
    if failed is not None:
        raise failed


# --- without a network -------------------------------------------------------------------------
def _offline(library: "Library", records: tuple[str, ...], *, json_: bool) -> None:
    """What rules say, fetched by nobody and therefore never applied."""
    from sourcebook.check.moves.teaching import guesses

    found = guesses(library.store, _chosen(library, records))
    if json_:
        print_json([
            {"entry": entry, "url": old, "target": new, "rule": [rule.old, rule.new], "support": rule.support}
            for entry, old, new, rule in found
        ])  # fmt: skip
        return
    for entry, old, new, rule in found:
        click.echo(shown(f"{entry}: {old}"))
        pairs = plural(rule.support, "pair")
        click.echo(shown(f"    may be {new}  (as {rule.old} → {rule.new}; {pairs})"))
    told = "Nothing was fetched: these are guesses. Without --offline each is looked at."
    click.echo(told if found else "No rule says anything of what is gone.")
