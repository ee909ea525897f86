"""``sourcebook build`` and ``sourcebook serve``: the library as a site."""

import gc
from functools import partial
from pathlib import Path

import click

from sourcebook.cli.options import as_json, in_library, library_folder, open_library
from sourcebook.cli.output import plural, print_json, progress
from sourcebook.errors import Refused

HOST, PORT = "127.0.0.1", 8000


@click.command("build", short_help="Make the site.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Where to write (default: site/ in the library)."
)
@click.option("--full", is_flag=True, help="Make every page again, not only what changed.")
@in_library
@as_json
def build(out: Path | None, full: bool, json_: bool) -> None:
    """Make the site: plain files that any web host, or a memory stick, can hold.

    Only what changed is written. A build that is stopped leaves the last site whole.
    """
    gc.disable()  # the process ends with the build: no need to look through 300,000 objects
    from sourcebook.publish.build import build as make

    if out is not None and not out.absolute().name:
        raise Refused(str(out), "is the top of the disk; name a new or an empty folder with --out")
    with open_library() as library, progress("Building") as tell:
        built = make(library, out=out, full=full, progress=tell)
        folder = out or library.folder / "site"
    if json_:
        print_json(built)
        return
    counts = f"{plural(built.written, 'file')} written, {built.unchanged:,} unchanged"
    removed = f", {built.removed:,} removed" if built.removed else ""
    click.echo(f"Built {folder} in {built.seconds:.1f} s: {counts}{removed}.")
    click.echo(f"Open {folder / 'index.html'}, or run: sourcebook serve")


@click.command("serve", short_help="Build the site and show it, with live reload.")
@click.option("--host", default=HOST, show_default=True, help="Address to listen on.")
@click.option("--port", default=PORT, show_default=True, help="Port to listen on.")
@click.option("--no-reload", is_flag=True, help="Do not rebuild and reload when something changes.")
@in_library
def serve(host: str, port: int, no_reload: bool) -> None:
    """Build the site and show it at http://127.0.0.1:8000 until you press Ctrl-C.

    When the library changes, the site is rebuilt and open pages reload.
    """
    from sourcebook.library import Library
    from sourcebook.publish.serve import serve as show

    opened = partial(Library.open, library_folder())
    show(opened, host=host, port=port, reload=not no_reload, tell=click.echo)
