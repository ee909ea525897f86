"""What archives answer when asked for mementos, read into one form (RFC 7089, CDX, availability). Pure."""

import heapq
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import quote, urljoin

import msgspec
from msgspec import Struct

from sourcebook.collect.web.linkformat import Link, links
from sourcebook.collect.web.messages import Head

Kind = Literal["timegate", "timemap", "cdx", "availability"]
KINDS: tuple[Kind, ...] = ("timegate", "timemap", "cdx", "availability")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        start=1,
    )
}
_HTTP_DATE = re.compile(
    r"(\d{1,2})[ \-]([A-Za-z]{3})[a-z]*[ \-](\d{4}|\d\d)[ T]+(\d{1,2}):(\d\d)(?::(\d\d))?"
)
_ISO = re.compile(r"^\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?")
_DIGITS = re.compile(r"^\d{4,14}$")
# The form that the Wayback Machine, OpenWayback and pywb share: …/<digits><flag>_/<address>
_REPLAY = re.compile(r"^(https?://[^/]+(?:/[^/]+)*?)/(\d{8,14})(?:[a-z]{2}_)?/(.+)$", re.I)
_WHITE = re.compile(r"\s+")
_ABSOLUTE = re.compile(r"^[a-z][a-z0-9+.\-]*://", re.I)


class Source(Struct, frozen=True, kw_only=True):
    """Where an archive is asked. ``base`` is what the address asked for is put behind (timegate,
    timemap), or the place of a query (cdx, availability); ``replay``, for cdx, what its rows are
    shown under."""

    kind: Kind
    base: str
    replay: str = ""


class Listed(Struct, frozen=True, kw_only=True):
    """A memento as an archive lists it: its address, when it was taken (UTC), which way led there,
    and as far as the list says so what it is of, its HTTP status, media type and digest."""

    url: str
    at: datetime
    how: Kind
    original: str = ""
    status: int = 0
    media_type: str = ""
    digest: str = ""


class Part(Struct, frozen=True, kw_only=True):
    """Another TimeMap that a TimeMap names: a page of it, or another archive's; the time it covers
    as far as that is said."""

    url: str
    begins: datetime | None = None
    ends: datetime | None = None


def source(line: str) -> Source | None:
    """A source as ``library.toml`` writes it ("timemap https://…", "cdx https://… https://…/web/"),
    or None where it is none."""
    kind, *rest = line.split()
    if kind not in KINDS or not 1 <= len(rest) <= 2:
        return None
    if any(not re.fullmatch(r"https?://[^\s/]\S*", address) for address in rest):
        return None
    if (kind == "cdx") != (len(rest) == 2):
        return None
    return Source(kind=kind, base=rest[0], replay=rest[1] if len(rest) == 2 else "")


# --- moments ---------------------------------------------------------------------------------
def moment(text: str) -> datetime | None:
    """A date as archives write it: of HTTP (RFC 9110 section 5.6.7, the older forms too), 4 to 14
    digits, or ISO 8601; None where it is none. All are taken as UTC."""
    if found := _HTTP_DATE.search(text):
        day, name, year, hour, minute, second = found.groups()
        month = _MONTHS.get(name.lower())
        full = int(year) if len(year) == 4 else 1900 + int(year) + 100 * (int(year) < 70)
        return _made(full, month or 0, int(day), int(hour), int(minute), int(second or 0))
    text = text.strip()
    if _DIGITS.match(text):
        digits = text + "00000101000000"[len(text) :]
        return _made(
            int(digits[:4]), int(digits[4:6]), int(digits[6:8]),
            int(digits[8:10]), int(digits[10:12]), int(digits[12:14]),
        )  # fmt: skip
    if found := _ISO.match(text):
        return _made(*(int(part or 0) for part in found.groups()))
    return None


def _made(year: int, month: int, day: int, hour: int, minute: int, second: int) -> datetime | None:
    try:
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return None


def http_date(at: datetime) -> str:
    """A moment as ``Accept-Datetime`` and ``Memento-Datetime`` have it, whatever the locale."""
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    month = list(_MONTHS)[at.month - 1].title()
    return f"{days[at.weekday()]}, {at.day:02} {month} {at.year:04} {at:%H:%M:%S} GMT"


def digits(at: datetime) -> str:
    """A moment as 14 digits."""
    return f"{at.year:04}{at:%m%d%H%M%S}"


# --- addresses -------------------------------------------------------------------------------
def asking(source: Source, url: str, at: datetime, *, resume: str = "", most: int = 50_000) -> str:
    """The address at which a source is asked for mementos of ``url`` near ``at``."""
    if source.kind in ("timegate", "timemap"):
        # behind a base, an address stands as it is (RFC 7089's own examples); one in a query is
        # escaped
        return source.base + (quote(url, safe="") if source.base.endswith("=") else url)
    joint = "&" if "?" in source.base else "?"
    if source.kind == "availability":
        return f"{source.base}{joint}url={quote(url, safe='')}&timestamp={digits(at)}"
    fields = "timestamp,original,mimetype,statuscode,digest"
    query = f"url={quote(url, safe='')}&fl={fields}&limit={most}&showResumeKey=true"
    if resume:  # comes escaped for use in an address
        query += f"&resumeKey={quote(resume, safe='%+')}"
    return f"{source.base}{joint}{query}"


def raw_form(url: str) -> str:
    """The address at which an archive gives a memento's bytes as they were, without its own frame
    and links (``id_``); "" where its addresses have no such form."""
    found = _REPLAY.match(url)
    return f"{found[1]}/{found[2]}id_/{found[3]}" if found else ""


def shown_form(url: str) -> str:
    """The address at which an archive shows a memento to readers."""
    found = _REPLAY.match(url)
    return f"{found[1]}/{found[2]}/{found[3]}" if found else url


def original_in(url: str) -> str:
    """The address that a memento's own address says it is of; "" where it doesn't."""
    found = _REPLAY.match(url)
    if not found:
        return ""
    inner = re.sub(r"^(https?):/+", r"\1://", found[3], flags=re.I)
    return inner if _ABSOLUTE.match(inner) else f"http://{inner}"


def taken_in(url: str) -> datetime | None:
    """When a memento's own address says that it was taken, or None."""
    found = _REPLAY.match(url)
    return moment(found[2]) if found else None


# --- link-format -----------------------------------------------------------------------------
def timemap(pieces: Iterable[str], *, base: str) -> Iterator[Listed | Part]:
    """The mementos of a TimeMap and the further TimeMaps it names, in its order; ``base`` is the
    address it came from."""
    for link in links(pieces):
        found = _of_link(link, base, "timemap")
        if found is not None:
            yield found


def in_head(head: Head, *, base: str, how: Kind = "timegate") -> Iterator[Listed | Part]:
    """The mementos and TimeMaps that an answer's ``Link`` fields name."""
    for link in links([head.get("link")]):
        found = _of_link(link, base, how)
        if found is not None:
            yield found


def _of_link(link: Link, base: str, how: Kind) -> Listed | Part | None:
    plain = link.target.startswith(("http://", "https://"))
    url = link.target if plain else _joined(base, link.target)
    if not url.lower().startswith(("http://", "https://")):
        return None
    if "timemap" in link.rels and "self" not in link.rels:
        return Part(url=url, begins=moment(link.get("from")), ends=moment(link.get("until")))
    if not link.rels & {"memento", "first", "last", "prev", "next"} or "original" in link.rels:
        return None
    at = moment(link.get("datetime")) or taken_in(url)
    if at is None or ("memento" not in link.rels and not link.get("datetime")):
        return None
    return Listed(url=url, at=at, how=how)


def _joined(base: str, target: str) -> str:
    try:
        return urljoin(base, target)
    except ValueError:
        return ""


def original_of(head: Head) -> str:
    """What an answer says it is a memento of (``Link: rel="original"``); "" where it doesn't."""
    return next((link.target for link in links([head.get("link")]) if "original" in link.rels), "")


# --- JSON and CDX ----------------------------------------------------------------------------
def available(data: bytes) -> Listed | None:
    """What the Wayback Machine's availability JSON names, or None."""
    try:
        found = msgspec.json.decode(data)
        closest = found["archived_snapshots"]["closest"]
        url, at = str(closest["url"]), moment(str(closest["timestamp"]))
        status = str(closest.get("status", ""))
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError):
        return None
    if (
        at is None
        or not url.startswith(("http://", "https://"))
        or closest.get("available") is False
    ):
        return None
    number = int(status) if status.isdigit() else 0
    return Listed(url=url, at=at, how="availability", status=number)


CDX_FIELDS = ("timestamp", "original", "mimetype", "statuscode", "digest")  # as ``asking`` asks
_FULL = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
# The letters of CDX files' header line (" CDX N b a m s k r M S V g"), Internet Archive 2003/2015
_LETTERS = {"N": "urlkey", "b": "timestamp", "a": "original", "m": "mimetype", "s": "statuscode",
            "k": "digest", "A": "urlkey"}  # fmt: skip
_NAMES = {"url": "original", "mime": "mimetype", "status": "statuscode"}  # as pywb calls them


class Resume(Struct, frozen=True):
    """The key with which a CDX server goes on."""

    key: str


def cdx(lines: Iterable[str], *, replay: str) -> Iterator[Listed | Resume]:
    """The rows of a CDX server's answer, whatever its form: columns parted by blanks (those asked
    for, all of them, or as a header line names them), JSON (a list of lists, or an object a line) or
    CDXJ; last the key it goes on with, if there is one. What is no row is passed over."""
    names: tuple[str, ...] = ()
    blank = False
    for line in _lines(lines):
        text = line.strip().strip(",").strip()
        if not text or text in ("[]", "[", "]"):
            blank = blank or not text or text == "[]"
            continue
        if text.startswith(("CDX ", "!")):
            names = tuple(_LETTERS.get(letter, letter) for letter in text.split()[1:])
            continue
        row = _row(text)
        if isinstance(row, list):
            if "timestamp" in row and ("original" in row or "url" in row):
                names = tuple(_NAMES.get(name, name) for name in row)
                continue
            fields = _named(row, names)
        else:
            fields = row
        made = _listed(fields, replay)
        if made is not None:
            yield made
        elif isinstance(row, list) and len(row) == 1 and blank:
            yield Resume(row[0])


def _lines(lines: Iterable[str]) -> Iterator[str]:
    """JSON that has no line ends is cut where its rows end."""
    for line in lines:
        if not line.lstrip().startswith("[[") or line.count("[") < 3:
            yield line
            continue
        try:
            rows = msgspec.json.decode(line.strip().strip(","))
        except msgspec.DecodeError:
            yield line
            continue
        for row in rows if isinstance(rows, list) else ():
            yield msgspec.json.encode(row).decode()


def _row(text: str) -> list[str] | dict[str, str]:
    """A line's values, or its fields by name; CDXJ has the time before them."""
    before, brace, after = text.partition("{")
    if text.startswith("["):
        text = f"[{text.strip('[] ')}]"
    elif brace and text.endswith("}"):
        text = f"{{{after}"
    else:
        return text.split()
    try:
        made: Any = msgspec.json.decode(text)
    except msgspec.DecodeError:
        return []
    if isinstance(made, list):
        return [str(value) for value in made]
    fields = {_NAMES.get(str(name), str(name)): str(value) for name, value in made.items()}
    if len(before.split()) == 2:
        fields.setdefault("timestamp", before.split()[1])
    return fields


def _named(row: list[str], names: tuple[str, ...]) -> dict[str, str]:
    if not names:
        asked = row and _DIGITS.match(row[0]) and len(row[0]) >= 8
        names = CDX_FIELDS if asked else _FULL
    return dict(zip(names, row, strict=False))


def _listed(fields: dict[str, str], replay: str) -> Listed | None:
    written, original = fields.get("timestamp", ""), fields.get("original", "")
    at = moment(written) if len(written) >= 8 and written.isdigit() else None
    if at is None or not original or _WHITE.search(original):
        return None
    status, kind = fields.get("statuscode", ""), fields.get("mimetype", "")
    return Listed(
        url=f"{replay}{written}/{original}",
        at=at,
        how="cdx",
        original=original if _ABSOLUTE.match(original) else f"http://{original}",
        status=int(status) if status.isdigit() and len(status) == 3 else 0,
        media_type=kind if "/" in kind and not kind.startswith("warc/") else "",
        digest=fields.get("digest", "").strip("-"),
    )


# --- choosing among many ---------------------------------------------------------------------
def nearest(
    found: Iterable[Listed], far: Callable[[datetime], float], *, most: int
) -> list[Listed]:
    """The ``most`` mementos that are least far, least first; no more of them are held at a time,
    however long the list. Of equals the earlier counts."""
    return heapq.nsmallest(most, found, key=lambda one: (far(one.at), one.at, one.url))


def seconds_of_rest(head: Head, now: datetime) -> float:
    """How long an answer asks to wait (``Retry-After``, RFC 9110 section 10.2.3); 0 where it
    doesn't say."""
    asked = head.first("retry-after").strip()
    if asked.isdigit():
        return float(asked[:9])
    until = moment(asked)
    return max((until - now).total_seconds(), 0.0) if until else 0.0
