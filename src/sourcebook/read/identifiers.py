"""Find the numbers a publication is known by: DOI, ISBN, ISSN, the symbol of a UN document."""

import re

_DOI = re.compile(r"\b(?:doi:?\s*|doi\.org/)?(10\.\d{4,9}/[^\s\"<>“”]+)", re.I)
_ISBN = re.compile(
    r"\bISBN(?:[-\s]?1[03])?(?:\s*\([^)]{1,30}\))?[:\s]*([\dX][\dX\s‐‑–-]{8,20}[\dX])", re.I
)
_ISSN = re.compile(r"\b(?:e-?|p-?)?ISSN(?:\s*\([^)]{1,20}\))?[:\s]*(\d{4}[-–]\d{3}[\dX])\b", re.I)
_UN = re.compile(
    r"\b((?:A|S|E|ST|CEDAW|CRC|CCPR|CAT|CERD|CMW|CRPD|HRI|UNEP|TD|CTOC)/[A-Z0-9][A-Za-z0-9./()-]{2,40}\d[A-Za-z0-9./-]*)"
)


def isbn(written: str) -> str | None:
    """An ISBN without hyphens if its check digit is right (ISO 2108), else None."""
    digits = re.sub(r"[^\dX]", "", written.upper())
    if len(digits) == 10 and re.fullmatch(r"\d{9}[\dX]", digits):
        total = sum((10 - n) * (10 if c == "X" else int(c)) for n, c in enumerate(digits))
        return digits if total % 11 == 0 else None
    if len(digits) == 13 and digits.isdigit() and digits.startswith(("978", "979")):
        total = sum(int(c) * (3 if n % 2 else 1) for n, c in enumerate(digits))
        return digits if total % 10 == 0 else None
    return None


def identifiers_in(text: str) -> dict[str, str]:
    """The identifiers a front page states, joined by ", " where it states several of a kind."""
    found: dict[str, list[str]] = {}
    for match in _ISBN.finditer(text):
        written = match[1]
        good = isbn(written) or isbn(re.sub(r"\s+\d.*$", "", written))
        if good:
            found.setdefault("isbn", []).append(good)
    for match in _ISSN.finditer(text):
        found.setdefault("issn", []).append(match[1].replace("–", "-").upper())
    for match in _DOI.finditer(text):
        found.setdefault("doi", []).append(match[1].rstrip(".,;:)]}'’").lower())
    for match in _UN.finditer(text):
        found.setdefault("un-symbol", []).append(match[1].rstrip(".-/"))
    return {kind: ", ".join(dict.fromkeys(values[:6])) for kind, values in found.items()}
