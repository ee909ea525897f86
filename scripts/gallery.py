"""Render every template with invented data into a folder, to look at and to test. I/O.

python -m scripts.gallery OUT
"""

import hashlib
import sys
from pathlib import Path

import minijinja
from scripts.sample_pages import pages
from scripts.samples import PUBLISH, environment, link

from sourcebook.publish import views as v

EXIT = "https://www.bbc.com/weather"


def site(root: str) -> v.Site:
    names = (
        ("Human Trafficking & Modern-day Slavery", "human-trafficking"),
        ("Commercial Sexual Exploitation of Children", "csec"),
        ("Street Children", "street-children"),
        ("Torture", "torture"),
        ("Poverty", "poverty"),
    )
    style, script = (hashed(PUBLISH / "assets" / n) for n in ("site.css", "site.js"))
    return v.Site(
        title="Sourcebook",
        language="en",
        root=root,
        stylesheet=f"assets/{style}",
        script=f"assets/{script}",
        themes=tuple(
            link(t, f"{root}{f}/index.html", here=i == 0) for i, (t, f) in enumerate(names)
        ),
        exit_to=EXIT,
        contact="desk@library.example",
        curator="the readers’ desk",
    )


def hashed(path: Path) -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    return f"{path.stem}-{digest}{path.suffix}"


def render(env: minijinja.Environment, path: str, template: str, head: v.Head, view: v.View) -> str:
    root = "../" * path.count("/")
    html: str = env.render_template(template, site=site(root), head=head, view=view)
    return html.replace("&#x2f;", "/")


def write(out: Path) -> list[str]:
    """Write every sample page and the assets below ``out``; the pages' paths."""
    env = environment()
    (out / "assets").mkdir(parents=True, exist_ok=True)
    for asset in (PUBLISH / "assets").iterdir():
        (out / "assets" / hashed(asset)).write_bytes(asset.read_bytes())
    paths = []
    for path, template, head, view in pages():
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(render(env, path, template, head, view), "utf-8")
        paths.append(path)
    return paths


if __name__ == "__main__":
    for name in write(Path(sys.argv[1])):
        print(name)
