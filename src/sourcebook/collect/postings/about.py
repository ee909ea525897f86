"""Read the paragraphs of a page's head: background, rating, caution, advice, what it prompts for."""

import re

from sourcebook.collect.postings.helplines import HELP
from sourcebook.collect.postings.ledger import Ledger
from sourcebook.collect.postings.pieces import Piece
from sourcebook.records import Sourced
from sourcebook.values.places import find_country

CAUTION = re.compile(r"^CAUTION\s*(?::|[-–—]+(?=\s|$))?\s*", re.I)
HOW_START = re.compile(r"^HOW TO USE THIS", re.I)
STUDENTS = re.compile(r"^(?:FOR )?STUDENTS?\s*:?(?:\s+(?=If\b|You\b|Would\b)|$)", re.I)
_LABELLED = re.compile(r"^(?:FOR )?STUDENTS?\s*:?\s+(?=[A-Z])", re.I)
TEACHERS = re.compile(r"^(?:FOR )?TEACHERS?\s*:?(?:\s+(?=Check\b|You\b)|$)", re.I)
SOURCE_END = re.compile(r"\s*((?:\[[^\[\]]{4,160}\][\s.;,]*)+)$")
_SOURCE = re.compile(r"\[([^\[\]]{4,160})\]")
_SOURCED_INSIDE = re.compile(r"\[[^\[\]]{4,120}(?:19|20)\d\d[^\[\]]{0,12}\]\s+(?=[A-Z“\"])")
_POINTER = re.compile(
    r"\s*(?:\[?\s*)?Check out a later (?:country )?report.*$|\s*(?:or\s+)?(?:see\s+)?a full TIP Report"
    r"\s+\[?here\]?.*$",
    re.I,
)
_DASHED_SOURCE = re.compile(r"\s[-–—]{1,2}\s*(?!.*\s[-–—]{1,2}\s)(.{6,160})$")
_SOURCE_WORD = re.compile(r"\b(?:19|20)\d\d\b|\bReport\b|\bDept\b|\bU\.?S\.?\b")
_OPENS_SOURCE = re.compile(r"[A-ZÀ-Þ]|(?:19|20)\d\d\s+[A-Z]")
_WOULD = re.compile(r"\b(?:would|do|will|might|could) you\b", re.I)
_QUESTION = re.compile(r"([^.?!]{2,60})\?")


class Paragraphs:
    """The paragraphs of a head by the label they stand under."""

    def __init__(self) -> None:
        self.about: list[str] = []
        self.caution: list[str] = []
        self.prompt: list[str] = []
        self.teachers: list[str] = []
        self.help: list[str] = []
        self.pointers: list[Piece] = []
        self.now = self.about
        self.how = False

    def add(self, text: str, piece: Piece, ledger: Ledger) -> None:
        for pattern, target in (
            (CAUTION, self.caution), (STUDENTS, self.prompt),
            (TEACHERS, self.teachers), (HELP, self.help),
        ):  # fmt: skip
            if pattern in (STUDENTS, TEACHERS) and not self.how:
                continue
            found = pattern.match(text)
            if found:
                self.now = target
                ledger.furniture(piece, "a label of the page")
                text = text[found.end() :].strip()
                if not text:
                    return
                break
        if HOW_START.match(text):
            self.how = True
            self.now = self.prompt
            ledger.furniture(piece, "a label of the page")
            rest = HOW_START.sub("", text)
            rest = re.sub(r"^\s*(?:WEB-?\s?)?(?:PAGE|SITE)\s*:?\s*", "", rest, flags=re.I)
            if rest:
                self.now.append(rest)
            return
        if self.how and piece.flat and self.now is self.prompt and not self.prompt:
            text = _LABELLED.sub("", text)
        if self.now is self.about:
            if len(text) < 60 and text[-1].isalnum() and find_country(text) is not None:
                ledger.furniture(piece, "a country in a list of pages")
                return
            if _POINTER.search(text):
                self.pointers.append(piece)
            if "]" in text and piece.flat:
                at = 0
                for found in _SOURCED_INSIDE.finditer(text):
                    self.now.append(text[at : found.end()].strip())
                    at = found.end()
                text = text[at:].strip()
        if self.now is self.teachers:
            ledger.furniture(piece, "advice to teachers, kept with the page")
        self.now.append(text)
        ledger.take(piece)


def prompted(prompt: str) -> tuple[str, ...]:
    """The aspects a prompt's questions name, as written without the question mark.

    The first question leads in ("Would you like to write about Forced-Labor?"); those that follow
    at once are names ("Debt Bondage?").
    """
    if "?" not in prompt:
        return ()
    names: list[str] = []
    last_end = -1
    for found in _QUESTION.finditer(prompt):
        text = found[1].strip()
        lead = re.search(
            r"\b(?:about|on|of|at|into|with|regarding|discuss|explore|research|consider|choose|address|"
            r"study|investigate|examine)\s+(?:the\s+)?((?:[\w'’&/\-]+\s*,?\s*){1,6})$",
            text,
        )
        joined = last_end >= 0 and not prompt[last_end : found.start()].strip(" ")
        if lead and re.match(
            r"(?:(?:Or|And|But)\s+)?(?:would|do|are|will|what|how|could|might|perhaps|why|have)\b",
            text,
            re.I,
        ):
            names.append(lead[1].strip())
        elif joined and len(text.split()) <= 8 and not _asks(text):
            names.append(re.sub(r"^(?:or|and)\s+", "", text, flags=re.I))
        elif not _WOULD.search(text):
            continue
        last_end = found.end()
    return tuple(dict.fromkeys(name for name in names if name))


def _asks(text: str) -> bool:
    return (
        re.match(
            r"(?:(?:Or|And|But)\s+)?"
            r"(?:would|do|does|are|is|will|what|how|could|why|who|where|when|can|should|have)\b",
            text,
            re.I,
        )
        is not None
    )


def about(paragraphs: list[str]) -> tuple[Sourced, Sourced]:
    """Background and the rating report's paragraph, each with its source."""
    summary_at = next(
        (i for i, text in enumerate(paragraphs) if _POINTER.search(text) or _is_rating(text)), None
    )
    last_sourced = max(
        (
            i for i, text in enumerate(paragraphs)
            if SOURCE_END.search(text) and i != summary_at
            and (summary_at is None or i < summary_at)
        ),
        default=None,
    )  # fmt: skip
    if summary_at is None:
        return _sourced(paragraphs), Sourced()
    start = (last_sourced + 1) if last_sourced is not None else summary_at
    background = paragraphs[:start]
    return _sourced(background), _rated(paragraphs[start:])


def _is_rating(text: str) -> bool:
    found = _DASHED_SOURCE.search(text)
    return (
        found is not None and re.search(r"Trafficking in Persons|TIP Report", found[1]) is not None
    )


def _sourced(paragraphs: list[str]) -> Sourced:
    texts: list[str] = []
    sources: list[str] = []
    for text in paragraphs:
        bare = text
        found = SOURCE_END.search(text)
        if found:
            sources.extend(name.strip() for name in _SOURCE.findall(found[1]))
            bare = text[: found.start()].strip()
        if bare:
            texts.append(bare)
    return Sourced(text="\n\n".join(texts), source="; ".join(dict.fromkeys(sources)))


def _rated(paragraphs: list[str]) -> Sourced:
    texts: list[str] = []
    sources: list[str] = []
    for text in paragraphs:
        bare = _POINTER.sub("", text).strip()
        bracketed = SOURCE_END.search(bare)
        dashed = _DASHED_SOURCE.search(bare)
        if bracketed:
            sources.extend(name.strip() for name in _SOURCE.findall(bracketed[1]))
            bare = bare[: bracketed.start()].strip()
        elif dashed and _SOURCE_WORD.search(dashed[1]) and _OPENS_SOURCE.match(dashed[1]):
            sources.append(dashed[1].strip())
            bare = bare[: dashed.start()].strip()
        if bare:
            texts.append(bare)
    return Sourced(text="\n\n".join(texts), source="; ".join(sources))


def is_label(text: str) -> bool:
    return bool(CAUTION.match(text) or HOW_START.match(text) or HELP.match(text))
