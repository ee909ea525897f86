"""What pages say in JSON-LD, and names as it writes them. Pure."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from sourcebook.read.html.source import Page

_WORDS = re.compile(r"\w+")


def things(page: Page) -> Iterator[dict[str, Any]]:
    """Every object in the page's JSON-LD, graphs and lists opened."""
    for script in page.data[:20]:
        text = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        text = re.sub(r"^/[*/]\s*<!\[CDATA\[\s*\*?/?|/[*/]\s*\]\]>\s*\*?/?$", "", text)
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        queue = [value]
        count = 0
        while queue and count < 400:
            here = queue.pop(0)
            count += 1
            if isinstance(here, list):
                queue += here
            elif isinstance(here, dict):
                yield here
                queue += [
                    here[key]
                    for key in ("@graph", "mainEntity", "mainEntityOfPage")
                    if isinstance(here.get(key), (list, dict))
                ]


def type_of(thing: dict[str, Any]) -> str:
    kind = thing.get("@type", "")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)


def name_of(value: Any) -> str:
    if isinstance(value, list):
        return next((name for each in value if (name := name_of(each))), "")
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or ""
        return name_of(value) if not isinstance(value, str) else " ".join(value.split())
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def fold(text: str) -> str:
    return "".join(_WORDS.findall(text.lower()))
