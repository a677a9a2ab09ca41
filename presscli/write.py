"""Results -> files: whole or not at all, and nothing replaced unasked."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

from presscli.document import STDIN_NAME
from presscli.errors import DiskFullError, OutputError
from presscli.names import printable

_MAX_NAME_BYTES = 255
"""NAME_MAX of every file system in common use (POSIX promises only 14)."""

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write(path: Path, data: bytes, *, force: bool = False, temporary: Path | None = None) -> None:
    """Write a file so that no one ever sees half of it.

    The data goes to a temporary file in the same folder, to the disk, and under
    its name in one step. On any failure, Ctrl-C included, the temporary file is
    removed and what was there before stays. A link's target is replaced, not
    the link; a file that is replaced keeps its permissions, a new one gets
    those of the umask. Devices and named pipes are written to as they are.

    Args:
        path: Where to; its folder must exist (see :func:`make_folder`).
        data: All of the file.
        force: Replace an existing file.
        temporary: From :func:`temporary_for`, for whoever must find it after a crash.

    Raises:
        OutputError: The file exists, its folder does not, the disk is full, no permission.
    """
    refuse_existing(path, force=force)
    try:
        if _is_special(path):
            _append(path, data)
        else:
            _replace(Path(os.path.realpath(path)), data, temporary, force=force)
    except FileExistsError as error:  # made by another process since
        raise _exists(path) from error
    except OSError as error:
        raise _failure(path, error) from error


def temporary_for(path: Path) -> Path:
    """A name of its own, beside the file, for what is being written."""
    # The dot keeps it from being taken for an input; mkstemp would ignore the umask.
    return Path(os.path.realpath(path)).with_name(f".presscli-{secrets.token_hex(8)}.tmp")


def refuse_existing(path: Path, *, force: bool = False) -> None:
    """Fail, before the work is done, where :func:`write` would refuse to write.

    Raises:
        OutputError: The path is a folder, or a file and ``force`` is not given; or
            its folder is missing or cannot be written.
    """
    try:
        if path.is_dir():
            raise OutputError(printable(str(path)), "is a folder", "Give the name of a file")
        if not force and path.exists() and not _is_special(path):
            raise _exists(path)
        if not _is_special(path):
            _require_writable(path.parent)
    except OSError as error:  # a folder on the way cannot be entered; a name is too long
        raise _failure(path, error) from error


def make_folder(path: Path) -> None:
    """Make a folder for results, and those above it, where it is missing.

    Raises:
        OutputError: A file is in the way, or no permission.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        where = printable(str(path))
        raise OutputError(where, "a file is in the way", "Give another folder with -o") from error
    except OSError as error:
        raise _failure(path, error) from error


def reserve(names: Iterable[str]) -> set[bytes]:
    """Start the set of taken paths with a run's inputs, lest a result replace one of them."""
    return {_identity(Path(name)) for name in names}


def destination(folder: Path, name: str, suffix: str, taken: set[bytes]) -> Path:
    """Choose the file in which the result of an input goes.

    The input's name with another suffix; where that is taken (two inputs of one
    name in different folders), its folder's name comes before it, then a number
    after it. The same inputs in the same order always get the same names.

    Args:
        folder: Where the results go.
        name: The input's path, or ``-`` or ``<stdin>``.
        suffix: With its dot, for example ``.md``.
        taken: What is given out already; the answer is added to it. Begin with
            :func:`reserve`.

    Returns:
        A path in the folder that no other input of the run has. It may exist on
        the disk; :func:`write` decides about that.
    """
    source = Path("stdin" if name in {"-", STDIN_NAME} else name)
    stem = source.stem or "release"
    parent = Path(os.path.realpath(source.parent)).name
    number = 1
    candidate = folder / _file_name(stem, suffix)
    while is_taken(candidate, taken):
        tail = f"-{number}{suffix}" if number > 1 else suffix
        candidate = folder / _file_name(f"{parent}-{stem}", tail)
        number += 1
    taken.add(_identity(candidate))
    return candidate


def is_taken(path: Path, taken: set[bytes]) -> bool:
    """Whether a path is an input of the run, or promised to another result."""
    return _identity(path) in taken


def _identity(path: Path) -> bytes:
    # Without regard to case, since macOS and Windows take A.md and a.md for one file. A digest:
    # a run keeps two for each of its inputs, and a Path takes ten times the memory.
    name = os.path.realpath(path).casefold()
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _file_name(stem: str, suffix: str) -> str:
    room = _MAX_NAME_BYTES - len(os.fsencode(suffix))
    while len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    return stem + suffix


def _require_writable(folder: Path) -> None:
    """Raise the OSError that making a file in a folder would raise, as far as can be told."""
    folder.stat()
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    effective = os.access in os.supports_effective_ids
    if not os.access(folder, os.W_OK | os.X_OK, effective_ids=effective):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _is_special(path: Path) -> bool:
    """Whether the path is a device, a pipe or one of the process's own streams."""
    if str(path.parent) in {"/dev", "/dev/fd", "/proc/self/fd"}:
        return True
    return path.exists() and not path.is_file()


def _append(path: Path, data: bytes) -> None:
    # Not truncated: /dev/stdout may be a file that the shell appends to.
    with path.open("ab", buffering=0) as file:
        _write_all(file.fileno(), data)


def _replace(path: Path, data: bytes, temporary: Path | None, *, force: bool) -> None:
    temporary = temporary or temporary_for(path)
    try:
        # Within the try: a signal may come as soon as the file is there.
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            if path.exists():
                os.fchmod(descriptor, stat.S_IMODE(path.stat().st_mode))
            _write_all(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        _give_name(temporary, path, force=force)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _give_name(temporary: Path, path: Path, *, force: bool) -> None:
    if not force:
        try:
            # Unlike a rename, a link fails where a file has appeared meanwhile.
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            refuse_existing(path)
        else:
            temporary.unlink()
            return
    temporary.replace(path)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the file system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        return
    finally:
        os.close(descriptor)


def _exists(path: Path) -> OutputError:
    return OutputError(
        printable(str(path)), "the file exists", "Replace it with --force, or name another with -o"
    )


def _failure(path: Path, error: OSError) -> OutputError:
    where = printable(str(path))
    what = f"cannot be written ({error.strerror})"
    if error.errno in _DISK_FULL:
        return DiskFullError(where, what, "Make room on the disk, or name another place with -o")
    if isinstance(error, FileNotFoundError) and not path.parent.exists():
        folder = printable(str(path.parent))
        return OutputError(where, f"no such folder ({folder})", f"Make it first: mkdir -p {folder}")
    return OutputError(where, what)
