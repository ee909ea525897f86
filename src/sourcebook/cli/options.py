"""Options that many commands share, and how they find the library. I/O."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sourcebook.errors import Missing

if TYPE_CHECKING:
    from sourcebook.library import Library

F = TypeVar("F", bound=Callable[..., Any])


def _remember(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.find_root().obj = value


def in_library(command: F) -> F:
    """Give a command ``--library DIR``, remembered where ``open_library`` looks for it."""
    return click.option(
        "--library",
        metavar="DIR",
        expose_value=False,
        callback=_remember,
        help="The library's folder (default: the current folder or the nearest above it).",
    )(command)


def as_json(command: F) -> F:
    """Give a command ``--json``."""
    return click.option("--json", "json_", is_flag=True, help="Print JSON for programs.")(command)


def on_record(command: F) -> F:
    """Give a changing command ``--who`` and ``--why``, which go into the log."""
    command = click.option("--why", default="", metavar="WORDS", help="Why; kept in the log.")(
        command
    )
    return click.option(
        "--who",
        default=None,
        metavar="NAME",
        help="Who makes the change (default: $SOURCEBOOK_WHO, the library's curator, your login).",
    )(command)


def library_folder() -> Path:
    """The folder of the library that this command works on; Missing says how to make one."""
    named = click.get_current_context().find_root().obj
    if named:
        return Path(named)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "library.toml").is_file():
            return folder
    raise Missing(
        here,
        "is not a library. Go into one, name one with --library DIR, "
        "or make one with: sourcebook new DIR",
    )


def open_library() -> "Library":
    """The library that this command works on, open."""
    from sourcebook.library import Library

    return Library.open(library_folder())
