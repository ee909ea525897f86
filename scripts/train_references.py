"""Train the table that tells a reference's fields apart (read/references/fields.tsv), and measure it.

    python -m scripts.train_references FILE.xml … [--measure]

Each FILE holds tagged references as AnyStyle writes them (``<sequence>`` of ``<author>``, ``<title>`` …).
Needs python-crfsuite, which nothing else here does. ``--measure`` trains on four fifths and tells how
many words and how many whole fields of the last fifth come out right; it writes nothing.
"""

import random
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from lxml import etree

from sourcebook.read.references.fields import LABELS, marks_of

TARGET = Path(__file__).parents[1] / "src/sourcebook/read/references/fields.tsv"
RARE = 12  # words seen in fewer references are no marks
SAME = {
    "journal": "container", "container-title": "container", "collection-title": "container",
    "citation-number": "number", "doi": "url", "isbn": "note", "genre": "note", "medium": "note",
    "source": "note", "translator": "editor", "director": "author", "producer": "publisher",
}  # fmt: skip
Example = tuple[list[str], list[str]]


def examples(paths: list[Path]) -> list[Example]:
    made: list[Example] = []
    for path in paths:
        for sequence in etree.parse(str(path)).getroot().iter("sequence"):
            words: list[str] = []
            labels: list[str] = []
            for field in sequence:
                label = SAME.get(str(field.tag), str(field.tag))
                for word in (field.text or "").split():
                    words.append(word)
                    labels.append(label if label in LABELS else "note")
            if words:
                made.append((words, labels))
    return made


# Institutions that publish reports, as words to make examples of; AnyStyle's references know few.
BODIES = (
    "UNICEF", "ILO", "Human Rights Watch", "U.S. Embassy- {}", "Government of {}", "Amnesty International",
    "Ministry of Labour", "Ministry of Internal Affairs of {}", "U.S. Department of State", "World Bank",
    "International Organization for Migration (IOM)", "UN Committee on the Rights of the Child",
    "Anti-Slavery International", "European Commission", "Save the Children", "{} National Statistics Office",
    "UNESCO Institute for Statistics", "International Trade Union Confederation", "OECD", "Freedom House",
    "UNODC", "The {} Times", "Radio Free Europe", "ILO Committee of Experts", "Terre des Hommes", "BBC News",
    "{} Ombudsman's Office", "Walk Free Foundation", "Global March Against Child Labour", "{} Herald",
)  # fmt: skip
PLACES = (
    "Kazakhstan", "Mongolia", "Tashkent", "Ghana", "Peru", "Manila", "Nepal", "Geneva", "Georgetown",
    "Sierra Leone", "Kenya", "Bishkek", "Bolivia", "Colombo", "Moldova", "Washington, DC", "Vienna", "Dakar",
)  # fmt: skip
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def reports(some: list[Example], count: int) -> list[Example]:
    """Invented references to reports of institutions, with titles taken from the examples: "Body.
    Title. Place, date. address", as government reports list their sources."""
    chance = random.Random(20261126)
    titles = [
        [word for word, label in zip(words, labels, strict=True) if label == "title"]
        for words, labels in some
    ]
    titles = [words for words in titles if 3 <= len(words) <= 18]
    authors = [
        [word for word, label in zip(words, labels, strict=True) if label == "author"]
        for words, labels in some
    ]
    authors = [words for words in authors if 2 <= len(words) <= 4]
    made: list[Example] = []
    for number in range(count):
        words: list[str] = []
        labels: list[str] = []

        def put(
            label: str, text: str, words: list[str] = words, labels: list[str] = labels
        ) -> None:
            parts = text.split()
            words.extend(parts)
            labels.extend([label] * len(parts))

        if chance.random() < 0.3:
            put("number", chance.choice(("{}.", "[{}]", "{}", "{})")).format(number % 120 + 1))
        if chance.random() < 0.75:
            body = chance.choice(BODIES).format(chance.choice(PLACES))
        else:
            body = " ".join(chance.choice(authors)).strip(".,: ")
        if chance.random() < 0.12:
            body += " and " + chance.choice(BODIES).format(chance.choice(PLACES))
        put("author", body + chance.choice((".", ".", ".", ",", ":")))
        title = " ".join(chance.choice(titles)).strip(".,:;()“”\"' ")
        if chance.random() < 0.2:
            title = chance.choice(
                (
                    "Reporting",
                    "E-mail communication to USDOL official",
                    "Annual Report",
                    "Official website",
                    "Statistics on Work",
                )
            )
        if chance.random() < 0.2:
            title = chance.choice(("“{}”", '"{}"')).format(title + chance.choice((".", ",", "")))
            put("title", title)
        else:
            put("title", title + chance.choice((".", ".", ",")))
        if chance.random() < 0.25:
            put(
                "container",
                chance.choice(BODIES).format(chance.choice(PLACES)) + chance.choice((",", ".")),
            )
        if chance.random() < 0.25:
            put("location", chance.choice(PLACES) + chance.choice((",", ":", ";")))
            if chance.random() < 0.4:
                put(
                    "publisher",
                    chance.choice(BODIES).format(chance.choice(PLACES)) + chance.choice((",", ".")),
                )
        year, month, day = (
            chance.randrange(1998, 2025),
            chance.choice(MONTHS),
            chance.randrange(1, 29),
        )
        date = chance.choice(
            (
                f"{month} {day}, {year}",
                f"{day} {month} {year}",
                f"{month} {year}",
                f"{year}",
                f"({year})",
            )
        )
        lead = chance.choice(("", "", "", "Published: ", "Enacted: "))
        put("date", f"{lead}{date}{chance.choice(('.', '.', ',', ';'))}")
        if chance.random() < 0.6:
            slug = "-".join(word.strip(".,:").lower() for word in title.split()[:4])
            if chance.random() < 0.2:
                put("note", "Available at:")
            put(
                "url",
                f"http{chance.choice(('', 's'))}://www.{chance.choice(PLACES).lower().replace(' ', '').replace(',', '')}.example/{year}/{slug}.html",
            )
        if chance.random() < 0.25:
            put(
                "note",
                chance.choice(
                    (
                        f"Accessed {month} {day}, {year}.",
                        f"[accessed {day} {month} {year}]",
                        "Source on file.",
                        f"[cited {month} {day}, {year}]",
                    )
                ),
            )
        made.append((words, labels))
    return made


def known_words(some: list[Example]) -> set[str]:
    seen: Counter[str] = Counter()
    for words, _ in some:
        seen.update({mark for marks in marks_of(words) for mark in marks})
    return {mark for mark, count in seen.items() if count >= RARE}


def train(some: list[Example], path: str) -> None:
    import pycrfsuite

    known = known_words(some)
    trainer = pycrfsuite.Trainer(verbose=False)
    for words, labels in some:
        trainer.append(
            [[mark for mark in marks if mark in known] for marks in marks_of(words)], labels
        )
    trainer.set_params(
        {"c1": 0.4, "c2": 0.02, "max_iterations": 150, "feature.possible_transitions": True}
    )
    trainer.train(path)


def tables(path: str) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]:
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(path)
    info: Any = tagger.info()
    return dict(info.state_features), dict(info.transitions)


def measure(some: list[Example]) -> None:
    import pycrfsuite

    random.Random(7).shuffle(some)
    cut = len(some) * 4 // 5
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        train([*some[:cut], *reports(some[:cut], cut // 4)], path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        right = total = 0
        hits: Counter[str] = Counter()
        gold: Counter[str] = Counter()
        made: Counter[str] = Counter()
        for words, labels in some[cut:]:
            found = tagger.tag(marks_of(words))
            right += sum(a == b for a, b in zip(found, labels, strict=True))
            total += len(words)
            one, two = _spans(labels), _spans(found)
            gold.update(span[0] for span in one)
            made.update(span[0] for span in two)
            hits.update(span[0] for span in one & two)
        print(f"words {right / total:.4f}")
        for label in LABELS:
            if gold[label]:
                score = 2 * hits[label] / (gold[label] + made[label])
                print(f"{label}: whole fields F {score:.3f} ({gold[label]})")


def _spans(labels: list[str]) -> set[tuple[str, int, int]]:
    found = set()
    start = 0
    for place in range(1, len(labels) + 1):
        if place == len(labels) or labels[place] != labels[start]:
            found.add((labels[start], start, place))
            start = place
    return found


def write(some: list[Example]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        train(some, path)
        states, steps = tables(path)
    by_mark: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (mark, label), weight in states.items():
        if abs(weight) >= 0.05 and "\t" not in mark:
            by_mark[mark].append((label, weight))
    lines = ["# Written by scripts/train_references.py: mark, then label and weight by turns."]
    lines += [f"->\t{a}\t{b}\t{weight:.2f}" for (a, b), weight in sorted(steps.items())]
    for mark, pairs in sorted(by_mark.items()):
        lines.append("\t".join([mark, *(f"{label}\t{weight:.2f}" for label, weight in pairs)]))
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"wrote {len(by_mark)} marks", file=sys.stderr)


def main() -> None:
    some = examples([Path(name) for name in sys.argv[1:] if not name.startswith("--")])
    if "--measure" in sys.argv:
        measure(some)
    else:
        write([*some, *reports(some, len(some) // 4)])


if __name__ == "__main__":
    main()
