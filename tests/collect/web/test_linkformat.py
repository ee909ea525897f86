"""Links as TimeMaps and Link fields have them, and as archives write them all the same."""

import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.collect.web.linkformat import Link, links, written

# RFC 7089, section 5, figure 28 (shortened)
RFC = """<http://a.example.org>;rel="original",
 <http://arxiv.example.net/timemap/http://a.example.org>
  ; rel="self";type="application/link-format"
  ; from="Tue, 20 Jun 2000 18:02:59 GMT"
  ; until="Wed, 09 Apr 2008 20:30:51 GMT",
 <http://arxiv.example.net/timegate/http://a.example.org>
  ; rel="timegate",
 <http://arxiv.example.net/web/20000620180259/http://a.example.org>
  ; rel="first memento";datetime="Tue, 20 Jun 2000 18:02:59 GMT"
  ; license="http://creativecommons.org/publicdomain/zero/1.0/",
 <http://arxiv.example.net/web/20091027204954/http://a.example.org>
   ; rel="last memento";datetime="Tue, 27 Oct 2009 20:49:54 GMT"
"""


def test_the_rfcs_own_timemap_is_read() -> None:
    found = list(links([RFC]))
    assert [sorted(link.rels) for link in found] == [
        ["original"],
        ["self"],
        ["timegate"],
        ["first", "memento"],
        ["last", "memento"],
    ]
    assert found[3].get("datetime") == "Tue, 20 Jun 2000 18:02:59 GMT"
    assert found[1].get("until") == "Wed, 09 Apr 2008 20:30:51 GMT"


@pytest.mark.parametrize("size", [1, 2, 7, 64])
def test_pieces_may_end_anywhere(size: int) -> None:
    pieces = [RFC[n : n + size] for n in range(0, len(RFC), size)]
    assert list(links(pieces)) == list(links([RFC]))


@pytest.mark.parametrize(
    "text",
    [
        "<http://a.example/?x=1,2,3>; rel=memento; datetime=Tue, 20 Jun 2000 18:02:59 GMT",
        '<http://a.example/?x=1,2,3>;rel=memento;datetime="Tue, 20 Jun 2000 18:02:59 GMT",',
        '<http://a.example/\n ?x=1,2,3>\n;\nrel = "memento" ; Datetime="Tue, 20 Jun\n 2000 18:02:59 GMT"',
        '<broken, <http://a.example/?x=1,2,3>; rel="memento""; datetime="Tue, 20 Jun 2000 18:02:59 GMT"',
    ],
)
def test_sloppy_links_are_read(text: str) -> None:
    found = [link for link in links([text]) if link.target.startswith("http")]
    assert [link.target for link in found] == ["http://a.example/?x=1,2,3"]
    assert found[0].rels == {"memento"}
    assert "20 Jun 2000 18:02:59" in found[0].get("datetime")


def test_a_comma_and_a_bracket_within_quotes_part_nothing() -> None:
    found = list(links(['<a>; title="one, <b> two"; rel=x, <c>; rel=y']))
    assert [link.target for link in found] == ["a", "c"]


@pytest.mark.parametrize(
    "junk",
    ["<" * 400_000, "<" + ">" * 400_000, "<" + " " * 400_000, ',"' * 300_000,
     "<a>;" + " ;" * 300_000, '<a>; b="' + "\\" * 400_000, "<a>; b=" + "," * 400_000],
)  # fmt: skip
def test_garbage_ends_soon(junk: str) -> None:
    began = time.process_time()
    pieces = [junk[n : n + 65_536] for n in range(0, len(junk), 65_536)]
    for _ in links(pieces):
        pass
    assert time.process_time() - began < 5  # seconds; milliseconds unless it goes back and forth


@pytest.mark.slow
def test_a_huge_map_is_never_held_whole() -> None:
    def pieces(count: int) -> "list[str]":
        line = '<http://a.example/web/20000620180259/http://b.example/>; rel="memento"; datetime="x",\n'
        return [line * 100] * (count // 100)

    tracemalloc.start()
    many = sum(1 for _ in links(pieces(10_000)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert many == 10_000
    assert peak < 2_000_000


@settings(max_examples=25)
@given(
    st.lists(
        st.builds(
            Link,
            st.from_regex(r"https?://[a-z]+\.example/[a-zA-Z0-9?&=,;._~%()-]*", fullmatch=True),
            st.frozensets(st.sampled_from(["memento", "first", "original"]), min_size=1),
            st.dictionaries(
                st.sampled_from(["datetime", "title"]), st.text("abc ,;<>\"'\\", max_size=9)
            ),
        ),
        max_size=5,
    )
)
def test_what_is_written_is_read_back(some: list[Link]) -> None:
    text = ",\n".join(written(link) for link in some)
    meant = [
        Link(
            x.target,
            x.rels,
            {k: " ".join(v.replace('"', "'").split()) for k, v in x.attributes.items()},
        )
        for x in some
    ]
    assert list(links([text])) == meant
