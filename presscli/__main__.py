"""Run ``presscli`` as a command, or with ``python -m presscli``."""

from __future__ import annotations

import sys


def main() -> None:
    """Hand over to a server, if one runs (``presscli serve``), else to the command line."""
    try:
        from presscli.serve.client import forward, may_forward

        arguments = sys.argv[1:]
        code = forward(arguments) if may_forward(arguments) else None
        if code is not None:
            sys.exit(code)
        from presscli.cli.app import run

        run()
    except KeyboardInterrupt:  # while modules load, before a command can catch it
        sys.exit(130)


if __name__ == "__main__":
    main()
