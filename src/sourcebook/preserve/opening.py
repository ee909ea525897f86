"""Open a capture: its payload out of the WARC files, proved against its digest. I/O."""

from collections.abc import Callable, Iterable, Iterator

from sourcebook.collect.web.codings import TooMuch
from sourcebook.errors import Missing, Unreadable
from sourcebook.preserve.archive import Archive
from sourcebook.preserve.flows import Torn
from sourcebook.preserve.payloads import Payload
from sourcebook.records import Capture

Others = Callable[[str], Iterable[Capture]]  # the captures with a digest, oldest first


def pieces(archive: Archive, capture: Capture, others: Others) -> Iterator[bytes]:
    """The payload piece by piece; the last comes before the digest is compared, so act on it only
    after the end. ``others`` is asked where this capture's record only refers to an earlier one.

    Raises Missing where a file isn't there, Unreadable where a record can't be read or the payload
    isn't what was captured.
    """
    subject = f"capture {capture.id}"
    if capture.warc is None:
        raise Missing(subject, "says of no file where it stands; capture its address again")
    with archive.open(capture.warc) as record:
        if record.head.kind == "revisit":
            yield from _original(archive, capture, others)
            return
        made = Payload(record.head)
        try:
            for block in record.blocks():
                yield from made.feed(block)
            if record.missing:
                raise Unreadable(subject, "its record is cut short; see: sourcebook check fixity")
            yield from made.end()
        except (Torn, TooMuch) as fault:
            raise Unreadable(
                subject, f"its record in {capture.warc.file} can't be read: {fault}"
            ) from fault
    if made.digest != capture.digest:
        raise Unreadable(
            subject,
            f"its bytes are not those captured: their SHA-256 is {made.digest[:16]}… where "
            f"{capture.digest[:16]}… is on record. Bring {capture.warc.file} back from a copy",
        )


def _original(archive: Archive, capture: Capture, others: Others) -> Iterator[bytes]:
    """The payload of the capture this one repeats: the first of the same digest that holds it."""
    for other in others(capture.digest):
        if other.id == capture.id or other.warc is None or other.warc == capture.warc:
            continue
        with archive.open(other.warc) as record:
            repeats = record.head.kind == "revisit"
        if not repeats:
            yield from pieces(archive, other, others)
            return
    raise Missing(
        f"capture {capture.id}", "repeats an earlier capture that is no longer in the library"
    )
