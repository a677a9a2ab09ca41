"""Write docs/cli.md from the commands' own help; ``--check`` fails if it is out of date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from presscli.cli.app import app

TARGET = Path(__file__).parent.parent / "docs" / "cli.md"
WIDTH = 96

HEAD = """# Command line

Written by `make docs` from the commands' own help; do not edit.
"""


def sections(command: Any, path: str, parent: Any = None) -> Iterator[str]:
    """The help of a command and of all below it, as Markdown sections."""
    context = command.context_class(
        command,
        info_name=path,
        parent=parent,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=["-h", "--help"],
    )
    yield f"## {path}\n\n```text\n{command.get_help(context).strip()}\n```\n"
    for name, child in getattr(command, "commands", {}).items():
        yield from sections(child, f"{path} {name}")


def document() -> str:
    """The whole page."""
    command = typer.main.get_command(app)
    return "\n".join([HEAD, *sections(command, "presscli")])


def main() -> int:
    """Write the page, or check it."""
    page = document()
    if "--check" not in sys.argv:
        TARGET.write_text(page, encoding="utf-8")
        return 0
    if TARGET.exists() and TARGET.read_text(encoding="utf-8") == page:
        return 0
    print("error: docs/cli.md: out of date. Run: make docs", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
