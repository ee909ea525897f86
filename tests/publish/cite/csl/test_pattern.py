"""Patterns: what they write is what the elements write, for any words, and they are used."""

import random
from typing import Any

import pytest

from sourcebook.publish.cite import STYLES
from sourcebook.publish.cite.citer import citer
from sourcebook.publish.cite.csl import pattern

WORDS = ["Who Picks the Harvest?", "a quiet harbour", "“They kept my passport”: fees & debt", "U.S.",
         "It's <i>late</i>", "ГОРОД: дети", "HARBOUR NEWS", "Etc. ...", "«Гавань»", "x", "2004",
         "The end!", "of the Coast (2nd ed.)", "https://a.example/?q=1..2", "!", "\ue000\ue001"]  # fmt: skip
NAMES = [{"family": "Writer", "given": "Anna Maria"}, {"literal": "Office for Crossings"},
         {"family": "Гаванская", "given": "А. Б."}, {"family": "Ng", "given": ""},
         {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"},
         {"family": "King", "given": "M. L.", "suffix": "Jr."}]  # fmt: skip
KINDS = ["webpage", "article-newspaper", "report", "book", "chapter", "thesis", "legislation"]


def items(seed: int, count: int) -> list[dict[str, Any]]:
    """Random items, many of one shape."""
    dice = random.Random(seed)
    made = []
    for n in range(count):
        item: dict[str, Any] = {
            "id": f"i{n}",
            "type": dice.choice(KINDS),
            "title": dice.choice(WORDS),
        }
        for name in ("container-title", "publisher", "URL"):
            if dice.random() < 0.7:
                item[name] = dice.choice(WORDS)
        if dice.random() < 0.8:
            item["author"] = dice.sample(NAMES, k=dice.choice((1, 1, 2, 4)))
        for name in ("issued", "accessed"):
            parts = [dice.randint(1900, 2030), dice.randint(1, 12), dice.randint(1, 28)]
            item |= (
                {name: {"date-parts": [parts[: dice.randint(1, 3)]]}} if dice.random() < 0.8 else {}
            )
        if dice.random() < 0.2:
            item["issued"] = dice.choice([{"literal": "one day"}, {"date-parts": [[2004, 5], [2004, 6]]},
                                          {"date-parts": [[2004]], "circa": True}])  # fmt: skip
        if dice.random() < 0.3:
            item |= {
                "volume": str(dice.randint(1, 3)),
                "page": "12-15",
                "edition": dice.choice(("2", "revised")),
            }
        if dice.random() < 0.2:
            item["language"] = dice.choice(("ru", "en"))
        made.append(item)
    return made


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", STYLES)
def test_a_pattern_writes_what_the_elements_write(name: str, language: str) -> None:
    style = citer(name, language)._style
    for item in items(sum(map(ord, name + language)), 400):
        for format in ("text", "html"):
            plain = style._state(item)
            expected = style._entry(plain, format)
            for _ in range(2):  # the second time by the pattern
                text, used = style.entry(item, format=format)
                assert (text, list(used)) == (expected, plain.used)


def test_items_of_one_shape_share_a_pattern() -> None:
    style = citer("apa", "en")._style
    style._patterns.clear()
    for n, words in enumerate(WORDS[:-2]):
        style.entry(
            {"id": f"a{n}", "type": "webpage", "title": words, "URL": f"https://a.example/{n}"}
        )
    assert len(style._patterns) == 1
    assert isinstance(next(iter(style._patterns.values())), pattern.Pattern)


def test_shapes_are_not_kept_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    style = citer("apa", "en")._style
    monkeypatch.setattr(pattern, "KEPT", 10)
    for n in range(50):
        style.entry({"id": "x", "type": "book", "title": "A", "volume": str(n)})
    assert len(style._patterns) <= 10
