"""Web addresses become what a browser makes of them, or None; two spellings of one share a key."""

from urllib.parse import unquote

import ada_url
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.values.addresses import LONGEST, address_key, alphabets, host_of, web_address


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("www.coast.example/a?id=3#20", "http://www.coast.example/a?id=3#20"),
        ("HTTP://Coast.Example/A", "http://coast.example/A"),
        ("//coast.example/a", "http://coast.example/a"),
        ("coast.example:8080/a", "http://coast.example:8080/a"),
        ("http://coast.example/a b", "http://coast.example/a%20b"),
        ("\u200bcoast.example/a", "http://coast.example/a"),
        ("ftp://coast.example/a", "ftp://coast.example/a"),
    ],
)
def test_an_address_is_what_a_browser_makes_of_it(written: str, url: str) -> None:
    assert web_address(written) == url


@pytest.mark.parametrize(
    "written",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,x",
     "file:///etc/passwd", "vbscript:x", "mailto:a@b.example", "", "   ", "word", "http://", "\u200bjavascript:x"],
)  # fmt: skip
def test_what_is_no_web_address_is_none(written: str) -> None:
    assert web_address(written) is None


def test_what_no_server_takes_is_no_address() -> None:
    base = "http://coast.example/"
    assert web_address(base + "a" * (LONGEST - len(base))) is not None
    assert web_address(base + "a" * (LONGEST - len(base) + 1)) is None


@given(st.text(max_size=80))
def test_no_text_makes_the_reader_fail_or_gives_another_scheme(text: str) -> None:
    url = web_address(text)
    assert url is None or url.startswith(("http://", "https://", "ftp://"))


def test_two_spellings_share_a_key_and_fragments_count() -> None:
    assert address_key("http://coast.example/") == address_key("https://coast.example")
    assert address_key("http://coast.example/%61") == address_key("http://coast.example/a")
    assert address_key("http://coast.example/a#20") != address_key("http://coast.example/a#21")


@pytest.mark.parametrize(
    ("written", "mixed"),
    [
        ("https://\u0430pple.example/", ("CYRILLIC", "LATIN")),  # a Cyrillic a
        ("https://президент.рф/", ()),
        ("https://akorda-2.kz/", ()),
        ("https://bücher.example/", ()),
        ("https://xn--zzzzzz.example/", ()),
        ("https:///", ()),
    ],
)
def test_a_name_of_two_alphabets_is_known(written: str, mixed: tuple[str, ...]) -> None:
    assert alphabets(web_address(written) or written) == mixed


@given(
    st.lists(st.sampled_from(["www.", "a", "B", "1", "0x1", "-", ".", ":", "80", "@", "\\", "/", "xn--p1ai",
                              "é", "[", " ", "%41", "ex.org", "127.0.0.1"]), max_size=7)
)  # fmt: skip
def test_a_host_read_off_is_the_one_that_parsing_gives(parts: list[str]) -> None:
    url = f"http://{''.join(parts)}/x"
    try:
        parsed = str(ada_url.URL(url).hostname).removeprefix("www.")
    except ValueError:
        parsed = None
    try:
        read = host_of(url)
    except ValueError:
        read = None
    assert read == parsed


@given(
    st.sampled_from(["ex.org", "www.ex.org", "a-b.org", "8.8.8.8", "08.8.8.8", "8.8.256.8", "127.1"]),
    st.sampled_from(["", ":80", ":443", ":8080", ":65535", ":65536", ":08080", ":1", ":59999"]),
    st.lists(st.sampled_from(["/", "a", ".", "..", "?", "#20", "%41", "%2e", "'", "é", "&b=c", " "]), max_size=5),
)  # fmt: skip
def test_a_key_read_off_is_the_one_that_parsing_gives(
    host: str, port: str, parts: list[str]
) -> None:
    written = web_address(f"http://{host}{port}/{''.join(parts)}")
    if written is None:
        return
    parsed = ada_url.URL(written)
    path = parsed.pathname if parsed.pathname != "/" else ""
    whole = f"{parsed.host}{path}{parsed.search}{parsed.hash}"
    assert address_key(written) == unquote(whole, errors="surrogateescape")
    assert host_of(written) == parsed.hostname.removeprefix("www.")
