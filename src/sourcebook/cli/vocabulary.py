"""``sourcebook vocabulary``: the themes' terms, their labels and relations, also as SKOS."""

import click

from sourcebook.cli.naming import theme_named
from sourcebook.cli.options import as_json
from sourcebook.cli.output import plural, print_json, print_rows
from sourcebook.errors import Missing, Refused

FORMATS = ("ttl", "skos-jsonld")
LANGUAGES = ("en", "ru", "kk")


@click.command("vocabulary", short_help="Show the themes' vocabularies, or export them as SKOS.")
@click.option("--theme", help="Only this theme's (see: list themes).")
@click.option("--kind", help="Only this kind: act, means, purpose, sector, age …")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="Of the labels in the list.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="Print SKOS instead of a list.")
@click.option(
    "--base",
    metavar="ADDRESS",
    help="What addresses of SKOS concepts begin with (default: urn:sourcebook:vocabulary:).",
)
@as_json
def vocabulary(
    theme: str | None,
    kind: str | None,
    language: str,
    form: str | None,
    base: str | None,
    json_: bool,
) -> None:
    """List the terms that texts, excerpts and pages are described by: theme, kind, code, label.

    With --json each has its labels in English, Russian and Kazakh, other spellings, its relations to
    other terms (broader, narrower, related, exact, close) and what it is in the Palermo Protocol,
    IC-TIP, HTCDS and ISIC. --format ttl and skos-jsonld print SKOS for other programs.
    """
    from sourcebook.themes import KINDS
    from sourcebook.themes import vocabulary as terms

    theme_named(theme)
    kinds = (*KINDS, "age")
    if kind is not None and kind not in kinds:
        raise Missing(kind, f"is no kind of term; there are: {', '.join(kinds)}")
    if form is not None:
        if json_ or kind is not None:
            raise Refused(
                "--format", "prints whole vocabularies as SKOS; leave --json and --kind out"
            )
        click.echo(_skos(form, theme, base), nl=False)
        return
    if base is not None:
        raise Refused("--base", "is for SKOS; add --format ttl or --format skos-jsonld")
    chosen = [
        term
        for term in terms().values()
        if theme in (None, term.theme) and kind in (None, term.aspect.kind)
    ]
    if json_:
        print_json(
            [
                {
                    "id": term.id,
                    "theme": term.theme,
                    "kind": term.aspect.kind,
                    "code": term.aspect.code,
                    "labels": term.aspect.labels,
                    "also": term.aspect.also,
                    **{
                        name: getattr(term, name)
                        for name in ("broader", "narrower", "related", "exact", "close", "matches")
                    },
                }
                for term in chosen
            ]
        )
        return
    print_rows(
        (term.theme, term.aspect.kind, term.aspect.code, term.aspect.labels[language])
        for term in chosen
    )
    click.echo(plural(len(chosen), "term") + ".", err=True)


def _skos(form: str, theme: str | None, base: str | None) -> str:
    from sourcebook.themes import skos

    if base is not None and not base.startswith(("http://", "https://", "urn:")):
        raise Refused(base, "is no address; give one like https://example.org/vocabulary/")
    write = skos.turtle if form == "ttl" else skos.json_ld
    return write([theme] if theme else None, base=base or skos.BASE)
