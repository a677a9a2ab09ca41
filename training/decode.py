"""Translate with the model that is being trained, to see how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.corpora import normalize, read_dev_sets
from training.vocabulary import EOS_ID, MAX_POSITIONS

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

_BATCH_LINES = 32


def translate_lines(
    model: Any, processor: SentencePieceProcessor, lines: Sequence[str], *, beam_size: int = 1
) -> list[str]:
    """Translate lines in batches of like length; order kept.

    The model is to be in eval mode. Lines of more than 255 tokens lose their end:
    this measures, it does not serve.
    """
    import torch

    device = model.device
    ids = [[*processor.encode(normalize(x))[: MAX_POSITIONS - 1], EOS_ID] for x in lines]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    pad = int(model.config.pad_token_id)
    result = [""] * len(ids)
    for start in range(0, len(order), _BATCH_LINES):
        rows = order[start : start + _BATCH_LINES]
        width = len(ids[rows[-1]])
        source = torch.tensor([ids[i] + [pad] * (width - len(ids[i])) for i in rows], device=device)
        with torch.inference_mode():
            output = model.generate(
                input_ids=source,
                attention_mask=(source != pad).long(),
                num_beams=beam_size,
                do_sample=False,
                max_new_tokens=min(MAX_POSITIONS - 1, 2 * width + 10),
            )
        for row, tokens in zip(rows, output.tolist(), strict=True):
            result[row] = processor.decode([t for t in tokens if t not in (pad, EOS_ID)])
    return result


def dev_scores(
    model: Any, processor: SentencePieceProcessor, folder: Path, name: str, max_lines: int
) -> dict[str, object]:
    """Greedy BLEU and chrF on the first lines of a dev set."""
    import sacrebleu  # Not needed to train without dev sets.

    dev = next(d for d in read_dev_sets(folder) if d.name == name)
    output = translate_lines(model, processor, dev.sources[:max_lines])
    references = [list(dev.references[:max_lines])]
    return {
        "dev": f"{name}[:{max_lines}]",
        "bleu": round(sacrebleu.corpus_bleu(output, references).score, 2),
        "chrf": round(sacrebleu.corpus_chrf(output, references).score, 2),
    }
