"""``sourcebook health``: figures, exit codes, JSON, and a report to mail."""

import json
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

import pytest
from msgspec import structs

from cli.conftest import Run
from publish import sample
from sourcebook.library import Library
from sourcebook.records import AddressStanding, Suggestion

HOSTILE = "Ends\r\nBcc: all@a.example\n<script>alert(1)</script>\u202e"


def fare(folder: Path, *standings: tuple[int, AddressStanding, str]) -> list[str]:
    """Check the first addresses of the library's entries: (which entry, what was found, when)."""
    with Library.open(folder) as library:
        ids = [entry.id for entry in library.entries()]
        for number, standing, at in standings:
            entry = library.entry(ids[number])
            first = entry.addresses[0]
            found = sample.check(first.url or "", f"{at}T08:00:00Z", standing)
            checked = first.checked if first.standing == standing else found.at
            first = structs.replace(first, standing=standing, checked=checked)
            library.put([found, structs.replace(entry, addresses=(first, *entry.addresses[1:]))])
    return ids


def test_what_was_never_checked_is_said_with_the_command_to_run(run: Run, library: Path) -> None:
    said = run("health", cwd=library)
    assert said.code == 0
    assert "Nothing was checked yet" in said.out
    assert "sourcebook check links" in said.out
    strict = run("health", "--strict", cwd=library)
    assert (strict.code, "nothing was checked" in strict.err) == (7, True)


def test_a_library_without_entries_is_told_of_too(run: Run, tmp_path: Path) -> None:
    assert run("new", tmp_path / "empty").code == 0
    said = run("health", "--strict", "--since", "2026-01-01", cwd=tmp_path / "empty")
    assert said.code == 0
    assert "No entry of this library has an address yet" in said.out


def test_gone_addresses_fail_and_are_named_with_what_to_run(run: Run, library: Path) -> None:
    ids = fare(library, (0, "alive", "2026-11-01"), (1, "gone", "2026-11-20"))
    said = run("health", cwd=library)
    assert said.code == 7
    assert "1 of 2 addresses work, 1 is gone. The last check was on 20 November 2026." in said.out
    assert f"sourcebook repair {ids[1]}" in said.out
    assert run("health", "--max-gone", "1", cwd=library).code == 0
    assert run("health", "--max-gone", "1", "--strict", cwd=library).code == 0


def test_what_answers_though_it_is_gone_counts_as_gone(run: Run, library: Path) -> None:
    fare(library, (0, "soft gone", "2026-11-01"))
    assert run("health", cwd=library).code == 7


@pytest.mark.parametrize("standing", ["changed", "unsure"])
def test_doubt_fails_only_where_it_is_asked_for(
    run: Run, library: Path, standing: AddressStanding
) -> None:
    fare(library, (0, standing, "2026-11-01"))
    assert run("health", cwd=library).code == 0
    assert run("health", "--strict", cwd=library).code == 7


def test_json_has_every_figure_and_task(run: Run, library: Path) -> None:
    ids = fare(
        library, (0, "alive", "2026-09-02"), (0, "gone", "2026-11-05"), (1, "moved", "2026-11-05")
    )
    with Library.open(library) as opened:
        url = opened.entry(ids[0]).addresses[0].url or ""
        move = Suggestion(
            id="s", kind="move", entry=ids[0], url=url, target="https://a.example/new", how="rule"
        )
        opened.put([move, structs.replace(move, id="t", decision="declined")])
    printed = json.loads(run("health", "--json", "--since", "1 October 2026", cwd=library).out)
    assert printed["addresses"] == {
        "alive": 0, "moved": 1, "changed": 0, "soft gone": 0, "gone": 1, "unsure": 0, "unchecked": 0,
    }  # fmt: skip
    assert (printed["total"], printed["gone"], printed["checked"]) == (2, 1, "2026-11-05")
    assert printed["suggestions"] == {"move": 1}
    gone, moved = printed["tasks"]
    assert (gone["standing"], gone["since"], gone["found"]) == (
        "gone",
        "2026-11-05",
        ["https://a.example/new"],
    )
    assert moved["standing"] == "moved"
    assert [month["month"] for month in printed["months"]] == ["2026-09", "2026-10", "2026-11"]
    assert [month["counts"] for month in printed["months"]] == [
        {"alive": 1}, {"alive": 1}, {"moved": 1, "gone": 1},
    ]  # fmt: skip
    assert {(new["was"], new["standing"]) for new in printed["new"]} == {
        ("alive", "gone"),
        ("unchecked", "moved"),
    }


def test_a_day_that_is_none_is_refused(run: Run, library: Path) -> None:
    said = run("health", "--since", "lately", cwd=library)
    assert (said.code, "2026-11-26" in said.err) == (2, True)


def mail(data: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(data, policy=cast(Any, default)))


def test_the_mail_is_one_that_mail_programs_read(run: Run, library: Path, tmp_path: Path) -> None:
    fare(library, (0, "gone", "2026-11-05"))
    target = tmp_path / "report.eml"
    said = run("health", "--mail", target, "--since", "2026-11-01", cwd=library)
    assert (said.code, str(target) in said.out) == (7, True)
    data = target.read_bytes()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 998  # RFC 5322, 2.1.1
    read = mail(data)
    assert not read.defects
    assert read["Subject"].endswith("1 of 2 addresses gone")
    assert read["Date"].datetime is not None
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
    for kind in ("plain", "html"):
        part = read.get_body((kind,))
        assert part is not None
        text = part.get_content()
        assert "sourcebook repair" in text
        assert "since 1 November 2026" in text or "SINCE 1 November 2026" in text
    run("health", "--mail", target, "--since", "2026-11-01", cwd=library)
    assert target.read_bytes() == data


def test_words_from_outside_neither_head_the_mail_nor_run_in_it(
    run: Run, library: Path, tmp_path: Path
) -> None:
    ids = fare(library, (0, "gone", "2026-11-05"))
    with Library.open(library) as opened:
        entry = opened.entry(ids[0])
        url = entry.addresses[0].url or ""
        opened.put([
            structs.replace(entry, title=HOSTILE),
            sample.check(url, "2026-11-06T08:00:00Z", "gone", why=HOSTILE),
        ])  # fmt: skip
    (library / "library.toml").write_text(
        'title = "One\\nBcc: all@a.example"\ncontact = "x\\ny@a.example"\n'
    )
    target = tmp_path / "report.eml"
    assert run("health", "--mail", target, cwd=library).code == 7
    read = mail(target.read_bytes())
    assert read["Bcc"] is None
    assert read["From"] == "sourcebook@library.invalid"
    html = read.get_body(("html",))
    text = read.get_body(("plain",))
    assert html is not None
    assert text is not None
    assert "<script" not in html.get_content()
    assert "\u202e" not in text.get_content()
    assert "Ends Bcc: all@a.example <script>" in text.get_content()


@pytest.mark.parametrize("contact", ["жаныл@a.example", "two..dots@a.example", "a@a..example"])
def test_a_mail_is_from_an_address_that_a_header_may_hold(
    run: Run, library: Path, contact: str
) -> None:
    (library / "library.toml").write_text(f'title = "One"\ncontact = "{contact}"\n', "utf-8")
    run("health", "--mail", "report.eml", cwd=library)
    sent = mail((library / "report.eml").read_bytes())
    assert sent["From"] == "sourcebook@library.invalid"


def test_a_mail_that_can_not_be_written_is_named_with_the_remedy(run: Run, library: Path) -> None:
    said = run("health", "--mail", library / "nowhere" / "report.eml", cwd=library)
    assert said.code == 3
    assert "nowhere: there is no such folder" in said.err
    both = run("health", "--mail", "-", "--json", cwd=library)
    assert both.code == 2


def test_a_report_may_go_to_another_program(run: Run, library: Path) -> None:
    said = run("health", "--mail", "-", cwd=library)
    assert said.code == 0
    assert said.out.startswith("Subject: ")
    assert mail(said.out.encode())["Subject"].endswith("0 of 2 addresses gone")
