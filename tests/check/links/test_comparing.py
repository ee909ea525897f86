"""What became of quoted words is told in the order of time."""

from sourcebook.check.links.comparing import compare
from sourcebook.check.links.known import Wanted
from sourcebook.curate import Source
from sourcebook.records import Excerpt, Text

QUOTE = "The ferry took forty men to the island in June, and nobody saw them again until winter."
NOW = "The ferry took sixty men to the island in June, and nobody saw them again until spring."
REST = " The harbour office keeps a list of those who went and of those who came back later." * 6


def signs(text: str) -> list[tuple[str, str]]:
    quoted = Wanted(excerpt=Excerpt(id="q", paragraphs=(QUOTE,)), proven=True)
    found = compare([quoted], Source(Text(capture="", text=text)), whole=True)
    return [(sign.kind, sign.says) for sign in found]


def test_what_went_is_struck_out_and_what_came_is_added() -> None:
    ((kind, says),) = signs(NOW + REST)
    assert kind == "no excerpt"
    assert says.startswith("now The ferry took [-forty-]{+sixty+} men to the island")
    assert says.endswith("until [-winter-]{+spring+}")


def test_words_that_only_went_or_only_came_are_told_as_such() -> None:
    ((_, went),) = signs(QUOTE.replace("forty men", "men") + REST)
    assert "[- forty-]" in went
    assert "{+" not in went
    ((_, came),) = signs(QUOTE.replace("forty men", "forty tired men") + REST)
    assert "{+ tired+}" in came
    assert "[-" not in came


def test_words_that_stand_are_a_sign_of_life() -> None:
    assert [kind for kind, _ in signs(QUOTE + REST)] == ["excerpt"]
