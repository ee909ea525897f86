"""A list of web addresses, one a line or in running text, into entries that wait for their titles."""

import re
from collections.abc import Iterator

from msgspec import Struct

from sourcebook.collect.charsets import decode
from sourcebook.collect.draft import Draft, DraftEntry
from sourcebook.collect.joining import bare
from sourcebook.collect.numbering import Ids
from sourcebook.records import Address, Entry, Finding
from sourcebook.values.addresses import address_key, host_of, web_address

_URL = re.compile(r"(?:https?|ftp)://[^\s<>\"'\u201c\u201d]+|www\.[^\s<>\"'\u201c\u201d]+", re.I)
_BARE = re.compile(r"^(?:[a-z0-9][\w\-]*\.)+[a-z]{2,24}(?::\d{2,5})?(?:[/?#]\S*)?(?=\s|$)", re.I)
_ITEM = re.compile(r"^\s*(?:[-*•·>]+\s+|\(?\d{1,4}[.)]\s+)?")
_COMMENT = re.compile(r"^(?:#|//|;|--)\s*(.*)$")
_ANSWER = 0.5  # more than half of the lines that are not blank hold an address


class _Found(Struct, frozen=True, kw_only=True):
    url: str
    written: str
    note: str
    line: int


def looks_like_addresses(text: str) -> bool:
    """Whether most lines of a text that are not blank or comments are addresses (with a remark)."""
    lines = [line for line in text[:200_000].splitlines() if line.strip()]
    lines = [line for line in lines if not _COMMENT.match(line.strip())]
    if not lines:
        return False
    hits = sum(_begins_with_address(line) for line in lines)
    return hits / len(lines) > _ANSWER


def _begins_with_address(line: str) -> bool:
    body = line[len((_ITEM.match(line) or [""])[0]) :].strip().lstrip("<\"'(")
    return bool(_URL.match(body) or _BARE.match(body))


def _trimmed(url: str) -> str:
    """An address without the marks of the sentence it stands in."""
    cut = url.rstrip(".,;:!?»”’'\"")
    while cut.endswith((")", "]")) and cut.count(cut[-1]) > cut.count(
        {")": "(", "]": "["}[cut[-1]]
    ):
        cut = cut[:-1].rstrip(".,;:")
    return cut


def read(data: bytes, name: str = "") -> Draft:
    """An entry for each address, the first time it appears; what else a line says is a note.

    Raises Unreadable where the bytes are no text.
    """
    decoded = decode(data, name)
    findings = list(decoded.findings)
    entries: list[DraftEntry] = []
    seen: dict[str, int] = {}
    ids = Ids()
    for found in _found(decoded.text, findings):
        key = address_key(found.url)
        if key in seen:
            findings.append(
                Finding(
                    rule="address-repeated",
                    subject=f"line {found.line}",
                    level="info",
                    says=f"“{found.written}” is the address of line {seen[key]}; kept once"
                    + (f". Its remark: “{found.note}”" if found.note else ""),
                )
            )
            continue
        seen[key] = found.line
        entry = _entry(found, ids)
        entries.append(DraftEntry(entry=entry, line=found.line))
    if entries:
        findings.append(
            Finding(
                rule="titles-to-come",
                subject=f"file {name}",
                level="info",
                says=f"{'1 entry is' if len(entries) == 1 else f'{len(entries):,} entries are'} called by "
                "the address until there is a title (sourcebook edit ENTRY)",
            )
        )
    else:
        findings.append(
            Finding(
                rule="nothing-found", subject=f"file {name}", level="warning",
                says="holds no web address",
            )
        )  # fmt: skip
    return Draft(source=name, entries=tuple(entries), findings=tuple(findings))


def _entry(found: _Found, ids: Ids) -> Entry:
    called = bare(found.written)
    words = re.sub(r"\.(?:html?|php|aspx?|pdf)\b|[?&=]", " ", called.partition("/")[2])
    title = words.strip() or called
    return Entry(
        id=ids.new(title=title, publisher=host_of(found.url).rpartition(".")[0]),
        title=called,
        kind="webpage",
        addresses=(Address(url=found.url, as_written=found.written),),
        notes=(found.note,) if found.note else (),
    )


def _found(text: str, findings: list[Finding]) -> Iterator[_Found]:
    """Every address with its line; lines without one become a finding together, unless comments."""
    stray: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        body = line[len((_ITEM.match(line) or [""])[0]) :].strip()
        if not body:
            continue
        matches = [_trimmed(match.group()) for match in _URL.finditer(body)]
        if not matches and (bare := _BARE.match(body)):
            matches = [_trimmed(bare.group())]
        told = [(written, web_address(written)) for written in matches]
        good = [(written, url) for written, url in told if url]
        if not good:
            if any(mark.isalnum() for mark in body):
                stray.append((number, body))
            continue
        rest = body
        for written, _ in good:
            rest = rest.replace(written, " ", 1)
        note = " ".join(rest.split()).strip(" .<>()[]\"'-–—#,;:|/\u201c\u201d")
        for place, (written, url) in enumerate(good):
            yield _Found(url=url, written=written, note=note if place == 0 else "", line=number)
    if stray:
        span = ", ".join(str(number) for number, _ in stray[:12])
        more = f" and {len(stray) - 12} more" if len(stray) > 12 else ""
        findings.append(
            Finding(
                rule="line-unplaced",
                subject=f"line {stray[0][0]}" if len(stray) == 1 else f"lines {span}{more}",
                level="info",
                says="no web address: "
                + "; ".join(f"“{body[:120]}”" for _, body in stray[:12])
                + more,
            )
        )
