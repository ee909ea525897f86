"""Find the passages that stand in several entries of a library, reissued or copied. I/O."""

from collections.abc import Iterator

from sourcebook.curate.texts import Texts, newest
from sourcebook.progress import Tell
from sourcebook.records import Entry, Text
from sourcebook.store import Store
from sourcebook.understand import Prepared
from sourcebook.understand.duplicates import Passage, passages_in


def passages(
    store: Store,
    entries: list[Entry],
    texts: Texts,
    *,
    within: str = "",
    tell: Tell | None = None,
) -> Iterator[Passage]:
    """The passages of entries: of their newest text, else of their excerpts. ``within`` a ``country``
    or ``series``, they are about that."""
    read: set[str] = set()
    for number, entry in enumerate(entries):
        if tell:
            tell(entry.id, number, len(entries))
        when = (entry.issued.edtf if entry.issued else None) or entry.edition
        about = {"country": ",".join(entry.countries), "series": entry.series}.get(within, "")
        captures = newest(store, entry)
        said = ((capture.id, texts.one(capture)) for capture in captures)
        found = next(
            ((id, t.text) for id, t in said if isinstance(t, Text) and t.text.strip()), None
        )
        if found is None:
            for excerpt in entry.excerpts:
                ready = Prepared("\n\n".join(excerpt.paragraphs))
                yield from passages_in(
                    ready, source=entry.id, excerpt=excerpt.id, when=when, about=about
                )
        elif found[0] not in read:
            # a page that two entries share says it once; a text that came out again in the same
            # words is another capture, and says it again
            read.add(found[0])
            yield from passages_in(Prepared(found[1]), source=entry.id, when=when, about=about)
