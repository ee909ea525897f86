"""The vocabulary command: lists, tells relations as JSON, prints SKOS, and says what can't be."""

import json
from pathlib import Path

import pytest

from cli.conftest import Run


def test_terms_are_listed_in_a_language(run: Run, tmp_path: Path) -> None:
    said = run(
        "vocabulary", "--theme", "csec", "--kind", "response", "--language", "kk", cwd=tmp_path
    )
    assert said.code == 0
    assert "csec\tresponse\thelplines\tСенім телефондары" in said.out
    assert "6 terms." in said.err


def test_json_tells_relations_and_other_classifications(run: Run, tmp_path: Path) -> None:
    terms = json.loads(run("vocabulary", "--json", cwd=tmp_path).out)
    (one,) = [term for term in terms if term["id"] == "human-trafficking/debt-bondage"]
    assert one["broader"] == ["human-trafficking/forced-labour"]
    assert {"scheme": "htcds", "degree": "exact", "name": "MethodsOfControl/DebtBondage"} in one[
        "matches"
    ]


@pytest.mark.parametrize(("form", "begins"), [("ttl", "@prefix skos:"), ("skos-jsonld", "{")])
def test_skos_is_printed(run: Run, tmp_path: Path, form: str, begins: str) -> None:
    said = run("vocabulary", "--theme", "poverty", "--format", form, cwd=tmp_path)
    assert said.code == 0
    assert said.out.startswith(begins)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--theme", "chess"), 3, "there are: human-trafficking"),
        (("--kind", "colour"), 3, "purpose"),
        (("--format", "ttl", "--json"), 2, "leave --json"),
        (("--base", "x"), 2, "add --format"),
        (("--format", "ttl", "--base", "x"), 2, "https://example.org"),
    ],
)
def test_what_cannot_be_is_said(
    run: Run, tmp_path: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    said = run("vocabulary", *words, cwd=tmp_path)
    assert said.code == code
    assert says in said.err
