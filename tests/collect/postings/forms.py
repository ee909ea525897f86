"""Write invented pages down in the ways posting pages come.

Each form gives bytes, and for each row the number of the line it stands on.
"""
# ruff: noqa: ARG001, ARG005 - the forms share their shape, whether they need all of it or not

import html
import random
import textwrap
from collections.abc import Callable
from itertools import pairwise

from collect.postings.variety import Json, Page, Row

Written = tuple[bytes, list[int]]


def _apart(page: Page) -> list[int]:
    return list(range(len(page.rows)))


def _single(row: Row) -> str:
    return " ".join(row.text.split())


def plain(page: Page) -> Written:
    """A blank line between all lines, no-break spaces after sentences."""
    lines = [
        row.text.replace(". ", ". \u00a0") if row.role == "quote" else row.text for row in page.rows
    ]
    return "\n\n".join(lines).encode(), _apart(page)


def dense(page: Page) -> Written:
    """No blank lines, single spaces."""
    return "\n".join(_single(row) for row in page.rows).encode(), _apart(page)


def word(page: Page) -> Written:
    """As a word processor saves a page: a paragraph and spans a line, its source wrapped at 80."""
    out = ['<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head>',
           "<body lang=EN-US><div class=WordSection1>"]  # fmt: skip
    for number, row in enumerate(page.rows):
        words = html.escape(row.text, quote=False).replace("\u00a0", "&nbsp;")
        if row.role in {"title", "section", "theme", "subject", "group"}:
            words = f'<b><span style=\'font-size:14.0pt;\nfont-family:"Arial","sans-serif"\'>{words}</span></b>'
        elif row.role == "url":
            words = f"<a href=\"{html.escape(row.href)}\"><span style='font-size:9.0pt'>{words}</span></a>"
        whole = f"<p class=MsoNormal style='margin-bottom:6.0pt'><span lang=EN-US>{words}<o:p></o:p></span></p>"
        out.append(
            "\n".join(textwrap.wrap(whole, 80, break_long_words=False, break_on_hyphens=False))
        )
        if number % 4 == 1:
            out.append("<p class=MsoNormal><o:p>&nbsp;</o:p></p>")
    out.append("</div></body></html>")
    return "\n".join(out).encode("cp1252", "xmlcharrefreplace"), _apart(page)


def breaks(page: Page) -> Written:
    """A posting is a paragraph with ``<br>`` between its lines; no type is bold."""
    out = ["<html><body>"]
    before = ""
    for row in page.rows:
        words = html.escape(" ".join(row.text.split(" ")), quote=False).replace("\u00a0", "&nbsp;")
        if row.role == "url":
            words = f"<a href='{html.escape(row.href)}'>{words}</a>"
        opens = row.role not in {"byline", "url", "access", "note", "lost", "click"} and not (
            row.role == before == "title"
        )
        out.append(("<p>" if opens else "<br>\n") + words)
        before = row.role
    return "\n".join([*out, "</body></html>"]).encode(), _apart(page)


def _runs(
    page: Page, ends: Callable[[int, Row], bool], drop: Callable[[Row], bool] = lambda row: False
) -> Written:
    lines: list[list[str]] = [[]]
    runs: list[int] = []
    for index, row in enumerate(page.rows):
        if index and ends(index, row) and lines[-1]:
            lines.append([])
        runs.append(len(lines))
        if not drop(row):
            lines[-1].append(_single(row))
    return "\n".join(" ".join(line) for line in lines if line).encode(), runs


def one_line(page: Page) -> Written:
    """The whole page on one line."""
    return _runs(page, lambda index, row: False)


def heads(page: Page) -> Written:
    """Each posting's head on one line, quotes on theirs."""
    rows = page.rows

    def ends(index: int, row: Row) -> bool:
        before = rows[index - 1].role
        if row.role in {"byline", "url", "access", "lost", "click"}:
            return False
        return not (row.role == "title" == before)

    return _runs(page, ends)


def postings(page: Page) -> Written:
    """Each posting with its quotes on one line."""
    rows = page.rows

    def ends(index: int, row: Row) -> bool:
        before = rows[index - 1].role
        if row.role in {"byline", "url", "access", "lost", "click", "quote", "heading", "note"}:
            return False
        return not (row.role == "title" == before)

    return _runs(page, ends)


def _random(longest: int) -> Callable[[Page], Written]:
    def write(page: Page) -> Written:
        chance = random.Random(f"{page.path}{longest}{len(page.rows)}")
        left = 0

        def ends(index: int, row: Row) -> bool:
            nonlocal left
            left -= 1
            if left <= 0:
                left = chance.randint(1, longest)
                return True
            return False

        return _runs(page, ends)

    return write


def no_marks(page: Page) -> Written:
    """On one line, without section marks."""
    return _runs(page, lambda index, row: False, lambda row: row.role == "section")


def lines_no_marks(page: Page) -> Written:
    """Lines kept, without section marks and menu."""
    return _runs(page, lambda index, row: True, lambda row: row.role in {"section", "menu"})


def lines_no_urls(page: Page) -> Written:
    """Lines kept, without the addresses that an access note follows."""
    noted = {
        id(one) for one, two in pairwise(page.rows) if one.role == "url" and two.role == "access"
    }
    return _runs(page, lambda index, row: True, lambda row: id(row) in noted)


def body_only(page: Page) -> Written:
    """Lines kept, everything before the first posting gone."""
    first = next(i for i, row in enumerate(page.rows) if row.role == "title")
    keep = {id(row) for row in page.rows[first:]}
    return _runs(page, lambda index, row: True, lambda row: id(row) not in keep)


def cut_line(page: Page) -> Written:
    """On one line, cut in mid-word after two thirds."""
    data, runs = one_line(page)
    return data[: len(data) * 2 // 3].decode(errors="ignore").encode(), runs


FORMS: dict[str, Callable[[Page], Written]] = {
    "plain": plain, "dense": dense, "word": word, "breaks": breaks, "heads": heads, "postings": postings,
    "random 2": _random(2), "random 5": _random(5), "random 15": _random(15), "one line": one_line,
    "no marks": no_marks, "lines, no marks": lines_no_marks, "lines, no urls": lines_no_urls, "body only": body_only,
}  # fmt: skip


def adapted(form: str, made: Json) -> Json:
    """What can still be expected of a form that leaves something out."""
    if "no marks" in form:
        made["entries"] = [{**e, "section": ""} for e in made["entries"]]
    if form == "lines, no marks":
        made["page"] = {**made["page"], "menu": []}
    if form == "lines, no urls":
        for e in made["entries"]:
            kept: list[Json] = []
            for a in e["addresses"]:
                if not a["url"] or not a["accessed"]:
                    kept.append({**a, "accessed": list(a["accessed"])})
                elif kept:
                    kept[-1]["accessed"].extend(a["accessed"])
                else:
                    kept.append({"url": None, "as_written": "", "accessed": list(a["accessed"])})
            e["addresses"] = kept
    if form == "body only":
        made["page"] = None
        section, group = made["entries"][0]["section"], made["entries"][0]["group"]
        for e in made["entries"]:
            if e["section"] != section:
                break
            e["section"] = ""
        for e in made["entries"]:
            if e["group"] != group:
                break
            e["group"] = ""
    return made
