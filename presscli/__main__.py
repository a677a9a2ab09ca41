"""Run ``presscli`` as a command, or with ``python -m presscli``."""

from __future__ import annotations

import sys


def main() -> None:
    """Hand over to the command line."""
    try:
        from presscli.cli.app import run

        run()
    except KeyboardInterrupt:  # while modules load, before a command can catch it
        sys.exit(130)


if __name__ == "__main__":
    main()
