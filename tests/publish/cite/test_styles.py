"""Our style and locale files are valid CSL 1.0.2 and depend on nobody else's."""

from pathlib import Path

import pytest
from lxml import etree

from sourcebook.publish.cite import STYLES
from sourcebook.publish.cite.csl.locale import dialect, locale

FOLDER = Path(__file__).parents[3] / "src/sourcebook/publish/styles"
NS = "{http://purl.org/net/xbiblio/csl}"


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    from citeproc import SCHEMA_PATH

    return etree.RelaxNG(etree.parse(SCHEMA_PATH))


def test_every_style_has_its_file() -> None:
    assert {file.stem for file in FOLDER.glob("*.csl")} == set(STYLES)


@pytest.mark.parametrize("style", STYLES)
def test_a_style_is_valid(style: str, schema: etree.RelaxNG) -> None:
    schema.assertValid(etree.parse(str(FOLDER / f"{style}.csl")))


def test_the_kazakh_locale_is_valid_and_has_what_the_russian_one_has(
    schema: etree.RelaxNG,
) -> None:
    schema.assertValid(etree.parse(str(FOLDER / "locales-kk-KZ.xml")))
    bare = etree.Element(f"{NS}style")
    kazakh = locale(bare, "kk").layers[0]
    assert dialect("kk") == "kk-KZ"
    for month in range(1, 13):
        assert (f"month-{month:02d}", "long", "") in kazakh.terms
        assert (f"month-{month:02d}", "short", "") in kazakh.terms
    assert {"text", "numeric"} <= set(kazakh.dates)


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("style", STYLES)
def test_a_translated_style_uses_no_english_term(style: str, language: str) -> None:
    """Each term a style names is found in the language itself, not in the English fallback."""
    root = etree.parse(str(FOLDER / f"{style}.csl")).getroot()
    own = locale(root, language)
    used = {
        (str(text.get("term")), text.get("form", "long"))
        for text in root.iter(f"{NS}text")
        if text.get("term")
    }
    for name, form in used:
        term = own.term(name, form).single
        assert term, (name, form)
        assert not any("a" <= letter <= "z" for letter in term.replace("URL", "")), (name, term)
