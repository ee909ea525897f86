"""Web addresses: WHATWG URL parsing of what people write, and the key by which two are the same."""

import re
from urllib.parse import unquote

import ada_url

WEB = ("http:", "https:", "ftp:")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.\-]*:(?!\d{1,5}(?:/|$))", re.I)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def web_address(as_written: str) -> str | None:
    """The WHATWG serialisation of a web address, or None where it is not one.

    Without a scheme ``http://`` is taken, as browsers long did. Schemes that are not the web's
    (``javascript:``, ``data:``, ``file:`` …) give None. Invisible direction marks are dropped.
    Source: WHATWG URL Standard, through ada.
    """
    text = _INVISIBLE.sub("", as_written.strip())
    if not text:
        return None
    if text.startswith("//"):
        text = "http:" + text
    elif not _SCHEME.match(text):
        text = "http://" + text
    try:
        parsed = ada_url.URL(text)
    except ValueError:
        return None
    if parsed.protocol not in WEB or "." not in parsed.hostname and ":" not in parsed.hostname:
        return None
    return str(parsed.href)


def address_key(url: str) -> str:
    """What two spellings of one address share: host, path, query and fragment, without the scheme.

    The fragment counts: old bulletins keep many articles on one page (``…html#20``).
    """
    parsed = ada_url.URL(url)
    path = parsed.pathname if parsed.pathname != "/" else ""
    return unquote(f"{parsed.host}{path}{parsed.search}{parsed.hash}", errors="surrogateescape")


def host_of(url: str) -> str:
    """The host name of a parsed address, without ``www.``."""
    return str(ada_url.URL(url).hostname).removeprefix("www.")
