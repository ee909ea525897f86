"""Make a map a picture of its own: an SVG file with its colours, its words and its source. Pure."""

from collections.abc import Sequence
from html import escape

from sourcebook.publish.maps import borders, canvas, telling
from sourcebook.publish.maps.drawing import draw
from sourcebook.publish.maps.flows import Flow

_STYLE = """:root{--paper:#faf8f4;--ink:#1d1b18;--rule:#ddd6ca;--edge:#8b8377;--accent:#0f5a5e}
@media(prefers-color-scheme:dark){:root{--paper:#151412;--ink:#ece7de;--rule:#3a362f;--edge:#857d70;--accent:#7cc4c2}}
.paper{fill:var(--paper)}.land{fill:var(--rule);fill-opacity:.55;stroke:var(--paper);stroke-width:.8}
.spoken{fill-opacity:1}.subject{fill:var(--edge);fill-opacity:.6}
.l{fill:none;stroke:var(--accent);stroke-opacity:.85}.h{fill:var(--accent)}
.thin .l{stroke-dasharray:5 3}.open .l{stroke-opacity:.5}.open .h{fill:var(--paper);stroke:var(--accent)}
.dot{fill:var(--ink)}text{fill:var(--ink);font-family:"Noto Sans","Segoe UI",sans-serif;paint-order:stroke;
stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}.says{font-size:11px;stroke-width:0}"""
FOOT = 34  # units beneath the map, for what it says


def picture(flows: Sequence[Flow], countries: frozenset[str], language: str = "en") -> str:
    """The map of ``flows``, as a file: of ``countries`` and whoever they have routes with, or the
    world where none is named."""
    ends = {code for flow in flows for code in (flow.origin, flow.destination)}
    place = canvas.region(frozenset({*countries, *ends})) if countries else canvas.world()
    subject = next(iter(countries)) if len(countries) == 1 else ""
    size = 17 if countries else 15
    drawn = draw(
        flows,
        place,
        title="Routes that sources state",
        language=language,
        subject=subject,
        size=size,
    )
    start = drawn.svg.index("<title")
    width, height = place.width, place.height + FOOT
    says = (
        f"The wider, the more independent sources; dashed: one source or hearsay. {len(drawn.shown)} of "
        f"{len(flows)} routes."
    )
    source = f"{telling.NOTHING} Outlines: Natural Earth."
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">'
        f"<style>{_STYLE}</style><metadata>{escape(borders.source())}</metadata>"
        f'<rect class="paper" width="{width}" height="{height}"/>{drawn.svg[start:-6]}'
        f'<rect class="paper" y="{place.height}" width="{width}" height="{FOOT}"/>'
        f'<text class="says" x="8" y="{place.height + 14}">{escape(says)}</text>'
        f'<text class="says" x="8" y="{place.height + 28}">{escape(source)}</text></svg>\n'
    )
