"""A chorus: each of its lines is what the style's elements write, for any words."""

import random

import pytest

from sourcebook.publish.cite import STYLES
from sourcebook.publish.cite.chorus import Chorus
from sourcebook.publish.cite.citer import citer, ready_of
from sourcebook.records import Address, Date, Entry, Memento

WORDS = ["Who Picks the Harvest?", "a quiet harbour", "“They kept my passport”: fees & debt", "U.S.",
         "ГОРОД: дети", "Etc. ...", "«Гавань»", "x", "The end!", "50 % of {all}", "!", "\ue000\ue001",
         "%s", ".", "it's <i>late</i>"]  # fmt: skip
PEOPLE = [
    "Anna Maria Writer",
    "Office for Crossings",
    "Гаванская, А. Б.",
    "Jan van den Berg",
    "Ng",
    "!",
]
DAYS = ["2005-11-17", "1987-11-17", "2021-01-21", "1921-05-05", "0987-11-17", "2005-11", "2005", "2005~",
        "2005/2007", None]  # fmt: skip
URLS = ["https://a.example/?q=1&r=<2>", "https://a.example/x.", "https://a.example/..;"]


def entries(seed: int, count: int) -> list[Entry]:
    """Random entries, many of one shape."""
    dice = random.Random(seed)

    def day() -> Date | None:
        edtf = dice.choice(DAYS)
        return Date(edtf=edtf, as_written=edtf or dice.choice(WORDS))

    def some(many: int) -> tuple[Memento, ...]:
        return (Memento(url="https://kept.example/a&b", at=day()),) * many

    return [
        Entry(
            id=f"e{n}",
            title=dice.choice(WORDS),
            authors=tuple(dice.sample(PEOPLE, k=dice.choice((0, 1, 1, 3)))),
            publisher=dice.choice(("", *WORDS)),
            container=dice.choice(("", "", *WORDS)),
            issued=dice.choice((None, day(), day())),
            kind=dice.choice(("webpage", "report", "article-newspaper", "book")),
            language=dice.choice(("", "en", "ru")),
            addresses=(
                Address(url=dice.choice(URLS), accessed=tuple(filter(None, [day()])),
                        mementos=some(dice.choice((0, 0, 1)))),
            )[: dice.choice((0, 1, 1))],
        )
        for n in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_chorus_writes_what_each_styles_elements_write(language: str) -> None:
    citers = [citer(style, language) for style in STYLES]
    chorus = Chorus(citers)
    for entry in entries(11, 90):
        ready = ready_of(entry)
        expected = []
        for one in citers:
            state = one._style._state(ready.item)
            text = one._style._entry(state, "html")
            expected.append(one.completed(ready, text, "accessed" in state.used, "html"))
        for _ in range(3):  # the third time all of them by their patterns
            assert chorus.cite(entry) == expected


def test_styles_that_ask_for_the_same_words_look_them_up_once() -> None:
    citers = [citer(style, "en") for style in STYLES]
    chorus = Chorus(citers)
    day = Date(edtf="2005-11-17", as_written="17 Nov 2005")
    for n in range(2):
        chorus.cite(
            Entry(id=f"e{n}", title="A harbour", publisher="Office for Crossings", issued=day)
        )
    (score,) = filter(None, chorus._scores.values())
    holes = sum(len(asked._holes) for asked in score._asked)
    asked = sum(len(voice.places) for voice in score._voices if hasattr(voice, "places"))
    assert 0 < holes < asked


def test_shapes_are_not_kept_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sourcebook.publish.cite.chorus.KEPT", 10)
    chorus = Chorus([citer("apa", "en")])
    for n in range(50):
        chorus.cite(Entry(id="x", title="A", kind="book", details={"volume": str(n)}))
    assert len(chorus._scores) <= 10
