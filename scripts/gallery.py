"""Render every template with invented data into a folder, to look at and to test. I/O.

python -m scripts.gallery OUT
"""

import sys
from pathlib import Path

from scripts.sample_pages import pages
from scripts.samples import RENDERER, link

from sourcebook.publish import views as v
from sourcebook.publish.render import asset, assets

EXIT = "https://www.bbc.com/weather"


def site(root: str) -> v.Site:
    names = (
        ("Human Trafficking & Modern-day Slavery", "human-trafficking"),
        ("Commercial Sexual Exploitation of Children", "csec"),
        ("Street Children", "street-children"),
        ("Torture", "torture"),
        ("Poverty", "poverty"),
    )
    made = assets()
    return v.Site(
        title="Sourcebook",
        language="en",
        root=root,
        stylesheet=asset(made, "site", ".css"),
        script=asset(made, "site", ".js"),
        themes=tuple(
            link(t, f"{root}{f}/index.html", here=i == 0) for i, (t, f) in enumerate(names)
        ),
        exit_to=EXIT,
        contact="desk@library.example",
        curator="the readers’ desk",
    )


def render(path: str, template: str, head: v.Head, view: v.View) -> str:
    """One sample page as HTML."""
    return RENDERER.page(template, site("../" * path.count("/")), head, view).decode()


def write(out: Path) -> list[str]:
    """Write every sample page and the assets below ``out``; the pages' paths."""
    for name, data in assets().items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(data)
    paths = []
    for path, template, head, view in pages():
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(render(path, template, head, view), "utf-8")
        paths.append(path)
    return paths


if __name__ == "__main__":
    for name in write(Path(sys.argv[1])):
        print(name)
