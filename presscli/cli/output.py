"""Where results go: stdout, one file, or a file for each input in a folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePath

from presscli.cli.streams import require_stdout, write_stdout
from presscli.document import STDIN_NAME
from presscli.errors import UsageError
from presscli.names import printable
from presscli.render import Format
from presscli.write import destination, is_taken, make_folder, refuse_existing, reserve, write


class Sink:
    """Takes rendered results one by one; each is complete or not there at all.

    Args:
        target: The value of ``-o``; empty for stdout.
        form: The output format.
        inputs: The names of all inputs; none of them is ever replaced by a result.
        several: Whether there are several releases, though it be in one input.
        force: Whether existing files may be replaced.
        tree: Whether inputs come out of folders; then ``target`` is one, however few they are.

    Raises:
        UsageError: Several inputs, but ``target`` is a file; or it is the input.
        OutputError: Stdout is closed.
    """

    def __init__(
        self,
        target: str,
        form: Format,
        *,
        inputs: Sequence[str],
        several: bool = False,
        force: bool = False,
        tree: bool = False,
    ) -> None:
        if not target:
            require_stdout()
        path = Path(target)
        self._several = several or len(inputs) > 1
        if self._several and not target and form is Format.HTML:
            raise UsageError(
                "--format html",
                "several pages cannot go to stdout",
                "Give a folder: -o out/, or make one page of all: presscli digest",
            )
        if target and (self._several or tree) and path.exists() and not path.is_dir():
            raise UsageError(
                "-o",
                f"several inputs cannot go into one file ({printable(target)})",
                "Give a folder, for example: -o out/",
            )
        self._target = target
        self._form = form
        self._force = force
        self._written = 0
        self._taken = reserve(inputs)
        self._given: dict[str, str] = {}
        self.in_folder = bool(target) and (
            self._several or tree or target.endswith(os.sep) or path.is_dir()
        )
        if target and not self.in_folder and is_taken(path, self._taken):
            raise UsageError("-o", f"is the input ({printable(target)})", "Name another file")

    def place(
        self,
        name: str,
        branch: str | PurePath = "",
        *,
        file: str = "",
        force: bool | None = None,
    ) -> Path | None:
        """Where the result of an input will go, settled before the work and not after it.

        Args:
            name: The input.
            branch: The folder within the folder of results.
            file: After what a file in a folder is called; ``name`` where it is empty.
            force: Whether a file may be there; by default as the sink was told.

        Returns:
            The file, the same one whenever it is asked for; None for stdout.

        Raises:
            OutputError: The file exists and ``force`` was not given.
        """
        if not self._target:
            return None
        path = Path(self._target)
        if self.in_folder:
            path /= branch
            make_folder(path)
            if name not in self._given:
                given = destination(path, file or name, self._form.suffix, self._taken)
                self._given[name] = given.name
            path /= self._given[name]
        refuse_existing(path, force=self._force if force is None else force)
        return path

    def put(self, name: str, place: Path | None, text: str) -> None:
        """Deliver one result to the place it was promised.

        Raises:
            OutputError: It cannot be written.
        """
        if place is None:
            write_stdout(self._separated(name, text))
            self._written += 1
        else:
            write(place, text.encode(), force=self._force)

    def _separated(self, name: str, text: str) -> str:
        """In text and Markdown, a header as head(1) and tail(1) write it for several files."""
        if not self._several or self._form not in (Format.TEXT, Format.MARKDOWN):
            return text
        shown = STDIN_NAME if name == "-" else printable(name)
        return f"{'' if self._written == 0 else chr(10)}==> {shown} <==\n\n{text}"
