"""Many things at once give what each gives by itself."""

import random

import numpy as np
import pytest

from sourcebook.publish.searching import columns
from sourcebook.publish.searching.coding import BETWEEN, FROM_FIVE, LARGEST, listed, number
from sourcebook.publish.searching.columns import Columns
from sourcebook.publish.searching.fields import LEVELS
from sourcebook.publish.searching.filing import Filing
from sourcebook.publish.searching.findable import Findable, Passage
from sourcebook.publish.searching.gathering import Gathered, gathered
from sourcebook.publish.searching.lettering import lettered
from sourcebook.publish.searching.lines import facet_lines, filed
from sourcebook.publish.searching.vocabulary import Vocabulary

WORDS = ["debt", "debts", "Debt-bondage", "Kazakhstan", "Казахстана", "Қазақстанда", "Western", "Sahara", "western", "council", "New", "Guinea", "guinea", "pig", "儿童权利", "権", "แรงงานบังคับ", "الاتجار", "дети", "детьми", "U.S.", "70,000", "women's", "traf\u200bficking", "trаffic", "a:b", "@kz", "…", "-", "́", "x\ty", "Burma", "the", "Kyrgyz", "Republic", "and", "Samoa", "women"]  # fmt: skip


def thing(number: int, dice: random.Random) -> Findable:
    def some(most: int) -> str:
        return " ".join(dice.choices(WORDS, k=dice.randint(0, most)))

    return Findable(
        id=f"entry/{number}",
        href="a.html",
        title=some(6),
        kind="Report",
        language=dice.choice(["en", "ru", "kk", "zh", "fr", ""]),
        by=some(3),
        authors=(some(2), some(2)),
        issued=dice.choice(["2005-11-17", "2006", "2006-02", "uncertain", ""]),
        passages=tuple(Passage(f"{some(30)}\n{some(9)}", "x", some(2)) for _ in range(dice.randint(0, 3))),
        more=(some(3), some(3)),
        facets=(("country", dice.choice(["KZ", "UZ"])), ("kind", "report"), ("kind", "report")),
        about=tuple(dice.sample(["KZ", "UZ", "no code"], dice.randint(0, 3))),
        light=dice.random() < 0.2,
    )  # fmt: skip


@pytest.fixture(params=[1 << 17, 40])  # all at once, or in many parts
def things(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[Findable]:
    monkeypatch.setattr(columns, "_TAKEN", request.param)
    monkeypatch.setattr(columns, "_WRITTEN", request.param)
    dice = random.Random(7)
    return [thing(n, dice) for n in range(120)]


def each(things: list[Findable]) -> list[Gathered]:
    known = Vocabulary()
    return [gathered(one, known) for one in things]


def test_terms_have_the_weights_and_places_that_each_thing_gives_them(
    things: list[Findable],
) -> None:
    made = Columns()
    for one in things:
        made.take(one)
    places = random.Random(1).sample(range(1000), len(things))
    sizes = made.terms()
    terms = sorted(sizes)
    shelves = [terms[::3], [], terms[1::3], terms[2::3]]
    by_place = sorted(zip(places, each(things), strict=True), key=lambda one: one[0])
    wanted: dict[str, list[tuple[int, int, str]]] = {}
    for place, body in by_place:
        for term, (weight, spots) in body.rows.items():
            wanted.setdefault(term, []).append((place, weight, spots))
    assert wanted.keys() == sizes.keys()
    for shelf, some in zip(shelves, made.lines(shelves, places, sizes), strict=True):
        assert [one.term for one in some] == shelf
        for made_of in some:
            rows = wanted[made_of.term]
            assert made_of.postings == listed(
                ((place, weight) for place, weight, _ in rows), LEVELS
            )
            assert made_of.numbers.tolist() == [place for place, _, _ in rows]
            for first, end in ((0, len(rows)), (0, 1), (len(rows) - 1, len(rows))):
                said = BETWEEN.join(spots for _, _, spots in rows[first:end])
                assert made_of.spots(first, end) == said


def test_forms_are_counted_once_a_thing(things: list[Findable]) -> None:
    made = Columns()
    for one in things:
        made.take(one)
    wanted: dict[tuple[str, str], int] = {}
    for body in each(things):
        for pair in body.pairs:
            wanted[pair] = wanted.get(pair, 0) + 1
    assert {pair: many for pair, many in made.forms().items() if many} == wanted


def test_facets_have_the_lines_that_each_thing_gives_them(things: list[Findable]) -> None:
    filing = Filing()
    for one in things:
        filing.take(one)
    places = random.Random(2).sample(range(1000), len(things))
    rows: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for place, body in zip(places, each(things), strict=True):
        for facet, value, day in filed(body):
            rows.setdefault((facet, value), []).append((place, day))
    wanted = [
        line
        for (facet, value), some in rows.items()
        for line in facet_lines(facet, value, sorted(some))
    ]
    assert sorted(filing.lines(places)) == sorted(wanted)


def test_no_things_give_no_lines() -> None:
    made = Columns()
    assert made.terms() == {}
    assert made.forms() == {}
    assert list(made.lines([[], []], [], {})) == [[], []]
    assert list(Filing().lines([])) == []


def test_many_numbers_are_written_as_each_is() -> None:
    dice = random.Random(3)
    edges = [0, 70, 71, 1617, 1618, FROM_FIVE - 1, FROM_FIVE, LARGEST]
    values = [*edges, *(dice.randrange(1 << dice.randint(1, 25)) for _ in range(500))]
    said, ends = lettered(np.array(values))
    assert said == "".join(map(number, values))
    assert len(said) == ends[-1]
    parted = np.array([dice.random() < 0.5 for _ in values])
    said, _ = lettered(np.array(values), parted)
    assert said == "".join(
        BETWEEN * int(before) + number(value) for value, before in zip(values, parted, strict=True)
    )
    assert lettered(np.zeros(0, dtype=np.int64))[0] == ""
