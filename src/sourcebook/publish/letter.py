"""Write how a library fares as a mail that a curator can send: plain words and HTML. Pure.

The same figures give the same bytes (RFC 5322, MIME multipart/alternative): nothing is sent here.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from sourcebook.publish.health import Health, New, Task
from sourcebook.publish.paths import health_path
from sourcebook.publish.render import Renderer
from sourcebook.publish.shape import words
from sourcebook.publish.shape.address import said
from sourcebook.publish.shape.health import HEADINGS, says
from sourcebook.publish.shape.safe import unturned, web_href
from sourcebook.publish.shape.words import counted
from sourcebook.publish.views import View
from sourcebook.settings import Settings

TASKS = 200  # addresses that a mail lists; the rest are counted
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"  # RFC 5322, section 3.2.3: no other stands in a header
_MAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


class TaskLine(View, frozen=True, kw_only=True):
    """An address to look after, in words."""

    title: str
    url: str
    href: str
    standing: str
    why: str
    found: tuple[str, ...]
    command: str


class LetterView(View, frozen=True, kw_only=True):
    """A mail's content. ``new`` are lines on what fares otherwise since ``since``; ``tasks`` are by
    heading; ``page`` is the public address of the page on the library's health, "" without one."""

    title: str
    says: tuple[str, ...]
    counts: tuple[tuple[str, str], ...]
    since: str
    new: tuple[tuple[str, str, str], ...]
    tasks: tuple[tuple[str, tuple[TaskLine, ...]], ...]
    more: str
    page: str


def _line(text: str) -> str:
    """A text on one line, without what turns or commands it, in letters that UTF-8 has."""
    return " ".join(unturned(text).split()).encode("utf-8", "replace").decode()


def letter_view(figures: Health, new: Sequence[New], settings: Settings, since: str) -> LetterView:
    """The figures as a mail tells them; ``new`` is what fares otherwise since the day ``since``."""
    listed: dict[str, list[TaskLine]] = {}
    for task in figures.tasks[:TASKS]:
        listed.setdefault(HEADINGS[task.standing], []).append(_task(task))
    rest = len(figures.tasks) - TASKS
    base = settings.base if settings.base.endswith("/") else f"{settings.base}/"
    return LetterView(
        title=_line(settings.title),
        says=says(figures),
        counts=tuple(
            (f"{count:,}", f"{mark} {word}")
            for standing, (mark, word) in words.ADDRESS.items()
            if (count := figures.addresses[standing])
        ),
        since=said(since),
        new=tuple(
            (
                f"{words.ADDRESS[one.was][1]} → {words.ADDRESS[one.standing][1]}, {said(one.at)}",
                _line(one.url),
                _line(one.why),
            )
            for one in new[:TASKS]
        ),
        tasks=tuple((heading, tuple(tasks)) for heading, tasks in listed.items()),
        more=f"… and {counted(rest, 'more address', 'more addresses')}: sourcebook health --json"
        if rest > 0
        else "",
        page=base + health_path() if settings.base else "",
    )


def _task(task: Task) -> TaskLine:
    mark, word = words.ADDRESS[task.standing]
    since = f" (since {said(task.since)})" if task.since else ""
    copy = "a copy is known" if task.copy else "no copy is known"
    return TaskLine(
        title=_line(task.title) or "Untitled",
        url=_line(task.url),
        href=web_href(task.url),
        standing=f"{mark} {word}{since}; {copy}",
        why=_line(task.why),
        found=tuple(map(_line, task.found)),
        command=task.command,
    )


def plain(view: LetterView) -> str:
    """The mail in plain words."""
    return "\n".join(_lines(view)) + "\n"


def _lines(view: LetterView) -> Iterator[str]:
    yield f"How {view.title} fares"
    yield ""
    yield from view.says
    yield ""
    for count, word in view.counts:
        yield f"{count:>8} {word}"
    if view.since:
        yield ""
        yield f"NEW SINCE {view.since}"
        if not view.new:
            yield "Nothing."
        for change, url, why in view.new:
            yield ""
            yield change
            yield f"  {url}"
            if why:
                yield f"  {why}"
    for heading, tasks in view.tasks:
        yield ""
        yield heading.upper()
        for task in tasks:
            yield ""
            yield task.title
            yield f"  {task.url}"
            yield f"  {task.standing}"
            if task.why:
                yield f"  {task.why}"
            for found in task.found:
                yield f"  found: {found}"
            yield f"  $ {task.command}"
    if view.more:
        yield ""
        yield view.more
    if view.page:
        yield ""
        yield view.page


def letter(
    figures: Health, new: Sequence[New], settings: Settings, *, since: str = "", at: str = ""
) -> bytes:
    """The mail, with CRLF line ends. ``at`` is its time (ISO 8601), by which it is dated; it is from
    the library's contact where that is a mail address, and to nobody yet."""
    view = letter_view(figures, new, settings, since)
    text = plain(view)
    html = Renderer().part("letter", view=view).decode()
    digest = sha256(f"{at}\n{text}".encode()).hexdigest()
    contact = settings.contact.removeprefix("mailto:")
    sender = contact if _MAIL.fullmatch(contact) else "sourcebook@library.invalid"
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = (
        f"{view.title}: {figures.gone:,} of {counted(figures.total, 'address', 'addresses')} gone"
    )
    mail["From"] = sender
    if moment := _moment(at):
        mail["Date"] = format_datetime(moment)
    mail["Message-ID"] = f"<{digest[:32]}@library.invalid>"
    mail["X-Unsent"] = "1"  # Outlook opens it as a draft
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail.set_boundary(f"=_{digest[32:56]}")
    return mail.as_bytes()


def _moment(at: str) -> datetime | None:
    try:
        return datetime.fromisoformat(at)
    except ValueError:
        return None
