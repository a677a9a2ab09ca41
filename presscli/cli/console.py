"""All that goes to stderr: errors, warnings, notices; nothing a terminal would obey."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presscli.cli.streams import write_stderr
from presscli.errors import PresscliError
from presscli.names import printable

if TYPE_CHECKING:
    from presscli.document import Finding, Result


def harmless(text: str) -> str:
    """Text with its control characters shown as escapes, so that no input drives the terminal.

    Line feeds stay.
    """
    return "\n".join(line and printable(line) for line in text.split("\n"))


@dataclass(frozen=True, slots=True)
class Console:
    """Writes messages to stderr.

    Args:
        quiet: Errors only.
        debug: Add the traceback to each error.
    """

    quiet: bool = False
    debug: bool = False

    def error(self, error: PresscliError) -> None:
        """Say what failed, and with ``--debug`` where in the code."""
        self._write(f"error: {error}")
        if self.debug:
            import traceback

            self._write("".join(traceback.format_exception(error)).rstrip("\n"))

    def notice(self, message: str) -> None:
        """Say something that is worth knowing and no fault."""
        if not self.quiet:
            self._write(message)

    def findings(self, result: Result) -> None:
        """One ``warning[CODE]`` line for each error-level finding of a release."""
        from presscli.document import Severity

        for finding in result.all_findings:
            if finding.severity is Severity.ERROR:
                self.notice(_warning(result.source.name, finding))

    def stop_progress_line(self) -> None:
        """End a half-written line after Ctrl-C, so that the shell prompt starts clean."""
        if self.is_terminal():
            self._write("")

    @staticmethod
    def is_terminal() -> bool:
        """Whether somebody is looking."""
        return sys.stderr is not None and sys.stderr.isatty()

    @staticmethod
    def _write(message: str) -> None:
        write_stderr(harmless(message) + "\n")


def _warning(name: str, finding: Finding) -> str:
    where = f" segment {finding.segment + 1}" if finding.segment >= 0 else ""
    return f"warning[{finding.code}] {name}{where}: {finding.message}"


def count(number: int, noun: str, nouns: Sequence[str] = ()) -> str:
    """``1 file``, ``3 files``."""
    plural = nouns[0] if nouns else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"
