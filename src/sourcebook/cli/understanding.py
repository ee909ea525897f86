"""``sourcebook understand``: what any text says of places, roles, routes, aspects, figures and ratings."""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from sourcebook.cli.naming import country_named, country_of
from sourcebook.cli.options import as_json, in_library, on_record
from sourcebook.cli.output import plural, print_findings, shown
from sourcebook.cli.reading import files_in
from sourcebook.errors import Missing, Refused, SourcebookError, Unreadable

if TYPE_CHECKING:
    from sourcebook.claims import Understanding
    from sourcebook.read.verbatim import Words
    from sourcebook.records import Finding

MOST = 20  # findings told one by one; a file of another kind has one in every line


@click.command("understand", short_help="Propose what texts say: places, roles, routes, figures …")
@click.argument(
    "paths",
    nargs=-1,
    metavar="[FILE…|ENTRY…|PAGE…]",
    type=click.Path(path_type=Path, readable=False),
)
@click.option(
    "--jsonl",
    "jsonl",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path, readable=False),
    help="Texts in JSON Lines, an object a line (also packed with xz or gzip); answered so, too.",
)
@click.option("--text-field", default="text", show_default=True, help="Which field has the text.")
@click.option("--country-field", help="Which field has the country: a code or a name.")
@click.option("--id-field", default="id", show_default=True, help="Which field has the id.")
@click.option("--year-field", help="Which field has the year of publication.")
@click.option("--country", help="The country the texts are about: a name or an ISO code.")
@click.option("--year", type=int, help="The year the texts were published.")
@click.option("--with-text", is_flag=True, help="With --json: the text that was read, too.")
@click.option(
    "--keep",
    is_flag=True,
    help="Understand the library's entries (or ENTRY|PAGE…) and keep the proposals as claims.",
)
@click.option("--dry-run", is_flag=True, help="With --keep: keep nothing, count only.")
@in_library
@on_record
@as_json
def understand(
    paths: tuple[Path, ...],
    jsonl: tuple[Path, ...],
    text_field: str,
    country_field: str | None,
    id_field: str,
    year_field: str | None,
    country: str | None,
    year: int | None,
    with_text: bool,
    keep: bool,
    dry_run: bool,
    who: str | None,
    why: str,
    json_: bool,
) -> None:
    """Propose what texts say, in a library or not: which countries and regions they name, who is said to
    be a source, transit or destination, routes, aspects, figures and ratings. It decides nothing.

    Reads what `sourcebook read` reads (PDF, HTML, plain text, DOCX, ODT, EPUB); "-" is standard input.
    With --json or --jsonl, prints one JSON object a line, a line a text; start and end count characters of the
    text, text[start:end] is the evidence. Of a plain file that is the file itself, of others what
    `sourcebook read --json` gives as text (or --with-text prints).

    With --keep, what the library's entries say (their excerpts and captures) is kept as claims, to be
    accepted or declined with `sourcebook claims`; what was decided stays, and running it again
    changes nothing.

    \b
        sourcebook understand report.pdf --country KZ
        sourcebook understand --jsonl texts.jsonl --country-field iso2
        sourcebook understand --keep
    """
    if keep:
        from sourcebook.cli.claiming import keep as keep_claims

        if jsonl or country or year:
            raise Refused(
                "--keep", "is of the library's entries, which have their country and year"
            )
        keep_claims(tuple(map(str, paths)), who=who, why=why, dry=dry_run, json_=json_)
        return
    if not paths and not jsonl:
        raise Refused(
            "understand",
            "needs texts: name files, JSON Lines with --jsonl FILE, or the library with --keep",
        )
    from sourcebook.cli.long_answers import print_answer

    home = country_named(country)
    faults = _Faults()
    asked = _Asked(
        text=text_field, country=country_field, id=id_field, year=year_field, home=home, of=year
    )
    for number, one in enumerate(_texts(paths, jsonl, asked, faults)):
        if json_ or jsonl:  # who has texts a line each wants answers a line each
            print_answer(one.id, one.parts, with_text=with_text)
        else:
            if number:
                click.echo()
            _tell(one)
    faults.end()


# --- where texts come from -----------------------------------------------------------------------
class _Asked(NamedTuple):
    """Which fields of JSON Lines hold what, and what is known of all texts."""

    text: str
    country: str | None
    id: str
    year: str | None
    home: str | None
    of: int | None


class _Heard(NamedTuple):
    """A text: its id, and its pieces, each with what was understood of it (spans of the piece)."""

    id: str
    parts: "Iterator[tuple[str, Understanding]]"


class _Faults:
    """What went wrong, told as it is met; at the end the command fails by it."""

    def __init__(self) -> None:
        self.met = self.told = 0
        self.bad = 0
        self.missing: list[SourcebookError] = []

    def tell(self, *findings: "Finding") -> None:
        self.bad += sum(found.level == "error" for found in findings)
        self.met += len(findings)
        left = max(0, MOST - self.told)
        self.told += print_findings(findings[:left])

    def end(self) -> None:
        if self.met > self.told:
            click.echo(f"… and {self.met - self.told:,} more like these", err=True)
        for fault in self.missing[:-1]:
            click.echo(shown(f"sourcebook: {fault}"), err=True)
        if self.missing:
            raise self.missing[-1]
        if self.bad:
            raise Unreadable(
                plural(self.bad, "text"), "could not be read, as told above; the rest was done"
            )


def _texts(
    paths: Iterable[Path], jsonl: Iterable[Path], asked: _Asked, faults: _Faults
) -> Iterator[_Heard]:
    if paths:
        from sourcebook.read.verbatim import words_of

        for words in words_of(_files(paths, faults)):
            faults.tell(*words.findings)
            if words.text or words.parts:
                yield _heard(
                    words.file, words.parts() if words.parts else words.text, country=asked.home,
                    language=words.language, year=asked.of or words.year,
                )  # fmt: skip
    for file in jsonl:
        try:
            yield from _lines(file, asked, faults)
        except SourcebookError as fault:
            faults.missing.append(fault)


def _lines(file: Path, asked: _Asked, faults: _Faults) -> Iterator[_Heard]:
    from sourcebook.collect.json_lines import opened, read_lines
    from sourcebook.records import Finding

    stdin = str(file) == "-"
    with nullcontext(sys.stdin.buffer) if stdin else opened(file) as stream:
        for line in read_lines(None if stdin else file, stream, text=asked.text):
            if isinstance(line, Finding):
                faults.tell(line)
                continue
            home = asked.home
            if asked.country:
                named = line.fields.get(asked.country)
                home = country_of(named) or home
                if named and not country_of(named):
                    says = f"{asked.country} {named!r} is no country we know; understood without it"
                    where = f"{file}, line {line.number}"
                    faults.tell(
                        Finding(
                            rule="jsonl-country", subject=where, level="warning", says=says[:300]
                        )
                    )
            year = line.fields.get(asked.year) if asked.year else None
            id = line.fields.get(asked.id)
            yield _heard(
                str(line.number if id is None else id),
                line.text,
                country=home,
                year=_year(year) or asked.of,
            )


def _heard(
    id: str,
    text: str | Iterator[str],
    *,
    country: str | None,
    year: int | None,
    language: str = "",
) -> _Heard:
    """A text, whole or in parts of any length, as its pieces are understood."""
    from sourcebook.understand import understand_pieces
    from sourcebook.understand.cutting import cut, pieces

    some = (text[a:b] for a, b in pieces(text)) if isinstance(text, str) else cut(text)
    return _Heard(id, understand_pieces(some, country=country, language=language, year=year))


def _year(value: object) -> int | None:
    """A year written as a number or as a date."""
    found = re.match(r"\s*([12]\d{3})(?!\d)", str(value))
    return int(found[1]) if found else None


def _files(paths: Iterable[Path], faults: _Faults) -> "Iterator[tuple[str, bytes | Words]]":
    from sourcebook.read.verbatim import long_plain

    for path in paths:
        if str(path) == "-":
            yield "-", sys.stdin.buffer.read()
            continue
        files = list(files_in(path))
        if not files and path.is_dir():
            faults.missing.append(Missing(path, "holds no file, so there is nothing to read"))
        for file in files:
            try:
                yield str(file), long_plain(file) or file.read_bytes()
            except OSError as fault:
                why = (fault.strerror or "fails").lower()
                faults.missing.append(Missing(file, f"{why}; nothing was read from it"))


# --- telling a person ----------------------------------------------------------------------------
def _tell(one: _Heard) -> None:
    from sourcebook.understand.summary import summary

    click.secho(shown(one.id or "-"), bold=True)
    for heading, lines in summary(one.parts):
        click.echo(f"  {heading}")
        for said, words in lines:
            click.echo(shown(f"    {said}"))
            if words:
                click.secho(shown(f"      “{words}”"), dim=True)
