"""One table of questions for both searches: here the engine's reader, in a browser the site's."""

import json
from pathlib import Path
from typing import Any

import pytest

CASES = json.loads(Path(__file__).with_name("grammar.json").read_text("utf-8"))


def plain(node: Any) -> Any:
    """A node of the engine's reader as the table writes it."""
    if node is None:
        return None
    kind = type(node).__name__
    if kind == "Word":
        flags = {"begins": node.prefix, "loose": node.loose}
        made = {"word": node.text, **{name: True for name, is_ in flags.items() if is_}}
        return {**made, **({"field": node.field} if node.field else {})}
    if kind == "Phrase":
        return {"phrase": node.text, **({"field": node.field} if node.field else {})}
    if kind == "Choice":
        bounds = {"low": node.low, "high": node.high}
        return {"facet": node.facet, **{name: b for name, b in bounds.items() if b is not None}}
    if kind == "Not":
        return {"not": plain(node.node)}
    return {kind.lower(): [plain(one) for one in node.nodes]}


@pytest.mark.parametrize(("written", "meant"), CASES)
def test_the_engine_reads_a_question_as_the_table_says(written: str, meant: Any) -> None:
    query = pytest.importorskip("sourcebook.search.query")
    assert plain(query.parse(written).node) == meant
