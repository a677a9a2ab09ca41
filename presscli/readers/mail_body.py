"""The text of a mail -> blocks: the plain form, else the HTML one."""

from __future__ import annotations

import re
from binascii import a2b_base64
from dataclasses import dataclass
from email.message import Message

from presscli.errors import InputError
from presscli.markup import Block
from presscli.readers.mail_charset import decode
from presscli.readers.mail_text import mark_tail, text_blocks

_STUB_WORDS = 30
"""A plain form of fewer words, with an HTML one of many more beside it, only says that
the mail is in HTML."""
_STUB_RATIO = 3


@dataclass(frozen=True, slots=True)
class Body:
    """A text in one form or two."""

    plain: Message | None = None
    html: Message | None = None


def body_blocks(body: Body, *, name: str, encoding: str) -> tuple[Block, ...]:
    """Read a text of a mail.

    Args:
        body: Its forms.
        name: The mail as messages call it.
        encoding: What the user says, for parts that declare no charset.

    Raises:
        InputError: The HTML form is the only one, and nested too deep, or lxml is missing.
        UsageError: No such encoding.
    """
    plain = _plain_blocks(body.plain, encoding) if body.plain is not None else ()
    if body.html is None or len(_words(plain)) >= _STUB_WORDS:
        return plain
    try:
        html = html_part_blocks(_decoded(body.html, encoding), name=name)
    except InputError:
        if plain:
            return plain
        raise
    return html if len(_words(html)) > _STUB_RATIO * len(_words(plain)) else plain or html


def html_part_blocks(html: str, *, name: str) -> tuple[Block, ...]:
    """The blocks of an HTML text that came by mail.

    Raises:
        InputError: Nested too deep, or lxml is missing.
    """
    from presscli.readers.html import blocks_of_html

    return mark_tail(blocks_of_html(html, name=name).blocks) if html.strip() else ()


def part_bytes(part: Message) -> bytes:
    """A part without its transfer encoding; empty where that cannot be undone."""
    coding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    try:
        if coding == "base64":
            return _from_base64(part.get_payload())
        data = part.get_payload(decode=True)
    except Exception:  # noqa: BLE001 - broken uuencode and the like fail in many ways
        return b""
    return data if isinstance(data, bytes) else b""


def _from_base64(payload: object) -> bytes:
    """As much of it as is there: the library gives up where the end is missing."""
    letters = re.sub(r"[^A-Za-z0-9+/]", "", str(payload))
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return a2b_base64(letters + "=" * (-len(letters) % 4))


def _plain_blocks(part: Message, encoding: str) -> tuple[Block, ...]:
    flowed = _parameter(part, "format") == "flowed"
    text = _decoded(part, encoding)
    if part.get_content_type() == "text/enriched":
        text = re.sub(r"<[^<>\n]{0,60}>", "", text.replace("<<", "\0")).replace("\0", "<")
    return text_blocks(text, flowed=flowed, delsp=_parameter(part, "delsp") == "yes")


def _decoded(part: Message, encoding: str) -> str:
    return decode(part_bytes(part), _parameter(part, "charset"), forced=encoding)


def _parameter(part: Message, name: str) -> str:
    """A parameter of the content type in lower case; empty where it is missing or broken."""
    try:
        value = part.get_param(name)
    except Exception:  # noqa: BLE001 - parameters of RFC 2231 fail in many ways
        return ""
    if isinstance(value, tuple):
        value = value[2]
    return str(value or "").strip().lower()


def _words(blocks: tuple[Block, ...]) -> list[str]:
    return [word for block in blocks for word in block.text.split()]
