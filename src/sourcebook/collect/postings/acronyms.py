"""Tell a name that the acronym after it spells: "Coast Daily News CDN"."""

from sourcebook.collect.postings.wordkinds import FUNCTION, MARKS, Word


def spells(after: str) -> bool:
    """Whether a byline begins with a name and its acronym: "Coast Daily News CDN, …"."""
    chunk = after.split(",", 1)[0]
    words = chunk.replace("(", " ").replace(")", " ").split()
    for index, word in enumerate(words[2:9], start=2):
        if 2 <= len(word) <= 8 and word.isupper() and word.isalpha():
            telling = [w for w in words[:index] if w.lower() not in FUNCTION]
            initials = "".join(w[0] for w in telling).upper()
            every = "".join(w[0] for w in words[:index]).upper()
            return word in {initials, every}
    return False


def spelled(words: list[Word]) -> list[tuple[int, int]]:
    """Where names stand beside the acronym that spells them, mostly after them: the first and the
    last word of both."""
    found: list[tuple[int, int]] = []
    for index, word in enumerate(words):
        acronym = word.text.strip(MARKS)
        size = len(acronym)
        if word.kind != "a" or not (3 <= size <= 8 and acronym.isalpha() and index > 1):
            continue
        after = [w for w in words[index + 1 : index + 10] if w.kind not in "fp"][:size]
        if "".join(w.text[0] for w in after) == acronym:
            found.append((index, words.index(after[-1])))
            continue
        first = index
        heads: list[str] = []  # the name's words from its end
        while first > 0 and len(heads) < size and words[first - 1].text[-1] not in ",.;:?!":
            first -= 1
            if words[first].kind in "fp":
                continue
            heads[:0] = [part for part in words[first].text.strip(MARKS).split("-") if part]
            if len(heads) >= max(2, (size + 1) // 2) and _abridges(acronym, heads):
                found.append((first, index))
                break
    return found


def _abridges(acronym: str, heads: list[str]) -> bool:
    """Whether an acronym is made of the first letters of words: one of each, two of one of them, or
    up to three where no word gives but one ("Women's Consortium of Nigeria WOCON")."""
    if not all(head[:1].isupper() for head in heads):
        return False
    initials = "".join(head[0] for head in heads)
    if initials == acronym or len(acronym) < 4 or len(acronym) <= len(heads):
        return initials == acronym
    if len(acronym) == len(heads) + 1:
        return any(
            initials[:at] + head[:2].upper() + initials[at + 1 :] == acronym
            for at, head in enumerate(heads)
        )
    return _syllables(acronym, [head.upper() for head in heads])


def _syllables(acronym: str, heads: list[str]) -> bool:
    """Whether an acronym is a beginning of each word, one to three letters long, in order."""
    if not heads:
        return not acronym
    return any(
        heads[0].startswith(acronym[:size]) and _syllables(acronym[size:], heads[1:])
        for size in range(1, min(3, len(acronym)) + 1)
    )


def abbreviates(words: list[Word], index: int) -> bool:
    """Whether an acronym spells the words before it, whose name it ends."""
    acronym = words[index].text.strip(MARKS)
    telling = [word.text.lstrip(MARKS) for word in words[:index] if word.kind not in "fp"]
    initials = "".join(word[:1] for word in telling[-len(acronym) :]).upper()
    return len(acronym) > 1 and initials == acronym
