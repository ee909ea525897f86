"""Only public addresses of the web are fetched, whatever their spelling."""

import json
from pathlib import Path

import ada_url
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sourcebook.collect.web.guard import Refusal, Target, judge_ip, led_to
from thoroughness import many

NOT_PUBLIC = [
    # loopback, in the spellings that a URL parser turns into an IPv4 address
    "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f.1/",
    "http://0x7f000001/", "http://017700000001/", "http://0177.0.0.1/", "http://127.0.0.1./",
    "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://%31%32%37.0.0.1/", "http://0/",
    "http://0.0.0.0/", "http://127.255.255.254:8080/",
    # private, link-local, shared, reserved
    "http://10.0.0.1/", "http://172.16.0.1/", "http://172.31.255.255/", "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/", "http://2852039166/", "http://0xA9FEA9FE/",
    "http://100.64.0.1/", "http://100.100.100.200/", "http://192.0.0.192/", "http://198.18.0.1/",
    "http://224.0.0.1/", "http://255.255.255.255/", "http://240.0.0.1/", "http://192.88.99.1/",
    "http://203.0.113.7/", "http://198.51.100.1/", "http://192.0.2.1/", "http://168.63.129.16/",
    # IPv6: loopback, mapped, compatible, translated, link-local, unique local, tunnels
    "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:ffff:10.0.0.1]/", "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b::169.254.169.254]/", "http://[64:ff9b:1::1]/", "http://[fe80::1]/",
    "http://[fd00:ec2::254]/", "http://[fc00::1]/", "http://[ff02::1]/", "http://[fec0::1]/",
    "http://[2002:7f00:1::]/", "http://[2001:0:53aa:64c::]/", "http://[2001:db8::1]/",
    "http://[100::1]/", "http://[::ffff:0:127.0.0.1]/", "http://[3fff::1]/",
    # names of this machine and this network
    "http://localhost/", "http://LOCALHOST:8080/", "http://localhost./", "http://a.localhost/",
    "http://router.local/", "http://intranet/", "http://metadata.google.internal/",
    "http://x.home.arpa/", "http://example.onion/", "http://printer.lan/",
]  # fmt: skip
NOT_FETCHED = [
    "ftp://example.org/a.pdf", "file:///etc/passwd", "gopher://example.org/", "javascript:alert(1)",
    "data:text/html,x", "blob:https://example.org/1", "ws://example.org/", "about:blank",
    "http://user@example.org/", "https://user:secret@example.org/", "http://:secret@example.org/",
    "http://example.org:22/", "http://example.org:25/", "http://example.org:6379/",
    "http://example.org:6667/", "http://example.org:0/", "http://example.org:1/", "http://",
    "https://exa mple.org/", "http://[::1", "", "http://example.org/" + "a" * 8001,
]  # fmt: skip
PUBLIC = [
    "http://example.org/", "https://example.org:8443/a?b=c#d", "http://93.184.215.14/",
    "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/", "http://example.org.:80/",
    "https://xn--80ak6aa92e.example/", "http://172.15.0.1/", "http://172.32.0.1/",
    "http://[64:ff9b::5db8:d70e]/", "http://[::ffff:93.184.215.14]/", "http://11.0.0.1/",
]  # fmt: skip


@pytest.mark.parametrize("url", NOT_PUBLIC)
def test_no_address_that_is_not_public_is_a_target(url: str) -> None:
    with pytest.raises(Refusal, match="public"):
        Target(url)


@pytest.mark.parametrize("url", NOT_FETCHED)
def test_other_schemes_passwords_and_ports_are_refused(url: str) -> None:
    with pytest.raises(Refusal):
        Target(url)


@pytest.mark.parametrize("url", PUBLIC)
def test_public_addresses_are_targets(url: str) -> None:
    target = Target(url)
    assert "#" not in target.url
    assert target.ip is None or target.literal


def test_an_ipv4_address_inside_an_ipv6_one_is_connected_to_as_itself() -> None:
    assert str(Target("http://[::ffff:93.184.215.14]/").ip) == "93.184.215.14"


def test_the_switch_for_tests_lets_loopback_through_and_nothing_else() -> None:
    for url in ("http://127.0.0.1:4321/", "http://localhost:4321/", "http://[::1]:4321/"):
        assert Target(url, loopback=True).port == 4321
    for url in NOT_PUBLIC:
        try:
            target = Target(url, loopback=True)
        except Refusal:
            continue
        name = target.host.rstrip(".")
        assert name.split(".")[-1] == "localhost" or (
            target.ip is not None and target.ip.is_loopback
        ), url


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_as_the_standard_library_does_or_more_strictly(
    ip: object,
) -> None:
    import ipaddress

    address = ipaddress.IPv4Address(str(ip))
    try:
        judge_ip(str(ip))
    except Refusal:
        return
    assert address.is_global
    assert not address.is_multicast


@given(st.ip_addresses(v=6))
def test_an_ipv6_address_is_judged_as_the_standard_library_does_or_more_strictly(
    ip: object,
) -> None:
    import ipaddress

    address = ipaddress.IPv6Address(str(ip))
    try:
        judge_ip(str(ip))
    except Refusal:
        return
    assert address.is_global
    assert not address.is_multicast


@given(st.ip_addresses(v=4), st.sampled_from(["dotted", "decimal", "hex", "octal", "short"]))
def test_a_spelling_changes_no_judgement(ip: object, how: str) -> None:
    import ipaddress

    address = ipaddress.IPv4Address(str(ip))
    number = int(address)
    parts = str(address).split(".")
    host = {
        "dotted": str(address),
        "decimal": str(number),
        "hex": hex(number),
        "octal": ".".join(f"0{int(part):o}" for part in parts),
        "short": f"{parts[0]}.{number & 0xFFFFFF}",
    }[how]

    def judged(text: str) -> bool:
        try:
            Target(f"http://{text}/")
        except Refusal:
            return False
        return True

    assert judged(host) == judged(str(address))


def test_where_a_redirect_leads_is_read_as_browsers_do() -> None:
    assert led_to("https://a.example/x/y", "../z") == "https://a.example/z"
    assert led_to("https://a.example/x", "//b.example/") == "https://b.example/"
    assert led_to("https://a.example/", "/кино".encode().decode("latin-1")).endswith("%BE")
    with pytest.raises(Refusal):
        led_to("https://a.example/", "http://[::1")


def test_every_address_of_the_url_standard_s_cases_is_refused_or_public(shared: Path) -> None:
    cases = json.loads((shared / "data/suites/url_wpt/urltestdata.json").read_text("utf-8"))
    tried = targets = 0
    for case in cases:
        if not isinstance(case, dict):
            continue
        tried += 1
        url = case["input"]
        try:
            target = Target(led_to(case["base"], url) if case.get("base") else url)
        except Refusal:
            continue
        targets += 1
        if "xn--" in url.lower():  # ada lets some broken names through; they lead nowhere
            continue
        assert not case.get("failure"), case
        assert target.secure == case["href"].startswith("https:")
        assert case["protocol"] in ("http:", "https:")
        assert not case["username"]
        assert target.authority == case["host"], case
        if target.ip is not None:
            assert target.ip.is_global, case
    assert tried > 800
    assert targets > 100


HOSTS = st.sampled_from(
    ["example.com", "a-b.example.org", "WWW.example.com", "a--b.com", "-a.com", "xn--a.com", "a_b.com", "8.8.8.8", "08.8.8.8",
     "8.8.8.256", "8.8.8", "a.0x7f", "a.9", "a.b9", "é.com", "example.com.", "example.com:8080", "example.com:80", "8.8.8.8:443",
     "example.com:65536", "example.com:59999", "example.com:08080", "example.com:", "a@example.com"]
)  # fmt: skip
PIECES = st.sampled_from(
    ["/", "/a", "b", "/.", "/..", "/.b", ".", "//", "?", "c=d", "#", "%2e", "%41", "%", "'", '"', "@", ":", "|", "^", "{", "~", "*",
     "!", "é", " ", "\t", "\n", "\\", "[", "`", "<", "$"]
)  # fmt: skip


@given(st.sampled_from(["http://", "https://"]), HOSTS, st.lists(PIECES, max_size=5))
@example("http://", "example.com", ["/a", "?", "c=d", "'"])
@example("http://", "example.com", ["/a", "/..", "/", "b"])
@settings(max_examples=many(500))
def test_every_address_is_written_as_the_url_standard_has_it(
    scheme: str, host: str, parts: list[str]
) -> None:
    url = f"{scheme}{host}{''.join(parts)}"
    try:
        target = Target(url)
    except Refusal:
        return
    asked = ada_url.URL(url)
    assert target.url == str(asked.href).partition("#")[0]
    assert (target.host, target.authority) == (asked.hostname, asked.host)
    assert target.port == int(asked.port or (443 if scheme == "https://" else 80))
    assert target.path == target.url.removeprefix(f"{scheme}{asked.host}")
