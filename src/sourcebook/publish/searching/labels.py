"""Say what the values of facets are called on a site. Pure."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from sourcebook.publish.shape import words
from sourcebook.publish.shape.links import aspect_name, region_of, theme_title
from sourcebook.publish.shape.safe import clean
from sourcebook.themes import aspect
from sourcebook.values.languages import language_name
from sourcebook.values.places import country_name


class Labels(Struct, frozen=True, kw_only=True):
    """What decides it: the site's language, its themes, publishers by their names in addresses, titles of
    series by id."""

    language: str
    themes: tuple[str, ...] = ()
    publishers: Mapping[str, str] = {}
    series: Mapping[str, str] = {}

    def of(self, facet: str, values: Iterable[str]) -> dict[str, str]:
        """What a facet's values are called."""
        return {value: clean(self._of(facet, value)) for value in values}

    def _of(self, facet: str, value: str) -> str:
        match facet:
            case "theme":
                return theme_title(value, self.language)
            case "country":  # its region behind it
                return f"{country_name(value, self.language)}\t{region_of(value)}"
            case "aspect" | "age" | "purpose":
                known = (theme for theme in self.themes if aspect(theme, value))
                return aspect_name(next(known, ""), value, self.language)
            case "publisher":
                return self.publishers.get(value, value)
            case "series":
                return self.series.get(value, value)
            case "kind":
                return "Page of this library" if value == "page" else words.kind(value)
            case "standing":
                return words.EXCERPT.get(value, ("", value))[1]  # type: ignore[call-overload, no-any-return]
            case "address":
                return words.ADDRESS.get(value, ("", value))[1]  # type: ignore[call-overload, no-any-return]
            case "page":
                return value
            case "language":
                return language_name(value, self.language)
        return value.replace("-", " ").capitalize()
