"""``sourcebook edit`` and ``sourcebook withdraw``: change a record by hand, on record. I/O."""

import os
import shlex
from pathlib import Path
from typing import Any

import click

from sourcebook.cli.options import find_record, in_library, on_record, open_library
from sourcebook.errors import Missing, Refused, Unreadable


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

    The record opens as text in $VISUAL or $EDITOR; save and close to keep it. What can't be read
    is not kept, and the text is saved so that you can mend it.
    """
    from sourcebook.codec import decode

    with open_library() as library:
        before = find_record(library, record)
        text = _with_settings(before, settings) if settings else _in_editor(before)
        if text is None:
            click.echo("Nothing changed.")
            return
        try:
            after: Any = decode(type(before), text, subject=record)
            if after.id != before.id:
                raise Refused(record, "its id can't be changed: pages and readers point to it")
        except (Unreadable, Refused) as fault:
            raise type(fault)(fault.subject, f"{fault.why}{_kept(text, settings)}") from fault
        if after == before:
            click.echo("Nothing changed.")
            return
        number = library.put([after], who=who, what=f"edit {record}", why=why)
    click.echo(f"Kept (change {number}; take it back with: sourcebook undo {number})")


def _with_settings(before: Any, settings: tuple[str, ...]) -> str:
    import msgspec

    fields: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(before))
    known = {field.name: field for field in msgspec.structs.fields(type(before))}
    for setting in settings:
        name, sign, value = setting.partition("=")
        if not sign or name not in known:
            raise Refused(f"--set {setting}", f"is not FIELD=VALUE with a field of {sorted(known)}")
        fields[name] = _value(name, value, known[name].type)
    return msgspec.json.encode(fields).decode()


def _value(name: str, value: str, wanted: Any) -> Any:
    import msgspec

    from sourcebook.records import Date
    from sourcebook.values.dates import read_date

    if wanted is str:
        return value
    if wanted == Date | None:
        return msgspec.to_builtins(read_date(value)) if value else None
    try:
        return msgspec.json.decode(value)
    except msgspec.DecodeError:
        pass
    if wanted == tuple[str, ...]:
        return [part.strip() for part in value.split(";") if part.strip()]
    raise Refused(f"--set {name}", "takes JSON; or open the record with: sourcebook edit ID")


def _in_editor(before: Any) -> str | None:
    import subprocess

    from sourcebook.codec import pretty

    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise Missing(
            "$EDITOR", "names no editor. Set it (export EDITOR=nano), or use --set FIELD=VALUE"
        )
    import tempfile

    text = pretty(before)
    handle, name = tempfile.mkstemp(prefix=f"{before.id.replace('/', '-')}-", suffix=".json")
    file = Path(name)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    try:
        subprocess.run([*shlex.split(editor), name], check=True)
    except (OSError, subprocess.CalledProcessError) as fault:
        raise Missing(editor, f"could not be run as your editor ({fault})") from fault
    edited = file.read_text(encoding="utf-8")
    file.unlink()
    return None if edited == text else edited


def _kept(text: str, settings: tuple[str, ...]) -> str:
    if settings:
        return ""
    import tempfile

    handle, name = tempfile.mkstemp(prefix="sourcebook-edit-", suffix=".json")
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    return f". Nothing was changed; your text is in {name}"


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
        number = library.remove(record, who=who, why=why)
    click.echo(f"{record} is withdrawn (change {number}; take it back: sourcebook undo {number})")
