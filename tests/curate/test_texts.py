"""Texts of captures are read once, kept, and made anew when the reader changes."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from sourcebook.curate.texts import Texts, reader_version
from sourcebook.errors import Missing
from sourcebook.records import Capture, Finding, Text


class Reader:
    """Counts what it reads."""

    def __init__(self, *, rule: str = "") -> None:
        self.read: list[str] = []
        self.rule = rule

    def __call__(self, jobs: Iterable[tuple[Capture, bytes]]) -> Iterator[Text]:
        for capture, data in jobs:
            self.read.append(capture.digest)
            faults = (
                (Finding(rule=self.rule, subject="x", level="error", says="y"),)
                if self.rule
                else ()
            )
            yield Text(capture=capture.digest, text=data.decode(), findings=faults)


def capture(n: int) -> Capture:
    return Capture(id=f"c{n}", digest=f"{n:064x}", at="2026-01-01T00:00:00Z")


def payload(one: Capture) -> bytes:
    if one.digest.endswith("9"):
        raise Missing(f"capture {one.id}", "its file is not there")
    return f"words of {one.id}".encode()


def test_a_text_is_read_once_and_then_kept(tmp_path: Path) -> None:
    reader = Reader()
    for _ in range(2):
        texts = Texts(tmp_path, payload, reader, version="1")
        found = texts.one(capture(1))
        assert isinstance(found, Text)
        assert found.text == "words of c1"
    assert reader.read == [f"{1:064x}"]


def test_another_version_of_the_reader_reads_again_and_leaves_no_old_text(tmp_path: Path) -> None:
    reader = Reader()
    Texts(tmp_path, payload, reader, version="1").one(capture(1))
    Texts(tmp_path, payload, reader, version="2").one(capture(1))
    assert len(reader.read) == 2
    assert [file.suffix for file in tmp_path.rglob("*") if file.is_file()] == [".2"]


def test_a_damaged_text_is_read_again(tmp_path: Path) -> None:
    reader = Reader()
    Texts(tmp_path, payload, reader, version="1").one(capture(1))
    (file,) = [file for file in tmp_path.rglob("*") if file.is_file()]
    file.write_bytes(file.read_bytes()[:7])
    found = Texts(tmp_path, payload, reader, version="1").one(capture(1))
    assert isinstance(found, Text)
    assert len(reader.read) == 2


def test_a_capture_that_is_not_there_is_a_finding_and_the_others_go_on(tmp_path: Path) -> None:
    texts = Texts(tmp_path, payload, Reader(), version="1")
    found = [text for _, text in texts.all([capture(1), capture(9), capture(2)])]
    assert isinstance(found[0], Text)
    assert isinstance(found[1], Finding)
    assert isinstance(found[2], Text)


def test_two_captures_of_the_same_bytes_are_read_once(tmp_path: Path) -> None:
    reader = Reader()
    same = Capture(id="other", digest=capture(1).digest, at="2026-01-02T00:00:00Z")
    texts = Texts(tmp_path, payload, reader, version="1")
    assert len(list(texts.all([capture(1), same]))) == 2
    assert len(reader.read) == 1


def test_what_a_worker_failed_at_this_time_is_not_kept(tmp_path: Path) -> None:
    Texts(tmp_path, payload, Reader(rule="read-time"), version="1").one(capture(1))
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_a_folder_that_can_t_be_written_only_costs_time(tmp_path: Path) -> None:
    blocked = tmp_path / "texts"
    blocked.write_text("a file where the folder should be")
    assert isinstance(Texts(blocked, payload, Reader(), version="1").one(capture(1)), Text)


def test_a_full_disk_is_left_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    assert isinstance(Texts(tmp_path, payload, Reader(), version="1").one(capture(1)), Text)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_the_reader_s_version_names_its_code() -> None:
    assert len(reader_version()) == 12
