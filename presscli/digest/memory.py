"""What a digest remembers of its earlier runs, per output: what was shown, and its entries.

It lives in the store, under the path of the output. The output is written first and
the memory after it: a run that dies in between shows its news once more, and none is lost.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from presscli.digest.codec import dump, load
from presscli.digest.model import Entry
from presscli.errors import StoreError
from presscli.names import printable
from presscli.store import Store

VERSION = 1
_PREFIX = "digest:"


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of an output.

    ``seen`` holds the SHA-256 of every file that a successful run has shown or joined,
    sorted; ``entries`` are those that are in the file now.
    """

    seen: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    version: int = VERSION


def recall(store: Store, output: Path) -> Memory | None:
    """What earlier successful runs have left; None if there was none.

    Raises:
        StoreError: It was written by a newer presscli, or is damaged.
    """
    text = store.kept.find(_key(output))
    if text is None:
        return None
    try:
        memory = load(Memory, text)
    except ValueError as error:
        raise _unreadable(output) from error
    if memory.version != VERSION:
        raise _unreadable(output)
    return memory


def remember(store: Store, output: Path, memory: Memory) -> None:
    """Keep what the next run must know."""
    store.kept.keep(_key(output), dump(memory))


def count_digests(store: Store) -> int:
    """How many digests something is remembered of."""
    return store.kept.count(_PREFIX)


def _key(output: Path) -> str:
    path = os.path.realpath(output)
    return _PREFIX + path.encode("utf-8", "backslashreplace").decode()


def _unreadable(output: Path) -> StoreError:
    return StoreError(
        printable(str(output)),
        "what the store remembers of this digest cannot be read",
        "Begin anew: run without --append and --since last",
    )
