"""What a PDF says of itself: its document information, how many pages, the words of the first ones.

pypdfium2 does the reading. Whole texts, with pages and offsets, are a matter of reading, not of
importing.
"""

import re

from msgspec import Struct

from sourcebook.errors import Unreadable

_PAGES = 3  # enough for a title, an opening sentence and two more running lines
_LETTERS = 20_000  # of one page; a page of a drawing can hold a million


class Facts(Struct, frozen=True, kw_only=True):
    """``made`` is the day the file was made ("2022-09-14") or ""; ``locked`` that it asks for a
    password, so that nothing inside is known."""

    pages: int = 0
    title: str = ""
    author: str = ""
    subject: str = ""
    made: str = ""
    texts: tuple[str, ...] = ()
    locked: bool = False


def facts(data: bytes, name: str = "") -> Facts:
    """The facts of a PDF. Raises Unreadable for what is no PDF, is cut off, or has no page."""
    import pypdfium2
    from pypdfium2 import PdfiumError

    subject = name or "the file"
    try:
        document = pypdfium2.PdfDocument(data)
    except PdfiumError as fault:
        if "password" in str(fault).lower():
            return Facts(locked=True)
        why = "ends before it should" if b"%%EOF" not in data[-2048:] else "is broken"
        raise Unreadable(subject, f"this PDF {why}; fetch it again ({fault})") from fault
    try:
        count = len(document)
        if count == 0:
            raise Unreadable(subject, "this PDF has no pages")
        told = document.get_metadata_dict(skip_empty=True)
        texts = []
        for number in range(min(count, _PAGES)):
            try:
                page = document[number]
                text = page.get_textpage().get_text_bounded()
            except PdfiumError:
                text = ""
            texts.append(text[:_LETTERS].replace("\r\n", "\n").replace("\r", "\n"))
        return Facts(
            pages=count,
            title=_clean(told.get("Title", "")),
            author=_clean(told.get("Author", "")),
            subject=_clean(told.get("Subject", "")),
            made=_day(told.get("ModDate") or told.get("CreationDate") or ""),
            texts=tuple(texts),
        )
    finally:
        document.close()


def _clean(text: str) -> str:
    return " ".join(text.replace("\x00", "").replace("\ufeff", "").split())


def _day(written: str) -> str:
    """The day of a PDF date, D:YYYYMMDDHHmmSS (ISO 32000-1, 7.9.4)."""
    found = re.match(r"D:(\d{4})(\d\d)?(\d\d)?", written)
    return "-".join(part for part in found.groups() if part) if found else ""
