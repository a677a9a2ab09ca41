"""Which files of a folder are inputs."""

from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from presscli.errors import InputError, NoMatchError, UsageError
from presscli.names import printable
from presscli.readers.formats import FORMATS, TEXT_SUFFIXES

_READ = (
    suffix for known in FORMATS if known.reader for suffix in (*known.suffixes, *known.searched)
)
DEFAULT_GLOB = ",".join(f"*{suffix}" for suffix in (*TEXT_SUFFIXES, *_READ))
"""Text, and every format that has a reader."""


def file_mode(path: str) -> int:
    """The kind of a file as ``stat`` gives it; 0 where it cannot be told."""
    try:
        return Path(path).stat().st_mode if path else 0
    except (OSError, ValueError):
        return 0


def split_patterns(glob: str) -> list[str]:
    """Take ``--glob`` apart at its commas.

    Raises:
        UsageError: One of them is not a pattern.
    """
    patterns = [part.strip().lower().removeprefix("**/") for part in glob.split(",")]
    for pattern in patterns:
        try:
            PurePosixPath("a").match(pattern)
        except ValueError as error:
            raise UsageError(
                "--glob", f"not a pattern ({glob!a})", "For example: *.txt,*.md,*.markdown"
            ) from error
    return patterns


def search(
    folder: str, patterns: Sequence[str], report: Callable[[InputError], object]
) -> list[str]:
    """Find the files under a folder that match, each folder's before its subfolders'.

    Args:
        folder: Where to look.
        patterns: From :func:`split_patterns`; matched against the end of the
            path without regard to case.
        report: Called for each folder that cannot be listed, for each link that leads out of
            the folder (whoever may write to an inbox could have any file read), and when no
            file matches.
    """
    errors: list[InputError] = []
    files = list(_walk(folder, errors.append))
    named = [
        file
        for file in files
        if any(PurePosixPath(os.path.relpath(file, folder).lower()).match(p) for p in patterns)
    ]
    top = os.path.realpath(folder)
    outside = {file for file in named if _leads_out(file, top)}
    matching = [file for file in named if file not in outside]
    errors += [_outside(file) for file in named if file in outside]
    if not matching and not errors:
        wanted = ", ".join(patterns)
        count = "1 file" if len(files) == 1 else f"{len(files)} files"
        errors.append(
            NoMatchError(
                printable(folder),
                f"no file matches {wanted} ({count} in the folder, hidden ones not counted)",
                "Choose others with --glob '*.text', or name the files",
            )
        )
    for error in errors:
        report(error)
    return matching


def _walk(folder: str, on_error: Callable[[InputError], object]) -> Iterator[str]:
    """Regular files under a folder, and what only reading can tell more about (dead links).

    Folders outside that links lead to are reported, not entered.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    top = os.path.realpath(folder)
    while waiting:
        current = waiting.pop()
        try:
            status = Path(current).stat()
            with os.scandir(current) as entries:
                names = sorted(e.name for e in entries if not e.name.startswith("."))
        except OSError as error:
            on_error(InputError(printable(current), f"cannot be listed ({error.strerror})"))
            continue
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        # Not Path: it would turn "./-" into "-", which is standard input.
        modes = {p: file_mode(p) for p in (os.path.join(current, name) for name in names)}  # noqa: PTH118
        yield from (path for path, mode in modes.items() if not mode or stat.S_ISREG(mode))
        folders = [path for path in reversed(modes) if stat.S_ISDIR(modes[path])]
        for path in folders:
            if _leads_out(path, top):
                on_error(_outside(path))
            else:
                waiting.append(path)


def _leads_out(path: str, top: str) -> bool:
    """Whether a path below a folder is a link to a place that is not; ``top`` is its real path."""
    if not os.path.islink(path):  # noqa: PTH114 - as in the walk
        return False
    return os.path.commonpath([top, os.path.realpath(path)]) != top


def _outside(path: str) -> InputError:
    what = f"a link that leads out of the folder ({printable(os.path.realpath(path))})"
    hint = f"If it is to be read, name it: presscli translate {shlex.quote(printable(path))}"
    return InputError(printable(path), what, hint)
