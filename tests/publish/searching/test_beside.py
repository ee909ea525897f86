"""The search's files made in a second process: the same bytes, no process left, every fault told."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish import sample
from sourcebook.errors import NoRoom, SourcebookError
from sourcebook.library import Library
from sourcebook.publish.build import build
from sourcebook.publish.searching import beside
from sourcebook.publish.searching.beside import Beside, making
from sourcebook.publish.searching.findable import Findable
from sourcebook.publish.searching.labels import Labels
from sourcebook.publish.searching.whole import Here, Order

LABELS = Labels(language="en")


def order(folder: Path) -> Order:
    return Order(
        site=str(folder / "site"), shelf=str(folder / "found.db"), token="abc", language="en"
    )


def things(many: int) -> Iterator[Findable]:
    for n in range(many):
        yield Findable(
            id=f"entry/{n}", href=f"entries/{n}.html", title=f"Bricks {n} " * 40, kind="Report"
        )


def made(maker: Here | Beside, many: int) -> list[tuple[str, bool]]:
    with maker:
        for one in things(many):
            maker.take(one)
        maker.end(LABELS)
        return list(maker.files())


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """The sample library, open."""
    with sample.library(tmp_path / "lib") as made:
        yield made


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> list[Beside]:
    """Every whole build makes the index in a second process; gives those that were begun."""
    began: list[Beside] = []

    def noted(asked: Order, _: int) -> Beside:
        began.append(Beside(asked))
        return began[-1]

    monkeypatch.setattr("sourcebook.publish.sheets.search.making", noted)
    return began


def test_both_make_the_same_files(tmp_path: Path) -> None:
    for name in ("here", "beside"):
        (tmp_path / name).mkdir()
    here = made(Here(order(tmp_path / "here")), 300)
    other = Beside(order(tmp_path / "beside"))
    assert made(other, 300) == here
    assert other._here is None
    assert len(here) > 20
    assert all(differs for _, differs in here)
    assert sample.files(tmp_path / "here/.site-making") == sample.files(
        tmp_path / "beside/.site-making"
    )


def test_a_few_things_are_not_worth_a_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "processors", lambda: 2)
    assert isinstance(making(order(tmp_path), beside.MANY), Here)
    monkeypatch.setattr(beside, "processors", lambda: 1)
    assert isinstance(making(order(tmp_path), beside.MANY + 1), Here)


@pytest.mark.parametrize("program", ["", "/nowhere/python", "/bin/false"])
def test_where_no_process_can_be_had_the_files_are_made_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    assert len(made(Beside(order(tmp_path)), 300)) > 20


def test_a_child_ends_with_its_parent(tmp_path: Path) -> None:
    code = (
        "import sys, time\n"
        "from publish.searching.test_beside import *\n"
        "maker = Beside(order(Path(sys.argv[1])))\n"
        "for one in things(300): maker.take(one)\n"
        "print(maker._child.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    path = os.pathsep.join(p for p in sys.path if p)
    parent = subprocess.Popen(
        [sys.executable, "-c", code, tmp_path], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}
    )  # fmt: skip
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    os.kill(child, 0)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    for _ in range(500):
        if not _runs(child):
            return
        time.sleep(0.01)
    raise AssertionError(f"{child} is still there")


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state != "Z"


def test_giving_up_leaves_no_process(tmp_path: Path) -> None:
    maker = Beside(order(tmp_path))
    child = maker._child
    assert child is not None
    with pytest.raises(KeyboardInterrupt), maker:
        raise KeyboardInterrupt
    assert child.returncode is not None


@pytest.mark.slow
def test_a_site_is_the_same_however_its_index_was_made(
    library: Library, always: list[Beside], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    build(library)
    assert len(always) == 1
    assert build(library).written == 0  # nothing changed, and nothing is made anew
    assert len(always) == 1
    again = build(library, full=True)
    assert (again.written, again.removed) == (0, 0)
    monkeypatch.undo()
    build(library, out=tmp_path / "here")
    assert sample.files(library.folder / "site") == sample.files(tmp_path / "here")


@pytest.mark.slow
@pytest.mark.usefixtures("always")
@pytest.mark.parametrize(("fault", "says"), [("28", "free some space"), ("13", "may not be written")])  # fmt: skip
def test_what_a_child_meets_is_told_as_if_it_had_been_met_here(
    library: Library, monkeypatch: pytest.MonkeyPatch, fault: str, says: str
) -> None:
    build(library)
    before = sample.files(library.folder / "site")
    patch = (
        "import sys; sys.path[:] = sys.argv[2:]\n"
        "from sourcebook.publish.tree import Tree\n"
        f"def full(self, path, data): raise OSError({fault}, 'No', path)\n"
        "Tree.renew = full\n"
    )
    with monkeypatch.context() as context:
        context.setattr(beside, "_START", patch + beside._START)
        with pytest.raises(NoRoom, match=says):
            build(library, full=True)
    assert sample.files(library.folder / "site") == before
    assert not (library.folder / ".site-making").exists()
    assert build(library, full=True).written == 0


@pytest.mark.slow
@pytest.mark.usefixtures("always")
def test_a_child_that_is_stopped_stops_the_build(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(library)
    before = sample.files(library.folder / "site")
    real = Beside.files

    def killed(maker: Beside) -> Iterator[tuple[str, bool]]:
        assert maker._child is not None
        maker._child.kill()
        return real(maker)

    with monkeypatch.context() as context:
        context.setattr(Beside, "files", killed)
        with pytest.raises(SourcebookError, match="was stopped"):
            build(library, full=True)
    assert sample.files(library.folder / "site") == before
    assert build(library).written == 0
