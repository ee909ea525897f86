"""The import contract: a draft as the JSON object that ``import --dry-run --json`` prints."""

from typing import Any

from sourcebook.collect.draft import Draft, DraftEntry
from sourcebook.records import Address, Date, Excerpt, Page


def _date(date: Date | None) -> dict[str, Any] | None:
    return None if date is None else {"edtf": date.edtf, "as_written": date.as_written}


def _address(address: Address) -> dict[str, Any]:
    return {
        "url": address.url,
        "as_written": address.as_written,
        "accessed": [_date(date) for date in address.accessed],
    }


def _excerpt(excerpt: Excerpt) -> dict[str, Any]:
    found = excerpt.locator
    return {
        "heading": excerpt.heading,
        "locator": found
        and {"kind": found.kind, "value": found.value, "as_written": found.as_written},
        "paragraphs": list(excerpt.paragraphs),
    }


def _entry(drafted: DraftEntry) -> dict[str, Any]:
    entry = drafted.entry
    words = drafted.words
    kept = {"text": {"sha-256": words.digest, "bytes": words.length}} if words else {}
    return {
        "section": drafted.section,
        "group": drafted.group,
        "title": entry.title,
        "byline": entry.byline,
        "issued": _date(entry.issued),
        "addresses": [_address(address) for address in entry.addresses],
        "lost": entry.lost,
        "identifiers": dict(entry.identifiers),
        "notes": list(entry.notes),
        "excerpts": [_excerpt(excerpt) for excerpt in entry.excerpts],
        **kept,
    }


def _page(page: Page) -> dict[str, Any]:
    subject = page.subject
    return {
        "theme": page.theme,
        "subject": {
            "kind": subject.kind,
            subject.kind: getattr(subject, subject.kind),
            "as_written": subject.as_written,
        },
        "tagline": page.tagline,
        "range": page.range,
        "background": {"text": page.background.text, "source": page.background.source},
        "summary": {"text": page.summary.text, "source": page.summary.source},
        "caution": page.caution,
        "prompt": page.prompt,
        "aspects_prompted": list(page.aspects_prompted),
        "helplines": [
            {
                "organisation": line.organisation,
                "number": line.number,
                "as_written": line.as_written,
                "country_code": line.country_code,
            }
            for line in page.helplines
        ],
        "menu": list(page.menu),
    }


def contract(draft: Draft) -> dict[str, Any]:
    """The draft as plain data, in the shape DESIGN fixes: page, entries, findings."""
    return {
        "page": None if draft.page is None else _page(draft.page),
        "entries": [_entry(entry) for entry in draft.entries],
        "findings": [
            {"rule": f.rule, "subject": f.subject, "level": f.level, "says": f.says}
            for f in draft.findings
        ],
    }
