"""Decide whether a page carries what an entry says: its title, the words quoted from it. Pure.

It must be right rather than find much: a page that lists, looks for, quotes or merely names the entry,
another edition of it and a front page are none. A page counts where its own title is the entry's and
quoted words stand there; by its title alone only where nothing tells against it and something else
agrees (date, author, the name in the address); by quoted words alone only where they are long, all
there, and no other page is shown to be theirs.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from urllib.parse import parse_qsl, unquote

from msgspec import Struct

from sourcebook.check.moves.spelling import (
    SMALL,
    place,
    slugs,
    split_ending,
    where,
    words_of,
    years_in,
)
from sourcebook.check.moves.titles import FOLDERS, distinctive, lists, titled
from sourcebook.curate import Source, bind, of_excerpt
from sourcebook.read.days import days_in
from sourcebook.records import Entry, Excerpt, Sign, Text
from sourcebook.store.keys import fold

LONG_ENOUGH = 8  # words of a quote: fewer stand in many reports (as check.quotes)
ALONE = 20  # words that must stand there where the title doesn't
BODY = 60  # words of main text: pages that only say something went wrong have fewer
TEASER = 12  # words at least, where day or author agree too: what is left of a page behind a wall
TOP = 6_000  # characters of a page in which it is dated and signed
NEAR = 0.85  # likeness of quoted words that were edited since
NAMED = 3  # words that tell a title apart, for it to count by itself
AGAINST = frozenset(
    {"not found", "parked", "challenge", "consent", "login", "empty", "like nonsense"}
)


class Link(Struct, frozen=True, kw_only=True):
    """A link of a page: an absolute address and its words."""

    url: str
    words: str = ""


class Seen(Struct, frozen=True, kw_only=True, dict=True):
    """What came of fetching a candidate. ``url`` is where it came from in the end; ``titles`` what the
    page calls itself (its title, the one it shares, its first heading); ``own`` the addresses it calls
    its own; ``digest`` the SHA-256 of its bytes in hex; ``signs`` what tells that it isn't there."""

    url: str
    text: Text
    titles: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    own: tuple[str, ...] = ()
    digest: str = ""
    signs: tuple[Sign, ...] = ()

    @cached_property
    def source(self) -> Source:
        """Its text, ready for finding quotes in it."""
        return Source(self.text)

    @cached_property
    def words(self) -> int:
        """How many words its main text has; of scripts without spaces, how many letters."""
        return len(self.source.main.words)


class Judgement(Struct, frozen=True, kw_only=True):
    """What was found: whether the page counts, the evidence, in words too (``says``); how good it is
    (0 to 1), and whether every word quoted stands there (``exact``)."""

    counts: bool
    exact: bool = False
    score: float = 0.0
    signs: tuple[Sign, ...] = ()
    says: str = ""


class _Quotes(Struct, frozen=True, kw_only=True):
    """How the quotes of an entry fare on a page: numbers of quotes and of words."""

    asked: int = 0
    verified: int = 0
    near: int = 0
    words: int = 0  # of those verified
    elsewhere: int = 0  # verified, but within a passage that the page itself quotes


def judge(entry: Entry, seen: Seen, *, asked: str = "", captured: Iterable[str] = ()) -> Judgement:
    """Whether ``seen`` is what stood at ``asked`` ("" where no address is known) and the entry
    describes. ``captured`` are digests of what was captured of the entry."""
    if seen.digest and seen.digest in set(captured):
        sign = Sign(kind="same bytes", says="is byte for byte what was captured")
        return Judgement(counts=True, exact=True, score=1.0, signs=(sign,), says=sign.says)
    bad = next((sign for sign in seen.signs if sign.kind in AGAINST), None)
    if bad is not None:
        return _no(bad.says or bad.kind, seen.signs)
    found = where(seen.url)
    before = where(asked) if asked else None
    if found is None or (found.front and not (before is not None and before.front)):
        return _no("is a site's front page", (Sign(kind="front page", says=""),))
    if found.front and place(seen.url) != place(asked) and not entry.excerpts:
        return _no("is a site's front page", (Sign(kind="front page", says=""),))
    why = _listing(entry, seen)
    if why:
        return _no(why)
    why = _other_edition(entry, seen)
    if why:
        return _no(why)
    title = max((titled(entry.title, shown) for shown in seen.titles if shown), default=0.0)
    begun = fold(entry.title)
    if any(lists(shown) and not fold(shown).startswith(begun) for shown in seen.titles[:1]):
        title = 0.0
    return _weighed(entry, seen, title, _quotes(entry, seen), asked)


def _no(why: str, signs: Sequence[Sign] = ()) -> Judgement:
    return Judgement(counts=False, signs=tuple(signs), says=why)


# --- what tells against it ---------------------------------------------------------------------
def _listing(entry: Entry, seen: Seen) -> str:
    """Why the page is one that lists, looks for or names the entry; "" where it isn't."""
    found = where(seen.url)
    folders = [fold(unquote(one)) for one in (found.segments[:-1] if found else ())]
    if any(one in FOLDERS for one in folders):
        return "stands in a folder of lists"
    wanted = set(words_of(entry.title)) - SMALL
    query = found.query.removeprefix("?") if found else ""
    for _, value in parse_qsl(query, max_num_fields=50) if query.count("&") < 50 else ():
        said = set(words_of(value))
        if len(wanted) > 1 and len(wanted & said) > 0.6 * len(wanted):
            return "is an answer to a search for the title"
    own = {place(url) for url in (seen.url, *seen.own)}
    paths = {one.partition("?")[0] for one in own}
    for link in seen.links:
        there = place(link.url)
        if not there or there in own or there.partition("?")[0] in paths:
            continue
        if len(wanted) > 1 and titled(entry.title, link.words) == 1.0:
            return f"has a link of the entry's title, to {link.url}"
    return ""


def linked(entry: Entry, seen: Seen) -> list[str]:
    """Where the page's links of the entry's title lead: better candidates than the page."""
    own = {place(url) for url in (seen.url, *seen.own)}
    found = [
        link.url
        for link in seen.links
        if titled(entry.title, link.words) and place(link.url) not in own
    ]
    return list(dict.fromkeys(found))


def _other_edition(entry: Entry, seen: Seen) -> str:
    """Why the page is another edition or year of the entry; "" where it isn't."""
    own = years_in(f"{entry.title} {entry.edition}")
    if not own:
        return ""
    for shown in seen.titles:
        named = years_in(shown)
        if (
            named
            and not named & own
            and fold(_without(shown, named))
            and _alike(entry.title, shown)
        ):
            return f"is another edition ({', '.join(sorted(named))})"
    return ""


def _without(text: str, years: Iterable[str]) -> str:
    for year in years:
        text = text.replace(year, " ")
    return text


def _alike(one: str, two: str) -> bool:
    first, second = set(fold(one).split()) - SMALL, set(fold(two).split()) - SMALL
    return len(first & second) * 2 >= min(len(first), len(second))


def _other_years(entry: Entry, seen: Seen, asked: str) -> str:
    """Why its date is none of the entry's; "" where it may be."""
    issued = entry.issued.edtf[:4] if entry.issued and entry.issued.edtf else ""
    stated = seen.text.issued.edtf[:4] if seen.text.issued and seen.text.issued.edtf else ""
    if issued.isdigit() and stated.isdigit() and abs(int(issued) - int(stated)) > 1:
        return f"is dated {stated}, the entry {issued}"
    allowed = {*years_in(f"{entry.title} {entry.edition}"), *years_in(asked)}
    if issued.isdigit():
        allowed |= {str(int(issued) + n) for n in (-1, 0, 1)}
    named = years_in(seen.url)
    if allowed and named and not named & allowed:
        return f"names the year {', '.join(sorted(named))} in its address"
    return ""


# --- what tells for it -------------------------------------------------------------------------
def _quotes(entry: Entry, seen: Seen) -> _Quotes:
    asked = verified = near = words = elsewhere = 0
    for excerpt in entry.excerpts:
        length = of_excerpt(excerpt).words if excerpt.voice == "quote" else 0
        if length < LONG_ENOUGH:
            continue
        asked += 1
        match = bind(excerpt, seen.source)
        if match.standing == "verified":
            verified += 1
            words += length
            elsewhere += _quoted(seen.text, match.spans)
        elif match.standing == "differs" and match.likeness >= NEAR:
            near += 1
    return _Quotes(asked=asked, verified=verified, near=near, words=words, elsewhere=elsewhere)


def _quoted(text: Text, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the words stand in what the page marks as quoted from elsewhere."""
    marked = [block for block in text.blocks if block.kind == "quote"]
    return bool(spans) and all(
        any(block.start <= start and end <= block.end for block in marked) for start, end in spans
    )


def _support(entry: Entry, seen: Seen, asked: str) -> list[str]:
    """What else agrees, in words: the day, an author, the name in the address."""
    found = []
    issued = entry.issued.edtf if entry.issued else None
    stated = seen.text.issued.edtf if seen.text.issued else None
    if issued and stated and len(issued) >= 7 and stated.startswith(issued[:10]):
        found.append(f"its date is the same ({stated})")
    elif issued and len(issued) == 10 and any(it.day == issued for it in days_in(_top(seen.text))):
        found.append(f"its date stands there ({issued})")
    if _signed(entry, seen.text):
        found.append("its author is the same")
    if asked and _same_name(asked, seen.url):
        found.append("the name in its address is the same")
    elif _slugged(entry.title, seen.url):
        found.append("its address is made of the title")
    return found


def _signed(entry: Entry, text: Text) -> bool:
    """Whether the page names an author of the entry, or the other way round."""
    people = {fold(name) for name in text.authors if len(name.split()) > 1}
    said = fold(" ".join((*entry.authors, entry.byline)))
    if any(name and name in said for name in people):
        return True
    shown = f" {fold(_top(text))} "
    return any(f" {fold(name)} " in shown for name in entry.authors if len(name.split()) > 1)


def _top(text: Text) -> str:
    """The beginning of a text, where it is dated and signed; of all blocks, since these are short."""
    return text.text[:TOP]


def _same_name(one: str, two: str) -> bool:
    first, second = where(one), where(two)
    if first is None or second is None or not first.segments or not second.segments:
        return False
    name, other = (split_ending(it.segments[-1])[0].lower() for it in (first, second))
    return len(name) > 5 and name == other and name not in ("default", "article", "report")


def _slugged(title: str, url: str) -> bool:
    found = where(url)
    if found is None or not found.segments:
        return False
    name = split_ending(unquote(found.segments[-1]))[0].lower()
    made = slugs(title)
    return len(name) > 11 and any(
        made.get(style) == name for style in ("title:dashes+lower", "title-short:dashes+lower",
                                              "title:underscores+lower", "title-short:underscores+lower")
    )  # fmt: skip


# --- weighing ----------------------------------------------------------------------------------
def _weighed(entry: Entry, seen: Seen, title: float, quotes: _Quotes, asked: str) -> Judgement:
    signs: list[Sign] = []
    if title:
        shown = next(one for one in seen.titles if titled(entry.title, one) == title)
        signs.append(Sign(kind="title", says=f"it is called “{shown[:200]}”"))
    if quotes.verified or quotes.near:
        signs.append(Sign(kind="excerpt", says=_told(quotes)))
    elif quotes.asked and seen.words >= BODY:
        signs.append(Sign(kind="no excerpt", says=f"none of {_count(quotes.asked)} stands there"))
    support = _support(entry, seen, asked)
    years = _other_years(entry, seen, asked)
    whole = quotes.asked > 0 and quotes.verified == quotes.asked
    share = (quotes.verified + 0.7 * quotes.near) / quotes.asked if quotes.asked else 0.0
    counts = False
    why = ""
    if title and share >= 0.5:
        counts = True
    elif title and not quotes.asked:
        counts, why = _by_title(entry, seen, support, years)
    elif title and share > 0:
        counts, why = not years, years
    elif title:
        counts = not years and seen.words >= BODY and _day_or_author(support)
        why = years or "has the title, but none of the words quoted"
    elif whole:
        counts, why = _by_words(entry, seen, quotes, support)
    else:
        why = "has neither the title nor the words quoted"
    if not counts:
        return Judgement(counts=False, signs=tuple(signs), says=why)
    # a yearly report may say the same words each year: then a person has to look
    exact = whole and (title > 0 or quotes.words >= ALONE) and not quotes.elsewhere and not years
    score = min(1.0, 0.45 * title + 0.4 * share + 0.05 * len(support) + (0.1 if whole else 0.0))
    told = [sign.says for sign in signs] + ([f"but it {years}"] if years else [])
    return Judgement(
        counts=True,
        exact=exact,
        score=round(score, 3),
        signs=tuple(signs),
        says="; ".join([*told, *support]),
    )


def _day_or_author(support: Sequence[str]) -> bool:
    return any(one.startswith(("its date", "its author")) for one in support)


def _by_title(entry: Entry, seen: Seen, support: Sequence[str], years: str) -> tuple[bool, str]:
    """Whether the title alone is enough."""
    if years:
        return False, years
    enough = TEASER if _day_or_author(support) else BODY
    if seen.words < enough and "html" in seen.text.media_type:
        return False, "has the title, but hardly any text"
    named = distinctive(entry.title)
    if named >= NAMED + 2 or (named >= 1 and support) or (named >= NAMED and not entry.issued):
        return True, ""
    return False, "has a title that many pages have, and nothing else agrees"


def _by_words(
    entry: Entry, seen: Seen, quotes: _Quotes, support: Sequence[str]
) -> tuple[bool, str]:
    """Whether the words quoted are enough, without the title as the page's own."""
    if quotes.elsewhere:
        return False, "quotes the words from elsewhere"
    if quotes.words < ALONE:
        return False, "has the words quoted, but few, and not the title"
    written = f" {fold(entry.title)} " in f" {fold(seen.text.text)} "
    if written or support or quotes.verified > 1:
        return True, ""
    return False, "has the words quoted under another title"


def _told(quotes: _Quotes) -> str:
    if quotes.verified == quotes.asked:
        words = f"all of {_count(quotes.asked)}" if quotes.asked > 1 else "the passage quoted"
        return f"{words} {'stand' if quotes.asked > 1 else 'stands'} there word for word"
    said = f"{quotes.verified} of {_count(quotes.asked)} stand there word for word"
    return said + (f", {quotes.near} with small changes" if quotes.near else "")


def _count(number: int) -> str:
    return "1 passage quoted" if number == 1 else f"{number} passages quoted"


def usable(excerpt: Excerpt) -> bool:
    """Whether an excerpt is long enough to tell a page by."""
    return excerpt.voice == "quote" and of_excerpt(excerpt).words >= LONG_ENOUGH
