"""Names as BibTeX writes them."""

import pytest

from sourcebook.collect.bibliographies.bibtex_names import read_name, read_names


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Anna Maria Sample", "Sample, Anna Maria"),
        ("Sample, Anna", "Sample, Anna"),
        ("Ludwig van der Berg", "van der Berg, Ludwig"),
        ("van der Berg, Jr., Ludwig", "van der Berg, Ludwig, Jr."),
        ("de la Cruz, Maria", "de la Cruz, Maria"),
        ("{Office of the High Commissioner}", "Office of the High Commissioner"),
        ("{Labour, Land and Water Union}", "{Labour, Land and Water Union}"),
        (r"{\'E}mile Sample", "Sample, Émile"),
        ("Committee Against Things", "Things, Committee Against"),
        ("Plato", "Plato"),
        ("family=Sample, given=Ada, prefix=du", "du Sample, Ada"),
    ],
)
def test_a_name_is_read_in_every_order_bibtex_knows(written: str, read: str) -> None:
    assert read_name(written) == read


def test_names_are_split_at_and_outside_braces_and_others_is_no_name() -> None:
    names, others = read_names("Ada Sample AND {Bread and Roses} and Lee, Kim and others")
    assert names == ["Sample, Ada", "Bread and Roses", "Lee, Kim"]
    assert others
