"""Score what was read against what was expected, as a sceptic would: every leaf is one item.

Entries are matched by title (then by address), in order; excerpts by likeness. Each leaf of the
contract that is not empty counts as one item, a missing one lowers recall, a wrong or surplus one
precision. Texts must agree up to white space; there is no credit for nearly.
"""

from collections import Counter
from typing import Any

from msgspec import Struct

Json = dict[str, Any]
Item = tuple[str, ...]


class Score(Struct, frozen=True, kw_only=True):
    """Items that agree, were expected, were found; and those that differ."""

    right: int = 0
    expected: int = 0
    found: int = 0
    missing: tuple[Item, ...] = ()
    surplus: tuple[Item, ...] = ()

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            right=self.right + other.right,
            expected=self.expected + other.expected,
            found=self.found + other.found,
            missing=self.missing + other.missing,
            surplus=self.surplus + other.surplus,
        )


def _said(value: object) -> str:
    return " ".join(str(value).split())


def page_items(page: Json) -> list[Item]:
    """Every leaf of a page that is not empty."""
    out: list[Item] = []
    for key in ("theme", "tagline", "range", "caution", "prompt"):
        if page[key]:
            out.append((key, _said(page[key])))
    subject = page["subject"]
    out.append(("subject.kind", subject["kind"]))
    out.append(("subject.value", _said(subject[subject["kind"]])))
    out.append(("subject.as_written", _said(subject["as_written"])))
    for key in ("background", "summary"):
        for part in ("text", "source"):
            if page[key][part]:
                out.append((f"{key}.{part}", _said(page[key][part])))
    out.extend(("aspect", name) for name in page["aspects_prompted"])
    out.extend(("menu", label) for label in page["menu"])
    for line in page["helplines"]:
        out.extend((f"helpline.{key}", _said(value)) for key, value in line.items() if value)
    return out


def entry_items(entry: Json, name: str) -> list[Item]:
    """Every leaf of an entry that is not empty, under the entry's name."""
    out: list[Item] = [(name, "title", _said(entry["title"])), (name, "section", entry["section"])]
    if entry["group"]:
        out.append((name, "group", entry["group"]))
    if entry["byline"]:
        out.append((name, "byline", _said(entry["byline"])))
    if entry["issued"]:
        out.append((name, "issued.edtf", str(entry["issued"]["edtf"])))
        out.append((name, "issued.as_written", entry["issued"]["as_written"]))
    if entry["lost"]:
        out.append((name, "lost", "true"))
    out.extend((name, "identifier", key, value) for key, value in entry["identifiers"].items())
    out.extend((name, "note", _said(note)) for note in entry["notes"])
    for address in entry["addresses"]:
        out.append((name, "url", str(address["url"])))
        if address["as_written"]:
            out.append((name, "address", _said(address["as_written"])))
        for date in address["accessed"]:
            out.append((name, "accessed", str(address["url"]), str(date["edtf"])))
            out.append((name, "accessed.as_written", date["as_written"]))
    for excerpt in entry["excerpts"]:
        if excerpt["heading"]:
            out.append((name, "heading", _said(excerpt["heading"])))
        if excerpt["locator"]:
            out.extend((name, f"locator.{k}", v) for k, v in excerpt["locator"].items() if v)
        mark = excerpt["locator"]["as_written"] if excerpt["locator"] else ""
        for paragraph in excerpt["paragraphs"]:
            out.append((name, "paragraph", _said(paragraph)))
            out.append((name, "paragraph of", excerpt["heading"], mark, _said(paragraph)[:30]))
    return out


def _pairs(expected: list[Json], found: list[Json]) -> list[tuple[Json | None, Json | None]]:
    """Entries matched by title, else by a shared address, each once."""
    left = list(found)
    pairs: list[tuple[Json | None, Json | None]] = []
    unmatched: list[Json] = []
    for entry in expected:
        same = next((f for f in left if _said(f["title"]) == _said(entry["title"])), None)
        if same is None:
            unmatched.append(entry)
            continue
        left.remove(same)
        pairs.append((entry, same))
    for entry in unmatched:
        urls = {a["url"] for a in entry["addresses"] if a["url"]}
        same = next((f for f in left if urls & {a["url"] for a in f["addresses"]}), None)
        if same is not None:
            left.remove(same)
        pairs.append((entry, same))
    pairs.extend((None, entry) for entry in left)
    return pairs


def _score(expected: list[Item], found: list[Item]) -> Score:
    one, two = Counter(expected), Counter(found)
    right = sum((one & two).values())
    return Score(
        right=right,
        expected=len(expected),
        found=len(found),
        missing=tuple((one - two).elements()),
        surplus=tuple((two - one).elements()),
    )


def score(expected: Json, found: Json) -> Score:
    """The score of one page's contract."""
    total = _score(page_items(expected["page"]), page_items(found["page"]))
    for one, two in _pairs(expected["entries"], found["entries"]):
        name = _said((one or two or {})["title"])[:40]
        total += _score(
            entry_items(one, name) if one else [], entry_items(two, name) if two else []
        )
    return total
