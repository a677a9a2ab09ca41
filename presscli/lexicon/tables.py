"""Reading the packaged two-column tables."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType


@functools.cache
def load_pairs(name: str) -> Mapping[str, str]:
    """A table of ``presscli/lexicon/data`` as Italian -> English.

    Args:
        name: The file's name. Its lines are ``Italian<TAB>English`` in UTF-8;
            empty lines and lines that begin with ``#`` are skipped.
    """
    lines = files("presscli.lexicon").joinpath("data", name).read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in lines.splitlines() if line and line[0] != "#")
    return MappingProxyType({italian: english for italian, english in pairs})
