"""Write an anchored excerpt as a W3C Web Annotation (https://www.w3.org/TR/annotation-model/). Pure."""

from typing import Any

from sourcebook.records import Anchor, Capture, Excerpt

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PDF_FRAGMENT = "http://tools.ietf.org/rfc/rfc3778"


def annotation(excerpt: Excerpt, *, source: str, capture: Capture | None = None) -> dict[str, Any]:
    """The annotation as JSON-LD: its target is ``source``, in the state that ``capture`` holds, at
    the quote (TextQuoteSelector) and the position (TextPositionSelector, in the capture's text) of
    the anchor. Without an anchor the target is the whole source."""
    target: dict[str, Any] = {"source": source}
    if capture is not None:
        target["state"] = {
            "type": "TimeState",
            "sourceDate": capture.at,
            "cached": f"urn:sha256:{capture.digest}",
        }
        target["format"] = capture.media_type
    if excerpt.anchor is not None:
        target["selector"] = selectors(excerpt.anchor, capture)
    body = "\n\n".join(excerpt.paragraphs) or excerpt.heading
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "type": "Annotation",
        "motivation": "highlighting" if excerpt.voice == "quote" else "describing",
        "target": target,
    }
    if body:
        made["body"] = {"type": "TextualBody", "value": body, "format": "text/plain"}
    return made


def selectors(anchor: Anchor, capture: Capture | None = None) -> list[dict[str, Any]]:
    """The anchor's selectors, each of which finds the passage alone; the page first, refined."""
    quote = {"type": "TextQuoteSelector", "exact": anchor.exact}
    if anchor.prefix:
        quote["prefix"] = anchor.prefix
    if anchor.suffix:
        quote["suffix"] = anchor.suffix
    made: list[dict[str, Any]] = [quote]
    if anchor.start is not None and anchor.end is not None:
        made.append({"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end})
    if (
        anchor.page
        and anchor.page.isdigit()
        and capture
        and capture.media_type == "application/pdf"
    ):
        made.append(
            {"type": "FragmentSelector", "conformsTo": PDF_FRAGMENT, "value": f"page={anchor.page}"}
        )
    return made
