"""Photograph a built site with Debian's Chromium: pages by width, scheme and print. I/O.

python scripts/screenshots.py SITE OUT [PAGE …] [--widths 390,834,1440] [--dark] [--print] [--fold]
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
    opened: Browser, page: Path, out: Path, *, width: int, dark: bool = False, fold: bool = False
) -> Path:
    """One picture of ``page`` as PNG: the whole of it, or only the first screen (``fold``)."""
    height = 844 if width < 600 else 900
    context = opened.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
    )
    tab = context.new_page()
    tab.goto(page.as_uri())
    name = f"{page.parent.name}-{page.stem}-{width}{'-dark' if dark else ''}.png"
    tab.screenshot(path=str(out / name), full_page=not fold)
    context.close()
    return out / name


def printed(opened: Browser, page: Path, out: Path) -> Path:
    """The page as PDF, and its first leaves as PNG beside it."""
    tab = opened.new_page()
    tab.goto(page.as_uri())
    target = out / f"{page.parent.name}-{page.stem}.pdf"
    tab.pdf(path=str(target), format="A4", prefer_css_page_size=True)
    tab.close()
    stem = str(target.with_suffix(""))
    subprocess.run(["pdftoppm", "-r", "60", "-png", "-l", "4", str(target), stem], check=True)
    return target


def main() -> None:
    parse = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parse.add_argument("site", type=Path)
    parse.add_argument("out", type=Path)
    parse.add_argument("pages", nargs="*")
    parse.add_argument("--widths", default=",".join(map(str, WIDTHS)))
    parse.add_argument("--dark", action="store_true")
    parse.add_argument("--print", action="store_true", dest="paper")
    parse.add_argument("--fold", action="store_true")
    asked = parse.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    pages = [asked.site / p for p in asked.pages] or sorted(asked.site.rglob("*.html"))
    with browser() as opened:
        for page in pages:
            for width in map(int, asked.widths.split(",")):
                print(
                    shoot(
                        opened,
                        page.resolve(),
                        asked.out,
                        width=width,
                        dark=asked.dark,
                        fold=asked.fold,
                    )
                )
            if asked.paper:
                print(printed(opened, page.resolve(), asked.out))


if __name__ == "__main__":
    main()
