"""Groups: the same passage through the years, however it was revised; nothing else."""

import json
import random
import time
from pathlib import Path

import pytest

from sourcebook.understand import Prepared
from sourcebook.understand.duplicates import Group, Passage, passages_in, reissues

FERRY = "The ferry took forty men to the island in June and nobody saw them again until the winter"
MAYOR = "The mayor said nothing of the quarrel over the mill to the council or to the county press"


def passage(text: str, source: str, when: str = "", about: str = "") -> Passage:
    return Passage(text=text, source=source, when=when, about=about, end=len(text))


def sources(group: Group) -> list[str]:
    return [member.passage.source for member in group.members]


def test_a_passage_is_followed_through_the_years_earliest_first() -> None:
    later = FERRY.replace("forty", "fifty")
    latest = later.replace("in June", "in the month of July")
    (group,) = reissues(
        [passage(latest, "c", "2008"), passage(FERRY, "a", "2006"), passage(later, "b", "2007"),
         passage(MAYOR, "d", "2007")]
    )  # fmt: skip
    assert sources(group) == ["a", "b", "c"]
    assert group.members[0].changes == ()
    assert [(one.op, one.text) for one in group.members[1].changes][1:3] == [
        ("delete", " forty"),
        ("insert", " fifty"),
    ]


def test_the_same_words_have_no_changes_whatever_their_spaces() -> None:
    (group,) = reissues([passage(FERRY, "a", "1"), passage(FERRY.replace(" ", "\n"), "b", "2")])
    assert not group.changed


def test_stock_phrases_of_a_report_are_several_passages() -> None:
    phrases = [
        "Enforcement of the law on the ferries of the county and the boats there",
        "Coordination of efforts on the ferries of the county and the boats there",
        "Enforcement of efforts on the ferries of the county and the boats there",
    ]
    years = ("2006", "2007", "2008")
    groups = reissues(passage(text, year, year) for year in years for text in phrases)
    assert [{member.passage.text for member in group.members} for group in groups] == [
        {text} for text in phrases
    ]


def test_a_chain_of_revisions_is_one_passage() -> None:
    words = FERRY.split()
    some, now = [passage(FERRY, "y0", "2000")], list(words)
    for year in range(1, 8):
        now[year * 2] = f"other{year}"
        some.append(passage(" ".join(now), f"y{year}", f"200{year}"))
    (group,) = reissues(some)
    assert group.sources == 8


def test_what_stands_twice_in_one_source_is_no_reissue() -> None:
    assert reissues([passage(FERRY, "a"), passage(FERRY, "a")]) == ()


def test_only_passages_about_the_same_are_compared() -> None:
    assert reissues([passage(FERRY, "a", about="KZ"), passage(FERRY, "b", about="UZ")]) == ()
    assert len(reissues([passage(FERRY, "a", about="KZ"), passage(FERRY, "b", about="KZ")])) == 1


def test_other_words_are_no_reissue() -> None:
    assert reissues([passage(FERRY, "a"), passage(MAYOR, "b")]) == ()


def test_what_has_no_date_comes_last() -> None:
    (group,) = reissues([passage(FERRY, "a"), passage(FERRY, "b", "2019")])
    assert sources(group) == ["b", "a"]


def test_nothing_gives_no_groups() -> None:
    assert reissues([]) == ()
    assert reissues([passage("…", "a"), passage("—", "b")]) == ()


def invented(count: int, seed: int) -> list[Passage]:
    rng = random.Random(seed)
    words = [f"word{n}" for n in range(3_000)]
    made: list[Passage] = []
    for n in range(count // 2):
        text = rng.choices(words, k=20)
        made.append(passage(" ".join(text), f"a{n}", "2010"))
        text[rng.randrange(20)] = "changed"
        made.append(passage(" ".join(text), f"b{n}", "2011"))
    return made


def test_passages_with_one_word_of_twenty_changed_are_found() -> None:
    groups = reissues(invented(1_000, seed=5))
    assert len(groups) >= 498
    assert all(len(group.members) == 2 for group in groups)


def test_passages_with_a_fifth_of_their_words_changed_are_found_mostly() -> None:
    rng = random.Random(3)
    made = []
    for n in range(200):
        text = [f"w{rng.randrange(3_000)}" for _ in range(20)]
        made.append(passage(" ".join(text), f"a{n}"))
        for at in rng.sample(range(20), 4):
            text[at] = f"new{at}"
        made.append(passage(" ".join(text), f"b{n}"))
    assert len(reissues(made)) >= 120  # 20 words, 18 runs of three, of which some eight are left


@pytest.mark.slow
def test_a_hundred_thousand_passages_are_grouped_in_a_minute() -> None:
    made = invented(100_000, seed=7)
    begun = time.process_time()
    groups = reissues(made)
    assert time.process_time() - begun < 60
    assert len(groups) > 49_500


@pytest.mark.slow
def test_the_factbooks_texts_are_grouped_in_five_seconds(shared: Path) -> None:
    file = shared / "data" / "factbook" / "factbook_trafficking_1990_2025.jsonl"
    if not file.is_file():
        pytest.skip(f"{file} is not there")
    begun = time.process_time()
    passages: list[Passage] = []
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        name = f"{row['iso2']} {row['year']}"
        passages += passages_in(
            Prepared(row["text"]), source=name, when=str(row["year"]), about=row["iso2"]
        )
    groups = reissues(passages)
    assert time.process_time() - begun < 5
    assert len(groups) > 1_500
    for group in groups:
        years = [member.passage.when for member in group.members]
        assert years == sorted(years)
