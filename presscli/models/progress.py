"""What a pull tells whoever shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PullProgress:
    """How far a pull is.

    The first one of a pull comes before anything is fetched: ``file`` is empty,
    ``total_bytes`` is the size of the download, ``done_bytes`` is what an earlier,
    interrupted pull has left. The last one has both equal.
    """

    model: str
    file: str
    done_bytes: int
    total_bytes: int


Progress = Callable[[PullProgress], None]
