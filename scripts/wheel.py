"""Build the wheel, install it on every Python found, and try the command there. I/O.

A Python that is not on this machine is borrowed from Debian where root allows (``borrowed.py``).
Where it can't be had, the resolver is asked whether all dependencies have wheels for it (no
compiler), and it is said loudly that nothing was run.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts import borrowed

ROOT = Path(__file__).parents[1]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
LIMIT = 350  # MB, the promise of the default install
UV = [str(Path(sys.executable).with_name("uv"))]
ENV = {
    **os.environ,
    "UV_PYTHON_DOWNLOADS": "never",
    "UV_SYSTEM_CERTS": "1",
    "SOURCEBOOK_WHO": "wheel test",
}


def run(*words: str | Path, cwd: Path = ROOT) -> str:
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd, env=ENV, text=True, capture_output=True
    )
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n")
        raise SystemExit(f"{words[0]} {words[1]}: failed with {done.returncode}")
    return done.stdout


def interpreter(version: str) -> str | None:
    """A Python of this version that starts, on the PATH or kept by pyenv, or None."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    named = shutil.which(f"python{version}")
    found = [*([Path(named)] if named else []), *sorted(kept.glob(f"{version}.*/bin/python"))]
    for path in found:
        told = subprocess.run(
            [path, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
            capture_output=True,
            text=True,
        )
        if told.returncode == 0 and told.stdout.strip() == version:
            return str(path)
    return None


def megabytes(folder: Path) -> float:
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6


def try_borrowed(version: str, wheel: Path) -> None:
    """The same in a Debian root that has this Python: all paths are as they are seen from inside."""
    root = borrowed.root_with(version, ROOT / "build")
    within = root / "try"
    shutil.rmtree(within, ignore_errors=True)
    within.mkdir()
    shutil.copy(wheel, within)
    shutil.copy(UV[0], within / "uv")
    passed = {n: v for n, v in ENV.items() if n.startswith("UV_") or n.lower().endswith("_proxy")}
    inside: list[str | Path] = [
        "chroot", root, "/usr/bin/env", "-i", "PATH=/usr/bin:/bin", "HOME=/try", "LC_ALL=C.UTF-8",
        "SOURCEBOOK_WHO=wheel test", *(f"{name}={value}" for name, value in passed.items()),
    ]  # fmt: skip
    run(*inside, "/try/uv", "venv", "--quiet", "--python", f"/usr/bin/python{version}", "/try/env")
    run(
        *inside, "/try/uv", "pip", "install", "--quiet", "--only-binary", ":all:", "--python",
        "/try/env/bin/python", f"/try/{wheel.name}",
    )  # fmt: skip
    size = megabytes(within / "env")
    run(*inside, "/try/env/bin/sourcebook", "--help")
    run(*inside, "/try/env/bin/sourcebook", "demo", "--library", "/try/demo")
    judge(version, within / "demo", size, " (Debian unstable's)")


def try_on(version: str, python: str, wheel: Path, folder: Path) -> None:
    """A clean environment with only the wheel: help, a library, an import, a site."""
    venv = folder / version
    run(*UV, "venv", "--quiet", "--python", python, venv)
    target = venv / "bin" / "python"
    run(*UV, "pip", "install", "--quiet", "--only-binary", ":all:", "--python", target, wheel)
    size = megabytes(venv)
    command = venv / "bin" / "sourcebook"
    run(command, "--help")
    run(command, "demo", "--library", folder / f"demo-{version}", cwd=folder)
    judge(version, folder / f"demo-{version}", size)


def judge(version: str, demo: Path, size: float, whose: str = "") -> None:
    if not (demo / "site" / "index.html").is_file():
        raise SystemExit(f"python {version}: the demo made no site")
    print(f"python {version}{whose}: installs ({size:.0f} MB), answers, makes the demo site")
    if size > LIMIT:
        raise SystemExit(f"python {version}: the default install is over {LIMIT} MB")


def main() -> int:
    dist = ROOT / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    run(*UV, "build", "--quiet", "--wheel", "--no-build-isolation", "--python", sys.executable)
    wheel = next(dist.glob("*.whl"))
    with tempfile.TemporaryDirectory() as name:
        for version in PYTHONS:
            python = interpreter(version)
            if python:
                try_on(version, python, wheel, Path(name))
                continue
            try:
                try_borrowed(version, wheel)
                continue
            except borrowed.NotToBeHad as why:
                skipped = str(why)
            run(
                *UV, "pip", "compile", "--quiet", "--only-binary", ":all:", "--python-version",
                version, "-o", Path(name) / "resolved.txt", ROOT / "pyproject.toml",
            )  # fmt: skip
            print("*" * 64)
            print(f"* python {version}: NOT HERE, SO NOTHING WAS RUN ON IT ({skipped}).")
            print("* All dependencies have wheels for it.")
            print("*" * 64)
    return 0


if __name__ == "__main__":
    sys.exit(main())
