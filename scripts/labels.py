"""Score what understanding finds in real texts against the labels made by hand. I/O.

``python scripts/labels.py`` prints precision, recall and F1 a role, purpose, people, routes and ratings
on the half to steer by; ``--half held`` on the half to judge by; ``--unsure`` counts unsure labels
too; ``--wrong source`` names the texts in which that differs. The texts lie outside the project
(``../shared/data``, or SOURCEBOOK_SHARED). tests/understand/gold/GUIDE.md tells what the labels mean.
"""

import argparse
import os
import sys
from pathlib import Path

from sourcebook.understand import understand

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SOURCEBOOK_SHARED", ROOT.parent / "shared"))
sys.path.insert(0, str(ROOT / "tests"))  # labels and scores are the tests' too

from understand.gold.labels import PURPOSES, labels, texts  # noqa: E402
from understand.gold.scores import Score, score  # noqa: E402


def mean_f1(scores: dict[str, Score], kinds: tuple[str, ...]) -> float:
    """The mean F1 of those kinds that the labels have at all."""
    found = [scores[kind].f1 for kind in kinds if scores[kind].right + scores[kind].missed]
    return sum(found) / len(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--half", choices=("dev", "held"), default="dev")
    parser.add_argument("--unsure", action="store_true")
    parser.add_argument("--wrong", metavar="KIND")
    args = parser.parse_args()
    wanted = labels(args.half)
    found = texts(wanted, SHARED / "data")
    if not found:
        sys.exit(f"{SHARED / 'data'}: the real texts are not there; set SOURCEBOOK_SHARED")
    read = {
        label.sha256: understand(found[label.sha256], country=label.country, year=label.year)
        for label in wanted
        if label.sha256 in found
    }
    scores = score(wanted, read, unsure=args.unsure)
    if args.wrong and args.wrong not in scores:
        sys.exit(f"{args.wrong}: no such kind; there are {', '.join(scores)}")
    if args.wrong:
        for label in wanted:
            one = score([label], read, unsure=args.unsure).get(args.wrong, Score())
            if one.wrong or one.missed:
                where = label.document or label.file.rpartition("/")[2]
                told = f"{one.wrong} wrong, {one.missed} missed"
                print(f"{label.country} {label.year} {told}  {label.sha256[:12]} {where}")
        return
    print(f"{len(read)} of {len(wanted)} texts\n{'':22}precision recall    F1  right wrong missed")
    for kind, one in scores.items():
        counts = f"{one.right:6}{one.wrong:6}{one.missed:7}"
        print(f"{kind:22}{one.precision:9.3f}{one.recall:7.3f}{one.f1:6.3f} {counts}")
    print(f"{'mean F1 of purposes':38}{mean_f1(scores, PURPOSES):6.3f}")


if __name__ == "__main__":
    main()
