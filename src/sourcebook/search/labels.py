"""Say the value of a facet in words: a country's name for its code, a theme's title. Pure."""

from functools import lru_cache

NAMES = {
    "theme": "Themes", "country": "Countries", "region": "Regions", "role": "Roles", "purpose": "Purposes",
    "aspect": "Aspects", "publisher": "Publishers", "series": "Series", "year": "Years",
    "language": "Languages", "age": "Ages", "standing": "Quotes", "address": "Addresses", "kind": "Kinds",
}  # fmt: skip


@lru_cache(maxsize=4096)
def label(facet: str, value: str) -> str:
    """The value in English words; itself where it is words already."""
    if facet == "country":
        from sourcebook.values.places import country_name

        return country_name(value)
    if facet == "language":
        from sourcebook.values.languages import language_name

        return language_name(value) or value
    if facet in ("theme", "aspect", "purpose", "age"):
        from sourcebook.themes import aspect, themes
        from sourcebook.themes import label as in_words

        if facet == "theme":
            return themes()[value].title if value in themes() else value
        found = next((term for theme in themes() if (term := aspect(theme, value))), None)
        return in_words(found.labels) if found else value
    return value
