"""Windows of releases, which share batches, and what becomes of each release.

Apart from what is done with a window (``together.py``), so that a run which finds
nothing to do loads none of the stages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from presscli.document import Result
from presscli.errors import PresscliError

WINDOW_TOKENS = 2048
"""Tokens of a window: two full batches of a large model, eight of a small one. More gains
nothing in speed, and a run that is killed would lose more."""

WINDOW_RELEASES = 64

_CHARS_PER_TOKEN = 4
"""Subword vocabularies take 3 to 5 characters of Italian a token; for windows a guess will do."""

Outcome = Result | PresscliError
"""What becomes of a release."""

Item = TypeVar("Item")


def windows(
    items: Iterable[Item], chars: Callable[[Item], int], *, most_items: int = WINDOW_RELEASES
) -> Iterator[list[Item]]:
    """Cut a stream of releases, or of segments, into windows, looking no further ahead than one.

    Args:
        items: In order.
        chars: The length of an item's text in characters.
        most_items: The most items in a window.

    Returns:
        Lists of at most ``most_items`` items and about :data:`WINDOW_TOKENS`; one item
        that is longer makes a window by itself.
    """
    window: list[Item] = []
    tokens = 0
    for item in items:
        size = chars(item) // _CHARS_PER_TOKEN
        if window and (tokens + size > WINDOW_TOKENS or len(window) == most_items):
            yield window
            window, tokens = [], 0
        window.append(item)
        tokens += size
    if window:
        yield window
