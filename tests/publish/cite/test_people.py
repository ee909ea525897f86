"""Authors as written, as CSL names."""

from typing import Any

import pytest

from sourcebook.publish.cite.people import csl_name


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Writer, Anna B.", {"family": "Writer", "given": "Anna B."}),
        ("Church, Jo", {"family": "Church", "given": "Jo"}),
        ("Press, Mary Ann", {"family": "Press", "given": "Mary Ann"}),
        ("Anna B. Writer", {"family": "Writer", "given": "Anna B."}),
        ("Stone", {"literal": "Stone"}),
        ("Anti-Poverty Coalition", {"literal": "Anti-Poverty Coalition"}),
        ("Office of Fair Hiring, Ministry of Labour", {"literal": "Office of Fair Hiring, Ministry of Labour"}),
        ("{Peter Stone}", {"literal": "Peter Stone"}),
        ("Willem van der Berg", {"family": "Berg", "given": "Willem", "non-dropping-particle": "van der"}),
        ("van der Berg, Willem", {"family": "Berg", "given": "Willem", "non-dropping-particle": "van der"}),
        ("Humbold, Alex von", {"family": "Humbold", "given": "Alex", "dropping-particle": "von"}),
        ("Carter, John, Jr.", {"family": "Carter", "given": "John", "suffix": "Jr."}),
        ("John P. Carter Jr.", {"family": "Carter", "given": "John P.", "suffix": "Jr."}),
        ("Dr. Edith Mason", {"family": "Mason", "given": "Edith"}),
        ("Иванов Пётр Сергеевич", {"family": "Иванов", "given": "Пётр Сергеевич"}),
        ("Пётр Сергеевич Иванов", {"family": "Иванов", "given": "Пётр Сергеевич"}),
        ("Иванов П. С.", {"family": "Иванов", "given": "П. С."}),
        ("П. С. Иванов", {"family": "Иванов", "given": "П. С."}),
        ("Әлібеков Асқар Серікұлы", {"family": "Әлібеков", "given": "Асқар Серікұлы"}),
        ("Әлібекова Айгүл Серікқызы", {"family": "Әлібекова", "given": "Айгүл Серікқызы"}),
        ("Министерство труда", {"literal": "Министерство труда"}),
        ("Еңбек министрлігі", {"literal": "Еңбек министрлігі"}),
        ("CDN Staff", {"literal": "CDN Staff"}),
    ],
)  # fmt: skip
def test_a_person_has_parts_and_a_body_is_whole(written: str, expected: dict[str, Any]) -> None:
    assert csl_name(written) == expected


def test_the_publisher_as_author_is_a_body() -> None:
    assert csl_name("Marlow Hart", bodies=frozenset({"Marlow Hart"})) == {"literal": "Marlow Hart"}
