"""How commands print: JSON for programs, plain lines for people, progress only on a terminal. I/O."""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import click

from sourcebook.errors import Missing, NoRoom, Refused
from sourcebook.progress import Tell

# What a file says may hold orders to a terminal (ECMA-48: C0, DEL, C1) or turn a line's direction
# (Unicode, UAX 9); a name of a file may hold a line's end. They are shown, not obeyed.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def shown(text: str, *, lines: bool = False) -> str:
    """The text as a terminal may show it; on one line, unless ``lines``."""
    if not lines:
        text = " ".join(text.splitlines()) if "\n" in text else text
        text = text.replace("\t", " ")
    return _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", text)


def print_json(value: Any) -> None:
    """Any records or plain data, as indented JSON on standard output."""
    import msgspec

    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    click.echo(text)


def print_json_line(value: Any) -> None:
    """One value as one line of JSON."""
    import msgspec

    click.echo(msgspec.json.encode(value).decode())


def print_rows(rows: Iterable[tuple[str, ...]]) -> None:
    """Rows in aligned columns on a terminal, tab-separated elsewhere."""
    rows = [tuple(shown(cell) for cell in row) for row in rows]
    if not sys.stdout.isatty() or not rows:
        for row in rows:
            click.echo("\t".join(row))
        return
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        click.echo("  ".join([*cells, row[-1]]).rstrip())


def print_findings(findings: Iterable[Any], *, limit: int | None = None, how: str = "") -> int:
    """Findings as lines on standard error, worst first; gives their number. ``how`` says how to see
    those beyond ``limit``."""
    order = {"error": 0, "warning": 1, "info": 2}
    found = sorted(findings, key=lambda finding: order[finding.level])
    for finding in found[:limit]:
        colour = {"error": "red", "warning": "yellow"}.get(finding.level)
        click.secho(f"{finding.level}: ", fg=colour, err=True, nl=False)
        click.echo(shown(f"{finding.subject}: {finding.says} [{finding.rule}]"), err=True)
    if limit is not None and len(found) > limit:
        more = plural(len(found) - limit, "more finding")
        click.echo(f"… and {more}" + (f" ({how})" if how else ""), err=True)
    return len(found)


def _silent(words: str, done: int, total: int) -> None:
    del words, done, total


@contextmanager
def progress(title: str) -> Iterator[Tell]:
    """A progress bar on standard error, on a terminal only: call with (words, done, total)."""
    if not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(title, total=None)

        def show(words: str, done: int, total: int) -> None:
            bars.update(task, description=words or title, completed=done, total=total or None)

        yield show


def write_file(target: Path, pieces: Iterable[str | bytes]) -> None:
    """Write a file that a person named, text as UTF-8: aside first, so that one that is there stays
    whole until the new one is. A device or a pipe is written to as it is."""
    if target.is_dir():
        raise Refused(target, "is a folder; name a file in it")
    plain = target.is_file() or not target.exists()
    aside = target.with_name(f"{target.name}.partial") if plain else target
    try:
        with aside.open("wb") as out:
            out.writelines(p.encode() if isinstance(p, str) else p for p in pieces)
        if plain:
            aside.replace(target)
    except FileNotFoundError as fault:
        raise Missing(target.parent, "there is no such folder; make it first") from fault
    except OSError as fault:
        why = f"could not be written ({(fault.strerror or 'fails').lower()}); name another file"
        raise NoRoom(target, why) from fault
    finally:
        if plain:
            with suppress(OSError):
                aside.unlink(missing_ok=True)


def plural(count: int, word: str, words: str = "") -> str:
    """``1 entry``, ``2 entries``."""
    if count == 1:
        return f"1 {word}"
    return f"{count:,} {words or word + 's'}"
