"""Excerpts as W3C Web Annotations."""

from sourcebook.curate import annotation
from sourcebook.records import Anchor, Capture, Excerpt

ANCHOR = Anchor(
    exact="Forty beds",
    prefix="There were ",
    suffix=" then.",
    start=11,
    end=21,
    page="3",
    capture="ab" * 32,
)
CAPTURE = Capture(id="x", digest="ab" * 32, at="2026-01-01T00:00:00Z", media_type="application/pdf")


def test_the_target_has_quote_position_page_and_the_state_of_the_source() -> None:
    excerpt = Excerpt(id="e", paragraphs=("Forty beds",), anchor=ANCHOR)
    made = annotation(excerpt, source="https://coast.example/r.pdf", capture=CAPTURE)
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert made["type"] == "Annotation"
    target = made["target"]
    assert target["source"] == "https://coast.example/r.pdf"
    assert target["state"]["cached"] == f"urn:sha256:{'ab' * 32}"
    assert target["selector"] == [
        {
            "type": "TextQuoteSelector",
            "exact": "Forty beds",
            "prefix": "There were ",
            "suffix": " then.",
        },
        {"type": "TextPositionSelector", "start": 11, "end": 21},
        {
            "type": "FragmentSelector",
            "conformsTo": "http://tools.ietf.org/rfc/rfc3778",
            "value": "page=3",
        },
    ]


def test_without_an_anchor_the_target_is_the_source() -> None:
    made = annotation(
        Excerpt(id="e", paragraphs=("Forty",), voice="paraphrase"), source="https://a.example/"
    )
    assert made["target"] == {"source": "https://a.example/"}
    assert made["motivation"] == "describing"
