"""Ratings read from real texts agree with the lists others keep."""

from pathlib import Path

import pytest
from scripts.ratings_suite import advancement, against_field, against_list


@pytest.mark.slow
def test_tiers_agree_with_the_list_of_countries_and_years(shared: Path) -> None:
    """At least 0.98 where the text states it. What differs is the Factbook's own: statements it left
    standing under an old date, or a tier it had not yet changed."""
    verdicts = against_list(shared)
    assert len(verdicts) >= 1400
    assert sum(v.right for v in verdicts) / len(verdicts) >= 0.98


@pytest.mark.slow
def test_the_tier_of_a_text_is_the_one_of_its_field(shared: Path) -> None:
    right, of = against_field(shared)
    assert of >= 890
    assert right / of >= 0.995


@pytest.mark.slow
def test_the_level_of_advancement_is_the_one_published(shared: Path) -> None:
    counts = advancement(shared, (2016, 2021))
    assert counts["right"] >= 240
    assert counts["right"] / (counts["right"] + counts["wrong"]) >= 0.98
    assert counts["not stated"] <= 10
