"""What a style leaves out and a reader needs: access date, address and archived copy are added.

Most styles print an access date only for an undated page, and none prints an archived copy; a
library whose links move can't do without. What is missing from a rendered citation follows it in
brackets, in the citation's language.
"""

from collections.abc import Callable

from msgspec import Struct


class Phrases(Struct, frozen=True, kw_only=True):
    """One language's words; ``{date}`` and ``{url}`` stand for the values."""

    accessed: str
    archived: str
    archived_undated: str


PHRASES = {
    "en": Phrases(
        accessed="accessed {date}",
        archived="archived {date}, at {url}",
        archived_undated="archived at {url}",
    ),
    "ru": Phrases(
        accessed="дата обращения: {date}",
        archived="архивная копия от {date}: {url}",
        archived_undated="архивная копия: {url}",
    ),
    "kk": Phrases(
        accessed="қаралған күні: {date}",
        archived="мұрағаттағы көшірмесі, {date}: {url}",
        archived_undated="мұрағаттағы көшірмесі: {url}",
    ),
}


def completed(
    text: str,
    *,
    url: str = "",
    accessed: str = "",
    memento: str = "",
    archived: str = "",
    language: str = "en",
    escape: Callable[[str], str] = str,
) -> str:
    """``text``, with what it lacks in brackets: the URL, "accessed …", "archived …, at …".

    ``accessed`` and ``archived`` are dates in words; "" for one that the style itself printed.
    """
    words = PHRASES.get(language[:2].lower(), PHRASES["en"])
    more: list[str] = []
    if url and escape(url) not in text:
        more.append(escape(url))
    if accessed:
        more.append(words.accessed.format(date=escape(accessed)))
    if memento and escape(memento) not in text:
        form = words.archived if archived else words.archived_undated
        more.append(form.format(date=escape(archived), url=escape(memento)))
    if not more:
        return text
    return f"{text} [{'; '.join(more)}]" if text else "; ".join(more)
