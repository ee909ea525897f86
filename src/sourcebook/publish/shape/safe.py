"""Say what a page may show of words and addresses from outside. Pure."""

import re

from sourcebook.values.addresses import WEB

# C0 and C1 controls are no characters of HTML (WHATWG HTML, 13.1.4); tab and line feed are. The two
# overrides (LRO, RLO) show letters in another order than they are written: no writing needs them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ufffe\uffff]")
_ASCII_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))
_SHORT = 60
_LONGEST_SHOWN = 400  # characters of an address: some eight lines of a phone
_SCHEME = re.compile(r"^[a-z]+://(?:www\.)?", re.I)
# Marks that would turn the direction of what follows, the address of a card above all.
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# A file on somebody's own machine, as reference managers note it: file:///C:/…, :C\:/Users/…:PDF,
# /home/…, \\server\…, internal-pdf://… It tells a person's name, and leads a reader nowhere.
_OWN_FILE = re.compile(
    r"""(?:^|(?<=[\s:;,{("'<=]))(?:file:|internal-pdf:|[a-z]\\?:[\\/]|\\\\\w|~/
    |/(?:home|users|root|mnt|media|volumes|private|tmp|var|storage)/)""",
    re.I | re.X,
)


def own_file(text: str) -> bool:
    """Whether a text names a file on somebody's own machine, which is nobody else's business."""
    return bool(_OWN_FILE.search(text))


def clean(text: str) -> str:
    """A text without the characters that HTML has not."""
    if len(text) < _SHORT or not text.isascii():
        if text.isprintable():
            return text
    # looking letter by letter whether a long one is printable takes three times as long
    elif len(text) == len(text.encode().translate(None, _ASCII_CONTROLS)):
        return text
    return _CONTROL.sub("", text)


def unturned(text: str) -> str:
    """A text without marks that turn its direction either."""
    text = clean(text)
    return text if text.isascii() else _TURNS.sub("", text)


def web_href(url: str | None) -> str:
    """An address a page may link to: of the web only, "" for any other (``javascript:`` …)."""
    if not url or not url[:8].lower().startswith(WEB):
        return ""
    return unturned(url)


def shown_address(url: str) -> str:
    """An address as a reader should see it: without its scheme and ``www.``."""
    return shown_href(unturned(_cut(url)))


def shown_href(href: str) -> str:
    """As ``shown_address``, of what ``web_href`` gave, which has no marks left to look for."""
    shown = _cut(href)
    if lead := _SCHEME.match(shown):
        shown = shown[lead.end() :]
    return shown[:-1] if shown.endswith("/") and shown.count("/") == 1 else shown


def bounded(url: str) -> str:
    """An address or the words in its place, without its middle where that would fill pages."""
    return unturned(_cut(url))


def _cut(url: str) -> str:
    if len(url) <= _LONGEST_SHOWN:
        return url
    return f"{url[: _LONGEST_SHOWN - 100]} … {url[-80:]}"
