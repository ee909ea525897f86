"""Hold what a host sends back: a status, fields, bytes, and in which way they come. Pure."""

from typing import Literal

from msgspec import Struct

from testweb.pages import Site

Delivery = Literal["", "stall", "reset", "slow", "drip", "endless drip", "raw", "endless body"]
REASONS = {
    200: "OK", 202: "Accepted", 301: "Moved Permanently", 302: "Found", 303: "See Other",
    307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request", 401: "Unauthorized",
    403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 410: "Gone", 429: "Too Many Requests",
    500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable",
}  # fmt: skip


class Answer(Struct, frozen=True, kw_only=True):
    """``fields`` without Content-Length, which is added. ``delivery`` is how it comes: whole; never
    (stall); the connection reset; after a wait (slow); in drops; ``raw`` bytes instead of HTTP."""

    status: int = 200
    fields: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    delivery: Delivery = ""
    coding: Literal["", "gzip", "chunked", "close"] = ""


def page_answer(site: Site, body: bytes, status: int = 200, *fields: tuple[str, str]) -> Answer:
    """A page of a site with the type its server states."""
    kind = f"text/html; charset={site.stated}" if site.stated else "text/html"
    return Answer(status=status, fields=(("Content-Type", kind), *fields), body=body)


def typed(kind: str, body: bytes | str, status: int = 200, *fields: tuple[str, str]) -> Answer:
    """Bytes of a type."""
    data = body if isinstance(body, bytes) else body.encode()
    return Answer(status=status, fields=(("Content-Type", kind), *fields), body=data)


def redirect(target: str, status: int = 301, *fields: tuple[str, str]) -> Answer:
    """A redirect, with the little page that servers send along."""
    body = f'<html><head><title>{status} {REASONS[status]}</title></head><body><a href="{target}">here</a></body></html>'
    return typed("text/html", body, status, ("Location", target), *fields)
