"""Learn further words for a long question from the passages that answer it best. Pure.

RM3 (Abdul-Jaleel et al., TREC 2004): the question's own terms keep a share of the weight, the rest goes
to terms that the best passages share, by their share of each passage and how well it ranks.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from heapq import nlargest

from sourcebook.search import stop_words

PASSAGES = 6  # looked into
TERMS = 20  # taken from them
SHARE = 0.5  # of the weight that the question's own terms keep
LEAST = 4  # words a question must have: in a short one, what people mean is what they say
_COMMON = 0.1  # a term that more entries have says little


def expand(
    own: Sequence[str],
    passages: Iterable[tuple[str, float]],
    entries: Callable[[str], int],
    total: int,
) -> list[tuple[str, float]]:
    """The terms to rank by, with weights that sum to 1: ``own`` are the question's, ``passages`` the
    terms of the best ones with their scores, ``entries`` how many entries have a term, of ``total``."""
    weights: dict[str, float] = {}
    ranked = list(passages)[:PASSAGES]
    all_scores = sum(score for _, score in ranked) or 1.0
    for line, score in ranked:
        terms = line.split()
        for term, count in Counter(terms).items():
            weights[term] = weights.get(term, 0.0) + score / all_scores * count / len(terms)
    for term in list(weights):
        if (
            len(term) < 3
            or term.isdigit()
            or term in stop_words.ALL
            or entries(term) > _COMMON * total
        ):
            del weights[term]
    found = nlargest(TERMS, weights.items(), key=lambda one: (one[1], one[0]))
    sum_ = sum(weight for _, weight in found) or 1.0
    made = dict.fromkeys(own, 0.0)
    for term in own:
        made[term] += SHARE / len(own)
    for term, weight in found:
        made[term] = made.get(term, 0.0) + (1 - SHARE) * weight / sum_
    return sorted(made.items(), key=lambda one: -one[1])
