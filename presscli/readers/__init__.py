"""The format of a file, and the function that reads it.

A format is recognised by the bytes it begins with, else by the file's suffix,
else it is text. Readers are named, not imported, so that a run pays only for
the libraries of the formats it meets. :mod:`presscli.readers.formats` lists them.
"""

from __future__ import annotations

import importlib
from typing import cast

from presscli.errors import InputError
from presscli.readers.extracted import Reader
from presscli.readers.formats import FORMATS, TEXT, Format


def recognize(data: bytes, name: str) -> Format:
    """Tell the format of a file, by its first bytes, else its suffix, else text."""
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    for known in FORMATS:
        if known.signatures and suffix not in known.unless and known.has_signature(data):
            return known
    return next((known for known in FORMATS if suffix in known.suffixes), TEXT)


def load_reader(file_format: Format, *, name: str, quoted_name: str) -> Reader:
    """Import the reader of a format.

    Args:
        file_format: As :func:`recognize` told it.
        name: The file as messages call it.
        quoted_name: The file as a shell command names it.

    Raises:
        InputError: The format is known, but cannot be read.
    """
    if not file_format.reader:
        raise InputError(
            name,
            f"not text ({file_format.evidence}), and cannot be read",
            file_format.remedy.format(file=quoted_name),
        )
    module, function = file_format.reader.split(":")
    return cast("Reader", getattr(importlib.import_module(module), function))
