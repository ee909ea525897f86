"""The command line: parses, calls, prints. Commands live one a module; none imports what is heavy
before it runs, so that ``sourcebook --help`` answers at once."""

import atexit
import gc
import os
import sys
from typing import Any

import click

from sourcebook import __version__
from sourcebook.cli import (
    capturing,
    checking,
    citing,
    claiming,
    comparing,
    completion,
    demonstrating,
    doctoring,
    duplicating,
    editing,
    finding,
    health,
    history,
    importing,
    listing,
    locating,
    making,
    mapping,
    moving,
    publishing,
    reading,
    remembering,
    repairing,
    understanding,
    vocabulary,
)
from sourcebook.cli.trouble import NoReader, exit_for

# New objects before Python looks for circles among all: its own 700 is a quarter of a start's time,
# spent on imported modules that stay anyway.
GARBAGE = 50_000
EPILOG = """\b
Exit codes: 0 done · 1 failed · 2 not possible as asked · 3 something is missing ·
4 unreadable · 5 somebody else changed or holds it · 6 no room or not writable ·
7 a check found errors · 70 a fault of ours · 130 interrupted · 141 nobody reads the output

\b
Begin with:  sourcebook new my-library
             cd my-library
             sourcebook import ~/pages/Kazakhstan.htm
             sourcebook build
             sourcebook serve
"""


class Sourcebook(click.Group):
    """The command group; lists commands in the order a newcomer meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. That nobody reads what it prints is told apart from what failed, which
        click leaves with the same exit code."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as gone:
            raise NoReader from gone


@click.group(
    cls=Sourcebook,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", message="sourcebook %(version)s")
@click.option(
    "--library",
    "library",
    metavar="DIR",
    envvar="SOURCEBOOK_LIBRARY",
    help="The library's folder; without it, the current folder or the nearest above it.",
)
@click.pass_context
def cli(ctx: click.Context, library: str | None) -> None:
    """Turn published reports into a citable, checkable, country-by-country sourcebook.

    A library is a folder. Make one with `new`, bring pages and bibliographies in with `import`,
    publish it as a site with `build`.
    """
    ctx.obj = library


for command in (
    making.new,
    importing.import_,
    capturing.add,
    capturing.capture,
    remembering.mementos,
    remembering.submit,
    reading.read,
    understanding.understand,
    claiming.claims,
    comparing.compare,
    mapping.map_,
    listing.list_,
    listing.show,
    vocabulary.vocabulary,
    finding.find,
    locating.where,
    duplicating.duplicates,
    editing.edit,
    editing.withdraw,
    citing.cite,
    citing.export,
    publishing.build,
    publishing.serve,
    checking.check,
    health.health,
    repairing.repair,
    history.log,
    history.undo,
    moving.dump,
    moving.load,
    demonstrating.demo,
    doctoring.doctor,
    completion.completion,
):
    cli.add_command(command)


def main(arguments: list[str] | None = None) -> Any:
    """Run one command and leave with its exit code; a fault of ours is told, never a traceback."""
    gc.set_threshold(GARBAGE)
    atexit.register(gc.freeze)  # else Python looks for circles twice more as it ends: 40 ms
    try:
        cli.main(args=arguments, prog_name="sourcebook", standalone_mode=False)
    except (Exception, KeyboardInterrupt) as fault:  # the last worker loop there is: it reports
        if os.environ.get("SOURCEBOOK_DEBUG"):
            raise
        sys.exit(exit_for(fault))
    sys.exit(0)
