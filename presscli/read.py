"""A path, a folder, an address or standard input -> the releases in it."""

from __future__ import annotations

import difflib
import os
import shlex
import stat
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from presscli.document import STDIN_NAME, SourceText
from presscli.errors import InputError
from presscli.names import is_url, printable
from presscli.readers.charset import stated_codec
from presscli.readers.folder import DEFAULT_GLOB, file_mode, search, split_patterns
from presscli.readers.releases import MAX_FILE_BYTES, Reading, read_releases, too_large

if TYPE_CHECKING:
    from presscli.fetch import Fetch

STDIN = "-"
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
    """Turn files, folders, addresses and ``-`` into the list of inputs, each once.

    Folders are searched recursively, each folder's files before its subfolders,
    in the order of their names. Symbolic links are followed within the folder, those
    that lead out of it are reported; loops are not followed.
    Hidden files and folders, and what is not a regular file, are skipped. A
    file that does not exist stays in the list, for :func:`read` to report, and
    an address as it is.

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
        is_folder = path != STDIN and not is_url(path) and stat.S_ISDIR(file_mode(path))
        for name in search(path, patterns, report) if is_folder else [path]:
            inputs.setdefault(_identity(name), name)
    return list(inputs.values())


def read(
    name: str, *, encoding: str = "", keep_lines: bool = False, fetch: Fetch | None = None
) -> SourceText:
    """Read a file, or what is at an address, that holds one release.

    Named pipes and character devices are read to their end, like files, so
    that ``presscli translate <(pdftotext ...)`` works.

    Args:
        name: A path, an address, or ``-`` for standard input.
        encoding: A Python codec name; empty to detect.
        keep_lines: Keep the number of lines exactly (LF and CRLF only end one).
        fetch: Gets what is at an address; without it addresses are refused.

    Returns:
        The release; its ``name`` is the path or address made printable, or ``<stdin>``.

    Raises:
        InputError: Missing, unreadable, too large, empty, binary, of unknown encoding,
            not to be fetched, or with several releases in it.
        UsageError: No such encoding; an address, and ``fetch`` is offline.
    """
    readings = read_all(name, encoding=encoding, keep_lines=keep_lines, fetch=fetch)
    return _only(readings, name)


def read_all(
    name: str, *, encoding: str = "", keep_lines: bool = False, fetch: Fetch | None = None
) -> tuple[Reading, ...]:
    """Read all releases in a file, in order; at least one, or an error in its place.

    Args and errors as :func:`read`; what is wrong with one of several releases is in the
    answer, and the others are read.
    """
    if is_url(name):
        return _read_address(name, fetch, encoding=encoding, keep_lines=keep_lines)
    standard = name == STDIN
    data = _read_stdin() if standard else _read_file(name)
    shown = STDIN_NAME if standard else name
    return read_releases(data, name=shown, encoding=encoding, keep_lines=keep_lines)


def _read_address(
    url: str, fetch: Fetch | None, *, encoding: str, keep_lines: bool
) -> tuple[Reading, ...]:
    """Releases under the name that the user gave, wherever the page was in the end."""
    if fetch is None:
        hint = "Save it first: curl -o page.html ADDRESS"
        raise InputError(printable(url), "is an address, and here only files are read", hint)
    page = fetch(url)
    charset = stated_codec(page.data, page.charset) if page.charset else ""
    final, given = printable(page.url), printable(url)

    def called(reading: Reading) -> Reading:
        if isinstance(reading, InputError):
            where = given + reading.where.removeprefix(final)
            return InputError(where, reading.what, reading.hint)
        return replace(reading, name=given + reading.name.removeprefix(final))

    try:
        found = read_releases(
            page.data, name=page.url, encoding=encoding or charset, keep_lines=keep_lines
        )
    except InputError as error:
        raise called(error) from error  # type: ignore[misc]  # an error in, an error out
    return tuple(map(called, found))


def read_bytes(data: bytes, *, name: str, encoding: str = "") -> SourceText:
    """Read the one release in the bytes of a file; errors as :func:`read`."""
    return _only(read_releases(data, name=name, encoding=encoding), name)


def _only(readings: Sequence[Reading], name: str) -> SourceText:
    if len(readings) > 1:
        what = f"holds {len(readings)} releases, where one is wanted"
        hint = "Take them one by one: presscli translate FILE -o out/"
        raise InputError(printable(name), what, hint)
    [reading] = readings
    if isinstance(reading, InputError):
        raise reading
    return reading


def _raise(error: InputError) -> None:
    raise error


def _identity(name: str) -> str:
    """What two names of the same file have in common."""
    try:
        return name if name == STDIN or is_url(name) else os.path.realpath(name)
    except ValueError:  # a zero character
        return name


def _read_stdin() -> bytes:
    try:
        data = _read_all(sys.stdin.buffer)
    except (AttributeError, OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is closed"
        raise InputError(STDIN_NAME, f"cannot be read ({reason})", "Pipe a text in") from error
    if len(data) > MAX_FILE_BYTES:
        raise too_large(STDIN_NAME, 0)
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
            if stat.S_ISREG(status.st_mode) and status.st_size > MAX_FILE_BYTES:
                raise too_large(name, status.st_size)
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
    if len(data) > MAX_FILE_BYTES:  # a pipe, a device, or a file that grew
        raise too_large(name, 0)
    return data


def _read_all(file: BinaryIO) -> bytes:
    return file.read(MAX_FILE_BYTES + 1)


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
