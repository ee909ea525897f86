"""Have a seal's time confirmed by an authority (RFC 3161), and check such confirmations. I/O.

What is stamped is the SHA-256 of the seal's file; the answer lies beside it (``00001.tsr``) and can be
checked by anyone: ``openssl ts -verify -in 00001.tsr -data 00001.seal -CAfile …``.
"""

import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from sourcebook.collect.web import connecting
from sourcebook.collect.web.connecting import Deadline
from sourcebook.collect.web.exchanging import Limits, agent, exchange
from sourcebook.collect.web.guard import Target
from sourcebook.collect.web.messages import Garbled
from sourcebook.collect.web.robots import body
from sourcebook.errors import Missing, SourcebookError, Unreadable

LIMITS = Limits(largest=1_000_000, patience=30.0, silence=15.0)
INSTALL = "pip install 'sourcebook[timestamps]'"


def installed() -> bool:
    """Whether the extra that this needs is there."""
    return find_spec("rfc3161_client") is not None


def stamp(seal: Path, authority: str, *, contact: str = "", limits: Limits = LIMITS) -> Path:
    """Ask the authority to stamp a seal; gives the file of its answer.

    Missing where the extra isn't installed; SourcebookError where there is no usable answer (the
    seal stands without it, and can be stamped later).
    """
    if not installed():
        raise Missing("time stamps", f"need an extra: {INSTALL}")
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, decode_timestamp_response

    data = seal.read_bytes()
    asked = (
        TimestampRequestBuilder()
        .data(data)
        .hash_algorithm(HashAlgorithm.SHA256)
        .nonce(nonce=True)
        .cert_request(cert_request=True)
        .build()
    )
    answer = _post(authority, asked.as_bytes(), contact, limits)
    try:
        told = decode_timestamp_response(in_order(answer))
    except ValueError as fault:
        raise Unreadable(authority, f"gave no time stamp ({fault})") from fault
    if told.status not in (0, 1):
        raise SourcebookError(
            authority, f"refused to stamp: {', '.join(told.status_string) or told.status}"
        )
    import hashlib

    if told.tst_info.message_imprint.message != hashlib.sha256(data).digest():
        raise SourcebookError(authority, "stamped something else than was asked")
    if told.tst_info.nonce != asked.nonce:
        raise SourcebookError(authority, "gave an answer to another question")
    path = seal.with_suffix(".tsr")
    aside = path.with_suffix(".tsr.partial")
    with aside.open("wb") as out:
        out.write(answer)
        out.flush()
        os.fsync(out.fileno())
    aside.replace(path)
    return path


def _post(authority: str, data: bytes, contact: str, limits: Limits) -> bytes:
    try:
        found = exchange(
            Target(authority, loopback=limits.loopback),
            {
                "User-Agent": agent(contact),
                "Content-Type": "application/timestamp-query",
                "Accept": "application/timestamp-reply",
            },
            limits=limits,
            deadline=Deadline(limits.patience),
            at=0.0,
            resolve=connecting.resolve,
            content=data,
        )
    except Garbled as fault:
        raise SourcebookError(authority, f"did not stamp the seal: {fault}") from fault
    try:
        if found.head.status != 200 or found.fault is not None:
            raise SourcebookError(authority, f"did not stamp the seal: answer {found.head.status}")
        return body(found)
    finally:
        found.close()


def verifier(certificates: Path) -> Callable[[Path, Path], str]:
    """A judge of time stamps: (seal, its stamp) to what is wrong, or "". The certificates (PEM) are
    those of the authority and of whoever vouches for it. Missing, Unreadable where they can't be
    read."""
    if not installed():
        raise Missing("time stamps", f"need an extra to be checked: {INSTALL}")
    from cryptography import x509

    try:
        trusted = x509.load_pem_x509_certificates(certificates.read_bytes())
    except OSError as fault:
        raise Missing(
            certificates, "is not there; it holds the authority's certificates"
        ) from fault
    except ValueError as fault:
        raise Unreadable(certificates, f"holds no certificates in PEM ({fault})") from fault

    def verify(seal: Path, token: Path) -> str:
        from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

        try:
            told = decode_timestamp_response(in_order(token.read_bytes()))
        except (ValueError, OSError) as fault:
            return f"it can't be read ({fault})"
        builder = VerifierBuilder()
        for certificate in trusted:
            own = certificate.issuer == certificate.subject
            if own:
                builder = builder.add_root_certificate(certificate)
            else:
                builder = builder.add_intermediate_certificate(certificate)
        try:
            builder.build().verify_message(told, seal.read_bytes())
        except (VerificationError, ValueError) as fault:
            return " ".join(str(fault).split()) or "its signature is wrong"
        return ""

    return verify


def in_order(answer: bytes) -> bytes:
    """The answer with its certificates in the order that DER asks for (X.690 section 11.6): OpenSSL,
    and the authorities that run it, write them as they come, and rfc3161-client refuses that. They
    are not signed, and sorting them changes no length."""
    try:
        token = _items(answer, *_inside(answer, 0))[1]  # TimeStampResp: status, token
        content = _items(answer, *_inside(answer, token[0]))[1]  # ContentInfo: type, [0] content
        signed = _items(answer, *_inside(answer, content[0]))[0]  # SignedData
        for begin, _ in _items(answer, *_inside(answer, signed[0])):
            if answer[begin] == 0xA0:  # [0] certificates
                start, end = _inside(answer, begin)
                made = sorted(answer[a:b] for a, b in _items(answer, start, end))
                return answer[:start] + b"".join(made) + answer[end:]
    except IndexError:
        pass
    return answer


def _inside(data: bytes, at: int) -> tuple[int, int]:
    """Where the content of the DER item at ``at`` begins and ends."""
    length, begin = data[at + 1], at + 2
    if length >= 0x80:
        count = length & 0x7F
        length, begin = int.from_bytes(data[begin : begin + count], "big"), begin + count
    return begin, begin + length


def _items(data: bytes, begin: int, end: int) -> list[tuple[int, int]]:
    """Where the items between two places begin and end."""
    found = []
    while begin < min(end, len(data)):
        after = _inside(data, begin)[1]
        found.append((begin, after))
        begin = after
    return found


def time_of(token: Path) -> str:
    """When a time stamp says its seal was there, ISO 8601."""
    from rfc3161_client import decode_timestamp_response

    return decode_timestamp_response(in_order(token.read_bytes())).tst_info.gen_time.isoformat()
