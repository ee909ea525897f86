"""``compare`` as people and programs use it."""

import csv
import json
from pathlib import Path

import pytest

from cli.conftest import Run
from publish.comparing.said import aspect, role
from sourcebook.library import Library
from sourcebook.records import Date, Entry


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "lib"
    assert run("new", folder).code == 0
    with Library.open(folder) as library:
        library.put(
            [
                Entry(
                    id="herald-2009", title="Beds", countries=("KZ", "UZ"), issued=Date(edtf="2009")
                ),
                Entry(id="other", title="Other", countries=("KG",)),
                role("KZ", "source"),
                aspect("UZ", "precursor", "poverty", decision="open"),
            ]
        )
    return folder


def test_a_person_sees_rows_and_what_an_empty_cell_means(run: Run, folder: Path) -> None:
    done = run("compare", "KZ", "Uzbekistan", cwd=folder)
    assert done.code == 0
    assert "≠ Roles: Source\n    Kazakhstan: said (1 entry, 2009)\n    Uzbekistan: –" in done.out
    assert "= In this library: Entries" in done.out
    assert "Poverty" not in done.out
    assert "absence of evidence" in done.err


def test_quotes_open_every_cell(run: Run, folder: Path) -> None:
    done = run("compare", "KZ+UZ", "--quotes", "--unreviewed", "--differences", cwd=folder)
    assert "“They say [so it is].” — herald-2009" in done.out
    assert "Poverty (1 entry, 2009, not reviewed)" in done.out
    assert "Entries" not in done.out


def test_programs_get_the_evidence_too(run: Run, folder: Path) -> None:
    told = json.loads(run("compare", "kz", "uz", "--json", cwd=folder).out)
    assert told["countries"] == ["KZ", "UZ"]
    (source,) = [row for row in told["rows"] if row["row"] == "roles/source"]
    assert source["differs"]
    assert source["cells"]["UZ"] == []
    assert source["cells"]["KZ"][0]["quotes"][0]["words"] == "so it is"


def test_spreadsheets_get_csv(run: Run, folder: Path) -> None:
    read = list(csv.reader(run("compare", "KZ", "UZ", "--csv", cwd=folder).out.splitlines()))
    assert read[0][3:] == ["Kazakhstan", "Uzbekistan"]


def test_one_country_is_set_beside_its_neighbours_and_a_region_is_its_countries(
    run: Run, folder: Path
) -> None:
    told = json.loads(run("compare", "Kazakhstan", "--json", cwd=folder).out)
    assert told["countries"] == ["KZ", "KG", "UZ"]
    told = json.loads(run("compare", "central asia", "--json", cwd=folder).out)
    assert sorted(told["countries"]) == ["KG", "KZ", "UZ"]


def test_a_theme_keeps_to_its_pages(run: Run, folder: Path) -> None:
    told = json.loads(run("compare", "KZ", "UZ", "--theme", "torture", "--json", cwd=folder).out)
    assert told["rows"] == []


@pytest.mark.parametrize(
    ("words", "says", "code"),
    [
        (("Kazakstn",), "Did you mean Kazakhstan", 2),
        (("Northern Africa",), "has no country", 3),
        (("KZ", "--theme", "sport"), "is no theme", 3),
        (("KZ", "--csv", "--json"), "one at a time", 2),
        (("+",), "names no country", 2),
    ],
)
def test_what_cant_be_done_is_told(
    run: Run, folder: Path, words: tuple[str, ...], says: str, code: int
) -> None:
    done = run("compare", *words, cwd=folder)
    assert (done.code, says in done.err) == (code, True), done.err
