"""The query language: what each way of writing means, and that nothing written is an error."""

import time

import pytest

from sourcebook.search.fields import Choice, near_field
from sourcebook.search.query import LONGEST, MOST, Either, Every, Node, Not, Phrase, Word, parse


def _word(text: str, field: str = "") -> Word:
    return Word(text=text, field=field)


@pytest.mark.parametrize(
    ("written", "node"),
    [
        ("debt bondage", Every(nodes=(_word("debt"), _word("bondage")))),
        ('"debt bondage"', Phrase(text="debt bondage")),
        ("«торговля людьми»", Phrase(text="торговля людьми")),
        ("“debt bondage”", Phrase(text="debt bondage")),
        ("traffick*", Word(text="traffick", prefix=True)),
        ("kazakstan~", Word(text="kazakstan", loose=True)),
        ("women -men", Every(nodes=(_word("women"), Not(node=_word("men"))))),
        ("women NOT men", Every(nodes=(_word("women"), Not(node=_word("men"))))),
        ('-"old men"', Not(node=Phrase(text="old men"))),
        ("-(a b)", Not(node=Every(nodes=(_word("a"), _word("b"))))),
        ("-country:KZ", Not(node=Choice(facet="country", values=("KZ",)))),
        ("boys OR girls", Either(nodes=(_word("boys"), _word("girls")))),
        ("a | b | c", Either(nodes=(_word("a"), _word("b"), _word("c")))),
        ("boys OR girls begging",
         Every(nodes=(Either(nodes=(_word("boys"), _word("girls"))), _word("begging")))),
        ("title:(child labour)", Every(nodes=(_word("child", "title"), _word("labour", "title")))),
        ('author:"Jane Doe"', Phrase(text="Jane Doe", field="author")),
        ("country:KZ,Burma", Choice(facet="country", values=("KZ", "MM"))),
        ('region:"Central Asia"', Choice(facet="region", values=("Central Asia",))),
        ("year:2003..2009", Choice(facet="year", low=2003, high=2009)),
        ("year:2003-2009", Choice(facet="year", low=2003, high=2009)),
        ("year:>=2010", Choice(facet="year", low=2010)),
        ("year:..1999", Choice(facet="year", high=1999)),
        ("year:199x", Choice(facet="year", low=1990, high=1999)),
        ("standing:differs", Choice(facet="standing", values=("differs",))),
        ("standing:soft-gone", Choice(facet="address", values=("soft gone",))),
        ("role:origin", Choice(facet="role", values=("source",))),
        ("language:Russian", Choice(facet="language", values=("ru",))),
        ("страна:Казахстан", Choice(facet="country", values=("KZ",))),
        ("x - y", Every(nodes=(_word("x"), _word("y")))),
        ("what?!", _word("what")),
    ],
)  # fmt: skip
def test_each_way_of_writing_means_this(written: str, node: Node) -> None:
    query = parse(written)
    assert query.node == node
    assert query.hints == ()


def test_a_query_says_where_its_words_are_looked_for() -> None:
    assert parse("women in:titles").scope == "titles"
    assert parse("in:excerpts women").node == _word("women")


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ('"debt bondage', "quotes"),
        ("(a b", "brackets"),
        ("a) b", "brackets"),
        ("OR a", "or"),
        ("a OR", "or"),
        ("auther:doe", "field"),
        ("colour:red", "field"),
        ("year:abc", "year"),
        ("country:Kazakhstn", "value"),
        ("theme:nothing", "value"),
        ("a*", "prefix"),
        ("tra*ing", "prefix"),
        ("(" * 40 + "a", "brackets"),
        ("a " * 100, "many"),
        ("a" * 3000, "long"),
    ],
)
def test_what_can_not_be_meant_is_read_otherwise_and_told(written: str, rule: str) -> None:
    assert rule in {hint.rule for hint in parse(written).hints}


def test_the_nearest_value_is_proposed() -> None:
    (hint,) = parse("country:Kazakhstn women").hints
    assert "Kazakhstan" in hint.says
    assert parse("country:Kazakhstn women").node == _word("women")


def test_a_colon_in_a_title_is_no_field() -> None:
    query = parse("Kazakhstan: women")
    assert query.node == Every(nodes=(_word("Kazakhstan"), _word("women")))
    assert query.hints == ()
    assert parse("https://example.org/a?b=c").hints == ()


@pytest.mark.parametrize("written", ["", " ", "-", "*", '""', "()", "OR", "...", "\x00", ":::"])
def test_a_query_without_words_asks_for_nothing(written: str) -> None:
    assert parse(written).node is None


@pytest.mark.parametrize(
    "part",
    ["(", '"', "a ", "-", "a:", "country:KZ ", "year:1..", "(a OR ", "*", "\u202e", "title:("],
)
def test_ten_megabytes_are_read_in_little_time(part: str) -> None:
    began = time.process_time()
    query = parse(part * (10_000_000 // len(part)))
    assert time.process_time() - began < 5
    assert any(hint.rule == "long" for hint in query.hints)
    assert len(query.written) <= LONGEST


def test_ten_thousand_values_are_bounded_and_told() -> None:
    query = parse("country:" + ",".join(["KZ"] * 10_000))
    assert {hint.rule for hint in query.hints} == {"long", "many"}


def test_words_beyond_the_most_are_left_out() -> None:
    query = parse(" ".join(f"word{n}" for n in range(100)))
    assert isinstance(query.node, Every)
    assert len(query.node.nodes) == MOST


def test_fields_are_known_in_three_languages_and_with_a_slip() -> None:
    assert [near_field(name) for name in ("автор", "жыл", "publsher", "Country")] == [
        "author", "year", "publisher", "country"
    ]  # fmt: skip
    assert near_field("http") is None


def test_an_unknown_value_is_told_what_to_write_instead() -> None:
    says = [hint.says for hint in parse("country:Atlantis").hints]
    assert says == [
        "country:Atlantis is none that is known; write its name or its code of two letters, as in "
        "country:KZ. It was left out."
    ]
    assert "there are source, transit, destination, internal. It" in parse("role:x").hints[0].says
    assert "did you mean Kazakhstan?" in parse("country:Kazakstann").hints[0].says
