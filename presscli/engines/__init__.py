"""Engines: what runs a model. The only packages that import torch, transformers or ctranslate2.

Which class runs a model follows from its architecture and from the engine that
was asked for; the stages see :class:`Translator` and :class:`Summarizer` only.
"""

from __future__ import annotations

from presscli.engines.base import (
    DecodingOptions,
    Engine,
    EngineSettings,
    Summarizer,
    Translator,
)
from presscli.engines.opening import (
    ENGINES,
    KeptModels,
    OpenModels,
    open_summarizer,
    open_translator,
)

__all__ = [
    "ENGINES",
    "DecodingOptions",
    "Engine",
    "EngineSettings",
    "KeptModels",
    "OpenModels",
    "Summarizer",
    "Translator",
    "open_summarizer",
    "open_translator",
]
