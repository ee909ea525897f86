"""``sourcebook dump`` and ``sourcebook load``: a library as a tree of text files, and back."""

from pathlib import Path

import click

from sourcebook.cli.options import in_library, open_library


@click.command("dump", short_help="Write the library as a tree of text files.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@in_library
def dump(folder: Path) -> None:
    """Write the library to DIR as text files, one a record, with its history.

    The files diff well (keep them in git). `sourcebook load DIR` reads them back without loss.
    """
    with open_library() as library:
        library.dump(folder)
    click.echo(f"Wrote the library to {folder}.")


@click.command("load", short_help="Read such a tree back.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@in_library
def load(folder: Path) -> None:
    """Read a library that `sourcebook dump` wrote from DIR into this, empty library.

    Make an empty one first with `sourcebook new`.
    """
    with open_library() as library:
        library.load(folder)
    click.echo(f"Read the library in {folder}.")
