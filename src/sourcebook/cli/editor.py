"""Let a person change a text in their own editor, and keep what they wrote when it can't be used. I/O."""

import os
import shlex
import subprocess
from pathlib import Path

from sourcebook.errors import Missing, Refused, Unreadable

HOW = "Set it (export EDITOR=nano), or use --set FIELD=VALUE"


def edited(text: str, *, name: str) -> tuple[str, Path] | None:
    """What the person made of ``text``, and the file it is in (see ``done``); None where they left
    it as it was or emptied it. ``name`` begins the file's name.

    Missing where there is no editor, Refused where it fails or takes the file away, Unreadable
    where it leaves no UTF-8; the text is kept in all cases but the first.
    """
    command = _command()
    file = _write(text, name)
    try:
        left = subprocess.run([*command, str(file)], check=False).returncode
    except OSError as fault:
        file.unlink(missing_ok=True)
        why = f"could not be run as your editor ({fault.strerror}). {HOW}"
        raise Missing(command[0], why) from fault
    if left:
        why = f"your editor left with exit code {left}. Nothing was changed; the text is in {file}"
        raise Refused(command[0], why)
    try:
        after = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as fault:
        why = f"your editor took {file} away. Nothing was changed"
        raise Refused(command[0], why) from fault
    except UnicodeDecodeError as fault:
        why = "is no UTF-8 text any more; save it as UTF-8. Nothing was changed"
        raise Unreadable(file, why) from fault
    if after == text or not after.strip():
        done(file)
        return None
    return after, file


def done(file: Path) -> None:
    """Take the text's file away: what it says is in the library."""
    file.unlink(missing_ok=True)


def _command() -> list[str]:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        command = shlex.split(named)
    except ValueError as fault:
        raise Missing("$EDITOR", f"can't be read: {named!r} ({fault}). {HOW}") from fault
    if not command:
        raise Missing("$EDITOR", f"names no editor. {HOW}")
    return command


def _write(text: str, name: str) -> Path:
    import tempfile

    handle, path = tempfile.mkstemp(prefix=f"{name.replace('/', '-')[:60]}-", suffix=".json")
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    return Path(path)
