"""What values of facets are called."""

from publish import sample
from sourcebook.publish.searching.labels import Labels

LABELS = Labels(
    language="en",
    themes=(sample.HT,),
    publishers={"coast-daily-news": "Coast Daily News"},
    series={"yearly": "Yearly Report"},
)


def test_values_are_called_as_the_site_calls_them() -> None:
    def called(facet: str, value: str) -> str:
        return LABELS.of(facet, [value])[value]

    assert called("country", "KZ") == "Kazakhstan\tCentral Asia"
    assert called("publisher", "coast-daily-news") == "Coast Daily News"
    assert called("series", "yearly") == "Yearly Report"
    assert called("language", "ru") == "Russian"
    assert called("standing", "verified") == "verified"
    assert called("kind", "page") == "Page of this library"
    assert called("aspect", "not-a-word") == "Not a word"
