"""Read the words quoted from an entry: locators and headings in capitals begin a new excerpt."""

import hashlib
import re
from collections.abc import Iterable, Iterator

from sourcebook.collect.postings.marks import LOCATOR, read_locator
from sourcebook.collect.postings.ordinary import is_ordinary
from sourcebook.records import Excerpt, Locator
from sourcebook.values.places import find_country

_DASH = re.compile(r"\s+[-–—]+\s+|\s+[-–—]+(?=\S)|(?<=[^\s\d])[-–—]+\s+")
_DASH_END = re.compile(r"\s*[-–—]+\s*$|(?<=\S)\s+[-–—]+\s*$")
_LEADING_DASH = re.compile(r"^[-–—]+\s+")
_AFTER_LOCATOR = re.compile(r"^(?:[-–—]+|[.:])\s+")  # "[49]. The list …"
_LETTER = re.compile(r"[^\W\d_]")
# The end of a sentence after which, in running text, a heading in capitals may stand.
_MAYBE_HEADING = re.compile(r"[.!?…”\"’)\]¹²³⁴-⁹]\s+(?=[A-Z\d&“\"(À-Þ][^\sa-z]*s?(?:\s|$))")
_NUMBERED = re.compile(r"^(?:\d{1,2}|[A-Z]\d{0,2}|[IVX]{1,5})[.)]\s")
_CASE = re.compile(
    r"(?:CASE|CHAPTER|PART|SECTION|ARTICLE|ANNEX|BOX|TABLE|FIGURE|MAP|STORY|EXAMPLE)(?: STUDY)? (?:\d{1,3}|[IVX]{1,5}):?"
)
_CLOSED = ".!?…:;)”\"’'»]"
_LONGEST_HEADING = 300


def _word_ends(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    size = min(len(text), _LONGEST_HEADING + 60)
    while start < size:
        end = text.find(" ", start)
        if end < 0:
            end = len(text)
        if end > start:
            yield start, end
        start = end + 1


def _has_lower(word: str) -> bool:
    """Whether a word has lower-case letters that make it no heading's: "NGOs", "1990s" may be."""
    if word.upper() == word:  # scripts without capitals have no headings in capitals
        return any(c.isalpha() and not c.isupper() for c in word) if not word.isascii() else False
    bare = word.rstrip(".,;:!?)'’\"”")
    core = bare[:-2] if bare.endswith(("'s", "’s")) else bare[:-1] if bare.endswith("s") else bare
    return not (len(core) >= 2 and core.upper() == core)


def _telling(text: str) -> list[str]:
    """The words of a heading that have at least two letters."""
    return [
        word
        for word in text.split()
        if (len(word) > 1 and word.isalpha()) or len(_LETTER.findall(word)) > 1
    ]


def split_heading(text: str) -> tuple[str, str]:
    """A heading in capitals at the beginning of a paragraph, without its dash, and the rest.

    ("", text) where there is none. A lone name of a place before a dash is where a report was
    sent from, and stays in the text; so do short abbreviations.
    """
    if not text or text[:1].islower():
        return "", text
    word = text[: text.find(" ")] if " " in text else text
    if word[1:].islower() and word.isalpha() and word[-1] != "s":
        return "", text  # "The …": nearly every paragraph
    stop = len(text)
    whole = True
    for start, end in _word_ends(text):
        if _has_lower(text[start:end]):
            stop, whole = start, False
            break
    if whole and len(text) > _LONGEST_HEADING:
        return "", text
    prefix = text[:stop]
    if len(prefix) < 40 and len(_LETTER.findall(prefix)) < 3:
        return "", text
    if whole:
        bare = _DASH_END.sub("", prefix).strip()
        longest = max((sum(c.isalpha() for c in word) for word in bare.split()), default=0)
        if longest >= 4 or (longest >= 3 and len(_telling(bare)) > 1):
            return bare, ""
        return "", text
    dashes = list(_DASH.finditer(prefix))
    if dashes:
        dash = dashes[-1]
        heading = prefix[: dash.start()].strip()
        rest = text[dash.end() :].strip()
        if _is_heading(heading):
            return heading, rest
        return "", text
    return _without_dash(prefix, text)


def _is_heading(heading: str) -> bool:
    """Whether capitals before a dash are a heading, not a dateline or an abbreviation."""
    words = _telling(heading)
    if not words:
        return False
    if len(words) == 1:
        letters = "".join(c for c in words[0] if c.isalpha())
        numbered = len(heading.split()) > 1
        if len(letters) < 4 and not numbered:
            return False
        return numbered or find_country(heading) is None
    return not ("," in heading and len(words) <= 3 and heading.count(",") == 1 and _sent(heading))


def _sent(heading: str) -> bool:
    """Whether "CITY, COUNTRY" or "WASHINGTON, D.C." is where a report was sent from."""
    last = heading.rsplit(",", 1)[1].strip()
    return find_country(last) is not None or len(last.replace(".", "")) <= 3


_ABBREVIATIONS = frozenset(
    {"UNICEF", "UNESCO", "INTERPOL", "ECOWAS", "UNAIDS", "MERCOSUR", "EUROPOL"}
)


def _without_dash(prefix: str, text: str) -> tuple[str, str]:
    """A heading that runs straight into its paragraph: at least three words in capitals."""
    tokens = prefix.split()
    numbered = _NUMBERED.match(prefix) is not None
    if text[len(prefix) :].lstrip(' “"‘')[:1].islower() and tokens:
        tokens.pop()  # the sentence begins with an abbreviation: "FORMS OF ABUSE UNICEF says"
    while tokens and tokens[-1] in {"A", "I", "“A", '"A', "“I", '"I', "THE", "IN"}:
        tokens.pop()
    heading = " ".join(tokens)
    after = text[len(heading) :].lstrip()
    begins = after.lstrip('“"‘(')[:1].isupper() or after[:1] == "("
    if _CASE.fullmatch(heading) and begins:
        return heading, after
    words = _telling(heading)
    letters = len(_LETTER.findall(heading))
    if numbered and len(tokens) == 2 and len(words[-1:]) == 1 and len(words[-1]) >= 5:
        return heading, after
    single = len(words) == 1 and letters >= 7 and heading not in _ABBREVIATIONS
    if single and len(tokens) == 1 and begins and heading.isalpha():
        return heading, after
    pair = len(words) == 2 and begins and all(
        len(word) >= 4 or word == "THE" for word in words
    ) and _ABBREVIATIONS.isdisjoint(words)  # fmt: skip
    asks = bool(heading) and heading[-1] in "?:"
    enough = len(words) >= 3 or (len(words) == 2 and (asks or letters >= 12))
    enough = enough or (pair and len(tokens) == 2) or (
        len(words) == 2 and len(tokens) < 4 and begins and is_ordinary(words[-1], frozenset())
    )  # fmt: skip
    if not enough or letters < (6 if asks else 8) or max(len(word) for word in words) < 4:
        return "", text
    return heading, after.strip()


def _segments(text: str, flat: bool) -> Iterator[tuple[Locator | None, str]]:
    """A paragraph parted at its locators: each with the words that follow it."""
    at = 0
    held: Locator | None = None
    if "[" in text:
        for found in LOCATOR.finditer(text):
            before = text[at : found.start()].rstrip()
            numeric = found["number"] is not None
            after = text[found.end() : found.end() + 9].lstrip(" -–—.:")
            begins = after[:1].isupper() or after[:1] in "“\"‘'(" or bool(_NUMBERED.match(after))
            if before:
                closed = before[-1] in _CLOSED
                capitals = split_heading(before)[1] == "" and found.group() != text
                if numeric and not (flat and closed and after and begins):
                    continue
                if not (closed or capitals or flat):
                    continue
            elif numeric and not (
                after[:1].isupper() or not after or after[0] in "“\"'(‘[0123456789"
            ):
                continue
            locator = read_locator(found.group())
            if locator is None:
                continue
            if before or held is not None:
                yield held, before
            held = locator
            at = found.end()
    rest = text[at:].strip()
    if rest or held is not None:
        yield held, _AFTER_LOCATOR.sub("", rest) if held is not None else rest


def _headed(text: str, flat: bool) -> Iterator[tuple[str, str]]:
    """A paragraph parted at the headings in capitals inside it."""
    starts = [0]
    if len(text) > 30:
        for found in _MAYBE_HEADING.finditer(text):
            if not any(c.islower() for c in text[starts[-1] : found.start() + 1]):
                continue  # "G4. DO …": one heading, not two
            if _heads(text, found.end(), flat):
                starts.append(found.end())
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        yield split_heading(text[start:stop].strip())


def _heads(text: str, at: int, flat: bool) -> bool:
    """Whether a heading in capitals begins inside a paragraph, after a sentence's end."""
    heading, rest = split_heading(text[at : at + 400])
    if not heading:
        return False
    several = len(_telling(heading)) > 1
    if not rest:  # the line ends with a heading; its words are on the next
        return flat and at + len(heading) >= len(text) and (several or _stands_alone(heading))
    dashed = _DASH.match(text, at + len(heading)) is not None
    if several or heading[0].isdigit():
        return dashed or flat
    return flat and (_stands_alone(heading) or (dashed and _is_word(heading)))


def _is_word(heading: str) -> bool:
    """Whether one word in capitals, with a number or not, is an ordinary one and no abbreviation."""
    first = heading.split(maxsplit=1)[0].strip('“"(.,:;!?')
    return first not in _ABBREVIATIONS and (
        is_ordinary(first, frozenset()) or "/" in heading or len(heading.split()) > 1
    )


def _stands_alone(heading: str) -> bool:
    """Whether one word in capitals is a heading: numbered, or no place and no abbreviation."""
    if _NUMBERED.match(heading) or _CASE.fullmatch(heading):
        return True
    return (
        len(heading) > 6
        and heading.isalpha()
        and heading not in _ABBREVIATIONS
        and find_country(heading) is None
    )


class _Open:
    """The excerpt being read."""

    def __init__(self) -> None:
        self.heading = ""
        self.locator: Locator | None = None
        self.paragraphs: list[str] = []

    def __bool__(self) -> bool:
        return bool(self.heading or self.locator or self.paragraphs)


def excerpts(paragraphs: Iterable[tuple[str, bool]]) -> tuple[Excerpt, ...]:
    """The excerpts that paragraphs make; each is (text, whether it was flattened).

    A paragraph with neither locator nor heading belongs to the excerpt before it. Ids are eight
    hex digits of the words' SHA-256, unique within the list.
    """
    done: list[_Open] = []
    now = _Open()
    for text, flat in paragraphs:
        for locator, words in _segments(text, flat):
            first = True
            for heading, rest in _headed(words, flat):
                place = locator if first else None
                first = False
                if place is not None or heading:
                    waits = not now.paragraphs and bool(now)
                    takes_heading = waits and place is None and not now.heading
                    takes_place = waits and not heading and now.locator is None
                    if not (takes_heading or takes_place):
                        if now:
                            done.append(now)
                        now = _Open()
                    now.locator = place or now.locator
                    now.heading = heading or now.heading
                if rest:
                    begins = bool(now.heading) and not now.paragraphs
                    now.paragraphs.append(_LEADING_DASH.sub("", rest) if begins else rest)
    if now:
        done.append(now)
    taken: set[str] = set()
    return tuple(_excerpt(found, taken) for found in done)


def _excerpt(found: _Open, taken: set[str]) -> Excerpt:
    mark = found.locator.as_written if found.locator else ""
    words = "\n".join((found.heading, mark, *found.paragraphs))
    made = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    number = 1
    while made in taken:
        number += 1
        made = hashlib.sha256(f"{words}\n{number}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
    taken.add(made)
    return Excerpt(
        id=made,
        heading=found.heading,
        locator=found.locator,
        paragraphs=tuple(found.paragraphs),
    )
