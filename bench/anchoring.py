"""Measure anchoring: quotes bound to their passages, exact and not, beside naive searches.

python bench/anchoring.py [DOCUMENTS]      # 1,000 invented reports, ten quotes of each
"""

import random
import sys
import time
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from rapidfuzz import fuzz

from curate import damage
from curate.invented import Report, report
from sourcebook.curate import Quote, Source, find
from sourcebook.curate.passages import Passages

# What becomes of ten quotes of each report: four stay as they are.
CHANGES: tuple[damage.Damage | None, ...] = (
    None, None, None, None, damage.odd_spaces, damage.elision, damage.line_hyphen, damage.typo,
    damage.other_digit, damage.lost_word,
)  # fmt: skip
ELSEWHERE = (
    "The orchestra played three waltzes under the old bridge while the ferry waited for its last "
    "passengers from {town}, and somebody sold {count} paper lanterns on the quay."
)
NAIVE, SLOWEST = 200, 20  # quotes the naive searches are given: all would take hours


def quotes(one: Report, chance: random.Random) -> list[tuple[str, str]]:
    """Ten quotes of a report and one of none, each with the standing that is due."""
    made = []
    for change in CHANGES:
        sentences = chance.choice(one.paragraphs)
        first = chance.randrange(len(sentences))
        words = " ".join(sentences[first : first + chance.randint(1, 2)])
        changed = change(words, chance) if change else words
        false = change in damage.FALSE and changed != words
        made.append((changed, "differs" if false else "verified"))
    absent = ELSEWHERE.format(town=chance.choice(("Nolle", "Quist")), count=chance.randint(5, 90))
    made[chance.randrange(4)] = (absent, "absent")
    return made


def milliseconds(start: float, count: int) -> float:
    return (time.process_time() - start) * 1000 / count


def windows(words: str, text: str) -> float:
    """The best of all stretches of the quote's length, as difflib likens them: a naive search."""
    step, size = max(1, len(words) // 8), len(words)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(words)
    best = 0.0
    for at in range(0, max(1, len(text) - size), step):
        matcher.set_seq1(text[at : at + size])
        best = max(best, matcher.ratio())
    return best


def found_in(quote: Quote, likely: list[str], sources: list[Source]) -> tuple[str, int]:
    """The standing of a quote of no known report, and in which report: where it stands word for
    word, else the likeliest; ("absent", -1) where none has it."""
    for name in likely:
        if find(quote, sources[int(name)], nearest=False).standing == "verified":
            return "verified", int(name)
    if likely:
        standing = find(quote, sources[int(likely[0])]).standing
        if standing != "absent":
            return standing, int(likely[0])
    return "absent", -1


def section(count: int) -> str:
    chance = random.Random(9)
    reports = [report(seed, paragraphs=40) for seed in range(count)]
    wanted = [quotes(one, chance) for one in reports]
    total = sum(map(len, wanted))
    size = sum(len(one.text.text) for one in reports) / count
    found: Counter[tuple[str, str]] = Counter()
    start = time.process_time()
    for one, some in zip(reports, wanted, strict=True):
        source = Source(one.text)
        for words, due in some:
            found[due, find(Quote([words]), source).standing] += 1
    with_reading = milliseconds(start, total)

    sources = [Source(one.text) for one in reports]
    for source in sources:
        find(Quote(["Nothing of the kind was said by anybody."]), source)
    start = time.process_time()
    for source, some in zip(sources, wanted, strict=True):
        for words, _ in some:
            find(Quote([words]), source)
    ready = milliseconds(start, total)

    with Passages.open(None) as index:
        start = time.process_time()
        for at in range(0, count, 50):
            index.add((str(n), sources[n]) for n in range(at, min(at + 50, count)))
        indexing = milliseconds(start, count)
        asked = [
            (n if due != "absent" else -1, words, due)
            for n, some in enumerate(wanted)
            for words, due in some[n % 5 :: 5]
        ]
        start = time.process_time()
        right = 0
        for n, words, due in asked:
            quote = Quote([words])
            right += found_in(quote, index.holding(quote, most=5, thorough=False), sources) == (
                due,
                n,
            )
        unknown = milliseconds(start, len(asked))

    sample = [
        (one, words, due) for one, some in zip(reports, wanted, strict=True) for words, due in some
    ]
    sample = chance.sample(sample, min(NAIVE, len(sample)))
    start = time.process_time()
    flat = [(" ".join(one.text.text.split()), " ".join(words.split())) for one, words, _ in sample]
    stands = sum(words in text for text, words in flat)
    plain = milliseconds(start, len(sample))
    true = sum(due == "verified" for _, _, due in sample)
    start = time.process_time()
    for text, words in flat:
        fuzz.partial_ratio_alignment(words, text)
    sliding = milliseconds(start, len(sample))
    start = time.process_time()
    for text, words in flat[:SLOWEST]:
        windows(words, text)
    slowest = milliseconds(start, min(SLOWEST, len(flat)))

    verified = sum(v for (_, given), v in found.items() if given == "verified")
    wrong = sum(v for (due, given), v in found.items() if given == "verified" != due)
    lost = sum(v for (due, given), v in found.items() if due == "verified" != given)
    agree = sum(v for (due, given), v in found.items() if due == given)
    return f"""## Anchoring quotes

{total:,} quotes of {count:,} invented reports ({size / 1000:.0f} KB each, set as PDFs are: wrapped lines,
hyphens, footnote marks, running heads). Four in ten are as they were, the rest with other spaces, elisions,
line hyphens, typos, another digit, a lost word, or from nowhere. CPU time, one process.

| | ms a quote | |
|---|---:|---|
| the report known, made ready first (ten quotes each) | {with_reading:.2f} | {agree / total:.1%} have the standing due; {wrong} of {verified:,} verified wrongly, {lost} true ones not verified |
| the report known and ready | {ready:.2f} | |
| the report not known: five likeliest of {count:,} | {unknown:.2f} | {right / len(asked):.1%} found in the right one; index made in {indexing:.1f} ms a report |
| naive: spaces evened, then `in` | {plain:.2f} | finds {stands} of {true} true quotes; says nothing of the rest |
| naive: `rapidfuzz.partial_ratio_alignment` over the text | {sliding:.2f} | {sliding / ready:.0f} times as long |
| naive: `difflib` over stretches of the text | {slowest:.0f} | {slowest / ready:,.0f} times as long |
"""


def main() -> None:
    print(section(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))


if __name__ == "__main__":
    main()
