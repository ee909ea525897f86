"""Names of places: one file, written by a script, with every spelling of a country."""

import subprocess
import sys
from pathlib import Path

import pytest

from sourcebook.understand.places.names import (
    country_of_words,
    lookout,
    members,
    sources,
    spellings,
)
from sourcebook.understand.prepared import Prepared
from sourcebook.values.places import countries

ROOT = Path(__file__).parents[3]
FILE = ROOT / "src/sourcebook/understand/places/names.json"


@pytest.mark.slow
def test_the_file_is_as_the_script_writes_it(tmp_path: Path) -> None:
    out = tmp_path / "names.json"
    subprocess.run(
        [sys.executable, "-m", "scripts.make_place_names", str(out)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    assert out.read_bytes() == FILE.read_bytes()


def test_every_code_is_a_country_or_says_what_else_it_is() -> None:
    for name in lookout().names:
        codes = name.code[1:].split(",") if name.code[:1] == "~" else [name.code]
        for code in codes:
            assert code[:1] in {"", "?", "@"} or code in countries(), name
        assert name.endings in lookout().endings, name
    assert sources().keys() >= {"names", "peoples", "regions"}


def test_every_main_name_of_every_country_is_found_in_a_sentence() -> None:
    unsure = {"Конго"}
    for country in countries().values():
        for language, name in country.names.items():
            if name in unsure:
                continue
            before = {"en": "They left for ", "ru": "Дорога в ", "kk": "Жол: "}[language]
            text = f"{before}{name}."
            ready = Prepared(text)
            found = [(place.country, place.name) for place in ready.places]
            assert (country.code, name) in found, (name, found, ready.regions)


def test_spellings_have_old_names_and_other_scripts() -> None:
    kazakhstan = {name for _, name in spellings("KZ")}
    assert kazakhstan >= {"Kazakhstan", "Kazakstan", "Казахстан", "Қазақстан", "Qazaqstan"}
    assert {name for _, name in spellings("KG")} >= {"Kyrgyz Republic", "Kirgizia", "Kirghizia"}
    assert ("en", "Burma") in spellings("MM")
    assert spellings("KZ")[0] == ("en", "Kazakhstan")
    assert spellings("??") == ()


def test_spellings_have_no_name_twice() -> None:
    for code in countries():
        names = [name for _, name in spellings(code)]
        assert len(names) == len(set(names)), code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Kyrgyz Republic", "KG"),
        ("Uzbeks", "UZ"),
        ("Казахстаном", "KZ"),
        ("казахстанский", "KZ"),
        ("Қазақстанда", "KZ"),
        ("Qazaqstan", "KZ"),
        ("Congo", None),
        ("Central Asia", None),
        ("Almaty", None),
        ("Kazakhstan and Russia", None),
        ("", None),
    ],
)
def test_words_by_themselves_mean_a_country_or_none(words: str, code: str | None) -> None:
    assert country_of_words(words) == code


def test_parts_of_the_world_have_their_members() -> None:
    assert members("143") == ("KG", "KZ", "TJ", "TM", "UZ")
    assert members("gulf-states") == ("AE", "BH", "KW", "OM", "QA", "SA")
    assert len(members("eu")) == 27
    assert len(members("soviet-union")) == 15
    assert members("nowhere") == ()
    held = [region for region in lookout().names if region.code.startswith("@")]
    assert {code for region in held for code in members(region.code[1:])} <= set(countries())
