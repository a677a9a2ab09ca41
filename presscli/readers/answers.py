"""What passes between presscli and the process that reads for it: JSON and bytes.

Nothing is unpickled. A reader that a file has taken over can answer with wrong text, as
the file could have itself, and with nothing else: every value is checked as it is read.

An answer is the length of its JSON (8 bytes, little-endian), the JSON, and the bytes of
the members it lists, one after the other.
"""

from __future__ import annotations

import datetime
import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from presscli.errors import InputError, PresscliError, UsageError
from presscli.markup import Block, BlockKind, Metadata, Span, SpanKind, is_address
from presscli.names import printable
from presscli.readers.extracted import Bundle, Extracted, Member
from presscli.readers.members import safe_path

_LENGTH = struct.Struct("<Q")
_MOST_ROWS = 10_000_000
_ERRORS = {"UsageError": UsageError}
"""Errors that a reader raises beside InputError."""

Json = Any
"""Whatever JSON may hold; checked where it is used."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be read; the bytes of the file follow."""

    reader: str
    name: str
    encoding: str


def pack_request(request: Request, seconds: float) -> bytes:
    """A request, with the time it may take."""
    return json.dumps([request.reader, request.name, request.encoding, seconds]).encode()


def unpack_request(data: bytes) -> tuple[Request, float]:
    """The reverse of :func:`pack_request`."""
    reader, name, encoding, seconds = json.loads(data)
    return Request(reader, name, encoding), seconds


def pack_answer(found: Extracted | Bundle) -> bytes:
    """What a reader found."""
    if isinstance(found, Extracted):
        return _packed({"release": _of_release(found)}, [])
    parts = [_of_part(part) for part in found.parts]
    return _packed({"parts": parts}, [p.data for p in found.parts if isinstance(p, Member)])


def pack_error(error: PresscliError) -> bytes:
    """What a reader raised."""
    return _packed({"error": _of_error(error)}, [])


def unpack_answer(answer: bytes) -> Extracted | Bundle:
    """The reverse of :func:`pack_answer`.

    Raises:
        PresscliError: The answer is one.
        ValueError: It is no answer; so do KeyError and TypeError.
    """
    if len(answer) < _LENGTH.size:
        raise ValueError(answer)
    [size] = _LENGTH.unpack_from(answer)
    head = json.loads(answer[_LENGTH.size : _LENGTH.size + size])
    if "error" in head:
        raise _error(head["error"])
    if "release" in head:
        return _release(head["release"])
    return Bundle(tuple(_parts(head["parts"], memoryview(answer)[_LENGTH.size + size :])))


def _packed(head: Json, blobs: list[bytes]) -> bytes:
    text = json.dumps(head, separators=(",", ":")).encode()
    return b"".join([_LENGTH.pack(len(text)), text, *blobs])


def _of_part(part: Extracted | Member | InputError) -> Json:
    if isinstance(part, Extracted):
        return {"release": _of_release(part)}
    if isinstance(part, Member):
        return {"file": part.name, "size": len(part.data)}
    return {"error": _of_error(part)}


def _parts(parts: Json, blobs: memoryview) -> Iterator[Extracted | Member | InputError]:
    at = 0
    for part in parts:
        if "release" in part:
            yield _release(part["release"])
        elif "error" in part:
            error = _error(part["error"])
            yield error if isinstance(error, InputError) else InputError(error.where, error.what)
        else:
            size = _number(part["size"], len(blobs) - at)
            yield Member(safe_path(_text(part["file"])), bytes(blobs[at : at + size]))
            at += size


def _of_error(error: PresscliError) -> Json:
    return [type(error).__name__, error.where, error.what, error.hint]


def _error(value: Json) -> PresscliError:
    kind, *texts = (printable(_text(v)) if v else "" for v in value)
    where, what, hint = texts
    return _ERRORS.get(kind, InputError)(where, what, hint)


def _of_release(found: Extracted) -> Json:
    meta = found.metadata
    return {
        "text": found.text,
        "encoding": found.encoding,
        "name": found.name,
        "blocks": [_of_block(block) for block in found.blocks],
        "metadata": [meta.title, meta.author, meta.publisher, meta.domain, meta.url, meta.language],
        "published": meta.published.isoformat() if meta.published else "",
    }


def _release(value: Json) -> Extracted:
    title, author, publisher, domain, url, language = map(_text, value["metadata"])
    published = _text(value["published"])
    name = _text(value["name"])
    return Extracted(
        text=_text(value["text"]),
        encoding=printable(_text(value["encoding"])),
        blocks=tuple(_block(block) for block in value["blocks"]),
        metadata=Metadata(title, author, publisher, domain, url, _moment(published), language),
        name=safe_path(name) if name else "",
    )


def _of_block(block: Block) -> Json:
    spans = [[s.start, s.end, s.kind, s.href] for s in block.spans]
    cell = [block.table, block.row, block.column, block.header]
    return [block.text, block.kind, block.level, block.ordered, cell, spans]


def _block(value: Json) -> Block:
    text, kind, level, ordered, (table, row, column, header), spans = value
    return Block(
        text=_text(text),
        kind=BlockKind(kind),
        level=_number(level, 1_000),
        ordered=bool(ordered),
        table=_number(table, _MOST_ROWS),
        row=_number(row, _MOST_ROWS),
        column=_number(column, _MOST_ROWS),
        header=bool(header),
        spans=tuple(_span(span, len(text)) for span in spans),
    )


def _span(value: Json, length: int) -> Span:
    start, end, kind, href = value
    found = Span(_number(start, length), _number(end, length), SpanKind(kind), _text(href))
    if found.start >= found.end or (bool(href) and not is_address(href)):
        raise ValueError(value)
    return found


def _moment(text: str) -> datetime.datetime | datetime.date | None:
    if not text:
        return None
    of = datetime.datetime if "T" in text else datetime.date
    return of.fromisoformat(text)


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: Json, most: int) -> int:
    if not isinstance(value, int) or not 0 <= value <= most:
        raise ValueError(value)
    return value
