"""Names of files: safe on every file system, never two the same, none depending on another."""

import re

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.publish import paths

SAFE = re.compile(r"[a-z0-9_][a-z0-9_\-]*")


@given(st.text(max_size=300))
def test_any_text_has_a_safe_name(text: str) -> None:
    name = paths.name_of(text)
    assert SAFE.fullmatch(name)
    assert len(name) <= 160
    assert name not in ("con", "nul", "aux", "index")


@given(st.text(max_size=40), st.text(max_size=40))
def test_two_texts_never_share_a_name(one: str, other: str) -> None:
    assert one == other or paths.name_of(one) != paths.name_of(other)


def test_plain_words_are_their_own_name() -> None:
    assert paths.name_of("debt-bondage") == "debt-bondage"
    assert paths.publisher_path(paths.publisher_name("Coast Daily News")) == (
        "publishers/coast-daily-news.html"
    )


def test_cyrillic_is_transliterated_and_told_apart() -> None:
    hard, soft = paths.publisher_name("Вестник Гаванъ"), paths.publisher_name("Вестник Гавань")
    assert hard.startswith("vestnik-gavan-")
    assert soft.startswith("vestnik-gavan-")
    assert hard != soft
    assert paths.publisher_name("عمال") != paths.publisher_name("موسم")


def test_spellings_that_the_store_takes_for_one_share_a_name() -> None:
    assert paths.publisher_name("Coast Daily News") == paths.publisher_name("COAST daily-news")


def test_names_of_the_site_and_of_devices_step_aside() -> None:
    assert paths.theme_folder("countries") == "countries_"
    assert paths.entry_path("con") == "entries/con_.html"
    assert paths.page_path("torture/index", "torture") == "torture/index_.html"
    assert paths.aspect_path("torture", "index") != "torture/aspects/index.html"
    assert paths.publisher_path("region", 2) != paths.publisher_path(
        paths.publisher_name("Region 2")
    )


def test_ids_with_slashes_stay_flat_and_apart() -> None:
    assert paths.entry_path("a/b") == "entries/a_b.html"
    assert paths.page_path("torture/a/b", "torture") == "torture/a_b.html"
    assert paths.page_path("a/b", "torture") == "torture/_a_b.html"
    assert paths.up("a/b/c.html") == "../../"
