"""The bytes of a file -> the releases in it: one as a rule, many in a mailbox or an archive."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, replace

from presscli.document import STDIN_NAME, SourceText
from presscli.errors import InputError
from presscli.markup import Metadata
from presscli.names import printable
from presscli.readers import load_reader, recognize
from presscli.readers.blocks import clean_block, join_texts
from presscli.readers.clean import clean
from presscli.readers.extracted import Bundle, Extracted, Member
from presscli.readers.formats import TEXT, Format

MAX_TEXT_BYTES = 20_000_000
"""Largest text: some three million words, a hundred times the longest release.
More is an archive or a mistake, and would keep a model busy for weeks."""

MAX_FILE_BYTES = 100_000_000
"""Largest document or archive, its pictures included."""

MAX_MEMBERS = 10_000
"""Most releases and files out of one file, those of files within it included."""

MAX_DEPTH = 3
"""Files within files: an archive with mails that have attachments is three."""

MAX_INNER_BYTES = 200_000_000
"""Most bytes of all files within a file together, unpacked."""

Reading = SourceText | InputError
"""A release, or what was wrong with one of several."""


def read_releases(
    data: bytes, *, name: str, encoding: str = "", keep_lines: bool = False
) -> tuple[Reading, ...]:
    """Read all releases in a file.

    Args:
        data: The whole file.
        name: Its path, for messages and for formats told by their suffix.
        encoding: A Python codec name; empty to detect.
        keep_lines: Keep the number of lines of a text exactly.

    Returns:
        At least one release or error, in the order in which they stand in the file.

    Raises:
        InputError: The file itself cannot be read, or there is nothing in it.
        UsageError: No such encoding.
    """
    found = tuple(_Opening(encoding, keep_lines).read(data, name))
    if not found:
        raise InputError(printable(name), "no release in it", "Give a file with text in it")
    return found


@dataclass(slots=True)
class _Opening:
    """One file being read with the files within it, and what is left of the limits."""

    encoding: str
    keep_lines: bool
    members: int = MAX_MEMBERS
    size_bytes: int = MAX_INNER_BYTES

    def read(self, data: bytes, name: str, depth: int = 0) -> Iterator[Reading]:
        shown = printable(name)
        if not data:
            raise InputError(shown, "empty (0 bytes)", "Give a file with the text of a release")
        known = recognize(data, name)
        if known is TEXT and len(data) > MAX_TEXT_BYTES:
            raise too_large(name, len(data))
        quoted = "-" if name == STDIN_NAME else shlex.quote(shown)
        found = self._extract(known, data, shown, quoted)
        if isinstance(found, Extracted):
            yield _release(found, shown, data, keep_lines=self.keep_lines)
            return
        for part in found.parts:
            try:
                yield from self._part(part, name, depth)
            except InputError as error:
                yield error
            if self.members < 0:
                return

    def _extract(self, known: Format, data: bytes, shown: str, quoted: str) -> Extracted | Bundle:
        if known.guarded and known.reader:
            from presscli.readers.guard import read_guarded

            return read_guarded(known.reader, data, name=shown, encoding=self.encoding)
        reader = load_reader(known, name=shown, quoted_name=quoted)
        return reader(data, name=shown, encoding=self.encoding)

    def _part(
        self, part: Extracted | Member | InputError, name: str, depth: int
    ) -> Iterator[Reading]:
        self.members -= 1
        if self.members < 0:
            hint = f"At most {MAX_MEMBERS:,} are read. Divide it"
            raise InputError(printable(name), "too many releases in one file", hint)
        if isinstance(part, InputError):
            yield part
            return
        inner = f"{name}/{part.name}" if part.name else name
        if isinstance(part, Extracted):
            of = repr((part.text, part.blocks, part.metadata)).encode("utf-8", "replace")
            yield _release(part, printable(inner), of, keep_lines=self.keep_lines)
            return
        self.size_bytes -= len(part.data)
        if depth + 1 >= MAX_DEPTH or self.size_bytes < 0:
            limit = f"{MAX_DEPTH} deep and {MAX_INNER_BYTES // 1_000_000} MB in all"
            hint = f"Files within files are read up to {limit}. Unpack it first"
            raise InputError(printable(inner), "lies too deep, or there is too much of it", hint)
        yield from self.read(part.data, inner, depth + 1)


def _release(found: Extracted, shown: str, data: bytes, *, keep_lines: bool) -> SourceText:
    """A release that has words; ``data`` is what it was made of."""
    blocks = tuple(b for b in map(clean_block, found.blocks) if b.text or b.table)
    text = join_texts(blocks) if blocks else clean(found.text, keep_lines=keep_lines)
    if not text.strip():
        raise InputError(
            shown,
            f"no text in it (only spaces or invisible characters, {len(data)} bytes)",
            "Give a file with the text of a release",
        )
    if len(text) > MAX_TEXT_BYTES:
        raise too_large(shown, len(text))
    sha256 = hashlib.sha256(data).hexdigest()
    return SourceText(shown, text, found.encoding, sha256, blocks, _clean(found.metadata))


def _clean(metadata: Metadata) -> Metadata:
    def line(text: str) -> str:
        return " ".join(clean(text).split())

    return replace(
        metadata,
        title=line(metadata.title),
        author=line(metadata.author),
        publisher=line(metadata.publisher),
    )


def too_large(name: str, size_bytes: int) -> InputError:
    """The error of a text over :data:`MAX_TEXT_BYTES`; ``size_bytes`` 0 where nobody knows."""
    size = f"{size_bytes / 1e6:.1f} MB" if size_bytes else "it goes on"
    file = "FILE" if name in {"-", STDIN_NAME} or not size_bytes else shlex.quote(printable(name))
    return InputError(
        printable(name),
        f"too large ({size})",
        f"At most {MAX_TEXT_BYTES // 1_000_000} MB. Divide it at line ends:"
        f" split -C 10M --additional-suffix=.txt {file} part-",
    )
