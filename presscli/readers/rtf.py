"""RTF (Rich Text Format 1.9.1), as Word, WordPad, LibreOffice and databases write it."""

from __future__ import annotations

from presscli.markup import Metadata
from presscli.readers.damaged import refuse_damaged
from presscli.readers.extracted import Extracted
from presscli.readers.flow import list_lines, list_paragraphs, make_blocks
from presscli.readers.letterhead import find_domain, find_publisher
from presscli.readers.properties import real_name, real_title
from presscli.readers.rtf_machine import Machine
from presscli.readers.rtf_tokens import read_tokens

_HINT = "Open it in a word processor and save it anew"


def read_rtf(data: bytes, *, name: str, encoding: str) -> Extracted:
    r"""Read an RTF file.

    Characters are decoded by the font's character set, the file's code page, or as the
    ``\u`` escapes say. Deleted and hidden text, pictures and embedded objects are left
    out; heads and feet of pages give the publisher.

    Args:
        data: The whole file.
        name: The file as messages call it.
        encoding: The code page where the file names none; empty for Windows' Western one.

    Raises:
        InputError: Damaged, nested too deep, or with too many control words.
    """
    with refuse_damaged(name, "RTF file", _HINT):
        machine = Machine(code_page=encoding or "cp1252")
        for token in read_tokens(data):
            machine.take(token)
        machine.finish()
        notes = [p for note in machine.notes for p in list_paragraphs(note)]
        margins = [line for story in machine.margins for line in list_lines(story)]
        stated = machine.stated
        metadata = Metadata(
            title=real_title(stated.get("title", "")),
            author=real_name(stated.get("author", "")),
            publisher=find_publisher(margins) or real_name(stated.get("company", "")),
            domain=find_domain(margins),
            published=machine.written,
            language=machine.language,
        )
        return Extracted(blocks=make_blocks(machine.flow, notes), metadata=metadata)
