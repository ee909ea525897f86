"""``sourcebook find``: the entries that words find, the passages that show it, and counts to narrow it down."""

import sys
from typing import TYPE_CHECKING, Any

import click

from sourcebook.cli.options import as_json, in_library, open_library
from sourcebook.cli.output import plural, print_json, progress, shown
from sourcebook.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sourcebook.search.results import Also, Found, Hit, Results

SORTS = ("relevance", "date", "oldest", "title")
CHOICES = {  # option: what it says
    "theme": "Only what stands on this theme's pages.",
    "country": "Only about this country: a name or an ISO code.",
    "region": 'Only about this part of the world ("Central Asia").',
    "role": "Only where a country is a source, transit, destination or internal.",
    "purpose": "Only on this purpose (forced-labour).",
    "aspect": "Only on this aspect.",
    "publisher": "Only this publisher's, as it is written.",
    "series": "Only editions of this series.",
    "year": "Only of this year or these: 2009, 2003..2009, 2003..",
    "language": "Only in this language (en, ru, kk).",
    "age": "Only on this age group.",
    "standing": "Only with a quote that is verified, differs …, or an address that is gone …",
    "kind": "Only of this kind (report, webpage …).",
    "page": "Only what stands on this page (human-trafficking/kazakhstan).",
}
_BOLD = {"fg": "yellow", "bold": True}


def _choices(command: Any) -> Any:
    for name, says in reversed(CHOICES.items()):
        command = click.option(f"--{name}", multiple=True, metavar=name.upper(), help=says)(command)
    return command


@click.command(
    "find",
    short_help="Find entries by words, with the passages that have them.",
    # "-word" leaves a word out, and "-heroin" asks for no help
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
)
@click.argument("words", nargs=-1, metavar="WORDS…")
@click.option("--limit", type=int, default=10, show_default=True, help="How many to show.")
@click.option("--offset", type=int, default=0, help="How many to pass over first.")
@click.option(
    "--sort",
    type=click.Choice(SORTS),
    default="relevance",
    show_default=True,
    help="In which order.",
)
@click.option(
    "--facets", metavar="NAMES", help='Count values of these ("country,year"), or of all ("all").'
)
@_choices
@click.option(
    "--semantic",
    is_flag=True,
    help="Also what is near in meaning, in other languages too (an extra).",
)
@click.option(
    "--save", metavar="NAME", help="Keep this search: the site gets a feed of what it finds."
)
@in_library
@as_json
def find(
    words: tuple[str, ...],
    limit: int,
    offset: int,
    sort: Any,
    facets: str | None,
    semantic: bool,
    save: str | None,
    json_: bool,
    **choices: tuple[str, ...],
) -> None:
    """Find entries by words in titles, bylines, excerpts and captured texts; best first.

    Words are looked for in all their forms, and all of them: debt bondage. "Words in quotation marks"
    follow each other; traffick* begins so; -word or NOT word leaves out; x OR y; (…) groups; and
    field:value narrows down: title: author: publisher: country: region: theme: aspect: role: purpose:
    age: year:2003..2009 language: standing: in:excerpts. Names of countries are known in any spelling.
    Without words, all entries that the options let through are listed, the newest first. "-" reads the
    words from standard input; after "--" words may begin with a hyphen.
    """
    unknown = next((word for word in words if word.startswith("--") and word != "--"), None)
    if unknown is not None:
        raise click.NoSuchOption(unknown)
    if save is not None and not save.strip():
        raise Refused("--save", "needs a name for the search, for example --save debt-bondage")
    query = _query(words)
    given = {name: values for name, values in choices.items() if values}
    with open_library() as library:
        with progress("Indexing") as tell:
            found = library.find(
                query,
                limit=limit,
                offset=offset,
                sort=sort,
                facets=_facets(facets),
                semantic=semantic,
                tell=tell,
                **given,
            )
        if save is not None:
            kept = {one.name: one for one in library.searches()}
            saved = library.save_search(save, query, **given)
    if json_:
        print_json(found)
        return
    _tell(found, offset)
    if save is not None:
        before = kept.get(saved.name)
        if before is not None and before.query != saved.query:
            click.echo(f"It takes the place of: {shown(before.query)}", err=True)
        click.echo(f"Kept as “{shown(save)}”; its feed is written with: sourcebook build", err=True)


def _query(words: tuple[str, ...]) -> str:
    """Words as the shell gave them: one in which it kept spaces was in quotation marks only where the
    whole query wasn't."""
    if words == ("-",):
        return sys.stdin.read(1_000_000)
    if len(words) == 1:
        return words[0]
    return " ".join(
        f'"{word}"' if " " in word and ":" not in word and '"' not in word else word
        for word in words
    )


def _facets(named: str | None) -> tuple[str, ...]:
    if not named:
        return ()
    if named == "all":
        from sourcebook.search.fields import FACETS

        return FACETS
    return tuple(one.strip() for one in named.split(",") if one.strip())


def _tell(found: "Results", offset: int) -> None:
    for hint in found.hints:
        click.secho(shown(hint.says), fg="cyan", err=True)
    for wrong, right in found.instead.items():
        click.secho(
            shown(f"Nothing has “{wrong}”; shown is what has “{right}”."), fg="cyan", err=True
        )
    if found.suggestion and not found.instead:
        click.secho(shown(f"Did you mean: {found.suggestion}"), fg="cyan", err=True)
    for number, hit in enumerate(found.hits, start=offset + 1):
        _hit(number, hit)
    if not found.total:
        click.echo("Nothing was found.", err=True)
    elif not found.hits:
        several = plural(found.total, "entry", "entries")
        click.echo(f"There are no more: {several} in all.", err=True)
    else:
        last = offset + len(found.hits)
        more = f"; more: --offset {last}" if last < found.total else ""
        click.echo(
            f"{offset + 1}-{last} of {plural(found.total, 'entry', 'entries')}{more}.", err=True
        )
    from sourcebook.search.labels import NAMES

    for facet, counts in found.facets.items():
        values = ", ".join(
            f"{count.label} {count.count:,}{' (chosen)' if count.chosen else ''}"
            for count in counts
        )
        click.echo(shown(f"{NAMES[facet]}: {values or 'none'}"))


def _hit(number: int, hit: "Hit") -> None:
    click.echo(f"{number:>3}. ", nl=False)
    click.echo(_marked(hit.title, hit.marks))
    about = ", ".join(part for part in (hit.publisher or hit.byline, hit.issued, hit.id) if part)
    click.echo(shown(f"     {about}"))
    if hit.near:
        click.echo("     (near in meaning)")
    for passage in hit.passages[:2]:
        click.echo(f"     {_where(passage)}{_marked(passage.snippet, passage.marks)}")
        if passage.also:
            click.echo(f"     (also in {_others(passage.also)})")


def _where(passage: "Found") -> str:
    where = passage.place or (f"page {passage.page}" if passage.page else "")
    heading = f"{passage.heading}: " if passage.heading else ""
    return shown((f"[{where}] " if where else "") + heading)


def _others(also: "Sequence[Also]") -> str:
    """Where else the words stand, in a line."""
    named = (
        f"{one.kind} {one.excerpt or one.capture[:8]}{f', page {one.page}' if one.page else ''}"
        for one in also
    )
    return shown("; ".join(dict.fromkeys(named)))


def _marked(text: str, marks: tuple[tuple[int, int], ...]) -> str:
    """The text on one line, with what was found in bold; between stars where there is no colour."""
    parts, at = [], 0
    plain = not sys.stdout.isatty()
    for start, end in marks:
        word = shown(text[start:end])
        parts += [shown(text[at:start]), f"*{word}*" if plain else click.style(word, **_BOLD)]  # type: ignore[arg-type]
        at = end
    return "".join([*parts, shown(text[at:])])
