"""The five themes, their vocabularies, and how their terms stand to each other, as data (TOML beside this file)."""

from sourcebook.themes.relations import Match, Scheme, Term, schemes, terms_of, vocabulary
from sourcebook.themes.vocabularies import (
    KINDS,
    MENU,
    Aspect,
    Theme,
    aspect,
    find_age,
    find_aspect,
    find_theme,
    label,
    themes,
)

__all__ = [
    "KINDS",
    "MENU",
    "Aspect",
    "Match",
    "Scheme",
    "Term",
    "Theme",
    "aspect",
    "find_age",
    "find_aspect",
    "find_theme",
    "label",
    "schemes",
    "terms_of",
    "themes",
    "vocabulary",
]
