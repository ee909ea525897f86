"""Score the roles and routes found in real texts, and what they are worth beside guessing. I/O.

``python scripts/understand_suite.py`` prints, for the labelled texts (the half to steer by, or ``--half
held``), precision, recall and F1 of each role, purpose, of people and routes; how many of the pairs that
the naive reading makes (two countries named in one statement) are labelled routes; how many texts on drugs
got a role; whether all evidence is verbatim; and the time a megabyte takes. ``--wrong KIND`` lists the
texts that differ in a kind, ``--home COUNTRY`` shows what is found in a text on that country read from
standard input. The texts lie outside the project (``../shared/data``, or SOURCEBOOK_SHARED).
"""

import argparse
import json
import lzma
import os
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from pathlib import Path

from sourcebook.claims import Role, Route, Understanding
from sourcebook.understand.prepared import Prepared
from sourcebook.understand.roles import roles_in

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SOURCEBOOK_SHARED", ROOT.parent / "shared"))
sys.path.insert(0, str(ROOT / "tests"))  # labels and scores are the tests' too

from understand.gold.labels import PURPOSES, ROLES, Half, Label, labels, texts  # noqa: E402
from understand.gold.scores import Score, score  # noqa: E402

DRUGS = "factbook/factbook_illicit_drugs_2008_2016_2023.jsonl"
REPORTS = "dol_ilab/text/text_2019.jsonl.xz"


def understood(wanted: Iterable[Label], found: dict[str, str]) -> dict[str, Understanding]:
    """What is found of roles and routes in labelled texts, under the digest of each."""
    read = {}
    for label in wanted:
        text = found.get(label.sha256)
        if text is not None:
            roles, routes = roles_in(Prepared(text, home=label.country, year=label.year))
            read[label.sha256] = Understanding(roles=roles, routes=routes)
    return read


def mean_f1(scores: dict[str, Score]) -> float:
    """The mean F1 of the purposes that the labels have."""
    there = [scores[kind].f1 for kind in PURPOSES if scores[kind].right + scores[kind].missed]
    return sum(there) / len(there) if there else 0.0


def naive(text: str, home: str) -> set[tuple[str, str]]:
    """Pairs that naming makes: any two countries in one statement (up to ; or the sentence's end), and
    the text's own country with each, in the order in which they stand."""
    ready = Prepared(text, home=home)
    pairs: set[tuple[str, str]] = set()
    for start, end in ready.sentences:
        cuts = [start, *(at for at in range(start, end) if text[at] == ";"), end]
        for begin, close in pairwise(cuts):
            here = list(dict.fromkeys(p.country for p in ready.places if begin <= p.start < close))
            if "traffick" in text[begin:close] or "forced" in text[begin:close]:
                pairs |= {(one, other) for one, other in product(here, here) if one != other}
    return pairs


def naive_score(wanted: Iterable[Label], found: dict[str, str]) -> Score:
    """How right the naive pairs are, either way round counting as right once."""
    right = wrong = missed = 0
    for label in wanted:
        if label.sha256 not in found:
            continue
        said = {frozenset((way.origin, way.destination)) for way in label.routes}
        made = {frozenset(pair) for pair in naive(found[label.sha256], label.country)}
        right += len(said & made)
        wrong += len(made - said)
        missed += len(said - made)
    return Score(right=right, wrong=wrong, missed=missed)


def on_drugs(data: Path) -> tuple[int, int]:
    """How many texts on drugs there are, and in how many a role or route is found."""
    every = wrong = 0
    for line in (data / DRUGS).read_text("utf-8").splitlines():
        row = json.loads(line)
        every += 1
        roles, routes = roles_in(Prepared(row["text"], home=row["iso2"]))
        wrong += bool(roles or routes)
    return every, wrong


def verbatim(found: dict[str, str], read: dict[str, Understanding]) -> tuple[int, int]:
    """How many pieces of evidence there are, and how many are words of their text."""

    def evidence(one: Understanding) -> Iterator[Role | Route]:
        yield from one.roles
        yield from one.routes

    every = right = 0
    for digest, one in read.items():
        text = found[digest]
        for said in evidence(one):
            every += 1
            right += 0 <= said.start < said.end <= len(text) and bool(
                text[said.start : said.end].strip()
            )
    return every, right


def seconds_a_megabyte(data: Path) -> float:
    """CPU time for a million characters of reports, places and sentences not counted."""
    spent = size = 0.0
    for line in lzma.decompress((data / REPORTS).read_bytes()).splitlines():
        ready = Prepared(json.loads(line)["text"])
        _ = ready.places, ready.sentences
        begun = time.process_time()
        roles_in(ready)
        spent += time.process_time() - begun
        size += len(ready.text)
    return spent / size * 1e6


def differing(
    kind: str, wanted: Iterable[Label], read: dict[str, Understanding]
) -> Iterator[tuple[Label, Score]]:
    """The labels whose texts are read otherwise in a kind."""
    for label in wanted:
        if label.sha256 in read:
            one = score([label], read).get(kind, Score())
            if one.wrong or one.missed:
                yield label, one


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--half", choices=("dev", "held"), default="dev")
    parser.add_argument("--unsure", action="store_true", help="count unsure labels too")
    parser.add_argument("--wrong", metavar="KIND", help="list the texts that differ in it")
    parser.add_argument("--home", metavar="COUNTRY", help="read standard input, about this country")
    args = parser.parse_args()
    if args.home:
        show(sys.stdin.read(), args.home)
        return
    data = SHARED / "data"
    half: Half = args.half
    wanted = labels(half)
    found = texts(wanted, data)
    if not found:
        sys.exit(f"{data}: the real texts are not there; set SOURCEBOOK_SHARED")
    read = understood(wanted, found)
    if args.wrong:
        for label, one in differing(args.wrong, wanted, read):
            print(label.country, label.year, label.file, f"{one.wrong} wrong {one.missed} missed")
        return
    scores = score(wanted, read, unsure=args.unsure)
    print(f"{len(read)} labelled texts ({half})\n{'':22}precision recall    F1  right wrong missed")
    for kind in (*ROLES, *PURPOSES, "people", "routes"):
        one = scores[kind]
        if one.right + one.wrong + one.missed:
            print(
                f"{kind:22}{one.precision:9.3f}{one.recall:7.3f}{one.f1:6.3f}"
                f"{one.right:7}{one.wrong:6}{one.missed:7}"
            )
    print(f"{'purposes, mean':38}{mean_f1(scores):6.3f}")
    one = naive_score(wanted, found)
    print(f"naive pairs: precision {one.precision:.3f}, recall {one.recall:.3f}")
    every, right = verbatim(found, read)
    print(f"verbatim: {right} of {every} pieces of evidence")
    every, wrong = on_drugs(data)
    print(f"texts on drugs: {wrong} of {every} with a role or route")
    print(f"time: {seconds_a_megabyte(data):.2f} s a MB")


def show(text: str, home: str) -> None:
    """Print what is found in a text, a line each."""
    roles, routes = roles_in(Prepared(text, home=home))
    for role in roles:
        print(role.country, role.role, role.rule, *role.purposes, *role.people, sep="\t")
        print("\t", text[role.start : role.end])
    for route in routes:
        way = " → ".join((route.origin, *route.transit, route.destination))
        print(way, route.rule, *route.purposes, *route.people, sep="\t")


if __name__ == "__main__":
    main()
