"""A memory that only learns: for ``--no-resume``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from presscli.store import PERSON, Memory, Recalled


class Anew(Memory):
    """Remembers what is made, and recalls only what a person gave."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def recall(self, signature: str, texts: Sequence[str]) -> dict[str, Recalled]:
        """What a person gave for these segments."""
        return self._memory.recall(PERSON, texts)

    def remember(self, signature: str, made: Mapping[str, tuple[str, float]]) -> int:
        """Keep translations, as :class:`Memory` does."""
        return self._memory.remember(signature, made)

    def generation(self) -> str:
        """As :class:`Memory`."""
        return self._memory.generation()
