"""Recognise what is certain on a posting page: access notes, addresses, section marks, locators.

Everything else on a page is read outwards from these. All patterns are bounded, so that no line
can make one slow.
"""

import re

from sourcebook.records import Date, Locator
from sourcebook.values.dates import edtf

# [accessed 6 June 2012] · [Last access date unavailable] · [access information unavailable]
# "[acessed", "[accesssed": what a hand may make of the word.
MISSPELLED = re.compile(
    r"([\[(]\s*(?:last\s+)?)(?!accessed\b)(?=[acdes]{6,11}\b)a+[cs]+e+s+e*d\b(?=\s*:?\s+\d)",
    re.I,
)
ACCESS = re.compile(
    r"[\[(]\s*(?:(?:date\s+|partially\s+|partly\s+)?(?:last\s+)?(?:re-?)?accessed\b(?!\s*<)[^\[\]()]{0,60}"
    r"|(?:last\s+|date\s+of\s+)?access(?:ed)?\s+(?:date|information|info|note)\b[^\[\]()]{0,40}"
    r"|date\s+of\s+access\b[^\[\]()]{0,40}|access\s+unavailable)\s*[\])]",
    re.I,
)
_ACCESS_LINE = re.compile(
    r"^[\[(]?\s*(?:last\s+)?accessed:?\s+(?:on\s+)?[^\[\]()]{0,30}\b\d{4}\s*[\])]?$", re.I
)
_ACCESS_WORD = re.compile(
    r"^(?:date\s+|partially\s+|partly\s+)?(?:last\s+)?(?:re-?)?accessed\b[\s:]*(?:on\s+)?", re.I
)
# "13 July 2011 - access restricted", "24 August 2016 - Access forbidden"
_REMARK = re.compile(
    r"(?<=\d{4})(?:\s+[-–—]+\s+|\s*[;,(]\s*)(?=[a-z]|[A-Z][a-z]+\s+[a-z])(?!\s*to\b)"
)
_UNAVAILABLE = re.compile(r"unavailable|not available|unknown|date|information|missing", re.I)

# A host with a path, or one that begins with www. or a scheme.
URL = re.compile(
    r"""(?:(?:https?|ftps?)\s?:/{0,2}\s?\S+
      | (?:javascript|data|file|vbscript|mailto|about|blob):\S+
      | www\d{0,2}\.[^\s/]{1,100}(?:/\S*)?
      | (?:[\w\-]{1,63}\.){1,6}(?:[^\W\d_]{2,15}|xn--[\w\-]{2,40})(?::\d{2,5})?(?:[/?\#]\S*)
      | \d{1,3}(?:\.\d{1,3}){3}(?::\d{2,5})?/\S*)""",
    re.I | re.X,
)
# A bare host; one with capitals ("allAfrica.com") is a publisher's name.
_HOST = re.compile(r"(?:[a-z\d\-]{1,63}\.){1,6}[a-z]{2,15}/?")
_URL_START = re.compile(
    r"^<?(?:(?:https?|ftp)://|www\d{0,2}\.\w|(?:javascript|data|vbscript):)", re.I
)
_FILE_MARK = re.compile(r"\s*[\[(]\s*(?:pdf|doc|docx|html?|ppt|xls|word|text)\s*[\])]\s*$", re.I)
_TRAILING = re.compile(r"[,;>\"'”’»\s]+$|(?<=\w)[.]+$")

LOST = re.compile(
    r"(?:At one time,?\s+)?th(?:is|e)\s+(?:article|report|item|document|page|story|paper)\s+"
    r"(?:had been|has been|was|were)\s+(?:archived|posted|available|accessible|published)[^\[\]]{0,100}?"
    r"(?:\[\s*here\s*\]|\bhere\b)\.?",
    re.I,
)
_GONE = re.compile(
    r"^[\[(]?(?:this|the)\s+(?:article|report|item|document|page|story|website|link)\s+(?:is|are)\s+"
    r"no longer\s+(?:available|accessible|on-?line|archived)[^\[\]]{0,60}[\])]?\.?$",
    re.I,
)
CLICK = re.compile(
    r"Click\s+\[?\s*here\s*\]?\s+to\s+(?:connect|access|go|view|read|reach|link)\b"
    r"(?:[^.\[\]]|\.(?=\s+(?:Its|The)\s+(?:URL|address|link)\b)){0,160}\.?",
    re.I,
)
MOVED = re.compile(
    r"(?:The|This)\s+(?:[\w&’'.\-/]+\s+){0,12}?(?:web\s?-?site|site|web\s?page|page)\s+has\s+"
    r"(?:been\s+)?moved\b(?:\s+to)?\s*:?",
    re.I,
)
NOTE = re.compile(r"^(?:Note\s*::|NOTE\s*::?|Note\s*:\s*(?=Also\b))", re.I)
NOTE_INSIDE = re.compile(r"\bNote\s*::")

SECTION = re.compile(r"(?<!\*)\*{2,10}(?!\*)\s{0,3}([^*\s][^*]{1,100}?)\s{0,3}\*{2,10}")
_SECTION_BARE = re.compile(
    r"^(?:FEATURED ARTICLES?|ARCHIVES|EARLIER EDITIONS OF (?:SOME OF )?THE ABOVE)$"
)
GENERAL = re.compile(r"^#+\s*([^#]{1,80}?)\s*#+$")
ARTEFACT = re.compile(r"^(?:Description:\s*)+(?P<of>.{0,80})$")
# What stands for a picture in text made of a page: "[image]", "[Image: map]", "image003.jpg".
PICTURE_INSIDE = re.compile(r"\[\s*(?:image|picture|img)\s*(?::[^\[\]]{0,60})?\s*\]", re.I)
PICTURE = re.compile(
    rf"{PICTURE_INSIDE.pattern}"
    r"|[\[(]?[\w\-]{1,40}\.(?:gif|jpe?g|png|bmp|wmz)[\])]?",
    re.I,
)
ARTEFACT_INSIDE = re.compile(r"(?:Description:\s+)+")

_LOCATOR_KINDS = {
    "page": "page", "pages": "page", "p": "page", "pp": "page", "pg": "page",
    "paragraph": "paragraph", "paragraphs": "paragraph", "para": "paragraph",
    "paras": "paragraph", "section": "section", "sections": "section", "sec": "section",
    "chapter": "chapter", "chapters": "chapter", "article": "article", "articles": "article",
    "item": "article", "story": "article", "part": "part", "volume": "volume", "table": "table",
    "figure": "figure", "box": "box", "annex": "appendix", "appendix": "appendix",
    "footnote": "note", "note": "note", "column": "column", "line": "line", "slide": "page",
    "minute": "timestamp", "verse": "verse", "question": "section", "entry": "article",
}  # fmt: skip
_KINDS = "|".join(sorted(_LOCATOR_KINDS, key=len, reverse=True))
_VALUE = r"(?:\d[\w.:,\-–]{0,12}|[ivxlc]{1,7}(?:\.[A-Z\d]{1,2}){0,3}|[A-Z](?:[.\-]?\d[\d.]{0,5})?)"
LOCATOR = re.compile(
    rf"""\[\s*(?:
      (?:(?:see|from|at|on|PDF|in)\s+)?(?P<kind>{_KINDS})\.?\s*(?:no\.?\s*|\#\s*)?
        (?P<value>{_VALUE}(?:\s*(?:[-–,&]|to|and|of)\s*{_VALUE}){{0,4}})
        (?:[\s,;]+(?:scroll\s+(?:down|up)|(?P<kind2>{_KINDS})\.?\s*(?P<value2>{_VALUE})))?
    | (?P<ordinal>\d{{1,3}}(?:st|nd|rd|th)|last|first|second|third|fourth|fifth)\s+
        (?P<okind>{_KINDS})
    | (?P<scroll>scroll\s+(?:down|to|up)(?:\s+[^\[\]]{{0,80}})?)
    | (?P<number>\d{{1,4}}(?:\s*[-–,]\s*\d{{1,4}}){{0,3}}(?:\s?\([a-z]\))?)
    )\s*\]""",
    re.I | re.X,
)
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}
_SCROLL = re.compile(r"^scroll\s+(?:down|up)?\s*(?:to\b)?\s*(?:the\s+)?", re.I)


def access_date(note: str) -> Date:
    """The date of an access note: read where it can be, the words between the brackets always."""
    inner = note.strip().strip("[]()").strip()
    said = _ACCESS_WORD.sub("", inner)
    if not said or (said == inner and _UNAVAILABLE.search(inner)):
        return Date(edtf=None, as_written=inner)
    remarked = _REMARK.search(said)
    if remarked or inner[:4].lower() == "part":
        return Date(edtf=edtf(said[: remarked.start()] if remarked else said), as_written=inner)
    return Date(edtf=edtf(said), as_written=said)


def is_access_line(text: str) -> bool:
    """Whether a whole line is an access note whose brackets were lost."""
    return len(text) < 60 and _ACCESS_LINE.match(text) is not None


def url_line(text: str, *, before_access: bool) -> bool:
    """Whether a whole line is an address. ``before_access``: the next line is an access note, so
    that a bare host ("coastdaily.example") or an address with a space in it is believed too."""
    if len(text) > 2000 or ("." not in text and ":" not in text):
        return False
    bare = _FILE_MARK.sub("", text) if text[-1] in ")] " else text
    found = URL.match(bare.lstrip("<(["))
    if found:
        rest = bare.lstrip("<([")[found.end() :].strip()
        if len(rest) <= 3 and not rest.isalnum():
            return True
        words = rest.split()
        if before_access:
            plain = _URL_START.match(text) or "/" in found.group()
            return bool(plain) and len(words) <= 6 and not rest.endswith(".")
        return len(words) == 1 and bool(_URL_START.match(text))
    return before_access and _HOST.fullmatch(bare) is not None


def bare_url(as_written: str) -> str:
    """An address as written without what stands around it: <…>, [PDF], closing punctuation."""
    text = _FILE_MARK.sub("", as_written.strip()).lstrip("<([ ")
    text = _TRAILING.sub("", text)
    for opening, closing in (("(", ")"), ("[", "]")):
        while text.endswith(closing) and text.count(closing) > text.count(opening):
            text = text[:-1]
    return text


def is_lost(text: str) -> bool:
    """Whether a line says that the original is no longer at a known address."""
    return LOST.match(text) is not None or (len(text) < 140 and _GONE.match(text) is not None)


def section_name(mark: str) -> str | None:
    """featured, archives, earlier, or the heading as written; None where it is no section mark."""
    found = SECTION.fullmatch(mark)
    if found:
        inner = found[1].strip()
    elif _SECTION_BARE.match(mark):
        inner = mark
    else:
        return None
    told = inner.upper()
    if told.startswith("FEATURED"):
        return "featured"
    if told.startswith("ARCHIVE"):
        return "archives"
    if told.startswith(("EARLIER EDITION", "EARLIER VERSION", "PREVIOUS EDITION", "OLDER EDITION")):
        return "earlier"
    return inner


def read_locator(mark: str) -> Locator | None:
    """The locator that words in square brackets are, or None ("[in Kazakhstan]", "[CST]")."""
    found = LOCATOR.fullmatch(mark)
    if not found:
        return None
    parts = found.groupdict()
    if parts["scroll"]:
        value = _SCROLL.sub("", parts["scroll"]).strip(" .,:")
        return Locator(kind="scroll", value=value, as_written=mark)
    if parts["ordinal"]:
        word = parts["ordinal"].lower()
        value = _ORDINALS.get(word) or re.sub(r"(?:st|nd|rd|th)$", "", word)
        return Locator(kind=_LOCATOR_KINDS[parts["okind"].lower()], value=value, as_written=mark)
    if parts["number"]:
        return Locator(kind="paragraph", value=parts["number"], as_written=mark)
    kind, value = _LOCATOR_KINDS[parts["kind"].lower()], parts["value"]
    if parts["kind2"] and _LOCATOR_KINDS[parts["kind2"].lower()] == "page":
        kind, value = "page", parts["value2"]  # "[Chapter IV, page 77]": the page is told
    return Locator(kind=kind, value=value.strip(" ,;:"), as_written=mark)
