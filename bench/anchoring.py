"""Measure anchoring: quotes bound to their passages, exact and not, beside naive searches.

python bench/anchoring.py [DOCUMENTS]      # 1,000 invented reports, ten quotes of each
"""

import random
import sys
import time
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from rapidfuzz import fuzz
from rounds import quartiles, race

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
TIMED, ROUNDS = 200, 7  # reports whose quotes are timed, and how often
NAIVE, SLOWEST = (
    200,
    20,
)  # quotes the naive searches are judged by; that difflib gets: all take hours


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
    sources = [Source(one.text) for one in reports]
    for source, some in zip(sources, wanted, strict=True):
        for words, due in some:
            found[due, find(Quote([words]), source).standing] += 1

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

    def known(n: int) -> None:
        source = Source(reports[n].text)
        for words, _ in wanted[n]:
            find(Quote([words]), source)

    def ready(n: int) -> None:
        for words, _ in wanted[n]:
            find(Quote([words]), sources[n])

    def naive(n: int) -> None:
        text = " ".join(reports[n].text.text.split())
        for words, _ in wanted[n]:
            _ = " ".join(words.split()) in text

    def sliding(n: int) -> None:
        text = " ".join(reports[n].text.text.split())
        for words, _ in wanted[n]:
            fuzz.partial_ratio_alignment(" ".join(words.split()), text)

    timed = min(TIMED, count)
    spent = race(
        {"known": known, "ready": ready, "naive": naive, "sliding": sliding}, timed, rounds=ROUNDS
    )
    each = {
        name: [used * 1000 / sum(map(len, wanted[:timed])) for used in some]
        for name, some in spent.items()
    }
    flat = [
        (" ".join(one.text.text.split()), " ".join(words.split()), due)
        for one, some in zip(reports, wanted, strict=True)
        for words, due in some
    ]
    flat = chance.sample(flat, min(NAIVE, len(flat)))
    stands = sum(words in text for text, words, _ in flat)
    true = sum(due == "verified" for _, _, due in flat)
    start = time.process_time()
    for text, words, _ in flat[:SLOWEST]:
        windows(words, text)
    slowest = milliseconds(start, min(SLOWEST, len(flat)))

    verified = sum(v for (_, given), v in found.items() if given == "verified")
    wrong = sum(v for (due, given), v in found.items() if given == "verified" != due)
    lost = sum(v for (due, given), v in found.items() if due == "verified" != given)
    agree = sum(v for (due, given), v in found.items() if due == given)
    return f"""## Anchoring quotes

{total:,} quotes of {count:,} invented reports ({size / 1000:.0f} KB each, set as PDFs are: wrapped lines,
hyphens, footnote marks, running heads). Four in ten are as they were, the rest with other spaces, elisions,
line hyphens, typos, another digit, a lost word, or from nowhere. CPU time; of known reports the median
of {ROUNDS} rounds over {timed}, in turn (first and third quartile).

| | ms a quote | |
|---|---:|---|
| the report known, made ready first (ten quotes each) | {quartiles(each["known"])} | {agree / total:.1%} have the standing due; {wrong} of {verified:,} verified wrongly, {lost} true ones not verified |
| the report known and ready | {quartiles(each["ready"])} | |
| the report not known: five likeliest of {count:,} | {unknown:.2f} | {right / len(asked):.1%} found in the right one; index made in {indexing:.1f} ms a report |
| naive: spaces evened, then `in` | {quartiles(each["naive"])} | finds {stands} of {true} true quotes; says nothing of the rest |
| naive: `rapidfuzz.partial_ratio_alignment` over the text | {quartiles(each["sliding"])} | {median(each["sliding"]) / median(each["ready"]):.1f} times as long |
| naive: `difflib` over stretches of the text | {slowest:.0f} | {slowest / median(each["ready"]):,.0f} times as long |
"""


def main() -> None:
    print(section(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))


if __name__ == "__main__":
    main()
