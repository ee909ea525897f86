"""``sourcebook read``: the words of any file, with pages, references and what it says of itself."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sourcebook.cli.options import as_json
from sourcebook.cli.output import plural, print_findings, print_json_line, progress, shown
from sourcebook.errors import Missing, Unreadable

if TYPE_CHECKING:
    from sourcebook.read.worker import Job
    from sourcebook.records import Date, Text


@click.command("read", short_help="Show the text of files: PDF, web page, document.")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="FILE…",
    type=click.Path(path_type=Path, readable=False),
)
@click.option("--ocr", is_flag=True, help="Recognise the words of scans first (needs OCRmyPDF).")
@click.option(
    "--languages",
    default="eng+rus+kaz",
    show_default=True,
    help="For --ocr: Tesseract's names of the languages on the page.",
)
@click.option("--workers", default=0, help="Files read at once (default: one a processor).")
@as_json
def read(paths: tuple[Path, ...], ocr: bool, languages: str, workers: int, json_: bool) -> None:
    """Read files, in a library or not: main text, pages with their printed labels, references, and
    what they say of themselves. Reads PDF, HTML, plain text, DOCX, ODT, EPUB; a folder is read whole.

    What a file is decides, not its name. With --json, prints one JSON object a line, a line a file.
    Each file is read in a process with limits: a broken or hostile one is a finding, and the next
    goes on.
    """
    from sourcebook.read.worker import Pool

    files = [file for path in paths for file in files_in(path)]
    if not files:
        raise Missing(", ".join(map(str, paths)), "holds no file, so there is nothing to read")
    missing: list[Missing] = []
    with (
        Pool(min(workers or 0, len(files)) or (1 if len(files) == 1 else 0)) as pool,
        progress("Reading") as tell,
    ):
        there = [file for file in files if _is_there(file, missing)]
        jobs = _jobs(there, ocr=ocr, languages=languages)
        for number, (file, text) in enumerate(zip(there, pool.read_all(jobs), strict=True)):
            tell(file.name, number, len(there))
            if json_:
                print_json_line(line_of(str(file), text))
            else:
                _tell(str(file), text)
    for fault in missing[:-1]:
        click.echo(shown(f"sourcebook: {fault}"), err=True)
    if missing:
        raise missing[-1]


def files_in(path: Path) -> Iterator[Path]:
    """The files in a folder, or the file that it is."""
    if path.is_dir():
        yield from sorted(
            file for file in path.rglob("*") if file.is_file() and not file.name.startswith(".")
        )
    else:
        yield path


def texts_in(paths: Iterable[Path]) -> "Iterator[tuple[Path, Text]]":
    """Each file in these files and folders with its text, two read at once; what kept one from being
    read is told. Missing names what isn't there."""
    from sourcebook.read import Job, Pool

    files: list[Path] = []
    for path in paths:
        if not path.is_dir() and not path.is_file():
            raise Missing(path, "is not there; name a file or a folder")
        files += files_in(path)
    if not files:
        raise Missing(", ".join(map(str, paths)), "holds no file")
    with Pool(min(len(files), 2)) as pool, progress("Reading") as tell:
        jobs = (Job(data=file.read_bytes(), name=str(file)) for file in files)
        for number, (file, text) in enumerate(zip(files, pool.read_all(jobs), strict=True)):
            tell(file.name, number, len(files))
            if not text.text:
                print_findings(text.findings)
            yield file, text


def _is_there(file: Path, missing: list[Missing]) -> bool:
    try:
        with file.open("rb"):
            return True
    except OSError as fault:
        missing.append(
            Missing(file, f"{(fault.strerror or 'fails').lower()}; nothing was read from it")
        )
        return False


def _jobs(files: list[Path], *, ocr: bool, languages: str) -> "Iterator[Job]":
    from sourcebook.read.worker import Job

    for file in files:
        data = file.read_bytes()
        if ocr:
            from sourcebook.read.scans import recognised

            try:
                data = recognised(data, languages=languages, name=file.name)
            except Unreadable as fault:  # read what there is without
                click.echo(shown(f"sourcebook: {fault}"), err=True)
        yield Job(data=data, name=file.name)


def line_of(file: str, text: "Text") -> dict[str, Any]:
    """The JSON object of one file; docs/reading.md tells its fields."""
    from sourcebook.read.main import main_text

    return {
        "file": file,
        "media_type": text.media_type,
        "language": text.language,
        "title": text.title,
        "authors": list(text.authors),
        "byline": text.byline,
        "publisher": text.publisher,
        "issued": _date(text.issued),
        "edition": text.edition,
        "series": text.series,
        "identifiers": text.identifiers,
        "text": main_text(text),
        "pages": [
            {
                "index": page.index,
                "label": page.label,
                "text": text.text[page.start : page.end].strip("\n"),
            }
            for page in text.pages
        ],
        "references": [
            {
                "number": found.number,
                "raw": found.raw,
                "title": found.title,
                "authors": list(found.authors),
                "publisher": found.publisher,
                "urls": list(found.urls),
                "issued": _date(found.issued),
                "accessed": _date(found.accessed),
            }
            for found in text.references
        ],
        "findings": [
            {"rule": found.rule, "subject": found.subject, "level": found.level, "says": found.says}
            for found in text.findings
        ],
    }


def _date(date: "Date | None") -> dict[str, str | None]:
    """Always both fields, so that who reads the JSON need not ask first whether there is a date."""
    if date is None:
        return {"edtf": None, "as_written": ""}
    return {"edtf": date.edtf, "as_written": date.as_written}


def _tell(file: str, text: "Text") -> None:
    from sourcebook.read.main import main_text

    click.secho(shown(file), bold=True)
    facts = [
        ("title", text.title),
        ("authors", ", ".join(text.authors)),
        ("publisher", text.publisher),
        ("issued", (text.issued.edtf or text.issued.as_written) if text.issued else ""),
        ("language", text.language),
        ("kind", text.media_type),
        *((scheme, value) for scheme, value in text.identifiers.items()),
    ]
    for name, value in facts:
        if value:
            click.echo(f"  {name + ':':12}{shown(value)}")
    labels = [page.label for page in text.pages if page.label]
    if len(text.pages) > 1:
        span = f" (printed {labels[0]} to {labels[-1]})" if labels else ""
        click.echo(f"  {'pages:':12}{len(text.pages):,}{shown(span)}")
    if text.references:
        click.echo(f"  {'sources:':12}{plural(len(text.references), 'reference')}")
    words = main_text(text)
    if words:
        click.echo("\n" + shown(words, lines=True) + "\n")
    for found in text.references:
        click.echo(shown(f"[{found.number}] {found.raw}" if found.number else found.raw))
    if text.references:
        click.echo()
    print_findings(text.findings)
