"""Find the web addresses in a reference, and put those together that a line's end broke."""

import re

_URL = re.compile(r"(?:https?://|ftp://|www\.(?=[a-z0-9-]+\.[a-z]))[^\s<>\"“”«»|]+", re.I)
_TAIL = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>\"“”«»|]*$", re.I)
_PART = re.compile(r"^[^\s<>\"“”«»|]+")
_LOOKS = re.compile(
    r"^(?:[/_=&?%#~+:-]|\.[a-z]{2,5}\b|[^\s]*(?:[/_=&?%]|\w-\w+-\w|\.(?:html?|pdf|aspx?|php|docx?|jsp|xml|org|com|net)\b)|"
    r"[a-z]*\d[a-z\d]*[a-z\d-]*[.,;)]?$|(?:html?|pdf|aspx?|php|docx?|org|com|int|gov)\b[.,;)]?)",
    re.I,
)
_DONE = re.compile(r"\.(?:html?|pdf|aspx?|php|docx?|jsp)$", re.I)
_WORD = re.compile(
    r"^(?:accessed|retrieved|last|viewed|cited|visited|available|and|the|in|see|https?://|www\.|"
    r"\[|\(|“|\")", re.I)  # fmt: skip


def runs_on(tail: str, line: str, *, spaced: bool | None = None) -> bool:
    """Whether an address at the end of a line goes on in the next.

    ``spaced`` tells whether white space stood at the line's end, where the file's habit makes that
    telling (a program that breaks an address puts none there); None where it doesn't.
    """
    found = _TAIL.search(tail)
    next_part = _PART.match(line)
    if found is None or next_part is None:
        return False
    url, part = found.group(), next_part.group()
    if _WORD.match(line):
        return False
    if spaced is not None:
        return not spaced
    if url[-1] in "/-_=&?%#~+:" and not (
        part[0].isupper() and part[1:].isalpha() and url[-1] == "/" and len(part) < 3
    ):
        return part[0] not in "([" and not (
            part[:1].isupper()
            and part[1:2].islower()
            and " " in line[: len(part) + 2]
            and not _LOOKS.match(part)
        )
    if url[-1] in ",;)>]":
        return False
    if url[-1] == ".":
        return bool(_LOOKS.match(part)) and part[0].islower()
    if _DONE.search(url):
        return part[0] in "#?"
    return _LOOKS.match(part) is not None


def urls_in(raw: str) -> tuple[str, ...]:
    """The addresses in their order, as written, without what closes the sentence around them."""
    found: list[str] = []
    for match in _URL.finditer(raw):
        url = trimmed(match.group())
        if len(url) > 8 and url not in found:
            found.append(url)
    return tuple(found)


def trimmed(url: str) -> str:
    """The address without closing punctuation; a bracket stays where it was opened inside."""
    while url:
        last = url[-1]
        if last in ".,;:!?'’*†‡":
            url = url[:-1]
        elif last in ")]}":
            opened = {")": "(", "]": "[", "}": "{"}[last]
            if url.count(opened) >= url.count(last):
                break
            url = url[:-1]
        elif url.endswith("&gt"):
            url = url[:-3]
        else:
            break
    return url
