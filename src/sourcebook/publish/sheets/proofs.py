"""Make the pages that show an entry's quotes beside their source. I/O: reads captures."""

from collections.abc import Iterator, Sequence

from msgspec import structs

from sourcebook.curate import Match, Source, annotation, bind, find, locators, of_excerpt, segments
from sourcebook.curate.annotation import CONTEXT
from sourcebook.preserve.attaching import page_key
from sourcebook.preserve.capturing import is_copy
from sourcebook.publish import metadata, paths
from sourcebook.publish.evidence import Picture, provable
from sourcebook.publish.filing import editions_list
from sourcebook.publish.render import asset
from sourcebook.publish.shape import proof as shapes
from sourcebook.publish.shape.entry import text_direction
from sourcebook.publish.shape.safe import clean, web_href
from sourcebook.publish.sheets.desk import Desk, File
from sourcebook.publish.timemaps import taken
from sourcebook.publish.views import EditionView, Link, PictureView, ProofView
from sourcebook.records import Capture, Entry, Excerpt, Finding
from sourcebook.values.dates import read_date
from sourcebook.values.dates_said import spelled

PDF = "application/pdf"
KINDS = {PDF: "PDF", "text/html": "Web page", "text/plain": "Plain text"}


def of_entry(desk: Desk, entry: Entry) -> Iterator[File]:
    """A page for each excerpt that was compared with a capture, and the pictures on it."""
    wanted = provable(entry)
    captures = desk.evidence.captures(entry)
    editions = _editions(desk, entry)
    drawn: dict[str, bytes] = {}  # by path; empty where a page can't be drawn
    for excerpt in wanted:
        capture = capture_of(excerpt, captures)
        source = desk.evidence.source(capture) if capture else None
        match = bind(excerpt, source) if isinstance(source, Source) else None
        pictures: list[Picture] = []
        whole = desk.frame.settings.proofs == "page"
        if capture and match and whole and capture.media_type == PDF:
            pictures = desk.evidence.pages(capture, match.source.text, match.spans)
        shown: list[Picture] = []
        for picture in pictures:
            assert capture is not None
            path = _picture_path(entry, capture, picture)
            if path not in drawn:
                drawn[path] = desk.old(path) or desk.evidence.png(capture, picture.index)
                if drawn[path]:
                    yield path, drawn[path]
            if drawn[path]:
                shown.append(picture)
        yield _page(desk, entry, excerpt, capture, source, match, shown, editions)


def capture_of(excerpt: Excerpt, captures: Sequence[Capture]) -> Capture | None:
    """The capture an excerpt was compared with: the one of its anchor, else the newest."""
    digest = excerpt.anchor.capture if excerpt.anchor else None
    return next((c for c in captures if c.digest == digest), captures[0] if captures else None)


def _picture_path(entry: Entry, capture: Capture, picture: Picture) -> str:
    return paths.picture_path(entry.id, capture.digest, picture.index)


def _editions(desk: Desk, entry: Entry) -> list[tuple[Link, Capture, Source]]:
    """The other editions of the same report that were captured, in their order."""
    listed = editions_list(entry, desk.family)
    if not listed:
        return []
    links = desk.frame.links(paths.proof_path(entry.id, ""))
    rows = [(id, label) for id, label, _ in desk.listed(listed) if id != entry.id]
    others = desk.store.many(Entry, [id for id, _ in rows])
    made = []
    for id, label in rows:
        for capture in desk.evidence.captures(others[id]) if id in others else ():
            source = desk.evidence.source(capture)
            if isinstance(source, Source):
                made.append((links.entry(id, clean(label)), capture, source))
                break
    return made


def _page(
    desk: Desk,
    entry: Entry,
    excerpt: Excerpt,
    capture: Capture | None,
    source: Source | Finding | None,
    match: Match | None,
    pictures: Sequence[Picture],
    editions: Sequence[tuple[Link, Capture, Source]],
) -> File:
    path = paths.proof_path(entry.id, excerpt.id)
    parts = desk.parts(entry)
    links = desk.frame.links(path)
    face = parts.shape.passage([excerpt.id])
    standing = match.standing if match else excerpt.standing
    quote = of_excerpt(excerpt)
    others: list[EditionView] = []
    if match is not None:
        others = [shapes.edition(link, text, find(quote, text)) for link, _, text in editions]
    view = ProofView(
        title=face.title or "Untitled",
        entry=links.entry(entry.id, face.title or "Untitled"),
        byline=" · ".join(filter(None, (face.byline, face.issued))),
        excerpt=face.excerpts[0],
        lang=face.lang,
        dir=face.dir,
        says=shapes.says(standing, shapes.where(match.source, match) if match else ""),
        part="",
        facts=_facts(capture) if capture else (),
        pictures=tuple(
            PictureView(
                href=links.root + _picture_path(entry, capture, picture),
                width=f"{picture.width:.0f}",
                height=f"{picture.height:.0f}",
                label=f"Page {picture.index + 1} of the file",
                boxes=tuple(
                    (f"{x:.1f}", f"{y:.1f}", f"{w:.1f}", f"{h:.1f}") for x, y, w, h in picture.boxes
                ),
            )
            for picture in pictures
            if capture
        ),
        editions=tuple(others),
        fault=_fault(capture, source),
    )
    if match is not None:
        whole = desk.frame.settings.proofs == "page"
        within, part = shapes.shown(match.source, match.spans, whole=whole)
        language = match.source.text.language
        view = structs.replace(
            view,
            part=part,
            source_lang=language if language != desk.language else "",
            source_dir=text_direction(match.source.text.text[:200], language),
            blocks=shapes.blocks(match.source.text, within, match.spans),
            doubts=tuple(
                clean(f"{found.says[:1].upper()}{found.says[1:]}.")
                for found in locators.check(excerpt.locator, match, subject="")
            ),
            compared=shapes.compared(segments(match)) if standing == "differs" else (),
        )
    url = next((a.url for a in entry.addresses if a.url), "") or f"urn:sourcebook:{entry.id}"
    annotated = {
        "@context": CONTEXT,
        "id": desk.frame.url(path),
        **annotation(excerpt, source=(capture and capture.url) or url, capture=capture),
    }
    head = desk.frame.head(
        path,
        f"Proof: {view.title}",
        jsonld=metadata.script(annotated),
        way=(view.entry,),
        description=view.says,
        part="",
    )
    head = structs.replace(
        head,
        styles=(asset(dict(desk.assets), "proof", ".css"),),
        relations=_relations(entry, capture, links.root),
    )
    return desk.html("proof.html", head, view)


def _relations(entry: Entry, capture: Capture | None, root: str) -> tuple[tuple[str, str], ...]:
    """What the page is a copy of, and the list of all copies (RFC 7089 section 2.2)."""
    if capture is None or not is_copy(capture) or taken(capture) is None:
        return ()
    for address in entry.addresses:
        key, href = page_key(address.url), web_href(address.url)
        if capture.id in address.captures and key and href:
            map_ = root + paths.timemap_path(entry.id, key)
            return (("original", href.partition("#")[0]), ("timemap", map_))
    return ()


def _facts(capture: Capture) -> tuple[tuple[str, str, str], ...]:
    """What is known of a capture: what, value, and where it leads."""
    made = [("Captured", spelled(read_date(capture.at[:10])), "")]
    if capture.url:
        made.append(("Address", clean(capture.url), web_href(capture.url)))
        if capture.redirects:
            made.append(("Led to", clean(capture.redirects[-1]), web_href(capture.redirects[-1])))
    if capture.file_name:
        made.append(("File", clean(capture.file_name), ""))
    kind = KINDS.get(capture.media_type, capture.media_type)
    made.append(("Kind", f"{kind}, {capture.length:,} bytes", ""))
    made.append(("SHA-256", capture.digest, ""))
    return tuple(made)


def _fault(capture: Capture | None, source: Source | Finding | None) -> str:
    if capture is None:
        return "The copy of the source is not in the library any more."
    return (
        f"The copy can’t be shown: it {clean(source.says)}." if isinstance(source, Finding) else ""
    )
