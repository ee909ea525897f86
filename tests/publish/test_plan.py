"""What a change touches."""

from sourcebook.publish.filing import Row
from sourcebook.publish.plan import Refiled, held_otherwise

BEFORE = (
    Row("year/2005", "7994 a", ""),
    Row("country/MN", "7994 a", ""),
    Row("country/KZ", "7994 a", ""),
    Row("title/a", "a", ""),
    Row("editions/report/MN", "2005 7994 a", "2005"),
)


def _otherwise(*after: Row) -> set[str]:
    return held_otherwise([Refiled(id="one", before=BEFORE, after=after)])


def test_another_title_changes_nothing_of_what_is_held() -> None:
    again = [row._replace(sort=f"{row.sort} b") for row in BEFORE if row.list[:3] != "edi"]
    assert _otherwise(*again, BEFORE[-1]) == set()
    assert held_otherwise([]) == set()


def test_another_year_country_or_edition_is_told_on_all_its_countries() -> None:
    assert _otherwise(Row("year/2006", "7993 a", ""), *BEFORE[1:]) == {"MN", "KZ"}
    assert _otherwise(BEFORE[0], Row("country/UZ", "", ""), *BEFORE[2:]) == {"MN", "KZ", "UZ"}
    assert _otherwise(*BEFORE[:-1], BEFORE[-1]._replace(note="Second")) == {"MN", "KZ"}
    assert _otherwise(*BEFORE[:-1], BEFORE[-1]._replace(sort="2005 z")) == {"MN", "KZ"}
    assert _otherwise() == {"MN", "KZ"}
