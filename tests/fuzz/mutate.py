"""Changes to files that readers should survive: bytes, slices, numbers, and what formats use."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Sequence

Mutate = Callable[[bytes, Sequence[bytes], random.Random], bytes]
"""A file, others to borrow from, and chance -> a file."""

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError)
"""What zipfile raises for files that were changed before."""

_MOST_BYTES = 200_000

_WORDS = (
    b"\0 \xff \x80 \xc3 \xe2\x80\xae \xef\xbb\xbf \xff\xfe \r\n \n\n \t -- > < & ; , : @"
    b" \" ' ( ) = ? % / \\"
    b" 0 -1 1 255 65535 4294967295 99999999999 1e309 NaN true null"
    b" Content-Type: Content-Transfer-Encoding: base64 quoted-printable x-uuencode charset= utf-7"
    b" multipart/mixed;boundary= multipart/alternative message/rfc822 text/html From Subject: Date:"
    b" =?utf-8?B? =?x?Q? ?= --b name*0*= filename*=utf-8'' >From \nFrom format=flowed"
    b" <table> </table> <td rowspan=99999> <p> <div> <script> <!-- --> <![CDATA[ <base href= <br>"
    b" <?xml <!DOCTYPE <!ENTITY &#x0; &a; <item> <w:p> <w:tbl> <text:p> xmlns= {\\rtf1 \\'e8 \\u-1?"
    b" \\bin {\\* endobj stream endstream xref trailer /Length /Kids /Parent /Filter /FlateDecode"
    b" /Type/Page << >> [ ] 1 0 R startxref %%EOF PK\x03\x04 PK\x01\x02 PK\x05\x06"
).split(b" ")


def mutate(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Change a file in one to eight places."""
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        data = chance.choice(_CHANGES)(data, others, chance)[:_MOST_BYTES]
    return data


def mutate_zip(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Change a file within a ZIP file and pack it anew, or the ZIP file itself."""
    if chance.random() < 0.2:
        return mutate(data, others, chance)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ):
        return mutate(data, others, chance)
    if not files:
        return mutate(data, others, chance)
    name = chance.choice(list(files))
    inner = [content for content in files.values() if content]
    files[name] = mutate(files[name], inner, chance)
    return _packed(files)


def _packed(files: dict[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return into.getvalue()


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _slice(data: bytes, chance: random.Random) -> tuple[int, int]:
    begin = _place(data, chance)
    return begin, min(begin + int(2 ** chance.uniform(0, 10)), len(data))


def _set_byte(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _flip_bit(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    at = _place(data, chance)
    changed = bytes(byte ^ 1 << chance.randrange(8) for byte in data[at : at + 1])
    return data[:at] + changed + data[at + 1 :]


def _remove(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    begin, end = _slice(data, chance)
    return data[:begin] + data[end:]


def _cut(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    return data[: _place(data, chance)]


def _repeat(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    begin, end = _slice(data, chance)
    return data[:begin] + data[begin:end] * chance.choice((2, 3, 10, 300)) + data[end:]


def _move(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    begin, end = _slice(data, chance)
    at = _place(data, chance)
    return data[:at] + data[begin:end] + data[at:]


def _borrow(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(others) if others else data
    begin, end = _slice(other, chance)
    at = _place(data, chance)
    return data[:at] + other[begin:end] + data[at + chance.choice((0, end - begin)) :]


def _word(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    at = _place(data, chance)
    word = chance.choice(_WORDS) * chance.choice((1, 1, 1, 2, 50))
    return data[:at] + word + data[at + chance.choice((0, len(word))) :]


def _number(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """One of the numbers that readers take for sizes and counts, in the file's own digits."""
    digits = [at for at in range(len(data)) if 48 <= data[at] <= 57]
    if not digits:
        return _set_byte(data, others, chance)
    at = chance.choice(digits)
    number = chance.choice((b"0", b"-1", b"999999999", b"2147483648", b"1" * 30))
    return data[:at] + number + data[at + 1 :]


_CHANGES = (
    _set_byte,
    _flip_bit,
    _remove,
    _cut,
    _repeat,
    _move,
    _borrow,
    _word,
    _word,
    _number,
)
