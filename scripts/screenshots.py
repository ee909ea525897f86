"""Photograph a built site with Debian's Chromium: pages by width, scheme and print. I/O.

python -m scripts.screenshots SITE OUT [PAGE …] [--widths 390,834,1440] [--dark] [--print] [--fold]
python -m scripts.screenshots SITE docs/images --tour
"""

import argparse
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

WIDTHS = (390, 834, 1440)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
COUNTRY = "human-trafficking/kazakhstan.html"
TOUR = (
    # name, page, width, height, dark, how far down (a selector)
    ("home", "index.html", 1040, 660, False, ""),
    ("country", COUNTRY, 1040, 660, False, ""),
    ("country-dark", COUNTRY, 1040, 660, True, ""),
    ("country-phone", COUNTRY, 390, 780, False, ""),
    ("entries", COUNTRY, 1040, 660, False, "#archives"),
    ("entries-phone", COUNTRY, 390, 780, False, "#featured"),
    ("entry", "entries/iwpr-2005-kazak-women-sold.html", 1040, 660, False, ""),
    ("health", "health/index.html", 1040, 660, False, "#over-time"),
    ("proof", "proofs/sample-2023-tarnwick-seasonal-work_papers.html", 1040, 660, False, ""),
    (
        "editions",
        "proofs/sample-2022-tarnwick-seasonal-work_passports.html",
        1040,
        660,
        False,
        "#editions",
    ),
    ("aspect", "human-trafficking/aspects/forced-labour.html", 1040, 660, False, ""),
    ("timeline", "timeline/index.html", 1040, 660, False, ""),
    ("across-themes", "countries/kazakhstan.html", 1040, 660, False, ""),
    ("help-phone", "help.html", 390, 780, False, ""),
)
HEAVIEST = 150_000  # bytes of one picture in docs


def chromium() -> str | None:
    """Where Chromium is, or None."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield opened
        opened.close()


def shoot(
    opened: Browser,
    page: Path,
    target: Path,
    *,
    width: int,
    height: int = 900,
    dark: bool = False,
    whole: bool = True,
    down_to: str = "",
) -> Path:
    """One picture of ``page`` as PNG: the whole of it, or one screen from ``down_to`` on."""
    context = opened.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
    )
    tab = context.new_page()
    tab.goto(page.resolve().as_uri())
    if down_to:
        tab.evaluate("s => document.querySelector(s).scrollIntoView()", down_to)
    tab.screenshot(path=str(target), full_page=whole)
    context.close()
    return target


def printed(opened: Browser, page: Path, target: Path, *, leaves: int = 4) -> Path:
    """The page as PDF on A4, and its first leaves as PNG beside it."""
    tab = opened.new_page()
    tab.goto(page.resolve().as_uri())
    tab.pdf(path=str(target), format="A4", prefer_css_page_size=True)
    tab.close()
    stem = str(target.with_suffix(""))
    subprocess.run(
        ["pdftoppm", "-r", "72", "-png", "-l", str(leaves), str(target), stem], check=True
    )
    return target


def tour(opened: Browser, site: Path, out: Path) -> Iterator[Path]:
    """The pictures of docs/tour.md."""
    for name, page, width, height, dark, down_to in TOUR:
        yield shoot(
            opened, site / page, out / f"{name}.png",
            width=width, height=height, dark=dark, whole=False, down_to=down_to,
        )  # fmt: skip
    paper = printed(opened, site / COUNTRY, out / "print.pdf", leaves=1)
    first = next(out.glob("print-*.png"))
    paper.unlink()
    yield first.rename(out / "print.png")


def main() -> None:
    parse = argparse.ArgumentParser(description="Photograph a built site.")
    parse.add_argument("site", type=Path)
    parse.add_argument("out", type=Path)
    parse.add_argument("pages", nargs="*")
    parse.add_argument("--widths", default=",".join(map(str, WIDTHS)))
    parse.add_argument("--dark", action="store_true")
    parse.add_argument("--print", action="store_true", dest="paper")
    parse.add_argument("--fold", action="store_true", help="the first screen only")
    parse.add_argument("--tour", action="store_true", help="the pictures of docs/tour.md")
    asked = parse.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with browser() as opened:
        if asked.tour:
            for picture in tour(opened, asked.site, asked.out):
                weight = picture.stat().st_size
                print(picture, weight, "TOO HEAVY" if weight > HEAVIEST else "")
            return
        for page in [asked.site / p for p in asked.pages] or sorted(asked.site.rglob("*.html")):
            stem = f"{page.parent.name}-{page.stem}"
            for width in map(int, asked.widths.split(",")):
                name = f"{stem}-{width}{'-dark' if asked.dark else ''}.png"
                print(
                    shoot(
                        opened, page, asked.out / name,
                        width=width, dark=asked.dark, whole=not asked.fold,
                    )
                )  # fmt: skip
            if asked.paper:
                print(printed(opened, page, asked.out / f"{stem}.pdf"))


if __name__ == "__main__":
    main()
