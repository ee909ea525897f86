"""``sourcebook find`` as a person and a program use it."""

import json
from pathlib import Path

import feedparser
import pytest

import sourcebook
from cli.conftest import Run


def test_words_find_entries_with_marked_passages(run: Run, library: Path) -> None:
    said = run("find", "beds", "harbour", cwd=library)
    assert said.code == 0
    assert "Port City Opens Second Shelter" in said.out
    assert "*beds*" in said.out
    assert "1 entry" in said.err


def test_json_is_what_python_gives(run: Run, library: Path) -> None:
    printed = json.loads(run("find", "beds", "--facets", "year", "--json", cwd=library).out)
    with sourcebook.open(library) as opened:
        found = opened.find("beds", facets=("year",))
    assert [hit["id"] for hit in printed["hits"]] == [hit.id for hit in found.hits]
    assert printed["total"] == found.total == 1
    assert printed["facets"]["year"] == [{"value": "2005", "label": "2005", "count": 1}]
    passage = printed["hits"][0]["passages"][0]
    assert "".join(passage["snippet"][start:end] for start, end in passage["marks"]) == "beds"


def test_a_word_may_be_left_out_with_a_hyphen(run: Run, library: Path) -> None:
    assert "Herders" in run("find", "herders", "-heroin", cwd=library).out
    assert run("find", "-herders", "country:MN", "--json", cwd=library).out.count('"id"') == 1


def test_an_argument_with_a_space_among_others_is_a_phrase(run: Run, library: Path) -> None:
    found = json.loads(run("find", "written contract", "herders", "--json", cwd=library).out)
    assert found["total"] == 1
    found = json.loads(run("find", "contract written", "herders", "--json", cwd=library).out)
    assert found["total"] == 0


def test_an_option_that_does_not_exist_is_no_word(run: Run, library: Path) -> None:
    said = run("find", "herders", "--limt", "3", cwd=library)
    assert said.code == 2
    assert "--limt" in said.err


@pytest.mark.parametrize("words", ['"unclosed', "year:abc herders", "((", "auther:x", ""])
def test_a_bad_query_gets_help_and_no_error(run: Run, library: Path, words: str) -> None:
    said = run("find", words, cwd=library)
    assert said.code == 0
    assert "Traceback" not in said.err
    assert said.err


def test_a_condition_that_can_not_be_is_refused_with_the_nearest(run: Run, library: Path) -> None:
    said = run("find", "herders", "--country", "Mongolla", cwd=library)
    assert said.code == 2
    assert "Mongolia" in said.err


def test_nothing_found_is_said(run: Run, library: Path) -> None:
    said = run("find", "xyzzyq", cwd=library)
    assert (said.code, said.out) == (0, "")
    assert "Nothing" in said.err


def test_to_show_none_is_not_to_find_none(run: Run, library: Path) -> None:
    said = run("find", "shelter", "--limit", "0", cwd=library)
    assert "There are no more: 1 entry in all." in said.err


def test_an_empty_library_is_searched(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "empty")
    said = run("find", "anything", "--facets", "all", cwd=tmp_path / "empty")
    assert said.code == 0
    assert "Nothing was found" in said.err


def test_a_search_without_a_name_is_not_kept(run: Run, library: Path) -> None:
    said = run("find", "shelter", "--save", " ", cwd=library)
    assert (said.code, said.out) == (2, "")
    assert "--save: needs a name" in said.err


def test_a_search_is_kept(run: Run, library: Path) -> None:
    said = run("find", "shelter", "--year", "2005", "--save", "Shelters", cwd=library)
    assert said.code == 0
    assert 'query = "shelter year:2005"' in (library / "searches.toml").read_text("utf-8")


@pytest.mark.slow
def test_a_build_writes_the_feed_of_a_search_that_is_kept(run: Run, library: Path) -> None:
    run("find", "shelter", "--save", "Shelters", cwd=library)
    assert run("build", cwd=library).code == 0
    feed = feedparser.parse((library / "site" / "feeds" / "shelters.xml").read_bytes())
    assert [item.title for item in feed.entries] == ["Port City Opens Second Shelter"]


def test_a_search_that_takes_anothers_place_says_so(run: Run, library: Path) -> None:
    assert "place" not in run("find", "shelter", "--save", "Beds", cwd=library).err
    assert "place" not in run("find", "shelter", "--save", "Beds", cwd=library).err
    assert (
        "It takes the place of: shelter\n"
        in run("find", "boats", "--save", "Beds", cwd=library).err
    )
