"""``sourcebook new``: make an empty library."""

from pathlib import Path

import click


@click.command("new", short_help="Make an empty library.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", default="", help="What the library is called (default: from the folder).")
@click.option("--curator", default="", help="Who keeps it; named in the log and on the site.")
def new(folder: Path, title: str, curator: str) -> None:
    """Make an empty library in DIR.

    DIR is made if it is not there; a folder that holds other things is refused. Settings go into
    DIR/library.toml, which you may edit.
    """
    from sourcebook.library import Library

    name = title or folder.resolve().name.replace("-", " ").replace("_", " ").capitalize()
    with Library.create(folder, title=name, curator=curator):
        pass
    click.echo(f"Made the library “{name}” in {folder}.")
    click.echo(f"Next: cd {folder} && sourcebook import FILE…  (then: sourcebook build)")
