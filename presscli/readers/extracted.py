"""What a reader gets out of a file, and what a reader is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from presscli.errors import InputError
from presscli.markup import Block, Metadata


@dataclass(frozen=True, slots=True)
class Extracted:
    """One release as a reader got it out of a file.

    Of a text file, ``text`` as it was decoded, not yet cleaned. Of a document,
    ``blocks``, and no ``text``. ``name`` is a member's within its file, made of
    letters, digits, ``-`` and ``_``; empty where the file is the release.
    """

    text: str = ""
    encoding: str = "utf-8"
    blocks: tuple[Block, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    name: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A file within a file, not read yet: an attachment, a file of an archive.

    ``name`` is a relative path without steps up, safe to show and to write to.
    """

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was in a file that may hold several releases, in order.

    An :class:`InputError` stands for a part that could not be read.
    """

    parts: tuple[Extracted | Member | InputError, ...]


class Reader(Protocol):
    """Reads one format."""

    def __call__(self, data: bytes, *, name: str, encoding: str) -> Extracted | Bundle:
        """Get the text out.

        Args:
            data: The whole file.
            name: The file as messages call it.
            encoding: What the user says it is encoded in; empty to detect.

        Raises:
            InputError: The file is damaged, or not what it claims to be.
            UsageError: No such encoding.
        """
