"""Shape helplines, and the page of all of them. Pure."""

import re
from collections.abc import Iterable, Sequence

from sourcebook.publish.shape.links import Placed, anchor
from sourcebook.publish.shape.safe import clean, web_href
from sourcebook.publish.views import HelplineView, HelpView
from sourcebook.records import Helpline
from sourcebook.values.dates_said import spelled
from sourcebook.values.phones import spaced
from sourcebook.values.places import country_name

NEVER = "not confirmed since it was copied: check before you rely on it"
STEPS = (
    "Press “Exit this page” at the top right. The page goes blank at once and a plain, everyday "
    "website takes its place.",
    "Or press the Shift key three times.",
    "Going back in the browser will not bring this site up again in the same tab. It can still be "
    "found in the browser’s history, though. Delete it there, or read in a private window next time.",
    "If somebody may be watching what you do, use a computer or a phone they can’t reach: in a "
    "library, at work, or a friend’s.",
)
_E164 = re.compile(r"\+\d{4,15}")


def helpline_view(line: Helpline, language: str) -> HelplineView:
    """Who to turn to; a number that isn't in E.164 is shown as written, without a link."""
    number = line.number or ""
    dialled = bool(_E164.fullmatch(number))
    shown = spaced(number) if dialled else line.as_written or number
    digits = re.sub(r"\D", "", line.country_code)
    known = line.confirmed is not None and line.confirmed.edtf is not None
    return HelplineView(
        organisation=clean(line.organisation),
        number=clean(shown),
        tel=f"tel:{number}" if dialled else "",
        country=country_name(line.country, language) if line.country else "",
        country_code=f"+{digits}" if digits else "",
        url=web_href(line.url),
        hours=clean(line.hours),
        confirmed=f"last confirmed {spelled(line.confirmed)}" if known else NEVER,
        stale=not known,
    )


def help_view(pages: Iterable[Placed], language: str) -> HelpView:
    """All helplines by country, each once; those of no country come last."""
    found: dict[str, dict[tuple[str, str], Helpline]] = {}
    for page in pages:
        for line in page.helplines:
            code = line.country or (page.code if page.kind == "country" else "")
            key = (line.organisation, line.number or line.as_written)
            kept = found.setdefault(code, {}).setdefault(key, line)
            if _confirmed(line) > _confirmed(kept):
                found[code][key] = line
    named = [(country_name(code, language) if code else "", code) for code in found]
    ordered: Sequence[tuple[str, str]] = sorted(named, key=lambda n: (not n[0], n[0].casefold(), n))
    return HelpView(
        groups=tuple(
            (
                title or "Anywhere",
                anchor(title or "Anywhere"),
                tuple(helpline_view(line, language) for line in found[code].values()),
            )
            for title, code in ordered
        ),
        steps=STEPS,
    )


def _confirmed(line: Helpline) -> str:
    return line.confirmed.edtf or "" if line.confirmed else ""
