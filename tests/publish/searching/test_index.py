"""The files of the index: all of them, and those that a change touches."""

import json
import random
from collections.abc import Mapping

import pytest

from sourcebook.publish.searching import numbering
from sourcebook.publish.searching.coding import unlisted
from sourcebook.publish.searching.fields import LEVELS
from sourcebook.publish.searching.findable import Findable, Passage
from sourcebook.publish.searching.index import FACETS, Index
from sourcebook.publish.searching.numbering import Room, mixed, numbered
from sourcebook.publish.searching.scripts import term_file
from sourcebook.publish.searching.shelf import Shelf

WORDS = "harbour debt cotton wages kazakhstan children mothers brick ovens recruits Дети".split()  # noqa: SIM905


def thing(id: str, dice: random.Random) -> Findable:
    def some(many: int) -> str:
        return " ".join(dice.choices(WORDS, k=many))

    rare = " ".join(f"w{dice.randrange(10**6)}" for _ in range(14))
    return Findable(
        id=f"entry/{id}",
        href=f"entries/{id}.html",
        title=some(3),
        kind="Report",
        issued=dice.choice(["2005-11-17", "2006", "2006-02", ""]),
        passages=(Passage(f"{some(8)} {rare}", "x1"),),
        facets=(("country", dice.choice(["KZ", "UZ"])), ("kind", "report")),
        about=("KZ",) if dice.random() < 0.3 else (),
    )


def index() -> Index:
    shelf = Shelf.fresh(":memory:")
    return Index(shelf, language="en", named=lambda _, values: {v: v for v in values})


def whole(things: Mapping[str, Findable]) -> dict[str, bytes]:
    made = index()
    for one in things.values():
        made.take(one)
    return dict(made.whole())


def said(files: Mapping[str, bytes], file: str) -> list[str]:
    text = files[f"search/{file}.js"].decode()
    assert text.startswith(f'sought("{file}",')
    found: list[str] = json.loads(text[text.index(",") + 1 : text.rindex(")")])
    return found


def pairs(lines: list[str]) -> dict[str, str]:
    return dict(zip(lines[::2], lines[1::2], strict=True))


@pytest.mark.parametrize(
    "large", [numbering.LARGE, 5]
)  # places in one line, or most of them in parts
def test_what_changed_gives_what_a_whole_index_gives(
    monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    monkeypatch.setattr(numbering, "LARGE", large)
    dice = random.Random(4)
    things = {f"entry/{n}": thing(str(n), dice) for n in range(40)}
    made = index()
    for one in things.values():
        made.take(one)
    files = dict(made.whole())
    parted = set()
    for step in range(12):
        parted.add(sum("-" in path for path in files if path.startswith("search/p/")))
        changes: dict[str, Findable | None] = {}
        for _ in range(dice.randrange(1, 4)):
            id = dice.choice(sorted(things))
            what = dice.randrange(3)
            if what == 0:
                changes[f"entry/new{step}"] = thing(f"new{step}", dice)
            else:
                changes[id] = thing(id.removeprefix("entry/"), dice) if what == 1 else None
        for id, changed_to in changes.items():
            if changed_to is None:
                things.pop(id, None)
            else:
                things[id] = changed_to
        changed = made.changed(changes)
        assert changed is not None
        for path, data in changed:
            if data is None:
                files.pop(path, None)
            else:
                files[path] = data
        assert files == whole(things), step
    assert (len(parted) > 1) == (large == 5)  # terms became common, or were it no more


def test_places_of_a_common_term_come_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(12)
    things = {f"entry/{n}": thing(str(n), dice) for n in range(60)}
    in_one = whole(things)
    monkeypatch.setattr(numbering, "LARGE", 5)
    cut = whole(things)
    room = Room.for_things(60)
    name = term_file("cotton", room.shelves)
    line = pairs(said(in_one, f"p/{name}"))["cotton"].split()
    numbers = [p for p, _ in unlisted(pairs(said(cut, f"t/{name}"))["cotton"], LEVELS)]
    assert len(line) == len(numbers) > room.large
    assert "cotton" not in said(cut, f"p/{name}")
    for part in range(numbering.PARTS):
        own = [line[n] for n, p in enumerate(numbers) if p // room.part == part]
        file = f"p/{name}-{mixed('cotton'):x}-{part:x}"
        found = pairs(said(cut, file))["cotton"].split() if f"search/{file}.js" in cut else []
        assert found == own


def test_a_changed_title_writes_few_files() -> None:
    dice = random.Random(5)
    things = {f"entry/{n}": thing(str(n), dice) for n in range(60)}
    made = index()
    for one in things.values():
        made.take(one)
    before = dict(made.whole())
    one = things["entry/7"]
    again = Findable(**{f: getattr(one, f) for f in one.__struct_fields__} | {"title": "Zebra"})
    changed = made.changed({"entry/7": again})
    assert changed is not None
    after = dict(changed)
    assert 0 < sum(data != before.get(path) for path, data in after.items()) < 20


def test_an_unchanged_thing_writes_nothing() -> None:
    dice = random.Random(6)
    things = {f"entry/{n}": thing(str(n), dice) for n in range(5)}
    made = index()
    for one in things.values():
        made.take(one)
    dict(made.whole())
    changed = made.changed(things)
    assert changed is not None
    assert list(changed) == []


def test_a_thing_that_goes_leaves_no_word_behind() -> None:
    dice = random.Random(7)
    things = {f"entry/{n}": thing(str(n), dice) for n in range(5)}
    secret = Findable(
        id="entry/s", href="entries/s.html", title="Secretword", kind="Report",
        passages=(Passage("hiddenname said"),),
    )  # fmt: skip
    made = index()
    for one in (*things.values(), secret):
        made.take(one)
    files = dict(made.whole())
    assert any(b"hiddenname" in data for data in files.values())
    changed = made.changed({"entry/s": None})
    assert changed is not None
    for path, data in changed:
        files[path] = data or b""
    assert not any(b"hiddenname" in data or b"ecretword" in data for data in files.values())


def test_many_more_things_need_another_layout() -> None:
    dice = random.Random(8)
    made = index()
    made.take(thing("a", dice))
    dict(made.whole())
    more = {f"entry/{n}": thing(str(n), dice) for n in range(80)}
    assert made.changed(more) is None
    made.replace(more)
    files = dict(made.whole())
    assert said_start(files)["things"] == 81


def test_many_changed_things_are_taken_in_all_at_once() -> None:
    dice = random.Random(11)
    things = {f"entry/{n}": thing(str(n), dice) for n in range(150)}
    made = index()
    for one in things.values():
        made.take(one)
    dict(made.whole())
    again: dict[str, Findable | None] = {id: thing(id[6:], dice) for id in things}
    assert made.changed(again) is None
    made.replace(again)
    assert dict(made.whole()) == whole({id: one for id, one in again.items() if one})


def said_start(files: Mapping[str, bytes]) -> dict[str, object]:
    text = files["search/start.js"].decode()
    found: dict[str, object] = json.loads(text[text.index(",") + 1 : text.rindex(")")])
    return found


def test_terms_hold_the_numbers_of_their_things() -> None:
    dice = random.Random(9)
    things = {f"entry/{n}": thing(str(n), dice) for n in range(20)}
    files = whole(things)
    room = Room.for_things(20)
    places = numbered(things, room)
    wanted = {
        places[id] for id, one in things.items() if "cotton" in one.title + one.passages[0].text
    }
    lines = [part for n in range(room.shelves) for part in said(files, f"t/{n:x}")]
    rows = dict(zip(lines[::2], lines[1::2], strict=True))
    assert {place for place, _ in unlisted(rows["cotton"], LEVELS)} == wanted
    assert "kazakstan" in rows["@kz="].split("|")


def test_forms_are_sorted_into_files_that_begin_at_a_border() -> None:
    dice = random.Random(10)
    things = {f"entry/{n}": thing(str(n), dice) for n in range(64)}
    files = whole(things)
    borders = said_start(files)["words"]
    assert isinstance(borders, list)
    assert borders
    assert borders == sorted(borders)
    first = said(files, "w/_")[::2]
    assert first == sorted(first)
    assert first[-1] < borders[0]


def test_facets_have_what_their_values_are_called_and_years_their_days() -> None:
    files = whole({"entry/a": thing("a", random.Random(3))})
    assert {f"search/f/{facet}.js" for facet in FACETS if facet != "region"} <= set(files)
    assert said(files, "f/country")[:2] in (["KZ", "KZ"], ["UZ", "UZ"])
    years = said(files, "f/year")[::3]
    assert said(files, "f/date")[::2] == years


@pytest.mark.parametrize(
    "words", ["</script><script>alert(1)</script>", '"];alert(1);//', "\u2028", "__proto__"]
)
def test_words_from_outside_stay_words_in_a_script(words: str) -> None:
    one = Findable(id="entry/a", href="a.html", title=words, kind=words, passages=(Passage(words, words),))  # fmt: skip
    for path, data in whole({"entry/a": one}).items():
        text = data.decode()
        assert text.startswith("sought("), path
        json.loads("[" + text[len("sought(") : text.rindex(")")] + "]")
