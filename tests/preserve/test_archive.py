"""WARC files only grow; a torn tail is cut off before anything is added; one process writes."""

import errno
import gzip
import io
from pathlib import Path

import fastwarc
import pytest
from warcio.archiveiterator import ArchiveIterator

from preserve.conftest import write_one
from sourcebook.errors import Conflict, Missing, NoRoom, Unreadable
from sourcebook.preserve import archive as archive_module
from sourcebook.preserve.archive import Archive, whole_end
from sourcebook.records import Place


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "captures")


def test_each_record_is_a_gzip_member_at_its_place(archive: Archive) -> None:
    one = write_one(archive, b"<p>one", url="https://a.example/")
    two = write_one(archive, b"<p>two" * 9000, url="https://b.example/")
    assert one.warc
    assert two.warc
    assert one.warc.file == two.warc.file
    data = archive.path(two.warc.file).read_bytes()
    member = gzip.decompress(data[two.warc.offset : two.warc.offset + two.warc.length])
    assert member.startswith(b"WARC/1.1\r\nWARC-Type: response")
    assert two.warc.offset + two.warc.length == len(data)


def test_independent_readers_read_what_is_written(archive: Archive) -> None:
    for number in range(3):
        write_one(archive, b"<p>%d" % number, url=f"https://a.example/{number}")
    data = archive.path(archive.files()[0]).read_bytes()
    kinds = [record.rec_type for record in ArchiveIterator(io.BytesIO(data), check_digests="raise")]
    assert kinds == ["warcinfo", "response", "response", "response"]
    responses = [
        (record.headers["WARC-Target-URI"], record.verify_block_digest(), record.reader.read()[-4:])
        for record in fastwarc.ArchiveIterator(io.BytesIO(data), parse_http=False)
        if record.headers["WARC-Type"] == "response"
    ]
    assert responses == [(f"https://a.example/{n}", True, b"<p>%d" % n) for n in range(3)]


def test_a_torn_tail_is_cut_off_before_adding(archive: Archive) -> None:
    one = write_one(archive, b"<p>one", url="https://a.example/")
    assert one.warc
    path = archive.path(one.warc.file)
    whole = path.read_bytes()
    last = one.warc.length - 1
    for kept in sorted({*range(1, last, 7), 2, 3, last}):
        path.write_bytes(whole + whole[one.warc.offset : one.warc.offset + kept])
        with archive.writing() as writer:
            assert writer.cut == [(one.warc.file, len(whole), kept)]
        assert path.read_bytes() == whole
    with archive.writing() as writer:
        assert writer.cut == []


def test_a_broken_record_with_a_whole_one_after_it_is_no_torn_tail(archive: Archive) -> None:
    one = write_one(archive, b"<p>one" * 100, url="https://a.example/")
    write_one(archive, b"<p>two", url="https://b.example/")
    assert one.warc
    path = archive.path(one.warc.file)
    data = bytearray(path.read_bytes())
    data[one.warc.offset + one.warc.length // 2] ^= 0xFF
    path.write_bytes(data)
    assert whole_end(path) == len(data)


def test_only_one_process_writes(archive: Archive) -> None:
    with archive.writing(), pytest.raises(Conflict, match="another Sourcebook"):
        archive.writing().__enter__()
    with archive.writing():
        pass


def test_a_full_file_is_followed_by_the_next(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_module, "LARGEST", 1000)
    for number in range(6):
        write_one(archive, b"<p>%d" % number * 50, url=f"https://a.example/{number}")
    assert len(archive.files()) > 1
    for name in archive.files():
        with archive.path(name).open("rb") as file:
            assert next(iter(ArchiveIterator(file))).rec_type == "warcinfo"


def test_a_record_that_fails_midway_leaves_nothing(archive: Archive) -> None:
    one = write_one(archive, b"<p>one", url="https://a.example/")
    assert one.warc
    before = archive.path(one.warc.file).read_bytes()

    with archive.writing() as writer, pytest.raises(ValueError, match="has 4"):
        writer.add([("WARC-Type", "resource")], [b"four"], 5)
    assert archive.path(one.warc.file).read_bytes() == before


def test_a_full_disk_leaves_the_file_as_it_was(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = write_one(archive, b"<p>one", url="https://a.example/")
    assert one.warc
    path = archive.path(one.warc.file)
    before = path.read_bytes()

    class Full(io.FileIO):
        def write(self, data: object, /) -> int:
            if self.tell() > len(before):
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(bytes(data)[:50])  # type: ignore[call-overload]

    with archive.writing() as writer:
        monkeypatch.setattr(writer, "_out", io.BufferedWriter(Full(path, "ab"), 40))
        with pytest.raises(NoRoom):
            writer.add([("WARC-Type", "resource")], [bytes(range(256)) * 40], 10_240)
        assert path.read_bytes() == before
        place = writer.add([("WARC-Type", "resource")], [b"two"], 3)
    with archive.open(place) as record:
        assert b"".join(record.blocks()) == b"two"


def test_a_value_with_a_line_end_adds_no_field(archive: Archive) -> None:
    with archive.writing() as writer:
        place = writer.add(
            [("WARC-Type", "resource"), ("WARC-Target-URI", "x\r\nContent-Length: 9")], [b"four"], 4
        )
    with archive.open(place) as record:
        assert record.head.get("content-length") == "4"
        assert b"".join(record.blocks()) == b"four"


def test_a_place_that_leads_out_of_the_folder_is_refused(archive: Archive) -> None:
    for name in ("../library.db", "/etc/passwd", "", "."):
        with pytest.raises(Unreadable), archive.open(Place(file=name, offset=0)):
            pass
    with pytest.raises(Missing), archive.open(Place(file="gone.warc.gz", offset=0)):
        pass
