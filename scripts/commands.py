"""Write docs/commands.md from the commands themselves, or (without --write) say if it is out of date."""

import sys
from pathlib import Path

import click

from sourcebook.cli import EPILOG, cli

TARGET = Path(__file__).parents[1] / "docs" / "commands.md"
HEAD = """# Commands

Every command, as `sourcebook COMMAND --help` prints it. This page is generated: change the command,
then run `make docs WRITE=--write`.

Commands work on the library in the current folder (or the nearest folder above it), or on the one
named with `--library DIR`. Reading commands print JSON with `--json`. Changes are on record: see
`log`, and take them back with `undo`.
"""


def usage(command: click.Command, context: click.Context) -> str:
    with click.Context(
        command, info_name=command.name, parent=context, terminal_width=88, max_content_width=88
    ) as inner:
        return command.get_help(inner).rstrip()


def reference() -> str:
    """The whole page."""
    root = click.Context(cli, info_name="sourcebook", **cli.context_settings)
    parts = [HEAD]
    for name in cli.list_commands(root):
        command = cli.commands[name]
        parts.append(f"## {name}\n\n```text\n{usage(command, root)}\n```\n")
        if isinstance(command, click.Group):
            inner = click.Context(command, info_name=name, parent=root)
            for word, one in command.commands.items():
                parts.append(f"### {name} {word}\n\n```text\n{usage(one, inner)}\n```\n")
    codes = EPILOG.split("\n\n")[0].removeprefix("\b\n")
    parts.append(f"## Exit codes\n\n```text\n{codes}\n```\n")
    return "\n".join(parts)


def main() -> int:
    wanted = reference()
    if "--write" in sys.argv:
        TARGET.write_text(wanted, encoding="utf-8")
        return 0
    if TARGET.exists() and TARGET.read_text(encoding="utf-8") == wanted:
        return 0
    print("docs/commands.md: is out of date; write it anew with: make docs WRITE=--write")
    return 1


if __name__ == "__main__":
    sys.exit(main())
