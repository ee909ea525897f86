"""Measure understanding: how many MB of text a second one core reads, and where the time goes.

    python bench/understanding.py [FOLDER]     # texts in JSON Lines, or invented ones

Reads a few megabytes of real reports where they are ($SOURCEBOOK_SHARED or ../shared), else invented ones.
Time is CPU time of this process, so that neighbours on the machine count less.
"""

import json
import lzma
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sourcebook.understand import Prepared, understand
from sourcebook.understand.aspects import aspects_in
from sourcebook.understand.figures import figures_in
from sourcebook.understand.ratings import ratings_in
from sourcebook.understand.roles import roles_in

MOST = 4_000_000  # characters of each kind
PARTS: tuple[tuple[str, Callable[[Prepared], Any]], ...] = (
    ("folding and sentences", lambda ready: (ready.folded, ready.sentences)),
    ("places", lambda ready: ready.places),
    ("roles and routes", roles_in),
    ("aspects", aspects_in),
    ("figures", figures_in),
    ("ratings", ratings_in),
)
SENTENCES = (
    "Women and girls from {a} are taken through {b} to {c}, where they are held in debt bondage.",
    "The ministry reported {n} investigations in {y}, compared with {m} in the year before.",
    "According to one organisation, between {n} and {m} children work on the cotton fields of {a}.",
    "The valley lies an hour from the capital; the road was built by the river's edge long ago.",
    "{a} was placed on Tier 2 Watch List in {y} for the second year.",
    "Most families keep sheep, sell wool in spring and send their elder children to school in town.",
    "Labour inspectors visited {n} farms and found no child at work, the report says.",
)
PLACES = ("Kazakhstan", "Uzbekistan", "Moldova", "Thailand", "Nigeria", "Italy", "Turkey", "Nepal")


def invented() -> Iterator[str]:
    """Reports of some 9,000 characters."""
    dice = random.Random(5)
    while True:
        yield " ".join(
            dice.choice(SENTENCES).format(
                a=dice.choice(PLACES),
                b=dice.choice(PLACES),
                c=dice.choice(PLACES),
                n=f"{dice.randrange(9, 9000):,}",
                m=f"{dice.randrange(9000, 90000):,}",
                y=dice.randrange(2001, 2025),
            )
            for _ in range(100)
        )


def told(folder: Path, names: str = "*") -> Iterator[str]:
    """The texts of a folder's JSON Lines."""
    for file in sorted(folder.glob(f"{names}.jsonl*")):
        opened = lzma.open if file.suffix == ".xz" else open
        with opened(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield str(json.loads(line).get("text") or "")


def some(texts: Iterator[str]) -> list[str]:
    """So many texts as make up ``MOST`` characters."""
    chosen, total = [], 0
    for text in texts:
        chosen.append(text)
        total += len(text)
        if total >= MOST:
            break
    return chosen


def spent(texts: list[str]) -> dict[str, float]:
    """CPU seconds of each part."""
    times = dict.fromkeys((name for name, _ in PARTS), 0.0)
    for text in texts:
        ready = Prepared(text, home="KZ")
        for name, part in PARTS:
            began = time.process_time()
            part(ready)
            times[name] += time.process_time() - began
    return times


def main() -> None:
    """Print what each kind of text takes."""
    shared = Path(os.environ.get("SOURCEBOOK_SHARED", "../shared")) / "data"
    kinds: list[tuple[str, Iterator[str]]] = [("invented reports", islice(invented(), 10**6))]
    if len(sys.argv) > 1:
        kinds = [(sys.argv[1], told(Path(sys.argv[1])))]
    elif shared.is_dir():
        kinds += [
            ("DOL reports", told(shared / "dol_ilab/text")),
            (
                "factbook, trafficking (every sentence is one)",
                told(shared / "factbook", "*trafficking*"),
            ),
        ]
    print("## Understanding\n")
    print(
        "Characters a second on one core, in millions, and the share of each part. Asked: 1 MB.\n"
    )
    print("| text | MB a second | " + " | ".join(name for name, _ in PARTS) + " |")
    print("|---|---|" + "---|" * len(PARTS))
    understand("Women from Uzbekistan were taken to Kazakhstan.", country="KZ")  # loads its data
    for name, texts in kinds:
        chosen = some(texts)
        times = min((spent(chosen) for _ in range(3)), key=lambda t: sum(t.values()))
        total = sum(times.values())
        size = sum(len(text.encode("utf-8", "replace")) for text in chosen) / 1e6
        shares = " | ".join(f"{times[part] / total:.0%}" for part, _ in PARTS)
        print(f"| {name}, {size:.1f} MB | {size / total:.2f} | {shares} |")
    print()


if __name__ == "__main__":
    main()
