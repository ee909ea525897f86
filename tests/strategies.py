"""Hypothesis strategies for every record, with the text real libraries hold: many scripts, quotes,
line breaks, right-to-left marks, NUL."""

from typing import Any

from hypothesis import strategies as st

from sourcebook.claims import AspectSaid, Claim, Figure, Rating, Role, Route
from sourcebook.records import (
    Address,
    Anchor,
    Check,
    Date,
    Entry,
    Excerpt,
    Helpline,
    Hop,
    Locator,
    Memento,
    Page,
    Placement,
    Section,
    Series,
    Sign,
    Sourced,
    Subject,
    Suggestion,
    Tombstone,
)
from sourcebook.store import Imported, Source

words = st.one_of(
    st.sampled_from(
        ["", "Port City", "Қазақстан", "الأردن\u200f", 'a "quote"', "line\nbreak", "<b>&amp;</b>",
         "\x00nul", "🛟", "trailing ", "\u2028", "co\u0301te"]
    ),
    st.text(max_size=20),
)  # fmt: skip
codes = st.sampled_from(["KZ", "UZ", "KG", "TJ", "RU", "XX"])
ids = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
page_ids = st.builds("{}/{}".format, ids, ids)
edtfs = st.sampled_from([None, "2005", "2005-11", "2005-11-17", "2014/2015"])
dates = st.builds(Date, edtf=edtfs, as_written=words)
urls = st.one_of(
    st.none(),
    st.builds("http://{}.example/{}".format, ids, ids),
    st.builds("https://{}.example/?q={}#20".format, ids, ids),
)


def few(of: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[tuple[object, ...]]:
    """Tuples of at most ``most``."""
    return st.lists(of, max_size=most).map(tuple)


mementos = st.builds(Memento, url=words, at=st.none() | dates)
addresses = st.builds(
    Address,
    url=urls,
    as_written=words,
    accessed=few(dates),
    standing=st.sampled_from(
        ["alive", "moved", "changed", "soft gone", "gone", "unsure", "unchecked"]
    ),
    checked=st.none() | words,
    mementos=few(mementos, 1),
    captures=few(words, 1),
)
locators = st.builds(Locator, kind=st.sampled_from(["page", "scroll"]), value=words)
anchors = st.builds(
    Anchor, exact=words, prefix=words, start=st.none() | st.integers(0, 10**6), page=st.none()
)
excerpts = st.builds(
    Excerpt,
    id=ids,
    heading=words,
    locator=st.none() | locators,
    paragraphs=few(words),
    voice=st.sampled_from(["quote", "paraphrase"]),
    countries=few(codes),
    aspects=few(ids),
    ages=few(ids, 1),
    anchor=st.none() | anchors,
    standing=st.sampled_from(["verified", "differs", "absent", "unchecked"]),
)
mappings = st.dictionaries(st.sampled_from(["doi", "isbn", "volume"]), words, max_size=2)
entries = st.builds(
    Entry,
    id=ids,
    title=words,
    byline=words,
    authors=few(words, 2),
    publisher=words,
    container=words,
    issued=st.none() | dates,
    edition=words,
    series=st.one_of(st.just(""), ids),
    kind=st.sampled_from(["webpage", "article-newspaper", "report"]),
    language=st.sampled_from(["", "en", "kk"]),
    countries=few(codes),
    identifiers=mappings,
    details=mappings,
    addresses=few(addresses),
    excerpts=st.lists(excerpts, max_size=3, unique_by=lambda e: e.id).map(tuple),
    notes=few(words, 2),
    lost=st.booleans(),
)
series = st.builds(Series, id=ids, title=words, publisher=words, continues=ids)
subjects = st.one_of(
    st.builds(Subject, kind=st.just("country"), country=codes, as_written=words),
    st.builds(Subject, kind=st.just("aspect"), aspect=ids, as_written=words),
    st.builds(Subject, kind=st.just("age"), age=ids),
    st.builds(Subject, kind=st.just("name"), name=words),
)
sourced = st.builds(Sourced, text=words, source=words)
helplines = st.builds(
    Helpline,
    organisation=words,
    number=st.none() | st.just("+77172790345"),
    as_written=words,
    confirmed=st.none() | dates,
)
placements = st.builds(Placement, entry=ids, excerpts=few(ids), group=words)
sections = st.builds(Section, heading=words, placements=few(placements), prose=few(words, 2))
pages = st.builds(
    Page,
    id=page_ids,
    theme=st.sampled_from(["human-trafficking", "csec", "torture"]),
    subject=subjects,
    tagline=words,
    background=sourced,
    summary=sourced,
    caution=words,
    aspects_prompted=few(ids),
    helplines=few(helplines, 2),
    sections=few(sections),
    menu=few(words),
    notice=words,
)
tombstones = st.builds(Tombstone, id=ids, title=words, why=words, at=words)
sources = st.builds(Source, name=words, page=st.none() | pages, entries=few(entries, 2))
imports = st.builds(Imported, id=page_ids, sources=few(sources, 2))
signs = st.builds(Sign, kind=st.sampled_from(["title", "parked", "not found"]), says=words)
checks = st.builds(
    Check,
    id=ids,
    key=words,
    url=words,
    at=words,
    how=st.sampled_from(["HEAD", "GET", "capture"]),
    hops=few(st.builds(Hop, url=words, status=st.integers(100, 599))),
    fault=words,
    says=words,
    title=words,
    signs=few(signs),
    standing=st.sampled_from(["alive", "soft gone", "unsure"]),
    why=words,
)
suggestions = st.builds(
    Suggestion,
    id=ids,
    kind=st.sampled_from(["move", "memento"]),
    entry=ids,
    url=words,
    target=words,
    how=words,
    signs=few(signs),
    exact=st.booleans(),
    decision=st.sampled_from(["open", "accepted", "declined"]),
    why=words,
)
spans = {"start": st.just(0), "end": st.integers(0, 99), "rule": ids, "confidence": st.floats(0, 1)}
said = st.one_of(
    st.builds(Role, country=codes, role=st.sampled_from(["source", "internal"]), **spans),
    st.builds(Route, origin=codes, transit=few(codes), destination=codes, **spans),
    st.builds(AspectSaid, kind=words, code=words, **spans),
    st.builds(Figure, value=st.none() | st.floats(0, 1e9), unit=words, of=words, **spans),
    st.builds(Rating, scheme=words, value=words, country=st.none() | codes, **spans),
)
_KINDS: dict[Any, str] = {
    Role: "role",
    Route: "route",
    AspectSaid: "aspect",
    Figure: "figure",
    Rating: "rating",
}


@st.composite
def _claim(draw: st.DrawFn) -> Claim:
    one: Any = draw(said)
    kind: Any = _KINDS[type(one)]
    fields: Any = {kind: one}
    return Claim(
        id=draw(page_ids),
        entry=draw(ids),
        kind=kind,
        words=draw(words),
        before=draw(words),
        countries=tuple(draw(st.lists(codes, max_size=3))),
        decision=draw(st.sampled_from(["open", "accepted", "declined"])),
        why=draw(words),
        **fields,
    )


claims = _claim()
records = st.one_of(entries, pages, series, tombstones, imports, checks, suggestions, claims)
libraries = st.lists(records, max_size=8, unique_by=lambda record: (type(record), record.id))
