"""What people call a kind of source."""

import pytest

from sourcebook.collect.kinds import kind_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Report", "report"), ("NGO reports", "report"), ("journalArticle", "article-journal"),
     ("News story", "article-newspaper"), ("Отчёт", "report"), ("Кітап", "book"),
     ("article-newspaper", "article-newspaper"), ("Press release", "document"), ("gizmo", None)],
)  # fmt: skip
def test_a_name_means_a_csl_type(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind
