"""What formatting attributes do to a rendered piece: font marks, quotation marks, affixes."""

from collections.abc import Callable, Mapping

from lxml import etree

from sourcebook.publish.cite.csl import markup

Decorate = Callable[[str], str]
FONTS = {
    ("font-style", "italic"): markup.ITALIC,
    ("font-style", "oblique"): markup.ITALIC,
    ("font-style", "normal"): markup.UPRIGHT,
    ("font-weight", "bold"): markup.BOLD,
    ("font-weight", "normal"): markup.LIGHT,
    ("font-variant", "small-caps"): markup.CAPS,
    ("font-variant", "normal"): markup.PLAIN,
    ("text-decoration", "underline"): markup.UNDERLINE,
    ("vertical-align", "sup"): markup.SUP,
    ("vertical-align", "sub"): markup.SUB,
    ("display", "block"): markup.BLOCK,
    ("display", "left-margin"): markup.LEFT,
    ("display", "right-inline"): markup.RIGHT,
    ("display", "indent"): markup.INDENT,
}


def attributes(element: etree._Element) -> dict[str, str]:
    """An element's attributes as plain text."""
    return {str(name): str(value) for name, value in element.attrib.items()}


def decorator(attributes: Mapping[str, str], *, affixes: bool = True) -> Decorate:
    """A function that dresses a non-empty text: fonts inside, then quotes, then affixes."""
    before, after = "", ""
    for (name, value), (start, end) in FONTS.items():
        if attributes.get(name) == value and name != "display":
            before, after = start + before, after + end
    if attributes.get("quotes") == "true":
        before, after = markup.QUOTE[0] + before, after + markup.QUOTE[1]
    if affixes:
        before = attributes.get("prefix", "") + before
        after = after + attributes.get("suffix", "")
    display = FONTS.get(("display", attributes.get("display", "")))
    if display:
        before, after = display[0] + before, after + display[1]
    if not before and not after:
        return lambda text: text
    return lambda text: f"{before}{text}{after}"
