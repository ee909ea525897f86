"""Write the demo's sample reports: three editions of one field report, as PDF and as a web page. I/O.

    python -m scripts.sample_reports            # writes src/sourcebook/demo/samples

All of it is invented and says so: there is no Tarnwick district, and nobody was asked anything. The
PDFs are set with typst, which numbers their pages as printed (i, ii, 1, 2 …); the demo needs only the files.
"""

import html
from pathlib import Path

from msgspec import Struct

TARGET = Path(__file__).parent.parent / "src" / "sourcebook" / "demo" / "samples"
TITLE = "Seasonal work in Tarnwick district"
WARNING = (
    "This report is a sample. The authors of Sourcebook wrote it to show how quotes are checked. "
    "There is no Tarnwick district, nobody was asked, and no number in it means anything."
)


class Edition(Struct, frozen=True):
    """One edition: its year, the day it says it was issued, and (heading, paragraphs) each."""

    year: int
    issued: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


_ABOUT = (
    "About this sample",
    (
        "Real reports come out again, year after year, and the same sentence comes out again with "
        "them: a number has changed, a word was softened, a paragraph has gone. Whoever quotes such a "
        "report has to say which edition, and a reader has to be able to see it.",
        "The three editions of this sample differ in just those ways. Its pages are numbered as "
        "printed reports are: with small Roman numerals first, then from one.",
    ),
)
_HIRED = (
    "Orchards in the district hire for ten weeks between August and October. Most seasonal workers "
    "hear of the work from somebody in their own village, who is paid a fee for each of them by a "
    "labour office on the coast. The fee is later taken off their first wages, and few of them know "
    "that before they arrive."
)
_HOUSED = (
    "Workers sleep in converted packing sheds, six to a room. At the first of the six orchards the "
    "doors were locked at night until the fire office objected; since then they are not."
)
EDITIONS = (
    Edition(
        2021,
        "30 November 2021",
        (
            _ABOUT,
            (
                "Summary",
                (
                    "We visited six orchards in the season of 2021 and spoke with 48 seasonal workers, "
                    "in their own language and without their employers. Debts from travelling were common; "
                    "locked doors were rare; papers that somebody else kept were neither.",
                ),
            ),
            (
                "How people are hired",
                (
                    _HIRED,
                    "Of the 48 workers whom we asked, 12 said that the recruiter had kept their passports.",
                    "None of the twelve had asked for them back. Three told us that they would have been "
                    "afraid to, since the recruiter came from the same village as their families.",
                ),
            ),
            (
                "How people are housed",
                (
                    _HOUSED,
                    "The district has one labour inspector. She told us that she had visited two orchards "
                    "in the season, both of them after telling their owners on which day she would come.",
                ),
            ),
        ),
    ),
    Edition(
        2022,
        "28 November 2022",
        (
            _ABOUT,
            (
                "Summary",
                (
                    "We visited six orchards in the season of 2022 and spoke with 52 seasonal workers, "
                    "in their own language and without their employers. More of them than a year ago "
                    "had to leave their papers with somebody else.",
                ),
            ),
            (
                "How people are hired",
                (
                    _HIRED,
                    "Of the 52 workers whom we asked, 19 said that the recruiter had kept their passports, "
                    "and four that they had to pay to get them back.",
                    "The labour office on the coast wrote to us that it knew of no such case. It has since "
                    "put up a notice that papers must not be taken, in a language that most of the workers "
                    "do not read.",
                ),
            ),
            (
                "How people are housed",
                (
                    _HOUSED,
                    "The district has one labour inspector. She visited five orchards in the season, "
                    "two of them unannounced, and fined one owner for unpaid wages.",
                ),
            ),
        ),
    ),
    Edition(
        2023,
        "27 November 2023",
        (
            _ABOUT,
            (
                "Summary",
                (
                    "We visited seven orchards in the season of 2023 and spoke with 61 seasonal workers, "
                    "in their own language and without their employers. Fewer papers were kept by others, "
                    "and for a shorter time.",
                ),
            ),
            (
                "How people are hired",
                (
                    _HIRED,
                    "Of the 61 workers whom we asked, 9 said that an employer or a recruiter had kept "
                    "their papers for some time.",
                    "In all nine cases the papers were given back when the worker asked for them, in two of "
                    "them only after the inspector had telephoned.",
                ),
            ),
            (
                "How people are housed",
                (
                    "Workers sleep in converted packing sheds, four to a room. No doors are locked.",
                    "The district has two labour inspectors since the spring. They visited all seven "
                    "orchards, each of them once without notice.",
                ),
            ),
        ),
    ),
)


def page(edition: Edition) -> str:
    """The edition as a web page, with the menu and footer such pages have around their text."""
    parts = "\n".join(
        f"<h2>{html.escape(heading)}</h2>\n"
        + "\n".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
        for heading, paragraphs in edition.parts
    )
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>SAMPLE: {TITLE}, {edition.year} edition</title>\n"
        f'<meta name="author" content="Sourcebook samples">\n'
        f'<meta name="date" content="{edition.year}-11-{edition.issued.split()[0]}">\n'
        "</head>\n<body>\n<nav><ul><li>Home</li><li>Reports</li><li>About us</li></ul></nav>\n"
        f"<main>\n<article>\n<h1>SAMPLE: {TITLE}</h1>\n<p>{edition.year} edition, {edition.issued}</p>\n"
        f"<p><strong>{html.escape(WARNING)}</strong></p>\n{parts}\n</article>\n</main>\n"
        "<footer><p>An invented page. Nothing here can be ordered, joined or paid for.</p></footer>\n"
        "</body>\n</html>\n"
    )


def _typst(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\#$*_`<>@[]~/" else c for c in text)


def sheets(edition: Edition) -> str:
    """The edition in typst's language: a cover and a preface with Roman numerals, then the report."""
    (preface, about), *parts = edition.parts
    body = "\n#pagebreak()\n".join(
        f"= {_typst(heading)}\n\n" + "\n\n".join(map(_typst, paragraphs))
        for heading, paragraphs in parts
    )
    return f"""
#set document(title: "SAMPLE: {TITLE}, {edition.year} edition", author: "Sourcebook samples", date: none)
#set text(size: 11pt, lang: "en", hyphenate: true)
#set par(justify: true, leading: .75em, spacing: 1.2em)
#set page(width: 150mm, height: 200mm, margin: 22mm, numbering: "i",
  header: align(right, text(8pt)[SAMPLE · {TITLE} {edition.year}]))
#v(30mm)
#text(9pt)[SAMPLE REPORT · INVENTED]
#v(4mm)
#text(22pt)[{TITLE}]
#v(2mm)
{edition.year} edition, {edition.issued}
#v(12mm)
#rect(inset: 10pt)[{_typst(WARNING)}]
#pagebreak()
= {_typst(preface)}

{chr(10).join(_typst(text) + chr(10) for text in about)}
#pagebreak()
#set page(numbering: "1")
#counter(page).update(1)
{body}
"""


def main() -> None:
    import typst

    TARGET.mkdir(parents=True, exist_ok=True)
    for edition in EDITIONS:
        stem = f"tarnwick-{edition.year}"
        (TARGET / f"{stem}.html").write_text(page(edition), encoding="utf-8")
        source = TARGET / f"{stem}.typ"
        source.write_text(sheets(edition), encoding="utf-8")
        (TARGET / f"{stem}.pdf").write_bytes(typst.compile(str(source)))
        source.unlink()


if __name__ == "__main__":
    main()
