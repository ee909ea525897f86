"""A publisher's site on loopback, whose page moved, and finding it."""

from collections.abc import Iterable
from pathlib import Path

from collect.web.server import Answer, Server, ok
from sourcebook.check.moves.explaining import Pair
from sourcebook.check.moves.finding import Finder, Outcome
from sourcebook.check.moves.learning import learn
from sourcebook.check.moves.sources import Case, Elsewhere
from sourcebook.check.moves.web import Web
from sourcebook.collect.web.exchanging import Limits
from sourcebook.collect.web.visiting import Visitor
from sourcebook.read import read
from sourcebook.records import Address, Entry, Excerpt

TITLE = "Port City Opens Second Shelter for Ferry Workers"
QUOTE = (
    "When the ferry stopped running, forty workers slept in the harbour hall for eleven nights "
    "until the town opened a second shelter with beds for all of them."
)
FILLER = " ".join(
    f"The {word} of the harbour was counted again in the following week by the same office."
    for word in ("keeper", "clerk", "council", "carpenter", "captain", "cook", "baker", "warden")
)
OLD = "/news/2005/port-city-opens-second-shelter.shtml"
LIMITS = Limits(largest=20_000_000, patience=3.0, silence=0.5, loopback=True)
Answers = dict[str, bytes | Answer]


def html(title: str, body: str, head: str = "", *, status: str = "200 OK") -> bytes:
    text = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return ok(text.encode(), "Content-Type: text/html; charset=utf-8", status=status)


def article(title: str = TITLE, quote: str = QUOTE, more: str = "") -> bytes:
    return html(
        f"{title} | Coast", f"<main><h1>{title}</h1><p>{quote}</p><p>{FILLER}</p></main>{more}"
    )


def front(more: str = "", head: str = "") -> bytes:
    return html("Coast", f"<h1>Coast</h1><p>{FILLER}</p>{more}", head)


MISSING = html("Page not found", "<h1>404</h1><p>Sorry.</p>", status="404 Not Found")


def entry(url: str, *, title: str = TITLE, quote: str = QUOTE, **more: object) -> Entry:
    excerpts = (Excerpt(id="e1", paragraphs=(quote,)),) if quote else ()
    addresses = (Address(url=url, standing="gone", checked="2026-11-01T00:00:00Z"),)
    return Entry(id="coast-shelter", title=title, addresses=addresses, excerpts=excerpts, **more)  # type: ignore[arg-type]


def web() -> Web:
    visitor = Visitor(limits=LIMITS, delay=0.0)
    return Web(visitor, read=lambda body, url: read(body, url=url))


def find(
    server: Server,
    of: Entry | None = None,
    *,
    pairs: Iterable[tuple[str, str]] = (),
    elsewhere: Elsewhere | None = None,
    **more: object,
) -> Outcome:
    """Look for the entry's page; ``pairs`` are paths."""
    it = of or entry(server.url(OLD))
    taught = [Pair(old=server.url(old), new=server.url(new)) for old, new in pairs]
    finder = Finder(web(), learn(taught), elsewhere or Elsewhere(doi="", handle=""))
    url = it.addresses[0].url or ""
    return finder.find(Case(entry=it, url=url, **more))  # type: ignore[arg-type]


def settings(folder: Path, **changed: str) -> None:
    """Change a library's settings, and wait for nobody."""
    file = folder / "library.toml"
    text = file.read_text().replace("capture_delay = 2.0", "capture_delay = 0")
    for name, value in changed.items():
        lines = [
            line for line in text.splitlines() if not line.startswith((f"{name} =", f"# {name} ="))
        ]
        text = "\n".join([*lines, f'{name} = "{value}"', ""])
    file.write_text(text)
