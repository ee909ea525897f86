"""Precision and recall of each standing, on a set whose labels are known and on invented reports."""

from collections import Counter
from random import Random

import pytest

from curate import damage
from curate.invented import report
from curate.labelled import EDITIONS, OTHER
from sourcebook.curate import Quote, Source, find
from sourcebook.records import Text


def source(sentences: list[str]) -> Source:
    paragraphs = [" ".join(sentences[n : n + 4]) for n in range(0, len(sentences), 4)]
    return Source(Text(capture="0" * 64, text="\n\n".join(paragraphs)))


FIRST = [this for this, _, _ in EDITIONS]
LABELLED: list[tuple[str, Source, str]] = [
    *((one, source(FIRST), "verified") for one in FIRST),
    *(
        (one, source([after for _, after, _ in EDITIONS if after]), label)
        for one, _, label in EDITIONS
    ),
    *((one, source(list(OTHER)), "absent") for one in FIRST),
    *((one, source(FIRST), "absent") for one in OTHER),
    *((one, source(list(OTHER)), "verified") for one in OTHER),
]


def test_each_standing_is_given_where_it_is_due_and_nowhere_else() -> None:
    found = Counter((label, find(Quote([words]), text).standing) for words, text, label in LABELLED)
    wrong = [pair for pair in found if pair[0] != pair[1]]
    assert found["verified", "verified"] == sum(label == "verified" for _, _, label in LABELLED)
    assert not [pair for pair in wrong if pair[1] == "verified"], "precision of verified must be 1"
    for standing in ("differs", "absent"):
        right = found[standing, standing]
        told = sum(count for (_, given), count in found.items() if given == standing)
        due = sum(count for (label, _), count in found.items() if label == standing)
        assert right / told >= 0.95, (standing, "precision", found)
        assert right / due >= 0.95, (standing, "recall", found)


def test_the_same_boilerplate_about_another_country_or_year_differs() -> None:
    boilerplate = (
        "In {year}, the Government of {place} did not take part in any programme to end the worst "
        "forms of child labour, and no new laws were passed."
    )
    text = source([boilerplate.format(year=2016, place=place) for place in ("Orvania", "Telmark")])
    for year, place, due in (
        (2016, "Telmark", "verified"),
        (2017, "Telmark", "differs"),
        (2016, "Ustrava", "differs"),
    ):
        found = find(Quote([boilerplate.format(year=year, place=place)]), text)
        assert found.standing == due, (year, place)
    found = find(Quote([boilerplate.format(year=2016, place="Ustrava").replace("any", "a")]), text)
    assert found.standing == "differs"


@pytest.mark.slow
def test_over_many_reports_no_changed_quote_is_verified_and_no_true_one_is_lost() -> None:
    """5,000 quotes: 40 reports, 11 ways to leave a quote true and 13 to make it false."""
    found: Counter[tuple[str, str]] = Counter()
    chance = Random(20)
    for seed in range(100, 140):
        one = report(seed, paragraphs=30)
        text = Source(one.text)
        for _ in range(6):
            sentences = chance.choice(one.paragraphs)
            first = chance.randrange(len(sentences))
            words = " ".join(sentences[first : first + chance.randint(1, 3)])
            for change in damage.TRUE:
                found["true", find(Quote([change(words, chance)]), text).standing] += 1
            for change in damage.FALSE:
                changed = change(words, chance)
                if any(changed in " ".join(each) for each in one.paragraphs):
                    continue
                found["false", find(Quote([changed]), text).standing] += 1
    assert sum(found.values()) > 4_000
    assert found["false", "verified"] == 0, found
    assert found["false", "differs"] / sum(v for k, v in found.items() if k[0] == "false") > 0.995
    assert found["true", "verified"] / sum(v for k, v in found.items() if k[0] == "true") > 0.995
