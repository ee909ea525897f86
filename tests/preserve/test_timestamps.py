"""Seals are stamped by an authority and the stamps checked; ours here is made with openssl."""

import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from collect.web.server import Asked, Server, ok, serving
from preserve.conftest import Keep
from sourcebook.errors import Missing, SourcebookError, Unreadable
from sourcebook.library import Library
from sourcebook.preserve import seals, timestamps

pytest.importorskip("rfc3161_client")
if shutil.which("openssl") is None:
    pytest.skip("openssl is not there", allow_module_level=True)

CONFIG = """
[req]
distinguished_name = name
prompt = no
[name]
CN = An authority of a test
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[stamp]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/stamp.pem
certs = {folder}/root.pem
signer_key = {folder}/stamp.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def openssl(*words: str | Path, data: bytes = b"") -> bytes:
    done = subprocess.run(["openssl", *map(str, words)], input=data, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a root, a stamping certificate it vouches for, and their configuration."""
    folder = tmp_path_factory.mktemp("authority")
    config = folder / "tsa.cnf"
    config.write_text(CONFIG.format(folder=folder))
    (folder / "serial").write_text("01")
    new = ("req", "-config", config, "-newkey", "rsa:2048", "-nodes", "-keyout")
    openssl(*new, folder / "root.key", "-x509", "-days", "30", "-extensions", "root",
            "-out", folder / "root.pem")  # fmt: skip
    request = openssl(*new, folder / "stamp.key", "-subj", "/CN=Stamps of a test")
    (folder / "stamp.csr").write_bytes(request)
    openssl("x509", "-req", "-in", folder / "stamp.csr", "-CA", folder / "root.pem", "-CAkey",
            folder / "root.key", "-CAcreateserial", "-days", "30", "-extfile", config,
            "-extensions", "stamp", "-out", folder / "stamp.pem")  # fmt: skip
    return folder


@pytest.fixture
def server(authority: Path) -> Iterator[Server]:
    """The authority, answering."""

    def answer(asked: Asked, made: socket.socket) -> None:
        length = int(asked.field("Content-Length"))
        query = asked.raw.partition(b"\r\n\r\n")[2]
        while len(query) < length:
            query += made.recv(65_536)
        (authority / "query").write_bytes(query)
        reply = openssl(
            "ts", "-reply", "-queryfile", authority / "query", "-config", authority / "tsa.cnf",
            "-section", "one",
        )  # fmt: skip
        made.sendall(ok(reply, "Content-Type: application/timestamp-reply"))

    with serving({"/tsa": answer}) as found:
        yield found


@pytest.fixture
def sealed(
    library: Library, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], list[str]]:
    """Capture something, have it sealed and stamped by an authority; gives the findings' words."""
    monkeypatch.setenv("SOURCEBOOK_LOOPBACK", "1")

    def one(authority: str) -> list[str]:
        library.settings = replace(library.settings, timestamp_authority=authority)
        return [found.says for found in library.seal()]

    keep(b"<p>Beds")
    return one


def trusting(library: Library, certificates: Path) -> list[str]:
    """What fixity finds with these certificates set."""
    shutil.copy(certificates, library.folder / "authority.pem")
    library.settings = replace(library.settings, timestamp_certificates="authority.pem")
    return [f"{found.rule}: {found.says}" for found in library.fixity()]


def test_a_seal_is_stamped_and_its_stamp_holds(
    library: Library, sealed: Callable[[str], list[str]], server: Server, authority: Path
) -> None:
    assert sealed(server.url("/tsa")) == []
    (seal,) = seals.paths(library.archive)
    token = seal.with_suffix(".tsr")
    assert timestamps.time_of(token)[:2] == "20"
    assert trusting(library, authority / "root.pem") == []
    openssl("ts", "-verify", "-in", token, "-data", seal, "-CAfile", authority / "root.pem")


@pytest.mark.slow
def test_a_stamp_of_another_seal_or_by_somebody_else_does_not_hold(
    library: Library,
    sealed: Callable[[str], list[str]],
    server: Server,
    authority: Path,
    tmp_path: Path,
) -> None:
    assert sealed(server.url("/tsa")) == []
    (seal,) = seals.paths(library.archive)
    whole = seal.read_bytes()
    seal.write_bytes(whole.replace(b'"at": "20', b'"at": "19'))
    found = trusting(library, authority / "root.pem")
    assert [one.partition(":")[0] for one in found] == ["fixity-seal", "fixity-timestamp"]
    seal.write_bytes(whole)
    openssl("req", "-config", authority / "tsa.cnf", "-newkey", "rsa:2048", "-nodes", "-keyout",
            tmp_path / "k", "-x509", "-days", "30", "-extensions", "root", "-out", tmp_path / "other.pem")  # fmt: skip
    (found_one,) = trusting(library, tmp_path / "other.pem")
    assert found_one.startswith("fixity-timestamp: its time stamp does not hold")
    token = seal.with_suffix(".tsr")
    token.write_bytes(token.read_bytes()[:-20])
    assert "can't be read" in trusting(library, authority / "root.pem")[0]


def test_an_authority_that_fails_leaves_the_seal_and_is_tried_again(
    library: Library, sealed: Callable[[str], list[str]], server: Server, authority: Path
) -> None:
    with serving({"/": ok(b"no stamps today", status="503 Busy"), "/junk": ok(b"junk")}) as broken:
        assert "answer 503" in sealed(broken.url("/"))[0]
        assert "gave no time stamp" in sealed(broken.url("/junk"))[0]
    assert "no public address" in sealed("http://10.0.0.1/")[0]
    assert len(seals.paths(library.archive)) == 1
    assert sealed(server.url("/tsa")) == []
    assert trusting(library, authority / "root.pem") == []


def test_an_authority_that_stamps_something_else_is_not_believed(
    library: Library, sealed: Callable[[str], list[str]], authority: Path
) -> None:
    query = openssl("ts", "-query", "-data", authority / "root.pem", "-sha256", "-cert")
    (authority / "query").write_bytes(query)
    reply = openssl("ts", "-reply", "-queryfile", authority / "query", "-config",
                    authority / "tsa.cnf", "-section", "one")  # fmt: skip
    with serving({"/": ok(reply)}) as server:
        assert "something else" in sealed(server.url())[0]
    assert not list(seals.folder_of(library.archive).glob("*.tsr"))


def test_an_unchecked_stamp_is_told(
    library: Library, sealed: Callable[[str], list[str]], server: Server
) -> None:
    sealed(server.url("/tsa"))
    (found,) = library.fixity()
    assert (found.rule, found.level) == ("fixity-timestamp", "info")


def test_certificates_that_are_not_there_or_none_are_told(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        timestamps.verifier(tmp_path / "gone.pem")
    (tmp_path / "none.pem").write_text("none")
    with pytest.raises(Unreadable):
        timestamps.verifier(tmp_path / "none.pem")


def test_without_the_extra_it_says_which_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(timestamps, "installed", lambda: False)
    with pytest.raises(SourcebookError, match=r"sourcebook\[timestamps\]"):
        timestamps.stamp(tmp_path / "x.seal", "https://stamps.example/")
