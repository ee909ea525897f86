"""Answer for a library's captures as an archive does: TimeGate, TimeMap, mementos (RFC 7089). I/O.

A captured page is somebody else's, and may be hostile. It is shown without scripts, styles, frames,
forms and pictures, cleaned by nh3, under a policy that forbids it all again; what is no page is handed
over as a file. A library that shows no more of its sources than the passages quoted shows none of this.
"""

import re
from collections.abc import Iterator
from html import escape
from http import HTTPStatus
from urllib.parse import unquote, urljoin

from msgspec import Struct

from sourcebook.collect.charsets import decode
from sourcebook.collect.web.mementos import http_date, moment
from sourcebook.errors import SourcebookError
from sourcebook.preserve.attaching import page_key
from sourcebook.preserve.capturing import is_copy
from sourcebook.publish import timemaps
from sourcebook.publish.evidence import Library
from sourcebook.publish.paths import COPIES
from sourcebook.publish.timemaps import Shown, fields, in_order, nearest, stamp, taken
from sourcebook.records import Capture, Entry
from sourcebook.store import Store
from sourcebook.values.addresses import web_address
from sourcebook.values.dates import read_date
from sourcebook.values.dates_said import spelled

POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
SHOWN = 20_000_000  # bytes of a page that is shown; larger ones are handed over as files
_MEMENTO = re.compile(r"^(\d{14})/(.+)$", re.S)
_PAGES = ("text/html", "application/xhtml+xml")
_TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "font",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "i",
        "ins",
        "kbd",
        "li",
        "main",
        "mark",
        "nav",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
        "article",
        "aside",
        "address",
    ]
)
_LEFT_OUT = frozenset(
    [
        "script",
        "style",
        "title",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "applet",
        "svg",
        "math",
        "head",
        "select",
        "textarea",
    ]
)
_ATTRIBUTES = {
    "*": {"lang", "dir", "id"},
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "type"},
    "time": {"datetime"},
}
_TITLE = re.compile(r"<title\b[^>]*>([^<]{0,1000})", re.I)
_NAME = re.compile(r"[^A-Za-z0-9._-]+")


class Answer(Struct, frozen=True, kw_only=True):
    """What is answered: status, fields and bytes."""

    status: HTTPStatus
    fields: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


def answer(library: Library, path: str, *, root: str, accept_datetime: str = "") -> Answer | None:
    """The answer to a request below ``COPIES``, None for any other; ``path`` is as it was asked for,
    ``root`` the server's own address without a slash at its end."""
    place = next((place for place in COPIES if path.startswith(place)), None)
    if place is None:
        return None
    rest = path.removeprefix(place)
    found = _MEMENTO.match(rest) if place == "/memento/" else None
    url = _address(found[2] if found else rest)
    if url is None or (place == "/memento/" and not found):
        return _said(HTTPStatus.BAD_REQUEST, "Name a web address there, whole: http://…")
    if library.settings.proofs != "page":
        return _said(HTTPStatus.FORBIDDEN, "This library shows passages of its sources, no copies.")
    with library.store.snapshot() as store:
        captures = {at: capture for capture in copies(store, url) if (at := taken(capture))}
        shown = in_order(
            Shown(url=f"{root}/memento/{at:%Y%m%d%H%M%S}/{url}", at=at) for at in captures
        )
        if not shown:
            return _said(HTTPStatus.NOT_FOUND, "This library has no copy of that address.")
        gate, map_ = f"{root}/timegate/{url}", f"{root}/timemap/link/{url}"
        if place == "/timegate/":
            return _gate(url, shown, gate, map_, accept_datetime)
        if place == "/timemap/link/":
            text = timemaps.timemap(url, shown, own=map_, timegate=gate)
            return Answer(
                status=HTTPStatus.OK,
                fields=(("Content-Type", timemaps.MEDIA_TYPE),),
                body=text.encode(),
            )
        assert found is not None
        wanted = moment(found[1])
        here = nearest(shown, wanted)
        if wanted is None or here is None:
            return _said(HTTPStatus.BAD_REQUEST, "Name a moment there: 14 digits.")
        if stamp(here) != found[1]:
            return _led(here.url, vary=False)
        links = fields(url, shown, timegate=gate, timemap=map_, here=here)
        return _memento(library, captures[here.at], here, links, url)


def copies(store: Store, url: str) -> Iterator[Capture]:
    """The captures of an address that readers may see: those that an entry has there."""
    key = page_key(url)
    if key is None:
        return
    places = [other for other in store.keys_with_fragments() if other.startswith(f"{key}#")]
    ids = [id for some in store.by_addresses([key, *places]).values() for id in some]
    named = {
        capture
        for entry in store.many(Entry, ids).values()
        for address in entry.addresses
        if page_key(address.url) == key
        for capture in address.captures
    }
    for capture in store.many(Capture, sorted(named)).values():
        if is_copy(capture):
            yield capture


def _address(written: str) -> str | None:
    """The address in a path: as it stands there, or escaped as a whole; proxies make one slash of
    two."""
    text = unquote(written) if re.match(r"https?%3a", written, re.I) else written
    text = re.sub(r"^(https?):/+", r"\1://", text, flags=re.I)
    found = web_address(text.partition("#")[0])
    return found if found and found.startswith(("http://", "https://")) else None


def _gate(url: str, shown: list[Shown], gate: str, map_: str, accept_datetime: str) -> Answer:
    at = moment(accept_datetime) if accept_datetime else None
    if accept_datetime and at is None:
        return _said(HTTPStatus.BAD_REQUEST, "Accept-Datetime is no date of HTTP.")
    here = nearest(shown, at)
    assert here is not None
    links = fields(url, shown, timegate=gate, timemap=map_, here=here)
    return _led(here.url, links=links)


def _led(to: str, *, links: str = "", vary: bool = True) -> Answer:
    made = [("Location", to)]
    if vary:
        made.append(("Vary", "accept-datetime"))
    if links:
        made.append(("Link", links))
    return Answer(status=HTTPStatus.FOUND, fields=tuple(made))


def _said(status: HTTPStatus, words: str) -> Answer:
    fields = (("Content-Type", "text/plain; charset=utf-8"),)
    return Answer(status=status, fields=fields, body=f"{words}\n".encode())


def _memento(library: Library, capture: Capture, here: Shown, links: str, url: str) -> Answer:
    try:
        kind, data = _given(library.payload(capture), capture, url, library.settings.title)
    except SourcebookError as fault:
        return _said(HTTPStatus.INTERNAL_SERVER_ERROR, f"The copy can't be read: it {fault.why}.")
    made = [
        ("Memento-Datetime", http_date(here.at)),
        ("Link", links),
        ("Content-Security-Policy", POLICY),
        ("X-Robots-Tag", "noindex, nofollow"),
        ("Content-Type", kind),
    ]
    if not kind.startswith("text/"):
        name = _NAME.sub("-", url.rpartition("/")[2].partition("?")[0])[:80].strip("-.") or "copy"
        if kind == "application/pdf" and not name.lower().endswith(".pdf"):
            name += ".pdf"
        made.append(("Content-Disposition", f'attachment; filename="{name}"'))
    return Answer(status=HTTPStatus.OK, fields=tuple(made), body=data)


def _given(data: bytes, capture: Capture, url: str, title: str) -> tuple[str, bytes]:
    """A capture as readers get it, and its kind: a page cleaned, text as text, all else as a file."""
    if capture.media_type in _PAGES and len(data) <= SHOWN:
        return "text/html; charset=utf-8", cleaned(data, url=url, day=capture.at[:10], title=title)
    if capture.media_type == "text/plain" and len(data) <= SHOWN:
        return "text/plain; charset=utf-8", decode(data).text.encode("utf-8", "replace")
    known = capture.media_type == "application/pdf"
    return capture.media_type if known else "application/octet-stream", data


def _whole(base: str, href: str) -> str | None:
    """A link of the page as it was meant there; None for what a reader should not be led to."""
    if href.startswith("#"):
        return href
    try:
        found = urljoin(base, href)
    except ValueError:
        return None
    return found if found.lower().startswith(("http://", "https://", "mailto:")) else None


def cleaned(data: bytes, *, url: str, day: str, title: str) -> bytes:
    """A captured page's words and structure, and what it is said above them."""
    import nh3

    def kept(_tag: str, name: str, value: str) -> str | None:
        return _whole(url, value) if name == "href" else value

    text = decode(data).text
    found = _TITLE.search(text)
    called = escape(" ".join(found[1].split())) if found else escape(url)
    body = nh3.clean(
        text,
        tags=set(_TAGS),
        clean_content_tags=set(_LEFT_OUT),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=kept,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noreferrer noopener",
        strip_comments=True,
    )
    when = escape(spelled(read_date(day)))
    return (
        '<!doctype html><html><head><meta charset="utf-8">'
        f"<title>{called}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<style>body{max-width:44rem;margin:1rem auto;padding:0 1rem;font:1rem/1.5 serif}"
        ".copy{border:1px solid;padding:.5rem;font-family:sans-serif}</style></head><body>"
        f'<p class="copy">A copy of <b>{escape(url)}</b> that {escape(title)} took on {when}. '
        "Its scripts, styles and pictures are left out.</p>\n"
        f"{body}</body></html>\n"
    ).encode("utf-8", "replace")
