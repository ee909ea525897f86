"""Text wrapped at a fixed width is read as if it weren't."""

import textwrap

import pytest

from collect.postings.pagemaker import described, expected, plain
from collect.postings.scoring import Score, score
from sourcebook.collect.contract import contract
from sourcebook.collect.postings import read
from sourcebook.collect.postings.lines import Line, plain_lines
from sourcebook.collect.postings.wrapping import unwrapped

LONG = (
    "The ferry stopped in spring, and with it went the only clinic that asked no questions of "
    "those who came at night; the council has promised another boat each year since then, and "
    "each year the reeds at the landing have grown a little higher than they were the year before."
)


def wrapped(text: str, width: int, gap: str) -> str:
    blocks = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    made = (
        textwrap.wrap(block, width, break_long_words=False, break_on_hyphens=False)
        for block in blocks
    )
    return gap.join("\n".join(lines) for lines in made)


@pytest.mark.parametrize("width", [64, 78, 100])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_described_pages_survive_being_wrapped(width: int, gap: str) -> None:
    total = Score()
    for page in described():
        data = wrapped(plain(page).decode(), width, gap).encode()
        found = contract(read(data, name=page.path))
        total += score(expected(page, "plain"), found)
    assert total.f1 >= (0.985 if gap == "\n\n" else 0.97), (total.missing[:10], total.surplus[:10])


def test_a_joined_line_tells_the_lines_it_came_from() -> None:
    lines = plain_lines("\n\n".join([wrapped(LONG, 70, "\n")] * 6))
    joined = unwrapped(lines)
    assert [line.text for line in joined] == [LONG] * 6
    assert (joined[0].number, joined[0].last) == (1, 4)
    assert (joined[1].number, joined[1].last) == (6, 9)


def test_one_long_address_does_not_hide_that_a_page_is_wrapped() -> None:
    address = "www.ferry.example/" + "landing-" * 30 + "reeds.html"
    text = "\n\n".join([wrapped(LONG, 70, "\n")] * 6 + [address])
    joined = unwrapped(plain_lines(text))
    assert [line.text for line in joined] == [LONG] * 6 + [address]


def test_a_hyphen_at_a_line_end_stays_without_a_space() -> None:
    block = wrapped(LONG, 70, "\n").split("\n")
    block[0] = block[0][:60].rsplit(" ", 1)[0].ljust(60, "x") + " all forced-"
    block[1] = "labour " + block[1]
    joined = unwrapped(plain_lines("\n\n".join(["\n".join(block)] * 6)))
    assert all("all forced-labour " in line.text for line in joined)


def test_what_is_set_in_may_be_wrapped_at_a_width_of_its_own() -> None:
    head = "The Ferry of the Long River and the Landings Where It Stopped Until the Floods"
    quote = textwrap.fill(LONG, 60, initial_indent="    ", subsequent_indent="    ")
    byline = "  Coast Herald, 9 June 2010"
    blocks = [f"{wrapped(head, 76, '')}\n{byline}", quote] * 6
    lines = [line.text for line in unwrapped(plain_lines("\n\n".join(blocks)))]
    assert lines == [head, byline.strip(), LONG] * 6


def test_a_short_page_whose_sentences_go_on_below_is_wrapped() -> None:
    heads = [f"Boat {number} of the Day" for number in range(6)]
    short = "Two of the boats that come at night are rowed by boys, and nobody counts them."
    blocks = [*heads, wrapped(short, 60, "\n"), wrapped(LONG, 60, "\n")]
    assert [line.text for line in unwrapped(plain_lines("\n\n".join(blocks)))] == [
        *heads,
        short,
        LONG,
    ]


def test_a_full_title_does_not_swallow_the_byline_below() -> None:
    title = "The Ferry of the Long River and the Landings at Which It Stops Now"
    head = (
        f"{title}\nHarbour Institute Papers, 9 June 2010\nferry.example/landings\n[accessed 2011]"
    )
    text = "\n\n".join([head, wrapped(LONG, 70, "\n")] * 6)
    lines = [line.text for line in unwrapped(plain_lines(text))]
    assert lines.count(title) == 6


def test_short_lines_that_were_never_wrapped_stay_as_they_are() -> None:
    names = [f"Harbour number {number} on the long coast, and its keeper" for number in range(30)]
    lines = plain_lines("\n".join(names))
    assert unwrapped(lines) == lines


def test_access_notes_and_addresses_are_never_joined_to_words() -> None:
    full = "One more line that is as full as the width of this page allows it to"
    note = "[accessed 3 May 2011]"
    text = "\n".join([wrapped(LONG, 70, "\n"), full, "www.ferry.example/reeds", note] * 5)
    joined = [line.text for line in unwrapped(plain_lines(text))]
    assert joined.count(note) == 5
    assert joined.count("www.ferry.example/reeds") == 5


def test_no_line_is_counted_twice() -> None:
    lines = plain_lines("\n".join([wrapped(LONG, 70, "\n")] * 8))
    seen: list[int] = []
    joined: list[Line] = unwrapped(lines)
    for line in joined:
        seen.extend(range(line.number, line.last + 1))
    assert seen == [line.number for line in lines]
