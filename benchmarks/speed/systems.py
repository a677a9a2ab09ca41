"""What is compared: the same weights, the same beam, the same sentences.

Splitting into sentences, and for plain CTranslate2 tokenising too, is done before the
clock starts for everybody but presscli, which is given the documents as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from benchmarks.speed.library import Library
from benchmarks.speed.widened import restore_positions
from presscli.engines.ct2 import (
    MAX_BATCH_TOKENS,
    batch_tokens,
    most_batch_tokens,
    prepare_process,
    search_options,
    share_threads,
)
from presscli.engines.vocabulary import MarianVocabulary
from presscli.segment import segment

MOST_TOKENS = 256
BATCH_SENTENCES = 32
"""For transformers, sorted by length."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The weights of a measurement and how they are used.

    ``hf`` is their folder for transformers, ``ct2`` for CTranslate2.
    """

    hf: Path
    ct2: Path
    threads: int
    beam: int


class System(Protocol):
    """One way to translate documents."""

    def prepare(self, documents: Sequence[str]) -> None:
        """What is not timed."""

    def run(self) -> list[str]:
        """What is timed: the English of each document."""


def sentences_of(document: str) -> list[str]:
    """The sentences of a document, in order."""
    return [s.text for p in document.split("\n\n") for s in segment(p.strip()) if s.text]


class _BySentence:
    """Documents as one list of sentences, and back."""

    def prepare(self, documents: Sequence[str]) -> None:
        """See :class:`System`."""
        groups = [sentences_of(document) for document in documents]
        self.lengths = [len(group) for group in groups]
        self.sentences = [sentence for group in groups for sentence in group]

    def documents(self, translated: Sequence[str]) -> list[str]:
        """Sentences put together as documents again."""
        rest = iter(translated)
        return [" ".join(next(rest) for _ in range(n)) for n in self.lengths]


class Transformers(_BySentence):
    """transformers in float32: one sentence at a time, or sorted batches."""

    def __init__(self, setting: Setting, *, batch: int) -> None:
        import torch
        import transformers

        from presscli.engines.packages import quiet_transformers

        torch.set_num_threads(setting.threads)
        with quiet_transformers():
            self._tokenizer = transformers.AutoTokenizer.from_pretrained(setting.hf)
            self._model = transformers.MarianMTModel.from_pretrained(
                setting.hf, dtype=torch.float32
            ).eval()
        restore_positions(self._model, setting.hf)
        self._torch, self._beam, self._batch = torch, setting.beam, batch

    def run(self) -> list[str]:
        """Translate them."""
        order = sorted(range(len(self.sentences)), key=lambda i: -len(self.sentences[i]))
        if self._batch == 1:
            order = list(range(len(self.sentences)))
        found: dict[int, str] = {}
        for start in range(0, len(order), self._batch):
            places = order[start : start + self._batch]
            texts = self._translate([self.sentences[i] for i in places])
            found.update(zip(places, texts, strict=True))
        return self.documents([found[i] for i in range(len(order))])

    def _translate(self, texts: Sequence[str]) -> list[str]:
        inputs = self._tokenizer(texts, return_tensors="pt", padding=True)
        with self._torch.inference_mode():
            output = self._model.generate(
                **inputs, num_beams=self._beam, max_new_tokens=MOST_TOKENS
            )
        made: list[str] = self._tokenizer.batch_decode(output, skip_special_tokens=True)
        return made


class Plain(_BySentence):
    """CTranslate2's ``translate_batch`` and nothing else; decoded after the clock stops.

    In batches of 1,024 tokens; by default it makes one batch of all that it is given.
    """

    def __init__(self, setting: Setting, *, like_presscli: bool = False) -> None:
        self._vocabulary = MarianVocabulary(setting.ct2)
        self._workers = 1
        self._batch_tokens = MAX_BATCH_TOKENS
        self._options: dict[str, Any] = {"beam_size": setting.beam}
        if like_presscli:
            # In a process of its own, so that the other systems keep the defaults.
            prepare_process()
            self._workers, _ = share_threads(setting.threads)
            weights = (setting.ct2 / "model.bin").stat().st_size
            self._batch_tokens = most_batch_tokens(weights, "cpu")
            self._options = _search_of_presscli(setting.beam)
        self._translator = _load(setting, self._workers)

    def prepare(self, documents: Sequence[str]) -> None:
        """See :class:`System`."""
        super().prepare(documents)
        self._tokens = [self._vocabulary.encode(text) for text in self.sentences]

    def run(self) -> list[str]:
        """Translate them."""
        tokens = sum(map(len, self._tokens))
        results = self._translator.translate_batch(
            self._tokens,
            max_batch_size=batch_tokens(tokens, self._workers, self._batch_tokens),
            batch_type="tokens",
            max_decoding_length=MOST_TOKENS,
            **self._options,
        )
        self.results = results
        return []

    def decoded(self) -> list[str]:
        """The English of the last run."""
        return self.documents([self._vocabulary.decode(r.hypotheses[0]) for r in self.results])


class ArgosLoop:
    """The loop of Argos Translate 1.11, written down here: its package brings spaCy and stanza.

    A paragraph at a time, batches of at most 32 tokens, beam 4, one thread pool; its
    sentence splitter, a network of its own, is left out of it and of the time.
    """

    def __init__(self, setting: Setting) -> None:
        self._vocabulary = MarianVocabulary(setting.ct2)
        self._translator = _load(setting)
        self._beam = setting.beam

    def prepare(self, documents: Sequence[str]) -> None:
        """See :class:`System`."""
        self._documents = [
            [[s.text for s in segment(line)] for line in document.split("\n")]
            for document in documents
        ]

    def run(self) -> list[str]:
        """Translate them."""
        return [
            "\n".join(self._paragraph(sentences) for sentences in document)
            for document in self._documents
        ]

    def _paragraph(self, sentences: Sequence[str]) -> str:
        tokenized = [self._vocabulary.encode(sentence) for sentence in sentences]
        results = self._translator.translate_batch(
            tokenized,
            replace_unknowns=True,
            max_batch_size=32,
            batch_type="tokens",
            beam_size=self._beam,
            num_hypotheses=1,
            length_penalty=0.2,
            return_scores=True,
        )
        # Marian's pieces are decoded a sentence at a time, or the last word would join the first.
        return " ".join(self._vocabulary.decode(r.hypotheses[0]) for r in results)


def _load(setting: Setting, workers: int = 1) -> Any:
    """By default as CTranslate2 does it: all threads for one batch."""
    import ctranslate2

    threads = setting.threads // workers
    return ctranslate2.Translator(
        str(setting.ct2), device="cpu", inter_threads=workers, intra_threads=threads
    )


def _search_of_presscli(beam: int) -> dict[str, Any]:
    from presscli.engines.base import DecodingOptions
    from presscli.settings import N_BEST

    return search_options(DecodingOptions(beam_size=beam, num_hypotheses=min(beam, N_BEST)))


SYSTEMS: Mapping[str, Callable[[Setting], System]] = {
    "transformers, one sentence at a time": lambda s: Transformers(s, batch=1),
    "transformers, batched and sorted": lambda s: Transformers(s, batch=BATCH_SENTENCES),
    "Argos Translate's loop": ArgosLoop,
    "plain CTranslate2": Plain,
    "plain CTranslate2, presscli's search and threads": lambda s: Plain(s, like_presscli=True),
    "presscli library": lambda s: Library(s.ct2, threads=s.threads, beam=s.beam),
}
