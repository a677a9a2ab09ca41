"""A mailbox -> the mails in it, each a release with what is attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscli.errors import InputError
from presscli.readers.extracted import Bundle, Extracted, Member
from presscli.readers.mail import read_message
from presscli.readers.mail_headers import decode_words, title
from presscli.readers.members import slug
from presscli.readers.releases import MAX_MEMBERS

_SEPARATOR = re.compile(
    # The sender and the time of day (RFC 4155), at the start or below an empty line, and a
    # header field in the next: "From" begins sentences too, and not all programs quote it.
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{1,300}?\d\d?:\d\d[^\r\n]{0,60}\r?\n"
    rb"(?=>?[!-9;-~]{1,76}:)"
)
_QUOTED_SEPARATOR = re.compile(rb"^>(>*From )", re.MULTILINE)
_SUBJECT = re.compile(rb"(?im)^Subject:[ \t]*([^\r\n]{0,1000}(?:\r?\n[ \t][^\r\n]{0,1000}){0,5})")
_HEAD_BYTES = 65_536


def read_mbox(data: bytes, *, name: str, encoding: str) -> Bundle:
    """Read a mailbox (RFC 4155; mboxo and mboxrd), each mail as :func:`read_mail` does.

    Mails are called ``001-`` and the words of their subjects, files attached to them
    ``001-.../NAME``.

    Args:
        data: The whole file.
        name: The file as messages call it.
        encoding: What the user says, for parts that declare no charset.

    Raises:
        InputError: No mail begins in it.
        UsageError: No such encoding.
    """
    messages = list(split(data))
    if not messages:
        what = "no mail in it (none begins with a line 'From SENDER TIME')"
        raise InputError(name, what, "If it is a single mail, give it a name that ends with .eml")
    digits = max(len(str(len(messages))), 3)
    parts: list[Extracted | Member | InputError] = []
    for number, message in enumerate(messages, 1):
        stem = "-".join(filter(None, (f"{number:0{digits}}", slug(_subject(message)))))
        try:
            parts += read_message(message, name=name, encoding=encoding, stem=stem)
        except InputError as error:
            parts.append(error)
        if len(parts) > MAX_MEMBERS:  # one too many, for the limit to be reported
            break
    return Bundle(tuple(parts))


def split(data: bytes) -> Iterator[bytes]:
    """The mails in a mailbox, without the lines between them and as they were before."""
    data = data.lstrip(b"\r\n")
    marks = list(_SEPARATOR.finditer(data))
    ends = [mark.start() for mark in marks[1:]] + [len(data)]
    for mark, end in zip(marks, ends, strict=False):
        yield _QUOTED_SEPARATOR.sub(rb"\1", data[mark.end() : end])


def _subject(message: bytes) -> str:
    head = re.split(rb"\r?\n\r?\n", message[:_HEAD_BYTES], maxsplit=1)[0]
    match = _SUBJECT.search(head)
    return title(decode_words(match[1].decode("ascii", "surrogateescape"))) if match else ""
