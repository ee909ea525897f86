"""I/O. Recognise the words on scanned pages, through OCRmyPDF and Tesseract, into a PDF that has them.

An extra: neither is installed by default. OCRmyPDF lays the recognised words under the picture of
each page, so that the reader of PDFs gives them their places like any others.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from sourcebook.errors import Missing, Unreadable
from sourcebook.read.kinds import PDF, media_type

SECONDS = 3600  # for one file; Tesseract takes 2 to 10 seconds a page
_HOW = (
    "is needed to read scans. Install it with: pip install 'sourcebook[ocr]', and Tesseract with its "
    "languages from your system (Debian: apt install tesseract-ocr tesseract-ocr-rus tesseract-ocr-kaz "
    "ghostscript)"
)
_ENCRYPTED, _HAS_TEXT = 8, 6  # exit codes of OCRmyPDF


def available() -> str:
    """What is missing, as its name, or "" where scans can be read."""
    return next((name for name in ("ocrmypdf", "tesseract") if shutil.which(name) is None), "")


def languages() -> set[str]:
    """The languages Tesseract has on this machine, by its own names (eng, rus, kaz)."""
    done = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, text=True, check=False
    )
    return {line.strip() for line in done.stdout.splitlines()[1:] if line.strip()}


def recognised(data: bytes, *, languages: str = "eng+rus+kaz", name: str = "") -> bytes:
    """The file with words under its pictures; pages that have words keep them. Files that are neither
    PDFs nor pictures come back as they are.

    Raises Missing where OCRmyPDF, Tesseract or a language isn't installed, Unreadable where the
    file can't be recognised.
    """
    kind = media_type(data)
    if kind != PDF and not kind.startswith("image/"):
        return data
    lacking = available()
    if lacking:
        raise Missing(lacking, _HOW)
    there = _there(languages)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in", Path(folder) / "out.pdf"
        source.write_bytes(data)
        command = [
            "ocrmypdf", "--quiet", "--skip-text", "--rotate-pages", "--output-type", "pdf",
            "--language", there, *(["--image-dpi", "300"] if kind != PDF else []), str(source), str(target),
        ]  # fmt: skip
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired as fault:
            raise Unreadable(
                name, f"took over {SECONDS // 60} minutes to recognise; split it"
            ) from fault
        if done.returncode == _ENCRYPTED:
            return data  # the reader says what is to be done about a password
        if done.returncode == _HAS_TEXT or not target.is_file():
            if done.returncode == _HAS_TEXT:
                return data
            why = done.stderr.strip().splitlines()[-1:] or [f"code {done.returncode}"]
            raise Unreadable(name, f"its words can't be recognised: {why[0]}")
        return target.read_bytes()


def _there(wanted: str) -> str:
    """The wanted languages that are installed. Raises Missing where none is."""
    have = languages()
    asked = [code for code in wanted.replace(",", "+").split("+") if code]
    found = [code for code in asked if code in have]
    if not found:
        packages = " ".join(f"tesseract-ocr-{code}" for code in asked)
        raise Missing(
            "tesseract", f"has none of the languages {wanted}. Install them: apt install {packages}"
        )
    return "+".join(found)
