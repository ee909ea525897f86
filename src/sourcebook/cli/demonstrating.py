"""``sourcebook demo``: make the library that ships with Sourcebook, build it, and show it."""

from functools import partial
from pathlib import Path

import click

from sourcebook.cli.publishing import HOST, PORT


def make(folder: Path) -> None:
    """Make a new library in ``folder`` that holds the demo; where that is stopped, nothing of it stays,
    since half a demo would pass for a whole one."""
    import shutil

    fresh = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    try:
        _fill(folder)
    except BaseException:
        if fresh:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _fill(folder: Path) -> None:
    from sourcebook.demo import checks, records, samples, stating
    from sourcebook.library import Library

    title, curator = "Sourcebook: Central Asia", "The Sourcebook team"
    with Library.create(folder, title=title, curator=curator, unreviewed="marked") as library:
        library.put(records(), what="make the demo library", why="to show what Sourcebook does")
        for entry, files in samples().items():
            library.add_files(files, to=entry, why="the samples' sources ship with Sourcebook")
        library.put(
            checks(),
            what="invent checks of the samples' addresses",
            why="to show how addresses are told of, without a connection",
        )
        library.seal()
        library.check_quotes(why="to show how a quote is proved")
        entries = {entry.id: entry for entry in library.entries()}
        library.put(
            stating.claims(entries),
            who=stating.WHO,
            what="state what entries say",
            why="to have something to compare",
        )
        library.understand(why="to show what a program proposes")
        proposed = stating.agreed(library.claims(decision="open"), entries)
        library.decide_claims(
            proposed, "accepted", who=stating.WHO, why="the excerpt is filed under it, or says so"
        )


@click.command("demo", short_help="Make and show the library that ships with Sourcebook.")
@click.option(
    "--library",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path("demo-library"),
    show_default=True,
    help="Where to make it.",
)
@click.option(
    "--serve", "serve_", is_flag=True, help="Then show it at http://127.0.0.1:8000 until Ctrl-C."
)
@click.option("--host", default=HOST, show_default=True, help="Address to listen on.")
@click.option("--port", default=PORT, show_default=True, help="Port to listen on.")
def demo(folder: Path, serve_: bool, host: str, port: int) -> None:
    """Make the demo library: Kazakhstan and its neighbours, all five themes.

    Real reports and articles, described in our own words. A demo library that is there is kept.
    """
    from sourcebook.library import Library
    from sourcebook.publish.build import build

    if (folder / "library.toml").is_file():
        click.echo(f"The demo library is in {folder} already.")
    else:
        make(folder)
        click.echo(f"Made the demo library in {folder}.")
    with Library.open(folder) as library:
        built = build(library)
    click.echo(f"Built its site, {built.written + built.unchanged} files: {folder}/site/index.html")
    if serve_:
        from sourcebook.publish.serve import serve

        serve(partial(Library.open, folder), host=host, port=port, reload=True, tell=click.echo)
    else:
        click.echo(f"Look at it with: sourcebook serve --library {folder}")
