"""Plain text and Markdown, in whatever encoding they come."""

from __future__ import annotations

import codecs

from presscli.errors import InputError, UsageError
from presscli.readers.extracted import Extracted
from presscli.readers.legacy import guess_legacy

_BYTE_ORDER_MARKS = (
    # UTF-32's little-endian mark begins with UTF-16's.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)
_EXAMPLES = "utf-8, utf-16, cp1252, latin-1, mac-roman"

_CONTROL = bytes([*range(0x01, 0x07), *range(0x0E, 0x1A), *range(0x1C, 0x20), 0x7F])
"""Bytes that no text has: not BEL to CR, Ctrl-Z (end of file in DOS) and ESC."""
_CONTROL_CHARACTERS = frozenset("\0" + _CONTROL.decode("ascii"))
_MOST_CONTROL = 0.02
"""Text with stray control bytes stays far below, compressed or machine data far above."""

_UTF16_SAMPLE_BYTES = 4_096
_LEAST_ZERO = 0.7
"""Share of zero bytes that tells UTF-16 without a mark: in Italian over nine of
ten high bytes are zero; the rest are typographic quotes and dashes."""

_GUESS_SAMPLE_BYTES = 100_000
"""charset-normalizer tries some ninety encodings; on more it takes seconds."""
_LEAST_COHERENCE = 0.4
"""Below it stand its wrong guesses at short texts (French taken for Greek), and
its right ones at Chinese and Japanese, which must be named for that reason.
Above it a guess is good enough for the language to be told, and refused by name."""


def read_text(data: bytes, *, name: str, encoding: str) -> Extracted:
    """Decode text, never with a character lost or made up.

    The encoding is the one forced, or the byte-order mark's, or UTF-8 where the
    bytes are valid, or the one in which the characters stand where they should.

    Args:
        data: The whole file.
        name: The file as messages call it.
        encoding: What the user says it is encoded in; empty to detect.

    Returns:
        The text with the Python name of its encoding.

    Raises:
        InputError: Binary, damaged, or in no encoding that can be told.
        UsageError: No such encoding.
    """
    if encoding:
        return _decode_as(data, _known(encoding), name, "Leave out --encoding to have it detected")
    for mark, marked in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            found = _decode_as(data, marked, name, "Its first bytes say so; it is damaged")
            return Extracted(found.text.removeprefix("\ufeff"), marked)
    if b"\x00" in data:
        return _decode_utf16(data, name)
    _refuse_control(data, name)
    try:
        return Extracted(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _decode_guessed(data, name, error)


def _known(encoding: str) -> str:
    try:
        # Bytes to text, not one of Python's other codecs (base64, rot13).
        b"a".decode(encoding)
    except UnicodeDecodeError:
        pass  # known, and needs more than one byte
    except (LookupError, ValueError) as error:
        raise UsageError(
            "--encoding", f"unknown encoding ({encoding!a})", f"For example: {_EXAMPLES}"
        ) from error
    return codecs.lookup(encoding).name


def _decode_as(data: bytes, encoding: str, name: str, hint: str) -> Extracted:
    try:
        return Extracted(data.decode(encoding), encoding)
    except UnicodeError as error:
        raise InputError(name, f"not {encoding} ({_offence(error)})", hint) from error


def _offence(error: UnicodeError) -> str:
    # Python's idna and punycode have errors of their own, which may name no byte.
    if not isinstance(error, UnicodeDecodeError) or error.start >= len(error.object):
        return str(error)
    return f"byte 0x{error.object[error.start]:02X} at offset {error.start}"


def _decode_utf16(data: bytes, name: str) -> Extracted:
    """Decode UTF-16 without a mark: text of Latin letters has zeros at every other byte."""
    sample = data[:_UTF16_SAMPLE_BYTES]
    zeros = tuple(half.count(0) / max(len(half), 1) for half in (sample[::2], sample[1::2]))
    encoding = ""
    if zeros[0] == 0 and zeros[1] >= _LEAST_ZERO:
        encoding = "utf-16-le"
    elif zeros[1] == 0 and zeros[0] >= _LEAST_ZERO:
        encoding = "utf-16-be"
    try:
        text = data.decode(encoding) if encoding else ""
    except UnicodeDecodeError:
        text = ""
    if not text or set(text) & _CONTROL_CHARACTERS:
        raise InputError(
            name,
            f"not text (zero byte at offset {data.index(0)})",
            "Give a text file; if it is one all the same, name its encoding: --encoding utf-16",
        )
    return Extracted(text, encoding)


def _refuse_control(data: bytes, name: str) -> None:
    count = len(data) - len(data.translate(None, _CONTROL))
    if count > _MOST_CONTROL * len(data):
        raise InputError(
            name,
            f"not text ({count} control bytes in {len(data)})",
            "Give a text file; if it is one all the same, name its encoding: --encoding utf-8",
        )


def _decode_guessed(data: bytes, name: str, error: UnicodeDecodeError) -> Extracted:
    if _is_damaged_utf8(data):
        # Any other encoding would turn every accent into two wrong characters.
        raise InputError(
            name,
            f"damaged UTF-8 ({_offence(error)})",
            "Its other accents are UTF-8. Open it, mend what is wrong, save it as UTF-8",
        ) from error
    encoding = guess_legacy(data) or _guess_with_charset_normalizer(data)
    try:
        if encoding:
            return Extracted(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        pass
    raise InputError(
        name,
        f"not UTF-8 ({_offence(error)}), and no other encoding fits",
        f"Name it with --encoding, for example: {_EXAMPLES}",
    ) from error


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most of the bytes above ASCII are valid UTF-8 all the same."""
    text = data.decode("utf-8", "replace")
    special_count = len(text) - len(text.encode("ascii", "ignore"))
    return 2 * text.count("\ufffd") <= special_count


def _guess_with_charset_normalizer(data: bytes) -> str:
    """Ask charset-normalizer about the languages that are not Western European."""
    import charset_normalizer

    sample = data[:_GUESS_SAMPLE_BYTES]
    if len(data) > len(sample):  # at a line end, lest a character of several bytes be cut
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    best = charset_normalizer.from_bytes(sample).best()
    if best is None or best.coherence < _LEAST_COHERENCE:
        return ""
    return best.encoding
