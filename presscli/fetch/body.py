"""The body of an answer: whole, unpacked, and never more than is allowed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from http.client import HTTPResponse

from presscli.errors import InputError

_CHUNK_BYTES = 65_536
_GZIP = 16 + zlib.MAX_WBITS
_RAW = -zlib.MAX_WBITS


def read_body(response: HTTPResponse, *, name: str, max_bytes: int) -> bytes:
    """Read an answer to its end.

    Args:
        response: At the start of its body.
        name: The address as messages call it.
        max_bytes: Of the body, packed and unpacked.

    Raises:
        InputError: Too large, ended too early, or packed in a way that was not asked for.
        OSError: The connection broke, or took too long.
        HTTPException: What came is no HTTP.
    """
    if response.length is not None and response.length > max_bytes:
        raise _too_large(name, max_bytes, f"{response.length / 1e6:.1f} MB")
    body = bytearray()
    coding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    for piece in _unpacked(_packed(response, name, max_bytes), coding, name):
        body += piece
        if len(body) > max_bytes:
            raise _too_large(name, max_bytes, "it goes on")
    return bytes(body)


def _packed(response: HTTPResponse, name: str, max_bytes: int) -> Iterator[bytes]:
    size = 0
    while chunk := response.read(_CHUNK_BYTES):
        size += len(chunk)
        if size > max_bytes:
            raise _too_large(name, max_bytes, "it goes on")
        yield chunk
    if response.length:  # of bytes announced and not sent
        raise _cut_short(name)


def _unpacked(chunks: Iterator[bytes], coding: str, name: str) -> Iterator[bytes]:
    if coding in {"identity", ""}:
        yield from chunks
    elif coding in {"gzip", "x-gzip", "deflate"}:
        try:
            yield from _inflated(chunks, coding, name)
        except zlib.error as error:
            raise InputError(name, f"damaged on the way ({error})", "Try again") from error
    else:
        hint = "Save it with a browser, and give the file"
        raise InputError(name, f"packed in a way that was not asked for ({coding})", hint)


def _inflated(chunks: Iterator[bytes], coding: str, name: str) -> Iterator[bytes]:
    """Unpack in pieces of a limited size, so that a bomb is noticed before it goes off."""
    unpacker = None
    for chunk in chunks:
        data = chunk
        while data:
            if unpacker is None or unpacker.eof:
                unpacker = zlib.decompressobj(_GZIP if coding != "deflate" else _deflate(data))
            yield unpacker.decompress(data, _CHUNK_BYTES)
            data = unpacker.unconsumed_tail or unpacker.unused_data
    if unpacker is not None:
        if not unpacker.eof:
            raise _cut_short(name)
        yield unpacker.flush()


def _deflate(data: bytes) -> int:
    """``deflate`` means zlib (RFC 9110, 8.4.1.2); some servers leave zlib's header out."""
    headed = len(data) > 1 and data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
    return zlib.MAX_WBITS if headed else _RAW


def _too_large(name: str, max_bytes: int, size: str) -> InputError:
    most = f"{max_bytes / 1e6:g} MB"
    return InputError(name, f"too large ({size})", f"At most {most} are fetched")


def _cut_short(name: str) -> InputError:
    return InputError(name, "ended too early (only a part of it came)", "Try again")
