"""``sourcebook edit`` and ``sourcebook withdraw``: change a record by hand, on record."""

from typing import TYPE_CHECKING, Any

import click

from sourcebook.cli.naming import record_named
from sourcebook.cli.options import in_library, on_record, open_library
from sourcebook.cli.output import print_findings
from sourcebook.errors import Conflict, Refused, SourcebookError, Unreadable

if TYPE_CHECKING:
    from sourcebook.library import Library

TRIES = 20  # how often fields are set anew on what somebody else changed meanwhile
YES_OR_NO = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@click.command("edit", short_help="Change a record by hand.")
@click.argument("record", metavar="ID")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Set a field without an editor, for example --set 'publisher=ILO' (repeatable).",
)
@in_library
@on_record
def edit(record: str, settings: tuple[str, ...], who: str | None, why: str) -> None:
    """Change an entry, page or series: in your editor, or field by field with --set.

    The record opens as text in $VISUAL or $EDITOR; save and close to keep it. What can't be read,
    or what somebody else changed meanwhile, is not kept, and your text stays in a file that is
    named. What `check` finds in the record is shown.
    """
    with open_library() as library:
        if settings:
            number = _set(library, record, settings, who=who, why=why)
        else:
            number = _in_editor(library, record, who=who, why=why)
        if number is None:
            click.echo("Nothing changed.")
            return
        click.echo(f"Kept (change {number}; take it back with: sourcebook undo {number})")
        print_findings(_about(library, record))


def _set(
    library: "Library", record: str, settings: tuple[str, ...], *, who: str | None, why: str
) -> int | None:
    for _ in range(TRIES):
        before = record_named(library, record)
        after = _read(before, _with_settings(before, settings))
        try:
            return library.change(before, after, who=who, why=why)
        except Conflict as fault:
            conflict = fault
    raise conflict


def _in_editor(library: "Library", record: str, *, who: str | None, why: str) -> int | None:
    from sourcebook.cli.editor import done, edited
    from sourcebook.codec import pretty

    before = record_named(library, record)
    made = edited(pretty(before), name=before.id)
    if made is None:
        return None
    text, file = made
    try:
        number = library.change(before, _read(before, text), who=who, why=why)
    except SourcebookError as fault:
        words = f"{fault.why}. Nothing was changed; your text is in {file}"
        raise type(fault)(fault.subject, words) from fault
    done(file)
    return number


def _read(before: Any, text: str) -> Any:
    """The record as edited; Unreadable with the line where it is no JSON."""
    from sourcebook.codec import decode

    try:
        after: Any = decode(type(before), text, subject=before.id)
    except Unreadable as fault:
        raise Unreadable(before.id, _where(text) or fault.why) from fault
    if after.id != before.id:
        raise Refused(before.id, "its id can't be changed: pages and readers point to it")
    return after


def _where(text: str) -> str:
    import json

    try:
        json.loads(text)
    except json.JSONDecodeError as fault:
        what = fault.msg[:1].lower() + fault.msg[1:]
        return f"can't be read at line {fault.lineno}, column {fault.colno}: {what}"
    except (ValueError, RecursionError):
        return ""
    return ""


def _about(library: "Library", record: str) -> Any:
    names = {f"{noun} {record}" for noun in ("entry", "page", "series")}
    return [found for found in library.findings() if found.subject.split(", ")[0] in names]


def _with_settings(before: Any, settings: tuple[str, ...]) -> str:
    import msgspec

    fields: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(before))
    known = {field.name: field for field in msgspec.structs.fields(type(before))}
    for setting in settings:
        name, sign, value = setting.partition("=")
        if not sign:
            raise Refused(f"--set {setting}", "is not FIELD=VALUE, for example publisher=ILO")
        if name not in known:
            there = ", ".join(field for field in known if field != "id")
            raise Refused(f"--set {setting}", f"{name!r} is no field of {before.id}; use {there}")
        fields[name] = _value(name, value, known[name].type, before.id)
    return msgspec.json.encode(fields).decode()


def _value(name: str, value: str, wanted: Any, id: str) -> Any:
    import msgspec

    from sourcebook.records import Date
    from sourcebook.values.dates import read_date

    if wanted is str:
        return value
    if wanted is bool:
        if value.strip().casefold() not in YES_OR_NO:
            raise Refused(f"--set {name}={value}", "is true or false")
        return YES_OR_NO[value.strip().casefold()]
    if wanted == Date | None:
        return msgspec.to_builtins(read_date(value)) if value else None
    try:
        return msgspec.json.decode(value)
    except msgspec.DecodeError:
        pass
    if wanted == tuple[str, ...]:
        return [part.strip() for part in value.split(";") if part.strip()]
    raise Refused(f"--set {name}", f"takes JSON; or open the record with: sourcebook edit {id}")


@click.command("withdraw", short_help="Take an entry or page out; its address says so.")
@click.argument("record", metavar="ID")
@in_library
@on_record
def withdraw(record: str, who: str | None, why: str) -> None:
    """Take an entry or page out of the library; its address stays and says so.

    Say --why: readers who follow a link to it will see it.
    """
    if not why.strip():
        raise Refused("withdraw", "needs --why WORDS: readers who follow an old link will see them")
    with open_library() as library:
        record_named(library, record)
        number = library.remove(record, who=who, why=why)
    click.echo(f"{record} is withdrawn (change {number}; take it back: sourcebook undo {number})")
