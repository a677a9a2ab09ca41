"""A message of Outlook (.msg) -> the same as a mail, by way of extract-msg."""

from __future__ import annotations

import datetime
import email.message
from email.message import Message
from email.utils import format_datetime
from typing import Any

from presscli.errors import InputError
from presscli.readers.extracted import Bundle, Extracted
from presscli.readers.extras import require
from presscli.readers.mail import MOST_PARTS, read_parsed, single_or_bundle

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Of OLE files ([MS-CFB] 2.2)."""

_SENDER_ADDRESS = "__substg1.0_0C1F"
"""PidTagSenderEmailAddress ([MS-OXPROPS] 2.1001): of the internet, or of Exchange."""

_MOST_EMBEDDED = 5
"""Messages within messages."""


def read_outlook(data: bytes, *, name: str, encoding: str) -> Extracted | Bundle:
    """Read a message of Outlook with its attachments.

    Args:
        data: The whole file.
        name: The file as messages call it.
        encoding: What the user says it is encoded in; empty for what the message says.

    Raises:
        InputError: Damaged, of a kind without text (an appointment's is read), or
            extract-msg is not installed.
    """
    if not data.startswith(_MAGIC):  # the library would take the bytes for a file's name
        raise InputError(name, "no Outlook message", "Give the file as Outlook saved it")
    extract_msg = require("extract_msg", extra="mail", name=name)
    options = {"overrideEncoding": encoding} if encoding else {}
    try:
        message = extract_msg.openMsg(data, delayAttachments=True, **options)
        parsed = _as_mail(message)
    except MemoryError:
        raise
    except Exception as error:
        # The library fails in as many ways as files are damaged.
        what = f"damaged Outlook message ({type(error).__name__}: {str(error)[:120]})"
        raise InputError(name, what, "Open it in Outlook and save it as text") from error
    return single_or_bundle(read_parsed(parsed, name=name, encoding=""))


def _as_mail(message: Any, depth: int = 0) -> Message:
    """A message of extract-msg, which declares no types, as one of the standard library."""
    mail = email.message.Message()
    mail["Subject"] = _line(getattr(message, "subject", None))
    mail["From"] = _sender(message)
    header = getattr(message, "header", None)
    if isinstance(header, Message):
        for name in ("Organization", "Content-Language", "X-Trasporto"):
            if header.get(name):
                mail[name] = str(header[name])
    date = getattr(message, "date", None)
    if isinstance(date, datetime.datetime):
        mail["Date"] = format_datetime(date)
    mail["Content-Type"] = "multipart/mixed"
    for part in (_texts(message), *_attachments(message, depth)):
        mail.attach(part)
    return mail


def _sender(message: Any) -> str:
    """Name and address; extract-msg leaves the address out where it is not in a header."""
    sender = _line(getattr(message, "sender", None))
    address = _line(message.getStringStream(_SENDER_ADDRESS))
    return sender if "@" in sender or "@" not in address else f'"{sender}" <{address}>'


def _texts(message: Any) -> Message:
    texts = email.message.Message()
    texts["Content-Type"] = "multipart/alternative"
    texts.set_payload([])
    if _text(getattr(message, "body", None)):
        texts.attach(_part("text/plain", _text(message.body).encode("utf-8", "replace")))
    html = getattr(message, "htmlBody", None)
    if isinstance(html, bytes) and html.strip():
        texts.attach(_part("text/html", html, charset=""))
    return texts


def _attachments(message: Any, depth: int) -> list[Message]:
    found = []
    for attachment in list(getattr(message, "attachments", []))[:MOST_PARTS]:
        try:
            data = attachment.data
            name = _text(attachment.getFilename())
        except Exception:  # noqa: BLE001, S112 - one that is damaged; the others may be well
            continue
        if isinstance(data, bytes) and not getattr(attachment, "hidden", False):
            kind = _text(getattr(attachment, "mimetype", None)) or "application/octet-stream"
            part = _part(kind if "/" in kind else "application/octet-stream", data)
            part.add_header("Content-Disposition", "attachment")
            part.set_param("filename", name, header="Content-Disposition", charset="utf-8")
            found.append(part)
        elif hasattr(data, "subject") and depth < _MOST_EMBEDDED:
            part = email.message.Message()
            part["Content-Type"] = "message/rfc822"
            part.attach(_as_mail(data, depth + 1))
            found.append(part)
    return found


def _part(kind: str, data: bytes, *, charset: str = "utf-8") -> Message:
    from base64 import encodebytes

    part = email.message.Message()
    part["Content-Type"] = f"{kind}; charset={charset}" if charset else kind
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(encodebytes(data).decode("ascii"))
    return part


def _line(value: object) -> str:
    return " ".join(_text(value).split())


def _text(value: object) -> str:
    return value.replace("\0", "") if isinstance(value, str) else ""
