"""Run the CSL processor tests through our renderer and through citeproc-py alone. I/O.

``python scripts/csl_suite.py`` prints the counts; ``--write`` puts them into docs/citing.md;
``--failing CATEGORY`` shows what differs. The tests lie outside the project
(``../shared/data/suites/csl``, or SOURCEBOOK_SHARED) and none of their text is kept.
"""

import argparse
import html
import io
import json
import os
import re
import tarfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sourcebook.publish.cite.csl import Cite, Style

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SOURCEBOOK_SHARED", ROOT.parent / "shared"))
SUITE = SHARED / "data/suites/csl/humans.tar.xz"
PAGE = ROOT / "docs/citing.md"
MARKS = ("<!-- suite:begin -->", "<!-- suite:end -->")
_SECTION = re.compile(r">>=+ ([A-Z\-]+) =+(?:>>)?[ \t]*\n(.*?)\n?<<=+ \1 =+(?:<<)?", re.S)

Case = dict[str, str]
Engine = Callable[[Case], str]


def cases(archive: Path = SUITE) -> Iterator[tuple[str, Case]]:
    """The tests by name, each a mapping of its sections."""
    with tarfile.open(archive) as packed:
        for member in packed.getmembers():
            if not member.name.endswith(".txt"):
                continue
            file = packed.extractfile(member)
            assert file is not None
            text = file.read().decode("utf-8")
            folder = Path(member.name).parent.name
            name = Path(member.name).stem
            yield name if folder == "humans" else f"{folder}_{name}", dict(_SECTION.findall(text))


def _body(entries: list[str]) -> str:
    inner = "".join(
        f'  <div class="csl-entry">\n    {entry}\n  </div>\n'
        if entry.startswith("<div")
        else f'  <div class="csl-entry">{entry}</div>\n'
        for entry in entries
    )
    return f'<div class="csl-bib-body">\n{inner}</div>'


def _positions(citations: list[dict[str, Any]]) -> list[list[frozenset[str]]]:
    """Where each cite stands (CSL 1.0.2, "Position"): first, subsequent, ibid, near-note."""
    seen: dict[str, int] = {}
    out: list[list[frozenset[str]]] = []
    previous: list[dict[str, Any]] = []
    note = 0
    for n, citation in enumerate(citations):
        note = citation.get("properties", {}).get("noteIndex", n) or note
        row: list[frozenset[str]] = []
        for k, cite in enumerate(citation["citationItems"]):
            key = str(cite["id"])
            found = {"subsequent"} if key in seen else {"first"}
            if key in seen:
                if note - seen[key] <= 5:
                    found.add("near-note")
                if k:
                    last = citation["citationItems"][k - 1]
                else:
                    last = previous[0] if len(previous) == 1 else None
                if last is not None and str(last["id"]) == key:
                    had, has = last.get("locator"), cite.get("locator")
                    same = had == has and last.get("label", "page") == cite.get("label", "page")
                    if has and not (had and same):
                        found |= {"ibid", "ibid-with-locator"}
                    elif same:
                        found.add("ibid")
            seen[key] = note
            row.append(frozenset(found))
        previous = citation["citationItems"]
        out.append(row)
    return out


_CODES = (
    frozenset({"first"}),
    frozenset({"subsequent"}),
    frozenset({"subsequent", "ibid"}),
    frozenset({"subsequent", "ibid", "ibid-with-locator"}),
)


def _told(citations: list[dict[str, Any]]) -> list[list[frozenset[str]]]:
    """Positions that a test gives its cites itself, as citeproc-js numbers them."""
    return [
        [
            _CODES[cite.get("position", 0)] | ({"near-note"} if cite.get("near-note") else set())
            for cite in citation["citationItems"]
        ]
        for citation in citations
    ]


def _citations(case: Case, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if "CITATIONS" in case:
        return [cluster[0] for cluster in json.loads(case["CITATIONS"])]
    if "CITATION-ITEMS" in case:
        return [{"citationItems": cites} for cites in json.loads(case["CITATION-ITEMS"])]
    return [{"citationItems": [{"id": item["id"]} for item in items]}]


def ours(case: Case) -> str:
    """A test's output by our renderer."""
    items = [{"id": n, **one} for n, one in enumerate(json.loads(case["INPUT"]))]
    style = Style(case["CSL"].strip().encode(), rich=True)
    if case["MODE"].strip() == "bibliography":
        return _body(style.bibliography(items))
    citations = _citations(case, items)
    order = style.order(items)
    numbers = {str(items[place]["id"]): n for n, place in enumerate(order, 1)}
    by_id = {str(item["id"]): item for item in items}
    suffixes = dict(zip(by_id, style.suffixes(items), strict=True))
    positions = _positions(citations) if "CITATIONS" in case else _told(citations)
    lines = []
    for n, citation in enumerate(citations):
        cites = [
            Cite(
                id=str(cite["id"]),
                locator=str(cite.get("locator", "")),
                label=cite.get("label", "page"),
                prefix=cite.get("prefix", ""),
                suffix=cite.get("suffix", ""),
            )
            for cite in citation["citationItems"]
        ]
        lines.append(
            style.cite(
                cites,
                by_id,
                numbers=numbers,
                suffixes=suffixes,
                positions=positions[n],
            )
        )
    return "\n".join(lines)


def alone(case: Case) -> str:
    """A test's output by citeproc-py as it is installed."""
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        Locator,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    items = json.loads(case["INPUT"])
    style = CitationStylesStyle(io.BytesIO(case["CSL"].strip().encode()), validate=False)
    made = CitationStylesBibliography(style, CiteProcJSON(items), formatter.html)
    citations = []
    for cluster in _citations(case, items):
        cites = []
        for cite in cluster["citationItems"]:
            extra = {k: cite[k] for k in ("prefix", "suffix") if k in cite}
            if "locator" in cite:
                extra["locator"] = Locator(cite.get("label", "page"), cite["locator"])
            cites.append(CitationItem(str(cite["id"]), **extra))
        citations.append(Citation(cites))
    for citation in citations:
        made.register(citation)
    if case["MODE"].strip() == "bibliography":
        made.sort()
        return _body([str(entry) for entry in made.bibliography()])
    return "\n".join(str(made.cite(citation, lambda _: None)) for citation in citations)


def same(expected: str, got: str) -> bool:
    """Equal as HTML, entities by what they mean. Where the test numbers the citations it looks
    at ("..[1]", ">>[2]"), only those lines are compared."""
    numbered = re.findall(r"^(?:\.\.|>>)\[(\d+)\] ", expected, re.M)
    if numbered and len(numbered) == len(expected.strip().splitlines()):
        lines = got.split("\n")
        got = "\n".join(lines[int(n)] if int(n) < len(lines) else "" for n in numbered)
    return _meaning(expected) == _meaning(got)


def _meaning(text: str) -> str:
    lines = [
        re.sub(r"^(?:\.\.|>>)\[\d+\] ", "", line).rstrip() for line in text.strip().splitlines()
    ]
    return html.unescape("\n".join(lines))


def run(engine: Engine) -> dict[str, tuple[bool, str, str]]:
    """Every test's verdict, with what was expected and what came."""
    out = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, case in cases():
            try:
                got = engine(case)
            except Exception as fault:  # one test's failure is its result
                got = f"{type(fault).__name__}: {fault}"
            out[name] = (same(case.get("RESULT", "-"), got), case.get("RESULT", ""), got)
    return out


def table(before: dict[str, Any], after: dict[str, Any]) -> str:
    """The counts by category, as a Markdown table."""
    total = Counter(name.partition("_")[0] for name in after)
    had = Counter(name.partition("_")[0] for name, found in before.items() if found[0])
    have = Counter(name.partition("_")[0] for name, found in after.items() if found[0])
    rows = ["| category | tests | citeproc-py alone | ours |", "|---|---:|---:|---:|"]
    for category in sorted(total):
        rows.append(f"| {category} | {total[category]} | {had[category]} | {have[category]} |")
    rows.append(
        f"| **all** | **{len(after)}** | **{sum(had.values())}** | **{sum(have.values())}** |"
    )
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the counts into docs/citing.md")
    parser.add_argument("--failing", metavar="CATEGORY", help="show what differs in a category")
    parser.add_argument("--fast", action="store_true", help="leave out citeproc-py alone")
    chosen = parser.parse_args()
    after = run(ours)
    if chosen.failing is not None:
        for name, (passed, expected, got) in after.items():
            if not passed and name.startswith(chosen.failing):
                print(f"== {name}\n-- expected\n{expected}\n-- got\n{got}\n")
        return
    text = table({} if chosen.fast else run(alone), after)
    print(text)
    if chosen.write:
        before, _, rest = PAGE.read_text().partition(MARKS[0])
        _, _, tail = rest.partition(MARKS[1])
        PAGE.write_text(f"{before}{MARKS[0]}\n{text}\n{MARKS[1]}{tail}")


if __name__ == "__main__":
    main()
