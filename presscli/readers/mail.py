"""A mail -> the release in its text, those it forwards, and the files attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.message import Message
from email.policy import EmailPolicy

from presscli.errors import InputError
from presscli.markup import Block, BlockKind, Metadata
from presscli.readers.blocks import Run, make_block
from presscli.readers.extracted import Bundle, Extracted, Member
from presscli.readers.mail_body import Body, body_blocks, part_bytes
from presscli.readers.mail_headers import (
    LONGEST_HEADER_CHARS,
    decode_words,
    domain_of,
    is_person,
    read_metadata,
    sender,
)
from presscli.readers.mail_text import FROM_FIELDS, promote, quoted_header
from presscli.readers.members import Names, is_release, safe_name, slug


def _header(name: str, value: object) -> str:
    """A header as it stands, not longer than honest ones; a quote that was left open is closed."""
    text = str(value)[:LONGEST_HEADER_CHARS]
    return f'{text}"' if name.lower().startswith("content-") and text.count('"') % 2 else text


_POLICY = EmailPolicy(header_factory=_header)
"""``policy.default`` without its parser of headers, which takes minutes for hostile ones."""

MOST_PARTS = 1_000
MOST_NESTED = 50
"""Parts within parts; programs make four or five."""
MOST_FORWARDED = 10
"""Mails that a mail is forwarded in."""

_SIGNED = frozenset({"pkcs7-signature", "x-pkcs7-signature", "pgp-signature", "pgp-encrypted"})

_PLAIN = frozenset({"text/plain", "text/enriched"})

Part = Extracted | Member | InputError


def read_mail(data: bytes, *, name: str, encoding: str) -> Extracted | Bundle:
    """Read a mail; the formats of its attachments are for others to read.

    Args:
        data: The whole file.
        name: The file as messages call it.
        encoding: What the user says, for parts that declare no charset.

    Raises:
        InputError: There is nothing to read in it, or its parts are nested too deep.
        UsageError: No such encoding.
    """
    return single_or_bundle(read_message(data, name=name, encoding=encoding))


def single_or_bundle(parts: Sequence[Part]) -> Extracted | Bundle:
    """A mail without attachments as the one release it is.

    Raises:
        InputError: It is the only part.
    """
    if len(parts) == 1 and isinstance(parts[0], Extracted):
        return parts[0]
    if len(parts) == 1 and isinstance(parts[0], InputError):
        raise parts[0]
    return Bundle(tuple(parts))


def read_message(data: bytes, *, name: str, encoding: str, stem: str = "") -> list[Part]:
    """Read one mail, of a file of its own or out of a mailbox.

    Args:
        data: From the first header field on.
        name: The file as messages call it.
        encoding: As in :func:`read_mail`.
        stem: What the mail is called within its file; empty where it is the file.

    Returns:
        Its text first, then what it forwards and attaches, in order; at least one part.
    """
    shown = f"{name}/{stem}" if stem else name
    try:
        message = message_from_bytes(data.lstrip(b"\r\n"), policy=_POLICY)
    except RecursionError as error:
        raise _too_deep(shown) from error
    return read_parsed(message, name=shown, encoding=encoding, stem=stem)


def read_parsed(message: Message, *, name: str, encoding: str, stem: str = "") -> list[Part]:
    """As :func:`read_message`, of a mail that is parsed; ``name`` is the mail's own.

    Raises:
        InputError: There is nothing in it, or too much.
    """
    opened = _Opened(name, encoding)
    try:
        opened.take(message)
        found = [*opened.release(message, stem), *opened.others(stem)]
    except RecursionError as error:
        raise _too_deep(name) from error
    if not found:
        hint = "Give a mail with text in it, or with a document attached"
        raise InputError(name, "no text in it", hint)
    return found


def _too_deep(name: str) -> InputError:
    return InputError(name, "its parts are nested too deep", "Save its text, and give that file")


@dataclass(slots=True)
class _Opened:
    """One mail taken apart. ``name`` is for messages."""

    name: str
    encoding: str
    bodies: list[Body] = field(default_factory=list)
    attached: list[tuple[str, Message]] = field(default_factory=list)
    forwarded: list[Message] = field(default_factory=list)
    parts: int = 0
    level: int = 0
    """How many mails it is forwarded in."""

    def take(self, part: Message, depth: int = 0) -> None:
        """Sort a part, and those within it, into the lists."""
        self.parts += 1
        if depth > MOST_NESTED or self.level > MOST_FORWARDED or self.parts > MOST_PARTS:
            what = f"more than {MOST_PARTS:,} parts, or more than {MOST_NESTED} deep"
            raise InputError(self.name, what, "Save its text, and give that file")
        kind = part.get_content_type()
        if not part.is_multipart():
            self._take_leaf(part, kind, alone=depth == 0)
            return
        inside = [inner for inner in part.get_payload() if isinstance(inner, Message)]
        if kind == "multipart/alternative":
            self._take_alternative(inside, depth)
        elif kind in {"message/rfc822", "message/global"}:
            self.forwarded += inside
        elif not kind.startswith("message/"):  # else it says what became of another mail
            for inner in inside:
                self.take(inner, depth + 1)

    def _take_alternative(self, payload: list[Message], depth: int) -> None:
        """Of several forms of one text, the plain one, with the HTML one beside it."""
        inside = _Opened(self.name, self.encoding, parts=self.parts, level=self.level)
        for part in payload:
            inside.take(part, depth + 1)
        self.parts = inside.parts
        bodies = inside.bodies
        plain = next((b.plain for b in bodies if b.plain is not None), None)
        html = next((b.html for b in reversed(bodies) if b.html is not None), None)
        if plain is not None or html is not None:
            self.bodies.append(Body(plain, html))
        self.attached += inside.attached
        self.forwarded += inside.forwarded

    def _take_leaf(self, part: Message, kind: str, *, alone: bool) -> None:
        if kind.startswith("multipart/") or not all(kind.split("/")):
            # Its boundary is nowhere in it, or it says nothing: the text that is there.
            kind = "text/plain"
        name = _file_name(part)
        is_file = not alone and (bool(name) or part.get_content_disposition() == "attachment")
        if kind == "text/html" and not is_file:
            self.bodies.append(Body(html=part))
        elif kind in _PLAIN and not is_file:
            self.bodies.append(Body(plain=part))
        elif part.get_content_subtype() not in _SIGNED:
            self.attached.append((name, part))

    def release(self, message: Message, stem: str) -> Iterator[Extracted]:
        """The mail's own text below its subject; nothing where it only carries others."""
        envelope = message.get("X-Trasporto", "").strip() == "posta-certificata"
        if envelope and self.forwarded:  # of certified mail, which the release travels in
            return
        blocks = [
            block
            for body in self.bodies
            for block in body_blocks(body, name=self.name, encoding=self.encoding)
        ]
        metadata = read_metadata(message)
        if all(block.kind is BlockKind.QUOTE for block in blocks) and blocks:
            metadata = _of_quoted(blocks, metadata)
        blocks = [*promote(blocks)]
        if not blocks and (self.attached or self.forwarded or not metadata.title):
            return
        yield Extracted(blocks=_titled(metadata.title, blocks), metadata=metadata, name=stem)

    def others(self, stem: str) -> Iterator[Part]:
        """What the mail forwards, and the attached files that may hold a release."""
        names = Names()
        for number, (raw, part) in enumerate(self.attached, 1):
            data, kind = part_bytes(part), part.get_content_type()
            if not data or not is_release(data, raw, declared=kind):
                continue
            default = f"attachment-{number}{_SUFFIXES.get(kind, '')}"
            name = names.unique(safe_name(raw, default))
            yield Member(f"{stem}/{name}" if stem else name, data)
        for number, message in enumerate(self.forwarded, 1):
            yield from self._forwarded(message, number, stem)

    def _forwarded(self, message: Message, number: int, stem: str) -> Iterator[Part]:
        subject = slug(read_metadata(message).title)
        inner = "-".join(filter(None, (stem, "forwarded", str(number), subject)))
        opened = _Opened(f"{self.name}/{inner}", self.encoding, parts=self.parts)
        opened.level = self.level + 1
        try:
            opened.take(message)
            yield from opened.release(message, inner)
            yield from opened.others(inner)
        except InputError as error:
            yield error
        self.parts = opened.parts


_SUFFIXES = {
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
}


def _file_name(part: Message) -> str:
    try:
        return decode_words(part.get_filename() or "")
    except Exception:  # noqa: BLE001 - parameters of RFC 2231 fail in many ways
        return ""


def _titled(title: str, blocks: list[Block]) -> tuple[Block, ...]:
    """The subject as the headline, unless the text begins with it word by word."""
    heading = make_block([Run(title)], BlockKind.TITLE)
    if heading is None:
        return tuple(blocks)
    first = blocks[0] if blocks else None
    if first and _letters(first.text) == _letters(title) and first.kind is not BlockKind.QUOTE:
        return (replace(first, kind=BlockKind.TITLE, level=0), *blocks[1:])
    return (heading, *blocks)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _of_quoted(blocks: list[Block], metadata: Metadata) -> Metadata:
    """Of a mail that was forwarded as text: who sent it first, as far as the text says so."""
    name, address = sender(quoted_header(blocks, FROM_FIELDS))
    person = is_person(name)
    return replace(
        metadata,
        author=name if person else "",
        publisher="" if person else name,
        domain=domain_of(address),
        published=None,
    )
