"""Make a virtual environment with uv in it, or say in one line what is missing. I/O."""

import subprocess
import sys
import venv
from pathlib import Path

OLDEST = (3, 11)


def main(folder: Path) -> int:
    if sys.version_info < OLDEST:
        newer = "3.11 or later (for example: make PYTHON=python3.12)"
        print(f"python {sys.version.split()[0]}: too old; Sourcebook needs {newer}")
        return 2
    try:
        venv.create(folder, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, ImportError):
        without_pip(folder)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv"]
    return subprocess.call([*pip, "--disable-pip-version-check"])


def without_pip(folder: Path) -> None:
    """Debian ships ensurepip in python3-venv; install it where we may, else say how."""
    install = ["apt-get", "install", "-y", "-qq", "python3-venv"]
    print("python3-venv is missing; installing it with apt-get")
    if subprocess.call(["apt-get", "update", "-qq"]) or subprocess.call(install):
        print("python3-venv: could not be installed; run: sudo apt-get install python3-venv")
        raise SystemExit(3)
    subprocess.check_call([sys.executable, "-m", "venv", "--clear", str(folder)])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
