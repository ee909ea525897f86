"""Real reports: 850 of the Department of Labor's, as plain text, read where they lie."""

import json
import lzma
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from curate import damage
from sourcebook.curate import Quote, Source, find
from sourcebook.records import Text

SEED_QUOTE = "cotton harvesting and commercial sexual exploitation"


@pytest.fixture(scope="module")
def reports(shared: Path) -> dict[tuple[str, int], str]:
    files = sorted((shared / "data" / "dol_ilab" / "text").glob("text_*.jsonl.xz"))
    if not files:
        pytest.skip("the real reports are not there")
    found = {}
    for file in files:
        for line in lzma.decompress(file.read_bytes()).splitlines():
            one = json.loads(line)
            found[one["country"], one["edition"]] = one["text"]
    return found


def sentences(text: str) -> list[str]:
    flat = re.sub(r"\s+", " ", text)
    cut = re.split(r"(?<=[.!?])\s+(?=[A-Z])", flat)
    return [
        one
        for one in cut
        if 10 <= len(one.split()) <= 60 and one[0].isupper() and "http" not in one
    ]


def other_name(text: str, chance: Random) -> str:
    names = list(re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{3,}", text))
    if not names:
        return text
    name = chance.choice(names)
    return text[: name.start()] + chance.choice(("Orvania", "Telmark")) + text[name.end() :]


# A number in round brackets after a full stop is a footnote mark there: to leave it out is allowed.
MARK = re.compile(r"[.] ?\([\d ,;–-]+\)")


@pytest.mark.slow
def test_quotes_of_real_reports_are_verified_and_changed_ones_never(
    reports: dict[tuple[str, int], str],
) -> None:
    chance = Random(7)
    true: list[Callable[[str, Random], str]] = [
        damage.small_first_letter, damage.plain_signs, damage.odd_spaces, damage.line_hyphen,
        damage.outer_quotes, damage.decomposed,
    ]  # fmt: skip
    false: list[Callable[[str, Random], str]] = [*damage.FALSE, other_name]
    found: Counter[tuple[str, str]] = Counter()
    for key in chance.sample(sorted(reports), 80):
        flat = re.sub(r"\s+", " ", reports[key])
        source = Source(Text(capture="", text=reports[key]))
        some = [one for one in sentences(reports[key]) if not MARK.search(one)]
        for words in chance.sample(some, min(4, len(some))):
            for change in true:
                found["true", find(Quote([change(words, chance)]), source).standing] += 1
            for change in false:
                changed = change(words, chance)
                if changed != words and changed not in flat:
                    found["false", find(Quote([changed]), source).standing] += 1
    assert sum(found.values()) > 4_000
    assert found["false", "verified"] == 0, found
    assert found["true", "verified"] / sum(v for k, v in found.items() if k[0] == "true") > 0.99


@pytest.mark.slow
def test_the_seed_page_s_quote_stands_in_its_own_edition_alone(shared: Path) -> None:
    from sourcebook.read import read

    page = (shared / "seeds" / "kazakhstan.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in page.splitlines()]
    first = next(n for n, line in enumerate(lines) if SEED_QUOTE in line)
    quote = Quote([lines[first], next(line for line in lines[first + 1 :] if line)])
    standings = {}
    for year in (2014, 2016, 2017, 2019, 2020, 2021):
        file = shared / "data" / "dol_ilab" / f"pdf_{year}" / "Kazakhstan.pdf"
        text = read(file.read_bytes())
        match = find(quote, Source(text))
        standings[year] = match.standing
        assert match.anchor is not None
        if year == 2017:
            assert match.anchor.page == "1"
            assert text.text[match.anchor.start : match.anchor.end] == match.anchor.exact
    assert standings == {
        2014: "differs", 2016: "differs", 2017: "verified", 2019: "differs", 2020: "differs",
        2021: "differs",
    }  # fmt: skip
