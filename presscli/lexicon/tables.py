"""Reading the packaged tables."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType


@functools.cache
def load_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table of ``presscli/lexicon/data``, each a tuple of its columns.

    Args:
        name: The file's name. It is UTF-8 with columns parted by tabs; empty
            lines and lines that begin with ``#`` are skipped.
    """
    text = files("presscli.lexicon").joinpath("data", name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(line.split("\t")) for line in lines)


def load_pairs(name: str) -> Mapping[str, str]:
    """A two-column table as a mapping of the first column to the second."""
    return MappingProxyType({row[0]: row[1] for row in load_rows(name)})


@functools.cache
def load_names(name: str) -> frozenset[str]:
    """The first column of a table, case-folded."""
    return frozenset(row[0].casefold() for row in load_rows(name))
