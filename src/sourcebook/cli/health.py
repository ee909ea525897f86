"""``sourcebook health``: how the library's addresses and quotes fare, and what there is to do."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from sourcebook.cli.options import as_json, in_library, open_library
from sourcebook.cli.output import plural, print_json, print_rows, write_file
from sourcebook.errors import Failed, Refused

if TYPE_CHECKING:
    from sourcebook.publish.health import Health, New

K = TypeVar("K", bound=str)


def _day(_: click.Context, __: click.Parameter, written: str | None) -> str:
    if not written:
        return ""
    from sourcebook.publish.pasts import day
    from sourcebook.values.dates import read_date

    found = day(read_date(written).edtf)
    if not found:
        raise Refused(f"--since {written}", "is no day; write it like 2026-11-26")
    return found


@click.command("health", short_help="How addresses and quotes fare, and what to do.")
@click.option(
    "--since", metavar="DATE", callback=_day, help="Tell what is new since that day, too."
)
@click.option(
    "--limit", type=click.IntRange(min=0), default=20, show_default=True, metavar="N",
    help="Name at most N addresses to look after; JSON has them all.",
)  # fmt: skip
@click.option(
    "--mail", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Write it as a mail (.eml) to send on; - is standard output. Nothing is sent.",
)  # fmt: skip
@click.option(
    "--max-gone", type=click.IntRange(min=0), default=0, show_default=True, metavar="N",
    help="Fail (exit code 7) only where more than N addresses are gone.",
)  # fmt: skip
@click.option(
    "--strict", is_flag=True,
    help="Fail too where an address changed or is unsure, a quote differs or is absent, or "
    "nothing was checked.",
)  # fmt: skip
@in_library
@as_json
def health(
    since: str, limit: int, mail: Path | None, max_gone: int, strict: bool, json_: bool
) -> None:
    """Tell how many addresses are alive, moved, changed, gone or unsure, how the quotes stand, and
    which addresses to look after, with the command to run for each.

    It looks at what `sourcebook check links` found; it asks no address itself. Leaves with exit code
    7 where addresses are gone, so that scripts can act on it; what it writes is written before.
    """
    if json_ and mail is not None and str(mail) == "-":
        raise Refused("--mail -", "and --json both write to standard output; name a file")
    with open_library() as library:
        figures, new = library.health(since=since)
        if mail is not None:
            _mail(mail, library.letter(figures, new, since=since))
    if json_:
        _print(figures, new, since)
    elif mail is None or str(mail) != "-":
        _tell(figures, new, since, limit)
        if mail is not None:
            click.echo(f"The mail is in {mail}.")
    _judge(figures, max_gone, strict=strict)


def _mail(target: Path, letter: bytes) -> None:
    if str(target) == "-":
        sys.stdout.buffer.write(letter)
        return
    write_file(target, [letter])


def _print(figures: "Health", new: "list[New]", since: str) -> None:
    import msgspec

    made = msgspec.to_builtins(figures)
    made |= {"total": figures.total, "gone": figures.gone}
    print_json({**made, "since": since or None, "new": msgspec.to_builtins(new)})


def _tell(figures: "Health", new: "list[New]", since: str, limit: int) -> None:
    from sourcebook.publish.shape.health import says
    from sourcebook.publish.shape.words import ADDRESS, EXCERPT

    for sentence in says(figures):
        click.echo(sentence)
    _counts("Addresses", figures.addresses, ADDRESS)
    _counts("Quotes", figures.quotes, EXCERPT)
    if since:
        click.echo(f"New since {since}:" if new else f"Nothing is new since {since}.")
        print_rows((one.at, f"{one.was} → {one.standing}", one.entry, one.url) for one in new)
    if figures.tasks and limit:
        click.echo("To look after:")
        print_rows(
            (
                task.standing,
                task.since,
                "copy" if task.copy else "no copy",
                task.url,
                task.command,
            )
            for task in figures.tasks[:limit]
        )
    if (rest := len(figures.tasks) - limit) > 0:
        click.echo(f"… and {rest:,} more (--limit {len(figures.tasks)}, or --json).")


def _counts(title: str, counts: Mapping[K, int], names: Mapping[K, tuple[str, str]]) -> None:
    if any(counts.values()):
        click.echo(f"{title}:")
    for standing, (mark, word) in names.items():
        if count := counts[standing]:
            click.echo(f"{count:>8,} {mark} {word}")


def _judge(figures: "Health", max_gone: int, *, strict: bool) -> None:
    bad = []
    if figures.gone > max_gone:
        total = plural(figures.total, "address", "addresses")
        bad.append(f"{figures.gone:,} of {total} {'is' if figures.gone == 1 else 'are'} gone")
    if strict:
        if count := figures.addresses["changed"]:
            bad.append(f"{count:,} changed")
        if count := figures.addresses["unsure"]:
            bad.append(f"{count:,} unsure")
        if count := figures.quotes["differs"]:
            bad.append(f"{plural(count, 'quote differs', 'quotes differ')} from the source")
        if count := figures.quotes["absent"]:
            bad.append(f"{plural(count, 'quote is', 'quotes are')} absent from the source")
        if figures.total and not figures.checked:
            bad.append("nothing was checked yet (sourcebook check links)")
    if bad:
        raise Failed("health", "; ".join(bad))
