"""Run ``presscli`` as a command, or with ``python -m presscli``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from presscli.heap import begin_without_caches

LASTING = frozenset({"serve", "watch"})
"""The commands that run until they are told to stop."""

OVER_FOLDERS = frozenset({"translate", "summarize", "digest"})
"""Those that take a folder, and then may have thousands of files to translate."""

MANY = 32
"""Arguments, as a shell makes them of ``inbox/*.txt``."""


def main() -> None:
    """Hand over to a server, if one runs (``presscli serve``), else to the command line."""
    try:
        from presscli.serve.client import forward, may_forward

        arguments = sys.argv[1:]
        code = forward(arguments) if may_forward(arguments) else None
        if code is not None:
            sys.exit(code)
        if may_take_long(arguments):
            begin_without_caches()
        from presscli.cli.app import run

        run()
    except KeyboardInterrupt:  # while modules load, before a command can catch it
        sys.exit(130)


def may_take_long(arguments: Sequence[str]) -> bool:
    """Whether a command line is for more than a few releases, as far as can be told at once."""
    command, rest = arguments[0] if arguments else "", arguments[1:]
    if command not in OVER_FOLDERS:
        return command in LASTING
    listed = any(a.startswith("--files-from") for a in rest)
    return listed or len(rest) > MANY or any(map(os.path.isdir, rest))


if __name__ == "__main__":
    main()
