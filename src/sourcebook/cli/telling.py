"""Records in words, for reading on a terminal. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from sourcebook.preserve.attaching import page_key
from sourcebook.records import Address, Check, Date, Entry, Excerpt, Page, Series, Tombstone
from sourcebook.values.dates_said import spelled

WIDTH = 88
TURNS = 5  # times an address came to stand otherwise that are told


Checks = Mapping[str, Sequence[Check]]


def tell(record: object, checks: Checks | None = None) -> str:
    """The record as plain text, nothing left out that a reader needs; ``checks`` are those of an
    entry's addresses by key, oldest first."""
    lines: Iterator[str]
    if isinstance(record, Entry):
        lines = _entry(record, checks or {})
    elif isinstance(record, Page):
        lines = _page(record)
    elif isinstance(record, Series):
        lines = iter((record.title, record.publisher, f"[{record.id}]"))
    elif isinstance(record, Tombstone):
        lines = iter((f"{record.title} [{record.id}]", f"withdrawn {record.at[:10]}: {record.why}"))
    else:
        return ""
    return "\n".join(line for line in lines if line is not None)


def _wrapped(text: str, indent: str = "") -> str:
    import textwrap

    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def _date(date: Date) -> str:
    return spelled(date) if date.edtf else f"“{date.as_written}” (can't be read)"


def _address(address: Address, checks: Checks) -> Iterator[str]:
    yield f"  {address.url or address.as_written or '(no address)'}"
    made = checks.get(page_key(address.url) or "", ())
    if address.standing != "unchecked" or made:
        yield from _standing(address, made)
    for date in address.accessed:
        yield f"    accessed {_date(date)}"
    yield from _captures(address.captures)
    for memento in address.mementos:
        yield f"    archived copy {memento.url} {spelled(memento.at)}".rstrip()


def _standing(address: Address, checks: Sequence[Check]) -> Iterator[str]:
    """How an address fares: the newest check, and those before it at which that changed."""
    if not checks:
        when = f" ({address.checked[:10]})" if address.checked else ""
        yield f"    {address.standing}{when}"
        return
    last = checks[-1]
    yield _wrapped(f"{last.standing} ({last.at[:10]}): {last.why}", "    ")
    pairs = list(pairwise(reversed(checks)))
    turned = [older for newer, older in pairs if older.standing != newer.standing]
    for check in turned[:TURNS]:
        yield _wrapped(f"before: {check.standing} ({check.at[:10]}): {check.why}", "      ")


def _captures(ids: Iterable[str]) -> Iterator[str]:
    for id in ids:
        yield f"    captured {id[:4]}-{id[4:6]}-{id[6:8]} [{id}]"


def _excerpt(excerpt: Excerpt) -> Iterator[str]:
    place = excerpt.locator.as_written if excerpt.locator else ""
    head = " ".join(part for part in (place, excerpt.heading) if part)
    voice = "in our words" if excerpt.voice == "paraphrase" else "quoted"
    yield f"  {head or 'Excerpt'} ({voice}, {excerpt.standing}) [{excerpt.id}]"
    for paragraph in excerpt.paragraphs:
        yield _wrapped(paragraph, "    ")
    about = [*excerpt.aspects, *excerpt.countries, *excerpt.ages]
    if about:
        yield f"    about: {', '.join(about)}"


def _entry(entry: Entry, checks: Checks) -> Iterator[str]:
    yield f"{entry.title} [{entry.id}]"
    if entry.byline:
        yield _wrapped(entry.byline)
    facts = {
        "issued": _date(entry.issued) if entry.issued else "",
        "publisher": entry.publisher,
        "in": entry.container,
        "series": " ".join(part for part in (entry.series, entry.edition) if part),
        "kind": entry.kind,
        "language": entry.language,
        "countries": ", ".join(entry.countries),
        **entry.identifiers,
        **entry.details,
    }
    for name, value in facts.items():
        if value:
            yield f"  {name}: {value}"
    if entry.lost:
        yield "  lost: its source said it is no longer where it was"
    yield from _captures(entry.captures)
    for address in entry.addresses:
        yield from _address(address, checks)
    for excerpt in entry.excerpts:
        yield from _excerpt(excerpt)
    for note in entry.notes:
        yield _wrapped(f"note: {note}", "  ")


def _page(page: Page) -> Iterator[str]:
    yield f"{page.subject.as_written} [{page.id}]"
    for name, text, source in (
        ("background", page.background.text, page.background.source),
        ("summary", page.summary.text, page.summary.source),
        ("caution", page.caution, ""),
        ("to students", page.prompt, ""),
        ("to teachers", page.teachers, ""),
    ):
        if text:
            yield f"{name}:"
            for paragraph in text.split("\n\n"):
                yield _wrapped(paragraph, "  ")
        if source:
            yield _wrapped(f"source: {source}", "  ")
    if page.aspects_prompted:
        yield _wrapped(f"aspects asked for: {', '.join(page.aspects_prompted)}")
    for line in page.helplines:
        confirmed = spelled(line.confirmed) if line.confirmed else "never confirmed"
        yield f"help: {line.organisation} {line.number or line.as_written} ({confirmed})"
    for section in page.sections:
        yield f"{section.heading}:"
        for prose in section.prose:
            yield _wrapped(prose, "  ")
        for placement in section.placements:
            group = f"{placement.group}: " if placement.group else ""
            yield f"  {group}{placement.entry}"
