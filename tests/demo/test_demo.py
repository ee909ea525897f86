"""The demo library: complete, honest, in our own words, and an example of every feature."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar, get_args

import pytest

from sourcebook import codec, demo
from sourcebook.errors import Unreadable
from sourcebook.preserve.attaching import page_key
from sourcebook.records import AddressStanding, Entry, Excerpt, Page, Record, Series, Tombstone
from sourcebook.themes import find_aspect, themes
from sourcebook.values.addresses import host_of
from sourcebook.values.languages import language_tag
from sourcebook.values.places import countries

R = TypeVar("R", bound=Record)

UNDATED = {  # the works themselves, or the lists we know them from, show no date
    "protection-project-nd-kazakhstan",
    "hrw-nd-human-rights-overview",
    "tol-nd-street-children-pay",
}


def of(kind: type[R]) -> list[R]:
    return [record for record in demo.records() if isinstance(record, kind)]


def entries() -> dict[str, Entry]:
    return {entry.id: entry for entry in of(Entry)}


def page(page_id: str) -> Page:
    return next(page for page in of(Page) if page.id == page_id)


def shown() -> Iterator[tuple[Page, Entry, Excerpt]]:
    """Every excerpt on every page it is placed on."""
    known = entries()
    for one in of(Page):
        for section in one.sections:
            for placement in section.placements:
                for excerpt in known[placement.entry].excerpts:
                    if excerpt.id in placement.excerpts:
                        yield one, known[placement.entry], excerpt


def test_every_record_survives_json() -> None:
    for record in demo.records():
        assert codec.decode(type(record), codec.encode(record)) == record


def test_ids_are_unique_and_excerpt_ids_within_their_entry() -> None:
    counted = Counter(record.id for record in demo.records())
    assert [name for name, times in counted.items() if times > 1] == []
    for entry in of(Entry):
        assert len({excerpt.id for excerpt in entry.excerpts}) == len(entry.excerpts)


def test_every_entry_says_who_published_it_and_when() -> None:
    for entry in of(Entry):
        assert entry.title, entry.id
        assert entry.byline, entry.id
        assert entry.publisher, entry.id
        if entry.id in UNDATED:
            assert entry.issued is None
        else:
            assert entry.issued is not None, entry.id
            assert entry.issued.as_written, entry.id
            assert entry.issued.edtf, entry.id


def is_sample(entry: Entry) -> bool:
    """Whether it is one of the invented reports whose sources ship with the package."""
    return entry.id.startswith("sample-")


def test_every_excerpt_of_a_real_report_is_a_paraphrase_of_substance() -> None:
    for entry in of(Entry):
        if is_sample(entry):
            continue
        for excerpt in entry.excerpts:
            assert excerpt.voice == "paraphrase"
            assert excerpt.standing == "unchecked"
            assert excerpt.anchor is None
            assert excerpt.heading
            assert all(len(paragraph) > 60 for paragraph in excerpt.paragraphs)
            assert excerpt.paragraphs


def test_nothing_is_left_unplaced() -> None:
    placed = {(entry.id, excerpt.id) for _, entry, excerpt in shown()}
    written = {(entry.id, excerpt.id) for entry in of(Entry) for excerpt in entry.excerpts}
    assert placed == written
    on_pages = {p.entry for one in of(Page) for section in one.sections for p in section.placements}
    assert on_pages == set(entries())


def test_every_aspect_is_a_term_of_a_theme_it_is_shown_in() -> None:
    where: dict[tuple[str, str], set[str]] = {}
    for one, entry, excerpt in shown():
        terms = {term.code for term in themes()[one.theme].aspects}
        assert set(excerpt.aspects) & terms, (one.id, entry.id, excerpt.id)
        where.setdefault((entry.id, excerpt.id), set()).update(terms)
    for _, entry, excerpt in shown():
        assert set(excerpt.aspects) <= where[entry.id, excerpt.id], (entry.id, excerpt.id)


def test_every_country_age_and_language_is_known() -> None:
    ages = {term.code for term in themes()["human-trafficking"].ages}
    for entry in of(Entry):
        assert bool(entry.countries) != is_sample(entry), entry.id  # of no country there is
        assert set(entry.countries) <= set(countries()), entry.id
        assert language_tag(entry.language) == entry.language
        for excerpt in entry.excerpts:
            assert set(excerpt.countries) <= set(countries()), excerpt.id
            assert set(excerpt.ages) <= ages, excerpt.id


def test_all_five_themes_have_at_least_two_country_pages() -> None:
    counted = Counter(one.theme for one in of(Page) if one.subject.kind == "country")
    assert set(counted) == set(themes())
    assert min(counted.values()) >= 2


def test_there_are_pages_of_every_kind() -> None:
    assert {one.subject.kind for one in of(Page)} == {"country", "aspect", "age", "name"}


def test_kazakhstan_and_its_neighbours_have_a_page() -> None:
    there = {one.subject.country for one in of(Page) if one.theme == "human-trafficking"}
    assert {"KZ", *countries()["KZ"].neighbours} <= there


def test_the_page_of_kazakhstan_is_whole() -> None:
    kazakhstan = page("human-trafficking/kazakhstan")
    sizes = {section.heading: len(section.placements) for section in kazakhstan.sections}
    assert sizes == {"featured": 1, "archives": 16, "earlier": 2}
    known = entries()
    listed = [known[p.entry] for section in kazakhstan.sections for p in section.placements]
    addresses = [address for entry in listed for address in entry.addresses]
    accessed = [date for address in addresses for date in address.accessed]
    assert sum(address.url is not None for address in addresses) == 20
    assert len(accessed) == 23
    assert [date.as_written for date in accessed if date.edtf is None] == [
        "Last access date unavailable"
    ]
    assert sum(entry.lost for entry in listed) == 3
    assert sum(x.locator is not None for entry in listed for x in entry.excerpts) == 7
    assert kazakhstan.background.source
    assert kazakhstan.summary.source


def test_help_says_that_nobody_has_confirmed_it() -> None:
    lines = [line for one in of(Page) for line in one.helplines]
    assert len(lines) >= 4
    for line in lines:
        assert line.confirmed is None
        assert line.number is not None
        assert re.fullmatch(r"\+\d{7,15}", line.number)
        digits = re.sub(r"\D", "", line.as_written)
        assert line.number.endswith(digits.lstrip("0")[-9:])


def test_prompts_name_aspects_of_their_theme() -> None:
    for one in of(Page):
        assert one.caution
        assert one.teachers
        assert all(find_aspect(one.theme, asked) for asked in one.aspects_prompted)
        assert one.subject.kind == "name" or len(one.aspects_prompted) >= 6


def test_one_entry_stands_on_several_pages_with_different_excerpts() -> None:
    chosen: dict[str, set[tuple[str, ...]]] = {}
    for one in of(Page):
        for section in one.sections:
            for placement in section.placements:
                chosen.setdefault(placement.entry, set()).add(placement.excerpts)
    assert sum(len(choices) > 1 for choices in chosen.values()) >= 10
    assert len(chosen["crc-2003-concluding-observations-kazakhstan"]) == 3


def test_series_hold_their_editions_and_one_continues_another() -> None:
    known = {series.id: series for series in of(Series)}
    for entry in of(Entry):
        if entry.series:
            assert entry.series in known, entry.id
            assert entry.edition, entry.id
    followers = [series for series in known.values() if series.continues]
    assert [series.id for series in followers] == ["freedom-in-the-world"]
    assert followers[0].continues in known
    editions = {
        entry.edition
        for entry in of(Entry)
        if entry.series == "dol-findings" and entry.countries == ("KZ",)
    }
    assert editions == {"2004", "2014", "2016", "2017", "2019", "2020", "2021"}


def test_archived_copies_are_honest_about_what_they_are() -> None:
    with_copies = [
        entry
        for entry in of(Entry)
        if any(address.mementos for address in entry.addresses) and not is_sample(entry)
    ]
    assert len(with_copies) >= 4
    for entry in with_copies:
        assert demo.ARCHIVE_NOTE in entry.notes
        for address in entry.addresses:
            for memento in address.mementos:
                assert memento.at is None
                assert address.url is not None
                assert memento.url.endswith("/" + address.url)


def test_nothing_is_claimed_of_addresses_that_nobody_asked() -> None:
    asked = {check.key for check in demo.checks()}
    shown = set()
    for entry in of(Entry):
        for address in entry.addresses:
            if is_sample(entry):
                assert host_of(address.url or "").endswith(".example.org")
                shown.add(address.standing)
            else:
                assert (address.standing, address.checked) == ("unchecked", None)
                assert page_key(address.url) not in asked
    assert shown == set(get_args(AddressStanding))
    assert all("SAMPLE" in check.why for check in demo.checks())


def test_an_address_of_the_samples_stands_as_its_newest_check_says() -> None:
    newest = {check.key: check for check in sorted(demo.checks(), key=lambda check: check.at)}
    for entry in filter(is_sample, of(Entry)):
        for address in entry.addresses:
            last = newest.get(page_key(address.url) or "")
            assert address.standing == (last.standing if last else "unchecked")
            assert (address.checked or "") <= (last.at if last else "")


def test_a_withdrawn_record_says_what_took_its_place() -> None:
    (gone,) = of(Tombstone)
    assert gone.id not in entries()
    assert gone.at
    assert any(name in gone.why for name in entries())


def test_an_entry_in_another_language_says_so() -> None:
    assert any(entry.language == "ru" for entry in of(Entry))


def test_a_lesson_is_plain_prose() -> None:
    lesson = page("human-trafficking/one-report-many-editions")
    assert sum(len(section.prose) for section in lesson.sections) >= 8
    assert all("<" not in line for section in lesson.sections for line in section.prose)


def _runs(text: str, length: int = 8) -> set[str]:
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}


def test_no_eight_words_in_a_row_are_the_seed_pages(shared: Path) -> None:
    theirs = _runs((shared / "seeds/kazakhstan.txt").read_text("utf-8"))
    assert len(theirs) > 2000
    ours = [
        (entry.id, " ".join((excerpt.heading, *excerpt.paragraphs)))
        for entry in of(Entry)
        for excerpt in entry.excerpts
    ]
    for one in of(Page):
        texts = (one.tagline, one.caution, one.prompt, one.teachers, one.notice)
        ours += [(one.id, text) for text in (*texts, one.background.text, one.summary.text)]
        ours += [(one.id, line) for section in one.sections for line in section.prose]
    ours += [(theme.id, theme.about) for theme in themes().values()]
    assert [(name, run) for name, text in ours for run in _runs(text) & theirs] == []


def test_a_known_sentence_of_the_seed_page_would_be_caught(shared: Path) -> None:
    seed = (shared / "seeds/kazakhstan.txt").read_text("utf-8")
    title = next(e.title for e in of(Entry) if e.id == "dol-2005-2004-findings-kazakhstan")
    assert _runs(title) & _runs(seed)


def test_a_curators_slip_is_named_with_its_file() -> None:
    with pytest.raises(Unreadable, match=r"x\.toml: places an entry that is not there: nobody"):
        demo._placement("nobody: *", {}, "x.toml")
    known = entries()
    with pytest.raises(Unreadable, match=r"wants excerpts that .* has not: nothing"):
        demo._placement("iwpr-2005-kazak-women-sold: nothing", known, "x.toml")
    with pytest.raises(Unreadable, match="locator of no known form"):
        demo._locator("somewhere", "x.toml")
    with pytest.raises(Unreadable, match="address that is none"):
        demo._address({"url": "javascript:alert(1)"}, "x.toml")


def test_samples_say_that_they_are_samples_wherever_they_stand() -> None:
    for entry in filter(is_sample, of(Entry)):
        assert entry.title.startswith("SAMPLE")
        assert any(note.startswith("SAMPLE") for note in entry.notes)
    for one, entry, _ in shown():
        if is_sample(entry):
            assert "SAMPLE" in one.range
            assert "SAMPLE" in one.notice
    for files in demo.samples().values():
        assert {file.suffix for file in files} == {".pdf", ".html"}
        for file in files:
            assert b"SAMPLE" in file.read_bytes()


@pytest.mark.slow
def test_the_samples_quotes_get_every_standing(tmp_path: Path) -> None:
    from sourcebook.cli.demonstrating import make
    from sourcebook.library import Library

    make(tmp_path / "demo")
    with Library.open(tmp_path / "demo") as library:
        found = {
            (entry.edition, excerpt.id): excerpt
            for entry in library.entries()
            if is_sample(entry)
            for excerpt in entry.excerpts
        }
    standings = {key: excerpt.standing for key, excerpt in found.items()}
    assert standings == {
        ("2021", "passports"): "verified",
        ("2021", "inspector"): "verified",
        ("2021", "closed"): "absent",
        ("2022", "passports"): "verified",
        ("2023", "papers"): "differs",
        ("2023", "doors"): "verified",
    }
    anchor = found["2022", "passports"].anchor
    assert anchor is not None
    assert anchor.page == "2"
