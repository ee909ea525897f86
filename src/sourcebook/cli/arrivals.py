"""What a file brings, in words a curator can check it by: its page, its entries, what to look over.

Pure.
"""

from collections.abc import Iterator

from sourcebook.cli.output import plural
from sourcebook.collect.draft import Draft, DraftEntry
from sourcebook.records import Date, Page
from sourcebook.values.dates_said import spelled


def overview(draft: Draft) -> Iterator[str]:
    """The file in a few lines: the page's parts and their sources, and how much of everything."""
    if draft.page is not None:
        yield from _page(draft.page)
    yield _counted(draft)


def listing(draft: Draft) -> Iterator[str]:
    """Every entry in its section, on two lines and, where something is doubtful, a third."""
    section = None
    for drafted in draft.entries:
        if drafted.section != section and (section is not None or drafted.section):
            yield f"{drafted.section or 'in no section'}"
        section = drafted.section
        yield f"  {drafted.entry.title}"
        yield f"    {_facts(drafted)}"
        if unsure := list(doubts(drafted)):
            yield f"    look over: {'; '.join(unsure)}"


def doubts(drafted: DraftEntry) -> Iterator[str]:
    """What a curator should look at in this entry, in words."""
    entry = drafted.entry
    if entry.issued is None:
        yield "no date"
    elif entry.issued.edtf is None:
        yield f"its date “{entry.issued.as_written}” can't be read"
    if not (entry.publisher or entry.authors or entry.container):
        yield "neither author nor publisher were made out" + (
            f" in “{entry.byline}”" if entry.byline else ""
        )
    at_hand = drafted.words is not None or "sha-256" in entry.identifiers
    kept = entry.lost or at_hand  # what is at hand needs no address
    if not kept and not any(address.url for address in entry.addresses):
        yield "no address"
    for address in entry.addresses:
        if address.url is None and address.as_written and not _known(address.accessed):
            yield f"no web address: “{address.as_written}”"
        for date in address.accessed:
            if date.edtf is None:
                yield f"its access date “{date.as_written}” can't be read"


def to_look_over(draft: Draft) -> int:
    """How many of the entries have something doubtful."""
    return sum(next(doubts(drafted), "") != "" for drafted in draft.entries)


def _known(dates: tuple[Date, ...]) -> bool:
    return any(date.edtf or date.as_written for date in dates)


def _page(page: Page) -> Iterator[str]:
    yield f"page {page.id}: {page.subject.as_written}"
    for name, passage in (("background", page.background), ("summary", page.summary)):
        if passage.text:
            words = plural(len(passage.text.split()), "word")
            source = passage.source and f", source: {' '.join(passage.source.split())}"
            yield f"  {name}: {words}{source or ', NO SOURCE'}"
        else:
            yield f"  {name}: none"
    yield f"  caution: {'yes' if page.caution else 'none'}"
    if page.prompt or page.aspects_prompted:
        aspects = ", ".join(page.aspects_prompted)
        yield f"  question to students: asks for {aspects}" if aspects else "  question: yes"
    for line in page.helplines:
        yield f"  help: {line.organisation} {line.number or line.as_written}".rstrip()
    if not page.helplines:
        yield "  help: none"


def _counted(draft: Draft) -> str:
    entries = [drafted.entry for drafted in draft.entries]
    addresses = [address for entry in entries for address in entry.addresses]
    accessed = [date for address in addresses for date in address.accessed]
    excerpts = [excerpt for entry in entries for excerpt in entry.excerpts]
    placed = sum(excerpt.locator is not None for excerpt in excerpts)
    counts = (
        (sum(address.url is not None for address in addresses), "address", "addresses"),
        (len(accessed), "access date", ""),
        (len(excerpts), "excerpt", ""),
        (placed, "place in a source", "places in sources"),
        (sum(entry.lost for entry in entries), "lost original", ""),
        (sum(drafted.words is not None for drafted in draft.entries), "text", ""),
    )
    found = [plural(count, word, words) for count, word, words in counts if count]
    return ", ".join([plural(len(entries), "entry", "entries"), *found])


def _facts(drafted: DraftEntry) -> str:
    entry = drafted.entry
    urls = sum(address.url is not None for address in entry.addresses)
    accessed = [date for address in entry.addresses for date in address.accessed]
    said = [
        "; ".join(entry.authors),
        f"in {entry.container}" if entry.container else "",
        entry.publisher,
        f"{entry.series or 'edition'} {entry.edition}".strip()
        if entry.series or entry.edition
        else "",
        spelled(entry.issued) if entry.issued and entry.issued.edtf else "",
        plural(urls, "address", "addresses") if urls else "",
        f"last seen {spelled(accessed[-1])}" if accessed and accessed[-1].edtf else "",
        plural(len(entry.excerpts), "excerpt") if entry.excerpts else "",
        "original lost" if entry.lost else "",
        f"text of {drafted.words.length:,} bytes" if drafted.words else "",
    ]
    return " · ".join(part for part in said if part)
