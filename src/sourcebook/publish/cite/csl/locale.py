"""What a language brings to a style: terms, date forms and options. I/O: reads locale files.

The files are citeproc-py's (one per language), and ours for Kazakh, which it lacks. A style's own
``locale`` elements go before them; US English comes last.
"""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from sourcebook.errors import Refused

NS = "{http://purl.org/net/xbiblio/csl}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
OURS = Path(__file__).parents[2] / "styles"
_NARROWER = {
    "verb-short": ("verb-short", "verb", "long"),
    "symbol": ("symbol", "short", "long"),
    "verb": ("verb", "long"),
    "short": ("short", "long"),
    "long": ("long",),
}


class Term(NamedTuple):
    """One term: its singular and plural, and for nouns and ordinals gender and match rule."""

    single: str
    multiple: str
    gender: str = ""
    match: str = ""


class Layer(NamedTuple):
    """One language's part: terms by (name, form, gender-form), date elements by form, options."""

    terms: dict[tuple[str, str, str], Term]
    dates: dict[str, etree._Element]
    options: dict[str, str]


class Locale:
    """Layers, nearest first; looks up terms, dates and options through them."""

    def __init__(self, language: str, layers: list[Layer]) -> None:
        self.language = language
        self.layers = layers
        self._cache: dict[tuple[str, str, str], Term | None] = {}
        self.marks = (
            self.term("open-quote").single or "“",
            self.term("close-quote").single or "”",
            self.term("open-inner-quote").single or "‘",
            self.term("close-inner-quote").single or "’",
        )
        self.in_quotes = self.option("punctuation-in-quote", "false") == "true"
        self.day_one = self.option("limit-day-ordinals-to-day-1", "false") == "true"

    def find(self, name: str, form: str = "long", gender: str = "") -> Term | None:
        key = (name, form, gender)
        if key not in self._cache:
            found = self._find(name, form, gender)
            if found is None and "-" in name:
                found = self._find(name.replace("-", " "), form, gender)
            self._cache[key] = found
        return self._cache[key]

    def _find(self, name: str, form: str, gender: str) -> Term | None:
        ordinal = name.startswith("ordinal")
        for layer in self.layers:
            for narrower in _NARROWER.get(form, (form, "long")):
                for sex in (gender, "") if gender else ("",):
                    found = layer.terms.get((name, narrower, sex))
                    if found is not None:
                        return found
            if ordinal and any(term[0].startswith("ordinal") for term in layer.terms):
                return None  # a language's ordinals replace the next one's as a whole
        return None

    def term(self, name: str, form: str = "long", gender: str = "") -> Term:
        return self.find(name, form, gender) or Term("", "")

    def date(self, form: str) -> etree._Element | None:
        for layer in self.layers:
            if form in layer.dates:
                return layer.dates[form]
        return None

    def option(self, name: str, otherwise: str) -> str:
        for layer in self.layers:
            if name in layer.options:
                return layer.options[name]
        return otherwise


def layer(element: etree._Element) -> Layer:
    """One ``locale`` element, of a style or of a locale file."""
    terms: dict[tuple[str, str, str], Term] = {}
    for found in element.iterfind(f"{NS}terms/{NS}term"):
        single, multiple = found.find(f"{NS}single"), found.find(f"{NS}multiple")
        text = "".join(map(str, found.itertext())) if single is None else (single.text or "")
        many = text if multiple is None else (multiple.text or "")
        key = (found.get("name", ""), found.get("form", "long"), found.get("gender-form", ""))
        terms[key] = Term(text, many, found.get("gender", ""), found.get("match", ""))
    dates = {date.get("form", ""): date for date in element.iterfind(f"{NS}date")}
    options: dict[str, str] = {}
    for found in element.iterfind(f"{NS}style-options"):
        options.update({str(k): str(v) for k, v in found.attrib.items()})
    return Layer(terms, dates, options)


@lru_cache(maxsize=64)
def _file(name: str) -> Layer | None:
    from citeproc import LOCALES_PATH

    for path in (OURS / f"locales-{name}.xml", Path(LOCALES_PATH) / f"locales-{name}.xml"):
        if path.is_file():
            return layer(etree.parse(str(path), etree.XMLParser(remove_comments=True)).getroot())
    return None


def dialect(language: str) -> str:
    """The full code of a language ("ru" → "ru-RU"); Refused where there is no locale for it."""
    from citeproc import PRIMARY_DIALECTS

    base, _, region = language.replace("_", "-").partition("-")
    full = f"{base.lower()}-{region}" if region else base.lower()
    tried = (full, {"kk": "kk-KZ"}.get(full) or PRIMARY_DIALECTS.get(full, full))
    for name in tried:
        if _file(name) is not None:
            return str(name)
    primary = "kk-KZ" if base.lower() == "kk" else PRIMARY_DIALECTS.get(base.lower())
    if primary:
        return str(primary)
    raise Refused(language, "no citation locale for this language; take en, ru, kk or another code")


def locale(style: etree._Element, language: str) -> Locale:
    """The chain for a style in a language: in-style dialect, language, any; files; US English."""
    own = {found.get(LANG): found for found in style.iterfind(f"{NS}locale")}
    full = dialect(language)
    base = full.partition("-")[0]
    chain: list[Layer] = [layer(own[key]) for key in (full, base, None) if key in own]
    names = [full]
    primary = dialect(base)
    names += [primary] if primary != full else []
    names += ["en-US"] if "en-US" not in names else []
    chain += [found for found in map(_file, names) if found is not None]
    return Locale(full, chain)
