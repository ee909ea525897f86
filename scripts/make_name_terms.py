"""Write src/sourcebook/search/name_terms.json from the names of countries and the stemmers. I/O.

.venv/bin/python -m scripts.make_name_terms [FILE]
"""

import json
import sys
from pathlib import Path

import msgspec

from sourcebook.search.name_terms import FILE, Spelled, made


def written(all_: Spelled) -> str:
    """The file: a line for each country."""
    parts = msgspec.to_builtins(all_)
    said = [f'"stemmers": {json.dumps(parts["stemmers"])}']
    for part in ("names", "shouted"):
        rows = [
            f'"{code}": {json.dumps(keys, ensure_ascii=False)}'
            for code, keys in parts[part].items()
        ]
        said.append(f'"{part}": {{\n' + ",\n".join(rows) + "\n}")
    return "{\n" + ",\n".join(said) + "\n}\n"


def main(out: Path) -> None:
    out.write_text(written(made()), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FILE)
