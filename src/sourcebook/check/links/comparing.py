"""Look for the words quoted from an entry in what its address shows now. Pure, apart from the reader
it is handed."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from sourcebook.check.links.known import Wanted
from sourcebook.curate import Match, Segment, Source, bind, in_words, of_excerpt, segments
from sourcebook.records import Excerpt, Sign

LONG_ENOUGH = 5  # words: fewer stand in any page
WORDY = 60  # words a page must have before the want of a quote in it says anything
SHOWN = 400  # characters of a quote, or of a difference, that a sign tells


def wanted(excerpts: Sequence[Excerpt], captures: Collection[str]) -> tuple[Wanted, ...]:
    """The quotes of an entry that are worth looking for; ``captures`` are the digests of
    those of the address."""
    made = []
    for excerpt in excerpts:
        if excerpt.voice != "quote":
            continue
        if of_excerpt(excerpt).words < LONG_ENOUGH:
            continue
        anchor = excerpt.anchor
        proven = excerpt.standing == "verified" and anchor is not None
        made.append(
            Wanted(
                excerpt=excerpt,
                proven=proven and (anchor is not None and anchor.capture in captures),
            )
        )
    return tuple(made)


def compare(quotes: Sequence[Wanted], source: Source, *, whole: bool) -> tuple[Sign, ...]:
    """Which quotes stand in a text, and which that should don't. ``whole`` is whether the text is
    all there is.

    A quote that was proven here before and isn't here now left the page. Of quotes nobody ever proved
    (they may stand on a further page, or be the curator's wording), only the want of all of them in a
    page of many words says so.
    """
    if not quotes:
        return ()
    found: list[Sign] = []
    lost: list[tuple[Wanted, Match]] = []
    near = False
    for one in quotes:
        match = bind(one.excerpt, source)
        if match.standing == "verified":
            found.append(Sign(kind="excerpt", says=_begin(one)))
        else:
            near = near or match.standing == "differs"
            lost.append((one, match))
    if not lost or not whole or len(source.main.words) < WORDY:
        return tuple(found)
    left = [(one, match) for one, match in lost if one.proven]
    if not left and not found and not near:
        left = lost
    return (*found, *(Sign(kind="no excerpt", says=_gone(one, match)) for one, match in left))


def _begin(one: Wanted) -> str:
    words = " ".join(" ".join(one.excerpt.paragraphs).split()) or one.excerpt.heading
    return f"“{words[:80].rstrip()}…”" if len(words) > 80 else f"“{words}”"


def _gone(one: Wanted, match: Match) -> str:
    if match.standing == "differs":
        diff = in_words(_since(segments(match)))
        return f"now {diff[:SHOWN]}" + ("…" if len(diff) > SHOWN else "")
    return f"nothing there comes near {_begin(one)}"


def _since(some: Iterable[Segment]) -> Iterator[Segment]:
    """The differences as what became of the quoted words: those that went (``[-…-]``), then what stands
    in their place (``{+…+}``)."""
    come: list[Segment] = []
    for one in some:
        if one.op == "delete":
            come.append(Segment(op="insert", text=one.text))
            continue
        if one.op == "insert":
            yield Segment(op="delete", text=one.text)
            continue
        yield from come
        come.clear()
        yield one
    yield from come
