"""Make posting pages of every form, and what must be read from them, out of one description.

A description (``pages/*.page``) holds one tagged line per part of a page. ``plain``, ``dense``,
``html``, ``flattened`` and ``cut`` write it the ways such pages come; ``expected`` is its contract.
"""

import html
import re
from pathlib import Path
from typing import Any

from msgspec import Struct

Json = dict[str, Any]
FOLDER = Path(__file__).parent / "pages"
LOST = "At one time this article had been archived and may possibly still be accessible [here]"
_SECTIONS = {
    "FEATURED ARTICLE": "featured",
    "FEATURED ARTICLES": "featured",
    "ARCHIVES": "archives",
}


class Described(Struct, frozen=True, kw_only=True):
    """One page: its path, and its tagged lines."""

    path: str
    lines: tuple[tuple[str, str], ...]


class Row(Struct, frozen=True, kw_only=True):
    """A line as it would stand on a page: its words, its role, what its link points to."""

    text: str
    role: str
    href: str = ""


def described() -> list[Described]:
    """All pages described, in order."""
    found: list[Described] = []
    for file in sorted(FOLDER.glob("*.page")):
        for part in re.split(r"^=== ", file.read_text("utf-8"), flags=re.M)[1:]:
            head, *rest = part.strip().split("\n")
            lines = tuple(
                (line.split(" ", 1)[0], line.split(" ", 1)[1] if " " in line else "")
                for line in rest
                if line.strip()
            )
            found.append(Described(path=head.strip(), lines=lines))
    return found


def _parts(text: str, sign: str) -> list[str]:
    return [part.strip() for part in text.split(sign)]


def _label(row: list[Row], text: str) -> None:
    row.append(Row(text=text, role="label"))


def rows(page: Described) -> list[Row]:
    """The page's lines in order."""
    out: list[Row] = []
    address = dict(page.lines).get("address", "")
    subject_done = False
    range_done = False
    how = False
    waiting = ""  # a locator or heading that the next paragraph begins with
    for tag, text in page.lines:
        if tag in {"theme", "i", "id", "ask"}:
            continue
        if tag == "subject":
            continue
        if tag == "range":
            out.append(Row(text=text + "\u00a0" * 30 + address, role="range"))
            range_done = True
            _subject(page, out)
            subject_done = True
        elif tag == "address":
            if not range_done:
                out.append(Row(text=address, role="page-address"))
            if not subject_done:
                _subject(page, out)
                subject_done = True
        elif tag == "about":
            body, *sources = _parts(text, "@@")
            tail = "".join(f" [{source}]" for source in sources)
            out.append(Row(text=body + tail, role="about"))
        elif tag == "rating":
            body, source, pointer = _parts(text, "@@")
            out.append(Row(text=f"{body} - {source}\u00a0 {pointer}", role="about"))
        elif tag == "caution":
            out.append(Row(text=f"CAUTION:\u00a0 {text}", role="about"))
        elif tag in {"students", "teachers"}:
            if not how:
                _label(out, "HOW TO USE THIS WEB-PAGE")
                how = True
            _label(out, tag.capitalize())
            out.append(Row(text=text, role="about"))
        elif tag == "help":
            _label(out, "HELP for Victims")
            out.append(Row(text=text, role="help"))
        elif tag == "number":
            out.append(Row(text=text, role="help"))
        elif tag == "code":
            out.append(Row(text=f"Country code: {text}", role="help"))
        elif tag == "section":
            out.append(Row(text=f"*** {text} ***", role="section"))
        elif tag == "a":
            _, written = text.split(" ", 1)
            note = written if "access" in written else f"accessed {written}"
            out.append(Row(text=f"[{note}]", role="access"))
        elif tag == "u":
            out.append(Row(text=text, role="url", href=text if "//" in text else f"http://{text}"))
        elif tag == "lost":
            out.append(Row(text=LOST, role="lost"))
        elif tag == "e":
            locator, heading, style = ([*_parts(text, "|"), "", ""])[:3]
            waiting = locator
            if heading and style == "own":
                out.append(Row(text=f"{locator} {heading}".strip(), role="heading"))
                waiting = ""
            elif heading:
                waiting = f"{locator} {heading} {style} ".lstrip()
        elif tag == "p":
            out.append(Row(text=f"{waiting} {text}".strip() if waiting else text, role="quote"))
            waiting = ""
        elif tag == "cite":
            out.append(Row(text=f"Cite this webpage as: {text}", role="notice"))
        else:
            role = {"t": "title", "b": "byline", "title": "theme"}.get(tag, tag)
            out.append(Row(text=text, role=role))
    return out


def _subject(page: Described, out: list[Row]) -> None:
    for tag, text in page.lines:
        if tag == "subject":
            _, _, written = text.split(" ", 2)
            out.extend(Row(text=part, role="subject") for part in _parts(written, "/"))


def plain(page: Described) -> bytes:
    """As the seed page: a blank line between all lines, no-break spaces about the sections."""
    lines: list[str] = []
    for row in rows(page):
        if row.role == "section":
            lines += ["\u00a0", ""]
        text = re.sub(r"(?<=[.!?]) ", " \u00a0", row.text) if row.role == "quote" else row.text
        lines += [text, ""]
    return "\n".join(lines).encode()


def dense(page: Described) -> bytes:
    """Without blank lines."""
    return "\r\n".join(row.text for row in rows(page)).encode()


def grouped(page: Described) -> bytes:
    """A blank line before each posting and each head's part only."""
    lines: list[str] = []
    before = ""
    for row in rows(page):
        opens = row.role in {"section", "about", "label", "group"} or (
            row.role == "title" and before not in {"title", "group"}
        )
        if opens:
            lines.append("")
        lines.append(row.text)
        before = row.role
    return "\n".join(lines).encode()


def flattened(page: Described) -> bytes:
    """Everything on one line, joined by single spaces."""
    return " ".join(" ".join(row.text.split()) for row in rows(page)).encode()


def half_flat(page: Described) -> bytes:
    """Each posting's head with its quotes on one line: lines only end before sections and heads."""
    lines: list[list[str]] = [[]]
    before = ""
    for row in rows(page):
        joins = row.role in {"quote", "byline", "url", "access", "lost", "heading"} or (
            row.role == "title" and before == "title"
        )
        if not joins:
            lines.append([])
        lines[-1].append(" ".join(row.text.split()))
        before = row.role
    return "\n".join(" ".join(line) for line in lines if line).encode()


def cut(page: Described) -> bytes:
    """The end is missing from the middle of the last posting's last word on."""
    last = [row for row in rows(page) if row.role not in {"notice", "cite"}]
    text = "\n\n".join(row.text for row in last)
    return text[: len(text) - 12].encode()


_NAMES = {"title": "b", "theme": "h1", "section": "b", "heading": "u"}


def html_page(page: Described) -> bytes:
    """As a word processor exports it, with its clutter."""
    out = [
        '<html xmlns:v="urn:schemas-microsoft-com:vml"\nxmlns:o="urn:schemas-microsoft-com:office:office">',
        '<head><meta http-equiv=Content-Type content="text/html; charset=windows-1252">',
        "<title>Page</title><style><!-- p.MsoNormal {margin:0in;} --></style>",
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->",
        "</head><body lang=EN-US link=blue><div class=WordSection1>",
    ]
    for number, row in enumerate(rows(page)):
        words = html.escape(row.text, quote=False).replace("\u00a0", "&nbsp;")
        words = re.sub(r"(?<=[.!?]) ", " &nbsp;", words)
        words = _soft_breaks(words)
        if row.role in {"title", "section"}:
            words = f"<b style='mso-bidi-font-weight:normal'><span\nstyle='font-size:14.0pt'>{words}</span></b>"
        elif row.role == "heading":
            half = len(words) // 2
            while half < len(words) and (words[half] in "&;#" or not words[half].isalpha()):
                half += 1
            words = f"<u>{words[:half]}</u><span lang=EN><u>{words[half:]}</u></span>"
        elif row.role == "url":
            words = (
                f"<a\nhref=\"{html.escape(row.href)}\"><span style='color:blue'>{words}</span></a>"
            )
        elif row.role == "access":
            words = f"<i><span style='font-size:9.0pt'>{words}</span></i>"
        tail = "<o:p></o:p>" if number % 2 else ""
        out.append(f"<p class=MsoNormal style='margin-bottom:6.0pt'>{words}{tail}</p>")
        if number % 3 == 0:
            out.append(
                "<p class=MsoNormal><![if !supportEmptyParas]>&nbsp;<![endif]><o:p>&nbsp;</o:p></p>"
            )
        if number == 4:
            out.append(
                '<!--[if gte vml 1]><v:shape id="x" alt="Description: map"><v:imagedata src="a.png"/>'
                "</v:shape><![endif]--><img width=10 alt='Description: map' src=a.png>"
            )
    out.append("</div></body></html>")
    return "\n".join(out).encode("cp1252", "xmlcharrefreplace")


def _soft_breaks(words: str) -> str:
    """Line ends where a word processor puts them: between words, meaning only a space."""
    parts = words.split(" ")
    out: list[str] = []
    width = 0
    for part in parts:
        out.append(part)
        width += len(part) + 1
        out.append("\n" if width > 70 and part else " ")
        if width > 70:
            width = 0
    return "".join(out[:-1])


def html_breaks(page: Described) -> bytes:
    """Postings as paragraphs with <br> between their lines, tags badly nested, in a table."""
    out = ["<HTML><BODY><table><tr><td>"]
    before = ""
    for row in rows(page):
        words = html.escape(row.text, quote=False).replace("\u00a0", "&nbsp;")
        opens = row.role in {"section", "about", "quote", "label", "group", "range", "subject"} or (
            row.role == "title" and before not in {"title"}
        )
        if row.role == "url":
            words = f"<A HREF='{html.escape(row.href)}' TARGET=_blank><font color=blue>{words}</A></font>"
        out.append(("<p>" if opens else "<br>\n") + words)
        before = row.role
    out.append("</td></tr></table>")
    return "\n".join(out).encode()


FORMS = {
    "plain": plain,
    "dense": dense,
    "grouped": grouped,
    "html": html_page,
    "html_breaks": html_breaks,
    "half_flat": half_flat,
    "flattened": flattened,
    "cut": cut,
}


def expected(page: Described, form: str) -> Json:
    """The contract that reading the page must give, without findings."""
    return _Expected(page, form).made()


class _Expected:
    def __init__(self, page: Described, form: str) -> None:
        self.page = page
        self.form = form
        self.lists: dict[str, list[str]] = {}
        self.entries: list[Json] = []

    def made(self) -> Json:
        for tag, text in self.page.lines:
            self.lists.setdefault(tag, []).append(text)
        one = {tag: texts[0] for tag, texts in self.lists.items()}
        kind, code, written = one["subject"].split(" ", 2)
        written = " ".join(_parts(written, "/"))
        about = [_parts(text, "@@") for text in self.lists.get("about", [])]
        rating = _parts(one.get("rating", "@@@@"), "@@")
        self._entries()
        menu: list[str] = []
        for label in self.lists.get("menu", []):
            menu += [part.strip(" []") for part in label.split("|")]
        numbers = self.lists.get("number", [])
        digits = one.get("code", "").strip("-")
        joint = "\n\n" if self.form not in {"flattened"} else " "
        return {
            "page": {
                "theme": one["theme"],
                "subject": {
                    "kind": kind,
                    kind: code if code != "-" else written,
                    "as_written": written,
                },
                "tagline": one.get("tagline", ""),
                "range": one.get("range", ""),
                "background": {
                    "text": joint.join(parts[0] for parts in about),
                    "source": "; ".join(source for parts in about for source in parts[1:]),
                },
                "summary": {"text": rating[0], "source": rating[1]},
                "caution": one.get("caution", ""),
                "prompt": one.get("students", ""),
                "aspects_prompted": self.lists.get("ask", []),
                "helplines": [
                    {
                        "organisation": who,
                        "number": f"+{digits}{re.sub(' ', '', number)}",
                        "as_written": number,
                        "country_code": digits,
                    }
                    for who, number in zip(self.lists.get("help", []), numbers, strict=True)
                ],
                "menu": menu,
            },
            "entries": self.entries,
        }

    def _entries(self) -> None:
        section = group = ""
        entry: Json = {}
        before = ""
        for tag, text in self.page.lines:
            if tag == "section":
                section = "earlier" if text.startswith("EARLIER") else _SECTIONS.get(text, text)
                group = ""
            elif tag == "group":
                group = text.strip("# ")
            elif tag == "t" and before == "t":
                entry["title"] += " " + text
            elif tag == "t":
                entry = {
                    "section": section, "group": group, "title": text, "byline": "", "issued": None,
                    "addresses": [], "lost": False, "identifiers": {}, "notes": [], "excerpts": [],
                }  # fmt: skip
                self.entries.append(entry)
            elif tag == "b" and not re.match(r"(?:isbn|doi)\b", text, re.I):
                entry["byline"] = f"{entry['byline']} {text}".strip()
            elif tag == "i":
                edtf, written = text.split(" ", 1)
                entry["issued"] = {"edtf": edtf, "as_written": written}
            elif tag == "id":
                scheme, value = text.split(" ", 1)
                entry["identifiers"][scheme] = value
            elif tag == "u":
                url = text if "//" in text else f"http://{text}"
                entry["addresses"].append({"url": url, "as_written": text, "accessed": []})
            elif tag == "lost":
                entry["lost"] = True
                entry["addresses"].append({"url": None, "as_written": LOST, "accessed": []})
            elif tag in {"n", "click", "moved"}:
                entry["notes"].append(text)
                if tag == "click":
                    entry["addresses"].append({"url": None, "as_written": "", "accessed": []})
            elif tag == "a":
                edtf, written = text.split(" ", 1)
                date = {"edtf": None if edtf == "?" else edtf, "as_written": written}
                if entry["addresses"]:
                    entry["addresses"][-1]["accessed"].append(date)
            elif tag == "e":
                self._excerpt(entry, text)
            elif tag == "p":
                self._paragraph(entry, text)
            before = tag

    def _excerpt(self, entry: Json, text: str) -> None:
        locator, heading, _ = ([*_parts(text, "|"), "", ""])[:3]
        entry["excerpts"].append(
            {"heading": heading, "locator": _locator(locator), "paragraphs": []}
        )

    def _paragraph(self, entry: Json, text: str) -> None:
        paragraphs = entry["excerpts"][-1]["paragraphs"]
        if self.form in {"flattened", "half_flat"} and paragraphs:
            paragraphs[-1] += " " + text
        else:
            paragraphs.append(text)


def _locator(written: str) -> Json | None:
    if not written:
        return None
    inner = written.strip("[]")
    number = re.match(r"^\d[\d\-]*$", inner)
    if number:
        return {"kind": "paragraph", "value": inner, "as_written": written}
    if inner.startswith("scroll"):
        value = re.sub(r"^scroll down(?: to)?\s*", "", inner)
        return {"kind": "scroll", "value": value, "as_written": written}
    if inner.endswith("article"):
        return {"kind": "article", "value": re.sub(r"\D", "", inner), "as_written": written}
    kind, value = inner.split(" ", 1)
    return {"kind": kind, "value": value, "as_written": written}
