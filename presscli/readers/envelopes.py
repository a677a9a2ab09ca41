"""Formats that no first bytes give away: mail, mailboxes, and what a ZIP or OLE file holds."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator

_HEAD_BYTES = 65_536
"""As far as a header block is looked at; a mail's with long signatures has some 20 KB."""

_FIELD = re.compile(rb"([!-9;-~]{1,76}):[ \t\r]?")
_CORRESPONDENCE = frozenset(
    b"from to cc bcc date subject reply-to sender organization x-mailer user-agent".split()
)
_MACHINE_MADE = frozenset(
    b"received message-id mime-version content-type content-transfer-encoding return-path"
    b" delivered-to dkim-signature authentication-results arc-seal x-originating-ip"
    b" x-ms-exchange-organization-authas x-gm-message-state x-received in-reply-to"
    b" references list-id list-unsubscribe".split()
)
"""Fields (RFC 5322, 2045, 6376, 2369) that programs write and nobody types."""

_FEWEST_FIELDS = 3

_MAILBOX_LINE = re.compile(rb"From [^\n]{1,300}?\d\d?:\d\d[^\n]{0,60}\d{4}")
"""RFC 4155: sender and time; ``From Rome, 2026`` begins a sentence."""

_END_OF_DIRECTORY = struct.Struct("<4s4H2LH")
_DIRECTORY_ENTRY = struct.Struct("<4s24x3H12x")
_ENTRY_MARK = b"PK\x01\x02"
_LONGEST_COMMENT = 65_535
_ENTRIES_LOOKED_AT = 2_000
"""Word and OpenDocument files have some dozens, their pictures included."""


def is_mail(data: bytes) -> bool:
    """Whether a file begins with the header of a mail, not with a letter's.

    At least three known fields, one of them such as only programs write: a text that
    begins with "From:" and "Subject:", or "Da:" and "Oggetto:", is none.
    """
    fields = set()
    for line in _header_lines(data):
        if line[:1] in b" \t":
            continue
        field = _FIELD.match(line)
        if not field:
            return False
        fields.add(field[1].lower())
        known = fields & (_CORRESPONDENCE | _MACHINE_MADE)
        if len(known) >= _FEWEST_FIELDS and known & _MACHINE_MADE:
            return True
    return False


def is_mailbox(data: bytes) -> bool:
    """Whether a file begins with the separator of a mailbox and a header field below it."""
    first, _, rest = data[:_HEAD_BYTES].partition(b"\n")
    return bool(_MAILBOX_LINE.match(first)) and bool(_FIELD.match(rest.removeprefix(b">")))


def is_outlook(data: bytes) -> bool:
    """Whether an OLE file is a message of Outlook ([MS-OXMSG]) and no Word document."""
    return ole_holds("__properties_version1.0")(data) and not ole_holds("WordDocument")(data)


def ole_holds(stream: str) -> Callable[[bytes], bool]:
    """A condition on OLE files: whether the name of a stream ([MS-CFB] 2.6) is in it."""
    name = stream.encode("utf-16-le")
    return lambda data: name in data


def zip_holds(wanted: bytes) -> Callable[[bytes], bool]:
    """A condition on ZIP files: whether there is a member of that name.

    Of a file that was cut off, before the list of its members, whether the name is in it.
    """

    def holds(data: bytes) -> bool:
        at = _directory_at(data)
        return wanted in _names(data, at) if at >= 0 else wanted in data

    return holds


def zip_is(mimetype: bytes) -> Callable[[bytes], bool]:
    """A condition on ZIP files: whether they declare that type as ODF and EPUB do.

    The first member is called ``mimetype`` and not compressed (OpenDocument 1.3 part 2, 3.3).
    """
    return lambda data: b"mimetype" in data[:64] and mimetype in data[:256]


def zip_size(data: bytes) -> tuple[int, int] | None:
    """How many members a ZIP file says it has, and how many bytes their list takes.

    Returns:
        None where there is no list, as in a file that was cut off.
    """
    found = _end_of_directory(data)
    return (found[4], found[5]) if found else None


def _header_lines(data: bytes) -> Iterator[bytes]:
    head = data[:_HEAD_BYTES].removeprefix(b"\xef\xbb\xbf")
    for line in head.split(b"\n")[: None if len(data) <= _HEAD_BYTES else -1]:
        if not line.strip():
            return
        yield line


def _end_of_directory(data: bytes) -> tuple[int, ...] | None:
    tail_at = max(len(data) - _LONGEST_COMMENT - _END_OF_DIRECTORY.size, 0)
    at = data.rfind(b"PK\x05\x06", tail_at)
    if at < 0 or at + _END_OF_DIRECTORY.size > len(data):
        return None
    fields = _END_OF_DIRECTORY.unpack_from(data, at)
    return (at, *fields[1:])


def _directory_at(data: bytes) -> int:
    """Where the list of members (APPNOTE 4.3.12) begins; -1 where there is none."""
    end = _end_of_directory(data)
    # Where something stands before the archive, offsets are of the archive alone.
    at = end[0] - end[5] if end else -1
    return at if at >= 0 and data[at : at + 4] == _ENTRY_MARK else -1


def _names(data: bytes, at: int) -> Iterator[bytes]:
    for _ in range(_ENTRIES_LOOKED_AT):
        if data[at : at + 4] != _ENTRY_MARK or at + _DIRECTORY_ENTRY.size > len(data):
            return
        _, name_size, extra_size, comment_size = _DIRECTORY_ENTRY.unpack_from(data, at)
        at += _DIRECTORY_ENTRY.size
        yield data[at : at + name_size]
        at += name_size + extra_size + comment_size
