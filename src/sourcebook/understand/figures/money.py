"""Know money before and after a number, as an ISO 4217 code. Pure; the names are in ``currencies.toml``."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from sourcebook.understand.prepared import Prepared

_AFTER = re.compile(
    r"[ -]?(?:(?:us|u\.s\.|american|canadian|australian|new zealand|hong kong|singapore|сша|американских|of) )?"
    r"((?:cfa )?[a-zа-яәғқңөұүһі]+\.?|[€$£₸₽₴])(?![\w-])(?: (?:сша|ақш))?"
)
_BEFORE = re.compile(
    r"(?:\b(?:us ?|u\.s\. ?|au?|ca?|nz|s|hk|r))?[$€£¥₽₸₴₹₱₦₩₺] ?$|\b([a-z]{1,3})\.? ?$"
)
_ABROAD = {
    "canadian": "CAD",
    "australian": "AUD",
    "new zealand": "NZD",
    "hong kong": "HKD",
    "singapore": "SGD",
}


@cache
def _tables() -> tuple[
    dict[str, str], dict[str, dict[str, str]], dict[str, dict[str, str]], frozenset[str]
]:
    data = tomllib.loads(
        files("sourcebook.understand.figures").joinpath("currencies.toml").read_text("utf-8")
    )
    names = {name: _homes(value) for name, value in data["names"].items()}
    marks_of = {name: _homes(value) for name, value in data["marks_of"].items()}
    codes = frozenset(
        code for one in (*names.values(), *marks_of.values()) for code in one.values()
    ) | frozenset(data["marks"].values())
    return data["marks"], names, marks_of, codes


def _homes(value: str) -> dict[str, str]:
    return {home or "": code for home, _, code in (one.rpartition(":") for one in value.split())}


def before(ready: Prepared, start: int) -> tuple[str, int]:
    """The currency written before the number at ``start`` and where it begins; ("", start) for none."""
    folded = ready.folded
    last = folded[start - 1] if start else ""
    if not last or (last.isalpha() and not folded[start : start + 1].isdigit()):
        return "", start
    if start > 4 and last == " " and folded[start - 5 : start - 1].isalpha():
        return "", start  # no name before a number has four letters
    found = _BEFORE.search(folded, max(0, start - 8), start)
    if found is None:
        return "", start
    marks, _, marks_of, codes = _tables()
    written = found.group().strip()
    letters = found[1]
    if letters is not None and len(letters) == 3:
        code = ready.text[found.start(1) : found.end(1)]
        return (code, found.start()) if code in codes else ("", start)
    homes = marks_of.get(written) or marks_of.get(written.rstrip("."))
    if homes is not None and ready.home in homes:
        return homes[ready.home], found.start()
    if letters is not None and not ready.text[found.start(1)].isupper():
        return "", start
    code = marks.get(written) or marks.get(written.replace(" ", ""), "")
    return (code, found.start()) if code else ("", start)


def after(ready: Prepared, end: int) -> tuple[str, int]:
    """The currency named after a number that ends at ``end``, and where it ends; ("", end) for none."""
    found = _AFTER.match(ready.folded, end)
    if found is None:
        return "", end
    marks, names, _, codes = _tables()
    word = found[1]
    if word in marks and not word.isalpha():
        return marks[word], found.end()
    if len(word) == 3 and ready.text[found.start(1) : found.end(1)] in codes:
        return word.upper(), found.end()
    bare = word.rstrip(".")
    homes = (
        names.get(word) or names.get(bare) or (names.get(bare[:-1]) if bare.endswith("s") else None)
    )
    if homes is None:
        return "", end
    stop = found.end()
    if word.endswith(".") and word not in names:
        stop = found.end(1) - 1
    abroad = next((code for name, code in _ABROAD.items() if name in found.group()), None)
    return abroad or homes.get(ready.home or "") or homes.get("") or next(
        iter(homes.values())
    ), stop
