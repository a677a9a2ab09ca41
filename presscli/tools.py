"""What a run works with: engines that are ready for use, and what the user asked for.

Filled in by whoever opens engines (:mod:`presscli.session`), taken by :mod:`presscli.pipeline`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presscli.engines.base import DecodingOptions, Summarizer, Translator
from presscli.glossary import Glossary
from presscli.summarize import Approach

if TYPE_CHECKING:
    from presscli.store import Memory


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for, the same for every release of a run.

    ``source_lang`` empty means: detect. ``attribution`` empty means: as stated in
    the release. ``summary_sentences`` is the most that a summary may have; 0 means
    no summary.
    """

    source_lang: str = ""
    attribution: str = ""
    summary_sentences: int = 3


@dataclass(frozen=True, slots=True)
class TranslatorTool:
    """A translator that is ready, how to use it, and the signature of what it makes."""

    engine: Translator
    options: DecodingOptions
    source_lang: str
    signature: str
    glossary: Glossary = field(default_factory=Glossary)


@dataclass(frozen=True, slots=True)
class SummarizerTool:
    """A summariser that is ready; ``engine`` None means the release's own key sentences."""

    engine: Summarizer | None = None
    options: DecodingOptions = field(default_factory=DecodingOptions)
    approach: Approach = Approach.SHORTEN
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Tools:
    """Opens engines when, and only when, a release needs them.

    ``memory`` gives back segments that were translated before; None for no memory.
    """

    translator: Callable[[], TranslatorTool]
    summarizer: Callable[[], SummarizerTool]
    source_langs: frozenset[str]
    memory: Memory | None = None
