"""Borrow a Python that this machine hasn't, from Debian unstable, in a root of its own. I/O.

Needs root, and Debian's ``debootstrap`` (installed where it is missing): some 35 s and 430 MB under
``build/``. Nothing is mounted and nothing of this machine's own set-up changes, so deleting the folder
undoes it. Unstable changes every day: what goes wrong here says nothing of us and is only told.
"""

import os
import shutil
import subprocess
from pathlib import Path

CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
PATIENCE = 400  # seconds; 31 seen


class NotToBeHad(Exception):
    """Why a Python could not be borrowed."""


def root_with(version: str, folder: Path) -> Path:
    """A root folder with ``/usr/bin/pythonX.Y`` that can reach the package registry."""
    root = folder / f"debian-with-python{version}"
    if not (root / "usr" / "bin" / f"python{version}").exists():
        _make(version, root)
    for name in ("resolv.conf", "hosts"):
        if Path("/etc", name).is_file():
            shutil.copyfile(Path("/etc", name), root / "etc" / name)
    if CERTIFICATES.is_file():  # this network may have an authority of its own
        target = root / CERTIFICATES.relative_to("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(CERTIFICATES, target)
    return root


def _make(version: str, root: Path) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise NotToBeHad("borrowing one from Debian needs root")
    if shutil.which("debootstrap") is None:
        if shutil.which("apt-get") is None:
            raise NotToBeHad("there is no debootstrap, and no apt-get to install it with")
        _quietly("apt-get", "update", "-qq")
        _quietly("apt-get", "install", "-y", "-qq", "debootstrap")
    shutil.rmtree(root, ignore_errors=True)
    root.parent.mkdir(parents=True, exist_ok=True)
    print(f"python {version}: not on this machine; borrowing Debian unstable's …", flush=True)
    try:
        _quietly("debootstrap", "--variant=minbase", f"--include=python{version}", "sid", root)
    except NotToBeHad:
        shutil.rmtree(root, ignore_errors=True)
        raise


def _quietly(*words: str | Path) -> None:
    asked = [str(word) for word in words]
    try:
        done = subprocess.run(
            asked, text=True, timeout=PATIENCE, capture_output=True,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )  # fmt: skip
    except (subprocess.TimeoutExpired, OSError) as fault:
        raise NotToBeHad(f"{asked[0]}: {fault}") from fault
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines() or ["nothing said"]
        raise NotToBeHad(f"{asked[0]} failed: {said[-1]}")
