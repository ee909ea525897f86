"""Make pages of the fresh set: wordings of many languages in the manners of many systems."""

import random
import tomllib
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from check.links.pages import Case

MENU = (
    "<nav>" + "".join(f"<a href=/{one}>{one}</a> " for one in ("Home", "News", "About")) + "</nav>"
)
ASKED = "https://www.rivernews.example/2012/03/labour-report.html"
Layout = Callable[[str, str, str, list[str], list[str]], str]


def _teasers(other: list[str]) -> str:
    return "".join(
        f"<article><h3><a href=/n{n}>{words[:60]}</a></h3><p>{words}</p></article>"
        for n, words in enumerate(other)
    )


def weblog(site: str, title: str, heading: str, text: list[str], other: list[str]) -> str:
    words = "".join(f"<p>{one}</p>" for one in text)
    return (
        f'<head><title>{title}</title><meta name="robots" content="noindex"></head><body class="error404"><nav>{site}</nav>'
        f'<section class="not-found"><h1>{heading or title}</h1>{words}<form role=search><input name=s></form></section>'
        f"<aside class=widget><ul><li><a href=/1>{other[0][:50]}</a></ul></aside></body>"
    )


def news(site: str, title: str, heading: str, text: list[str], other: list[str]) -> str:
    head = f"<h1>{heading}</h1>" if heading else ""
    words = "".join(f"<div>{one}</div>" for one in text)
    return (
        f"<head><title>{title}</title></head><body><div class=top><a href=/>{site}</a> 12.03.2019</div>"
        f"<div class=content>{head}{words}</div><h2>{other[-1][:20]}</h2>{_teasers(other)}</body>"
    )


def tables(site: str, _title: str, heading: str, text: list[str], other: list[str]) -> str:
    head = f"<b>{heading}</b><br><br>" if heading else ""
    return (
        f"<head><title>{site}</title></head><body><table><tr><td colspan=2><font size=5>{site}</font></td></tr>"
        f"<tr><td><a href=/a>{other[0][:30]}</a><br><a href=/b>{other[-1][:30]}</a></td>"
        f"<td>{head}{'<br>'.join(text)}</td></tr><tr><td>&copy; 2003 {site}</td></tr></table></body>"
    )


def framework(site: str, title: str, heading: str, text: list[str], other: list[str]) -> str:
    return (
        f"<head><title>{title}</title></head><body><div id=root><div><a href=/>{other[0][:20]}</a></div>"
        f"<div class=c><div>404</div><div>{heading or title}</div><div>{' '.join(text)}</div></div><div>{site}</div></div>"
        '<script>window.__STATE__={"error":{"statusCode":404}}</script></body>'
    )


LAYOUTS: tuple[Layout, ...] = (weblog, news, tables, framework)


def _lines(text: str) -> Iterator[list[str]]:
    for line in text.strip().splitlines():
        yield [part.strip() for part in line.split("|")]


def fresh() -> Iterator[Case]:
    """Every page of the set. What stands about a denial, or for a page, is in its language."""
    data = tomllib.loads(Path(__file__).with_name("fresh.toml").read_text("utf-8"))
    chance = random.Random(8)
    prose: dict[str, list[str]] = {}
    for language, title, text in _lines(data["living"]):
        prose.setdefault(language, []).append(escape(text.replace(" // ", " ")))
        yield _living(language, title, text.split(" // "))
        yield _living(language, title, text.split(" // "), site="")
    for number, parts in enumerate(_lines(data["gone"])):
        language, site, title, heading, text = [*map(escape, parts), "", "", ""][:5]
        other = [chance.choice(prose.get(language, prose["en"])) for _ in range(5)]
        for layout in (LAYOUTS[number % 4], LAYOUTS[(number + 1 + number // 4 % 3) % 4]):
            words = [one for one in text.split(" // ") if one] or [heading]
            made = layout(site, title, heading, words, other)
            name = f"{layout.__name__} {language} {title} {heading}"
            yield _case(name, f'<!doctype html><html lang="{language}">{made}</html>', gone=True)
    for page in data["page"]:
        body = page["html"].replace("{menu}", MENU)
        whole = (
            body
            if body[:1] != "<" or body.startswith(("<html", "<!", "<?", "<H"))
            else f"<html>{body}"
        )
        yield _case(
            page["name"], whole, gone=not page.get("living"), asked=page.get("url", ASKED),
            head_type=page.get("type", "text/html; charset=utf-8"),
        )  # fmt: skip


def _living(language: str, title: str, text: list[str], site: str = " | Upland Gazette") -> Case:
    words = "".join(f"<p>{escape(one)}</p>" for one in text)
    head = escape(title)
    page = (
        f"<!doctype html><html lang={language}><head><title>{head}{site}</title></head><body>{MENU}"
        f"<div><h1>{head}</h1>{words}</div><footer>{MENU}</footer></body></html>"
    )
    return _case(f"living {language} {title}{site}", page, gone=False)


def _case(
    name: str,
    page: str,
    *,
    gone: bool,
    asked: str = ASKED,
    head_type: str = "text/html; charset=utf-8",
) -> Case:
    return Case(
        name=name, body=page.encode(), gone=gone, asked=asked, led=asked, head_type=head_type
    )
