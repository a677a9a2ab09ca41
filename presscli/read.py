"""A path, a folder or standard input -> the text of a release."""

from __future__ import annotations

import difflib
import hashlib
import os
import shlex
import stat
import sys
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from presscli.document import STDIN_NAME, SourceText
from presscli.errors import InputError
from presscli.names import printable
from presscli.readers import load_reader, recognize
from presscli.readers.clean import clean
from presscli.readers.folder import DEFAULT_GLOB, file_mode, search, split_patterns

STDIN = "-"
MAX_BYTES = 20_000_000
"""Largest input: some three million words, a hundred times the longest release.
More is an archive or a mistake, and would keep a model busy for weeks."""

_READINGS = 3
"""Times that a file is read before it is given up as one that is being written."""

_NAMES_COMPARED = 5_000
"""Names of a folder looked through for one like a missing file's."""


def expand(
    paths: Sequence[str],
    *,
    glob: str = "",
    on_error: Callable[[InputError], object] | None = None,
) -> list[str]:
    """Turn files, folders and ``-`` into the list of inputs, each once.

    Folders are searched recursively, each folder's files before its subfolders,
    in the order of their names. Symbolic links are followed, loops are not.
    Hidden files and folders, and what is not a regular file, are skipped. A
    file that does not exist stays in the list, for :func:`read` to report.

    Args:
        paths: As the user gave them, in order; duplicates (of the same file,
            whatever the path) are dropped after the first.
        glob: Patterns for files in folders, separated by commas, matched
            against the end of the path without regard to case.
        on_error: Called for each folder that cannot be listed or in which no
            file matches; the rest goes on. Without it, the first one is raised.

    Raises:
        InputError: A folder cannot be listed, or no file in it matches.
        UsageError: ``glob`` is not a pattern.
    """
    patterns = split_patterns(glob or DEFAULT_GLOB)
    report = on_error or _raise
    inputs: dict[str, str] = {}
    for path in paths:
        is_folder = path != STDIN and stat.S_ISDIR(file_mode(path))
        for name in search(path, patterns, report) if is_folder else [path]:
            inputs.setdefault(_identity(name), name)
    return list(inputs.values())


def read(name: str, *, encoding: str = "", keep_lines: bool = False) -> SourceText:
    """Read one release.

    Named pipes and character devices are read to their end, like files, so
    that ``presscli translate <(pdftotext ...)`` works.

    Args:
        name: A path, or ``-`` for standard input.
        encoding: A Python codec name; empty to detect.
        keep_lines: See :func:`read_bytes`.

    Returns:
        The text; its ``name`` is the path made printable, or ``<stdin>``.

    Raises:
        InputError: Missing, unreadable, too large, empty, binary or of unknown encoding.
        UsageError: No such encoding.
    """
    if name == STDIN:
        return read_bytes(_read_stdin(), name=STDIN_NAME, encoding=encoding, keep_lines=keep_lines)
    return read_bytes(_read_file(name), name=name, encoding=encoding, keep_lines=keep_lines)


def read_bytes(
    data: bytes, *, name: str, encoding: str = "", keep_lines: bool = False
) -> SourceText:
    """Read a release from the bytes of its file.

    Args:
        data: The whole file, of at most :data:`MAX_BYTES`.
        name: Its path, for messages and for formats told by their suffix.
        encoding: A Python codec name; empty to detect.
        keep_lines: Keep the number of lines exactly (LF and CRLF only end one).

    Raises:
        InputError: Too large, empty, binary or of unknown encoding.
        UsageError: No such encoding.
    """
    shown = printable(name)
    if len(data) > MAX_BYTES:
        raise _too_large(name, len(data))
    if not data:
        raise InputError(shown, "empty (0 bytes)", "Give a file with the text of a release")
    quoted = STDIN if name == STDIN_NAME else shlex.quote(shown)
    reader = load_reader(recognize(data, name), name=shown, quoted_name=quoted)
    extracted = reader(data, name=shown, encoding=encoding)
    text = clean(extracted.text, keep_lines=keep_lines)
    if not text.strip():
        raise InputError(
            shown,
            f"no text in it (only spaces or invisible characters, {len(data)} bytes)",
            "Give a file with the text of a release",
        )
    return SourceText(
        name=shown,
        text=text,
        encoding=extracted.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _raise(error: InputError) -> None:
    raise error


def _identity(name: str) -> str:
    """What two names of the same file have in common."""
    try:
        return name if name == STDIN else os.path.realpath(name)
    except ValueError:  # a zero character
        return name


def _read_stdin() -> bytes:
    try:
        data = _read_all(sys.stdin.buffer)
    except (AttributeError, OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is closed"
        raise InputError(STDIN_NAME, f"cannot be read ({reason})", "Pipe a text in") from error
    if len(data) > MAX_BYTES:
        raise _too_large(STDIN_NAME, 0)
    return data


def _read_file(name: str) -> bytes:
    shown = printable(name)
    if not name:  # an unset variable; Path would take it for the current folder
        raise InputError(shown, "no such file", "Give the name of a file")
    try:
        with Path(name).open("rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISBLK(status.st_mode):
                raise InputError(shown, "is a disk, not a file", "Give a text file")
            if stat.S_ISREG(status.st_mode) and status.st_size > MAX_BYTES:
                raise _too_large(name, status.st_size)
            data = _read_steady(file, shown)
    except FileNotFoundError as error:
        raise InputError(shown, *_missing(name)) from error
    except IsADirectoryError as error:
        raise InputError(
            shown, "is a folder", f"Try: presscli translate {_quoted(name)}"
        ) from error
    except PermissionError as error:
        hint = f"See who may read it: ls -l {_quoted(name)}"
        raise InputError(shown, f"cannot be read ({error.strerror})", hint) from error
    except OSError as error:
        raise InputError(shown, f"cannot be read ({error.strerror})") from error
    except ValueError as error:  # a zero character
        raise InputError(shown, f"cannot be a file name ({error})") from error
    if len(data) > MAX_BYTES:  # a pipe, a device, or a file that grew
        raise _too_large(name, 0)
    return data


def _read_all(file: BinaryIO) -> bytes:
    return file.read(MAX_BYTES + 1)


def _read_steady(file: BinaryIO, shown: str) -> bytes:
    """Read a file that nobody writes meanwhile; half a release must not pass for a whole one.

    Raises:
        InputError: It changed each time it was read.
    """
    for _ in range(_READINGS):
        before = os.fstat(file.fileno())
        data = _read_all(file)
        after = os.fstat(file.fileno())
        same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
        if same or not stat.S_ISREG(after.st_mode):
            return data
        file.seek(0)
    raise InputError(shown, "changed while it was read", "Run again when it is written")


def _quoted(name: str) -> str:
    return shlex.quote(printable(name))


def _too_large(name: str, size_bytes: int) -> InputError:
    size = f"{size_bytes / 1e6:.1f} MB" if size_bytes else "it goes on"
    file = "FILE" if name == STDIN_NAME or not size_bytes else _quoted(name)
    return InputError(
        printable(name),
        f"too large ({size})",
        f"At most {MAX_BYTES // 1_000_000} MB. Divide it at line ends:"
        f" split -C 10M --additional-suffix=.txt {file} part-",
    )


def _missing(name: str) -> tuple[str, str]:
    """What is wrong with the path of a missing file, and the name that was perhaps meant."""
    path = Path(name)
    if not path.parent.is_dir():
        return f"no such file (nor folder {printable(str(path.parent))})", ""
    if path.is_symlink():
        return f"a link to a file that is gone ({printable(str(path.readlink()))})", ""
    with os.scandir(path.parent) as entries:
        names = [entry.name for entry in islice(entries, _NAMES_COMPARED)]
    close = difflib.get_close_matches(path.name, names, n=1, cutoff=0.75)
    if close:
        return "no such file", f"Did you mean {_quoted(str(path.with_name(close[0])))}?"
    return "no such file", f"See what there is: ls {_quoted(str(path.parent))}"
