"""Turn the bytes of an answer into letters, quickly and whatever they are called. Pure.

``collect.charsets`` reads what is to be kept and says what was doubtful, line by line; here a page is
only looked at: a byte that means nothing costs one character, never the page.
"""

import codecs
import re
from functools import lru_cache

from sourcebook.collect.charsets import decode
from sourcebook.errors import Unreadable

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.I)
_SAID = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.I)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSED = 65_536  # bytes that an encoding is guessed from

# Labels and the encodings they mean, where Python takes them more narrowly or not at all
# (WHATWG Encoding Standard, section 4.2). A label that is in neither table is not an encoding.
_WIDER = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "iso8859-1": "cp1252",
    "latin1": "cp1252", "latin-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030",
    "gb_2312-80": "gb18030", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949",
    "korean": "cp949", "windows-949": "cp949", "shift_jis": "cp932", "shift-jis": "cp932",
    "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932", "ms_kanji": "cp932",
    "big5": "big5hkscs", "x-x-big5": "big5hkscs", "iso-8859-9": "cp1254", "latin5": "cp1254",
    "tis-620": "cp874", "iso-8859-11": "cp874", "windows-874": "cp874", "x-euc-jp": "euc_jp",
    "x-mac-cyrillic": "mac_cyrillic", "koi8": "koi8-r", "koi8-ru": "koi8-u", "unicode": "utf-16-le",
    "iso-8859-8-i": "iso-8859-8", "visual": "iso-8859-8", "x-user-defined": "cp1252",
    "unicode-1-1-utf-8": "utf-8", "utf8": "utf-8", "utf-16": "utf-16-le",
}  # fmt: skip
_KNOWN = re.compile(
    r"utf-8|utf-16-?[lb]e|(?:windows-|cp|x-cp)(?:125[0-8]|866|874|932|949|950|1048)|ibm866|"
    r"iso-?8859-?(?:[2-8]|1[03-6])|latin[2346]|koi8-?[rut]|macintosh|gb18030|hz-gb-2312|euc-?jp|"
    r"iso-2022-(?:jp|kr)|big5-?hkscs|kz1048|ptcp154|tcvn|viscii"
)
_UNSEEN = ("iso-2022-jp", "iso-2022-kr", "hz-gb-2312")  # all of their bytes are ASCII's


def letters(body: bytes, head_type: str = "", *, whole: bool = True) -> str:
    """What a body says: by its byte-order mark, as UTF-8 where that fits, as its head or the page
    itself declares, else by the letters that come out. Valid UTF-8 wins over what is declared: nobody
    writes it by chance. ``whole`` is False where a body was cut, perhaps amid a letter."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    declared = _declared(body, head_type)
    if body.isascii() and declared not in _UNSEEN:
        return body.decode("utf-16-le", "replace") if _wide(body) else body.decode("ascii")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as fault:
        if not whole and fault.start >= len(body) - 3 and fault.start:
            return body[: fault.start].decode("utf-8")
    if declared:
        return body.decode(declared, "replace")
    return body.decode(_guessed(body), "replace")


def _declared(body: bytes, head_type: str) -> str:
    """The encoding that the head, else the page's beginning, names; "" where none or unknown."""
    known = _said(head_type)
    if not known:
        found = _DECLARED.search(body, 0, 2048)
        known = _known(found[1].decode("ascii").lower()) if found else ""
        if known.startswith("utf-16"):  # a page whose declaration can be read isn't in UTF-16
            known = "utf-8"
    return known


@lru_cache(256)
def _said(head_type: str) -> str:
    found = _SAID.search(head_type)
    return _known(found[1].lower()) if found else ""


def _known(name: str) -> str:
    if name in _WIDER:
        return _WIDER[name]
    if not name or not _KNOWN.fullmatch(name):
        return ""
    name = name.removeprefix("x-")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _wide(body: bytes) -> bool:
    return body[1:40:2].count(0) > 15


def _guessed(body: bytes) -> str:
    """By the letters that come out: East Asian double bytes where they fit, else what a saved page
    without a declaration would be read in."""
    sample = body[:_GUESSED]
    if len(_KANA.findall(sample)) >= _SEEN:
        return "cp932"
    runs = _HIGH_RUN.findall(sample)
    if runs and sum(len(run) % 2 == 0 for run in runs) >= len(runs) * _EVEN:
        for encoding, common in _ASIAN:
            text = sample.decode(encoding, "replace")
            if len(common.findall(text)) >= _SEEN and text.count("\ufffd") < 3:
                return encoding
    try:
        return decode(sample).encoding
    except Unreadable:
        return "cp1252"


_SEEN = 3  # common letters
_EVEN = 0.95  # of the runs of high bytes are of even length where two make a letter
_KANA = re.compile(rb"\x82[\x9f-\xf1]|\x83[\x40-\x96]")  # in Shift_JIS
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
# An encoding, and letters so common that any page of its language has them.
_ASIAN = (
    ("euc_jp", re.compile("[のをはがにでたま]")),
    ("cp949", re.compile("[이다는을의가에지]")),
    ("gb18030", re.compile("[的是不在人有了我]")),
    ("big5hkscs", re.compile("[的是不在人有了我]")),
)
