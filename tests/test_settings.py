"""What a person may set in library.toml, and how what can't be is answered."""

from pathlib import Path

import pytest

from sourcebook import settings
from sourcebook.errors import Unreadable
from sourcebook.settings import Settings


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('language = "tlh"', "en, ru, kk"),
        ('exit_to = "https://a b"', "blanks"),
        ('base = "javascript:alert(1)"', "https://"),
        ('titel = "x"', "title, curator"),
        ('archives = ["timegate ftp://a.example/"]', "ftp://a.example/"),
        ('archives = ["cdx https://a.example/cdx"]', "is no archive; write for example"),
        ('archives = ["https://a.example/web/"]', "timegate https://"),
        ('archives = "timegate https://a.example/web/"', "wrong value"),
        ('submit_to = "save it"', "submit_to"),
    ],
)
def test_a_setting_that_can_not_be_is_named_with_the_file(
    tmp_path: Path, line: str, says: str
) -> None:
    (tmp_path / settings.FILE).write_text(f'title = "A"\n{line}\n', encoding="utf-8")
    with pytest.raises(Unreadable, match=says) as fault:
        settings.read(tmp_path)
    assert settings.FILE in str(fault.value)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    made = Settings(title='A "quoted" title', base="https://a.example/b/", language="kk")
    settings.write(tmp_path, made)
    assert settings.read(tmp_path) == made


@pytest.mark.parametrize("archives", [(), ("timegate https://a.example/web/",), settings.ARCHIVES])
def test_the_archives_are_read_back_none_at_all_too(
    tmp_path: Path, archives: tuple[str, ...]
) -> None:
    settings.write(tmp_path, Settings(title="x", archives=archives))
    assert settings.read(tmp_path).archives == archives


def test_a_library_made_before_there_were_archives_has_the_public_ones(tmp_path: Path) -> None:
    (tmp_path / settings.FILE).write_text('title = "A"\n', encoding="utf-8")
    found = settings.read(tmp_path)
    assert found.archives == settings.ARCHIVES
    assert found.submit_to == ""


def test_a_delay_of_nothing_is_kept(tmp_path: Path) -> None:
    settings.write(tmp_path, Settings(title="x", capture_delay=0.0))
    assert settings.read(tmp_path).capture_delay == 0.0


@pytest.mark.parametrize("line", ["capture_largest = 0", "capture_delay = -1", "capture_again = 0"])
def test_a_limit_that_cannot_be_is_told(tmp_path: Path, line: str) -> None:
    (tmp_path / "library.toml").write_text(f'title = "x"\n{line}\n')
    with pytest.raises(Unreadable, match=line.split()[0]):
        settings.read(tmp_path)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('base = "https://x.example/a?b"', "no . and no #"),
        ('base = "https://x.example/a#b"', "no . and no #"),
        ('database = " "', "names no file"),
        ("capture_again = 2000000", "from 1 to 1,000,000"),
        ("capture_delay = nan", "from 0 to 1,000,000"),
    ],
)
def test_what_a_setting_cannot_be_is_told_with_what_it_can(
    tmp_path: Path, line: str, says: str
) -> None:
    (tmp_path / "library.toml").write_text(f'title = "x"\n{line}\n')
    with pytest.raises(Unreadable, match=says):
        settings.read(tmp_path)
