"""Punctuation, quotation marks and fonts of a finished citation."""

import pytest

from sourcebook.publish.cite.csl.markup import BOLD, ITALIC, QUOTE, finish, plain, quotes, rich

ENGLISH = ("“", "”", "‘", "’")


def text(value: str, *, in_quotes: bool = False) -> str:
    return finish(value, "text", ENGLISH, in_quotes)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (("End.", ". Next"), "End. Next"),
        (("Why?", ". Next"), "Why? Next"),
        (("Why?", ", Next"), "Why?, Next"),
        (("Stop!", "."), "Stop!"),
        (("a,", ", b"), "a, b"),
        (("a: ", " b"), "a: b"),
        (("Wait...", ". Next"), "Wait... Next"),
        (("What?!", "."), "What?!"),
        ((ITALIC[0] + "End." + ITALIC[1], ". Next"), "End. Next"),
    ],
)
def test_marks_are_not_doubled_where_pieces_meet(pieces: tuple[str, ...], expected: str) -> None:
    assert text("".join(map(plain, pieces)) if "\ue000" not in pieces[0] else "".join(pieces)) == (
        expected
    )


def test_a_values_own_punctuation_stays() -> None:
    assert text(plain("One... two;; three") + ".") == "One... two;; three."


def test_marks_go_inside_quotes_in_american_english_only() -> None:
    quoted = f"{QUOTE[0]}Title{QUOTE[1]}, next"
    assert text(quoted, in_quotes=True) == "“Title,” next"
    assert text(quoted) == "“Title”, next"


def test_quotes_inside_quotes_change() -> None:
    inner = quotes(plain('The "second" shelter'))
    assert text(QUOTE[0] + inner + QUOTE[1]) == "“The ‘second’ shelter”"
    assert text(quotes("the workers' beds aren't \"open")) == 'the workers’ beds aren’t "open'


def test_fonts_inside_the_same_font_turn_back() -> None:
    made = ITALIC[0] + rich("On <i>Chains</i> & <b>more</b>") + ITALIC[1]
    assert finish(made, "html", ENGLISH, False) == (
        '<i>On <span style="font-style:normal;">Chains</span> &amp; <b>more</b></i>'
    )


def test_tags_that_do_not_close_are_words() -> None:
    assert finish(rich("a <i> b <u>c</u>"), "html", ENGLISH, False) == (
        "a &lt;i&gt; b &lt;u&gt;c&lt;/u&gt;"
    )


def test_no_value_can_smuggle_markup_in() -> None:
    assert text(plain(f"{BOLD[0]}x\ue020{BOLD[1]}")) == "x"
