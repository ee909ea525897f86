"""Seal what is new at the end of a run, and have seals stamped that aren't. I/O."""

import os
from datetime import UTC, datetime

from msgspec.structs import replace

from sourcebook.errors import SourcebookError
from sourcebook.preserve import timestamps
from sourcebook.preserve.archive import Archive
from sourcebook.preserve.capturing import writing
from sourcebook.preserve.seals import paths, seal_all
from sourcebook.records import Finding
from sourcebook.settings import Settings
from sourcebook.store import Store

LATE = (
    3  # seals without a stamp that are tried again at once, so that a dead authority costs little
)


def seal(store: Store, archive: Archive, settings: Settings, *, who: str) -> list[Finding]:
    """Seal all captures that aren't, and stamp the seals that have no stamp yet."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with writing(store, archive, who=who):
        seal_all(store, archive, at=at, who=who)
    authority = settings.timestamp_authority
    if not authority:
        return []
    limits = replace(timestamps.LIMITS, loopback=os.environ.get("SOURCEBOOK_LOOPBACK") == "1")
    bare = [path for path in paths(archive) if not path.with_suffix(".tsr").is_file()]
    contact = settings.capture_contact or settings.contact
    for path in bare[-LATE:]:
        try:
            timestamps.stamp(path, authority, contact=contact, limits=limits)
        except SourcebookError as fault:
            says = f"has no time stamp yet: {fault}. It is tried again at the next capture"
            return [
                Finding(
                    rule="seal-unstamped", subject=f"seal {path.stem}", level="warning", says=says
                )
            ]
    return []
