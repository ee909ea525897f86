"""Look names up and connect to the very address that was judged. I/O."""

import socket
import ssl
import time
from collections.abc import Callable
from functools import cache

from sourcebook.collect.web.guard import IP, Refusal, Target, judge_ip
from sourcebook.collect.web.messages import Garbled

Resolve = Callable[[str, int], list[str]]


class Failed(Garbled):
    """There was no answer: ``rule`` names what went wrong (dns, unreachable, timeout, tls …)."""

    def __init__(self, rule: str, why: str) -> None:
        super().__init__(why)
        self.rule = rule


class Deadline:
    """How much longer something may take. ``left`` raises Failed once it has passed."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left, more than none."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise Failed("timeout", f"it was not done within {self.seconds:g} seconds")
        return left


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a name, in the system's order. Raises Failed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        if isinstance(fault, socket.gaierror) and fault.errno == socket.EAI_AGAIN:
            # no resolver could be asked, which says nothing about the name (RFC 3493 section 6.1)
            raise Failed("timeout", f"the name {host} can't be looked up now") from fault
        raise Failed("dns", f"the name {host} leads nowhere") from fault
    return list(dict.fromkeys(str(item[4][0]) for item in found))


def choose(target: Target, find: Resolve, *, loopback: bool) -> list[IP]:
    """The addresses to try. All that the name leads to must be public: a name that leads to both
    means to deceive. Raises Refusal, Failed."""
    if target.ip is not None:
        return [target.ip]
    if loopback and target.host.rstrip(".").endswith(".localhost"):
        return [judge_ip("127.0.0.1", loopback=True)]  # RFC 6761 section 6.3; resolvers differ
    answers = find(target.host, target.port)
    if not answers:
        raise Failed("dns", f"the name {target.host} leads nowhere")
    return list(dict.fromkeys(judge_ip(answer, loopback=loopback) for answer in answers))


def connect(
    target: Target,
    addresses: list[IP],
    *,
    deadline: Deadline,
    wait: float,
    any_certificate: bool = False,
) -> socket.socket:
    """A connection to the first of the addresses that answers, TLS done under the name. Raises
    Failed; Refusal where the other end isn't who was called."""
    fault: Failed | None = None
    for ip in addresses[:4]:
        try:
            made = socket.create_connection(
                (str(ip), target.port), timeout=min(wait, deadline.left())
            )
        except TimeoutError:
            fault = Failed("timeout", f"{target.host} did not answer within {wait:g} seconds")
            continue
        except OSError as broken:
            fault = Failed("unreachable", f"{target.host} can't be reached ({said(broken)})")
            continue
        try:
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if judge_peer(made) != ip:
                raise Refusal(f"{target.host} is answered for by another address")
            if target.secure:
                made.settimeout(min(wait, deadline.left()))
                made = _secured(made, target, any_certificate)
            return made
        except OSError as broken:
            made.close()
            fault = Failed("unreachable", f"{target.host} broke off ({said(broken)})")
        except BaseException:
            made.close()
            raise
    raise fault or Failed("unreachable", f"{target.host} can't be reached")


def judge_peer(made: socket.socket) -> IP:
    """Whom a connection is with."""
    return peer_of(str(made.getpeername()[0]))


def peer_of(name: str) -> IP:
    """An IP address as the system names the other end of a connection."""
    import ipaddress

    peer = ipaddress.ip_address(name.partition("%")[0])
    if isinstance(peer, ipaddress.IPv6Address) and peer.ipv4_mapped is not None:
        return peer.ipv4_mapped
    return peer


def _secured(made: socket.socket, target: Target, any_certificate: bool) -> ssl.SSLSocket:
    host = target.host.removeprefix("[").removesuffix("]").rstrip(".")
    try:
        return context(any_certificate).wrap_socket(made, server_hostname=host)
    except (OSError, ValueError) as fault:  # ssl.SSLError is an OSError
        raise insecure(target.host, fault) from fault


def insecure(host: str, fault: OSError | ValueError) -> Failed:
    """Why TLS couldn't be agreed on with a host."""
    if isinstance(fault, ssl.SSLCertVerificationError):
        why = f"the certificate of {host} can't be trusted ({fault.verify_message})"
        return Failed("certificate", why)
    if isinstance(fault, TimeoutError):
        return Failed("timeout", f"{host} did not agree on TLS in time")
    return Failed("tls", f"no secure connection with {host} ({said(fault)})")


@cache
def context(any_certificate: bool) -> ssl.SSLContext:
    """TLS as the system trusts it; or without looking at certificates, which is put on record."""
    made = ssl.create_default_context()
    made.set_alpn_protocols(["http/1.1"])
    if any_certificate:
        made.check_hostname = False
        made.verify_mode = ssl.CERT_NONE
    return made


def said(fault: BaseException) -> str:
    """What a fault of the system says, on one line."""
    words = getattr(fault, "reason", None) or getattr(fault, "strerror", None) or str(fault)
    return " ".join(str(words).split())[:200] or type(fault).__name__
