"""Where results go: stdout, one file, or a file for each input in a folder."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path

from presscli.cli.console import harmless
from presscli.errors import OutputError, UsageError
from presscli.render import Format
from presscli.write import destination, write

EXIT_PIPE_CLOSED = 128 + signal.SIGPIPE
"""What a shell reports for a program that a closed pipe ended, as with ``cat``."""


@dataclass(slots=True)
class Sink:
    """Takes rendered results one by one; each is complete or not there at all.

    Args:
        target: The value of ``-o``; empty for stdout.
        form: The output format.
        several: Whether more than one result is expected.
        force: Whether existing files may be replaced.
    """

    target: str
    form: Format
    several: bool
    force: bool = False
    _written: int = 0
    _taken: set[Path] = field(default_factory=set)

    def __post_init__(self) -> None:
        path = Path(self.target)
        if self.target and self.several and path.exists() and not path.is_dir():
            raise UsageError(
                "-o",
                f"several inputs cannot go into one file ({self.target})",
                "Give a folder, for example: -o out/",
            )

    @property
    def is_folder(self) -> bool:
        """Whether each result gets a file of its own."""
        path = self.target
        return bool(path) and (self.several or path.endswith(os.sep) or Path(path).is_dir())

    def check_free(self, name: str) -> None:
        """Fail before the work is done, not after it, when the result could not be kept.

        Raises:
            OutputError: The file exists and ``--force`` was not given.
        """
        if self.target and not self.is_folder and not self.force and Path(self.target).exists():
            raise OutputError(
                self.target, "the file exists", f"Replace it with --force, or name another ({name})"
            )

    def put(self, name: str, text: str) -> Path | None:
        """Deliver one result.

        Args:
            name: The input's name, from which a file in a folder gets its own.
            text: The rendered result.

        Returns:
            The file written; None for stdout.
        """
        if not self.target:
            write_stdout(self._separated(name, text))
            self._written += 1
            return None
        path = Path(self.target)
        if self.is_folder:
            path.mkdir(parents=True, exist_ok=True)
            path = destination(path, name, self.form.suffix, self._taken)
            self._taken.add(path)
        write(path, text.encode(), force=self.force)
        return path

    def _separated(self, name: str, text: str) -> str:
        """In text and Markdown, a header as head(1) and tail(1) write it for several files."""
        if not self.several or self.form in (Format.JSON, Format.JSONL):
            return text
        return f"{'' if self._written == 0 else chr(10)}==> {harmless(name)} <==\n\n{text}"


def write_stdout(text: str) -> None:
    """Write to stdout as UTF-8, whatever the locale, and end quietly if the reader has gone."""
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The interpreter flushes stdout again at exit; give it somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(EXIT_PIPE_CLOSED) from None
    except OSError as error:
        raise OutputError("<stdout>", f"cannot write ({error.strerror})", "Is the disk full?") from None
