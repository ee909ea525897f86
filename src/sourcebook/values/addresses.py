"""Web addresses: WHATWG URL parsing of what people write, and the key by which two are the same."""

import re
import unicodedata
from urllib.parse import unquote

import ada_url

WEB = ("http:", "https:", "ftp:")
# Characters: what Windows' http.sys takes at most; nginx and Apache take 8,190 unless they are told to
# (RFC 9110 section 4.1 asks for 8,000).
LONGEST = 16_384
_SCHEME = re.compile(r"^[a-z][a-z0-9+.\-]*:(?!\d{1,5}(?:/|$))", re.I)
_BYTE = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
IPV4 = rf"{_BYTE}(?:\.{_BYTE}){{3}}"  # as the URL Standard writes it
PORT = r"[1-5]\d{4}|[1-9]\d{3}"  # none of these is a scheme's own, which a serialised address leaves out
# A serialised address as nearly all are; what parsing it again would say can be read off it.
_PLAIN = re.compile(
    rf"^(?:https?|ftp)://(?P<host>(?:[a-z0-9.\-]*[a-z\-][a-z0-9.\-]*|{IPV4})(?::(?:{PORT}))?)"
    r"(?P<path>/[A-Za-z0-9\-._~:/@!$&'()*+,;=%]*)"
    r"(?P<query>\?[A-Za-z0-9\-._~:/?@!$&()*+,;=%]+)?(?P<fragment>#[A-Za-z0-9\-._~:/?@!$&()*+,;=%]+)?$",
    re.ASCII,
)
# The name of a host as it is written nearly always; its last label is no number, as an IP address's is.
_NAMED = re.compile(
    rf"https?://((?:[a-z0-9][a-z0-9\-]*\.)*[a-z][a-z0-9\-]*|{IPV4})(?::[1-5]?\d{{1,4}})?/[!-~]*$",
    re.ASCII,
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def web_address(as_written: str) -> str | None:
    """The WHATWG serialisation of a web address, or None where it is not one.

    Without a scheme ``http://`` is taken, as browsers long did. Schemes that are not the web's
    (``javascript:``, ``data:``, ``file:`` …) give None, and so does what is longer than servers take.
    Invisible direction marks are dropped.
    Source: WHATWG URL Standard, through ada.
    """
    text = _INVISIBLE.sub("", as_written.strip())
    if not text or len(text) > LONGEST:
        return None
    if text.startswith("//"):
        text = "http:" + text
    elif not _SCHEME.match(text):
        text = "http://" + text
    try:
        parsed = ada_url.URL(text)
    except ValueError:
        return None
    if parsed.protocol not in WEB or ("." not in parsed.hostname and ":" not in parsed.hostname):
        return None
    return str(parsed.href)


def address_key(url: str) -> str:
    """What two spellings of one address share: host, path, query and fragment, without the scheme.

    The fragment counts: old bulletins keep many articles on one page (``…html#20``).
    """
    plain = _PLAIN.match(url)  # 5 times faster than parsing, and importing spends its time here
    if plain and "/." not in url and "/%2" not in url and "xn--" not in url:
        host, path, query, fragment = plain.groups(default="")
        text = f"{host}{path if path != '/' else ''}{query}{fragment}"
        return unquote(text, errors="surrogateescape") if "%" in text else text
    parsed = ada_url.URL(url)
    path = parsed.pathname if parsed.pathname != "/" else ""
    return unquote(f"{parsed.host}{path}{parsed.search}{parsed.hash}", errors="surrogateescape")


def host_of(url: str) -> str:
    """The host name of a parsed address, without ``www.``."""
    named = _NAMED.match(url)
    if named and "xn--" not in named[1]:
        return named[1].removeprefix("www.")
    return str(ada_url.URL(url).hostname).removeprefix("www.")


def alphabets(url: str) -> tuple[str, ...]:
    """The alphabets that a label of the host name mixes ("CYRILLIC", "LATIN"), which makes it look like
    another name: "аpple" with a Cyrillic а. () where none does. Digits and hyphens belong to all.
    Source: Unicode Technical Standard 39, section 5.1, for the three scripts that look alike."""
    try:
        labels = str(ada_url.URL(url).hostname).split(".")
    except ValueError:
        return ()
    for label in labels:
        if not label.startswith("xn--"):
            continue
        try:
            letters = label[4:].encode("ascii").decode("punycode")
        except UnicodeError:
            continue
        names = {unicodedata.name(letter, "").partition(" ")[0] for letter in letters}
        mixed = names & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"}
        if len(mixed) > 1:
            return tuple(sorted(mixed))
    return ()
