"""Remember in the library's folder what was looked for when, so that a run goes on. I/O."""

import json
from datetime import datetime
from pathlib import Path

FILE = Path("index") / "moves.jsonl"  # may be deleted: then all is looked for again


def tried(folder: Path) -> dict[str, str]:
    """When each was last looked for, by ``Wanted.key``; lines that are broken are passed over."""
    try:
        lines = (folder / FILE).read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    found: dict[str, str] = {}
    for line in lines:
        try:
            told = json.loads(line)
            found[str(told["key"])] = str(told["at"])
        except (ValueError, TypeError, KeyError):
            continue
    return found


def note_tried(folder: Path, key: str, now: datetime) -> None:
    """Remember that it was looked for; where the folder can't be written, it will be again."""
    file = folder / FILE
    try:
        file.parent.mkdir(exist_ok=True)
        with file.open("a", encoding="utf-8") as out:
            out.write(json.dumps({"key": key, "at": now.isoformat(timespec="seconds")}) + "\n")
    except OSError:
        return
