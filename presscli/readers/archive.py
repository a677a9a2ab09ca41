"""A ZIP archive -> the files in it that may be releases, with limits on what it may unpack to."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from presscli.errors import InputError
from presscli.readers.envelopes import zip_size
from presscli.readers.extracted import Bundle, Member
from presscli.readers.members import Names, count_kinds, is_clutter, is_release, safe_path
from presscli.readers.releases import MAX_FILE_BYTES, MAX_INNER_BYTES, MAX_MEMBERS

MAX_RATIO = 200
"""Most bytes out of one: text comes to about 4, a table of zeros to 100; deflate ends at
1,032 (zlib's technical details), which is what bombs are near to."""
RATIO_FROM_BYTES = 1_000_000
"""Below that a member may unpack to anything."""

_LOCAL_HEADER_BYTES = 30
_DIRECTORY_BYTES_A_MEMBER = 1_024
"""In the list of members: 46, and its name and comment."""
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""What every program writes; the others have no bound on the memory they need."""
_DAMAGED = (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, OverflowError)
"""What zipfile raises for what is not as it should be; it says no more of it."""
_UNPACK = "Unpack it first, then give the files in it"

Part = Member | InputError


def read_archive(data: bytes, *, name: str, encoding: str) -> Bundle:
    """Take the files out of an archive; hidden ones, pictures and the like are passed over.

    Args:
        data: The whole file.
        name: The file as messages call it.
        encoding: Not used; it is for the files within.

    Raises:
        InputError: Damaged, larger than allowed, encrypted throughout, made to harm, or
            without any file that may be a release.
    """
    size = zip_size(data)
    if size and (size[0] > MAX_MEMBERS or size[1] > MAX_MEMBERS * _DIRECTORY_BYTES_A_MEMBER):
        raise InputError(name, f"too many files in it ({size[0]:,} or more)", _limit())
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [m for m in archive.infolist() if m.filename and not m.is_dir()]
            _refuse_bomb(members, name)
            parts = tuple(_parts(archive, members, name))
    except _DAMAGED as error:
        what = f"damaged ZIP archive ({error})"
        raise InputError(name, what, "Make it anew, or unpack what can be: zip -FF") from error
    if not parts:
        found = count_kinds(member.filename for member in members)
        what = f"no release in it ({found or 'no files at all'})"
        raise InputError(name, what, "Give an archive with texts or documents in it")
    return Bundle(parts)


def _limit() -> str:
    megabytes = MAX_INNER_BYTES // 1_000_000
    return f"At most {MAX_MEMBERS:,} files of {megabytes} MB together are read. {_UNPACK}"


def _refuse_bomb(members: Sequence[zipfile.ZipInfo], name: str) -> None:
    """Raise for what no program makes: too much of it, or members that share their bytes."""
    if len(members) > MAX_MEMBERS:
        raise InputError(name, f"too many files in it ({len(members):,})", _limit())
    wanted = [m for m in members if _is_wanted(m)]
    total = sum(member.file_size for member in wanted)
    if total > MAX_INNER_BYTES:
        raise InputError(name, f"unpacks to too much ({total / 1e6:,.0f} MB)", _limit())
    end = -1
    for member in sorted(members, key=lambda m: m.header_offset):
        if member.header_offset < end:
            what = "its files overlap, as in an archive that was made to flood a disk"
            raise InputError(name, what, "Do not unpack it; ask for it anew")
        name_bytes = len(member.orig_filename.encode("utf-8", "replace"))
        # In the other encoding of names a character may be one byte.
        name_bytes = min(name_bytes, len(member.orig_filename))
        end = member.header_offset + _LOCAL_HEADER_BYTES + name_bytes + member.compress_size


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    """Neither hidden nor a link, which would name a file outside."""
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    return not is_link and not is_clutter(member.filename)


def _parts(
    archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], name: str
) -> Iterator[Part]:
    names = Names()
    left_bytes = MAX_INNER_BYTES
    locked = [m for m in members if _is_wanted(m) and m.flag_bits & 1]
    if locked:
        count = "1 file in it is" if len(locked) == 1 else f"{len(locked)} files in it are"
        first = safe_path(locked[0].filename)
        hint = "Unpack it with its password, then give the files in it"
        yield InputError(name, f"{count} encrypted ({first})", hint)
    for member in members:
        if not _is_wanted(member) or member.flag_bits & 1 or not member.file_size:
            continue
        path = names.unique(safe_path(member.filename))
        shown = f"{name}/{path}"
        try:
            data = _unpack(archive, member, shown, left_bytes)
        except InputError as error:
            yield error
            continue
        left_bytes -= len(data)
        if is_release(data, path):
            yield Member(path, data)


def _unpack(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str, left_bytes: int
) -> bytes:
    """The bytes of a member, never more than it says it has.

    Raises:
        InputError: Damaged, of a method that is not read, or more than there may be.
    """
    if member.compress_type not in _METHODS:
        what = f"compressed in a way that is not read (method {member.compress_type})"
        raise InputError(shown, what, _UNPACK)
    size = member.file_size
    if size > RATIO_FROM_BYTES and size > MAX_RATIO * max(member.compress_size, 1):
        what = f"unpacks to {size // max(member.compress_size, 1):,} times its size"
        raise InputError(shown, what, f"At most {MAX_RATIO} times is read. {_UNPACK}")
    if size > min(MAX_FILE_BYTES, left_bytes):
        raise InputError(shown, f"too large unpacked ({size / 1e6:,.0f} MB)", _limit())
    try:
        with archive.open(member) as file:
            data = file.read(size)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise InputError(shown, f"damaged ({error})", "Pack it anew") from error
    if len(data) < size:
        raise InputError(shown, f"damaged ({len(data)} of {size} bytes)", "Pack it anew")
    return data
