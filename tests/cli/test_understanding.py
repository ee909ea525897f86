"""``understand`` as programs and people use it: files, JSON Lines, what is bad, what is long."""

import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Run
from sourcebook.claims import Figure, Role
from sourcebook.understand import Prepared

KEYS = {"id", "places", "regions", "roles", "routes", "aspects", "figures", "ratings"}


@pytest.fixture(autouse=True)
def _finders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Finders that are known: "seven" is a figure, "source" a role of the country given."""

    def figures(ready: Prepared) -> tuple[Figure, ...]:
        at = ready.folded.find("seven")
        return (Figure(value=7, unit="people", start=at, end=at + 5),) if at >= 0 else ()

    def roles(ready: Prepared) -> tuple[tuple[Role, ...], tuple[()]]:
        at = ready.folded.find("source")
        if at < 0 or not ready.home:
            return (), ()
        where = {"start": at, "end": at + 6, "rule": "test", "confidence": 0.9}
        return (Role(country=ready.home, role="source", **where),), ()  # type: ignore[arg-type]

    monkeypatch.setattr("sourcebook.understand.figures.figures_in", figures)
    monkeypatch.setattr("sourcebook.understand.roles.roles_in", roles)
    for name in ("aspects", "ratings"):
        monkeypatch.setattr(f"sourcebook.understand.{name}.{name}_in", lambda _: ())


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_plain_file_is_counted_as_python_reads_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Ұлы дала.\r\n\r\nIt is a source\r\nof  seven herders.\r\n".encode())
    done = run("understand", file, "--json", "--country", "Kazakhstan")
    (one,) = lines(done.out)
    assert done.code == 0
    assert one.keys() == KEYS
    text = file.read_text("utf-8")
    spans = [*one["figures"], *one["roles"]]
    assert [text[said["start"] : said["end"]] for said in spans] == ["seven", "source"]
    assert spans[1]["country"] == "KZ"


def test_a_person_gets_a_summary(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It is a source of seven herders.")
    done = run("understand", tmp_path / "a.txt", "--country", "MN")
    assert "Mongolia: a source" in done.out
    assert "“seven”" in done.out


def test_lines_take_their_country_and_id_from_fields(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "some.jsonl"
    rows = [
        {"id": "one", "text": "A source.", "where": "kz", "year": 2009},
        {"text": "A source.", "where": "Uzbekistan"},
        {"text": "A source.", "where": None},
    ]
    file.write_text("\n".join(map(json.dumps, rows)))
    done = run("understand", "--jsonl", file, "--json", "--country-field", "where")
    found = lines(done.out)
    assert done.code == 0
    assert [one["id"] for one in found] == ["one", "2", "3"]
    assert [[role["country"] for role in one["roles"]] for one in found] == [["KZ"], ["UZ"], []]


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_packed_lines_are_read_and_cut_ones_told(
    run: Run, tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    file = tmp_path / "packed"
    data = pack(b"".join(b'{"text": "There were seven of them: %d"}\n' % n for n in range(999)))
    file.write_bytes(data)
    assert len(lines(run("understand", "--jsonl", file, "--json").out)) == 999
    file.write_bytes(data[: len(data) // 2])
    done = run("understand", "--jsonl", file, "--json")
    assert done.code == 4
    assert "cut off" in done.err
    assert "Traceback" not in done.err


def test_bad_lines_are_told_by_number_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "some.jsonl"
    file.write_bytes(
        b'\xef\xbb\xbf{"text": "seven"}\n\n[1]\n{"text": 5, "other": 1}\nnonsense\n\xff\xfe\n{"text": "seven"}'
    )
    done = run("understand", "--jsonl", file, "--json")
    assert [one["id"] for one in lines(done.out)] == ["1", "7"]
    assert [n for n in range(1, 8) if f"line {n}:" in done.err] == [3, 4, 5, 6]
    assert "its fields are: other" in done.err
    assert done.code == 4


def test_a_file_of_another_kind_doesnt_flood(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    file.write_text("a,b,c\n" * 500)
    done = run("understand", "--jsonl", file, "--json")
    assert len(done.err.splitlines()) < 25
    assert "480 more like these" in done.err


def test_a_country_nobody_knows_is_told_and_the_text_understood(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "some.jsonl"
    file.write_text(json.dumps({"text": "seven", "iso2": "Atlantis"}))
    done = run("understand", "--jsonl", file, "--country-field", "iso2")
    assert done.code == 0
    assert "Atlantis" in done.err
    assert lines(done.out)[0]["figures"]


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        ((), "name files", 2),
        (("nothing.pdf",), "nothing.pdf", 3),
        (("--jsonl", "nothing.jsonl"), "nothing.jsonl", 3),
        (("--country", "Atlantis", "x"), "Atlantis", 2),
    ],
)
def test_what_cant_be_done_is_told(
    run: Run, arguments: tuple[str, ...], words: str, code: int
) -> None:
    done = run("understand", *arguments, "--json")
    assert done.code == code
    assert words in done.err
    assert done.out == ""


def test_binary_and_empty_files_are_findings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text("seven")
    done = run("understand", tmp_path, "--json")
    assert len(lines(done.out)) == 1
    assert "empty.txt" in done.err
    assert done.code == 4


def test_one_line_of_many_megabytes_is_understood(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    text = "nothing is here " * 200_000 + "but seven " + "z" * 1_500_000
    file.write_text(text)
    done = run("understand", file, "--json")
    (one,) = lines(done.out)
    (figure,) = one["figures"]
    assert text[figure["start"] : figure["end"]] == "seven"


def test_a_text_in_pieces_is_answered_as_one_line(run: Run, tmp_path: Path) -> None:
    words = "nothing is “here” " * 30_000 + "but seven "
    text = words * 9
    (tmp_path / "long.txt").write_text(text)  # over 4 MB: read in parts
    (tmp_path / "long.jsonl").write_text(json.dumps({"id": "long.txt", "text": text}))
    args = ("--json", "--with-text", "--country", "KZ")
    read = run("understand", "long.txt", *args, cwd=tmp_path).out
    (one,) = lines(read)
    assert one.keys() == {*KEYS, "text"}
    assert one["text"] == text
    spans = [(figure["start"], figure["end"]) for figure in one["figures"]]
    assert len(spans) > 1
    assert {text[start:end] for start, end in spans} == {"seven"}
    assert run("understand", "--jsonl", "long.jsonl", *args, cwd=tmp_path).out == read
    told = run("understand", "long.txt", cwd=tmp_path).out
    assert f"×{len(spans)}" in told
