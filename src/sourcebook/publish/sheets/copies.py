"""Make the TimeMaps of an entry's addresses: which pages of the site show which copy. I/O: reads the
store."""

from collections.abc import Iterator

from sourcebook.preserve.attaching import page_key
from sourcebook.preserve.capturing import is_copy
from sourcebook.publish import paths, timemaps
from sourcebook.publish.evidence import provable
from sourcebook.publish.sheets.desk import Desk, File
from sourcebook.publish.sheets.proofs import capture_of
from sourcebook.publish.timemaps import Shown
from sourcebook.records import Entry


def of_entry(desk: Desk, entry: Entry) -> Iterator[File]:
    """A TimeMap for each address of which a page of the site shows a copy. The site shows captures in
    the proofs of quotes only, so a copy stands where the first proof shows its bytes. Addresses are
    absolute where the library has a public address, else relative to the TimeMap."""
    proofs: dict[str, str] = {}
    captures = desk.evidence.captures(entry)
    for excerpt in provable(entry):
        shown = capture_of(excerpt, captures)
        if shown is not None:
            proofs.setdefault(shown.digest, paths.proof_path(entry.id, excerpt.id))
    by_id = {capture.id: capture for capture in captures}
    pages: dict[str, tuple[str, dict[str, None]]] = {}  # by page key: the address, its captures
    for address in entry.addresses:
        key = page_key(address.url)
        if address.url is not None and key is not None:
            page = pages.setdefault(key, (address.url.partition("#")[0], {}))
            page[1].update(dict.fromkeys(address.captures))
    for key, (url, ids) in pages.items():
        path = paths.timemap_path(entry.id, key)
        root = desk.frame.base or paths.up(path)
        copies = timemaps.in_order(
            Shown(url=root + proofs[capture.digest], at=at)
            for id in ids
            if (capture := by_id.get(id)) is not None and is_copy(capture)
            if capture.digest in proofs and (at := timemaps.taken(capture)) is not None
        )
        if copies:
            yield path, timemaps.timemap(url, copies, own=root + path).encode()
