"""Keep a memento as a capture: the archive's answer, under the original's address and time. I/O.

The record says where it was had (``WARC-Source-URI``) and when (``WARC-Creation-Date``), the names that
pywb and warcit use for records made from other archives. Its head is the archive's own.
"""

from datetime import UTC, datetime

from sourcebook.collect.web.exchanging import Exchange
from sourcebook.preserve.archive import Writer
from sourcebook.preserve.looks import looks_like
from sourcebook.preserve.taking import (
    RESPONSE,
    Fields,
    Held,
    Taken,
    first_whole,
    free_id,
    payload_of,
    refers_to,
    write_request,
)
from sourcebook.preserve.warc import REVISIT_SAME, new_id, stamp
from sourcebook.records import Capture


def take_memento(
    writer: Writer,
    answer: Exchange,
    held: Held,
    *,
    url: str,
    at: datetime,
    shown: str,
    largest: int,
) -> Taken:
    """Write an archive's answer as a capture of ``url`` taken ``at``; ``shown`` is where the archive
    shows it to readers. Raises Unusable."""
    from sourcebook.collect.web.messages import media_type

    made = payload_of(answer, largest=largest)
    look = looks_like(made.first, media_type(answer.head))
    earlier = (
        first_whole(writer.archive, held, made.digest, made.entity_digest) if made.length else None
    )
    taken, id = stamp(at), new_id()
    write_request(writer, answer, id)
    fields: Fields = [
        ("WARC-Type", "response" if earlier is None else "revisit"),
        ("WARC-Record-ID", id),
        ("WARC-Date", taken),
        ("WARC-Target-URI", url),
        ("WARC-Source-URI", answer.target.url),
        ("WARC-Creation-Date", stamp(datetime.fromtimestamp(answer.at, UTC))),
        ("Content-Type", RESPONSE),
        ("WARC-Payload-Digest", f"sha256:{made.entity_digest}"),
        ("WARC-Identified-Payload-Type", look),
    ]
    if earlier is None:
        place = writer.add(fields, answer.raw(), answer.size)
    else:
        fields += refers_to(writer.archive, earlier, REVISIT_SAME)
        place = writer.add(fields, [made.head_bytes], len(made.head_bytes))
    capture = Capture(
        id=free_id(taken, made.digest, held.taken),
        digest=made.digest,
        at=taken,
        url=url,
        media_type=look,
        length=made.length,
        how="imported",
        warc=place,
        note=f"memento {shown}",
    )
    return Taken(capture=capture, repeats=earlier.id if earlier else "")
