"""Tell which language a text is in: what it declares where its letters bear that out, else by
py3langid's model (97 languages, kk, ky and ru among them)."""

from functools import cache
from typing import Any

from sourcebook.values.languages import language_tag

_LEAST = 40  # letters; fewer tell nothing
_MOST = 1200  # letters that are looked at; the model walks each byte, and more changed no answer


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str, declared: str = "") -> str:
    """A BCP 47 tag, or "" where it can't be told."""
    tag = language_tag(declared) or "" if declared else ""
    sample = _sample(text)
    letters = sum(map(str.isalpha, sample))
    if letters < _LEAST:
        return tag
    guess, chance = _model().classify(sample)
    base = tag.partition("-")[0]
    if base == guess:
        return tag
    if tag and (chance < 0.95 or letters < 200 or {base, guess} <= {"nb", "no", "nn", "da"}):
        return tag
    return str(guess) if chance > 0.5 else tag


def _sample(text: str) -> str:
    """Some of the text: from its middle too, for a beginning may be names and figures."""
    if len(text) <= _MOST:
        return text
    half = _MOST // 2
    middle = len(text) // 2
    return text[:half] + " " + text[middle : middle + half]
