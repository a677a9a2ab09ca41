"""Run ``presscli`` as a command, or with ``python -m presscli``."""

from __future__ import annotations


def main() -> None:
    """Hand over to the command line."""
    from presscli.cli.app import run

    run()


if __name__ == "__main__":
    main()
