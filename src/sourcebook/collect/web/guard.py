"""Decide which addresses may be fetched: public ones of the web, whatever their spelling. Pure.

An address is judged as it is written (scheme, password, port, name) and again by every IP address its
name leads to; the connection is then made to that very IP address, so that a name that answers
otherwise a moment later (DNS rebinding) changes nothing.
"""

import ipaddress
import re
from functools import lru_cache

import ada_url

from sourcebook.collect.web.messages import Garbled
from sourcebook.values.addresses import IPV4, PORT

LONGEST = 8000  # characters of an address; RFC 9110 section 4.1 asks for that many at least
# Ports that are other services' (WHATWG Fetch Standard, "bad port"), above 1023; of those below,
# only the web's own two are used.
_BAD_PORTS = frozenset(
    [1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, *range(6665, 6670), 6679,
     6697, 10080,
     # and services within organisations that answer HTTP-like requests
     2375, 2376, 2379, 2380, 3306, 5432, 5984, 6379, 6443, 9200, 9300, 10250, 11211, 27017]
)  # fmt: skip
# Names that mean this machine or this network (RFC 6761, 6762, 7686, 8375; ICANN's .internal).
_LOCAL_NAMES = (
    "localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa",
    "onion", "invalid", "test", "localdomain",
)  # fmt: skip

# IANA special-purpose address registries (RFC 6890 and its updates): all that isn't globally
# reachable, and multicast. 168.63.129.16 is public by its number and a cloud's own inner service.
_REFUSED_4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
            "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "168.63.129.16/32",
        ),
    )
)  # fmt: skip
# Of IPv6 only global unicast is reachable; within it these are not, or hide another address.
_GLOBAL_6 = ipaddress.IPv6Network("2000::/3")
_REFUSED_6 = tuple(
    map(
        ipaddress.IPv6Network,
        (
            "2001::/23",  # protocol assignments: Teredo, benchmarking, ORCHID …
            "2001:db8::/32", "3fff::/20",  # documentation
            "2002::/16",  # 6to4 hides an IPv4 address, and nobody needs it any more (RFC 7526)
            "3ffe::/16", "5f00::/16",
        ),
    )
)  # fmt: skip
_MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: on a network without IPv4 it is the way

# A serialised web address (URL Standard section 4.5): these parts hold none of what ends them, and
# reading them off is 4 times faster than asking ada for each.
_SERIALISED = re.compile(
    r"(https?)://(?P<authority>(?P<host>\[[^\]]*\]|[^:/?#@]+)(?::(\d+))?)(?P<path>/[^#]*)"
)
_NUMBERS = re.compile(r"\d+(?:\.\d+){3}")
# Addresses that are serialised as they stand: a name in small letters or an IPv4 address as the
# standard writes it, a port that is no scheme's own, no dot at a folder's beginning, nothing to be
# escaped. Most are, and seeing that takes a quarter of the time of ada's answer.
_LABEL = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_PLAIN = re.compile(
    rf"(https?)://(?P<authority>(?P<host>(?:{_LABEL}\.)+[a-z]+|{IPV4})(?::({PORT}))?)"
    r"(?P<path>(?![^?]*/\.)/[A-Za-z0-9/._~!$&'()*+,;=:@-]*"
    r"(?:\?[A-Za-z0-9/._~!$&()*+,;=:@%?-]*)?)",
    re.ASCII,
)

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class Refusal(Garbled):
    """An address that is not fetched, and why."""


@lru_cache(maxsize=4096)
def judge_ip(text: str, *, loopback: bool = False) -> IP:
    """The IP address to connect to. Raises Refusal for one that isn't public; ``loopback`` (a switch
    for tests) lets 127.0.0.0/8 and ::1 through, nothing else."""
    ip = ipaddress.ip_address(text.partition("%")[0])
    inner: IP = ip
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _MAPPED or ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
        if ip in _MAPPED:
            ip = inner
    if loopback and inner.is_loopback and ip not in _NAT64:
        return ip
    if isinstance(inner, ipaddress.IPv4Address):
        refused = any(inner in network for network in _REFUSED_4)
    else:
        refused = inner not in _GLOBAL_6 or any(inner in network for network in _REFUSED_6)
    if refused or "%" in text:
        raise Refusal(f"leads to {text}, which is no public address")
    return ip


class Target:
    """An address that may be tried: ``url`` serialised, without its fragment; ``host`` as it is
    looked up and named to the server; ``literal`` where the host is an IP address itself."""

    def __init__(self, url: str, *, loopback: bool = False) -> None:
        """Raises Refusal."""
        if len(url) > LONGEST:
            raise Refusal(f"is longer than {LONGEST:,} characters")
        found = _PLAIN.fullmatch(url)
        self.url = url if found else serialised(url)
        found = found or _SERIALISED.match(self.url)
        if found is None:
            raise _unfit(self.url)
        scheme, self.authority, self.host, port, self.path = found.groups()
        self.secure = scheme == "https"
        self.port = int(port) if port else (443 if self.secure else 80)
        bare = self.host.removeprefix("[").removesuffix("]")
        self.literal = self.host.startswith("[") or bool(_NUMBERS.fullmatch(self.host))
        standard = self.port in (80, 443) or self.port >= 1024
        if (not standard or self.port in _BAD_PORTS) and not (loopback and self.port >= 1024):
            raise Refusal(f"names port {self.port}, which is not one of the web")
        if self.literal:
            self.ip: IP | None = judge_ip(bare, loopback=loopback)
        else:
            self.ip = None
            self._judge_name(loopback)

    def _judge_name(self, loopback: bool) -> None:
        name = self.host.rstrip(".")
        if loopback and (name == "localhost" or name.endswith(".localhost")):
            return
        if "." not in name:
            raise Refusal(f"names {self.host}, which is no public name")
        if name.endswith(tuple(f".{local}" for local in _LOCAL_NAMES)):
            raise Refusal(f"names {self.host}, which is no public name")

    @property
    def origin(self) -> str:
        """Scheme, host and port: what has one robots.txt, and is visited one at a time."""
        return f"{'https' if self.secure else 'http'}://{self.authority}"


def serialised(url: str) -> str:
    """A web address as the URL Standard writes it, without its fragment. Raises Refusal."""
    try:
        return str(ada_url.normalize_url(url)).partition("#")[0]
    except ValueError as fault:
        raise Refusal("is no web address") from fault


def _unfit(href: str) -> Refusal:
    scheme = href.partition(":")[0]
    if scheme in ("http", "https"):
        return Refusal("holds a user name or password, which would be kept for all to read")
    return Refusal(f"begins with {scheme}:, and only http: and https: are fetched")


@lru_cache(2048)
def target_of(url: str, loopback: bool) -> Target:
    """As ``Target``, kept for a while: one visit asks after the same address several times. Raises
    Refusal."""
    return Target(url, loopback=loopback)


def led_to(url: str, location: str) -> str:
    """The address a redirect names, as browsers read it; a fragment is carried on (RFC 9110,
    section 10.2.2). Raises Refusal for what is no address."""
    try:
        # bytes of UTF-8 that were read as Latin-1 are what the server meant
        meant = location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        meant = location
    try:
        return str(ada_url.URL(meant.strip(), base=url).href)
    except ValueError as fault:
        raise Refusal(f"leads to {location[:100]!r}, which is no address") from fault
