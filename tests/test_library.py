"""A library is a folder that opens, keeps, finds, and says clearly what is wrong with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from sourcebook import settings as settings_file
from sourcebook.collect.draft import Draft, DraftEntry
from sourcebook.errors import Conflict, Missing, NoRoom, Refused, Unreadable
from sourcebook.library import Library
from sourcebook.records import Entry, Page, Placement, Section, Subject
from sourcebook.settings import Settings
from sourcebook.store import Store, database

ONE = Entry(id="coast-2005-port", title="Port Opens")
PAGE = Page(
    id="torture/kazakhstan",
    theme="torture",
    subject=Subject(kind="country", country="KZ", as_written="Kazakhstan"),
    sections=(Section(heading="archives", placements=(Placement(entry=ONE.id),)),),
)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCEBOOK_WHO", raising=False)
    monkeypatch.setattr(database, "SYNCHRONOUS", "OFF")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "mine", title="Harbours", curator="M. Keeper") as made:
        made.put([ONE, PAGE], what="begin")
        yield made


def test_a_new_library_opens_again(tmp_path: Path) -> None:
    title = 'Häfen "am" Meer \\ Қ'
    with Library.create(tmp_path / "a" / "b", title=title) as made:
        made.put([ONE])
    with Library.open(tmp_path / "a" / "b") as again:
        assert again.settings == Settings(title=title)
        assert again.entry(ONE.id) == ONE
        assert again.count("entries") == 1
        assert again.soundness() == ""


def test_its_settings_are_told_to_those_who_edit_them(tmp_path: Path) -> None:
    with Library.create(tmp_path / "mine", title="T", themes=("torture", "csec")):
        pass
    text = (tmp_path / "mine" / "library.toml").read_text("utf-8")
    assert "# Where the site is published" in text
    assert '# base = ""' in text
    for name in Settings.__struct_fields__:
        assert f"{name} = " in text
    assert settings_file.read(tmp_path / "mine").themes == ("torture", "csec")


def test_a_library_is_not_made_over_other_things(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(Refused, match="holds other things"):
        Library.create(tmp_path, title="T")
    with pytest.raises(Refused, match="is a file"):
        Library.create(tmp_path / "thesis.txt", title="T")
    Library.create(tmp_path / "mine", title="T").close()
    with pytest.raises(Refused, match="is a library already"):
        Library.create(tmp_path / "mine", title="T")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('title = "T"\ncurator = Me\n', "line 2"),
        ('title = "T"\ncolour = "red"\n', "'colour' that does not exist"),
        ("title = 7\n", "title"),
        ('title = " "\n', "title is empty"),
        ("", "title"),
        ('title = "T"\nbase = "example.org"\n', "must begin with https"),
        ('title = "T"\nexit_to = "javascript:alert(1)"\n', "must begin with https"),
    ],
)
def test_wrong_settings_are_named(library: Library, text: str, told: str) -> None:
    (library.folder / "library.toml").write_text(text)
    with pytest.raises(Unreadable, match=told):
        Library.open(library.folder)


def test_settings_in_another_encoding_are_told(library: Library) -> None:
    (library.folder / "library.toml").write_bytes('title = "Қ"'.encode("utf-16"))
    with pytest.raises(Unreadable, match="UTF-8"):
        Library.open(library.folder)


def test_a_server_is_refused_without_telling_its_password(library: Library) -> None:
    (library.folder / "library.toml").write_text(
        'title = "T"\ndatabase = "postgresql://me:secret@host/db"\n'
    )
    with pytest.raises(Refused, match="host/db") as fault:
        Library.open(library.folder)
    assert "secret" not in str(fault.value)


def test_what_is_no_library_says_how_to_make_one(tmp_path: Path, library: Library) -> None:
    with pytest.raises(Missing, match="sourcebook new"):
        Library.open(tmp_path)
    library.close()
    (library.folder / "library.db").unlink()
    with pytest.raises(Missing, match=r"library\.db"):
        Library.open(library.folder)


def test_records_are_found_or_missing_in_words(library: Library) -> None:
    assert library.record(ONE.id) == ONE
    assert library.page(PAGE.id) == PAGE
    assert [entry.id for entry in library.entries(theme="torture")] == [ONE.id]
    assert list(library.pages()) == [PAGE]
    assert list(library.series()) == []
    for ask in (library.entry, library.page, library.record):
        with pytest.raises(Missing, match="nothing"):
            ask("nothing")
    library.remove(ONE.id, why="asked for by its author")
    with pytest.raises(Missing, match=r"was withdrawn .* asked for by its author"):
        library.entry(ONE.id)
    assert [stone.id for stone in library.tombstones()] == [ONE.id]
    with pytest.raises(Refused, match="posts"):
        library.count("posts")


def test_who_is_named_else_the_environment_else_the_curator_else_the_login(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert library.log()[0].who == "M. Keeper"
    monkeypatch.setenv("SOURCEBOOK_WHO", "N. Helper")
    assert library.who() == "N. Helper"
    assert library.who("O. Named") == "O. Named"
    monkeypatch.delenv("SOURCEBOOK_WHO")
    library.settings = Settings(title="T")
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    assert library.who() == "login"


def test_an_import_is_planned_shown_applied_and_undone(library: Library) -> None:
    entry = Entry(id="dock", title="Dock Closes")
    draft = Draft(source="refs.bib", entries=(DraftEntry(entry=entry),))
    plan = library.plan_import([draft])
    assert library.count("entries") == 1
    number = library.apply(plan, why="more")
    assert number is not None
    newest = library.log(limit=1)[0]
    assert (newest.what, newest.why) == ("import refs.bib: 1 new entry", "more")
    assert library.plan_import([draft]).empty
    assert library.apply(library.plan_import([draft])) is None
    library.undo(number)
    assert library.count("entries") == 1


def test_a_plan_grown_old_is_refused(library: Library) -> None:
    draft = Draft(source="x", entries=(DraftEntry(entry=Entry(id="dock", title="Dock")),))
    plan = library.plan_import([draft])
    library.put([Entry(id="dock", title="Another Dock")])
    with pytest.raises(Conflict, match="changed meanwhile"):
        library.apply(plan)
    assert library.entry("dock").title == "Another Dock"


def test_a_dump_is_loaded_into_another_library_with_settings_and_history(
    library: Library, tmp_path: Path
) -> None:
    library.dump(tmp_path / "dump")
    with Library.create(tmp_path / "other", title="Other") as other:
        other.load(tmp_path / "dump")
        assert other.settings == library.settings
        assert list(other.entries()) == list(library.entries())
        assert other.log() == library.log()
    with Library.open(tmp_path / "other") as again:
        assert again.settings.title == "Harbours"


def test_a_loaded_library_keeps_its_own_database(library: Library, tmp_path: Path) -> None:
    library.dump(tmp_path / "dump")
    with Library.create(tmp_path / "other", title="Other", database="records.db") as other:
        other.load(tmp_path / "dump")
    with Library.open(tmp_path / "other") as again:
        assert (again.settings.title, again.settings.database) == ("Harbours", "records.db")
        assert again.entry(ONE.id) == ONE


def test_a_dump_never_overwrites_the_library(library: Library) -> None:
    with pytest.raises(Refused, match="is the library itself"):
        library.dump(library.folder)


def test_a_dump_with_wrong_settings_loads_nothing(library: Library, tmp_path: Path) -> None:
    library.dump(tmp_path / "dump")
    (tmp_path / "dump" / "library.toml").write_text("title =")
    with Library.create(tmp_path / "other", title="Other") as other:
        with pytest.raises(Unreadable, match=r"library\.toml"):
            other.load(tmp_path / "dump")
        assert other.count("entries") == 0


def test_it_finds_what_is_wrong_with_its_records(library: Library) -> None:
    assert list(library.findings()) == []
    library.put([Entry(id="bad", title="Bad", countries=("QQ",))])
    assert [finding.rule for finding in library.findings()] == ["unknown-country"]


def test_a_folder_that_can_not_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(NoRoom, match="Permission denied"):
        Library.create(tmp_path / "mine", title="T")


def test_a_theme_that_is_none_is_refused_before_a_site_loses_its_pages(tmp_path: Path) -> None:
    with Library.create(tmp_path / "a", title="A", themes=("torture",)):
        pass
    file = tmp_path / "a" / "library.toml"
    file.write_text(file.read_text("utf-8").replace('torture"]', 'tortures"]'), "utf-8")
    with pytest.raises(Unreadable, match="human-trafficking"):
        Library.open(tmp_path / "a")


def test_a_library_that_could_not_be_made_can_be_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: Path) -> Store:
        file.write_bytes(b"")
        raise NoRoom(file, "the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "create", full)
        with pytest.raises(NoRoom):
            Library.create(tmp_path / "a", title="A")
    with Library.create(tmp_path / "a", title="A") as made:
        assert made.count("entries") == 0


def test_a_change_is_refused_where_somebody_changed_the_record_meanwhile(tmp_path: Path) -> None:
    entry = Entry(id="a", title="A")
    with Library.create(tmp_path / "a", title="A") as library:
        library.put([entry])
        library.put([replace(entry, publisher="B")])
        with pytest.raises(Conflict):
            library.change(entry, replace(entry, title="C"))
        assert library.entry("a").publisher == "B"
        assert library.change(library.entry("a"), library.entry("a")) is None
